"""Plots without frame, axes or grid: their places follow from their tick labels alone."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.channels import channel_max
from extractors.geometry import Box
from extractors.label_ladders import UNREAD, LabelLadder, label_columns, label_rows, slanted_rows, turned_rows
from extractors.panel_boxes import Panel, background_of
from extractors.text import Text

Mask = NDArray[np.bool_]

# An axis goes on beyond its last label by less than a step; the labels of the other axis begin within that, too.
BEYOND = 0.95
# Tick marks begin within so many text heights of their labels and are no longer than that; where there are none, data
# keep this distance.
TICK_REACH, TICK_LENGTH, CLEARANCE = 1.2, 3.0, 0.5
# Marks that stand farther off, but no more than this, all begin and end at the same places, to so many pixels.
FAR_TICKS, SAME_PLACE = 2.2, 1
# Labels beside an axis end in line to this.
IN_LINE = 0.3
# Levels by which ink differs from the ground.
INK = 30
# A plot is drawn over at least this share of its columns. Print takes less than this share of it.
DRAWN, PRINTED = 0.3, 0.25
# Dashes of one line are closer than HOLE, in text heights; long ones, which share so much of their colours, may be as
# far apart as DASH_GAP. Colours are counted in bins of so many levels in each channel.
HOLE, DASH_GAP, SHARED, LEVELS = 0.6, 1.6, 0.3, 64
# Two boxes that share more of the smaller one than this are one plot.
SAME = 0.2
# The labels of a box by strokes are no farther from it than this, in text heights.
FAR = 5.0


@dataclass(frozen=True)
class _Place:
    """A plot between a column and a row of labels."""

    column: LabelLadder
    row: LabelLadder
    box: Box


@dataclass(frozen=True)
class _Sheet:
    """``rgb``: (H, W, 3); ``ink``, ``drawn``: (H, W), where it differs from the ground, and where that is no print."""

    rgb: NDArray[np.uint8]
    ink: Mask
    drawn: Mask


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
    drawn = ink.copy()
    for text in texts:
        drawn[text.box.grown(1).slices(ink.shape[0], ink.shape[1])] = False
    places = []
    for row in sorted(rows, key=lambda r: -len(r.places)):  # labels of some y axes may stand in a row, too
        beside = [c for c in columns if _spans(c, row, unit)]
        if beside:
            column = max(beside, key=lambda c: c.box.x1)
            places.append(_Place(column, row, _plot_of(column, row, columns, rows, _Sheet(rgb, ink, drawn), unit)))
    places = [place for place in places if not any(_stands_between(other, place) for other in places)]
    panels = list(found)
    spots = [(place, _bounded_at(place, bounded, unit)) for place in places]
    places = [place if panel is None else replace(place, box=panel.box) for place, panel in spots]
    boxes = [(place.box, panel) for place, (_, panel) in zip(places, spots, strict=True)]
    for box, panel in boxes + [(box, None) for box in _crossings(places, columns, rows, found, unit)]:
        if _is_drawn(box, drawn, texts) and all(_are_apart(box, p.box) for p in panels):
            panels.append(panel or _unbounded(rgb, box))
    return panels[len(found) :]


def _spans(column: LabelLadder, row: LabelLadder, unit: float) -> bool:
    """Whether the row begins right of the column and lies below it, both by less than a step."""
    to_right = row.places[0] - _end_of(column)
    downwards = row.box.y0 - column.places[-1]
    reach = CLEARANCE * unit
    return -reach <= to_right < row.step + 3 * unit and -reach <= downwards < column.step + 3 * unit


def _end_of(column: LabelLadder) -> float:
    """Where labels end that end in line: some may have been read with the tick mark beside them."""
    return float(np.percentile([b.x1 for b in column.boxes], 25))


def _stands_between(other: _Place, place: _Place) -> bool:
    """Whether the other row stands between the same column and the row of a place, and is as wide: a legend's below."""
    upper, lower = other.row.box, place.row.box
    return other.column == place.column and upper.y1 < lower.y0 and upper.width >= lower.width


