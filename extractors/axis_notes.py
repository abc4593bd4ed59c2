"""Factors and offsets printed at the end of an axis: ``1e6`` above a y axis, ``×10^4`` right of an x axis."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.geometry import Box
from extractors.image import Figure
from extractors.numbers import parse_multiplier, parse_offset
from extractors.readers import TextReader
from extractors.strips import Side
from extractors.text import Text
from extractors.tick_texts import cut, split_raised, with_exponent

# A factor is some power of ten: a misread one spoils every value, so that it must be read this surely.
SURE = 0.8
# What can only be a factor, but one whose exponent is lost.
_UNREAD = re.compile(r"[×xX*] ?1[0oO]?\W{0,3}\w?|1[0oO] ?[⁻⁺^~°ºª-]+ ?\w?|1 ?[eE]\W?\w?")


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
    inside = [t for t in texts if t.rotation == 0 and place.holds(t.box.cx, t.box.cy)]
    notes = AxisNotes()
    for text in inside:
        string, confidence = _as_note(text.string), text.confidence
        factor, offset = parse_multiplier(string), parse_offset(string)
        if factor is None and offset is None:
            if not _UNREAD.fullmatch(string.strip()):
                continue
            string, confidence = _read_in_parts(figure, text, reader)
            factor = parse_multiplier(string)
        elif confidence < SURE:
            again, _ = _read_in_parts(figure, text, reader)
            confidence = SURE if parse_multiplier(again) == factor else 0.0
        unread = (factor is None and offset is None) or confidence < SURE
        notes = AxisNotes(factor or notes.factor, offset or notes.offset, unread or notes.unread)
    return notes


def _place(box: Box, side: Side, labels: Sequence[Box], unit: float) -> Box:
    """Where notes stand: over the end of a y axis, beyond the labels at the right end of an x axis."""
    if side in ("left", "right"):
        x = box.x0 if side == "left" else box.x1
        return Box(x - 4 * unit, box.y0 - 2.2 * unit, x + 4 * unit, box.y0 - 0.1 * unit)
    if side == "bottom":
        return Box(box.x1 - 5 * unit, box.y1 + 0.8 * unit, box.x1 + 3 * unit, max(b.y1 for b in labels) + 4 * unit)
    return Box(box.x1 - 5 * unit, min(b.y0 for b in labels) - 4 * unit, box.x1 + 3 * unit, box.y0 - 0.8 * unit)


def _as_note(string: str) -> str:
    """With the one of ``1e6`` where it was read as a letter."""
    return re.sub(r"^\s*[lIi|](?=\s*[eE]\s*[-+−–]?\d)", "1", string)


def _read_in_parts(figure: Figure, text: Text, reader: TextReader) -> tuple[str, float]:
    """Base and exponent read apart, the cross before them left out: its sign is no digit."""
    parts = split_raised(cut(figure.rgb, text.box, 0))
    if parts is None:
        return "", 0.0
    base, exponent = reader.read(parts)
    base = replace(base, string=base.string.lstrip("×xX* "))
    whole = with_exponent(base, base, exponent)
    return (whole.string, whole.confidence) if "^" in whole.string else ("", 0.0)
