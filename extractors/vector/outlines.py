"""Print that is drawn as outlines: its glyphs put into lines, drawn large and clean, and read by the text reader."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

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
# Lengths of a glyph within which the next one of its line begins.
STEP = 2.0
# OpenCV draws with fixed-point coordinates of this many fractional bits.
BITS = 4


@dataclass(frozen=True, eq=False)
class _Glyph:
    shapes: tuple[Shape, ...]
    font: str
    box: Box
    x: float
    y: float


def read_outlines(outlines: Sequence[Shape], reader: TextReader) -> tuple[Word, ...]:
    """The words that glyphs show.

    The ``anchor`` of an outline is its place on the baseline, and its ``symbol`` begins with the name of the font.
    """
    glyphs = _glyphs(outlines)
    angles = _angles(glyphs)
    sizes = _sizes(glyphs, angles)
    lines = _lines(glyphs, angles, sizes)
    crops = [_drawn(line, angles[line[0].font], max(sizes[g.font] for g in line)) for line in lines]
    runs = []
    for line, reading in zip(lines, reader.read(crops), strict=True):
        if reading.string.strip():
            font = line[0].font
            runs.append((_run(line, angles[font], sizes[font], reading.string.strip()), reading.confidence))
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
    """The glyphs in the order of the file."""
    glyphs = []
    for (_, anchor), group in groupby(outlines, key=lambda s: (s.symbol, s.anchor)):
        shapes = tuple(group)
        box = bounding(s.box for s in shapes)
        x, y = anchor if anchor is not None else (box.x0, box.y1)
        glyphs.append(_Glyph(shapes, _font(shapes[0]), box, x, y))
    return glyphs


def _sizes(glyphs: Sequence[_Glyph], angles: dict[str, int]) -> dict[str, float]:
    """The size of each font, told by its highest glyph."""
    sizes: dict[str, float] = {}
    for glyph in glyphs:
        angle = angles[glyph.font]
        base = _upright(np.array([[glyph.x, glyph.y]]), angle)[0, 1]
        height = base - min(float(_upright(s.points, angle)[:, 1].min()) for s in glyph.shapes)
        sizes[glyph.font] = max(sizes.get(glyph.font, 1e-6), height / CAPITAL)
    return sizes


def _font(shape: Shape) -> str:
    return (shape.symbol or "").rpartition("-")[0]


def _angles(glyphs: Sequence[_Glyph]) -> dict[str, int]:
    """The turn of each font in degrees: turned print has glyphs of its own, which follow one another that way."""
    ways: dict[str, Counter[int]] = {glyph.font: Counter() for glyph in glyphs}
    for one, other in pairwise(glyphs):
        dx, dy = other.x - one.x, other.y - one.y
        near = STEP * max(one.box.width, one.box.height, other.box.width, other.box.height)
        if one.font == other.font and 0 < math.hypot(dx, dy) <= near:
            ways[one.font][round(math.degrees(math.atan2(-dy, dx))) % 360] += 1
    return {font: max(found, key=lambda way: (found[way], way == 0), default=0) for font, found in ways.items()}


def _lines(glyphs: Sequence[_Glyph], angles: dict[str, int], sizes: dict[str, float]) -> list[list[_Glyph]]:
    """Glyphs of one group that follow one another the way that their fonts are turned.

    A sign that the font lacks is drawn in a group of its own, out of another font.
    """
    lines: list[list[_Glyph]] = []
    for glyph in glyphs:
        last, angle = lines[-1][-1] if lines else None, angles[glyph.font]
        if (
            last is not None
            and (last.shapes[0].group == glyph.shapes[0].group or last.font != glyph.font)
            and angles[last.font] == angle
            and _follows(last, glyph, angle, max(sizes[last.font], sizes[glyph.font]))
        ):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return lines


def _follows(last: _Glyph, glyph: _Glyph, angle: int, size: float) -> bool:
    places = _upright(np.array([[last.x, last.y], [glyph.x, glyph.y]]), angle)
    along, off = places[1] - places[0]
    reach = max(float(_upright(s.points, angle)[:, 0].max()) for s in last.shapes) - places[0, 0]
    return bool(abs(off) <= OFF_LINE * size and 0 < along <= reach + NEXT * size)


def _upright(points: NDArray[np.float64], angle: int) -> NDArray[np.float64]:
    """Points (n, 2) turned back by ``angle`` degrees: along the line, and down from it."""
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return np.asarray(points @ np.array([[cos, sin], [-sin, cos]]))


def _run(line: Sequence[_Glyph], angle: int, size: float, string: str) -> Run:
    first = line[0]
    along, down = _upright(np.array([[first.x, first.y]]), angle)[0]
    end = max(float(_upright(s.points, angle)[:, 0].max()) for g in line for s in g.shapes)
    color: Rgb = first.shapes[0].paint.fill or (0, 0, 0)
    box = bounding(g.box for g in line)
    return Run(string, box, float(along), end, -float(down), size, angle, color, None, True)


def _drawn(line: Sequence[_Glyph], angle: int, size: float) -> NDArray[np.uint8]:
    """The glyphs in black on white, upright."""
    scale = DRAWN_HEIGHT / (CAPITAL * size)
    glyphs = [[_upright(s.points, angle) * scale for s in g.shapes] for g in line]
    corner = np.min([ring.min(axis=0) for rings in glyphs for ring in rings], axis=0)
    far = np.max([ring.max(axis=0) for rings in glyphs for ring in rings], axis=0)
    across, down = (max(round(float(side)) + 2 * PAPER, 1) for side in far - corner)
    paper = np.full((down, across), 255, np.uint8)
    for rings in glyphs:
        cv2.fillPoly(
            paper, [np.rint((ring - corner + PAPER) * 2**BITS).astype(np.int32) for ring in rings], 0, cv2.LINE_AA, BITS
        )
    return np.repeat(paper[..., None], 3, axis=2)
