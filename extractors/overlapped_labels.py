"""Tick labels that run into one another: each is as wide as it stands centred on its tick, and reading proves it.

Of a row of such labels only its ends are seen: the first begins there as far before its tick as it ends behind it, and
the last likewise. Labels between them are as wide as one of the two, for numbers grow by a digit along an axis.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.calibration import calibrate
from extractors.errors import CalibrationRejected
from extractors.geometry import Box, bounding
from extractors.image import Figure
from extractors.label_print import LabelPrint
from extractors.readers import Text, TextReader
from extractors.second_look import proves_scale
from extractors.strips import Side
from extractors.tick_crowds import ticks_within
from extractors.tick_marks import TickMark
from extractors.tick_prints import WORD_GAP
from extractors.tick_readings import TickLabel
from extractors.tick_texts import cut, read_labels
from extractors.turned_rows import TALL

# A label is no wider than this, in distances of the ticks: of one that reaches further no digit is whole.
WIDEST = 1.5
# Fewer labels prove nothing.
LEAST = 3


@dataclass(frozen=True)
class _Row:
    """Print without gaps over several ticks: its box, their ``places``, half the widths of its first and last label."""

    box: Box
    places: tuple[float, ...]
    first: float
    last: float

    def label(self, k: int, *, early: bool) -> Box:
        """The box of the k-th label, of those between as wide as the first one or as the last one."""
        inner_as_first = early and k < len(self.places) - 1
        half = self.first if k == 0 or inner_as_first else self.last
        return replace(self.box, x0=self.places[k] - half, x1=self.places[k] + half)


def part_overlapped(
    figure: Figure,
    side: Side,
    length: float,
    prints: Sequence[LabelPrint],
    labels: Sequence[TickLabel],
    marks: Sequence[TickMark],
    reader: TextReader,
    unit: float,
) -> list[LabelPrint]:
    """The prints of an x axis with those that hold several labels parted between their ticks, and read.

    None where ``labels``, the readings of the ``prints``, prove a scale over ``length`` pixels, or those of the parts
    prove none. ``unit``: the text height in pixels.
    """
    if side not in ("bottom", "top") or any(p.rotation for p in prints):
        return []
    groups = _together(prints, unit)
    rows = [row for group in groups if (row := _row([p.box for p in group], marks, unit)) is not None]
    if not rows or proves_scale(labels, side, length, marks):
        return []
    alone = [p for p in prints if not any(row.box.holds(p.box.cx, p.box.cy) for row in rows)]
    seats = [(row, k) for row in rows for k in range(len(row.places))]
    ways = [[_read(figure, row, k, reader, early=early) for row, k in seats] for early in (True, False)]
    best, most = list[LabelPrint](), (0, 0.0)
    for growth in range(len(seats), -1, -1):  # labels from here on have the digits of the last
        parted = [early if k < growth else late for k, (early, late) in enumerate(zip(*ways, strict=True))]
        whole = sorted([*alone, *parted], key=lambda p: p.px)
        proven = count_proven(read_labels(figure, whole, (), reader), length, marks)
        worth = proven, sum(p.text.confidence for p in parted if p.text)
        best, most = (whole, worth) if proven and worth > most else (best, most)
    return best


def count_proven(labels: Sequence[TickLabel], length: float, marks: Sequence[TickMark]) -> int:
    """How many labels calibrate the axis by what they read, if most do: two alone may have lost the same digits."""
    try:
        found = calibrate(labels, length, marks=[m.px for m in marks])
    except CalibrationRejected:
        return 0
    return len(found.ticks) if found.scale != "category" and len(found.ticks) >= max(LEAST, len(labels) / 2) else 0


def _together(prints: Sequence[LabelPrint], unit: float) -> list[list[LabelPrint]]:
    """The prints in order along the axis, those that run into one another together."""
    ordered = sorted(prints, key=lambda p: p.box.x0)
    groups = [ordered[:1]] if ordered else []
    for before, after in pairwise(ordered):
        if after.box.x0 - before.box.x1 < WORD_GAP * unit:
            groups[-1].append(after)
        else:
            groups.append([after])
    return groups


def _row(boxes: Sequence[Box], marks: Sequence[TickMark], unit: float) -> _Row | None:
    """The print in some boxes as a row of labels; None where it is turned, or is not of as many labels as ticks."""
    box = bounding(tuple(boxes))
    places = ticks_within(marks, box.x0, box.x1, unit)
    if len(places) < 2 or box.height > TALL * unit:
        return None
    first, last = places[0] - box.x0, box.x1 - places[-1]
    widest = WIDEST * min(b - a for a, b in pairwise(places)) / 2
    return _Row(box, tuple(places), first, last) if max(first, last) <= widest else None


def _read(figure: Figure, row: _Row, k: int, reader: TextReader, *, early: bool) -> LabelPrint:
    box = row.label(k, early=early)
    reading = reader.read([cut(figure.rgb, box, 0)])[0]
    text = Text(reading.string, box, reading.confidence, reading.reader, 0, reading.alternatives)
    return LabelPrint(box, row.places[k], seated=True, text=text)
