"""Legends drawn by matplotlib through whose names curves of other colours run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from extractors.channels import color_distance
from extractors.legend import find_legends
from extractors.legend_print import border_column, crossing_ink
from extractors.readers import Reading
from tests.extractors.test_legend import PLACES, Shown, axes_of, drawn, names_of
from tests.extractors.test_legend_rows import Sure

RED = (214, 39, 40)
NAMES = ["alpha", "Beta two", "Gamma", "delta = 3", "Final"]


class Looking(Sure):
    """Keeps the crops too."""

    def __init__(self, string: str, confidence: float = 0.95) -> None:
        super().__init__(string, confidence)
        self.crops: list[np.ndarray] = []

    def read(self, crops: Sequence[np.ndarray]) -> list[Reading]:
        self.crops += list(crops)
        return super().read(crops)


def crossed_legend(rows: Sequence[int], place: str = "name before swatch") -> Shown:
    """A legend with a red line across the print of some of its names."""
    drawing, axes = axes_of()
    drawn(axes, NAMES)
    shown = Shown(drawing, axes.legend(**PLACES[place]).get_texts())
    for row in rows:
        box = shown.texts[row].box
        level = round(box.cy) + 2
        shown.figure.rgb[level : level + 2, round(box.x0) - 60 : round(box.x1) + 4] = RED
    return shown


@pytest.mark.parametrize("unread", [(1,), (1, 2), (1, 2, 3)])
def test_names_that_a_curve_crosses_are_read_without_it(unread: tuple[int, ...]) -> None:
    whole = crossed_legend(()).legends()[0].entries
    shown = crossed_legend(unread)
    texts = [t for i, t in enumerate(shown.texts) if i not in unread]
    reader = Looking("delta")
    (legend,) = find_legends(shown.figure, shown.panels, texts, (), reader)
    assert names_of(legend) == ["delta" if i in unread else e.name for i, e in enumerate(whole)]
    assert [e.color for e in legend.entries] == [e.color for e in whole]
    for entry, true in zip(legend.entries, whole, strict=True):
        assert entry.text_box.iou(true.text_box) > 0.8
    assert reader.crops
    assert not any((color_distance(crop, RED) < 30).any() for crop in reader.crops)


def test_a_name_of_which_a_part_was_read_is_read_whole() -> None:
    whole = crossed_legend(()).legends()[0].entries
    shown = crossed_legend((2,))
    box = shown.texts[2].box
    part = replace(shown.texts[2], string="amm", box=replace(box, x0=box.x0 + 10, x1=box.x1 - 9))
    texts = [part if i == 2 else t for i, t in enumerate(shown.texts)]
    (legend,) = find_legends(shown.figure, shown.panels, texts, (), Sure("Gamma"))
    assert names_of(legend) == [e.name for e in whole]
    assert legend.entries[2].text_box.iou(whole[2].text_box) > 0.8


def test_fringes_of_print_are_no_other_ink() -> None:
    rgb = np.full((12, 60, 3), 255, np.uint8)
    rgb[2:10, 5:8] = 0
    rgb[2:10, 8] = (255, 180, 120)
    assert not crossing_ink(rgb, (255, 255, 255), (0, 0, 0), 12.0).any()
    rgb[5, 20:50] = RED
    assert crossing_ink(rgb, (255, 255, 255), (0, 0, 0), 12.0)[5, 20:50].all()


def test_a_name_that_was_not_read_ends_before_the_frame_below_it() -> None:
    shown = crossed_legend((), "right of the box")
    *read, last = shown.texts
    edge, middle, foot = int(last.box.x1) + 6, int(last.box.cy), int(last.box.y1) + 6
    shown.figure.rgb[int(read[0].box.y0) - 8 : foot, edge] = 0  # the corner of a frame
    shown.figure.rgb[foot, int(last.box.x0) - 80 : edge + 1] = 0
    shown.figure.rgb[middle - 3 : middle + 4, edge + 4 : edge + 12] = 0  # a mark of a panel beside it
    (legend,) = find_legends(shown.figure, shown.panels, read, (), Sure(last.string))
    assert legend.entries[-1].name == last.string
    assert legend.entries[-1].text_box.x1 == pytest.approx(last.box.x1, abs=1)


@pytest.mark.parametrize("side", [-1, 1])
def test_a_name_that_was_not_read_is_found_beside_the_level_border_of_its_legend(side: int) -> None:
    """The border runs through the row of the first or last name, right above or below its letters."""
    drawing, axes = axes_of()
    drawn(axes, NAMES)
    box = axes.legend(**PLACES["name before swatch"])
    shown = Shown(drawing, box.get_texts())
    whole = shown.legends()[0]
    own, unread = whole.box, 0 if side < 0 else len(NAMES) - 1
    name = shown.texts[unread].box
    level = round(name.y0 - 3 if side < 0 else name.y1 + 3)
    shown.figure.rgb[level : level + 2, round(own.x0) - 12 : round(own.x1) + 12] = 60
    texts = [t for i, t in enumerate(shown.texts) if i != unread]
    (legend,) = find_legends(shown.figure, shown.panels, texts, (), Sure("delta"))
    assert names_of(legend) == ["delta" if i == unread else e.name for i, e in enumerate(whole.entries)]
    assert legend.entries[unread].text_box.iou(name) > 0.7


def test_an_l_that_reaches_the_edge_of_its_window_is_no_border() -> None:
    """In small print the window ends right above the letters."""
    ink = np.zeros((10, 40), bool)
    ink[:9, 0] = ink[1:9, 5:8] = ink[1:9, 12:15] = True
    assert border_column(ink, 2, 8) == 40
    ink[:, 30] = True
    assert border_column(ink, 2, 8) == 40  # nothing tells
    wide = np.pad(ink, ((5, 5), (0, 0)))
    wide[:, 30] = True
    assert border_column(wide, 7, 13) == 30
