"""Bands that lie over curves, and the curves below them."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.colors import separate
from extractors.tints import find_tints, told_apart
from tests.extractors.drawn import Color, Floats, area_of, ink_of, line, paint, picture

SHAPE = (200, 300)
BLUE, RED, GOLD = (51, 100, 209), (219, 57, 19), (254, 170, 4)
RISING, FALLING = line([10, 290], [150, 40]), line([10, 290], [40, 150])


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
    area = area_of(drawn([(RISING, BLUE), (FALLING, RED), (line([10, 290], [100, 100]), GOLD)]))
    tints = find_tints(area, [RED, GOLD, BLUE])
    stacks = {tuple(band.color for band in bands) for bands in tints.over}
    assert stacks == {(BLUE,), (RED,), (GOLD,), (BLUE, RED), (BLUE, GOLD), (RED, GOLD)}
    assert [bands[0].opacity for bands in tints.over] == pytest.approx([0.3] * len(tints.over), abs=0.02)


def test_colours_that_bands_make_of_others_are_no_colours_of_their_own() -> None:
    area = area_of(drawn([(RISING, BLUE), (FALLING, RED)]))
    tints = find_tints(area, [BLUE, RED])
    below, overlapping = (101, 87, 152), (189, 159, 175)
    assert told_apart([below, GOLD, overlapping], [BLUE, RED], tints, area) == ([GOLD], tints)
    others, over = told_apart([GOLD, overlapping], [BLUE, RED], tints, area)
    assert (others, list(over.over)) == ([GOLD], [])  # no line in sight is below a band


@pytest.mark.parametrize("stroke", [1.0, 4.0])
def test_lines_alone_are_no_bands(stroke: float) -> None:
    rgb = picture(SHAPE)
    paint(rgb, ink_of(RISING, SHAPE, stroke), BLUE)
    paint(rgb, ink_of(FALLING, SHAPE, stroke), RED)
    assert not find_tints(area_of(rgb), [BLUE, RED]).over


def test_where_bands_overlap_no_other_colour_has_ink() -> None:
    area = area_of(drawn([(RISING, BLUE), (FALLING, RED)]))
    tints = find_tints(area, [BLUE, RED])
    mixed = (187, 160, 175)  # of the paper with both
    *_, other = separate(area, [BLUE, RED, mixed], tints)
    assert (other[tints.flat[BLUE, RED]] < 0.1).all()


def test_a_band_that_two_colours_of_one_hue_may_have_drawn_is_nobodys() -> None:
    area = area_of(drawn([(RISING, BLUE), (FALLING, RED)]))
    paler = (119, 151, 224)
    assert {band.color for bands in find_tints(area, [BLUE, RED, paler]).over for band in bands} == {RED}
