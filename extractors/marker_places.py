"""Where to look for markers, and all places where one template fits."""

from __future__ import annotations

import numpy as np

from extractors.marker_fit import Points, Scene, match, quality, seat
from extractors.marker_seeds import FAINT, Ink, pieces
from extractors.marker_shapes import Template
from extractors.marker_vote import GOOD_FIT, apart, reduced_points, reduction

POOR_FIT = 0.1  # of a marker that is a few pixels off


def along(path: Points, step: float) -> Points:
    """(n, 2) points every ``step`` pixels along the runs of a path."""
    spots = [np.zeros((0, 2))]
    for piece in pieces(path):
        length = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(piece, axis=0).T))])
        at = np.arange(0.0, length[-1] + step, step)
        spots.append(np.column_stack([np.interp(at, length, piece[:, 0]), np.interp(at, length, piece[:, 1])]))
    return np.vstack(spots)


def inked(ink: Ink, step: float) -> Points:
    """The inked places of a coarse grid: where markers without a line may be centred."""
    stride = round(step)
    rows, columns = np.nonzero(ink[::stride, ::stride] > FAINT)
    return np.column_stack((columns, rows)).astype(np.float64) * stride


def locate(scene: Scene, template: Template, spots: Points) -> Points:
    """The places where the template fits, best first and at least most of a radius apart, seated to sub-pixel."""
    factor = reduction(template)
    small, look = scene.reduced(factor), [template.reduced(factor)]
    cells = np.unique(np.round(reduced_points(spots, factor)), axis=0)
    if template.shape.closed:  # thin arms must be met to the pixel
        fit = match(small, look, cells)[0][:, 0]
        cells = apart(cells[fit > POOR_FIT], fit[fit > POOR_FIT], 0.5 * look[0].radius)
    shifts = np.array([(i, j) for i in (-1, 0, 1) for j in (-1, 0, 1)])  # the path may pass a pixel off the marker
    cells = np.unique((cells[:, None] + shifts).reshape(-1, 2), axis=0)
    fit = match(small, look, cells)[0][:, 0]
    good = fit > 0.5 * GOOD_FIT
    centers = apart(cells[good] * factor + (factor - 1) / 2, fit[good], 0.8 * template.radius)
    for alone in (False, True, True):  # once they are one per marker, neighbours' ink no longer counts
        centers = seat(scene, template, centers, alone)
        fit = quality(scene, template, centers, alone)
        keep = fit > GOOD_FIT * (1.0 if alone else 0.5)
        centers = apart(centers[keep], fit[keep], 0.9 * template.radius)
    return centers


def on_path(centers: Points, fit: Points, path: Points, template: Template) -> tuple[Points, Points]:
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
