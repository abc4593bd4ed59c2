"""Labels that are not upright: slanted ones below an axis, and those of a y axis that run along it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from extractors.channels import channel_max, commonest_color
from extractors.dates import shows_year
from extractors.geometry import Box
from extractors.label_print import LabelPrint
from extractors.numbers import normalise
from extractors.panels import Panel
from extractors.slant_seats import find_seats
from extractors.strips import Side, spans
from extractors.text import Text
from extractors.tick_marks import TickMark, seat
from extractors.tick_prints import REACH
from extractors.turned_rows import is_turned

# Of words this short the slant is often not seen.
SHORT = 4
# Fewer slanted texts than this in a row are no tick labels.
LEAST = 2
# A short word is slanted, too, where it is higher than a line by this factor: one more tells as much as two slants.
HIGHER = 1.5
# All in text heights. Labels hang from the axis at one height (or column) to within LEVEL; the boxes of slanted ones
# reach over it by no more than OVER.
LEVEL, OVER = 1.2, 1.0
# Levels by which print differs from the ground, JPEG's noise does not.
INK = 64
# The ground of a plot differs from the paper by so many levels, so many pixels beside its edge.
STEP, EDGE = 6, 3
# Print that begins within this share of the marks' length holds a mark: labels begin beyond them.
HALF = 0.5
# Powers of ten whose exponents were read as digits, tilted by less than so many degrees. Those of two are known only
# by so many others that were read as powers: ``210`` is a number, too.
POWER, STEEP = re.compile(r"10[-−–]?\d{1,2}"), 25
TWO, POWER_OF_TWO, LEAST_POWERS = re.compile(r"2[-−–]?\d{1,2}"), re.compile(r"2\^-?\d{1,2}"), 2
# Ticks lie on the box to this distance.
BEYOND = 0.6


def slanted_prints(
    rgb: NDArray[np.uint8], panel: Panel, side: Side, marks: Sequence[TickMark], texts: Sequence[Text], unit: float
) -> list[LabelPrint]:
    """Slanted labels below (or above) the box, each on its tick; none where it is unclear how they hang."""
    hanging = _hanging(panel.box, side, marks, texts, unit)
    if side in ("left", "right") or len(hanging) < LEAST:
        return []
    slant = _slant(hanging)
    turned = [replace(t, rotation=t.rotation or slant, box=_tight(rgb, t.box, panel.box, side)) for t in hanging]
    beside = [t.box for t in texts if _is_beside(t, panel.box, unit)]
    seats = find_seats(
        turned, side, marks, unit, _printed(rgb, turned, beside, panel.box, side, unit), axis_ends(rgb, panel)
    )
    if seats is None:
        return []
    # Labels whose slant was not seen have that of the others and are read anew, as are those read with their marks, but
    # for dates: of a mark there would be left what is no date, and neighbours reach into the boxes of long labels.
    cleared = [_beyond_marks(t.box, panel.box, side, marks) for t in hanging]
    prints = [
        LabelPrint(
            box, px, seated, t.rotation or slant, t if t.rotation and (box == t.box or shows_year(t.string)) else None
        )
        for t, box, px, seated in zip(hanging, cleared, seats.px, seats.seated, strict=True)
    ]
    return [p for p in prints if panel.box.x0 - BEYOND * unit <= p.px <= panel.box.x1 + BEYOND * unit]


def _tight(rgb: NDArray[np.uint8], label: Box, box: Box, side: Side) -> Box:
    """The box of a label without the blank columns at its ends: detectors give loose ones."""
    off_axis = _off_axis(label, box, side)
    rows, columns = off_axis.slices(*rgb.shape[:2])
    printed = spans(_ink(rgb[rows, columns]).any(axis=0)) if off_axis.height > 0 else []
    if not printed:
        return label
    first, last = columns.start + printed[0][0], columns.start + printed[-1][1]
    return replace(label, x0=max(label.x0, first), x1=min(label.x1, last))


def _off_axis(label: Box, box: Box, side: Side) -> Box:
    """The part of a box beyond the spine of a plot, to which those of slanted labels reach."""
    return (
        replace(label, y0=max(label.y0, box.y1 + EDGE))
        if side == "bottom"
        else replace(label, y1=min(label.y1, box.y0 - EDGE))
    )


def _ink(rgb: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Where an (h, w, 3) part has print, (h, w)."""
    return np.asarray(channel_max(np.abs(rgb.astype(np.int16) - commonest_color(rgb.reshape(-1, 3), 5))) > INK)


