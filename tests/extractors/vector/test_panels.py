"""Plot boxes of drawings that no frame bounds."""

from __future__ import annotations

import numpy as np

from extractors.geometry import Box
from extractors.vector.panels import find_boxes
from extractors.vector.read import text_of
from extractors.vector.scene import Paint, Scene, Shape, Word
from extractors.vector.strokes import segments_of

UNIT = 12.0
PALE = Paint(stroke=(235, 235, 235), width=1.0)


def _stroke(x0: float, y0: float, x1: float, y1: float, item: int) -> Shape:
    return Shape(np.array([(x0, y0), (x1, y1)]), False, PALE, item)


def _grid(left: float) -> list[Shape]:
    """Gridlines of a panel of 200 x 150 whose first and last ones lie within its sides."""
    across = [_stroke(left, y, left + 200, y, 1) for y in (70, 100, 130, 160)]
    return across + [_stroke(left + x, 40, left + x, 190, 1) for x in (20, 70, 120, 170)]


def _labels(left: float) -> list[Word]:
    below = [Box(left + x - 8, 196, left + x + 8, 208) for x in (20, 70, 120, 170)]
    beside = [Box(left - 24, y - 6, left - 6, y + 6) for y in (70, 100, 130, 160)]
    return [Word(f"{10 * k}", box, 0, 16.0, (0, 0, 0)) for k, box in enumerate([*below, *beside], start=1)]


def test_panels_in_a_row_reach_as_far_as_their_own_gridlines() -> None:
    shapes = tuple(_grid(60) + _grid(340))
    words = tuple(_labels(60) + _labels(340))
    scene = Scene(600.0, 240.0, shapes, words)
    panels = find_boxes(scene, segments_of(shapes, UNIT), [text_of(word) for word in words], UNIT)
    assert [panel.box for panel in panels] == [Box(60, 40, 260, 190), Box(340, 40, 540, 190)]
