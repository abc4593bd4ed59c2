"""Entries that the rest of their legend puts right: every legend spaces swatches and names alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from extractors.channels import color_distance
from extractors.geometry import Box
from extractors.legend_canvas import Canvas, background_of
from extractors.legend_entry import SAME_COLUMN, LegendEntry, entries_unit, entry_in_span, separate_entry
from extractors.readers import Text
from extractors.swatch_spans import common_span
from extractors.swatch_style import INK_DISTANCE, Floats

# lengths in text heights
SAME_SPACING = 0.3  # by which swatches of one legend may lie nearer to or further from their names
FEWEST = 3  # entries that tell a spacing from a coincidence
SAME_ROW = 0.5  # between the middles of what stands in one row
NEAR_ROWS = 6.0  # up or down to entries of the same column: some rows between may not be found yet
RIM = 0.15  # of a swatch, that a name was read with
LEAST_LETTER = 0.3  # in width, of letters that were taken for the end of a swatch, and of the blank before them
SWALLOWED = 0.3  # by which a name that was read with its swatch begins before the others

# Pixels beside a swatch and the first letter over which blur spreads both.
BLANK_RIM = 2


def is_named_by(others: Sequence[LegendEntry], group: Sequence[LegendEntry]) -> bool:
    """Whether entries that look the same have a colour of ``others``, a legend outside plots, or letters each have one.

    Markers in a row, some of which were read as letters, look like swatches beside their names, and so do error bars.
    """
    near = np.array([[_is_near(entry, other) for other in others] for entry in group])
    if all(len(entry.name.strip()) == 1 for entry in group):
        return bool(near.any(axis=1).all())
    same = len({(entry.dash, entry.marker, entry.has_line) for entry in group}) == 1
    return same and bool(near.all(axis=0).any())


def _is_near(one: LegendEntry, other: LegendEntry) -> bool:
    return float(np.linalg.norm(np.subtract(one.color, other.color))) < INK_DISTANCE


def without_intruders(canvas: Canvas, group: list[LegendEntry]) -> list[LegendEntry]:
    """The group without markers and dashes that were read as names; the swatches they hid are read again.

    Such a name stands where, by the spacing of most entries, another one has its swatch. Names that run over the
    swatches of their column are left out too, for :func:`swallowed_entry` to cut. A name whose swatch stands where the
    names of its column begin was read without its first letters, which are that swatch.
    """
    found = _spacing(group)
    if found is None:
        return group
    unit, (usual, alike) = entries_unit(group), found
    spans = [(round(e.text_box.x0 - usual[0]), round(e.text_box.x0 - usual[1])) for e in group]
    hidden = {
        other: i
        for i, (entry, span) in enumerate(zip(group, spans, strict=True))
        for other, intruder in enumerate(group)
        if other != i and not alike[other] and _stands_in(intruder.text_box, entry.text_box, span)
    }
    true = [entry for entry, same in zip(group, alike, strict=True) if same]
    overrun = {i for i, entry in enumerate(group) if not alike[i] and _column_span(entry.text_box, true, unit)}
    starts = [None if same else _start(e, true, unit) for e, same in zip(group, alike, strict=True)]
    kept = [i for i in range(len(group)) if i not in hidden and i not in overrun and starts[i] is None]
    headless = [(e, start) for e, start in zip(group, starts, strict=True) if start is not None]
    headed = [_headed(canvas, e, start, usual) for e, start in headless if not _is_in_row_of(e, true, unit)]
    again = [_read_again(canvas, group[i], spans[i]) if i in hidden.values() else group[i] for i in kept]
    return again + [entry for entry in headed if entry is not None]


def with_first_letters(canvas: Canvas, group: list[LegendEntry]) -> list[LegendEntry]:
    """The group with names that begin in a swatch longer than the others: the reader left out their first letters."""
    found = _spacing(group)
    if found is None:
        return group
    unit, (usual, alike) = entries_unit(group), found
    starts = [None if same else _start_in_swatch(canvas, e, usual, unit) for e, same in zip(group, alike, strict=True)]
    return [
        e if start is None else _headed(canvas, e, start, usual) or e for e, start in zip(group, starts, strict=True)
    ]


def _spacing(group: Sequence[LegendEntry]) -> tuple[Floats, NDArray[np.bool_]] | None:
    """How far before their names swatches begin and end, and which entries keep to it; None where less than half do."""
    if len(group) < FEWEST:
        return None
    spacings = np.array([[e.text_box.x0 - e.swatch.x0, e.text_box.x0 - e.swatch.x1] for e in group])
    usual = np.median(spacings, axis=0)
    alike: NDArray[np.bool_] = (np.abs(spacings - usual) <= SAME_SPACING * entries_unit(group)).all(axis=1)
    return (usual, alike) if alike.sum() >= max(2.0, len(group) / 2) else None


def _start(entry: LegendEntry, true: Sequence[LegendEntry], unit: float) -> float | None:
    """Where the names of a column begin if the entry's swatch does there too, else None."""
    names = [e.text_box for e in true if abs(e.text_box.cy - entry.text_box.cy) <= NEAR_ROWS * unit]
    starts = [box.x0 for box in names if abs(box.x0 - entry.swatch.x0) <= SAME_SPACING * unit]
    return float(np.median(starts)) if len(starts) > 1 else None


def _start_in_swatch(canvas: Canvas, entry: LegendEntry, spacing: Floats, unit: float) -> float | None:
    """Where the name begins by the spacing of the others if the swatch runs on there, behind a blank, else None."""
    start, stop = entry.swatch.x0 + spacing[0], entry.swatch.x0 + spacing[0] - spacing[1]
    if entry.swatch.x1 - start < LEAST_LETTER * unit or start - stop < LEAST_LETTER * unit:
        return None
    blank = replace(entry.text_box, x0=stop + BLANK_RIM, x1=start - BLANK_RIM)
    inked = color_distance(canvas.rgb[blank.slices(*canvas.rgb.shape[:2])], background_of(canvas.rgb, entry.text_box))
    return None if inked.size == 0 or (inked > INK_DISTANCE).any() else start


def _is_in_row_of(entry: LegendEntry, true: Sequence[LegendEntry], unit: float) -> bool:
    """Whether the first letters of an entry's name are known as a name, to be read on from there."""
    row = [e.text_box for e in true if abs(e.text_box.cy - entry.text_box.cy) <= SAME_ROW * unit]
    return any(abs(box.x0 - entry.swatch.x0) <= SAME_SPACING * unit for box in row)


def _headed(canvas: Canvas, entry: LegendEntry, start: float, spacing: Floats) -> LegendEntry | None:
    """The entry with its first letters, where a swatch stands before them."""
    text = Text(entry.name, replace(entry.text_box, x0=start), entry.confidence, "")
    span = round(start - spacing[0]), round(start - spacing[1])
    unit = text.box.height
    whole = separate_entry(canvas, text, unit)
    ends = (0.0, 0.0) if whole is None else (whole.swatch.x0, whole.swatch.x1)
    if all(abs(end - own) <= SAME_SPACING * unit for end, own in zip(ends, span, strict=True)):
        return whole
    return entry_in_span(canvas, text, span, unit)


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
