"""Tick marks: short strokes that stand on a side of the plot box, outside or inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.geometry import Box
from extractors.strips import Side, Strip, cut_strip, spans

# In text heights: marks are longer than a join of lines, shorter than a label, and thin.
SHORTEST, LONGEST, WIDEST = 0.12, 1.5, 0.6
OUTER, INNER = 14.0, 1.8
# A label's tick stands within this distance of the label's centre, in text heights.
SEAT = 0.55
# Major ticks are at least this much longer than minor ones.
MAJOR = 1.25


@dataclass(frozen=True, slots=True)
class TickMark:
    """A mark at ``px`` along the axis, ``length`` pixels long; gridlines count as marks without length."""

    px: float
    length: float
    kind: str  # outside | inside | grid


def find_tick_marks(
    rgb: NDArray[np.uint8], box: Box, side: Side, gridlines: Sequence[float], unit: float
) -> list[TickMark]:
    """All marks of a side in order along it: outside marks, inside marks, and the gridlines that meet it."""
    outside = _marks(cut_strip(rgb, box, side, OUTER * unit, 1.0, outward=True), unit, "outside")
    inside = _marks(cut_strip(rgb, box, side, INNER * unit, 1.0, outward=False), unit, "inside")
    grid = [TickMark(at, 0.0, "grid") for at in gridlines]
    return sorted(outside + inside + grid, key=lambda m: m.px)


def seat(centre: float, marks: Sequence[TickMark], unit: float) -> float | None:
    """The place of the mark that a label with that centre stands on, or None where none is near."""
    near = [m for m in marks if abs(m.px - centre) <= SEAT * unit]
    for kind in ("outside", "grid", "inside"):
        marks_of_kind = [m for m in near if m.kind == kind]
        if marks_of_kind:
            longest = max(m.length for m in marks_of_kind)
            major = [m for m in marks_of_kind if m.length * MAJOR >= longest]
            return min(major, key=lambda m: abs(m.px - centre)).px
    return None


def _marks(strip: Strip, unit: float, kind: str) -> list[TickMark]:
    ink = strip.ink
    if ink.shape[0] < 3:
        return []
    depth = np.where(ink.all(axis=0), ink.shape[0], np.argmin(ink, axis=0))  # ink rows counted from the spine
    base = int(np.median(depth))
    if base > LONGEST * unit:
        return []
    long_enough = depth >= base + max(2.0, SHORTEST * unit)
    marks = []
    for first, last in spans(long_enough):
        length = float(depth[first : last + 1].max() - base)
        if last - first + 1 > max(3.0, WIDEST * unit) or length > LONGEST * unit:
            continue
        marks.append(TickMark(strip.start + _centre(strip, first, last, base, length), length, kind))
    return marks


def _centre(strip: Strip, first: int, last: int, base: int, length: float) -> float:
    """The sub-pixel centre of a mark from the contrast of its rows beyond the spine."""
    rows = strip.contrast[base + 1 : base + max(2, round(length))]
    lo, hi = max(0, first - 1), min(strip.contrast.shape[1], last + 2)
    weight = rows[:, lo:hi].mean(axis=0)
    weight = np.clip(weight - 0.1 * weight.max(), 0, None)
    return float((weight * np.arange(lo, hi)).sum() / weight.sum()) if weight.sum() > 0 else (first + last) / 2
