"""What a plot box holds where it holds no lines: told by the areas, blobs and colours of its ink."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.channels import channel_max
from extractors.outlines import components, loops
from extractors.plot_area import PlotArea

Mask = NDArray[np.bool_]

# Levels by which ink differs from the empty plot: above the noise of JPEG, below any drawn fill.
INK = 40.0
# A heat map, a photo or filled contours leave little ground free and have many colours, each on this share of the plot.
COVERED, COLORS, COLOR_SHARE = 0.7, 6, 0.004
# Bars and cells: filled rectangles larger than markers are, in text heights, which hold most of what is filled.
BAR_SIDE, BAR_LENGTH, RECTANGULAR, MOSTLY_BARS = 0.7, 2.0, 0.92, 0.7
# Without its filled shapes a line chart still has a stroke over this share of the width.
STROKE_SHARE = 0.25
# A cloud of points: at least so many blobs, most ink in discs of this diameter (in text heights), none far along x,
# and points of one colour above one another in this share of the columns; marker series have one to a column.
BLOBS, DISC, IN_DISCS, FARTHEST, ABOVE = 20, 0.35, 0.5, 0.35, 0.15
# Dashes are longer than they are wide; points that touch make some blobs long, too.
ROUND, MOSTLY_ROUND = 1.5, 0.6
# A gridline that was taken out of the ink cuts lines by less than this.
GRID_GAP = 0.25
# A marker is smaller than this, in text heights; a closed outline of that size is a hollow one.
MARKER = 2.0
# So many closed outlines that hold at least this share of the ink are no crossing lines.
LOOPS, IN_LOOPS = 3, 0.3


def other_kind(area: PlotArea) -> str | None:
    """The name of what is drawn in place of lines: a heat map, bars, closed outlines or scattered points; else None."""
    off_ground = channel_max(np.abs(area.rgb - area.empty)) > INK
    if off_ground.mean() > COVERED and _color_count(area.rgb) >= COLORS:
        return "a heat map, filled contours or a photo"
    ink = without_print((channel_max(np.abs(area.rgb - area.background)) > INK) & ~area.erased, area.print)
    if _are_bars(area.rgb, off_ground, ink, area.unit):
        return "bars or other filled rectangles"
    if _are_loops(ink, area.unit):
        return "contours, boxes or other closed outlines"
    if _are_scattered(ink, list(_color_masks(area.rgb, ink)), area.unit):
        return "scattered points without lines"
    return None


def without_print(ink: Mask, prints: Mask) -> Mask:
    """The pieces of ink that lie not wholly in text boxes: the bends of a noisy line are read as letters, too."""
    labels, _ = components(ink)
    outside = np.unique(labels[ink & ~prints])
    return np.isin(labels, outside[outside > 0])


def _quantised(rgb: NDArray[np.float32]) -> NDArray[np.int32]:
    level = rgb.astype(np.int32) >> 5
    return np.asarray(level[..., 0] * 64 + level[..., 1] * 8 + level[..., 2], dtype=np.int32)


def _color_count(rgb: NDArray[np.float32]) -> int:
    counts = np.bincount(_quantised(rgb).ravel())
    return int((counts > COLOR_SHARE * counts.sum()).sum())


def _color_masks(rgb: NDArray[np.float32], ink: Mask) -> Iterator[Mask]:
    """The ink colour by colour; mixed colours at the rims of shapes make up too little to count."""
    code = np.where(ink, _quantised(rgb), -1)
    values, counts = np.unique(code[ink], return_counts=True)
    for value in values[counts > 0.02 * counts.sum()]:
        yield code == value


def _are_loops(ink: Mask, unit: float) -> bool:
    """Several closed outlines hold most of the ink: contours, or boxes with whiskers."""
    found = loops(ink, unit)
    return len(found) >= LOOPS and sum(int(piece.sum()) for piece in found) >= IN_LOOPS * int(ink.sum())


def _are_bars(rgb: NDArray[np.float32], off_ground: Mask, ink: Mask, unit: float) -> bool:
    """Filled rectangles hold most of what is filled, and no stroke goes on beside them."""
    side = max(3, round(BAR_SIDE * unit))
    filled = cv2.morphologyEx(off_ground.astype(np.uint8), cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    bars = np.zeros(ink.shape, np.uint8)
    count = 0
    for mask in _color_masks(rgb, filled.astype(np.bool_)):
        labels, boxes = components(mask)
        width, height, size = boxes[:, cv2.CC_STAT_WIDTH], boxes[:, cv2.CC_STAT_HEIGHT], boxes[:, cv2.CC_STAT_AREA]
        big = (np.minimum(width, height) >= side) & (np.maximum(width, height) >= BAR_LENGTH * unit)
        chosen = np.flatnonzero(big & (size >= RECTANGULAR * width * height))
        chosen = chosen[chosen > 0]
        bars |= np.isin(labels, chosen).astype(np.uint8)
        count += len(chosen)
    if count < 2 or int(bars.sum()) < MOSTLY_BARS * int(filled.sum()):
        return False
    rest = ink & (cv2.dilate(filled, np.ones((5, 5), np.uint8)) == 0)
    return bool(_farthest(rest, unit) < STROKE_SHARE * ink.shape[1])


def _are_scattered(ink: Mask, colors: list[Mask], unit: float) -> bool:
    """Many compact blobs that do not follow one another along x, as the markers of a series do."""
    size = max(3, round(GRID_GAP * unit))
    whole = cv2.morphologyEx(ink.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((size, size), np.uint8))
    filled = _with_hollow_filled(np.asarray(whole, dtype=np.uint8), unit)
    _, boxes = components(filled)
    width, height = boxes[1:, cv2.CC_STAT_WIDTH], boxes[1:, cv2.CC_STAT_HEIGHT]
    if len(width) < BLOBS or width.max() > FARTHEST * ink.shape[1]:
        return False
    if (np.maximum(width, height) <= ROUND * np.minimum(width, height)).mean() < MOSTLY_ROUND:
        return False
    size = max(3, round(DISC * unit))
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    if cv2.morphologyEx(filled.astype(np.uint8), cv2.MORPH_OPEN, disc).sum() < IN_DISCS * filled.sum():
        return False
    above, inked = 0, 0
    for mask in colors:
        whole = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((max(3, round(unit)), 1), np.uint8))
        runs = (np.diff(whole.astype(np.int8), axis=0, prepend=0) == 1).sum(axis=0)
        above += int((runs >= 2).sum())
        inked += int((runs >= 1).sum())
    return bool(above >= ABOVE * max(inked, 1))


def _with_hollow_filled(ink: NDArray[np.uint8], unit: float) -> Mask:
    filled = ink.copy()
    outlines, _ = cv2.findContours(filled, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    small = [o for o in outlines if max(cv2.boundingRect(o)[2:]) <= MARKER * unit]
    return np.asarray(cv2.drawContours(filled, small, -1, 1, cv2.FILLED), dtype=np.bool_)


def _farthest(mask: Mask, unit: float) -> int:
    """The width of the widest piece of ink, dashes joined."""
    size = max(3, round(unit))
    joined = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((3, size), np.uint8))
    _, boxes = components(joined.astype(np.bool_))
    return int(boxes[1:, cv2.CC_STAT_WIDTH].max(initial=0))
