"""Tick ladders: the lines through (pixel, value) that most labels agree on when each has several readings.

Every label offers readings, each a transform value (the number, its log10 or UTC seconds) with a weight. A line takes
at most one reading per label, the heaviest within that label's pixel tolerance. All pairs of readings propose a line,
so the search is exhaustive and has no random part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from schemas.record import ScaleName

Floats = NDArray[np.float64]

# A proposed line runs through two noisy labels, so it may miss the others by more than the refitted line does.
PROPOSAL_SLACK = 1.7
# The choice of readings settles in one or two rounds; the last fit may move a label a little past its tolerance.
REFITS = (1.0,) * 5
FINAL_SLACK = 1.2
# Lines are the same where they differ by less than this share of the span at the first and last label.
SAME_LINE = 0.01
# Labels fit even places better than the ladder where their residual is below this share of its, and its is noticeable.
EVENER, NOTICEABLE_PX = 0.5, 0.35
# Of fewer labels at even places none is a rounded number: ``1, 20, 40`` is a misread zero.
ROUNDED_LABELS = 4
# The best-scoring proposals repeat the same few lines: this many are compared and this many refitted.
CONSIDERED, REFITTED = 600, 24


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a label: its transform value, its weight (0-1) and whether it takes the print as it stands."""

    t: float
    value: float
    weight: float
    exact: bool = True
    raised: bool = False
    half_digit: float = 0.0


@dataclass(frozen=True)
class Ladder:
    """A line ``t = slope * px + intercept`` and the reading it takes of each label (None where it takes none).

    ``regular`` is False where its values do not step as its places do: it then proves nothing, but is still a rival.
    """

    slope: float
    intercept: float
    taken: tuple[Reading | None, ...]
    residual_px: Floats  # per label, NaN where none is taken
    score: float
    regular: bool = True

    @property
    def kept(self) -> int:
        return sum(reading is not None for reading in self.taken)

    @property
    def exact(self) -> int:
        return sum(reading is not None and reading.exact for reading in self.taken)

    @property
    def alike_printed(self) -> bool:
        """Whether all its readings have as many decimals."""
        return len({reading.half_digit for reading in self.taken if reading is not None}) == 1

    @property
    def values(self) -> Floats:
        return np.array([r.value for r in self.taken if r is not None], dtype=np.float64)

    @property
    def rms_px(self) -> float:
        return float(np.sqrt(np.nanmean(self.residual_px**2)))

    def at(self, px: Floats | float) -> Floats:
        return np.asarray(self.slope * np.asarray(px) + self.intercept, dtype=np.float64)


def find_ladders(px: Floats, options: Sequence[Sequence[Reading]], tolerance: Floats) -> list[Ladder]:
    """Distinct lines that take at least two labels, the best score first.

    ``px`` (n,) label positions in ascending order, ``options`` the readings of each, ``tolerance`` (n,) in pixels.
    """
    owner = np.array([i for i, found in enumerate(options) for _ in found], dtype=np.intp)
    t = np.array([r.t for found in options for r in found], dtype=np.float64)
    weight = np.array([r.weight for found in options for r in found], dtype=np.float64)
    slopes, intercepts = _proposals(px[owner], t)
    if not len(slopes):
        return []
    scores = _scores(slopes, intercepts, px[owner], t, weight, owner, tolerance[owner] * PROPOSAL_SLACK)
    ladders: list[Ladder] = []
    ends = px[[0, -1]]
    lines = slopes[:, None] * ends + intercepts[:, None]
    for best in _first_of_each(lines, np.argsort(-scores, kind="stable")[:CONSIDERED]):
        ladder = _refit(slopes[best], intercepts[best], px, options, tolerance)
        if ladder is not None:
            ladders.append(_made_regular(ladder, px, tolerance))
    ladders.sort(key=lambda ladder: (-ladder.score, ladder.rms_px))
    return _distinct(ladders, px)


def same_line(a: Ladder, b: Ladder, px: Floats) -> bool:
    """Whether two lines of the same scale give the same values at the outermost labels."""
    ends = np.array([px[0], px[-1]])
    span = abs(a.slope) * (ends[1] - ends[0])
    return bool(np.max(np.abs(a.at(ends) - b.at(ends))) <= SAME_LINE * span)


