"""Markers of a series: the one shape and size that explains the ink beside the line, and where it sits.

The line itself is masked, so a marker has to be proven by ink off the line: noisy peaks, corners and
thick strokes leave none that repeats at one size. Seeds are pieces of ink off the line; they vote for a
template; the template is then sought along the whole path and seated by least squares.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.legend import LegendEntry
from extractors.marker_fit import Scene, match, quality, seat, visible
from extractors.marker_lines import centers_on_lines
from extractors.marker_seeds import (
    FAINT,
    LARGEST,
    Seed,
    face_ink,
    find_seeds,
    hidden_mask,
    line_mask,
    open_faces,
    pieces,
    size_groups,
    stem_mask,
)
from extractors.marker_shapes import SHAPES, Template

Points = NDArray[np.float64]
Ink = NDArray[np.float32]

GOOD_FIT = 0.55  # share of a marker's ink off the line that the template must explain
REDUCED_RADIUS = 5  # pixels; larger markers are first sought in a reduced picture, at equal cost
SOME_FACE, MOSTLY_FACE = 0.04, 0.15  # share of a seed that is enclosed face: maybe hollow, surely hollow
THICKEST_EDGE = 0.8  # of the depth of a hollow marker's face; thicker ones leave no face to see
LEAD = 0.1  # of the shape in the legend over others, in share of ink explained
SURE = 0.75  # confidence from which error bars cannot have disturbed the search
ELSEWHERE = 0.3  # share of a face's colour off the line from which it belongs to something else


@dataclass(frozen=True)
class _Proof:
    """What a find must show: repeats, fit of the middle marker, and share of the ink off the line in markers.

    One shape at one size fits true markers alike; noise and hatching fit worse and leave more ink unexplained.
    """

    fewest: int
    fit: float
    explained: float
    both: float  # fit, lowered by up to half for what is not explained
    visible: float  # share of the middle marker that lies off the line
    size: float = 0.0  # of the marker in the legend, in pixels
    shape: str | None = None  # of the marker in the legend


SHOWN = _Proof(1, 0.65, 0.5, 0.5, 0.15)  # the legend shows a marker
UNKNOWN = _Proof(3, 0.75, 0.6, 0.83, 0.22)  # there is no legend entry
DENIED = _Proof(4, 0.75, 0.6, 0.83, 0.22)  # the legend shows none


@dataclass(frozen=True)
class Markers:
    """Markers of one series.

    ``centers``: (n, 2) x, y of the data points in crop pixels, in order along the path (by x without a path).
    ``shape``: circle|square|triangle|diamond|cross|plus|star|other. ``size``: full extent in pixels.
    ``hollow``: only the edge has the line's colour. ``confidence``: 0-1.
    """

    centers: Points
    shape: str
    size: float
    hollow: bool
    confidence: float


def find_markers(
    ink: Ink,
    path: Points,
    stroke: float,
    rgb: NDArray[np.uint8],
    color: tuple[int, int, int],
    hint: LegendEntry | None = None,
) -> Markers | None:
    """Find the markers of one series, or None where nothing repeats like a marker.

    ``ink``: (h, w) 0-1; ``path``: (n, 2) x, y with NaN rows at gaps, or empty; ``stroke``: line thickness in
    pixels; ``rgb``: (h, w, 3); ``color``: of the series. ``hint`` lowers or raises the proof asked for.
    """
    lines = line_mask(ink.shape, path, stroke)
    away = np.zeros(ink.shape, np.float32)
    if lines.any():
        away[:] = cv2.distanceTransform(255 - lines, cv2.DIST_L2, 3)
    proof = _proof_asked(hint)
    ignored = ((lines > 0) & ~open_faces(ink, away, stroke, proof.fewest)) | hidden_mask(rgb, ink, color)
    found = _sought(ink, path, stroke, ignored, away, proof)
    if found is not None and found.confidence > SURE:
        return found
    stems = stem_mask(ink, stroke) & ~ignored
    apart = _sought(ink, path, stroke, ignored | stems, away, proof) if stems.any() else None
    best = max((m for m in (found, apart) if m is not None), key=lambda m: m.confidence, default=None)
    return best or _of_another_color(ink, path, stroke, rgb, color, away, proof)


def _of_another_color(
    ink: Ink,
    path: Points,
    stroke: float,
    rgb: NDArray[np.uint8],
    color: tuple[int, int, int],
    away: Ink,
    proof: _Proof,
) -> Markers | None:
    """Markers whose face hides the line below a colour that is found nowhere else in the plot."""
    face = face_ink(ink, path, rgb, color)
    if face is None:
        return None
    nothing = np.zeros(ink.shape, bool)
    found = _sought(face, path, stroke, nothing, away, proof)
    strange = face * (away > (found.size if found else 0.0))
    return found if found and (strange > FAINT).sum() < ELSEWHERE * (face > FAINT).sum() else None


def _sought(
    ink: Ink, path: Points, stroke: float, ignored: NDArray[np.bool_], away: Ink, proof: _Proof
) -> Markers | None:
    """The markers among the ink that is not ``ignored``; ``away`` is the distance of each pixel from the line."""
    seeds = find_seeds(ink, ignored, away, stroke, proof.size)
    if len(seeds) < proof.fewest:
        return None
    scene = Scene.of(ink, ignored, round(LARGEST * min(ink.shape)) + 8)
    found = (_fitted(scene, path, seeds, group, away, stroke, proof) for group in size_groups(seeds))
    return next((markers for markers in found if markers is not None), None)


def _fitted(
    scene: Scene, path: Points, seeds: list[Seed], group: list[Seed], away: Ink, stroke: float, proof: _Proof
) -> Markers | None:
    """The markers that look like the seeds of one size, if they are proof enough."""
    template = _vote(scene, group, stroke, proof.shape)
    centers = _locate(scene, template, _spots(path, seeds, template))
    scene = _line_between(scene, template, centers, away)
    centers = seat(scene, template, centers, apart=True)
    fit = quality(scene, template, centers, apart=True)
    centers, fit = _on_path(centers, fit, path, template)
    explained = _explained(scene, template, centers, away)
    if len(centers) < proof.fewest:
        return None
    middle = float(np.median(fit))
    both = middle * (0.5 + 0.5 * explained)
    if middle < proof.fit or explained < proof.explained or both < proof.both:
        return None
    if np.median(visible(scene, template, centers)) < proof.visible:
        return None
    confidence = both * min(1.0, len(centers) / 4 + 0.5)
    centers = centers_on_lines(centers, pieces(path), template.radius, template.shape.name == "triangle")
    return Markers(centers, template.shape.name, 2 * template.radius, template.hollow, min(1.0, confidence))


def _proof_asked(hint: LegendEntry | None) -> _Proof:
    if hint is None:
        return UNKNOWN
    return replace(SHOWN, size=hint.marker_size, shape=hint.marker) if hint.marker is not None else DENIED


def _vote(scene: Scene, seeds: list[Seed], stroke: float, shape: str | None) -> Template:
    """The template that explains the seeds best: coarsely over all shapes and sizes, then finely around the best."""
    points = np.array([(s.x, s.y) for s in seeds])
    radius = float(np.median([s.extent for s in seeds])) / 2
    face = float(np.median([s.face for s in seeds]))
    best = _coarse_vote(scene, points, _bank(radius, stroke, face), shape)
    for spread in (0.06, 0.03):
        near = [
            Template(best.shape, best.radius * (1 + a), best.width * (1 + 4 * b), best.hollow)
            for a in (-spread, 0.0, spread)
            for b in ((-spread, 0.0, spread) if best.hollow or not best.shape.closed else (0.0,))
        ]
        seated = seat(scene, best, points)
        best = max(near, key=lambda t: float(np.clip(quality(scene, t, seated), 0, 1).mean()))
    return best


def _bank(radius: float, stroke: float, face: float) -> list[Template]:
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


def _coarse_vote(scene: Scene, points: Points, bank: list[Template], shape: str | None) -> Template:
    """The template with the best mean fit over the points, each at its best small shift; the legend's shape leads."""
    factor = _reduction(bank[0])
    small = [t.reduced(factor) for t in bank]
    shifts = np.array([(i, j) for i in range(-2, 3) for j in range(-2, 3) if abs(i) + abs(j) < 3])
    spots = (_reduced(points, factor)[:, None, :] + shifts[None, :, :]).reshape(-1, 2)
    fits = match(scene.reduced(factor), small, spots).reshape(len(points), len(shifts), len(bank))
    lead = np.array([LEAD * (template.shape.name == shape) for template in bank])
    return bank[int(np.argmax(np.clip(fits.max(axis=1), 0, 1).mean(axis=0) + lead))]


