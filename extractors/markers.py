"""Markers of a series: the one shape and size that explains the ink beside the line, and where it sits.

A marker has to be proven by ink off the line through it: noisy peaks, corners and thick strokes leave none that
repeats at one size. The shape and size in the legend are tried first. Else pieces of ink off the line are seeds that
vote for a template. The template is sought along the whole path and seated by least squares.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.legend import LegendEntry
from extractors.marker_fit import Scene, match, quality, seat, visible
from extractors.marker_lines import centers_on_lines
from extractors.marker_path import Line
from extractors.marker_seeds import (
    FAINT,
    LARGEST,
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
from extractors.marker_vote import GOOD_FIT, apart, reduced_points, reduction, vote, vote_along

Points = NDArray[np.float64]
Ink = NDArray[np.float32]

ALIKE = 0.7  # of the middle marker's fit: corners and crossings of other lines fit worse
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
class _View:
    """What the search looks at: (h, w) ink, what hides it, the line and stems in it, and the distance from the line."""

    ink: Ink
    hidden: NDArray[np.bool_]
    lines: NDArray[np.bool_]
    stems: NDArray[np.bool_]
    away: Ink
    path: Points
    stroke: float

    def besides(self, barred: bool) -> NDArray[np.bool_]:
        """The line, and error bars too where it has such."""
        return self.lines | self.stems if barred else self.lines

    def scene(self, barred: bool) -> Scene:
        """The same for the fitting of markers."""
        line = Line.of(self.path if self.lines.any() else self.path[:0], self.stroke)
        return Scene.of(self.ink, self.hidden, replace(line, barred=barred), int(LARGEST * min(self.ink.shape)) + 8)


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
    stems = stem_mask(ink, stroke)
    view = _View(ink, hidden, lines > 0, stems, away, path, stroke)
    found = [_as_in_legend(view, barred, proof) for barred in ((False, True) if stems.any() else (False,))]
    if proof.shape is None or not _sure(found):
        found.append(_sought(view, False, proof))
    if stems.any() and not _sure(found):
        found.append(_sought(view, True, proof))
    best = max((m for m in found if m is not None), key=lambda m: m.confidence, default=None)
    return best or _of_another_color(view, rgb, color, proof)


def _sure(found: list[Markers | None]) -> bool:
    return any(m is not None and m.confidence > SURE for m in found)


def _of_another_color(
    view: _View, rgb: NDArray[np.uint8], color: tuple[int, int, int], proof: _Proof
) -> Markers | None:
    """Markers whose face hides the line below a colour that is found nowhere else in the plot."""
    face = face_ink(view.ink, view.path, rgb, color)
    if face is None:
        return None
    nothing = np.zeros(face.shape, bool)
    found = _sought(replace(view, ink=face, hidden=nothing, lines=nothing, stems=nothing), False, proof)
    strange = face * (view.away > (found.size if found else 0.0))
    return found if found and (strange > FAINT).sum() < ELSEWHERE * (face > FAINT).sum() else None


def _sought(view: _View, barred: bool, proof: _Proof) -> Markers | None:
    """The markers among the pieces of ink off the line."""
    faces = open_faces(view.ink, view.away, view.stroke, proof.fewest)
    ignored = (view.besides(barred) & ~faces) | view.hidden
    seeds = find_seeds(view.ink, ignored, view.away, view.stroke, proof.size)
    if len(seeds) < proof.fewest:
        return None
    scene = view.scene(barred)
    for group in size_groups(seeds):
        template = vote(scene, group, view.stroke, proof.shape)
        found = _proven(view, scene, template, _spots(view.path, seeds, template), proof)
        if found is not None:
            return found
    return None


def _as_in_legend(view: _View, barred: bool, proof: _Proof) -> Markers | None:
    """The markers of the shape and about the size that the legend shows, anywhere along the path."""
    if proof.shape in (None, "other") or not SMALLEST * view.stroke < proof.size < LARGEST * min(view.ink.shape):
        return None
    scene = view.scene(barred)
    step = max(1.0, proof.size / 10)
    spots = _along(view.path, step) if len(view.path) else _inked(view.ink, step)
    if len(spots) == 0:
        return None
    template, best = vote_along(scene, spots, proof.size, view.stroke, str(proof.shape))
    if len(best) < proof.fewest:
        return None
    return _proven(view, scene, template, spots, proof)


def _proven(view: _View, scene: Scene, template: Template, spots: Points, proof: _Proof) -> Markers | None:
    """The places of the template, if they are proof enough."""
    centers = _locate(scene, template, spots)
    fit = quality(scene, template, centers, apart=True)
    if len(centers):
        alike = fit > ALIKE * np.median(fit)
        centers, fit = _on_path(centers[alike], fit[alike], view.path, template)
    explained = _explained(view, scene, template, centers)
    if len(centers) < proof.fewest:
        return None
    middle = float(np.median(fit))
    both = middle * (0.5 + 0.5 * explained)
    if middle < proof.fit or explained < proof.explained or both < proof.both:
        return None
    if np.median(visible(scene, template, centers)) < proof.visible:
        return None
    confidence = both * min(1.0, len(centers) / 4 + 0.5)
    centers = centers_on_lines(centers, pieces(view.path), template.radius, template.shape.name == "triangle")
    return Markers(centers, template.shape.name, 2 * template.radius, template.hollow, min(1.0, confidence))


def _proof_asked(hint: LegendEntry | None) -> _Proof:
    if hint is None:
        return UNKNOWN
    return replace(SHOWN, size=hint.marker_size, shape=hint.marker) if hint.marker is not None else DENIED


def _spots(path: Points, seeds: list[Seed], template: Template) -> Points:
    """Where to look: every few pixels along the path, and at every seed."""
    return np.vstack(
        [np.array([(s.x, s.y) for s in seeds]).reshape(-1, 2), _along(path, max(1.0, template.radius / 5))]
    )


def _along(path: Points, step: float) -> Points:
    spots = [np.zeros((0, 2))]
    for piece in pieces(path):
        along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(piece, axis=0).T))])
        at = np.arange(0.0, along[-1] + step, step)
        spots.append(np.column_stack([np.interp(at, along, piece[:, 0]), np.interp(at, along, piece[:, 1])]))
    return np.vstack(spots)


def _inked(ink: Ink, step: float) -> Points:
    """The inked places of a coarse grid: where markers without a line may be centred."""
    stride = round(step)
    rows, columns = np.nonzero(ink[::stride, ::stride] > FAINT)
    return np.column_stack((columns, rows)).astype(np.float64) * stride


def _locate(scene: Scene, template: Template, spots: Points) -> Points:
    """The places where the template fits, best first and at least most of a radius apart, seated to sub-pixel."""
    factor = reduction(template)
    shifts = np.array([(i, j) for i in (-1, 0, 1) for j in (-1, 0, 1)])  # the path may pass a pixel off the marker
    cells = np.unique((np.round(reduced_points(spots, factor))[:, None] + shifts).reshape(-1, 2), axis=0)
    fit = match(scene.reduced(factor), [template.reduced(factor)], cells)[0][:, 0]
    good = fit > 0.5 * GOOD_FIT
    centers = apart(cells[good] * factor + (factor - 1) / 2, fit[good], 0.8 * template.radius)
    for alone in (False, True, True):  # once they are one per marker, neighbours' ink no longer counts
        centers = seat(scene, template, centers, alone)
        fit = quality(scene, template, centers, alone)
        keep = fit > GOOD_FIT * (1.0 if alone else 0.5)
        centers = apart(centers[keep], fit[keep], 0.9 * template.radius)
    return centers


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


def _explained(view: _View, scene: Scene, template: Template, centers: Points) -> float:
    """Share of the ink beside the line, as far as a marker reaches, that lies in the markers found."""
    near = (view.away <= 1.5 * template.radius + 1) & ~view.besides(scene.line.barred) & ~view.hidden
    off_line = np.pad(np.where((view.ink > FAINT) & near, view.ink**2, 0), scene.margin)  # squared: haze is faint
    total = float(off_line.sum())
    grown = Template(template.shape, template.radius + 1.5, template.width + 2, template.hollow)
    covered = scene.covered(grown, centers) > 0.5
    return float(off_line[covered].sum()) / total if total > 0 else 0.0
