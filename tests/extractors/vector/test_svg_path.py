"""Path data, transforms and lengths of SVG."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.vector.flatten import TOLERANCE, moved
from extractors.vector.svg_path import length, subpaths, transform


def only(data: str) -> list[tuple[float, float]]:
    ((points, _),) = list(subpaths(data))
    return [(round(float(x), 6), round(float(y), 6)) for x, y in points]


@pytest.mark.parametrize(
    ("data", "points"),
    [
        ("M1 2L3,4", [(1, 2), (3, 4)]),
        ("m1 2 3 4-1-1", [(1, 2), (4, 6), (3, 5)]),
        ("M0 0h5v-2H1V1", [(0, 0), (5, 0), (5, -2), (1, -2), (1, 1)]),
        ("M.5.5l1e1-.5", [(0.5, 0.5), (10.5, 0)]),
        ("M0 0L1 1 Q", [(0, 0), (1, 1)]),
    ],
)
def test_lines(data: str, points: list[tuple[float, float]]) -> None:
    assert only(data) == points


def test_subpaths_and_their_ends() -> None:
    found = list(subpaths("M0 0L1 0L1 1zl5 5M9 9L8 8"))
    assert [closed for _, closed in found] == [True, False, False]
    assert found[1][0].tolist() == [[0, 0], [5, 5]]


def test_curves_stay_within_the_tolerance() -> None:
    ((circle, closed),) = list(subpaths("M10 0A10 10 0 1 1-10 0A10 10 0 11 10 0Z"))
    middles = (circle[1:] + circle[:-1]) / 2
    assert closed
    assert np.abs(np.hypot(*circle.T) - 10).max() < 1e-9
    assert np.abs(np.hypot(*middles.T) - 10).max() <= TOLERANCE
    ((curve, _),) = list(subpaths("M0 0C0 10 10 10 10 0S20-10 20 0"))
    assert np.allclose(curve[len(curve) // 2], (10, 0), atol=0.5)
    assert curve[:, 1].min() == pytest.approx(-7.5, abs=0.01)


def test_transforms_apply_from_the_right() -> None:
    matrix = transform("translate(10 5) rotate(90) scale(2)")
    assert np.allclose(moved(matrix, np.array([[1.0, 0.0]])), [[10, 7]])
    assert np.allclose(moved(transform("rotate(180, 1, 1)"), np.array([[0.0, 0.0]])), [[2, 2]])


def test_lengths_in_pixels() -> None:
    assert [length(t, whole=50, size=10) for t in ("3", "3px", "3pt", "1in", "20%", "2em", "x")] == [
        3,
        3,
        4,
        96,
        10,
        20,
        0,
    ]
