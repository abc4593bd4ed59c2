"""Whether the line of a swatch is solid, dashed, dotted or both, from where it shows ink and where gaps."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Floats = NDArray[np.float64]

LONG_DASH = 5.0  # strokes: dashes beside dots are drawn longer than dashes alone
PALE_EDGE = 0.34  # of a marker's width: the edge drawn around it is thinner, gaps of dashes are wider
DOT_LENGTH = 2.2  # strokes: a drawn dot is one stroke long plus its anti-aliased rims, a dash at least three


def dash_of(contrast: Floats, outside: Mask, stroke: float) -> str:
    """The dash class from the on/off pattern along the line, the marker's columns left out."""
    profile = contrast.max(axis=0)
    if not outside.any():
        return "solid"
    on = profile > 0.5 * np.percentile(profile[outside], 90)
    runs = _runs(on, _beyond_tips(on, outside, stroke))
    gaps = [n for n, is_on, _ in runs if not is_on]
    if sum(gaps) < 2 or max(gaps) < 0.5 * stroke:
        return "solid"
    whole = [n for n, is_on, cut in runs if is_on and not cut]
    dots = [n for n in whole if n <= DOT_LENGTH * stroke + 1]
    longest = max((n for n, is_on, _ in runs if is_on), default=0)
    if dots and longest > max(2.2 * min(dots), DOT_LENGTH * stroke + 1):
        return "dashdot"
    at_ends = [n for n, is_on, is_cut in runs if is_on and is_cut]
    # beside gaps at both ends of a marker, of these the first is whole, because lines begin with a dash
    if len(whole) == 0 and len(gaps) > 1 and longest <= DOT_LENGTH * stroke + 1:
        return "dotted"
    if len(whole) == 0 and min(at_ends) <= DOT_LENGTH * stroke and longest >= LONG_DASH * stroke:
        return "dashdot"
    return "dotted" if dots and len(dots) >= len(whole) / 2 else "dashed"


def _beyond_tips(on: Mask, outside: Mask, stroke: float) -> Mask:
    """The columns outside markers and their tips, which a marker's pale edge parts from the line like dots.

    Where the line touches the marker on its other side, that has no pale edge: what is a gap there is one of dashes.
    """
    code = np.where(outside, on.astype(np.int8), np.int8(2))
    bounds = np.r_[0, np.flatnonzero(np.diff(code)) + 1, len(code)].tolist()
    runs = [(a, b, int(code[a])) for a, b in pairwise(bounds)]
    beyond = outside.copy()
    for way in (runs, runs[::-1]):
        for before, marker, tip, edge in zip([(0, 0, 0), *way], way, way[1:], way[2:], strict=False):
            states = (marker[2], tip[2], edge[2])
            touched = before[2] == 1 and before[1] - before[0] > stroke + 1
            if (
                states == (2, 1, 0)
                and not touched
                and tip[1] - tip[0] <= stroke + 1
                and edge[1] - edge[0] <= PALE_EDGE * (marker[1] - marker[0])
            ):
                beyond[tip[0] : tip[1]] = False
                beyond[edge[0] : edge[1]] = False
    return beyond


def _runs(on: Mask, outside: Mask) -> list[tuple[int, bool, bool]]:
    """(length, on or off, cut off by the end of the swatch or by the marker) along the line, off-ends dropped."""
    code = np.where(outside, on.astype(np.int8), np.int8(2))
    bounds = np.r_[0, np.flatnonzero(np.diff(code)) + 1, len(code)]
    runs = []
    for start, stop in pairwise(bounds.tolist()):
        state = int(code[start])
        cut = start == 0 or stop == len(code) or 2 in (int(code[start - 1]), int(code[min(stop, len(code) - 1)]))
        if state != 2 and not (state == 0 and cut):
            runs.append((int(stop - start), state == 1, bool(cut)))
    return runs
