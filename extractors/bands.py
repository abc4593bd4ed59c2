"""Bands: translucent fills around a line, found by what they do to the colours below them.

A fill of colour c and opacity a turns every colour u below it into (1 - a) u + a c. The pair (a, c) is read
beside the line. The common colours of the plot are then split into those that lie below the fill and those
that come out of it, so that gridlines, other bands and shaded regions need no models of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Color = tuple[int, int, int]

MOSTLY_LINE = 0.85  # own ink from which a pixel shows no fill
NEAR = (2.0, 3.0, 4.0, 6.0)  # pixels beyond the stroke where the colour beside the line is read
VISIBLE = 6.0  # grey levels by which a fill must change the background to be seen
OPACITY = (0.04, 0.7)  # of fills that are bands
LIKE_LINE = 0.8  # cosine between the hue of the fill and of the line; named tints (lightblue for blue) reach 0.9
COMMON = 0.002  # share of the plot from which a colour is a surface and not an edge between two
SURFACES = 10  # most colours that are told apart
BESIDE = 0.4  # share of the line that must have the fill beside it
COVERED = 0.5  # share of the line's columns in which the band must be seen
OUTLINE = 8  # rows inside the edge where half of an outline is looked for
STEEPEST = 4.0  # rows per pixel across an edge up to which its slant is believed
RIM = 5  # pixels across which the blur of a line reaches
TOLD = 0.5  # share of a column that must show fill or surface: an upright line hides both
GRAIN = 4  # grey levels per step of the colour table


@dataclass(frozen=True)
class Band:
    """A band around one series, per column of the plot box where the line runs.

    ``x``: (n,) columns; ``lower``, ``upper``: (n,) crop rows of its lower and upper edge (lower >= upper), NaN
    where not seen. ``confidence``: 0-1. ``is_area``: a fill from the line to a level edge, not an interval.
    """

    x: Floats
    lower: Floats
    upper: Floats
    confidence: float
    is_area: bool = False


@dataclass(frozen=True)
class _Fill:
    """Opacity and colour of a fill, and what it makes of the background."""

    opacity: float
    color: Floats
    on_background: Floats

    def over(self, below: Floats) -> Floats:
        """What the fill makes of the colours (n, 3) when drawn over them."""
        return np.asarray((1 - self.opacity) * below + self.opacity * self.color)


def find_band(
    rgb: NDArray[np.uint8],
    ink: NDArray[np.float32],
    path: Floats,
    color: Color,
    background: Color,
    others: Sequence[Color] = (),
) -> Band | None:
    """Find the band around the line ``path`` of a series, or None.

    ``rgb``: (h, w, 3) crop; ``ink``: (h, w) 0-1 of this series; ``path``: (n, 2) x, y with NaN at gaps;
    ``color``, ``background``: RGB; ``others``: RGB of the other series of the panel.
    """
    columns, top, bottom = _line_rows(path, ink.shape)
    if len(columns) < 2:
        return None
    fill = _fill_beside(rgb, ink, path, np.array(color, float), np.array(background, float), others)
    if fill is None:
        return None
    share, known = _membership(rgb, fill, np.array(background, float), np.array(others, float).reshape(-1, 3))
    upper = _edge(share, known, columns, top, fill)
    lower = ink.shape[0] - 1 - _edge(share[::-1], known[::-1], columns, ink.shape[0] - 1 - bottom, fill)
    told = _are_told(known[:, columns])
    if told.any():
        upper, lower = (np.interp(columns, columns[told], edge[told]) for edge in (upper, lower))
    return _judged(columns, lower, upper, (top + bottom) / 2, ink.shape[0])


def _are_told(known: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which columns no upright line fills, like an axis through zero, nor its blur beside it."""
    filled = (known.mean(axis=0) < TOLD).astype(np.uint8)
    return np.asarray(cv2.dilate(filled[None], np.ones((1, RIM), np.uint8))[0] == 0)


