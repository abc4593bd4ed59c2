"""Text of the figure: boxes, strings and confidences, in reading order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from extractors.date_rows import dates_apart
from extractors.image import Figure
from extractors.readers import Pixels, Text, TextReader
from extractors.readers.ink import labels_in, tighten
from schemas.options import Options

__all__ = ["Text", "find_texts", "text_height", "tighten"]

# Readings below it are shapes taken for print: markers, crossings and hatches.
_CONFIDENCE_FLOOR = 0.5
# Numbers whose ink is further apart than this many text heights are two: digits of one number are at half of it.
# Where the second could be the thousands of the first, the gap must be wider than the space that sets those apart (or
# a point that is too faint to be seen).
_NUMBER_GAP, _THOUSANDS_GAP = 0.4, 0.7
_NUMBERS = re.compile(r"[-+]?\d[\d.,:%/ +-]{4,}")
_THOUSANDS = re.compile(r"[-+]?\d{1,3}([ .,]\d{3})+")
# TeX leaves a space behind the comma of thousands, up to so many text heights; of ``40,`` readers make ``40:`` too.
_GROUP_GAP = 1.0
_LEADING, _GROUP = re.compile(r"([-+−]?\d{1,3}(?:,\d{3})*)[,.:;]"), re.compile(r"\d{3}(?=[,.:;]?$)")
# Two boxes that share this much of the smaller one hold the same print.
_SAME_PRINT = 0.6
# Print higher than so many text heights is no print: detectors take the whole of a plot for a letter.
_HUGE = 6.0
# A letter of slanted print takes less of its length than so many text heights, in print twice as high, too: the dashes
# and markers of sloping lines, taken for letters, stand farther apart.
_STRETCHED = 2.0
# Lines whose centres differ by less than this share of the text height stand in one row.
_SAME_ROW = 0.5


def find_texts(figure: Figure, reader: TextReader, options: Options) -> tuple[Text, ...]:
    """Every label of a figure, boxes tight and in working pixels, in reading order (rows down, then left to right)."""
    del options
    found = _without_stretched(_without_huge([text for text in reader.find(figure.rgb) if _is_label(text)]))
    apart = [part for text in _without_doubles(found) for part in dates_apart(text, figure.rgb)]
    return _in_reading_order(_with_groups_joined(_with_numbers_apart(apart, figure.rgb, reader)))


def text_height(texts: Sequence[Text]) -> float:
    """The median height of upright texts in pixels, the scale of a figure; 0 where there are none."""
    heights = [text.box.height + 1 for text in texts if text.rotation == 0]
    return float(np.median(heights)) if heights else 0.0


def _is_label(text: Text) -> bool:
    """Whether a text was read surely and holds more than the dots and strokes that markers and curves read as."""
    return text.confidence >= _CONFIDENCE_FLOOR and any(c.isalnum() or c in "%°" for c in text.string)


def _without_huge(texts: list[Text]) -> list[Text]:
    usual = text_height(texts)
    heights = [t.box.width if t.rotation in (90, 270) else t.box.height if t.rotation == 0 else 0.0 for t in texts]
    return [t for t, height in zip(texts, heights, strict=True) if not usual or height + 1 <= _HUGE * usual]


def _without_stretched(texts: list[Text]) -> list[Text]:
    usual = text_height(texts)
    lengths = [np.hypot(t.box.width, t.box.height) - usual if t.rotation % 90 else 0.0 for t in texts]
    widest = [_STRETCHED * usual * len(t.string) for t in texts]
    return [t for t, length, most in zip(texts, lengths, widest, strict=True) if not usual or length <= most]


def _with_numbers_apart(texts: list[Text], rgb: Pixels, reader: TextReader) -> list[Text]:
    """Crowded tick labels, read as one line of numbers, cut at their gaps and read again one by one."""
    crowds = [(i, text) for i, text in enumerate(texts) if text.rotation == 0 and _NUMBERS.fullmatch(text.string)]
    pieces = {i: labels_in(rgb, text.box.grown(1), _gap_between(text.string)) for i, text in crowds}
    cuts = {i: boxes for i, boxes in pieces.items() if len(boxes) > 1}
    again = [Text("", box, 0.0, reader.name) for boxes in cuts.values() for box in boxes]
    readings = reader.read([rgb[text.box.slices(*rgb.shape[:2])] for text in again])
    apart = [
        replace(t, string=r.string, confidence=r.confidence, reader=r.reader, alternatives=r.alternatives)
        for t, r in zip(again, readings, strict=True)
        if r.string and r.confidence >= _CONFIDENCE_FLOOR
    ]
    return [text for i, text in enumerate(texts) if i not in cuts] + apart


def _with_groups_joined(texts: list[Text]) -> list[Text]:
    """``40,`` and the ``000`` behind it as one number."""
    joined: list[Text] = []
    for text in sorted(texts, key=lambda t: t.box.x0):
        first = next((t for t in joined if _goes_on(t, text)), None)
        if first is None:
            joined.append(text)
            continue
        lead = _LEADING.fullmatch(first.string)
        string = f"{lead[1] if lead else first.string},{text.string}"
        sureness = min(first.confidence, text.confidence)
        joined[joined.index(first)] = replace(
            first, string=string, box=first.box.joined(text.box), confidence=sureness, alternatives=()
        )
    return joined


def _goes_on(first: Text, text: Text) -> bool:
    """Whether a text is the next three digits of a number."""
    if first.rotation or text.rotation or not (_LEADING.fullmatch(first.string) and _GROUP.match(text.string)):
        return False
    gap, height = text.box.x0 - first.box.x1, text.box.height + 1
    return 0 < gap <= _GROUP_GAP * height and abs(text.box.y0 - first.box.y0) <= _SAME_ROW / 2 * height


def _gap_between(numbers: str) -> float:
    return _THOUSANDS_GAP if _THOUSANDS.fullmatch(numbers) else _NUMBER_GAP


def _without_doubles(texts: list[Text]) -> list[Text]:
    """The surest of texts that lie on one another, of equally sure ones the largest."""
    kept: list[Text] = []
    for text in sorted(texts, key=lambda t: (-round(t.confidence, 1), -t.box.area, t.box.y0, t.box.x0)):
        if all(text.box.shared(other.box) < _SAME_PRINT for other in kept):
            kept.append(text)
    return kept


def _in_reading_order(texts: list[Text]) -> tuple[Text, ...]:
    rows: list[list[Text]] = []
    near = _SAME_ROW * text_height(texts)
    for text in sorted(texts, key=lambda t: (t.box.cy, t.box.x0)):
        if rows and text.box.cy - rows[-1][0].box.cy <= near:
            rows[-1].append(text)
        else:
            rows.append([text])
    return tuple(text for row in rows for text in sorted(row, key=lambda t: (t.box.x0, t.box.y0)))
