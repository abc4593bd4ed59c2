"""Entries that were read together with their swatch, or never read: sought where the other entries' layout puts them.

Works with swatches at the left; legends with swatches at the right are looked at in the mirrored canvas.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from extractors.channels import color_distance
from extractors.geometry import Box
from extractors.legend_canvas import Canvas, background_of, ink_mask
from extractors.legend_entry import PIXEL, SAME_COLUMN, LegendEntry, entries_unit, entry_in_span, separate_entry
from extractors.legend_links import ROW_GAP
from extractors.legend_names import LEADING, TRAILING
from extractors.legend_print import OTHER_INK, Place, crossed_name_box, direction_and_share, may_end_in_gap, name_box
from extractors.readers import Text
from extractors.swatch_style import INK_DISTANCE

# lengths in text heights
NEAR_ROWS = 6.0  # up or down to entries of the same column: some rows between may not be found yet
EXACT = 0.2  # by which the name of a pale entry may be out of line with its column
SAME_ROW = 0.5  # between the centres of entries in one row
OVERRUN = 0.3  # by which a name that was read with its swatch begins before the others
OFF_NAME = 0.35  # by which the middle of its swatch may be off that of its name: the feet of letters are farther off
FIT = 0.35  # by which the ends of alike swatches may be out of line
LEAST_SWATCH = 0.6  # a shorter one tells no layout
SHORTEST_LINE = 1.2  # of a single entry: squares and markers tell no layout
LEAST_PRINT = 0.5  # in height, of a name
LEAST_LETTER = 0.4  # in width
ROW_HEIGHT = 0.85  # from the middle of a row up or down to all of its print
LEAST_PITCH = 1.25  # between rows of one column
NEXT_ROW = 1.5  # of the least distance of two rows, below which no row is between them
MOST_PITCH = 2.8  # between the two rows of a legend of which one was read
KEY_PITCH = 4.0  # the same where both lines begin and end in the same columns: the keys of ggplot2 are high
EVEN = 0.15  # of the pitch by which a row may stand off
SHORTEST = 0.5  # of the swatches' width: a dashed one may end in a gap
SYMBOL = 0.15  # of its size by which a symbol may differ from another
HIGHER = 1.6  # times as high as another swatch: markers differ
PRINTED = 0.85  # of the width of a box at least, where its string is all that it holds
OVERRUN_SHARE = 0.15  # at least, of a swatch's length, that shows of its colour where curves of another one run over it
MOST_ROWS = 12  # sought above or below what was read


def overrun_entry(canvas: Canvas, text: Text, group: Sequence[LegendEntry]) -> LegendEntry | None:
    """The entry of a text that runs over its swatch too, cut where another entry of ``group`` has its name; or None.

    Its ``name`` is that of the whole text: the name's box holds only the part to be read.
    """
    bare = _without_wall(canvas, text.box)
    models = [e for e in group if e.swatch.width >= LEAST_SWATCH * e.text_box.height]
    models = [e for e in models if not _is_all_print(text, e)]
    for model in sorted(models, key=lambda e: abs(e.text_box.cy - text.box.cy)):
        place = _column_place(text.box, model) or _row_place(bare, text.box, model)
        if place is None or (name := name_box(bare, place, model, text.box)) is None:
            continue
        entry = _entry_at(bare, replace(text, box=name), place, model)
        if entry is not None and abs(entry.swatch.cy - entry.text_box.cy) <= OFF_NAME * entry.text_box.height:
            return entry
    return None


def pale_entry(canvas: Canvas, text: Text, group: Sequence[LegendEntry]) -> LegendEntry | None:
    """The entry of a name in a column or row of ``group``, its symbol as large as theirs but hardly seen; or None."""
    unit = max(e.text_box.height for e in group)
    if not (models := [e for e in group if not e.has_line and _continues(text.box, e, unit)]):
        return None
    model = min(models, key=lambda e: abs(e.text_box.cy - text.box.cy) + abs(e.text_box.x0 - text.box.x0))
    off = text.box.x0 - model.text_box.x0
    place = Place((round(model.swatch.x0 + off), round(model.swatch.x1 + off)), text.box.x0, text.box.cy)
    entry = separate_entry(canvas, text, unit, (INK_DISTANCE / 2,))
    return entry if entry is not None and not entry.has_line and _alike(entry, place, model) else None


def _continues(name: Box, entry: LegendEntry, unit: float) -> bool:
    """Whether a name stands below or above that of an entry, or in its row."""
    down, across = abs(entry.text_box.cy - name.cy), max(name.x0 - entry.box.x1, entry.box.x0 - name.x1)
    if down <= SAME_ROW * unit:
        return 0 < across <= ROW_GAP * unit
    return down <= NEAR_ROWS * unit and abs(entry.text_box.x0 - name.x0) <= EXACT * unit


def recut_entries(canvas: Canvas, group: Sequence[LegendEntry]) -> list[LegendEntry]:
    """The group with those entries cut again of whose swatch most was read as a part of the name."""
    widest = max((e.swatch.width for e in group), default=0.0)
    cut: list[LegendEntry] = []
    for entry in group:
        text = Text(entry.name, entry.text_box, entry.confidence, "")
        others = [e for e in group if e is not entry]
        again = overrun_entry(canvas, text, others) if entry.swatch.width < SHORTEST * widest else None
        cut.append(again or entry)
    return cut


def unread_entries(canvas: Canvas, group: Sequence[LegendEntry]) -> list[LegendEntry]:
    """Entries without a name yet, in rows of a column where a swatch and print stand but nothing was read."""
    if len(group) == 1:
        second = _beside_single(canvas, group[0])
        return second + [entry for column in _columns([*group, *second]) for entry in _unread_in(canvas, column)]
    return [entry for column in _columns(group) for entry in _unread_in(canvas, column)]


def _beside_single(canvas: Canvas, only: LegendEntry) -> list[LegendEntry]:
    """The entry above or below a single one, where a line runs from end to end of the swatch's columns."""
    unit, swatch = only.text_box.height, only.swatch
    if not (only.has_line or only.is_patch) or swatch.width < SHORTEST_LINE * unit:
        return []
    reach = Box(swatch.x0, swatch.cy - KEY_PITCH * unit, swatch.x1, swatch.cy + KEY_PITCH * unit)
    drawn = ink_mask(canvas, reach, background_of(canvas.rgb, only.text_box), only.text_box).mean(axis=1) >= SHORTEST
    top = reach.slices(*canvas.rgb.shape[:2])[0].start
    lines = np.split(np.flatnonzero(drawn), np.flatnonzero(np.diff(np.flatnonzero(drawn)) > 1) + 1)
    rows = [top + float(line.mean()) for line in lines if len(line)]
    apart = [(abs(row - swatch.cy), row) for row in rows if abs(row - swatch.cy) >= LEAST_PITCH * unit]
    found = ((pitch, _row_entry(canvas, row, [only], unit, pitch)) for pitch, row in sorted(apart))
    return [
        entry
        for pitch, entry in found
        if entry is not None and (pitch <= MOST_PITCH * unit or _are_below(entry.swatch, swatch))
    ][:1]


