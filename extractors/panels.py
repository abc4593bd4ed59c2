"""Panels and plot boxes: rectangles that strokes or fills bound and that carry tick labels on their outside."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from extractors.errors import NotAChart
from extractors.geometry import bounding
from extractors.image import Figure
from extractors.panel_boxes import Panel, frames_apart, panel_of
from extractors.panel_strokes import stroke_sets
from extractors.text import Text
from schemas.reasons import Reason

__all__ = ["Panel", "find_panels"]

# Tick labels begin within this many text heights of the spine (tick, padding and rotated print included).
LABEL_REACH = 3.5
# A legend or inset may stick out of its plot by less than half.
MOSTLY = 0.5


def find_panels(figure: Figure, texts: Sequence[Text], unit: float) -> tuple[Panel, ...]:
    """The panels of a figure in reading order; ``unit`` is the text height in pixels.

    Raises :class:`~extractors.errors.NotAChart` where no box, or none with tick labels, is found.
    """
    grey = np.asarray(cv2.cvtColor(figure.rgb, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    sets = [part for strokes in stroke_sets(grey, texts, unit) for part in frames_apart(strokes, unit)]
    candidates = [c for strokes in sets if (c := panel_of(figure.rgb, strokes, unit)) is not None]
    if not candidates:
        raise NotAChart(Reason.NO_PLOT_BOX, "no frame, pair of axes or grid bounds a plot")
    panels = with_labels(without_doubles(candidates), texts, unit)
    if not panels:
        raise NotAChart(Reason.NO_AXIS_LABELS, "no box has tick labels beside it")
    return tuple(reading_order(panels))


def without_doubles(panels: Sequence[Panel]) -> list[Panel]:
    """One panel where two candidates cover nearly the same area: the one with more spines, then the larger."""
    kept: list[Panel] = []
    for panel in sorted(panels, key=lambda p: (-len(p.spines), -p.box.area)):
        if all(panel.box.iou(other.box) < 0.6 for other in kept):
            kept.append(panel)
    return kept


def with_labels(panels: Sequence[Panel], texts: Sequence[Text], unit: float) -> list[Panel]:
    """Panels with tick labels beside them, and their siblings of the same size that share those labels."""
    counts = {id(p): label_counts(p, texts, unit) for p in panels}
    named = [p for p in panels if min(counts[id(p)]) >= 1 and sum(counts[id(p)]) >= 3]
    if not named:
        named = [p for p in panels if sum(counts[id(p)]) >= 2]
    named = [p for p in named if not _is_inner_frame(p, named, texts, unit)]
    siblings = [p for p in panels if p not in named and any(_sibling(p, other, unit) for other in named)]
    chosen = named + [p for p in siblings if not _is_inner_frame(p, named, texts, unit)]
    return [p for p in chosen if not _holds_others(p, chosen, counts)]


def _is_inner_frame(panel: Panel, named: Sequence[Panel], texts: Sequence[Text], unit: float) -> bool:
    """A frame in a plot is an inset only with numbers of its own on two sides; else it bounds a legend or a note."""
    box = panel.box
    outer = [p.box for p in named if p.box.area > box.area and p.box.overlap(box) > MOSTLY * box.area]
    numbers = [t for t in texts if t.string and sum(c.isdigit() for c in t.string) * 2 > len(t.string)]
    own = [t for t in numbers if all(o.holds(t.box.cx, t.box.cy) for o in outer)]
    return bool(outer) and min(label_counts(panel, own, unit)) < 2


def label_counts(panel: Panel, texts: Sequence[Text], unit: float) -> tuple[int, int]:
    """How many texts could be tick labels below (or above) and left (or right) of the box."""
    box, reach = panel.box, LABEL_REACH * unit
    below = beside = 0
    for text in texts:
        t = text.box
        digits = any(c.isdigit() for c in text.string)
        if box.x0 - unit <= t.cx <= box.x1 + unit:
            under = -0.3 * unit <= t.y0 - box.y1 <= reach
            over = -0.3 * unit <= box.y0 - t.y1 <= reach
            below += under or (over and digits)
        elif digits and box.y0 - unit <= t.cy <= box.y1 + unit:
            beside += -0.3 * unit <= box.x0 - t.x1 <= reach or -0.3 * unit <= t.x0 - box.x1 <= reach
    return below, beside


def _sibling(panel: Panel, other: Panel, unit: float) -> bool:
    a, b = panel.box, other.box
    same_size = abs(a.width - b.width) < unit and abs(a.height - b.height) < unit
    in_row = abs(a.y0 - b.y0) < unit and abs(a.y1 - b.y1) < unit
    in_column = abs(a.x0 - b.x0) < unit and abs(a.x1 - b.x1) < unit
    apart = a.overlap(b) == 0
    return apart and (same_size or in_row or in_column)


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
