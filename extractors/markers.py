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
    SEEDS,
    SMALLEST,
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
from extractors.marker_shapes import Template
from extractors.marker_vote import bank_of, reduced_points, reduction, refined, vote

Points = NDArray[np.float64]
Ink = NDArray[np.float32]

GOOD_FIT = 0.55  # share of a marker's ink off the line that the template must explain
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


ON_LINE = 0.8  # fit asked for where markers are sought on the line itself, of which dashes are like crosses
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
    hidden = hidden_mask(rgb, ink, color)
    ignored = ((lines > 0) & ~open_faces(ink, away, stroke, proof.fewest)) | hidden
    found = _sought(ink, path, stroke, ignored, away, proof)
    if found is not None and found.confidence > SURE:
        return found
    stems = stem_mask(ink, stroke) & ~ignored
    apart = _sought(ink, path, stroke, ignored | stems, away, proof) if stems.any() else None
    best = max((m for m in (found, apart) if m is not None), key=lambda m: m.confidence, default=None)
    if best is None and proof.shape is not None and proof.size > SMALLEST * stroke and len(path) > 1:
        best = _as_in_legend(Scene.of(ink, ignored, _margin(ink), hidden), path, away, stroke, proof)
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
    scene = Scene.of(ink, ignored, _margin(ink))
    found = (_fitted(scene, path, seeds, group, away, stroke, proof) for group in size_groups(seeds))
    return next((markers for markers in found if markers is not None), None)


def _fitted(
    scene: Scene, path: Points, seeds: list[Seed], group: list[Seed], away: Ink, stroke: float, proof: _Proof
) -> Markers | None:
    """The markers that look like the seeds of one size."""
    template = vote(scene, group, stroke, proof.shape)
    return _proven(scene, template, _spots(path, seeds, template), path, away, stroke, proof)


def _as_in_legend(scene: Scene, path: Points, away: Ink, stroke: float, proof: _Proof) -> Markers | None:
    """The markers of the shape and size that the legend shows, on the path itself where it left no seeds beside it.

    A path follows the arms of a cross and masks them; all arms together are still inked nowhere but there.
    """
    bank = [t for t in bank_of(proof.size / 2, stroke, 0.0) if t.shape.name == proof.shape]
    if not bank:
        return None
    spots = _spots(path, [], bank[0])
    factor = reduction(bank[0])
    fits = match(scene.reduced(factor), [t.reduced(factor) for t in bank], np.round(reduced_points(spots, factor)))
    k = int(np.argmax(np.clip(fits - GOOD_FIT, 0, 1).sum(axis=0)))
    best = _apart(spots[fits[:, k] > GOOD_FIT], fits[fits[:, k] > GOOD_FIT, k], bank[k].radius)[:SEEDS]
    if len(best) < proof.fewest:
        return None
    template = refined(scene, bank[k], best)
    return _proven(scene, template, spots, path, away, stroke, replace(proof, fit=ON_LINE))


def _margin(ink: Ink) -> int:
    return int(LARGEST * min(ink.shape)) + 8


def _proven(
    scene: Scene, template: Template, spots: Points, path: Points, away: Ink, stroke: float, proof: _Proof
) -> Markers | None:
    """The places of the template, if they are proof enough."""
    centers = _locate(scene, template, spots)
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


def _spots(path: Points, seeds: list[Seed], template: Template) -> Points:
    """Where to look: every few pixels along the path, and at every seed."""
    step = max(1.0, template.radius / 5)
    spots = [np.array([(s.x, s.y) for s in seeds]).reshape(-1, 2)]
    for piece in pieces(path):
        along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(piece, axis=0).T))])
        at = np.arange(0.0, along[-1] + step, step)
        spots.append(np.column_stack([np.interp(at, along, piece[:, 0]), np.interp(at, along, piece[:, 1])]))
    return np.vstack(spots)


def _locate(scene: Scene, template: Template, spots: Points) -> Points:
    """The places where the template fits, best first and at least most of a radius apart, seated to sub-pixel."""
    factor = reduction(template)
    shifts = np.array([(i, j) for i in (-1, 0, 1) for j in (-1, 0, 1)])  # the path may pass a pixel off the marker
    cells = np.unique((np.round(reduced_points(spots, factor))[:, None] + shifts).reshape(-1, 2), axis=0)
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
    weight = np.where(stubs, np.float32(0), scene.weight)
    return replace(scene, weight=weight)


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
