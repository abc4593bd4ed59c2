"""Error bars: thin vertical stems through the markers of a series, ended by caps or not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

INKED = 0.4  # ink from which a row of a stem is drawn
GAP = 4  # rows that a crossing line may hide
SHORTEST = 3  # rows of bare stem beyond the marker that prove it
SLACK = 2  # columns by which a stem may be off the centre it belongs to
DRIFT = 0.6  # columns by which a stem may lean over its length; a steep line leans more
CARRIED = 0.5  # share of the markers that must have a stem, and of those the share that have it on both sides
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
    bars = _bars(ink, centers, stroke, size / 2)
    if bars is None and max(color) > BLACK_CONTRAST:
        bars = _bars(_blackness(rgb), centers, stroke, size / 2)
    return bars


def _blackness(rgb: NDArray[np.uint8]) -> NDArray[np.float32]:
    """0 at the background, 1 at black."""
    light = rgb.max(axis=2).astype(np.float32)
    background = max(float(np.median(light)), BLACK_CONTRAST)
    dark = np.clip(1 - light / background, 0, 1)
    return np.asarray(np.where(dark > 0.3, dark, 0), np.float32)


def _bars(ink: NDArray[np.float32], centers: Floats, stroke: float, radius: float) -> ErrorBars | None:
    stem, side, column = _profiles(ink, centers, stroke)
    rows = np.clip(np.round(centers[:, 1]), 0, len(ink) - 1).astype(np.intp)
    upper = _ends(stem, side, column, rows, radius)
    lower = _ends(stem[:, ::-1], side[:, ::-1], column[:, ::-1], len(ink) - 1 - rows, radius)
    up, down = np.isfinite(upper.row), np.isfinite(lower.row)
    carried, both = (up | down).mean(), (up & down).sum() / max((up | down).sum(), 1)
    if carried < CARRIED or both < CARRIED:
        return None
    caps = float(np.concatenate([upper.capped[up], lower.capped[down]]).mean()) > 0.5
    return ErrorBars(len(ink) - 1 - lower.row, upper.row, caps, float(carried * (0.5 + 0.5 * both)))


def _profiles(ink: NDArray[np.float32], centers: Floats, stroke: float) -> tuple[Floats, Floats, Floats]:
    """Per marker and row, (n, h) each: ink on the stem, ink on both sides of it, and the mean column of the stem.

    The stem is taken where most rows are inked near the centre; the side is the fainter of left and right.
    """
    width = ink.shape[1]
    reach = int(np.ceil(stroke / 2)) + 1
    padded = np.pad(ink, ((0, 0), (SLACK + reach + 2,) * 2)).astype(np.float64)
    middle = np.clip(np.round(centers[:, 0]), 0, width - 1).astype(np.intp) + SLACK + reach + 2
    totals = np.stack([padded[:, middle + d].sum(axis=0) for d in range(-SLACK, SLACK + 1)])
    middle = middle + totals.argmax(axis=0) - SLACK
    steps = np.arange(-2, 3)
    near = np.stack([padded[:, middle + d].T for d in steps], axis=-1)
    column = (near * steps).sum(axis=2) / np.maximum(near.sum(axis=2), 1e-6)
    left, right = (np.maximum(padded[:, middle + s * reach].T, padded[:, middle + s * (reach + 1)].T) for s in (-1, 1))
    return near[..., 1:4].max(axis=2), np.minimum(left, right), column


def _ends(stem: Floats, side: Floats, column: Floats, start: NDArray[np.intp], radius: float) -> _Ends:
    """Where the stem above row ``start`` of each marker ends."""
    ends = [
        _end(stem[k, row::-1], side[k, row::-1], column[k, row::-1], radius) for k, row in enumerate(start.tolist())
    ]
    return _Ends(start - np.array([length for length, _ in ends]), np.array([capped for _, capped in ends]))


def _end(stem: Floats, side: Floats, column: Floats, radius: float) -> tuple[float, bool]:
    """Length of a stem whose rows are given outwards from the marker, NaN for none, and whether a cap ends it."""
    drawn = np.flatnonzero(stem > INKED)
    breaks = np.flatnonzero(np.diff(drawn) > GAP + 1)
    drawn = drawn[: breaks[0] + 1] if len(breaks) else drawn
    bare = drawn[(side[drawn] < 0.5 * INKED) & (drawn > radius + 1)]
    if len(bare) < SHORTEST or drawn[0] > radius + GAP or np.ptp(column[bare]) > 2 * DRIFT:
        return np.nan, False
    half = len(bare) // 2
    if abs(np.median(column[bare[:half]]) - np.median(column[bare[half:]])) > DRIFT / 2:
        return np.nan, False
    last = int(drawn[-1])
    beyond = np.arange(int(bare[-1]) + 1, min(last + 2, len(side)))
    cap = beyond[side[beyond] > 0.5 * INKED]
    if len(cap):
        return float((side[cap] * cap).sum() / side[cap].sum()), True
    level = float(np.median(stem[bare]))
    tail = stem[last - 1 : last + 3] / level
    return last - 1.5 + float(np.clip(tail, 0, 1).sum()), False
