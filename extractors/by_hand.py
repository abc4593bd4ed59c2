"""What a person changes on a panel, carried through by the maths of the extraction: calibrations from their ticks,
values from their pixels, missed lines from their colour.

Works on records, in file pixels: what a person sees and corrects.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from extractors.axes import Axis, PanelAxes
from extractors.calibration import SEATED_SIGMA, Calibration
from extractors.series import COLUMN_SIGMA, MARKER_SIGMA, nullable, values_at
from schemas.reasons import Reason, Status
from schemas.record import AxisRecord, PanelRecord, PointsRecord, SeriesRecord, TickRecord

Floats = NDArray[np.float64]

# Steps between ticks that differ by less than this share are one step.
_SAME_STEP = 1e-6


def recalibrated(panel: PanelRecord) -> PanelRecord:
    """The panel with each axis fitted to its ticks anew, and the values of all points by the new axes.

    ``panel`` holds changed ticks, scales, points or sides beside the calibration that its values were made with. The
    ticks that take part are those with a value and a residual. An axis with fewer than two of them, or with a value
    that its scale cannot show, loses its calibration; its values become null, pixels stay.
    """
    axes = [fitted_axis(axis) for axis in panel.axes]
    series = [_revalued(one, panel.axes, axes) for one in panel.series]
    return panel.model_copy(update={"axes": axes, "series": series})


def fitted_axis(axis: AxisRecord) -> AxisRecord:
    """The axis with slope, intercept and residuals of a straight line through its ticks, in its scale."""
    calibration = calibration_of(axis)
    if calibration is None:
        none = dict.fromkeys(("slope", "intercept", "first_tick", "last_tick", "tick_step", "residual_px"))
        refused = {"status": Status.FAILED, "reason": Reason.TOO_FEW_TICKS, "scale": axis.scale}
        return axis.model_copy(update={**none, **refused})
    ticks = [_with_residual(tick, calibration) for tick in axis.ticks]
    values = [tick.value for tick in _taking_part(ticks) if tick.value is not None]
    return axis.model_copy(
        update={
            "slope": calibration.slope,
            "intercept": calibration.intercept,
            "scale": calibration.scale,
            "first_tick": min(values),
            "last_tick": max(values),
            "tick_step": calibration.step,
            "residual_px": round(calibration.residual_px, 4),
            "categories": list(calibration.categories) if calibration.categories is not None else None,
            "status": Status.OK,
            "reason": Reason.NONE,
            "ticks": ticks,
        }
    )


def calibration_of(axis: AxisRecord) -> Calibration | None:
    """The straight line through the ticks that take part, in file pixels; None where they make none."""
    used = _taking_part(axis.ticks)
    scale = axis.scale or "linear"
    places = np.array([tick.px for tick in used], np.float64)
    values = np.array([tick.value for tick in used], np.float64)
    if len(set(places.tolist())) < 2 or len(set(values.tolist())) < 2 or (scale == "log" and values.min() <= 0):
        return None
    heights = np.log10(values) if scale == "log" else values
    design = np.column_stack([places, np.ones_like(places)])
    (slope, intercept), *_ = np.linalg.lstsq(design, heights, rcond=None)
    residual = float(np.sqrt(np.mean((design @ (slope, intercept) - heights) ** 2))) / abs(float(slope))
    spread = (max(residual, SEATED_SIGMA) * abs(float(slope))) ** 2
    categories = tuple(t.text for t in sorted(used, key=lambda t: t.value or 0.0)) if scale == "category" else None
    return Calibration(
        scale=scale,
        slope=float(slope),
        intercept=float(intercept),
        covariance=np.asarray(spread * np.linalg.inv(design.T @ design), np.float64),
        ticks=(),
        residual_px=residual,
        step=_step(np.sort(heights), scale),
        categories=categories,
    )


def panel_axes(panel: PanelRecord, scale: float) -> PanelAxes:
    """The axes of a panel as stages know them: calibrated in working pixels, ``scale`` of which make a file pixel."""
    known = {axis.axis: Axis(axis.axis, None, _in_working_pixels(axis, scale)) for axis in panel.axes}
    return PanelAxes(
        known.get("x", Axis("x", None, None)), known.get("left", Axis("left", None, None)), known.get("right")
    )


def _in_working_pixels(axis: AxisRecord, scale: float) -> Calibration | None:
    """The calibration of an axis of a record; its ticks tell how sure it is, its line is the record's own."""
    fit = calibration_of(axis)
    if fit is None or axis.slope is None or axis.intercept is None:
        return None
    # file = (working + 0.5) / scale - 0.5
    turn = np.array([[1 / scale, 0.0], [0.5 / scale - 0.5, 1.0]])
    slope, intercept = turn @ (axis.slope, axis.intercept)
    covariance = turn @ fit.covariance @ turn.T
    return Calibration(
        fit.scale, float(slope), float(intercept), covariance, (), fit.residual_px * scale, fit.step, fit.categories
    )


