"""Texts drawn as blocks, read with or without certainty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
import pytest

from extractors.geometry import Box
from extractors.legend_canvas import make_canvas
from extractors.legend_names import is_swatch_text, legend_names
from extractors.readers import Pixels, Reading, Text

BOX = Box(20, 20, 33, 25)


class Surer:
    """Reads every crop, the more surely the larger it is."""

    name = "surer"

    def find(self, rgb: Pixels) -> list[Text]:
        return []

    def read(self, crops: Sequence[Pixels]) -> list[Reading]:
        return [Reading("A2C", 0.98 if crop.shape[0] > BOX.height + 1 else 0.5) for crop in crops]


class Longer(Surer):
    """Reads every crop as the same."""

    def read(self, crops: Sequence[Pixels]) -> list[Reading]:
        return [Reading("k=10", 0.98) for _ in crops]


def names_of(bar: bool) -> list[tuple[str, float]]:
    """What is read of three letters that touch at their feet, or of a line with markers where there is a ``bar``."""
    rgb = np.full((60, 80, 3), 255, np.uint8)
    for x in (20, 25, 30):
        rgb[20:26, x : x + 3] = 0
    rgb[25, 20:34] = 0
    if bar:
        rgb[22:24, 20:34] = 0
    text = Text("AZC", BOX, 0.85, "test")
    return [(t.string, t.confidence) for t in legend_names(make_canvas(rgb, []), [text], (), Surer())]


@pytest.mark.parametrize(("bar", "names"), [(False, [("A2C", 0.98)]), (True, [])])
def test_small_letters_that_touch_are_no_swatch(bar: bool, names: list[tuple[str, float]]) -> None:
    assert names_of(bar) == names


def test_what_holds_more_letters_than_were_read_is_read_again() -> None:
    rgb = np.full((60, 100, 3), 255, np.uint8)
    for x in (20, 31, 42, 53):
        rgb[30:44, x : x + 9] = 0
    rgb[20] = 0  # a border within the box that was read
    text = Text("10", Box(20, 20, 61, 43), 0.97, "test")
    for read, kept in (("10", "k=10"), ("20", "20"), ("20=k", "20=k")):
        names = legend_names(make_canvas(rgb, []), [replace(text, string=read)], (), Longer())
        assert [t.string for t in names] == [kept]


def test_a_filled_marker_read_as_two_characters_is_a_swatch_and_two_letters_are_none() -> None:
    rgb = np.full((30, 60, 3), 255, np.uint8)
    cv2.circle(rgb, (10, 12), 4, (92, 160, 228), -1, cv2.LINE_AA)
    assert is_swatch_text(rgb, Text(":1", Box(6, 8, 14, 16), 0.92, "rapidocr"))
    cv2.putText(rgb, "k1", (30, 18), cv2.FONT_HERSHEY_SIMPLEX, 0.4, (40, 40, 40), 1, cv2.LINE_AA)
    rows, columns = np.nonzero((rgb[:, 25:] < 200).any(axis=2))
    letters = Box(25 + columns.min(), rows.min(), 25 + columns.max(), rows.max())
    assert not is_swatch_text(rgb, Text("k1", letters, 0.92, "rapidocr"))


def test_a_name_of_which_only_a_sign_was_read_beside_its_swatch_is_read_again() -> None:
    """Readers make of a line and σ² = 4 a number below zero, in a box as wide as swatch and name."""
    rgb = np.full((60, 120, 3), 255, np.uint8)
    rgb[34:36, 20:50] = (51, 102, 204)
    for x in range(58, 98, 4):
        rgb[30:40, x : x + 2] = (42, 63, 95)
    names = legend_names(make_canvas(rgb, []), [Text("-4", Box(20, 30, 95, 39), 0.99, "test")], (), Longer())
    assert [(t.string, t.box) for t in names] == [("k=10", Box(58, 30, 95, 39))]


def test_two_letters_that_were_read_with_the_filled_marker_beside_them_are_a_name() -> None:
    rgb = np.full((60, 120, 3), 255, np.uint8)
    cv2.fillPoly(rgb, [np.array([[20, 35], [34, 21], [48, 35], [34, 49]])], (76, 120, 168), cv2.LINE_AA)
    for x in (60, 71):
        rgb[28:44, x : x + 3] = rgb[28:31, x : x + 9] = 40
    names = legend_names(make_canvas(rgb, []), [Text("X2", Box(20, 21, 79, 49), 0.91, "test")], (), Longer())
    assert [(t.string, t.box) for t in names] == [("k=10", Box(60, 28, 79, 43))]


def test_a_filled_triangle_read_as_a_letter_is_a_swatch_and_a_letter_is_none() -> None:
    rgb = np.full((50, 80, 3), 255, np.uint8)
    cv2.fillPoly(rgb, [np.array([[10, 10], [36, 10], [23, 32]])], (123, 150, 222), cv2.LINE_AA)
    assert is_swatch_text(rgb, Text("M", Box(10, 10, 36, 32), 0.98, "rapidocr"))
    cv2.putText(rgb, "M", (50, 30), cv2.FONT_HERSHEY_SIMPLEX, 0.6, (40, 40, 40), 2, cv2.LINE_AA)
    rows, columns = np.nonzero((rgb[:, 45:] < 200).any(axis=2))
    letter = Box(45 + columns.min(), rows.min(), 45 + columns.max(), rows.max())
    assert not is_swatch_text(rgb, Text("M", letter, 0.98, "rapidocr"))


@pytest.mark.parametrize(("x", "names"), [(20, ["Ours", "y"]), (8, ["Ours"])])
def test_an_unsure_letter_is_a_name_where_the_names_of_a_column_begin(x: int, names: list[str]) -> None:
    rgb = np.full((80, 100, 3), 255, np.uint8)
    rgb[20:32, 20:60:4] = 0
    rgb[40:52, x : x + 6] = 0
    texts = [Text("Ours", Box(20, 20, 57, 31), 0.99, "test"), Text("y", Box(x, 40, x + 5, 51), 0.6, "test")]
    assert [t.string for t in legend_names(make_canvas(rgb, []), texts, ())] == names


def test_a_narrow_letter_in_a_wide_box_is_a_swatch() -> None:
    """Half a line with a star, read as ``I`` (plotly)."""
    rgb = np.full((40, 100, 3), 255, np.uint8)
    rgb[18:21, 10:43] = rgb[10:28, 28:40] = (255, 153, 0)
    assert is_swatch_text(rgb, Text("I", Box(10, 10, 42, 27), 0.82, "rapidocr"))


def test_the_side_of_a_frame_in_the_box_that_was_read_is_no_letter() -> None:
    rgb = np.full((80, 100, 3), 255, np.uint8)
    for x in (30, 41, 52):
        rgb[30:44, x : x + 9] = 0
    rgb[10:70, 24] = 0
    text = Text("|x1", Box(24, 30, 60, 43), 0.97, "test")
    assert [t.string for t in legend_names(make_canvas(rgb, []), [text], ())] == ["x1"]


def test_two_letters_that_were_read_with_a_line_and_its_marker_are_a_name() -> None:
    rgb = np.full((60, 140, 3), 255, np.uint8)
    cv2.line(rgb, (20, 28), (50, 28), (80, 110, 220), 3)
    cv2.circle(rgb, (35, 28), 7, (80, 110, 220), -1)
    for x in (60, 65, 71, 75):
        rgb[20:37, x : x + 3] = 40
    both = Text("X1", Box(18, 20, 79, 37), 0.85, "")
    (name,) = legend_names(make_canvas(rgb, []), [both], [], Surer())
    assert name.box.x0 == 60
    assert name.string == "A2C"
