"""Keys of legends told from markers of the data that happen to stand beside a name."""

from __future__ import annotations

import numpy as np

from extractors.geometry import Box
from extractors.panel_boxes import Panel
from extractors.vector.legends import Key, find_keys
from extractors.vector.scene import Paint, Rgb, Shape, Word
from extractors.vector.strokes import segments_of
from extractors.vector.symbols import symbols_of

UNIT = 12.0
PANEL = Panel(Box(0, 0, 600, 400), frozenset(), (255, 255, 255))
RED, BLUE, GREEN = (200, 0, 0), (0, 0, 200), (0, 150, 0)


def square(x: float, y: float, color: Rgb, item: int, side: float = 9.0) -> Shape:
    corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * side / 2
    return Shape(corners + np.array((x, y)), True, Paint(fill=color), item)


def swatch(y: float, color: Rgb, item: int) -> Shape:
    return Shape(np.array([[100.0, y], [140.0, y]]), False, Paint(stroke=color), item)


def word(string: str, x: float, y: float) -> Word:
    return Word(string, Box(x, y - 6, x + 8.0 * len(string), y + 6), 0, UNIT / 0.72, (0, 0, 0))


def keys_of(words: list[Word], shapes: list[Shape]) -> dict[str, Key]:
    found = find_keys(words, shapes, segments_of(shapes, UNIT), symbols_of(shapes, UNIT), [PANEL], UNIT)
    return {k.entry.name: k for legend in found for k in legend.keys}


def test_a_square_of_the_data_beside_a_swatch_is_no_part_of_its_key() -> None:
    data = square(142, 124, RED, 7)
    shapes = [swatch(100, RED, 1), square(120, 100, RED, 2), swatch(120, BLUE, 3), data]
    keys = keys_of([word("first", 150, 100), word("second", 150, 120)], shapes)
    assert keys["second"].line is not None
    assert keys["second"].symbol is None
    assert all(data not in key.shapes for key in keys.values())


def test_of_two_markers_beside_a_name_the_one_in_the_column_is_its_key() -> None:
    data = square(128, 142, GREEN, 4)
    shapes = [square(120, 100 + 20 * k, color, k) for k, color in enumerate((RED, BLUE, GREEN))]
    words = [word(name, 136, 100 + 20 * k) for k, name in enumerate(("first", "second", "third"))]
    keys = keys_of(words, [*shapes, data])
    assert [key.shapes[0] for key in keys.values()] == shapes


def test_pieces_of_gridlines_beside_names_are_no_swatches() -> None:
    gray: Rgb = (200, 200, 200)
    grid = [Shape(np.array([[0.0, y], [600.0, y]]), False, Paint(stroke=gray), 20) for y in (200, 250, 300)]
    cut = [Shape(np.array([[40.0, y], [90.0, y]]), False, Paint(stroke=gray), 20) for y in (100, 120)]
    shapes = [*grid, *cut, swatch(100, RED, 1), swatch(120, BLUE, 2)]
    keys = keys_of([word("one", 95, 104), word("two", 95, 124)], [*grid, *cut])
    assert keys == {}
    keys = keys_of([word("first", 150, 100), word("second", 150, 120)], shapes)
    assert [k.entry.color for k in keys.values()] == [RED, BLUE]


def test_a_stroke_of_a_star_beside_a_name_is_no_swatch() -> None:
    middle, half = np.array((95.0, 100.0)), 6.0
    turns = [np.array(way) * half for way in ((1, 0), (0, 1), (0.7, 0.7), (0.7, -0.7))]
    star = [Shape(np.array([middle - way, middle + way]), False, Paint(stroke=GREEN), 40) for way in turns]
    shapes = [*star, swatch(100, RED, 1), swatch(120, BLUE, 2)]
    keys = keys_of([word("first", 20, 100), word("second", 20, 120)], shapes)
    assert [keys[name].entry.color for name in ("first", "second")] == [RED, BLUE]


def test_caps_of_error_bars_beside_a_name_are_no_swatches() -> None:
    heights = (62, 80, 101, 119, 140, 160, 180, 200, 220, 240)
    caps = [Shape(np.array([[200.0, y], [208.0, y]]), False, Paint(stroke=GREEN), 40) for y in heights]
    swatches = swatch(100, RED, 1), swatch(120, BLUE, 2)
    moved = [Shape(s.points + np.array((120, 0)), False, s.paint, 1) for s in swatches]
    keys = keys_of([word("first", 155, 100), word("second", 147, 120)], [*caps, *moved])
    assert [keys[name].entry.color for name in ("first", "second")] == [RED, BLUE]
