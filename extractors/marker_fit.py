"""Least squares between a marker template and the ink: how well it fits, and where it sits to sub-pixel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.marker_path import Line
from extractors.marker_shapes import Image, Template

Points = NDArray[np.float64]

RIM = 2.0  # pixels around a marker that must be empty of the series' ink off the line
SEEN = 0.15  # least share of a marker that must be off the line and uncovered to judge it
SEEN_PIXELS = 1.5  # the same in pixels of full ink
INKED = 0.6  # least share of a marker that must be inked, on the line or off it
TURNS = 3  # Gauss-Newton steps; a fourth moves by less than 0.02 px


@dataclass(frozen=True)
class Scene:
    """Ink (0-1) and its weight (0 below other things), both padded by ``margin`` with weight 0, and the line in it."""

    ink: Image
    weight: Image
    line: Line
    margin: int

    @classmethod
    def of(cls, ink: Image, hidden: NDArray[np.bool_], line: Line, margin: int) -> Scene:
        """Pad the (h, w) ink; ``hidden`` says nothing about markers."""
        return cls(np.pad(ink, margin), np.pad(np.where(hidden, 0, 1).astype(np.float32), margin), line, margin)

    def reduced(self, factor: int) -> Scene:
        """The scene at 1/factor of its size: pixel i there is the mean of pixels i*factor .. here."""
        if factor == 1:
            return self
        height, width = (n - 2 * self.margin for n in self.ink.shape)
        size = (width // factor, height // factor)
        cut = np.s_[self.margin : self.margin + size[1] * factor, self.margin : self.margin + size[0] * factor]
        weight, inked = (
            np.asarray(cv2.resize(image[cut], size, interpolation=cv2.INTER_AREA), np.float32)
            for image in (self.weight, self.ink * self.weight)
        )
        ink = inked / np.maximum(weight, np.float32(1e-3))
        line = self.line.reduced(factor)
        return Scene(np.pad(ink, self.margin), np.pad(weight, self.margin), line, self.margin)

    def around(self, points: Points, reach: int) -> tuple[NDArray[np.intp], Points]:
        """Flat indices (n, p) of the square of ``reach`` around every point, and its middle pixel (n, 2)."""
        height, width = self.ink.shape
        high = np.array([width, height]) - self.margin - reach - 1
        middle = np.clip(np.round(points), reach - self.margin, high)
        gx, gy = _square(reach)
        corner = (middle[:, 1] + self.margin) * width + middle[:, 0] + self.margin
        return corner.astype(np.intp)[:, None] + (gy * width + gx).astype(np.intp), middle

    def covered(self, template: Template, points: Points) -> Image:
        """How many markers at ``points`` cover each pixel of the padded scene."""
        flat, middle = self.around(points, _reach(template))
        face = template.silhouette(*_offsets(middle - points, _reach(template)))
        return np.bincount(flat.ravel(), face.ravel(), self.ink.size).reshape(self.ink.shape).astype(np.float32)


def match(scene: Scene, bank: Sequence[Template], points: Points) -> tuple[Points, Points]:
    """How well each template fits at each point, rounded to whole pixels: fit and gain, both (n, templates).

    The fit is the share of the template's ink off the line that is there, less what should not be: 1 is perfect, below
    0 none, -1 where too little of it is seen to tell. The gain is the same in pixels of ink.
    """
    reach = max(_reach(t) for t in bank)
    dx, dy = _offsets(np.zeros((1, 2)), reach)
    outside = [t.outside(dx, dy) for t in bank]
    drawn = np.vstack([t.inked(far) for t, far in zip(bank, outside, strict=True)])
    rims = np.vstack([_near(far) for far in outside])
    flat, middle = scene.around(points, reach)
    ink = scene.ink.ravel()[flat]
    radius = float(np.median([t.radius for t in bank]))
    weight = scene.weight.ravel()[flat] * scene.line.off(middle, dx, dy, radius + RIM)
    expected = weight @ (drawn**2).T
    missed = (weight * ink**2) @ rims.T - 2 * (weight * ink) @ drawn.T + expected
    judged = (expected > SEEN * (drawn**2).sum(axis=1)) & (expected > SEEN_PIXELS)
    fit = np.where(judged, 1 - missed / np.maximum(expected, 1e-6), -1).astype(np.float64)
    return fit, np.where(judged, expected - missed, 0).astype(np.float64)


def quality(scene: Scene, template: Template, points: Points, apart: bool = False) -> Points:
    """(n,) fit like :func:`match` for one template at sub-pixel places; with ``apart`` neighbours' ink does not count.

    A marker whose ink is missing on the line too is none.
    """
    if len(points) == 0:
        return np.zeros(0)
    weight, ink, dx, dy, shown = _patches(scene, template, points, apart)
    outside = template.outside(dx, dy)
    drawn = template.inked(outside)
    expected = (weight * drawn**2).sum(axis=1)
    missed = (weight * _near(outside) * (ink - drawn) ** 2).sum(axis=1)
    judged = (expected > SEEN * (drawn**2).sum(axis=1)) & (expected > SEEN_PIXELS)
    inked = (shown * drawn * ink).sum(axis=1) / np.maximum((shown * drawn**2).sum(axis=1), 1e-6)
    fit = np.where(inked > INKED, 1 - missed / np.maximum(expected, 1e-6), 0.0)
    return np.where(judged, fit, -1.0)


def visible(scene: Scene, template: Template, points: Points) -> Points:
    """(n,) share of each marker that lies off the line and below nothing else."""
    weight, _, dx, dy, _ = _patches(scene, template, points, apart=False)
    drawn = template.coverage(dx, dy) ** 2
    return np.asarray((weight * drawn).sum(axis=1) / np.maximum(drawn.sum(axis=1), 1e-6), np.float64)


def inked_faces(scene: Scene, template: Template, points: Points) -> Points:
    """(n,) inked share of the face of each filled marker, its edge left out; 1 where nothing of it is seen."""
    _, ink, dx, dy, shown = _patches(scene, template, points, apart=False)
    face = shown * (template.outside(dx, dy) < -1)
    area = face.sum(axis=1)
    return np.asarray(np.where(area > 0, (face * ink).sum(axis=1) / np.maximum(area, 1e-6), 1.0), np.float64)


def seat(scene: Scene, template: Template, points: Points, apart: bool = False) -> Points:
    """The points moved, by at most half a radius, to where the template fits best."""
    if len(points) == 0:
        return points
    weight, ink, dx, dy, _ = _patches(scene, template, points, apart)
    weight = weight * _rim(template, dx, dy)
    moved = np.zeros_like(points)
    eps, limit = np.float32(0.5), template.radius / 2
    for _ in range(TURNS):
        x, y = dx - moved[:, :1].astype(np.float32), dy - moved[:, 1:].astype(np.float32)
        slope_x = template.coverage(x - eps, y) - template.coverage(x + eps, y)
        slope_y = template.coverage(x, y - eps) - template.coverage(x, y + eps)
        miss = weight * (ink - template.coverage(x, y))
        a = (weight * slope_x**2).sum(axis=1) + 0.1  # the damping holds markers that are hardly seen
        b = (weight * slope_x * slope_y).sum(axis=1)
        c = (weight * slope_y**2).sum(axis=1) + 0.1
        gx, gy = (miss * slope_x).sum(axis=1), (miss * slope_y).sum(axis=1)
        step = np.column_stack([c * gx - b * gy, a * gy - b * gx]) / (a * c - b * b)[:, None]
        moved = np.clip(moved + np.clip(step, -1, 1), -limit, limit)
    return points + moved


def _patches(scene: Scene, template: Template, points: Points, apart: bool) -> tuple[Image, Image, Image, Image, Image]:
    """Weight off the line, ink, offsets dx, dy from the point, and weight on and off the line, each (n, p)."""
    reach = _reach(template)
    flat, middle = scene.around(points, reach)
    dx, dy = _offsets(middle - points, reach)
    shown = scene.weight.ravel()[flat]
    weight = shown * scene.line.off(points, dx, dy, template.radius + RIM)
    if apart:
        others = scene.covered(template, points).ravel()[flat] - template.silhouette(dx, dy)
        weight = weight * (others < 0.05)
    return weight, scene.ink.ravel()[flat], dx, dy, shown


def _square(reach: int) -> tuple[Points, Points]:
    steps = np.arange(-reach, reach + 1.0)
    gy, gx = np.meshgrid(steps, steps, indexing="ij")
    return gx.ravel(), gy.ravel()


def _offsets(shift: Points, reach: int) -> tuple[Image, Image]:
    gx, gy = _square(reach)
    return np.asarray(shift[:, :1] + gx, np.float32), np.asarray(shift[:, 1:] + gy, np.float32)


def _rim(template: Template, dx: Image, dy: Image) -> Image:
    """1 on the marker and its empty surround, 0 further out."""
    return _near(template.outside(dx, dy))


def _near(outside: Image) -> Image:
    return np.asarray(outside < RIM, np.float32)


def _reach(template: Template) -> int:
    return int(np.ceil(template.radius * 1.1 + RIM + 1))
