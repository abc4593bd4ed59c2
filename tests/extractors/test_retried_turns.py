"""Rows of labels that read badly as they stand are read again as turned print."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from extractors.geometry import Box
from extractors.image import Figure
from extractors.label_print import LabelPrint
from extractors.readers import Pixels, Reading, Text
from extractors.retried_turns import with_best_turn
from extractors.strips import Side
from extractors.tick_readings import TickLabel

FIGURE = Figure(np.full((100, 400, 3), 255, np.uint8), 1.0, 400, 100)
PLACES = (50, 150, 250)


class Turned:
    """Reads crops that are dark at the left: the start of the print, upright, where it was turned by 90 degrees."""

    name = "turned"

    def find(self, rgb: Pixels) -> list[Text]:
        """No text."""
        del rgb
        return []

    def read(self, crops: Sequence[Pixels]) -> list[Reading]:
        """``200`` in the right turn, ``002`` upside down, a letter upright."""
        return [self._reading(crop) for crop in crops]

    def _reading(self, crop: Pixels) -> Reading:
        if crop.shape[0] > crop.shape[1]:
            return Reading("E", 0.2, self.name)
        return Reading("200", 0.95, self.name) if crop[:, :4].min() == 0 else Reading("002", 0.7, self.name)


def row(width: int, sure: float, turn: int = 0) -> tuple[list[LabelPrint], list[TickLabel]]:
    """Prints 22 px high with the start of their print at the bottom, and labels read of them."""
    boxes = [Box(x - width // 2, 20, x + width // 2, 42) for x in PLACES]
    for box in boxes:
        FIGURE.rgb[40:43, int(box.x0) : int(box.x1) + 1] = 0
    prints = [LabelPrint(box, x, True, turn) for box, x in zip(boxes, PLACES, strict=True)]
    return prints, [TickLabel(p.px, "E", sure) for p in prints]


def read_again(width: int, sure: float, turn: int = 0, side: Side = "bottom") -> list[tuple[str, int]]:
    prints, labels = row(width, sure, turn)
    prints, labels = with_best_turn(FIGURE, side, prints, labels, Turned())
    return [(label.text, p.rotation) for p, label in zip(prints, labels, strict=True)]


def test_high_labels_that_read_badly_upright_are_read_turned() -> None:
    assert read_again(10, 0.3) == [("200", 90)] * 3


def test_labels_read_upside_down_are_turned_round() -> None:
    assert read_again(10, 0.7, 270) == [("200", 90)] * 3


@pytest.mark.parametrize(("width", "sure"), [(10, 0.9), (30, 0.3)])
def test_what_reads_well_or_is_wide_stands(width: int, sure: float) -> None:
    assert read_again(width, sure) == [("E", 0)] * 3


def test_labels_of_a_y_axis_stand() -> None:
    assert read_again(10, 0.3, side="left") == [("E", 0)] * 3
