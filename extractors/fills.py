"""Fills told from lines: a bar, an area or a cell of a heat map is thick, and noise makes a line thick, too."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extractors.colors import Ink
from extractors.following import Path
from extractors.runs import SOLID

Floats = NDArray[np.float64]

# Where no legend shows a line, a stroke thicker than this many text heights is a fill,
THICKEST = 1.2
# unless both its rims leap up and down, by this many text heights and at least once in so many: the base of an area is
# a level or a curve.
LEAP, TURN = 0.15, 4.0
# A path that goes from rim to rim in this share of its columns, typically over so many strokes and text heights, fills
# an area or is dense noise. One rim of an area leaps less often than once in SMOOTH text heights, those of noise both
# leap twice as often.
EVERY, HIGH, TALL, SMOOTH = 0.9, 5.0, 2.0, 1.0


def is_fill(ink: Ink, stroke: float, unit: float) -> bool:
    """Whether the ink (h, w) of a traced curve is an area, not a line. ``unit``: the text height in pixels."""
    return stroke > THICKEST * unit and not _is_ragged(ink, unit)


def fills_area(path: Path, stroke: float, unit: float) -> bool:
    """Whether a path goes up and down between the rims of an area, which it was taken for noise: they hardly leap."""
    seen = ~np.isnan(path.y) & ~path.bridged
    columns, count = np.unique(np.rint(path.x[seen]), return_counts=True)
    if len(columns) < 2:
        return False
    y = path.y[seen][np.argsort(np.rint(path.x[seen]), kind="stable")]
    starts = np.cumsum(count) - count
    top, bottom = np.minimum.reduceat(y, starts), np.maximum.reduceat(y, starts)
    high = bottom - top
    if (high > stroke).mean() < EVERY or np.median(high) < max(HIGH * stroke, TALL * unit):
        return False
    return any(_turns(rim, unit) * SMOOTH * unit < len(rim) for rim in (top, bottom))


def _is_ragged(ink: Ink, unit: float) -> bool:
    solid = ink > SOLID
    solid = solid[:, solid.any(axis=0)]
    if solid.shape[1] < 2:
        return False
    return all(
        _turns(rim, unit) * TURN * unit >= len(rim) for rim in (solid.argmax(axis=0), solid[::-1].argmax(axis=0))
    )


def _turns(rim: NDArray[np.intp] | Floats, unit: float) -> int:
    """How often the rim (w,) of an area leaps the other way than before."""
    moves = np.diff(rim)
    leaps = np.sign(moves[np.abs(moves) > LEAP * unit])
    return int((leaps[1:] != leaps[:-1]).sum())
