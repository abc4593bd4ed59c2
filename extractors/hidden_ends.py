"""Carry a curve on below another one that it runs into, where the ink of the upper curve hides its end.

Curves that merge (all at zero, all saturated) are drawn over each other; the visible end of a lower one is then not
the end of its data. Only a smooth approach counts: a curve that crosses another, or ends in the open, stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from extractors.curves import Curve
from extractors.following import Path

Floats = NDArray[np.float64]
T = TypeVar("T", np.float64, np.bool_)

# The approach is watched over this many text heights; a shorter hidden stretch than LEAST is not worth carrying on.
WATCHED, LEAST = 1.2, 1.0
# Curves touch where their centre lines are as near as half their widths together. The lower one disappears a little
# before (NEAR), and columns are off by SLACK pixels.
NEAR, SLACK = 3.0, 0.8
# Curves that merge one after another are carried on in as many rounds.
ROUNDS = 3


def continue_hidden_ends(curves: Sequence[Curve], unit: float) -> list[Curve]:
    """The curves of a panel with hidden ends carried on as interpolated points; ``unit`` is the text height."""
    result = list(curves)
    for _ in range(ROUNDS):
        before = list(result)
        for k in range(len(result)):
            for forward in (False, True):
                result[k] = _continued(k, result, unit, forward)
        if all(a is b for a, b in zip(before, result, strict=True)):
            break
    return result


def _continued(k: int, curves: Sequence[Curve], unit: float, forward: bool) -> Curve:
    curve = curves[k]
    if curve.path is None:
        return curve
    x, y = _by_column(curve.path, forward)
    watched = max(6, round(WATCHED * unit))
    if len(x) < 2 * watched:
        return curve
    best = np.zeros(0), np.zeros(0)
    width = 0.0
    for j, other in enumerate(curves):
        if j == k or other.path is None:
            continue
        along, height = _by_column(other.path, forward)
        beyond = along > x[-1]
        if beyond.sum() < LEAST * unit or along[0] > x[-watched] or beyond.sum() <= len(best[0]):
            continue
        apart = y[-watched:] - np.interp(x[-watched:], along, height)
        if _merges(apart, (curve.stroke + other.stroke) / 2 + SLACK):
            best, width = (along[beyond], height[beyond]), other.stroke
    return replace(curve, path=_extended(curve.path, *best, width, forward)) if len(best[0]) else curve


def _by_column(path: Path, forward: bool) -> tuple[Floats, Floats]:
    """One height per column, columns rising towards the end in question (mirrored where it is the start)."""
    seen = ~np.isnan(path.y)
    columns, at = np.unique(path.x[seen], return_inverse=True)
    heights = np.bincount(at, weights=path.y[seen]) / np.bincount(at)
    return (columns, heights) if forward else (-columns[::-1], heights[::-1])


def _merges(apart: Floats, touching: float) -> bool:
    """Whether the distance between two curves stays on one side and closes smoothly, until they touch or soon will."""
    one_side = bool((apart >= -SLACK).all() or (apart <= SLACK).all())
    distance = np.abs(apart)
    smooth = bool((np.diff(distance) <= SLACK).all()) and distance[-1] <= distance[0] + SLACK / 2
    ahead = distance[-1] - (distance[0] - distance[-1])  # where it goes on as it came
    return one_side and smooth and distance[-1] <= NEAR * touching and ahead <= touching


def _extended(path: Path, x: Floats, y: Floats, width: float, forward: bool) -> Path:
    """``path`` with interpolated points along the covering curve; they may lie anywhere under its stroke."""
    sigma = np.full(len(x), 0.5 + width / 2)
    bridged = np.ones(len(x), bool)
    if not forward:
        x, y = -x[::-1], y[::-1]

    def joined(old: NDArray[T], new: NDArray[T]) -> NDArray[T]:
        return np.concatenate((old, new) if forward else (new, old))

    return replace(
        path,
        x=joined(path.x, x),
        y=joined(path.y, y),
        bridged=joined(path.bridged, bridged),
        sigma=joined(path.sigma, sigma),
    )
