"""By how much each axis of a found panel is off, from where its curves lie beside the true ones.

An affine error of each axis is fitted to the distances from found to true curves, as in the iterative closest point
method with point-to-line distances (Chen & Medioni 1992): a steep stretch tells of x, a flat one of y, and what the
curves do not tell of an axis stays unknown.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.curves import Array, Curve, nearest_feet
from benchmarks.matching import NEAR, Pair
from benchmarks.plane import Mask, Span, found_curve, true_curve

WELL_MATCHED = 0.95  # F@1% from which a series takes part
EVERY = 10  # of the even samples of a curve, one takes part
SAMPLE_SIGMA = 0.003  # spans; a hundred samples of a curve then tell its place to 0.03 %, a common error
END_SIGMA = 0.002  # spans; a line ends half its width early or late
PRIOR_SIGMA = 0.02  # spans; the series are well matched, so that no axis is far off
KNOWN_SIGMA = 0.002  # spans; an error known worse than this cannot be told from the half percent that is allowed
OUTLIER = 0.002  # spans; from here on a distance counts by its size, not by its square (Huber 1964)
CROWDED = 0.5  # of NEAR: no foot is trusted where another stroke lies that close to a point NEAR beside it
ROUNDS = 8  # of fitting and of looking up the nearest points anew
AXES = ("x", "left", "right")


@dataclass(frozen=True, slots=True)
class AxisError:
    """True minus found place at 0 and at 1 of an axis of the plane, in spans, and the greater of their sigmas."""

    low: float
    high: float
    sigma: float

    @property
    def known(self) -> bool:
        """Whether the curves tell the error at both ends."""
        return self.sigma <= KNOWN_SIGMA


def axis_errors(pair: Pair, matches: dict[int, int]) -> dict[str, AxisError]:
    """The errors of the axes ``x``, ``left`` and ``right``; ``matches`` gives true series to found ones."""
    lines = [line for i, j in matches.items() if pair.f[i, j] >= WELL_MATCHED for line in _line(pair, i, j)]
    ends = [row for line in lines for row in _end_rows(line, pair.plane.x)]
    errors, normal = np.zeros(6), np.eye(6) / PRIOR_SIGMA**2
    for _ in range(ROUNDS if lines else 0):
        rows = np.array([row for line in lines for row in _rows(line, errors)] + ends).reshape(-1, 8)
        matrix, target, sigma = rows[:, :6], rows[:, 6], rows[:, 7]
        away = np.abs(target - matrix @ errors)
        weight = np.minimum(1, OUTLIER / np.maximum(away, OUTLIER)) / sigma**2
        normal = (matrix * weight[:, None]).T @ matrix + np.eye(6) / PRIOR_SIGMA**2
        errors = np.linalg.solve(normal, (matrix * weight[:, None]).T @ target)
    sigmas = np.sqrt(np.diag(np.linalg.inv(normal))).reshape(3, 2).max(axis=1)
    return {
        name: AxisError(float(low), float(high), float(sigma))
        for name, (low, high), sigma in zip(AXES, errors.reshape(3, 2), sigmas, strict=True)
    }


@dataclass(frozen=True)
class _Line:
    """A found curve, the true one, and the index of the y axis among ``AXES``."""

    found: Curve
    true: Curve
    y: int


def _line(pair: Pair, i: int, j: int) -> list[_Line]:
    """The two curves of a match, none where the found one was measured on another axis than the true one."""
    true, found = pair.true.series[i], pair.series[j]
    if pair.found is None or true.axis != found.axis:
        return []
    curve, other = true_curve(true, pair.plane), found_curve(found, pair.found, pair.plane, true.axis)
    return [] if curve is None or other is None else [_Line(other, curve, AXES.index(true.axis))]


def _rows(line: _Line, errors: Array) -> Array:
    """One row per found sample that lies near the true curve: six factors of the errors, the distance, its sigma."""
    places = line.found.samples[:: EVERY if len(line.found.samples) > EVERY else 1]
    share = np.zeros((len(places), 2, 6))  # how each error moves x and y of a sample
    for k, axis in enumerate((0, line.y)):
        share[:, k, 2 * axis], share[:, k, 2 * axis + 1] = 1 - places[:, k], places[:, k]
    moved = places + share @ errors
    feet, normals = nearest_feet(moved, line.true)
    good = (np.hypot(*(moved - feet).T) <= NEAR) & _alone(feet, normals, line.true)
    factors = np.einsum("nk,nkp->np", normals, share)
    distance = ((feet - places) * normals).sum(axis=1)
    rows = np.column_stack([factors, distance, np.full(len(places), SAMPLE_SIGMA)])
    return np.asarray(rows[good])


def _alone(feet: Array, normals: Array, curve: Curve) -> Mask:
    """Where no other stroke of the curve is near, by which a shifted point would be mistaken for one in place."""
    alone = np.asarray(np.isfinite(normals).all(axis=1))
    for side in (-NEAR, NEAR):
        beside = np.where(alone[:, None], feet + side * normals, 0.0)
        other, _ = nearest_feet(beside, curve)
        alone &= np.hypot(*(beside - other).T) >= CROWDED * NEAR
    return alone


def _end_rows(line: _Line, span: Span) -> list[Array]:
    """Rows, as above, for the least and the greatest x of a line, where the edge of the plot does not cut it."""
    rows = []
    for pick in (np.min, np.max):
        found, true = (float(pick(curve.segments[:, ::2])) for curve in (line.found, line.true))
        cut = span.visible and not NEAR < true < 1 - NEAR
        if not cut and abs(true - found) <= NEAR:
            rows.append(np.array([1 - found, found, 0, 0, 0, 0, true - found, END_SIGMA]))
    return rows
