"""Which marker it is: shapes, sizes and styles are drawn and compared with what the series shows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extractors.marker_fit import Scene, match, quality, seat
from extractors.marker_seeds import SEEDS, Seed
from extractors.marker_shapes import SHAPES, MarkerShape, Template

Points = NDArray[np.float64]

GOOD_FIT = 0.55  # share of a marker's ink off the line that the template must explain
SOME_FACE, MOSTLY_FACE = 0.04, 0.15  # share of a seed that is enclosed face: maybe hollow, surely hollow
THICKEST_EDGE = 0.8  # of the depth of a hollow marker's face; thicker ones leave no face to see
LEAD = 0.1  # of the shape in the legend over others, in share of ink explained
REDUCED_RADIUS = 5  # pixels; larger markers are first sought in a reduced picture, at equal cost
EDGES = (0.45, 0.75, 1.3)  # widths of drawn edges, in strokes of the line
ABOUT = (0.8, 0.9, 1.0, 1.1, 1.2)  # sizes around that of a seed
AS_IN_LEGEND = (0.7, 0.78, 0.86, 0.93, 1.0, 1.07)  # around the swatch's, whose anti-aliased rim is counted whole


def vote(scene: Scene, seeds: list[Seed], stroke: float, shape: str | None) -> Template:
    """The template that explains the seeds best: coarsely over all shapes and sizes, then finely around the best."""
    points = np.array([(s.x, s.y) for s in seeds])
    radius = float(np.median([s.extent for s in seeds])) / 2
    face = float(np.median([s.face for s in seeds]))
    styles = [(s, True) for s in SHAPES if s.closed and face > SOME_FACE]
    styles += [(s, False) for s in SHAPES if face < MOSTLY_FACE]
    best = _coarse_vote(scene, points, _bank(styles, [radius * f for f in ABOUT], stroke), shape)
    return refined(scene, best, points)


def vote_along(scene: Scene, spots: Points, size: float, stroke: float, shape: str) -> tuple[Template, Points]:
    """The template of the legend's shape and about its size that explains most ink at the spots, and where it does."""
    styles = [(s, hollow) for s in SHAPES if s.name == shape for hollow in (False, True) if s.closed or not hollow]
    bank = _bank(styles, [size / 2 * f for f in AS_IN_LEGEND], stroke)
    factor = reduction(bank[len(bank) // 2])
    cells = np.unique(np.round(reduced_points(spots, factor)), axis=0)
    fit, gain = match(scene.reduced(factor), [t.reduced(factor) for t in bank], cells)
    gain = np.where(fit > GOOD_FIT, gain, 0)
    k = int(np.argmax(gain.sum(axis=0)))
    points = cells * factor + (factor - 1) / 2
    best = apart(points[gain[:, k] > 0], gain[gain[:, k] > 0, k], bank[k].radius)[:SEEDS]
    return refined(scene, bank[k], best), best


def refined(scene: Scene, template: Template, points: Points) -> Template:
    """The template with the size and edge width that fit the points best."""
    for spread in (0.06, 0.03):
        near = [
            Template(template.shape, template.radius * (1 + a), template.width * (1 + 4 * b), template.hollow)
            for a in (-spread, 0.0, spread)
            for b in ((-spread, 0.0, spread) if template.hollow or not template.shape.closed else (0.0,))
        ]
        seated = seat(scene, template, points)
        template = max(near, key=lambda t: float(np.clip(quality(scene, t, seated), 0, 1).sum()))
    return template


def apart(points: Points, rank: Points, distance: float) -> Points:
    """Greedy choice of the best-ranked points that keep the distance."""
    order = np.argsort(-rank, kind="stable")
    points = points[order]
    free = np.ones(len(points), bool)
    chosen = []
    for k in range(len(points)):
        if free[k]:
            chosen.append(k)
            free &= np.hypot(*(points - points[k]).T) >= distance
    return points[chosen]


def reduction(template: Template) -> int:
    """By how much a picture can shrink before the marker becomes too small to tell."""
    return max(1, round(template.radius / REDUCED_RADIUS))


def reduced_points(points: Points, factor: int) -> Points:
    """The points in a picture of 1/factor of the size."""
    return (points - (factor - 1) / 2) / factor


def _bank(styles: Sequence[tuple[MarkerShape, bool]], radii: Sequence[float], stroke: float) -> list[Template]:
    """Templates of the shapes, hollow (True) or filled, at the radii; hollow ones as far as a face is left."""
    bank = []
    for shape, hollow in styles:
        for radius in radii:
            edged = hollow or not shape.closed
            widths = [min(max(0.8, f * stroke), 0.5 * max(radii)) for f in EDGES]
            bank += [
                Template(shape, radius, width, hollow)
                for width in (widths if edged else widths[:1])
                if not hollow or width < THICKEST_EDGE * shape.room * radius
            ]
    return bank


def _coarse_vote(scene: Scene, points: Points, bank: list[Template], shape: str | None) -> Template:
    """The template with the best mean fit over the points, each at its best small shift; the legend's shape leads."""
    factor = reduction(bank[0])
    small = [t.reduced(factor) for t in bank]
    shifts = np.array([(i, j) for i in range(-2, 3) for j in range(-2, 3) if abs(i) + abs(j) < 3])
    spots = (reduced_points(points, factor)[:, None, :] + shifts[None, :, :]).reshape(-1, 2)
    fit, _ = match(scene.reduced(factor), small, spots)
    lead = np.array([LEAD * (template.shape.name == shape) for template in bank])
    mean = np.clip(fit.reshape(len(points), len(shifts), len(bank)).max(axis=1), 0, 1).mean(axis=0)
    return bank[int(np.argmax(mean + lead))]
