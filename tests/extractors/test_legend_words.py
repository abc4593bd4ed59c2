"""Names of legends of which the reader found only the first word."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from extractors.geometry import Box
from extractors.legend import find_legends
from tests.extractors.test_legend import PLACES, Shown, axes_of, drawn, names_of
from tests.extractors.test_legend_rows import Sure


def cut_after_the_first_word(place: str, **colors: str) -> tuple[Shown, Box]:
    drawing, axes = axes_of()
    drawn(axes, ["alpha", "depth 64", "gamma"])
    for line in axes.lines:
        line.set_color(colors.get(str(line.get_label()).split()[0], line.get_color()))
    shown = Shown(drawing, axes.legend(**PLACES[place]).get_texts())
    whole = next(t.box for t in shown.texts if t.string == "depth 64")
    cut = replace(whole, x1=whole.x0 + 0.67 * whole.width)
    shown.texts = [replace(t, string="depth", box=cut) if t.string == "depth 64" else t for t in shown.texts]
    return shown, whole


@pytest.mark.parametrize("place", ["right of the box", "above in one row", "below in one row", "inside, framed"])
def test_the_number_a_gap_away_belongs_to_the_name(place: str) -> None:
    shown, whole = cut_after_the_first_word(place)
    (legend,) = find_legends(shown.figure, shown.panels, shown.texts, (), Sure("depth 64"))
    assert names_of(legend) == ["alpha", "depth 64", "gamma"]
    assert legend.entries[1].text_box.iou(whole) > 0.9


def test_in_a_plot_with_a_black_curve_it_does_only_where_it_was_read() -> None:
    shown, whole = cut_after_the_first_word("inside, framed", gamma="black")
    (legend,) = find_legends(shown.figure, shown.panels, shown.texts, (), Sure("depth 64"))
    assert names_of(legend) == ["alpha", "depth", "gamma"]
    number = replace(shown.texts[0], string="64", box=replace(whole, x0=whole.x0 + 0.7 * whole.width))
    (legend,) = find_legends(shown.figure, shown.panels, [*shown.texts, number], (), Sure("depth 64"))
    assert names_of(legend) == ["alpha", "depth 64", "gamma"]


def test_black_lines_are_not_told_from_print() -> None:
    shown, _ = cut_after_the_first_word("above in one row", depth="black")
    (legend,) = find_legends(shown.figure, shown.panels, shown.texts, (), Sure("depth 64"))
    assert names_of(legend) == ["alpha", "depth", "gamma"]


def test_a_name_at_the_edge_of_the_picture_goes_on_nowhere() -> None:
    shown, whole = cut_after_the_first_word("right of the box")
    rgb = np.ascontiguousarray(shown.figure.rgb[:, : int(whole.x1) + 1])
    edge = replace(shown.figure, rgb=rgb, width=rgb.shape[1])
    texts = [replace(t, string="depth 64", box=whole) if t.string == "depth" else t for t in shown.texts]
    (legend,) = find_legends(edge, shown.panels, texts, ())
    assert names_of(legend) == ["alpha", "depth 64", "gamma"]


def test_a_letter_that_touches_the_border_of_the_legend_belongs_to_the_name() -> None:
    shown, whole = cut_after_the_first_word("right of the box")
    edge = int(whole.x1) + 1
    shown.figure.rgb[int(whole.y0) - 40 : int(whole.y1) + 40, edge : edge + 2] = 0
    (legend,) = find_legends(shown.figure, shown.panels, shown.texts, (), Sure("depth 64"))
    assert legend.entries[1].text_box.x1 >= whole.x1 - 1


def test_what_stands_beyond_the_border_of_the_legend_does_not() -> None:
    shown, whole = cut_after_the_first_word("right of the box")
    edge, middle, foot = int(whole.x1) + 6, int(whole.cy), int(whole.y1) + 4
    shown.figure.rgb[int(whole.y0) - 40 : foot, edge] = 0  # the corner of a frame, below the last name
    shown.figure.rgb[foot, : edge + 1] = 0
    shown.figure.rgb[middle - 3 : middle + 4, edge + 4 : edge + 12] = 0  # a mark of a panel beside it
    (legend,) = find_legends(shown.figure, shown.panels, shown.texts, (), Sure("depth 64"))
    assert legend.entries[1].text_box.x1 == pytest.approx(whole.x1, abs=1)


def test_letters_of_a_last_word_are_no_swatch_of_its_end_that_was_read_by_itself() -> None:
    drawing, axes = axes_of()
    drawn(axes, ["alpha", "depth (full)", "gamma"])
    shown = Shown(drawing, axes.legend(**PLACES["right of the box"]).get_texts())
    whole = next(t.box for t in shown.texts if t.string == "depth (full)")
    first, end = replace(whole, x1=whole.x0 + 0.52 * whole.width), replace(whole, x0=whole.x0 + 0.81 * whole.width)
    texts = [replace(t, string="depth", box=first) if t.box == whole else t for t in shown.texts]
    texts.append(replace(texts[1], string="II)", box=end))
    (legend,) = find_legends(shown.figure, shown.panels, texts, (), Sure("depth (full)"))
    assert names_of(legend) == ["alpha", "depth (full)", "gamma"]
    assert legend.entries[1].text_box.iou(whole) > 0.9
