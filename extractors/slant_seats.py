"""Where slanted labels have their ticks: the way of hanging them that puts most of them on a mark, all alike.

Labels may end at their tick, begin at it, or stand centred below it. Which of these it is shows in the marks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extractors.dates import date_readings
from extractors.readers import Text
from extractors.slant_values import linear_hang
from extractors.strips import Side
from extractors.tick_marks import MAJOR, TickMark

# Fewer labels on marks prove no way of hanging them, nor does a smaller share of them.
LEAST, MOSTLY = 2, 0.5
# All in text heights. Labels hang beside their marks by no more than HANGS, and alike to AGREE.
HANGS, AGREE = 1.0, 0.35
# Among dense marks one is always near: labels hang beside theirs by no more than NEAREST of the marks' spacing, and
# where that is below DENSE text heights, slanted print has no room at each of them.
NEAREST, DENSE = 0.3, 1.4
# In spacings of the marks: print that goes on by LABEL holds a label, which has no tick PAST the end of the axis.
LABEL, PAST = 0.6, 0.3
# Lines are no gridlines where they are fewer than this share of the labels. What is so near one, in pixels, is its end.
FEW, SAME_LINE = 0.5, 2.0
# Where there are as many marks as labels, they may hang as far beside them as they like, but alike to this.
ASIDE = 1.5


@dataclass(frozen=True, slots=True)
class Seats:
    """The place of each label's tick along the axis, which of them are on a mark, and how far beside it they hang."""

    px: tuple[float, ...]
    seated: tuple[bool, ...]
    offset: float


def find_seats(
    texts: Sequence[Text],
    side: Side,
    marks: Sequence[TickMark],
    unit: float,
    printed: tuple[float, float],
    ends: tuple[float, float],
) -> Seats | None:
    """The ticks of slanted ``texts`` in order along the axis; None where the marks do not tell how they hang.

    ``printed``: the first and the last column of their row, labels that were not read included; ``ends``: of the axis.
    """
    dates = 2 * sum(bool(date_readings(text.string)) for text in texts) > len(texts)
    names = not any(c.isdigit() for text in texts for c in text.string)
    names |= not dates and all(text.string[:1].isalpha() for text in texts)  # Q1, Q2
    kinds = [_main_places(marks, kind) for kind in ("outside", "grid", "inside")]
    # Spreadsheets set categories between two ticks, and dates too: these end there and never have their middle there.
    between = [[(a + b) / 2 for a, b in pairwise(places)] for places in kinds]
    hung = [np.array([anchor(text) for text in texts]) for anchor in _anchors(side, unit)]
    ways = [(at, places) for places in kinds for at in hung]
    ways += [(at, places) for places in between for at in (hung if names else hung[1:] if dates else [])]
    unread = texts[0].box.x0 - printed[0], printed[1] - texts[-1].box.x1
    ways = [(at, places) for at, places in ways if _keeps_unread(at, places, unread, ends)]
    found = [(seats, len(places)) for at, places in ways if (seats := _seats(at, places, unit)) is not None]
    if found:  # minor ticks are more than the labels, and so are the middles between ticks that each have their own
        return min(found, key=lambda way: (-sum(way[0].seated), way[1] != len(texts), abs(way[0].offset)))[0]
    counted = [seats for at, places in ways if (seats := _in_order(at, places, unit))]
    inner = [m for m in marks if ends[0] + unit < m.px < ends[1] - unit]
    if not counted and (not inner or _are_references(inner, len(texts))):
        counted = [seats for at in hung if (seats := _between_corners(at, ends, unit))]
        counted = counted or [seats for seats in (_in_the_middle(hung, unread, ends, unit),) if seats]
        counted = counted or [seats for at in hung if names and (seats := _in_bands(at, ends, unit))]
        at = linear_hang(texts, hung[0], (hung[1] + hung[2]) / 2, unit) if not counted else None
        counted = counted if at is None else [Seats(tuple(at.tolist()), (False,) * len(at), 0.0)]
    return min(counted, key=lambda seats: abs(seats.offset), default=None)


def _keeps_unread(
    at: NDArray[np.float64], places: Sequence[float], unread: tuple[float, float], ends: tuple[float, float]
) -> bool:
    """Whether labels before and beyond the read ones, if they hang this way, have their ticks on the axis, too."""
    if len(places) < LEAST:
        return True
    spacing = float(np.median(np.diff(places)))
    label, past = LABEL * spacing, PAST * spacing
    before, beyond = unread
    starts_on_axis = before < label or ends[0] - (at[0] - before) < past
    return starts_on_axis and (beyond < label or at[-1] + beyond - ends[1] < past)


def _main_places(marks: Sequence[TickMark], kind: str) -> list[float]:
    """The longer marks of a kind, in order."""
    of_kind = [m for m in marks if m.kind == kind]
    longest = max((m.length for m in of_kind), default=0.0)
    return sorted(m.px for m in of_kind if MAJOR * m.length >= longest)


