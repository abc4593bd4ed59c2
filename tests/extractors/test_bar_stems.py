"""Error bars taken out of the ink of a curve."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.bar_stems import find_stems, without_stems
from tests.extractors.drawn import Floats, Ink, ink_of, line

SHAPE = (160, 320)
X = np.arange(10, 311, dtype=float)
PLACES = np.arange(30, 300, 45, dtype=float)


def wave(phase: float = 0.0) -> Floats:
    return line(X, 80 + 25 * np.sin(X / 40 + phase))


def barred(points: Floats, places: Floats, length: float = 18.0, cap: float = 0.0, stem: float = 2.0) -> Ink:
    """A curve with upright stems through it at the places, ended by caps of a width."""
    ink = ink_of(points, SHAPE)
    for x in places:
        y = float(np.interp(x, points[:, 0], points[:, 1]))
        ends = (y - length, y + length)
        strokes = [line(np.full(2, x), np.array(ends))]
        strokes += [line(np.array([x - cap / 2, x + cap / 2]), np.full(2, end)) for end in ends if cap]
        for stroke in strokes:
            ink = np.maximum(ink, ink_of(stroke, SHAPE, stem))
    return ink


@pytest.mark.parametrize("cap", [0.0, 9.0])
def test_stems_and_caps_are_taken_out_and_the_curve_is_left(cap: float) -> None:
    curve, ink = ink_of(wave(), SHAPE), barred(wave(), PLACES, cap=cap)
    stems = find_stems([(ink, 2.0)])
    assert stems is not None
    assert np.abs(stems.x[:, None] - PLACES).min(axis=0).max() < 1
    bare = without_stems(ink, 2.0, stems)
    assert ((bare > 0.4) & (curve < 0.1)).sum() < 0.12 * ((ink > 0.4) & (curve < 0.1)).sum()
    assert (bare[curve > 0.6] > 0.4).mean() > 0.97


def test_stems_may_be_far_thicker_than_the_line() -> None:
    ink = barred(wave(), PLACES, stem=5.0)
    stems = find_stems([(ink, 2.0)])
    assert stems is not None
    left = (without_stems(ink, 2.0, stems) > 0.4) & (ink_of(wave(), SHAPE) < 0.1)
    assert left.sum() < 0.2 * ((ink > 0.4) & (ink_of(wave(), SHAPE) < 0.1)).sum()


def test_sides_of_hollow_markers_do_not_outvote_the_bars() -> None:
    ink = barred(wave(), PLACES, length=30, stem=3.5)
    for x in PLACES[1:]:
        y = float(np.interp(x, wave()[:, 0], wave()[:, 1]))
        square = line(x + np.array([-7, 7, 7, -7, -7.0]), y + np.array([-7, -7, 7, 7, -7.0]))
        ink = np.maximum(ink, ink_of(square, SHAPE, 1.5))
    stems = find_stems([(ink, 2.0)])
    assert stems is not None
    assert abs(stems.half - 1.75) < 0.4


def test_half_a_bar_is_taken_out_where_other_curves_have_theirs() -> None:
    whole = barred(wave(), PLACES)
    half = np.maximum(ink_of(wave(2), SHAPE), np.where(np.arange(SHAPE[0])[:, None] < 70, barred(wave(2), PLACES), 0))
    stems = find_stems([(whole, 2.0), (half, 2.0)])
    assert stems is not None
    curve = ink_of(wave(2), SHAPE)
    left = (without_stems(half, 2.0, stems) > 0.4) & (curve < 0.1)
    assert left.sum() < 0.2 * ((half > 0.4) & (curve < 0.1)).sum()


@pytest.mark.parametrize("crossed", [False, True])
def test_steps_have_no_bars(crossed: bool) -> None:
    x = np.repeat(np.arange(20, 300, 35.0), 2)
    y = np.roll(np.repeat(np.array([30, 120, 40, 90, 120, 50, 100, 30.0]), 2), 1)
    ink = ink_of(line(x, y), SHAPE)
    if crossed:  # by another curve, which hides it there
        ink[74:79] = 0
    assert find_stems([(ink, 2.0)]) is None


@pytest.mark.parametrize("seed", range(4))
def test_noise_has_no_bars(seed: int) -> None:
    y = 80 + np.random.default_rng(seed).normal(0, 25, len(X[::3])).clip(-70, 70)
    assert find_stems([(ink_of(line(X[::3], y), SHAPE), 2.0)]) is None


def test_two_bars_are_too_few() -> None:
    assert find_stems([(barred(wave(), PLACES[:2]), 2.0)]) is None


def squares(points: Floats, places: Floats, half: float) -> Ink:
    """The outlines of square markers of a size on a curve."""
    ink = np.zeros(SHAPE, np.float32)
    for x in places:
        corners = np.array([-1, 1, 1, -1, -1.0]), np.array([-1, -1, 1, 1, -1.0])
        y = float(np.interp(x, points[:, 0], points[:, 1]))
        ink = np.maximum(ink, ink_of(line(x + half * corners[0], y + half * corners[1]), SHAPE, 2.0))
    return ink


def test_sides_of_markers_do_not_outvote_the_bars_of_some_curves() -> None:
    barred_one = np.maximum(barred(wave(), PLACES), squares(wave(), PLACES, 5.0))
    bare_one = np.maximum(ink_of(wave(2), SHAPE), squares(wave(2), PLACES, 5.0))
    assert find_stems([(barred_one, 2.0), (bare_one, 2.0)]) is not None


def rimmed(points: Floats, places: Floats) -> Ink:
    """A curve with error bars whose markers were left out with a rim around them."""
    ink = barred(points, places)
    for x in places:
        y = float(np.interp(x, points[:, 0], points[:, 1]))
        ink[round(y) - 4 : round(y) + 5, round(x) - 4 : round(x) + 5] = 0
    return ink


def test_bars_stand_around_the_bare_rims_of_markers() -> None:
    ink, curve = rimmed(wave(), PLACES), ink_of(wave(), SHAPE)
    stems = find_stems([(ink, 2.0)])
    assert stems is not None
    left = (without_stems(ink, 2.0, stems) > 0.4) & (curve < 0.1)
    assert left.sum() < 0.12 * ((ink > 0.4) & (curve < 0.1)).sum()


def test_dashed_steps_have_no_bars() -> None:
    x = np.repeat(np.arange(20, 300, 35.0), 2)
    y = np.roll(np.repeat(np.array([30, 120, 40, 90, 120, 50, 100, 30.0]), 2), 1)
    ink = ink_of(line(x, y), SHAPE)
    ink[np.arange(SHAPE[0]) % 13 < 5] = 0
    assert find_stems([(ink, 2.0)]) is None


def test_a_dot_between_the_dashes_of_a_riser_is_no_curve_between_halves_of_a_bar() -> None:
    x = np.repeat(np.arange(20, 300, 35.0), 2)
    y = np.roll(np.repeat(np.array([30, 120, 40, 90, 120, 50, 100, 30.0]), 2), 1)
    ink = ink_of(line(x, y), SHAPE)
    ink[np.isin(np.arange(SHAPE[0]) % 15, (8, 9, 10, 13, 14))] = 0
    assert find_stems([(ink, 2.0)]) is None


def test_an_even_row_of_bars_goes_on_where_halves_of_them_are_seen() -> None:
    ink = barred(wave(), PLACES)
    ink[: round(float(wave()[20, 1])) + 4, 25:36] = 0  # a legend hides the upper half of the first bar
    stems = find_stems([(ink, 2.0)])
    assert stems is not None
    assert abs(stems.x[0] - PLACES[0]) < 1


def test_the_side_of_a_thick_stem_may_be_covered() -> None:
    ink = barred(wave(), PLACES, stem=4.0)
    x = round(float(PLACES[2]))
    y = round(float(np.interp(x, wave()[:, 0], wave()[:, 1])))
    ink[y + 4 :, x - 8 : x] = 0
    stems = find_stems([(ink, 2.0)])
    assert stems is not None
    assert without_stems(ink, 2.0, stems)[y + 6 :, x - 4 : x + 5].max() < 0.4


def test_thick_caps_are_no_stems() -> None:
    curve = line(X, np.full(len(X), 75.0))
    ink = ink_of(curve, SHAPE, 4.0)
    for x in PLACES:
        for y in (66.0, 84.0):
            ink = np.maximum(ink, ink_of(line(np.array([x - 5, x + 5]), np.full(2, y)), SHAPE, 4.0))
    assert find_stems([(ink, 4.0)]) is None


def uneven_steps() -> Ink:
    """A curve with many upright pieces at places of its own."""
    x = np.repeat(np.cumsum([15, 13, 19, 22, 14, 17, 21, 13, 24, 16, 19, 14, 23, 18, 15, 21.0]), 2)
    return ink_of(line(x, np.roll(np.tile([40.0, 40.0, 60.0, 60.0], 8), 1)), SHAPE)


def test_upright_pieces_of_lines_as_thin_as_stems_do_not_outvote_an_even_row_of_bars() -> None:
    stems = find_stems([(barred(wave(), PLACES), 2.0), (uneven_steps(), 2.0)])
    assert stems is not None
    assert len(stems.x) == len(PLACES)


def test_an_even_row_of_risers_that_another_line_crosses_is_none_of_bars() -> None:
    x = np.repeat(np.arange(20, 300, 35.0), 2)
    risers = line(x, np.roll(np.tile([90.0, 90.0, 140.0, 140.0], 4), 1))
    steps = np.maximum(ink_of(risers, SHAPE), ink_of(line(X, np.full(len(X), 115.0)), SHAPE))
    assert find_stems([(steps, 2.0), (uneven_steps(), 2.0)]) is None


def test_dashes_that_the_arms_of_pluses_stand_on_are_no_caps() -> None:
    """The arms are taken for short stems, and a level dash lies in the middle of both, where caps would."""
    places = np.arange(30, 300, 30, dtype=float)
    level = line(X, np.full(len(X), 80.0))
    dashes = ink_of(level, SHAPE, 5.0)
    dashes[:, np.abs(np.arange(SHAPE[1])[:, None] - places).min(axis=1) > 9] = 0
    ink = dashes.copy()
    for x in places:
        ink = np.maximum(ink, ink_of(line(np.full(2, x), np.array([69.0, 91.0])), SHAPE, 3.5))
    stems = find_stems([(ink, 5.0)])
    assert stems is None or (without_stems(ink, 5.0, stems)[dashes > 0.6] > 0.4).mean() > 0.95


def test_bars_that_the_edges_of_the_plot_cut_are_taken_out() -> None:
    x = np.arange(0, SHAPE[1], dtype=float)
    points = line(x, 80 + 25 * np.sin(x / 40))
    ink = barred(points, np.linspace(0, SHAPE[1] - 1, 8), stem=4.0)
    stems = find_stems([(ink, 2.0)])
    assert stems is not None
    curve = ink_of(points, SHAPE)
    bare = without_stems(ink, 2.0, stems)
    for side in (slice(0, 6), slice(-6, None)):
        away = (ink[:, side] > 0.4) & (curve[:, side] < 0.1)
        assert (away & (bare[:, side] > 0.4)).sum() < 0.2 * away.sum()


def test_markers_of_thin_lines_may_part_the_halves_of_bars_farther() -> None:
    ink = barred(wave(), PLACES, length=24, stem=1.0)
    rows, columns = np.indices(SHAPE)
    for x in PLACES:
        y = float(np.interp(x, wave()[:, 0], wave()[:, 1]))
        away = np.hypot(columns - x, rows - y)
        ink = np.where(away < 8, np.clip(1.5 - np.abs(away - 6), 0, 1), ink).astype(np.float32)  # a ring and its rim
    stems = find_stems([(ink, 1.0)], 13.0)
    assert stems is not None
    left = without_stems(ink, 1.0, stems)
    assert all(left[round(float(y)) + 12, round(x)] < 0.4 for x, y in zip(PLACES, _heights(PLACES), strict=True))


def _heights(places: Floats) -> Floats:
    return np.interp(places, wave()[:, 0], wave()[:, 1])
