"""Two lines of print that were found as one text: rows of a legend set so close that letters of one reach the next."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np

from extractors.channels import color_distance
from extractors.geometry import Box
from extractors.legend_canvas import Canvas, background_of
from extractors.readers import Text, TextReader
from extractors.swatch_style import INK_DISTANCE, Mask

# Heights of a line that begins abreast above or below it, from and up to which a box holds two lines.
TWO, LESS_THAN_THREE = 1.6, 2.7
# By so many heights of that line they are out of line at most, and apart.
ABREAST, NEXT = 0.2, 1.0
# The part of the box's height in whose middle the second line begins.
MIDDLE = 0.3
# Of the ink of a middling row, what a row between lines shows at most: tails and dots of letters.
BETWEEN = 0.35
# Heights of the line by which tails reach below it, also beside letters of the next one, and pixels of paper around.
TAIL, PAPER = 0.4, 2
# Each of the two is read so surely: the halves of one line are not.
SURE = 0.85


def with_parted_lines(canvas: Canvas, texts: Sequence[Text], used: Collection[Text], reader: TextReader) -> list[Text]:
    """The texts; those in whose boxes two lines stand are read anew, line by line."""
    upright = [t for t in texts if t.rotation == 0 and t not in used and len(t.string.strip()) > 1]
    boxes = {t: lines for t in upright if (lines := _lines(canvas, t, upright))}
    crops = [canvas.rgb[box.grown(PAPER).slices(*canvas.rgb.shape[:2])] for own in boxes.values() for box in own]
    readings = iter(reader.read(crops) if crops else [])
    parted: dict[Text, list[Text]] = {}
    for text, lines in boxes.items():
        read = [(box, next(readings)) for box in lines]
        if all(r.confidence >= SURE and any(c.isalnum() for c in r.string) for _, r in read):
            parted[text] = [replace(text, string=r.string.strip(), box=b, confidence=r.confidence) for b, r in read]
    return [part for text in texts for part in parted.get(text, [text])]


def _lines(canvas: Canvas, text: Text, others: Sequence[Text]) -> list[Box]:
    """The boxes of the two lines of a text, none where it is one: beside lines of half its height, with a gap."""
    heights = [other.box.height for other in others if _follows(text.box, other.box)]
    if not heights:
        return []
    tail = TAIL * heights[0]
    rows, columns = text.box.slices(*canvas.rgb.shape[:2])
    contrast = color_distance(canvas.rgb[rows, columns], background_of(canvas.rgb, text.box))
    ink = (contrast > INK_DISTANCE) & ~canvas.grid[rows, columns]
    between = _rows_between(ink)
    if between is None:
        return []
    stop, start = between
    ends = [columns.start + int(np.flatnonzero(part.any(axis=0)).max(initial=0)) for part in (ink[:stop], ink[start:])]
    upper = replace(text.box, x1=ends[0], y1=rows.start + stop + tail)
    return [upper, replace(text.box, x1=ends[1], y0=rows.start + start, y1=text.box.y1 + tail)]


def _rows_between(ink: Mask) -> tuple[int, int] | None:
    """Where the first line stops, and where the second starts: rows between them show tails at most; or None."""
    drawn = ink.sum(axis=1)
    first, last = round((0.5 - MIDDLE / 2) * len(drawn)), round((0.5 + MIDDLE / 2) * len(drawn))
    if last <= first or not drawn.any():
        return None
    between = np.flatnonzero(drawn[first:last] <= BETWEEN * float(np.median(drawn[drawn > 0])))
    return (first + int(between[0]), first + int(between[-1]) + 1) if len(between) else None


def _follows(box: Box, line: Box) -> bool:
    """Whether a line begins abreast of a box about twice as high, above or below it."""
    apart = max(line.y0 - box.y1, box.y0 - line.y1)
    twice = TWO * line.height <= box.height <= LESS_THAN_THREE * line.height
    return twice and abs(line.x0 - box.x0) <= ABREAST * line.height and apart <= NEXT * line.height
