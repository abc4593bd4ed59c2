"""Trace curves through the ink of one colour: the best paths through chains of ink.

The path is found by dynamic programming over chains (pieces of curve without a branch): every chain pays its
length, every link costs what it bridges. Several curves of one colour are traced one after another.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.carriers import CROSSING, NEAR, STEEPEST, Carriers
from extractors.covered_ways import Covered, around
from extractors.crossed import with_crossed
from extractors.following import Floats, Mask, Path, follow
from extractors.joins import with_vertices
from extractors.leaving import inside_part
from extractors.medians import median
from extractors.noise import find_spikes, is_noisy
from extractors.plot_area import with_padding
from extractors.runs import Chain, Ink, Runs, chain_runs, find_runs
from extractors.steps import with_risers
from extractors.trace_costs import Costs, costs_of, off_markers
from extractors.upright_dashes import SLIM, UPRIGHT, with_upright_dashes

# Cost of a link against one pixel of curve gained, beside those of its colour (``Costs``): per column of gap where
# something covers the curve, and per row of a riser of which so much is covered; of curves with dashes or markers only
# between plateaus of less slope than LEVEL,
HIDDEN_GAP_COST, RISER, LEVEL = 0.04, 0.8, 0.05
# of a curve alone in its colour at most so many text heights, however long and high the gap is, where nothing covers
# more than half of it: values may be missing for long,
PAUSE, MOSTLY_BARE = 3.0, 0.5
# per unit of change in slope, and for all of a gap of which a legend may cover so much, wherever the curve goes on: in
# strokes, which a speck of ink does not gain.
TURN_COST, LEGEND_COST, BEHIND = 2.5, 1.0, 0.75
# Curves of one colour cross rather than touch where that saves this much turning (radians, both together).
CLEARLY = 0.1
# Pieces shorter than so many strokes may be anything: below other strokes only longer ones are sought.
LEAST_PIECE = 4.0
# What rises by no more than so many strokes from end to end is flat: of noise less than this share of the columns is.
FLAT, STEPPED = 0.5, 0.2
# The direction at a chain's end is read from this many columns; a dot, shorter than so many strokes, has none.
DIRECTION, SHORTEST_DIRECTION = 9, 1.8
# A curve worth reporting holds this share of the ink of the best one, and spans this share of the plot's width.
LEAST_MASS, LEAST_WIDTH = 0.12, 0.06
# Ink thicker than this many strokes is a marker or a blot: its middle counts, not its ends. Where it is higher than so
# many text heights, it is noise that fills its columns.
BLOT, HIGHEST = 1.7, 2.0


def trace(
    ink: Ink, stroke: float, hidden: Mask, unit: float, most: int = 1, marker: float | None = None,
    carriers: Carriers | None = None, broken: bool = False, legends: Mask | None = None,
) -> list[Path]:  # fmt: skip
    """Up to ``most`` curves in an (h, w) ink map, the strongest first.

    ``stroke`` is the line's thickness in pixels, ``hidden`` (h, w) where something else is drawn over the curve,
    ``unit`` the text height, ``marker`` the size of the curves' markers, 0 for none, where it is known, ``carriers``
    the strokes below which these may run for long, once known, ``broken`` whether the legend shows dashes, ``legends``
    (h, w) where legends may cover all. A curve is a function of x up to vertical strokes.
    """
    ink = with_crossed(ink, hidden, stroke)
    runs = find_runs(ink)
    if len(runs.column) == 0:
        return []
    chains = chain_runs(runs)
    size = marker or 0.0
    worth = np.array([c.mass / stroke for c in chains])
    bare = off_markers(worth, runs, chains, size) if broken and size > BLOT * stroke else worth
    pause = PAUSE * unit if most == 1 else float("inf")
    costs = costs_of(ink, bare, stroke, bool(marker))
    costs = replace(costs, carriers=carriers, pause=pause, plain=not costs.dashed and not marker)
    if most == 1 and (whole := with_upright_dashes(ink, stroke)) is not ink:
        ink, runs = whole, find_runs(whole)
        chains = chain_runs(runs)
        worth = np.array([c.mass / stroke for c in chains])
    blots = _blots(ink, stroke, unit)
    # the place of a covered stroke is known to half its width only
    covered = Covered.by(cv2.dilate(hidden.astype(np.uint8), np.ones((2 * round(stroke / 2) + 1, 1), np.uint8)) > 0)
    ends = _Ends(runs, chains, stroke, np.zeros_like(hidden) if legends is None else around(legends, unit))
    unseen = None if legends is None else with_padding(legends, unit)
    if unseen is not None and most == 1:
        costs = replace(costs, legends=Covered.by(unseen))
    # a stroke drawn across a marker cuts it in two; where curves share a colour, pieces of both lie so near
    cut = min(marker or 0.0, unit) if most == 1 else 0.0
    found: list[list[int]] = []
    first_gain = 0.0
    while len(found) < most:
        chosen, gain = best_chain_path(ends, worth, covered, stroke, costs, cut)
        first_gain = first_gain or gain
        if most > 1:
            chosen = inside_part(runs, chains, chosen, stroke, ink.shape[0], unit)
        span = chains[chosen[-1]].last - chains[chosen[0]].first + 1 if chosen else 0
        if not chosen or gain < LEAST_MASS * first_gain or gain < unit or span < LEAST_WIDTH * ink.shape[1]:
            break
        found.append(chosen)
        worth = worth.copy()
        worth[chosen] = 0.0
    calm = max(stroke, unit if marker is None else marker)  # what goes up and down by less may be markers
    for one, other in combinations(found, 2):
        untangle(one, other, ends)
    return [
        _followed(ink, runs, chains, chosen, stroke, hidden, unseen, blots, costs, most == 1, calm, unit)
        for chosen in found
    ]


def _followed(
    ink: Ink, runs: Runs, chains: list[Chain], chosen: list[int], stroke: float, hidden: Mask, legends: Mask | None,
    blots: Mask, costs: Costs, alone: bool, calm: float, unit: float,
) -> Path:  # fmt: skip
    """The points along a path of chains, with and without regard to markers; ``alone``: no other curve has its ink."""
    members = [chains[i] for i in chosen]
    path = follow(runs, members, stroke, hidden, blots, costs.dashed, (), costs.carriers, legends)
    path = _with_turns(path, ink, stroke, costs)
    noisy = is_noisy(path, calm, unit)
    if not noisy and not blots.any():
        return path
    spikes = find_spikes(runs, chains, chosen, stroke, len(ink)) if noisy and alone else []
    bare = follow(runs, members, stroke, hidden, np.zeros_like(blots), costs.dashed, spikes, costs.carriers, legends)
    bare = _with_turns(bare, ink, stroke, costs)
    return replace(path, noisy=noisy, bare=replace(bare, noisy=noisy))


def _with_turns(path: Path, ink: Ink, stroke: float, costs: Costs) -> Path:
    """The path with the risers of steps, and its sharp turns where the pen's joins say; dashes end in tips, too."""
    path = with_risers(path, ink, stroke)
    return path if costs.dashed else with_vertices(path, ink, stroke)


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


