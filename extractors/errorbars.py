"""Error bars: thin vertical stems through the markers of a series, ended by caps or not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.channels import channel_max
from extractors.marker_seeds import hidden_mask

Floats = NDArray[np.float64]

INKED = 0.4  # ink from which a row of a stem is drawn
GAP = 4  # empty rows within a stem
SHORTEST = 3  # rows of bare stem beyond the marker that prove it
SLACK = 2  # columns by which a stem may be off the centre it belongs to
DRIFT = 0.6  # columns by which a stem may lean over its length; a steep line leans more
CARRIED = 0.5  # share of the markers that must have a stem
WHOLE, FEWEST_WHOLE = 0.3, 2  # share and count of those that must have it on both sides: others hide some ends
ONE_SIDED = 0.7  # share of the markers that must have a stem where stems rise (or fall) only
STRAY = 0.1  # share of stems on the other side that is chance
SYMMETRIC = 0.8  # share of the whole bars that must be even for all to be
EVEN, EVEN_PIXELS = 0.1, 1.5  # difference of the two halves of an even bar, in lengths and in pixels
THICKEST_CAP = 8  # rows of a cap that alone shows the end of a hidden stem
BLACK_CONTRAST = 90.0  # grey levels of the background below which black stems cannot be told


@dataclass(frozen=True)
class ErrorBars:
    """Error bars of one series, in the order of its markers.

    ``lower``, ``upper``: (n,) crop rows of the ends (lower >= upper), NaN where the marker hides them or there is
    none. ``caps``: whether most end in a cap. ``confidence``: 0-1.
    """

    lower: Floats
    upper: Floats
    caps: bool
    confidence: float


@dataclass(frozen=True)
class _Profiles:
    """Rows of the column of each stem, (n, h) or (h,): ink on the stem, the fainter ink of both sides of it, the mean
    column of the stem, and whether something else is drawn there."""

    stem: Floats
    side: Floats
    column: Floats
    veiled: NDArray[np.bool_]

    def flipped(self) -> _Profiles:
        """The same upside down."""
        return _Profiles(self.stem[:, ::-1], self.side[:, ::-1], self.column[:, ::-1], self.veiled[:, ::-1])

    def outward(self, k: int, row: int) -> _Profiles:
        """Stem ``k`` from a row upwards."""
        back = np.s_[k, row::-1]
        return _Profiles(self.stem[back], self.side[back], self.column[back], self.veiled[back])


@dataclass(frozen=True)
class _Ends:
    row: Floats  # (n,) NaN where there is no stem
    capped: NDArray[np.bool_]


def find_error_bars(
    rgb: NDArray[np.uint8],
    ink: NDArray[np.float32],
    centers: Floats,
    stroke: float,
    color: tuple[int, int, int],
    size: float = 0.0,
) -> ErrorBars | None:
    """Find the error bars through the markers at ``centers`` (n, 2), or None.

    ``rgb``: (h, w, 3); ``ink``: (h, w) 0-1 of the series; ``stroke``: of its line and ``size``: of its markers, in
    pixels. Stems are looked for in the series' ``color`` first, then in black.
    """
    if len(centers) == 0:
        return None
    bars = _bars(ink, hidden_mask(rgb, ink, color), centers, stroke, size / 2)
    if bars is None and max(color) > BLACK_CONTRAST:
        dark = _blackness(rgb)
        bars = _bars(dark, np.zeros(dark.shape, bool), centers, stroke, size / 2)
    return bars


def _blackness(rgb: NDArray[np.uint8]) -> NDArray[np.float32]:
    """0 at the background, 1 at black."""
    light = channel_max(rgb).astype(np.float32)
    background = max(float(np.median(light)), BLACK_CONTRAST)
    dark = np.clip(1 - light / background, 0, 1)
    return np.asarray(np.where(dark > 0.3, dark, 0), np.float32)


def _bars(
    ink: NDArray[np.float32], hidden: NDArray[np.bool_], centers: Floats, stroke: float, radius: float
) -> ErrorBars | None:
    profiles = _profiles(ink, hidden, centers, stroke)
    rows = np.clip(np.round(centers[:, 1]), 0, len(ink) - 1).astype(np.intp)
    upper = _ends(profiles, rows, radius)
    lower = _ends(profiles.flipped(), len(ink) - 1 - rows, radius)
    up, down = np.isfinite(upper.row), np.isfinite(lower.row)
    count, both = (up | down).sum(), (up & down).sum()
    if count < CARRIED * len(centers):
        return None
    caps = float(np.concatenate([upper.capped[up], lower.capped[down]]).mean()) > 0.5
    top, bottom = upper.row, len(ink) - 1 - lower.row
    if min(up.sum(), down.sum()) <= STRAY * count:  # to one side only: the other end is the point itself
        if count < ONE_SIDED * len(centers):
            return None
        one_side = up if up.sum() > down.sum() else down
        top = np.where(one_side, np.where(up, top, centers[:, 1]), np.nan)
        bottom = np.where(one_side, np.where(down, bottom, centers[:, 1]), np.nan)
    elif both < max(FEWEST_WHOLE, WHOLE * count):
        return None
    else:
        top, bottom = _mirrored(top, bottom, centers[:, 1])
    return ErrorBars(bottom, top, caps, float(count / len(centers) * (0.5 + 0.5 * both / count)))


def _mirrored(top: Floats, bottom: Floats, middle: Floats) -> tuple[Floats, Floats]:
    """The ends of bars that are as long above as below, each hidden one taken from the other side."""
    above, below = middle - top, bottom - middle
    whole = np.isfinite(above) & np.isfinite(below)
    even = np.abs(above - below)[whole] <= np.maximum(EVEN_PIXELS, EVEN * below[whole])
    if whole.sum() < FEWEST_WHOLE or even.mean() < SYMMETRIC:
        return top, bottom
    return (
        np.where(np.isfinite(top), top, middle - below),
        np.where(np.isfinite(bottom), bottom, middle + above),
    )


def _profiles(ink: NDArray[np.float32], hidden: NDArray[np.bool_], centers: Floats, stroke: float) -> _Profiles:
    """The columns at the centres; the stem is taken where most rows are inked near the centre."""
    width = ink.shape[1]
    reach = int(np.ceil(stroke / 2)) + 1
    margin = SLACK + reach + 2
    padded = np.pad(ink, ((0, 0), (margin,) * 2)).astype(np.float64)
    middle = np.clip(np.round(centers[:, 0]), 0, width - 1).astype(np.intp) + margin
    totals = np.stack([padded[:, middle + d].sum(axis=0) for d in range(-SLACK, SLACK + 1)])
    middle = middle + totals.argmax(axis=0) - SLACK
    steps = np.arange(-2, 3)
    near = np.stack([padded[:, middle + d].T for d in steps], axis=-1)
    column = (near * steps).sum(axis=2) / np.maximum(near.sum(axis=2), 1e-6)
    left, right = (np.maximum(padded[:, middle + s * reach].T, padded[:, middle + s * (reach + 1)].T) for s in (-1, 1))
    veiled = np.pad(hidden, ((0, 0), (margin,) * 2))[:, middle].T
    return _Profiles(near[..., 1:4].max(axis=2), np.minimum(left, right), column, veiled)


def _ends(profiles: _Profiles, start: NDArray[np.intp], radius: float) -> _Ends:
    """Where the stem above row ``start`` of each marker ends."""
    ends = [_end(profiles.outward(k, row), radius) for k, row in enumerate(start.tolist())]
    return _Ends(start - np.array([length for length, _ in ends]), np.array([capped for _, capped in ends]))


def _end(rows: _Profiles, radius: float) -> tuple[float, bool]:
    """Length of a stem whose rows are given outwards from the marker, NaN for none, and whether a cap ends it."""
    drawn = np.flatnonzero(rows.stem > INKED)
    empty = np.cumsum((rows.stem <= INKED) & ~rows.veiled)
    begin = min(int(radius) + 1, len(empty) - 1)
    if len(drawn) == 0 or empty[drawn[0]] - empty[min(begin, int(drawn[0]))] > GAP:
        return np.nan, False
    breaks = np.flatnonzero(np.diff(empty[drawn]) > GAP)
    drawn = drawn[: breaks[0] + 1] if len(breaks) else drawn
    outer = drawn[drawn > radius + 1]
    bare = outer[rows.side[outer] < 0.5 * INKED]
    if len(outer) == 0 or not _is_straight(rows.column[bare]):
        return np.nan, False
    last = int(drawn[-1])
    inner = int(bare[-1]) + 1 if len(bare) else int(outer[0])
    beyond = np.arange(inner, min(last + 2, len(rows.side)))
    cap = beyond[rows.side[beyond] > 0.5 * INKED]
    veiled = rows.veiled[begin : inner + 1].sum()
    if len(bare) < SHORTEST and not (len(cap) and veiled >= SHORTEST and len(cap) <= THICKEST_CAP):
        return np.nan, False
    if len(cap):
        return float((rows.side[cap] * cap).sum() / rows.side[cap].sum()), True
    if rows.veiled[last + 1 : last + 3].any():
        return np.nan, False
    tail = rows.stem[last - 1 : last + 3] / float(np.median(rows.stem[bare]))
    return last - 1.5 + float(np.clip(tail, 0, 1).sum()), False


def _is_straight(column: Floats) -> bool:
    """Whether the rows of a stem stand above each other: a steep line leans."""
    half = len(column) // 2
    if half == 0:
        return True
    return bool(np.ptp(column) <= 2 * DRIFT and abs(np.median(column[:half]) - np.median(column[half:])) <= DRIFT / 2)
