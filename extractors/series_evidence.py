"""What speaks for and against one series: measured by looking at the figure again with the series in hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.axes import Axis, PanelAxes
from extractors.curves import Curve, drawn_dash
from extractors.plot_area import PlotArea
from extractors.selfcheck import ink_explained, redraw

Floats = NDArray[np.float64]

# A curve that is as far from a point as so many strokes is drawn over or beside it.
CLOSE = 1.5
# A jump between neighbouring columns of more than so many strokes is a steep piece.
STEEP = 3.0
# A column is so wide, as 1-sigma in pixels; a height is vague from this share of the plot's height on.
COLUMN, VAGUE = 0.29, 0.005
# More ticks than these make an axis no surer.
ENOUGH_TICKS = 6
# Points of neighbouring columns are at most so many pixels apart. A curve that is steep as a whole jumps often; only
# what its largest jump has beyond the third largest may be a change over to another curve.
NEIGHBOURS, THIRD = 3.0, 3


@dataclass(frozen=True, slots=True)
class SeriesEvidence:
    """Numbers that a wrong series has other than a right one; shares lie between 0 and 1.

    ``coverage``: share of the path on ink or behind a cover; ``on_ink``: of the redrawn stroke on ink;
    ``explained``: of the ink of this colour on redrawn curves, ``near``: or not far from them; ``interpolated``: of
    the points that were not seen; ``open_ends``: of the points in such stretches at the two ends; ``paused``: of
    the columns between its ends in gaps; ``span``: of the plot's width; ``beside``: of the points with another
    curve over or next to them; ``steep``: of the columns; ``vague``: of the points whose error is a large part of
    the plot's height; ``name``: share of the looks that agree on the legend entry's name, 1 without a legend;
    ``color_gap``: distance to the colour of the nearest other curve; ``gray``: how colourless the stroke is;
    ``same_color``: other curves of its colour; ``thicker``: |log| of the stroke over that of its swatch; ``ticks``:
    how many of enough the poorer axis was fitted to; ``residual``: the worse axis' misfit in text heights;
    ``print_height``: of digits, in pixels; ``stroke``: in pixels; ``dashed``: 1 for a broken line, 0 for others;
    ``width``, ``height``: of the plot, in pixels of the file; ``markers``, ``others``: numbers of markers and of
    other curves.
    """

    coverage: float
    on_ink: float
    explained: float
    near: float
    interpolated: float
    open_ends: float
    paused: float
    span: float
    reach: float
    jump: float
    beside: float
    steep: float
    vague: float
    name: float
    color_gap: float
    gray: float
    same_color: float
    thicker: float
    ticks: float
    residual: float
    print_height: float
    stroke: float
    dashed: float
    width: float
    height: float
    markers: float
    others: float


def gather_evidence(
    curve: Curve, curves: Sequence[Curve], area: PlotArea, axes: PanelAxes, side: str, scale: float
) -> SeriesEvidence:
    """Everything about ``curve`` that the confidence is made from; ``curves`` are all of its panel.

    ``scale``: working pixels per pixel of the file.
    """
    drawn = redraw(curve, curves, area.hidden | area.print)
    others = [c for c in curves if c is not curve]
    x, y, bridged, sigma = _points(curve)
    seen = ~np.isnan(y)
    height, width = area.rgb.shape[:2]
    fits = [a for a in (axes.x, next((a for a in axes.y_axes if a.name == side), None)) if a is not None]
    return SeriesEvidence(
        coverage=min(curve.path.coverage, 1.0) if curve.path is not None else 1.0,
        on_ink=drawn.on_ink,
        explained=drawn.explained,
        near=ink_explained(curve, curves),
        interpolated=float(bridged.mean()) if len(bridged) else 0.0,
        open_ends=_open_ends(bridged),
        paused=_paused(x, y),
        span=float(np.ptp(x)) / width if len(x) else 0.0,
        reach=_short_of_others(x, [_points(c)[0] for c in others]) / width,
        jump=_lone_jump(x, y) / height if curve.path is not None else 0.0,
        beside=_beside(x[seen], y[seen], curve.stroke, others),
        steep=float((np.abs(np.diff(y[seen])) > STEEP * curve.stroke).mean()) if seen.sum() > 1 else 0.0,
        vague=_vague(x, y, sigma, height),
        name=curve.entry.agreed if curve.entry is not None else 1.0,
        color_gap=_color_gap(curve, others),
        gray=1 - float(np.ptp(curve.color)) / 255,
        same_color=float(sum(c.color == curve.color for c in others)),
        thicker=_thicker(curve),
        ticks=min((_tick_share(a) for a in fits), default=0.0),
        residual=max((_residual(a) for a in fits), default=9.0) / area.unit,
        print_height=area.unit,
        stroke=curve.stroke,
        dashed=float(curve.path is not None and drawn_dash(curve) != "solid"),
        width=width / scale,
        height=height / scale,
        markers=float(len(curve.markers.centers)) if curve.markers is not None else 0.0,
        others=float(len(others)),
    )


def _points(curve: Curve) -> tuple[Floats, Floats, NDArray[np.bool_], Floats]:
    """x, y, interpolated and sigma of the path, or of the markers where there is no path."""
    if curve.path is not None:
        return curve.path.x, curve.path.y, curve.path.bridged, curve.path.sigma
    centers = curve.markers.centers if curve.markers is not None else np.zeros((0, 2))
    return centers[:, 0], centers[:, 1], np.zeros(len(centers), bool), np.zeros(len(centers))


def _short_of_others(x: Floats, others: Sequence[Floats]) -> float:
    """Pixels by which a curve begins later and ends earlier than the median of the others."""
    ends = [(o.min(), o.max()) for o in others if len(o)]
    if len(x) == 0 or not ends:
        return 0.0
    first, last = np.median(ends, axis=0)
    return float(max(0.0, x.min() - first) + max(0.0, last - x.max()))


def _lone_jump(x: Floats, y: Floats) -> float:
    """Pixels by which the largest rise or fall between neighbouring columns exceeds the third largest."""
    order = np.argsort(x, kind="stable")
    jumps = np.abs(np.diff(y[order]))[np.diff(x[order]) <= NEIGHBOURS]
    jumps = np.sort(jumps[np.isfinite(jumps)])
    return float(jumps[-1] - jumps[-THIRD]) if len(jumps) > THIRD else 0.0


def _open_ends(bridged: NDArray[np.bool_]) -> float:
    if len(bridged) == 0 or bridged.all():
        return 0.0
    return float(np.argmin(bridged) + np.argmin(bridged[::-1])) / len(bridged)


def _paused(x: Floats, y: Floats) -> float:
    """Share of what lies between the ends over which the curve has no values."""
    seen = np.flatnonzero(~np.isnan(y))
    extent = float(np.ptp(x[seen])) if len(seen) else 0.0
    return float(np.diff(x[seen])[np.diff(seen) > 1].sum()) / extent if extent > 0 else 0.0


def _vague(x: Floats, y: Floats, sigma: Floats, height: int) -> float:
    """Share of the points whose height is uncertain by more than ``VAGUE`` of the plot's."""
    seen = ~np.isnan(y)
    if seen.sum() < 3:
        return 0.0
    slope = np.abs(np.gradient(y[seen], np.maximum.accumulate(x[seen]) + 1e-3 * np.arange(seen.sum())))
    error = np.hypot(sigma[seen], COLUMN * np.minimum(slope, 20.0))
    return float((error > VAGUE * height).mean())


