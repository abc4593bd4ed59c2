"""Intervals of a series: the band that is filled around its line, or the bars through its markers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.geometry import Box
from extractors.vector.polylines import heights_at
from extractors.vector.scene import Points, Rgb, Shape
from extractors.vector.strokes import Segment, is_rectangle

# A band covers at least this share of the line's width and holds this share of its points.
COVERS, HOLDS = 0.5, 0.6
# A stem stands on a point to this share of a text height; this share of the points must have one.
ON_POINT, CARRIED = 0.08, 0.5
# A band with a level edge over its whole width is an area and no interval.
LEVEL = 0.05
# The hue of a band may be this far from that of its line: the cosine between what both take from white.
HUE = 0.97


@dataclass(frozen=True, eq=False)
class Interval:
    """Lower and upper ends at places of x, in working pixels; at error bars ``x`` are the points that have one."""

    x: NDArray[np.float64]
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]
    bars: bool


def find_interval(
    line: Points,
    markers: Points,
    color: Rgb,
    shapes: Sequence[Shape],
    segments: Sequence[Segment],
    box: Box,
    unit: float,
) -> Interval | None:
    """The interval of a series: error bars at its points, else a band around its line, else None."""
    seen = line[np.isfinite(line).all(axis=1)]
    points = markers if len(markers) else seen
    if not len(points):
        return None
    return _bars(points, color, segments, box, unit) or (_band(seen, color, shapes, unit) if len(seen) > 1 else None)


def _bars(points: Points, color: Rgb, segments: Sequence[Segment], box: Box, unit: float) -> Interval | None:
    stems = [
        s
        for s in segments
        if s.way == "up" and 0.05 * unit < s.length < 0.9 * box.height and _is_own(s.shape.paint.stroke, color)
    ]
    rows = []
    near = ON_POINT * unit
    for x, y in points:
        own = [s for s in stems if abs(s.at - x) <= near and s.start - near <= y <= s.stop + near]
        if own:
            rows.append((x, max(s.stop for s in own), min(s.start for s in own)))
    if len(rows) < max(2, CARRIED * len(points)):
        return None
    x, lower, upper = np.array(rows).T
    return Interval(x, lower, upper, True)


def _is_own(stroke: Rgb | None, color: Rgb) -> bool:
    return stroke is not None and max(abs(a - b) for a, b in zip(stroke, color, strict=True)) <= 6


def _band(line: Points, color: Rgb, shapes: Sequence[Shape], unit: float) -> Interval | None:
    """The fill of the line's hue that holds most of it; pieces between which the line has gaps count together."""
    x0, x1 = float(line[:, 0].min()), float(line[:, 0].max())
    fills = [
        s
        for s in shapes
        if s.filled
        and len(s.points) > 3
        and not is_rectangle(s, unit)
        and s.box.width > 2 * unit
        and _same_hue(s.paint.fill, color)
        and s.box.x0 < x1
        and s.box.x1 > x0
    ]
    if not fills:
        return None
    rows = []
    for x, y in line:
        spans = [
            (max(h), min(h))
            for f in fills
            if f.box.x0 - 1e-6 <= x <= f.box.x1 + 1e-6 and (h := list(heights_at(f.points, x)))
        ]
        own = [s for s in spans if s[1] - 0.1 * unit <= y <= s[0] + 0.1 * unit]
        if own:
            rows.append((x, *min(own, key=lambda s: s[0] - s[1])))
    if len(rows) < HOLDS * len(line):
        return None
    x, lower, upper = np.array(rows).T
    flat = min(float(np.ptp(lower)), float(np.ptp(upper))) <= LEVEL * unit and float(np.ptp(line[:, 1])) > LEVEL * unit
    on_line = max(float(np.median(np.abs(np.interp(x, line[:, 0], line[:, 1]) - e))) for e in (lower, upper))
    if flat or float(np.ptp(x)) < COVERS * (x1 - x0) or on_line <= LEVEL * unit:
        return None
    return Interval(x, lower, upper, False)


def _same_hue(fill: Rgb | None, color: Rgb) -> bool:
    if fill is None:
        return False
    if _is_own(fill, color):
        return True
    a, b = 255.0 - np.array(fill), 255.0 - np.array(color)
    size = float(np.linalg.norm(a) * np.linalg.norm(b))
    return size > 0 and float(a @ b) / size >= HUE and float(np.linalg.norm(a)) < float(np.linalg.norm(b))
