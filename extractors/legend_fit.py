"""Entries that the rest of their legend puts right: every legend spaces swatches and names alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from extractors.channels import color_distance
from extractors.geometry import Box
from extractors.legend_canvas import Canvas
from extractors.legend_entry import SAME_COLUMN, LegendEntry, entries_unit, entry_in_span
from extractors.readers import Text
from extractors.swatch_spans import common_span
from extractors.swatch_style import INK_DISTANCE

# lengths in text heights
SAME_SPACING = 0.3  # by which swatches of one legend may lie nearer to or further from their names
FEWEST = 3  # entries that tell a spacing from a coincidence
NEAR_ROWS = 6.0  # up or down to entries of the same column: some rows between may not be found yet
RIM = 0.15  # of a swatch, that a name was read with
SWALLOWED = 0.3  # by which a name that was read with its swatch begins before the others


def is_named_by(others: Sequence[LegendEntry], group: Sequence[LegendEntry]) -> bool:
    """Whether the entries of a group all look the same, in the colour of one of ``others``, a legend outside all plots.

    Markers in a row, some of which were read as letters, look like swatches beside their names.
    """
    colors = np.array([entry.color for entry in group])
    same = len({(entry.dash, entry.marker, entry.has_line) for entry in group}) == 1
    return same and any((color_distance(colors, other.color) < INK_DISTANCE).all() for other in others)


def without_intruders(canvas: Canvas, group: list[LegendEntry]) -> list[LegendEntry]:
    """The group without markers and dashes that were read as names; the swatches they hid are read again.

    Such a name stands where, by the spacing of most entries, another one has its swatch. Names that run over the
    swatches of their column are left out too, for :func:`swallowed_entry` to cut.
    """
    if len(group) < FEWEST:
        return group
    unit = entries_unit(group)
    spacings = np.array([[e.text_box.x0 - e.swatch.x0, e.text_box.x0 - e.swatch.x1] for e in group])
    usual = np.median(spacings, axis=0)
    alike = (np.abs(spacings - usual) <= SAME_SPACING * unit).all(axis=1)
    if alike.sum() < max(2.0, len(group) / 2):
        return group
    spans = [(round(e.text_box.x0 - usual[0]), round(e.text_box.x0 - usual[1])) for e in group]
    hidden = {
        other: i
        for i, (entry, span) in enumerate(zip(group, spans, strict=True))
        for other, intruder in enumerate(group)
        if other != i and not alike[other] and _stands_in(intruder.text_box, entry.text_box, span)
    }
    true = [entry for entry, same in zip(group, alike, strict=True) if same]
    overrun = {i for i, entry in enumerate(group) if not alike[i] and _column_span(entry.text_box, true, unit)}
    kept = [i for i in range(len(group)) if i not in hidden and i not in overrun]
    return [_read_again(canvas, group[i], spans[i]) if i in hidden.values() else group[i] for i in kept]


def _stands_in(name: Box, other: Box, span: tuple[int, int]) -> bool:
    """Whether a name lies in the columns of another one's swatch, at its height."""
    level = min(name.y1, other.y1) - max(name.y0, other.y0) > 0
    return level and span[0] - 1 <= name.x0 and name.cx <= span[1]


def _read_again(canvas: Canvas, entry: LegendEntry, span: tuple[int, int]) -> LegendEntry:
    text = Text(entry.name, entry.text_box, entry.confidence, "")
    return entry_in_span(canvas, text, span, entry.text_box.height) or entry


def swallowed_entry(canvas: Canvas, text: Text, group: Sequence[LegendEntry]) -> LegendEntry | None:
    """The entry of a text that runs over its swatch too, cut where the names of its column begin; or None.

    Its ``name`` is that of the whole text: the name's box holds only the part to be read.
    """
    unit = max(e.text_box.height for e in group)
    found = _column_span(text.box, group, unit)
    if found is None or text.box.x1 < found[0] + 0.5 * unit:
        return None
    return entry_in_span(canvas, replace(text, box=replace(text.box, x0=found[0])), found[1], unit)


def _column_span(name: Box, group: Sequence[LegendEntry], unit: float) -> tuple[float, tuple[int, int]] | None:
    """Where the names of the column begin, and its swatches' span, if the name begins in that span; else None."""
    column = [e for e in group if 0.6 * unit <= abs(e.text_box.cy - name.cy) <= NEAR_ROWS * unit]
    column = [e for e in column if e.has_line or e.is_patch]
    starts = [e.text_box.x0 for e in column]
    if len(column) < 2 or max(starts) - min(starts) > SAME_COLUMN * unit:
        return None
    start, span = float(np.median(starts)), common_span([e.swatch for e in column], 0.15 * unit)
    latest = min(span[1] + RIM * unit, start - SWALLOWED * unit)
    return (start, span) if span[0] - unit <= name.x0 <= latest else None
