"""Paths along the rims of markers, put straight: where the line beside a marker says how it runs through.

Markers that others cover for the most part are not found, and a path traced through what is left of them goes up and
down their rims. Where the path is straight on both sides of such a place and both pieces meet within it, the line runs
along them to where they meet, as long as there is ink of the line, of a marker around it, or something that hides both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from extractors.colors import Ink
from extractors.following import Floats, Mask, Path, dash_class
from extractors.runs import SOLID
from extractors.strips import spans

# Marker sizes that a place may reach to either side of its middle: legends show markers larger or smaller than drawn.
REACHES = (0.55, 0.7, 0.9)
# The line is read off straight pieces of so many marker sizes, of SHORTEST pixels at least, that bend by no more than
# BENT strokes and are no steeper than STEEPEST: a column holds too much of a steep stroke.
SIDE, SHORTEST, BENT, STEEPEST = 0.6, 6, 0.3, 1.5
# Both pieces meet within so many strokes: beside the riser of a step they do not.
MEET = 0.5
# The path goes farther beyond the straight line than OFF strokes and JUMP pixels, but no farther than a marker reaches.
OFF, FARTHEST = 0.5, 0.75
# Share of a place's columns with ink at the line or both above and below it, at least. Columns, in shares of a marker's
# size with ink on one side alone, at most, and beyond the stroke on each side, at least: turns and spikes of the curve
# itself stand on one side.
AROUND, BESIDE, BOTH = 0.3, 0.2, 0.1
# A path that goes along rims jumps between them: by more than a stroke and so many pixels, in columns of this share of
# the marker's size.
JUMP, ODD = 2.0, 0.05
# Share of the other columns that lie on straight pieces: less is noise, that may well go straight between two turns.
CALM = 0.7
# Of markers smaller than so many strokes little stands beside the line.
LEAST_SIZE = 4.0
# A path that ends so near the edge of the plot goes on to its very end: the middle of its last marker.
EDGE = 3
# 1-sigma error of the line below a marker in pixels.
SIGMA = 1.0


@dataclass(frozen=True)
class _Look:
    """What the search looks at: (h, w) where there is ink or what may hide it, and the line's and markers' size.

    ``known``: (n,) the columns of markers that were found.
    """

    drawn: Mask
    stroke: float
    size: float
    known: Floats

    @property
    def bend(self) -> float:
        return max(1.0, BENT * self.stroke)

    @property
    def side(self) -> int:
        """Columns of a straight piece."""
        return round(max(SHORTEST, SIDE * self.size))


@dataclass(frozen=True)
class _Columns:
    """A run of a path at every column from ``first`` on: (n,) the least and the greatest y there.

    ``odd``: (n,) where it is no stroke of the line: it jumps, goes up and down, or is not seen but for dashes.
    """

    first: int
    low: Floats
    high: Floats
    odd: Mask

    @classmethod
    def of(cls, run: Path, stroke: float) -> _Columns:
        column = np.rint(run.x).astype(np.intp)
        first, count = int(column.min()), int(np.ptp(column)) + 1
        low, high = np.full(count, np.inf), np.full(count, -np.inf)
        np.minimum.at(low, column - first, run.y)
        np.maximum.at(high, column - first, run.y)
        unseen, at = np.isinf(low), np.arange(count)
        seen = np.flatnonzero(~unseen)
        low, high = np.interp(at, seen, low[seen]), np.interp(at, seen, high[seen])
        jump = np.abs(np.diff((low + high) / 2, prepend=(low[0] + high[0]) / 2)) > max(JUMP, stroke)
        odd = (unseen & (dash_class(run.dashes, run.dash_share, stroke) == "solid")) | (high - low > stroke) | jump
        odd[(column - first)[run.bridged]] = True
        return cls(first, low, high, odd)


@dataclass(frozen=True)
class _Pieces:
    """Straight lines through all stretches of ``length`` columns: (m,) middle height, slope, and how far off it is."""

    length: int
    level: Floats
    slope: Floats
    off: Floats

    @classmethod
    def of(cls, columns: _Columns, length: int) -> _Pieces:
        at = np.arange(length) - (length - 1) / 2
        low, high = sliding_window_view(columns.low, length), sliding_window_view(columns.high, length)
        middle = (low + high) / 2
        level, slope = middle.mean(axis=1), middle @ at / (at**2).sum()
        line = level[:, None] + slope[:, None] * at
        return cls(length, level, slope, np.maximum(line - low, high - line).max(axis=1))

    def height(self, start: int, column: float) -> float:
        """Where the line through the piece from column ``start`` on passes a column."""
        return float(self.level[start] + self.slope[start] * (column - start - (self.length - 1) / 2))


@dataclass(frozen=True)
class _Place:
    """Columns from ``start`` to before ``stop`` through which the line runs along (k,) ``x``, ``y``; ``gain``: rank."""

    start: int
    stop: int
    x: Floats
    y: Floats
    gain: float = 0.0


def straight_past_rims(path: Path, ink: Ink, hidden: Mask, stroke: float, size: float, known: Floats) -> Path:
    """The path straight through markers whose rims it goes along; ``size``: of the markers in pixels.

    ``ink``: (h, w) 0-1; ``hidden``: (h, w) where something else may cover it; ``stroke``: the thickness of the line;
    ``known``: (n,) the columns of the markers that were found.
    """
    if path.noisy or size <= LEAST_SIZE * stroke:
        return path
    look = _Look((ink > SOLID) | hidden, stroke, size, known)
    parts, last = [], 0
    for first, end in spans(np.isfinite(path.y)):
        parts += [part_of(path, slice(last, first)), _straightened(part_of(path, slice(first, end + 1)), look)]
        last = end + 1
    return joined_parts(path, [*parts, part_of(path, slice(last, None))])


def part_of(path: Path, which: slice | Mask) -> Path:
    """The points of a path that are chosen."""
    return replace(path, x=path.x[which], y=path.y[which], bridged=path.bridged[which], sigma=path.sigma[which])


def joined_parts(path: Path, parts: list[Path]) -> Path:
    """The path with the points of its parts, one after another."""
    return replace(
        path,
        x=np.concatenate([p.x for p in parts]),
        y=np.concatenate([p.y for p in parts]),
        bridged=np.concatenate([p.bridged for p in parts]),
        sigma=np.concatenate([p.sigma for p in parts]),
    )


def _straightened(run: Path, look: _Look) -> Path:
    """A run of a path without gaps, straight through all places of markers."""
    columns = _Columns.of(run, look.stroke)
    if len(columns.low) <= 2 * look.side:
        return run
    for place in _places(columns, look):
        x = np.arange(np.ceil(place.x[0]), place.x[-1] + 1) + columns.first
        y = np.interp(x - columns.first, place.x, place.y)
        through = Path(x, y, np.ones(len(x), bool), np.full(len(x), SIGMA), run.coverage, run.dash_share, run.dashes)
        before = run.x < columns.first + place.start
        after = run.x >= columns.first + place.stop
        run = joined_parts(run, [part_of(run, before), through, part_of(run, after)])
    return run


def _places(columns: _Columns, look: _Look) -> list[_Place]:
    """The places of markers, none within another; none where the rest of the run is no calm line."""
    pieces = _Pieces.of(columns, look.side)
    chosen: list[_Place] = []
    for place in sorted(_between(columns, pieces, look), key=lambda p: -p.gain):
        if _is_apart(place, chosen):
            chosen.append(place)
    for at_start in (True, False) if chosen else ():
        ends = sorted(_at_end(columns, pieces, look, at_start), key=lambda p: -p.gain)
        chosen += [p for p in ends[:1] if _is_apart(p, chosen)]
    calm, rest = np.zeros(len(columns.low), bool), np.ones(len(columns.low), bool)
    for start in np.flatnonzero(pieces.off <= look.bend):
        calm[start : start + look.side] = True
    for place in chosen:
        rest[place.start : place.stop] = False
    return chosen if rest.any() and calm[rest].mean() >= CALM else []


def _is_apart(place: _Place, others: list[_Place]) -> bool:
    return all(place.stop <= other.start or place.start >= other.stop for other in others)


def _between(columns: _Columns, pieces: _Pieces, look: _Look) -> Iterator[_Place]:
    """Places between two straight pieces that meet."""
    straight = (pieces.off <= look.bend) & (np.abs(pieces.slope) <= STEEPEST)
    for reach in REACHES:
        width = 2 * round(reach * look.size + look.stroke / 2) + 1
        apart = look.side + width
        for left in np.flatnonzero(straight[:-apart] & straight[apart:]) if apart < len(straight) else ():
            start, stop = int(left) + look.side, int(left) + apart
            x, y = _meeting(pieces, int(left), stop, look.stroke)
            if len(x) and (gain := _gain(columns, look, start, stop, x, y)) > 0:
                yield _Place(start, stop, x, y, gain)


def _meeting(pieces: _Pieces, left: int, right: int, stroke: float) -> tuple[Floats, Floats]:
    """The line between the pieces that start at two columns: by where they meet, or across; nothing where apart."""
    start, end = left + pieces.length, right - 1
    ahead, back = pieces.height(left, end) - pieces.height(right, end), pieces.height(left, start)
    back -= pieces.height(right, start)
    ends = [pieces.height(left, start), pieces.height(right, end)]
    if back * ahead < 0:  # they cross
        at = start + (end - start) * back / (back - ahead)
        return np.array([start, at, end]), np.array([ends[0], pieces.height(left, at), ends[1]])
    if abs(back + ahead) / 2 > max(1.0, MEET * stroke):
        return np.zeros(0), np.zeros(0)
    return np.array([start, end], np.float64), np.array(ends)


def _at_end(columns: _Columns, pieces: _Pieces, look: _Look, at_start: bool) -> Iterator[_Place]:
    """Places at one end of the run, through which the straight piece beside them goes on."""
    count = len(columns.low)
    edge = columns.first <= EDGE if at_start else columns.first + count >= look.drawn.shape[1] - EDGE
    cut = 0 if edge else int(look.size / 2)
    for reach in REACHES:
        width = round((0.5 + reach) * look.size + look.stroke / 2)
        piece = width if at_start else count - width - look.side
        if width + look.side > count or pieces.off[piece] > look.bend or abs(pieces.slope[piece]) > STEEPEST:
            continue
        start, stop = (0, width) if at_start else (count - width, count)
        x = np.array([cut, stop - 1] if at_start else [start, count - 1 - cut], np.float64)
        y = np.array([pieces.height(piece, float(column)) for column in x])
        if (gain := _gain(columns, look, start, stop, x, y)) > 0:
            yield _Place(start, stop, x, y, gain)


def _gain(columns: _Columns, look: _Look, start: int, stop: int, x: Floats, y: Floats) -> float:
    """By how many pixels the path goes beyond the line along ``x``, ``y``; 0 where this runs through no marker."""
    beyond = float(max(columns.high[start:stop].max() - y.max(), y.min() - columns.low[start:stop].min()))
    found = np.abs(look.known - columns.first - (start + stop) / 2) < (stop - start + look.size) / 2
    if found.any() or columns.odd[start:stop].sum() < ODD * look.size:
        return 0.0
    if not OFF * look.stroke + JUMP < beyond < FARTHEST * look.size + look.stroke:
        return 0.0
    line = np.interp(np.arange(start, stop), x, y)
    drawn = look.drawn[:, start + columns.first : stop + columns.first]
    off = np.arange(len(drawn))[:, None] - line
    near, edge = drawn & (np.abs(off) < FARTHEST * look.size), look.stroke / 2 + 1
    above, below = (near & (off < 0)).any(axis=0), (near & (off > 0)).any(axis=0)
    around = (drawn & (np.abs(off) <= max(1.0, look.stroke / 2))).any(axis=0) | (above & below)
    beside = (above | below) & ~around
    if around.mean() < AROUND or beside.sum() > BESIDE * look.size:
        return 0.0
    sides = [(near & far).any(axis=0).sum() for far in (off < -edge, off > edge)]
    return beyond if min(sides) >= BOTH * look.size else 0.0