def _reduction(template: Template) -> int:
    return max(1, round(template.radius / REDUCED_RADIUS))


def _reduced(points: Points, factor: int) -> Points:
    return (points - (factor - 1) / 2) / factor


def _spots(path: Points, seeds: list[Seed], template: Template) -> Points:
    """Where to look: every few pixels along the path, and at every seed."""
    step = max(1.0, template.radius / 5)
    spots = [np.array([(s.x, s.y) for s in seeds])]
    for piece in pieces(path):
        along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(piece, axis=0).T))])
        at = np.arange(0.0, along[-1] + step, step)
        spots.append(np.column_stack([np.interp(at, along, piece[:, 0]), np.interp(at, along, piece[:, 1])]))
    return np.vstack(spots)


def _locate(scene: Scene, template: Template, spots: Points) -> Points:
    """The places where the template fits, best first and at least most of a radius apart, seated to sub-pixel."""
    factor = _reduction(template)
    shifts = np.array([(i, j) for i in (-1, 0, 1) for j in (-1, 0, 1)])  # the path may pass a pixel off the marker
    cells = np.unique((np.round(_reduced(spots, factor))[:, None] + shifts).reshape(-1, 2), axis=0)
    fit = match(scene.reduced(factor), [template.reduced(factor)], cells)[:, 0]
    good = fit > 0.5 * GOOD_FIT
    centers = _apart(cells[good] * factor + (factor - 1) / 2, fit[good], 0.8 * template.radius)
    for apart in (False, True, True):  # once they are one per marker, neighbours' ink no longer counts
        centers = seat(scene, template, centers, apart)
        fit = quality(scene, template, centers, apart)
        keep = fit > GOOD_FIT * (1.0 if apart else 0.5)
        centers = _apart(centers[keep], fit[keep], 0.9 * template.radius)
    return centers


