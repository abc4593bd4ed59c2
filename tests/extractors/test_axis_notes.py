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


def noted(string: str, box: Box, side: Side = "bottom", confidence: float = 1.0, *parts: str) -> AxisNotes:
    rgb = np.full((400, 500, 3), 255, np.uint8)
    x, y = round(box.x0), round(box.y1)
    cv2.putText(rgb, "x10", (x, y), cv2.FONT_HERSHEY_SIMPLEX, 0.35, (0, 0, 0), 1, cv2.LINE_AA)
    cv2.putText(rgb, "-6", (x + 23, y - 6), cv2.FONT_HERSHEY_SIMPLEX, 0.25, (0, 0, 0), 1, cv2.LINE_AA)
    text = Text(string, box, confidence, "given")
    return find_notes(Figure(rgb, 1.0, 500, 400), BOX, side, LABELS, [text], Parts(*parts), UNIT)


@pytest.mark.parametrize("string", ["1e6", "le6", "×10⁶"])
def test_factors_are_known_however_written(string: str) -> None:
    assert noted(string, CORNER) == AxisNotes(1e6)


def test_offsets_are_notes_too() -> None:
    assert noted("+1.2e3", ABOVE, "left") == AxisNotes(1.0, 1200.0)


@pytest.mark.parametrize("box", [Box(200, 330, 230, 340), Box(440, 330, 470, 340)])
def test_notes_stand_at_the_end_of_their_axis(box: Box) -> None:
    assert noted("1e6", box) == NO_NOTES


def test_other_words_are_no_notes() -> None:
    assert noted("Epoch", CORNER) == NO_NOTES
    assert noted("100", CORNER) == NO_NOTES


def test_a_lost_exponent_is_read_apart_from_its_base() -> None:
    assert noted("×10-", Box(100, 82, 138, 95), "left", 0.8, "×10", "-6") == AxisNotes(1e-6)


def test_a_factor_that_stays_unread_is_said() -> None:
    assert noted("×10-", Box(100, 82, 138, 95), "left", 0.8, "×10", "").unread
    assert noted("1e6", CORNER, "bottom", 0.6, "", "").unread
