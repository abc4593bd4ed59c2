"""Colours found in drawn plot areas, and ink shared out among them."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.colors import Color, extents, separate, strengthened, stroke_width, without_band
from tests.extractors.drawn import UNIT, WHITE, Floats, area_of, ink_of, line, paint, picture
from tests.extractors.waves import BLACK, BLUE, GREEN, GREY, ORANGE, RED, SHAPE, drawn, wave


@pytest.mark.parametrize("background", [WHITE, (229, 229, 229), (20, 20, 25)])
def test_ink_is_the_covered_share_of_each_pixel(background: Color) -> None:
    rgb, color = picture(SHAPE, background), RED
    true = ink_of(wave(50), SHAPE, 2.5)
    paint(rgb, true, color)
    (ink,) = separate(area_of(rgb, background), [color])
    assert np.abs(ink - true)[true > 0.3].max() < 0.25  # nearly pure pixels count as pure
    assert ink[true == 0].max() == 0


@pytest.mark.parametrize(
    ("a", "b"),
    [(BLUE, ORANGE), (BLUE, (23, 190, 207)), (RED, ORANGE), (GREEN, (23, 190, 207)), (BLUE, (70, 130, 200))],
)
def test_close_colours_are_kept_apart(a: Color, b: Color) -> None:
    area, waves = drawn([a, b], 3)
    inks = separate(area, [a, b])
    for k, points in enumerate(waves):
        true = ink_of(points, SHAPE, 3)
        own, other = inks[k], inks[1 - k]
        assert (own[true > 0.9] > 0.7).mean() > 0.98
        assert other[true > 0.9].max() < 0.3
        edges = (true > 0.2) & (true < 0.9)
        assert (other[edges] > 0.4).mean() < 0.15


def test_a_stroke_is_not_taken_for_a_paler_shade_of_it() -> None:
    area, (black, grey) = drawn([BLACK, GREY], 3)
    inks = separate(area, [BLACK, GREY])
    assert inks[1][ink_of(black, SHAPE, 3) > 0.9].max() == 0
    assert inks[0][ink_of(grey, SHAPE, 3) > 0].max() == 0
    assert (inks[1][ink_of(grey, SHAPE, 3) > 0.9] > 0.7).all()


def test_the_edges_of_a_black_line_have_a_grey_one_s_colour_here_and_there() -> None:
    rgb, steep, flat = picture(SHAPE), line([60, 90], [5, 95]), wave(50)
    paint(rgb, ink_of(flat, SHAPE, 2.0), GREY)
    paint(rgb, ink_of(steep, SHAPE, 2.0), BLACK)
    black, grey = separate(area_of(rgb), [BLACK, GREY])
    assert grey[ink_of(flat, SHAPE, 8) == 0].max() < 0.3
    true = (ink_of(flat, SHAPE, 2.0) > 0.95) & (ink_of(steep, SHAPE, 4) == 0)
    assert (grey[true] > 0.7).all()
    assert black[ink_of(steep, SHAPE, 2.0) > 0.9].min() > 0.7


def test_where_lines_cross_the_upper_one_has_the_ink() -> None:
    rgb = picture(SHAPE)
    paint(rgb, ink_of(line([5, 235], [10, 90]), SHAPE, 3), BLUE)
    paint(rgb, ink_of(line([5, 235], [90, 10]), SHAPE, 3), ORANGE)
    blue, orange = separate(area_of(rgb), [BLUE, ORANGE])
    assert orange[50, 120] > 0.9
    assert blue[50, 120] == 0


def test_gridlines_hold_no_ink() -> None:
    background = picture(SHAPE)
    background[::20] = (176, 176, 176)
    rgb = background.copy()
    true = ink_of(wave(50, 30), SHAPE, 2)
    paint(rgb, true, BLUE)
    (ink,) = separate(area_of(rgb, background), [BLUE])
    assert ink[true == 0].max() == 0
    assert (ink[true > 0.9] > 0.7).all()


def test_no_ink_below_a_legend_and_none_of_the_background_colour() -> None:
    rgb = picture(SHAPE)
    paint(rgb, ink_of(wave(50), SHAPE, 3), BLUE)
    hidden = np.zeros(SHAPE, bool)
    hidden[:, 100:140] = True
    blue, white = separate(area_of(rgb, hidden=hidden), [BLUE, WHITE])
    assert blue[hidden].max() == 0
    assert blue.max() > 0.9
    assert white.max() == 0
    assert separate(area_of(rgb), []) == []


@pytest.mark.parametrize("opacity", [0.1, 0.25, 0.5])
def test_the_band_is_taken_off_the_line(opacity: float) -> None:
    rows, columns = np.indices(SHAPE)
    middle = 50 + 8 * np.sin(columns / 20)
    band = opacity * (np.abs(rows - middle) < 18)
    true = ink_of(line(np.arange(SHAPE[1]), 50 + 8 * np.sin(np.arange(SHAPE[1]) / 20)), SHAPE, 2)
    both = (band + (1 - band) * true).astype(np.float32)
    bare = without_band(both, 2)
    assert np.abs(bare - true)[:, 5:-5].max() < 0.05


def test_solid_markers_stay() -> None:
    rows, columns = np.indices(SHAPE)
    ink = ink_of(line([5, 235], [50, 50]), SHAPE, 2)
    ink = np.maximum(ink, (np.hypot(rows - 50, columns - 120) < 7).astype(np.float32))
    assert without_band(ink, 2)[46:55, 116:125].min() == 1


@pytest.mark.parametrize("stroke", [1.0, 1.5, 2.5, 4.0, 8.0])
@pytest.mark.parametrize("points", [line([5, 235], [50, 50]), line([5, 235], [20, 80]), line([120, 120], [5, 95])])
def test_stroke_width(points: Floats, stroke: float) -> None:
    # a slanted stroke is cut slantwise by rows and columns: at most 1.42 times its width
    assert stroke_width(ink_of(points, SHAPE, stroke)) == pytest.approx(stroke, rel=0.1, abs=0.15)


def test_stroke_width_of_nothing() -> None:
    assert stroke_width(np.zeros(SHAPE, np.float32)) == 1.0


def test_the_ink_of_a_hairline_is_strengthened_and_that_of_a_stroke_stays() -> None:
    hairline = ink_of(wave(50), SHAPE, 0.7) * np.float32(0.45)
    columns = np.asarray(strengthened(hairline, UNIT) > 0.4).max(axis=0)
    assert not (hairline > 0.4).any()
    assert columns[5:236].mean() > 0.8
    stroke = ink_of(wave(50), SHAPE, 2.5)
    assert strengthened(stroke, UNIT) is stroke
    assert not strengthened(np.zeros(SHAPE, np.float32), UNIT).any()


def test_crumbs_are_not_strengthened() -> None:
    crumbs = np.zeros(SHAPE, np.float32)
    crumbs[50, 10:230:8] = 0.2
    assert strengthened(crumbs, UNIT) is crumbs


def test_extents_are_those_of_the_pieces() -> None:
    solid = np.zeros((10, 30), bool)
    solid[2:4, 3:20] = True
    solid[7, 25] = True
    assert extents(solid)[2, 5] == 17
    assert extents(solid)[7, 25] == 1
    assert extents(solid)[0, 0] == 0
