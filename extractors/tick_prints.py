"""The print beside an axis, cut into labels, each seated on its tick."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.geometry import Box
from extractors.image import Figure
from extractors.label_ladders import upright_numbers
from extractors.label_print import BEYOND, LabelPrint, settled
from extractors.loose_marks import erase_loose_marks
from extractors.numbers import parse_number
from extractors.panels import Panel
from extractors.strips import Side, Strip, cut_strip, spans
from extractors.text import Text
from extractors.tick_crowds import TALL, Cell, cut_by_marks, cut_by_numbers, cut_evenly, fitted
from extractors.tick_marks import GAP, Spot, TickMark, mark_spots, seat, spine_depth

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
# Of fewer marks the length is not sure. Those at the corners are within so many pixels of them.
LEAST_MARKS, CORNER_MARK = 3, 2
# A title of fewer words may stand over as many marks by chance.
LEAST_ROW = 4
# No stroke of a letter is as long as this, upright or turned.
PASSING = 2.5
# One number that the text stage has seen may be no label.
LEAST_SEEN = 2
# Print lower than this is a speck.
LOW = 0.35
# Digits are no lower than this; those of one label are this close and stand on one level.
LETTER, DIGIT_GAP, LEVEL = 0.75, 0.35, 0.2


def find_prints(
    figure: Figure, panel: Panel, side: Side, marks: Sequence[TickMark], texts: Sequence[Text], unit: float
) -> list[LabelPrint]:
    """Cut the print next to a side into upright or turned labels and seat each on its mark."""
    upright = side in ("left", "right")
    numbers = _gaps(panel.box, side, texts, unit)
    over = NEAR * unit if upright else max([OVER * unit, *(t.box.width / 2 + unit for _, t in numbers)])
    strip = cut_strip(figure.rgb, panel.box, side, DEPTH * unit, over, outward=True)
    ink = strip.ink.copy()
    start = spine_depth(strip.strokes)
    ends = (panel.box.y0, panel.box.y1) if upright else (panel.box.x0, panel.box.x1)
    spots = mark_spots(strip, unit, [t.box for t in upright_numbers(texts)])
    tip = _erase_marks(ink, strip, start, spots, ends, unit)
    start = max(start, erase_loose_marks(ink, round(REACH * unit), unit))
    is_far = len(numbers) >= LEAST_FAR and min(gap for gap, _ in numbers) > REACH * unit
    reach = round((FAR_REACH if is_far else REACH) * unit) + max(0, tip - start)
    if upright:
        _erase_turned(ink, strip, texts)
        _erase_corners(ink, strip, panel.box, texts, unit)
        seen = [text for gap, text in numbers if gap <= reach]
        cells = _with_missed(_cells_beside(ink, start, reach, unit), seen, strip, unit)
    else:
        _erase_beside(ink, strip, panel.box, texts, unit)
        _erase_passing(ink, unit)
        rows = [strip.rows(text.box) for _, text in numbers]
        cells = _joined(_cells_below(ink, start, reach, panel.box, strip, rows, unit), strip, texts, unit)
        words = [t.box.grown(1) for t in texts if not any(c.isdigit() for c in t.string) and not _is_row(t, marks)]
        cells = [
            piece
            for cell in cells
            for piece in ([cell] if _is_one(strip.box(*cell), words) else cut_by_marks(ink, strip, cell, marks, unit))
        ]
        cells = [piece for cell in cells for piece in cut_by_numbers(ink, strip, cell, texts, unit)]
        cells = [piece for cell in cells for piece in cut_evenly(ink, cell, cells, unit)]
    prints = settled([_seated(strip.box(*cell), side, marks, unit) for cell in cells], panel.box, side, marks, unit)
    return _on_axis(_clean(prints), panel.box, side, unit)


def _gaps(box: Box, side: Side, texts: Sequence[Text], unit: float) -> list[tuple[float, Text]]:
    """The numbers beside a side that its labels may be, with their distances from it."""
    found = []
    for text in upright_numbers(texts):
        t, upright = text.box, side in ("left", "right")
        gaps = {"bottom": t.y0 - box.y1, "top": box.y0 - t.y1, "left": box.x0 - t.x1, "right": t.x0 - box.x1}
        at, low, high, over = (t.cy, box.y0, box.y1, BEYOND) if upright else (t.cx, box.x0, box.x1, 1.0)
        along = low - over * unit <= at <= high + over * unit
        if along and 0 <= gaps[side] <= FAR_REACH * unit:
            found.append((gaps[side], text))
    return found


def are_numbers(string: str) -> bool:
    """Whether a text is several labels in a row: ``1 2 3``, or ``1×10⁶ 2×10⁶``, but not ``500 k``."""
    words = string.split()
    return bool(_NUMBERS.fullmatch(string)) or (len(words) > 1 and all(parse_number(w) is not None for w in words))


def _is_row(text: Text, marks: Sequence[TickMark]) -> bool:
    """Whether a text has a word for each of the marks over it: names that stand close together are read as one."""
    over = {round(m.px) for m in marks if m.kind == "outside" and text.box.x0 <= m.px <= text.box.x1}
    return len(over) >= LEAST_ROW and len(text.string.split()) == len(over)


def _is_one(cell: Box, words: Sequence[Box]) -> bool:
    """Whether the text stage read a piece of print as words: the title of a panel below is no row of labels."""
    return any(w.holds(cell.x0, cell.cy) and w.holds(cell.x1, cell.cy) for w in words)


def _seated(box: Box, side: Side, marks: Sequence[TickMark], unit: float) -> LabelPrint:
    upright = side in ("left", "right")
    centre = box.cy if upright else box.cx
    at = seat(centre, marks, unit)
    turned = not upright and box.height > TALL * unit
    return LabelPrint(box, centre if at is None else at, at is not None, 90 if turned else 0)


def _erase_marks(
    ink: NDArray[np.bool_], strip: Strip, base: int, spots: Sequence[Spot], ends: tuple[float, float], unit: float
) -> int:
    """Blot out the spine, its tick marks, and the parts of markers and curves that reach over it; where marks end.

    Labels may begin right behind the marks, and in tight figures even at the spine: those are as high as letters. At
    the ``ends`` of the axis a mark may be one piece with that of the other axis.
    """
    ink[:base] = False
    if base >= len(ink):
        return base
    for spot in spots:
        ink[base : spot.far + 1, max(0, spot.first - 1) : spot.last + 2] = False
    far = round(float(np.median([spot.far for spot in spots]))) if len(spots) >= LEAST_MARKS else base
    for at in ends:
        column = round(at) - strip.start
        ink[base : far + 1, max(0, column - CORNER_MARK) : max(0, column + CORNER_MARK + 1)] = False
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink[base:].astype(np.uint8), connectivity=8)
    pieces = [tuple(row) for row in stats[:count].tolist()]
    for k, piece in enumerate(pieces[1:], start=1):
        _, y, _, height, _ = piece
        at_spine = y <= 1 and not (strip.side in ("left", "right") and _ends_label(piece, pieces[1:], unit))
        if y <= GAP * unit and height < (LETTER if at_spine else LOW) * unit:
            ink[base:][labels == k] = False
    return max((spot.far + 1 for spot in spots), default=base)


def _ends_label(piece: tuple[int, ...], pieces: Sequence[tuple[int, ...]], unit: float) -> bool:
    """Whether a piece at the spine of a y axis is the last digit of a label: the one before it stands beside it."""
    x, y, width, height, _ = piece
    beside = [p for p in pieces if 0 < p[1] - (y + height) + 1 <= DIGIT_GAP * unit and abs(p[0] - x) <= LEVEL * unit]
    return any(abs(p[2] - width) <= LEVEL * unit and width >= LETTER * unit for p in beside)


def _erase_beside(ink: NDArray[np.bool_], strip: Strip, box: Box, texts: Sequence[Text], unit: float) -> None:
    """Blot out the lowest (or highest) y labels, which reach into the corner of the strip."""
    for text in texts:
        t = text.box.grown(1)
        beside = t.x1 < box.x0 + 0.3 * unit or t.x0 > box.x1 - 0.3 * unit
        if not beside or not box.y0 - 0.6 * unit <= t.cy <= box.y1 + 0.6 * unit:
            continue
        if t.y1 > strip.edge if strip.side == "bottom" else t.y0 < strip.edge:
            far = round(t.y1) - strip.edge if strip.side == "bottom" else strip.edge - round(t.y0)
            first, last = round(t.x0) - strip.start, round(t.x1) - strip.start
            ink[: far + 1, max(0, first) : max(0, last + 1)] = False


def _erase_passing(ink: NDArray[np.bool_], unit: float) -> None:
    """Blot out strokes that run on past any label: below an inset these are the sides of the plot around it."""
    length = np.ones((round(PASSING * unit), 1), np.uint8)
    ink[cv2.morphologyEx(ink.astype(np.uint8), cv2.MORPH_OPEN, length) > 0] = False


def _erase_corners(ink: NDArray[np.bool_], strip: Strip, box: Box, texts: Sequence[Text], unit: float) -> None:
    """Blot out the first (or last) x labels, which reach into the ends of the strip beside a y axis."""
    for text in texts:
        t = text.box.grown(1)
        if text.rotation or (box.y0 - BEYOND * unit <= t.cy <= box.y1 + BEYOND * unit):
            continue
        reaches = t.x0 < box.x0 < t.x1 if strip.side == "left" else t.x0 < box.x1 < t.x1
        if reaches:
            far = max(0, strip.edge - round(t.x0) if strip.side == "left" else round(t.x1) - strip.edge)
            first, last = round(t.y0) - strip.start, round(t.y1) - strip.start
            ink[: far + 1, max(0, first) : max(0, last + 1)] = False


def _erase_turned(ink: NDArray[np.bool_], strip: Strip, texts: Sequence[Text]) -> None:
    """Blot out axis labels that run along a y axis, so that they are not taken for tick labels."""
    for text in texts:
        if text.rotation not in (90, 270) or text.box.height < 1.5 * text.box.width:
            continue
        box = text.box.grown(1)
        first, last = round(box.y0) - strip.start, round(box.y1) - strip.start
        rows = sorted(abs(round(x) - strip.edge) for x in (box.x0, box.x1))
        beyond = box.x1 < strip.edge if strip.side == "left" else box.x0 > strip.edge
        if beyond and last > 0:
            ink[rows[0] : rows[1] + 1, max(0, first) : last + 1] = False


def _cells_below(
    ink: NDArray[np.bool_],
    start: int,
    reach: int,
    box: Box,
    strip: Strip,
    seen: Sequence[tuple[int, int]],
    unit: float,
) -> list[Cell]:
    """Labels in the first line of print below (or above) the box, as (near, far, first, last) in the strip.

    Where the text stage has ``seen`` numbers (first and last rows) in a later line, the first is the rest of a mark.
    """
    inner = slice(max(0, round(box.x0 - NEAR * unit) - strip.start), round(box.x1 + NEAR * unit) + 1 - strip.start)
    rows = [r for r in spans(ink[start:, inner].sum(axis=1) >= 1, hole=1) if r[1] - r[0] + 1 >= LOW * unit]
    if not rows or rows[0][0] > reach:
        return []
    lines = [(a + start, b + start) for a, b in rows if a <= reach]
    near, far = next((r for r in lines if sum(r[0] <= (a + b) / 2 <= r[1] for a, b in seen) >= LEAST_SEEN), lines[0])
    band = ink[near : far + 1]
    return [fitted(ink, near, far, *cell) for cell in spans(band.any(axis=0), hole=round(WORD_GAP * unit))]


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
        joined.append((min(c[0] for c in parts), max(c[1] for c in parts), parts[0][2], parts[-1][3]))
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
                cells.append((a + start, b + start, first, last))
                break
    return cells


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
    if not prints:
        return []
    typical = float(np.median([p.box.height for p in prints]))
    return [p for p in prints if p.box.height >= 0.35 * typical or p.box.width >= typical]


def _on_axis(prints: list[LabelPrint], box: Box, side: Side, unit: float) -> list[LabelPrint]:
    """Labels whose ticks are on the box."""
    low, high = (box.y0, box.y1) if side in ("left", "right") else (box.x0, box.x1)
    return [p for p in prints if p.seated or low - BEYOND * unit <= p.px <= high + BEYOND * unit]
