"""Steep strokes that another stroke crosses: drawn over them, it cuts their columns in two, which are made whole."""

from __future__ import annotations

import numpy as np

from extractors.following import Mask
from extractors.runs import Ink, find_runs

# A column is of a steep stroke where it is inked over so many strokes on both sides of what crosses it, and over so
# many on one: the rims of what crosses it may look like a paler colour.
BOTH, STEEP = 1.5, 2.0
# What crosses it is no higher than so many strokes, and hides this share of the gap: its rim is a blend of both.
CROSSING, HIDDEN = 3.0, 0.6


def with_crossed(ink: Ink, hidden: Mask, stroke: float) -> Ink:
    """The (h, w) ink with the gaps that others leave in its tall columns filled.

    ``hidden`` (h, w): where something else is drawn over it; ``stroke``: the thickness of the line in pixels.
    """
    runs = find_runs(ink)
    height = runs.bottom - runs.top
    gap = runs.top[1:] - runs.bottom[:-1]
    same = (runs.column[1:] == runs.column[:-1]) & (gap <= CROSSING * stroke)
    steep = np.maximum(height[1:], height[:-1]) >= STEEP * stroke
    steep &= np.minimum(height[1:], height[:-1]) >= BOTH * stroke
    whole = ink.copy()
    for i in np.flatnonzero(same & steep):
        between = slice(round(runs.bottom[i] + 0.5), round(runs.top[i + 1] - 0.5) + 1)
        column = runs.column[i]
        if hidden[between, column].mean() >= HIDDEN:
            whole[between, column] = 1.0
    return whole
