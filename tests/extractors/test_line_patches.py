"""Legends of lines whose swatches look like patches."""

from __future__ import annotations

import numpy as np

from extractors.geometry import Box
from extractors.legend_entry import LegendEntry
from extractors.line_patches import with_lines
from tests.extractors.drawn import area_of, ink_of, line, paint, picture
from tests.extractors.fitted import entry_of

SHAPE = (200, 400)
BLUE, ORANGE = (31, 119, 180), (255, 127, 14)
THICK = 12.0


def patch(color: tuple[int, int, int], width: float = 60.0) -> LegendEntry:
    return entry_of(
        "a", color=color, swatch=Box(0, 0, width, THICK), stroke=THICK, is_patch=True, has_line=False, dash="solid"
    )


def test_a_wide_patch_as_high_as_the_line_is_thick_is_its_swatch() -> None:
    rgb = picture(SHAPE)
    x = np.arange(10, 390, dtype=float)
    paint(rgb, ink_of(line(x, 60 + 30 * np.sin(x / 50)), SHAPE, THICK), BLUE)
    paint(rgb, ink_of(line(x, 140 + 30 * np.sin(x / 50)), SHAPE, 3.0), ORANGE)
    entries = [patch(BLUE), patch(BLUE, 34.0), patch(ORANGE)]
    thick, square, thin = with_lines(area_of(rgb), entries)
    assert (thick.is_patch, thick.has_line, thick.stroke) == (False, True, THICK)
    assert [square, thin] == entries[1:]


def test_squares_as_high_as_dashes_of_several_colors_are_thick_are_swatches_of_lines() -> None:
    rgb = picture(SHAPE)
    x = np.arange(10, 390, dtype=float)
    for color, level in ((BLUE, 60), (ORANGE, 140)):
        dashes = ink_of(line(x, level + 30 * np.sin(x / 50)), SHAPE, THICK)
        dashes[:, np.arange(SHAPE[1]) % 70 < 20] = 0
        paint(rgb, dashes, color)
    first, second = with_lines(area_of(rgb), [patch(BLUE, 16.0), patch(ORANGE, 16.0)])
    assert (first.has_line, second.has_line) == (True, True)
    assert with_lines(area_of(rgb), [patch(BLUE, 16.0)]) == [patch(BLUE, 16.0)]


def test_the_patch_of_bars_is_no_line() -> None:
    rgb = picture(SHAPE)
    for x in range(20, 380, 60):
        rgb[80:, x : x + 40] = BLUE
    assert with_lines(area_of(rgb), [patch(BLUE)]) == [patch(BLUE)]


def test_a_square_among_other_markers_is_one() -> None:
    area = area_of(picture(SHAPE))
    square = entry_of("s", color=ORANGE, is_patch=True, has_line=False, marker="square", marker_size=14.0, stroke=14.0)
    others = [entry_of(name, marker=name, marker_size=12.0, has_line=False) for name in ("circle", "triangle")]
    assert [e.is_patch for e in with_lines(area, [*others, square])] == [False] * 3
    assert with_lines(area, [others[0], square]) == [others[0], square]
