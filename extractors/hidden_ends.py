"""Carry a curve on below what it runs into, where the ink above hides its end: another curve, or the frame.

Curves that merge (all at zero, all saturated) are drawn over each other, and the spine is drawn over what runs along
the edge of the plot; the visible end of the lower line is then not the end of its data. Only an approach that flattens
counts: a curve that crosses, that leaves the plot, that lies on top, or that ends in the open, stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from extractors.curves import Curve
from extractors.following import Path
from extractors.plot_area import PlotArea
from extractors.strips import spans

Floats = NDArray[np.float64]
T = TypeVar("T", np.float64, np.bool_)

# The approach is watched from where it is CLOSE times as far as touching, over SHORTEST (or LEAST_COLUMNS) to LONGEST
# text heights; the upper curve must run beside the lower one over WATCHED. A shorter hidden stretch than LEAST is not
# worth carrying on.
SHORTEST, LEAST_COLUMNS, LONGEST, CLOSE, WATCHED, LEAST = 0.4, 8, 6.0, 3.0, 1.2, 1.0
# Curves touch where their centre lines are as near as half their widths together. The lower one disappears a little
# before (NEAR), and columns are off by SLACK pixels.
NEAR, SLACK = 3.0, 0.8
# Rise per column by which the distance may still close at a merger, and by which it may seem to open.
CLOSING, OPENING = 0.5, 0.05
# A curve that flattens out on the frame comes at less than this share of the slope it had before; one that leaves the
# plot keeps its slope.
FLATTENED = 0.6
# Of dots and dashes few points are near: their slope is read from so many text heights before, too.
EARLIER = 2.0
# Median bend (second difference) of noise with a sigma of 1.
GAUSSIAN_BEND = 1.65
# Deeper than this share of touching below a curve that is not cut there, the end would be seen: it lies on top.
DEEP, CUT = 0.5, 0.5
# The lower curve lies anywhere below the stroke: one sigma of an even spread, in stroke widths, and of its place.
SPREAD, PLACE = 0.29, 0.4
# Curves that merge one after another are carried on in as many rounds.
ROUNDS = 3


# A curve ends at a legend that hides this share of what lies ahead of it, one text height square. Where the legend has
# no frame, another curve must go on for so many text heights.
HIDES, GOES_ON = 0.6, 2.0


@dataclass(frozen=True)
class _Cover:
    """A line that may hide others: its height per column, rising towards the end in question, and its thickness."""

    x: Floats
    y: Floats
    stroke: float
    curve: Curve | None  # None: the frame


def continue_hidden_ends(curves: Sequence[Curve], area: PlotArea) -> list[Curve]:
    """The curves of a panel with hidden ends carried on as interpolated points."""
    result = list(curves)
    for _ in range(ROUNDS):
        before = list(result)
        for k in range(len(result)):
            for forward in (False, True):
                result[k] = _continued(k, result, area, forward)
        if all(a is b for a, b in zip(before, result, strict=True)):
            break
    return result


def ends_hidden(curve: Curve, others: Sequence[Curve], area: PlotArea) -> bool:
    """Whether an end of the curve lies at the side of a legend: of one with a frame, or where other curves go on.

    Data seldom end where a frame begins, but a legend without one may stand right beside the end that it names. An end
    within a frame shows through it.
    """
    if curve.path is None:
        return False
    framed = np.logical_or.reduce([np.zeros(area.hidden.shape, bool), *area.veils])
    for forward in (False, True):
        x, y = _by_column(curve.path, forward)
        reach = max((_by_column(c.path, forward)[0][-1] for c in others if c.path is not None), default=-np.inf)
        if len(x) == 0:
            continue
        cover = area.unseen if reach - x[-1] > GOES_ON * area.unit else framed
        ends = [x[-1]] if curve.dash == "solid" else [x[-1], x[-1] + area.unit]  # a gap may lie before the legend
        seen_through = cover is framed and _hidden_ahead(abs(x[-1]), y[-1], framed, area.unit, not forward) > HIDES
        hidden = max(_hidden_ahead(abs(end), y[-1], cover, area.unit, forward) for end in ends)
        if hidden > HIDES and not seen_through:
            return True
    return False


def unseen_share(curve: Curve, area: PlotArea) -> float:
    """The longest stretch that was carried on behind a legend or the frame, as a share of the plot's width."""
    if curve.path is None:
        return 0.0
    path, (height, width) = curve.path, area.unseen.shape
    longest = 0.0
    for first, last in spans(path.bridged & ~np.isnan(path.y)):
        x, y = path.x[first : last + 1], path.y[first : last + 1]
        rows, columns = np.clip(np.rint(y), 0, height - 1), np.clip(np.rint(x), 0, width - 1)
        covered = float(area.unseen[rows.astype(int), columns.astype(int)].mean())
        longest = max(longest, covered * float(np.ptp(x) + 1) / width)
    return longest


