"""Trace curves through the ink of one colour: the best path through chains of ink, then points along it.

The path is found by dynamic programming over chains (pieces of curve without a branch): every chain pays its
length, every link costs what it bridges. Several curves of one colour are traced one after another.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.runs import Chain, Runs, chain_runs, find_runs

Ink = NDArray[np.float32]
Mask = NDArray[np.bool_]
Floats = NDArray[np.float64]

# Cost of a link against one pixel of curve gained: per column of gap over bare background,
GAP_COST = 0.45
# per column of gap where something covers the curve,
HIDDEN_GAP_COST = 0.04
# per pixel by which the link misses the direction of the curve, and per unit of change in slope.
MISS_COST = 0.7
TURN_COST = 2.5
# Curves of one colour cross rather than touch where that saves this much turning (radians, both together).
CLEARLY = 0.1
# A curve is dashed where this share of its ink lies in pieces of fewer strokes than SHORT_PIECE is long; its links
# then cost this share.
SHORT_PIECE, DASHED_SHARE, DASHED = 14.0, 0.6, 0.3
# The direction at a chain's end is read from this many columns; a dot, shorter than so many strokes, has none.
DIRECTION, SHORTEST_DIRECTION = 9, 1.8
# Dash gaps stay below this many stroke widths; longer bare gaps are missing values.
LONGEST_DASH_GAP = 9.0
# A curve worth reporting holds this share of the ink of the best one, and spans this share of the plot's width.
LEAST_MASS, LEAST_WIDTH = 0.12, 0.06
# Ink thicker than this many strokes is a marker or a blot: its middle counts, not its ends.
BLOT = 1.7
# The legs of a peak fall off by more than this many pixels per column, above and below; of a marker one side does.
SHARP = 1.5
# The stem of an error bar reaches this many strokes beyond the curve on either side, which is itself no thicker than
# STEM_BASE strokes there.
STEM, STEM_BASE = 2.0, 2.5
# A column of a dash whose run is lower than this share of the dash's typical height holds only its corner.
WHOLE = 0.8


@dataclass(frozen=True)
class Path:
    """A traced curve in crop pixels, one element per point in drawing order; NaN in ``y`` marks a gap.

    ``bridged``: the point is interpolated over hidden stretches; ``sigma``: its 1-sigma error in pixels.
    ``dash_share``: inked share of the columns between the ends, ``coverage``: inked or hidden share.
    """

    x: Floats
    y: Floats
    bridged: Mask
    sigma: Floats
    coverage: float
    dash_share: float
    dashes: tuple[int, ...]  # lengths of the inked stretches along the curve, in pixels


def trace(ink: Ink, stroke: float, hidden: Mask, unit: float, most: int = 1) -> list[Path]:
    """Up to ``most`` curves in an (h, w) ink map, the strongest first.

    ``stroke`` is the line's thickness in pixels, ``hidden`` (h, w) where something else is drawn over the curve,
    ``unit`` the text height. A curve is a function of x up to vertical strokes.
    """
    runs = find_runs(ink)
    if len(runs.column) == 0:
        return []
    chains = chain_runs(runs)
    blots = _blots(ink, stroke)
    worth = np.array([c.mass / stroke for c in chains])
    costs = costs_of(worth)
    found: list[list[int]] = []
    first_gain = 0.0
    while len(found) < most:
        chosen, gain = best_chain_path(runs, chains, worth, hidden, stroke, costs)
        first_gain = first_gain or gain
        span = chains[chosen[-1]].last - chains[chosen[0]].first + 1 if chosen else 0
        if not chosen or gain < LEAST_MASS * first_gain or gain < unit or span < LEAST_WIDTH * ink.shape[1]:
            break
        found.append(chosen)
        worth = worth.copy()
        worth[chosen] = 0.0
    ends = _Ends(runs, chains, stroke)
    for one, other in combinations(found, 2):
        untangle(one, other, ends)
    return [follow(runs, [chains[i] for i in path], stroke, hidden, blots, costs.dashed) for path in found]


def untangle(one: list[int], other: list[int], ends: _Ends) -> None:
    """Let two curves of one colour cross where they meet: swap what follows a shared chain where that turns less."""
    shared = [i for i in one if i in other]
    for k, first in enumerate(shared):
        if k and one.index(first) == one.index(shared[k - 1]) + 1:
            continue  # within a stretch of several shared chains
        last = next(
            i for i, after in zip(shared[k:], [*shared[k + 1 :], -1], strict=True) if not _next_in(one, i, after)
        )
        tails = [(path[path.index(first) - 1 :: -1] if path.index(first) else []) for path in (one, other)]
        heads = [path[path.index(last) + 1 :] for path in (one, other)]
        into = np.arctan([_first_finite(ends.slope1[tail]) for tail in tails])
        out = np.arctan([_first_finite(ends.slope0[head]) for head in heads])
        if np.abs(into - out[::-1]).sum() + CLEARLY < np.abs(into - out).sum():
            a, b = one.index(last) + 1, other.index(last) + 1
            one[a:], other[b:] = other[b:], one[a:]


def _first_finite(slopes: Floats) -> float:
    """The slope of the nearest chain that is long enough to have one, NaN where there is none."""
    finite = slopes[np.isfinite(slopes)]
    return float(finite[0]) if len(finite) else float("nan")


def _next_in(path: list[int], one: int, after: int) -> bool:
    return after in path and path.index(after) == path.index(one) + 1


@dataclass(frozen=True, slots=True)
class Costs:
    """Of a link: per column of bare gap, and per pixel by which it misses the curve's direction."""

    gap: float
    miss: float
    dashed: bool


