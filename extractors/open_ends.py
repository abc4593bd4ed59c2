"""Boxes that end at a gridline though their data go on: without a frame the outermost gridline is no side.

Data are clipped at the sides of a plot, so that what crosses a side shows that it is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.channels import channel_max
from extractors.geometry import Box
from extractors.panel_boxes import Panel, background_of

Levels = NDArray[np.int16]
End = Literal["top", "bottom"]

# Levels by which ink differs from the ground, and by which fills and gridlines do.
INK, PLAIN = 30, 6
# A frame is darker than gridlines by this factor and so many levels more.
FRAME, FRAME_LEVELS = 1.3, 12
# A stroke shows in this share of the columns.
DRAWN = 0.5
# What crosses a side is of one colour on both of its sides, to so many levels in each channel.
ALIKE = 60
# An axis goes on beyond its last gridline by less than a step; where there is no other, by so many text heights.
BEYOND, FAR = 0.98, 5.0
# All in text heights. Less than LEAST beyond the side may be the half of a marker or of a thick line; a side is no
# thicker than WIDEST; tick marks, which continue gridlines, are narrower than TICK.
LEAST, WIDEST, TICK = 0.3, 0.4, 0.4


def reaching_data(rgb: NDArray[np.uint8], panels: Sequence[Panel], unit: float) -> list[Panel]:
    """The panels, higher where data cross the top or the bottom of a box that no frame or fill bounds.

    ``rgb``: (H, W, 3); ``unit``: the text height in pixels. No box grows into another one.
    """
    ground = np.array(background_of(rgb, Box(0, 0, rgb.shape[1] - 1, rgb.shape[0] - 1)), np.int16)
    plain = [np.abs(np.array(p.background, np.int16) - ground).max() <= PLAIN for p in panels]
    if not any(plain):
        return list(panels)
    pixels = rgb.astype(np.int16)
    contrast = channel_max(np.abs(pixels - ground))
    grown = []
    for panel, is_plain in zip(panels, plain, strict=True):
        others = [p.box for p in panels if p is not panel]
        # A spine, and gridlines, run from end to end of their axis; of a single one a curve may have cut a part.
        is_bounded = bool(panel.spines & {"left", "right"}) or len(panel.strokes_x) > 1
        ends: tuple[End, ...] = ("top", "bottom") if is_plain and not is_bounded else ()
        for end in ends:
            panel = _View(end, pixels, contrast).grown(panel, others, unit)
        grown.append(panel)
    return grown


@dataclass(frozen=True)
class _View:
    """The image with one end of its boxes up."""

    end: End
    pixels: Levels  # (H, W, 3)
    contrast: Levels  # (H, W), against the ground

    def grown(self, panel: Panel, others: Sequence[Box], unit: float) -> Panel:
        """The panel with this end moved to where the data that cross it end."""
        pixels, contrast = (a if self.end == "top" else a[::-1] for a in (self.pixels, self.contrast))
        box, gridlines = self._turned(panel.box), [self._row(y) for y in panel.strokes_y]
        inner = [y for y in gridlines if box.y0 + unit < y < box.y1 - unit]
        columns = slice(max(0, round(box.x0)), round(box.x1) + 1)
        edge = round(box.y0)
        side = _darkness(contrast, edge, columns)
        lines = max((_darkness(contrast, y, columns) for y in inner), default=0.0)
        if side > PLAIN and side > FRAME * lines + (FRAME_LEVELS if lines else 0):
            return panel
        step = float(np.median(np.diff(sorted([box.y0, *inner])))) if inner else FAR * unit
        above = [b.y1 + 2 for b in map(self._turned, others) if b.y1 < box.y0 and b.x0 < box.x1 and b.x1 > box.x0]
        limit = round(max(0.0, box.y0 - BEYOND * step, *above))
        ticks = [round(x) - columns.start for x in (panel.box.x0, *panel.strokes_x, panel.box.x1)]
        top = _end_of_data(pixels[:, columns], contrast[:, columns] > INK, edge, limit, ticks, unit)
        if edge - top < LEAST * unit:
            return panel
        known = any(abs(y - edge) <= 2 for y in gridlines)
        strokes = panel.strokes_y if side <= PLAIN or known else tuple(sorted((*panel.strokes_y, self._row(box.y0))))
        return replace(panel, box=self._turned(replace(box, y0=float(top))), strokes_y=strokes)

    def _row(self, y: float) -> float:
        return y if self.end == "top" else self.contrast.shape[0] - 1 - y

    def _turned(self, box: Box) -> Box:
        low, high = sorted((self._row(box.y0), self._row(box.y1)))
        return replace(box, y0=low, y1=high)


def _darkness(contrast: Levels, place: float, columns: slice) -> float:
    """How much the stroke at a place differs from the ground in most columns."""
    rows = contrast[max(0, round(place) - 2) : round(place) + 3, columns]
    return float(np.median(rows, axis=1).max(initial=0.0))


def _end_of_data(
    pixels: Levels, ink: NDArray[np.bool_], edge: int, limit: int, ticks: Sequence[int], unit: float
) -> int:
    """The first row of what crosses the ``edge``, connected and of one colour; the edge where nothing does."""
    widest = round(WIDEST * unit) + 1
    drawn = ink.mean(axis=1) > DRAWN
    above, below = edge - 1, edge + 1
    while above > edge - widest and drawn[above]:
        above -= 1
    while below < edge + widest and below + 3 < len(drawn) and drawn[below]:
        below += 1
    if above <= limit or ink[limit : above + 1].size == 0:
        return edge
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink[limit : above + 1].astype(np.uint8), connectivity=8)
    top = edge
    for k in range(1, count):
        foot = np.flatnonzero(labels[-1] == k)
        if not len(foot) or stats[k, cv2.CC_STAT_TOP] == 0:  # what goes on to the next gridline is no data
            continue
        is_narrow = stats[k, cv2.CC_STAT_WIDTH] <= max(4.0, TICK * unit)
        if is_narrow and min(abs(foot.mean() - x) for x in ticks) <= TICK * unit:
            continue
        near = slice(max(0, foot[0] - (below - above)), foot[-1] + (below - above) + 1)
        color = np.median(pixels[above, foot], axis=0)
        same = np.abs(pixels[below : below + 3, near] - color).max(axis=2) <= ALIKE
        if (same & ink[below : below + 3, near]).any():
            top = min(top, limit + int(stats[k, cv2.CC_STAT_TOP]))
    return top
