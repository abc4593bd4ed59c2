"""Whether the 1-sigma errors that a record gives are true: how many points lie within one and two of them."""

from __future__ import annotations

import numpy as np

from benchmarks.plane import to_array
from schemas.record import SeriesRecord
from schemas.truth import TrueSeries

LEAST_POINTS = 2  # of a true curve, so that there is something to interpolate


def share_within_sigma(true: TrueSeries, found: SeriesRecord) -> tuple[float, float]:
    """Share of found points whose y misses the true curve by at most 1 and 2 ``y_err``; NaN where it cannot be said.

    Asked only where the true x rises all along, as elsewhere the true y at an x is not one number, and only inside the
    range of the true x.
    """
    u, v = to_array(true.x), to_array(true.y)
    good = np.isfinite(u) & np.isfinite(v)
    u, v = u[good], v[good]
    points = found.points
    x, y, sigma = to_array(points.x), to_array(points.y), to_array(points.y_err)
    if len(u) < LEAST_POINTS or not (np.diff(u) > 0).all() or not len(x) == len(y) == len(sigma):
        return float("nan"), float("nan")
    asked = np.isfinite(x) & np.isfinite(y) & np.isfinite(sigma) & (x >= u[0]) & (x <= u[-1])
    if not asked.any():
        return float("nan"), float("nan")
    away = np.abs(y[asked] - np.interp(x[asked], u, v))
    return float((away <= sigma[asked]).mean()), float((away <= 2 * sigma[asked]).mean())
