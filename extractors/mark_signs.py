"""Tick marks that were read as minus signs: of a right axis they stand where a sign would, of a left one behind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from extractors.channels import channel_max
from extractors.geometry import Box
from extractors.label_print import LabelPrint
from extractors.numbers import parse_number
from extractors.strips import LEAST_STROKE, spans
from extractors.text import Text
from extractors.tick_marks import TickMark
from extractors.tick_readings import TickLabel

# What readers give for a short stroke or its end.
_MARK = re.compile(r"^[-−–—•·.:~_] ?(?=\d)")
_MARK_BEHIND = re.compile(r"(?<=[\d%kKMGBT]) ?[-−–—•·.:~_]+$")
# Fewer labels may be small negative numbers that fall by chance.
LEAST = 3
# The spine, from which a mark's length is counted, is no thicker than so many pixels, nor are the rims of print.
SPINE = 3


def without_read_marks(
    rgb: NDArray[np.uint8], box: Box, texts: Sequence[Text], cells: Sequence[LabelPrint], marks: Sequence[TickMark]
) -> list[Text]:
    """The ``texts`` without those right of a ``box`` whose sign is a tick mark of the axis: they have to be read anew.

    Between the box and the print that was found in such a text there is one stroke, it begins at the box, and it is
    no longer than the marks are: a sign would stand apart from it.
    """
    length = max((m.length for m in marks if m.kind == "outside"), default=0.0)
    seen = [t for t in texts if length and t.rotation == 0 and _MARK.match(t.string) and t.box.x0 <= box.x1 + length]
    marked = [t for t in seen for c in cells if t.box.holds(c.box.cx, c.box.cy) and _only_mark(rgb, box, c.box, length)]
    return [t for t in texts if t not in marked]


def _only_mark(rgb: NDArray[np.uint8], box: Box, cell: Box, length: float) -> bool:
    """Whether a stroke from the right of ``box``, no longer than ``length``, is all that stands before a print."""
    before = rgb[Box(box.x1, cell.y0, cell.x0 - 1 - SPINE, cell.y1).slices(*rgb.shape[:2])].astype(np.float32)
    if not box.x1 + length < cell.x0 or before.size == 0:
        return False
    paper = np.median(before.reshape(-1, 3), axis=0)
    strokes = spans((channel_max(np.abs(before - paper)) > LEAST_STROKE).any(axis=0))
    return len(strokes) == 1 and strokes[0][0] <= SPINE and strokes[0][1] <= length + 2 * SPINE


def without_mark_signs(labels: Sequence[TickLabel]) -> list[TickLabel]:
    """The labels of a right axis without a sign that all of them bear, where it would make the axis run downwards.

    Without the signs the values rise from label to label, as on almost every axis; with them they would be negative
    throughout and fall. A label seated on its mark was cut apart from it and shows that the signs are print.
    """
    rows = sorted(labels, key=lambda label: -label.px)
    if len(rows) < LEAST or any(label.seated or not _MARK.match(label.text) for label in rows):
        return list(labels)
    numbers = [parse_number(_MARK.sub("", label.text)) for label in rows]
    values = np.array([number.value for number in numbers if number is not None and not number.repaired])
    if len(values) < len(rows) or not np.all(np.diff(values) > 0):
        return list(labels)
    return [_without(label) for label in labels]


def without_marks_behind(labels: Sequence[TickLabel]) -> list[TickLabel]:
    """The labels of a left axis without a stroke behind most of them, where each is a number without it.

    No number ends so; of ``10⁻`` the exponent was lost, but not of all that are different numbers.
    """
    plain = [_without(label, _MARK_BEHIND) for label in labels]
    digits = [label for label in plain if any(c.isdigit() for c in label.text)]  # a word is of a legend
    numbers = [parse_number(label.text) for label in digits]
    values = {number.value for number in numbers if number is not None and not number.repaired}
    marked = sum(_MARK_BEHIND.search(label.text) is not None for label in labels)
    return plain if 2 * marked > len(digits) and LEAST <= len(digits) == len(values) else list(labels)


def _without(label: TickLabel, mark: re.Pattern[str] = _MARK) -> TickLabel:
    others = tuple(dict.fromkeys(mark.sub("", text) for text in label.alternatives))
    return replace(label, text=mark.sub("", label.text), alternatives=others)
