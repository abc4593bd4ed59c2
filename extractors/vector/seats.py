"""Where the labels of an axis stand along it: on the marks that they hang on, or at their own middles."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from extractors.dates import date_readings
from extractors.geometry import Box
from extractors.numbers import parse_number
from extractors.strips import Side
from extractors.tick_marks import TickMark
from extractors.vector.scene import Word
from extractors.vector.strokes import Segment

# lengths in text heights
SEAT = 0.2  # from a label's place, shifted as most are, to its tick
LEVEL = 0.2  # by which upright labels may differ in how they hang on gridlines
SEATED = 2  # labels that stand on marks of an axis at least: a single one may stand on a line of another axis
OVERHANG = 0.25  # of its extent by which the mark of a label that was moved inwards may lie beyond it
FARTHEST = 1.6  # of the shift that the labels of an axis have in common
UPRIGHT = 0.3  # the same of upright labels, which have their middles or an end at their ticks
AROUND, JUST = 0.15, 0.005  # from the end of an axis to a frame that is drawn around the plot; of places told exactly
MAJOR = 1.25  # major marks are at least this much longer than minor ones
# Of its font size, from the baseline of a power up to the middle of what programs set at the tick.
RAISED = 0.4
# The height of digits; by how much middles must fit better or worse than ends, and how nearly the better ones.
CAPITAL, EVEN, NEARLY = 0.72, 0.02, 0.2


@dataclass(frozen=True)
class Seats:
    """The place of each label along its axis, whether a mark gives it, and how far marks lie after middles of words.

    ``hang`` is None where no two labels have marks. ``told`` is False where they may as well stand elsewhere: slanted
    words at their middles or their ends.
    """

    places: list[float]
    seated: list[bool]
    hang: float | None
    told: bool


@dataclass(frozen=True)
class AxisSide:
    """A side seen along its axis: where it runs, where it stands across it, and the direction away from the box."""

    side: Side
    low: float
    high: float
    at: float
    out: int

    @classmethod
    def of(cls, box: Box, side: Side) -> AxisSide:
        if side in ("bottom", "top"):
            return cls(side, box.x0, box.x1, box.y1 if side == "bottom" else box.y0, 1 if side == "bottom" else -1)
        return cls(side, box.y0, box.y1, box.x1 if side == "right" else box.x0, 1 if side == "right" else -1)

    @property
    def is_x(self) -> bool:
        return self.side in ("bottom", "top")

    def gap(self, box: Box) -> float:
        """From the side out to the near edge of a box."""
        near = {"bottom": box.y0, "top": box.y1, "left": box.x1, "right": box.x0}[self.side]
        return self.out * (near - self.at)

    def outward(self, segment: Segment) -> tuple[float, float]:
        """Where a stroke across the side runs, from its inner to its outer end; inside the box it is negative."""
        ends = self.out * (segment.start - self.at), self.out * (segment.stop - self.at)
        return min(ends), max(ends)

    def place(self, box: Box) -> float:
        return box.cx if self.is_x else box.cy


def find_seats(side: AxisSide, row: Sequence[Word], marks: Sequence[TickMark], unit: float, hang: float = 0.0) -> Seats:
    """The places of a row of labels. All its words hang on their marks in one way: by their middle or an end.

    The way is the one in which the distances to the nearest marks differ least; a word without a mark hangs as the
    others do. Where none has one, words stand by their middles, ``hang`` after them.
    """
    standing, told = free_places(side, row)
    free = [place + hang for place in standing]
    best: tuple[float, list[float | None], list[float]] = (np.inf, [None] * len(row), free)
    for kinds in (("outside", "inside"), ("grid",)):
        chosen = _majors([m for m in marks if m.kind in kinds])
        places = np.array(sorted({m.px for m in chosen}))
        if len(places) < 2:
            continue
        for k, at in enumerate(_ways(side, row)):
            nearest = places[np.abs(places[None, :] - at[:, None]).argmin(axis=1)]
            off = nearest - at
            off = off[np.abs(off) <= _farthest(row) * unit]
            if not len(off):
                continue
            shift = float(np.median(off))
            away = np.abs(places[None, :] - (at + shift)[:, None])
            found = [
                float(places[i]) if d <= SEAT * unit else None for i, d in zip(away.argmin(1), away.min(1), strict=True)
            ]
            hung = [seat - place for seat, place in zip(found, at, strict=True) if seat is not None]
            if len(hung) < SEATED or (kinds == ("grid",) and not _are_own_lines(row, hung, unit)):
                continue
            missed = np.where(away.min(axis=1) <= SEAT * unit, away.min(axis=1), unit)
            spread = float(missed.mean()) + 0.05 * abs(shift) + 0.02 * k * unit
            if spread < best[0] - 1e-9:
                best = (spread, _with_strays(side, row, found, places), [float(v) for v in at + shift])
    _, seats, own = best
    seats = _without_frame(side, seats, own, unit)
    where = [place if seat is None else seat for seat, place in zip(seats, own, strict=True)]
    hangs = [seat - place for seat, place in zip(seats, standing, strict=True) if seat is not None]
    seated = len(hangs) >= SEATED
    return Seats(
        where, [seat is not None for seat in seats], float(np.median(hangs)) if seated else None, told or seated
    )


def _are_own_lines(row: Sequence[Word], hung: Sequence[float], unit: float) -> bool:
    """Whether words stand on gridlines as on their own, and not now and then at those of another axis.

    ``hung`` tells how far lines lie after the words that have some.
    """
    apart = float(np.ptp(hung))
    if row[0].rotation == 0 and apart > LEVEL * unit:
        return False
    return 2 * len(hung) >= len(row) or apart <= JUST * unit


def _without_frame(
    side: AxisSide, seats: Sequence[float | None], own: Sequence[float], unit: float
) -> list[float | None]:
    """The seats without those on a frame that is drawn around the plot, beyond the ends of the axis.

    Plotly draws its axis lines so. It shows where the other seats are just where the words tell.
    """
    ends = [None if p is None else min(abs(p - side.low), abs(p - side.high)) <= AROUND * unit for p in seats]
    off = [None if p is None else p - at for p, at in zip(seats, own, strict=True)]
    inner = [o for o, end in zip(off, ends, strict=True) if o is not None and not end]
    if not inner or float(np.ptp(inner)) > JUST * unit or (len(inner) < SEATED and abs(inner[0]) > JUST * unit):
        return list(seats)
    return [
        None if end and o is not None and JUST * unit < abs(o - inner[0]) <= AROUND * unit else p
        for p, o, end in zip(seats, off, ends, strict=True)
    ]


def _farthest(row: Sequence[Word]) -> float:
    """By how much the places of words in a row may lie off their marks."""
    return UPRIGHT if row[0].rotation == 0 else FARTHEST


def _with_strays(
    side: AxisSide, row: Sequence[Word], seats: Sequence[float | None], places: np.ndarray
) -> list[float | None]:
    """The seats, and for a word that hangs on its mark otherwise than its row the only free mark at its print.

    Tools move the first and last label inwards where they would stand out.
    """
    free = [float(p) for p in places if p not in seats]
    found = list(seats)
    for k, word in enumerate(row):
        low, high = (word.box.x0, word.box.x1) if side.is_x else (word.box.y0, word.box.y1)
        slack = OVERHANG * (high - low)
        near = [p for p in free if low - slack <= p <= high + slack]
        if found[k] is None and len(near) == 1:
            found[k] = near[0]
            free.remove(near[0])
    return found


def _majors(marks: Sequence[TickMark]) -> list[TickMark]:
    """The longer marks where there are longer and shorter ones; gridlines have no length."""
    longest = max((m.length for m in marks), default=0.0)
    return [m for m in marks if m.length * MAJOR >= longest]


def _ways(side: AxisSide, row: Sequence[Word]) -> list[np.ndarray]:
    """The places of the words along the axis: of their middles, then anchors, then ends."""
    ways = [np.array([_middle(side, w) for w in row]), np.array([side.place(w.box) for w in row])]
    anchors = [w.anchor for w in row if w.anchor is not None]
    if len(anchors) == len(row):
        ways.append(np.array([a[0] if side.is_x else a[1] for a in anchors]))
    if row[0].rotation % 90 or not side.is_x:
        ways += [np.array([w.box.x0 if side.is_x else w.box.y0 for w in row])]
        ways += [np.array([w.box.x1 if side.is_x else w.box.y1 for w in row])]
    return ways


def free_places(side: AxisSide, row: Sequence[Word]) -> tuple[list[float], bool]:
    """Where words stand along their axis without marks, and whether that is told for sure.

    Upright words stand by the middles of their digits, whatever exponents they have. Slanted words have their middles
    at their ticks, or end there with their upper edge where they rise towards them, or begin there where they fall
    from them. Their anchors tell which, else which places are the more even.
    """
    middles = [_middle(side, w) for w in row]
    if side.side != "bottom" or any(w.rotation % 90 == 0 for w in row):
        return middles, True
    ends, by_anchors = [], []
    for word in row:
        rise = CAPITAL * word.size * math.sin(math.radians(word.rotation))
        end = word.box.x1 if rise > 0 else word.box.x0
        ends.append(end - rise)
        if word.anchor is not None:
            by_anchors.append(abs(word.anchor[0] - end) < abs(word.anchor[0] - word.box.cx))
    if len(by_anchors) == len(row) and len(set(by_anchors)) == 1:
        return ends if by_anchors[0] else middles, True
    uneven = _unevenness(row, middles), _unevenness(row, ends)
    told = abs(uneven[0] - uneven[1]) > EVEN * row[0].size and min(uneven) <= NEARLY * row[0].size
    return middles if uneven[0] < uneven[1] else ends, told


def _unevenness(row: Sequence[Word], places: Sequence[float]) -> float:
    """By how much the places of numbers or dates miss a line over their values, or those of names even steps."""
    values, at = _values(row, places), np.array(places)
    if len(set(values)) < 3:
        return 0.0
    unit = (np.array(values) - np.mean(values)) / np.ptp(values)
    return float(np.abs(np.polyval(np.polyfit(unit, at, 1), unit) - at).max())


def _values(row: Sequence[Word], places: Sequence[float]) -> list[float]:
    """What the labels of an axis mean, where all are numbers or dates, else their ranks."""
    numbers = [number.value for w in row if (number := parse_number(w.string)) is not None]
    dates = [found[0].seconds for w in row if (found := date_readings(w.string))]
    told = [seconds for seconds in dates if seconds is not None]
    known = next((values for values in (numbers, told) if len(values) == len(row)), None)
    return known or [float(rank) for rank in np.argsort(np.argsort(places))]


def _middle(side: AxisSide, word: Word) -> float:
    if not side.is_x and word.baseline is not None:
        return word.baseline - RAISED * word.size if "^" in word.string else (word.baseline + word.box.y0) / 2
    if side.is_x and word.rotation == 0 and word.anchor is not None and word.box.x0 < word.anchor[0] < word.box.x1:
        return word.anchor[0]
    return side.place(word.box)
