"""Bands that lie over curves, and the curves below them."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.colors import FAINT_INK, separate
from extractors.named_inks import named_inks
from extractors.tints import find_tints, told_apart
from tests.extractors.drawn import WHITE, Color, Floats, area_of, ink_of, line, paint, picture

SHAPE = (200, 300)
BLUE, RED, GOLD, GREEN = (51, 100, 209), (219, 57, 19), (254, 170, 4), (16, 150, 24)
RISING, FALLING = line([10, 290], [150, 40]), line([10, 290], [40, 150])
LEVEL = line([10, 290], [100, 100])


def drawn(
    bands: list[tuple[Floats, Color]], opacity: float = 0.3, stroke: float = 3.0
) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """Each series with its band, drawn after those before it."""
    rgb = picture(SHAPE)
    for points, color in bands:
        paint(rgb, ink_of(points, SHAPE, 50), color, opacity)
        paint(rgb, ink_of(points, SHAPE, stroke), color)
    return rgb


def test_a_line_below_a_band_keeps_its_ink() -> None:
    area = area_of(drawn([(RISING, BLUE), (FALLING, RED)]))
    tints = find_tints(area, [BLUE, RED])
    blue, _ = separate(area, [BLUE, RED], tints)
    middle, crossed = ink_of(RISING, SHAPE, 1.5) > 0.9, ink_of(FALLING, SHAPE, 5) > 0
    assert blue[middle & ~crossed].min() > 0.8
    alone, _ = separate(area, [BLUE, RED])
    assert alone[middle & ~crossed].min() < 0.5


def test_bands_that_overlap_are_found_in_their_order() -> None:
    area = area_of(drawn([(RISING, BLUE), (FALLING, RED), (LEVEL, GOLD)]))
    tints = find_tints(area, [RED, GOLD, BLUE])
    assert [band.color for band in tints.bands] == [BLUE, RED, GOLD]
    assert [band.opacity for band in tints.bands] == pytest.approx([0.3] * 3, abs=0.02)
    assert dict(tints.heights) == {BLUE: 1, RED: 2, GOLD: 3}


def test_a_line_below_three_bands_keeps_its_ink() -> None:
    rgb = picture(SHAPE)
    paint(rgb, ink_of(RISING, SHAPE, 3), BLUE)
    for color, wide in ((RED, 60), (GOLD, 100), (GREEN, 140)):
        paint(rgb, ink_of(LEVEL, SHAPE, wide), color, 0.3)
    area = area_of(rgb)
    blue, *_ = separate(area, [BLUE, RED, GOLD, GREEN], find_tints(area, [BLUE, RED, GOLD, GREEN]))
    assert np.mean(blue[ink_of(RISING, SHAPE, 1.5) > 0.9] > 0.8) > 0.95  # but for the edges of the bands
    assert blue[ink_of(RISING, SHAPE, 8) == 0].max() < 0.1  # nor do the bands look like it


def test_a_band_that_lies_below_another_everywhere_is_found() -> None:
    rgb = picture(SHAPE)
    paint(rgb, ink_of(LEVEL, SHAPE, 40), BLUE, 0.3)
    paint(rgb, ink_of(LEVEL, SHAPE, 3), BLUE)
    paint(rgb, ink_of(LEVEL, SHAPE, 90), RED, 0.3)
    assert [band.color for band in find_tints(area_of(rgb), [BLUE, RED]).bands] == [BLUE, RED]


def test_lines_above_all_bands_keep_their_colour() -> None:
    rgb = picture(SHAPE)
    for points, color in ((RISING, BLUE), (FALLING, RED)):
        paint(rgb, ink_of(points, SHAPE, 50), color, 0.3)
    for points, color in ((RISING, BLUE), (FALLING, RED)):
        paint(rgb, ink_of(points, SHAPE, 3.0), color)
    area = area_of(rgb)
    tints = find_tints(area, [BLUE, RED])
    assert not tints.heights
    blue, _ = separate(area, [BLUE, RED], tints)
    assert blue[(ink_of(RISING, SHAPE, 1.5) > 0.9) & ~(ink_of(FALLING, SHAPE, 5) > 0)].min() > 0.8


def test_at_the_end_of_a_band_no_line_has_ink() -> None:
    short = line([60, 240], [100, 100])
    rgb = picture(SHAPE)
    paint(rgb, ink_of(line([60, 240], [160, 160]), SHAPE, 40), BLUE, 0.3)
    paint(rgb, ink_of(short, SHAPE, 60), RED, 0.3)
    paint(rgb, ink_of(short, SHAPE, 3), RED)
    area = area_of(rgb)
    red, _ = separate(area, [RED, BLUE], find_tints(area, [RED, BLUE]))
    assert red[ink_of(short, SHAPE, 8) == 0].max() < 0.1


def test_colours_that_bands_make_of_others_are_no_colours_of_their_own() -> None:
    area = area_of(drawn([(RISING, BLUE), (FALLING, RED)]))
    tints = find_tints(area, [BLUE, RED])
    below, overlapping = (101, 87, 152), (189, 159, 175)
    assert told_apart([below, GOLD, overlapping], [BLUE, RED], tints, area) == [GOLD]


def test_a_swatch_of_a_colour_that_the_plot_shows_below_bands_alone_keeps_it() -> None:
    rgb = picture(SHAPE)
    paint(rgb, ink_of(LEVEL, SHAPE, 3), BLUE)
    paint(rgb, ink_of(LEVEL, SHAPE, 90), RED, 0.3)
    paint(rgb, ink_of(line([10, 290], [75, 75]), SHAPE, 3), RED)
    below = (101, 87, 152)
    colors, others, _ = named_inks(area_of(rgb), [BLUE, RED], [RED, below])
    assert (colors, others) == ([BLUE, RED], [])


@pytest.mark.parametrize("stroke", [1.0, 4.0])
def test_lines_alone_are_no_bands(stroke: float) -> None:
    rgb = picture(SHAPE)
    paint(rgb, ink_of(RISING, SHAPE, stroke), BLUE)
    paint(rgb, ink_of(FALLING, SHAPE, stroke), RED)
    assert not find_tints(area_of(rgb), [BLUE, RED]).bands


def test_where_bands_overlap_no_other_colour_has_ink() -> None:
    area = area_of(drawn([(RISING, BLUE), (FALLING, RED)]))
    tints = find_tints(area, [BLUE, RED])
    mixed = (187, 160, 175)  # of the paper with both
    *_, other = separate(area, [BLUE, RED, mixed], tints)
    assert other[tints.sides[0] == 3].max() < FAINT_INK


def test_of_two_colours_of_one_hue_that_drew_the_band_whose_opacity_is_that_of_the_others() -> None:
    area = area_of(drawn([(RISING, BLUE), (FALLING, RED)]))
    paler = (119, 151, 224)
    assert [band.color for band in find_tints(area, [BLUE, RED, paler]).bands] == [BLUE, RED]


def test_thick_lines_in_shades_of_one_colour_are_no_bands() -> None:
    black, grey = (0, 0, 0), (128, 128, 128)
    rgb = picture(SHAPE)
    paint(rgb, ink_of(RISING, SHAPE, 9), black)
    paint(rgb, ink_of(FALLING, SHAPE, 9), grey)
    area = area_of(rgb)
    assert not find_tints(area, [black, grey]).bands
    *_, inks = named_inks(area, [black, grey], [])
    for points, ink in zip((RISING, FALLING), inks, strict=True):
        assert ink[ink_of(points, SHAPE, 7) > 0.9].mean() > 0.8


def test_the_grain_of_paper_is_no_band_of_a_pale_line() -> None:
    pale = (214, 216, 204)
    rgb = picture(SHAPE)
    rgb[40:160] = np.array(WHITE) + 0.09 * (np.array(pale) - np.array(WHITE))
    paint(rgb, ink_of(RISING, SHAPE, 3), pale)
    assert not find_tints(area_of(rgb), [pale]).bands


@pytest.mark.parametrize("lined", [True, False])
def test_a_legend_without_lines_names_none_below_bands(lined: bool) -> None:
    """Of markers alone: what black lines leave on bands of the markers' colours was followed as lines of theirs."""
    area = area_of(drawn([(RISING, BLUE), (FALLING, RED)]))
    _, _, (blue, *_) = named_inks(area, [BLUE, RED], [], lined)
    covered = (ink_of(RISING, SHAPE, 1.5) > 0.9) & ~(ink_of(FALLING, SHAPE, 5) > 0)
    assert bool(blue[covered].min() > 0.8) is lined
