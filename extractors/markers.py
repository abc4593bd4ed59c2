"""Markers of a series: the one shape and size that explains the ink beside the line, and where it sits.

A marker has to be proven by ink off the line through it: noisy peaks, corners and thick strokes leave none that
repeats at one size. The shape and size in the legend are tried first. Else pieces of ink off the line are seeds that
vote for a template. The template is sought along the whole path and seated by least squares.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.legend import LegendEntry
from extractors.marker_fit import Scene, inked_faces, quality, visible
from extractors.marker_lines import centers_on_lines
from extractors.marker_path import Line, calmed
from extractors.marker_places import along, inked, locate, on_path
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
    rim_mask,
    size_groups,
    stem_mask,
)
from extractors.marker_shapes import Template
from extractors.marker_vote import as_in_legend, of_any_look, vote, vote_along

Points = NDArray[np.float64]
Ink = NDArray[np.float32]

FACE = 0.8  # of a filled marker's face that is inked; strokes of noise leave holes
ALIKE = 0.7  # of the middle marker's fit: corners and crossings of other lines fit worse
LEAST_SIZE = 4.0  # pixels; smaller markers have no shape
HIGHEST = 1.4  # text heights; markers are drawn smaller than the names beside them
RIMS = 1.5  # marker sizes within which a path that runs along rims comes back to its line
USUAL = 4.0  # strokes; the size of markers where no legend shows them
SURE = 0.75  # confidence from which error bars cannot have disturbed the search
SOLID = 0.5  # least share of a series' colour in what is drawn opaque; both layers of a band's edge have less
TANGLED = 5.0  # a path is so many times longer than it reaches where noise fills the plot; smooth curves stay below 2


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
    largest: float = 0.0  # that it can be, by the height of the legend's print


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
    ``hollow``: only the edge has the line's colour. ``confidence``: 0-1. ``fitted``: to what, and what.
    ``hidden``: indices of the centres that other things cover, placed where the other points and the line say.
    """

    centers: Points
    shape: str
    size: float
    hollow: bool
    confidence: float
    fitted: tuple[Scene, Template] | None = None
    hidden: NDArray[np.intp] = field(default_factory=lambda: np.zeros(0, np.intp))


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
    pixels; ``rgb``: (h, w, 3); ``color``: of the series. ``hint`` lowers or raises the proof asked for. Where none
    are found though a legend shows markers, or there is none, the path may run along their rims; a calmer one is tried.
    """
    proof = _proof_asked(hint)
    found = _beside(path, ink, stroke, rgb, color, proof)
    size = proof.size or (USUAL * stroke if hint is None else 0.0)
    if found is None and size > 0 and len(path) and not is_tangled(path):
        return _beside(calmed(path, RIMS * size), ink, stroke, rgb, color, proof)
    return found


def _beside(
    path: Points, ink: Ink, stroke: float, rgb: NDArray[np.uint8], color: tuple[int, int, int], proof: _Proof
) -> Markers | None:
    """The markers beside a path."""
    lines = line_mask(ink.shape, path, stroke)
    away = np.zeros(ink.shape, np.float32)
    if lines.any():
        away[:] = cv2.distanceTransform(255 - lines, cv2.DIST_L2, 3)
    rim = rim_mask(rgb)
    hidden = hidden_mask(rgb, ink, color) | rim
    views = [_View(ink, hidden, lines > 0, stem_mask(ink, stroke), away, path, stroke)]
    best = _best(_as_in_legend, views, proof, None)
    if is_tangled(path) or (best is not None and best.confidence > SURE):
        return best
    size = proof.size if 0 < proof.size < LARGEST * min(ink.shape) else USUAL * stroke
    face = face_ink(ink, away, rgb, color, size / 2 + 1) if lines.any() else None
    if face is not None:
        faced = np.maximum(ink, face)
        hidden = hidden_mask(rgb, faced, color) | rim
        views.append(replace(views[0], ink=faced, hidden=hidden, stems=stem_mask(faced, stroke)))
        best = _best(_as_in_legend, views[1:], proof, best)
    for search in (_of_any_look, _sought):
        best = best or _best(search, views, proof, None)
    return best


def is_tangled(path: Points) -> bool:
    """Whether a path is so much longer than it reaches that its noise hides any marker but one known beforehand."""
    runs = pieces(path)
    length = sum(float(np.hypot(*np.diff(run, axis=0).T).sum()) for run in runs)
    return bool(runs) and length > TANGLED * float(np.hypot(*np.ptp(np.vstack(runs), axis=0)))


def _best(
    search: Callable[[_View, bool, _Proof], Markers | None], views: list[_View], proof: _Proof, best: Markers | None
) -> Markers | None:
    """The surer one of what is known and what a search finds, with and without error bars, until one is sure."""
    for view in views:
        for barred in (False, True) if view.stems.any() else (False,):
            if best is not None and best.confidence > SURE:
                return best
            found = search(view, barred, proof)
            if found is not None and (best is None or found.confidence > best.confidence):
                best = found
    return best


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
    """The markers of the shape and about the size that the legend shows."""
    if proof.shape in (None, "other") or not SMALLEST * view.stroke < proof.size < LARGEST * min(view.ink.shape):
        return None
    return _along_line(view, barred, as_in_legend(str(proof.shape), proof.size, view.stroke), proof)


def _of_any_look(view: _View, barred: bool, proof: _Proof) -> Markers | None:
    """Markers of any look, where the legend shows some: error bars in its swatch hide how they look."""
    if proof.shape is None or len(view.path) == 0:
        return None
    smallest = max(SMALLEST * view.stroke, LEAST_SIZE)
    return _along_line(view, barred, of_any_look(smallest, proof.largest, view.stroke), replace(UNKNOWN, both=0.7))


def _along_line(view: _View, barred: bool, bank: list[Template], proof: _Proof) -> Markers | None:
    """The markers that look like one of the bank, anywhere along the path; without one wherever there is ink."""
    scene = view.scene(barred)
    step = max(1.0, min(t.radius for t in bank) / 4)
    spots = along(view.path, step) if len(view.path) else inked(view.ink, step)
    if len(spots) == 0:
        return None
    template, best = vote_along(scene, spots, bank)
    return _proven(view, scene, template, spots, proof) if len(best) >= proof.fewest else None


def _proven(view: _View, scene: Scene, template: Template, spots: Points, proof: _Proof) -> Markers | None:
    """The places of the template, if they are proof enough."""
    centers = locate(scene, template, spots)
    fit = quality(scene, template, centers, apart=True)
    if len(centers):
        alike = fit > ALIKE * np.median(fit)
        centers, fit = on_path(centers[alike], fit[alike], view.path, template)
    explained = _explained(view, scene, template, centers)
    if len(centers) < proof.fewest:
        return None
    middle = float(np.median(fit))
    both = middle * (0.5 + 0.5 * explained)
    if middle < proof.fit or explained < proof.explained or both < proof.both:
        return None
    if np.median(visible(scene, template, centers)) < proof.visible:
        return None
    filled = template.shape.closed and not template.hollow
    if filled and np.median(inked_faces(scene, template, centers)) < FACE:
        return None
    confidence = both * min(1.0, len(centers) / 4 + 0.5)
    centers = centers_on_lines(centers, pieces(view.path), template.radius, template.shape.name == "triangle")
    look = template.shape.name, 2 * template.radius, template.hollow
    return Markers(centers, *look, min(1.0, confidence), (scene, template))


def _proof_asked(hint: LegendEntry | None) -> _Proof:
    if hint is None:
        return UNKNOWN
    if hint.marker is None:
        return DENIED
    return replace(SHOWN, size=hint.marker_size, shape=hint.marker, largest=HIGHEST * hint.text_box.height)


def _spots(path: Points, seeds: list[Seed], template: Template) -> Points:
    """Where to look: every few pixels along the path, and at every seed."""
    return np.vstack([np.array([(s.x, s.y) for s in seeds]).reshape(-1, 2), along(path, max(1.0, template.radius / 5))])


def _explained(view: _View, scene: Scene, template: Template, centers: Points) -> float:
    """Share of the ink beside the line, as far as a marker reaches, that lies in the markers found."""
    grown = Template(template.shape, template.radius + 1.5, template.width + 2, template.hollow)
    covered = (scene.covered(grown, centers) > 0.5)[scene.margin : -scene.margin, scene.margin : -scene.margin]
    near = (view.away <= 1.5 * template.radius + 1) & ~view.lines & ~view.hidden
    if scene.line.barred:  # the sides of squares and the arms of crosses look like bars; those of a plus may be some
        near &= ~view.stems | (covered & (template.shape.closed or template.shape.name == "cross"))
    seen = (view.ink > FAINT) & near
    solid = _solid(seen, view.ink)
    if 2 * (solid & covered).sum() >= (seen & covered).sum():  # only pale tips of the smallest ones stand off the line
        seen = solid
    off_line = np.where(seen, view.ink**2, 0)  # squared: haze is faint
    total = float(off_line.sum())
    return float(off_line[covered].sum()) / total if total > 0 else 0.0


def _solid(mask: NDArray[np.bool_], ink: Ink) -> NDArray[np.bool_]:
    """The pieces of a mask with solid ink: the edges of a translucent band are none of a marker's or a line's."""
    count, labels = cv2.connectedComponents(mask.astype(np.uint8), connectivity=8)
    strongest = np.zeros(count, np.float32)
    np.maximum.at(strongest, labels[mask].astype(np.intp), ink[mask])
    return np.asarray((strongest >= SOLID)[labels] & mask)