def is_regular(ladder: Ladder, px: Floats, tolerance: Floats) -> bool:
    """Whether labels at even places also bear even values, to the rounding of their print.

    ``0, 34, 70`` at even places lies within the tolerance of a line, but nobody labels a scale so: these are categories
    or misread numbers. Labels whose places are as uneven as their values (``1, 3, 10, 30`` on a log axis, months) pass.
    """
    used = [(x, limit, r) for x, limit, r in zip(px, tolerance, ladder.taken, strict=True) if r is not None]
    places, t = np.array([x for x, _, _ in used]), np.array([r.t for _, _, r in used])
    counts = np.round((places - places[0]) / np.min(np.diff(places)))
    miss_px = np.abs(places - np.polyval(np.polyfit(counts, places, 1), counts))
    if np.any(miss_px > [limit for _, limit, _ in used]):
        return True
    plain = all(r.t == r.value and r.half_digit for _, _, r in used)
    evener = float(np.sqrt(np.mean(miss_px**2))) <= EVENER * ladder.rms_px and ladder.rms_px >= NOTICEABLE_PX
    if not plain and not evener:
        return True
    half = np.array([r.half_digit if plain else np.log10(1 + r.half_digit / r.value) for _, _, r in used])
    rounding = half if not plain else np.full_like(half, half.min() if len(used) >= ROUNDED_LABELS else 0.0)
    return _can_be_even(counts, t, rounding + 1e-6 * np.ptp(t))


def _can_be_even(counts: Floats, t: Floats, half: Floats) -> bool:
    """Whether some line through the counts passes within ``half`` of every value.

    If any does, so does one through two of the bounds; one of least squares may miss the last label of many.
    """
    bounds = np.concatenate([t - half, t + half])
    at = np.tile(counts, 2)
    i, j = np.nonzero(at[:, None] < at[None, :])
    slopes = (bounds[j] - bounds[i]) / (at[j] - at[i])
    rest = t[None, :] - slopes[:, None] * counts[None, :]
    slack = 1e-9 * max(1e-300, float(np.abs(t).max()))
    return bool(np.any((rest - half).max(axis=1) <= (rest + half).min(axis=1) + slack))


def largest_progression(t: Floats, half: Floats) -> int:
    """How many of the values at equal places lie on one arithmetic progression; ``half`` is their rounding."""
    index = np.arange(len(t))
    first, second = np.triu_indices(len(t), k=1)
    step = (t[second] - t[first]) / (second - first)
    miss = np.abs(t[first, None] + step[:, None] * (index - first[:, None]) - t)
    return int(np.max(np.sum(miss <= np.maximum(half, 0.02 * np.abs(step[:, None])), axis=1)))


def fit_line(px: Floats, t: Floats, sigma: Floats) -> tuple[float, float, Floats]:
    """Slope, intercept and their 2x2 covariance from labels whose *pixels* are uncertain by ``sigma``.

    Pixels are regressed on values, as that is where the noise is; the covariance grows where residuals exceed sigma.
    The values ``t`` rise or fall strictly with ``px``.
    """
    weight = 1.0 / sigma**2
    centre, unit = float(np.sum(weight * t) / np.sum(weight)), float(np.ptp(t))
    design = np.stack([(t - centre) / unit, np.ones_like(t)], axis=1)
    normal = np.linalg.inv(design.T @ (design * weight[:, None]))
    per_unit, at_centre = (normal @ (design.T @ (weight * px))).tolist()
    chi2 = float(np.sum(weight * (px - design @ np.array([per_unit, at_centre])) ** 2))
    inflation = max(1.0, chi2 / (len(px) - 2)) if len(px) > 2 else 1.0
    jacobian = np.array([[-unit / per_unit**2, 0.0], [unit * at_centre / per_unit**2, -unit / per_unit]])
    covariance = jacobian @ (normal * inflation) @ jacobian.T
    return unit / per_unit, centre - unit * at_centre / per_unit, covariance


def step_of(scale: ScaleName, t: Floats) -> float | None:
    """The smallest difference of tick values where all differences are multiples of it (the factor on a log axis)."""
    gaps = np.abs(np.diff(t))
    smallest = float(gaps.min())
    counts = gaps / smallest
    if scale != "date" and np.any(np.abs(counts - np.round(counts)) > 0.02 * counts):
        return None
    return float(10.0**smallest) if scale == "log" else float(np.median(gaps)) if scale == "date" else smallest


def _proposals(px: Floats, t: Floats) -> tuple[Floats, Floats]:
    first, second = np.triu_indices(len(t), k=1)
    run, rise = px[second] - px[first], t[second] - t[first]
    usable = (run > 0) & (rise != 0)
    slopes = rise[usable] / run[usable]
    return slopes, t[first[usable]] - slopes * px[first[usable]]


