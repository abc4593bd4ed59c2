"""Synthetic markers: the coverage of each pixel by a marker of a given shape, size and position.

A shape is a signed distance to its outline (negative inside) in pixels, with y pointing down and the
origin on the data point; drawing tools agree on that point being the middle of the marker's bounding box.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, pi, sin, sqrt

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.float32]
Distance = Callable[[Image, Image, float, float], Image]


@dataclass(frozen=True, slots=True)
class MarkerShape:
    """A drawable marker: ``name`` as in the records; ``room`` is how deep its face is, in radii, 0 without a face."""

    name: str
    room: float
    distance: Distance
    armed: bool = False  # an outline drawn around its thick arms makes them thicker, but no longer beside the others

    @property
    def closed(self) -> bool:
        return self.room > 0


@dataclass(frozen=True, slots=True)
class Template:
    """A marker at one size: half extent ``radius`` and edge ``width`` in pixels; ``hollow`` shows the edge only."""

    shape: MarkerShape
    radius: float
    width: float
    hollow: bool

    def coverage(self, dx: Image, dy: Image) -> Image:
        """How much of each pixel is inked, 0-1; ``dx``, ``dy`` are offsets from the data point in pixels."""
        return self.inked(self.outside(dx, dy))

    def outside(self, dx: Image, dy: Image) -> Image:
        """How far each pixel lies outside the marker, in pixels; below 0 inside."""
        if not (self.hollow and self.shape.armed):
            return self.shape.distance(dx, dy, self.radius, self.width)
        half = self.width / 2  # of the outline lies outside of the shape that it is drawn around
        return np.asarray(self.shape.distance(dx, dy, self.radius - half, self.width) - np.float32(half))

    def inked(self, outside: Image) -> Image:
        """:meth:`coverage` by the distances of :meth:`outside`."""
        drawn = np.clip(0.5 - outside, 0, 1)
        if self.hollow:
            drawn = drawn - np.clip(0.5 - outside - self.width, 0, 1)
        return np.asarray(drawn, np.float32)

    def reduced(self, factor: int) -> Template:
        """The marker in a picture of 1/factor of the size."""
        return Template(self.shape, self.radius / factor, self.width / factor, self.hollow)

    def silhouette(self, dx: Image, dy: Image) -> Image:
        """Like :meth:`coverage`, with the face filled."""
        return np.asarray(np.clip(0.5 - self.outside(dx, dy), 0, 1), np.float32)


def _circle(x: Image, y: Image, r: float, w: float) -> Image:
    return np.asarray(np.hypot(x, y) - np.float32(r))


def _box(x: Image, y: Image, half_x: float, half_y: float) -> Image:
    return np.maximum(np.abs(x) - np.float32(half_x), np.abs(y) - np.float32(half_y))


def _square(x: Image, y: Image, r: float, w: float) -> Image:
    return _box(x, y, r, r)


def _diamond(aspect: float) -> Distance:
    def distance(x: Image, y: Image, r: float, w: float) -> Image:
        across = np.abs(x) / np.float32(aspect) + np.abs(y) - np.float32(r)
        return np.asarray(across / np.float32(sqrt(1 + aspect**-2)), np.float32)

    return distance


def _polygon(corners: int, turn: float) -> Distance:
    """A regular polygon with its corners on the circle of radius r; ``turn`` in radians, 0 puts one straight up."""

    def distance(x: Image, y: Image, r: float, w: float) -> Image:
        normals = [turn + pi * (2 * k + 1) / corners for k in range(corners)]
        planes = [np.float32(sin(a)) * x - np.float32(cos(a)) * y for a in normals]
        return np.asarray(np.maximum.reduce(planes) - np.float32(r * cos(pi / corners)), np.float32)

    return distance


def _triangle(direction: str, height: float) -> Distance:
    """An isosceles triangle of base 2r and height ``2 * height * r``, its bounding box centred on the origin."""

    def distance(x: Image, y: Image, r: float, w: float) -> Image:
        across, along = {"up": (x, y), "down": (x, -y), "left": (y, x), "right": (y, -x)}[direction]
        base = along - np.float32(height * r)
        slope = 2 * height
        side = (np.float32(slope) * np.abs(across) - along - np.float32(height * r)) / np.float32(sqrt(1 + slope**2))
        return np.asarray(np.maximum(base, side))

    return distance


def _turned(x: Image, y: Image) -> tuple[Image, Image]:
    return (x + y) * np.float32(sqrt(0.5)), (x - y) * np.float32(sqrt(0.5))


def _thin_plus(x: Image, y: Image, r: float, w: float) -> Image:
    return np.minimum(_box(x, y, r, w / 2), _box(x, y, w / 2, r))


def _thin_cross(x: Image, y: Image, r: float, w: float) -> Image:
    return _thin_plus(*_turned(x, y), r * sqrt(2), w)


def _fat_plus(x: Image, y: Image, r: float, w: float) -> Image:
    return np.minimum(_box(x, y, r, r / 3), _box(x, y, r / 3, r))


def _fat_cross(x: Image, y: Image, r: float, w: float) -> Image:
    u, v = _turned(x, y)
    return np.minimum(_box(u, v, 1.06 * r, 0.354 * r), _box(u, v, 0.354 * r, 1.06 * r))


def _star(x: Image, y: Image, r: float, w: float) -> Image:
    """Five points up, inner corners at 0.38 r: a point is outside where it is beyond both edges of its tip."""
    lines = [2 * pi * k / 5 for k in range(5)]
    planes = np.stack([np.float32(sin(a)) * x - np.float32(cos(a)) * y for a in lines]) - np.float32(0.309 * r)
    return np.asarray(np.partition(planes, 3, axis=0)[3])  # at most one edge crossed


def _blunt_star(x: Image, y: Image, r: float, w: float) -> Image:
    return np.asarray(np.maximum(_star(x, y, 1.2 * r, w), _circle(x, y, r, w)))


def _three_arms(sign: int) -> Distance:
    def distance(x: Image, y: Image, r: float, w: float) -> Image:
        arms = []
        for a in (0.0, 2 * pi / 3, -2 * pi / 3):
            along = np.float32(sin(a)) * x + np.float32(sign * cos(a)) * y
            across = np.float32(cos(a)) * x - np.float32(sign * sin(a)) * y
            arms.append(_box(along - np.float32(r / 2), across, r / 2, w / 2))
        return np.asarray(np.minimum.reduce(arms))

    return distance


SHAPES: tuple[MarkerShape, ...] = (
    MarkerShape("circle", 1.0, _circle),
    MarkerShape("square", 1.0, _square),
    MarkerShape("diamond", 0.7, _diamond(1.0)),
    MarkerShape("diamond", 0.5, _diamond(0.6)),
    *(MarkerShape("triangle", 0.6, _triangle(d, 1.0)) for d in ("up", "down", "left", "right")),
    *(MarkerShape("triangle", 0.6, _triangle(d, 0.866)) for d in ("up", "down")),
    MarkerShape("other", 0.8, _polygon(5, 0.0)),
    MarkerShape("star", 0.35, _star),
    MarkerShape("star", 0.35, _blunt_star),
    MarkerShape("plus", 0.33, _fat_plus, armed=True),
    MarkerShape("cross", 0.35, _fat_cross, armed=True),
    MarkerShape("plus", 0.0, _thin_plus),
    MarkerShape("cross", 0.0, _thin_cross),
    MarkerShape("other", 0.0, _three_arms(1)),
    MarkerShape("other", 0.0, _three_arms(-1)),
)
