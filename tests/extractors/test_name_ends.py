"""Names of blocks for letters, of which a box holds all but the first or the last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from extractors.geometry import Box
from extractors.image import Figure
from extractors.legend import Legend
from extractors.name_ends import with_whole_ends
from extractors.readers import Pixels, Reading, Text
from tests.extractors.fitted import entry_of

LETTER, STEP, TOP, HEIGHT, FIRST, COUNT = 6, 8, 20, 12, 60, 6
SWATCH, ELSEWHERE = Box(20, 25, 50, 27), Box(0, 0, 5, 3)
WHOLE = Box(FIRST, TOP, FIRST + (COUNT - 1) * STEP + LETTER - 1, TOP + HEIGHT - 1)


class Counting:
    """Reads as many letters of a word as a crop holds blocks, from its end where the first is missing."""

    name = "counting"

    def __init__(self, word: str = "Quanta", confidence: float = 1.0) -> None:
        self._word, self._confidence = word, confidence
        self.asked = 0

    def find(self, rgb: Pixels) -> list[Text]:
        """No text."""
        del rgb
        return []

    def read(self, crops: Sequence[Pixels]) -> list[Reading]:
        """The readings of the crops."""
        self.asked += len(crops)
        counts = [
            int((np.diff((crop.max(axis=2) < 120).any(axis=0).astype(int), prepend=0) == 1).sum()) for crop in crops
        ]
        return [Reading(self._word[: max(0, n)], self._confidence) for n in counts]


def picture(paper: int = 255, ink: int = 30) -> Pixels:
    rgb = np.full((60, 200, 3), paper, np.uint8)
    for k in range(COUNT):
        rgb[TOP : TOP + HEIGHT, FIRST + k * STEP : FIRST + k * STEP + LETTER : 3] = ink
        rgb[TOP : TOP + 2, FIRST + k * STEP : FIRST + k * STEP + LETTER] = ink
    return rgb


def read_whole(name: str, box: Box, rgb: Pixels, reader: Counting, swatch: Box = SWATCH) -> tuple[str, Box]:
    legend = Legend(box, (entry_of(name, text_box=box, swatch=swatch),))
    (found,) = with_whole_ends(Figure(rgb, 1.0, rgb.shape[1], rgb.shape[0]), [legend], reader)
    return found.entries[0].name, found.entries[0].text_box


@pytest.mark.parametrize(
    ("name", "cut"),
    [
        ("uanta", Box(FIRST + STEP, TOP, WHOLE.x1, WHOLE.y1)),
        ("Quant", Box(FIRST, TOP, WHOLE.x1 - STEP, WHOLE.y1)),
        ("luanta", Box(FIRST + 4, TOP, WHOLE.x1, WHOLE.y1)),  # half of the first letter
    ],
)
def test_letters_beside_the_box_are_of_the_name(name: str, cut: Box) -> None:
    found, box = read_whole(name, cut, picture(), Counting())
    assert found == "Quanta"
    assert box.x0 <= WHOLE.x0 and box.x1 >= WHOLE.x1


def test_a_whole_name_is_not_asked_for() -> None:
    reader = Counting()
    assert read_whole("Quanta", WHOLE, picture(), reader) == ("Quanta", WHOLE)
    assert reader.asked == 0


def test_ink_of_another_colour_and_swatches_are_no_letters() -> None:
    rgb, reader = picture(), Counting()
    rgb[24:27, 20:59] = (240, 120, 20)
    rgb[24:27, 107:140] = 30
    assert read_whole("Quanta", WHOLE, rgb, reader, swatch=Box(107, 24, 139, 26)) == ("Quanta", WHOLE)
    assert reader.asked == 0


@pytest.mark.parametrize(("word", "confidence"), [("Quanta", 0.6), ("zzzzzz", 1.0), ("uanta-", 1.0)])
def test_what_is_read_unsurely_or_otherwise_changes_nothing(word: str, confidence: float) -> None:
    cut = Box(FIRST + STEP, TOP, WHOLE.x1, WHOLE.y1)
    assert read_whole("uanta", cut, picture(), Counting(word, confidence)) == ("uanta", cut)


def test_a_line_that_runs_on_is_no_letter() -> None:
    rgb, reader = picture(), Counting()
    rgb[26, :] = 30
    assert read_whole("Quanta", WHOLE, rgb, reader, ELSEWHERE) == ("Quanta", WHOLE)
    assert reader.asked == 0


@pytest.mark.parametrize(("color", "expected"), [((0, 0, 0), "Quanta"), ((200, 30, 30), "Qua")])
def test_a_name_that_lacks_letters_of_its_like_in_another_legend_is_read_as_wide(
    color: tuple[int, int, int], expected: str
) -> None:
    rgb = picture()
    cut = Box(FIRST, TOP, FIRST + 2 * STEP - 3, WHOLE.y1)
    entries = [
        entry_of("Qua", text_box=cut, swatch=SWATCH, color=(0, 0, 0)),
        entry_of("Quanta", text_box=replace(WHOLE, y0=50, y1=58), swatch=ELSEWHERE, color=color),
    ]
    legends = [Legend(e.text_box, (e,)) for e in entries]
    found, _ = with_whole_ends(Figure(rgb, 1.0, rgb.shape[1], rgb.shape[0]), legends, Counting(confidence=0.7))
    assert found.entries[0].name == expected
