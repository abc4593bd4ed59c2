"""Strokes that bound plots: which pieces are one stroke, and which are two."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from extractors.geometry import Box
from extractors.label_ladders import value_rows
from extractors.panel_strokes import joined_strokes, outside_texts, reaching_corners
from extractors.strokes import Stroke
from extractors.text import Text

UNIT = 10.0
SPINE, PAPER, CURVE = 120, 255, 10
# A spine of two pixels of which a curve hides the upper side; what is left of it there is a step.
RIGHT = Stroke(61.5, 170, 380, 2.0, float(PAPER - SPINE), 1.0)
LEFT = Stroke(60.5, 20, 120, 0.0, 0.0, 1.0)


@pytest.mark.parametrize(("curve", "whole"), [(slice(57, 61), True), (slice(57, 63), False)])
def test_a_spine_that_shows_beside_a_curve_along_it_is_one_stroke(curve: slice, whole: bool) -> None:
    grey = np.full((120, 400), PAPER, np.uint8)
    grey[61:63, 20:381] = SPINE
    grey[curve, 120:171] = CURVE
    ends = [(s.start, s.end) for s in joined_strokes([LEFT, RIGHT], [], grey, UNIT)]
    assert ends == ([(20, 380)] if whole else [(20, 120), (170, 380)])


@pytest.mark.parametrize(("stride", "axes", "whole"), [(8, (), True), (40, (), False), (8, (168.0,), False)])
def test_a_spine_that_many_markers_hide_is_one_stroke(stride: int, axes: tuple[float, ...], whole: bool) -> None:
    """Not where paper shows between them, nor where one of its pieces ends at another axis."""
    grey = np.full((120, 400), PAPER, np.uint8)
    grey[61, 20:121] = grey[61, 170:381] = SPINE
    for x in range(118, 172, stride):
        grey[57:66, x : x + 9] = CURVE
        grey[59:64, x + 2 : x + 7] = PAPER
    dark = float(PAPER - SPINE)
    pieces = [Stroke(61.0, 20, 120, 1.0, dark), Stroke(61.0, 170, 380, 1.0, dark)]
    joined = joined_strokes(pieces, [Stroke(at, 20, 61, 1.0, dark) for at in axes], grey, UNIT)
    assert len(joined) == (1 if whole else 2)


def test_two_spines_with_paper_between_them_are_two_strokes() -> None:
    grey = np.full((120, 400), PAPER, np.uint8)
    grey[61:63, 20:121] = grey[61:63, 170:381] = SPINE
    assert len(joined_strokes([LEFT, RIGHT], [], grey, UNIT)) == 2


def test_a_pale_gridline_ends_before_the_tick_mark_and_the_print_that_seem_to_continue_it() -> None:
    grid, tick, speck = 239, 50, 245
    grey = np.full((40, 200), PAPER, np.uint8)
    grey[18:22, 5:101] = grid
    grey[18:22, 104:116] = tick
    grey[18:22, 136] = speck
    long = Stroke(19.5, 5, 160, 4.0, float(PAPER - grid), 0.9)
    (stroke,) = outside_texts([long], [Text("0", Box(140, 10, 160, 30), 1.0, "drawn")], grey, False)
    assert (stroke.start, stroke.end) == (5, 100)


def test_the_last_dash_of_a_gridline_is_no_speck() -> None:
    grid = 200
    grey = np.full((40, 200), PAPER, np.uint8)
    for start in range(5, 130, 12):
        grey[18:22, start : start + 8] = grid
    grey[18:22, 137] = grid
    dashed = Stroke(19.5, 5, 160, 4.0, float(PAPER - grid), 0.6)
    (stroke,) = outside_texts([dashed], [Text("0", Box(142, 10, 160, 30), 1.0, "drawn")], grey, False)
    assert (stroke.start, stroke.end) == (5, 137)


def test_print_that_blurs_beyond_its_box_does_not_lengthen_a_gridline() -> None:
    grey = np.full((40, 200), PAPER, np.uint8)
    grey[18:22, 60:190] = 215
    grey[18:22, 14:40] = 90
    long = Stroke(19.5, 14, 189, 4.0, 40.0, 0.9)
    (stroke,) = outside_texts([long], [Text("50%", Box(20, 12, 36, 28), 1.0, "drawn")], grey, False)
    assert (stroke.start, stroke.end) == (60, 189)


@pytest.mark.parametrize(("labels", "end"), [(("2", "3", "4"), 129), (("2", "9", "5"), 160)])
def test_a_gridline_ends_above_the_row_of_labels_of_which_its_own_was_not_read(
    labels: tuple[str, ...], end: int
) -> None:
    grid = 215
    grey = np.full((200, 300), PAPER, np.uint8)
    grey[5:130, 40:43] = grid
    grey[140:161, 36:47] = 90
    long = Stroke(41.0, 5, 160, 3.0, float(PAPER - grid), 0.9)
    row = [Text(t, Box(95 + 60 * i, 140, 107 + 60 * i, 160), 1.0, "drawn") for i, t in enumerate(labels)]
    (stroke,) = outside_texts([long], row, grey.T, True, value_rows(row, 20.0))
    assert (stroke.start, stroke.end) == (5, end)


def two_spines(gap: int) -> NDArray[np.uint8]:
    """Two spines whose corner is under a thick line and markers; ``gap``: pixels of paper in what covers one."""
    grey = np.full((200, 400), PAPER, np.uint8)
    grey[0:130, 40] = grey[180, 140:381] = SPINE
    grey[178:183, 36 : 141 - gap] = grey[129:183, 38:43] = CURVE
    return grey


@pytest.mark.parametrize(("gap", "whole"), [(0, True), (4, False)])
def test_spines_meet_below_the_ink_that_covers_their_corner(gap: int, whole: bool) -> None:
    down, level = Stroke(40.0, 0, 129, 1.0, float(PAPER - SPINE)), Stroke(180.0, 141, 380, 1.0, float(PAPER - SPINE))
    across, along = reaching_corners([level], [down], two_spines(gap), UNIT)
    assert (across[0].start, along[0].end) == ((40.0, 180.0) if whole else (141, 129))
