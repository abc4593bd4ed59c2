"""Rows of legend entries that were read together with a title that touches them."""

from __future__ import annotations

import numpy as np

from extractors.crossed_rows import with_parted_rows
from extractors.geometry import Box
from extractors.legend_canvas import Canvas
from extractors.panels import Panel
from extractors.readers import Text
from tests.extractors.given import GivenReader

OTHERS = [Text(name, Box(10, y, 60, y + 15), 0.99, "") for name, y in (("Ablation", 100), ("Spectra", 150))]
ROW = Text("—Control—BERensitivity", Box(100, 20, 330, 50), 0.8, "")


def canvas(*strokes: Box) -> Canvas:
    """White paper with blue strokes, 3 px high, and grey print beside and below them."""
    rgb = np.full((200, 400, 3), 255, np.uint8)
    rgb[20:34, 140:180] = rgb[20:34, 260:320] = rgb[36:50, 200:300] = 60
    for stroke in strokes:
        rgb[stroke.slices(200, 400)] = (40, 60, 220)
    return Canvas(rgb, np.zeros((200, 400), np.bool_), ())


def test_names_stand_between_the_swatches_at_their_height() -> None:
    reader = GivenReader("Control", "BERT")
    swatches = Box(102, 26, 132, 28), Box(215, 26, 245, 28)
    parted = with_parted_rows(canvas(*swatches), [], [*OTHERS, ROW], reader)
    assert [t.string for t in parted] == ["Ablation", "Spectra", "Control", "BERT"]
    for text, (first, last) in zip(parted[2:], ((133, 214), (246, 330)), strict=True):
        assert first <= text.box.x0 and text.box.x1 <= last + 3
        assert 15 <= text.box.y0 <= 20 and 34 <= text.box.y1 <= 38
    assert all(16 <= height <= 22 for _, height in reader.sizes)


def test_print_without_swatches_or_with_those_of_two_rows_stays_whole() -> None:
    assert with_parted_rows(canvas(), [], [*OTHERS, ROW], GivenReader()) == [*OTHERS, ROW]
    rows = Box(102, 24, 132, 26), Box(215, 42, 245, 44)
    assert with_parted_rows(canvas(*rows), [], [*OTHERS, ROW], GivenReader()) == [*OTHERS, ROW]


def test_a_line_of_print_as_high_as_others_stays_whole() -> None:
    flat = Text("—Control—BERT", Box(100, 20, 330, 36), 0.8, "")
    assert with_parted_rows(canvas(Box(102, 26, 132, 28)), [], [*OTHERS, flat], GivenReader()) == [*OTHERS, flat]


def test_strokes_in_a_plot_may_be_curves() -> None:
    plot = Panel(Box(80, 10, 380, 190), frozenset(), (255, 255, 255))
    assert with_parted_rows(canvas(Box(102, 26, 132, 28)), [plot], [*OTHERS, ROW], GivenReader()) == [*OTHERS, ROW]
