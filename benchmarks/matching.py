"""Which found panel and series belong to which true one: the assignment with the best total of F@1%.

Names and reading order only break ties. A series without numbers (its axis was not calibrated) takes no part: it is a
miss, but not an extra one, as nothing wrong was emitted.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from benchmarks.curves import Array, Curve, distances
from benchmarks.plane import Mask, Plane, found_curve, plane_of, true_curve, uncovered
from checks.names import similarity
from schemas.record import PanelRecord, SeriesRecord
from schemas.truth import TruePanel

NEAR = 0.01  # of the span: the curve is met here
ON_OPTIONAL = 0.5  # share of a found curve on an optional true one from which it is not extra
NAME_TIE = 0.01  # weight of the name where two curves coincide; it cannot outweigh a curve that is met
ORDER_TIE = 1e-6  # weight of reading order where panels are equal in all else


@dataclass(frozen=True)
class Pair:
    """A true panel with a found one (or none).

    ``series``: the found series that emit numbers. ``recall`` and ``precision``: of each true (rows) with each of these
    (columns), optional true series included.
    """

    true: TruePanel
    found: PanelRecord | None
    plane: Plane
    series: list[SeriesRecord]
    recall: Array
    precision: Array

    @property
    def f(self) -> Array:
        """F@1% of each true with each found series."""
        total = self.recall + self.precision
        return np.asarray(2 * self.recall * self.precision / np.where(total > 0, total, 1))

    @property
    def required(self) -> list[int]:
        """Indices of the true series that must be found: none where the right answer is a refusal."""
        if self.true.optional or self.true.unsupported:
            return []
        return [i for i, series in enumerate(self.true.series) if not series.optional]

    @property
    def optional(self) -> list[int]:
        """Indices of the true series that may be found or not."""
        if self.true.unsupported:
            return []
        return [i for i, series in enumerate(self.true.series) if series.optional or self.true.optional]


def pair_panels(true: list[TruePanel], found: list[PanelRecord]) -> tuple[list[Pair], list[PanelRecord]]:
    """Each true panel with its found one or none, and the found panels that are left over."""
    table = [[_compare(t, f) for f in found] for t in true]
    total = np.zeros((len(true), len(found)))
    for i, row in enumerate(table):
        for j, pair in enumerate(row):
            scores = _scores(pair)
            best = linear_sum_assignment(scores, maximize=True)
            total[i, j] = scores[best].sum() - ORDER_TIE * abs(i - j)
    rows, columns = linear_sum_assignment(total, maximize=True)
    chosen = dict(zip(rows.tolist(), columns.tolist(), strict=True))
    pairs = [table[i][chosen[i]] if i in chosen else _compare(t, None) for i, t in enumerate(true)]
    return pairs, [f for j, f in enumerate(found) if j not in chosen.values()]


def match_series(pair: Pair) -> dict[int, int]:
    """True series (optional ones too) to found series, by the best total."""
    rows, columns = linear_sum_assignment(_scores(pair), maximize=True)
    return dict(zip(rows.tolist(), columns.tolist(), strict=True))


def counted(pair: Pair, matches: dict[int, int]) -> list[int]:
    """Found series that count: all but those that lie on an optional true one and are not needed for another."""
    needed = {matches[i] for i in pair.required if i in matches}
    on_optional = (pair.precision[pair.optional] >= ON_OPTIONAL).any(axis=0)
    free = set(np.flatnonzero(on_optional).tolist()) - needed
    return [j for j in range(len(pair.series)) if j not in free]


def extras(pair: Pair, matches: dict[int, int]) -> list[int]:
    """Found series that count, but are the match of no true one."""
    needed = {matches[i] for i in pair.required if i in matches}
    return [j for j in counted(pair, matches) if j not in needed]


def with_numbers(panel: PanelRecord) -> list[SeriesRecord]:
    """The series of a found panel that emit at least one point in data units."""
    return [s for s in panel.series if any(x is not None and y is not None for x, y in _xy(s))]


def _compare(true: TruePanel, found: PanelRecord | None) -> Pair:
    plane = plane_of(true)
    series = with_numbers(found) if found is not None else []
    recall, precision = np.zeros((2, len(true.series), len(series)))
    if found is not None:
        drawn = {a: [found_curve(s, found, plane, a) for s in series] for a in {t.axis for t in true.series}}
        for i, true_series in enumerate(true.series):
            curve = true_curve(true_series, plane)
            for j, other in enumerate(drawn[true_series.axis]):
                asked = None if curve is None else uncovered(true_series, plane, curve.samples)
                recall[i, j], precision[i, j] = _share_near(curve, other, asked), _share_near(other, curve)
    return Pair(true, found, plane, series, recall, precision)


def _share_near(curve: Curve | None, other: Curve | None, asked: Mask | None = None) -> float:
    """Share of the samples of a curve (of those asked for) that lie near the other."""
    if curve is None or other is None:
        return 0.0
    near = distances(curve, other) <= NEAR
    return float((near if asked is None else near[asked]).mean())


def _scores(pair: Pair) -> Array:
    names = [[similarity(t.name or "", f.name or "") for f in pair.series] for t in pair.true.series]
    return pair.f + NAME_TIE * np.array(names, dtype=float).reshape(pair.recall.shape)


def _xy(series: SeriesRecord) -> zip[tuple[float | None, float | None]]:
    return zip(series.points.x, series.points.y, strict=True)