def best_chain_path(
    ends: _Ends, worth: Floats, hidden: Covered, stroke: float, costs: Costs, cut: float = 0.0
) -> tuple[list[int], float]:
    """Indices of the chains on the best path from left to right, and what it gains.

    ``cut``: columns that two pieces may share beside those of a stroke.
    """
    order = np.lexsort((ends.last, ends.first)).tolist()
    shared = 1 + round(max(stroke, cut))
    best = worth.copy()
    previous = np.full(len(worth), -1)
    done = np.zeros(0, np.int64)
    for i in order:
        # a riser stands on the last column of one level and the first of the next
        before = ends.first[done] < ends.first[i] + ends.upright[done]
        before &= ends.last[done] < ends.last[i] + ends.upright[i]
        # a stroke drawn across a steep curve cuts its columns in two, so that both pieces hold them
        ready = done[before & (ends.last[done] <= ends.first[i] + shared)]
        if len(ready):
            cost = _link_cost(ends, ready, i, hidden, stroke, costs)
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
    """Place, extent and direction of both ends of every chain, as arrays.

    ``border``: (h, w) where a curve ends that a legend hides.
    """

    def __init__(self, runs: Runs, chains: list[Chain], stroke: float, border: Mask) -> None:
        self.first = np.array([c.first for c in chains])
        self.last = np.array([c.last for c in chains])
        rise = [float(np.ptp(runs.center[c.runs])) for c in chains]
        self.length = np.maximum(self.last - self.first + 1, rise)
        heads, tails = np.array([c.runs[0] for c in chains]), np.array([c.runs[-1] for c in chains])
        self.top0, self.bottom0 = runs.top[heads], runs.bottom[heads]
        self.top1, self.bottom1 = runs.top[tails], runs.bottom[tails]
        self.y0, self.y1 = runs.center[heads], runs.center[tails]
        least = max(3.0, SHORTEST_DIRECTION * stroke)
        self.slope0 = np.array([_slope(runs, c.runs[:DIRECTION], least) for c in chains])
        self.slope1 = np.array([_slope(runs, c.runs[-DIRECTION:], least) for c in chains])
        high = np.array([(runs.bottom[c.runs] - runs.top[c.runs]).max() for c in chains])
        narrow = self.last - self.first <= SLIM * stroke
        usual = np.array([median(runs.bottom[c.runs] - runs.top[c.runs]) for c in chains])
        flat = (usual <= SLIM * stroke) & (high - usual <= stroke) & (np.array(rise) <= FLAT * stroke)
        columns = self.last - self.first + 1
        stepped = columns[flat].sum() >= STEPPED * columns.sum()
        self.upright = narrow & (high >= UPRIGHT * stroke) & stepped
        # how far both ends go on to the right below the soft edge of what covers them
        self.soft0, self.soft1 = (
            NEAR * np.clip(np.nan_to_num(at), -STEEPEST, STEEPEST) for at in (self.slope0, self.slope1)
        )
        self.angle0, self.angle1 = np.arctan(self.slope0), np.arctan(self.slope1)
        rows0, rows1 = (np.clip(np.rint(y).astype(int), 0, len(border) - 1) for y in (self.y0, self.y1))
        self.hides0, self.hides1 = border[rows0, self.first], border[rows1, self.last]

    def ends_level(self, a: NDArray[np.int64], stroke: float) -> NDArray[np.bool_]:
        """Which chains are plateaus of steps at their right ends."""
        return np.asarray((np.abs(self.slope1[a]) < LEVEL) & (self.length[a] > LEAST_PIECE * stroke), np.bool_)

    def starts_level(self, b: int, stroke: float) -> bool:
        """Whether a chain is a plateau of steps at its left end."""
        return bool(abs(self.slope0[b]) < LEVEL and self.length[b] > LEAST_PIECE * stroke)


