"""Where the labels of an axis stand along it: on the marks that they hang on, or at their own middles."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from extractors.geometry import Box
from extractors.numbers import parse_number
from extractors.strips import Side
from extractors.tick_marks import TickMark
from extractors.vector.scene import Word

# lengths in text heights
SEAT = 0.35  # from a label's place, shifted as most are, to its tick
SEATED = 2  # labels that stand on marks of an axis at least: a single one may stand on a line of another axis
OVERHANG = 0.25  # of its extent by which the mark of a label that was moved inwards may lie beyond it
FARTHEST = 1.6  # of the shift that the labels of an axis have in common
UPRIGHT = 0.75  # the same of upright labels of an x axis, which have their middles at their ticks
AROUND, JUST = 0.15, 0.005  # from the end of an axis to a frame that is drawn around the plot; of places told exactly
MAJOR = 1.25  # major marks are at least this much longer than minor ones
# Of its font size, from the baseline of a power up to the middle of what programs set at the tick.
RAISED = 0.4
CAPITAL, EVEN = 0.72, 0.02  # the height of digits; by which middles must fit better than ends


@dataclass(frozen=True)
class Seats:
    """The place of each label along its axis, whether a mark gives it, and how far marks lie after middles of words.

    ``hang`` is None where no two labels have marks.
    """

    places: list[float]
    seated: list[bool]
    hang: float | None


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

    def place(self, box: Box) -> float:
        return box.cx if self.is_x else box.cy


def find_seats(side: AxisSide, row: Sequence[Word], marks: Sequence[TickMark], unit: float, hang: float = 0.0) -> Seats:
    """The places of a row of labels. All its words hang on their marks in one way: by their middle or an end.

    The way is the one in which the distances to the nearest marks differ least; a word without a mark hangs as the
    others do. Where none has one, words stand by their middles, ``hang`` after them.
    """
    free = [place + hang for place in free_places(side, row)]
    best: tuple[float, list[float | None], list[float]] = (np.inf, [None] * len(row), free)
    for kinds in (("outside", "inside"), ("grid",)):
        chosen = _majors([m for m in marks if m.kind in kinds])
        places = np.array(sorted({m.px for m in chosen}))
        if len(places) < 2:
            continue
        for k, at in enumerate(_ways(side, row)):
            nearest = places[np.abs(places[None, :] - at[:, None]).argmin(axis=1)]
            off = nearest - at
            off = off[np.abs(off) <= _farthest(side, row) * unit]
            if not len(off):
                continue
            shift = float(np.median(off))
            away = np.abs(places[None, :] - (at + shift)[:, None])
            found = [
                float(places[i]) if d <= SEAT * unit else None for i, d in zip(away.argmin(1), away.min(1), strict=True)
            ]
            if sum(seat is not None for seat in found) < SEATED:
                continue
            spread = float(np.mean(np.minimum(away.min(axis=1), unit))) + 0.05 * abs(shift) + 0.02 * k * unit
            if spread < best[0] - 1e-9:
                best = (spread, _with_strays(side, row, found, places), [float(v) for v in at + shift])
    _, seats, own = best
    seats = _without_frame(side, seats, own, unit)
    where = [place if seat is None else seat for seat, place in zip(seats, own, strict=True)]
    hangs = [seat - place for seat, place in zip(seats, free_places(side, row), strict=True) if seat is not None]
    return Seats(where, [seat is not None for seat in seats], float(np.median(hangs)) if len(hangs) >= SEATED else None)


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


def _farthest(side: AxisSide, row: Sequence[Word]) -> float:
    """By how much the words of a row may stand off their marks: those below an axis have their middles at them."""
    return UPRIGHT if side.is_x and row[0].rotation == 0 else FARTHEST


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


def free_places(side: AxisSide, row: Sequence[Word]) -> list[float]:
    """Where words stand along their axis without marks: the middles of their digits, whatever exponents they have.

    Slanted words end at their ticks with their upper edge where they rise towards them, and begin there where they fall
    from them, unless their middles fit their values better.
    """
    middles = [_middle(side, w) for w in row]
    if side.side != "bottom" or any(w.rotation % 90 == 0 for w in row):
        return middles
    ends = []
    for word in row:
        rise = CAPITAL * word.size * math.sin(math.radians(word.rotation))
        ends.append(word.box.x1 - rise if rise > 0 else word.box.x0 - rise)
    return middles if _unevenness(row, middles) < _unevenness(row, ends) - EVEN * row[0].size else ends


def _unevenness(row: Sequence[Word], places: Sequence[float]) -> float:
    """By how much the places of numbers miss a line over their values."""
    told = [(v.value, p) for w, p in zip(row, places, strict=True) if (v := parse_number(w.string)) is not None]
    values, at = np.array(told).reshape(-1, 2).T
    if len(set(values)) < 3:
        return 0.0
    unit = (values - values.mean()) / np.ptp(values)
    return float(np.abs(np.polyval(np.polyfit(unit, at, 1), unit) - at).max())


def _middle(side: AxisSide, word: Word) -> float:
    if not side.is_x and word.baseline is not None:
        return word.baseline - RAISED * word.size if "^" in word.string else (word.baseline + word.box.y0) / 2
    if side.is_x and word.rotation == 0 and word.anchor is not None and word.box.x0 < word.anchor[0] < word.box.x1:
        return word.anchor[0]
    return side.place(word.box)
