"""The legend of a panel or figure: names with their swatches.

A name counts as an entry because a swatch stands beside it; names whose swatch is crossed by curves are read where the
other swatches of the same column stand.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from extractors.crossed_rows import with_parted_rows
from extractors.geometry import Box, bounding, connected
from extractors.image import Figure
from extractors.legend_beside import joined_groups, unread_beside, without_repeats
from extractors.legend_canvas import Canvas, make_canvas, mirrored_box
from extractors.legend_entry import (
    PIXEL,
    SAME_COLUMN,
    LegendEntry,
    entries_unit,
    entry_in_span,
    name_unit,
    regular_entries,
    separate_entry,
)
from extractors.legend_fit import is_named_by, swallowed_entry, with_first_letters, without_intruders
from extractors.legend_frame import frame_through, legend_box, legend_title
from extractors.legend_links import FAR_PITCH, linked
from extractors.legend_low_letters import with_low_letters
from extractors.legend_names import is_swatch_text, legend_names
from extractors.legend_places import entry_beside, farthest
from extractors.legend_proof import is_legend
from extractors.legend_reading import read_cut_names
from extractors.legend_rows import overrun_entry, pale_entry, recut_entries, unread_entries, whole_names
from extractors.legend_symbols import with_symbols
from extractors.legend_words import with_last_words, without_last_words
from extractors.name_print import print_height
from extractors.panel_boxes import Panel, holding_panel
from extractors.readers import Text, TextReader
from extractors.recurring_swatches import with_parted_names
from extractors.stacked_lines import with_parted_lines
from extractors.swatch_look import with_looks
from extractors.swatch_spans import agreed_span, even_runs
from extractors.swatches import of_several_inks

__all__ = ["Legend", "LegendEntry", "find_legends"]

LEAST_SLANTED = 3  # letters of a slanted text
SHARED = 0.5  # of a name or swatch that another group has: both cannot be right


@dataclass(frozen=True, slots=True)
class Legend:
    """Entries in reading order, the box that holds swatches and names (the frame where there is one), and the title."""

    box: Box
    entries: tuple[LegendEntry, ...]
    title: str | None = None
    framed: bool = False


def find_legends(
    figure: Figure,
    panels: Sequence[Panel],
    texts: Sequence[Text],
    used: Collection[Text],
    reader: TextReader | None = None,
) -> tuple[Legend, ...]:
    """All legends of the figure in reading order; an empty tuple where there is none.

    ``texts``: everything read in the figure, in working pixels; ``used``: those that are spoken for (tick labels);
    ``reader`` reads names again that were read together with their swatch.
    """
    canvas = make_canvas(figure.rgb, panels)
    if reader is not None:
        texts = with_parted_lines(canvas, with_parted_rows(canvas, panels, texts, reader), used, reader)
    names = legend_names(canvas, texts, used, reader)
    if not names:
        return ()
    walls = [t.box for t in texts if t in used or (_is_turned(t) and not _shows_swatches(figure, t))]
    canvas = replace(canvas, walls=(*walls, *(t.box for t in names)))
    # specks that were read as a letter must not set the scale
    unit = float(np.median([print_height(t) for t in names for _ in t.string]))
    groups = _groups_of_both_sides(canvas, panels, names, unit)
    if reader is not None and (parted := with_parted_names(canvas, groups, names, reader)) != names:
        canvas = replace(canvas, walls=(*walls, *(t.box for t in parted)))
        names = parted
        groups = _groups_of_both_sides(canvas, panels, names, unit)
    groups = [with_low_letters(canvas, read_cut_names(canvas, panels, group, names, reader)) for group in groups]
    groups = [with_symbols(group) for group in groups]
    parts = [part for group in groups if group for part in without_repeats(group)]
    legends = [_legend(canvas, with_looks(figure.rgb, part), names) for part in parts]
    kept = [legend for legend in legends if is_legend(legend.entries, legend.box, legend.framed, panels)]
    kept = [legend for legend in kept if not any(_holds(other, legend) for other in kept)]
    outside = [legend for legend in kept if len(legend.entries) > 1 and holding_panel(legend.box, panels) is None]
    shown = [entry for legend in outside for entry in legend.entries]
    kept = [o for o in kept if o.framed or o in outside or not is_named_by(shown, o.entries)]
    return tuple(sorted(kept, key=lambda legend: (legend.box.y0, legend.box.x0)))


def _holds(one: Legend, other: Legend) -> bool:
    """Whether a legend with more entries holds the names of the other one: its title beside what shows through."""
    names = (entry.text_box for entry in other.entries)
    return len(one.entries) > len(other.entries) and all(one.box.holds(name.cx, name.cy) for name in names)


def _is_turned(text: Text) -> bool:
    """Whether a text is turned; of a letter or two no slant is sure."""
    return text.rotation % 180 == 90 or (text.rotation != 0 and len(text.string.strip()) >= LEAST_SLANTED)


def _shows_swatches(figure: Figure, text: Text) -> bool:
    return is_swatch_text(figure.rgb, text) or of_several_inks(figure.rgb, text.box)


def _groups_of_both_sides(
    canvas: Canvas, panels: Sequence[Panel], names: Sequence[Text], unit: float
) -> list[list[LegendEntry]]:
    """Groups of entries, each with its swatches on the side that explains more names; left where it is even.

    A patch explains a name as a line does: beside that of a bar the end of a frame passes for a line.
    """
    width = canvas.rgb.shape[1]
    left = _groups(canvas, panels, names, unit)
    flipped_panels = [replace(p, box=mirrored_box(p.box, width)) for p in panels]
    flipped = [replace(t, box=mirrored_box(t.box, width)) for t in names]
    right = [
        [replace(e, text_box=mirrored_box(e.text_box, width), swatch=mirrored_box(e.swatch, width)) for e in group]
        for group in _groups(canvas.mirrored(), flipped_panels, flipped, unit)
    ]
    chosen: list[list[LegendEntry]] = []
    for group in sorted(left + right, key=lambda g: (len(g), sum(e.has_line or e.is_patch for e in g)), reverse=True):
        if not any(_share_names(group, other) for other in chosen):
            chosen.append(_in_reading_order(group, unit))
    return chosen


def _in_reading_order(group: Sequence[LegendEntry], unit: float) -> list[LegendEntry]:
    """Rows down, then left to right; names in one row stand off their line by their descenders at most."""
    rows: list[list[LegendEntry]] = []
    for entry in sorted(group, key=lambda e: e.text_box.cy):
        if rows and entry.text_box.cy - rows[-1][0].text_box.cy <= 0.6 * unit:
            rows[-1].append(entry)
        else:
            rows.append([entry])
    return [entry for row in rows for entry in sorted(row, key=lambda e: e.text_box.x0)]


def _share_names(one: Sequence[LegendEntry], other: Sequence[LegendEntry]) -> bool:
    taken = [box for e in other for box in (e.text_box, e.swatch)]
    return any(box.overlap(own) > SHARED * own.area for e in one for own in (e.text_box, e.swatch) for box in taken)


def _groups(canvas: Canvas, panels: Sequence[Panel], names: Sequence[Text], unit: float) -> list[list[LegendEntry]]:
    """Entries with their swatch on the left, in groups that stand together."""
    entries = [e for text in names if (e := separate_entry(canvas, text, name_unit(text, unit))) is not None]
    groups = connected(entries, lambda a, b: linked(a, b, panels))
    groups = [without_last_words(canvas, regular_entries(canvas, group)) for group in groups]
    groups = [without_intruders(canvas, group) for group in groups]
    groups = [_completed(canvas, panels, group, names) for group in groups]
    groups = joined_groups([group + unread_beside(canvas, group) for group in groups])
    groups = [with_first_letters(canvas, group) for group in _linked_groups(groups, panels)]
    groups = [with_last_words(canvas, panels, group, names) for group in groups]
    taken = {e.text_box for group in groups if len(group) > 1 for e in group}
    rest = [t for t in names if t.box not in taken and holding_panel(t.box, panels) is not None]
    overdrawn = _overdrawn_groups(canvas, panels, rest, unit)
    drawn_over = {e.text_box for group in overdrawn for e in group}
    return overdrawn + [g for g in groups if not any(e.text_box in drawn_over for e in g)]


def _linked_groups(groups: Sequence[list[LegendEntry]], panels: Sequence[Panel]) -> list[list[LegendEntry]]:
    """The groups, joined where entries that were found last fill the gap between two of them, with swatches alike."""

    def joined(a: LegendEntry, b: LegendEntry) -> bool:
        return abs(a.swatch.width - b.swatch.width) <= PIXEL and linked(a, b, panels)

    def follow(one: list[LegendEntry], other: list[LegendEntry]) -> bool:
        return not _share_names(one, other) and any(joined(a, b) for a in one for b in other)

    return [[entry for group in cluster for entry in group] for cluster in connected(groups, follow)]


def _completed(
    canvas: Canvas, panels: Sequence[Panel], group: list[LegendEntry], names: Sequence[Text]
) -> list[LegendEntry]:
    """The group with the names that continue one of its columns but whose swatch touches other ink."""
    canvas = _without_walls_on_swatches(canvas, group)
    lined = any(e.has_line or e.is_patch for e in group)
    complete = recut_entries(canvas, group)
    for _ in names:
        free = [t for t in names if all(_apart(t.box, e.text_box) for e in complete)]
        found = [
            entry
            for text in free
            if (
                entry := overrun_entry(canvas, text, complete)
                or (lined and entry_beside(canvas, panels, text, complete))
                or swallowed_entry(canvas, text, complete)
                or pale_entry(canvas, text, complete)
            )
        ]
        if not found:
            break
        complete += found
    complete = whole_names(canvas, complete)
    return complete + unread_entries(canvas, complete)


def _without_walls_on_swatches(canvas: Canvas, group: Sequence[LegendEntry]) -> Canvas:
    """The canvas without walls that lie wholly in columns of swatches: markers that were read as letters."""
    lined = [e for e in group if e.has_line]

    def on_swatch(wall: Box) -> bool:
        over = (e for e in lined if e.swatch.x0 - PIXEL <= wall.x0 and wall.x1 <= e.swatch.x1 + PIXEL)
        return any(abs(e.swatch.cy - wall.cy) <= FAR_PITCH * e.text_box.height for e in over)

    return replace(canvas, walls=tuple(wall for wall in canvas.walls if not on_swatch(wall)))


def _apart(one: Box, other: Box) -> bool:
    """Whether neither box holds the print of the other."""
    return one.overlap(other) <= SHARED * min(one.area, other.area)


def _overdrawn_groups(
    canvas: Canvas, panels: Sequence[Panel], names: Sequence[Text], unit: float
) -> list[list[LegendEntry]]:
    """Legends none of whose swatches stands free: columns of names beside which strokes of equal span are drawn."""
    columns = connected(names, lambda a, b: _stacked(a, b, panels))
    groups = []
    for column in columns:
        height = max(name_unit(t, unit) for t in column)
        span = agreed_span([even_runs(canvas, t.box, height) for t in column], height) if len(column) > 1 else None
        if span is None:
            continue
        entries = [e for t in column if (e := entry_in_span(canvas, t, span, height)) is not None]
        if len(entries) > 1:
            groups.append(entries)
    return groups


def _stacked(a: Text, b: Text, panels: Sequence[Panel]) -> bool:
    height = max(a.box.height, b.box.height)
    aligned = abs(a.box.x0 - b.box.x0) <= SAME_COLUMN * height
    near = 0.6 * height <= abs(a.box.cy - b.box.cy) <= farthest(a.box, b.box, [a.string, b.string])
    return aligned and near and holding_panel(a.box, panels) == holding_panel(b.box, panels)


def _legend(canvas: Canvas, entries: Sequence[LegendEntry], names: Sequence[Text]) -> Legend:
    content = bounding([e.box for e in entries])
    unit = entries_unit(entries)
    rows = np.diff(sorted(e.text_box.cy for e in entries))
    printed = bounding([e.text_box for e in entries])
    frame = frame_through(canvas, content, printed, unit, float(rows.max(initial=0)))
    taken = {e.text_box for e in entries}
    stacked = len(entries) > 1 and all(abs(e.swatch.cx - content.x0) <= 3 * unit for e in entries)
    title = legend_title(content, frame, [t for t in names if t.box not in taken], unit, stacked)
    return Legend(
        legend_box(content, frame, title), tuple(entries), None if title is None else title.string, frame is not None
    )
