"""Crowded tick labels: several in one piece of print, cut where their marks or the spacing of the others say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extractors.dates import date_readings
from extractors.numbers import parse_number
from extractors.strips import Strip, spans
from extractors.text import Text
from extractors.tick_marks import MAJOR, TickMark
from extractors.turned_rows import TALL

# A piece of print in a strip: its nearest and farthest row, its first and last column.
Cell = tuple[int, int, int, int]

# All in text heights. Blanks between crowded labels are wider than those between digits; where marks stand further
# apart than the digits of one label, they tell its end, and a blank of a pixel is enough.
CROWDED_GAP, LEAST_GAP, FAR_APART = 0.22, 0.08, 2.0
# each label stands centred on its mark to this distance.
CENTRED = 0.5
# A blank is as good a cut as one ASTRAY pixels wider but a pixel further from where the label ends: beside a "1" it is
# wider than between two labels. Labels that touch are cut within TOUCHING text heights of where they end.
ASTRAY, TOUCHING = 1.0, 0.3
# A label flush with the end of the axis ends within FLUSH of it; numbers of as many digits are as wide to SAME_WIDTH.
FLUSH, SAME_WIDTH = 0.25, 0.25
# Marks, or labels, stand evenly to this share of the text height;
EVEN = 0.2
# where at least so many do, and so large a share of them.
LEAST_EVEN, MOSTLY = 3, 0.5
# Numbers read as two stand this far apart; the thousands of one are set off by less.
NUMBERS_APART = 0.5
_LEAD, _THOUSANDS = re.compile(r"[-+−]?\d{1,3}"), re.compile(r"\d{3}")


def joined_cell(pieces: Sequence[Cell]) -> Cell:
    """The piece of print that neighbouring ones, in order along the axis, make together."""
    return min(c[0] for c in pieces), max(c[1] for c in pieces), pieces[0][2], pieces[-1][3]


def cut_by_marks(
    ink: NDArray[np.bool_], strip: Strip, cell: Cell, marks: Sequence[TickMark], unit: float
) -> list[Cell]:
    """Crowded labels in one piece of print, cut between the marks on which they stand centred; else the whole piece."""
    near, far, first, last = cell
    if far - near + 1 > TALL * unit:
        return [cell]
    columns = ink[near : far + 1, first : last + 1].sum(axis=0)
    for kind in _tick_kinds(marks):
        places = _places_within(marks, kind, strip.start + first, strip.start + last, unit)
        places = [p - strip.start for p in places]
        if len(places) < 2:
            continue
        far_apart = min(np.diff(places)) >= FAR_APART * unit
        gap = LEAST_GAP if far_apart else CROWDED_GAP
        blanks = [(a + first, b + first) for a, b in spans(columns == 0) if b - a + 1 >= gap * unit]
        ends = _cut_at_ends(columns, first, places, TOUCHING * unit)
        apart = far_apart and _are_apart_in(columns, first, ends)
        ways = [way for way in (_cut_between(first, last, places, blanks), ends if apart else []) if way]
        pieces = min(ways, key=lambda way: _off_centre(way, places), default=[])
        if pieces and _off_centre(pieces, places) <= CENTRED * unit:
            return [fitted(ink, near, far, a, b) for a, b in pieces]
    return [cell]


def cut_flush(
    ink: NDArray[np.bool_],
    strip: Strip,
    cells: Sequence[Cell],
    ends: tuple[float, float],
    marks: Sequence[TickMark],
    unit: float,
) -> list[Cell]:
    """The ``cells``, the last one cut where it holds a label flush with the end of the axis and the one before.

    That one stands centred on its mark and is as wide as the label before it: both tell where it ends.
    """
    if len(cells) < 2 or abs(strip.start + cells[-1][3] - ends[1]) > FLUSH * unit:
        return list(cells)
    near, far, first, last = cells[-1]
    kind = next(iter(_tick_kinds(marks)), "")
    places = _places_within(marks, kind, strip.start + first, strip.start + last, unit)
    if not places:
        return list(cells)
    end = 2 * (places[0] - strip.start) - first
    blanks = [a + first for a, _ in spans(~ink[near : far + 1, first : last + 1].any(axis=0))]
    cut = min(blanks, key=lambda at: abs(at - 1 - end), default=None)
    wide = cells[-2][3] - cells[-2][2]
    alike = abs(end - first - wide) <= SAME_WIDTH * unit
    if cut is None or not alike or abs(cut - 1 - end) > SAME_WIDTH * unit:
        return list(cells)
    rest = int(np.flatnonzero(ink[near : far + 1, cut : last + 1].any(axis=0))[0]) + cut
    return [*cells[:-1], fitted(ink, near, far, first, cut - 1), fitted(ink, near, far, rest, last)]


def _are_apart_in(columns: NDArray[np.intp], first: int, pieces: Sequence[tuple[int, int]]) -> bool:
    """Whether all pieces hold ink, and none lies between them; the first of ``columns`` is ``first``."""
    printed = all(columns[a - first : b + 1 - first].any() for a, b in pieces)
    return printed and not any(columns[a[1] + 1 - first : b[0] - first].any() for a, b in pairwise(pieces))


def ticks_within(marks: Sequence[TickMark], start: float, end: float, unit: float) -> list[float]:
    """The ticks that print from ``start`` to ``end`` stands over, of the surest kind of which there are several."""
    found = (_places_within(marks, kind, start, end, unit) for kind in _tick_kinds(marks))
    return next((places for places in found if len(places) > 1), [])


def _places_within(marks: Sequence[TickMark], kind: str, start: float, end: float, unit: float) -> list[float]:
    """The longer marks of a kind, well within the ends of a piece of print."""
    of_kind = [m for m in marks if m.kind == kind]
    longest = max((m.length for m in of_kind), default=0.0)
    places = _with_hidden([m.px for m in of_kind if MAJOR * m.length >= longest], unit)
    places = _with_corners(places, marks, unit) if kind == "inside" else places
    return [p for p in places if start + CENTRED * unit < p < end - CENTRED * unit]


def _tick_kinds(marks: Sequence[TickMark]) -> list[str]:
    """The kinds of marks that are ticks, the surest first: gridlines and marks inside where none stand outside."""
    kinds = {m.kind for m in marks}
    return ["outside"] if "outside" in kinds else [kind for kind in ("grid", "inside") if kind in kinds]


def _off_centre(pieces: Sequence[tuple[int, int]], places: Sequence[float]) -> float:
    """How far a piece stands beside its place at most."""
    return max(abs((a + b) / 2 - p) for (a, b), p in zip(pieces, places, strict=True))


def cut_evenly(
    ink: NDArray[np.bool_],
    cell: Cell,
    cells: Sequence[Cell],
    unit: float,
) -> list[Cell]:
    """A piece that holds several labels, cut where the even spacing of the others says, else whole."""
    near, far, first, last = cell
    centres = [(c[2] + c[3]) / 2 for c in cells if c != cell]
    if len(centres) < LEAST_EVEN or far - near + 1 > TALL * unit:
        return [cell]
    gaps = np.diff(centres)
    step = float(np.median(gaps))
    if last - first < step + unit or np.mean(np.abs(gaps - step) < CENTRED * unit) < MOSTLY:
        return [cell]
    start = min(centres, key=lambda c: min(abs(c - first), abs(c - last)))
    steps = np.arange(-len(centres) - (last - first) // step, len(centres) + (last - first) // step + 1)
    places = [float(p) for p in start + step * steps if first < p < last]
    pieces = _cut_at_ends(ink[near : far + 1, first : last + 1].sum(axis=0), first, places, TOUCHING * unit)
    centred = [abs((a + b) / 2 - p) <= 2 * CENTRED * unit for (a, b), p in zip(pieces, places, strict=False)]
    return [fitted(ink, near, far, a, b) for a, b in pieces] if len(pieces) > 1 and all(centred) else [cell]


def cut_by_numbers(ink: NDArray[np.bool_], strip: Strip, cell: Cell, texts: Sequence[Text], unit: float) -> list[Cell]:
    """A piece that the text stage read as several numbers or dates apart, cut between them; else the whole piece.

    The last label of an axis that ends flush with it stands close to the one before, and neither tells its place.
    """
    near, far, first, last = cell
    box = strip.box(*cell).grown(1)
    held = [t for t in texts if t.rotation == 0 and box.holds(t.box.x0, t.box.cy) and box.holds(t.box.x1, t.box.cy)]
    held = sorted((t for t in held if parse_number(t.string) or date_readings(t.string)), key=lambda t: t.box.x0)
    if len(held) < 2 or not all(_are_apart(a, b, unit) for a, b in pairwise(held)):
        return [cell]
    cuts = [round((a.box.x1 + b.box.x0) / 2) - strip.start for a, b in pairwise(held)]
    inked: NDArray[np.bool_] = np.asarray(ink[near : far + 1].any(axis=0))
    pieces = [np.flatnonzero(inked[a : b + 1]) + a for a, b in pairwise([first, *cuts, last])]
    if any(inked[at] for at in cuts) or not all(len(piece) for piece in pieces):
        return [cell]
    return [fitted(ink, near, far, int(piece[0]), int(piece[-1])) for piece in pieces]


def _are_apart(a: Text, b: Text, unit: float) -> bool:
    """Whether two numbers beside one another are two, and not the parts of one with its thousands set off."""
    grouped = _LEAD.fullmatch(a.string) and _THOUSANDS.fullmatch(b.string)
    return b.box.x0 - a.box.x1 >= NUMBERS_APART * unit and not grouped


def fitted(ink: NDArray[np.bool_], near: int, far: int, first: int, last: int) -> Cell:
    own = np.flatnonzero(ink[near : far + 1, first : last + 1].any(axis=1))
    return near + int(own[0]), near + int(own[-1]), first, last


def _with_hidden(places: Sequence[float], unit: float) -> list[float]:
    """Even places with those between them that are missing: curves and legends hide gridlines."""
    if len(places) < LEAST_EVEN + 1:
        return list(places)
    gaps = np.diff(places)
    step = float(np.median(gaps))
    counts = np.round(gaps / step) if step > 0 else np.zeros(len(gaps))
    if np.any(counts < 1) or np.any(np.abs(gaps - counts * step) > EVEN * unit + 1):
        return list(places)
    return [a + (b - a) * k / n for (a, b), n in zip(pairwise(places), counts, strict=True) for k in range(int(n))] + [
        places[-1]
    ]


def _with_corners(places: Sequence[float], marks: Sequence[TickMark], unit: float) -> list[float]:
    """Even places with the next one at either end where any stroke is: marks inside a corner run along its frame."""
    gaps = np.diff(places)
    if len(gaps) < LEAST_EVEN - 1 or np.ptp(gaps) > EVEN * unit + 1:
        return list(places)
    step = float(np.median(gaps))
    ends = [min((abs(m.px - at), m.px) for m in marks) for at in (places[0] - step, places[-1] + step)]
    first, last = ([at] if off <= EVEN * unit + 1 else [] for off, at in ends)
    return [*first, *places, *last]


def _cut_between(
    first: int, last: int, places: Sequence[float], blanks: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The pieces of ``first..last`` cut at the widest blank between each two places; none where one is missing."""
    cuts = []
    for low, high in pairwise(places):
        between = [b for b in blanks if low < (b[0] + b[1]) / 2 < high]
        if not between:
            return []
        middle = (low + high) / 2
        cuts.append(max(between, key=lambda b: (b[1] - b[0], -abs((b[0] + b[1]) / 2 - middle))))
    starts = [first, *(b + 1 for _, b in cuts)]
    stops = [*(a - 1 for a, _ in cuts), last]
    return list(zip(starts, stops, strict=True))


