"""Plots without frame, axes or grid: their places follow from their tick labels alone."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from extractors.bare_plots import CLEARANCE, Sheet, end_of, plot_of
from extractors.channels import channel_max
from extractors.geometry import Box
from extractors.label_ladders import LEAST_LABELS, LabelLadder, label_columns, label_rows, slanted_rows, turned_rows
from extractors.panel_boxes import Panel, background_of
from extractors.text import Text

Mask = NDArray[np.bool_]

# Levels by which ink differs from the ground.
INK = 30
# A plot is drawn over at least this share of its columns. Print takes less than this share of it.
DRAWN, PRINTED = 0.3, 0.25
# Two boxes that share more of the smaller one than this are one plot.
SAME = 0.2
# A column of labels is level with another one where it stands beside more of it than this share.
LEVEL = 0.5
# Rows and columns of labels are of one length where they differ by less than so many text heights.
SAME_LENGTH = 0.5
# The labels of a box by strokes are no farther from it than this, in text heights.
FAR = 5.0


@dataclass(frozen=True)
class _Place:
    """A plot between a column and a row of labels."""

    column: LabelLadder
    row: LabelLadder
    box: Box


def bare_panels(
    rgb: NDArray[np.uint8], texts: Sequence[Text], unit: float, found: Sequence[Panel], bounded: Sequence[Panel]
) -> list[Panel]:
    """The panels that a column of numbers and a row of labels below span, where none of ``found`` is.

    ``bounded`` are boxes by strokes whose labels were not seen near them: where one lies so, it is the plot. Of plots
    that share their labels only the outer ones stand beside both; the others lie where their row and column cross.
    """
    ground = np.array(background_of(rgb, Box(0, 0, rgb.shape[1] - 1, rgb.shape[0] - 1)), np.int16)
    ink = np.asarray(channel_max(np.abs(rgb.astype(np.int16) - ground)) > INK, dtype=np.bool_)
    columns, rows = label_columns(texts, ink, unit), label_rows(texts, ink, unit)
    rows = rows + slanted_rows(texts, ink, unit) + turned_rows(texts, ink, unit)
    rows = [part for row in rows for part in _parts(row, columns, unit)]
    drawn = ink.copy()
    for text in texts:
        drawn[text.box.grown(1).slices(ink.shape[0], ink.shape[1])] = False
    places = []
    for row in sorted(rows, key=lambda r: -len(r.places)):  # labels of some y axes may stand in a row, too
        beside = [c for c in columns if _spans(c, row, unit)]
        if beside:
            column = max(beside, key=lambda c: c.box.x1)
            places.append(_Place(column, row, plot_of(column, row, columns, rows, Sheet(rgb, ink, drawn), unit)))
    places = [place for place in places if not any(_stands_between(other, place) for other in places)]
    places = [place for place in places if not _are_titles(place.row, rows, unit)]
    panels = list(found)
    spots = [(place, _bounded_at(place, bounded, unit)) for place in places]
    places = [place if panel is None else replace(place, box=panel.box) for place, panel in spots]
    boxes = [(place.box, panel) for place, (_, panel) in zip(places, spots, strict=True)]
    for box, panel in boxes + [(box, None) for box in _crossings(places, columns, rows, found, unit)]:
        if _lies_on(drawn, box, unit) and _is_drawn(box, drawn, texts) and all(_are_apart(box, p.box) for p in panels):
            panels.append(panel or _unbounded(rgb, box))
    return panels[len(found) :]


def _spans(column: LabelLadder, row: LabelLadder, unit: float) -> bool:
    """Whether the row begins right of the column and lies below it, both by less than a step."""
    to_right = row.places[0] - end_of(column)
    downwards = row.box.y0 - column.places[-1]
    reach = CLEARANCE * unit
    return -reach <= to_right < row.step + 3 * unit and -reach <= downwards < column.step + 3 * unit


def _stands_between(other: _Place, place: _Place) -> bool:
    """Whether the other row stands between the same column and the row of a place, and is as wide: a legend's below."""
    upper, lower = other.row.box, place.row.box
    return other.column == place.column and upper.y1 < lower.y0 and upper.width >= lower.width