def _hidden_ahead(x: float, y: float, cover: NDArray[np.bool_], unit: float, forward: bool) -> float:
    """The share that an (h, w) cover hides of a square of one text height ahead of a point."""
    first = round(x) + 1 if forward else max(0, round(x) - round(unit))
    rows = slice(max(0, round(y - unit / 2)), round(y + unit / 2) + 1)
    ahead = cover[rows, first : first + max(1, round(unit))]
    return float(ahead.mean()) if ahead.size else 0.0


def _continued(k: int, curves: Sequence[Curve], area: PlotArea, forward: bool) -> Curve:
    curve = curves[k]
    if curve.path is None:
        return curve
    x, y = _by_column(curve.path, forward)
    if len(x) < 2 * max(LEAST_COLUMNS, round(WATCHED * area.unit)):
        return curve
    others = [c for j, c in enumerate(curves) if j != k and c.path is not None]
    covers = [_Cover(*_by_column(c.path, forward), c.stroke, c) for c in others if c.path is not None]
    covers += _frame(area, covers, forward)
    best = np.zeros(0), np.zeros(0)
    sigma = 0.0
    for cover in covers:
        beyond = cover.x > x[-1]
        if beyond.sum() < LEAST * area.unit or beyond.sum() <= len(best[0]):
            continue
        meeting = _meeting(x, y, curve, cover, area.unit)
        if meeting is not None:
            apart, reach = meeting
            fading = apart * np.exp(-(cover.x[beyond] - x[-1]) / reach)
            best, sigma = (cover.x[beyond], cover.y[beyond] + fading), PLACE + SPREAD * cover.stroke
    return replace(curve, path=_extended(curve.path, *best, sigma, forward)) if len(best[0]) else curve


def _by_column(path: Path, forward: bool) -> tuple[Floats, Floats]:
    """One height per column, columns rising towards the end in question (mirrored where it is the start)."""
    seen = ~np.isnan(path.y)
    columns, at = np.unique(path.x[seen], return_inverse=True)
    heights = np.bincount(at, weights=path.y[seen]) / np.bincount(at)
    return (columns, heights) if forward else (-columns[::-1], heights[::-1])


def _frame(area: PlotArea, covers: Sequence[_Cover], forward: bool) -> list[_Cover]:
    """The spines above and below as far as other curves run, as covers with their middle on the edge of the plot."""
    if not covers:
        return []
    height, width = area.rgb.shape[:2]
    columns = np.arange(width, dtype=np.float64) if forward else -np.arange(width, dtype=np.float64)[::-1]
    columns = columns[columns <= max(c.x[-1] for c in covers)]
    edges = zip((0, height - 1), area.spines, strict=True)
    return [_Cover(columns, np.full(len(columns), float(at)), 2.0 * rows, None) for at, rows in edges if rows]


