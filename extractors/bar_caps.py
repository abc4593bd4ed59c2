"""Ends of error bars that look like markers: a cap on its stem is half a plus."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from extractors.markers import Markers
from extractors.swatch_style import Mask

# Columns between markers of one bar, in marker sizes: caps stand above each other, neighbours in x further apart.
SAME_COLUMN = 0.35
STEM = 0.7  # of the rows between two such that their stem inks
# From its middle, in sizes: a stem that goes on there leaves the marker, and no cap has one on its outer side.
OUTSIDE = 0.75


def without_caps(markers: Markers, inked: Mask) -> Markers:
    """The markers without those that are ends of error bars of others, or of each other where they hide the marker.

    Of the candidates on one stem the marker is the one from which the stem goes on both ways; where none is such a one
    the bar's middle. ``inked``: (h, w) true where the series has ink, or may have some below that of others.
    """
    kept = [_middle_of(bar, markers.size, inked) for bar in _bars(markers, inked)]
    order = np.argsort([x for x, _ in kept], kind="stable")
    return replace(markers, centers=np.array(kept, np.float64)[order]) if len(kept) < len(markers.centers) else markers


def _bars(markers: Markers, inked: Mask) -> list[NDArray[np.float64]]:
    """The centres, (n, 2), in groups that a stem joins, each from top to bottom."""
    bars: list[NDArray[np.float64]] = []
    for center in markers.centers[np.lexsort((markers.centers[:, 1], np.round(markers.centers[:, 0] / markers.size)))]:
        joined = next((k for k, bar in enumerate(bars) if _on_stem(bar[-1], center, markers.size, inked)), None)
        if joined is None:
            bars.append(center[None])
        else:
            bars[joined] = np.vstack([bars[joined], center])
    return bars


def _on_stem(above: NDArray[np.float64], below: NDArray[np.float64], size: float, inked: Mask) -> bool:
    if abs(above[0] - below[0]) > SAME_COLUMN * size or below[1] <= above[1]:
        return False
    return _stem(inked, (above[0] + below[0]) / 2, above[1], below[1]) >= STEM


def _stem(inked: Mask, x: float, top: float, bottom: float) -> float:
    """Share of the rows from top to bottom that are inked at a column or beside it; 0 beyond the picture."""
    first, last = round(top), round(bottom)
    if first < 0 or last >= len(inked):
        return 0.0
    columns = inked[first : last + 1, max(0, round(x) - 1) : round(x) + 2]
    return float(columns.any(axis=1).mean())


def _middle_of(bar: NDArray[np.float64], size: float, inked: Mask) -> NDArray[np.float64]:
    """The marker among the candidates of one bar, (n, 2) from top to bottom."""
    reach = OUTSIDE * size
    through = [
        _stem(inked, x, y - reach - 1, y - reach) >= STEM and _stem(inked, x, y + reach, y + reach + 1) >= STEM
        for x, y in bar.tolist()
    ]
    if len(bar) == 1 or sum(through) == 1:
        return np.asarray(bar[through.index(True)] if any(through) else bar[0], np.float64)
    return np.asarray(bar[[0, -1]].mean(axis=0) if len(bar) % 2 == 0 else bar[len(bar) // 2], np.float64)
