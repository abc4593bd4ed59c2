"""Fills told from lines: a bar, an area or a cell of a heat map is thick, and noise makes a line thick, too."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extractors.colors import Ink
from extractors.runs import SOLID

# Where no legend shows a line, a stroke thicker than this many text heights is a fill,
THICKEST = 1.2
# unless both its rims leap up and down, by this many text heights and at least once in so many: the base of an area is
# a level or a curve.
LEAP, TURN = 0.15, 4.0


def is_fill(ink: Ink, stroke: float, unit: float) -> bool:
    """Whether the ink (h, w) of a traced curve is an area, not a line. ``unit``: the text height in pixels."""
    return stroke > THICKEST * unit and not _is_ragged(ink, unit)


def _is_ragged(ink: Ink, unit: float) -> bool:
    solid = ink > SOLID
    solid = solid[:, solid.any(axis=0)]
    if solid.shape[1] < 2:
        return False
    return all(
        _turns(rim, unit) * TURN * unit >= len(rim) for rim in (solid.argmax(axis=0), solid[::-1].argmax(axis=0))
    )


def _turns(rim: NDArray[np.intp], unit: float) -> int:
    """How often the rim (w,) of an area leaps the other way than before."""
    moves = np.diff(rim)
    leaps = np.sign(moves[np.abs(moves) > LEAP * unit])
    return int((leaps[1:] != leaps[:-1]).sum())
