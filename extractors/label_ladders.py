"""Tick labels found without their plot: texts in line whose values, or at least places, go on evenly."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extractors.geometry import Box, bounding
from extractors.separators import row_readings, separator_meaning
from extractors.strips import spans
from extractors.text import Text
from extractors.turned_rows import is_turned

# Fewer labels in line may stand so by chance. Labels of one axis are as far apart to within this share of a step.
LEAST_LABELS, UNEVEN = 3, 0.2
# Labels of one axis are in line to within this many text heights,
IN_LINE = 0.6
# stand where their values want them to within this many text heights, and this share of a step,
OFF, OFF_SHARE = 0.5, 0.15
# and so many of them in a row at most were not read.
UNREAD = 4
# A number among the labels of a row that does not fit counts against it so much as one of them counts for it.
STRANGE = 0.5
# Print that was not read is at least so high, in text heights.
LEAST_HEIGHT = 0.5
# Tick marks are narrower than this, in text heights.
MARK = 0.2
# Words of one label stand closer than this share of its height, neighbouring labels further apart.
WORD_GAP = 0.62
# Of print this short the slant is often not seen.
SHORT = 3
# What stands before an exponent.
_EXPONENT = re.compile(r"(?<=\d)[eE][+-]?(?=\d)")
# Signs before and after a number, and tick marks behind it that were read as dashes.
_SIGNS = re.compile(r"^[-+−–](?=[\d.$€£¥])|(?<=\d)[%‰]?[-−–—¬]*$|(?<=\d[kKMGBT])[-−–—¬]+$")

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class LabelLadder:
    """Labels in line and evenly apart: ``places`` (n,) of their centres along the line, ascending."""

    boxes: tuple[Box, ...]
    places: tuple[float, ...]

    @property
    def step(self) -> float:
        return float(np.diff(self.places).min())

    @property
    def box(self) -> Box:
        return bounding(self.boxes)


def label_columns(texts: Sequence[Text], ink: Mask, unit: float) -> list[LabelLadder]:
    """Ladders of numbers one above another with their right edges in line, as left of a y axis.

    ``ink`` (H, W): where the figure is not as its ground; ``unit``: the text height in pixels. A ladder goes on where
    print stands a step beyond its ends that was not read.
    """
    numbers = [replace(t, box=_turned(t.box)) for t in upright_numbers(texts)]
    rows = [row for line in _lines(numbers, _edges, unit) for row in _with_values(line, ink.T, unit)[0]]
    return [_upright(row) for row in rows]


def value_columns(texts: Sequence[Text], unit: float) -> list[LabelLadder]:
    """The same, of labels alone whose values go on evenly."""
    numbers = [replace(t, box=_turned(t.box)) for t in upright_numbers(texts)]
    return [_upright(row) for line in _lines(numbers, _edges, unit) for row in _value_ladders(line, unit)[0]]


def value_rows(texts: Sequence[Text], unit: float) -> list[LabelLadder]:
    """The same of numbers in a row."""
    return [row for line in _lines(upright_numbers(texts), _middle, unit) for row in _value_ladders(line, unit)[0]]


def label_rows(texts: Sequence[Text], ink: Mask, unit: float) -> list[LabelLadder]:
    """The same for numbers, dates or words in a row, as below an x axis; those without values are evenly apart."""
    rows = []
    for line in _lines([t for t in texts if t.rotation == 0], _middle, unit):
        found, rest = _with_values(line, ink, unit)
        rows += found + _even([piece for text in rest for piece in _words_apart(text, ink, unit)])
    return rows


def slanted_rows(texts: Sequence[Text], ink: Mask, unit: float) -> list[LabelLadder]:
    """Ladders of values, dates or words in a row of slanted labels, whose tops are in line.

    Of short ones the slant may not be seen; those without values are evenly apart.
    """
    slanted = [t for t in texts if t.rotation % 90]
    short = [t for t in texts if t.rotation == 0 and len(t.string) <= SHORT and is_number(t)]
    lines = [line for line in _lines([*slanted, *short], _top, unit) if 2 * sum(t in slanted for t in line) > len(line)]
    return [row for line in lines for row in _with_even(line, ink, unit)]


def turned_rows(texts: Sequence[Text], ink: Mask, unit: float) -> list[LabelLadder]:
    """The same for labels that run up or down, whose near ends are in line."""
    lines = _lines([t for t in texts if is_turned(t)], _top, unit)
    return [row for line in lines for row in _with_even(line, ink, unit)]


def _with_even(line: list[Text], ink: Mask, unit: float) -> list[LabelLadder]:
    """The ladders of values in a line, and those of what is left that is evenly apart."""
    found, rest = _with_values(line, ink, unit)
    return found + _even(rest)


def _words_apart(text: Text, ink: Mask, unit: float) -> list[Text]:
    """The words of a row of names that was read as one text: as many as it has pieces far apart; else the whole."""
    words = text.string.split()
    rows, columns = text.box.slices(*ink.shape)
    pieces = spans(ink[rows, columns].any(axis=0), hole=math.ceil(WORD_GAP * max(unit, text.box.height)))
    if len(words) < 2 or len(words) != len(pieces):
        return [text]
    boxes = [replace(text.box, x0=float(columns.start + a), x1=float(columns.start + b)) for a, b in pieces]
    return [replace(text, string=word, box=box) for word, box in zip(words, boxes, strict=True)]


def is_number(text: Text) -> bool:
    """Whether digits are at least half of it, the sign of an exponent and those around the number aside."""
    string = _SIGNS.sub("", without_exponent(text.string))
    return sum(c.isdigit() for c in string) * 2 >= len(string)


def without_exponent(string: str) -> str:
    """The string without what stands before an exponent: ``2e+05`` becomes ``205``."""
    return _EXPONENT.sub("", string)


def upright_numbers(texts: Sequence[Text]) -> list[Text]:
    """The texts that are read from left to right and hold a number."""
    return [text for text in texts if text.rotation == 0 and is_number(text)]


def _upright(row: LabelLadder) -> LabelLadder:
    return LabelLadder(tuple(_turned(b) for b in row.boxes), row.places)


def _turned(box: Box) -> Box:
    return Box(box.y0, box.x0, box.y1, box.x1)


def _middle(box: Box) -> tuple[float, ...]:
    return (box.cy,)


def _top(box: Box) -> tuple[float, ...]:
    return (box.y0,)


def _edges(box: Box) -> tuple[float, ...]:
    """Of labels beside an axis, turned: the far edge is in line, and the other one, too, where it holds a tick mark."""
    return box.y1, box.y0


def _lines(texts: Sequence[Text], across: Callable[[Box], tuple[float, ...]], unit: float) -> list[list[Text]]:
    """Texts in line: one of their edges within reach of the middle of its line."""
    lines: list[list[Text]] = []
    middles: list[NDArray[np.float64]] = []
    for text in sorted(texts, key=lambda t: across(t.box)[0]):
        near, own = IN_LINE * unit, np.array(across(text.box))
        place = next((i for i, middle in enumerate(middles) if np.abs(own - middle).min() < near), None)
        if place is None:
            lines.append([text])
            middles.append(own)
        else:
            lines[place].append(text)
            middles[place] = np.median([across(t.box) for t in lines[place]], axis=0)
    return lines


def _with_values(line: list[Text], ink: Mask, unit: float) -> tuple[list[LabelLadder], list[Text]]:
    """The ladders of values in a line, with labels at their ends that were misread or not seen; and what is left."""
    found, left = _value_ladders(line, unit)
    taken = [box for ladder in found for box in ladder.boxes]
    prints = [t.box for t in left if is_number(t)]
    long = [_lengthened(ladder, taken, prints, ink, unit) for ladder in found]
    pairs = (LabelLadder((a, b), (a.cx, b.cx)) for a, b in pairwise(sorted(prints, key=lambda box: box.cx)))
    by_print = [_lengthened(pair, taken, [], ink, unit) for pair in pairs if pair.step > unit]
    return long + [ladder for ladder in by_print if len(ladder.places) >= LEAST_LABELS], left


def _value_ladders(line: list[Text], unit: float) -> tuple[list[LabelLadder], list[Text]]:
    """Ladders whose values are linear in their places, or whose logarithms are, the longest first; and what is left."""
    left, found = sorted(line, key=lambda t: t.box.cx), list[LabelLadder]()
    meaning = separator_meaning([t.string for t in line if is_number(t)])
    while True:
        numbers = [(t.box, read[0].value) for t in left if (read := row_readings(t.string, meaning))]
        places = np.array([box.cx for box, _ in numbers])
        values = np.array([v for _, v in numbers])
        best = _longest_fit(places, values, unit)
        if (values > 0).sum() >= LEAST_LABELS:
            positive = np.flatnonzero(values > 0)
            logged = positive[_longest_fit(places[positive], np.log10(values[positive]), unit)]
            best = logged if len(logged) > len(best) else best
        if len(best) < LEAST_LABELS:
            return found, left
        found.append(LabelLadder(tuple(numbers[i][0] for i in best), tuple(places[best].tolist())))
        left = [t for t in left if not places[best[0]] <= t.box.cx <= places[best[-1]]]


def _longest_fit(places: NDArray[np.float64], values: NDArray[np.float64], unit: float) -> NDArray[np.int_]:
    """Indices of the most labels that one line through two of them fits without too long a hole."""
    best = np.zeros(0, np.int_)
    for i, j in itertools.combinations(range(len(places)), 2):
        run, rise = places[j] - places[i], values[j] - values[i]
        if run <= 0 or rise == 0 or (len(best) and best[0] <= i and j <= best[-1] and i in best and j in best):
            continue
        off = np.abs(places - places[i] - (values - values[i]) * run / rise)
        fits = np.flatnonzero(off <= OFF * unit)
        fits = _around(fits, places, i)
        if len(fits) < LEAST_LABELS or j not in fits or _count(fits, places) <= _count(best, places):
            continue
        if off[fits].max() <= max(OFF_SHARE * np.diff(places[fits]).min(), 1.0):
            best = fits
    return best


def _count(fits: NDArray[np.int_], places: NDArray[np.float64]) -> float:
    """How many labels fit, less of those among them that do not: plots in a row have one of each that are on a line."""
    among = (places >= places[fits].min(initial=np.inf)) & (places <= places[fits].max(initial=-np.inf))
    return len(fits) - STRANGE * float(among.sum() - len(fits))


def _around(fits: NDArray[np.int_], places: NDArray[np.float64], seed: int) -> NDArray[np.int_]:
    """The stretch around ``seed`` without a hole of more than some steps."""
    if len(fits) < LEAST_LABELS:
        return fits
    gaps = np.diff(places[fits])
    holes = np.flatnonzero(gaps > (UNREAD + 1.5) * np.median(gaps))
    parts = np.split(fits, holes + 1)
    return next(part for part in parts if seed in part)


def _lengthened(row: LabelLadder, taken: Sequence[Box], prints: Sequence[Box], ink: Mask, unit: float) -> LabelLadder:
    """The row with a label more at its ends for each step where a number misread or a lone piece of print stands.

    ``taken``: labels of all rows in this line; ``prints``: numbers in it that are of no row.
    """
    boxes, places = list(row.boxes), list(row.places)
    half = max(b.width for b in boxes) / 2
    for step in (-row.step, row.step):
        while half + unit < abs(step):
            place = (places[0] if step < 0 else places[-1]) + step
            box = Box(place - half, row.box.y0, place + half, row.box.y1)
            if any(box.overlap(b) > 0 for b in taken if b not in boxes):
                break
            if not any(abs(b.cx - place) < OFF * unit for b in prints) and not _is_lone_print(box, ink, unit):
                break
            end = 0 if step < 0 else len(places)
            boxes.insert(end, box)
            places.insert(end, place)
    return LabelLadder(tuple(boxes), tuple(places))


def _is_lone_print(box: Box, ink: Mask, unit: float) -> bool:
    """Whether ink in the box is about as high as print and has blank on all sides, its tick mark aside."""
    rows, columns = box.grown(1).slices(*ink.shape)  # print fades out in one pixel
    around = box.grown(0.5 * unit).slices(*ink.shape)
    inside, whole = ink[rows, columns], ink[around].copy()
    first = rows.start - around[0].start
    for beyond in (whole[:first][::-1], whole[first + inside.shape[0] :]):
        if _is_mark(beyond, unit):
            beyond[:] = False
    high = np.flatnonzero(inside.any(axis=1))
    return len(high) > 0 and high[-1] - high[0] + 1 >= LEAST_HEIGHT * unit and whole.sum() == inside.sum()


def _is_mark(beyond: Mask, unit: float) -> bool:
    """Whether the ink in the rows beyond a label is one narrow stroke over its middle that does not touch it."""
    lying = np.flatnonzero(beyond.any(axis=0))
    if len(lying) == 0 or beyond[0].any():
        return False
    off = np.abs(lying - (beyond.shape[1] - 1) / 2).max()
    return bool(off <= OFF * unit and np.ptp(lying) <= max(MARK * unit, 1.0) + 1)  # it fades out on both sides


def _even(line: list[Text]) -> list[LabelLadder]:
    """Stretches of neighbours that are evenly apart."""
    line = sorted((t for t in line if any(c.isalnum() for c in t.string)), key=lambda t: t.box.cx)
    places = [t.box.cx for t in line]
    runs, start = [], 0
    for end in range(1, len(line) + 1):
        gaps = np.diff(places[start : end + 1])
        step = np.median(gaps[:-1]) if len(gaps) > 1 else gaps[-1] if len(gaps) else 0.0
        even = end < len(line) and abs(gaps[-1] - step) <= UNEVEN * step
        if not even:
            if end - start >= LEAST_LABELS:
                runs.append(LabelLadder(tuple(t.box for t in line[start:end]), tuple(places[start:end])))
            start = end
    return runs
