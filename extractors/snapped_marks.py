"""Tick marks that a drawing tool moved to the pixel grid, put back to where it meant them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from extractors.strips import Side
from extractors.tick_marks import TickMark

# Tools draw figures enlarged by such factors. Their pixels show in nearly all of so many marks or more, in rows whose
# gaps differ by most of such a pixel. The place of a mark is sure to a quarter of a file pixel.
TOOL_PIXELS, NEARLY_ALL, LEAST_UNEVEN, UNEVEN, SURE_PX = (2, 3, 4, 5, 6), 0.9, 10, 0.75, 0.25
# Others draw them enlarged by any factor between these. Of so many factors one fits some marks by chance: they have to
# lie this close to its pixels, in file pixels, and be so many that chance would hardly ever do it.
BROKEN, CLOSE_PX, CHANCE = (1.25, 6.0), 0.15, 1e-4
# Marks whose centres are this close to the centres of file pixels, most of them and at least three, were snapped. Where
# the tool's pixels are known from other marks, more of them may be ends of curves.
SNAPPED, LEAST_SNAPPED, MOST_OF, MOST_OF_KNOWN = 0.1, 3, 0.8, 0.5


def unsnapped(sides: Mapping[Side, Sequence[TickMark]], scale: float) -> dict[Side, list[TickMark]]:
    """The marks of a panel at their places before the tool moved them to the pixel grid.

    Drawing tools draw strokes of odd width crisply by moving them from ``x`` (the edges of pixels are whole numbers)
    to ``floor(x + 0.5) + 0.5``, the centre of a pixel; curves stay where they are. The move is between 0 and 1 px,
    always right and down, so half a pixel is taken back and a rounding error of up to half a pixel remains.
    Strokes of even width are rounded to both sides alike. Marks of a tool that does not move them may lie on whole
    pixels along one axis by chance, but then those of the other axis lie between.
    ``scale`` is the number of working pixels per file pixel.
    """
    every = [m for marks in sides.values() for m in marks]
    size = _tool_pixel(sides, scale)
    places = {kind: _file_places([m for m in every if m.kind == kind], scale) for kind in {m.kind for m in every}}
    off = {kind: _off_grid(at, size) for kind, at in places.items()}
    most = MOST_OF if size == 1 else MOST_OF_KNOWN
    moved = {k for k, at in off.items() if len(at) >= LEAST_SNAPPED and np.mean(at <= SNAPPED) >= most}
    step = size * scale
    return {
        side: [replace(m, px=m.px - step / 2, grid=step) if m.kind in moved else m for m in marks]
        for side, marks in sides.items()
    }


def _tool_pixel(sides: Mapping[Side, Sequence[TickMark]], scale: float) -> float:
    """How many file pixels one pixel of the tool has: more than one where it drew an enlarged figure.

    Only rows of marks that are not evenly apart tell: the step of an even one may be a multiple of anything.
    """
    pairs = [[m for side in pair for m in sides.get(side, ())] for pair in (("bottom", "top"), ("left", "right"))]
    rows = [[m for m in marks if m.kind == kind] for marks in pairs for kind in ("outside", "grid")]
    places = [np.unique(np.round(_file_places(row, scale), 1)) for row in rows]
    whole = max((size for size in TOOL_PIXELS if _shows_pixels(places, size)), default=1)
    if whole > 1:
        return whole
    return _broken_pixel([max(places[:2], key=len), max(places[2:], key=len)])  # a gridline tells what its mark tells


def _shows_pixels(rows: Sequence[NDArray[np.float64]], size: int) -> bool:
    """Whether the gaps of marks differ by pixels of that size, and nearly all marks lie on one."""
    telling = np.concatenate([np.zeros(0), *(at for at in rows if _unevenness(at) >= UNEVEN * size)])
    off = size * _off_grid(telling, size)
    return len(off) >= LEAST_UNEVEN and bool(np.mean(off <= SURE_PX) >= NEARLY_ALL)


def _unevenness(at: NDArray[np.float64]) -> float:
    """By how much the steps of a row of marks differ; gaps may be several steps."""
    gaps = np.diff(at)
    return float(np.ptp(gaps / np.maximum(1, np.round(gaps / np.median(gaps))))) if len(gaps) else 0.0


def _broken_pixel(rows: Sequence[NDArray[np.float64]]) -> float:
    """The size of the tool's pixels where it is no whole number, 1 where a row along each axis does not prove one.

    Of all sizes the one that chance would give the least; none where the marks lie on the pixels of the file.
    """
    uneven = [(at, spread) for at in rows if (spread := _unevenness(at)) >= UNEVEN * BROKEN[0]]
    every = np.concatenate([np.zeros(0), *(at for at, _ in uneven)])
    if not len(every) or np.mean(_off_grid(every, 1) <= SNAPPED) >= MOST_OF:
        return 1
    reach = float(every.max()) + 1
    sizes = 1 / np.arange(1 / BROKEN[1], 1 / BROKEN[0], CLOSE_PX / 4 / BROKEN[1] / reach)
    tried = reach * (1 / BROKEN[0] - 1 / BROKEN[1])
    spreads = np.concatenate([np.full(len(at), spread) for at, spread in uneven])
    on_pixel = sizes[:, None] * _off_grid(every[None], sizes[:, None]) <= CLOSE_PX
    telling = spreads >= UNEVEN * sizes[:, None]
    marks, hits = telling.sum(axis=1), (on_pixel & telling).sum(axis=1)
    chances = {
        float(sizes[k]): tried * math.comb(marks[k], hits[k]) * float(2 * CLOSE_PX / sizes[k]) ** hits[k]
        for k in np.flatnonzero((marks > 0) & (hits >= NEARLY_ALL * marks))
    }
    best = min(chances, key=lambda size: chances[size], default=1.0)
    return best if chances.get(best, 1.0) <= CHANCE else 1.0


def _file_places(marks: Sequence[TickMark], scale: float) -> NDArray[np.float64]:
    return (np.array([m.px for m in marks], dtype=np.float64) + 0.5) / scale - 0.5


def _off_grid(places: NDArray[np.float64], size: float | NDArray[np.float64]) -> NDArray[np.float64]:
    """How far places are from the centres of pixels of that size, as a share of it."""
    centres = (places + 0.5) / size - 0.5
    return np.abs(centres - np.round(centres))
