"""Whether what looks like markers is joined as markers are."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.marker_strokes import are_joined_straight

X = np.arange(0.0, 201.0)
CENTERS = np.column_stack((np.arange(0.0, 201.0, 40.0), [20.0, 60.0, 30.0, 70.0, 40.0, 50.0]))


def curve(bend: float) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """A curve through the centres that leaves the straight strokes between them by up to ``bend`` pixels."""
    return np.column_stack((X, np.interp(X, *CENTERS.T) + bend * np.abs(np.sin(np.pi * X / 40))))


@pytest.mark.parametrize(("bend", "confidence", "straight"), [
    (0.5, 0.6, True), (0.5, 0.7, True), (6.0, 0.7, True), (6.0, 0.6, False), (20.0, 0.7, False),
])  # fmt: skip
def test_the_less_markers_stand_out_the_straighter_they_are_joined(
    bend: float, confidence: float, straight: bool
) -> None:
    assert are_joined_straight(curve(bend), CENTERS, 16.0, confidence, 8.0) == straight


def test_two_markers_side_by_side_have_nothing_between_them() -> None:
    near = np.array([[10.0, 20.0], [14.0, 24.0]])
    assert are_joined_straight(curve(0.0), near, 16.0, 0.6, 8.0)