def _are_below(one: Box, other: Box) -> bool:
    """Whether two swatches begin and end in the same columns."""
    return max(abs(one.x0 - other.x0), abs(one.x1 - other.x1)) <= PIXEL


def _unread_in(canvas: Canvas, column: Sequence[LegendEntry]) -> list[LegendEntry]:
    unit = entries_unit(column)
    rows = sorted(e.swatch.cy for e in column)  # names reach up and down by their letters
    gaps = [b - a for a, b in pairwise(rows) if b > a]
    if not gaps:  # two names that share a swatch
        return []
    pitch = float(np.median([gap for gap in gaps if gap < NEXT_ROW * min(gaps)]))
    # every second row may be unread, and of a legend that curves cross nearly all
    for part in range(max(1, min(MOST_ROWS, int(pitch / (LEAST_PITCH * unit)))), 0, -1):
        step = pitch / part
        counts = [(b - a) / step for a, b in pairwise(rows)]
        if any(abs(count - round(count)) > EVEN * round(count) for count in counts):
            continue
        inner = [
            _row_entry(canvas, a + k * (b - a) / round(count), column, unit, step)
            for (a, b), count in zip(pairwise(rows), counts, strict=True)
            for k in range(1, round(count))
        ]
        if part == 1 or (any(inner) if part == 2 else all(inner)):
            outer = [*_beyond(canvas, rows[0], column, unit, -step), *_beyond(canvas, rows[-1], column, unit, step)]
            return [e for e in [*inner, *outer] if e is not None]
    return []


