"""Print that is drawn as outlines: its glyphs put into lines, drawn large and clean, and read by the text reader."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.geometry import Box, bounding
from extractors.readers import TextReader
from extractors.vector.lines import Run, words_of
from extractors.vector.scene import Rgb, Shape, Word

# Lines are drawn with capitals about this high, at which readers are surest, with this much paper around them.
DRAWN_HEIGHT, PAPER = 34.0, 8
# Capitals have this share of the size of their font.
CAPITAL = 0.72
# In font sizes: by how much glyphs of one line may be off it, and the gap from which on a space lies between.
OFF_LINE, NEXT = 0.05, 0.75
# OpenCV draws with fixed-point coordinates of this many fractional bits.
BITS = 4


@dataclass(frozen=True, eq=False)
class _Glyph:
    shapes: tuple[Shape, ...]
    box: Box
    x: float
    y: float
    size: float


def read_outlines(outlines: Sequence[Shape], reader: TextReader) -> tuple[Word, ...]:
    """The words that glyphs show.

    The ``anchor`` of an outline is its place on the baseline, and its ``symbol`` begins with the name of the font.
    """
    glyphs = _glyphs(outlines)
    pieces = [piece for line in _lines(glyphs) for piece in _pieces(line)]
    crops = [_drawn(piece, _angle(piece)) for piece in pieces]
    runs = []
    for piece, reading in zip(pieces, reader.read(crops), strict=True):
        if reading.string.strip():
            runs.append((_run(piece, reading.string.strip()), reading.confidence))
    sure = {run.box: confidence for run, confidence in runs}
    return tuple(
        replace(
            w,
            confidence=min((c for box, c in sure.items() if w.box.overlap(box) > 0.5 * box.area), default=1.0),
            reader=reader.name,
        )
        for w in words_of([run for run, _ in runs])
    )


def _glyphs(outlines: Sequence[Shape]) -> list[_Glyph]:
    """The glyphs in the order of the file; a font's size is told by its highest glyph."""
    high: dict[str, float] = {}
    for shape in outlines:
        font = _font(shape)
        anchor = shape.anchor or (shape.box.x0, shape.box.y1)
        reach = max(anchor[1] - shape.box.y0, anchor[0] - shape.box.x0 if shape.box.y1 > anchor[1] else 0.0)
        high[font] = max(high.get(font, 0.0), reach)
    glyphs = []
    for (symbol, anchor), group in groupby(outlines, key=lambda s: (s.symbol, s.anchor)):
        shapes = tuple(group)
        box = bounding(s.box for s in shapes)
        x, y = anchor if anchor is not None else (box.x0, box.y1)
        glyphs.append(_Glyph(shapes, box, x, y, max(high[_font(shapes[0])] / CAPITAL, 1e-6)))
        del symbol
    return glyphs


def _font(shape: Shape) -> str:
    return (shape.symbol or "").rpartition("-")[0]


def _lines(glyphs: Sequence[_Glyph]) -> list[list[_Glyph]]:
    """Glyphs that follow one another upright or turned by a right angle."""
    lines: list[list[_Glyph]] = []
    for glyph in glyphs:
        line = lines[-1] if lines else []
        if line and _follows(line, glyph):
            line.append(glyph)
        else:
            lines.append([glyph])
    return lines


def _follows(line: Sequence[_Glyph], glyph: _Glyph) -> bool:
    last = line[-1]
    size = max(last.size, glyph.size)
    dx, dy = glyph.x - last.x, glyph.y - last.y
    if _font(last.shapes[0]) != _font(glyph.shapes[0]):
        return False
    upright = abs(dy) <= OFF_LINE * size and 0 < dx <= last.box.x1 - last.x + NEXT * size
    turned = abs(dx) <= OFF_LINE * size and 0 < abs(dy) <= max(last.box.height, 0.3 * size) + NEXT * size
    if len(line) == 1:
        return upright or turned
    before = line[-2]
    went_upright = abs(last.y - before.y) <= OFF_LINE * size
    same_way = (last.y - before.y) * dy > 0
    return upright if went_upright else turned and same_way


def _pieces(line: Sequence[_Glyph]) -> list[list[_Glyph]]:
    return [list(line)]


def _angle(piece: Sequence[_Glyph]) -> int:
    """The turn of a line: by the way its glyphs follow one another."""
    if len(piece) < 2 or abs(piece[-1].x - piece[0].x) >= abs(piece[-1].y - piece[0].y):
        return 0
    return 90 if piece[-1].y < piece[0].y else 270


def _run(piece: Sequence[_Glyph], string: str) -> Run:
    angle = _angle(piece)
    box = bounding(g.box for g in piece)
    first = piece[0]
    cos, sin = round(math.cos(math.radians(angle))), round(math.sin(math.radians(angle)))
    along, up = first.x * cos - first.y * sin, -(first.x * sin + first.y * cos)
    end = max(x * cos - y * sin for x in (box.x0, box.x1) for y in (box.y0, box.y1))
    color: Rgb = first.shapes[0].paint.fill or (0, 0, 0)
    return Run(string, box, along, end, up, first.size, angle, color, None, True)


def _drawn(piece: Sequence[_Glyph], angle: int) -> NDArray[np.uint8]:
    """The glyphs in black on white, upright."""
    box = bounding(g.box for g in piece)
    scale = DRAWN_HEIGHT / (CAPITAL * piece[0].size)
    across, down = (round(side * scale) + 2 * PAPER for side in (box.width, box.height))
    paper = np.full((max(down, 1), max(across, 1)), 255, np.uint8)
    for glyph in piece:
        rings = [
            np.rint(((s.points - (box.x0, box.y0)) * scale + PAPER) * 2**BITS).astype(np.int32) for s in glyph.shapes
        ]
        cv2.fillPoly(paper, rings, 0, cv2.LINE_AA, BITS)
    turned = np.rot90(paper, {90: -1, 270: 1}.get(angle, 0))
    return np.ascontiguousarray(np.repeat(turned[..., None], 3, axis=2))