def _plot_of(
    column: LabelLadder,
    row: LabelLadder,
    columns: Sequence[LabelLadder],
    rows: Sequence[LabelLadder],
    sheet: _Sheet,
    unit: float,
) -> Box:
    """The plot between two ladders; where data go on as far as they may, labels beyond the last were not read."""
    tried = []
    for unread in range(UNREAD + 1):
        ends = _ends(column, row, columns, rows, unread)
        tried.append(_plot_between(column, row, sheet, ends, unit))
        if tried[-1].y0 > ends[0] + 1 and tried[-1].x1 < ends[1] - 1:
            return tried[-1]
    return tried[0]


def _ends(
    column: LabelLadder, row: LabelLadder, columns: Sequence[LabelLadder], rows: Sequence[LabelLadder], unread: int
) -> tuple[float, float]:
    """How far up and how far right a plot may reach: less than a step, and not over labels of another plot.

    ``unread``: how many labels more than were read an axis may have at its end.
    """
    top = column.places[0] - (BEYOND + unread) * column.step
    right = row.places[-1] + (BEYOND + unread) * row.step
    beside = [c.box.x0 for c in columns if c.box.y1 > column.places[0] and c.box.y0 < column.places[-1]]
    above = [r.box.y1 for r in rows if r.box.x1 > row.places[0] and r.box.x0 < row.places[-1]]
    right = min([right, *(x for x in beside if x > row.places[-1])])
    return max([top, *(y for y in above if y < column.places[0])]), right


def _plot_between(column: LabelLadder, row: LabelLadder, sheet: _Sheet, ends: tuple[float, float], unit: float) -> Box:
    """From the ends of the tick marks to the data, no farther than axes go on beyond their last labels."""
    ink = sheet.ink
    end = _end_of(column)
    left = _axis_place(ink, [(min(b.x1, end), p) for b, p in zip(column.boxes, column.places, strict=True)], unit)
    flipped = ink.T[:, ::-1]  # labels below look as labels at the left do when turned
    height = ink.shape[0] - 1
    foot = height - _axis_place(flipped, [(height - b.y0, p) for b, p in zip(row.boxes, row.places, strict=True)], unit)
    inner = Box(left, min(column.places[0], foot), max(row.places[-1], left), foot)
    outer = Box(left, min(ends[0], inner.y0), max(ends[1], inner.x1), foot)
    pieces = _pieces(sheet, outer, unit)
    own = (pieces.x0 < inner.x1) & (pieces.y1 >= inner.y0)
    own = _with_dashes(pieces, own, DASH_GAP * unit)
    top = float(pieces.y0[own].min(initial=round(inner.y0)))
    right = float(pieces.x1[own].max(initial=round(inner.x1)))
    return Box(left, top, right, foot)


@dataclass(frozen=True)
class _Pieces:
    """What is drawn in one piece, short dashes joined: (n,) first and last columns and rows, (n, colours) shares."""

    x0: NDArray[np.intp]
    y0: NDArray[np.intp]
    x1: NDArray[np.intp]
    y1: NDArray[np.intp]
    shares: NDArray[np.float64]


