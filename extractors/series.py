"""From curves in pixels to series in data units, every value with a 1-sigma error."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from extractors.axes import PanelAxes
from extractors.calibration import Calibration
from extractors.curves import Curve
from extractors.image import Figure
from extractors.marker_strokes import UNDER_MARKER
from extractors.plot_area import PlotArea
from extractors.sides import YSide
from schemas.record import Origin, PointsRecord

Floats = NDArray[np.float64]

# 1-sigma of a place read off pixels, in working pixels: a column's centre, a marker's centre.
COLUMN_SIGMA, MARKER_SIGMA = 0.29, 0.35
# Tools draw ticks on whole pixels of the file, or half a pixel off, and curves between them: the same error for all
# points of an axis, evenly spread over one pixel.
SNAP_SIGMA = 0.29
# Share of the steepest rise to a neighbouring column by which a height may be off (measured on drawn figures): where a
# curve rises by several pixels per column, its turns lie anywhere between two columns.
GENTLE, STEEP, STEEP_RISE = 0.4, 0.5, 4.0
# The same of the height of a marker that others hide: it is read off the line, which they hide too.
HIDDEN_SIGMA = 1.0
# Significant digits of a value that is read off pixels.
PIXEL_DIGITS = 10


@dataclass(frozen=True)
class Points:
    """Points of one series in working pixels, in drawing order."""

    px: Floats
    py: Floats
    sigma_px: Floats
    sigma_py: Floats
    lower: Floats  # of the band or error bar, in pixels; NaN where there is none
    upper: Floats
    origin: tuple[Origin, ...]


def collect_points(curve: Curve, area: PlotArea) -> Points:
    """Traced points and markers in one order along the curve; markers replace the trace that runs under them."""
    px, py, sigma, origin = _traced(curve)
    keep = np.ones(len(px), bool)
    if curve.markers is not None:
        centers, reach = curve.markers.centers, max(UNDER_MARKER * curve.markers.size, curve.stroke)
        for x, y in centers:
            # the stem of an error bar spoils its columns at any height
            spoilt = np.isnan(py) | (np.abs(py - y) <= 2 * reach) | (curve.bars is not None)
            keep &= ~((np.abs(px - x) <= reach) & spoilt)
        px = np.concatenate((px[keep], centers[:, 0]))
        py = np.concatenate((py[keep], centers[:, 1]))
        certain = np.full(len(centers), MARKER_SIGMA)
        certain[curve.markers.hidden] = HIDDEN_SIGMA
        sigma = np.concatenate((sigma[keep], certain))
        marked: list[Origin] = ["marker"] * len(centers)
        origin = [o for o, k in zip(origin, keep, strict=True) if k] + marked
    order = np.argsort(px, kind="stable") if curve.markers is not None else np.arange(len(px))
    px, py, sigma = px[order], py[order], sigma[order]
    kinds = tuple(origin[i] for i in order)
    lower, upper = _interval(curve, px)
    sigma_px = np.where([k == "marker" for k in kinds], MARKER_SIGMA, COLUMN_SIGMA)
    shift_x, shift_y = area.origin
    return Points(px + shift_x, py + shift_y, sigma_px, sigma, lower + shift_y, upper + shift_y, kinds)


def _traced(curve: Curve) -> tuple[Floats, Floats, Floats, list[Origin]]:
    if curve.path is None:
        empty = np.zeros(0)
        return empty, empty, empty, []
    path = curve.path
    origin: list[Origin] = ["interpolated" if b else "trace" for b in path.bridged]
    return path.x, path.y, path.sigma, origin


def _interval(curve: Curve, px: Floats) -> tuple[Floats, Floats]:
    """Lower and upper ends of the error bars or the band at each point, NaN where there is none."""
    nothing = np.full(len(px), np.nan)
    if curve.bars is not None and curve.markers is not None:
        nearest = np.abs(px[:, None] - curve.markers.centers[None, :, 0])
        at, distance = nearest.argmin(axis=1), nearest.min(axis=1)
        own = distance < 0.5
        return np.where(own, curve.bars.lower[at], np.nan), np.where(own, curve.bars.upper[at], np.nan)
    if curve.band is None or curve.band.is_area:
        return nothing, nothing
    seen = ~np.isnan(curve.band.lower) & ~np.isnan(curve.band.upper)
    if seen.sum() < 2:
        return nothing, nothing
    x = curve.band.x[seen]
    inside = (px >= x[0] - 0.5) & (px <= x[-1] + 0.5)
    lower = np.where(inside, np.interp(px, x, curve.band.lower[seen]), np.nan)
    upper = np.where(inside, np.interp(px, x, curve.band.upper[seen]), np.nan)
    return lower, upper


def points_record(points: Points, axes: PanelAxes, side: YSide, figure: Figure) -> PointsRecord:
    """Points in data units; values are null on an axis without calibration."""
    x_axis = axes.x.calibration
    y_axis = next((a.calibration for a in axes.y_axes if a.name == side), None)
    rise = _steepest_rise(points.px, points.py)
    share = np.interp(rise, (STEEP_RISE / 2, STEEP_RISE), (GENTLE, STEEP))
    snap = SNAP_SIGMA * figure.scale
    steep = np.hypot(np.hypot(points.sigma_py, snap), rise * share)
    x, x_err = values_at(x_axis, points.px, points.sigma_px)
    y, y_err = values_at(y_axis, points.py, steep)
    lower, _ = values_at(y_axis, points.lower, points.sigma_py)
    upper, _ = values_at(y_axis, points.upper, points.sigma_py)
    # NaN in one of them makes both NaN: half an interval is none
    low, high = np.minimum(lower, upper), np.maximum(lower, upper)
    return PointsRecord(
        x=nullable(np.where(np.isnan(points.py), np.nan, x)),
        y=nullable(y),
        x_err=nullable(np.where(np.isnan(points.py), np.nan, x_err)),
        y_err=nullable(y_err),
        y_lower=nullable(low),
        y_upper=nullable(high),
        px=[round(figure.to_file(float(v)), 3) for v in points.px],
        py=[round(figure.to_file(float(v)), 3) for v in filled(points.py)],
        py_lower=_edge(points.lower, figure),
        py_upper=_edge(points.upper, figure),
        origin=list(points.origin),
    )


def values_at(calibration: Calibration | None, px: Floats, sigma_px: Floats | float) -> tuple[Floats, Floats]:
    """Data values of pixel places and their 1-sigma errors; NaN without a calibration.

    ``px`` and ``sigma_px`` are in the pixels of the calibration. An error is made of the place's own, through the
    slope, and of the fit's.
    """
    if calibration is None:
        return np.full(len(px), np.nan), np.full(len(px), np.nan)
    value = calibration.value(px)
    error = np.hypot(calibration.slope * sigma_px, calibration.sigma(px))
    if calibration.scale == "log":
        error = np.abs(value) * np.log(10) * error
    return value, error


def _steepest_rise(px: Floats, py: Floats) -> Floats:
    """Pixels by which the curve rises or falls per column on the steeper side of each point, 0 where unknown."""
    rise = np.nan_to_num(np.abs(np.diff(py)) / np.maximum(np.abs(np.diff(px)), 1.0))
    return np.asarray(np.maximum(np.append(rise, 0.0), np.insert(rise, 0, 0.0)))


def filled(places: Floats) -> Floats:
    """A gap has no place of its own: it takes that of the point before it."""
    known = places.copy()
    for i in np.flatnonzero(~np.isfinite(places)):
        known[i] = known[i - 1] if i else 0.0
    return known


def _edge(py: Floats, figure: Figure) -> list[float | None]:
    """The edge of a band or error bar in file pixels; empty where there is none at any point."""
    if not np.isfinite(py).any():
        return []
    return [round(figure.to_file(v), 3) if isfinite(v) else None for v in py.tolist()]


def nullable(values: Floats, digits: int = PIXEL_DIGITS) -> list[float | None]:
    """Rounded to so many significant digits, far below any error, so that records stay small; NaN as null."""
    return [float(f"{v:.{digits}g}") if isfinite(v) else None for v in values.tolist()]
