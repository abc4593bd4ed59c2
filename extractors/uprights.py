"""Stretches of ink that stand upright: the stems of error bars, sides of markers, risers of steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from extractors.runs import Chain, Ink, Runs, chain_runs, find_runs
from extractors.strips import spans

# A stretch is at least so many strokes and rows long, and leans by so many pixels over its length.
SHORTEST, LEAST_ROWS, LEAN = 1.0, 4, 0.6
# One whose visible part begins so many pixels from the edge of the plot may be cut by it.
EDGE = 1.5


@dataclass(frozen=True)
class Upright:
    """A stretch of ink that stands upright: its middle column, half its thickness, and its first and last rows."""

    x: float
    half: float
    top: int
    bottom: int


def level_chains(ink: Ink) -> tuple[Runs, list[Chain]]:
    """The level runs of ink, one per row, and the chains of those that follow one another downwards."""
    runs = find_runs(np.ascontiguousarray(ink.T))
    return runs, chain_runs(runs)


def all_uprights(level: tuple[Runs, list[Chain]], stroke: float, thickest: float) -> list[Upright]:
    """The stretches of ink that stand upright, at most so many strokes thick."""
    runs, chains = level
    return [u for chain in chains for u in _uprights(runs, chain, stroke, thickest)]


def uncut(uprights: Sequence[Upright], half: float, width: int) -> list[Upright]:
    """The stretches with those that the left or right edge of the plot cuts as thick as stems are: their inner side."""
    whole = []
    for u in uprights:
        if u.half < half and u.x - u.half < EDGE:
            u = replace(u, x=u.x + u.half - half, half=half)
        elif u.half < half and u.x + u.half > width - 1 - EDGE:
            u = replace(u, x=u.x - u.half + half, half=half)
        whole.append(u)
    return whole


def _uprights(runs: Runs, chain: Chain, stroke: float, thickest: float) -> list[Upright]:
    """The stretches of a chain of level runs (one per row) that stand upright and are thin."""
    if len(chain.runs) < max(LEAST_ROWS, SHORTEST * stroke):
        return []
    half = (runs.bottom[chain.runs] - runs.top[chain.runs]) / 2
    center, rows = runs.center[chain.runs], runs.column[chain.runs]
    found = []
    for first, last in spans(half <= thickest * stroke / 2 + 0.5):
        middle = float(np.median(center[first : last + 1]))
        for start, end in spans(np.abs(center[first : last + 1] - middle) <= LEAN):
            own = slice(first + start, first + end + 1)
            thick = float(np.median(half[own]))
            if end - start + 1 >= max(LEAST_ROWS, SHORTEST * stroke, 2 * thick):  # caps are wider than high
                found.append(Upright(middle, thick, int(rows[own][0]), int(rows[own][-1])))
    return found
