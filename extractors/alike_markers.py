"""Curves of one colour told apart by their markers: each marker's shape says whose data point it is.

The shapes of the legend are sought along all curves of the colour at once. The points of a series are joined by
straight strokes, so that ink along them proves the order.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extractors.colors import Ink
from extractors.following import Path
from extractors.legend_entry import LegendEntry
from extractors.marker_fit import Scene, quality
from extractors.marker_owners import find_owners
from extractors.marker_path import Line
from extractors.marker_places import along, inked, locate
from extractors.marker_scale import drawn_markers
from extractors.marker_seeds import LARGEST, hidden_mask, line_mask
from extractors.marker_shapes import SHAPES, Template
from extractors.marker_strokes import SOME_INK, inked_shares
from extractors.marker_vote import apart
from extractors.markers import Markers
from extractors.runs import SOLID

Points = NDArray[np.float64]

# Markers whose centres are this near, in markers' sizes, stand at one x; nearer in both directions they are one.
ONE_PLACE = 0.5
# Every stroke between two points is inked over this share of its length, and a series has a point at most of the x.
INKED_STROKE, PROVEN = 0.8, 0.75
FEWEST = 3
# Rows between two heights at which a hidden corner is sought.
FINE = 2
# The straight strokes run in the middle of the traced ones, but for this share of their thickness (of one pixel in thin
# ones): markers that a thick line hides would be found beside it.
OFF_MIDDLE, THIN = 0.2, 5.0
# Where taking error bars off leaves so much less ink, there was one.
BARRED = 0.3
# The share of a line that its dashes ink.
DUTY = {"dashed": 0.6, "dashdot": 0.6, "dotted": 0.4}
# Where ink runs straight to a hidden corner, places farther apart than so many half markers are two corners.
ONE_CORNER, STRAIGHT_INK = 2.6, 0.97


def join_markers(
    ink: Ink, unbarred: Ink, paths: Sequence[Path], stroke: float, rgb: NDArray[np.uint8], group: Sequence[LegendEntry]
) -> list[tuple[Path, Markers]] | None:
    """One straight-lined path with its markers per entry of ``group``, or None where ink does not prove all of them.

    ``paths``: what was traced through the (h, w) ink of the group's colour, whichever series its pieces belong to;
    ``unbarred``: that ink without error bars, of which a part may have been of the markers.
    """
    looks = [look for e in group if (look := _look(e)) is not None]
    if len(set(looks)) < len(group) or not paths:
        return None
    gap = np.full((1, 2), np.nan)
    traced = np.vstack([np.vstack((np.column_stack((p.x, p.y)), gap)) for p in paths])
    untraced = np.where(line_mask(ink.shape, traced, stroke) > 0, 0, ink).astype(np.float32)
    step = max(1.0, min(e.marker_size for e in group) / 10)
    spots = np.vstack((along(traced, step), inked(untraced, step)))
    hidden, bars = hidden_mask(rgb, ink, group[0].color), ink - unbarred > BARRED
    for unseen in (hidden, hidden | bars) if bars.any() else (hidden,):
        scene = Scene.of(ink, unseen, Line.of(traced, stroke), int(LARGEST * min(ink.shape)) + 8)
        for templates in drawn_markers(scene, spots, group, looks, stroke):
            if (found := _shared_out(ink, traced, scene, spots, templates, group)) is not None:
                return found
    return None


def _shared_out(
    ink: Ink, traced: Points, scene: Scene, spots: Points, templates: Sequence[Template], group: Sequence[LegendEntry]
) -> list[tuple[Path, Markers]] | None:
    """The paths and markers of :func:`join_markers`, if the markers are drawn like the ``templates``."""
    places = np.vstack([locate(scene, template, spots) for template in templates])
    fits = np.column_stack([quality(scene, t, places) for t in templates])
    near = ONE_PLACE * min(e.marker_size for e in group)
    places = apart(places, fits.max(axis=1), near)
    if not len(places):
        return None
    fits = np.column_stack([quality(scene, t, places) for t in templates])
    duty = np.array([DUTY.get(e.dash, 1.0) for e in group])
    owner = find_owners(ink, places, fits, duty, near)
    columns = _with_ends(_columns(places, near), traced, 2 * max(t.radius for t in templates), ink.shape[1])
    found = []
    for k, template in enumerate(templates):
        own = places[owner == k]
        centers = _joined(ink, own[np.argsort(own[:, 0])], columns, places, near, float(duty[k]))
        if centers is None:
            return None
        shares = np.minimum(inked_shares(ink, centers) / duty[k], 1)
        markers = Markers(centers, template.shape.name, 2 * template.radius, template.hollow, float(shares.mean()))
        path = _path_of(centers, float(shares.mean()))
        if _off_middle(path, traced) > OFF_MIDDLE * max(scene.line.stroke, THIN):
            return None
        found.append((path, markers))
    return found


def _look(entry: LegendEntry) -> tuple[int, bool] | None:
    """The index of the entry's marker in ``SHAPES`` and whether it is hollow; None where the legend shows none."""
    if entry.look is not None or entry.marker is None:
        return entry.look
    return next(((k, False) for k, s in enumerate(SHAPES) if s.name == entry.marker != "other"), None)