def _line_rows(path: Floats, shape: tuple[int, ...]) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
    """Columns that the line passes, and its first and last row in each."""
    seen = path[np.isfinite(path).all(axis=1)] if len(path) else path.reshape(0, 2)
    steps = np.maximum(np.abs(np.diff(seen[:, 0], append=seen[-1:, 0])), 0)
    if len(seen) == 0:
        none = np.zeros(0, np.intp)
        return none, none, none
    count = np.where(steps < 0.2 * shape[1], np.ceil(steps), 0).astype(np.intp) + 1
    index = np.repeat(np.arange(len(seen)), count)
    part = (np.arange(len(index)) - np.repeat(np.cumsum(count) - count, count)) / np.repeat(count, count)
    following = seen[np.minimum(index + 1, len(seen) - 1)]
    dense = seen[index] + part[:, None] * (following - seen[index])
    x = np.clip(np.round(dense[:, 0]), 0, shape[1] - 1).astype(np.intp)
    y = np.clip(np.round(dense[:, 1]), 0, shape[0] - 1).astype(np.intp)
    first, last = np.full(shape[1], shape[0]), np.full(shape[1], -1)
    np.minimum.at(first, x, y)
    np.maximum.at(last, x, y)
    columns = np.flatnonzero(last >= 0)
    return columns, first[columns].astype(np.intp), last[columns].astype(np.intp)


def _fill_beside(
    rgb: NDArray[np.uint8],
    ink: NDArray[np.float32],
    path: Floats,
    color: Floats,
    background: Floats,
    others: Sequence[Color],
) -> _Fill | None:
    """The commonest colour beside the line that is the line's hue mixed into the background."""
    beside = _colors_beside(rgb, ink, path)
    if len(beside) == 0:
        return None
    tint = beside - background
    strength = np.linalg.norm(tint, axis=1)
    own = color - background
    hues = np.array([own, *(np.array(o, float) - background for o in others)])
    hues /= np.maximum(np.linalg.norm(hues, axis=1, keepdims=True), 1e-6)
    likeness = tint @ hues.T / np.maximum(strength, 1e-6)[:, None]
    opacity = tint @ own / max(float(own @ own), 1e-6)  # a line may have the colour of the ground
    fits = (strength > VISIBLE) & (likeness[:, 0] > LIKE_LINE) & (likeness[:, 0] >= likeness.max(axis=1) - 1e-6)
    fits &= (opacity > OPACITY[0]) & (opacity < OPACITY[1])
    if fits.sum() < 0.5 * BESIDE * len(beside):
        return None
    mode, share = _mode(beside[fits])
    if share * fits.sum() < 0.25 * BESIDE * len(beside):
        return None
    a = float(np.clip((mode - background) @ own / (own @ own), 0.1, 0.9))
    return _Fill(a, background + (mode - background) / a, mode)


def _colors_beside(rgb: NDArray[np.uint8], ink: NDArray[np.float32], path: Floats) -> Floats:
    """(n, 3) colours a few pixels above and below the line, its own ink left out."""
    height, width = ink.shape
    seen = path[np.isfinite(path).all(axis=1)]
    half = 0.5 * float(np.median((ink[:, np.clip(np.round(seen[:, 0]), 0, width - 1).astype(int)] > 0.5).sum(axis=0)))
    offsets = np.array([s * (min(half, 5.0) + d) for d in NEAR for s in (-1, 1)])
    x = np.repeat(np.round(seen[:, 0]), len(offsets)).astype(np.intp)
    y = np.round(seen[:, 1, None] + offsets).ravel().astype(np.intp)
    inside = (x >= 0) & (x < width) & (y >= 0) & (y < height)
    x, y = x[inside], y[inside]
    return np.asarray(rgb[y, x][ink[y, x] < MOSTLY_LINE], np.float64)