def _cut_at_ends(
    columns: NDArray[np.intp], offset: int, places: Sequence[float], touching: float
) -> list[tuple[int, int]]:
    """A piece of print cut between each two places, at a blank or, where labels touch, at a pale column.

    ``columns`` counts the ink of each of its columns, the first of which is ``offset``. Labels stand centred on their
    places, so each ends as far behind its place as it begins before it; pale columns count within ``touching`` of that.
    """
    blanks = [(a + offset, b + offset) for a, b in spans(columns == 0)]
    pieces, start = [], offset
    for low, high in pairwise(places):
        mirrored = 2 * low - start
        end = mirrored if low < mirrored < high else (low + high) / 2
        cuts = [b for b in blanks if low < (b[0] + b[1]) / 2 < high] + [_palest(columns, offset, end, touching)]
        a, b = max(cuts, key=lambda c: _worth(c, columns, offset, end))
        pieces.append((start, a - 1))
        start = b + 1
    return [*pieces, (start, offset + len(columns) - 1)]


def _palest(columns: NDArray[np.intp], offset: int, end: float, touching: float) -> tuple[int, int]:
    low, high = max(0, round(end - touching) - offset), min(len(columns) - 1, round(end + touching) - offset)
    at = min(range(low, high + 1), key=lambda c: columns[c] + ASTRAY * abs(c + offset - end), default=low) + offset
    return at, at


def _worth(cut: tuple[int, int], columns: NDArray[np.intp], offset: int, end: float) -> float:
    """Pixels of blank, less those that the cut is away from where the label ends."""
    blank = cut[1] - cut[0] + 1 if columns[cut[0] - offset] == 0 else 0
    return blank - ASTRAY * max(cut[0] - end, end - cut[1], 0.0)