def costs_of(worth: Floats) -> Costs:
    """Gaps are cheap where most ink lies in short pieces: dashes and dots, which gain little each."""
    short = worth < SHORT_PIECE
    dashed = worth[short].sum() > DASHED_SHARE * worth.sum()
    share = DASHED if dashed else 1.0
    return Costs(share * GAP_COST, share * MISS_COST, bool(dashed))


def best_chain_path(
    runs: Runs, chains: list[Chain], worth: Floats, hidden: Mask, stroke: float, costs: Costs
) -> tuple[list[int], float]:
    """Indices of the chains on the best path from left to right, and what it gains."""
    order = sorted(range(len(chains)), key=lambda i: (chains[i].first, chains[i].last))
    ends = _Ends(runs, chains, stroke)
    left_of = np.cumsum(hidden.T, axis=0, dtype=np.float64)  # hidden pixels up to each column
    cover: Floats = np.concatenate((np.zeros((1, hidden.shape[0])), left_of))
    shared = 1 + round(stroke)
    best = worth.copy()
    previous = np.full(len(chains), -1)
    done = np.zeros(0, np.int64)
    for i in order:
        # a stroke drawn across a steep curve cuts its columns in two, so that both pieces hold them
        before = (ends.first[done] < ends.first[i]) & (ends.last[done] < ends.last[i])
        ready = done[before & (ends.last[done] <= ends.first[i] + shared)]
        if len(ready):
            cost = _link_cost(ends, ready, i, cover, stroke, costs)
            total = best[ready] - cost
            top = int(np.argmax(total))
            if total[top] > 0:
                best[i] = worth[i] + total[top]
                previous[i] = ready[top]
        done = np.append(done, i)
    at = int(np.argmax(best))
    gain = float(best[at])
    path = [at]
    while previous[path[-1]] >= 0:
        path.append(int(previous[path[-1]]))
    return path[::-1], gain


class _Ends:
    """Place, extent and direction of both ends of every chain, as arrays."""

    def __init__(self, runs: Runs, chains: list[Chain], stroke: float) -> None:
        self.first = np.array([c.first for c in chains])
        self.last = np.array([c.last for c in chains])
        heads, tails = np.array([c.runs[0] for c in chains]), np.array([c.runs[-1] for c in chains])
        self.top0, self.bottom0 = runs.top[heads], runs.bottom[heads]
        self.top1, self.bottom1 = runs.top[tails], runs.bottom[tails]
        self.y0, self.y1 = runs.center[heads], runs.center[tails]
        least = max(3.0, SHORTEST_DIRECTION * stroke)
        self.slope0 = np.array([_slope(runs, c.runs[:DIRECTION], least) for c in chains])
        self.slope1 = np.array([_slope(runs, c.runs[-DIRECTION:], least) for c in chains])


def _slope(runs: Runs, members: NDArray[np.int64], least: float) -> float:
    if len(members) < least:
        return float("nan")
    x = runs.column[members] - runs.column[members].mean()
    return float((x * runs.center[members]).sum() / (x * x).sum())


