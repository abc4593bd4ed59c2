"""Points along a chosen path through ink: one per column, peaks, gaps, and bridges over what hides the curve."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.carriers import CROSSING, Carriers
from extractors.medians import median
from extractors.runs import Chain, Runs
from extractors.strips import spans

Mask = NDArray[np.bool_]
Floats = NDArray[np.float64]

# Dash gaps stay below this many stroke widths; longer bare gaps are missing values.
LONGEST_DASH_GAP = 9.0
# The legs of a peak fall off by more than this many pixels per column, above and below; of a marker one side does.
SHARP = 1.5
# The stem of an error bar reaches this many strokes beyond what is beside it, and the curve that it stands on is no
# thicker than STEM_BASE strokes.
STEM, STEM_BASE = 1.5, 2.5
# One such place may be a crossing; this many make a curve one with error bars.
BARS = 2
# 1-sigma of the middle of a stroke in one column, in pixels, and where it is cut, per pixel of missing thickness. A
# stroke is cut where more than PARTLY of it is missing beside other ink; steeper ones show no free edge.
EDGE_SIGMA, CUT_SIGMA, PARTLY, STEEPEST_EDGE = 0.2, 0.3, 0.2, 1.5
# A straight stroke is at most so many times higher in a column than its slope and thickness make it; turns are higher.
# Strokes of fewer pixels than THICK may be taken for turns: it moves them by less than the noise that is seen in them.
STRAIGHT, THICK = 1.15, 4.5
# A column of a dash whose run is lower than this share of the dash's typical height holds only its corner.
WHOLE = 0.8


@dataclass(frozen=True)
class Path:
    """A traced curve in crop pixels, one element per point in drawing order; NaN in ``y`` marks a gap.

    ``bridged``: the point is interpolated over hidden stretches; ``sigma``: its 1-sigma error in pixels.
    ``dash_share``: inked share of the columns between the ends; ``coverage``: of those of them that are no gaps of NaN,
    the share that is inked, hidden, or between the dashes of a broken line. ``noisy``: it goes up and down like noise.
    ``bare``: the same curve if it has no markers, where that differs: all tips of its ink are data.
    """

    x: Floats
    y: Floats
    bridged: Mask
    sigma: Floats
    coverage: float
    dash_share: float
    dashes: tuple[int, ...]  # lengths of the inked stretches along the curve, in pixels
    noisy: bool = False
    bare: Path | None = None


def follow(
    runs: Runs,
    chains: list[Chain],
    stroke: float,
    hidden: Mask,
    blots: Mask,
    dashed: bool,
    spikes: Sequence[Chain] = (),
    carriers: Carriers | None = None,
    legends: Mask | None = None,
) -> Path:
    """Points along a chosen path: one per column, its extremes where the curve turns within a column.

    ``blots`` (h, w): ink so thick that it may be markers, whose middle counts and not their edges. ``spikes``: pieces
    beside the path that are the curve's own, too; ``carriers``: curves below which it may run; ``legends`` (h, w):
    where a legend may hide it, more amply than in ``hidden``.
    """
    unseen = hidden if legends is None else hidden | legends
    members = np.concatenate([*_whole_strokes(runs, chains, stroke, dashed), *(c.runs for c in spikes)])
    members = members[np.argsort(runs.column[members], kind="stable")]
    columns, first = np.unique(runs.column[members], return_index=True)
    top = np.minimum.reduceat(runs.top[members], first)
    bottom = np.maximum.reduceat(runs.bottom[members], first)
    mass = np.add.reduceat(runs.mass[members], first)
    center = np.add.reduceat(runs.mass[members] * runs.center[members], first) / mass
    center, own_sigma = _centers(columns, top, bottom, center, stroke, hidden)
    half = stroke / 2
    high, low = np.minimum(top + half, center), np.maximum(bottom - half, center)
    in_blot = blots[np.clip(np.rint(center).astype(int), 0, blots.shape[0] - 1), columns]
    xs: list[float] = []
    ys: list[float] = []
    sigma: list[float] = []
    bridged: list[bool] = []
    covered_gap, short_gap, missing = 0, 0, 0
    stems = _stems(columns, top, bottom, in_blot, stroke)
    thick = stroke >= THICK and not dashed
    sloped = _is_slope(columns, top, bottom, center, stroke) if thick else np.zeros(len(columns), bool)
    for k, x in enumerate(columns):
        if stems[k]:
            continue
        if k and x - columns[k - 1] > 1:
            start, end = (columns[k - 1], center[k - 1]), (x, center[k])
            gap = int(x - columns[k - 1] - 1)
            below = _below(carriers, top[k - 1 : k + 1], bottom[k - 1 : k + 1], columns[k - 1 : k + 1], stroke)
            if below is None:
                covered = _bridge(xs, ys, sigma, bridged, start, end, stroke, unseen)
            else:
                covered = gap
                xs.extend(range(columns[k - 1] + 1, x))
                ys.extend(below[0])
                sigma.extend([below[1]] * gap)
                bridged.extend([True] * gap)
            covered_gap += covered
            short_gap += gap - covered if gap <= LONGEST_DASH_GAP * stroke else 0
            missing += gap - covered if np.isnan(ys[-1]) else 0
        around = [] if sloped[k] else [center[j] for j in (k - 1, k + 1) if 0 <= j < len(columns)]
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
            sigma.append(float(own_sigma[k]))
            bridged.append(False)
    span = columns[-1] - columns[0] + 1
    dashes, share = _stretches(columns, top, bottom, center), float(len(columns) / span)
    broken = dashed or dash_class(dashes, share, stroke) != "solid"
    told = len(columns) + covered_gap + (short_gap if broken else 0)
    return Path(
        np.array(xs), np.array(ys), np.array(bridged), np.array(sigma), float(told / (span - missing)), share, dashes
    )  # fmt: skip


def dash_class(dashes: Sequence[int], dash_share: float, stroke: float) -> str:
    """solid, dashed, dotted or dashdot, from the lengths of the inked stretches and the share they have together."""
    lengths = np.array(dashes[1:-1], float)
    if len(lengths) < 5 or dash_share > 0.97:
        return "solid"
    if np.median(lengths) > 25 * stroke:
        return "solid"
    short = lengths < 2.6 * stroke
    if short.mean() > 0.8:
        return "dotted"
    return "dashdot" if 0.3 < short.mean() < 0.7 else "dashed"


def _centers(
    columns: NDArray[np.int64], top: Floats, bottom: Floats, center: Floats, stroke: float, hidden: Mask
) -> tuple[Floats, Floats]:
    """The middle of the stroke in each column and its 1-sigma error; the free edge tells it where the other is covered.

    A line that comes out from below another shows only part of its thickness, and the middle of that part is not its
    own.
    """
    rise = np.abs(np.gradient(center, columns)) if len(columns) > 1 else np.zeros(1)
    lacking = np.clip(stroke * np.hypot(1, np.minimum(rise, STEEPEST_EDGE)) - (bottom - top), 0, None)
    lacking[rise > STEEPEST_EDGE] = 0
    above, below = (
        hidden[np.clip(np.rint(edge).astype(int), 0, len(hidden) - 1), columns] for edge in (top - 1, bottom + 1)
    )
    cut = (above | below) & (lacking > PARTLY * stroke)
    shift = np.where(cut, (below.astype(float) - above) * lacking / 2, 0)
    return center + shift, np.where(cut, np.hypot(EDGE_SIGMA, CUT_SIGMA * lacking), EDGE_SIGMA)


def _is_slope(
    columns: NDArray[np.int64], top: Floats, bottom: Floats, center: Floats, stroke: float
) -> NDArray[np.bool_]:
    """Columns whose ink rises or falls with that beside it, no higher than so steep a stroke: without a turn."""
    if len(columns) < 2:
        return np.zeros(len(columns), bool)
    rise = np.abs(np.gradient(center, columns))
    straight = bottom - top <= STRAIGHT * (rise + stroke * np.hypot(1, rise)) + 0.5
    steps = np.sign([np.diff(edge, prepend=edge[0], append=edge[-1]) for edge in (top, bottom)])
    onward = np.abs(steps[:, :-1].sum(axis=0) + steps[:, 1:].sum(axis=0)) == 4
    return np.asarray(straight & onward, np.bool_)


def _stems(columns: NDArray[np.int64], top: Floats, bottom: Floats, in_blot: Mask, stroke: float) -> Mask:
    """Columns of error bars: ink reaching well above and below what is beside it, on a curve that is thin there.

    Where a curve has such bars, ink reaching out on one side only is one whose other half is hidden. The curve is thin
    beside the bar itself or, where a marker sits on it, beside the marker.
    """
    reach = round(stroke) + 2
    widths = [last - first + 1 for first, last in spans(in_blot)]
    marker = round(float(np.median(widths)) / 2) if widths else 0
    before, after = _beside(columns, reach)
    thin = np.zeros(len(columns), bool)
    for distance in {reach, reach + marker}:
        left, right = _beside(columns, distance)
        slim = np.maximum((bottom - top)[left], (bottom - top)[right]) <= STEM_BASE * stroke
        thin |= slim & (columns[right] - columns[left] <= 2 * distance + 1)
    beyond = STEM * stroke
    above = top < np.minimum(top[before], top[after]) - beyond
    below = bottom > np.maximum(bottom[before], bottom[after]) + beyond
    whole = thin & above & below
    bars = int((np.diff(columns[whole]) > reach).sum()) + bool(whole.any())
    return np.asarray(thin & (above | below) if bars >= BARS else whole)


def _beside(columns: NDArray[np.int64], distance: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Index of the column that far to the left and to the right of each, or of the next one inwards."""
    right = np.minimum(np.searchsorted(columns, columns + distance), len(columns) - 1)
    return np.searchsorted(columns, columns - distance), right


def _whole_strokes(runs: Runs, chains: list[Chain], stroke: float, dashed: bool) -> list[NDArray[np.int64]]:
    """The runs of each chain without the slanted ends of dashes, where a column holds only a corner of the stroke."""
    kept = []
    for k, chain in enumerate(chains):
        height = runs.bottom[chain.runs] - runs.top[chain.runs]
        whole = np.flatnonzero(height >= WHOLE * median(height))
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


def _below(
    carriers: Carriers | None, top: Floats, bottom: Floats, columns: NDArray[np.int64], stroke: float
) -> tuple[list[float], float] | None:
    """Rows and 1-sigma error along the stroke that leads over a gap between two columns; None where none does."""
    if carriers is None or columns[1] - columns[0] - 1 <= CROSSING * stroke:
        return None
    first = np.array([top[1], bottom[1]])
    which = int(carriers.carrying(columns[:1], top[:1], bottom[:1], int(columns[1]), first)[0])
    if which < 0:
        return None
    rows = carriers.rows[which, columns[0] + 1 : columns[1]]
    return rows.tolist(), float(np.hypot(EDGE_SIGMA, carriers.half[which] / 2))


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
