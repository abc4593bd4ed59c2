"""The measures of the CHART-Info challenges for lines: continuous F1, 6a-K in the plane and 6b in data units."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.optimize import linear_sum_assignment

from benchmarks.curves import Array
from benchmarks.matching import Pair, counted
from benchmarks.plane import EDGE, found_points, to_array, true_points
from checks.names import edit_distance
from schemas.record import SeriesRecord
from schemas.truth import TrueSeries

NAME_SHARE = 0.25  # of the cost of a pair in 6b; the rest is 1 - F1


def figure_scores(matched: list[tuple[Pair, dict[int, int]]], spare: int) -> tuple[float, float]:
    """6a-K and 6b of a figure: totals over its panels, divided by the sum of the larger counts of each panel.

    ``matched``: panels with their matches; ``spare``: series of found panels that are in no true one. Optional true
    series are left out, and so are the found ones that lie on them.
    """
    total, cost, count = 0.0, float(spare), spare
    for pair, matches in matched:
        true = [pair.true.series[i] for i in pair.required]
        found = [pair.series[j] for j in counted(pair, matches)]
        count += max(len(true), len(found))
        if not true or not found:
            cost += max(len(true), len(found))
            continue
        total += matched_sum(pixel_scores(*_in_plane(pair, true, found)))
        scores = data_scores(*_in_data_units(pair, true, found))
        cost += pair_cost_sum(scores, [s.name for s in true], [s.name for s in found])
    return (total / count, 1 - cost / count) if count else (1.0, 1.0)


def continuous_f1(found: Array, true: Array, eps: float) -> float:
    """F1 of two curves (N, 2), NaN rows ignored; ``eps`` in the units of y. Both empty: 1, one empty: 0."""
    found, true = _sorted(found), _sorted(true)
    if not len(found) or not len(true):
        return float(len(found) == len(true))
    recall = continuous_recall(found, true, eps)
    precision = continuous_recall(true, found, eps)
    return 2 * recall * precision / (recall + precision) if recall + precision > 0 else 0.0


def continuous_recall(found: Array, true: Array, eps: float) -> float:
    """Weighted mean over the points of ``true`` of 1 - relative error of ``found`` there; both sorted by x."""
    u, v = true.T
    errors = np.abs(v - np.interp(u, *found.T)) / np.maximum(np.abs(v) + eps, np.finfo(float).tiny)
    weights = _weights(u)
    return float(((1 - np.minimum(errors, 1)) * weights).sum() / weights.sum())


def pixel_scores(found: list[Array], true: list[Array]) -> Array:
    """F1 of each true (rows) with each found curve (columns) as in 6a: eps is 1 % of the true range of y."""
    return _scores(found, true, lambda y: float(np.ptp(y)) / 100)


def data_scores(found: list[Array], true: list[Array]) -> Array:
    """F1 of each true (rows) with each found curve (columns) as in 6b: eps is 1 % of the range or the mean of |y|."""
    return _scores(found, true, lambda y: max(float(np.ptp(y)), float(np.abs(y).mean())) / 100)


def matched_sum(scores: Array) -> float:
    """The best total over one-to-one pairs; 6a-K divides it by the larger of the two counts."""
    rows, columns = linear_sum_assignment(scores, maximize=True)
    return float(scores[rows, columns].sum())


def pair_cost_sum(scores: Array, true_names: list[str | None], found_names: list[str | None]) -> float:
    """The least total cost of 6b, with 1 for each curve that stays alone; 6b is 1 - cost / max(counts).

    A name that the truth does not give costs nothing.
    """
    count = max(scores.shape)
    cost = np.ones((count, count))
    for i, true_name in enumerate(true_names):
        for j, found_name in enumerate(found_names):
            away = 0.0 if true_name is None else edit_distance(true_name, found_name or "")
            cost[i, j] = NAME_SHARE * away + (1 - NAME_SHARE) * (1 - scores[i, j])
    rows, columns = linear_sum_assignment(cost)
    return float(cost[rows, columns].sum())


def _in_plane(pair: Pair, true: list[TrueSeries], found: list[SeriesRecord]) -> tuple[list[Array], list[Array]]:
    """Found and true points in the plane, y from the top as pixels are; true ones only where they can be seen."""
    top_down, offset = np.array([1.0, -1.0]), np.array([0.0, 1.0])
    seen = [_visible(true_points(s, pair.plane)) for s in true]
    panel = pair.found
    drawn = [found_points(s, panel, pair.plane, s.axis) for s in found] if panel is not None else []
    return [offset + top_down * p for p in drawn], [offset + top_down * p for p in seen]


def _in_data_units(pair: Pair, true: list[TrueSeries], found: list[SeriesRecord]) -> tuple[list[Array], list[Array]]:
    """Found and true points as data values; on a category axis x is the place along the axis on both sides."""
    panel = pair.found
    seen = [(s, true_points(s, pair.plane)) for s in true]
    drawn = [(s, found_points(s, panel, pair.plane, s.axis)) for s in found] if panel is not None else []
    x_true = [p[:, 0] if pair.plane.category else to_array(s.x) for s, p in seen]
    x_found = [p[:, 0] if pair.plane.category else to_array(s.points.x) for s, p in drawn]
    hidden = [np.isnan(_visible(p)).any(axis=1) for _, p in seen]
    return (
        [np.column_stack([x, to_array(s.points.y)]) for (s, _), x in zip(drawn, x_found, strict=True)],
        [np.column_stack([x, to_array(s.y)])[~h] for (s, _), x, h in zip(seen, x_true, hidden, strict=True)],
    )


def _visible(points: Array) -> Array:
    """Points of the plane, NaN where they lie outside of what the figure shows."""
    inside = np.asarray(((points >= -EDGE) & (points <= 1 + EDGE)).all(axis=1))
    return np.where(inside[:, None], points, np.nan)


def _scores(found: list[Array], true: list[Array], eps_of: Callable[[Array], float]) -> Array:
    table = np.zeros((len(true), len(found)))
    for i, curve in enumerate(true):
        y = curve[np.isfinite(curve).all(axis=1), 1]
        eps = eps_of(y) if len(y) else 0.0
        table[i] = [continuous_f1(other, curve, eps) for other in found]
    return table


def _sorted(points: Array) -> Array:
    points = points[np.isfinite(points).all(axis=1)]
    return points[np.argsort(points[:, 0], kind="stable")]


def _weights(u: Array) -> Array:
    """Half the distance between the neighbours, half the first and last gap at the ends; even where x does not vary."""
    if len(u) == 1 or u[0] == u[-1]:
        return np.ones(len(u))
    padded = np.concatenate([u[:1], u, u[-1:]])
    return np.asarray((padded[2:] - padded[:-2]) / 2)
