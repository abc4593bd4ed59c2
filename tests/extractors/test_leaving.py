"""Curves that run out of the plot end there."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.leaving import inside_part
from extractors.runs import chain_runs, find_runs
from extractors.tracing import trace
from tests.extractors.drawn import UNIT, Floats, Ink, ink_of, line

SHAPE = (120, 300)
X = np.arange(10, 291, dtype=float)
LEAVING = 35 + 85 * ((X - 10) / 60) ** 2  # below the last row from x = 70 on
LATER = X[X >= 40]
ABOVE = 20 + (LATER - 10) / 20


def dotted(points: Floats) -> Ink:
    ink = ink_of(points, SHAPE, 3)
    ink[:, np.arange(SHAPE[1]) % 6 >= 3] = 0
    return ink


def parted(ink: Ink) -> int:
    """How many of the chains of ink, taken from left to right, are not of one curve."""
    runs = find_runs(ink)
    chains = chain_runs(runs)
    return len(chains) - len(inside_part(runs, chains, range(len(chains)), 3.0, SHAPE[0], UNIT))


@pytest.mark.parametrize("turned", [False, True])
def test_a_curve_that_leaves_goes_on_with_no_other(turned: bool) -> None:
    ink = np.maximum(dotted(line(X, LEAVING)), dotted(line(LATER, ABOVE)))
    shown = np.ascontiguousarray(ink[:, ::-1]) if turned else ink
    paths = trace(shown, 3.0, np.zeros(SHAPE, bool), UNIT, 2)
    spans = sorted((float(path.x.min()), float(path.x.max())) for path in paths)
    expected = [(9, 259), (229, 289)] if turned else [(10, 70), (40, 290)]
    assert np.array(spans) == pytest.approx(np.array(expected), abs=8)


@pytest.mark.parametrize(
    "y",
    [
        pytest.param(60 + 40 * np.sin(X / 20), id="in sight"),
        pytest.param(60 + 75 * np.sin(X / 45), id="back over the same edge"),
        pytest.param(np.where(X < 150, 40 + X / 5, 100 - X / 5), id="a step"),
    ],
)
def test_a_curve_that_does_not_leave_for_good_is_whole(y: Floats) -> None:
    points = line(X, y)
    assert parted(np.maximum(ink_of(points[X < 140], SHAPE), ink_of(points[X > 160], SHAPE))) == 0