def _pieces(sheet: _Sheet, box: Box, unit: float) -> _Pieces:
    rows, columns = box.slices(*sheet.ink.shape)
    drawn = sheet.drawn[rows, columns]
    rim = max(1, round(HOLE * unit / 2))  # dashes are joined by making them wider by so much on all sides
    padded = np.pad(drawn.astype(np.uint8), rim)
    kernel = np.ones((2 * rim + 1,) * 2, np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(padded, kernel))
    x, y, width, tall = (stats[1:, k].astype(np.intp) for k in range(4))
    of_piece = labels[rim : rim + drawn.shape[0], rim : rim + drawn.shape[1]][drawn]
    levels = 256 // LEVELS
    bins = (sheet.rgb[rows, columns][drawn] // LEVELS).astype(np.intp) @ np.array([levels**2, levels, 1])
    counts = np.bincount(of_piece * levels**3 + bins, minlength=count * levels**3).reshape(count, -1)[1:]
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    x, y = x + columns.start, y + rows.start
    return _Pieces(x, y, x + width - 2 * rim - 1, y + tall - 2 * rim - 1, shares)


def _with_dashes(pieces: _Pieces, own: Mask, gap: float) -> Mask:
    """The pieces of a plot with those that go on from one of them in its colour, dash by dash."""
    own, ahead = own.copy(), np.flatnonzero(own).tolist()
    while ahead:
        k = ahead.pop()
        across = np.maximum(np.maximum(pieces.x0 - pieces.x1[k], pieces.x0[k] - pieces.x1), 0)
        down = np.maximum(np.maximum(pieces.y0 - pieces.y1[k], pieces.y0[k] - pieces.y1), 0)
        alike = np.minimum(pieces.shares, pieces.shares[k]).sum(axis=1) >= SHARED
        more = ~own & alike & (np.hypot(across, down) <= gap)
        own |= more
        ahead += np.flatnonzero(more).tolist()
    return own


def _axis_place(ink: Mask, labels: Sequence[tuple[float, float]], unit: float) -> float:
    """Where the axis stands beside labels at (their edge, their place along): at the far ends of the tick marks."""
    marks = _marks_beside(ink, labels, TICK_REACH, unit)
    if 2 * len(marks) <= len(labels):
        far = _marks_beside(ink, labels, FAR_TICKS, unit)
        usual = np.median(far, axis=0) if far else np.zeros(2)
        marks = [mark for mark in far if np.abs(np.array(mark) - usual).max() <= SAME_PLACE]
    if 2 * len(marks) > len(labels):
        return float(np.median([end for _, end in marks]))
    return _clear_of(ink, labels, unit)


def _marks_beside(
    ink: Mask, labels: Sequence[tuple[float, float]], reach: float, unit: float
) -> list[tuple[float, float]]:
    """First and last column of the ink beside each label that begins within so many text heights and ends soon."""
    marks = []
    for edge, place in labels:
        start, at = round(edge) + 2, round(place)  # the print itself fades out in one pixel
        beside = ink[max(0, at - 2) : at + 3, start : start + round((reach + TICK_LENGTH) * unit)]
        strip = np.asarray(beside.any(axis=0), dtype=np.bool_)
        inked = np.flatnonzero(strip)
        if len(inked) and inked[0] <= reach * unit:
            blank = np.flatnonzero(~strip[inked[0] :])
            if len(blank):
                marks.append((start + float(inked[0]), start + float(inked[0] + blank[0]) - 1))
    return marks


def _clear_of(ink: Mask, labels: Sequence[tuple[float, float]], unit: float) -> float:
    """The axis beside labels without tick marks: clear of them, or before the data that begin nearer.

    Labels end in line; a box that reaches over the line of most others has data in it.
    """
    edges = np.array([edge for edge, _ in labels])
    in_line = edges[np.abs(edges - np.median(edges)) <= IN_LINE * unit]
    edge = float(in_line.max() if 2 * len(in_line) > len(edges) else edges.max())
    first, last = min(place for _, place in labels), max(place for _, place in labels)
    start = round(edge) + 2
    beside = ink[max(0, round(first)) : round(last) + 1, start : start + round(CLEARANCE * unit)]
    data = np.flatnonzero(beside.any(axis=0))
    return min(edge + CLEARANCE * unit, start + float(data[0]) - 1 if len(data) else np.inf)


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
        below = [r for r in rows if abs(r.box.cy - row.box.cy) < unit and len(r.places) == len(row.places)]
        beside = [c for c in columns if abs(c.box.x1 - column.box.x1) < unit and len(c.places) == len(column.places)]
        alike = [p.box for p in found if max(abs(p.box.width - box.width), abs(p.box.height - box.height)) < unit]
        rights = [r.places[0] - row.places[0] for r in below]
        rights += [b.x0 - box.x0 for b in alike if abs(b.y0 - box.y0) < unit]
        downs = [c.places[0] - column.places[0] for c in beside]
        downs += [b.y0 - box.y0 for b in alike if abs(b.x0 - box.x0) < unit]
        shifts = itertools.product(downs, rights)
        boxes += [Box(box.x0 + right, box.y0 + down, box.x1 + right, box.y1 + down) for down, right in shifts]
    return boxes


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
