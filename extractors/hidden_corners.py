"""Where a curve turns behind a legend: both visible sides go on to where they meet, or bend over to each other.

A straight link between the sides cuts off a peak that the legend covers, as if nothing were in doubt. No way is taken
that would be seen beside the legend.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

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


@dataclass(frozen=True, slots=True)
class _Side:
    """The slope of a curve beside a hidden stretch, its row at the end of that, and whether the slope lasts longer."""

    slope: float
    y: float
    straight: bool


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
    """The rows of a stretch by how its sides go on; None where that is not known, straight on, or would be seen."""
    x = path.x[first : last + 1]
    if not _is_hidden(x, path.y[first : last + 1], area):
        return None
    gap = float(x[-1] - x[0])
    before = _side(path, first, False, stroke, area.unit, gap)
    after = _side(path, last, True, stroke, area.unit, gap)
    if before is not None and after is not None:
        way = _between(x, before, after, jointed, stroke)
    else:
        way = None if jointed or gap == 0 else _bent(x, path.y[[first, last]], before, after)
    if way is None or np.abs(way - path.y[first : last + 1]).max() <= TURN * stroke:
        return None
    return way if _is_hidden(x, way, area) else None


def _between(x: Floats, before: _Side, after: _Side, jointed: bool, stroke: float) -> Floats | None:
    """The rows of a stretch between two sides that are seen for long enough: a corner, an arc or an S."""
    x0, x1 = float(x[0]), float(x[-1])
    polyline = jointed or (before.straight and after.straight)
    opening = before.slope - after.slope
    parallel = abs(opening) * (x1 - x0) < TURN * stroke
    corner = x0 if parallel else (after.y - before.y + before.slope * x0 - after.slope * x1) / opening
    if not x0 < corner < x1:
        return None if polyline else _cubic(x, before, after)
    top = before.y + before.slope * (corner - x0)
    if polyline:
        return np.asarray(np.interp(x, [x0, corner, x1], [before.y, top, after.y]), np.float64)
    return _arc(x, (x0, before.y), (corner, top), (x1, after.y))


def _bent(x: Floats, ends: Floats, before: _Side | None, after: _Side | None) -> Floats | None:
    """The parabola on which one side goes on to the other of the ``ends``, of which too little is seen.

    A straight side may turn anywhere.
    """
    side = before or after
    if side is None or side.straight:
        return None
    t = (x - x[0]) / (x[-1] - x[0])
    rise = side.slope * (x[-1] - x[0])
    if before is not None:
        return np.asarray(side.y + rise * t + (ends[1] - side.y - rise) * t**2, np.float64)
    return np.asarray(side.y - rise * (1 - t) + (ends[0] - side.y + rise) * (1 - t) ** 2, np.float64)


def _cubic(x: Floats, before: _Side, after: _Side) -> Floats:
    """The cubic that leaves one side and reaches the other in their directions (Hermite)."""
    gap = x[-1] - x[0]
    t = (x - x[0]) / gap
    ends = before.y * (1 + 2 * t) * (1 - t) ** 2 + after.y * t**2 * (3 - 2 * t)
    return np.asarray(ends + gap * (before.slope * t * (1 - t) ** 2 - after.slope * t**2 * (1 - t)), np.float64)


def _side(path: Path, end: int, forward: bool, stroke: float, unit: float, gap: float) -> _Side | None:
    """What is seen beside one ``end`` of a hidden stretch; None where that is too little, or noise."""
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
    if np.median(np.abs(slopes[1] * x + start - y)) > limit / 2 * np.hypot(1, slopes[1]):
        return None
    return _Side(slopes[1], float(start), bool(abs(slopes[0] - slopes[1]) * gap / 2 <= 2 * limit))


def _arc(x: Floats, start: tuple[float, float], corner: tuple[float, float], end: tuple[float, float]) -> Floats:
    """The parabola that leaves ``start`` and reaches ``end`` in the direction of the corner, at columns ``x``."""
    t = np.linspace(0, 1, 4 * len(x) + 2)
    at, rows = ((1 - t) ** 2 * a + 2 * t * (1 - t) * b + t**2 * c for a, b, c in zip(start, corner, end, strict=True))
    return np.asarray(np.interp(x, at, rows), np.float64)


def _is_hidden(x: Floats, y: Floats, area: PlotArea) -> bool:
    height, width = area.unseen.shape
    rows, columns = np.rint(y).astype(int), np.clip(np.rint(x).astype(int), 0, width - 1)
    inside = (rows >= 0) & (rows < height)
    return bool(inside.all() and area.unseen[rows, columns].mean() >= HIDDEN)
