"""Axis-parallel strokes and rectangles among the shapes of a scene: frames, gridlines and tick marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np

from extractors.geometry import Box
from extractors.vector.scene import Paint, Points, Shape

Way = Literal["across", "up"]

# A stroke is axis-parallel where it leaves its line by less than this, in text heights.
STRAIGHT = 0.02
# Filled rectangles thinner than this, in text heights, are strokes.
THIN = 0.15
# So many strokes of one paint over this share of a plot's width are gridlines.
GRIDLINES, ACROSS = 3, 0.95


@dataclass(frozen=True, eq=False)
class Segment:
    """A straight stroke ``across`` (horizontal) or ``up`` (vertical): its place, where it runs, and its shape."""

    way: Way
    at: float
    start: float
    stop: float
    shape: Shape

    @property
    def length(self) -> float:
        """How long it is."""
        return self.stop - self.start


def segments_of(shapes: Sequence[Shape], unit: float) -> list[Segment]:
    """Every axis-parallel stroke: single lines, the sides of stroked rectangles, and thin filled ones."""
    found: list[Segment] = []
    for shape in shapes:
        if not (shape.stroked or shape.filled) or len(shape.points) > 6:
            continue
        if is_rectangle(shape, unit):
            found += _of_rectangle(shape, unit)
        elif shape.stroked:
            points = _ends_of(shape.points, unit)
            found += [s for a, b in pairwise(points) if (s := _segment(a, b, shape, unit))]
    return found


def is_rectangle(shape: Shape, unit: float) -> bool:
    """Whether a shape is closed and has axis-parallel sides only."""
    points = shape.points
    ends_meet = len(points) > 3 and bool(np.abs(points[0] - points[-1]).max() <= STRAIGHT * unit)
    corners = points[:-1] if ends_meet else points
    if len(corners) != 4 or not (shape.closed or ends_meet or shape.filled):
        return False
    steps = np.abs(np.diff(np.vstack([corners, corners[:1]]), axis=0))
    return bool((steps.min(axis=1) <= STRAIGHT * unit).all())


def _of_rectangle(shape: Shape, unit: float) -> list[Segment]:
    box = shape.box
    if min(box.width, box.height) <= THIN * unit:
        if not shape.filled and not shape.stroked:
            return []
        if box.width > box.height:
            return [Segment("across", box.cy, box.x0, box.x1, shape)]
        return [Segment("up", box.cx, box.y0, box.y1, shape)]
    if not shape.stroked:
        return []
    across = [Segment("across", at, box.x0, box.x1, shape) for at in (box.y0, box.y1)]
    return across + [Segment("up", at, box.y0, box.y1, shape) for at in (box.x0, box.x1)]


def _ends_of(points: Points, unit: float) -> Points:
    """The ends alone of a polyline that runs along an axis all the way."""
    across, up = np.ptp(points, axis=0)
    return points[[0, -1]] if min(across, up) <= STRAIGHT * unit and len(points) > 2 else points


def _segment(a: Points, b: Points, shape: Shape, unit: float) -> Segment | None:
    (dx, dy), (cx, cy) = np.abs(b - a), (a + b) / 2
    if dy <= STRAIGHT * unit < dx:
        return Segment("across", float(cy), float(min(a[0], b[0])), float(max(a[0], b[0])), shape)
    if dx <= STRAIGHT * unit < dy:
        return Segment("up", float(cx), float(min(a[1], b[1])), float(max(a[1], b[1])), shape)
    return None


def beside(box: Box, segment: Segment, side: str) -> float:
    """How far a segment lies from a side of a box that it is parallel to."""
    return abs(segment.at - {"left": box.x0, "right": box.x1, "top": box.y0, "bottom": box.y1}[side])


def grid_paints(segments: Sequence[Segment], boxes: Sequence[Box]) -> set[Paint]:
    """The paints of gridlines across plot boxes, which a legend may cut to pieces as long as its swatches."""
    across = [s for s in segments if s.way == "across" and not s.shape.closed]
    long = [
        s.shape.paint for b in boxes for s in across if s.length >= ACROSS * b.width and b.grown(1).holds(s.start, s.at)
    ]
    return {paint for paint, count in Counter(long).items() if count >= GRIDLINES}