def _link_cost(ends: _Ends, a: NDArray[np.int64], b: int, cover: Floats, stroke: float, costs: Costs) -> Floats:
    """The cost of going on from each chain in ``a`` to chain ``b``."""
    gap = np.maximum(ends.first[b] - ends.last[a] - 1, 0)
    apart = np.maximum(0, np.maximum(ends.top0[b] - ends.bottom1[a], ends.top1[a] - ends.bottom0[b]) - 1.2)
    ahead = ends.y1[a] + ends.slope1[a] * (gap + 1) - ends.y0[b]
    back = ends.y0[b] - ends.slope0[b] * (gap + 1) - ends.y1[a]
    missed = np.nanmean(np.stack([np.abs(ahead), np.abs(back), apart]), axis=0)
    missed = np.where(gap + apart <= 1, apart, np.minimum(missed, apart + stroke))
    turn = np.nan_to_num(np.abs(np.arctan(ends.slope1[a]) - np.arctan(ends.slope0[b])))
    rows = np.clip(np.rint((ends.y1[a] + ends.y0[b]) / 2).astype(int), 0, cover.shape[1] - 1)
    until, since = (np.minimum(at, cover.shape[0] - 1) for at in (ends.first[b], ends.last[a] + 1))
    covered = cover[until, rows] - cover[since, rows]
    bare = np.maximum(gap - np.maximum(covered, 0), 0)
    cost = costs.gap * bare + HIDDEN_GAP_COST * gap + costs.miss * missed + TURN_COST * turn * (apart > 0)
    return np.asarray(cost, dtype=np.float64)


def follow(runs: Runs, chains: list[Chain], stroke: float, hidden: Mask, blots: Mask, dashed: bool = False) -> Path:
    """Points along a chosen path: one per column, its extremes where the curve turns within a column."""
    members = np.concatenate(_whole_strokes(runs, chains, stroke, dashed))
    members = members[np.argsort(runs.column[members], kind="stable")]
    columns, first = np.unique(runs.column[members], return_index=True)
    top = np.minimum.reduceat(runs.top[members], first)
    bottom = np.maximum.reduceat(runs.bottom[members], first)
    mass = np.add.reduceat(runs.mass[members], first)
    center = np.add.reduceat(runs.mass[members] * runs.center[members], first) / mass
    half = stroke / 2
    high, low = np.minimum(top + half, center), np.maximum(bottom - half, center)
    in_blot = blots[np.clip(np.rint(center).astype(int), 0, blots.shape[0] - 1), columns]
    xs: list[float] = []
    ys: list[float] = []
    sigma: list[float] = []
    bridged: list[bool] = []
    covered_gap = 0
    stems = _stems(columns, top, bottom, center, stroke)
    for k, x in enumerate(columns):
        if stems[k]:
            continue
        if k and x - columns[k - 1] > 1:
            start, end = (columns[k - 1], center[k - 1]), (x, center[k])
            covered = _bridge(xs, ys, sigma, bridged, start, end, stroke, hidden)
            gap = int(x - columns[k - 1] - 1)
            covered_gap += gap if dashed and gap <= LONGEST_DASH_GAP * stroke else covered
        around = [center[j] for j in (k - 1, k + 1) if 0 <= j < len(columns)]
        turns = []
        if around:
            peak = not in_blot[k] or _is_sharp(-top, -bottom, k, stroke)
            dip = not in_blot[k] or _is_sharp(bottom, top, k, stroke)
            turns += [high[k]] if peak and high[k] < min(around) - 0.75 else []
            turns += [low[k]] if dip and low[k] > max(around) + 0.75 else []
        if len(turns) == 2 and ys and abs(ys[-1] - turns[1]) < abs(ys[-1] - turns[0]):
            turns.reverse()
        for y in turns or [center[k]]:
            xs.append(float(x))
            ys.append(float(y))
            sigma.append(0.2 + 0.05 * min(float(bottom[k] - top[k]), 20.0))
            bridged.append(False)
    span = columns[-1] - columns[0] + 1
    return Path(
        np.array(xs), np.array(ys), np.array(bridged), np.array(sigma),
        float((len(columns) + covered_gap) / span), float(len(columns) / span),
        _stretches(columns, top, bottom, center),
    )  # fmt: skip