def _off_middle(path: Path, traced: Points) -> float:
    """How far a path of straight strokes typically is from the (n, 2) points that were traced, in pixels."""
    slopes = np.gradient(path.y, path.x)
    near = np.abs(traced[:, 0] - path.x[:, None]) < 1
    apart = np.where(near, np.abs(np.nan_to_num(traced[:, 1], nan=np.inf) - path.y[:, None]), np.inf).min(axis=1)
    known = np.isfinite(apart)
    return float(np.median(apart[known] / np.hypot(1, slopes[known]))) if known.any() else 0.0


def _columns(places: Points, near: float) -> Points:
    """The x at which markers of any series stand, ascending."""
    x = np.sort(places[:, 0])
    return np.array([c.mean() for c in np.split(x, np.flatnonzero(np.diff(x) > near) + 1)])


def _with_ends(columns: Points, traced: Points, size: float, width: int) -> Points:
    """The columns with those of the first and last markers where these hide one another, not where the plot ends.

    ``traced``: (n, 2) points of the lines, ``size`` of a marker, ``width`` of the plot; pixels.
    """
    x = traced[~np.isnan(traced[:, 1]), 0]
    ends = np.array([x.min() + size / 2, x.max() - size / 2])
    beyond = np.array([columns[0] - ends[0], ends[1] - columns[-1]]) > size
    inside = np.array([x.min() > 1, x.max() < width - 2])
    return np.sort(np.concatenate((columns, ends[beyond & inside])))


def _joined(ink: Ink, own: Points, columns: Points, places: Points, near: float, duty: float) -> Points | None:
    """The points of a series from left to right, with those that other markers hide; None where ink denies them."""
    if len(own) < FEWEST:
        return None
    points = [own[0]]
    for (start, end), share in zip(itertools.pairwise(own), inked_shares(ink, own), strict=True):
        if share < INKED_STROKE * duty:
            between = columns[(columns > start[0] + 2) & (columns < end[0] - 2)]
            corners = [
                corner for x in between if (corner := _corner(ink, start, end, float(x), near, duty)) is not None
            ]
            points += corners[:1] or _below(ink, start, end, between, places, near)
        points.append(end)
    for outside in (columns[columns < own[0, 0] - 2][::-1], columns[columns > own[-1, 0] + 2]):
        for x in outside:
            at = 0 if x < points[0][0] else len(points)
            last = points[0] if at == 0 else points[-1]
            if (corner := _corner(ink, last, last, float(x), near, duty)) is not None:
                points.insert(at, corner)
    joined = np.array(points)
    whole = len(joined) >= PROVEN * len(columns)
    return joined if whole and (inked_shares(ink, joined) >= INKED_STROKE * duty).all() else None


def _below(ink: Ink, start: Points, end: Points, columns: Points, places: Points, near: float) -> list[Points]:
    """The most inked way from one point to another with a corner in each column: below markers, or where none fits."""
    layers = [start[None]]
    for x in columns:
        rows = np.flatnonzero(ink[:, min(round(x), ink.shape[1] - 1)] > SOLID)[::FINE]
        inked_rows = np.column_stack((np.full(len(rows), x), rows))
        layers.append(np.vstack((places[np.abs(places[:, 0] - x) <= near], inked_rows)))
    layers = [layer for layer in (*layers, end[None]) if len(layer)]
    best, ways = np.zeros(1), [[start]]
    for before, after in itertools.pairwise(layers):
        shares = np.array([[inked_shares(ink, np.array([a, b]))[0] for b in after] for a in before])
        total = best[:, None] + shares
        ways = [[*ways[int(k)], b] for k, b in zip(total.argmax(axis=0), after, strict=True)]
        best = total.max(axis=0)
    return ways[0][1:-1]


def _corner(ink: Ink, start: Points, end: Points, x: float, near: float, duty: float) -> Points | None:
    """The one place at ``x`` from which ink runs straight to both points."""
    rows = np.flatnonzero(ink[:, min(round(x), ink.shape[1] - 1)] > SOME_INK)
    shares = np.array([inked_shares(ink, np.array([start, (x, y), end])).min() for y in rows])
    good = rows[shares >= max(INKED_STROKE * duty, STRAIGHT_INK * shares.max(initial=0))]
    return np.array((x, good.mean())) if len(good) and np.ptp(good) <= ONE_CORNER * near else None


def _path_of(centers: Points, coverage: float) -> Path:
    """The straight strokes between the points, one place per column."""
    x = np.arange(np.ceil(centers[0, 0]), np.floor(centers[-1, 0]) + 1)
    y = np.interp(x, centers[:, 0], centers[:, 1])
    return Path(x, y, np.zeros(len(x), bool), np.full(len(x), 0.3), coverage, 1.0, (len(x),))
