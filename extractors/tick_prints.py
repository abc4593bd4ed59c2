"""The print beside an axis, cut into labels, each seated on its tick."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.geometry import Box
from extractors.image import Figure
from extractors.panels import Panel
from extractors.strips import Side, Strip, cut_strip, spans
from extractors.text import Text
from extractors.tick_crowds import TALL, Cell, cut_by_marks, cut_evenly, fitted
from extractors.tick_marks import GAP, TickMark, mark_spots, seat, spine_depth

# All in text heights. Labels begin within REACH of the spine and end within DEPTH of it.
REACH, DEPTH = 3.2, 14.0
# Labels at the ends of an axis reach over them by NEAR, the widest by half their width; other print stands there too.
NEAR, OVER = 1.6, 3.2
# Words of one label stand closer than this, neighbouring labels further apart.
WORD_GAP = 0.62
# Where the text stage reads pieces this close as one label, its box no longer than SPREAD times theirs, they are one.
SPACE, SPREAD = 1.4, 1.4
# Several numbers in a row read as one text, too.
NUMBERS = re.compile(r"[\d.,+−-]+\s[\d\s.,+−-]+")
# Labels stand on their marks alike to ALIKE, if LEAST_ALIKE are seated; where fewer than MOST_SEATED of the labels are,
# they stand on something else.
ALIKE, LEAST_ALIKE, MOST_SEATED = 0.2, 3, 0.5
# Labels on both corners of the box stand aside of them alike to this share of their height (a pixel at least), and
# evenly with others to that share.
SAME_ASIDE, EVEN = 0.15, 0.2
# Marks no further from the centres of their labels are ticks, however few are seen.
HARDLY = 0.1
# Print lower than this is a speck.
LOW = 0.35
# Digits are no lower than this.
LETTER = 0.75
# The stroke of a corner is this close to where the box ends.
FLUSH = 0.25
# Ticks lie on the box; a label whose centre is further beyond its corner belongs to the other axis.
BEYOND = 0.45


@dataclass(frozen=True, slots=True)
class LabelPrint:
    """One label beside an axis before it is read: its box, its tick's place along the axis, and whether it has one.

    ``rotation`` is the counter-clockwise turn of the print in degrees; slanted print is known by ``text`` alone.
    """

    box: Box
    px: float
    seated: bool
    rotation: int = 0
    text: Text | None = None


def find_prints(
    figure: Figure, panel: Panel, side: Side, marks: Sequence[TickMark], texts: Sequence[Text], unit: float
) -> list[LabelPrint]:
    """Cut the print next to a side into upright or turned labels and seat each on its mark."""
    upright = side in ("left", "right")
    strip = cut_strip(figure.rgb, panel.box, side, DEPTH * unit, (NEAR if upright else OVER) * unit, outward=True)
    ink = strip.ink.copy()
    start = spine_depth(strip.strokes)
    _erase_marks(ink, strip, start, unit)
    if upright:
        _erase_turned(ink, strip, texts)
        cells = _cells_beside(ink, start, unit)
    else:
        _erase_beside(ink, strip, panel.box, texts, unit)
        cells = _joined(_cells_below(ink, start, panel.box, strip, unit), strip, texts, unit)
        words = [t.box.grown(1) for t in texts if not any(c.isdigit() for c in t.string)]
        cells = [
            piece
            for cell in cells
            for piece in ([cell] if _is_one(strip.box(*cell), words) else cut_by_marks(ink, strip, cell, marks, unit))
        ]
        cells = [piece for cell in cells for piece in cut_evenly(ink, cell, cells, unit)]
    corners = _corners(panel.box, side, marks, unit)
    prints = _settled([_seated(strip.box(*cell), side, marks, unit) for cell in cells], side, corners, unit)
    return _on_axis(_clean(prints), panel.box, side, marks, unit)


def _is_one(cell: Box, words: Sequence[Box]) -> bool:
    """Whether the text stage read a piece of print as words: the title of a panel below is no row of labels."""
    return any(w.holds(cell.x0, cell.cy) and w.holds(cell.x1, cell.cy) for w in words)


def _seated(box: Box, side: Side, marks: Sequence[TickMark], unit: float) -> LabelPrint:
    upright = side in ("left", "right")
    centre = box.cy if upright else box.cx
    at = seat(centre, marks, unit)
    turned = not upright and box.height > TALL * unit
    return LabelPrint(box, centre if at is None else at, at is not None, 90 if turned else 0)


def _settled(prints: list[LabelPrint], side: Side, corners: tuple[float, float], unit: float) -> list[LabelPrint]:
    """Labels stand on their marks all alike, a little beside their centres where a font sits high or low.

    Where few are seated, what they are seated on are no ticks of this axis (gridlines of the other y axis). Labels
    that are seated unlike the others (on a frame, on a curve) and those that have no mark take the common place.
    """
    centres = [p.box.cy if side in ("left", "right") else p.box.cx for p in prints]
    offsets = [p.px - c for p, c in zip(prints, centres, strict=True) if p.seated]
    if len(offsets) < MOST_SEATED * len(prints) and not _hardly_aside(offsets, unit):
        inner = sum(p.seated for p in prints[1:-1])
        aside = _aside_of_corners(centres, corners, unit) if inner < LEAST_ALIKE - 1 else 0.0
        return [replace(p, px=c + aside, seated=False) for p, c in zip(prints, centres, strict=True)]
    if len(offsets) < LEAST_ALIKE:
        return prints
    common, near = float(np.median(offsets)), max(2.0, ALIKE * unit)
    return [
        p if p.seated and abs(p.px - c - common) <= near else replace(p, px=c + common, seated=False)
        for p, c in zip(prints, centres, strict=True)
    ]


def _corners(box: Box, side: Side, marks: Sequence[TickMark], unit: float) -> tuple[float, float]:
    """Both ends of the axis, as exactly as the strokes there tell."""
    ends = (box.y0, box.y1) if side in ("left", "right") else (box.x0, box.x1)
    near = [[m.px for m in marks if abs(m.px - end) <= FLUSH * unit + 0.5] for end in ends]
    first, last = (min(at, key=lambda px: abs(px - end), default=end) for at, end in zip(near, ends, strict=True))
    return first, last


def _hardly_aside(offsets: Sequence[float], unit: float) -> bool:
    """Whether the few marks there are, all near the centres of their labels, are ticks; curves hide the others."""
    return len(offsets) >= LEAST_ALIKE and max(abs(off) for off in offsets) <= max(1.0, HARDLY * unit)


def _aside_of_corners(centres: Sequence[float], corners: tuple[float, float], unit: float) -> float:
    """How far the ticks stand from the centres of all labels, where the first and the last stand at the corners.

    No tick is outside of the box: what both are shifted by, in one direction, is the way in which all stand aside on
    an axis without marks. Some tools print a blank before each number.
    """
    if len(centres) <= LEAST_ALIKE:
        return 0.0
    first, last = corners[0] - centres[0], corners[1] - centres[-1]
    near = max(abs(first), abs(last)) <= BEYOND * unit
    return (first + last) / 2 if near and abs(first - last) <= max(1.0, SAME_ASIDE * unit) else 0.0


def _erase_marks(ink: NDArray[np.bool_], strip: Strip, base: int, unit: float) -> None:
    """Blot out the spine, its tick marks, and the parts of markers and curves that reach over it.

    Labels may begin right behind the marks, and in tight figures even at the spine: those are as high as letters.
    """
    ink[:base] = False
    if base >= len(ink):
        return
    for spot in mark_spots(strip, unit):
        ink[base : spot.far + 1, max(0, spot.first - 1) : spot.last + 2] = False
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink[base:].astype(np.uint8), connectivity=8)
    for k, (_x, y, _width, height, _area) in enumerate(stats[1:count].tolist(), start=1):
        if height < (LOW if y > 1 else LETTER) * unit and y <= GAP * unit:
            ink[base:][labels == k] = False


def _erase_beside(ink: NDArray[np.bool_], strip: Strip, box: Box, texts: Sequence[Text], unit: float) -> None:
    """Blot out the lowest (or highest) y labels, which reach into the corner of the strip."""
    for text in texts:
        t = text.box.grown(1)
        beside = t.x1 < box.x0 + 0.3 * unit or t.x0 > box.x1 - 0.3 * unit
        if not beside or not box.y0 - 0.6 * unit <= t.cy <= box.y1 + 0.6 * unit:
            continue
        if t.y1 > strip.edge if strip.side == "bottom" else t.y0 < strip.edge:
            far = max(abs(round(y) - strip.edge) for y in (t.y0, t.y1))
            first, last = round(t.x0) - strip.start, round(t.x1) - strip.start
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


def _cells_below(ink: NDArray[np.bool_], start: int, box: Box, strip: Strip, unit: float) -> list[Cell]:
    """Labels in the first line of print below (or above) the box, as (near, far, first, last) in the strip."""
    inner = slice(max(0, round(box.x0 - NEAR * unit) - strip.start), round(box.x1 + NEAR * unit) + 1 - strip.start)
    rows = [r for r in spans(ink[start:, inner].sum(axis=1) >= 1, hole=1) if r[1] - r[0] + 1 >= LOW * unit]
    if not rows or rows[0][0] > REACH * unit:
        return []
    near, far = rows[0][0] + start, rows[0][1] + start
    band = ink[near : far + 1]
    return [fitted(ink, near, far, *cell) for cell in spans(band.any(axis=0), hole=round(WORD_GAP * unit))]


def _joined(cells: Sequence[Cell], strip: Strip, texts: Sequence[Text], unit: float) -> list[Cell]:
    """Neighbouring pieces that the text stage read as one label, and no row of numbers (``500 k``, ``2 × 10³``)."""
    labels = [t.box.grown(1) for t in texts if t.rotation == 0 and not NUMBERS.fullmatch(t.string)]
    joined: list[Cell] = []
    for cell in cells:
        last = joined[-1] if joined else None
        if last is not None and cell[2] - last[3] <= SPACE * unit:
            both = (min(last[0], cell[0]), max(last[1], cell[1]), last[2], cell[3])
            box = strip.box(*both)
            around = [t for t in labels if t.holds(box.x0, box.cy) and t.holds(box.x1, box.cy)]
            if any(t.width < SPREAD * box.width for t in around):
                joined[-1] = both
                continue
        joined.append(cell)
    return joined


def _cells_beside(ink: NDArray[np.bool_], start: int, unit: float) -> list[Cell]:
    """Labels in lines of print left or right of the box."""
    reach = ink[start : start + round(REACH * unit)]
    cells = []
    for first, last in spans(reach.any(axis=0), hole=1):
        if not LOW * unit <= last - first + 1 <= TALL * unit:
            continue
        runs = spans(ink[start:, first : last + 1].any(axis=1), hole=round(WORD_GAP * unit))
        cells.append((runs[0][0] + start, runs[0][1] + start, first, last))
    return cells


def _clean(prints: Sequence[LabelPrint]) -> list[LabelPrint]:
    """Drop specks: print far smaller than the labels' typical height."""
    if not prints:
        return []
    typical = float(np.median([p.box.height for p in prints]))
    return [p for p in prints if p.box.height >= 0.35 * typical or p.box.width >= typical]


