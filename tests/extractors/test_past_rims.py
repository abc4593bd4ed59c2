"""Paths along the rims of markers that were not found are put straight; what the curve itself does stays."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from extractors.curves import find_curves
from extractors.following import Path
from extractors.past_rims import straight_past_rims
from tests.extractors.drawn import area_of, ink_of, paint, picture
from tests.extractors.fitted import entry_of

STROKE, SIZE = 3.0, 20.0
X = np.arange(200.0)
NOTHING = np.zeros((120, 200), bool)


def bent_line(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """A line with its data point at 100."""
    return np.where(x < 100, 30 + 0.4 * x, 70 - 0.1 * (x - 100))


def drawn(y: NDArray[np.float64]) -> NDArray[np.float32]:
    return ink_of(np.column_stack((X, y)), (120, 200), STROKE)


def path_of(x: NDArray[np.float64], y: NDArray[np.float64]) -> Path:
    return Path(x, y, np.zeros(len(x), bool), np.full(len(x), 0.2), 1.0, 1.0, (200,))


def rimmed(middle: int) -> tuple[Path, NDArray[np.float32]]:
    """A path up and down the rims of a hollow square around a point of the line, whose face hides the line."""
    y = bent_line(X)
    ink = drawn(y)
    top, bottom = round(y[middle]) - 9, round(y[middle]) + 9
    ink[top - 1 : bottom + 2, middle - 10 : middle + 11] = 0
    cv2.rectangle(ink, (middle - 9, top), (middle + 9, bottom), 1.0, 3)
    traced = y.copy()
    traced[middle - 10 : middle + 11] = np.where(np.arange(21) % 4 < 2, top, bottom)
    return path_of(X, traced), ink


@pytest.mark.parametrize("middle", [100, 60])
def test_a_path_along_rims_goes_straight_through(middle: int) -> None:
    path, ink = rimmed(middle)
    straight = straight_past_rims(path, ink, NOTHING, STROKE, SIZE, np.zeros(0))
    assert np.abs(straight.y - bent_line(straight.x)).max() < 1
    assert straight.bridged[np.abs(straight.x - middle) < 8].all()
    assert not straight.bridged[np.abs(straight.x - middle) > 30].any()


def test_half_of_a_marker_may_be_covered() -> None:
    path, ink = rimmed(100)
    ink[71:84, 85:116] = 0
    covered = NOTHING.copy()
    covered[71:84, 85:116] = True
    path.y[90:111] = np.where(np.arange(21) % 4 < 2, 61, 66)
    straight = straight_past_rims(path, ink, covered, STROKE, SIZE, np.zeros(0))
    assert np.abs(straight.y - bent_line(straight.x)).max() < 1


def test_beside_one_marker_the_path_is_mended_at_its_ends_too() -> None:
    path, ink = rimmed(100)
    ink[18:43, :11] = 0
    cv2.rectangle(ink, (-9, 21), (9, 39), 1.0, 3)
    path.y[:11] = np.where(np.arange(11) % 4 < 2, 21, 39)
    straight = straight_past_rims(path, ink, NOTHING, STROKE, SIZE, np.zeros(0))
    assert straight.x[0] == 0
    assert np.abs(straight.y - bent_line(straight.x)).max() < 1


def test_markers_that_were_found_are_left_to_them() -> None:
    path, ink = rimmed(100)
    same = straight_past_rims(path, ink, NOTHING, STROKE, SIZE, np.array([100.0]))
    np.testing.assert_array_equal(same.y, path.y)


def test_markers_as_small_as_the_line_change_nothing() -> None:
    path, ink = rimmed(100)
    assert straight_past_rims(path, ink, NOTHING, STROKE, 3 * STROKE, np.zeros(0)) is path


@pytest.mark.parametrize(
    "y",
    [
        bent_line(X) + 12 * (np.abs(X - 60) < 6),  # a step up and down
        60 + 12 * (X > 100.0),  # the riser of a step
        60 - 14 * np.clip(1 - np.abs(X - 100) / 4, 0, 1),  # a spike
    ],
)
def test_turns_of_the_curve_itself_stay(y: NDArray[np.float64]) -> None:
    path = path_of(X, y)
    same = straight_past_rims(path, drawn(y), NOTHING, STROKE, SIZE, np.zeros(0))
    np.testing.assert_array_equal(same.y, y)


def test_gaps_stay() -> None:
    path, ink = rimmed(60)
    path.y[130] = np.nan
    straight = straight_past_rims(path, ink, NOTHING, STROKE, SIZE, np.zeros(0))
    assert np.flatnonzero(np.isnan(straight.y)).tolist() == [130]
    assert np.nanmax(np.abs(straight.y - bent_line(straight.x))) < 1


def test_a_curve_goes_straight_through_what_is_left_of_its_markers() -> None:
    rgb = picture((120, 200))
    ink = drawn(np.full(200, 60.0))
    for middle, above, below in ((60, 10, 8), (140, 7, 9)):
        ink[:, middle - 11 : middle + 12] = 0
        ink[60 - above : 63 - above, middle - 10 : middle + 9] = 1
        ink[58 + below : 61 + below, middle - 9 : middle + 10] = 1
    paint(rgb, ink, (31, 119, 180))
    entry = entry_of("a", color=(31, 119, 180), stroke=STROKE, marker="triangle", marker_size=SIZE)
    (curve,), _ = find_curves(area_of(rgb), [entry])
    assert curve.markers is None
    assert curve.path is not None
    assert np.abs(curve.path.y - 60).max() < 1
