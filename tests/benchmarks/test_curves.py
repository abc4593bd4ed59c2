"""Clipping, sampling and distances of polylines."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.curves import Curve, clip_segments, distances, make_curve, nearest_feet, sample_evenly, to_segments

ZERO, ONE, WIDE = np.zeros(2), np.ones(2), np.full(2, np.inf)


def curve(points: list[tuple[float, float]]) -> Curve:
    made = make_curve(np.array(points), -WIDE, WIDE)
    assert made is not None
    return made


def test_nan_breaks_and_lone_points_stay() -> None:
    nan = (np.nan, np.nan)
    segments = to_segments(np.array([(0, 0), (1, 0), nan, (2, 2), nan, (3, 0), (4, 0)]))
    assert sorted(map(tuple, segments.tolist())) == [(0, 0, 1, 0), (2, 2, 2, 2), (3, 0, 4, 0)]


@pytest.mark.parametrize(
    ("segment", "clipped"),
    [
        ((-1, 0.5, 2, 0.5), [(0, 0.5, 1, 0.5)]),
        ((0.5, -1, 0.5, 0.5), [(0.5, 0, 0.5, 0.5)]),
        ((-1, -1, 2, 2), [(0, 0, 1, 1)]),
        ((2, 0, 3, 1), []),
        ((0.5, 0.5, 0.5, 0.5), [(0.5, 0.5, 0.5, 0.5)]),
        ((-0.5, 0.9, 0.5, 1.9), []),
    ],
)
def test_clip(segment: tuple[float, ...], clipped: list[tuple[float, ...]]) -> None:
    result = clip_segments(np.array([segment]), ZERO, ONE)
    assert result.tolist() == [pytest.approx(s) for s in clipped]


def test_nothing_visible_is_no_curve() -> None:
    assert make_curve(np.array([(2.0, 2.0), (3.0, 3.0)]), ZERO, ONE) is None
    assert make_curve(np.empty((0, 2)), ZERO, ONE) is None


def test_samples_are_even_along_the_length() -> None:
    segments = np.array([(0.0, 0.0, 0.1, 0.0), (0.1, 0.0, 1.0, 0.0)])
    samples, owner = sample_evenly(segments, 10)
    assert samples[:, 0] == pytest.approx(np.arange(0.05, 1, 0.1))
    assert owner.tolist() == [0] + [1] * 9


def test_distance_is_to_the_segment_and_not_to_its_ends() -> None:
    line = curve([(0, 0), (1, 0)])
    above = curve([(0.2, 0.03), (0.8, 0.03)])
    assert distances(above, line) == pytest.approx(0.03, abs=1e-9)
    dot = curve([(1.3, 0.4)])
    assert distances(dot, line) == pytest.approx(0.5, abs=1e-9)


def test_distance_to_a_short_spike_of_a_long_curve() -> None:
    spiky = curve([(0, 0), (0.5, 0), (0.5, 1e-4), (0.5, 0), (1e3, 0)])
    assert distances(curve([(0.5, 0.5)]), spiky) == pytest.approx(0.5 - 1e-4, abs=1e-9)


def test_nearest_feet_lie_on_the_curve_with_the_normal_there() -> None:
    feet, normals = nearest_feet(np.array([[0.3, 0.2], [1.2, 0.5]]), curve([(0, 0), (1, 0), (1, 1)]))
    assert feet == pytest.approx(np.array([[0.3, 0.0], [1.0, 0.5]]))
    assert np.abs(normals) == pytest.approx(np.array([[0.0, 1.0], [1.0, 0.0]]))
    assert np.isnan(nearest_feet(np.array([[0.5, 0.6]]), curve([(0.5, 0.5)]))[1]).all()
