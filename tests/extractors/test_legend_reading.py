"""Entries cut from texts, with a reader that says what is left of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from extractors.geometry import Box
from extractors.legend_canvas import make_canvas
from extractors.legend_entry import LegendEntry
from extractors.legend_reading import read_cut_names
from extractors.readers import Pixels, Reading, Text


class Saying:
    """Reads one string everywhere."""

    name = "saying"

    def __init__(self, string: str) -> None:
        self.string = string

    def find(self, rgb: Pixels) -> list[Text]:
        return []

    def read(self, crops: Sequence[Pixels]) -> list[Reading]:
        return [Reading(self.string, 0.9) for _ in crops]


@pytest.mark.parametrize(
    ("whole", "read", "kept"),
    [
        ("Effect of dose", "ct of dose", False),
        ("dose effect", "dose eff", False),
        ("- third", "third", True),
        ("ox third", "third", True),
        ("Series1", "Series1", True),
    ],
)
def test_a_text_that_had_letters_where_a_swatch_was_cut_off_is_no_entry(whole: str, read: str, kept: bool) -> None:
    canvas = make_canvas(np.full((60, 200, 3), 255, np.uint8), [])
    entry = LegendEntry(whole, Box(60, 20, 120, 32), Box(10, 24, 40, 27), (0, 0, 0))
    found = read_cut_names(canvas, [], [entry], [Text(whole, Box(10, 20, 120, 32), 0.9, "")], Saying(read))
    assert [e.name for e in found] == ([read] if kept else [])
