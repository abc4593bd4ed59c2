"""Labels in pieces below an axis with a mark at every hundredth pixel."""

from __future__ import annotations

from extractors.label_pieces import joined_on_marks
from extractors.tick_crowds import Cell
from extractors.tick_marks import TickMark

UNIT, START = 10.0, 50
MARKS = [TickMark(float(px), 5.0, "outside") for px in range(100, 500, 100)]


def cells(*spans: tuple[int, int]) -> list[Cell]:
    """Pieces of print from one place along the axis to another."""
    return [(0, 9, first - START, last - START) for first, last in spans]


def test_pieces_that_are_centred_on_marks_together_are_labels() -> None:
    pieces = cells((60, 100), (110, 140), (160, 175), (185, 210), (220, 240), (260, 340), (362, 400), (410, 438))
    assert joined_on_marks(pieces, START, MARKS, UNIT) == cells((60, 140), (160, 240), (260, 340), (362, 438))


def test_labels_on_marks_and_pieces_that_stand_on_none_stay() -> None:
    seated = cells((90, 110), (190, 210), (290, 310), (390, 410))
    assert joined_on_marks(seated, START, MARKS, UNIT) == seated
    astray = cells((60, 100), (110, 140), (170, 200), (210, 260), (360, 400), (410, 440))
    assert joined_on_marks(astray, START, MARKS, UNIT) == astray


def test_labels_as_far_apart_as_their_pieces_stay() -> None:
    even = cells((60, 90), (110, 140), (160, 190), (210, 240), (260, 290), (310, 340))
    assert joined_on_marks(even, START, MARKS, UNIT) == even
