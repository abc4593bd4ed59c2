"""Which legend explains which panel, and labels that stand at the ends of lines instead of a legend."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import linear_sum_assignment

from extractors.channels import Rgb, color_distance, median_color
from extractors.end_print import LABEL_RISE
from extractors.geometry import Box
from extractors.image import Figure
from extractors.legend import Legend, LegendEntry
from extractors.legend_canvas import Canvas, background_of, make_canvas
from extractors.legend_entry import entries_unit
from extractors.legend_links import ROW_PITCH
from extractors.legend_names import legend_names
from extractors.line_names import LABEL_SHARE
from extractors.panel_boxes import Panel, holding_panel
from extractors.print_sizes import SMALLER
from extractors.readers import Text, TextReader
from extractors.swatch_style import INK_DISTANCE, Mask

# lengths in text heights
LABEL_GAP = 1.5  # from the end of a line to its label
SWATCHES = 0.5  # by which the swatches of one legend differ in length
LEAST_INK = 3  # pixels of a label's colour that show that its line ends there
# From a plot to a second legend of it: a farther one explains a chart whose plot was not found.
BESIDE = 12.0
CHROMATIC = 40  # between the largest and smallest channel of coloured print


@dataclass(frozen=True, slots=True)
class PanelLegend:
    """The legend of a panel. ``shared`` says that it stands in or beside another panel and explains this one too:

    then only entries whose colour occurs in the panel are meant.
    """

    legend: Legend
    shared: bool = False


def assign_legends(
    legends: Sequence[Legend], panels: Sequence[Panel], units: Sequence[float] = ()
) -> tuple[PanelLegend | None, ...]:
    """Per panel its legend, or None where the figure has none for it.

    A legend belongs to the panel that it stands in, else to the nearest; panels without one share what there is,
    legends outside all panels before those inside another. ``units``: the text height of each panel, where it is known;
    figures pasted into one picture, each with print of its own size, share nothing.
    """
    owners = _owners(legends, panels, units)
    own = [_merged([legend for legend, i in owners if i == index]) for index in range(len(panels))]
    outside = [legend for legend in legends if holding_panel(legend.box, panels) is None]
    lenders = outside or (list(legends) if len(legends) == 1 else [])
    assigned: list[PanelLegend | None] = []
    for index, (panel, legend) in enumerate(zip(panels, own, strict=True)):
        near = [lent for lent, i in owners if lent in lenders and _of_one_size(i, index, units)]
        if legend is not None:
            assigned.append(PanelLegend(legend))
        elif near:
            nearest = min(near, key=lambda lent: _distance(lent.box, panel.box))
            assigned.append(PanelLegend(nearest, shared=True))
        else:
            assigned.append(None)
    return tuple(assigned)


def _of_one_size(first: int, second: int, units: Sequence[float]) -> bool:
    """Whether the print of two panels is of one size."""
    return not units or _alike(units[first], units[second])


def _alike(one: float, other: float) -> bool:
    return SMALLER <= one / other <= 1 / SMALLER


def _owners(legends: Sequence[Legend], panels: Sequence[Panel], units: Sequence[float]) -> list[tuple[Legend, int]]:
    """Every legend with its panel: the one it stands in, or for those outside one that has none, all as near as can be.

    Legends under two stacked panels are each nearer to the panel below them, so they are not assigned one by one. Of
    figures pasted into one picture those come first that have print of the size of the legend's.
    """
    owners = [(legend, holder) for legend in legends if (holder := holding_panel(legend.box, panels)) is not None]
    outside = [legend for legend in legends if holding_panel(legend.box, panels) is None]
    taken = {index for _, index in owners}
    free = [i for i in range(len(panels)) if i not in taken] or list(range(len(panels)))
    if not outside or not free:
        return owners
    distances = np.array([[_distance(legend.box, panels[i].box) for i in free] for legend in outside])
    if units and len(free) > 1:
        other = [[not _alike(entries_unit(o.entries), units[i]) if o.entries else False for i in free] for o in outside]
        distances += np.where(other, sum(panel.box.width + panel.box.height for panel in panels), 0)
    rows, columns = linear_sum_assignment(distances)
    paired = dict(zip(rows.tolist(), columns.tolist(), strict=True))
    for row, legend in enumerate(outside):
        if row in paired or float(distances[row].min()) <= BESIDE * entries_unit(legend.entries):
            owners.append((legend, free[paired.get(row, int(distances[row].argmin()))]))
    return owners


def _distance(one: Box, other: Box) -> float:
    dx = max(one.x0 - other.x1, other.x0 - one.x1, 0.0)
    dy = max(one.y0 - other.y1, other.y0 - one.y1, 0.0)
    return float(np.hypot(dx, dy))


def _merged(legends: Sequence[Legend]) -> Legend | None:
    """One legend with the entries of all; the box and title are those of the longest."""
    if not legends:
        return None
    longest = max(legends, key=lambda legend: len(legend.entries))
    return replace(longest, entries=tuple(entry for legend in legends for entry in legend.entries))


def without_line_ends(
    legends: Sequence[Legend], assigned: Sequence[PanelLegend | None], names: Sequence[Sequence[LegendEntry]]
) -> tuple[Legend, ...]:
    """The legends without those that are ends of lines, or error bars, of panels where more names stand at line ends.

    ``assigned`` and ``names``: per panel its legend and the names at the ends of its lines.
    """
    taken = [
        entry
        for own, ends in zip(assigned, names, strict=True)
        if own is not None and (len(own.legend.entries) < len(ends) or _are_ends(own.legend.entries, ends))
        for entry in own.legend.entries
    ]
    return tuple(legend for legend in legends if not all(entry in taken for entry in legend.entries))


def _are_ends(entries: Sequence[LegendEntry], ends: Sequence[LegendEntry]) -> bool:
    """Whether the names at line ends are those of a legend, and its swatches of different lengths or far apart."""
    if len(entries) != len(ends) or len(ends) == 0:
        return False
    unit = entries_unit(entries)
    same = all(any(e.text_box.grown(0.5).overlap(end.text_box) > 0 for end in ends) for e in entries)
    lengths, rows = [e.swatch.width for e in entries], [e.text_box.cy for e in entries]
    apart = (max(rows) - min(rows)) / max(1, len(rows) - 1)
    return same and (max(lengths) - min(lengths) > SWATCHES * unit or apart > ROW_PITCH * unit)


def find_direct_labels(
    figure: Figure, panel: Panel, texts: Sequence[Text], used: Collection[Text], reader: TextReader | None = None
) -> tuple[LegendEntry, ...]:
    """Names printed at the right ends of lines, top to bottom; their ``swatch`` is where the line ends.

    ``used``: texts that are spoken for; ``reader``: as in ``find_legends``. A text counts where a coloured line ends
    just left of it, or where it is printed in the colour of a line; at least two such texts make labels, one alone is
    an annotation.
    """
    canvas = make_canvas(figure.rgb, [panel])
    names = [t for t in legend_names(canvas, texts, used, reader) if len(t.string) > 1]
    names = [t for t in names if any(c.isalpha() for c in t.string)]
    canvas = replace(canvas, walls=tuple(t.box for t in names))
    found = [entry for text in names if _at_line_end(text.box, panel) and (entry := _direct_label(canvas, text))]
    return tuple(sorted(found, key=lambda e: e.text_box.cy)) if len(found) > 1 else ()


def _at_line_end(text: Box, panel: Panel) -> bool:
    start = panel.box.x0 + LABEL_SHARE * panel.box.width
    return start <= text.x0 <= panel.box.x1 + LABEL_GAP * text.height and panel.box.y0 <= text.cy <= panel.box.y1


def _direct_label(canvas: Canvas, text: Text) -> LegendEntry | None:
    unit = max(1.0, text.box.height)
    reach = Box(
        text.box.x0 - LABEL_GAP * unit,
        text.box.cy - LABEL_RISE * unit,
        text.box.x0 - 1,
        text.box.cy + LABEL_RISE * unit,
    )
    rows, columns = reach.slices(*canvas.rgb.shape[:2])
    crop = canvas.rgb[rows, columns]
    background = background_of(canvas.rgb, text.box)
    ink: Mask = (color_distance(crop, background) > INK_DISTANCE) & ~canvas.grid[rows, columns]
    if not ink.any():
        return None
    color, print_color = _full_color(canvas, reach, background), _full_color(canvas, text.box, background)
    # the line may end on other paper than the print stands on, so that its colour is not the strongest contrast
    own = color_distance(crop, print_color) <= 2 * INK_DISTANCE
    alike = _is_colored(print_color) and int(own.sum()) >= LEAST_INK
    if not (alike or (_is_colored(color) and not _is_colored(print_color))):
        return None
    chosen = print_color if alike else color
    confidence = text.confidence * (0.9 if alike else 0.6)
    return LegendEntry(text.string, text.box, reach, chosen, confidence=confidence)


def _full_color(canvas: Canvas, box: Box, background: Rgb) -> Rgb:
    """The colour of the ink in the box with the strongest contrast, which anti-aliasing does not reach."""
    rows, columns = box.slices(*canvas.rgb.shape[:2])
    crop = canvas.rgb[rows, columns][~canvas.grid[rows, columns]]
    contrast = color_distance(crop, background)
    return median_color(crop[contrast >= 0.8 * float(np.percentile(contrast, 98))])


def _is_colored(color: Rgb) -> bool:
    return max(color) - min(color) > CHROMATIC
