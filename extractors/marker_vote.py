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
FINE_FIT = 0.9  # from which no other shape is tried
LEAD = 0.1  # of the shape in the legend over others, in share of ink explained
REDUCED_RADIUS = 5  # pixels; larger markers are first sought in a reduced picture, at equal cost
EDGES = (0.2, 0.45, 0.75, 1.3)  # widths of drawn edges, in strokes of the line: many tools draw all edges thin
ABOUT = (0.8, 0.9, 1.0, 1.1, 1.2)  # sizes around that of a seed
SIZE_STEP = 1.15  # from one tried size to the next where none is known
COMMONEST = tuple(
    s for k, s in enumerate(SHAPES) if s.name in ("circle", "square", "plus", "cross") or k in (2, 4, 5, 11)
)
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


def vote_along(scene: Scene, spots: Points, bank: Sequence[Template]) -> tuple[Template, Points]:
    """The template that explains most ink at the spots, refined, or of a shape that fits better, and where it does."""
    template, best = most_ink_along(scene, spots, bank)
    return _best_shape(scene, template, best[:SEEDS]), best


def most_ink_along(scene: Scene, spots: Points, bank: Sequence[Template]) -> tuple[Template, Points]:
    """The template of the bank that explains most ink at the spots, and where it does."""
    found: list[tuple[float, Template, Points]] = []
    for factor in sorted({reduction(t) for t in bank}):
        group = [t for t in bank if reduction(t) == factor]
        cells = np.unique(np.round(reduced_points(spots, factor)), axis=0)
        fit, gain = match(scene.reduced(factor), [t.reduced(factor) for t in group], cells)
        gain = np.where(fit > GOOD_FIT, gain, 0)
        k = int(np.argmax(gain.sum(axis=0)))
        places, rank = cells[gain[:, k] > 0] * factor + (factor - 1) / 2, gain[gain[:, k] > 0, k]
        best = apart(places, rank, group[k].radius)
        found.append((float(rank.sum()) * factor**4, group[k], best))  # fewer cells of fewer pixels
    _, template, best = max(found, key=lambda one: one[0])
    return template, best


def _best_shape(scene: Scene, template: Template, points: Points) -> Template:
    """The template refined, or another shape that fits clearly better at the points."""
    template = refined(scene, template, points)
    fit = mean_fit(scene, template, points)
    if len(points) == 0 or fit > FINE_FIT:
        return template
    styles = [
        (s, template.hollow) for s in SHAPES if s.name != template.shape.name and (s.closed or not template.hollow)
    ]
    bank = _bank(styles, [template.radius * f for f in ABOUT], scene.line.stroke)
    other = refined(scene, _coarse_vote(scene, points, bank, None), points)
    return other if mean_fit(scene, other, points) > fit + LEAD else template


def mean_fit(scene: Scene, template: Template, points: Points) -> float:
    """How well a template typically fits near the points; misfits count 0."""
    return float(np.clip(quality(scene, template, seat(scene, template, points)), 0, 1).mean()) if len(points) else 0.0


def as_in_legend(shape: str, size: float, stroke: float, scales: Sequence[float] = AS_IN_LEGEND) -> list[Template]:
    """Templates of the shape and, but for ``scales``, the size that a legend shows."""
    styles = [(s, hollow) for s in SHAPES if s.name == shape for hollow in (False, True) if s.closed or not hollow]
    return _bank(styles, [size / 2 * f for f in scales], stroke)


def of_any_look(smallest: float, largest: float, stroke: float) -> list[Template]:
    """Templates of the commonest shapes from one size to another, where the legend tells neither."""
    steps = int(np.log(max(largest / smallest, 1.0)) / np.log(SIZE_STEP)) + 1
    styles = [(s, hollow) for s in COMMONEST for hollow in (False, True) if s.closed or not hollow]
    return _bank(styles, [smallest / 2 * SIZE_STEP**k for k in range(steps)], stroke)


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
            widths = sorted({min(max(0.8, f * stroke), 0.5 * radius) for f in EDGES})
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
