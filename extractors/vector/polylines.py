"""Polylines in a plot box: clipped to it, pieces whose ends meet joined, and the stretch of x that each covers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from extractors.geometry import Box
from extractors.vector.scene import Points

GAP = np.full((1, 2), np.nan)


def clipped(points: Points, box: Box) -> Points:
    """The parts of a polyline (n, 2) inside a box, with a NaN row between them; empty where there are none.

    Each segment is cut by Liang and Barsky's method (1984).
    """
    inside = (points[:, 0] >= box.x0) & (points[:, 0] <= box.x1) & (points[:, 1] >= box.y0) & (points[:, 1] <= box.y1)
    if inside.all():
        return points
    pieces: list[Points] = []
    last: Points | None = None
    for a, b, seen in zip(points, points[1:], inside[:-1] & inside[1:], strict=False):
        ends = (a, b) if seen else _cut(a, b, box)
        if ends is None:
            continue
        if last is None or not np.array_equal(last, ends[0]):
            pieces += [GAP] if pieces else []
            pieces.append(ends[0][None, :])
        pieces.append(ends[1][None, :])
        last = ends[1]
    return np.vstack(pieces) if pieces else np.zeros((0, 2))


def _cut(a: Points, b: Points, box: Box) -> tuple[Points, Points] | None:
    step = b - a
    enter, leave = 0.0, 1.0
    for k, low, high in ((0, box.x0, box.x1), (1, box.y0, box.y1)):
        if step[k] == 0:
            if not low <= a[k] <= high:
                return None
            continue
        first, second = sorted(((low - a[k]) / step[k], (high - a[k]) / step[k]))
        enter, leave = max(enter, float(first)), min(leave, float(second))
    if enter >= leave:
        return None
    return (a if enter == 0 else a + enter * step), (b if leave == 1 else a + leave * step)


def joined(pieces: Sequence[Points], near: float) -> list[Points]:
    """Polylines with those put together of which one begins or ends where another ends or begins, in drawing order."""
    lines: list[Points] = []
    for piece in pieces:
        for k in range(len(lines) - 1, -1, -1):
            if (whole := _together(lines[k], piece, near)) is not None:
                lines[k] = whole
                break
        else:
            lines.append(piece)
    return lines


def _together(line: Points, piece: Points, near: float) -> Points | None:
    if np.abs(line[-1] - piece[0]).max() <= near:
        return np.vstack([line, piece[1:]])
    if len(piece) == 2 and np.abs(line[-1] - piece[-1]).max() <= near:
        return np.vstack([line, piece[-2::-1]])
    if np.abs(line[0] - piece[-1]).max() <= near:
        return np.vstack([piece[:-1], line])
    return None


def with_gaps(pieces: Sequence[Points]) -> Points:
    """The pieces one after the other, a NaN row between them."""
    rows: list[Points] = []
    for piece in pieces:
        rows += [GAP, piece] if rows else [piece]
    return np.vstack(rows) if rows else np.zeros((0, 2))


def stretch(points: Points) -> tuple[float, float]:
    """From where to where the points run along x."""
    return float(np.nanmin(points[:, 0])), float(np.nanmax(points[:, 0]))


def shared_stretch(a: Points, b: Points) -> float:
    """The stretch of x that two polylines share, as a share of the shorter one's."""
    (a0, a1), (b0, b1) = stretch(a), stretch(b)
    shorter = min(a1 - a0, b1 - b0)
    return max(0.0, min(a1, b1) - max(a0, b0)) / shorter if shorter > 0 else float(a0 <= b0 <= a1 or b0 <= a0 <= b1)


def heights_at(points: Points, x: float) -> Iterator[float]:
    """The heights at which a polyline passes a place of x."""
    a, b = points[:-1], points[1:]
    low, high = np.minimum(a[:, 0], b[:, 0]), np.maximum(a[:, 0], b[:, 0])
    for i in np.flatnonzero((low <= x) & (x <= high)):
        width = b[i, 0] - a[i, 0]
        if width == 0:
            yield from (float(a[i, 1]), float(b[i, 1]))
        else:
            yield float(a[i, 1] + (x - a[i, 0]) / width * (b[i, 1] - a[i, 1]))
