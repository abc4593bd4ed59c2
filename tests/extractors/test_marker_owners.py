"""Owners of markers, decided by their shapes and by the ink between them."""

from __future__ import annotations

import numpy as np

from extractors.marker_owners import find_owners
from tests.extractors.drawn import ink_of, line

SHAPE = (120, 200)
X = np.array([20.0, 60.0, 100.0, 140.0, 180.0])
RISING, FALLING = np.array([90.0, 70, 62, 40, 20]), np.array([25.0, 45, 58, 80, 95])


PLACES = np.vstack([np.column_stack((X, RISING)), np.column_stack((X, FALLING))])
INK = np.maximum(ink_of(line(X, RISING), SHAPE), ink_of(line(X, FALLING), SHAPE))


def owners(rising: list[float], falling: list[float], middle: tuple[list[float], list[float]]) -> list[int]:
    """Owners where the markers of both series fit like that, but for those in the fourth column."""
    fits = np.vstack([np.tile(rising, (5, 1)), np.tile(falling, (5, 1))])
    fits[3], fits[8] = middle
    return [int(k) for k in find_owners(INK, PLACES, fits, np.ones(2), 4.0)]


def test_every_series_owns_the_markers_of_its_shape() -> None:
    assert owners([0.9, 0.4], [0.4, 0.9], ([0.9, 0.4], [0.4, 0.9])) == [0] * 5 + [1] * 5
    assert owners([0.4, 0.9], [0.9, 0.4], ([0.4, 0.9], [0.9, 0.4])) == [1] * 5 + [0] * 5


def test_ink_decides_where_shapes_are_mistaken() -> None:
    assert owners([0.9, 0.4], [0.4, 0.9], ([0.5, 0.9], [0.9, 0.5])) == [0] * 5 + [1] * 5


def test_what_fits_no_series_has_no_owner() -> None:
    places = np.vstack([PLACES, [(100.0, 10.0)]])
    fits = np.vstack([np.tile([0.9, 0.4], (5, 1)), np.tile([0.4, 0.9], (5, 1)), [[-1.0, 0.0]]])
    assert find_owners(INK, places, fits, np.ones(2), 4.0).tolist() == [0] * 5 + [1] * 5 + [-1]
    assert find_owners(INK, np.zeros((0, 2)), np.zeros((0, 2)), np.ones(2), 4.0).size == 0
