"""Legends of lines whose swatches look like patches."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from extractors.colors import Color
from extractors.geometry import Box
from extractors.legend_entry import LegendEntry
from extractors.line_patches import shown_as_fills, with_lines
from tests.extractors.drawn import area_of, ink_of, line, paint, picture
from tests.extractors.fitted import entry_of
from tests.extractors.waves import GREEN, RED, drawn

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
    assert shown_as_fills(area_of(rgb), [patch(BLUE)], [BLUE]) == []


def test_a_square_among_other_markers_is_one() -> None:
    area = area_of(picture(SHAPE))
    square = entry_of("s", color=ORANGE, is_patch=True, has_line=False, marker="square", marker_size=14.0, stroke=14.0)
    others = [entry_of(name, marker=name, marker_size=12.0, has_line=False) for name in ("circle", "triangle")]
    assert [e.is_patch for e in with_lines(area, [*others, square])] == [False] * 3
    assert with_lines(area, [others[0], square]) == [others[0], square]


def faded(color: Color, share: float) -> Color:
    red, green, blue = (round(255 - share * (255 - c)) for c in color)
    return red, green, blue


@pytest.mark.parametrize("share", [0.15, 0.3])
def test_an_entry_that_shows_the_fill_of_a_band_takes_the_colour_of_its_line(share: float) -> None:
    area, _ = drawn([BLUE, ORANGE])
    circle = entry_of("b", color=faded(BLUE, share), marker="circle", has_line=False)
    patch = entry_of("o", color=faded(ORANGE, share), is_patch=True)
    shown = shown_as_fills(area, [circle, patch], [BLUE, ORANGE])
    assert [(e.name, e.color, e.marker, e.is_patch) for e in shown] == [
        ("b", BLUE, None, False),
        ("o", ORANGE, None, False),
    ]


def test_squares_in_the_colours_of_lines_name_them() -> None:
    area, _ = drawn([BLUE, ORANGE])
    squares = [
        entry_of(name, color=color, is_patch=True, has_line=False, marker="square")
        for name, color in (("b", BLUE), ("o", faded(ORANGE, 0.7)))
    ]
    shown = shown_as_fills(area, squares, [BLUE, ORANGE])
    assert [(e.name, e.color, e.marker, e.is_patch) for e in shown] == [
        ("b", BLUE, "square", False),
        ("o", ORANGE, "square", False),
    ]


def test_patches_alone_name_thin_lines_of_their_colours_or_of_their_edges() -> None:
    area, _ = drawn([BLUE, ORANGE])
    own = entry_of("own", color=BLUE, is_patch=True, has_line=False)
    edged = replace(own, name="edged", color=faded(ORANGE, 0.7), rim=ORANGE)
    shown = shown_as_fills(area, [own, edged], [BLUE, ORANGE])
    assert [(e.name, e.color, e.is_patch) for e in shown] == [("own", BLUE, False), ("edged", ORANGE, False)]
    assert shown_as_fills(area, [own, entry_of("line", color=ORANGE)], [BLUE, ORANGE])[0].name == "line"
    absent = replace(own, name="absent", color=GREEN)
    assert shown_as_fills(area, [own, absent], [BLUE, ORANGE]) == []
    bars = replace(own, swatch=Box(0, 0, 4, 2))  # not higher than the strokes
    assert shown_as_fills(area, [bars], [BLUE, ORANGE]) == []


def test_a_patch_beside_the_line_of_its_hue_names_no_line() -> None:
    area, _ = drawn([BLUE])
    entries = [entry_of("mean", color=BLUE), entry_of("interval", color=faded(BLUE, 0.3), is_patch=True)]
    assert shown_as_fills(area, entries, [BLUE]) == entries[:1]
    other = [entry_of("mean", color=RED), entry_of("interval", color=faded(GREEN, 0.3), is_patch=True)]
    assert shown_as_fills(area, other, [BLUE]) == other[:1]


def test_pale_symbols_of_several_shapes_tell_the_markers() -> None:
    area, _ = drawn([BLUE])
    shapes = [
        entry_of(name, color=faded(BLUE, 0.3), has_line=False, marker=name, is_patch=name == "square")
        for name in ("square", "triangle")
    ]
    shown = shown_as_fills(area, shapes, [BLUE])
    assert [(e.name, e.color, e.marker) for e in shown] == [
        ("square", BLUE, "square"),
        ("triangle", BLUE, "triangle"),
    ]


@pytest.mark.parametrize(("shape", "marker"), [("circle", None), ("triangle", "triangle")])
def test_pale_symbols_of_one_shape_tell_markers_unless_they_are_mere_keys(shape: str, marker: str | None) -> None:
    area, _ = drawn([BLUE, ORANGE])
    entries = [
        entry_of(name, color=faded(color, 0.3), has_line=False, marker=shape)
        for name, color in (("b", BLUE), ("o", ORANGE))
    ]
    assert [e.marker for e in shown_as_fills(area, entries, [BLUE, ORANGE])] == [marker] * 2
