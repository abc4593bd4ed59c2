"""What a page or drawing holds: subpaths with their paint, words and embedded images, in one plane.

Until :func:`rescaled` lengths are in units of the file (points of a PDF, CSS pixels of an SVG) with the origin in the
upper left corner and y downwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from extractors.geometry import Box

Points = NDArray[np.float64]
Rgb = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Paint:
    """How a subpath is painted; a colour is None where it is not stroked or filled, opacities run from 0 to 1."""

    stroke: Rgb | None = None
    fill: Rgb | None = None
    width: float = 1.0
    dash: tuple[float, ...] = ()
    stroke_opacity: float = 1.0
    fill_opacity: float = 1.0


@dataclass(frozen=True, eq=False)
class Shape:
    """One subpath: ``points`` (n, 2), curves flattened to within :data:`extractors.vector.flatten.TOLERANCE`.

    ``item`` numbers the drawn object that it is part of, in drawing order. ``clip``: the box that bounds its clip path,
    None where there is none. ``anchor``: the origin of the symbol or form that it is a copy of, where it is one, and
    ``symbol`` the name of that. ``group`` tells what an SVG draws in one go: a label has one of its own.
    """

    points: Points
    closed: bool
    paint: Paint
    item: int
    clip: Box | None = None
    anchor: tuple[float, float] | None = None
    symbol: str | None = None
    group: int = 0

    @cached_property
    def box(self) -> Box:
        """The extent of the centre line, not of the ink."""
        (x0, y0), (x1, y1) = self.points.min(axis=0), self.points.max(axis=0)
        return Box(float(x0), float(y0), float(x1), float(y1))

    @property
    def stroked(self) -> bool:
        """Whether its stroke can be seen."""
        return self.paint.stroke is not None and self.paint.stroke_opacity > 0 and self.paint.width > 0

    @property
    def filled(self) -> bool:
        """Whether its fill can be seen."""
        return self.paint.fill is not None and self.paint.fill_opacity > 0


@dataclass(frozen=True, eq=False)
class Word:
    """A line of text; ``rotation`` counter-clockwise in degrees, ``anchor`` the point that its place was given by.

    ``box`` is tight around the letters as far as the file tells their size, ``size`` that of the font, ``baseline`` the
    height of the baseline of upright words. ``confidence`` is 1 where the letters stand in the file, and the reader's
    own where they were drawn as outlines.
    """

    string: str
    box: Box
    rotation: int
    size: float
    color: Rgb
    anchor: tuple[float, float] | None = None
    baseline: float | None = None
    confidence: float = 1.0
    reader: str = "vector"


@dataclass(frozen=True, eq=False)
class Raster:
    """An embedded image: its box in the plane and its pixels (h, w, 3), None where they were not asked for."""

    box: Box
    rgb: NDArray[np.uint8] | None = None


@dataclass(frozen=True, eq=False)
class Scene:
    """A page or drawing of ``width`` x ``height``; ``outlines`` are shapes that are print and no drawing."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    words: tuple[Word, ...]
    rasters: tuple[Raster, ...] = ()
    outlines: tuple[Shape, ...] = ()


def rescaled(scene: Scene, scale: float) -> Scene:
    """The scene in working pixels, ``scale`` per unit: the centre of the upper left one is (0, 0)."""

    def place(x: float, y: float) -> tuple[float, float]:
        return x * scale - 0.5, y * scale - 0.5

    def box(of: Box) -> Box:
        return Box(*place(of.x0, of.y0), *place(of.x1, of.y1))

    def shape(s: Shape) -> Shape:
        paint = replace(s.paint, width=s.paint.width * scale, dash=tuple(d * scale for d in s.paint.dash))
        clip = None if s.clip is None else box(s.clip)
        anchor = None if s.anchor is None else place(*s.anchor)
        return Shape(s.points * scale - 0.5, s.closed, paint, s.item, clip, anchor, s.symbol)

    words = tuple(
        replace(
            w,
            box=box(w.box),
            size=w.size * scale,
            anchor=None if w.anchor is None else place(*w.anchor),
            baseline=None if w.baseline is None else w.baseline * scale - 0.5,
        )
        for w in scene.words
    )
    return Scene(
        scene.width * scale,
        scene.height * scale,
        tuple(shape(s) for s in scene.shapes),
        words,
        tuple(replace(r, box=box(r.box)) for r in scene.rasters),
        tuple(shape(s) for s in scene.outlines),
    )


def meet(a: Box | None, b: Box | None) -> Box | None:
    """The box that both clips leave; an empty one lies at a corner."""
    if a is None or b is None:
        return a if b is None else b
    x0, y0 = max(a.x0, b.x0), max(a.y0, b.y0)
    return Box(x0, y0, max(x0, min(a.x1, b.x1)), max(y0, min(a.y1, b.y1)))


def box_of(points: Sequence[tuple[float, float]] | Points) -> Box:
    """The smallest box around points, of which there must be one."""
    array = np.asarray(points, dtype=np.float64).reshape(-1, 2)
    (x0, y0), (x1, y1) = array.min(axis=0), array.max(axis=0)
    return Box(float(x0), float(y0), float(x1), float(y1))
