"""The print inside a box: background, ink, tight boxes and wide gaps. Lengths are in pixels of the array given."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.geometry import Box
from extractors.readers import Pixels

# Ink is what differs from the background by this share of the strongest difference: the half-way point of
# anti-aliased edges, a little lower so that hairlines of small print stay whole.
_INK_SHARE = 0.4
# Below this difference (of 255) a patch is taken as empty: JPEG noise and gradients stay under it.
_LEAST_CONTRAST = 24
# The outer part of a box, as a share of its shorter side, where only stray strokes (ticks, spines) are centred.
_RIM = 0.12
# Ink columns further apart than this share of the text height belong to two labels: word gaps are a third of it.
_LABEL_GAP = 1.2
# A flat stroke at the end of a line, longer than this many text heights, is a legend handle; an em dash has 1.4.
_HANDLE_LENGTH = 1.8
_HANDLE_FLATNESS = 0.35


@dataclass(frozen=True, slots=True)
class _Stroke:
    """A connected piece of ink, with x1 and y1 inside it."""

    x0: int
    y0: int
    x1: int
    y1: int

    @property
    def width(self) -> int:
        return self.x1 - self.x0 + 1

    @property
    def height(self) -> int:
        return self.y1 - self.y0 + 1


def tighten(rgb: Pixels, box: Box) -> Box:
    """``box`` shrunk to the ink in it, without strokes that only reach in from outside; ``box`` where it is empty."""
    parts = labels_in(rgb, box, gap=float("inf"))
    return parts[0] if parts else box


def labels_in(rgb: Pixels, box: Box, gap: float = _LABEL_GAP) -> list[Box]:
    """Tight boxes of the labels of one line of upright print, left to right.

    Print is cut where its columns of ink lie more than ``gap`` text heights apart; legend handles at its ends are left
    out. Empty where the box holds no ink.
    """
    rows, cols = box.slices(*rgb.shape[:2])
    strokes = _own_strokes(ink_mask(rgb[rows, cols]))
    if not strokes:
        return []
    height = _line_height(strokes)
    groups = _split(strokes, gap * height)
    groups = [kept for group in groups if (kept := _without_handles(group, height))]
    return [_bounds(group, cols.start, rows.start) for group in groups]


def background(patch: Pixels) -> NDArray[np.uint8]:
    """The commonest colour (RGB) of a patch, the paper that its print stands on."""
    packed = (patch.astype(np.uint32) >> 3) @ np.array([1024, 32, 1], np.uint32)
    values, counts = np.unique(packed, return_counts=True)
    paper = patch[packed == values[counts.argmax()]]
    colour: NDArray[np.uint8] = np.median(paper, axis=0).astype(np.uint8)
    return colour


def ink_mask(patch: Pixels) -> NDArray[np.bool_]:
    """Which pixels of an (H, W, 3) patch are print, (H, W)."""
    if patch.size == 0:
        return np.zeros(patch.shape[:2], bool)
    contrast = np.abs(patch.astype(np.int16) - background(patch)).max(axis=2)
    strongest = int(contrast.max())
    if strongest < _LEAST_CONTRAST:
        return np.zeros(patch.shape[:2], bool)
    mask: NDArray[np.bool_] = contrast > max(_INK_SHARE * strongest, _LEAST_CONTRAST / 2)
    return mask


def _own_strokes(mask: NDArray[np.bool_]) -> list[_Stroke]:
    """The connected pieces of ink that belong to the print and not to lines around it, left to right."""
    height, width = mask.shape
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    rim = _RIM * min(height, width)
    strokes = []
    for x, y, w, h, _area in stats[1:count].tolist():
        touches = x == 0 or y == 0 or x + w == width or y + h == height
        crosses = (x == 0 and x + w == width) or (y == 0 and y + h == height and w <= _HANDLE_FLATNESS * h)
        inside = rim <= x + w / 2 <= width - rim and rim <= y + h / 2 <= height - rim
        if not (touches and (crosses or not inside)):
            strokes.append(_Stroke(x, y, x + w - 1, y + h - 1))
    return sorted(strokes, key=lambda stroke: (stroke.x0, stroke.y0))


def _line_height(strokes: list[_Stroke]) -> float:
    return max(s.y1 for s in strokes) - min(s.y0 for s in strokes) + 1


def _split(strokes: list[_Stroke], gap: float) -> list[list[_Stroke]]:
    groups = [[strokes[0]]]
    reach = strokes[0].x1
    for stroke in strokes[1:]:
        if stroke.x0 - reach - 1 > gap:
            groups.append([])
        groups[-1].append(stroke)
        reach = max(reach, stroke.x1)
    return groups


def _without_handles(strokes: list[_Stroke], height: float) -> list[_Stroke]:
    """The strokes less flat long ones at either end, unless nothing else is there."""

    def is_handle(stroke: _Stroke) -> bool:
        return stroke.width > _HANDLE_LENGTH * height and stroke.height < _HANDLE_FLATNESS * height

    kept = list(strokes)
    while kept and is_handle(kept[0]):
        kept.pop(0)
    while kept and is_handle(kept[-1]):
        kept.pop()
    return kept


def _bounds(strokes: list[_Stroke], dx: int, dy: int) -> Box:
    return Box(
        dx + min(s.x0 for s in strokes),
        dy + min(s.y0 for s in strokes),
        dx + max(s.x1 for s in strokes),
        dy + max(s.y1 for s in strokes),
    )
