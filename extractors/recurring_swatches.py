"""Names of one row that were read as one text: parted where the swatch beside it comes again.

Grey swatches have no colour to tell them from print. But the lines of one legend are all as long, and stand equally far
above the foot of the print.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from extractors.geometry import Box
from extractors.legend_canvas import Canvas, background_of, ink_mask
from extractors.legend_entry import LegendEntry
from extractors.readers import Text, TextReader
from extractors.strips import spans
from extractors.swatch_style import Mask

# lengths in heights of the print
SHORTEST = 0.8  # swatches: shorter ones may be dashes of print
BLANK = 0.3  # on either side of a swatch
NAME = 0.4  # a name at least
# Pixels by which the ends and rows of two swatches differ at most, and that share of their length.
PIXEL, LENGTH = 1, 0.05
# Of a swatch's length its ends, which show its line alone: markers stand in the middle.
END = 0.25
# Of these the share that is drawn at least, where the line is dashed.
DRAWN = 0.3


def with_parted_names(
    canvas: Canvas, groups: Sequence[Sequence[LegendEntry]], names: Sequence[Text], reader: TextReader
) -> list[Text]:
    """The ``names`` with those read anew, one by one, between which swatches like that of their entry stand."""
    entries = [entry for group in groups for entry in group]
    boxes = {i: parts for i, text in enumerate(names) if (parts := _parts(canvas, text, entries))}
    crops = [canvas.rgb[box.slices(*canvas.rgb.shape[:2])] for parts in boxes.values() for box in parts]
    readings = iter(reader.read(crops) if crops else [])
    read = {i: [(box, next(readings)) for box in parts] for i, parts in boxes.items()}
    return [
        part
        for i, text in enumerate(names)
        for part in (
            [replace(text, string=r.string.strip(), box=box, confidence=r.confidence) for box, r in read[i]]
            if i in read and all(any(c.isalnum() for c in r.string) for _, r in read[i])
            else [text]
        )
    ]


def _parts(canvas: Canvas, text: Text, entries: Sequence[LegendEntry]) -> list[Box]:
    """Where the names of a text stand that its entry's swatch parts; none where it does not come again."""
    own = next((e for e in entries if e.text_box == text.box and e.has_line), None)
    if own is None or own.swatch.width < SHORTEST * text.box.height:
        return []
    line = _line_rows(canvas, own)
    swatches = [] if line is None else _recurring(canvas, own, line)
    if not swatches:
        return []
    ends = [text.box.x0, *(x for a, b in swatches for x in (a - 1.0, b + 1.0)), text.box.x1]
    boxes = [_tight(canvas, text, a, b) for a, b in zip(ends[::2], ends[1::2], strict=True)]
    wide = [box for box in boxes if box is not None and box.width >= NAME * text.box.height]
    return wide if len(wide) == len(boxes) else []


def _line_rows(canvas: Canvas, entry: LegendEntry) -> tuple[int, int] | None:
    """The first and last row of the line of an entry's swatch, as its two ends show it; None where they differ."""
    swatch = entry.swatch
    ink = ink_mask(canvas, swatch, background_of(canvas.rgb, entry.text_box), swatch)
    end = max(2, round(END * ink.shape[1]))
    rows = [np.flatnonzero(part.any(axis=1)) for part in (ink[:, :end], ink[:, -end:])]
    if any(len(r) == 0 for r in rows) or abs(rows[0][0] - rows[1][0]) > PIXEL or abs(rows[0][-1] - rows[1][-1]) > PIXEL:
        return None
    top = swatch.slices(*canvas.rgb.shape[:2])[0].start
    return top + int(min(r[0] for r in rows)), top + int(max(r[-1] for r in rows))


def _recurring(canvas: Canvas, entry: LegendEntry, line: tuple[int, int]) -> list[tuple[int, int]]:
    """First and last column of the swatches in the box of a name, left to right."""
    name, unit = entry.text_box, entry.text_box.height
    length, blank = round(entry.swatch.width) + 1, max(2, round(BLANK * unit))
    window = Box(name.x0, min(name.y0, entry.swatch.y0), name.x1, max(name.y1, entry.swatch.y1))
    ink = ink_mask(canvas, window, background_of(canvas.rgb, name), name)
    rows, columns = window.slices(*canvas.rgb.shape[:2])
    pieces, slack = spans(ink.any(axis=0), blank - 1), PIXEL + LENGTH * length
    found: list[tuple[int, int]] = []
    for k in range(1, len(pieces) - 1):  # names stand before and behind
        first = pieces[k][0]
        last = max(stop for _, stop in pieces[k:] if stop < first + length + slack or stop == pieces[k][1])
        if abs(last - first + 1 - length) <= slack and _is_line(ink[:, first : last + 1], line, rows.start):
            found.append((columns.start + first, columns.start + last))
    return found


def _is_line(ink: Mask, line: tuple[int, int], top: int) -> bool:
    """Whether both ends of the ink show a line, drawn or dashed, in the rows ``line`` and nothing beside it."""
    beside: NDArray[np.bool_] = np.ones(len(ink), np.bool_)
    beside[max(0, line[0] - top - PIXEL) : line[1] - top + PIXEL + 1] = False
    end = max(2, round(END * ink.shape[1]))
    ends = (ink[:, :end], ink[:, -end:])
    return all(bool(not part[beside].any() and part.any(axis=0).mean() >= DRAWN) for part in ends)


def _tight(canvas: Canvas, text: Text, x0: float, x1: float) -> Box | None:
    """The box of the print between two columns, or None."""
    window = replace(text.box, x0=x0, x1=x1)
    if window.width < 1:
        return None
    ink = ink_mask(canvas, window, background_of(canvas.rgb, text.box), text.box)
    rows, columns = (np.flatnonzero(ink.any(axis=axis)) for axis in (1, 0))
    if len(rows) == 0:
        return None
    down, right = window.slices(*canvas.rgb.shape[:2])
    return Box(
        right.start + int(columns[0]),
        down.start + int(rows[0]),
        right.start + int(columns[-1]),
        down.start + int(rows[-1]),
    )