def _parts(row: LabelLadder, columns: Sequence[LabelLadder], unit: float) -> list[LabelLadder]:
    """The labels of a row between columns over it that are level with its own: each of them begins another plot."""
    own = max((c.box for c in columns if _spans(c, row, unit)), key=lambda box: box.x1, default=None)
    if own is None:
        return [row]
    level = [c.box for c in columns if min(own.y1, c.box.y1) - max(own.y0, c.box.y0) > LEVEL * own.height]
    starts = [box.x0 for box in level if row.places[0] < box.x0 and box.x1 < row.places[-1]]
    cuts = sorted({int(np.searchsorted(row.places, x)) for x in starts} | {0, len(row.places)})
    parts = [LabelLadder(row.boxes[a:b], row.places[a:b]) for a, b in itertools.pairwise(cuts)]
    return [part for part in parts if len(part.places) >= LEAST_LABELS]


def _are_titles(row: LabelLadder, rows: Sequence[LabelLadder], unit: float) -> bool:
    """Whether the labels of a row stand each over a row of its own further down: they name the plots of a grid."""
    lower = [other for other in rows if other.box.y0 > row.box.y1]
    foot = min((other.box.cy for other in lower), default=0.0)
    below = [other for other in lower if other.box.cy - foot < unit]
    over = [[other.box.x0 <= place <= other.box.x1 for place in row.places] for other in below]
    return len(below) == len(row.places) and all(sum(held) == 1 for held in over)


def _crossings(
    places: Sequence[_Place],
    columns: Sequence[LabelLadder],
    rows: Sequence[LabelLadder],
    found: Sequence[Panel],
    unit: float,
) -> list[Box]:
    """Where plots lie that share the labels of others: as far from their column and row as a plot beside both.

    Of labels that were not all read, a plot of the same size in the same row or column tells how far.
    """
    boxes = []
    for first in places:
        box, column, row = first.box, first.column, first.row
        below = [r for r in rows if abs(r.box.cy - row.box.cy) < unit and _are_alike(r, row, unit)]
        beside = [c for c in columns if abs(c.box.x1 - column.box.x1) < unit and _are_alike(c, column, unit)]
        alike = [p.box for p in found if max(abs(p.box.width - box.width), abs(p.box.height - box.height)) < unit]
        rights = [r.places[0] - row.places[0] for r in below]
        rights += [b.x0 - box.x0 for b in alike if abs(b.y0 - box.y0) < unit]
        downs = [c.places[0] - column.places[0] for c in beside]
        downs += [b.y0 - box.y0 for b in alike if abs(b.x0 - box.x0) < unit]
        shifts = itertools.product(downs, rights)
        boxes += [Box(box.x0 + right, box.y0 + down, box.x1 + right, box.y1 + down) for down, right in shifts]
    return boxes


def _are_alike(one: LabelLadder, other: LabelLadder, unit: float) -> bool:
    """Whether two ladders have as many labels, or are as long: of small print inner labels may not be read."""
    length, needed = (ladder.places[-1] - ladder.places[0] for ladder in (one, other))
    return len(one.places) == len(other.places) or abs(length - needed) < SAME_LENGTH * unit


def _lies_on(drawn: Mask, box: Box, unit: float) -> bool:
    """Whether a plot, its rim aside, is within the picture."""
    return Box(0, 0, drawn.shape[1], drawn.shape[0]).grown(unit).overlap(box) >= box.area


def _is_drawn(box: Box, drawn: Mask, texts: Sequence[Text]) -> bool:
    """Whether there are lines in the box, and not mainly print as in a table."""
    inside = drawn[box.slices(*drawn.shape)]
    printed = sum(t.box.overlap(box) for t in texts)
    return inside.size > 0 and float(inside.any(axis=0).mean()) >= DRAWN and printed < PRINTED * box.area


def _bounded_at(place: _Place, bounded: Sequence[Panel], unit: float) -> Panel | None:
    """The largest box by strokes that lies beside both ladders and holds the places of all their labels."""

    def fits(box: Box) -> bool:
        column, row, reach, loose = place.column, place.row, FAR * unit, CLEARANCE * unit
        near = -loose <= box.x0 - column.box.x1 <= reach and -loose <= row.box.y0 - box.y1 <= reach
        along = box.x0 - loose <= row.places[0] and row.places[-1] <= box.x1 + loose
        return near and along and box.y0 - loose <= column.places[0] and column.places[-1] <= box.y1 + loose

    return max((p for p in bounded if fits(p.box)), key=lambda p: p.box.area, default=None)


def _unbounded(rgb: NDArray[np.uint8], box: Box) -> Panel:
    return Panel(box, frozenset(), background_of(rgb, box))


def _are_apart(box: Box, other: Box) -> bool:
    return box.overlap(other) <= SAME * min(box.area, other.area)
