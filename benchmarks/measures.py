"""A true figure and the record of what was found: which series are right, and by how much the others miss."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.axes import count_axes
from benchmarks.chartinfo import figure_scores
from benchmarks.curves import Array, distances
from benchmarks.errors import share_within_sigma
from benchmarks.markers import count_markers
from benchmarks.matching import Pair, extras, match_series, pair_panels, with_numbers
from benchmarks.plane import found_curve, true_curve, uncovered
from checks.names import names_match
from schemas.reasons import Status
from schemas.record import FigureRecord
from schemas.truth import Truth

RIGHT_F = 0.95  # F@1% from which a curve is right


@dataclass(frozen=True, slots=True)
class SeriesMeasure:
    """How one true series was met; optional ones are not measured.

    ``median`` and ``p95`` are distances between the two curves, both ways, in % of the span; the sigma shares say how
    many points lie within one and two of their own ``y_err``. NaN where there is nothing to measure.
    """

    panel: int
    name: str | None
    name_asked: bool
    found_name: str | None = None
    found: bool = False
    trusted: bool = False  # the record says ok
    recall: float = 0.0
    precision: float = 0.0
    f: float = 0.0
    name_right: bool = False
    median: float = float("nan")
    p95: float = float("nan")
    within_1_sigma: float = float("nan")
    within_2_sigma: float = float("nan")

    @property
    def curve_right(self) -> bool:
        """The curve is met, whatever its name."""
        return self.f >= RIGHT_F

    @property
    def right(self) -> bool:
        """The curve is met, and so is its name where one is asked for."""
        return self.curve_right and (self.name_right or not self.name_asked)


@dataclass(frozen=True)
class FigureMeasure:
    """How one figure was met."""

    id: str
    source: str
    renderer: str
    tags: tuple[str, ...]
    status: Status
    reason: str
    message: str
    seconds: float
    panels_true: int
    panels_found: int
    panels_extra: int
    series: tuple[SeriesMeasure, ...]
    extra: int  # found series that are not in the figure
    axes_emitted: int
    axes_right: int
    score_6a_k: float
    score_6b: float
    trusted_series: int  # emitted with numbers and with status ok
    real: bool = False  # made by other people, and reported apart
    marked: int = 0  # true points of series with markers, and how many of them came back one for one
    marked_right: int = 0

    @property
    def is_chart(self) -> bool:
        """Whether there is anything to read in the figure."""
        return self.panels_true > 0

    @property
    def exact(self) -> bool:
        """Every series right and none extra."""
        return self.extra == 0 and all(series.right for series in self.series)


def measure_figure(truth: Truth, record: FigureRecord) -> FigureMeasure:
    """Compare a record with the truth of its figure."""
    pairs, left_over = pair_panels(truth.panels, record.panels)
    matched = [(pair, match_series(pair)) for pair in pairs]
    axes = [count_axes(pair, matches) for pair, matches in matched]
    markers = [count_markers(pair, matches) for pair, matches in matched]
    spare = sum(len(with_numbers(panel)) for panel in left_over)
    score_6a_k, score_6b = figure_scores(matched, spare)
    return FigureMeasure(
        id=truth.id,
        source=record.source,
        renderer=truth.renderer,
        tags=tuple(truth.tags),
        status=record.status,
        reason=record.reason.value,
        message=record.message,
        seconds=record.seconds,
        panels_true=sum(not panel.optional for panel in truth.panels),
        panels_found=sum(pair.found is not None and not pair.true.optional for pair in pairs),
        panels_extra=len(left_over),
        series=tuple(s for panel, (pair, matches) in enumerate(matched) for s in _measure_panel(panel, pair, matches)),
        extra=spare + sum(len(extras(pair, matches)) for pair, matches in matched),
        axes_emitted=sum(emitted for emitted, _ in axes),
        axes_right=sum(right for _, right in axes),
        score_6a_k=score_6a_k,
        score_6b=score_6b,
        marked=sum(shown for shown, _ in markers),
        marked_right=sum(right for _, right in markers),
        trusted_series=sum(s.status is Status.OK for panel in record.panels for s in with_numbers(panel)),
    )


def _measure_panel(panel: int, pair: Pair, matches: dict[int, int]) -> list[SeriesMeasure]:
    return [measure_series(panel, pair, i, matches.get(i)) for i in pair.required]


def measure_series(panel: int, pair: Pair, i: int, j: int | None) -> SeriesMeasure:
    true = pair.true.series[i]
    asked = true.name is not None and len(pair.required) > 1
    if j is None:
        return SeriesMeasure(panel, true.name, asked)
    found = pair.series[j]
    others = [s.name for k, s in enumerate(pair.true.series) if k != i and s.name is not None]
    away = _distances_both_ways(pair, i, j)
    within_1, within_2 = share_within_sigma(true, found, pair.plane)
    return SeriesMeasure(
        panel=panel,
        name=true.name,
        name_asked=asked,
        found_name=found.name,
        found=True,
        trusted=found.status is Status.OK,
        recall=float(pair.recall[i, j]),
        precision=float(pair.precision[i, j]),
        f=float(pair.f[i, j]),
        name_right=true.name is not None and names_match(true.name, found.name, others),
        median=100 * float(np.median(away)),
        p95=100 * float(np.percentile(away, 95)),
        within_1_sigma=within_1,
        within_2_sigma=within_2,
    )


def _distances_both_ways(pair: Pair, i: int, j: int) -> Array:
    """Distances from the true to the found curve and back, in spans; NaN where one of them cannot be drawn."""
    true, found = pair.true.series[i], pair.series[j]
    curve = true_curve(true, pair.plane)
    other = found_curve(found, pair.found, pair.plane, true.axis) if pair.found is not None else None
    if curve is None or other is None:
        return np.full(1, np.nan)
    asked = uncovered(true, pair.plane, curve.samples)
    return np.concatenate([distances(curve, other)[asked], distances(other, curve)])
