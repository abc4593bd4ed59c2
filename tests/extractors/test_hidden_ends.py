"""Curves that run into another one go on below it; others end where their ink ends."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from extractors.hidden_ends import continue_hidden_ends
from tests.extractors.fitted import curve_of, path_of

UNIT = 10.0
X = np.arange(0, 200, dtype=float)
UPPER = 50 + 0 * X  # runs over the whole width


def end_after(lower_y: NDArray[np.float64], until: float) -> tuple[float, NDArray[np.bool_], NDArray[np.float64]]:
    """The end of the lower curve, which of its points are bridged, and their heights, after the upper one is known."""
    seen = until > X
    lower = curve_of(path_of(X[seen], lower_y[seen]))
    carried, upper = continue_hidden_ends([lower, curve_of(path_of(X, UPPER))], UNIT)
    assert upper.path is not None
    assert carried.path is not None
    assert len(upper.path.x) == len(X)
    return float(carried.path.x[-1]), carried.path.bridged, carried.path.y


def test_a_curve_that_merges_goes_on_below_the_other() -> None:
    merging = 50 + 60 * np.exp(-X / 25)
    end, bridged, y = end_after(merging, until=90)
    assert end == X[-1]
    assert bridged.sum() == len(X) - 90
    assert np.allclose(y[bridged], 50)


def test_the_start_of_a_curve_may_be_hidden_too() -> None:
    leaving = 50 + 60 * np.exp((X - 199) / 25)
    seen = X > 110
    lower = curve_of(path_of(X[seen], leaving[seen]))
    carried, _ = continue_hidden_ends([lower, curve_of(path_of(X, UPPER))], UNIT)
    assert carried.path is not None
    assert carried.path.x[0] == 0
    assert np.all(np.diff(carried.path.x) > 0)
    assert carried.path.bridged[:100].all()
    assert carried.path.sigma[0] > carried.path.sigma[-1]


@pytest.mark.parametrize(
    "y",
    [
        pytest.param(90 + 0 * X, id="far away"),
        pytest.param(50 + 0.4 * (90 - X), id="about to cross, steadily, when it ends in the open at a distance"),
        pytest.param(50 + 3 * np.sin(X / 2), id="to and fro across the other"),
    ],
)
def test_a_curve_that_ends_in_the_open_is_left_alone(y: NDArray[np.float64]) -> None:
    end, bridged, _ = end_after(y, until=60)
    assert end == 59
    assert not bridged.any()


def test_several_curves_merge_one_after_another() -> None:
    first, second = 50 + 60 * np.exp(-X / 20), 50 + 90 * np.exp(-X / 30)
    curves = [curve_of(path_of(X[:n], y[:n])) for y, n in ((first, 75), (second, 115))]
    result = continue_hidden_ends([*curves, curve_of(path_of(X, UPPER))], UNIT)
    ends = [c.path.x[-1] for c in result if c.path is not None]
    assert ends == [199, 199, 199]
