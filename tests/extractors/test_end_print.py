"""Print in the ink of one colour, right of where the line ends; letters are blocks here."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.colors import Ink
from extractors.end_print import find_end_print
from extractors.geometry import Box

UNIT = 10.0
BLUE = (0, 0, 200)


def line_to(x: int) -> Ink:
    """The ink (100, 300) of a level line in row 50."""
    ink = np.zeros((100, 300), np.float32)
    ink[49:51, :x] = 1
    return ink


def with_letters(ink: Ink, x: int, y: int = 50, count: int = 4) -> Ink:
    """Blocks 6 wide and 10 high from column ``x`` on."""
    for k in range(count):
        ink[y - 5 : y + 5, x + 8 * k : x + 8 * k + 6] = 1
    return ink


def boxes_in(ink: Ink) -> list[Box]:
    return [label.box for label in find_end_print(ink, BLUE, 0.5, UNIT)]


def test_letters_right_of_the_end_of_a_line_are_a_label() -> None:
    (label,) = find_end_print(with_letters(line_to(200), 206), BLUE, 0.5, UNIT)
    assert label.box == Box(206, 45, 235, 54)
    assert label.crop.shape == (12, 32)
    assert label.end[:, 1].max() == 199
    assert set(label.end[:, 0].tolist()) == {49, 50}


@pytest.mark.parametrize("y", [15, 85])
def test_print_above_or_below_the_end_is_none(y: int) -> None:
    assert boxes_in(with_letters(line_to(200), 206, y)) == []


def test_print_beside_a_line_that_runs_on_is_none() -> None:
    assert boxes_in(with_letters(line_to(300), 206, 41)) == []


def test_markers_before_the_letters_are_left_out() -> None:
    ink = with_letters(np.zeros((100, 300), np.float32), 206)
    for x in (100, 150, 193):
        ink[44:55, x : x + 11] = 1
    assert boxes_in(ink) == [Box(206, 45, 235, 54)]


def test_a_piece_of_line_with_its_last_marker_is_left_out() -> None:
    """Where another line crosses it, the end of a line stands alone and is as high as letters are."""
    ink = with_letters(line_to(160), 206)
    ink[49:51, 165:200] = 1
    ink[44:56, 190:200] = 1
    assert boxes_in(ink) == [Box(206, 45, 235, 54)]


def test_a_sloping_piece_of_line_is_left_out() -> None:
    ink = with_letters(line_to(140), 206)
    for x in range(145, 200):
        ink[45 + (x - 145) // 5 : 48 + (x - 145) // 5, x] = 1
    assert boxes_in(ink) == [Box(206, 45, 235, 54)]


def test_an_equals_sign_joins_what_stands_beside_it() -> None:
    ink = with_letters(line_to(200), 206, count=1)
    ink[47:49, 228:236] = 1
    ink[51:53, 228:236] = 1
    assert boxes_in(with_letters(ink, 255, count=1)) == [Box(206, 45, 260, 54)]


def test_two_lines_of_one_colour_have_two_labels() -> None:
    ink = with_letters(line_to(200), 206)
    ink[19:21, :200] = 1
    assert boxes_in(with_letters(ink, 206, 20, 6)) == [Box(206, 15, 251, 24), Box(206, 45, 235, 54)]


def test_print_that_a_marker_touches_is_apart_where_the_ink_is_full() -> None:
    ink = with_letters(line_to(200), 206)
    ink[44:56, 195:205] = 1
    ink[49:51, 205] = 0.4
    assert [len(find_end_print(ink, BLUE, level, UNIT)) for level in (0.25, 0.5)] == [1, 1]
    assert find_end_print(ink, BLUE, 0.25, UNIT)[0].box.x0 == 214
    assert find_end_print(ink, BLUE, 0.5, UNIT)[0].box.x0 == 206
