"""Gridlines too pale or too finely dotted to be strokes of a plot box, found by summing each line's whole length."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extractors.geometry import Box
from extractors.strips import Side, spans

# A dot stands out from the paper on both sides of it by so many levels, so many pixels away.
DOT, BESIDE = 6.0, 3
# On paper without grain a pale gridline that a blur has spread does by fewer, so many text heights away.
BLURRED, SPREAD = 2.5, 0.25
# A gridline shows in this share of the parts of the box along it: no curve crosses all of them in one column.
PARTS, MOST_PARTS = 12, 0.7
# and in this share of all its pixels, that many times more often than what stands beside it.
LEAST_SHOWN, SHARPER = 0.1, 3.0
# In text heights: gridlines are thin, and curves and frames hide what is close to the box.
WIDEST, RIM = 0.3, 0.3
# A gridline is as dense in most parts of the box as in its densest ones, to this share; a legend's frame is not.
EVENLY, DENSEST = 0.5, 80
# A single line may be a mark of the author.
LEAST_LINES = 2


def find_faint_gridlines(rgb: NDArray[np.uint8], box: Box, side: Side, unit: float) -> list[float]:
    """Sub-pixel places along ``side``'s axis of the gridlines that cross ``box`` from it, in order."""
    rim = round(RIM * unit) + 1
    rows, columns = Box(box.x0 + rim, box.y0 + rim, box.x1 - rim, box.y1 - rim).slices(*rgb.shape[:2])
    area = rgb[rows, columns]
    upright = side in ("left", "right")
    area = area.transpose(1, 0, 2) if upright else area
    start = rows.start if upright else columns.start
    if min(area.shape[:2]) < 2 * PARTS:
        return []
    places = _most_places(area, DOT, BESIDE, unit)
    if len(places) < LEAST_LINES and not np.median(np.abs(np.diff(area.astype(np.int16), axis=1))):
        places = _most_places(area, BLURRED, max(BESIDE, round(SPREAD * unit)), unit)
    return [start + at for at in places] if len(places) >= LEAST_LINES else []


def _most_places(area: NDArray[np.uint8], dot: float, beside: int, unit: float) -> list[float]:
    """The gridlines that show in a contrast, of both directions or of one: curves that cross them are of the other."""
    darker, brighter = _line_contrasts(area, beside)
    found = [_places(contrast, dot, beside, unit) for contrast in (np.maximum(darker, brighter), brighter, darker)]
    return max(found, key=len)


def _places(contrast: NDArray[np.float32], dot: float, beside: int, unit: float) -> list[float]:
    shown = contrast > dot
    share = shown.mean(axis=0)
    parts = np.array([part.mean(axis=0) for part in np.array_split(shown, PARTS)])
    even = np.median(parts, axis=0) >= EVENLY * np.percentile(parts, DENSEST, axis=0)
    ridges = spans(even & (np.mean(parts > 0, axis=0) >= MOST_PARTS) & (share >= LEAST_SHOWN))
    return [
        _centre(contrast, *r)
        for r in ridges
        if r[1] - r[0] < max(3.0, WIDEST * unit) and _stands_out(share, *r, beside)
    ]


def _line_contrasts(area: NDArray[np.uint8], beside: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Two of (rows, columns): by how much a pixel is darker, and brighter, than both its neighbours across the line."""
    darkest, brightest = np.zeros(area.shape[:2], np.int16), np.zeros(area.shape[:2], np.int16)
    for k in range(area.shape[2]):
        # One channel at a time, in memory in the order of its rows: numpy is several times as fast on it.
        channel = np.ascontiguousarray(area[..., k], np.int16)
        padded = np.pad(channel, ((0, 0), (beside, beside)), mode="edge")
        before, after = channel - padded[:, : -2 * beside], channel - padded[:, 2 * beside :]
        np.maximum(darkest, -np.maximum(before, after), out=darkest)
        np.maximum(brightest, np.minimum(before, after), out=brightest)
    return darkest.astype(np.float32), brightest.astype(np.float32)


def _stands_out(share: NDArray[np.float64], first: int, last: int, beside: int) -> bool:
    """Whether what is drawn beside the ridge shows far less often, as it does not within hatching or noise."""
    before, after = share[max(0, first - 2 * beside) : max(0, first - 1)], share[last + 2 : last + 2 * beside + 1]
    near = np.concatenate((before, after))
    return len(near) > 0 and bool(share[first : last + 1].max() >= SHARPER * np.max(near))


def _centre(contrast: NDArray[np.float32], first: int, last: int) -> float:
    """The centre of what runs along most of the box: strokes beside a part of the line do not draw it to themselves."""
    low, high = max(0, first - 1), min(contrast.shape[1], last + 2)
    parts = [part.mean(axis=0) for part in np.array_split(contrast[:, low:high], PARTS)]
    weight = np.median(parts, axis=0)
    weight = np.clip(weight - weight.min(), 0, None)
    return float((weight * np.arange(low, high)).sum() / weight.sum())
