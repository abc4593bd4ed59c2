"""The turn of a row of labels, told by those that the text stage saw turned."""

from __future__ import annotations

import numpy as np

from extractors.geometry import Box
from extractors.text import Text
from extractors.turned_rows import are_piled, last_row, misses_turn, stands, turns_of

UNIT = 8.0
PRINTS = [Box(10, 0, 17, 4), Box(50, 0, 57, 14), Box(90, 0, 97, 14), Box(130, 0, 137, 14)]  # 0, 100, 200, 300


def text(string: str, box: Box, rotation: int) -> Text:
    return Text(string, box, 1.0, "drawn", rotation)


def test_two_turned_texts_turn_the_row_with_its_short_labels() -> None:
    seen = [text("00", PRINTS[1], 90), text("0", PRINTS[2], 0), text("300", PRINTS[3], 90)]
    assert turns_of(PRINTS, seen, UNIT) == [90] * 4
    assert turns_of(PRINTS, [text("100", box, 270) for box in PRINTS[1:]], UNIT) == [270] * 4


def test_one_turned_text_or_a_row_that_was_read_upright_turns_nothing() -> None:
    assert turns_of(PRINTS, [text("100", PRINTS[1], 90)], UNIT) == [0] * 4
    assert turns_of(PRINTS, [text("J", PRINTS[1], 270), text("10", PRINTS[2], 90)], UNIT) == [0] * 4
    wide = [Box(box.x0 - 8, 0, box.x1 + 8, 8) for box in PRINTS]
    level = [text("100", box, 0) for box in wide]
    assert turns_of(wide, [*level, text("1", wide[0], 90), text("1", wide[1], 90)], UNIT) == [0] * 4


def test_short_numbers_read_upright_in_boxes_higher_than_wide_turn_the_row() -> None:
    boxes = [Box(x, 0, x + 7, 11) for x in (10, 50, 90)]
    assert turns_of(boxes, [text("10", boxes[0], 0), text("20", boxes[1], 0)], UNIT) == [90] * 3
    assert turns_of(boxes, [text("1", boxes[0], 0), text("2", boxes[1], 0)], UNIT) == [0] * 3


def test_upright_labels_whose_marks_were_read_with_them_turn_nothing() -> None:
    boxes = [Box(x, 6, x + 11, 14) for x in (10, 50, 90)]
    tall = [text("15", Box(box.x0, 0, box.x1, 14), 0) for box in boxes]
    assert turns_of(boxes, tall, UNIT) == [0] * 3
    crowd = [Box(10, 0, 40, 14)]  # turned labels in one piece
    assert turns_of(crowd, [text("15", Box(x, 0, x + 8, 14), 0) for x in (10, 30)], UNIT) == [90]


def test_print_higher_than_a_line_is_turned_by_itself() -> None:
    assert turns_of([Box(0, 0, 7, 20), Box(30, 0, 50, 7)], [], UNIT) == [90, 0]


def test_an_upright_letter_as_high_as_a_turned_label_misses_its_turn() -> None:
    assert misses_turn(text("0", PRINTS[2], 0), 90)
    assert misses_turn(text("NHAS", PRINTS[2], 90), 270)
    assert not misses_turn(text("200", PRINTS[2], 90), 90)
    assert misses_turn(text("10", PRINTS[2], -77), 90)
    assert misses_turn(text("S", PRINTS[0], 0), 90)
    assert not misses_turn(text("1", PRINTS[2], 0), 0)


def test_lines_of_single_characters_are_turned_labels_but_specks_and_other_lines_are_not() -> None:
    ink = np.zeros((40, 160), bool)
    labels = [slice(x, x + 8) for x in (10, 60, 110)]
    for columns in labels:
        ink[0:6, columns] = True
    assert last_row(ink, 0, 5, UNIT) == 5
    for columns in labels[1:]:  # the first label has one character
        ink[8:13, columns] = True
    assert last_row(ink, 0, 5, UNIT) == 12
    ink[14:20, 80:90] = True  # a title begins
    assert last_row(ink, 0, 5, UNIT) == 12
    ink[8:10, 80:90] = True
    assert last_row(ink, 0, 5, UNIT) == 5
    specks = np.zeros_like(ink)
    specks[0:6] = ink[0:6]
    specks[7, [12, 62]] = True
    assert last_row(specks, 0, 5, UNIT) == 5


def characters(*pieces: tuple[slice, slice]) -> np.ndarray:
    """The ink of a label, each character a block."""
    ink = np.zeros((max(rows.stop for rows, _ in pieces), max(columns.stop for _, columns in pieces)), bool)
    for piece in pieces:
        ink[piece] = True
    return ink


def test_labels_whose_characters_lie_one_above_another_are_turned_however_long_each_is() -> None:
    one, ten = (characters(*((slice(7 * k, 7 * k + 5), slice(0, 10)) for k in range(digits))) for digits in (1, 2))
    raised = characters((slice(0, 4), slice(0, 6)), (slice(6, 11), slice(3, 13)), (slice(13, 18), slice(3, 13)))
    assert are_piled([raised, ten, one])
    assert not are_piled([one, ten, one])
    assert not are_piled([raised, ten, ten.T])
    marked = characters((slice(0, 2), slice(2, 4)), (slice(4, 14), slice(0, 6)))  # a digit below the rest of its mark
    assert not are_piled([marked, marked])
    assert stands(ten.T) and not stands(ten) and not stands(one)
