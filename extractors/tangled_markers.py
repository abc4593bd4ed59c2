"""Curves that wind along their markers: in narrow plots these touch, and a path through their ink goes up and down.

Such a path looks like noise. But markers can be found without it, and where straight strokes join them one after
another and hardly any ink is left beside both and their error bars, these are the curve.
"""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.errorbars import ErrorBars, find_error_bars
from extractors.following import EDGE_SIGMA, Path
from extractors.legend_entry import LegendEntry
from extractors.marker_seeds import hidden_mask
from extractors.marker_strokes import inked_shares
from extractors.markers import SURE, Markers, find_markers
from extractors.past_rims import joined_parts, part_of
from extractors.runs import SOLID, Ink

Color = tuple[int, int, int]

# So many strokes at least join the markers one after another; most are inked or hidden for this share of their length.
FEWEST, JOINED, MOST_JOINED = 5, 0.85, 0.9
# Share of the ink that lies in the markers, error bars and strokes between, drawn so many pixels wider.
EXPLAINED, WIDER = 0.9, 1.5


def along_markers(
    path: Path, ink: Ink, stroke: float, rgb: NDArray[np.uint8], color: Color, entry: LegendEntry
) -> tuple[Path, Markers] | None:
    """The path straight from marker to marker, with these; None where they do not explain the ink of the curve.

    ``ink``: (h, w) 0-1 of the one curve in its colour; ``stroke``: its thickness; ``entry``: whose markers it has.
    """
    found = find_markers(ink, np.zeros((0, 2)), stroke, rgb, color, entry)
    if found is None or found.confidence <= SURE:
        return None
    drawn = np.maximum(ink, hidden_mask(rgb, ink, color).astype(np.float32))
    markers = _one_by_one(found, drawn)
    joined = inked_shares(drawn, markers.centers) >= JOINED
    if len(joined) < FEWEST or joined.mean() < MOST_JOINED:
        return None
    bars = find_error_bars(rgb, ink, markers.centers, stroke, color, markers.size)
    if _explained(ink, markers, bars, stroke) < EXPLAINED:
        return None
    return _straight(path, markers), markers


def _one_by_one(markers: Markers, drawn: Ink) -> Markers:
    """The markers from left to right, without those that no stroke joins to neighbours which one stroke joins."""
    centers = markers.centers[np.argsort(markers.centers[:, 0], kind="stable")]
    k = 1
    while k < len(centers) - 1:
        aside = inked_shares(drawn, centers[k - 1 : k + 2]).max() < JOINED
        if aside and inked_shares(drawn, centers[[k - 1, k + 1]])[0] >= JOINED:
            centers = np.delete(centers, k, axis=0)
        else:
            k += 1
    return replace(markers, centers=centers, hidden=np.zeros(0, np.intp))


def _explained(ink: Ink, markers: Markers, bars: ErrorBars | None, stroke: float) -> float:
    """Share of the ink between the first and the last marker that lies in markers, error bars or strokes between."""
    canvas = np.zeros(ink.shape, np.uint8)
    places = np.rint(markers.centers).astype(np.int32)
    wide = max(1, round(stroke + 2 * WIDER))
    cv2.polylines(canvas, [places.reshape(-1, 1, 2)], False, 1, wide)
    for x, y in places.tolist():
        cv2.circle(canvas, (x, y), round(markers.size / 2 * np.sqrt(2) + WIDER), 1, -1)
    cap = round(markers.size / 2) if bars is not None and bars.caps else 0  # caps are hardly wider than markers
    for ends in (bars.lower, bars.upper) if bars is not None else ():
        for (x, y), end in zip(places.tolist(), ends.tolist(), strict=True):
            if np.isfinite(end):
                cv2.line(canvas, (x, y), (x, round(end)), 1, wide)
                cv2.line(canvas, (x - cap, round(end)), (x + cap, round(end)), 1, wide)
    first, last = max(0, places[0, 0]), places[-1, 0] + 1
    own, covered = ink[:, first:last] > SOLID, canvas[:, first:last] > 0
    return float((own & covered).sum() / max(own.sum(), 1))


def _straight(path: Path, markers: Markers) -> Path:
    """The path with straight strokes from the first to the last marker in place of what it does between them."""
    x0, x1 = markers.centers[[0, -1], 0]
    half = markers.size / 2
    before, after = path.x < x0 - half, path.x > x1 + half
    columns = np.arange(np.ceil(x0), np.floor(x1) + 1)
    x = np.sort(np.concatenate([columns, markers.centers[:, 0]]))
    y = np.interp(x, *markers.centers.T)

    through = replace(path, x=x, y=y, bridged=np.zeros(len(x), bool), sigma=np.full(len(x), EDGE_SIGMA))
    straight = joined_parts(path, [part_of(path, before), through, part_of(path, after)])
    return replace(straight, noisy=False, bare=None)
