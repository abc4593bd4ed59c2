"""Panels and plot boxes: rectangles that strokes or fills bound and that carry tick labels on their outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.alleys import sets_apart
from extractors.bare_panels import bare_panels
from extractors.errors import NotAChart
from extractors.even_boxes import with_even_boxes
from extractors.filled_panels import filled_panels
from extractors.geometry import Box, bounding
from extractors.image import Figure, reduce
from extractors.label_alleys import sets_above_labels
from extractors.label_ladders import LabelLadder, is_number, value_columns, value_rows
from extractors.label_reach import reaching_labels
from extractors.open_ends import reaching_data
from extractors.panel_boxes import Panel, frames_apart, panel_of
from extractors.panel_strokes import stroke_sets
from extractors.print_sizes import units_of
from extractors.split_boxes import without_splits
from extractors.strip_sets import sets_below_strips
from extractors.text import Text
from extractors.title_strips import HIGHEST, without_strips
from schemas.reasons import Reason

__all__ = ["Panel", "find_panels"]

# Reductions at which a figure is searched, while its print stays as high as this: smaller figures are read, too.
REDUCED, SMALLEST_PRINT = (1, 2, 4), 5.0
# Tick labels begin within this many text heights of the spine (tick, padding and rotated print included).
LABEL_REACH = 3.5
# Where no box has labels that near, within this many: some themes set them far off.
FAR_REACH = 5.0
# The box of a label may be loose and reach into the plot by so much, in text heights; its middle is no farther beyond
# a corner than that, where labels of the other axis stand.
LOOSE = 0.6
# A column of so many numbers is the axis of one plot.
LONG = 5
# A legend or inset may stick out of its plot by less than half.
MOSTLY = 0.5


def find_panels(figure: Figure, texts: Sequence[Text], unit: float) -> tuple[Panel, ...]:
    """The panels of a figure in reading order; ``unit`` is the text height in pixels.

    Where strokes bound none, they are sought in the figure reduced, which gathers edges that a blur has spread, and
    then tick labels alone. Raises :class:`~extractors.errors.NotAChart` where no box, or none with tick labels, is
    found.
    """
    factors = [f for f in REDUCED if f == 1 or unit >= SMALLEST_PRINT * f]
    found = [without_doubles(bounded_panels(figure.rgb, texts, unit, factors[0]), texts, unit)]
    for factor in factors[1:]:
        if with_labels(found[-1], texts, unit):
            break
        found.append(without_doubles(bounded_panels(figure.rgb, texts, unit, factor), texts, unit))
    panels = with_labels(found[-1], texts, unit) or with_labels(found[0], texts, unit, reach=FAR_REACH)
    panels = without_parts(panels, texts, unit)
    panels += of_larger_print(found[-1], panels, texts, unit)
    panels += with_row_below(found[-1], panels, texts, unit)
    panels += bare_panels(figure.rgb, texts, unit, panels, [p for part in found for p in part])
    panels = panels or with_labels(filled_panels(figure.rgb, unit), texts, unit, False)
    if panels := panels or with_labels(found[0], texts, unit, False):
        panels = without_splits(panels, texts, unit)
        panels = reaching_labels(figure.rgb, reading_order(panels), texts, unit)
        panels = with_even_boxes(reaching_data(figure.rgb, panels, unit), unit)
        return tuple(without_strips(figure.rgb, panels, texts, unit))
    if any(found):
        raise NotAChart(Reason.NO_AXIS_LABELS, "no box has tick labels beside it")
    raise NotAChart(Reason.NO_PLOT_BOX, "no frame, pair of axes or grid bounds a plot")


def bounded_panels(rgb: NDArray[np.uint8], texts: Sequence[Text], unit: float, factor: int) -> list[Panel]:
    """The boxes that strokes bound in the figure reduced by ``factor``, in pixels of the whole one."""
    small = rgb if factor == 1 else reduce(rgb, factor)
    scaled = [replace(t, box=_resized(t.box, 1 / factor)) for t in texts]
    grey = np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    sets = [a for s in stroke_sets(grey, scaled, unit / factor) for a in sets_apart(s, grey, scaled, unit / factor)]
    sets = [a for s in sets for a in sets_above_labels(s, grey, scaled, unit / factor)]
    sets = [a for s in sets for a in sets_below_strips(s, grey, scaled, unit / factor)]
    sets = [p for s in sets for p in frames_apart(s, unit / factor)]
    panels = [panel for strokes in sets if (panel := panel_of(small, strokes, unit / factor)) is not None]
    return [_enlarged(panel, factor) for panel in panels]


def _resized(box: Box, scale: float) -> Box:
    x0, y0, x1, y1 = ((v + 0.5) * scale - 0.5 for v in (box.x0, box.y0, box.x1, box.y1))
    return Box(x0, y0, x1, y1)


def _enlarged(panel: Panel, factor: int) -> Panel:
    across, down = (tuple((v + 0.5) * factor - 0.5 for v in places) for places in (panel.strokes_x, panel.strokes_y))
    return replace(panel, box=_resized(panel.box, factor), strokes_x=across, strokes_y=down)


def without_doubles(panels: Sequence[Panel], texts: Sequence[Text], unit: float) -> list[Panel]:
    """One panel where two candidates cover nearly the same area.

    It is the one with tick labels along two sides (staircases are a box of strokes, too), then the one with more
    spines, then the larger.
    """
    kept: list[Panel] = []
    labelled = {id(p): min(label_counts(p, texts, unit)) > 0 for p in panels}
    for panel in sorted(panels, key=lambda p: (not labelled[id(p)], -len(p.spines), -p.box.area)):
        if all(panel.box.iou(other.box) < 0.6 for other in kept):
            kept.append(panel)
    return kept


def with_labels(
    panels: Sequence[Panel], texts: Sequence[Text], unit: float, both: bool = True, reach: float = LABEL_REACH
) -> list[Panel]:
    """Panels with tick labels along ``both`` sides or one, and their siblings of the same size that share them."""
    counts = {id(p): label_counts(p, texts, unit, reach) for p in panels}
    if both:
        named = [p for p in panels if min(counts[id(p)]) >= 1 and sum(counts[id(p)]) >= 3]
    else:
        named = [p for p in panels if sum(counts[id(p)]) >= 2]
    named = [p for p in named if not _is_inner_frame(p, named, texts, unit)]
    siblings = [p for p in panels if p not in named and any(_sibling(p, other, unit) for other in named)]
    chosen = named + [p for p in siblings if not _is_inner_frame(p, named, texts, unit)]
    return [p for p in chosen if not _holds_others(p, chosen, counts)]


def without_parts(panels: Sequence[Panel], texts: Sequence[Text], unit: float) -> list[Panel]:
    """The panels without those that only one label of the numbers beside them stands beside: curves bound a part.

    The left axis of a plot, where there is one, is a spine.
    """
    ladders = [ladder for ladder in value_columns(texts, unit) if len(ladder.places) >= LONG]
    return [p for p in panels if "left" in p.spines or not any(_is_part(p.box, ladder, unit) for ladder in ladders)]


def _is_part(box: Box, ladder: LabelLadder, unit: float) -> bool:
    beside = [place for place in ladder.places if box.y0 - unit <= place <= box.y1 + unit]
    edge = float(np.median([label.x1 for label in ladder.boxes]))  # marks may be read with some labels
    return -LOOSE * unit <= box.x0 - edge <= LABEL_REACH * unit and len(beside) == 1


def of_larger_print(boxes: Sequence[Panel], panels: Sequence[Panel], texts: Sequence[Text], unit: float) -> list[Panel]:
    """Boxes apart from the ``panels`` that have tick labels as near as their own print is high.

    Figures pasted into one picture bring print of their own size.
    """
    apart = [box for box in boxes if all(box.box.overlap(p.box) == 0 for p in panels)]
    own = units_of([*panels, *apart], texts, unit)[len(panels) :]
    return [box for box, height in zip(apart, own, strict=True) if height > unit and with_labels([box], texts, height)]


def with_row_below(boxes: Sequence[Panel], panels: Sequence[Panel], texts: Sequence[Text], unit: float) -> list[Panel]:
    """Boxes apart from the ``panels`` with a spine below and beside, and a row of numbers along all of the lower one.

    Of figures pasted into one picture some are so small that the digits beside an axis are read only when it is known.
    """
    cornered = [p for p in boxes if "bottom" in p.spines and p.spines & {"left", "right"}]
    apart = [p for p in cornered if all(p.box.overlap(o.box) == 0 for o in panels)]
    rows = value_rows(texts, unit) if apart and panels else []
    return [p for p in apart if any(_runs_along(row, p.box, unit) for row in rows)]


def _runs_along(row: LabelLadder, box: Box, unit: float) -> bool:
    inside = box.x0 - unit <= row.places[0] and row.places[-1] <= box.x1 + unit
    below = 0 <= row.box.y0 - box.y1 <= LABEL_REACH * unit
    return inside and below and row.places[-1] - row.places[0] > MOSTLY * box.width


def _is_inner_frame(panel: Panel, named: Sequence[Panel], texts: Sequence[Text], unit: float) -> bool:
    """A frame in a plot is an inset only with numbers of its own on two sides; else it bounds a legend or a note."""
    box = panel.box
    outer = [p.box for p in named if p.box.area > box.area and p.box.overlap(box) > MOSTLY * box.area]
    numbers = [t for t in texts if t.string and sum(c.isdigit() for c in t.string) * 2 > len(t.string)]
    own = [t for t in numbers if all(o.holds(t.box.cx, t.box.cy) for o in outer)]
    return bool(outer) and min(label_counts(panel, own, unit)) < 2


def label_counts(
    panel: Panel, texts: Sequence[Text], unit: float, text_heights: float = LABEL_REACH
) -> tuple[int, int]:
    """How many texts could be tick labels below (or above) and left (or right) of the box, and are as near as that."""
    box, reach = panel.box, text_heights * unit
    below = beside = 0
    for text in texts:
        t = text.box
        number = is_number(text)
        under = -LOOSE * unit <= t.y0 - box.y1 <= reach
        over = -LOOSE * unit <= box.y0 - t.y1 <= reach and any(c.isdigit() for c in text.string)
        if (under or over) and box.x0 - unit <= t.cx <= box.x1 + unit:
            below += 1
        elif number and box.y0 - LOOSE * unit <= t.cy <= box.y1 + LOOSE * unit:
            beside += -LOOSE * unit <= box.x0 - t.x1 <= reach or -LOOSE * unit <= t.x0 - box.x1 <= reach
    return below, beside


def _sibling(panel: Panel, other: Panel, unit: float) -> bool:
    """Whether two boxes are of one grid; one of them may still have the strip of its title."""
    a, b = panel.box, other.box
    same_size = abs(a.width - b.width) < unit and abs(a.height - b.height) < unit
    in_row = abs(a.y0 - b.y0) < unit and abs(a.y1 - b.y1) < unit
    in_column = abs(a.x0 - b.x0) < unit and abs(a.x1 - b.x1) < unit
    with_strip = abs(a.width - b.width) < unit and abs(a.y1 - b.y1) < unit and abs(a.y0 - b.y0) < HIGHEST * unit
    apart = a.overlap(b) == 0
    return apart and (same_size or in_row or in_column or with_strip)


def _holds_others(panel: Panel, chosen: Sequence[Panel], counts: dict[int, tuple[int, int]]) -> bool:
    """A frame around several panels is no panel itself."""
    inside = [p for p in chosen if p is not panel and p.box.overlap(panel.box) > 0.95 * p.box.area]
    if not inside:
        return False
    share = bounding(p.box for p in inside).area / panel.box.area
    return share > 0.6 or (len(inside) > 1 and sum(counts[id(panel)]) < 4)


def reading_order(panels: Sequence[Panel]) -> list[Panel]:
    """Rows top to bottom, in a row left to right; panels overlapping by half their height are one row."""
    rows: list[list[Panel]] = []
    for panel in sorted(panels, key=lambda p: p.box.cy):
        for row in rows:
            first = row[0].box
            shared = min(first.y1, panel.box.y1) - max(first.y0, panel.box.y0)
            if shared > 0.5 * min(first.height, panel.box.height):
                row.append(panel)
                break
        else:
            rows.append([panel])
    rows.sort(key=lambda row: min(p.box.y0 for p in row))
    return [p for row in rows for p in sorted(row, key=lambda p: p.box.x0)]
