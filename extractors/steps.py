"""Risers of step curves: of dashed ones in gaps, where the straight link between two dashes is wrong, and at the ends.

A step curve is told by its pieces: nearly all are level, and the curve rises between them only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from extractors.following import EDGE_SIGMA, LONGEST_DASH_GAP, Mask, Path
from extractors.runs import Ink

# Of a level piece, in strokes: its least length, and what it may rise over all of it, or in pixels.
LEAST_LEVEL, LEVEL, PIXEL = 1.5, 0.25, 0.75
LOW = 0.02  # of its length, which it may rise too: the heights of neighbouring levels may differ by a pixel
STEEPEST_LEVEL = 0.25  # per column, at most: two columns of a slope differ by less than a pixel as well
END = 3  # points at either end of a piece that tell its height there, at most
# Of the columns of all pieces, in level ones; and of the height of all risers, by which these may rise together.
LEVEL_SHARE, SLANT = 0.8, 0.1
# A rise is higher than so many strokes, and a curve of steps has so many of them.
RISE, FEWEST_RISES = 1.0, 3
ONE_RISER = 1.5  # strokes between the pieces of one riser
AT_LEVEL = 0.5  # strokes by which a dot of a level is off it at most
# Of the distance of neighbouring risers, by which all distances are multiples of it where the data are evenly spaced.
EVEN = 0.06
# A riser that nothing shows stands anywhere in its gap: 1-sigma of an even spread.
ANYWHERE = 1 / np.sqrt(12)
# Of a stroke half of which a spine covers there is still so much ink; gridlines cut it by less than so many strokes.
FAINT, SOLID_GAP = 0.15, 2.0


@dataclass(frozen=True, slots=True)
class _Piece:
    """Points ``start..stop - 1`` of a path without a gap or rise between them."""

    start: int
    stop: int
    x0: float
    x1: float
    y0: float
    y1: float
    is_level: bool


@dataclass(frozen=True, slots=True)
class _Change:
    """Points of one column, at rows ``y``, in place of the points ``start..stop - 1`` of a path."""

    start: int
    stop: int
    x: float
    y: tuple[float, ...]
    sigma: float
    unseen: bool = False


def with_risers(path: Path, ink: Ink, stroke: float) -> Path:
    """The path of a step curve with upright risers in its gaps and at its ends; any other path as it is.

    ``ink``: (h, w) of the curve's colour. Where no piece of a riser shows, it stands where the others' even spacing
    puts it, or in the middle of its gap. At an end the path has the level only, as half of a riser on the edge of the
    plot is hidden, and its dashes stand above one another.
    """
    pieces = _pieces(path, stroke)
    levels = [p for p in pieces if p.is_level]
    rises = [(a, b) for a, b in pairwise(levels) if abs(b.y0 - a.y1) > RISE * stroke]
    if len(rises) < FEWEST_RISES or not _is_stepped(pieces, sum(abs(b.y0 - a.y1) for a, b in rises), stroke):
        return path
    gaps = [(a, b) for a, b in rises if b.x0 - a.x1 > stroke]
    bare = [np.diff([a.x1, *path.x[a.stop : b.start], b.x0]).max() > stroke for a, b in gaps]
    reach = (LONGEST_DASH_GAP if sum(bare) >= FEWEST_RISES else SOLID_GAP) * stroke
    first, last = levels[0], levels[-1]
    # from the last to the first, so that the places of the others in the path stay
    changes = [_end(path, ink, last, (last.stop, len(path.x)), stroke, reach)]
    changes += reversed(_corners(path, gaps, stroke, reach))
    changes += [_end(path, ink, first, (0, first.start), stroke, reach)]
    for change in changes:
        path = path if change is None else _spliced(path, change)
    return path


def _corners(path: Path, gaps: Sequence[tuple[_Piece, _Piece]], stroke: float, reach: float) -> list[_Change]:
    """The risers in the gaps between two levels; none where data are missing or several risers show.

    Data are missing in a gap longer than ``reach``, too: the line is broken nowhere else.
    """
    seen = [_seen_riser(path, a, b, stroke) for a, b in gaps]
    pitch = _pitch(sorted(riser.x for riser in seen if riser is not None))
    corners = []
    for (a, b), riser in zip(gaps, seen, strict=True):
        if riser is not None:
            corners.append(riser)
        elif a.stop == b.start and b.x0 - a.x1 > reach:
            corners.append(_Change(a.stop, b.start, (a.x1 + b.x0) / 2, (float("nan"),), float("nan"), True))
        elif a.stop == b.start:
            corners.append(
                _Change(a.stop, b.start, _expected(a, b, pitch), (a.y1, b.y0), ANYWHERE * (b.x0 - a.x1), True)
            )
    return corners


def _end(path: Path, ink: Ink, level: _Piece, beyond: tuple[int, int], stroke: float, reach: float) -> _Change | None:
    """The riser at the end of the first or last level, in place of the points ``beyond`` it; None without one.

    ``reach``: the longest gap between two pieces of it.
    """
    start, stop = beyond
    at = level.x0 if start == 0 else level.x1
    if stop > start and np.ptp(np.append(path.x[start:stop], at)) > stroke:
        return None
    columns = slice(max(0, round(at - stroke)), round(at + stroke) + 1)
    drawn = ink[:, columns].max(axis=1) > FAINT
    y, half = round(level.y0 if start == 0 else level.y1), round(stroke / 2)
    up, down = _extent(drawn[: max(0, y - half)][::-1], reach), _extent(drawn[y + half + 1 :], reach)
    longest = max(up, down)
    if longest <= RISE * stroke or min(up, down) > RISE * stroke:
        return None
    end = y - half - up if up == longest else y + half + down
    return _Change(start, stop, at, (end,), EDGE_SIGMA)


def _extent(drawn: Mask, reach: float) -> int:
    """How far ink goes on from the start with no gap longer than ``reach``."""
    rows = np.flatnonzero(drawn)
    apart = np.flatnonzero(np.diff(rows, prepend=-1) > reach + 1)
    rows = rows[: apart[0]] if len(apart) else rows
    return int(rows[-1]) + 1 if len(rows) else 0


def _pieces(path: Path, stroke: float) -> list[_Piece]:
    """The stretches of a path that neither a gap nor a rise parts."""
    apart = (np.diff(path.x) > 1.5) | ~(np.abs(np.diff(path.y)) <= max(PIXEL, LEVEL * stroke))
    bounds = [0, *(np.flatnonzero(apart) + 1).tolist(), len(path.x)]
    found = []
    for start, stop in pairwise(bounds):
        x, y = path.x[start:stop], path.y[start:stop]
        if np.isnan(y).any():
            continue
        end = max(1, min(END, len(y) // 2))
        width, ends = float(x[-1] - x[0] + 1), (float(np.median(y[:end])), float(np.median(y[-end:])))
        rise = min(max(PIXEL, LEVEL * stroke, LOW * width), STEEPEST_LEVEL * width)
        level = width >= LEAST_LEVEL * stroke and abs(ends[1] - ends[0]) <= rise
        found.append(_Piece(start, stop, float(x[0]), float(x[-1]), *ends, level))
    return found


def _is_stepped(pieces: Sequence[_Piece], risen: float, stroke: float) -> bool:
    """Whether nearly all of the curve is level, dots between level dashes too, and it hardly rises elsewhere."""
    levels = [p for p in pieces if p.is_level]
    same = max(PIXEL, LEVEL * stroke)
    beside = {id(p): q for p, q in [*pairwise(pieces), *((b, a) for a, b in pairwise(pieces))] if q.is_level}
    dots = [
        p
        for p in pieces
        if not p.is_level and (q := beside.get(id(p))) and abs(p.y0 - q.y0) <= same >= abs(p.y1 - q.y0)
    ]
    level = sum(p.x1 - p.x0 for p in [*levels, *dots]) >= LEVEL_SHARE * sum(p.x1 - p.x0 for p in pieces)
    return level and sum(abs(p.y1 - p.y0) for p in levels) <= SLANT * risen


def _seen_riser(path: Path, a: _Piece, b: _Piece, stroke: float) -> _Change | None:
    """The one riser of which pieces show between two levels; None where there is none or several.

    Dots of a level are no pieces of the riser.
    """
    x, y = path.x[a.stop : b.start], path.y[a.stop : b.start]
    if np.isnan(y).any():
        return None
    beside = [np.abs(part) > AT_LEVEL * stroke for part in (y - a.y1, y[::-1] - b.y0)]
    lead, trail = (int(np.argmax(off)) if off.any() else 0 for off in beside)
    x = x[lead : len(x) - trail]
    if len(x) == 0 or np.ptp(x) > ONE_RISER * stroke:
        return None
    return _Change(a.stop + lead, b.start - trail, float(x.mean()), (a.y1, b.y0), EDGE_SIGMA)


def _pitch(risers: list[float]) -> tuple[float, float] | None:
    """One riser's column and the distance from riser to riser where they are evenly spaced; else None."""
    apart = np.diff(risers)
    if len(apart) < FEWEST_RISES:
        return None
    least = float(apart.min())
    counts = np.rint(apart / least) if least > 0 else np.zeros(0)
    if len(counts) == 0:
        return None
    pitch = float(apart.sum() / counts.sum())
    return (risers[0], pitch) if bool((np.abs(apart - counts * pitch) <= EVEN * pitch * counts).all()) else None


def _expected(a: _Piece, b: _Piece, pitch: tuple[float, float] | None) -> float:
    """Where a riser that nothing shows stands between two levels."""
    if pitch is not None:
        first, step = pitch
        columns = first + step * np.arange(np.ceil((a.x1 - first) / step), np.floor((b.x0 - first) / step) + 1)
        if len(columns) == 1:
            return float(columns[0])
    return (a.x1 + b.x0) / 2


def _spliced(path: Path, change: _Change) -> Path:
    """The path with points of one column in place of some of its own."""
    count = len(change.y)

    def replaced(values: NDArray[Any], new: ArrayLike) -> NDArray[Any]:
        return np.concatenate([values[: change.start], np.broadcast_to(np.asarray(new), count), values[change.stop :]])

    return replace(
        path,
        x=replaced(path.x, change.x),
        y=replaced(path.y, change.y),
        sigma=replaced(path.sigma, change.sigma),
        bridged=replaced(path.bridged, change.unseen),
    )
