"""Where a curve turns behind a legend: both visible sides go on straight to where they meet, if that is hidden, too.

A straight link between the sides cuts off a peak that the legend covers, as if nothing were in doubt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from extractors.curves import Curve
from extractors.following import Floats, Path
from extractors.plot_area import PlotArea
from extractors.strips import spans

# Text heights of curve on each side that tell how it goes on. A polyline stays straight over FARTHER of them and over a
# third of the hidden stretch.
WATCHED, FARTHER = 1.0, 2.0
# Columns that a side needs at least, and by how many strokes and pixels its points may be off its straight line.
LEAST_COLUMNS, OFF_STROKES, OFF = 6, 0.25, 0.6
# Share of the way that must be hidden: what could be seen there would have been. Legends are found a little too small.
HIDDEN = 0.75
# A turn farther off the straight link than this many strokes is one.
TURN = 1.0


def with_hidden_corners(curves: Sequence[Curve], area: PlotArea) -> list[Curve]:
    """The curves with the corners that legends and insets hide, in place of straight links."""
    return [
        c if c.path is None else replace(c, path=_with_corners(c.path, c.stroke, c.markers is not None, area))
        for c in curves
    ]


def _with_corners(path: Path, stroke: float, jointed: bool, area: PlotArea) -> Path:
    """``jointed``: the curve has markers, which straight strokes join."""
    y = path.y.copy()
    for first, last in spans(path.bridged & ~np.isnan(path.y)):
        if (way := _way_over(path, first, last, stroke, jointed, area)) is not None:
            y[first : last + 1] = way
    return path if np.array_equal(y, path.y, equal_nan=True) else replace(path, y=y)


def _way_over(path: Path, first: int, last: int, stroke: float, jointed: bool, area: PlotArea) -> Floats | None:
    """The rows of a stretch by where its sides meet; None where they do not, or where it would be seen."""
    x = path.x[first : last + 1]
    if not _is_hidden(x, path.y[first : last + 1], area):
        return None
    gap = float(x[-1] - x[0])
    sides = [_side(path, end, forward, stroke, area.unit, gap) for end, forward in ((first, False), (last, True))]
    if sides[0] is None or sides[1] is None:
        return None
    (slope0, y0, straight0), (slope1, y1, straight1) = sides[0], sides[1]
    x0, x1 = float(x[0]), float(x[-1])
    if abs(slope0 - slope1) * (x1 - x0) < TURN * stroke:
        return None
    corner = (y1 - y0 + slope0 * x0 - slope1 * x1) / (slope0 - slope1)
    if not x0 < corner < x1:
        return None
    top = y0 + slope0 * (corner - x0)
    if jointed or (straight0 and straight1):
        way = np.interp(x, [x0, corner, x1], [y0, top, y1])
    else:
        way = _arc(x, (x0, y0), (corner, top), (x1, y1))
    turned = np.abs(way - path.y[first : last + 1]).max() > TURN * stroke
    return way if turned and _is_hidden(x, way, area) else None


def _side(
    path: Path, end: int, forward: bool, stroke: float, unit: float, gap: float
) -> tuple[float, float, bool] | None:
    """Slope, row at the ``end`` of a hidden stretch, and whether the slope lasts for longer; None for none."""
    limit = max(OFF, OFF_STROKES * stroke)
    slopes, start = [], 0.0
    for reach in (max(FARTHER * WATCHED * unit, gap / 3), WATCHED * unit):
        away = (path.x - path.x[end]) * (1 if forward else -1)
        seen = (away > 0) & (away <= reach + 1) & ~path.bridged & ~np.isnan(path.y)
        x, y = path.x[seen] - path.x[end], path.y[seen]
        if len(np.unique(x)) < LEAST_COLUMNS:
            return None
        slope, start = np.polyfit(x, y, 1)
        slopes.append(float(slope))
    if np.abs(slopes[1] * x + start - y).max() > limit:
        return None
    return slopes[1], float(start), abs(slopes[0] - slopes[1]) * gap / 2 <= 2 * limit


def _arc(x: Floats, start: tuple[float, float], corner: tuple[float, float], end: tuple[float, float]) -> Floats:
    """The parabola that leaves ``start`` and reaches ``end`` in the direction of the corner, at columns ``x``."""
    t = np.linspace(0, 1, 4 * len(x) + 2)
    at, rows = ((1 - t) ** 2 * a + 2 * t * (1 - t) * b + t**2 * c for a, b, c in zip(start, corner, end, strict=True))
    return np.asarray(np.interp(x, at, rows), np.float64)


def _is_hidden(x: Floats, y: Floats, area: PlotArea) -> bool:
    height, width = area.hidden.shape
    rows, columns = np.rint(y).astype(int), np.clip(np.rint(x).astype(int), 0, width - 1)
    inside = (rows >= 0) & (rows < height)
    return bool(inside.all() and area.hidden[rows, columns].mean() >= HIDDEN)
