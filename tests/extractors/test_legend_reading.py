"""Entries cut from texts, with a reader that says what is left of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from extractors.geometry import Box
from extractors.legend_canvas import make_canvas
from extractors.legend_entry import LegendEntry
from extractors.legend_reading import read_cut_names
from extractors.panels import Panel
from extractors.readers import Pixels, Reading, Text


class Saying:
    """Reads one string everywhere."""

    name = "saying"

    def __init__(self, string: str, confidence: float = 0.9) -> None:
        self.string, self.confidence = string, confidence

    def find(self, rgb: Pixels) -> list[Text]:
        return []

    def read(self, crops: Sequence[Pixels]) -> list[Reading]:
        return [Reading(self.string, self.confidence) for _ in crops]


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


@pytest.mark.parametrize(("title", "kept"), [("Method", False), ("-- od", True)])
def test_letters_of_a_title_in_the_columns_of_swatches_are_no_entry(title: str, kept: bool) -> None:
    """The title stands where the next row of a column is sought, and its strokes look like dashes."""
    canvas = make_canvas(np.full((100, 300, 3), 255, np.uint8), [])
    named = LegendEntry("alpha", Box(90, 46, 129, 56), Box(50, 50, 80, 52), (0, 0, 200))
    unread = LegendEntry("", Box(85, 26, 105, 36), Box(50, 30, 80, 31), (0, 0, 0), dash="dashdot")
    texts = [Text("alpha", named.text_box, 0.99, ""), Text(title, Box(48, 26, 105, 36), 0.99, "")]
    found = read_cut_names(canvas, [], [unread, named], texts, Saying("od"))
    assert [e.name for e in found] == (["od", "alpha"] if kept else ["alpha"])


@pytest.mark.parametrize(("runs_into", "kept"), [(0, True), (30, False)])
def test_a_letter_in_the_plot_beside_a_free_swatch_is_a_name_though_unsurely_read(runs_into: int, kept: bool) -> None:
    """Where a curve or a spine goes on through the columns of the swatches, the letter may be a piece of it."""
    rgb = np.full((100, 300, 3), 255, np.uint8)
    blue, ink = (30, 60, 200), (20, 20, 20)
    rgb[30:33, 50:81] = rgb[50:53, 50 - runs_into : 81] = blue
    rgb[26:37, 90:130] = rgb[46:57, 90:99] = ink
    panel = Panel(Box(5, 5, 290, 95), frozenset(), (255, 255, 255))
    canvas = replace(make_canvas(rgb, [panel]), grid=np.ones(rgb.shape[:2], bool))
    named = LegendEntry("alpha", Box(90, 26, 129, 36), Box(50, 30, 80, 32), blue)
    unread = LegendEntry("", Box(90, 46, 98, 56), Box(50, 50, 80, 52), blue)
    text = Text("alpha", named.text_box, 0.99, "")
    found = read_cut_names(canvas, [panel], [named, unread], [text], Saying("μ", 0.6))
    assert [e.name for e in found] == (["alpha", "μ"] if kept else ["alpha"])


@pytest.mark.parametrize(("size", "kept"), [(9, True), (5, False)])
def test_what_stands_beside_a_symbol_as_large_as_the_others_is_a_name_though_unsurely_read(
    size: int, kept: bool
) -> None:
    rgb = np.full((100, 300, 3), 255, np.uint8)
    canvas = make_canvas(rgb, [])
    named = LegendEntry("alpha", Box(90, 26, 129, 36), Box(70, 26, 79, 35), (0, 0, 0), marker="circle", has_line=False)
    unread = LegendEntry(
        "", Box(90, 46, 105, 56), Box(70, 46, 70 + size, 46 + size), (0, 0, 0), marker="circle", has_line=False
    )
    text = Text("alpha", named.text_box, 0.99, "")
    found = read_cut_names(canvas, [], [named, unread], [text], Saying("x₁", 0.5))
    assert [e.name for e in found] == (["alpha", "x₁"] if kept else ["alpha"])


@pytest.mark.parametrize(("shorter", "kept"), [(3, True), (6, False)])
def test_a_line_of_dashes_is_as_long_as_the_others_but_for_a_gap_at_its_end(shorter: int, kept: bool) -> None:
    canvas = make_canvas(np.full((100, 300, 3), 255, np.uint8), [])
    named = LegendEntry("alpha", Box(120, 26, 159, 36), Box(50, 30, 102, 32), (0, 0, 0))
    unread = LegendEntry("", Box(120, 46, 135, 56), Box(50, 50, 102 - shorter, 52), (0, 0, 0), dash="dashed")
    found = read_cut_names(canvas, [], [named, unread], [Text("alpha", named.text_box, 0.99, "")], Saying("x₁", 0.5))
    assert [e.name for e in found] == (["alpha", "x₁"] if kept else ["alpha"])