def _line_between(scene: Scene, template: Template, centers: Points, away: Ink) -> Scene:
    """The scene with the line masked up to the markers, where opened rims had left stubs of it."""
    if not away.any():
        return scene
    stubs = np.pad(away == 0, scene.margin) & (scene.covered(template, centers) < 0.5)
    return replace(scene, weight=np.where(stubs, np.float32(0), scene.weight))


def _apart(points: Points, rank: Points, distance: float) -> Points:
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


def _on_path(centers: Points, fit: Points, path: Points, template: Template) -> tuple[Points, Points]:
    """Markers near the path in its order; without a path all of them from left to right."""
    runs = pieces(path)
    if not runs:
        order = np.argsort(centers[:, 0], kind="stable")
        return centers[order], fit[order]
    line = np.vstack(runs)
    away = np.hypot(centers[:, None, 0] - line[None, :, 0], centers[:, None, 1] - line[None, :, 1])
    order = np.argsort(away.argmin(axis=1), kind="stable") if len(centers) else np.zeros(0, np.intp)
    near = order[away.min(axis=1)[order] <= template.radius + 1.5] if len(centers) else order
    return centers[near], fit[near]


def _explained(scene: Scene, template: Template, centers: Points, away: Ink) -> float:
    """Share of the ink beside the line, as far as a marker reaches, that lies in the markers found."""
    near = np.pad(away <= 1.5 * template.radius + 1, scene.margin)
    off_line = (
        np.where(scene.ink > FAINT, scene.ink**2, 0) * (scene.weight > 0) * near
    )  # squared: a line's haze is faint
    total = float(off_line.sum())
    grown = Template(template.shape, template.radius + 1.5, template.width + 2, template.hollow)
    covered = scene.covered(grown, centers) > 0.5
    return float(off_line[covered].sum()) / total if total > 0 else 0.0
