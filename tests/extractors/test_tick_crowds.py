"""Crowded labels in one piece of print."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.geometry import Box
from extractors.readers import Text
from extractors.strips import Strip
from extractors.tick_crowds import Cell, cut_by_marks, cut_by_numbers, cut_evenly, cut_flush
from extractors.tick_marks import TickMark

UNIT = 10.0


def print_of(starts: list[int], width: int) -> np.ndarray:
    """A row of labels of ``width`` columns, each of digits 8 px wide with one column between."""
    ink = np.zeros((12, starts[-1] + width + 20), bool)
    for start in starts:
        for x in range(start, start + width - 8, 9):
            ink[1:11, x : x + 8] = True
    return ink


def test_labels_are_cut_between_marks_though_a_gridline_between_is_hidden() -> None:
    starts = [10, 82, 154, 226, 298]
    ink = print_of(starts, 72)
    strip = Strip("bottom", ink.astype(np.float32), 0, 0, True)
    marks = [TickMark(start + 35.0, 0.0, "grid") for start in starts if start != 154]
    pieces = cut_by_marks(ink, strip, (1, 10, 10, 360), marks, UNIT)
    assert [piece[2] for piece in pieces] == starts


def test_minor_ticks_under_every_digit_cut_no_label() -> None:
    ink = print_of([10], 90)
    strip = Strip("bottom", ink.astype(np.float32), 0, 0, True)
    marks = [TickMark(14.0 + 9 * k, 5.0, "outside") for k in range(10)]
    whole = (1, 10, 10, 98)
    assert cut_by_marks(ink, strip, whole, marks, UNIT) == [whole]


def test_without_marks_the_spacing_of_the_others_cuts() -> None:
    ink = print_of([10, 80, 150, 220, 290, 350], 54)
    cells = [(1, 10, start, start + 52) for start in (10, 80, 150, 220)]
    crowd = (1, 10, 290, 415)
    ink[:, 343:] = False
    ink[1:11, 360:413] = True
    assert [piece[2] for piece in cut_evenly(ink, crowd, [*cells, crowd], UNIT)] == [290, 360]


def test_labels_that_touch_are_cut_where_they_end() -> None:
    ink = print_of([10, 80, 150, 220, 350], 80)
    cells = [(1, 10, start, start + 52) for start in (10, 80, 150, 220)]
    ink[:, 290:] = False
    ink[1:11, 281:421] = True
    ink[2:10, [290, 300, 310, 343, 353, 363, 373]] = False  # the insides of digits; nothing is blank
    crowd = (1, 10, 281, 420)
    assert [piece[2] for piece in cut_evenly(ink, crowd, [*cells, crowd], UNIT)] == pytest.approx([281, 352], abs=2)


def test_a_title_across_two_marks_stays_whole() -> None:
    ink = np.zeros((12, 200), bool)
    ink[1:11, 40:161] = True
    strip = Strip("bottom", ink.astype(np.float32), 0, 0, True)
    title = (1, 10, 40, 160)
    assert cut_by_marks(ink, strip, title, [TickMark(70, 5.0, "outside"), TickMark(130, 5.0, "outside")], UNIT) == [
        title
    ]


def cut_at_numbers(strings: tuple[str, str], gap: int) -> list[Cell]:
    """One piece of print in which the text stage read two numbers, ``gap`` pixels apart."""
    ink = print_of([10, 10 + 26 + gap], 27)
    strip = Strip("bottom", ink.astype(np.float32), 0, 0, True)
    boxes = [Box(10, 1, 35, 10), Box(36 + gap, 1, 61 + gap, 10)]
    texts = [Text(string, box, 1.0, "test") for string, box in zip(strings, boxes, strict=True)]
    return cut_by_numbers(ink, strip, (1, 10, 10, 61 + gap), texts, UNIT)


def test_two_numbers_that_the_text_stage_told_apart_are_two_labels() -> None:
    assert cut_at_numbers(("900", "1,000"), 6) == [(1, 10, 10, 35), (1, 10, 42, 67)]


def test_two_dates_that_the_text_stage_told_apart_are_two_labels() -> None:
    assert cut_at_numbers(("Jul 03, 2005", "Jul 10, 2005"), 6) == [(1, 10, 10, 35), (1, 10, 42, 67)]
    assert cut_at_numbers(("Time", "Dose"), 6) == [(1, 10, 10, 67)]


def test_thousands_set_off_and_digits_close_by_are_no_labels() -> None:
    assert cut_at_numbers(("1", "000"), 6) == [(1, 10, 10, 67)]
    assert cut_at_numbers(("90", "01"), 3) == [(1, 10, 10, 64)]


def test_labels_that_nearly_touch_are_cut_where_they_end_and_not_beside_a_narrow_digit() -> None:
    ink = print_of([10, 64, 118], 54)
    ink[:, 68:71] = False  # a "1" leads the second label, with a wider blank behind it
    ink[1:11, 64:66] = True
    strip = Strip("bottom", ink.astype(np.float32), 0, 0, True)
    marks = [TickMark(36.0 + 54 * k, 5.0, "outside") for k in range(3)]
    assert [piece[2] for piece in cut_by_marks(ink, strip, (1, 10, 10, 170), marks, UNIT)] == [10, 64, 118]


def test_ticks_inside_part_labels_where_none_stand_outside() -> None:
    ink = print_of([10, 82, 154], 72)
    strip = Strip("bottom", ink.astype(np.float32), 0, 0, True)
    marks = [TickMark(start + 35.0, 4.0, "inside") for start in (10, 82, 154)]
    assert [piece[2] for piece in cut_by_marks(ink, strip, (1, 10, 10, 216), marks, UNIT)] == [10, 82, 154]


def test_a_tick_without_a_label_below_it_parts_nothing() -> None:
    ink = np.zeros((12, 200), bool)
    ink[1:11, :55] = ink[1:11, 126:175] = True
    strip = Strip("bottom", ink.astype(np.float32), 0, 0, True)
    marks = [TickMark(36.0 + 54 * k, 5.0, "outside") for k in range(3)]
    whole = (1, 10, 0, 174)
    assert cut_by_marks(ink, strip, whole, marks, UNIT) == [whole]


def test_the_last_label_that_ends_flush_with_the_axis_is_cut_from_the_one_before() -> None:
    """Three digits each, and behind the fourth label one of five digits that ends at its tick."""
    starts = [10, 80, 150, 220]
    ink = np.pad(print_of(starts, 27), ((0, 0), (0, 80)))
    ink[:, 246:] = False
    for k in range(5):
        ink[1:11, 248 + 9 * k : 256 + 9 * k] = True
    strip = Strip("bottom", ink.astype(np.float32), 0, 0, True)
    cells = [*((1, 10, start, start + 25) for start in starts[:3]), (1, 10, 220, 291)]
    marks = [TickMark(at, 5.0, "outside") for at in (22.5, 92.5, 162.5, 232.5, 291.0)]
    assert cut_flush(ink, strip, cells, (0.0, 291.0), marks, UNIT)[3:] == [(1, 10, 220, 245), (1, 10, 248, 291)]
    assert cut_flush(ink, strip, cells, (0.0, 310.0), marks, UNIT) == cells
    wide = [*((1, 10, start, start + 52) for start in starts[:3]), cells[3]]  # one number over a tick without a label
    assert cut_flush(ink, strip, wide, (0.0, 291.0), marks, UNIT) == wide


@pytest.mark.parametrize(("corner", "starts"), [(333.0, [10, 82, 154, 226, 298]), (320.0, [10])])
def test_the_tick_at_the_corner_of_a_frame_parts_labels_as_the_even_ones_inside_do(
    corner: float, starts: list[int]
) -> None:
    ink = print_of([10, 82, 154, 226, 298], 72)
    strip = Strip("bottom", ink.astype(np.float32), 0, 0, True)
    marks = [TickMark(start + 35.0, 5.0, "inside") for start in (10, 82, 154, 226)] + [TickMark(corner, 0.0, "grid")]
    assert [piece[2] for piece in cut_by_marks(ink, strip, (1, 10, 10, 360), marks, UNIT)] == starts
