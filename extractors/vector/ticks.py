"""Tick labels of a plot box: words beside it, seated on the exact places of tick strokes and gridlines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from extractors.axis_notes import AxisNotes
from extractors.geometry import Box
from extractors.label_print import LabelPrint
from extractors.numbers import parse_multiplier, parse_number, parse_offset
from extractors.panel_boxes import Panel
from extractors.strips import Side
from extractors.tick_marks import MarkKind, TickMark
from extractors.tick_readings import TickLabel
from extractors.ticks import AxisLabels, are_title_words
from extractors.vector.decade_rows import with_decades
from extractors.vector.scene import Word
from extractors.vector.seats import SEATED, AxisSide, find_seats
from extractors.vector.strokes import Segment

# lengths in text heights
MARK = 2.2  # longest tick mark
ON_SIDE = 0.1  # from the side to the end of a stroke that ends on it
TOUCH = 0.35  # from the side of the box to the end of a mark
REACH = 5.0  # from the side of the box to its labels
LOOSE = 0.4  # by which a label may reach into the box
BEYOND = 1.0  # by which a label's middle may lie beyond the end of its side
ROW = 0.6  # between the places of labels of one row, across the axis
# A side that seldom has labels must be so many times as near as one of the usual sides.
PREFERRED, USUAL = 4.0, ("left", "bottom")
# Share of a box that a gridline crosses at least, unless it is painted as others that do: a legend may cover it.
CROSSES = 0.45
NOTED = 12.0  # before the end of an x axis: pgfplots hangs its factor on the end of the last label but one


def find_tick_labels(
    panel: Panel, others: Sequence[Panel], words: Sequence[Word], segments: Sequence[Segment], unit: float
) -> dict[Side, AxisLabels]:
    """The labels of every side that has any; the top is read where the bottom has none."""
    found: dict[Side, _Found] = {}
    sides: tuple[Side, ...] = ("bottom", "left", "right", "top")
    for name in sides:
        if name == "top" and "bottom" in found:
            continue
        labels = _side_labels(AxisSide.of(panel.box, name), panel, others, words, segments, unit)
        if labels is not None:
            found[name] = labels
    for name, other in (("left", "right"), ("right", "left")):  # labels without ticks hang as those of the other axis
        if name in found and found[name].hang is None and other in found and (hang := found[other].hang) is not None:
            again = _side_labels(AxisSide.of(panel.box, name), panel, others, words, segments, unit, hang)
            found[name] = again or found[name]
    return {name: labels.axis for name, labels in found.items()}


@dataclass(frozen=True)
class _Found:
    """The labels of a side, and how far its marks lie below the middles of its labels where any have marks."""

    axis: AxisLabels
    hang: float | None


def _side_labels(
    side: AxisSide,
    panel: Panel,
    others: Sequence[Panel],
    words: Sequence[Word],
    segments: Sequence[Segment],
    unit: float,
    hang: float = 0.0,
) -> _Found | None:
    near = [w for w in words if _is_beside(side, w, unit) and not _is_nearer_to(side, w, panel, others)]
    marks = marks_of(side.side, panel.box, segments, unit)
    for row in with_decades(_rows(side, near, unit)):
        seats = find_seats(side, row, marks, unit, hang)
        labels = [
            TickLabel(place, w.string, w.confidence, True, w.reader) for w, place in zip(row, seats.places, strict=True)
        ]
        prints = [
            LabelPrint(w.box, place, seated, w.rotation)
            for w, place, seated in zip(row, seats.places, seats.seated, strict=True)
        ]
        if len(row) < 2 or are_title_words(prints, labels, marks) or not (side.is_x or _are_numbers(row)):
            continue
        order = np.argsort([label.px for label in labels], kind="stable")
        rest = [w for w in words if w not in row]
        notes = _notes(side, panel.box, row, rest, unit)
        axis = AxisLabels(
            side.side,
            tuple(labels[i] for i in order),
            tuple(row[i].box for i in order),
            tuple(marks),
            notes,
            row[0].color,
            seats.told,
        )
        return _Found(axis, seats.hang)
    return None


def marks_of(side_name: Side, box: Box, segments: Sequence[Segment], unit: float) -> list[TickMark]:
    """Tick strokes that stand on a side and gridlines that run to it, in order along it.

    Where strokes end on the side, those that only cross or nearly reach it are of markers there.
    """
    side = AxisSide.of(box, side_name)
    marks: dict[tuple[float, MarkKind], TickMark] = {}
    loose: set[tuple[float, MarkKind]] = set()
    along = [
        s
        for s in segments
        if (s.way == "up") == side.is_x and side.low - TOUCH * unit <= s.at <= side.high + TOUCH * unit
    ]
    grid = _grid_on(side, box, along, unit)
    for s in along:
        ends = side.outward(s)
        kind: MarkKind | None = None
        if s.length <= MARK * unit and ends[0] <= TOUCH * unit and ends[1] >= -TOUCH * unit:
            kind = "outside" if ends[1] > -ends[0] else "inside"
        elif s in grid:
            kind = "grid"
        if kind is not None:
            key = (round(s.at, 2), kind)
            length = 0.0 if kind == "grid" else max(s.length, marks[key].length if key in marks else 0.0)
            marks[key] = TickMark(s.at, length, kind)
            if kind != "grid" and min(abs(end) for end in ends) > ON_SIDE * unit:
                loose.add(key)
    ticks = [key for key in marks if key[1] != "grid" and key not in loose]
    kept = [m for key, m in marks.items() if key not in loose or len(ticks) < SEATED]
    return sorted(kept, key=lambda m: m.px)


def _grid_on(side: AxisSide, box: Box, along: Sequence[Segment], unit: float) -> set[Segment]:
    """The gridlines among strokes that stand on a side, and what a legend over them leaves of others of their paint.

    The sides of a closed shape are none, as the frame of a legend has them, but for those of the box itself.
    """
    depth = box.height if side.is_x else box.width
    open_ones = [
        s for s in along if not s.shape.closed or min(abs(s.at - side.low), abs(s.at - side.high)) <= TOUCH * unit
    ]
    reach = {s: side.outward(s) for s in open_ones}
    long = {s for s, ends in reach.items() if min(ends[1], 0.0) - max(ends[0], -depth) >= CROSSES * depth}
    paints = Counter(s.shape.paint for s in long)
    rests = {
        s
        for s, ends in reach.items()
        if paints[s.shape.paint] >= SEATED and s.length > unit and abs(ends[1]) <= TOUCH * unit
    }
    return long | rests


def _is_beside(side: AxisSide, word: Word, unit: float) -> bool:
    gap = side.gap(word.box)
    along = (word.box.x0, word.box.x1) if side.is_x else (word.box.y0, word.box.y1)
    slack = BEYOND * unit if word.rotation % 90 == 0 else along[1] - along[0]
    near = -LOOSE * unit <= gap <= REACH * unit and side.low - slack <= side.place(word.box) <= side.high + slack
    return near and not (word.rotation in (90, 270) and not side.is_x and parse_number(word.string) is None)


def _is_nearer_to(side: AxisSide, word: Word, panel: Panel, others: Sequence[Panel]) -> bool:
    """Whether the word stands beside the facing side of another panel, nearer to that."""
    facing: dict[Side, Side] = {"left": "right", "right": "left", "top": "bottom", "bottom": "top"}
    gap = side.gap(word.box)
    for other in others:
        theirs = AxisSide.of(other.box, facing[side.side])
        facing_it = theirs.low <= theirs.place(word.box) <= theirs.high and theirs.gap(word.box) >= 0
        # between two plots labels stand left of one rather than right of the other, and below rather than above
        if facing_it and theirs.gap(word.box) < (gap / PREFERRED if side.side in USUAL else gap * PREFERRED):
            return True
        own = AxisSide.of(other.box, side.side)
        if other.box != panel.box and own.low <= own.place(word.box) <= own.high and 0 <= own.gap(word.box) < gap:
            return True
    return False


def _rows(side: AxisSide, words: Sequence[Word], unit: float) -> list[list[Word]]:
    """Words in rows along the axis, the nearest row first."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: side.gap(w.box)):
        for row in rows:
            alike = word.rotation == row[0].rotation and _in_row(side, word, row[0], unit)
            apart = all(abs(side.place(word.box) - side.place(w.box)) > 0.5 * unit for w in row)
            if alike and apart:
                row.append(word)
                break
        else:
            rows.append([word])
    return rows