def _meeting(x: Floats, y: Floats, curve: Curve, cover: _Cover, unit: float) -> tuple[float, float] | None:
    """How far from the cover's middle the curve disappears below it, and in how many columns it joins; None if not."""
    watched, least = round(WATCHED * unit), max(LEAST_COLUMNS, round(SHORTEST * unit))
    if cover.x[0] > x[-watched]:
        return None
    touching = (curve.stroke + cover.stroke) / 2 + SLACK
    apart = y - np.interp(x, cover.x, cover.y)
    far = np.flatnonzero((np.abs(apart) > CLOSE * touching) | (x < cover.x[0]))
    first = min(int(far[-1]) + 1 if len(far) else 0, len(x) - least)
    first = max(first, int(np.searchsorted(x, x[-1] - LONGEST * unit)))
    side = 1.0 if np.median(apart[first:]) >= 0 else -1.0
    place, before, after, noise = _approach(x[first:] - x[-1], side * apart[first:])
    crossed = side * apart[first:] < -(SLACK + 2 * noise)
    ahead = place + after * watched
    if crossed.mean() > 0.1 or place > NEAR * touching or min(place, ahead) > touching + noise:
        return None
    doubt = 2 * noise * np.sqrt(12) / (max(len(x) - first, 12) / 3) ** 1.5  # of the slope of a third
    if after > OPENING + doubt or after < -CLOSING - doubt:
        return None
    if cover.curve is None:
        if doubt > CLOSING:  # the zigzag of dots seems to flatten: further back it must have been steeper, too
            earlier = slice(max(0, first - round(EARLIER * unit)), first + least // 2)
            before = max(before, _straight(x[earlier], side * apart[earlier])[1])
        if after < min(FLATTENED * before, -OPENING):
            return None
    elif _on_top(x[first:], apart[first:], curve, cover, touching):
        return None
    place = max(place, 0.0)
    return side * place, float(np.clip(place / max(-after, 1e-6), 1, 2 * unit))


def _approach(x: Floats, apart: Floats) -> tuple[float, float, float, float]:
    """Distance at the end (x = 0), slope in the first and in the last third of the approach, and the noise."""
    third = max(len(x) // 3, 4)
    noise = float(np.median(np.abs(np.diff(apart, 2)))) / GAUSSIAN_BEND
    _, before = _straight(x[:third], apart[:third])
    place, after = _straight(x[-third:], apart[-third:])
    return place, before, after, noise


def _straight(x: Floats, y: Floats) -> tuple[float, float]:
    """Height at 0 and slope of the straight line through most of the points (Theil and Sen: medians over pairs)."""
    one, other = np.triu_indices(len(x), 1)
    slope = float(np.median((y[other] - y[one]) / (x[other] - x[one])))
    return float(np.median(y - slope * x)), slope


def _on_top(x: Floats, apart: Floats, curve: Curve, cover: _Cover, touching: float) -> bool:
    """Whether the curve hides the other where they overlap, instead of the other way round."""
    assert cover.curve is not None
    deep = np.abs(apart) < DEEP * touching
    solid = cover.curve.path is not None and cover.curve.path.dash_share > 0.9
    if deep.sum() < 3 or not solid:
        return False
    columns = np.abs(x[deep]).astype(int)
    rows = np.rint(np.interp(x[deep], cover.x, cover.y)).astype(int)
    ink = cover.curve.ink
    return float((ink[np.clip(rows, 0, len(ink) - 1), columns] > 0.4).mean()) < CUT


def _extended(path: Path, x: Floats, y: Floats, sigma: float, forward: bool) -> Path:
    """``path`` with interpolated points along what covers it."""
    if not forward:
        x, y = -x[::-1], y[::-1]

    def joined(old: NDArray[T], new: NDArray[T]) -> NDArray[T]:
        return np.concatenate((old, new) if forward else (new, old))

    return replace(
        path,
        x=joined(path.x, x),
        y=joined(path.y, y),
        bridged=joined(path.bridged, np.ones(len(x), bool)),
        sigma=joined(path.sigma, np.full(len(x), sigma)),
    )