def _beyond(canvas: Canvas, row: float, column: Sequence[LegendEntry], unit: float, step: float) -> list[LegendEntry]:
    """The entries that follow one another beyond the first or last row of a column."""
    found: list[LegendEntry] = []
    for k in range(1, MOST_ROWS + 1):
        entry = _row_entry(canvas, row + k * step, column, unit, abs(step))
        if entry is None:
            break
        found.append(entry)
    return found


def whole_names(canvas: Canvas, group: Sequence[LegendEntry]) -> list[LegendEntry]:
    """The group with boxes of names grown to all of their print where curves cross it and a part of it was read."""
    return [replace(entry, text_box=_whole_name(canvas, entry, group)) for entry in group]


def _whole_name(canvas: Canvas, entry: LegendEntry, group: Sequence[LegendEntry]) -> Box:
    swatch = entry.swatch
    column = [e for e in group if e is not entry and abs(e.swatch.x1 - swatch.x1) <= FIT * e.text_box.height]
    if not column or not entry.has_line:
        return entry.text_box
    model = min(column, key=lambda e: abs(e.text_box.cy - entry.text_box.cy))
    unit, start = model.text_box.height, model.text_box.x0
    area = Box(start, swatch.cy - ROW_HEIGHT * unit, entry.text_box.x1 + unit, swatch.cy + ROW_HEIGHT * unit)
    place = Place((round(swatch.x0), round(swatch.x1)), start, swatch.cy)
    box = crossed_name_box(canvas, place, model, area)
    wider = box is not None and box.width - entry.text_box.width >= LEAST_LETTER * unit
    return box if box is not None and wider and box.x0 <= entry.text_box.x0 + 1 else entry.text_box


def _columns(group: Sequence[LegendEntry]) -> list[list[LegendEntry]]:
    """The columns of two or more entries whose swatches and names begin below one another."""
    columns: list[list[LegendEntry]] = []
    for entry in sorted(group, key=lambda e: e.text_box.cy):
        for column in columns:
            slack = SAME_COLUMN * max(entry.text_box.height, column[-1].text_box.height)
            one, other = entry, column[-1]
            aligned = abs(one.text_box.x0 - other.text_box.x0) <= slack
            if aligned and abs(one.swatch.cx - other.swatch.cx) <= slack and one.text_box.cy > other.text_box.cy + 1:
                column.append(entry)
                break
        else:
            columns.append([entry])
    return [column for column in columns if len(column) > 1]


def _row_entry(
    canvas: Canvas, cy: float, column: Sequence[LegendEntry], unit: float, pitch: float
) -> LegendEntry | None:
    model = min(column, key=lambda e: abs(e.text_box.cy - cy))
    longest = max(e.text_box.x1 for e in column) + ROW_HEIGHT * MOST_ROWS * unit
    place = Place((round(model.swatch.x0), round(model.swatch.x1)), model.text_box.x0, cy)
    half = min(ROW_HEIGHT * unit, 0.5 * pitch)
    crossed = crossed_name_box(canvas, place, model, Box(place.start, cy - half, longest, cy + half))
    found = None if crossed is None else _at_name(canvas, crossed, place, model, dashed=True)
    return found or unnamed_entry(canvas, place, model, longest, half)


def unnamed_entry(canvas: Canvas, place: Place, model: LegendEntry, end: float, half: float) -> LegendEntry | None:
    """The entry at a place whose name ends before the column ``end`` and reaches up and down by ``half``, or None."""
    name = name_box(canvas, place, model, Box(place.start, place.cy - half, end, place.cy + half))
    return None if name is None else _at_name(canvas, name, place, model)


def _at_name(canvas: Canvas, name: Box, place: Place, model: LegendEntry, dashed: bool = False) -> LegendEntry | None:
    if name.height < LEAST_PRINT * model.text_box.height:
        return None
    return _entry_at(canvas, Text("", name, 1.0, ""), place, model, dashed)


def _is_all_print(text: Text, model: LegendEntry) -> bool:
    """Whether the string is long enough for the whole box, in letters as wide as the model's."""
    letter = (model.text_box.width + 1) / max(1, len(model.name))
    string = text.string.strip()
    signs = LEADING.match(string) or TRAILING.search(string)
    return not signs and len(string) * letter >= PRINTED * text.box.width