def _slope(runs: Runs, members: NDArray[np.int64], least: float) -> float:
    if len(members) < least:
        return float("nan")
    x = runs.column[members] - runs.column[members].mean()
    return float((x * runs.center[members]).sum() / (x * x).sum())


def _link_cost(ends: _Ends, a: NDArray[np.int64], b: int, hidden: Covered, stroke: float, costs: Costs) -> Floats:
    """The cost of going on from each chain in ``a`` to chain ``b``."""
    gap = np.maximum(ends.first[b] - ends.last[a] - 1, 0)
    apart = np.maximum(0, np.maximum(ends.top0[b] - ends.bottom1[a], ends.top1[a] - ends.bottom0[b]) - 1.2)
    ahead = ends.y1[a] + ends.slope1[a] * (gap + 1) - ends.y0[b]
    back = ends.y0[b] - ends.slope0[b] * (gap + 1) - ends.y1[a]
    missed = _mean_of_known(np.abs(ahead), np.abs(back), apart)
    missed = np.where(gap + apart <= 1, apart, np.minimum(missed, apart + stroke))
    turn = np.nan_to_num(np.abs(ends.angle1[a] - ends.angle0[b]))
    bare = gap - hidden.columns((ends.y1[a] + ends.y0[b]) / 2, ends.last[a] + 1, ends.first[b])
    cost = costs.gap * bare + HIDDEN_GAP_COST * gap + costs.miss * missed + TURN_COST * turn * (apart > 0)
    paused = (costs.gap * bare > costs.pause) & (bare > MOSTLY_BARE * gap)
    if paused.any():  # and does not go on below another, or, once those that carry it are known, below none of these
        reach = 1 + round(stroke)
        covered = hidden.columns(ends.y1[a], ends.last[a] + 1, ends.last[a] + 1 + reach)
        covered += hidden.columns(ends.y0[[b]], np.maximum(ends.first[[b]] - reach, 0), ends.first[[b]])
        paused &= (covered == 0) | (costs.carriers is not None)
        cost = np.where(paused, np.minimum(cost, costs.pause), cost)
    level = ends.ends_level(a, stroke) & ends.starts_level(b, stroke)
    stepped = (apart > stroke) & (gap <= 2 * stroke + 1) & (costs.plain | level)
    if stepped.any():  # the riser may lie below that of another curve
        unseen = hidden.rows((ends.last[a] + ends.first[b]) / 2, ends.y1[a], ends.y0[b])
        below = stepped & (unseen >= RISER * np.abs(ends.y0[b] - ends.y1[a]))
        cost = np.where(below, np.minimum(cost, HIDDEN_GAP_COST * (gap + apart)), cost)
    if costs.carriers is not None and ends.length[b] > LEAST_PIECE * stroke:
        start = np.array([ends.top0[b] - max(ends.soft0[b], 0), ends.bottom0[b] - min(ends.soft0[b], 0)])
        top, bottom = ends.top1[a] + np.minimum(ends.soft1[a], 0), ends.bottom1[a] + np.maximum(ends.soft1[a], 0)
        carrier = costs.carriers.carrying(ends.last[a], top, bottom, int(ends.first[b]), start)
        led = (carrier >= 0) & (gap > CROSSING * stroke) & (ends.length[a] > LEAST_PIECE * stroke)
        cost = np.where(led, np.minimum(cost, HIDDEN_GAP_COST * gap), cost)
    if costs.legends is not None:
        ways = [ends.y1[a], (ends.y1[a] + ends.y0[b]) / 2, np.full(len(a), ends.y0[b])]
        behind = np.max([costs.legends.columns(y, ends.last[a] + 1, ends.first[b]) for y in ways], axis=0)
        below = (gap > stroke) & (behind >= BEHIND * gap) & ends.hides1[a] & ends.hides0[b]
        cost = np.where(below, np.minimum(cost, LEGEND_COST * stroke), cost)
    return np.asarray(cost, dtype=np.float64)


def _mean_of_known(one: Floats, two: Floats, known: Floats) -> Floats:
    """The mean of three arrays, of which the first two may hold NaN in place of what is not known."""
    first, second = ~np.isnan(one), ~np.isnan(two)
    total = np.where(first, one, 0.0) + np.where(second, two, 0.0) + known
    return np.asarray(total / (1 + first.astype(np.intp) + second), np.float64)


def _blots(ink: Ink, stroke: float, unit: float) -> Mask:
    """Where the ink is thicker than any place of the line itself, but no higher than a marker."""
    size = max(3, round(BLOT * stroke) | 1)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    thick = cv2.morphologyEx((ink > 0.5).astype(np.uint8), cv2.MORPH_OPEN, disc)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(thick, connectivity=8)
    marker = stats[:, cv2.CC_STAT_HEIGHT] <= HIGHEST * unit
    marker[0] = False
    return np.asarray(marker[labels], dtype=np.bool_)