def _scores(
    slopes: Floats, intercepts: Floats, px: Floats, t: Floats, weight: Floats, owner: NDArray[np.intp], limit: Floats
) -> Floats:
    """Summed weight of the readings near each proposed line, one reading per label."""
    miss = np.abs((t - intercepts[:, None]) / slopes[:, None] - px)
    gain = np.where(miss <= limit, weight * (1 - 0.1 * miss / limit), 0.0)
    starts = np.flatnonzero(np.diff(owner, prepend=-1))
    scores: Floats = np.maximum.reduceat(gain, starts, axis=1).sum(axis=1)
    return scores


def _first_of_each(lines: Floats, order: NDArray[np.intp]) -> list[int]:
    """The best proposal of each bundle of lines that differ by less than :data:`SAME_LINE`, at most REFITTED."""
    chosen: list[int] = []
    rest = order
    while len(rest) and len(chosen) < REFITTED:
        best = int(rest[0])
        chosen.append(best)
        span = abs(lines[best, 1] - lines[best, 0])
        rest = rest[np.max(np.abs(lines[rest] - lines[best]), axis=1) > SAME_LINE * span]
    return chosen


def _refit(
    slope: float, intercept: float, px: Floats, options: Sequence[Sequence[Reading]], tolerance: Floats
) -> Ladder | None:
    """Alternate between choosing readings and fitting, starting generously, until the choice is stable."""
    taken: tuple[Reading | None, ...] = ()
    for slack in (PROPOSAL_SLACK, *REFITS):
        chosen = tuple(
            _choose(found, slope, intercept, x, limit * slack)
            for x, found, limit in zip(px, options, tolerance, strict=True)
        )
        used = [i for i, reading in enumerate(chosen) if reading is not None]
        t = np.array([reading.t for reading in chosen if reading is not None])
        steps = np.diff(t)
        if len(used) < 2 or not (np.all(steps > 0) or np.all(steps < 0)):
            return None
        slope, intercept, _ = fit_line(px[used], t, tolerance[used])
        if chosen == taken:
            break
        taken = chosen
    ladder = _fitted(taken, px, tolerance)
    if np.any(np.abs(ladder.residual_px[used]) > tolerance[used] * FINAL_SLACK):
        return None
    return ladder


def _made_regular(ladder: Ladder, px: Floats, tolerance: Floats) -> Ladder:
    """The ladder, without the one label that spoils its regularity, or marked as irregular."""
    if is_regular(ladder, px, tolerance):
        return ladder
    taken = ladder.taken
    spoilt = range(len(taken)) if ladder.kept > 3 else ()  # two labels that are left prove no regularity
    lesser = [_fitted((*taken[:i], None, *taken[i + 1 :]), px, tolerance) for i in spoilt if taken[i]]
    regular = [other for other in lesser if is_regular(other, px, tolerance)]
    return regular[0] if len(regular) == 1 else replace(ladder, regular=False)


def _fitted(taken: tuple[Reading | None, ...], px: Floats, tolerance: Floats) -> Ladder:
    used = [i for i, reading in enumerate(taken) if reading is not None]
    t = np.array([reading.t for reading in taken if reading is not None])
    slope, intercept, _ = fit_line(px[used], t, tolerance[used])
    residual = np.array(
        [np.nan if r is None else (r.t - intercept) / slope - x for r, x in zip(taken, px, strict=True)]
    )
    return Ladder(slope, intercept, taken, residual, sum(r.weight for r in taken if r is not None))


def _choose(found: Sequence[Reading], slope: float, intercept: float, x: float, limit: float) -> Reading | None:
    near = [(r.weight, -abs((r.t - intercept) / slope - x), r) for r in found]
    near = [entry for entry in near if -entry[1] <= limit]
    return max(near, key=lambda entry: entry[:2])[2] if near else None


def _distinct(ladders: Sequence[Ladder], px: Floats) -> list[Ladder]:
    """One ladder of each line: of those that take as many labels as printed the one that fits them best."""
    distinct: list[Ladder] = []
    for ladder in ladders:
        known = next((k for k, other in enumerate(distinct) if same_line(ladder, other, px)), None)
        if known is None:
            distinct.append(ladder)
        elif _is_better_seated(ladder, distinct[known]):
            distinct[known] = ladder
    return distinct


def _is_better_seated(ladder: Ladder, other: Ladder) -> bool:
    """Whether a line of another choice of labels, as many and as printed, fits them better: one stands off its tick."""
    alike = (ladder.kept, ladder.exact, ladder.regular) == (other.kept, other.exact, other.regular)
    return alike and ladder.exact == ladder.kept and ladder.rms_px < EVENER * other.rms_px