def _mode(colors: Floats) -> tuple[Floats, float]:
    """The commonest colour and the share of colours near it."""
    keys = (colors.astype(np.int64) // (2 * GRAIN)) @ np.array([1 << 16, 1 << 8, 1])
    values, counts = np.unique(keys, return_counts=True)
    peak = np.median(colors[keys == values[np.argmax(counts)]], axis=0)
    near = np.abs(colors - peak).max(axis=1) <= 2 * GRAIN
    return np.median(colors[near], axis=0), float(near.mean())


def _membership(
    rgb: NDArray[np.uint8], fill: _Fill, background: Floats, others: Floats
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """(h, w) how much of each pixel lies in the fill, and where that can be told."""
    step = rgb // GRAIN
    side = 256 // GRAIN
    keys = (step[..., 0].astype(np.int32) * side + step[..., 1]) * side + step[..., 2]
    counts = np.bincount(keys.ravel(), minlength=side**3)
    used = np.flatnonzero(counts)
    colors = np.stack(np.unravel_index(used, (side, side, side)), axis=1).astype(np.float64) * GRAIN + (GRAIN - 1) / 2
    bases = _bases(colors, counts[used], fill, background, others)
    share, rest = _explained(colors, bases, _made(bases, fill, background, others), fill.opacity)
    table = np.zeros(side**3, np.float32)
    told = np.zeros(side**3, bool)
    table[used] = share
    told[used] = rest < max(1.5 * GRAIN, 0.35 * float(np.linalg.norm(fill.on_background - background)))
    return table[keys], told[keys]


def _bases(colors: Floats, counts: NDArray[np.int64], fill: _Fill, background: Floats, others: Floats) -> Floats:
    """The surfaces of the plot that are not what the fill makes of another surface."""
    common = np.argsort(-counts)[: 4 * SURFACES]
    common = common[counts[common] > COMMON * counts.sum()]
    bases = background[None]
    for surface in colors[common]:
        known = np.abs(bases - surface).max(axis=1).min() <= 2 * GRAIN
        if not known and len(bases) < SURFACES and not _is_filled(surface, bases, fill, background, others):
            bases = np.vstack([bases, surface])
    # a surface that the fill leaves as it is, is the line itself
    keep = [0] + [k for k in range(1, len(bases)) if not _is_filled(bases[k], bases, fill, background, others)]
    return bases[keep]


def _is_filled(color: Floats, bases: Floats, fill: _Fill, background: Floats, others: Floats) -> bool:
    """Whether the colour is one of the surfaces with the fill on it, once or, below its outline, up to twice."""
    once = np.abs(_made(bases, fill, background, others) - color).max(axis=2).min() < 2 * GRAIN
    along = fill.on_background - background
    t = float(np.clip((color - background) @ along / max(float(along @ along), 1e-6), 1, 2 - fill.opacity))
    return bool(once or np.abs(color - background - t * along).max() < 1.5 * GRAIN)


def _made(bases: Floats, fill: _Fill, background: Floats, others: Floats) -> Floats:
    """(2, n, 3) what becomes of the surfaces with the fill over them, and below them if they are fills themselves."""
    opacity = np.full(len(bases), fill.opacity)
    best = np.full(len(bases), 1.5 * GRAIN)
    for hue in others - background:
        along = (bases - background) @ hue / max(float(hue @ hue), 1e-6)
        rest = np.linalg.norm(bases - background - along[:, None] * hue, axis=1)
        opacity, best = np.where(rest < best, along, opacity), np.minimum(best, rest)
    below = bases + (1 - np.clip(opacity, 0, 1))[:, None] * (fill.on_background - background)
    below[0] = fill.on_background
    return np.stack([fill.over(bases), below])


def _explained(colors: Floats, bases: Floats, made: Floats, opacity: float) -> tuple[Floats, Floats]:
    """For each colour the share of fill in it and the distance left, between the best surface and its filled form.

    Above 1 is where the outline of the fill, drawn with the same opacity, lies over it once more.
    """
    best, share = np.full(len(colors), np.inf), np.zeros(len(colors))
    for form in made:
        for base, filled in zip(bases, form, strict=True):
            along = filled - base
            t = np.clip((colors - base) @ along / max(float(along @ along), 1e-6), 0, 2 - opacity)
            rest = np.linalg.norm(colors - base - t[:, None] * along, axis=1)
            closer = rest < best - 1e-9
            best, share = np.where(closer, rest, best), np.where(closer, t, share)
    return share, best


def _edge(
    share: NDArray[np.float32],
    known: NDArray[np.bool_],
    columns: NDArray[np.intp],
    start: NDArray[np.intp],
    fill: _Fill,
) -> Floats:
    """The row of the upper edge above row ``start`` of each column, sub-pixel; NaN where no fill is seen."""
    share, known = share[:, columns], known[:, columns]
    height = len(share)
    rows = np.arange(height)[:, None]
    inside, outside = known & (share >= 0.5), known & (share < 0.5)
    rim = cv2.dilate((~known).astype(np.uint8), np.ones((RIM, RIM), np.uint8)) > 0
    twice = outside & ~rim  # beside a crossing line its blur looks like anything
    twice[1:] &= twice[:-1]  # a single odd pixel ends no band
    stop = np.maximum.accumulate(np.where(twice, rows, -1), axis=0)
    first = np.minimum.accumulate(np.where(inside, rows, height)[::-1], axis=0)[::-1]
    at = np.arange(len(columns))
    row = first[np.minimum(stop[start, at] + 1, height - 1), at]
    seen = row < start
    window = row + np.arange(-2, 2)[:, None]
    valid = (window >= 0) & (window < height)
    inner = np.clip(window, 0, height - 1)
    part = np.where(valid & known[inner, at], np.minimum(share[inner, at], 1), (window >= row).astype(np.float32))
    edge = np.where(seen, row + 1.5 - part.sum(axis=0), np.nan)
    return np.asarray(edge + _half_outline(share, known, row, seen, fill))


def _half_outline(
    share: NDArray[np.float32], known: NDArray[np.bool_], row: NDArray[np.intp], seen: NDArray[np.bool_], fill: _Fill
) -> Floats:
    """Half the fill's outline, which is drawn centred on the edge and so darkens the rows just inside, per column."""
    inner = np.clip(row + np.arange(OUTLINE)[:, None], 0, len(share) - 1)
    at = np.arange(len(row))
    excess = np.where(known[inner, at], np.clip(share[inner, at] - 1, 0, None), 0).sum(axis=0) / (1 - fill.opacity)
    slant = np.clip(np.hypot(1, np.gradient(cv2.blur(row.astype(np.float64), (1, 5)).ravel())), 1, STEEPEST)
    usual = float(np.median((excess / slant)[seen])) if seen.any() else 0.0
    return np.asarray(usual * slant if usual > 0.25 else np.zeros(len(row)))


def _judged(columns: NDArray[np.intp], lower: Floats, upper: Floats, line: Floats, height: int) -> Band | None:
    """The band where it is thick enough over enough of the line; a side without fill ends at the line."""
    seen = np.isfinite(lower) | np.isfinite(upper)
    if seen.mean() < COVERED:
        return None
    low, high = (np.where(seen & ~np.isfinite(edge), line, edge) for edge in (lower, upper))
    both = float((np.isfinite(lower) & np.isfinite(upper)).sum() / max(seen.sum(), 1))
    level = [float(np.nanpercentile(e, 90) - np.nanpercentile(e, 10)) < 2 for e in (low, high)]
    other = [np.nanmedian(np.abs(e - line)) < 4 for e in (high, low)]
    area = any(flat and near for flat, near in zip(level, other, strict=True))
    confidence = float(seen.mean() * (0.5 + 0.5 * both))
    return Band(columns.astype(np.float64), low, high, confidence, area)
