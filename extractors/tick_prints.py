"""The print beside an axis, cut into labels, each seated on its tick."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extractors.geometry import Box
from extractors.image import Figure
from extractors.label_ladders import upright_numbers
from extractors.label_pieces import joined_on_marks
from extractors.label_print import BEYOND, LabelPrint, settled
from extractors.loose_marks import erase_loose_marks
from extractors.numbers import parse_number
from extractors.panels import Panel
from extractors.strip_cleaning import (
    LOW,
    erase_beside,
    erase_beyond,
    erase_corners,
    erase_marks,
    erase_passing,
    erase_turned,
)
from extractors.strips import Side, Strip, cut_strip, spans
from extractors.text import Text
from extractors.tick_crowds import Cell, cut_by_marks, cut_by_numbers, cut_evenly, cut_flush, fitted, joined_cell
from extractors.tick_marks import TickMark, mark_spots, seat, spine_depth
from extractors.turned_rows import TALL, are_piled, is_turned, last_row, stands, turns_of

# All in text heights. Labels begin within REACH of the marks and end within DEPTH of the spine; within FAR_REACH where
# so many numbers stand there and none nearer.
REACH, DEPTH = 3.2, 14.0
FAR_REACH, LEAST_FAR = 5.2, 2
# Labels at the ends of an axis reach over them by NEAR, the widest by half their width; other print stands there too.
NEAR, OVER = 1.6, 3.2
# Words of one label stand closer than this, neighbouring labels further apart.
WORD_GAP = 0.62
# Where the text stage reads pieces this close as one label, its box no longer than SPREAD times theirs, they are one.
SPACE, SPREAD = 1.4, 1.4
# Several numbers in a row read as one text, too.
_NUMBERS = re.compile(r"[\d.,+−-]+\s[\d\s.,+−-]+")
# Between crowded names readers lose the blank: one begins with a capital after a small letter, too.
_NAME = re.compile(r"\S+?(?=\s|$|(?<=[a-z])[A-Z])")
# Fewer words may stand over as many marks by chance.
LEAST_ROW = 4
# Of crowded names at least this share is read as words of their own.
ROW_WORDS = 0.6
# One number that the text stage has seen may be no label.
LEAST_SEEN = 2
# Words of one row have their middles in line to this, with and without tails. Labels of a y axis end in line to this.
SAME_ROW, LEVEL = 0.5, 0.2


def find_prints(
    figure: Figure, panel: Panel, side: Side, marks: Sequence[TickMark], texts: Sequence[Text], unit: float
) -> list[LabelPrint]:
    """Cut the print next to a side into upright or turned labels and seat each on its mark."""
    upright = side in ("left", "right")
    numbers = _gaps(panel.box, side, upright_numbers(texts), unit)
    numbers += [] if upright else _names(panel.box, side, marks, texts, unit)
    over = NEAR * unit if upright else max([OVER * unit, *(t.box.width / 2 + unit for _, t in numbers)])
    strip = cut_strip(figure.rgb, panel.box, side, DEPTH * unit, over, outward=True)
    ink = strip.ink.copy()
    start = spine_depth(strip.strokes)
    ends = (panel.box.y0, panel.box.y1) if upright else (panel.box.x0, panel.box.x1)
    spots = mark_spots(strip, unit, [t.box for t in upright_numbers(texts)])
    tip = erase_marks(ink, strip, start, spots, ends, unit)
    start = max(start, erase_loose_marks(ink, round(REACH * unit), unit))
    is_far = len(numbers) >= LEAST_FAR and min(gap for gap, _ in numbers) > REACH * unit
    reach = round((FAR_REACH if is_far else REACH) * unit) + max(0, tip - start)
    stacked = False
    if upright:
        erase_beyond(ink, start, unit)
        erase_turned(ink, strip, texts)
        erase_corners(ink, strip, panel.box, texts, unit)
        seen = [text for gap, text in numbers if gap <= reach]
        cells = _with_missed(_cells_beside(ink, start, reach, unit), seen, strip, unit)
    else:
        erase_beside(ink, strip, panel.box, texts, unit)
        erase_passing(ink, unit)
        rows = [strip.rows(text.box) for _, text in numbers if not is_turned(text)]
        cells, stacked = _cells_below(ink, start, reach, panel.box, strip, rows, unit)
        cells = _joined(cells, strip, texts, unit)
        words = [t.box.grown(1) for t in texts if not any(c.isdigit() for c in t.string) and not _is_row(t, marks)]
        cells = [
            piece
            for cell in cells
            for piece in ([cell] if _is_one(strip.box(*cell), words) else cut_by_marks(ink, strip, cell, marks, unit))
        ]
        cells = [piece for cell in cells for piece in cut_by_numbers(ink, strip, cell, texts, unit)]
        cells = [piece for cell in cells for piece in cut_evenly(ink, cell, cells, unit)]
        cells = cut_flush(ink, strip, cells, ends, marks, unit)
        cells = joined_on_marks(cells, strip.start, marks, unit)
        stacked = stacked or are_piled([ink[near : far + 1, first : last + 1] for near, far, first, last in cells])
        texts = [t for t in texts if t.rotation or not (is_turned(t) and _stands(t.box, strip, ink))]
    boxes = [strip.box(*cell) for cell in cells]
    turns = [0] * len(boxes) if upright else turns_of(boxes, texts, unit, stacked)
    if turns and all(turns):
        cells = [part for cell in cells for part in _lines(ink, cell)]
        boxes = [strip.box(*cell) for cell in cells]
        turns = turns_of(boxes, texts, unit, stacked)
    seated = [_seated(box, turn, side, marks, unit) for box, turn in zip(boxes, turns, strict=True)]
    prints = settled(seated, panel.box, side, marks, unit)
    return _on_axis(_clean(prints), panel.box, side, unit)


def _gaps(box: Box, side: Side, labels: Sequence[Text], unit: float) -> list[tuple[float, Text]]:
    """The texts beside a side that its labels may be, with their distances from it."""
    found = []
    for text in labels:
        t, upright = text.box, side in ("left", "right")
        gaps = {"bottom": t.y0 - box.y1, "top": box.y0 - t.y1, "left": box.x0 - t.x1, "right": t.x0 - box.x1}
        at, low, high, over = (t.cy, box.y0, box.y1, BEYOND) if upright else (t.cx, box.x0, box.x1, 1.0)
        along = low - over * unit <= at <= high + over * unit
        if along and 0 <= gaps[side] <= FAR_REACH * unit:
            found.append((gaps[side], text))
    return found


def _names(
    box: Box, side: Side, marks: Sequence[TickMark], texts: Sequence[Text], unit: float
) -> list[tuple[float, Text]]:
    """Words below (or above) an axis, one on each of its marks, as names of months and other categories stand."""
    words = [t for t in texts if t.rotation == 0 and not any(c.isdigit() for c in t.string)]
    found = [(gap, t) for gap, t in _gaps(box, side, words, unit) if seat(t.box.cx, marks, unit) is not None]
    rows = [[(gap, t) for gap, t in found if abs(t.box.cy - first.box.cy) <= SAME_ROW * unit] for _, first in found]
    row = max(rows, key=len, default=[])
    return row if len({seat(t.box.cx, marks, unit) for _, t in row}) == len(row) >= LEAST_ROW else []


def are_numbers(string: str) -> bool:
    """Whether a text is several labels in a row: ``1 2 3``, or ``1×10⁶ 2×10⁶``, but not ``500 k``."""
    words = string.split()
    return bool(_NUMBERS.fullmatch(string)) or (len(words) > 1 and all(parse_number(w) is not None for w in words))


def _is_row(text: Text, marks: Sequence[TickMark]) -> bool:
    """Whether a text has about a word for each of the marks over it: crowded names are read as one."""
    ticks = [m for m in marks if m.kind == "outside"] or [m for m in marks if m.kind == "grid"]
    over = {round(m.px) for m in ticks if text.box.x0 <= m.px <= text.box.x1}
    return len(over) >= LEAST_ROW and ROW_WORDS * len(over) <= len(_NAME.findall(text.string)) <= len(over)


def _is_one(cell: Box, words: Sequence[Box]) -> bool:
    """Whether the text stage read a piece of print as words: the title of a panel below is no row of labels."""
    return any(w.holds(cell.x0, cell.cy) and w.holds(cell.x1, cell.cy) for w in words)


def _stands(text: Box, strip: Strip, ink: NDArray[np.bool_]) -> bool:
    """Whether the characters in the box of a text stand side by side, as a digit and its exponent, higher than wide."""
    (near, far), (first, last) = strip.rows(text), strip.columns(text)
    return stands(ink[near : far + 1, max(0, first) : last + 1])


def _seated(box: Box, turn: int, side: Side, marks: Sequence[TickMark], unit: float) -> LabelPrint:
    centre = box.cy if side in ("left", "right") else box.cx
    at = seat(centre, marks, unit)
    return LabelPrint(box, centre if at is None else at, at is not None, turn)


def _cells_below(
    ink: NDArray[np.bool_],
    start: int,
    reach: int,
    box: Box,
    strip: Strip,
    seen: Sequence[tuple[int, int]],
    unit: float,
) -> tuple[list[Cell], bool]:
    """Labels in the first line of print below (or above) the box, as (near, far, first, last) in the strip.

    Where the text stage has ``seen`` upright numbers (first and last rows) in a later line, the first is the rest of a
    mark. The second value tells whether the labels are turned, their characters in one line each.
    """
    inner = slice(max(0, round(box.x0 - NEAR * unit) - strip.start), round(box.x1 + NEAR * unit) + 1 - strip.start)
    rows = [r for r in spans(ink[start:, inner].sum(axis=1) >= 1, hole=1) if r[1] - r[0] + 1 >= LOW * unit]
    if not rows or rows[0][0] > reach:
        return [], False
    lines = [(a + start, b + start) for a, b in rows if a <= reach]
    near, far = next((r for r in lines if sum(r[0] <= (a + b) / 2 <= r[1] for a, b in seen) >= LEAST_SEEN), lines[0])
    last = last_row(ink, near, far, unit)
    columns = spans(ink[near : last + 1].any(axis=0), hole=round(WORD_GAP * unit))
    return [fitted(ink, near, last, *cell) for cell in columns], last > far


def _lines(ink: NDArray[np.bool_], cell: Cell) -> list[Cell]:
    """The lines of turned print in one piece: letters of one stand behind one another, so any blank parts two."""
    near, far, first, last = cell
    lines = spans(ink[near : far + 1, first : last + 1].any(axis=0))
    return [fitted(ink, near, far, first + a, first + b) for a, b in lines]


def _joined(cells: Sequence[Cell], strip: Strip, texts: Sequence[Text], unit: float) -> list[Cell]:
    """Neighbouring pieces that the text stage read as one label, and no row of numbers (``500 k``, ``Mar 3, 2022``)."""
    labels = [t for t in texts if t.rotation == 0 and not are_numbers(t.string)]
    joined: list[Cell] = []
    rest = list(cells)
    while rest:
        own = [_held(t.box.grown(1), rest, strip, unit) for t in labels]
        # Three words and more without a number are a row of names.
        own = [k for k, t in zip(own, labels, strict=True) if k == 2 or (k and any(c.isdigit() for c in t.string))]
        parts = rest[: max(own, default=1)]
        joined.append(joined_cell(parts))
        rest = rest[len(parts) :]
    return joined


def _held(text: Box, cells: Sequence[Cell], strip: Strip, unit: float) -> int:
    """How many pieces from the first on a text holds with hardly anything else, 0 where they stand too far apart."""
    count = 0
    for cell in cells:
        box = strip.box(*cell)
        if not (text.holds(box.x0, box.cy) and text.holds(box.x1, box.cy)):
            break
        count += 1
    if count < 2 or any(b[2] - a[3] > SPACE * unit for a, b in pairwise(cells[:count])):
        return 0
    return count if text.width < SPREAD * (cells[count - 1][3] - cells[0][2]) else 0


def _cells_beside(ink: NDArray[np.bool_], start: int, reach: int, unit: float) -> list[Cell]:
    """Labels in lines of print left or right of the box."""
    near = ink[start : start + reach]
    cells = []
    for first, last in spans(near.any(axis=0), hole=1):
        if not LOW * unit <= last - first + 1 <= TALL * unit:
            continue
        line = ink[start:, first : last + 1]
        runs = spans(line.any(axis=1), hole=round(WORD_GAP * unit))
        for a, b in runs:
            if max(b - a + 1, line[a : b + 1].any(axis=0).sum()) >= LOW * unit:  # no speck that a mark left
                cells.append((a + start, b + start, *_whole_line(ink[a + start : b + start + 1], first, last, unit)))
                break
    return cells


def _whole_line(ink: NDArray[np.bool_], first: int, last: int, unit: float) -> tuple[int, int]:
    """Where the line of a label begins and ends of which only the part from first to last is near the axis.

    Of a power that stands far off that is its exponent, the middle of which is not that of the label.
    """
    lines = [(a, b) for a, b in spans(ink.any(axis=0), hole=1) if a <= last and first <= b]
    top, bottom = min([first, *(a for a, _ in lines)]), max([last, *(b for _, b in lines)])
    is_more = top <= first - LOW * unit or bottom >= last + LOW * unit
    return (top, bottom) if is_more and bottom - top + 1 <= TALL * unit else (first, last)


def _with_missed(cells: Sequence[Cell], numbers: Sequence[Text], strip: Strip, unit: float) -> list[Cell]:
    """The labels and the numbers in line with others of which no piece was found: data may reach over to them."""
    found = list(cells)
    for text in numbers:
        near, far = strip.rows(text.box)
        first, last = round(text.box.y0) - strip.start, round(text.box.y1) - strip.start
        edges = [min(abs(t.box.x0 - text.box.x0), abs(t.box.x1 - text.box.x1)) for t in numbers if t is not text]
        level = [c for c in found if c[2] <= last and first <= c[3]]
        is_missed = all(c[1] < near or far < c[0] for c in level)
        if is_missed and first >= 0 and sum(edge <= LEVEL * unit for edge in edges) >= LEAST_SEEN:
            found = [c for c in found if c not in level] + [(near, far, first, last)]
    return sorted(found, key=lambda cell: cell[2])


def _clean(prints: Sequence[LabelPrint]) -> list[LabelPrint]:
    """Drop specks: print far smaller than the labels' typical height."""
    sizes = [(p.box.width, p.box.height) if p.rotation else (p.box.height, p.box.width) for p in prints]
    typical = float(np.median([high for high, _ in sizes])) if sizes else 0.0
    return [p for p, (high, long) in zip(prints, sizes, strict=True) if high >= 0.35 * typical or long >= typical]


def _on_axis(prints: list[LabelPrint], box: Box, side: Side, unit: float) -> list[LabelPrint]:
    """Labels whose ticks are on the box."""
    low, high = (box.y0, box.y1) if side in ("left", "right") else (box.x0, box.x1)
    return [p for p in prints if p.seated or low - BEYOND * unit <= p.px <= high + BEYOND * unit]
