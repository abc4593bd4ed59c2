"""The print inside a box: background, ink, tight boxes and wide gaps. Lengths are in pixels of the array given."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.channels import channel_max, commonest_color
from extractors.geometry import Box
from extractors.readers import Pixels

# Ink is what differs from the background by this share of the strongest difference: the half-way point of
# anti-aliased edges, a little lower so that hairlines of small print stay whole.
_INK_SHARE = 0.4
# Below this difference (of 255) a patch is taken as empty: JPEG noise and gradients stay under it.
_LEAST_CONTRAST = 24
# A legend's print may be paler than the swatch found with it, to these shares of it: in a box so many times as long as
# high.
_LONG, _STRONGER, _PALE = 3.0, 0.75, 0.3
# How far around a box its strokes are followed, in box heights: along the line for cut-off characters and signs,
# across it to tell a letter (which ends there) from a spine or gridline (which goes on).
_ALONG, _ACROSS = 0.8, 0.35
# Ink columns further apart than this share of the text height belong to two labels: word gaps are half of it.
LABEL_GAP = 1.2
# A one takes the room of the other digits, this share of its height: the blanks beside it are wider than its gaps.
_CELL, _UPRIGHT = 0.6, 0.8
# Strokes outside the box belong to the line when nearer than this.
_LETTER_GAP = 0.3
# Strokes lower than this share of the text are signs, points, tick marks or legend handles. Points stand close to
# their digits; a minus sign is longer than its distance from the digit and no longer than an em dash, a tick mark is
# as far away as it is long, and a legend handle stands further away.
_LOW, _POINT_GAP, _SIGN_GAP, _SIGN_LENGTH, _LONGEST_SIGN = 0.35, 0.2, 0.5, 1.3, 1.4
# A shape this much taller than the padded box is no letter; where such shapes lie over this share of the box, its print
# cannot be told from them.
_LARGE, _OVERDRAWN = 1.2, 0.25
# Tick marks above or below a label are this much longer than wide; dots and accents are not.
_SLENDER = 1.8


@dataclass(frozen=True, slots=True)
class _Stroke:
    """A connected piece of ink, with x1 and y1 inside it."""

    x0: int
    y0: int
    x1: int
    y1: int
    crosses: bool = False  # the whole window in which it was looked for

    @property
    def width(self) -> int:
        return self.x1 - self.x0 + 1

    @property
    def height(self) -> int:
        return self.y1 - self.y0 + 1


def tighten(rgb: Pixels, box: Box) -> Box:
    """``box`` fitted to the line of upright print in it, without ticks and lines that reach in; itself where empty."""
    parts = labels_in(rgb, box, gap=float("inf"))
    return parts[0] if parts else box


def labels_in(rgb: Pixels, box: Box, gap: float = LABEL_GAP) -> list[Box]:
    """Tight boxes of the labels of one line of upright print, left to right; empty where the box holds no ink.

    Print is cut where its columns of ink lie more than ``gap`` text heights apart, beside a one a little more.
    Characters and signs that the box cuts off are taken in; tick marks and legend handles at the ends are left out.
    """
    window = box.grown(_ALONG * box.height, _ACROSS * box.height)
    strokes = _strokes(rgb, window, box)
    if _is_overdrawn(strokes, box):
        return [box]
    strokes = [s for s in strokes if not s.crosses]
    core = [s for s in strokes if box.holds((s.x0 + s.x1) / 2, (s.y0 + s.y1) / 2)]
    if not core:
        return []
    line = _without_ticks(core)
    height = max(s.y1 for s in line) - min(s.y0 for s in line) + 1
    line = _with_neighbours(line, [s for s in strokes if s not in core], height)
    groups = [_without_strays(group, height) for group in _split(line, gap * height, height)]
    return [_bounds(group) for group in groups if group]


def background(patch: Pixels) -> NDArray[np.uint8]:
    """The commonest colour (RGB) of a patch, the paper that its print stands on."""
    return commonest_color(patch.reshape(-1, 3), 5).astype(np.uint8)


def _strokes(rgb: Pixels, window: Box, box: Box) -> list[_Stroke]:
    """The connected pieces of ink of a window, left to right."""
    rows, cols = window.slices(*rgb.shape[:2])
    patch = rgb[rows, cols]
    if patch.size == 0:
        return []
    contrast = channel_max(np.abs(patch.astype(np.int16) - background(patch)))
    inside = Box(box.x0 - cols.start, box.y0 - rows.start, box.x1 - cols.start, box.y1 - rows.start)
    strongest = _strength(contrast[inside.slices(*contrast.shape)])
    if strongest < _LEAST_CONTRAST:
        return []
    mask = (contrast > _INK_SHARE * strongest).astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    strokes = []
    for x, y, w, h, _area in stats[1:count].tolist():
        x, y = x + cols.start, y + rows.start
        strokes.append(_Stroke(x, y, x + w - 1, y + h - 1, w == mask.shape[1] or h == mask.shape[0]))
    return sorted(strokes, key=lambda stroke: (stroke.x0, stroke.y0))


def _strength(contrast: NDArray[np.int16]) -> int:
    """The strongest contrast of the print in a box: where half of a long one holds a swatch, that of the other half."""
    height, width = contrast.shape
    whole = int(contrast.max(initial=0))
    half = min(int(part.max(initial=0)) for part in (contrast[:, : width // 2], contrast[:, width // 2 :]))
    return half if width > _LONG * height and _PALE * whole <= half < _STRONGER * whole else whole


def _is_overdrawn(strokes: list[_Stroke], box: Box) -> bool:
    """Whether curves or filled shapes, larger than any letter, run through much of the print of a box."""
    covered = 0.0
    for s in strokes:
        if s.height > _LARGE * box.height and s.width > _LOW * box.height:
            covered += max(0.0, min(s.x1, box.x1) - max(s.x0, box.x0))
    return covered > _OVERDRAWN * box.width


def _without_ticks(strokes: list[_Stroke]) -> list[_Stroke]:
    """The strokes less slender upright ones that stand apart above or below all letters."""
    letters = [s for s in strokes if s.width * _SLENDER > s.height] or strokes
    top, bottom = min(s.y0 for s in letters), max(s.y1 for s in letters)
    return [s for s in strokes if s in letters or (s.y1 >= top and s.y0 <= bottom)]


def _with_neighbours(line: list[_Stroke], others: list[_Stroke], height: float) -> list[_Stroke]:
    """The line with strokes outside the box that continue it without a gap."""
    top, bottom = min(s.y0 for s in line), max(s.y1 for s in line)
    slack = _LETTER_GAP * height
    level = [s for s in others if top - slack <= s.y0 <= bottom and top <= s.y1 <= bottom + slack]
    line = list(line)
    for stroke in level:
        gap = stroke.x0 - max(s.x1 for s in line) - 1
        if 0 <= gap <= slack and not _is_low(stroke, height):
            line.append(stroke)
    for stroke in sorted(level, key=lambda s: -s.x1):
        gap = min(s.x0 for s in line) - stroke.x1 - 1
        if 0 <= gap <= slack or _is_sign(stroke, gap, height):
            line.append(stroke)
    return sorted(line, key=lambda s: (s.x0, s.y0))


def _split(strokes: list[_Stroke], gap: float, height: float) -> list[list[_Stroke]]:
    groups = [[strokes[0]]]
    reach = strokes[0].x1 + _side_blank(strokes[0], height)
    for stroke in strokes[1:]:
        blank = _side_blank(stroke, height)
        if stroke.x0 - blank - reach - 1 > gap:
            groups.append([])
        groups[-1].append(stroke)
        reach = max(reach, stroke.x1 + blank)
    return groups


def _side_blank(stroke: _Stroke, height: float) -> float:
    return max(0.0, (_CELL * height - stroke.width) / 2) if stroke.height >= _UPRIGHT * height else 0.0


def _without_strays(strokes: list[_Stroke], height: float) -> list[_Stroke]:
    """The strokes less tick marks and legend handles at either end; a lone low stroke may be a minus and stays."""
    kept = list(strokes)
    while len(kept) > 1 and _is_low(kept[0], height):
        gap = min(s.x0 for s in kept[1:]) - kept[0].x1 - 1
        if gap <= _POINT_GAP * height or _is_sign(kept[0], gap, height):
            break
        kept.pop(0)
    while len(kept) > 1 and _is_low(kept[-1], height):
        if kept[-1].x0 - max(s.x1 for s in kept[:-1]) - 1 <= _POINT_GAP * height:
            break
        kept.pop()
    return kept


def _is_low(stroke: _Stroke, height: float) -> bool:
    return stroke.height < _LOW * height


def _is_sign(stroke: _Stroke, gap: float, height: float) -> bool:
    """Whether a stroke ``gap`` before a label is its minus sign: longer than its distance, as tick marks are not."""
    level = _is_low(stroke, height) and stroke.width > stroke.height
    return (
        level
        and 0 <= gap <= _SIGN_GAP * height
        and _SIGN_LENGTH * max(gap, 1) <= stroke.width <= _LONGEST_SIGN * height
    )


def _bounds(strokes: list[_Stroke]) -> Box:
    return Box(
        min(s.x0 for s in strokes),
        min(s.y0 for s in strokes),
        max(s.x1 for s in strokes),
        max(s.y1 for s in strokes),
    )
