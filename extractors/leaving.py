"""A curve that runs out of the plot over its upper or lower edge ends there: ink far from that edge is another's."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extractors.runs import Chain, Runs

Floats = NDArray[np.float64]

# The course of a curve is read from its last stretch of so many text heights, and from half of that at least. Where it
# strays from its course by more than so many strokes it is noise, of which nothing is foretold.
COURSE, STRAY = 1.5, 1.0
# It goes on over at least so many strokes, a dash's gap, and leaves by no less than so many pixels per column.
ONWARD, SLANTED = 2.0, 0.5
# It comes back, if at all, within so many text heights of the edge and of the steepest course from there.
BACK, STEEPEST = 2.0, 3.0
# A part of a path with less than this share of its ink is too little for a curve of its own.
OWN = 0.2
# Closer to the edge than so many strokes is the frame.
FRAME = 2.0


def inside_part(
    runs: Runs, chains: Sequence[Chain], chosen: Sequence[int], stroke: float, height: int, unit: float
) -> list[int]:
    """One curve of a path of chains, cut where it is outside of a plot of ``height`` rows: that which leaves it.

    What remains may be a piece of another curve; it is the part where what leaves is little. ``stroke``: the thickness
    of the line, ``unit``: the text height, in pixels.
    """
    parts: list[list[int]] = [[chosen[0]]]
    leaving: set[int] = set()
    for k in range(1, len(chosen)):
        if not _touch(runs, chains[chosen[k - 1]].runs[-1], chains[chosen[k]].runs[0]):
            before, after = _points(runs, chains, chosen[:k]), _points(runs, chains, chosen[k:])
            leaves = _ends_outside(before, after, stroke, height, unit)
            comes = _ends_outside(after[::-1] * (-1, 1), before[::-1] * (-1, 1), stroke, height, unit)
            if leaves or comes:
                leaving |= {len(parts) - 1} if leaves else set()
                leaving |= {len(parts)} if comes else set()
                parts.append([])
        parts[-1].append(chosen[k])
    mass = [sum(chains[i].mass for i in part) for part in parts]
    own = [k for k in leaving if mass[k] >= OWN * sum(mass)] or range(len(parts))
    return parts[max(own, key=lambda k: mass[k])]


def _touch(runs: Runs, one: int, other: int) -> bool:
    return bool(runs.top[one] <= runs.bottom[other] + 1 and runs.top[other] <= runs.bottom[one] + 1)


def _points(runs: Runs, chains: Sequence[Chain], members: Sequence[int]) -> Floats:
    """The middle of every run of some chains, (n, 2) as x and y."""
    at = np.concatenate([chains[i].runs for i in members])
    return np.column_stack((runs.column[at], runs.center[at]))


def _ends_outside(own: Floats, rest: Floats, stroke: float, height: int, unit: float) -> bool:
    """Whether a curve (n, 2) leaves the plot before it reaches what follows to its right, and that is not its own."""
    (x, y), (start, level) = own[-1], rest[0]
    near = BACK * unit + STEEPEST * max(start - x, 0.0)
    edge = 0.0 if y < height / 2 else height - 1.0
    outward = np.sign(edge - height / 2)
    is_frame = bool(np.all(np.abs(rest[:, 1] - edge) < FRAME * stroke))
    if abs(y - edge) > near or (abs(level - edge) <= near and not is_frame):
        return False
    course = own[own[:, 0] >= x - COURSE * unit]
    if np.ptp(course[:, 0]) < COURSE / 2 * unit:
        return False
    bend = np.polynomial.Polynomial.fit(course[:, 0], course[:, 1], 2)
    smooth = float(np.sqrt(np.mean((bend(course[:, 0]) - course[:, 1]) ** 2))) <= STRAY * stroke
    onward = bend(max(start, x + ONWARD * stroke))
    return smooth and bool(outward * bend.deriv()(x) >= SLANTED and outward * (onward - edge) > 0)
