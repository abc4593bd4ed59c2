"""Tick marks that a drawing tool moved to the pixel grid, put back to where it meant them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from extractors.strips import Side
from extractors.tick_marks import TickMark

# Tools draw figures enlarged by such factors. Their pixels show in nearly all of so many marks or more, in rows whose
# gaps differ by most of such a pixel. The place of a mark is sure to a quarter of a file pixel.
TOOL_PIXELS, NEARLY_ALL, LEAST_UNEVEN, UNEVEN, SURE_PX = (2, 3, 4, 5, 6), 0.9, 10, 0.75, 0.25
# Marks whose centres are this close to the centres of file pixels, most of them and at least three, were snapped. Where
# the tool's pixels are known from other marks, more of them may be ends of curves.
SNAPPED, LEAST_SNAPPED, MOST_OF, MOST_OF_KNOWN = 0.1, 3, 0.8, 0.5
# A gridline is as near its mark, in working pixels.
ON_TICK = 1.0


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


def _tool_pixel(sides: Mapping[Side, Sequence[TickMark]], scale: float) -> int:
    """How many file pixels one pixel of the tool has: more than one where it drew an enlarged figure.

    Only rows of marks that are not evenly apart tell: the step of an even one may be a multiple of anything.
    """
    pairs = [[m for side in pair for m in sides.get(side, ())] for pair in (("bottom", "top"), ("left", "right"))]
    rows = [[m for m in _without_data(marks) if m.kind == kind] for marks in pairs for kind in ("outside", "grid")]
    places = [np.unique(np.round(_file_places(row, scale), 1)) for row in rows]
    return max((size for size in TOOL_PIXELS if _shows_pixels(places, size)), default=1)


def _without_data(marks: Sequence[TickMark]) -> list[TickMark]:
    """The marks without strokes through the plot beside no mark of the axis: curves run straight, too."""
    ticks = np.array([m.px for m in marks if m.kind == "outside"])
    if len(ticks) < LEAST_SNAPPED:
        return list(marks)
    return [m for m in marks if m.kind != "grid" or np.abs(ticks - m.px).min() <= ON_TICK]


def _shows_pixels(rows: Sequence[NDArray[np.float64]], size: int) -> bool:
    """Whether the gaps of marks differ by pixels of that size, and nearly all marks lie on one."""
    telling = [np.zeros(0)]
    for at in rows:
        gaps = np.diff(at)
        steps = gaps / np.maximum(1, np.round(gaps / np.median(gaps))) if len(gaps) else gaps
        if len(gaps) and np.ptp(steps) >= UNEVEN * size:
            telling.append(at)
    off = size * _off_grid(np.concatenate(telling), size)
    return len(off) >= LEAST_UNEVEN and bool(np.mean(off <= SURE_PX) >= NEARLY_ALL)


def _file_places(marks: Sequence[TickMark], scale: float) -> NDArray[np.float64]:
    return (np.array([m.px for m in marks], dtype=np.float64) + 0.5) / scale - 0.5


def _off_grid(places: NDArray[np.float64], size: int) -> NDArray[np.float64]:
    """How far places are from the centres of pixels of that size, as a share of it."""
    centres = (places + 0.5) / size - 0.5
    return np.abs(centres - np.round(centres))