def _in_row(side: AxisSide, word: Word, first: Word, unit: float) -> bool:
    if side.is_x and word.baseline is not None and first.baseline is not None:
        return abs(word.baseline - first.baseline) <= ROW * unit
    edges = [(side.gap(word.box), side.gap(first.box))]
    if not side.is_x:
        edges += [(word.box.x0, first.box.x0), (word.box.x1, first.box.x1), (word.box.cx, first.box.cx)]
        return any(abs(a - b) <= ROW * unit for a, b in edges) or (
            min(word.box.x1, first.box.x1) > max(word.box.x0, first.box.x0)
        )
    return any(abs(a - b) <= 2 * ROW * unit for a, b in edges)


def _are_numbers(row: Sequence[Word]) -> bool:
    """Most labels of a y axis are numbers: words beside a plot are names of series."""
    return 2 * sum(parse_number(w.string) is not None for w in row) > len(row)


def _notes(side: AxisSide, box: Box, row: Sequence[Word], rest: Sequence[Word], unit: float) -> AxisNotes:
    """Factors and offsets printed at the end of the axis."""
    if side.is_x:
        low = max(w.box.y1 for w in row) if side.out > 0 else box.y0 - 6 * unit
        place = Box(box.x1 - NOTED * unit, low - 0.5 * unit, box.x1 + 4 * unit, low + 5 * unit)
    else:
        x = box.x0 if side.side == "left" else box.x1
        place = Box(x - 5 * unit, box.y0 - 3.5 * unit, x + 5 * unit, box.y0 - 0.1 * unit)
    notes = AxisNotes()
    for word in rest:
        if word.rotation == 0 and place.holds(word.box.cx, word.box.cy):
            factor = parse_multiplier(word.string)
            offset = parse_offset(word.string) if factor is not None or word.string.startswith("+") else None
            notes = AxisNotes(factor or notes.factor, offset or notes.offset)
    return notes
