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


def test_clips_of_single_lines_bound_one_plot_together() -> None:
    dark = Paint(stroke=(20, 60, 200), width=2.0)
    tops = (Box(60, 40, 260, 130), Box(60, 100, 260, 190))  # R clips a line to itself where a plot has no clip
    lines = tuple(
        Shape(np.array([(60, c.y0), (120, c.y1), (180, c.y0 + 20), (260, c.y1)], np.float64), False, dark, k, clip=c)
        for k, c in enumerate(tops)
    )
    words = _labels(60)
    panels = find_boxes(Scene(320.0, 240.0, lines, tuple(words)), [], [text_of(word) for word in words], UNIT)
    assert [panel.box for panel in panels] == [Box(60, 40, 260, 190)]


def test_lines_over_a_row_of_words_have_a_box_where_nothing_bounds_it() -> None:
    dark = Paint(stroke=(20, 60, 200), width=2.0)
    line = Shape(np.array([(100.0, 60.0), (200.0, 120.0), (300.0, 150.0), (400.0, 160.0)]), False, dark, 0)
    below = [Word(text, Box(x - 15, 204, x + 15, 216), 0, 16.0, (0, 0, 0)) for text, x in CATEGORIES]
    beside = [Word(f"{n}", Box(30, y - 6, 50, y + 6), 0, 16.0, (0, 0, 0)) for n, y in ((3, 70), (2, 110), (1, 150))]
    words = (*below, *beside)
    (panel,) = find_boxes(Scene(460.0, 240.0, (line,), words), [], [text_of(word) for word in words], UNIT)
    assert panel.box == Box(56, 60, 400, 198)


def test_panels_without_anything_that_bounds_them_are_parted_by_their_rows_of_numbers() -> None:
    dark = Paint(stroke=(20, 60, 200), width=2.0)
    shapes, words = [], list[Word]()
    for k, (left, top) in enumerate(((100.0, 60.0), (400.0, 60.0), (100.0, 300.0))):
        points = np.array([(0.0, 0.0), (60.0, 40.0), (120.0, 90.0), (200.0, 100.0)])
        shapes.append(Shape(points + np.array((left, top)), False, dark, k))
        shapes.append(Shape(points * (1, -0.2) + np.array((left, top + 140)), False, dark, k))
        at = [Box(left + x - 15, top + 154, left + x + 15, top + 166) for x in (0, 100, 200)]
        at += [Box(left - 50, top + y - 6, left - 30, top + y + 6) for y in (10, 50, 90)]
        words += [Word(str(n), box, 45 if n < 3 else 0, 16.0, (0, 0, 0)) for n, box in enumerate(at)]
    panels = find_boxes(Scene(640.0, 500.0, tuple(shapes), tuple(words)), [], [text_of(w) for w in words], UNIT)
    corners = [(p.box.x0, p.box.y0, p.box.x1) for p in panels]
    assert corners == [(76, 60, 300), (376, 60, 600), (76, 300, 300)]


CATEGORIES = (("none", 100), ("low", 200), ("medium", 300), ("high", 400))
