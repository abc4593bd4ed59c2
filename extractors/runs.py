"""Runs of ink per column, and chains of runs that touch from one column to the next without a branch."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ink = NDArray[np.float32]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# Half covered pixels belong to a stroke.
SOLID = 0.4


@dataclass(frozen=True)
class Runs:
    """Vertical runs of ink in order of column, then from top to bottom; one array element per run.

    ``top`` and ``bottom`` are sub-pixel: the faint edge pixels count by their ink.
    """

    column: Ints
    top: Floats
    bottom: Floats
    center: Floats  # centroid of the ink
    mass: Floats  # total ink


@dataclass(frozen=True, slots=True)
class Chain:
    """Indices of runs in consecutive columns, each touching only the next: a piece of curve without a branch."""

    runs: Ints
    first: int
    last: int
    mass: float


def find_runs(ink: Ink) -> Runs:
    """All runs of an (h, w) ink map."""
    solid = np.zeros((ink.shape[1], ink.shape[0] + 2), np.int8)
    solid[:, 1:-1] = (ink > SOLID).T
    step = np.diff(solid, axis=1)
    column, start = np.nonzero(step == 1)
    end = np.nonzero(step == -1)[1] - 1  # inclusive
    padded = np.zeros((ink.shape[1], ink.shape[0] + 2), np.float64)
    padded[:, 1:-1] = ink.T
    total = np.cumsum(np.pad(padded, ((0, 0), (1, 0))), axis=1)
    moment = np.cumsum(np.pad(padded * (np.arange(padded.shape[1]) - 1), ((0, 0), (1, 0))), axis=1)
    lo, hi = start, end + 3  # one faint pixel beyond either end
    mass = total[column, hi] - total[column, lo]
    center = (moment[column, hi] - moment[column, lo]) / np.maximum(mass, 1e-6)
    drawn: Floats = np.minimum(padded, 1.0)
    top = start + 0.5 - drawn[column, start] - drawn[column, start + 1]
    bottom = end - 0.5 + drawn[column, end + 2] + drawn[column, end + 1]
    return Runs(column.astype(np.int64), top, np.maximum(bottom, top).astype(np.float64), center, mass)


def chain_runs(runs: Runs) -> list[Chain]:
    """Cut the runs into chains at every branch, merge and end."""
    left, right = touching_pairs(runs)
    n = len(runs.column)
    onward = np.bincount(left, minlength=n)
    backward = np.bincount(right, minlength=n)
    follow = np.full(n, -1, np.int64)
    plain = (onward[left] == 1) & (backward[right] == 1)
    follow[left[plain]] = right[plain]
    has_previous = np.zeros(n, bool)
    has_previous[right[plain]] = True
    chains = []
    for start in np.flatnonzero(~has_previous):
        members = [int(start)]
        while follow[members[-1]] >= 0:
            members.append(int(follow[members[-1]]))
        at = np.array(members)
        chains.append(Chain(at, int(runs.column[at[0]]), int(runs.column[at[-1]]), float(runs.mass[at].sum())))
    return chains


def touching_pairs(runs: Runs) -> tuple[Ints, Ints]:
    """Index pairs of runs in neighbouring columns that overlap or touch at a corner."""
    n_columns = int(runs.column.max(initial=-1)) + 2
    first = np.searchsorted(runs.column, np.arange(n_columns + 1))
    counts = np.diff(first)
    pairs_left, pairs_right = [], []
    most = int(counts.max(initial=0))
    for i in range(most):
        for j in range(most):
            columns = np.flatnonzero((counts[:-1] > i) & (counts[1:] > j))
            a, b = first[columns] + i, first[columns + 1] + j
            touch = (runs.top[a] <= runs.bottom[b] + 1.2) & (runs.top[b] <= runs.bottom[a] + 1.2)
            pairs_left.append(a[touch])
            pairs_right.append(b[touch])
    if not pairs_left:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    return np.concatenate(pairs_left), np.concatenate(pairs_right)
