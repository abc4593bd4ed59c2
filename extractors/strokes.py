"""Long straight strokes and colour steps along the rows and columns of an image: spines, gridlines, frames, fills."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

# The faintest gridlines in use (#f0f0f0 on white) step by 15 grey levels; JPEG noise of flat areas stays below 5.
MIN_STEP = 6
# A spine is crossed by ticks, curves and markers, a dotted gridline is half blank: holes up to this share of the
# text height are closed, and a stroke must be drawn over MIN_FILL of its length.
HOLE = 0.8
MIN_FILL = 0.55
# Two opposite steps closer than this share of the text height are the two sides of one stroke.
THICKEST = 0.6
# A JPEG leaves ripples beside a spine within a block, so many pixels away, along most of it. These stand out from their
# surroundings by less than a step, the spine by so many times as much.
BLOCK, ALONG, STRONGER = 8.0, 0.9, 5.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight stroke: ``at`` its place across, ``start`` and ``end`` along; ``thickness`` 0 for a step of colour."""

    at: float
    start: float
    end: float
    thickness: float
    dark: float  # grey levels against its surroundings; negative where lighter
    fill: float = 1.0

    @property
    def length(self) -> float:
        return self.end - self.start


def horizontal_strokes(grey: NDArray[np.uint8], unit: float, shortest: float) -> list[Stroke]:
    """Strokes along rows of the (H, W) image that are at least ``shortest`` pixels long, top to bottom."""
    steps = np.diff(grey.astype(np.int16), axis=0)
    edges = [edge for sign in (1, -1) for edge in _edges(sign * steps >= MIN_STEP, sign, unit, shortest)]
    return sorted(_without_ripples(_pair(edges, unit, grey)), key=lambda s: (s.at, s.start))


def vertical_strokes(grey: NDArray[np.uint8], unit: float, shortest: float) -> list[Stroke]:
    """The same along columns, left to right."""
    return horizontal_strokes(np.ascontiguousarray(grey.T), unit, shortest)


@dataclass(frozen=True, slots=True)
class _Edge:
    row: float  # between `row` and `row + 1`
    start: int
    end: int
    sign: int
    fill: float


def _edges(step: NDArray[np.bool_], sign: int, unit: float, shortest: float) -> list[_Edge]:
    raw = step.astype(np.uint8)
    hole, length = _odd(HOLE * unit), _odd(shortest)  # an even kernel would shift what it keeps
    closed = cv2.morphologyEx(raw, cv2.MORPH_CLOSE, np.ones((1, hole), np.uint8))
    kept = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    edges = []
    for row in np.flatnonzero(kept.any(axis=1)):
        line = kept[row]
        bounds = np.flatnonzero(np.diff(np.concatenate(([0], line, [0]))))
        for start, end in zip(bounds[::2], bounds[1::2] - 1, strict=True):
            inked = np.flatnonzero(raw[row, start : end + 1])
            fill = len(inked) / (end - start + 1)
            if fill >= MIN_FILL:
                edges.append(_Edge(float(row), int(start + inked[0]), int(start + inked[-1]), sign, fill))
    return edges


def _odd(size: float) -> int:
    return max(3, round(size - 1) // 2 * 2 + 1)


def _pair(edges: list[_Edge], unit: float, grey: NDArray[np.uint8]) -> list[Stroke]:
    """Join the opposite sides of a stroke; what stays single is a step between two fills."""
    edges = sorted(_thin(edges), key=lambda e: e.row)
    used: set[int] = set()
    strokes = []
    for i, first in enumerate(edges):
        if i in used:
            continue
        for j in range(i + 1, len(edges)):
            second = edges[j]
            if second.row - first.row > max(3.0, THICKEST * unit):
                break
            shared = min(first.end, second.end) - max(first.start, second.start)
            longer = max(first.end - first.start, second.end - second.start)
            if j in used or second.sign == first.sign or shared < 0.7 * longer:
                continue
            used.update((i, j))
            strokes.append(_stroke(first, second, grey))
            break
        else:
            continue
    strokes += [Stroke(e.row + 0.5, e.start, e.end, 0.0, 0.0, e.fill) for i, e in enumerate(edges) if i not in used]
    return strokes


def _without_ripples(strokes: list[Stroke]) -> list[Stroke]:
    spines = [s for s in strokes if abs(s.dark) >= STRONGER * MIN_STEP]
    return [
        s
        for s in strokes
        if s.thickness == 0 or abs(s.dark) >= MIN_STEP or not any(_is_ripple(s, spine) for spine in spines)
    ]


def _is_ripple(stroke: Stroke, spine: Stroke) -> bool:
    shared = min(stroke.end, spine.end) - max(stroke.start, spine.start)
    return abs(stroke.at - spine.at) <= BLOCK and shared >= ALONG * max(stroke.length, 1.0)


def _thin(edges: list[_Edge]) -> list[_Edge]:
    """Keep one of the equal steps on neighbouring rows, as anti-aliasing makes them."""
    kept: list[_Edge] = []
    for edge in sorted(edges, key=lambda e: (e.sign, e.row)):
        twin = next(
            (
                i
                for i in range(len(kept) - 1, max(-1, len(kept) - 12), -1)
                if kept[i].sign == edge.sign
                and edge.row - kept[i].row <= 1
                and min(kept[i].end, edge.end) - max(kept[i].start, edge.start) > 0.7 * max(edge.end - edge.start, 1)
            ),
            None,
        )
        if twin is None:
            kept.append(edge)
        elif edge.end - edge.start > kept[twin].end - kept[twin].start:
            kept[twin] = edge
    return kept


def _stroke(first: _Edge, second: _Edge, grey: NDArray[np.uint8]) -> Stroke:
    start, end = max(first.start, second.start), min(first.end, second.end)
    top, bottom = int(first.row), int(second.row) + 1
    lo, hi = max(0, top - 1), min(grey.shape[0], bottom + 2)
    profile = np.median(grey[lo:hi, start : end + 1], axis=1).astype(float)
    darker, lighter = sorted((profile[0], profile[-1]))  # the fills on its two sides may differ
    dark = first.sign < 0
    weight = np.maximum(darker - profile if dark else profile - lighter, 0.0)
    weight[[0, -1]] = 0
    at = float((weight * np.arange(lo, hi)).sum() / weight.sum()) if weight.sum() > 0 else (top + bottom) / 2
    depth = float(weight.max() if dark else -weight.max())
    thickness = float(weight.sum() / max(weight.max(), 1.0))
    return Stroke(at, start, end, max(thickness, 0.5), depth, min(first.fill, second.fill))