def _anchors(side: Side, unit: float) -> list[Callable[[Text], float]]:
    """Ways to hang a label: by its centre, by the middle of its end, or by the corner of its upright box."""

    def rises_to_tick(text: Text) -> bool:
        return (text.rotation > 0) == (side == "bottom")

    def corner(text: Text) -> float:
        return text.box.x1 if rises_to_tick(text) else text.box.x0

    def end(text: Text) -> float:
        inward = 0.5 * unit * abs(float(np.sin(np.deg2rad(text.rotation))))
        return corner(text) - inward if rises_to_tick(text) else corner(text) + inward

    return [lambda t: t.box.cx, end, corner]


def _seats(at: NDArray[np.float64], places: Sequence[float], unit: float) -> Seats | None:
    """Labels on the nearest places, if most hang alike beside them; the others hang alike beside no mark."""
    marks = np.array(places)
    spacing = float(np.median(np.diff(marks))) if len(marks) >= LEAST else 0.0
    if spacing < DENSE * unit:
        return None
    nearest = marks[np.abs(at[:, None] - marks).argmin(axis=1)]
    aside = at - nearest
    near = np.abs(aside) <= min(HANGS * unit, NEAREST * spacing)
    if not near.any():
        return None
    offset = float(np.median(aside[near]))
    seated = near & (np.abs(aside - offset) <= AGREE * unit)
    if seated.sum() < max(LEAST, MOSTLY * len(at)) or len(np.unique(nearest[seated])) < seated.sum():
        return None
    px = np.where(seated, nearest, at - offset)
    return Seats(tuple(px.tolist()), tuple(seated.tolist()), offset)


def _are_references(inner: Sequence[TickMark], labels: int) -> bool:
    """Whether lines through a plot are fewer than ticks would be: helper lines, and where they meet the axis."""
    lines = [m.px for m in inner if m.kind == "grid"]
    met = all(min((abs(m.px - at) for at in lines), default=np.inf) <= SAME_LINE for m in inner)
    return met and len(lines) < FEW * labels


def _in_order(at: NDArray[np.float64], places: Sequence[float], unit: float) -> Seats | None:
    """As many places as labels, one for each in order."""
    if len(places) != len(at) or len(at) <= LEAST or np.ptp(at - np.array(places)) > ASIDE * unit:
        return None
    return Seats(tuple(places), (True,) * len(at), float(np.mean(at - np.array(places))))


def _between_corners(at: NDArray[np.float64], ends: tuple[float, float], unit: float) -> Seats | None:
    """Labels of an axis without marks, the first and the last of which hang alike beside its corners.

    Ticks stand on the axis: where both end labels are off by the same, however they hang, theirs are the corners.
    """
    if not np.isfinite(ends).all():
        return None
    first, last = at[0] - ends[0], at[-1] - ends[1]
    offset = (first + last) / 2
    if len(at) <= LEAST or abs(first - last) > AGREE * unit or abs(offset) > HANGS * unit:
        return None
    return Seats(tuple((at - offset).tolist()), (False,) * len(at), float(offset))


def _in_bands(at: NDArray[np.float64], ends: tuple[float, float], unit: float) -> Seats | None:
    """Names of an axis without marks that is parted evenly among them: each has its place in the middle of its part.

    The names hang alike beside these places; of names of several lengths only one way to hang them is as even.
    """
    if not np.isfinite(ends).all() or len(at) <= LEAST:
        return None
    middles = ends[0] + (np.arange(len(at)) + 0.5) * (ends[1] - ends[0]) / len(at)
    offset = float(np.mean(at - middles))
    if np.abs(at - middles - offset).max() > AGREE * unit or abs(offset) > HANGS * unit:
        return None
    return Seats(tuple(middles.tolist()), (False,) * len(at), offset)


def _in_the_middle(
    hung: Sequence[NDArray[np.float64]], unread: tuple[float, float], ends: tuple[float, float], unit: float
) -> Seats | None:
    """Labels of an axis without marks that stand centred below their ticks, as they can hang in no other way."""
    centres, *others = hung
    if len(centres) <= LEAST or max(unread) > AGREE * unit:
        return None
    if not _fits_axis(centres, ends, unit) or any(_fits_axis(at, ends, unit) for at in others):
        return None
    return Seats(tuple(centres.tolist()), (False,) * len(centres), 0.0)


def _fits_axis(at: NDArray[np.float64], ends: tuple[float, float], unit: float) -> bool:
    """Whether ticks stand on the axis, and begin before there is room for one more; to AGREE of ``unit``.

    Beyond the last one there may be room: ticks set by hand start with the data, and end where the next does not fit.
    """
    slack = AGREE * unit
    on_axis = ends[0] - slack <= at[0] and at[-1] <= ends[1] + slack
    return bool(on_axis and at[0] - np.diff(at).max() < ends[0] + slack)
