"""Axes of panels: calibrated from their own labels, or borrowed from an aligned panel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from extractors.axes import find_axes
from extractors.axis_notes import AxisNotes
from extractors.geometry import Box
from extractors.panels import Panel
from extractors.strips import Side
from extractors.tick_readings import TickLabel
from extractors.ticks import AxisLabels
from extractors.titles import Label, PanelTitles
from schemas.reasons import Reason

UNIT = 10.0
NO_TITLES = PanelTitles()


def panel(x: float, y: float, width: float = 200, height: float = 100) -> Panel:
    return Panel(Box(x, y, x + width, y + height), frozenset(), (255, 255, 255))


def labels(side: Side, start: float, texts: Sequence[str], step: float = 40.0, factor: float = 1.0) -> AxisLabels:
    """Labels in order along an axis; those of y axes from the top."""
    ticks = tuple(TickLabel(start + step * k, text, 0.99) for k, text in enumerate(texts))
    boxes = tuple(Box(t.px - 5, 0, t.px + 5, 10) for t in ticks)
    return AxisLabels(side, ticks, boxes, (), AxisNotes(factor))


TENS = ("0", "10", "20", "30", "40", "50")


def x_labels(start: float, texts: Sequence[str] = TENS, factor: float = 1.0) -> AxisLabels:
    return labels("bottom", start, texts, factor=factor)


def y_labels(start: float, side: Side = "left") -> AxisLabels:
    return labels(side, start, ("8", "6", "4", "2", "0"), step=25.0)


def test_a_panel_with_its_own_labels() -> None:
    [axes] = find_axes([panel(0, 0)], [{"bottom": x_labels(0), "left": y_labels(0)}], [NO_TITLES], UNIT)
    assert axes.right is None
    assert [a.name for a in axes.y_axes] == ["left"]
    assert axes.x.calibration is not None
    assert axes.x.calibration.value(np.array([0, 200], float)) == pytest.approx([0, 50])


def test_an_axis_whose_factor_is_not_read_is_refused() -> None:
    unread = replace(x_labels(0), notes=AxisNotes(unread=True))
    [axes] = find_axes([panel(0, 0)], [{"bottom": unread, "left": y_labels(0)}], [NO_TITLES], UNIT)
    assert axes.x.calibration is None
    assert axes.x.reason == Reason.TICKS_NOT_LEGIBLE


def test_titles_units_and_colours_go_with_the_axes() -> None:
    titles = PanelTitles(
        x=Label("Time (s)", Box(0, 0, 1, 1), (0, 0, 0), "s"), left=Label("Loss", Box(0, 0, 1, 1), (9, 8, 7))
    )
    [axes] = find_axes([panel(0, 0)], [{"bottom": x_labels(0), "left": y_labels(0)}], [titles], UNIT)
    assert (axes.x.title, axes.x.unit) == ("Time (s)", "s")
    assert (axes.left.title, axes.left.color) == ("Loss", (9, 8, 7))


def test_a_factor_multiplies_the_values() -> None:
    [axes] = find_axes([panel(0, 0)], [{"bottom": x_labels(0, factor=1e6)}], [NO_TITLES], UNIT)
    assert axes.x.calibration is not None
    assert axes.x.calibration.value(np.array([200], float)) == pytest.approx([5e7])


def test_panels_of_a_grid_borrow_along_their_row_and_column() -> None:
    panels = [panel(0, 0), panel(300, 0), panel(0, 200), panel(300, 200)]
    sides: list[dict[Side, AxisLabels]] = [
        {"left": y_labels(0)},
        {},
        {"bottom": x_labels(0), "left": y_labels(200)},
        {"bottom": x_labels(300)},
    ]
    axes = find_axes(panels, sides, [NO_TITLES] * 4, UNIT)
    assert [a.x.borrowed for a in axes] == [True, True, False, False]
    assert [a.left.borrowed for a in axes] == [False, True, False, True]
    x, left = axes[1].x.calibration, axes[1].left.calibration
    assert x is not None
    assert left is not None
    assert x.value(np.array([300, 500], float)) == pytest.approx([0, 50])
    assert left.value(np.array([100, 0], float)) == pytest.approx([0, 8])


def gridded(box: Panel, top: float, rows: Sequence[float]) -> Panel:
    return replace(box, box=replace(box.box, y0=top), strokes_y=tuple(rows))


@pytest.mark.parametrize(
    ("top", "rows", "borrows"),
    [
        (6, (6, 25, 50, 75), True),
        (6, (6, 28, 50, 75), False),  # other gridlines
        (6, (6, 26.5, 50, 75), False),  # likewise: two of three are few
        (6, (50,), False),  # too few
        (14, (14, 25, 50, 75), False),  # another size
    ],
)
def test_a_panel_that_was_cut_at_one_end_borrows_where_its_gridlines_go_on(
    top: float, rows: tuple[float, ...], borrows: bool
) -> None:
    panels = [gridded(panel(0, 0), 0, (0, 25, 50, 75)), gridded(panel(300, 0), top, rows)]
    axes = find_axes(panels, [{"left": y_labels(0)}, {}], [NO_TITLES] * 2, UNIT)
    assert axes[1].left.borrowed is borrows


@pytest.mark.parametrize(("aside", "borrows"), [(1.5, True), (3.0, False)])
def test_one_gridline_that_a_curve_drew_aside_does_not_keep_panels_apart(aside: float, borrows: bool) -> None:
    panels = [gridded(panel(0, 0), 0, (20, 40, 60, 80)), gridded(panel(300, 0), 6, (20, 40, 60, 80 - aside))]
    axes = find_axes(panels, [{"left": y_labels(0)}, {}], [NO_TITLES] * 2, UNIT)
    assert axes[1].left.borrowed is borrows


def test_nothing_is_borrowed_from_a_panel_that_is_not_aligned() -> None:
    panels = [panel(0, 0), panel(8, 200)]
    axes = find_axes(panels, [{"left": y_labels(0)}, {"bottom": x_labels(8)}], [NO_TITLES] * 2, UNIT)
    assert axes[0].x.calibration is None
    assert axes[0].x.reason is Reason.NO_AXIS_LABELS
    assert axes[1].left.calibration is None


@pytest.mark.parametrize(
    ("text", "sureness", "borrows"), [("10", 0.99, True), ("-4", 0.99, False), ("-4", 0.5, True), ("-", 0.99, True)]
)
def test_a_panel_whose_only_label_says_otherwise_does_not_borrow(text: str, sureness: float, borrows: bool) -> None:
    panels = [panel(0, 0), panel(0, 200)]
    only = labels("bottom", 40, [text])
    only = replace(only, labels=(replace(only.labels[0], confidence=sureness),))
    axes = find_axes(panels, [{"bottom": only}, {"bottom": x_labels(0)}], [NO_TITLES] * 2, UNIT)
    assert axes[0].x.borrowed is borrows


def test_a_panel_with_unreadable_numbers_of_its_own_does_not_borrow() -> None:
    """Its labels may differ from the neighbour's; only a panel without any shares them."""
    panels = [panel(0, 0), panel(0, 200)]
    broken = x_labels(0, ("0", "17", "20", "900", "4", "5.5"))
    axes = find_axes(panels, [{"bottom": broken}, {"bottom": x_labels(0)}], [NO_TITLES] * 2, UNIT)
    assert axes[0].x.calibration is None
    assert axes[0].x.reason is Reason.LADDER_BROKEN