def _stems(columns: NDArray[np.int64], top: Floats, bottom: Floats, center: Floats, stroke: float) -> Mask:
    """Columns of error bars: ink reaching well above and below a curve that is thin on both sides of it."""
    reach = round(stroke) + 2
    before = np.searchsorted(columns, columns - reach)
    after = np.minimum(np.searchsorted(columns, columns + reach), len(columns) - 1)
    tall = bottom - top
    thin = np.maximum(tall[before], tall[after]) <= STEM_BASE * stroke
    beyond = STEM * stroke
    above = top < np.minimum(center[before], center[after]) - beyond
    below = bottom > np.maximum(center[before], center[after]) + beyond
    return np.asarray(thin & above & below & (columns[after] - columns[before] <= 2 * reach + 1))


def _whole_strokes(runs: Runs, chains: list[Chain], stroke: float, dashed: bool) -> list[NDArray[np.int64]]:
    """The runs of each chain without the slanted ends of dashes, where a column holds only a corner of the stroke."""
    kept = []
    for k, chain in enumerate(chains):
        height = runs.bottom[chain.runs] - runs.top[chain.runs]
        whole = np.flatnonzero(height >= WHOLE * np.median(height))
        reach = max(1, round(stroke))
        # the ends of a solid curve are its data; a dash ends wherever its pattern does
        free_start = dashed if k == 0 else chains[k - 1].last < chain.first - 1
        free_end = dashed if k == len(chains) - 1 else chains[k + 1].first > chain.last + 1
        start = min(int(whole[0]), reach) if free_start else 0
        end = max(int(whole[-1]) + 1, len(height) - reach) if free_end else len(height)
        kept.append(chain.runs[start:end] if len(height) > 2 else chain.runs)
    return kept


def _is_sharp(outer: Floats, inner: Floats, k: int, stroke: float) -> bool:
    """Whether both edges of the ink fall off on both sides of a column: the tip of a peak, and of no marker."""
    reach = round(stroke) + 1
    if not reach <= k < len(outer) - reach:
        return False
    drops = np.stack([edge[k] - edge[[k - reach, k + reach]] for edge in (outer, inner)])
    return bool(drops[0].min() > SHARP / 2 * reach and drops.mean(axis=1).min() > SHARP * reach)


def _bridge(
    xs: list[float], ys: list[float], sigma: list[float], bridged: list[bool],
    start: tuple[int, float], end: tuple[int, float], stroke: float, hidden: Mask,
) -> int:  # fmt: skip
    """Fill a gap: dash gaps are left to the straight link, hidden stretches interpolated, bare ones marked by NaN.

    Returns the number of columns that are covered by something else.
    """
    at = np.arange(start[0] + 1, end[0])
    y = np.interp(at, [start[0], end[0]], [start[1], end[1]])
    rows = np.clip(np.rint(y).astype(int), 0, hidden.shape[0] - 1)
    near = [hidden[np.clip(rows + d, 0, hidden.shape[0] - 1), at] for d in (-1, 0, 1)]
    covered = int(np.any(near, axis=0).sum())
    if covered >= 0.6 * len(at):
        xs.extend(at.tolist())
        ys.extend(y.tolist())
        middle = 1 - np.abs(np.linspace(-1, 1, len(at)))
        sigma.extend((0.5 + 0.15 * len(at) * middle).tolist())
        bridged.extend([True] * len(at))
        return covered
    if len(at) - covered > LONGEST_DASH_GAP * stroke:
        xs.append(float((start[0] + end[0]) / 2))
        ys.append(float("nan"))
        sigma.append(float("nan"))
        bridged.append(True)
    return covered


def _stretches(columns: NDArray[np.int64], top: Floats, bottom: Floats, center: Floats) -> tuple[int, ...]:
    """Lengths along the curve of the pieces between gaps."""
    step = np.hypot(np.diff(columns), np.diff(center))
    apart = (np.diff(columns) > 1) | (np.maximum(top[1:] - bottom[:-1], top[:-1] - bottom[1:]) > 1.5)
    lengths, length = [], 1.0
    for distance, cut in zip(step, apart, strict=True):
        if cut:
            lengths.append(round(length))
            length = 1.0
        else:
            length += float(distance)
    return (*lengths, round(length))


def _blots(ink: Ink, stroke: float) -> Mask:
    """Where the ink is thicker than any place of the line itself."""
    size = max(3, round(BLOT * stroke) | 1)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    return np.asarray(cv2.morphologyEx((ink > 0.5).astype(np.uint8), cv2.MORPH_OPEN, disc) > 0)
