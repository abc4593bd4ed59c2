"""Entries that nothing was read of, left and right of those of a legend in one row: sought by their swatches.

Works with swatches at the left, as ``legend_rows``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import cv2
import numpy as np

from extractors.geometry import Box, connected
from extractors.legend_canvas import Canvas, background_of, ink_mask
from extractors.legend_entry import LegendEntry, entries_unit
from extractors.legend_links import ROW_PITCH
from extractors.legend_print import Place
from extractors.legend_rows import MOST_ROWS, ROW_HEIGHT, SAME_ROW, SHORTEST_LINE, unnamed_entry
from extractors.swatch_style import Mask

# lengths in text heights
REACH = 16.0  # left and right of the row that is known; the next swatch begins nearer, whatever its name
DASHES = 0.5  # between two pieces of one swatch
# The swatches of a legend are equally long and high but for so many pixels and this share; markers differ in height.
PIXELS, LENGTH, HEIGHT = 1.0, 0.1, 0.8
# Of the area of two swatches that both hold, where they are one and the same.
SAME_SWATCH = 0.5


def unread_beside(canvas: Canvas, group: Sequence[LegendEntry]) -> list[LegendEntry]:
    """Entries without a name yet, where a swatch as those of a row and print beside it stand but nothing was read."""
    return [entry for row in _rows(group) for entry in _unread_in(canvas, row)]


def _rows(group: Sequence[LegendEntry]) -> Iterator[list[LegendEntry]]:
    """The entries with lines that stand in one row, from left to right."""
    long = [e for e in group if e.has_line and e.swatch.width >= SHORTEST_LINE * e.text_box.height]
    lined = sorted(long, key=lambda e: e.swatch.x0)
    while lined:
        height = lined[0].text_box.height
        row = [e for e in lined if abs(e.swatch.cy - lined[0].swatch.cy) <= SAME_ROW * height]
        lined = [e for e in lined if e not in row]
        yield row


def _unread_in(canvas: Canvas, row: Sequence[LegendEntry]) -> list[LegendEntry]:
    unit = entries_unit(row)
    left, right = row[0].swatch.x0 - 1, row[-1].text_box.x1 + 1
    found = [e for a, b in pairwise(row) for e in _between(canvas, row, a.text_box.x1 + 1, b.swatch.x0 - 1)]
    for _ in range(MOST_ROWS):
        if before := _between(canvas, row, left - REACH * unit, left)[-1:]:
            found, left = found + before, min(left, before[0].swatch.x0) - 1
        if after := _between(canvas, row, right, right + REACH * unit)[:1]:
            found, right = found + after, max(right, after[0].text_box.x1) + 1
        if not before and not after:
            break
    return found


def _between(canvas: Canvas, row: Sequence[LegendEntry], x0: float, x1: float) -> list[LegendEntry]:
    """The entries whose swatches begin between two columns, from left to right."""
    model = min(row, key=lambda e: abs(e.box.cx - (x0 + x1) / 2))
    unit = model.text_box.height
    end = x1 if x1 < row[-1].swatch.x0 else x1 + REACH * unit
    places = [
        Place((first, last), last + model.text_box.x0 - model.swatch.x1, model.swatch.cy)
        for first, last in _swatch_columns(canvas, model, x0, x1)
    ]
    found = [unnamed_entry(canvas, place, model, end, ROW_HEIGHT * unit) for place in places]
    return [entry for entry in found if entry is not None]


def _swatch_columns(canvas: Canvas, model: LegendEntry, x0: float, x1: float) -> list[tuple[int, int]]:
    """First and last columns of the pieces of ink in the model's row that are as long and no higher than its swatch."""
    length, highest = model.swatch.width + 1, model.swatch.height / HEIGHT + PIXELS
    strip = Box(x0, model.swatch.cy - highest / 2, x1 + length, model.swatch.cy + highest / 2)
    if x1 - x0 < length or strip.x1 < 0:
        return []
    rows, columns = strip.slices(*canvas.rgb.shape[:2])
    ink = ink_mask(canvas, strip, background_of(canvas.rgb, model.text_box), model.text_box)
    found = set()
    for x, y, width, height in _pieces(ink, DASHES * model.text_box.height):
        alike = abs(width - length) <= PIXELS + LENGTH * length and height <= highest + PIXELS
        off = abs(rows.start + y + (height - 1) / 2 - model.swatch.cy)
        if alike and off <= PIXELS + LENGTH * model.text_box.height and x0 <= columns.start + x <= x1:
            found.add((columns.start + x, columns.start + x + width - 1))
    return sorted(found)


def _pieces(ink: Mask, gap: float) -> set[tuple[int, int, int, int]]:
    """(x, y, width, height) of the pieces of ink, and of those that are joined over gaps in their rows."""
    found: set[tuple[int, int, int, int]] = set()
    if ink.size == 0:  # OpenCV crashes on it
        return found
    for size in (1, 2 * round(gap / 2) + 1):
        joined = cv2.morphologyEx(ink.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((1, size), np.uint8))
        stats = cv2.connectedComponentsWithStats(joined, connectivity=8)[2][1:, : cv2.CC_STAT_AREA]
        found |= {(x, y, width, height) for x, y, width, height in stats.tolist()}
    return found


def joined_groups(groups: Sequence[list[LegendEntry]]) -> list[list[LegendEntry]]:
    """The groups, joined where both found an entry between them; each entry once: named, and of the larger group."""
    clusters = connected(groups, lambda one, other: any(_same_swatch(a, b) for a in one for b in other))
    return [_once([e for group in sorted(cluster, key=len, reverse=True) for e in group]) for cluster in clusters]


def without_repeats(group: Sequence[LegendEntry]) -> list[list[LegendEntry]]:
    """The group, parted where its names begin again, in one row or in rows far apart: the legends of two panels."""
    rows = _all_rows(group)
    apart = [b[0].text_box.cy - a[0].text_box.cy > ROW_PITCH * a[0].text_box.height for a, b in pairwise(rows)]
    if apart and all(apart) and len(rows[0]) > 1 and all(_names(row) == _names(rows[0]) for row in rows):
        return [part for row in rows for part in without_repeats(row)]
    parts: list[list[LegendEntry]] = [[]]
    for entry in sorted(group, key=lambda e: e.swatch.x0):
        if entry.name in _names(parts[-1]):
            parts.append([])
        parts[-1].append(entry)
    again = len(rows) == 1 and len(parts) > 1 and all(_names(part) == _names(parts[0]) for part in parts)
    return parts if again else [list(group)]


def _names(entries: Sequence[LegendEntry]) -> set[str]:
    return {entry.name for entry in entries}


def _all_rows(group: Sequence[LegendEntry]) -> list[list[LegendEntry]]:
    """The entries row by row, from the top."""
    rows: list[list[LegendEntry]] = []
    for entry in sorted(group, key=lambda e: e.swatch.cy):
        if rows and entry.swatch.cy - rows[-1][0].swatch.cy <= SAME_ROW * entry.text_box.height:
            rows[-1].append(entry)
        else:
            rows.append([entry])
    return rows


def _once(entries: Sequence[LegendEntry]) -> list[LegendEntry]:
    kept: list[LegendEntry] = []
    for entry in sorted(entries, key=lambda e: not e.name):
        if not any(_same_swatch(entry, other) for other in kept):
            kept.append(entry)
    return kept


def _same_swatch(one: LegendEntry, other: LegendEntry) -> bool:
    return one.swatch.iou(other.swatch) > SAME_SWATCH
