"""The last words and letters of names: a reader may miss a number a word's gap away, or what a curve runs through.

Works with swatches at the left, as ``legend_rows``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from extractors.channels import Rgb, color_distance
from extractors.geometry import Box
from extractors.legend_canvas import Canvas, background_of, ink_mask
from extractors.legend_entry import LegendEntry, entries_unit
from extractors.legend_print import ACCENT, SAME_PRINT, border_column, direction_and_share, print_color, print_rows
from extractors.panel_boxes import Panel, holding_panel
from extractors.readers import Text
from extractors.swatch_style import INK_DISTANCE, Mask

# lengths in text heights
WORD_GAP = 0.9  # between two words of a name at most; swatches stand farther from the name before them
LETTER_GAP = 0.3  # between two letters at most
HIGHER = 0.1  # above and below the line at once reaches a border, and no letter
RIM = 0.45  # above and below a name, for what its other letters reach: what goes on beyond is no print
LONGEST = 20.0  # that a name goes on
LEAST = 0.3  # of what is missed: less is the rim of a letter
WIDEST = 5.0  # times as wide as high: a line, and no letter nor dash
# Of the contrast of print, from which on ink of its colour is print: bands behind a name are paler.
STRONG = 0.4


def with_last_words(
    canvas: Canvas, panels: Sequence[Panel], group: Sequence[LegendEntry], names: Sequence[Text]
) -> list[LegendEntry]:
    """The group with boxes of names that reach over all print in their line, up to the next entry.

    Print is told by its colour, so names whose swatches have the same one are left as they are. In a plot with such a
    curve only the next letters of other names are taken, unless one of the ``names`` that were read goes on there.
    """
    if not group:
        return []
    unit = entries_unit(group)
    background = background_of(canvas.rgb, group[0].text_box)
    color = print_color(canvas, [e.text_box for e in group if e.name] or [e.text_box for e in group], background)
    if color is None:
        return list(group)
    cosines, _ = direction_and_share(np.array([[e.color for e in group]], np.uint8), background, color)
    told = cosines[0] < SAME_PRINT
    whole = []
    for entry, own in zip(group, told, strict=True):
        line = _whole_line(canvas, entry, group, unit, WORD_GAP * unit, background, color) if own else entry.text_box
        read = any(t.box.x0 > entry.text_box.x1 and t.box.overlap(line) > 0 for t in names)
        if own and not (read or told.all() or holding_panel(entry.text_box, panels) is None):
            line = _whole_line(canvas, entry, group, unit, LETTER_GAP * unit, background, color)
        whole.append(replace(entry, text_box=line))
    return whole


def without_last_words(canvas: Canvas, group: Sequence[LegendEntry]) -> list[LegendEntry]:
    """The group without last words of names that were read by themselves, the letters before them as their swatch.

    That is print of the names' colour, which begins a word's gap from the name of a line in the same row.
    """
    lined = [e for e in group if e.has_line]
    if not lined or len(lined) == len(group):
        return list(group)
    color = print_color(canvas, [e.text_box for e in lined], background_of(canvas.rgb, lined[0].text_box))
    return [e for e in group if e.has_line or color is None or not any(_goes_on(o, e, color) for o in lined)]


def _goes_on(name: LegendEntry, entry: LegendEntry, color: Rgb) -> bool:
    """Whether the symbol of one entry is print of a colour that follows the name of another one in its row."""
    unit = name.text_box.height
    level = min(name.text_box.y1, entry.swatch.y1) - max(name.text_box.y0, entry.swatch.y0) >= unit / 2
    near = 0 < entry.swatch.x0 - name.text_box.x1 <= WORD_GAP * unit
    return level and near and float(color_distance(np.array(entry.color), color)) < INK_DISTANCE


def _whole_line(
    canvas: Canvas, entry: LegendEntry, group: Sequence[LegendEntry], unit: float, gap: float, ground: Rgb, color: Rgb
) -> Box:
    name = entry.text_box
    top = min(name.y0, name.y1 - unit)  # of capitals and digits, also beside a name without any
    window = Box(name.x1 + 1, top - RIM * unit, _end(entry, group, unit), name.y1 + RIM * unit)
    if window.width < LEAST * unit:
        return name
    bare = replace(canvas, walls=tuple(e.text_box for e in group if e is not entry))
    ink = ink_mask(bare, window, ground, name)
    if not ink.any():  # also where the name ends at the edge of the picture
        return name
    rows, columns = window.slices(*canvas.rgb.shape[:2])
    cosine, share = direction_and_share(canvas.rgb[rows, columns], ground, color)
    strong = np.asarray(ink & (cosine >= SAME_PRINT) & (share >= STRONG), np.bool_)
    letters = _letters(strong, (top - HIGHER * unit - rows.start, name.y1 + HIGHER * unit - rows.start), unit)
    width = _printed(letters, gap)
    if width < LEAST * unit or np.ptp(np.flatnonzero(letters[:, :width].any(axis=1))) < LEAST * unit:
        return name
    inked = print_rows(letters[:, :width], ACCENT * unit) + rows.start
    return Box(name.x0, min(name.y0, float(inked[0])), columns.start + width - 1.0, max(name.y1, float(inked[-1])))


def _end(entry: LegendEntry, group: Sequence[LegendEntry], unit: float) -> float:
    """The column before which the name must end: where the next entry of its row begins."""
    name = entry.text_box
    level = [e.box for e in group if e is not entry and e.box.y0 <= name.cy <= e.box.y1 and e.box.x0 > name.cx]
    return min([box.x0 - 1 for box in level] + [name.x1 + LONGEST * unit])


def _letters(ink: Mask, line: tuple[float, float], unit: float) -> Mask:
    """The pieces of ink that are no border and no curve: they end in the window, and on one side within the line.

    What lies beyond the border of the legend, as tick marks of the panel, is no print of it.
    """
    ink = ink & (np.arange(ink.shape[1]) < border_column(ink, *line))  # which letters may touch
    _, pieces, boxes, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    top, height = boxes[:, cv2.CC_STAT_TOP], boxes[:, cv2.CC_STAT_HEIGHT]
    through = (top < line[0]) & (top + height - 1 > line[1])
    strokes = boxes[:, cv2.CC_STAT_WIDTH] > WIDEST * np.maximum(height, LEAST * unit)
    others = np.concatenate([pieces[0], pieces[-1], pieces[:, -1], np.flatnonzero(through | strokes)])
    return np.asarray(ink & ~np.isin(pieces, others), np.bool_)


def _printed(letters: Mask, gap: float) -> int:
    """Columns of print from the left on, up to a wider gap."""
    columns = np.flatnonzero(letters.any(axis=0))
    if len(columns) == 0 or columns[0] > gap:
        return 0
    breaks = np.flatnonzero(np.diff(columns) > gap)
    return int(columns[breaks[0]] if len(breaks) else columns[-1]) + 1
