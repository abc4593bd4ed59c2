"""The record that an extractor without faults would make of a figure: on it only the reading of texts can go wrong."""

from __future__ import annotations

import math

import numpy as np

from benchmarks.curves import Array
from benchmarks.descriptions.facts import plain_name
from benchmarks.plane import Span, plane_of, to_array
from schemas.reasons import Status
from schemas.record import (
    AxisName,
    AxisRecord,
    BoxRecord,
    FigureRecord,
    LegendRecord,
    PanelRecord,
    PointsRecord,
    ScaleName,
    SeriesRecord,
    TickRecord,
)
from schemas.truth import TruePanel, TrueSeries, Truth

# Plot boxes of panels whose truth tells none stand in a row: so wide and high, so far apart, in pixels.
_SIDE, _GAP = 800.0, 200.0
_TICKS = 5
# What a category axis shows beyond its first and last category, in categories.
_BESIDE = 0.5
_NO_COLOR = "#000000"


def ideal_record(truth: Truth) -> FigureRecord:
    """The truth as a record: all of its panels but optional ones, with ticks at round values and no error anywhere."""
    panels = [panel for panel in truth.panels if not panel.optional]
    return FigureRecord(
        figure_id=truth.id,
        source=truth.id,
        sha256="",
        status=Status.OK,
        confidence=1.0,
        extractor_version="truth",
        options_hash="",
        panels=[_panel(panel, number) for number, panel in enumerate(panels)],
    )


def _panel(panel: TruePanel, number: int) -> PanelRecord:
    left = number * (_SIDE + _GAP)
    box = BoxRecord(x0=left, y0=0.0, x1=left + _SIDE, y1=_SIDE)
    if panel.box is not None:
        box = BoxRecord(x0=panel.box[0], y0=panel.box[1], x1=panel.box[2], y1=panel.box[3])
    axes = {axis.axis: axis for axis in _axes(panel, box)}
    plotted = [series for series in panel.series if not series.optional]
    names = [plain_name(series.name) for series in plotted if series.name]
    return PanelRecord(
        title=panel.title,
        box=box,
        axes=list(axes.values()),
        legend=LegendRecord(box=box, names=names) if len(names) > 1 else None,
        series=[_series(series, axes["x"], axes[series.axis]) for series in plotted],
    )


def _axes(panel: TruePanel, box: BoxRecord) -> list[AxisRecord]:
    plane = plane_of(panel)
    told: list[tuple[AxisName, str | None, Span, str, tuple[float, float]]] = [
        ("x", panel.x_label, plane.x, panel.x_scale, (box.x0, box.x1)),
        ("left", panel.y_label, plane.left, panel.y_scale, (box.y1, box.y0)),
    ]
    if panel.y2_lim is not None or any(series.axis == "right" for series in panel.series):
        told.append(("right", panel.y2_label, plane.right, panel.y2_scale or "linear", (box.y1, box.y0)))
    return [_axis(*one, panel.categories) for one in told]


def _axis(
    name: AxisName,
    label: str | None,
    span: Span,
    scale: str,
    ends: tuple[float, float],
    categories: list[str] | None,
) -> AxisRecord:
    kind: ScaleName = "log" if span.log else "date" if scale == "date" else "linear"
    low, high = span.low, span.high
    if categories and scale == "category" and name == "x":
        kind, low, high = "category", low - _BESIDE, high + _BESIDE
    slope = (high - low) / (ends[1] - ends[0])
    intercept = low - slope * ends[0]
    values = [10.0**value if span.log else value for value in _round_values(min(low, high), max(low, high))]
    places = [((math.log10(value) if span.log else value) - intercept) / slope for value in values]
    step = values[1] / values[0] if span.log and len(values) > 1 else values[1] - values[0] if len(values) > 1 else None
    return AxisRecord(
        axis=name,
        label=label,
        scale=kind,
        slope=slope,
        intercept=intercept,
        first_tick=values[0] if values else None,
        last_tick=values[-1] if values else None,
        tick_step=step if kind in ("linear", "log") else None,
        categories=list(categories) if categories and kind == "category" else None,
        ticks=[TickRecord(text=f"{value:g}", value=value, px=px) for value, px in zip(values, places, strict=True)],
    )


def _round_values(low: float, high: float) -> list[float]:
    """Values at steps of 1, 2 or 5 times a power of ten, about as many as axes have labels."""
    rough = (high - low) / _TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)
    first = math.ceil(low / step - 1e-9)
    return [step * k for k in range(first, math.floor(high / step + 1e-9) + 1)]


def _series(series: TrueSeries, x_axis: AxisRecord, y_axis: AxisRecord) -> SeriesRecord:
    x, y = to_array(series.x), to_array(series.y)
    good = np.isfinite(x) & np.isfinite(y)
    none = [0.0] * int(good.sum())
    return SeriesRecord(
        name=plain_name(series.name) if series.name else None,
        name_source="legend" if series.name else "none",
        axis=series.axis,
        color=series.color or _NO_COLOR,
        coverage=1.0,
        confidence=1.0,
        points=PointsRecord(
            x=x[good].tolist(),
            y=y[good].tolist(),
            x_err=[*none],
            y_err=[*none],
            y_lower=[None] * len(none),
            y_upper=[None] * len(none),
            px=_pixels(x[good], x_axis).tolist(),
            py=_pixels(y[good], y_axis).tolist(),
            origin=["trace"] * len(none),
        ),
    )


def _pixels(values: Array, axis: AxisRecord) -> Array:
    scaled = np.log10(values) if axis.scale == "log" else values
    return np.asarray((scaled - (axis.intercept or 0.0)) / (axis.slope or 1.0))