def test_top_labels_stand_in_for_missing_bottom_ones() -> None:
    top = labels("top", 0, TENS)
    [axes] = find_axes([panel(0, 0)], [{"top": top}], [NO_TITLES], UNIT)
    assert axes.x.calibration is not None


@pytest.mark.parametrize(("texts", "is_axis"), [(("8", "6", "4", "2", "0"), True), (("8", "max", "low"), False)])
def test_a_second_y_axis_needs_numbers(texts: tuple[str, ...], is_axis: bool) -> None:
    right = labels("right", 0, texts, step=25.0)
    [axes] = find_axes([panel(0, 0)], [{"left": y_labels(0), "right": right}], [NO_TITLES], UNIT)
    assert (axes.right is not None) == is_axis


@pytest.mark.parametrize(("title", "is_axis"), [("Latency", True), (None, False)])
def test_two_numbers_are_a_second_y_axis_where_a_title_stands_beside_them(title: str | None, is_axis: bool) -> None:
    right = labels("right", 0, ("20", "10"), step=100.0)
    right = replace(right, marks=())
    titles = PanelTitles(right=None if title is None else Label(title, Box(0, 0, 1, 1), (0, 0, 0)))
    [axes] = find_axes([panel(0, 0)], [{"left": y_labels(0), "right": right}], [titles], UNIT)
    assert (axes.right is not None) == is_axis


