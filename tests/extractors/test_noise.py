"""Noisy curves keep their tips, whatever cuts these off; calm ones are none."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial import cKDTree

from extractors.colors import stroke_width
from extractors.following import Path
from extractors.noise import is_noisy, stroke_in_noise
from extractors.tracing import trace
from tests.extractors.drawn import UNIT, Floats, Ink, dense, ink_of, line

SHAPE = (120, 300)
NOTHING = np.zeros(SHAPE, bool)


def noise(step: float, spread: float, seed: int = 4) -> Floats:
    x = np.arange(10, 290, step)
    return line(x, 60 + np.random.default_rng(seed).normal(0, spread, len(x)).clip(-48, 48))


def bare(ink: Ink, stroke: float, most: int = 1, marker: float = 0) -> Path:
    path = trace(ink, stroke, NOTHING, UNIT, most, marker)[0]
    return path if path.bare is None else path.bare


def missed(points: Floats, path: Path) -> float:
    """Share of a drawn curve that is farther from the traced one than 2 pixels."""
    away = np.asarray(cKDTree(dense(line(path.x, path.y))).query(dense(points))[0])
    return float((away > 2).mean())


@pytest.mark.parametrize("stroke", [1.5, 2.5, 4.0])
def test_noise_that_fills_the_plot_keeps_its_tips(stroke: float) -> None:
    points = noise(2.3, 14)
    path = bare(ink_of(points, SHAPE, stroke), stroke)
    assert is_noisy(path, stroke, UNIT)
    assert missed(points, path) < 0.02


def test_tips_cut_off_by_dashes_are_found() -> None:
    points = noise(5, 16)
    ink = ink_of(points, SHAPE, 2.0)
    ink[44:47] = 0  # as where another curve runs
    assert missed(points, bare(ink, 2.0)) < 0.06


def test_ink_far_from_the_noise_is_another_thing() -> None:
    points = noise(5, 3)
    ink = ink_of(points, SHAPE, 2.0)
    ink[100:106, 150:153] = 1
    assert bare(ink, 2.0).y.max() < 90


def test_tick_marks_inside_the_frame_are_no_tips() -> None:
    ink = ink_of(noise(2.3, 14), SHAPE, 2.0)
    lowest = int(np.flatnonzero((ink > 0).any(axis=1))[-1])
    ink[SHAPE[0] - 6 :, 149:152] = 1.0
    assert lowest < SHAPE[0] - 8
    assert bare(ink, 2.0).y.max() <= lowest


def test_curves_that_share_a_colour_get_no_tips() -> None:
    ink = ink_of(noise(5, 6), SHAPE, 2.0)
    ink[20:26, 150:153] = 1
    assert bare(ink, 2.0, most=2).y.min() > 28


@pytest.mark.parametrize(
    ("calm", "stroke"),
    [
        (line([10, 290], [20, 100]), 2.0),
        (line(np.arange(10, 290.0), 60 + 40 * np.sin(np.arange(10, 290.0) / 15)), 2.0),
        (line(np.repeat(np.arange(10, 290, 45), 2)[1:], np.repeat([30, 80, 40, 90, 20, 70, 60], 2)[:-1]), 3.0),
    ],
)
def test_calm_curves_and_steps_are_not_noisy(calm: Floats, stroke: float) -> None:
    assert not is_noisy(bare(ink_of(calm, SHAPE, stroke), stroke), stroke, UNIT)


def test_dense_markers_are_no_noise() -> None:
    centers = line(np.arange(20, 285, 9.0), np.resize([50.0, 60, 52, 66], 30))
    ink = ink_of(centers, SHAPE, 1.5)
    for x, y in centers:
        ink[round(y) - 4 : round(y) + 5, round(x) - 3 : round(x) + 4] = 1
    (path,) = trace(ink, 1.5, NOTHING, UNIT, 1, 9.0)
    assert not path.noisy


@pytest.mark.parametrize("stroke", [2.5, 4.0])
def test_tips_tell_the_thickness_of_noise_that_fills_its_columns(stroke: float) -> None:
    ink = ink_of(noise(0.8, 20), SHAPE, stroke)
    rough = stroke_width(ink)
    assert rough > 3 * stroke
    assert stroke_in_noise(ink, rough) == pytest.approx(stroke, rel=0.35)


def test_a_fill_below_noise_is_no_noise() -> None:
    fill = np.maximum.accumulate(ink_of(noise(0.8, 20), SHAPE, 2.5), axis=0)
    assert stroke_in_noise(fill, stroke_width(fill)) == stroke_width(fill)
