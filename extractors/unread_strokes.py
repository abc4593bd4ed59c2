"""Coloured strokes that were left unread: beside all curves of a panel, and outside all panels."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.channels import channel_range
from extractors.curves import Curve
from extractors.geometry import Box
from extractors.image import Figure
from extractors.plot_area import Mask, PlotArea
from extractors.selfcheck import COLORFUL, paint_band, paint_curve

Pixels = NDArray[np.uint8]

# A stroke beside all curves is no rest of one of theirs from so many text heights on: soft rims and the corners of
# markers are shorter, and what steep curves or noise leave beside them is narrower than SLIM.
LONG, SLIM = 4.0, 1.0
# Curves reach this share of the text height beyond what is drawn of them, soft and blurred rims included.
AROUND = 0.4
# Outside all panels a stroke is so many text heights wide and high, and thinner than THICK of them in its middle: icons
# and legends are smaller, coloured fills and photographs thicker. BESIDE a panel stand its markers and ticks.
WIDE, HIGH, THICK, BESIDE = 6.0, 2.0, 0.8, 1.5


def longest_unread(area: PlotArea, curves: Sequence[Curve]) -> float:
    """The longest coloured stroke of a panel that lies beside all its curves and their bands, in text heights."""
    colorful = (channel_range(area.rgb - area.background) > COLORFUL) & ~area.hidden & ~area.erased & ~area.print
    colorful &= channel_range(area.rgb - area.empty) > COLORFUL  # a level curve may pass for a gridline
    read: Pixels = np.zeros(colorful.shape, np.uint8)
    for curve in curves:
        paint_curve(read, curve)
        paint_band(read, curve)
        _paint_bars(read, curve)
    reach = max(3, round(AROUND * area.unit) | 1)
    left = colorful & (cv2.dilate(read, np.ones((reach, reach), np.uint8)) == 0)
    opened = cv2.morphologyEx(left.astype(np.uint8), cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(opened, connectivity=8)
    width, height = stats[1:, cv2.CC_STAT_WIDTH], stats[1:, cv2.CC_STAT_HEIGHT]
    lengths = np.hypot(width, height)[width > SLIM * area.unit]
    return float(lengths.max(initial=0.0)) / area.unit


def _paint_bars(mask: Pixels, curve: Curve) -> None:
    """Its error bars, as wide as its markers."""
    if curve.bars is None or curve.markers is None:
        return
    half = round(curve.markers.size / 2 + curve.stroke)
    for x, lower, upper in zip(curve.markers.centers[:, 0], curve.bars.lower, curve.bars.upper, strict=True):
        if np.isfinite(lower) and np.isfinite(upper):
            top, bottom = sorted((round(float(lower)), round(float(upper))))
            at = round(float(x))
            mask[max(0, top - half) : bottom + half + 1, max(0, at - half) : at + half + 1] = 1


def strokes_outside(figure: Figure, panels: Sequence[Box], known: Sequence[Box], unit: float) -> bool:
    """Whether a coloured stroke as wide and high as curves lies outside all panels and all ``known`` print."""
    colorful = channel_range(figure.rgb.astype(np.float32)) > COLORFUL
    for box in [*(b.grown(BESIDE * unit) for b in panels), *(b.grown(unit / 2) for b in known)]:
        colorful[box.slices(*colorful.shape)] = False
    count, labels, stats, _ = cv2.connectedComponentsWithStats(colorful.astype(np.uint8), connectivity=8)
    depth = np.asarray(cv2.distanceTransform(colorful.astype(np.uint8), cv2.DIST_L2, 3), np.float32)
    large = (stats[:, cv2.CC_STAT_WIDTH] >= WIDE * unit) & (stats[:, cv2.CC_STAT_HEIGHT] >= HIGH * unit)
    return any(2 * _middle(depth, labels == k) < THICK * unit for k in range(1, count) if large[k])


def _middle(depth: NDArray[np.float32], piece: Mask) -> float:
    """How deep the middle of a piece typically is, in pixels."""
    ridge = piece & (depth >= cv2.dilate(depth, np.ones((3, 3), np.uint8)))
    return float(np.median(depth[ridge]))
