"""What stands beside an axis and is no label of it, blotted out of its strip: marks, other print, long strokes."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.geometry import Box
from extractors.label_print import BEYOND
from extractors.strips import Strip
from extractors.text import Text
from extractors.tick_marks import GAP, Spot

# All in text heights, but for the marks. Of fewer marks the length is not sure; those at the corners are within so many
# pixels of them.
LEAST_MARKS, CORNER_MARK = 3, 2
# No stroke of a letter is as long as this, upright or turned.
PASSING = 2.5
# A stroke over this share of a strip is the spine of another plot.
SPINE = 0.7
# Print lower than this is a speck.
LOW = 0.35
# Digits are no lower than this; those of one label are this close and stand on one level.
LETTER, DIGIT_GAP, LEVEL = 0.75, 0.35, 0.2


def erase_marks(
    ink: NDArray[np.bool_], strip: Strip, base: int, spots: Sequence[Spot], ends: tuple[float, float], unit: float
) -> int:
    """Blot out the spine, its tick marks, and the parts of markers and curves that reach over it; where marks end.

    Labels may begin right behind the marks, and in tight figures even at the spine: those are as high as letters. At
    the ``ends`` of the axis a mark may be one piece with that of the other axis.
    """
    ink[:base] = False
    if base >= len(ink):
        return base
    for spot in spots:
        ink[base : spot.far + 1, max(0, spot.first - 1) : spot.last + 2] = False
    far = round(float(np.median([spot.far for spot in spots]))) if len(spots) >= LEAST_MARKS else base
    for at in ends:
        column = round(at) - strip.start
        ink[base : far + 1, max(0, column - CORNER_MARK) : max(0, column + CORNER_MARK + 1)] = False
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink[base:].astype(np.uint8), connectivity=8)
    pieces = [tuple(row) for row in stats[:count].tolist()]
    for k, piece in enumerate(pieces[1:], start=1):
        _, y, _, height, _ = piece
        at_spine = y <= 1 and not (strip.side in ("left", "right") and _ends_label(piece, pieces[1:], unit))
        if y <= GAP * unit and height < (LETTER if at_spine else LOW) * unit:
            ink[base:][labels == k] = False
    return max((spot.far + 1 for spot in spots), default=base)


def _ends_label(piece: tuple[int, ...], pieces: Sequence[tuple[int, ...]], unit: float) -> bool:
    """Whether a piece at the spine of a y axis is the last digit of a label: the one before it stands beside it."""
    x, y, width, height, _ = piece
    beside = [p for p in pieces if 0 < p[1] - (y + height) + 1 <= DIGIT_GAP * unit and abs(p[0] - x) <= LEVEL * unit]
    return any(abs(p[2] - width) <= LEVEL * unit and width >= LETTER * unit for p in beside)


def erase_beside(ink: NDArray[np.bool_], strip: Strip, box: Box, texts: Sequence[Text], unit: float) -> None:
    """Blot out the lowest (or highest) y labels, which reach into the corner of the strip."""
    for text in texts:
        t = text.box.grown(1)
        beside = t.x1 < box.x0 + 0.3 * unit or t.x0 > box.x1 - 0.3 * unit
        if not beside or not box.y0 - 0.6 * unit <= t.cy <= box.y1 + 0.6 * unit:
            continue
        if t.y1 > strip.edge if strip.side == "bottom" else t.y0 < strip.edge:
            far = round(t.y1) - strip.edge if strip.side == "bottom" else strip.edge - round(t.y0)
            first, last = round(t.x0) - strip.start, round(t.x1) - strip.start
            ink[: far + 1, max(0, first) : max(0, last + 1)] = False


def erase_passing(ink: NDArray[np.bool_], unit: float) -> None:
    """Blot out strokes that run on past any label: below an inset these are the sides of the plot around it."""
    length = np.ones((round(PASSING * unit), 1), np.uint8)
    ink[cv2.morphologyEx(ink.astype(np.uint8), cv2.MORPH_OPEN, length) > 0] = False


def erase_beyond(ink: NDArray[np.bool_], start: int, unit: float) -> None:
    """Blot out the spine of the plot beside a y axis and what is behind it; labels stand before it, from ``start``."""
    first = start + round(LOW * unit)
    spines = np.flatnonzero(ink[first:].mean(axis=1) > SPINE)
    if len(spines):
        ink[first + int(spines[0]) :] = False


def erase_corners(ink: NDArray[np.bool_], strip: Strip, box: Box, texts: Sequence[Text], unit: float) -> None:
    """Blot out the first (or last) x labels, which reach into the ends of the strip beside a y axis."""
    for text in texts:
        t = text.box.grown(1)
        if text.rotation or (box.y0 - BEYOND * unit <= t.cy <= box.y1 + BEYOND * unit):
            continue
        reaches = t.x0 < box.x0 < t.x1 if strip.side == "left" else t.x0 < box.x1 < t.x1
        if reaches:
            far = max(0, strip.edge - round(t.x0) if strip.side == "left" else round(t.x1) - strip.edge)
            first, last = round(t.y0) - strip.start, round(t.y1) - strip.start
            ink[: far + 1, max(0, first) : max(0, last + 1)] = False


def erase_turned(ink: NDArray[np.bool_], strip: Strip, texts: Sequence[Text]) -> None:
    """Blot out axis labels that run along a y axis, so that they are not taken for tick labels.

    A single character in a high box stands, whatever was read: a ``1`` looks like a dash that is turned.
    """
    for text in texts:
        if text.rotation not in (90, 270) or len(text.string) < 2 or text.box.height < 1.5 * text.box.width:
            continue
        box = text.box.grown(1)
        first, last = round(box.y0) - strip.start, round(box.y1) - strip.start
        rows = sorted(abs(round(x) - strip.edge) for x in (box.x0, box.x1))
        beyond = box.x1 < strip.edge if strip.side == "left" else box.x0 > strip.edge
        if beyond and last > 0:
            ink[rows[0] : rows[1] + 1, max(0, first) : last + 1] = False