def _taking_part(ticks: Sequence[TickRecord]) -> list[TickRecord]:
    return [tick for tick in ticks if tick.value is not None and tick.residual_px is not None]


def _with_residual(tick: TickRecord, fit: Calibration) -> TickRecord:
    if tick.value is None or tick.residual_px is None:
        return tick
    missed = float(fit.pixel(np.array(tick.value))) - tick.px
    return tick.model_copy(update={"residual_px": round(missed, 4)})


def _step(heights: Floats, scale: str) -> float | None:
    """The step of evenly spaced ticks, a factor on a log axis; None where they are not."""
    steps = np.diff(heights)
    first = float(steps[0])
    if np.any(np.abs(steps - first) > _SAME_STEP * abs(first)):
        return None
    return float(10.0**first) if scale == "log" else first


def _revalued(series: SeriesRecord, before: Sequence[AxisRecord], after: Sequence[AxisRecord]) -> SeriesRecord:
    """The series with the values that its pixels have on the new axes.

    Errors keep their size in pixels, so far as the old axes told it.
    """
    points = series.points
    old_x, new_x = (_axis(axes, "x") for axes in (before, after))
    old_y, new_y = (_axis(axes, series.axis) for axes in (before, after))
    gaps = _gaps(points.x, old_x) | _gaps(points.y, old_y)
    x, x_err = _values(points.px, _pixel_errors(points, points.x, points.x_err, old_x), new_x, gaps)
    sigma = _pixel_errors(points, points.y, points.y_err, old_y)
    y, y_err = _values(points.py, sigma, new_y, gaps)
    lower, _ = _values(points.py_lower or _pixels(points.y_lower, old_y), sigma, new_y, gaps)
    upper, _ = _values(points.py_upper or _pixels(points.y_upper, old_y), sigma, new_y, gaps)
    edges = [_ordered(*pair) for pair in zip(lower, upper, strict=True)]
    columns = {"x": x, "x_err": x_err, "y": y, "y_err": y_err}
    columns |= {"y_lower": [low for low, _ in edges], "y_upper": [high for _, high in edges]}
    return series.model_copy(update={"points": points.model_copy(update=columns)})


def _axis(axes: Sequence[AxisRecord], name: str) -> AxisRecord | None:
    return next((axis for axis in axes if axis.axis == name), None)


def _gaps(values: Sequence[float | None], axis: AxisRecord | None) -> NDArray[np.bool_]:
    """Where the series is interrupted: an axis that has values has none there."""
    missing = np.array([value is None for value in values], bool)
    return missing if axis is not None and axis.slope is not None else np.zeros(len(missing), bool)


def _pixels(values: Sequence[float | None], axis: AxisRecord | None) -> list[float | None]:
    """Where values stood on the axis that they were read with."""
    fit = calibration_of(axis) if axis is not None and axis.slope is not None else None
    if fit is None:
        return [None] * len(values)
    return nullable(fit.pixel(np.array([np.nan if value is None else value for value in values], np.float64)))


def _pixel_errors(
    points: PointsRecord, values: Sequence[float | None], errors: Sequence[float | None], axis: AxisRecord | None
) -> Floats:
    """The 1-sigma errors in pixels that the values were given with, those of the trace where there were none."""
    usual = np.array([MARKER_SIGMA if kind == "marker" else COLUMN_SIGMA for kind in points.origin], np.float64)
    if axis is None or not axis.slope:
        return usual
    value, error = (np.array([np.nan if v is None else v for v in column], np.float64) for column in (values, errors))
    per_pixel = np.abs(value) * log(10) * abs(axis.slope) if axis.scale == "log" else np.full(len(value), axis.slope)
    with np.errstate(divide="ignore", invalid="ignore"):
        sigma = error / np.abs(per_pixel)
    return np.where(np.isfinite(sigma), sigma, usual)


def _values(
    places: Sequence[float | None], sigma: Floats, axis: AxisRecord | None, gaps: NDArray[np.bool_]
) -> tuple[list[float | None], list[float | None]]:
    """Values and errors of pixel places; null without a calibration and in gaps."""
    fit = calibration_of(axis) if axis is not None and axis.slope is not None else None
    px = np.array([np.nan if place is None else place for place in places], np.float64)
    px[gaps] = np.nan
    value, error = values_at(fit, px, sigma)
    return nullable(value), nullable(error)


def _ordered(one: float | None, other: float | None) -> tuple[float | None, float | None]:
    """Lower and upper edge; half an interval is none."""
    return (None, None) if one is None or other is None else (min(one, other), max(one, other))
