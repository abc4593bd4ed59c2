"""Stretches of a curve that nobody can know: of noise below other curves, and of any below a legend or a band."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extractors.channels import channel_max
from extractors.colors import HAZE
from extractors.curves import Curve
from extractors.following import Path
from extractors.plot_area import Mask, PlotArea

Floats = NDArray[np.float64]

# Noise swings by more than this share of the height of the plot: what is drawn through its middle where it is hidden is
# then mostly more than a hundredth off.
SWING = 0.03
# The direction in which a curve ends is read from so many text heights of it. A cover it runs into lies no further
# ahead: of a legend without a visible frame only the print is known, which its padding surrounds.
DIRECTION, AHEAD = 0.5, 1.5
# A gap that is one of the data crosses other curves and gridlines: so much of it lies on no ink.
ON_INK = 0.7


def guessed_noise(curve: Curve, area: PlotArea) -> float:
    """The share of a noisy curve's columns that something else hides, 0 where its noise is too low to matter."""
    path = curve.path
    if path is None or not path.noisy:
        return 0.0
    known = ~np.isnan(path.y)
    if _swing(path.y[known & ~path.bridged], curve.stroke) < SWING * area.rgb.shape[0]:
        return 0.0
    columns, seen = np.rint(path.x[known]), ~path.bridged[known]
    return 1.0 - len(np.unique(columns[seen])) / max(len(np.unique(columns)), 1)


def _swing(y: Floats, stroke: float) -> float:
    """How far a curve typically goes up or down between two turns that are more than half a stroke apart."""
    turns: list[float] = []
    low = high = y[0] if len(y) else 0.0
    rising = True
    for at in y.tolist():
        low, high = min(low, at), max(high, at)
        if (high - at if rising else at - low) > stroke / 2:
            turns.append(high if rising else low)
            low, high, rising = at, at, not rising
    return float(np.median(np.abs(np.diff(turns)))) if len(turns) > 1 else 0.0


def gap_behind(curve: Curve, area: PlotArea) -> float:
    """The longest gap of a solid curve in which it goes on unseen, as a share of the plot's width.

    It goes below a legend there and out of it again, or the gap lies on ink, where missing values would show paper.
    """
    path = curve.path
    if path is None or curve.dash != "solid":
        return 0.0
    cover = area.hidden.copy()
    top, bottom = area.spines  # what runs into the frame leaves the plot
    cover[:top] = cover[len(cover) - bottom :] = False
    inked = channel_max(np.abs(area.rgb - area.background)) > HAZE
    longest = 0.0
    for at in np.flatnonzero(np.isnan(path.y)):
        before, after = _around_gap(path, int(at), area.unit)
        if min(len(before), len(after)) < 2:
            continue
        below = all(_runs_into(end, cover, area.unit) for end in (before, after[::-1]))
        if below or _share_between(before[-1], after[0], inked) > ON_INK:
            longest = max(longest, float(after[0, 0] - before[-1, 0]) / area.rgb.shape[1])
    return longest


def _share_between(start: Floats, end: Floats, mask: Mask) -> float:
    """The share of the straight line between two points that lies in an (h, w) mask."""
    count = max(2, round(float(np.abs(end - start).max())))
    at = np.rint(np.linspace(start, end, count)).astype(int)
    return float(mask[np.clip(at[:, 1], 0, len(mask) - 1), np.clip(at[:, 0], 0, mask.shape[1] - 1)].mean())


def _around_gap(path: Path, gap: int, unit: float) -> tuple[Floats, Floats]:
    """The points (n, 2) of a path just before and just after a gap, those between it and the next gap only."""
    points = np.column_stack((path.x, path.y))
    holes = np.flatnonzero(np.isnan(path.y)).tolist()
    k = holes.index(gap)
    before = points[holes[k - 1] + 1 if k else 0 : gap]
    after = points[gap + 1 : holes[k + 1] if k + 1 < len(holes) else len(points)]
    before = before[before[:, 0] >= before[-1, 0] - DIRECTION * unit] if len(before) else before
    return before, after[after[:, 0] <= after[0, 0] + DIRECTION * unit] if len(after) else after


def _runs_into(end: Floats, cover: Mask, unit: float) -> bool:
    """Whether the straight line on from the last of some points (n, 2) meets a cover (h, w) soon."""
    step = end[-1] - end[0]
    length = float(np.hypot(*step))
    if length == 0:
        return False
    way = end[-1] + np.arange(1, AHEAD * unit + 1)[:, None] * step / length
    at = np.rint(way).astype(int)
    inside = (at >= 0).all(axis=1) & (at[:, 0] < cover.shape[1]) & (at[:, 1] < cover.shape[0])
    return bool(cover[at[inside, 1], at[inside, 0]].any())
