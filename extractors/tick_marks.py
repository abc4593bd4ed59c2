"""Tick marks: short strokes that stand on a side of the plot box, outside or inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.geometry import Box
from extractors.medians import median
from extractors.strips import Side, Strip, cut_strip

MarkKind = Literal["outside", "inside", "grid"]

# In text heights: marks are longer than a join of lines, shorter than a label, and thin.
SHORTEST, LONGEST, LONGEST_INSIDE, WIDEST = 0.12, 2.6, 2.0, 0.5
# Thicker ones are solid bars: this share of their box is ink.
THICK, BAR = 0.9, 0.75
# Several marks that run together are wider than one by this factor.
TOGETHER_WIDE = 1.6
# Where it blurs into the spine a mark is wider by no more than this share of the widest.
FILLET = 0.6
# Marks begin this close to the spine: the pale rim of a fill may lie between, print stands further off.
GAP = 0.4
# Where a spine is drawn marks touch it: what so many rows of paper, with no more contrast, part from it is print. Edges
# of fills have less of its contrast.
OFF_SPINE, BLANK, SPINE_SHARE = 2, 12.0, 0.35
# Ends of curves blur over the edge of a plot from this row on; marks reach further out by more than this factor.
AT_EDGE, LONGER = 1, 2.0
# So many per cent of a strip differ from its paper by less than the grain of a scan; a mark differs by more than so
# many times that.
GRAIN, OVER_GRAIN = 25, 8.0
# How deep the strips are that are searched, and how far outside marks at the corners of the box reach over them.
OUTER, INNER, CORNER = 14.0, 2.6, 0.25
# A label's tick stands within this distance of the label's centre, in text heights.
SEAT = 0.55
# A stroke of a digit is more than this share of the depth of its print and no more than this share of its width.
DIGIT_DEEP, DIGIT_WIDE = 0.5, 0.5
# The gridline and the mark of one tick are at one place to this share of the text height.
TOGETHER = 0.15
# Major ticks are at least this much longer than minor ones.
MAJOR = 1.25
# Among fewer marks none is taken to be out of line.
LEAST_COMMON = 4


@dataclass(frozen=True, slots=True)
class TickMark:
    """A mark at ``px`` along the axis, ``length`` pixels long; gridlines count as marks without length.

    ``grid``: the pixels of the tool in working pixels, where it is known to have moved the mark to one of them.
    """

    px: float
    length: float
    kind: MarkKind
    grid: float = 0.0


def find_tick_marks(
    rgb: NDArray[np.uint8],
    box: Box,
    side: Side,
    gridlines: Sequence[float],
    unit: float,
    prints: Sequence[Box] = (),
) -> list[TickMark]:
    """All marks of a side as drawn, in order along it: outside marks, inside marks, and gridlines that meet it.

    ``prints`` are the boxes of numbers, whose digits are no marks.
    """
    outside = marks_in(cut_strip(rgb, box, side, OUTER * unit, CORNER * unit, outward=True), unit, "outside", prints)
    inside = marks_in(cut_strip(rgb, box, side, INNER * unit, 1.0, outward=False), unit, "inside")
    grid = [TickMark(at, 0.0, "grid") for at in gridlines]
    return sorted(outside + inside + grid, key=lambda m: m.px)


def marks_in(strip: Strip, unit: float, kind: MarkKind, prints: Sequence[Box] = ()) -> list[TickMark]:
    """The marks of a strip, outside or inside, at their sub-pixel places."""
    spots = mark_spots(strip, unit, prints)
    usual = float(np.median([spot.width for spot in spots])) if spots else 0.0
    single = [part for spot in spots for part in _parted(spot, usual, spots)]
    marks = [TickMark(strip.start + _centre(strip, spot), float(spot.length), kind) for spot in single]
    return _of_common_length(marks) if kind == "inside" else marks


def _parted(spot: Spot, usual: float, spots: Sequence[Spot]) -> list[Spot]:
    """The first and the last of several marks that run together, as near the decades of a log axis; else the mark.

    Marks that run together have others of ``spots`` as near as they are wide: alone stands a curve that ends there.
    """
    gaps = [max(other.first - spot.last, spot.first - other.last) for other in spots if other is not spot]
    if spot.width < TOGETHER_WIDE * usual or min(gaps, default=np.inf) > spot.width:
        return [spot]
    size = max(0, round(usual) - 1)
    return [replace(spot, last=spot.first + size), replace(spot, first=spot.last - size)]


def _of_common_length(marks: list[TickMark]) -> list[TickMark]:
    """Without single ones of another length: where a curve begins at the spine."""
    if len(marks) < LEAST_COMMON:
        return marks
    return [m for m in marks if sum(abs(m.length - other.length) <= 1.0 for other in marks) > 1]


@dataclass(frozen=True, slots=True)
class Spot:
    """A mark in its strip: columns ``first..last``, rows ``near..far`` (inclusive)."""

    first: int
    last: int
    near: int
    far: int
    base: int  # rows of the spine

    @property
    def length(self) -> int:
        return self.far - self.base + 1

    @property
    def width(self) -> int:
        return self.last - self.first + 1


def mark_spots(strip: Strip, unit: float, prints: Sequence[Box] = ()) -> list[Spot]:
    """Thin pieces of ink that begin at the spine; none where as many wide ones do, since those are print.

    Nor are strokes of the digits in ``prints`` marks, where labels stand close to a spine.
    """
    ink = strip.strokes
    base = spine_depth(ink)
    longest = (LONGEST if strip.outward else LONGEST_INSIDE) * unit
    if ink.shape[0] - base < 3 or base > longest:
        return []
    below = ink[base : base + round(longest + GAP * unit) + 2]
    gap, shortest = GAP * unit + 1, max(2.0, SHORTEST * unit)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(below.astype(np.uint8), connectivity=8)
    spots, wide = [], 0
    for k, (x, y, width, height, area) in enumerate(stats[1:count].tolist(), start=1):
        if y > gap:
            continue
        is_bar = area > BAR * width * height and height > width and width <= THICK * unit
        widest = width if is_bar else max(3.0, WIDEST * unit)
        neck = _neck(labels[y : y + height, x : x + width] == k, widest, round(gap))
        goes_on = neck is not None and neck[3] < height - 1
        if neck is None or not shortest <= neck[3] - neck[2] + 1 <= longest or (goes_on and y > 0):
            wide += width > widest and height > shortest
            continue
        first, last, near, far = neck
        spots.append(Spot(x + first, x + last, base + y + near, base + y + far, base))
    grain = float(np.percentile(strip.contrast, GRAIN)) if spots else 0.0
    spots = [s for s in spots if _stands_out(s, strip, grain) and not _stands_off(s, strip)]
    spots = [s for s in spots if not any(_is_digit(s, strip, box) for box in prints)]
    return _alike(_without_stubs(spots)) if wide < max(1, len(spots)) else []


def _stands_out(spot: Spot, strip: Strip, grain: float) -> bool:
    """Whether a mark differs from its rows by more than the ``grain`` of a scan makes places of a pale spine differ."""
    rows = strip.contrast[spot.near : spot.far + 1]
    rise = rows[:, spot.first : spot.last + 1].mean(axis=1) - np.median(rows, axis=1)
    return float(rise.max()) >= OVER_GRAIN * grain


def _stands_off(spot: Spot, strip: Strip) -> bool:
    """Whether paper lies between a drawn spine and the piece of ink: a minus sign of a label set close to it."""
    columns = strip.contrast[:, spot.first : spot.last + 1]
    drawn = columns[: spot.base].max(initial=0.0) >= SPINE_SHARE * columns[spot.near : spot.far + 1].max()
    return bool(drawn) and int((columns[spot.base : spot.near].max(axis=1) < BLANK).sum()) >= OFF_SPINE


def _is_digit(spot: Spot, strip: Strip, box: Box) -> bool:
    """Whether a piece of ink is a stroke of the print in a box; a mark that was read as print fills its box."""
    near, far = strip.rows(box)
    first, last = strip.columns(box)
    held = near - 1 <= spot.near and spot.far <= far + 1 and first - 1 <= spot.first and spot.last <= last + 1
    deep = spot.far - spot.near + 1 > DIGIT_DEEP * (far - near + 1)
    return held and deep and spot.width <= DIGIT_WIDE * (last - first + 1)


def _without_stubs(spots: list[Spot]) -> list[Spot]:
    """Without ends of curves at a side that has no spine, where longer marks of one pen all stand a little further off.

    What blurs of a curve over the edge of its plot is as thin as a mark, and there may be more curves than marks.
    """
    further = [s for s in spots if s.near > AT_EDGE]
    stubs = [s for s in spots if s.near <= AT_EDGE]
    if len(further) < 2 or not stubs:
        return spots
    shortest, longest = min(s.length for s in further), max(s.length for s in stubs)
    same = all(np.ptp(sizes) <= 1 for sizes in zip(*((s.near, s.far, s.width) for s in further), strict=True))
    return further if same and shortest > LONGER * longest else spots


def _alike(spots: list[Spot]) -> list[Spot]:
    """Marks of one axis begin at one distance from the spine; parts of letters do not."""
    if not spots:
        return []
    near = float(np.median([s.near for s in spots]))
    return [s for s in spots if abs(s.near - near) <= max(1.0, 0.15 * (s.far - s.near + 1))]


def spine_depth(ink: NDArray[np.bool_]) -> int:
    """Rows of the spine at the top of a strip."""
    depth = np.where(ink.all(axis=0), ink.shape[0], np.argmin(ink, axis=0))
    return int(np.median(depth))


def seat(centre: float, marks: Sequence[TickMark], unit: float) -> float | None:
    """The place of the mark that a label with that centre stands on, or None where none is near.

    Outside marks come first, but where only minor ones stand near and a gridline is nearer, that is it.
    """
    near = [m for m in marks if abs(m.px - centre) <= SEAT * unit]
    outside, grid, inside = (_nearest(centre, near, kind) for kind in ("outside", "grid", "inside"))
    if outside is not None and grid is not None and abs(outside - grid) > TOGETHER * unit:
        return min(outside, grid, key=lambda at: abs(at - centre))
    return next((at for at in (outside, grid, inside) if at is not None), None)


def _nearest(centre: float, marks: Sequence[TickMark], kind: str) -> float | None:
    """The nearest of the longest marks of a kind."""
    of_kind = [m for m in marks if m.kind == kind]
    longest = max((m.length for m in of_kind), default=0.0)
    return min((m.px for m in of_kind if m.length * MAJOR >= longest), key=lambda at: abs(at - centre), default=None)


def _neck(piece: NDArray[np.bool_], widest: float, fillet: int) -> tuple[int, int, int, int] | None:
    """First and last column, first and last row of the thin part at which a piece of ink begins.

    Up to ``fillet`` rows may be a little wider or narrower, where a mark blurs into its spine. The piece may go on as
    a label that touches its mark; a letter that touches the spine has no even neck.
    """
    first, last = np.argmax(piece, axis=1), piece.shape[1] - 1 - np.argmax(piece[:, ::-1], axis=1)
    thin = last - first + 1 <= widest
    if not thin[: fillet + 1].any():
        return None
    near = int(np.argmax(thin))
    far = len(thin) if thin[near:].all() else near + int(np.argmin(thin[near:]))
    start, stop = int(median(first[near:far])), int(median(last[near:far]))
    even = (np.abs(first[near:far] - start) <= 1) & (np.abs(last[near:far] - stop) <= 1)
    if not even[: fillet + 1].any():
        return None
    near += int(np.argmax(even))
    if np.any((last - first)[:near] > stop - start + FILLET * widest):
        return None
    even = even[int(np.argmax(even)) :]
    far = far if even.all() else near + int(np.argmin(even))
    return (start, stop, near, far - 1) if far > near else None


def _centre(strip: Strip, spot: Spot) -> float:
    """The sub-pixel centre of a mark from the contrast of its rows beyond the spine."""
    near = min(spot.near + 1, spot.far)
    rows = strip.contrast[near : max(near + 1, spot.far)]
    lo, hi = max(0, spot.first - 1), min(strip.contrast.shape[1], spot.last + 2)
    weight = rows[:, lo:hi].mean(axis=0)
    weight = np.clip(weight - 0.1 * weight.max(), 0, None)
    if weight.sum() <= 0:
        return (spot.first + spot.last) / 2
    return float((weight * np.arange(lo, hi)).sum() / weight.sum())
