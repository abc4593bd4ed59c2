"""Bars drawn as stems with markers and caps, some of their rows below another curve."""

from __future__ import annotations

import numpy as np

from extractors.bar_caps import without_caps
from extractors.markers import Markers

SIZE = 10.0


def bars_of(*stems: tuple[int, int, int]) -> np.ndarray:
    """Ink of stems, each at a column from a row to another, in a plot of 100 x 200 pixels."""
    inked = np.zeros((100, 200), bool)
    for x, top, bottom in stems:
        inked[top : bottom + 1, x - 1 : x + 2] = True
    return inked


def markers_at(*centers: tuple[float, float]) -> Markers:
    return Markers(np.array(centers), "plus", SIZE, False, 0.8)


def test_caps_on_the_stem_of_a_marker_are_none() -> None:
    found = markers_at((40, 20), (40.4, 50), (39.8, 80), (120, 60))
    kept = without_caps(found, bars_of((40, 20, 80), (120, 55, 65)))
    assert kept.centers.tolist() == [[40.4, 50], [120, 60]]


def test_the_marker_is_told_from_the_only_cap_that_was_found_by_its_stem() -> None:
    """The upper cap is hidden, and so is the stem's end there."""
    assert without_caps(markers_at((40, 50), (40, 80)), bars_of((40, 30, 80))).centers.tolist() == [[40, 50]]


def test_two_caps_whose_marker_was_not_found_have_it_between_them() -> None:
    assert without_caps(markers_at((40, 20), (40, 80)), bars_of((40, 20, 80))).centers.tolist() == [[40, 50]]


def test_markers_that_no_stem_joins_stay() -> None:
    found = markers_at((40, 20), (40, 80), (55, 50))
    assert without_caps(found, bars_of((40, 15, 25), (40, 75, 85), (55, 45, 55))) is found
