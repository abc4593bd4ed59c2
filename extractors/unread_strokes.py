"""Coloured strokes that were left unread: beside all curves of a panel, and outside all panels."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.channels import channel_max, channel_range
from extractors.curves import Curve
from extractors.geometry import Box
from extractors.image import Figure
from extractors.plot_area import Mask, PlotArea
from extractors.selfcheck import COLORFUL, paint_band, paint_bars, paint_curve

Pixels = NDArray[np.uint8]

# A stroke beside all curves is no rest of one of theirs from so many text heights on: soft rims and the corners of
# markers are shorter, and what steep curves or noise leave beside them is narrower than SLIM.
LONG, SLIM = 4.0, 1.0
# Curves reach this share of the text height beyond what is drawn of them, soft and blurred rims included.
AROUND = 0.4
# A paler shade has less of a colour than this share of it, and its hue but for this share of its strength. Only rims
# of a stroke in the full colour are paler.
PALER, HUE, MOSTLY_PALER = 0.65, 0.15, 0.95
# Ink of any colour differs from the paper by so many levels. Where it goes on from the end of a curve for so many text
# heights, in most of their columns, that is not the end.
INKED, ONWARD, MOSTLY = 30.0, 3.0, 0.5
# Outside all panels a stroke is so many text heights wide and high, and thinner than THICK of them in its middle: icons
# and legends are smaller, coloured fills and photographs thicker. BESIDE a panel stand its markers and ticks.
WIDE, HIGH, THICK, BESIDE = 6.0, 2.0, 0.8, 1.5


def longest_unread(area: PlotArea, curves: Sequence[Curve]) -> float:
    """The longest coloured stroke of a panel that lies beside all its curves and their bands, in text heights."""
    colorful = (channel_range(area.rgb - area.background) > COLORFUL) & ~area.hidden & ~area.erased & ~area.print
    colorful &= channel_range(area.rgb - area.empty) > COLORFUL  # a level curve may pass for a gridline
    left = colorful & ~_read(area, curves)
    opened = cv2.morphologyEx(left.astype(np.uint8), cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(opened, connectivity=8)
    width, height = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    lengths = np.where(width > SLIM * area.unit, np.hypot(width, height), 0.0)
    pale = np.bincount(labels[_paler(area, curves)], minlength=count)
    lengths[pale > MOSTLY_PALER * stats[:, cv2.CC_STAT_AREA]] = 0.0
    return float(lengths[1:].max(initial=0.0)) / area.unit


def goes_on_unread(curve: Curve, unread: NDArray[np.int32], area: PlotArea) -> bool:
    """Whether ink that no curve explains goes on where a curve ends: it and others were drawn over each other there.

    ``unread``: (h, w) the pieces of such ink, numbered from 1 on, as :func:`unread_pieces` finds them.
    """
    if curve.path is None or np.isnan(curve.path.y).all():
        return False
    known = np.flatnonzero(~np.isnan(curve.path.y))
    x = curve.path.x[known]
    ends = ((-1, known[int(x.argmin())]), (1, known[int(x.argmax())]))
    return any(
        _goes_on(float(curve.path.x[at]), float(curve.path.y[at]), way, unread, area.unit + curve.stroke, area.unit)
        for way, at in ends
    )


def _goes_on(x: float, y: float, way: int, unread: NDArray[np.int32], reach: float, unit: float) -> bool:
    near = round(reach)
    rows = slice(max(0, round(y) - near), round(y) + near + 1)
    beside = unread[rows, max(0, round(x) - near) : round(x) + near + 1]
    ahead = round(x) + way * np.arange(near, near + round(ONWARD * unit))
    if ahead.min() < 0 or ahead.max() >= unread.shape[1]:
        return False
    pieces = (k for k in np.unique(beside) if k > 0)
    return any(float((unread[:, ahead] == k).any(axis=0).mean()) > MOSTLY for k in pieces)


def unread_pieces(area: PlotArea, curves: Sequence[Curve]) -> NDArray[np.int32]:
    """(h, w) the pieces of ink of any colour beside all curves, numbered from 1 on; 0 elsewhere."""
    drawn = channel_max(np.abs(area.rgb - area.background)) > INKED
    drawn &= channel_max(np.abs(area.rgb - area.empty)) > INKED
    left = drawn & ~area.hidden & ~area.erased & ~area.print & ~_read(area, curves)
    return np.asarray(cv2.connectedComponents(left.astype(np.uint8), connectivity=8)[1], np.int32)


def _read(area: PlotArea, curves: Sequence[Curve]) -> Mask:
    """Where curves, their bands and their error bars are drawn, and close to them."""
    read: Pixels = np.zeros(area.hidden.shape, np.uint8)
    for curve in curves:
        paint_curve(read, curve)
        paint_band(read, curve)
        paint_bars(read, curve)
    reach = max(3, round(AROUND * area.unit) | 1)
    return np.asarray(cv2.dilate(read, np.ones((reach, reach), np.uint8)) > 0, np.bool_)


def _paler(area: PlotArea, curves: Sequence[Curve]) -> Mask:
    """Where the plot shows paler shades of the curves' colours: raw values and bands are drawn in these."""
    seen = area.rgb - area.empty
    strength = np.linalg.norm(seen, axis=2)
    paler = np.zeros(strength.shape, bool)
    for color in {curve.color for curve in curves}:
        toward = np.array(color, np.float32) - area.empty
        share = seen @ toward / max(float(toward @ toward), 1.0)
        aside = np.linalg.norm(seen - share[..., None] * toward, axis=2)
        paler |= (share < PALER) & (aside < HUE * strength)
    return paler


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
