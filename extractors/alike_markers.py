"""Curves of one colour told apart by their markers: each marker's shape says whose data point it is.

The shapes of the legend are sought along all curves of the colour at once; at each place the best fitting one holds.
The points of a series are joined by straight strokes, so that ink along them proves the order.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from extractors.colors import Ink
from extractors.following import Path
from extractors.legend_entry import LegendEntry
from extractors.marker_fit import Scene, quality
from extractors.marker_path import Line
from extractors.marker_places import along, inked, locate
from extractors.marker_seeds import LARGEST, hidden_mask, line_mask
from extractors.marker_shapes import SHAPES
from extractors.marker_vote import apart, as_in_legend, vote_along
from extractors.markers import Markers

Points = NDArray[np.float64]

# A shape must fit this well to count as a marker at all.
LEAST_FIT = 0.4
# Markers whose centres are this near, in markers' sizes, stand at one x; nearer in both directions they are one.
ONE_PLACE = 0.5
# Every stroke between two points is inked over this share of its length, and a series has a point at most of the x.
INKED_STROKE, PROVEN = 0.8, 0.75
SOME_INK = 0.25
FEWEST = 3
# Where ink runs straight to a hidden corner, places farther apart than so many half markers are two corners.
ONE_CORNER, STRAIGHT_INK = 2.6, 0.97


def join_markers(
    ink: Ink, paths: Sequence[Path], stroke: float, rgb: NDArray[np.uint8], group: Sequence[LegendEntry]
) -> list[tuple[Path, Markers]] | None:
    """One straight-lined path with its markers per entry of ``group``, or None where ink does not prove all of them.

    ``paths``: what was traced through the (h, w) ink of the group's colour, whichever series its pieces belong to.
    """
    shapes = [e.marker for e in group]
    if None in shapes or "other" in shapes or len(set(shapes)) < len(shapes) or not paths:
        return None
    gap = np.full((1, 2), np.nan)
    traced = np.vstack([np.vstack((np.column_stack((p.x, p.y)), gap)) for p in paths])
    hidden = hidden_mask(rgb, ink, group[0].color)
    scene = Scene.of(ink, hidden, Line.of(traced, stroke), int(LARGEST * min(ink.shape)) + 8)
    untraced = np.where(line_mask(ink.shape, traced, stroke) > 0, 0, ink).astype(np.float32)
    templates = []
    places = np.zeros((0, 2))
    for entry in group:
        step = max(1.0, entry.marker_size / 10)
        spots = np.vstack((along(traced, step), inked(untraced, step)))
        template, _ = vote_along(scene, spots, as_in_legend(str(entry.marker), entry.marker_size, stroke))
        shape = next(s for s in SHAPES if s.name == entry.marker)
        template = replace(template, shape=shape)  # another series' shape may be the commoner one
        templates.append(template)
        places = np.vstack((places, locate(scene, template, spots)))
    fits = np.column_stack([quality(scene, t, places) for t in templates])
    near = ONE_PLACE * min(e.marker_size for e in group)
    places = apart(places, fits.max(axis=1), near)
    fits = np.column_stack([quality(scene, t, places) for t in templates])
    owner = _owners(places, fits, near)
    columns = _columns(places, near)
    found = []
    for k, template in enumerate(templates):
        own = places[owner == k]
        centers = _joined(ink, own[np.argsort(own[:, 0])], columns, near)
        if centers is None:
            return None
        shares = inked_shares(ink, centers)
        markers = Markers(centers, template.shape.name, 2 * template.radius, template.hollow, float(shares.mean()))
        found.append((_path_of(centers, float(shares.mean())), markers))
    return found


def _owners(places: Points, fits: Points, near: float) -> NDArray[np.int64]:
    """Which shape each place shows, -1 for none: at one x every series has at most one marker."""
    owner = np.full(len(places), -1)
    order = np.argsort(places[:, 0])
    cuts = np.flatnonzero(np.diff(places[order, 0]) > near) + 1
    for column in np.split(order, cuts):
        rows, shapes = linear_sum_assignment(-np.maximum(fits[column], 0))
        for row, shape in zip(rows, shapes, strict=True):
            if fits[column[row], shape] > LEAST_FIT:
                owner[column[row]] = shape
    return owner


def _columns(places: Points, near: float) -> Points:
    """The x at which markers of any series stand, ascending."""
    x = np.sort(places[:, 0])
    return np.array([c.mean() for c in np.split(x, np.flatnonzero(np.diff(x) > near) + 1)])


def _joined(ink: Ink, own: Points, columns: Points, near: float) -> Points | None:
    """The points of a series from left to right, with those that other markers hide; None where ink denies them."""
    if len(own) < FEWEST:
        return None
    points = [own[0]]
    for (start, end), share in zip(itertools.pairwise(own), inked_shares(ink, own), strict=True):
        if share < INKED_STROKE:
            between = columns[(columns > start[0] + 2) & (columns < end[0] - 2)]
            corners = [corner for x in between if (corner := _corner(ink, start, end, float(x), near)) is not None]
            points += corners[:1]
        points.append(end)
    for outside in (columns[columns < own[0, 0] - 2][::-1], columns[columns > own[-1, 0] + 2]):
        for x in outside:
            at = 0 if x < points[0][0] else len(points)
            last = points[0] if at == 0 else points[-1]
            if (corner := _corner(ink, last, last, float(x), near)) is not None:
                points.insert(at, corner)
    joined = np.array(points)
    whole = len(joined) >= PROVEN * len(columns)
    return joined if whole and (inked_shares(ink, joined) >= INKED_STROKE).all() else None


def _corner(ink: Ink, start: Points, end: Points, x: float, near: float) -> Points | None:
    """The one place at ``x`` from which ink runs straight to both points."""
    rows = np.flatnonzero(ink[:, min(round(x), ink.shape[1] - 1)] > SOME_INK)
    shares = np.array([inked_shares(ink, np.array([start, (x, y), end])).min() for y in rows])
    good = rows[shares >= max(INKED_STROKE, STRAIGHT_INK * shares.max(initial=0))]
    return np.array((x, good.mean())) if len(good) and np.ptp(good) <= ONE_CORNER * near else None


def inked_shares(ink: Ink, points: Points) -> Points:
    """(n - 1,) share of each straight stroke between consecutive points that runs through ink."""
    shares = []
    for a, b in itertools.pairwise(points):
        at = np.rint(np.linspace(a, b, max(2, int(np.hypot(*(b - a)))))).astype(int)
        around = [
            ink[np.clip(at[:, 1] + d, 0, ink.shape[0] - 1), np.clip(at[:, 0], 0, ink.shape[1] - 1)] for d in (-1, 0, 1)
        ]
        shares.append(float((np.max(around, axis=0) > SOME_INK).mean()))
    return np.array(shares)


def _path_of(centers: Points, coverage: float) -> Path:
    """The straight strokes between the points, one place per column."""
    x = np.arange(np.ceil(centers[0, 0]), np.floor(centers[-1, 0]) + 1)
    y = np.interp(x, centers[:, 0], centers[:, 1])
    return Path(x, y, np.zeros(len(x), bool), np.full(len(x), 0.3), coverage, 1.0, (len(x),))
