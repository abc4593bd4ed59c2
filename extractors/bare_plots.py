"""How far a plot without a frame reaches: from the ends of its tick marks to the last of what is drawn in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.geometry import Box
from extractors.label_ladders import UNREAD, LabelLadder

Mask = NDArray[np.bool_]

# An axis goes on beyond its last label by less than a step; the labels of the other axis begin within that, too.
BEYOND = 0.95
# Tick marks begin within so many text heights of their labels and are no longer than that; where there are none, data
# keep this distance.
TICK_REACH, TICK_LENGTH, CLEARANCE = 1.2, 3.0, 0.5
# Marks that stand farther off, but no more than this, all begin and end at the same places, to so many pixels.
FAR_TICKS, SAME_PLACE = 2.2, 1
# A label stands less than this outside of the end of its axis, where print is not quite centred.
INWARDS = 0.3
# Labels beside an axis end in line to this.
IN_LINE = 0.3
# Dashes of one line are closer than HOLE, in text heights; long ones, which share so much of their colours, may be as
# far apart as DASH_GAP. Colours are counted in bins of so many levels in each channel.
HOLE, DASH_GAP, SHARED, LEVELS = 0.6, 1.6, 0.3, 64


@dataclass(frozen=True)
class Sheet:
    """``rgb``: (H, W, 3); ``ink``, ``drawn``: (H, W), where it differs from the ground, and where that is no print."""

    rgb: NDArray[np.uint8]
    ink: Mask
    drawn: Mask


def plot_of(
    column: LabelLadder,
    row: LabelLadder,
    columns: Sequence[LabelLadder],
    rows: Sequence[LabelLadder],
    sheet: Sheet,
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


def _plot_between(column: LabelLadder, row: LabelLadder, sheet: Sheet, ends: tuple[float, float], unit: float) -> Box:
    """From the ends of the tick marks to the data, no farther than axes go on beyond their last labels."""
    ink = sheet.ink
    end = end_of(column)
    left = _axis_place(ink, [(min(b.x1, end), p) for b, p in zip(column.boxes, column.places, strict=True)], unit)
    flipped = ink.T[:, ::-1]  # labels below look as labels at the left do when turned
    height = ink.shape[0] - 1
    foot = height - _axis_place(flipped, [(height - b.y0, p) for b, p in zip(row.boxes, row.places, strict=True)], unit)
    # Marks that point inwards end in the plot, and all labels stand on its axes.
    left = row.places[0] if row.places[0] < left - INWARDS * unit else left
    foot = column.places[-1] if column.places[-1] > foot + INWARDS * unit else foot
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


def _pieces(sheet: Sheet, box: Box, unit: float) -> _Pieces:
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


def end_of(column: LabelLadder) -> float:
    """Where labels end that end in line: some may have been read with the tick mark beside them."""
    return float(np.percentile([b.x1 for b in column.boxes], 25))
