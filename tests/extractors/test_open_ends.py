"""Boxes that end at their outermost gridline, and the data that go on beyond it."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.geometry import Box
from extractors.open_ends import reaching_data
from extractors.panel_boxes import Panel
from extractors.readers import Pixels

UNIT = 10.0
BOX = Box(50, 100, 350, 300)
ROWS = (100, 150, 200, 250, 300)


def gridded(frame: int = 200, paper: int = 255) -> Pixels:
    """Gridlines over the box, the outer ones of this grey, on this ground."""
    rgb = np.full((400, 420, 3), 255, np.uint8)
    rgb[100:301, 50:351] = paper
    for row in ROWS:
        rgb[row, 50:351] = frame if row in (100, 300) else 200
    return rgb


def drawn(rgb: Pixels, highest: int, lowest: int = 280) -> Pixels:
    """With a wave of a thick blue line between two rows."""
    for x in range(60, 340):
        y = round((highest + lowest) / 2 + (lowest - highest) / 2 * np.cos(x / 15))
        rgb[max(highest, y - 8) : min(lowest, y + 8) + 1, x] = (30, 60, 200)
    return rgb


def found(rgb: Pixels, others: tuple[Box, ...] = ()) -> Panel:
    panels = [Panel(box, frozenset(), (255, 255, 255), (), ROWS[1:]) for box in (BOX, *others)]
    return reaching_data(rgb, panels, UNIT)[0]


def test_data_that_cross_the_top_gridline_belong_to_the_plot() -> None:
    panel = found(drawn(gridded(), 70))
    assert (panel.box.y0, panel.box.y1) == (70, 300)
    assert panel.strokes_y == (100, *ROWS[1:])


def test_data_that_cross_the_bottom_gridline_belong_to_the_plot() -> None:
    assert found(drawn(gridded(), 120, 330)).box == Box(50, 100, 350, 330)


@pytest.mark.parametrize("highest", [102, 98])
def test_what_hardly_reaches_the_gridline_moves_nothing(highest: int) -> None:
    assert found(drawn(gridded(), highest)).box == BOX


def test_a_frame_is_a_side_whatever_stands_over_it() -> None:
    assert found(drawn(gridded(frame=0), 70)).box == BOX


def test_the_edge_of_a_fill_is_a_side() -> None:
    rgb = drawn(gridded(paper=235), 70)
    panel = Panel(BOX, frozenset(), (235, 235, 235), (), ROWS[1:])
    assert reaching_data(rgb, [panel], UNIT) == [panel]


def test_a_spine_beside_the_data_tells_where_the_axis_ends() -> None:
    panel = Panel(BOX, frozenset({"left"}), (255, 255, 255), (), ROWS[1:])
    assert reaching_data(drawn(gridded(), 70), [panel], UNIT) == [panel]


def test_ticks_print_and_what_runs_on_to_the_next_gridline_are_no_data() -> None:
    rgb = drawn(gridded(), 120)
    rgb[85:100, 50:53] = 0  # a tick at the corner
    rgb[80:98, 200:230] = (30, 60, 200)  # a patch that stands over the side and has nothing below it
    assert found(rgb).box == BOX
    rgb[40:130, 280:290] = 90
    assert found(rgb).box == BOX


def test_no_box_grows_into_another() -> None:
    rgb = drawn(gridded(), 60)
    assert found(rgb, (Box(50, 10, 350, 80),)).box.y0 > 80
