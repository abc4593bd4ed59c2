"""A row of legend entries that print above or below it touches: read as one text, higher than a line of print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from extractors.channels import channel_range, color_distance
from extractors.geometry import Box
from extractors.legend_canvas import Canvas, background_of
from extractors.legend_split import SWATCH_CHROMA
from extractors.panel_boxes import Panel, holding_panel
from extractors.readers import Text, TextReader
from extractors.strips import spans
from extractors.swatch_style import INK_DISTANCE, Mask

# A text is higher than a line of print by this factor where a title stands in it, too.
HIGHER = 1.3
# A swatch is longer than so many heights of print, and no thicker; names keep so far from it and are so high.
LONG, THICK, BESIDE, NAME = 1.0, 0.4, 0.15, 0.6


def with_parted_rows(canvas: Canvas, panels: Sequence[Panel], texts: Sequence[Text], reader: TextReader) -> list[Text]:
    """The texts; those outside the plots that hold swatches and a title are read anew between the swatches.

    In a plot such strokes may be curves.
    """
    upright = [t for t in texts if t.rotation == 0 and len(t.string) > 1]
    height = float(np.median([t.box.height + 1 for t in upright])) if upright else 0.0
    high = [t for t in upright if t.box.height + 1 > HIGHER * height and holding_panel(t.box, panels) is None]
    boxes = {text: _between_swatches(canvas, text.box, height) for text in high}
    parts = [(text, box) for text, own in boxes.items() for box in own]
    crops = [canvas.rgb[box.slices(*canvas.rgb.shape[:2])] for _, box in parts]
    read = zip(parts, reader.read(crops) if crops else [], strict=True)
    names = [replace(t, string=r.string.strip(), box=box, confidence=r.confidence) for (t, box), r in read]
    return [text for text in texts if not boxes.get(text)] + [name for name in names if name.string]


def _between_swatches(canvas: Canvas, box: Box, height: float) -> list[Box]:
    """Where names stand in a box that holds swatches of one row; none where it holds no such swatches."""
    swatches = _swatches(canvas, box, height)
    if not swatches or max(s.y1 for s in swatches) - min(s.y0 for s in swatches) > THICK * height:
        return []
    middle = float(np.mean([s.cy for s in swatches]))
    rows = round(middle - NAME * height), round(middle + NAME * height)
    ends = [box.x0 - BESIDE * height, *(e for s in swatches for e in (s.x0, s.x1)), box.x1 + BESIDE * height]
    gaps = [(a + BESIDE * height, b - BESIDE * height) for a, b in zip(ends[::2], ends[1::2], strict=True)]
    return [Box(round(a), rows[0], round(b), rows[1]) for a, b in gaps if b - a >= height]


def _swatches(canvas: Canvas, box: Box, height: float) -> list[Box]:
    """Level strokes of one colour in a box, left to right."""
    rows, columns = box.slices(*canvas.rgb.shape[:2])
    crop = canvas.rgb[rows, columns]
    colored = (channel_range(crop.astype(np.float64)) > SWATCH_CHROMA) & (
        color_distance(crop, background_of(canvas.rgb, box)) > INK_DISTANCE
    )
    strokes: Mask = colored & (colored.sum(axis=0) <= THICK * height)
    found = []
    for first, last in spans(strokes.any(axis=0)):
        inked = np.flatnonzero(strokes[:, first : last + 1].mean(axis=1) > 0.5)
        if last - first + 1 >= LONG * height and len(inked):
            left, top = columns.start + first, rows.start
            found.append(Box(left, top + int(inked[0]), left + last - first, top + int(inked[-1])))
    return found
