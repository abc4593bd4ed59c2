"""Print over the end of a y axis that is no text of the figure."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from extractors.axis_notes import NO_NOTES, AxisNotes, find_notes
from extractors.geometry import Box
from extractors.image import Figure
from extractors.overlooked_notes import overlooked_print
from extractors.readers import Pixels, Reading, Text
from extractors.strips import Side

UNIT = 10.0
BOX = Box(100, 100, 400, 300)


class One:
    """Reads every crop as given."""

    name = "one"

    def __init__(self, string: str, confidence: float = 0.95) -> None:
        self._reading = Reading(string, confidence, "one")

    def find(self, rgb: Pixels) -> list[Text]:
        """No text."""
        del rgb
        return []

    def read(self, crops: Sequence[Pixels]) -> list[Reading]:
        """The given reading for each."""
        return [self._reading for _ in crops]


def figure(x: int = 101, y: int = 95, string: str = "1e6") -> Figure:
    rgb = np.full((400, 500, 3), 240, np.uint8)
    cv2.rectangle(rgb, (100, 100), (400, 300), (0, 0, 0), 1)
    cv2.putText(rgb, string, (x, y), cv2.FONT_HERSHEY_SIMPLEX, 0.4, (30, 30, 30), 1, cv2.LINE_AA)
    return Figure(rgb, 1.0, 500, 400)


@pytest.mark.parametrize(("side", "x"), [("left", 101), ("right", 370)])
def test_a_factor_that_was_overlooked_is_read(side: Side, x: int) -> None:
    found = overlooked_print(figure(x), BOX, side, [], One("1e6"), UNIT)
    assert found is not None
    assert found.box.x0 == pytest.approx(x, abs=3)
    assert find_notes(figure(x), BOX, side, [], [], One("1e6"), UNIT) == AxisNotes(1e6)


def test_what_is_no_factor_or_read_unsurely_changes_nothing() -> None:
    assert find_notes(figure(), BOX, "left", [], [], One("left"), UNIT) == NO_NOTES
    assert find_notes(figure(), BOX, "left", [], [], One("1e6", 0.5), UNIT) == NO_NOTES


def test_known_print_specks_and_empty_paper_are_not_read() -> None:
    known = [Text("title", Box(95, 80, 140, 97), 1.0, "test")]
    assert overlooked_print(figure(), BOX, "left", known, One("1e6"), UNIT) is None
    assert overlooked_print(figure(string="."), BOX, "left", [], One("1e6"), UNIT) is None
    assert overlooked_print(figure(string=""), BOX, "left", [], One("1e6"), UNIT) is None
    assert overlooked_print(figure(), BOX, "bottom", [], One("1e6"), UNIT) is None