def _beside(x: Floats, y: Floats, stroke: float, others: Sequence[Curve]) -> float:
    close = np.zeros(len(x), bool)
    for other in others:
        if other.path is not None and len(other.path.x) > 1:
            inside = (x >= other.path.x.min()) & (x <= other.path.x.max())
            away = np.abs(np.interp(x, other.path.x, np.nan_to_num(other.path.y, nan=1e6)) - y)
            close |= inside & (away < CLOSE * max(stroke, other.stroke))
    return float(close.mean()) if len(close) else 0.0


def _color_gap(curve: Curve, others: Sequence[Curve]) -> float:
    gaps = [np.linalg.norm(np.subtract(curve.color, c.color)) for c in others if c.color != curve.color]
    return min(1.0, float(min(gaps, default=255.0)) / 255)


def _thicker(curve: Curve) -> float:
    if curve.entry is None or not curve.entry.has_line or curve.entry.stroke <= 0 or curve.path is None:
        return 0.0
    return abs(float(np.log(curve.stroke / curve.entry.stroke)))


def _tick_share(axis: Axis) -> float:
    return 0.0 if axis.calibration is None else min(1.0, len(axis.calibration.ticks) / ENOUGH_TICKS)


def _residual(axis: Axis) -> float:
    return 9.0 if axis.calibration is None else axis.calibration.residual_px