def _on_axis(
    prints: list[LabelPrint], box: Box, side: Side, marks: Sequence[TickMark], unit: float
) -> list[LabelPrint]:
    """Labels whose ticks are on the box; the first and last may be shifted inward to end flush with its corner."""
    low, high = (box.y0, box.y1) if side in ("left", "right") else (box.x0, box.x1)
    kept = [p for p in prints if p.seated or low - BEYOND * unit <= p.px <= high + BEYOND * unit]
    if side in ("left", "right"):
        return kept
    return [p if _is_even(k, kept, unit) else _flush(p, box, marks, unit) for k, p in enumerate(kept)]


def _is_even(k: int, prints: Sequence[LabelPrint], unit: float) -> bool:
    """Whether a label at an end stands as far from its neighbour as that from the next, so that nothing shifted it."""
    if len(prints) <= LEAST_ALIKE:
        return False
    end, second, third = prints[:3] if k == 0 else prints[: -LEAST_ALIKE - 1 : -1]
    return abs(end.box.cx - 2 * second.box.cx + third.box.cx) <= EVEN * unit


def _flush(item: LabelPrint, box: Box, marks: Sequence[TickMark], unit: float) -> LabelPrint:
    at = next((b for b, edge in ((box.x0, item.box.x0), (box.x1, item.box.x1)) if abs(b - edge) < 0.5 * unit), None)
    mark = None if at is None else next((m.px for m in marks if abs(m.px - at) < FLUSH * unit + 0.5), None)
    return item if item.seated or mark is None else replace(item, px=mark, seated=True)