def _column_place(name: Box, model: LegendEntry) -> Place | None:
    """The place of an entry above or below ``model`` whose name begins in the swatch's columns."""
    unit, swatch, start = model.text_box.height, model.swatch, model.text_box.x0
    if not SAME_ROW * unit < abs(name.cy - model.text_box.cy) <= NEAR_ROWS * unit:
        return None
    first = swatch.x0 - FIT * unit
    last = min(swatch.x1, start - OVERRUN * unit) if model.has_line or model.is_patch else swatch.x0 + FIT * unit
    within = first <= name.x0 <= last and name.x1 >= start + OVERRUN * unit
    return Place((round(swatch.x0), round(swatch.x1)), start, name.cy) if within else None


def _row_place(canvas: Canvas, name: Box, model: LegendEntry) -> Place | None:
    """The place of an entry beside ``model`` whose name begins with all of its swatch or a part of it."""
    unit, swatch, text = model.text_box.height, model.swatch, model.text_box
    if abs(name.cy - text.cy) > SAME_ROW * unit or name.overlap(model.box) > 0 or not model.has_line:
        return None
    if max(name.x0 - model.box.x1, model.box.x0 - name.x1) > ROW_GAP * unit:  # of the legend of another panel
        return None
    reach = Box(name.x0 - swatch.width, name.cy - 0.3 * unit, name.x0 + FIT * unit, name.cy + 0.3 * unit)
    columns = reach.slices(*canvas.rgb.shape[:2])[1]
    inked = np.flatnonzero(ink_mask(canvas, reach, background_of(canvas.rgb, text), name).any(axis=0))
    if len(inked) == 0:
        return None
    breaks = np.flatnonzero(np.diff(inked) > FIT * unit)
    x0 = columns.start + int(inked[breaks[-1] + 1 if len(breaks) else 0])
    x1 = round(x0 + swatch.width)
    return Place((x0, x1), x1 + text.x0 - swatch.x1, name.cy)


def _entry_at(canvas: Canvas, name: Text, place: Place, model: LegendEntry, dashed: bool = False) -> LegendEntry | None:
    """The entry of a name with a swatch like ``model``'s at the place, which may be of dashes; or None."""
    unit = model.text_box.height
    walled = replace(canvas, walls=(*canvas.walls, name.box))
    entry = separate_entry(walled, name, unit)
    if entry is None or not _alike(entry, place, model):
        entry = entry_in_span(walled, name, place.span, unit, dashed)
    if entry is None or not _alike(entry, place, model) or _is_overrun(canvas, entry, model):
        return None
    ground = background_of(canvas.rgb, model.text_box)
    return entry if color_distance(np.asarray(entry.color), ground) > INK_DISTANCE / 2 else None


def _alike(entry: LegendEntry, place: Place, model: LegendEntry) -> bool:
    """Whether the swatch stands in its place and is of the kind and size of the model's."""
    slack = FIT * model.text_box.height + 1
    last = place.start - 1 if may_end_in_gap(model) else place.span[1] + slack
    within = entry.swatch.x0 >= place.span[0] - slack and entry.swatch.x1 <= last
    sides = (sorted((box.width, box.height)) for box in (entry.swatch, model.swatch))  # triangles may be turned
    same = all(abs(a - b) <= SYMBOL * b + 1 for a, b in zip(*sides, strict=True))
    if not model.has_line:  # symbols of one legend are of one size, the first letters of a title seldom of that size
        return within and not entry.has_line and same
    wide = entry.swatch.width >= SHORTEST * model.swatch.width
    low = entry.swatch.height <= HIGHER * max(model.swatch.height, model.text_box.height)
    return within and wide and low and (entry.has_line or (same and entry.is_patch))  # a thick line looks like one


def _is_overrun(canvas: Canvas, entry: LegendEntry, model: LegendEntry) -> bool:
    """Whether curves run over a swatch of another colour: far higher than a line, and no marker is on it."""
    high = entry.swatch.height > 2 * model.swatch.height + 2
    if not (high and entry.has_line and entry.marker == "other" and model.has_line and model.marker is None):
        return False
    rgb = canvas.rgb[entry.swatch.slices(*canvas.rgb.shape[:2])]
    background = background_of(canvas.rgb, model.text_box)
    cosine, _ = direction_and_share(rgb, background, entry.color)
    other = (cosine < OTHER_INK) & (color_distance(rgb, background) > INK_DISTANCE)
    return bool(other.mean(axis=1).max() >= OVERRUN_SHARE)


def _without_wall(canvas: Canvas, box: Box) -> Canvas:
    return replace(canvas, walls=tuple(wall for wall in canvas.walls if wall != box))
