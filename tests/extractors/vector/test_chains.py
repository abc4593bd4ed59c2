"""Lines that are broken off around their markers, and what else R and pgfplots draw with strokes."""

from __future__ import annotations

import numpy as np

from extractors.geometry import Box
from extractors.panel_boxes import Panel
from extractors.vector.curves import Drawn, PanelShapes, find_drawn
from extractors.vector.scene import Paint, Points, Shape
from extractors.vector.strokes import segments_of
from extractors.vector.symbols import symbols_of

UNIT = 12.0
BOX = Box(0, 0, 400, 300)
BLACK = Paint(stroke=(0, 0, 0), width=1.0)
PLACES = np.column_stack([np.linspace(30, 370, 12), 150 + 90 * np.sin(np.arange(12))])


def stroke(points: Points, item: int) -> Shape:
    return Shape(np.asarray(points, dtype=np.float64), False, BLACK, item)


def ring(center: Points, item: int, radius: float = 4.0) -> Shape:
    turn = np.linspace(0, 2 * np.pi, 25)
    return Shape(center + radius * np.column_stack([np.cos(turn), np.sin(turn)]), True, BLACK, item)


def star(center: Points, item: int) -> list[Shape]:
    turns = np.pi / 2 + np.arange(5) * 2 * np.pi / 5
    return [stroke(np.array([center, center + 5 * np.array([np.cos(t), -np.sin(t)])]), item) for t in turns]


def drawn_from(shapes: list[Shape]) -> list[Drawn]:
    panel = Panel(BOX, frozenset(), (255, 255, 255))
    own = PanelShapes(panel, tuple(shapes), tuple(segments_of(shapes, UNIT)), tuple(symbols_of(shapes, UNIT)), UNIT)
    return find_drawn(own, ())[0]


def test_a_line_with_gaps_around_its_markers_has_the_markers_as_points() -> None:
    steps = np.diff(PLACES, axis=0)
    way = 8 * steps / np.hypot(*steps.T)[:, None]
    pieces = [
        stroke(np.array([a + w, b - w]), k) for k, (a, b, w) in enumerate(zip(PLACES, PLACES[1:], way, strict=False))
    ]
    (only,) = drawn_from([*pieces, *(ring(c, 50 + k) for k, c in enumerate(PLACES))])
    assert np.allclose(only.line, PLACES)
    assert np.allclose(only.markers, PLACES, atol=0.01)


def test_an_axis_line_in_the_paint_of_a_line_is_no_part_of_it() -> None:
    axes = [stroke(np.array([[0, 300], [390, 300]]), 90), stroke(np.array([[0, 10], [0, 300]]), 91)]
    (only,) = drawn_from([*axes, stroke(PLACES, 1)])
    assert np.allclose(only.line, PLACES)


def test_strokes_that_meet_in_one_end_are_a_star_at_that_place() -> None:
    stars = [s for k, c in enumerate(PLACES) for s in star(c, 10 + k)]
    (only,) = drawn_from([stroke(PLACES, 1), *stars])
    assert only.form == "star"
    assert np.allclose(only.markers, PLACES)


def test_a_hollow_triangle_means_the_place_of_its_line_and_not_the_middle_of_its_box() -> None:
    turns = np.pi / 2 + np.arange(4) * 2 * np.pi / 3
    corners = 6 * np.column_stack([np.cos(turns), -np.sin(turns)])
    triangles = [Shape(c + corners, True, BLACK, 10 + k) for k, c in enumerate(PLACES)]
    (only,) = drawn_from([stroke(PLACES, 1), *triangles])
    assert only.form == "triangle"
    assert np.allclose(only.markers, PLACES)


def test_a_line_along_the_lower_side_is_whole_where_its_places_are_rounded() -> None:
    places = np.column_stack([np.linspace(30, 370, 12), 300 + 1e-6 * np.cos(np.arange(12))])
    places[-2:, 1] = 250
    (only,) = drawn_from([stroke(places, 1)])
    assert np.allclose(only.line, places)
