"""Factors and offsets printed at the end of an axis: ``1e6`` above a y axis, ``×10^4`` right of an x axis.

TeX sets them as ``·10^6``, of which readers see the ten alone, or a number: what stands there is looked at as print.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from extractors.geometry import Box
from extractors.image import Figure
from extractors.numbers import parse_multiplier, parse_number, parse_offset
from extractors.overlooked_notes import overlooked_print
from extractors.readers import TextReader
from extractors.strips import Side
from extractors.text import Text
from extractors.tick_texts import cut, glyphs_of, ink_of, split_raised, with_exponent

# A factor is some power of ten: a misread one spoils every value, so that it must be read this surely.
SURE = 0.8
# What can only be a factor, but one whose exponent is lost.
_UNREAD = re.compile(r"[×xX*] ?1[0oO]?\W{0,3}\w?|1[0oO] ?[⁻⁺^~°ºª-]+ ?\w?|1 ?[eE]\W?\w?")


# A ten with or without what may be left of a dot before it and an exponent behind it.
_TEN = re.compile(r"\W{0,2}1[0oO]\W{0,2}\d{0,2}")
# Print that belongs to a text goes on with gaps below this share of the text's height; of it, on which sides it may.
_GAP, _BESIDE, _ABOVE = 0.6, 1.6, 0.8
# A dot is lower than this share of the digits that it stands before.
_DOT = 0.45
# An exponent ends this share of the print's height above its foot, and takes this share of its width at least.
_LIFTED, _LEAST_WIDTH = 0.3, 0.12
# A subscript begins this share of the height of its letter below the letter's head; digits are taller than a cross.
_LOWERED = 0.2
# Print is in the row of another whose centre is less of its height away.
_SAME_ROW = 0.6
# Tick labels of one column end alike, to this share of their height.
_IN_COLUMN = 0.3
_TIMES = "×xX*·⋅∙•.-– "
# Of print this short the raised exponent looks like a slant of so many degrees.
_LEANS = 20
# Beside the end of an x axis, in text heights: TeX sets its factor in from the end, by its last label and by itself. So
# far in only a factor that stands alone is one.
_NEAR, _INWARD, _OUTWARD = 8.0, 14.0, 3.0


@dataclass(frozen=True)
class AxisNotes:
    """The tick labels print ``(value - offset) / factor``; ``unread`` says that a factor stands there, but which?"""

    factor: float = 1.0
    offset: float = 0.0
    unread: bool = False


NO_NOTES = AxisNotes()


def find_notes(
    figure: Figure,
    box: Box,
    side: Side,
    labels: Sequence[Box],
    texts: Sequence[Text],
    reader: TextReader,
    unit: float,
) -> AxisNotes:
    """What is noted at the end of the axis on ``side`` of the plot ``box``; ``labels`` are those of its tick labels."""
    place = _place(box, side, labels, unit)
    inside = [t for t in texts if abs(t.rotation) <= _LEANS and place.holds(t.box.cx, t.box.cy)]
    more = overlooked_print(figure, box, side, texts, reader, unit)
    inside += [more] if more is not None and _is_factor(more) else []
    notes = AxisNotes()
    for text in inside:
        string, confidence = _as_note(text.string), text.confidence
        factor, offset = parse_multiplier(string), parse_offset(string)
        far = side in ("bottom", "top") and text.box.cx < box.x1 - _NEAR * unit
        offset = None if far else offset
        if (far or (factor is None and offset is not None)) and _is_in_a_row(text, texts):
            continue  # a tick label of another panel, with a sign or a power
        if side in ("left", "right") and _ends_a_column(text, texts, box, side):
            continue
        if factor is None and offset is None:
            lone_ten = _TEN.fullmatch(string.strip()) is not None and not _is_in_a_row(text, texts)
            crop = _whole_print(figure, text) if lone_ten else cut(figure.rgb, text.box, 0)
            if not _UNREAD.fullmatch(string.strip()) and not (lone_ten and _split(crop) is not None):
                continue
            if _is_lowered(crop):
                continue  # "x₁" in a legend above the plot
            string, confidence = _read_in_parts(crop, reader)
            factor = parse_multiplier(string)
        elif confidence < SURE:
            again, _ = _read_in_parts(cut(figure.rgb, text.box, 0), reader)
            confidence = SURE if parse_multiplier(again) == factor else 0.0
        unread = (factor is None and offset is None) or confidence < SURE
        notes = AxisNotes(factor or notes.factor, offset or notes.offset, unread or notes.unread)
    return notes


def _is_factor(text: Text) -> bool:
    """Whether print that is no text of the figure says surely that a factor stands there."""
    string = _as_note(text.string)
    read = parse_multiplier(string) is not None or _UNREAD.fullmatch(string.strip()) is not None
    return read and text.confidence >= SURE


def _place(box: Box, side: Side, labels: Sequence[Box], unit: float) -> Box:
    """Where notes stand: over the end of a y axis, beyond the labels at the right end of an x axis."""
    if side in ("left", "right"):
        x = box.x0 if side == "left" else box.x1
        return Box(x - 4 * unit, box.y0 - 3.5 * unit, x + 4 * unit, box.y0 - 0.1 * unit)
    if side == "bottom":
        low = max(b.y1 for b in labels) + 4 * unit
        return Box(box.x1 - _INWARD * unit, box.y1 + 0.8 * unit, box.x1 + _OUTWARD * unit, low)
    high = min(b.y0 for b in labels) - 4 * unit
    return Box(box.x1 - _INWARD * unit, high, box.x1 + _OUTWARD * unit, box.y0 - 0.8 * unit)


def _as_note(string: str) -> str:
    """With the one of ``1e6`` where it was read as a letter."""
    return re.sub(r"^\s*[lIi|](?=\s*[eE]\s*[-+−–]?\d)", "1", string)


def _is_in_a_row(text: Text, texts: Sequence[Text]) -> bool:
    """Whether other numbers stand beside it: then it is a tick label of another panel."""
    near = _SAME_ROW * text.box.height
    beside = [t for t in texts if t is not text and t.rotation == 0 and abs(t.box.cy - text.box.cy) < near]
    return any(parse_number(t.string) is not None for t in beside)


def _ends_a_column(text: Text, texts: Sequence[Text], box: Box, side: Side) -> bool:
    """Whether it stands beside a y axis and not over its end, below other numbers: those of the panel above."""
    near = _IN_COLUMN * text.box.height
    above = [t.box for t in texts if t.rotation == 0 and t.box.y1 < text.box.y0 and parse_number(t.string) is not None]
    if side == "left":
        return text.box.x1 <= box.x0 and any(abs(b.x1 - text.box.x1) < near for b in above)
    return text.box.x0 >= box.x1 and any(abs(b.x0 - text.box.x0) < near for b in above)


def _is_lowered(crop: NDArray[np.uint8]) -> bool:
    """Whether the last character begins and ends lower than the one before it, as a subscript does."""
    glyphs = glyphs_of(crop)
    if len(glyphs) < 2:
        return False
    (_, _, head, foot), (_, _, low_head, low_foot) = glyphs[-2:]
    return low_head > head + _LOWERED * (foot - head + 1) and low_foot > foot


def _whole_print(figure: Figure, text: Text) -> NDArray[np.uint8]:
    """The crop of a text with the print that adjoins it on both sides and above, but for a dot before it."""
    box, height = text.box, text.box.height
    wide = Box(box.x0 - _BESIDE * height, box.y0 - _ABOVE * height, box.x1 + _BESIDE * height, box.y1 + 1)
    rows, columns = wide.slices(*figure.rgb.shape[:2])
    crop = figure.rgb[rows, columns]
    first, last = box.x0 - columns.start, box.x1 - columns.start
    glyphs = glyphs_of(crop)
    own = [g for g in glyphs if g[1] >= first and g[0] <= last]
    if not own:
        return cut(figure.rgb, box, 0)
    for g in [g for g in glyphs if g[0] > last]:
        if g[0] - own[-1][1] <= _GAP * height:
            own.append(g)
    tallest = max(g[3] - g[2] + 1 for g in own)
    own = own[next(k for k, g in enumerate(own) if g[3] - g[2] + 1 >= _DOT * tallest) :]
    top, bottom = min(g[2] for g in own), max(g[3] for g in own)
    return np.ascontiguousarray(crop[max(top - 1, 0) : bottom + 2, max(own[0][0] - 1, 0) : own[-1][1] + 2])


def _read_in_parts(crop: NDArray[np.uint8], reader: TextReader) -> tuple[str, float]:
    """Base and exponent read apart, the cross before them left out: its sign is no digit."""
    parts = _split(crop)
    if parts is None:
        return "", 0.0
    base, exponent = reader.read(parts)
    base = replace(base, string=base.string.lstrip(_TIMES))
    whole = with_exponent(base, base, exponent)
    return (whole.string, whole.confidence) if "^" in whole.string else ("", 0.0)


def _split(crop: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]] | None:
    """Base and exponent, cut between two characters, or where the foot of the print rises if those touch."""
    parts = split_raised(crop)
    if parts is not None:
        return parts
    ink = ink_of(crop)
    columns, rows = np.flatnonzero(ink.any(axis=0)), np.flatnonzero(ink.any(axis=1))
    if not len(columns):
        return None
    height = rows[-1] - rows[0] + 1
    feet = crop.shape[0] - 1 - np.argmax(ink[::-1], axis=0)
    standing = columns[feet[columns] > rows[-1] - _LIFTED * height]
    at = int(standing[-1]) + 1
    tail = columns[columns >= at]
    raised = len(tail) > 0 and np.flatnonzero(ink[:, tail].any(axis=1))[0] < np.flatnonzero(ink[:, :at].any(axis=1))[0]
    if not raised or len(tail) < _LEAST_WIDTH * (columns[-1] - columns[0] + 1):
        return None
    low = int(np.flatnonzero(ink[:, tail].any(axis=1))[-1]) + 2
    return np.ascontiguousarray(crop[:, :at]), np.ascontiguousarray(crop[:low, at:])