def axis_ends(rgb: NDArray[np.uint8], panel: Panel) -> tuple[float, float]:
    """Where the x axis begins and ends; endless where no spine or ground bounds the plot: then its labels gave it."""
    box = panel.box
    across = rgb[Box(box.x0 - EDGE, box.y0, box.x1 + EDGE, box.y1).slices(*rgb.shape[:2])]
    tones = np.median(across[:, [0, 2 * EDGE, -2 * EDGE - 1, -1]].astype(np.int16), axis=0)
    filled = np.abs(np.diff(tones, axis=0)[::2]).max(axis=1).min() >= STEP if across.shape[1] > 4 * EDGE else False
    if filled or "bottom" in panel.spines or {"left", "right"} <= panel.spines:
        return box.x0, box.x1
    return -np.inf, np.inf


def _printed(
    rgb: NDArray[np.uint8], row: Sequence[Text], beside: Sequence[Box], box: Box, side: Side, unit: float
) -> tuple[float, float]:
    """The first and the last column of the print in a row of labels off a ``box``, whether they were read or not.

    What stands ``beside`` the row are labels of the other axis.
    """
    read = _off_axis(reduce(Box.joined, (text.box for text in row)), box, side)
    rows, _ = read.slices(*rgb.shape[:2])
    ink = _ink(rgb[rows])
    for label in beside:
        ink[replace(label, y0=label.y0 - read.y0, y1=label.y1 - read.y0).grown(2).slices(*ink.shape)] = False
    runs = [(a, b) for a, b in spans(ink.any(axis=0), round(unit)) if a <= read.x1 and b >= read.x0]
    width = max(text.box.width for text in row)  # what reaches farther is no label
    first, last = (min(a for a, _ in runs), max(b for _, b in runs)) if runs else (read.x0, read.x1)
    return max(first, read.x0 - width), min(last, read.x1 + width)


def _beyond_marks(label: Box, box: Box, side: Side, marks: Sequence[TickMark]) -> Box:
    """The part of a label's box that no tick mark reaches, where the box holds most of its mark."""
    depth = _depth(marks)
    if _gap(label, box, side) > HALF * depth or not depth:
        return label
    return replace(label, y0=box.y1 + depth) if side == "bottom" else replace(label, y1=box.y0 - depth)


def _depth(marks: Sequence[TickMark]) -> float:
    return max((m.length for m in marks if m.kind == "outside"), default=0.0)


def _gap(label: Box, box: Box, side: Side) -> float:
    """How far a label begins below (or above) the axis."""
    return label.y0 - box.y1 if side == "bottom" else box.y0 - label.y1


def seen_slant(panel: Panel, side: Side, marks: Sequence[TickMark], texts: Sequence[Text], unit: float) -> int:
    """The counter-clockwise turn, in degrees, of the slanted labels that hang from a side; 0 where none do."""
    hanging = _hanging(panel.box, side, marks, texts, unit) if side in ("bottom", "top") else []
    return _slant(hanging) if len(hanging) >= LEAST else 0


def _slant(hanging: Sequence[Text]) -> int:
    return round(float(np.median([t.rotation for t in hanging if t.rotation])))


