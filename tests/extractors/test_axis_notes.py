"""Notes at the ends of axes: what counts as one, where it stands, and when its exponent is in doubt."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from extractors.axis_notes import NO_NOTES, AxisNotes, find_notes
from extractors.geometry import Box
from extractors.image import Figure
from extractors.readers import Pixels, Reading, Text
from extractors.strips import Side

UNIT = 10.0
BOX = Box(100, 100, 400, 300)
LABELS = [Box(95, 310, 105, 320), Box(380, 310, 400, 320)]
CORNER = Box(370, 330, 400, 340)
ABOVE = Box(100, 82, 130, 95)


class Parts:
    """Reads the base and the exponent of a power as given."""

    name = "parts"

    def __init__(self, *strings: str) -> None:
        self._strings = strings

    def find(self, rgb: Pixels) -> list[Text]:
        """No text."""
        del rgb
        return []

    def read(self, crops: Sequence[Pixels]) -> list[Reading]:
        """The given strings in order."""
        return [Reading(string, 0.95, "parts") for string, _ in zip(self._strings, crops, strict=True)]


def noted(
    string: str, box: Box, side: Side = "bottom", confidence: float = 1.0, *parts: str, rotation: int = 0
) -> AxisNotes:
    rgb = np.full((400, 500, 3), 255, np.uint8)
    x, y = round(box.x0), round(box.y1)
    cv2.putText(rgb, "x10", (x, y), cv2.FONT_HERSHEY_SIMPLEX, 0.35, (0, 0, 0), 1, cv2.LINE_AA)
    cv2.putText(rgb, "-6", (x + 23, y - 6), cv2.FONT_HERSHEY_SIMPLEX, 0.25, (0, 0, 0), 1, cv2.LINE_AA)
    text = Text(string, box, confidence, "given", rotation)
    return find_notes(Figure(rgb, 1.0, 500, 400), BOX, side, LABELS, [text], Parts(*parts), UNIT)


@pytest.mark.parametrize("string", ["1e6", "le6", "×10⁶", "·10⁶", "⋅106"])
def test_factors_are_known_however_written(string: str) -> None:
    assert noted(string, CORNER) == AxisNotes(1e6)


def test_the_last_label_of_a_panel_above_is_no_note() -> None:
    rgb = np.full((400, 500, 3), 255, np.uint8)
    column = [Text(t, Box(x, y, 95, y + 10), 1.0, "given") for t, x, y in (("0.0", 70, 20), ("-0.5", 64, 50))]
    last = Text("-1.0", Box(64, 80, 95, 90), 1.0, "given")
    figure = Figure(rgb, 1.0, 500, 400)
    assert find_notes(figure, BOX, "left", LABELS, [*column, last], Parts(), UNIT) == NO_NOTES
    assert find_notes(figure, BOX, "left", LABELS, [last], Parts(), UNIT) == AxisNotes(1.0, -1.0)
    twin = [Text("1e6", Box(100, y, 130, y + 13), 1.0, "given") for y in (20, 82)]
    assert find_notes(figure, BOX, "left", LABELS, twin, Parts(), UNIT) == AxisNotes(1e6)


def test_offsets_are_notes_too() -> None:
    assert noted("+1.2e3", ABOVE, "left") == AxisNotes(1.0, 1200.0)


@pytest.mark.parametrize("box", [Box(200, 330, 230, 340), Box(440, 330, 470, 340)])
def test_notes_stand_at_the_end_of_their_axis(box: Box) -> None:
    assert noted("1e6", box) == NO_NOTES


def test_a_factor_that_seems_slanted_and_stands_further_in_is_noted() -> None:
    box = Box(320, 330, 352, 344)
    assert noted("·10⁶", box, rotation=14) == AxisNotes(1e6)
    assert noted("·10⁶", box, rotation=45) == NO_NOTES


def test_a_signed_label_in_the_row_of_a_panel_above_is_no_offset() -> None:
    figure = Figure(np.full((400, 500, 3), 255, np.uint8), 1.0, 500, 400)
    row = [Text(s, Box(x, 82, x + 20, 92), 1.0, "given") for s, x in (("-20", 100), ("0", 200), ("20", 300))]
    assert find_notes(figure, BOX, "left", LABELS, row, Parts(), UNIT) == NO_NOTES
    assert find_notes(figure, BOX, "left", LABELS, row[:1], Parts(), UNIT) == AxisNotes(1.0, -20.0)


@pytest.mark.parametrize(("string", "notes"), [("10⁶", AxisNotes(1e6)), ("+5", NO_NOTES), ("seven", NO_NOTES)])
def test_tex_sets_its_factor_far_in(string: str, notes: AxisNotes) -> None:
    assert noted(string, Box(272, 330, 292, 340)) == notes


def test_other_words_are_no_notes() -> None:
    assert noted("Epoch", CORNER) == NO_NOTES
    assert noted("12", CORNER) == NO_NOTES


@pytest.mark.parametrize("string", ["10", "106", ".10", "10-", "100"])
@pytest.mark.parametrize("side", ["left", "bottom"])
def test_a_ten_with_something_raised_is_a_factor(string: str, side: Side) -> None:
    box = ABOVE if side == "left" else CORNER
    ten = Box(box.x0 + 4, box.y1 - 9, box.x0 + 18, box.y1)
    assert tex_noted(ten, [Text(string, ten, 1.0, "given")], side, "10", "6") == AxisNotes(1e6)
    assert tex_noted(ten, [Text(string, ten, 1.0, "given")], side, "10", "").unread


def test_an_exponent_that_touches_the_ten_is_seen_by_its_foot() -> None:
    ten = Box(ABOVE.x0 + 4, ABOVE.y1 - 9, ABOVE.x0 + 18, ABOVE.y1)
    assert tex_noted(ten, [Text("10", ten, 1.0, "given")], "left", "10", "6", at=13) == AxisNotes(1e6)


def test_a_flat_ten_is_a_number() -> None:
    ten = Box(ABOVE.x0 + 4, ABOVE.y1 - 9, ABOVE.x0 + 18, ABOVE.y1)
    assert tex_noted(ten, [Text("10", ten, 1.0, "given")], "left", exponent="") == NO_NOTES


def test_a_ten_beside_other_numbers_is_a_label_of_another_panel() -> None:
    ten = Box(ABOVE.x0 + 4, ABOVE.y1 - 9, ABOVE.x0 + 18, ABOVE.y1)
    beside = Text("20", Box(ten.x0 + 60, ten.y0, ten.x1 + 60, ten.y1), 1.0, "given")
    assert tex_noted(ten, [Text("10", ten, 1.0, "given"), beside], "left", "10", "6") == NO_NOTES


def tex_noted(ten: Box, texts: Sequence[Text], side: Side, *parts: str, exponent: str = "6", at: int = 18) -> AxisNotes:
    """As TeX prints it: a dot, a ten, and a raised exponent, of which the reader's box holds the ten alone."""
    rgb = np.full((400, 500, 3), 255, np.uint8)
    x, y = round(ten.x0), round(ten.y1)
    cv2.circle(rgb, (x - 4, y - 4), 1, (0, 0, 0), -1)
    cv2.putText(rgb, "10", (x, y), cv2.FONT_HERSHEY_SIMPLEX, 0.4, (0, 0, 0), 1, cv2.LINE_AA)
    cv2.putText(rgb, exponent, (x + at, y - 6), cv2.FONT_HERSHEY_SIMPLEX, 0.3, (0, 0, 0), 1, cv2.LINE_AA)
    return find_notes(Figure(rgb, 1.0, 500, 400), BOX, side, LABELS, texts, Parts(*parts), UNIT)


