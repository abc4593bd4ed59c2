"""Print at the ends of lines, found in the ink of one colour: pieces as high as letters where the line is no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.colors import Color, Ink
from extractors.geometry import Box, bounding, connected
from extractors.swatch_style import Mask

# lengths in text heights
LABEL_GAP = 3.0  # from the end of a line to its label
LABEL_RISE = 0.8  # from the middle of the label up or down to the end of its line
TALLEST = 2.2  # letters with ascenders and descenders, and brackets; higher ink is a line or an error bar
LOWEST = 0.5  # letters without either; lower ink is a dash, a dot or an accent
WORD_GAP = 2.0  # between two letters of a label, with a dash and the spaces beside it between them
SAME_ROW = 0.6  # between the middles of two letters
PAST = 0.5  # by which a line may run over the place where its label begins
# A piece of this length that is no thicker than this, at the left of what is as high as a letter, is the line's: with
# its marker, where another line crosses it.
THIN_LENGTH, THIN = 0.6, 0.35
# Letters that touch fill so much of a piece that is longer than high by so much; a line that slopes fills less.
WIDE, FILLED = 2.0, 0.25
PIXEL = 1.0  # by which two markers of one line, or the strokes of an equals sign, differ in size and place
TWINS = 2  # as large and left of it, that show the first letter of a label to be a marker
LEAST_INK = 3  # pixels that show where a line ends


@dataclass(frozen=True, slots=True)
class EndPrint:
    """Print in one colour right of the end of a line in that colour, by the ink above ``level``.

    ``box`` is tight around it, in pixels of the area; ``end``: rows and columns, (n, 2), of the line's last ink;
    ``crop``: the print's own ink, cut out with a pixel around the box.
    """

    box: Box
    color: Color
    end: NDArray[np.intp]
    level: float
    crop: Ink


def find_end_print(ink: Ink, color: Color, level: float, unit: float) -> list[EndPrint]:
    """The print in one colour that stands right of where its ink ends.

    ``ink``: (h, w) that of the colour in the right part of a plot and beside it; ``level``: of the full colour, from
    which a pixel is print or line; ``unit``: the text height in pixels.
    """
    solid = ink > level
    pieces, stats = cv2.connectedComponentsWithStats(solid.astype(np.uint8), connectivity=8)[1:3]
    boxes = [Box(x, y, x + w - 1, y + h - 1) for x, y, w, h, _ in stats[1:].tolist()]
    high = [b for b in boxes if b.x0 > 0 and _is_letter(b, boxes, unit)]
    letters = [b for b in high if not _is_line(solid[b.slices(*solid.shape)], unit)]
    groups = connected(letters, lambda a, b: _in_one_word(a, b, unit))
    groups = [_without_markers(sorted(group, key=lambda b: b.x0), boxes, unit) for group in groups]
    labels = []
    for group in groups:
        box = bounding(group)
        own = [b for b in boxes if b in group or (b not in letters and _is_sign(b, box, unit))]
        line = [b for b in boxes if b not in own and b not in letters]
        mine = np.isin(pieces, [k for k, b in enumerate(boxes, start=1) if b in own])
        last = not any(other[0].x0 > box.x1 for other in groups)
        end = _end_before(solid & ~mine, box, line, unit)
        if last and len(end):
            rows, columns = bounding(own).grown(1).slices(*ink.shape)
            near = cv2.dilate(mine[rows, columns].astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
            crop = np.where(near, ink[rows, columns], 0).astype(np.float32)
            labels.append(EndPrint(bounding(own), color, end, level, crop))
    return labels


def _is_letter(box: Box, boxes: Sequence[Box], unit: float) -> bool:
    """Whether a piece of ink is as high as letters are, or one of the two strokes of an equals sign."""
    if box.height + 1 >= LOWEST * unit:
        return box.height + 1 <= TALLEST * unit
    ends = (max(abs(b.x0 - box.x0), abs(b.x1 - box.x1)) for b in boxes if 0 < abs(b.cy - box.cy) < unit)
    return any(apart <= PIXEL for apart in ends)


def _is_line(piece: Mask, unit: float) -> bool:
    """Whether a piece of ink as high as a letter is a stretch of a line: a sloping one, or one with a marker."""
    height, width = piece.shape
    if width > WIDE * height and piece.mean() < FILLED:
        return True
    start = piece[:, : round(THIN_LENGTH * unit)]
    top, bottom = start.argmax(axis=0), height - 1 - start[::-1].argmax(axis=0)
    return width > THIN_LENGTH * unit and height > THIN * unit + 1 and bool((bottom - top + 1 <= THIN * unit + 1).all())


def _is_sign(box: Box, label: Box, unit: float) -> bool:
    """Whether a piece of ink is a dot, a hyphen or an accent of a label."""
    beside = label.x0 <= box.cx <= label.x1 + unit and abs(box.cy - label.cy) <= TALLEST / 2 * unit
    return beside and max(box.height + 1, box.width) <= TALLEST * unit


def _in_one_word(one: Box, other: Box, unit: float) -> bool:
    gap = max(one.x0, other.x0) - min(one.x1, other.x1)
    return gap <= WORD_GAP * unit and abs(one.cy - other.cy) <= SAME_ROW * unit


def _without_markers(group: list[Box], boxes: Sequence[Box], unit: float) -> list[Box]:
    """The letters from left to right, without first ones that are markers: others of their size stand left of them."""
    while len(group) > 1 and _is_marker(group[0], boxes, unit):
        group = group[1:]
    return group


def _is_marker(first: Box, boxes: Sequence[Box], unit: float) -> bool:
    before = (b for b in boxes if b.x1 < first.x0 - unit)
    alike = (max(abs(b.width - first.width), abs(b.height - first.height)) <= PIXEL for b in before)
    return sum(alike) >= TWINS


def _end_before(ink: Mask, label: Box, line: Sequence[Box], unit: float) -> NDArray[np.intp]:
    """Rows and columns, (n, 2), of the ink left of a label at its height, none where a line runs on beside it."""
    reach = Box(label.x0 - LABEL_GAP * unit, label.cy - LABEL_RISE * unit, label.x0 - 1, label.cy + LABEL_RISE * unit)
    rows, columns = reach.slices(*ink.shape)
    end: NDArray[np.intp] = np.argwhere(ink[rows, columns]) + np.array([rows.start, columns.start])
    runs_on = any(b.x0 < label.x0 and b.x1 > label.x0 + PAST * unit for b in line)
    return end if len(end) >= LEAST_INK and not runs_on else end[:0]
