"""Names of legend entries that were not found as text, read where the layout of the legend puts them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from extractors.channels import color_distance
from extractors.geometry import Box
from extractors.legend_canvas import LETTER_RIM, Canvas, background_of
from extractors.legend_entry import LegendEntry
from extractors.legend_print import without_crossings
from extractors.panel_boxes import Panel, holding_panel
from extractors.readers import Reading, Text, TextReader

WHOLE = 0.99  # shared area over joint area: mirroring back and forth costs less
# Of the reading of a name that was not found as text: markers and crossings of lines are read less surely, and so are
# lone letters, but outside the plots and between two rows of a legend there are only these. What stands there, or in a
# plot with blank at both ends, beside a swatch as large as the others is a name, sure or not: to so many pixels, and
# this share of a line's length, as dashes end in gaps.
LEAST_CONFIDENCE, LEAST_OF_LETTER = 0.8, 0.4
AS_LONG, LENGTH = 1.0, 0.05
# Pixels beyond the rim of a swatch that are blank where no curve goes on.
BLANK = 2
LETTERS = 3  # that readers make of no swatch


def read_cut_names(
    canvas: Canvas,
    panels: Sequence[Panel],
    group: list[LegendEntry],
    names: Sequence[Text],
    reader: TextReader | None,
) -> list[LegendEntry]:
    """The group with names read whose box was cut to where their column begins or where nothing was read."""
    cut = [i for i, entry in enumerate(group) if all(entry.text_box.iou(t.box) < WHOLE for t in names)]
    if reader is None or not cut:
        return [e for e in group if e.name]
    read = _read_twice(canvas, [group[i].text_box for i in cut], [e.text_box for e in group], reader)
    readings = {i: own for i, own in zip(cut, read, strict=True) if _is_name(canvas, own, group[i], group, panels)}
    words = {i for i in readings if _lost_letters(_whole(group[i], names), readings[i].string)}
    renamed = [
        replace(e, name=readings[i].string.strip(), confidence=readings[i].confidence) if i in readings else e
        for i, e in enumerate(group)
        if i not in words
    ]
    return [e for e in renamed if e.name]


def _read_twice(canvas: Canvas, boxes: Sequence[Box], names: Sequence[Box], reader: TextReader) -> list[Reading]:
    """The surer reading of each box: the rims of small print lie beyond it, but so may other ink."""
    both = [box for tight in boxes for box in (tight, tight.grown(LETTER_RIM))]
    crops = [without_crossings(canvas, box, names) for box in both]
    read = reader.read(
        [canvas.rgb[b.slices(*canvas.rgb.shape[:2])] if c is None else c for b, c in zip(both, crops, strict=True)]
    )
    return [max(pair, key=_surety) for pair in zip(read[::2], read[1::2], strict=True)]


def _surety(reading: Reading) -> tuple[bool, float]:
    return any(c.isalpha() for c in reading.string), reading.confidence


def _is_name(
    canvas: Canvas, reading: Reading, entry: LegendEntry, group: Sequence[LegendEntry], panels: Sequence[Panel]
) -> bool:
    """Whether this was read from print; the reader is sure of that already where it found the entry's name."""
    if entry.name:
        return any(c.isalnum() for c in reading.string)
    rows = [e.text_box.cy for e in group if e.name]
    outside = holding_panel(entry.text_box, panels) is None
    as_long = any(_is_as_long(entry, e) for e in group if e.name)
    if as_long and (outside or _stands_free(canvas, entry)):
        return any(c.isalpha() for c in reading.string)
    between = bool(rows) and min(rows) < entry.text_box.cy < max(rows)
    least = LEAST_OF_LETTER if len(reading.string) == 1 and (between or outside) else LEAST_CONFIDENCE
    return reading.confidence >= least and any(c.isalpha() for c in reading.string)


def _whole(entry: LegendEntry, names: Sequence[Text]) -> str:
    """What was read across the swatch and the name of an entry."""
    middles = [(box.cx, box.cy) for box in (entry.swatch, entry.text_box)]
    across = (t.string for t in names if all(t.box.holds(x, y) for x, y in middles))
    return entry.name or next(across, "")


def _lost_letters(whole: str, part: str) -> bool:
    """Whether letters stood where a swatch was cut off a text: this was a title, and no name."""
    one, other = ("".join(string.split()) for string in (whole, part))
    lost = one.removesuffix(other) if one.endswith(other) else one.removeprefix(other)
    return len(lost) < len(one) and lost.isalpha() and len(lost) >= LETTERS


def _stands_free(canvas: Canvas, entry: LegendEntry) -> bool:
    """Whether the line of a swatch ends in blank on both sides, as no spine and none that curves run through does."""
    swatch, ground = entry.swatch, background_of(canvas.rgb, entry.text_box)
    ends = (swatch.x0 - LETTER_RIM - BLANK, swatch.x1 + LETTER_RIM + 1)
    sides = [canvas.rgb[Box(x, swatch.y0, x + BLANK - 1, swatch.y1).slices(*canvas.rgb.shape[:2])] for x in ends]
    strong = float(color_distance(np.asarray(entry.color), ground)) / 2  # what JPEG spreads around a swatch is paler
    return not any((color_distance(side, ground) > strong).any() for side in sides)


def _is_as_long(one: LegendEntry, other: LegendEntry) -> bool:
    """Whether both swatches are lines of one length or symbols of one size."""
    (width, height), (wide, high) = ((e.swatch.width, e.swatch.height) for e in (one, other))
    as_high = one.has_line or abs(height - high) <= AS_LONG
    slack = AS_LONG + LENGTH * wide * one.has_line
    return one.has_line == other.has_line and as_high and abs(width - wide) <= slack