def test_a_lost_exponent_is_read_apart_from_its_base() -> None:
    assert noted("×10-", Box(100, 82, 138, 95), "left", 0.8, "×10", "-6") == AxisNotes(1e-6)


def test_a_factor_that_stays_unread_is_said() -> None:
    assert noted("×10-", Box(100, 82, 138, 95), "left", 0.8, "×10", "").unread
    assert noted("1e6", CORNER, "bottom", 0.6, "", "").unread


@pytest.mark.parametrize(("low", "notes"), [(4, NO_NOTES), (0, AxisNotes(unread=True))])
def test_a_name_with_a_subscript_is_no_factor(low: int, notes: AxisNotes) -> None:
    rgb = np.full((400, 500, 3), 255, np.uint8)
    cv2.putText(rgb, "x", (102, 94), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (0, 0, 0), 1, cv2.LINE_AA)
    cv2.putText(rgb, "1", (114, 94 + low), cv2.FONT_HERSHEY_SIMPLEX, 0.25, (0, 0, 0), 1, cv2.LINE_AA)
    text = Text("x1", Box(102, 82, 122, 99), 1.0, "given")
    assert find_notes(Figure(rgb, 1.0, 500, 400), BOX, "left", LABELS, [text], Parts("", ""), UNIT) == notes
