"""Small shapes: markers of data points and the pieces that one marker is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from extractors.geometry import Box, bounding
from extractors.vector.scene import Paint, Points, Rgb, Shape

# In text heights: markers are smaller than LARGEST and larger than SMALLEST, and alike where their sides differ by less
# than SAME_SIZE of them.
LARGEST, SMALLEST, SAME_SIZE = 3.1, 0.12, 0.04
# The pieces of a symbol follow one another within so many others.
LAST = 4
# Corners that lie nearer to the line between their neighbours than this share of the size are none.
FLAT = 0.03
# A shape whose sides are less alike than this is no marker.
BAR = 0.25
# The strokes of a plus are as long as each other to this share.
SQUARE = 0.8
# The strokes of a star begin at one place to this share of their length.
MEETING = 0.02


@dataclass(frozen=True, eq=False)
class Symbol:
    """A small shape at ``center``: its colour (of the fill, else of the stroke), its form and its extent.

    ``centers``: the places that may be meant by it, the origin it was drawn at first, where the file tells that.
    """

    centers: tuple[tuple[float, float], ...]
    box: Box
    color: Rgb
    form: str
    hollow: bool
    paint: Paint
    shapes: tuple[Shape, ...]

    @property
    def size(self) -> float:
        """The larger side."""
        return max(self.box.width, self.box.height)

    def like(self, other: Symbol) -> bool:
        """Whether both are copies of one marker."""
        near = SAME_SIZE * max(self.size, other.size)
        same_box = abs(self.box.width - other.box.width) <= near and abs(self.box.height - other.box.height) <= near
        return same_box and self.form == other.form and self.color == other.color and self.hollow == other.hollow


def symbols_of(shapes: Sequence[Shape], unit: float) -> list[Symbol]:
    """Small shapes as symbols, the pieces of one drawn object that overlap put together; bare strokes are none."""
    small = [s for s in shapes if (s.stroked or s.filled) and _is_small(s.box, unit)]
    found: list[Symbol] = []
    for pieces in _touching(small):
        symbol = _symbol(pieces)
        if symbol is not None:
            found.append(symbol)
    return _with_rims(found)


def _is_small(box: Box, unit: float) -> bool:
    return SMALLEST * unit <= max(box.width, box.height) <= LARGEST * unit


def _touching(pieces: Sequence[Shape]) -> list[list[Shape]]:
    """Pieces of one object, or strokes of one paint drawn in turn, in groups that share a middle."""
    groups: list[list[Shape]] = []
    for piece in pieces:
        for group in groups[-LAST:]:
            first, last = group[0].box, group[-1]
            near = 0.15 * max(first.width, first.height, piece.box.width, piece.box.height)
            strokes = last.paint == piece.paint and len(last.points) == len(piece.points) == 2
            together = piece.item == last.item or (strokes and piece.item == last.item + 1)
            level = abs(first.cx - piece.box.cx) <= near and abs(first.cy - piece.box.cy) <= near
            if together and (level or (strokes and _hub([group[0], piece]) is not None)):
                group.append(piece)
                break
        else:
            groups.append([piece])
    return groups


def _hub(strokes: Sequence[Shape]) -> tuple[float, float] | None:
    """Where all strokes of a star begin or end, None where they do not meet so."""
    if len(strokes) < 2 or any(len(s.points) != 2 for s in strokes):
        return None
    near = MEETING * max(max(s.box.width, s.box.height) for s in strokes)
    for end in strokes[0].points:
        if all(float(np.abs(s.points - end).max(axis=1).min()) <= near for s in strokes[1:]):
            return float(end[0]), float(end[1])
    return None


def _symbol(pieces: Sequence[Shape]) -> Symbol | None:
    first = pieces[0]
    box = bounding(p.box for p in pieces)
    form = _form(pieces)
    if form is None:
        return None
    paint = first.paint
    fill = paint.fill if first.filled and (form not in ("cross", "plus") or not first.stroked) else None
    pale = fill is not None and min(fill) >= 240 and first.stroked
    color = paint.stroke if fill is None or pale else fill
    if color is None:
        return None
    centers = [(box.cx, box.cy), _centroid(first.points)]
    hub = _hub(pieces)
    if hub is not None:
        centers.insert(0, hub)
    if first.anchor is not None and box.holds(*first.anchor):
        centers.insert(0, first.anchor)
    return Symbol(tuple(centers), box, color, form, fill is None or pale, paint, tuple(pieces))


def _form(pieces: Sequence[Shape]) -> str | None:
    """The shape of a marker by its corners; None for what is no marker: a bare stroke, a hook, a bit of a curve."""
    first = pieces[0]
    if len(pieces) == 2 and _hub(pieces) is not None:
        return None
    if len(pieces) >= 2 and all(len(p.points) == 2 for p in pieces):
        steps = np.array([np.abs(p.points[1] - p.points[0]) for p in pieces])
        slanted = (steps.min(axis=1) > 0.3 * steps.max(axis=1)).sum()
        if len(pieces) >= 3:  # three upright strokes are an error bar
            return "star" if slanted else None
        if slanted == 0 and steps.max(axis=0).min() < SQUARE * steps.max():
            return None  # the stem and a cap of an error bar
        return "cross" if slanted == 2 else "plus" if slanted == 0 else None
    ends_meet = bool(np.abs(first.points[0] - first.points[-1]).max() <= 0.02 * max(first.box.width, first.box.height))
    short, long = sorted((first.box.width, first.box.height))
    if not (first.closed or ends_meet or first.filled) or short < BAR * long:
        return None  # an open stroke, the peak of a line that was drawn in pieces, or the cap of an error bar
    corners = _corners(first.points)
    if len(corners) >= 9 and _is_round(first.points):
        return "circle"
    if len(corners) == 4:
        steps = np.abs(np.diff(np.vstack([corners, corners[:1]]), axis=0))
        upright = bool((steps.min(axis=1) <= 0.1 * steps.max()).all())
        return "square" if upright else "diamond"
    return {3: "triangle", 10: "star"}.get(len(corners), "cross" if len(corners) == 12 else "other")


def _corners(points: Points) -> Points:
    """The points of a closed outline at which it turns."""
    ring = points[:-1] if np.allclose(points[0], points[-1], atol=1e-3) else points
    if len(ring) < 3:
        return ring
    before, after = np.roll(ring, 1, axis=0), np.roll(ring, -1, axis=0)
    span = np.hypot(*(after - before).T)
    away = np.abs((after - before)[:, 0] * (ring - before)[:, 1] - (after - before)[:, 1] * (ring - before)[:, 0])
    size = float(np.ptp(ring, axis=0).max())
    return np.asarray(ring[away > FLAT * 0.1 * size * np.maximum(span, 1e-9)])


def _is_round(points: Points) -> bool:
    middle = (points.min(axis=0) + points.max(axis=0)) / 2
    radius = np.hypot(*(points - middle).T)
    return bool(np.ptp(radius) <= 0.12 * radius.max())


def _centroid(points: Points) -> tuple[float, float]:
    """The centre of the area within an outline, the mean of its points where it has none."""
    x, y = points[:, 0], points[:, 1]
    cross = x * np.roll(y, -1) - np.roll(x, -1) * y
    area = cross.sum() / 2
    if abs(area) < 1e-9:
        return float(x.mean()), float(y.mean())
    return (
        float(((x + np.roll(x, -1)) * cross).sum() / (6 * area)),
        float(((y + np.roll(y, -1)) * cross).sum() / (6 * area)),
    )


def _with_rims(symbols: list[Symbol]) -> list[Symbol]:
    """Without doubles: a fill and its rim that are drawn one after the other are one marker."""
    kept: list[Symbol] = []
    for symbol in symbols:
        last = kept[-1] if kept else None
        if last is not None and last.box.iou(symbol.box) > 0.8 and last.form == symbol.form:
            pale = min(last.color) >= 240
            kept[-1] = symbol if pale else last
            continue
        kept.append(symbol)
    return kept