def turned_prints(
    panel: Panel, side: Side, marks: Sequence[TickMark], texts: Sequence[Text], unit: float
) -> list[LabelPrint]:
    """Numbers that run along a y axis, nearest to it; none where fewer than two stand in one column."""
    box = panel.box
    numbers = []
    for text in texts:
        gap = box.x0 - text.box.x1 if side == "left" else text.box.x0 - box.x1
        on_axis = box.y0 - BEYOND * unit <= text.box.cy <= box.y1 + BEYOND * unit
        if on_axis and 0 <= gap <= 2 * REACH * unit and any(c.isdigit() for c in text.string):
            numbers.append((gap, text))
    beside = [(gap, text) for gap, text in numbers if gap <= REACH * unit and is_turned(text)]
    if side not in ("left", "right") or len(beside) < LEAST or 2 * len(beside) <= len(numbers):
        return []
    nearest = min(gap for gap, _ in beside)
    if nearest < max((m.length for m in marks if m.kind == "outside"), default=0.0):
        return []  # a row of tick marks also reads as print
    column = [text for gap, text in beside if gap - nearest <= 0.5 * unit]
    if len(column) < LEAST:
        return []
    turn = Counter(t.rotation for t in column if t.rotation).most_common(1)
    seats = [(text, seat(text.box.cy, marks, unit)) for text in column]
    return [_turned(t, at, turn[0][0] if turn else 90) for t, at in seats]


def _turned(text: Text, at: float | None, turn: int) -> LabelPrint:
    """The print of a text in a column of labels with a ``turn``; one that was read upright has to be read anew."""
    place = text.box.cy if at is None else at
    return LabelPrint(text.box, place, at is not None, turn, text if text.rotation == turn else None)


def _hanging(box: Box, side: Side, marks: Sequence[TickMark], texts: Sequence[Text], unit: float) -> list[Text]:
    """The first row below (or above) a box, left to right, where it is slanted; short words in it count."""
    near = []
    twos = sum(any(POWER_OF_TWO.fullmatch(normalise(s)) for s in (t.string, *t.alternatives)) for t in texts)
    for text in texts:
        if not -90 < text.rotation < 90 or _is_power(text, twos >= LEAST_POWERS):
            continue
        gap = _gap(text.box, box, side)
        if text.rotation == 0 and gap <= HALF * _depth(marks):
            continue  # the mark, read as a letter
        inside = box.x0 - text.box.width <= text.box.cx <= box.x1 + text.box.width
        outside = text.box.cy > box.y1 if side == "bottom" else text.box.cy < box.y0
        reach = REACH * unit + _depth(marks)
        if inside and outside and -OVER * unit <= gap <= reach and not _is_beside(text, box, unit):
            near.append((gap, text))
    near = [] if _is_row_of_turned(near, box, side, texts, unit) else near
    if not near:
        return []
    level = min(gap for gap, _ in near)
    row = sorted((t for gap, t in near if gap - level <= LEVEL * unit), key=lambda t: t.box.cx)
    slanted = [t for t in row if t.rotation % 90]
    long = [t for t in row if len(t.string) > SHORT or t.rotation % 90]
    higher = [t for t in row if t.rotation == 0 and t.box.height > HIGHER * unit]
    enough = len(slanted) >= LEAST or (len(slanted) > 0 and len(higher) > 0 and len(row) > LEAST)
    return row if enough and 2 * len(slanted) > len(long) else slanted


def _is_row_of_turned(
    near: Sequence[tuple[float, Text]], box: Box, side: Side, texts: Sequence[Text], unit: float
) -> bool:
    """Whether what hangs from an axis are turned powers that look slanted, as many others of their row do not."""
    steep = [(gap, t) for gap, t in near if abs(t.rotation) > 90 - STEEP]
    if not steep or len(steep) < len(near):
        return False
    level = min(gap for gap, _ in steep)
    turned = [t for t in texts if t.rotation in (90, 270) and abs(_gap(t.box, box, side) - level) <= LEVEL * unit]
    return sum(box.x0 <= t.box.cx <= box.x1 for t in turned) >= len(steep)


def _is_power(text: Text, of_two: bool) -> bool:
    """Whether a text is only a power of ten (or ``of_two``), which its raised exponent makes look slanted."""
    readings = (text.string, *text.alternatives)
    flat = any(POWER.fullmatch(s) or (of_two and TWO.fullmatch(s)) for s in readings)
    return 0 < text.rotation < STEEP and flat


def _is_beside(text: Text, box: Box, unit: float) -> bool:
    """Whether an upright text is the lowest (or highest) label of a y axis."""
    on_axis = box.y0 - BEYOND * unit <= text.box.cy <= box.y1 + BEYOND * unit
    return text.rotation == 0 and on_axis and (text.box.x1 < box.x0 or text.box.x0 > box.x1)
