"""Names whose swatch touches other ink, or was read as print: it is sought where the others of their legend have it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.geometry import Box
from extractors.legend_canvas import Canvas
from extractors.legend_entry import SAME_COLUMN, LegendEntry, entry_in_span, first_dash_entry, separate_entry
from extractors.legend_links import EXACT, ROW_GAP, ROW_PITCH, WIDE_PITCH
from extractors.panel_boxes import Panel, holding_panel
from extractors.readers import Text
from extractors.swatch_spans import common_span
from extractors.swatch_style import INK_DISTANCE
from extractors.swatches import CONTRASTS

# lengths in text heights
LEVEL = 0.3  # by which names of one row stand off their line
SAME_END = 0.15  # by which swatches of one column begin or end beside one another
HALF = 0.3  # of a swatch, up and down from its middle
PALE = INK_DISTANCE / 2  # contrast of a swatch that is hardly seen, and known only by where it begins and ends


def entry_beside(
    canvas: Canvas, panels: Sequence[Panel], text: Text, group: Sequence[LegendEntry]
) -> LegendEntry | None:
    """The entry of a name that continues a column or a row of ``group``, with a swatch where its others have it."""
    return _in_column(canvas, panels, text, group) or _in_row(canvas, panels, text, group)


def farthest(name: Box, other: Box, strings: Sequence[str]) -> float:
    """How far apart names that follow one another in a column stand at most, by how exactly they begin there.

    Numbers far apart are more often those of an axis.
    """
    height = max(name.height, other.height)
    worded = all(any(c.isalpha() for c in string) for string in strings)
    return (WIDE_PITCH if worded and abs(name.x0 - other.x0) <= EXACT * height else ROW_PITCH) * height


def _row_pitch(column: Sequence[LegendEntry], unit: float) -> float:
    """The least distance from row to row of a column, with what names of letters of other heights add to it."""
    rows = sorted(e.text_box.cy for e in column)
    return min((b - a for a, b in pairwise(rows)), default=0.0) + SAME_COLUMN * unit


def _in_column(canvas: Canvas, panels: Sequence[Panel], text: Text, group: Sequence[LegendEntry]) -> LegendEntry | None:
    """The entry of a name that continues a column, be its swatch a first dash only."""
    unit = max(e.text_box.height for e in group)
    column = [e for e in group if abs(e.text_box.x0 - text.box.x0) <= SAME_COLUMN * unit]
    pitch = _row_pitch(column, unit)
    far = [max(pitch, farthest(e.text_box, text.box, [e.name, text.string])) for e in column]
    apart = [abs(e.text_box.cy - text.box.cy) for e in column]
    beside = [e for e, by, most in zip(column, apart, far, strict=True) if 0.6 * unit <= by <= most]
    if not beside or holding_panel(text.box, panels) != holding_panel(beside[0].text_box, panels):
        return None
    swatches = [e.swatch for e in column]
    own = [common_span(boxes, SAME_END * unit) for boxes in [swatches, *([box] for box in swatches)]]
    spans = list(dict.fromkeys(own))
    found = (entry_in_span(canvas, text, span, unit) for span in spans)
    whole = next((entry for entry in found if entry is not None), None)
    whole = whole or _separate_in(canvas, text, spans, unit, (*CONTRASTS, PALE))
    whole = whole or first_dash_entry(canvas, text, [e.swatch for e in column if e.has_line], unit)
    return whole or _of_dashes(canvas, text, spans, unit)


def _in_row(canvas: Canvas, panels: Sequence[Panel], text: Text, group: Sequence[LegendEntry]) -> LegendEntry | None:
    """The entry of a name that stands in one row with others, its swatch as far before it as theirs."""
    lined = [e for e in group if e.has_line and holding_panel(e.text_box, panels) == holding_panel(text.box, panels)]
    row = [e for e in lined if abs(e.text_box.cy - text.box.cy) <= LEVEL * e.text_box.height]
    if not row:
        return None
    model = min(row, key=lambda e: abs(e.text_box.cx - text.box.cx))
    unit, off = model.text_box.height, text.box.x0 - model.text_box.x0
    span = round(model.swatch.x0 + off), round(model.swatch.x1 + off)
    own = Box(span[0], text.box.y0, text.box.x1, text.box.y1)
    apart = max(own.x0 - model.box.x1, model.box.x0 - own.x1)
    if not 0 < apart <= ROW_GAP * unit:
        return None
    return _separate_in(canvas, text, [span], unit) or entry_in_span(canvas, text, span, unit)


def _separate_in(
    canvas: Canvas, text: Text, spans: Sequence[tuple[int, int]], unit: float, contrasts: Sequence[float] = CONTRASTS
) -> LegendEntry | None:
    """The entry of a name whose swatch stands free in one of the spans, where a wall hid it before."""
    entry = separate_entry(canvas, text, unit, contrasts)
    slack = SAME_END * unit + 1
    if entry is None or not entry.has_line:
        return None
    ends = (entry.swatch.x0, entry.swatch.x1)
    return entry if any(abs(ends[0] - a) <= slack and abs(ends[1] - b) <= slack for a, b in spans) else None


def _of_dashes(canvas: Canvas, text: Text, spans: Sequence[tuple[int, int]], unit: float) -> LegendEntry | None:
    """The entry of a name whose dashes run from end to end of one of the spans; print there would look like them."""
    for span in spans:
        place = Box(span[0], text.box.cy - HALF * unit, span[1], text.box.cy + HALF * unit)
        printed = any(wall != text.box and wall.overlap(place) > 0 for wall in canvas.walls)
        entry = None if printed else entry_in_span(canvas, text, span, unit, dashed=True)
        if entry is not None and entry.has_line and entry.dash != "solid":
            return entry
    return None
