"""Crowded dates that were read as one text."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.date_rows import dates_apart
from extractors.geometry import Box
from extractors.readers import Pixels, Text

LETTER, HEIGHT, WORD_GAP = 6, 14, 7


def printed(words: str, label_gap: int, size: int) -> tuple[Pixels, Box]:
    """Words of solid letters two pixels apart, ``size`` of them to a label, and the box around them."""
    rgb = np.full((60, 900, 3), 255, np.uint8)
    x = 20
    for k, word in enumerate(words.split()):
        x += 0 if k == 0 else (label_gap if k % size == 0 else WORD_GAP) - 2
        for _ in word:
            rgb[20 : 20 + HEIGHT, x : x + LETTER] = 0
            x += LETTER + 2
    return rgb, Box(20, 20, x - 3, 19 + HEIGHT)


def strings(words: str, label_gap: int = 9, size: int = 3, read: str = "", rotation: int = 0) -> list[str]:
    rgb, box = printed(words, label_gap, size)
    return [t.string for t in dates_apart(Text(read or words, box, 0.97, "scripted", rotation), rgb)]


@pytest.mark.parametrize(
    ("words", "size", "expected"),
    [
        ("Jul 03, 2005 Jul 10, 2005 Jul 17, 2005", 3, ["Jul 03, 2005", "Jul 10, 2005", "Jul 17, 2005"]),
        ("Jan 2014 Apr 2014 Jul 2014", 2, ["Jan 2014", "Apr 2014", "Jul 2014"]),
        ("2014-01-05 2014-02-05", 1, ["2014-01-05", "2014-02-05"]),
    ],
)
def test_a_row_of_dates_is_cut_between_them(words: str, size: int, expected: list[str]) -> None:
    assert strings(words, size=size) == expected


def test_the_dates_have_the_boxes_of_their_own_words() -> None:
    words = "Jul 03, 2005 Jul 10, 2005"
    rgb, box = printed(words, 9, 3)
    first, second = (t.box for t in dates_apart(Text(words, box, 0.97, "scripted"), rgb))
    assert second.x0 - first.x1 - 1 == 9
    assert (first.x0, second.x1) == (box.x0, box.x1)


def test_a_comma_read_without_its_space_parts_words_too() -> None:
    words = "Jul 03, 2005 Jul 10, 2005"
    assert strings(words, read="Jul 03,2005 Jul 10,2005") == ["Jul 03, 2005", "Jul 10, 2005"]


@pytest.mark.parametrize("words", ["Jul 03, 2005", "Jul 03 Jul 10", "Jul 03, 2005 Results", "loss of model 2005"])
def test_one_date_and_other_words_stay_whole(words: str) -> None:
    assert strings(words) == [words]


def test_print_of_other_words_than_were_read_stays_whole() -> None:
    assert strings("Jul 03, 2005 Jul", read="Jul 03, 2005 Jul 10, 2005") == ["Jul 03, 2005 Jul 10, 2005"]
    assert strings("Jul 03, 2005 Jul 10, 2005", rotation=90) == ["Jul 03, 2005 Jul 10, 2005"]
