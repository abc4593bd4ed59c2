"""Tick marks that stand off the plot."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.loose_marks import erase_loose_marks

UNIT = 10.0


def strip_of(marks: list[int], labels_from: int, label_width: int = 20) -> np.ndarray:
    """A strip of 60 rows with marks 2 wide and 6 long from row 5 on, and a label of hollow digits behind each."""
    ink = np.zeros((60, 400), bool)
    for px in marks:
        ink[5:11, px - 1 : px + 1] = True
        ink[labels_from : labels_from + 10, px - label_width // 2 : px + label_width // 2] = True
        ink[labels_from + 2 : labels_from + 8, px - label_width // 2 + 3 : px + label_width // 2 - 3] = False
    return ink


def test_a_row_of_strokes_before_the_labels_is_erased() -> None:
    ink = strip_of([50, 150, 250, 350], labels_from=20)
    assert erase_loose_marks(ink, 32, UNIT) == 12
    assert not ink[:20].any() and ink[20:].any()


@pytest.mark.parametrize("marks", [[50], []])
def test_too_few_strokes_are_left(marks: list[int]) -> None:
    ink = strip_of(marks, labels_from=20)
    before = ink.copy()
    assert erase_loose_marks(ink, 32, UNIT) == 0
    assert (ink == before).all()


def test_signs_close_to_their_digits_stay() -> None:
    ink = strip_of([50, 150, 250, 350], labels_from=13)
    assert erase_loose_marks(ink, 32, UNIT) == 0


def test_strokes_among_other_print_stay() -> None:
    ink = strip_of([50, 150, 250, 350], labels_from=20)
    ink[5:11, 80:110] = True
    assert erase_loose_marks(ink, 32, UNIT) == 0


def test_strokes_with_nothing_behind_them_stay() -> None:
    ink = strip_of([50, 150, 250, 350], labels_from=20)
    ink[12:] = False
    assert erase_loose_marks(ink, 32, UNIT) == 0
