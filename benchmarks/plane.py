"""The plane of a panel: each axis of the truth divided by its span, so that 1 % is 1 % of what the figure shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.curves import Array, Curve, make_curve
from schemas.record import AxisRecord, PanelRecord, SeriesRecord
from schemas.truth import TruePanel, TrueSeries

Mask = NDArray[np.bool_]

EDGE = 1e-6  # rounding of points that lie on the edge of the visible range, in spans


@dataclass(frozen=True, slots=True)
class Span:
    """An axis of the plane: 0 at ``low``, 1 at ``high``, in log10 on a log axis; ``visible``: it is a visible range."""

    low: float
    high: float
    log: bool
    visible: bool

    def scale(self, values: Array) -> Array:
        """Data values to the plane; NaN where there is no value, or no logarithm of it."""
        return (self.transform(values) - self.low) / (self.high - self.low)

    def transform(self, values: Array) -> Array:
        """Log10 on a log axis, else the values themselves."""
        if not self.log:
            return values
        with np.errstate(divide="ignore", invalid="ignore"):
            logs = np.log10(values)
        return np.where(np.isfinite(logs), logs, np.nan)


@dataclass(frozen=True)
class Plane:
    """The spans of a true panel; ``category`` says that on x only order and spacing count."""

    x: Span
    left: Span
    right: Span
    category: bool
    n_categories: int

    def y(self, axis: str) -> Span:
        """The span of the y axis of that name."""
        return self.right if axis == "right" else self.left


def plane_of(panel: TruePanel) -> Plane:
    """The plane of a true panel: visible ranges where given, else the span of the true data on that axis."""
    category = panel.x_scale == "category"
    left = [to_array(s.y) for s in panel.series if s.axis == "left"]
    right = [to_array(s.y) for s in panel.series if s.axis == "right"]
    has_right = bool(right) or panel.y2_lim is not None
    left_span = _span(left, panel.y_lim, panel.y_scale == "log")
    return Plane(
        x=_span([to_array(s.x) for s in panel.series], None if category else panel.x_lim, panel.x_scale == "log"),
        left=left_span,
        right=_span(right, panel.y2_lim, panel.y2_scale == "log") if has_right else left_span,
        category=category,
        n_categories=len(panel.categories or []),
    )


def true_points(series: TrueSeries, plane: Plane) -> Array:
    """The true curve in the plane, (N, 2), NaN at gaps; not clipped."""
    x, y = to_array(series.x), to_array(series.y)
    return np.column_stack([plane.x.scale(x), plane.y(series.axis).scale(y)])


def true_curve(series: TrueSeries, plane: Plane) -> Curve | None:
    """The part of a true curve that can be seen; None where nothing of it can."""
    spans = (plane.x, plane.y(series.axis))
    low = np.array([-EDGE if span.visible else -np.inf for span in spans])
    high = np.array([1 + EDGE if span.visible else np.inf for span in spans])
    return make_curve(true_points(series, plane), low, high)


def uncovered(series: TrueSeries, plane: Plane, samples: Array) -> Mask:
    """Which samples (N, 2) of a true curve can be seen, as no other line lies on them; all where none can, (N,)."""
    seen = np.ones(len(samples), dtype=bool)
    for stretch in series.hidden:
        low, high = np.sort(plane.x.scale(np.array(stretch)))
        seen &= (samples[:, 0] < low) | (samples[:, 0] > high)
    return seen if seen.any() else ~seen


def found_points(series: SeriesRecord, panel: PanelRecord, plane: Plane, axis: str) -> Array:
    """A found curve in the plane of a true panel, its y values measured on the true ``axis``, (N, 2), NaN at gaps."""
    y = plane.y(axis).scale(to_array(series.points.y))
    x = category_places(series, panel, plane) if plane.category else plane.x.scale(to_array(series.points.x))
    return np.column_stack([x, y])


def found_curve(series: SeriesRecord, panel: PanelRecord, plane: Plane, axis: str) -> Curve | None:
    """The found curve in the plane; nothing is clipped: what is drawn outside the visible range is wrong."""
    everywhere = np.full(2, np.inf)
    return make_curve(found_points(series, panel, plane, axis), -everywhere, everywhere)


def category_places(series: SeriesRecord, panel: PanelRecord, plane: Plane) -> Array:
    """Places of found points on a category axis, 0 at the first and 1 at the last true point.

    Ordinals count as they are. Where the labels ("1", "2", "4") were read as numbers or dates, the pixels say where the
    points stand between the first and the last label or, where not every label was read, within the range of all.
    """
    x = to_array(series.points.x)
    axis = next((a for a in panel.axes if a.axis == "x"), None)
    if axis is not None and axis.scale == "category":
        return plane.x.scale(x)
    low, high = _pixel_range(axis, panel, plane)
    px = np.asarray(series.points.px, dtype=float)
    return np.where(np.isfinite(x), (px - low) / (high - low), np.nan)


def _pixel_range(axis: AxisRecord | None, panel: PanelRecord, plane: Plane) -> tuple[float, float]:
    """Pixels of 0 and 1 of the plane on a category axis that was read as another kind of axis."""
    ticks = sorted(tick.px for tick in axis.ticks) if axis is not None else []
    if len(ticks) >= 2 and len(ticks) == plane.n_categories:
        per_ordinal = (ticks[-1] - ticks[0]) / (len(ticks) - 1)
        return ticks[0] + plane.x.low * per_ordinal, ticks[0] + plane.x.high * per_ordinal
    pixels = [px for s in panel.series for px in s.points.px]
    low, high = min(pixels, default=0.0), max(pixels, default=1.0)
    return low, high if high > low else low + 1


def to_array(values: Sequence[float | None]) -> Array:
    """A column with NaN for null."""
    return np.array([np.nan if v is None else v for v in values], dtype=float)


def _span(columns: list[Array], limits: tuple[float, float] | None, log: bool) -> Span:
    visible = limits is not None
    values = np.array(limits) if limits is not None else np.concatenate([*columns, np.empty(0)])
    values = Span(0.0, 1.0, log, visible).transform(values.astype(float))
    values = values[np.isfinite(values)]
    if not len(values):
        return Span(0.0, 1.0, log, visible)
    low, high = (values[0], values[-1]) if visible else (values.min(), values.max())
    if low == high:  # a constant without a visible range: its own size is the only measure there is
        high = low + (abs(low) or 1.0)
    return Span(float(low), float(high), log, visible)
