"""Print in the plots that coloured curves, bands or swatches touch: found again where only the colour of print is left.

The text stage reads whole figures: a curve through a name costs a letter of it or all of it, and a name that is read
together with its swatch is neither. Most print is black, grey or white, so that every channel shows it, and of coloured
ink one channel is nearly that of the paper.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from extractors.channels import Rgb
from extractors.geometry import Box, bounding, connected
from extractors.image import Figure
from extractors.legend_canvas import Canvas, background_of, make_canvas
from extractors.legend_parting import names_between
from extractors.legend_print import print_color
from extractors.legend_split import Strip
from extractors.panel_boxes import Panel, holding_panel
from extractors.readers import Pixels, Text, TextReader
from extractors.swatch_style import Floats

LETTERS = 2  # of a text that shows where names are: single ones are often markers and crossings
LIKELY = 0.75  # surer readings than this show names: noise is read as words, too
# Text heights from a text that was read to others of its legend: rows may be lost between, and names are longer.
ROWS, COLUMNS = 3.5, 6.0
# Of the contrast of print, what every channel must show: dark curves show up to this much in their weakest one.
COLORED = 0.35
# Channels in which print differs from the paper by less than this share of the strongest tell nothing.
WEAK = 0.3
# In the channels of print and grey ink it is alike, but for so much; pale bands differ less.
UNLIKE = 0.2
TOUCHED = 0.15  # text heights of columns with such ink: steep curves cross no more
DARK = 160  # of 255: letters in what is left, and no shadows of curves
# Readers are surer than this of whole names, and less of what is left of crossings.
SURE = 0.8
DOUBTFUL = 0.95  # what else is read less surely than this may have been read wrongly
HIGHEST = 1.6  # times as high as names are that were read: with descenders and brackets
LOWEST = 0.5  # times as high; as much the letters of one column may be out of line
SAME_WIDTH = 0.2  # text heights by which the same print may be framed wider; an i or l is wider
SAME = 0.5  # of the smaller of two boxes that hold the same print, and of its height between their middles


@dataclass(frozen=True, slots=True)
class _Place:
    """A part of a plot with ``names`` in it, the ``height`` and colour of their print, and their paper."""

    box: Box
    names: tuple[Box, ...]
    height: float
    paper: Rgb
    color: Rgb


def with_covered_print(
    figure: Figure, panels: Sequence[Panel], texts: Sequence[Text], used: Collection[Text], reader: TextReader
) -> tuple[Text, ...]:
    """The texts with those in the plots that coloured ink touches as they are read without it, lost ones too.

    ``used``: texts that are spoken for (tick labels), which stay as they are.
    """
    canvas = make_canvas(figure.rgb, panels)
    free = [t for t in texts if t.rotation == 0 and t not in used]
    known = [t for t in free if _is_word(t) and t.confidence >= LIKELY]
    found: list[Text] = []
    for place in _places(canvas, panels, known):
        for text in _bare_names(canvas, place, reader):
            before = [t for t in free if _same_print(t.box, text.box)]
            doubtful = any(t.confidence < min(DOUBTFUL, text.confidence) and _alike(t.box, text.box) for t in before)
            known_yet = any(_same_print(text.box, other.box) for other in found)
            touched = _is_touched(canvas, text.box.grown(text.box.height / 2, 1), place)
            if not known_yet and (text.alone or doubtful or touched):
                found.append(replace(_surer(text, before), alone=True))
    kept = [t for t in texts if t not in free or not any(_same_print(t.box, other.box) for other in found)]
    return (*kept, *found)


def _bare_names(canvas: Canvas, place: _Place, reader: TextReader) -> list[Text]:
    """The upright print of a place as it is read without other ink, or with it where this is surer and none is within.

    What is much higher than the print that is known there holds a border, too.
    """
    rows, columns = place.box.slices(*canvas.rgb.shape[:2])
    bare = _bare_print(canvas.rgb[rows, columns], place)
    upright = [text for text in reader.find(bare) if text.rotation == 0]
    texts = [
        replace(text, box=_moved(text.box, columns.start, rows.start))
        for text in _parted(bare, _without_neighbours(bare, upright, reader), reader)
        if text.box.height <= HIGHEST * place.height
    ]
    # boxes that other ink is in are higher than print
    usual = min(place.height, float(np.median([t.box.height for t in texts if _is_word(t)] or [place.height])))
    texts = [t for t in texts if t.box.height >= LOWEST * usual]
    texts = [t for t in texts if _is_word(t) or (t.string.isalnum() and _is_in_column(t.box, place))]
    readings = reader.read([canvas.rgb[text.box.slices(*canvas.rgb.shape[:2])] for text in texts])
    names = [
        replace(text, string=raw.string, confidence=raw.confidence)
        if raw.confidence > text.confidence and not _is_touched(canvas, text.box, place)
        else text
        for text, raw in zip(texts, readings, strict=True)
    ]
    return [text for text in names if text.confidence >= SURE]


def _without_neighbours(bare: Pixels, texts: Sequence[Text], reader: TextReader) -> list[Text]:
    """The texts, read again where borders or letters of other rows reach into their boxes, as in tight rows."""
    _, pieces, stats, _ = cv2.connectedComponentsWithStats((bare[..., 0] < DARK).astype(np.uint8), connectivity=8)
    again: dict[int, tuple[Box, Pixels]] = {}
    for i, text in enumerate(texts):
        rows, columns = text.box.slices(*bare.shape[:2])
        within = np.bincount(pieces[rows, columns].ravel(), minlength=len(stats))
        own = within > stats[:, cv2.CC_STAT_AREA] / 2
        own[0] = False
        other = (within > 0) & ~own
        inked = [np.flatnonzero(own[pieces[rows, columns]].any(axis=axis)) for axis in (1, 0)]
        if not other[1:].any() or not own.any():
            continue
        x0, y0 = columns.start, rows.start
        box = Box(x0 + int(inked[1][0]), y0 + int(inked[0][0]), x0 + int(inked[1][-1]), y0 + int(inked[0][-1]))
        area = box.slices(*bare.shape[:2])
        rims = cv2.dilate(other[pieces[area]].astype(np.uint8) * (pieces[area] > 0), np.ones((3, 3), np.uint8))
        again[i] = box, np.where(rims[..., None] > 0, np.uint8(255), bare[area])
    readings = dict(zip(again, reader.read([crop for _, crop in again.values()]), strict=True))
    return [
        replace(text, box=again[i][0], string=readings[i].string, confidence=readings[i].confidence)
        if i in readings and readings[i].confidence >= SURE
        else text
        for i, text in enumerate(texts)
    ]


def _parted(bare: Pixels, texts: Sequence[Text], reader: TextReader) -> list[Text]:
    """The texts, in place of such as run over a swatch in the colour of print the names beside it, marked ``alone``."""
    parts: list[Text] = []
    for text in texts:
        rows, columns = text.box.slices(*bare.shape[:2])
        strip = Strip(bare[rows, columns], 255.0 - bare[rows, columns, 0].astype(np.float64))
        stretches = names_between(strip) if strip.ink.any() else []
        if len(stretches) < 2:
            parts.append(text)
            continue
        boxes = [replace(text.box, x0=columns.start + a, x1=columns.start + b - 1.0) for a, b in stretches]
        readings = reader.read([bare[box.slices(*bare.shape[:2])] for box in boxes])
        parts += [
            replace(text, box=box, string=reading.string, confidence=reading.confidence, alone=True)
            for box, reading in zip(boxes, readings, strict=True)
        ]
    return parts


def _surer(text: Text, before: Sequence[Text]) -> Text:
    """The text, or the surer reading of the whole figure where that has the same width, and so held nothing else."""
    if len(before) != 1 or abs(before[0].box.width - text.box.width) > SAME_WIDTH * text.box.height:
        return text
    box = min(text.box, before[0].box, key=lambda box: box.height)
    return replace(max(text, before[0], key=lambda t: t.confidence), box=box)


def _places(canvas: Canvas, panels: Sequence[Panel], known: Sequence[Text]) -> list[_Place]:
    """Where names stand together in a plot, and their surroundings as far as other names may be."""
    places = []
    for i, panel in enumerate(panels):
        own = [t.box for t in known if holding_panel(t.box, panels) == i]
        for boxes in connected(own, lambda a, b: _around(a).overlap(b) > 0):
            reach = bounding([_around(box) for box in boxes])
            paper = background_of(canvas.rgb, bounding(boxes))
            color = print_color(canvas, boxes, paper)
            if color is not None:
                height = float(np.median([box.height for box in boxes]))
                beyond = [box for box in boxes if _reaches_beyond(box, panel.box)]
                seen = bounding([_within(reach, panel.box), *beyond])
                places.append(_Place(seen, tuple(boxes), height, paper, color))
    return places


def _around(box: Box) -> Box:
    return box.grown(COLUMNS * box.height, ROWS * box.height)


def _reaches_beyond(name: Box, plot: Box) -> bool:
    """Whether a name stands partly beside the plot: its end there is no border that was read with it."""
    return max(plot.x0 - name.x0, name.x1 - plot.x1) > name.height


def _is_word(text: Text) -> bool:
    return sum(c.isalnum() for c in text.string) >= LETTERS


def _is_in_column(box: Box, place: _Place) -> bool:
    """Whether a box begins or ends below or above a name."""
    offsets = ((box.x0 - name.x0, box.x1 - name.x1) for name in place.names)
    return any(min(abs(a), abs(b)) <= LOWEST * place.height for a, b in offsets)


def _moved(box: Box, dx: float, dy: float) -> Box:
    return Box(box.x0 + dx, box.y0 + dy, box.x1 + dx, box.y1 + dy)


def _within(box: Box, other: Box) -> Box:
    return Box(max(box.x0, other.x0), max(box.y0, other.y0), min(box.x1, other.x1), min(box.y1, other.y1))


def _bare_print(rgb: Pixels, place: _Place) -> Pixels:
    """What of an (h, w, 3) crop is print, black on white."""
    share = np.clip((_shares(rgb, place).min(axis=2) - COLORED) / (1 - COLORED), 0, 1)
    return np.repeat(np.round(255 * (1 - share)).astype(np.uint8)[..., None], 3, axis=2)


def _shares(rgb: Pixels, place: _Place) -> Floats:
    """Per pixel and channel what share of the contrast of print is there, (h, w, channels that tell)."""
    paper = np.asarray(place.paper, np.float64)
    contrast = np.asarray(place.color, np.float64) - paper
    telling = np.abs(contrast) >= WEAK * np.abs(contrast).max()
    return np.asarray((rgb[..., telling] - paper[telling]) / contrast[telling], np.float64)


def _is_touched(canvas: Canvas, box: Box, place: _Place) -> bool:
    """Whether ink of another colour than the print stands in a box."""
    shares = _shares(canvas.rgb[box.slices(*canvas.rgb.shape[:2])], place)
    colored = np.ptp(shares, axis=2) > UNLIKE if shares.size else np.zeros((0, 0), np.bool_)
    return int(colored.any(axis=0).sum()) >= max(2.0, TOUCHED * box.height)


def _same_print(one: Box, other: Box) -> bool:
    a, b = one.grown(0.5), other.grown(0.5)
    within = a.holds(b.cx, b.cy) or b.holds(a.cx, a.cy)
    same_row = abs(a.cy - b.cy) <= SAME * min(a.height, b.height)
    return same_row and (within or a.overlap(b) > SAME * min(a.area, b.area))


def _alike(one: Box, other: Box) -> bool:
    return one.grown(0.5).iou(other.grown(0.5)) > SAME
