"""Whether the 1-sigma errors that a record gives are true: how many points lie within one and two of them."""

from __future__ import annotations

import numpy as np

from benchmarks.curves import Array
from benchmarks.plane import Plane, Span, to_array
from schemas.record import SeriesRecord
from schemas.truth import TrueSeries

LEAST_POINTS = 2  # of a true curve, so that there is something to interpolate


def share_within_sigma(true: TrueSeries, found: SeriesRecord, plane: Plane) -> tuple[float, float]:
    """Share of found points whose y misses the true curve by at most 1 and 2 ``y_err``; NaN where it cannot be said.

    Between two true points the curve is straight in the plane: on a log axis in the logarithms. Asked only where the
    true x rises all along, as elsewhere the true y at an x is not one number, only inside the range of the true x, and
    not in a gap.
    """
    u, v = _with_gaps(to_array(true.x), to_array(true.y))
    points = found.points
    x, y, sigma = to_array(points.x), to_array(points.y), to_array(points.y_err)
    rising = (np.diff(plane.x.transform(u)) > 0).all()
    if len(u) < LEAST_POINTS or not rising or not len(x) == len(y) == len(sigma):
        return float("nan"), float("nan")
    expected = _drawn(x, u, v, plane.x, plane.y(true.axis))
    asked = np.isfinite(x) & np.isfinite(y) & np.isfinite(sigma) & np.isfinite(expected)
    if not asked.any():
        return float("nan"), float("nan")
    away = np.abs(y[asked] - expected[asked])
    return float((away <= sigma[asked]).mean()), float((away <= 2 * sigma[asked]).mean())


def _drawn(x: Array, u: Array, v: Array, across: Span, up: Span) -> Array:
    """The y of the drawn curve through (u, v) at ``x``; NaN outside its range."""
    y = np.interp(across.transform(x), across.transform(u), up.transform(v), left=np.nan, right=np.nan)
    return np.asarray(10.0**y if up.log else y)


def _with_gaps(u: Array, v: Array) -> tuple[Array, Array]:
    """The true points from the first to the last; in a gap x lies between its neighbours and y is NaN."""
    good = np.flatnonzero(np.isfinite(u) & np.isfinite(v))
    if not len(good):
        return u[:0], v[:0]
    place = np.arange(good[0], good[-1] + 1)
    y = np.where(np.isfinite(u[place]), v[place], np.nan)
    return np.interp(place, good, u[good]), y
