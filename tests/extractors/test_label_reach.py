"""Boxes that end before their tick labels, on images drawn pixel by pixel."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from extractors.geometry import Box
from extractors.label_reach import reaching_labels
from extractors.panel_boxes import Panel
from extractors.text import Text

UNIT = 10.0
WHOLE = Box(60, 20, 360, 220)


def figure(marks: bool = True) -> NDArray[np.uint8]:
    """Two axes with a tick every 50 px."""
    rgb = np.full((260, 400, 3), 255, np.uint8)
    rgb[20:221, 60] = rgb[220, 60:361] = 0
    if marks:
        rgb[20:221:50, 55:61] = rgb[220:226, 60:361:50] = 0
    return rgb


def column(off: float = 0.0, values: tuple[str, ...] = ("8", "6", "4", "2", "0")) -> list[Text]:
    centres = [20 + 50 * k + off for k in range(len(values))]
    return [Text(v, Box(40, y - 5, 50, y + 5), 0.9, "drawn") for v, y in zip(values, centres, strict=True)]


def row() -> list[Text]:
    return [Text(str(k), Box(55 + 50 * k, 230, 65 + 50 * k, 240), 0.9, "drawn") for k in range(7)]


def panel(box: Box) -> Panel:
    return Panel(box, frozenset(), (255, 255, 255))


def reached(box: Box, texts: list[Text], rgb: NDArray[np.uint8] | None = None) -> Box:
    return reaching_labels(figure() if rgb is None else rgb, [panel(box)], texts, UNIT)[0].box


@pytest.mark.parametrize(
    "cut",
    [replace(WHOLE, y0=70), replace(WHOLE, y0=62, y1=182), replace(WHOLE, y1=130), replace(WHOLE, x1=250)],
    ids=str,
)
def test_a_cut_box_grows_to_its_labels(cut: Box) -> None:
    found = reached(cut, column() + row())
    assert (found.x0, found.y0, found.x1, found.y1) == pytest.approx((60, 20, 360, 220), abs=0.5)


def test_a_box_ends_at_the_mark_and_not_at_the_middle_of_the_print() -> None:
    assert reached(replace(WHOLE, y0=70), column(off=3.0)).y0 == pytest.approx(20, abs=0.5)
    assert reached(replace(WHOLE, y0=70), column(off=3.0), figure(marks=False)).y0 == pytest.approx(23, abs=0.5)


def test_a_box_does_not_grow_over_its_row_of_labels_to_those_of_the_plot_below() -> None:
    rgb = np.vstack([figure(), figure()])
    below = Text("9", Box(40, 257, 50, 267), 0.9, "drawn")
    assert reached(WHOLE, [*column(), *row(), below], rgb) == WHOLE


def test_labels_within_the_box_change_nothing() -> None:
    box = replace(WHOLE, y0=12, x1=372)
    assert reached(box, column() + row()) == box


def test_numbers_that_are_no_ladder_or_stand_elsewhere_change_nothing() -> None:
    cut = replace(WHOLE, y0=70)
    assert reached(cut, column(values=("8", "1", "3", "7", "4"))) == cut
    far = [replace(t, box=replace(t.box, x0=t.box.x0 - 40, x1=t.box.x1 - 40)) for t in column()]
    assert reached(cut, far) == cut


def test_a_box_does_not_grow_into_another() -> None:
    lower, upper = panel(replace(WHOLE, y0=130)), panel(replace(WHOLE, y1=100))
    assert reaching_labels(figure(), [upper, lower], column(), UNIT) == [upper, lower]


def test_labels_of_the_panel_beside_it_change_nothing() -> None:
    lower = replace(WHOLE, y0=70)
    beside = [replace(t, box=replace(t.box, x0=t.box.x0 + 340, x1=t.box.x1 + 340)) for t in column()]
    other = panel(Box(396, 20, 700, 220))
    assert reaching_labels(figure(), [panel(lower), other], beside, UNIT) == [panel(lower), other]


def test_a_label_at_the_corner_may_be_of_either_axis() -> None:
    corner = column()[-1]
    texts = [*column()[:-1], replace(corner, box=replace(corner.box, y0=230, y1=240)), *row()[1:]]
    cut = replace(WHOLE, y1=210)
    assert reached(cut, texts) == cut


def test_a_box_that_goes_on_over_its_labels_ends_at_the_stroke_above_them() -> None:
    long = replace(panel(replace(WHOLE, y1=245)), strokes_y=(120.0, 220.0, 236.0))
    found = reaching_labels(figure(), [long], row(), UNIT)[0]
    assert (found.box, found.strokes_y) == (WHOLE, (120.0, 220.0))
    without = replace(long, strokes_y=())
    assert reaching_labels(figure(), [without], row(), UNIT) == [without]
    inside = [replace(t, box=replace(t.box, y0=200, y1=210)) for t in row()]
    assert reaching_labels(figure(), [panel(WHOLE)], inside + row(), UNIT) == [panel(WHOLE)]
    across = [replace(t, box=replace(t.box, x0=55 + 310 * k, x1=65 + 310 * k)) for k, t in enumerate(row()[:3])]
    assert reaching_labels(figure(), [long], across, UNIT) == [long]  # labels of three panels in a row
