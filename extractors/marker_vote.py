"""Which marker it is: shapes, sizes and styles are drawn and compared with what the series shows."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extractors.marker_fit import Scene, match, quality, seat
from extractors.marker_seeds import Seed
from extractors.marker_shapes import SHAPES, Template

Points = NDArray[np.float64]

SOME_FACE, MOSTLY_FACE = 0.04, 0.15  # share of a seed that is enclosed face: maybe hollow, surely hollow
THICKEST_EDGE = 0.8  # of the depth of a hollow marker's face; thicker ones leave no face to see
LEAD = 0.1  # of the shape in the legend over others, in share of ink explained
REDUCED_RADIUS = 5  # pixels; larger markers are first sought in a reduced picture, at equal cost


def vote(scene: Scene, seeds: list[Seed], stroke: float, shape: str | None) -> Template:
    """The template that explains the seeds best: coarsely over all shapes and sizes, then finely around the best."""
    points = np.array([(s.x, s.y) for s in seeds])
    radius = float(np.median([s.extent for s in seeds])) / 2
    face = float(np.median([s.face for s in seeds]))
    best = _coarsevote(scene, points, bank_of(radius, stroke, face), shape)
    return refined(scene, best, points)


def refined(scene: Scene, template: Template, points: Points) -> Template:
    """The template with the size and edge width that fit the points best."""
    for spread in (0.06, 0.03):
        near = [
            Template(template.shape, template.radius * (1 + a), template.width * (1 + 4 * b), template.hollow)
            for a in (-spread, 0.0, spread)
            for b in ((-spread, 0.0, spread) if template.hollow or not template.shape.closed else (0.0,))
        ]
        seated = seat(scene, template, points)
        template = max(near, key=lambda t: float(np.clip(quality(scene, t, seated), 0, 1).mean()))
    return template


def bank_of(radius: float, stroke: float, face: float) -> list[Template]:
    """Templates to vote on: hollow ones where part of the seeds is enclosed face, filled ones unless most is."""
    widths = [min(max(0.8, f * stroke), 0.5 * radius) for f in (0.45, 0.75, 1.3)]
    styles = [(shape, True) for shape in SHAPES if shape.closed and face > SOME_FACE]
    styles += [(shape, False) for shape in SHAPES if face < MOSTLY_FACE]
    return [
        Template(shape, radius * f, width, hollow)
        for shape, hollow in styles
        for width in (widths if hollow or not shape.closed else widths[:1])
        for f in (0.8, 0.9, 1.0, 1.1, 1.2)
        if not hollow or width < THICKEST_EDGE * shape.room * radius * f
    ]


def _coarsevote(scene: Scene, points: Points, bank: list[Template], shape: str | None) -> Template:
    """The template with the best mean fit over the points, each at its best small shift; the legend's shape leads."""
    factor = reduction(bank[0])
    small = [t.reduced(factor) for t in bank]
    shifts = np.array([(i, j) for i in range(-2, 3) for j in range(-2, 3) if abs(i) + abs(j) < 3])
    spots = (reduced_points(points, factor)[:, None, :] + shifts[None, :, :]).reshape(-1, 2)
    fits = match(scene.reduced(factor), small, spots).reshape(len(points), len(shifts), len(bank))
    lead = np.array([LEAD * (template.shape.name == shape) for template in bank])
    return bank[int(np.argmax(np.clip(fits.max(axis=1), 0, 1).mean(axis=0) + lead))]


def reduction(template: Template) -> int:
    """By how much a picture can shrink before the marker becomes too small to tell."""
    return max(1, round(template.radius / REDUCED_RADIUS))


def reduced_points(points: Points, factor: int) -> Points:
    """The points in a picture of 1/factor of the size."""
    return (points - (factor - 1) / 2) / factor
