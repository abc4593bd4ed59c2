"""Slanted labels of different lengths without marks: one way of hanging makes their values linear."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.geometry import Box
from extractors.readers import Text
from extractors.slant_seats import find_seats
from extractors.slant_values import linear_hang
from extractors.tick_marks import TickMark

UNIT = 10.0
NUMBERS = ["0", "50", "100", "150", "200", "250"]
MONTHS = ["01 Mar 1993", "01 Apr 1993", "01 May 1993", "01 Jun 1993", "01 Jul 1993"]
DAYS = np.array([0, 31, 61, 92, 122])


def hung(strings: list[str], ticks: list[float], anchor: float, widths: list[float]) -> list[Text]:
    """Labels with their ``anchor`` (0.5 the middle, 1 the end) at their ticks."""
    boxes = [Box(at - anchor * w, 210, at + (1 - anchor) * w, 240) for at, w in zip(ticks, widths, strict=True)]
    return [Text(s, box, 1.0, "given", 30) for s, box in zip(strings, boxes, strict=True)]


def ticks_of(texts: list[Text]) -> list[float] | None:
    centres, ends = np.array([t.box.cx for t in texts]), np.array([t.box.x1 for t in texts])
    found = linear_hang(texts, centres, ends, UNIT)
    return None if found is None else [round(at, 3) for at in found]


@pytest.mark.parametrize("anchor", [0.5, 1.0])
def test_numbers_of_different_lengths_hang_in_the_way_that_sets_them_evenly(anchor: float) -> None:
    ticks = [100.0 + 60 * k for k in range(6)]
    assert ticks_of(hung(NUMBERS, ticks, anchor, [10, 18, 26, 26, 26, 26])) == ticks


def test_names_of_months_differ_in_length() -> None:
    ticks = (100 + 2 * DAYS).tolist()
    assert ticks_of(hung(MONTHS, ticks, 0.5, [62.0, 58, 64, 60, 54])) == ticks


def test_labels_of_one_length_or_of_lengths_that_grow_evenly_tell_nothing() -> None:
    ticks = [100.0 + 60 * k for k in range(6)]
    assert ticks_of(hung(["2001", "2002", "2003", "2004", "2005", "2006"], ticks, 0.5, [30.0] * 6)) is None
    decades = ["1", "10", "100", "1000", "10000", "100000"]
    assert ticks_of(hung(decades, ticks, 0.5, [10.0 + 8 * k for k in range(6)])) is None


def test_one_misread_label_tells_nothing() -> None:
    ticks = [100.0 + 60 * k for k in range(6)]
    assert ticks_of(hung([*NUMBERS[:3], "750", *NUMBERS[4:]], ticks, 0.5, [10, 18, 26, 26, 26, 26])) is None


@pytest.mark.parametrize(("lines", "told"), [([], True), ([150.0, 320.0], True), ([110.0, 170.0, 230.0, 320.0], False)])
def test_a_few_lines_through_the_plot_are_no_gridlines(lines: list[float], told: bool) -> None:
    texts = hung(NUMBERS, [100.0 + 60 * k for k in range(6)], 0.5, [10, 18, 26, 26, 26, 26])
    marks = [TickMark(at, 0.0, "grid") for at in lines] + [TickMark(at + 1, 5.0, "inside") for at in lines]
    printed = texts[0].box.x0, texts[-1].box.x1
    seats = find_seats(texts, "bottom", marks, UNIT, printed, (60.0, 430.0))
    assert (seats is not None and seats.px == (100, 160, 220, 280, 340, 400)) is told


def test_labels_that_differ_by_their_last_digits_alone_tell_nothing() -> None:
    ticks = [100.0 + 60 * k for k in range(6)]
    texts = hung(["2001", "2002", "2003", "2004", "2005", "2006"], ticks, 0.5, [30.0, 31, 28, 31, 32, 28])
    assert ticks_of(texts) is None
