"""A label beside an axis before it is read, and how all labels of an axis stand on their ticks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from extractors.geometry import Box
from extractors.readers import Text
from extractors.strips import Side, distinct
from extractors.tick_marks import TickMark

# Ticks lie on the box; a label whose centre is further beyond its corner belongs to the other axis.
BEYOND = 0.45
# Labels stand on their marks alike to ALIKE, if LEAST_ALIKE are seated; where fewer than MOST_SEATED of the labels are,
# they stand on something else.
ALIKE, LEAST_ALIKE, MOST_SEATED = 0.2, 3, 0.5
# Labels on both corners of the box stand aside of them alike to this share of their height (a pixel at least).
SAME_ASIDE = 0.15
# Marks no further from the centres of their labels are ticks, however few are seen.
HARDLY = 0.1
# The frame is no tick: a label beside its corner stands on it only where it does so almost as exactly as the others.
ON_FRAME = 0.1
# Of as many gridlines as labels all stand no further aside of their own, and these at least so many times as far apart.
ASIDE, APART = 1.2, 3.0
# The stroke of a corner is this close to where the box ends.
CORNER = 0.25


@dataclass(frozen=True, slots=True)
class LabelPrint:
    """One label beside an axis before it is read: its box, its tick's place along the axis, and whether it has one.

    ``rotation`` is the counter-clockwise turn of the print in degrees; slanted print is known by ``text`` alone.
    """

    box: Box
    px: float
    seated: bool
    rotation: int = 0
    text: Text | None = None


def settled(prints: list[LabelPrint], box: Box, side: Side, marks: Sequence[TickMark], unit: float) -> list[LabelPrint]:
    """Labels stand on their marks all alike, a little beside their centres where a font sits high or low.

    Where few are seated, what they are seated on are no ticks of this axis (gridlines of the other y axis). Labels
    that are seated unlike the others (on a curve, on the frame near their own place) and those that have no mark take
    the common place.
    """
    centres = [p.box.cy if side in ("left", "right") else p.box.cx for p in prints]
    offsets = [p.px - c for p, c in zip(prints, centres, strict=True) if p.seated]
    corners = _corners(box, side, marks, unit)
    if each := _one_each(prints, centres, corners, marks, unit) if side in ("bottom", "top") else ():
        return [replace(p, px=at, seated=True) for p, at in zip(prints, each, strict=True)]
    few = len(offsets) < MOST_SEATED * len(prints) and not _hardly_aside(offsets, unit)
    if few and not _end_at_corners(prints, centres, corners, unit):
        inner = sum(p.seated for p in prints[1:-1])
        aside = _aside_of_corners(centres, corners, unit) if inner < LEAST_ALIKE - 1 else 0.0
        return [replace(p, px=c + aside, seated=False) for p, c in zip(prints, centres, strict=True)]
    near = max(2.0, ALIKE * unit)
    loose = [replace(p, px=c, seated=False) for p, c in zip(prints, centres, strict=True)]
    if len(offsets) < LEAST_ALIKE:
        return loose if 1 < len(offsets) < len(prints) and float(np.ptp(offsets)) > near else prints
    common = float(np.median(offsets))
    limits = [max(1.0, ON_FRAME * unit) if _is_on_frame(p.px, box, side, marks) else near for p in prints]
    alike = [p.seated and abs(p.px - c - common) <= limit for p, c, limit in zip(prints, centres, limits, strict=True)]
    if sum(alike) < LEAST_ALIKE:
        return loose
    return [
        p if own else replace(p, px=c + common, seated=False) for p, c, own in zip(prints, centres, alike, strict=True)
    ]


def _corners(box: Box, side: Side, marks: Sequence[TickMark], unit: float) -> tuple[float, float]:
    """Both ends of the axis, as exactly as the strokes there tell."""
    ends = (box.y0, box.y1) if side in ("left", "right") else (box.x0, box.x1)
    near = [[m.px for m in marks if abs(m.px - end) <= CORNER * unit + 0.5] for end in ends]
    first, last = (min(at, key=lambda px: abs(px - end), default=end) for at, end in zip(near, ends, strict=True))
    return first, last


def _one_each(
    prints: Sequence[LabelPrint],
    centres: Sequence[float],
    corners: tuple[float, float],
    marks: Sequence[TickMark],
    unit: float,
) -> tuple[float, ...]:
    """The gridlines of an x axis where there are as many as labels, and these all stand a little to one side of them.

    Slanted labels of few characters look upright: the longer they are, the further their middles are from their ticks.
    Gridlines are all evenly spaced, far enough apart that none is near two labels, and ticks stand at them alone.
    """
    inner = [m.px for m in marks if corners[0] + CORNER * unit < m.px < corners[1] - CORNER * unit]
    places = distinct(inner, ALIKE * unit)
    grid = [m.px for m in marks if m.kind == "grid"]
    bare = any(m.kind == "outside" and all(abs(m.px - at) > ALIKE * unit for at in grid) for m in marks)
    if len(places) != len(prints) or len(places) < LEAST_ALIKE or bare:
        return ()
    aside, gaps = np.subtract(centres, places), np.diff(places)
    one_way = bool(np.all(aside < 0) or np.all(aside > 0)) and np.max(np.abs(aside)) <= ASIDE * unit
    far = np.min(gaps) >= APART * ASIDE * unit and np.ptp(gaps) <= 2.0
    return tuple(places) if one_way and far else ()


def _hardly_aside(offsets: Sequence[float], unit: float) -> bool:
    """Whether the few marks there are, all near the centres of their labels, are ticks; curves hide the others."""
    return len(offsets) >= LEAST_ALIKE and max(abs(off) for off in offsets) <= max(1.0, HARDLY * unit)


def _end_at_corners(
    prints: Sequence[LabelPrint], centres: Sequence[float], corners: tuple[float, float], unit: float
) -> bool:
    """Whether the labels between the first and the last are seated, and these stand beside the corners as they do.

    Between the edges of a fill, which are no marks, an axis with a label at both ends may have a single gridline.
    """
    if len(prints) < LEAST_ALIKE or not all(p.seated for p in prints[1:-1]) or prints[0].seated or prints[-1].seated:
        return False
    inner = [p.px - c for p, c in zip(prints[1:-1], centres[1:-1], strict=True)]
    aside = [corners[0] - centres[0], *inner, corners[1] - centres[-1]]
    return float(np.ptp(aside)) <= max(1.0, SAME_ASIDE * unit)


def _aside_of_corners(centres: Sequence[float], corners: tuple[float, float], unit: float) -> float:
    """How far the ticks stand from the centres of all labels, where the first and the last stand at the corners.

    No tick is outside of the box: what both are shifted by, in one direction, is the way in which all stand aside on
    an axis without marks. Some tools print a blank before each number.
    """
    if len(centres) <= LEAST_ALIKE:
        return 0.0
    first, last = corners[0] - centres[0], corners[1] - centres[-1]
    near = max(abs(first), abs(last)) <= BEYOND * unit
    return (first + last) / 2 if near and abs(first - last) <= max(1.0, SAME_ASIDE * unit) else 0.0


def _is_on_frame(px: float, box: Box, side: Side, marks: Sequence[TickMark]) -> bool:
    """Whether a place along an axis is that of the other axis's spine, without a mark of its own."""
    ends = (box.y0, box.y1) if side in ("left", "right") else (box.x0, box.x1)
    return min(abs(px - end) for end in ends) <= 1.0 and not any(m.kind == "outside" and m.px == px for m in marks)
