"""Slanted tick labels so close that their upright boxes overlap: each is read along its own line below its tick.

Labels of one length (dates, years) make a row that is one label wider than its ticks are apart, and hang alike beside
them; so the row's ends tell how wide they are and where they hang, and with its height that tells their slant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.channels import channel_max, commonest_color
from extractors.geometry import Box
from extractors.image import Figure
from extractors.label_print import LabelPrint
from extractors.overlapped_labels import count_proven
from extractors.panels import Panel
from extractors.readers import Text, TextReader
from extractors.readers.detect import Region, cut_out
from extractors.second_look import proves_scale
from extractors.strip_cleaning import LOW
from extractors.strips import Side, spans
from extractors.tick_crowds import ticks_within
from extractors.tick_marks import TickMark
from extractors.tick_prints import DEPTH, REACH
from extractors.tick_readings import TickLabel
from extractors.tick_slants import INK
from extractors.tick_texts import read_labels
from extractors.turned_rows import TALL

# Slants that are looked for, in degrees either way. Flatter print is read as it stands, steeper print is turned.
SLANTS = np.arange(20, 71)
# Fewer labels are hardly crowded.
LEAST = 4
# All in text heights. Lines of print part with HOLE; a digit is DIGIT high; labels hang to AGREE as they may; a
# line is cut with MARGIN around it.
HOLE, DIGIT, AGREE, MARGIN = 0.3, 0.75, 0.35, 0.2


@dataclass(frozen=True)
class _Row:
    """A row of slanted labels: its box, their slant in degrees, how far beside its tick the middle of each stands.

    ``width``: of the upright box of a label; ``size``: its length and height as printed.
    """

    box: Box
    slant: int
    aside: float
    width: float
    size: tuple[float, float]


def crowded_slants(
    figure: Figure,
    panel: Panel,
    side: Side,
    labels: Sequence[TickLabel],
    marks: Sequence[TickMark],
    reader: TextReader,
    unit: float,
) -> list[LabelPrint]:
    """The slanted labels below a panel, each read along its own line and seated on its tick.

    None where ``labels`` prove a scale as they were read, where the row does not fit its ticks, or where the lines
    prove no scale either. ``unit``: the text height in pixels.
    """
    length = panel.box.width
    if side != "bottom" or (labels and proves_scale(labels, side, length, marks)):
        return []
    outside = [m for m in marks if m.kind == "outside"]
    ticks = ticks_within(outside, panel.box.x0 - unit, panel.box.x1 + unit, unit)
    if len(ticks) < LEAST:
        return []
    box = _print_below(figure.rgb, panel.box, max(m.length for m in outside), unit)
    if box is None:
        return []
    ways = [[_read(figure, row, tick, reader, unit) for tick in ticks] for row in _rows(box, ticks, unit)]
    proven = [count_proven(read_labels(figure, prints, (), reader), length, marks) for prints in ways]
    return ways[int(np.argmax(proven))] if any(proven) else []


def _print_below(rgb: NDArray[np.uint8], box: Box, depth: float, unit: float) -> Box | None:
    """The first print below a box with marks of a ``depth``, where it is higher than a line of print."""
    start = round(box.y1 + depth) + 2
    around = Box(box.x0 - DEPTH * unit / 2, start, box.x1 + DEPTH * unit / 2, start + DEPTH * unit)
    rows, columns = around.slices(*rgb.shape[:2])
    if rows.start >= rows.stop:
        return None
    paper = commonest_color(rgb[rows, columns].reshape(-1, 3), 5)
    ink = channel_max(np.abs(rgb[rows, columns].astype(np.int16) - paper)) > INK
    printed = [(a, b) for a, b in spans(ink.any(axis=1), hole=round(HOLE * unit)) if b - a + 1 >= LOW * unit]
    if not printed or printed[0][0] > REACH * unit or printed[0][1] - printed[0][0] < TALL * unit:
        return None
    first, last = printed[0]
    across = np.flatnonzero(ink[first : last + 1].any(axis=0))
    return Box(columns.start + across[0], rows.start + first, columns.start + across[-1], rows.start + last)


def _rows(box: Box, ticks: Sequence[float], unit: float) -> list[_Row]:
    """How slanted labels of one length may fill ``box``: centred below their ticks, or hung by their end or its corner.

    Print of a known height and any length fills a box of one shape for every slant.
    """
    width = box.width + 1 - (ticks[-1] - ticks[0])
    aside = box.cx - (ticks[0] + ticks[-1]) / 2
    turns, height = np.deg2rad(SLANTS), DIGIT * unit
    misfits = (box.height + 1) * np.cos(turns) - width * np.sin(turns) - height * np.cos(2 * turns)
    best = int(np.abs(misfits).argmin())
    slant, turn = int(SLANTS[best]), float(turns[best])
    length = (box.height + 1 - height * np.cos(turn)) / np.sin(turn)
    if width < unit or length < height or best in (0, len(SLANTS) - 1):
        return []
    near = AGREE * unit
    if abs(aside) <= near:
        return [_Row(box, s, aside, width, (length, height)) for s in (slant, -slant)]
    beyond = abs(aside) - width / 2  # where a line of print ends at its tick, its ink does a little before
    hangs = -height * np.sin(turn) / 2 - near <= beyond <= height * np.sin(turn) / 2 + near
    return [_Row(box, slant if aside < 0 else -slant, aside, width, (length, height))] if hangs else []


def _read(figure: Figure, row: _Row, tick: float, reader: TextReader, unit: float) -> LabelPrint:
    """One label, cut out along its line."""
    x = tick + row.aside
    box = Box(x - row.width / 2, row.box.y0, x + row.width / 2, row.box.y1)
    size = row.size[0] + 2 * MARGIN * unit, row.size[1] + 2 * MARGIN * unit
    reading = reader.read([np.ascontiguousarray(cut_out(figure.rgb, Region(box, row.slant, size)))])[0]
    text = Text(reading.string, box, reading.confidence, reading.reader, row.slant, reading.alternatives)
    return LabelPrint(box, tick, seated=True, rotation=row.slant, text=text)
