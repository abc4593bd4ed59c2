"""Crowded labels in one piece of print."""

from __future__ import annotations

import numpy as np

from extractors.strips import Strip
from extractors.tick_crowds import cut_by_marks, cut_evenly
from extractors.tick_marks import TickMark

UNIT = 10.0


def print_of(starts: list[int], width: int, blank: int = 2) -> np.ndarray:
    """A row of labels of ``width`` columns, each of digits 8 px wide with one column between."""
    ink = np.zeros((12, starts[-1] + width + 20), bool)
    for start in starts:
        for x in range(start, start + width - 8, 9):
            ink[1:11, x : x + 8] = True
    del blank
    return ink


def test_labels_are_cut_between_marks_though_a_gridline_between_is_hidden() -> None:
    starts = [10, 82, 154, 226, 298]
    ink = print_of(starts, 72)
    strip = Strip("bottom", ink.astype(np.float32), 0, 0, True)
    marks = [TickMark(start + 35.0, 0.0, "grid") for start in starts if start != 154]
    pieces = cut_by_marks(ink, strip, (1, 10, 10, 360), marks, UNIT)
    assert [piece[2] for piece in pieces] == starts


def test_without_marks_the_spacing_of_the_others_cuts() -> None:
    starts = [10, 80, 150, 220, 290]
    ink = print_of(starts, 64)
    cells = [(1, 10, s, s + 53) for s in starts[:3]]
    crowd = (1, 10, 220, 343)
    assert [piece[2] for piece in cut_evenly(ink, crowd, [*cells, crowd], UNIT)] in ([220, 290], [220])
