"""Stretches that curves run below others: where another takes the same way, a curve is followed along it, unseen.

Curves that agree for a while are drawn over one another, and only the last shows, or, where they are translucent, a
blend of both. What a curve shows before and after begins and ends at the stroke that carries it; between, its middle
lies within that stroke.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.channels import channel_max
from extractors.colors import Ink, extents
from extractors.plot_area import PlotArea
from extractors.runs import SOLID

Floats = NDArray[np.float64]

# A covered end lies within the covering stroke, whose half thickness is not counted here, and so many pixels: the
# covering stroke has a soft edge, and so has the end.
NEAR = 1.5
# Steeper strokes than this are nearly vertical, and cover no more.
STEEPEST = 3.0
# Crossings are shorter than so many strokes: there the curve goes straight on.
CROSSING = 4.0
# Blended ink stands out at least this share as much as the palest of the colours, in strokes thinner than so many of
# the curves', and no shorter than so many text heights.
AS_STRONG, THICK_BLEND, LONG_BLEND = 0.6, 2.5, 1.0
# A curve of which a larger share of the ink than this lies beyond its path may go on below another.
LEFT_OUT = 0.03


@dataclass(frozen=True)
class Carriers:
    """Other strokes of the panel that one curve may share.

    ``rows``: (n, w) middle of each in every pixel column, NaN where it is not; ``half``: (n,) half its thickness.
    """

    rows: Floats
    half: Floats

    def carrying(self, last: NDArray[np.intp], top: Floats, bottom: Floats, first: int, at: Floats) -> NDArray[np.intp]:
        """Which carrier leads from each of m ends of ink to one beginning, -1 where none does.

        ``last`` (m,): columns of the ends, ``top`` and ``bottom`` (m,) their edges; ``first``: column of the beginning,
        ``at``: its two edges.
        """
        ends, reach = self.rows[:, last], self._reach(last)
        leaves = (ends >= top - reach) & (ends <= bottom + reach)
        begins, reach = self.rows[:, first], self._reach(np.array([first]))[:, 0]
        comes = (begins >= at[0] - reach) & (begins <= at[1] + reach)
        whole = self._absent[:, [first]] == self._absent[:, last]
        carries = leaves & comes[:, None] & whole
        return np.where(carries.any(axis=0), carries.argmax(axis=0), -1)

    @functools.cached_property
    def _absent(self) -> NDArray[np.intp]:
        """(n, w) columns up to each in which a stroke is not; every chain of ink asks for them."""
        return np.cumsum(np.isnan(self.rows), axis=1)

    def _reach(self, columns: NDArray[np.intp]) -> Floats:
        """(n, m) how far up and down each stroke covers ends of others: a steep one as far as it is thick sideways."""
        rise = self.rows[:, np.minimum(columns + 1, self.rows.shape[1] - 1)] - self.rows[:, np.maximum(columns - 1, 0)]
        steep = np.minimum(np.nan_to_num(np.abs(rise) / 2), STEEPEST)
        return np.asarray(self.half[:, None] * (1 + steep) + NEAR)


def carriers_of(curves: Sequence[tuple[Floats, Floats, float]], width: int) -> Carriers:
    """Carriers out of traced curves: x, y (NaN at gaps) in pixels and thickness of each."""
    rows = np.array([_row_per_column(x, y, width, stroke) for x, y, stroke in curves]).reshape(-1, width)
    return Carriers(rows, np.array([stroke / 2 for *_, stroke in curves]))


def _row_per_column(x: Floats, y: Floats, width: int, stroke: float) -> Floats:
    """The middle of a curve in each column, straight on by its thickness at both ends; gaps stay NaN."""
    rows = np.full(width, np.nan)
    columns = np.clip(np.rint(x).astype(int), 0, width - 1)
    drawn = ~np.isnan(y)
    count = np.bincount(columns[drawn], minlength=width)
    total = np.bincount(columns[drawn], weights=y[drawn], minlength=width)
    rows[count > 0] = total[count > 0] / count[count > 0]
    known = np.flatnonzero(count)
    if len(known):
        between = np.arange(known[0], known[-1] + 1)
        filled = np.interp(between, known, rows[known])
        gaps = columns[~drawn]
        after = np.minimum(np.searchsorted(known, gaps, side="right"), len(known) - 1)
        for start, end in zip(known[np.maximum(after - 1, 0)], known[after], strict=True):
            filled[start + 1 - known[0] : end - known[0]] = np.nan
        rows[between] = filled
        on = round(stroke + NEAR)
        for end, inner in ((known[0], known[min(on, len(known) - 1)]), (known[-1], known[max(-1 - on, -len(known))])):
            beyond = end + np.sign(end - inner) * np.arange(1, on + 1)
            beyond = beyond[(beyond >= 0) & (beyond < width)]
            slope = (rows[end] - rows[inner]) / (end - inner) if end != inner else 0.0
            rows[beyond] = rows[end] + slope * (beyond - end)
    return rows


def goes_on_unseen(ink: Ink, seen: Sequence[Floats]) -> bool:
    """Whether much of an (h, w) ink map lies in columns without a point; ``seen``: columns of each path's points."""
    mass = np.where(ink > SOLID, ink, 0).sum(axis=0)
    reached = np.zeros(len(mass), bool)
    for columns in seen:
        reached[np.clip(np.rint(columns).astype(int), 0, len(mass) - 1)] = True
    return bool(mass[~reached].sum() > LEFT_OUT * mass.sum())


def blended_ink(area: PlotArea, inks: Sequence[Ink], colors: Sequence[tuple[int, int, int]], stroke: float) -> Ink:
    """(h, w) thin ink that is none of the colours': where translucent curves lie over one another."""
    palest = min(float(np.abs(np.subtract(c, area.empty)).max()) for c in colors)
    drawn = channel_max(np.abs(area.rgb - area.background)) > AS_STRONG * palest
    left = drawn & ~area.erased & ~area.print & (np.max(inks, axis=0) < SOLID)
    size = 2 * round(THICK_BLEND * stroke / 2) + 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    thick = cv2.morphologyEx(left.astype(np.uint8), cv2.MORPH_OPEN, disc) > 0
    left &= ~thick
    return np.asarray(left & (extents(left) > LONG_BLEND * area.unit), np.float32)