def test_an_axis_whose_labels_may_stand_elsewhere_is_refused() -> None:
    unclear = replace(x_labels(0), placed=False)
    [axes] = find_axes([panel(0, 0)], [{"bottom": unclear, "left": y_labels(0)}], [NO_TITLES], UNIT)
    assert (axes.x.calibration, axes.x.reason) == (None, Reason.SCALE_UNCLEAR)


@pytest.mark.parametrize(
    ("title", "texts", "color", "kept"),
    [
        (None, ("1.0", "0.8", "0.6", "0.4", "0.2", "0.0"), (0, 0, 0), False),
        ("Share", ("1.0", "0.8", "0.6", "0.4", "0.2", "0.0"), (0, 0, 0), True),
        (None, ("1.0", "0.8", "0.6", "0.4", "0.2", "0.0"), (200, 30, 30), True),
        (None, ("1.1", "0.9", "0.7", "0.5", "0.3", "0.1"), (0, 0, 0), True),
    ],
)
def test_a_twin_axis_without_data_is_none(
    title: str | None, texts: tuple[str, ...], color: tuple[int, int, int], kept: bool
) -> None:
    def named(string: str | None) -> Label | None:
        return None if string is None else Label(string, Box(0, 0, 1, 1), (0, 0, 0))

    right = replace(labels("right", 0, texts, step=20.0), color=color)
    titles = PanelTitles(left=named("Loss"), right=named(title))
    [axes] = find_axes([panel(0, 0)], [{"bottom": x_labels(0), "left": y_labels(0), "right": right}], [titles], UNIT)
    assert (axes.right is not None) == kept


def test_a_panel_beside_a_row_of_dashes_borrows() -> None:
    panels = [panel(0, 0), panel(0, 200)]
    dashes = labels("bottom", 5, ("1",) * 9, step=20.0)
    axes = find_axes(panels, [{"bottom": dashes}, {"bottom": x_labels(0)}], [NO_TITLES] * 2, UNIT)
    assert axes[0].x.borrowed


@pytest.mark.parametrize(
    ("texts", "borrows"),
    [
        (("O", "5", "0"), True),  # of "10" a digit is lost
        (("0", "50", "0"), False),  # other numbers
        (("0", "5", "90"), False),
        (("4", "5", "0"), False),
    ],
)
def test_a_panel_borrows_where_its_labels_are_those_of_an_aligned_one_misread(
    texts: tuple[str, ...], borrows: bool
) -> None:
    whole: dict[Side, AxisLabels] = {"bottom": x_labels(0, ("0", "5", "10")), "left": y_labels(0)}
    misread: dict[Side, AxisLabels] = {"bottom": x_labels(0, texts), "left": y_labels(0)}
    axes = find_axes([panel(0, 0), panel(0, 200)], [whole, misread], [NO_TITLES, NO_TITLES], UNIT)
    assert axes[1].x.borrowed is borrows
