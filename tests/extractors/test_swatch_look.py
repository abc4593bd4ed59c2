"""Markers of swatches that share their colour: their shape, which way they point, and whether they are hollow."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from extractors.geometry import Box
from extractors.legend_entry import LegendEntry
from extractors.marker_shapes import SHAPES, Template
from extractors.swatch_look import with_looks

COLOR = (31, 119, 180)
LOOKS = [(0, False), (0, True), (1, False), (2, False), (4, False), (4, True), (5, True), (15, False), (16, False)]


def swatches(
    looks: list[tuple[int, bool]], lift: float = 0.0, stroke: float = 1.6
) -> tuple[np.ndarray, list[LegendEntry]]:
    """A legend with one row for each look: a line of 40 pixels with a marker of 14 in its middle."""
    rgb = np.full((30 * len(looks), 120, 3), 255, np.uint8)
    entries = []
    for row, (shape, hollow) in enumerate(looks):
        y = 15 + 30 * row
        dy, dx = np.indices((30 * len(looks), 120), dtype=np.float32)
        dy, dx = dy - np.float32(y - lift), dx - np.float32(30)
        template = Template(SHAPES[shape], 7.0, 1.5, hollow)
        line = np.clip(stroke / 2 + 0.5 - np.abs(dy - lift), 0, 1) * (np.abs(dx) <= 20)
        ink = np.where(template.silhouette(dx, dy) > 0.5, template.coverage(dx, dy), line)
        rgb = np.rint(rgb + ink[..., None] * (np.array(COLOR, np.float32) - rgb)).astype(np.uint8)
        cv2.putText(rgb, "ab", (70, y + 5), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (0, 0, 0))
        swatch, text = Box(10, y - 8, 50, y + 8), Box(70, y - 6, 90, y + 6)
        entries.append(LegendEntry(str(row), text, swatch, COLOR, marker="circle", stroke=stroke, marker_size=15.0))
    return rgb, entries


@pytest.mark.parametrize("look", LOOKS)
def test_the_look_of_a_marker_is_found(look: tuple[int, bool]) -> None:
    rgb, entries = swatches([look, (1, False)])
    assert with_looks(rgb, entries)[0].look == look


def test_a_triangle_that_stands_on_its_centroid_is_one() -> None:
    rgb, entries = swatches([(4, False), (0, False)], lift=2.0)
    assert with_looks(rgb, entries)[0].look == (4, False)


@pytest.mark.parametrize("look", [(4, False), (8, False), (9, False), (0, False), (1, False)])
def test_so_is_that_of_a_marker_that_a_thick_line_mostly_covers(look: tuple[int, bool]) -> None:
    rgb, entries = swatches([look, (13, False)], stroke=8.0)
    (found, _) = with_looks(rgb, [replace(e, marker="plus", marker_size=9.0) for e in entries])
    assert found.look == look
    assert 13 <= found.marker_size <= 16


def test_a_marker_hardly_larger_than_its_line_is_one() -> None:
    rgb, entries = swatches([(2, False), (0, False)])
    found = with_looks(rgb, [replace(e, marker=None, marker_size=0.0) for e in entries])
    assert [e.marker for e in found] == ["diamond", "circle"]
    assert all(12 <= e.marker_size <= 16 for e in found)


def test_the_look_names_the_marker() -> None:
    rgb, entries = swatches([(1, False), (0, False)])
    assert [(e.marker, e.marker_size) for e in with_looks(rgb, entries)] == [("square", 15.0), ("circle", 15.0)]


def test_colours_that_tell_entries_apart_need_no_looks() -> None:
    rgb, entries = swatches([(0, False)])
    assert with_looks(rgb, entries) == tuple(entries)
