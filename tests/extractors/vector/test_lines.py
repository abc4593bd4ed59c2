"""Pieces of text put together to words, as far as the places of the pieces tell."""

from __future__ import annotations

import pytest

from extractors.geometry import Box
from extractors.vector.lines import Run, words_of

SIZE, WIDTH = 10.0, 5.0  # of the font, and of each of its letters


def piece(text: str, x: float, item: int, up: float = 0.0, size: float = SIZE) -> list[Run]:
    """The letters of an object that begins at ``x``."""
    step = WIDTH * size / SIZE
    places = [x + k * step for k in range(len(text))]
    return [
        Run(c, Box(at, -up - size, at + step, -up), at, at + step, up, size, 0, (0, 0, 0), item=item)
        for c, at in zip(text, places, strict=True)
    ]


def read(*pieces: list[Run]) -> list[str]:
    return [word.string for word in words_of([run for runs in pieces for run in runs])]


@pytest.mark.parametrize("start", [" 500000", "500000"])
@pytest.mark.parametrize("overlap", [1.5, -2.0])
def test_numbers_of_their_own_that_touch_are_two_labels(start: str, overlap: float) -> None:
    lead = WIDTH * (len(start) - len(start.lstrip()))
    assert read(piece("100", 0, 1), piece(start, 15 - overlap - lead, 2)) == ["100", "500000"]


def test_the_parts_of_one_number_stay_together() -> None:
    assert read(piece("0", 0, 1), piece(".", 5, 2), piece("7", 10, 3)) == ["0.7"]
    assert read(piece("10", 0, 1), piece("6", 10, 2, up=4, size=7)) == ["10^6"]


def test_words_in_several_objects_are_one_line() -> None:
    assert read(piece("Figure", 0, 1), piece(" 3", 30, 2), piece(" shows", 40, 3)) == ["Figure 3 shows"]
