"""Markers that others hide: data points stand in the columns of the other points, where the line passes unseen.

Where lines cross, one marker covers another; at a sharp corner the line itself covers one. Series of a panel are mostly
sampled at the same x, and each of them mostly evenly, so that the column of a hidden marker is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from extractors.marker_fit import Points, Scene, quality, visible
from extractors.marker_shapes import Template
from extractors.markers import Markers

FEWEST = 4  # markers from which even steps are no chance
OFF_STEP = 0.06  # of a step, and OFF_COLUMN in pixels: by which a marker may be off its even column
OFF_COLUMN = 1.5
SHARED = 0.6  # share of a series' markers that stand in the columns of another from which both are sampled alike
UNSEEN = 0.3  # least share of a marker that must be seen for its absence to be seen
THERE = 0.3  # fit from which what is seen of a marker speaks for it: the place is a guess by some pixels
ABSENT = 0.25  # share of the expected markers that are seen to be absent from which the columns are wrong
GUESSED = 1.0  # hidden markers per marker seen, at most


def with_hidden(markers: Markers, others: Sequence[Points]) -> Markers:
    """The markers with those on their line that other things hide; ``others``: (n, 2) centres of each other series."""
    if markers.fitted is None or len(markers.centers) < 2 or len(markers.fitted[0].line.points) == 0:
        return markers
    hidden = _hidden_places(*markers.fitted, markers.centers, others)
    centers = np.vstack((markers.centers, hidden))
    order = np.argsort(centers[:, 0], kind="stable")
    return replace(markers, centers=centers[order], hidden=np.flatnonzero(order >= len(markers.centers)))


def _hidden_places(scene: Scene, template: Template, centers: Points, others: Sequence[Points]) -> Points:
    """(n, 2) places on the line where a marker must be that does not show."""
    first, last = scene.line.points[:, 0].min() - OFF_COLUMN, scene.line.points[:, 0].max() + OFF_COLUMN
    shared, even = _shared_columns(centers[:, 0], others), _even_columns(centers[:, 0], first, last)
    for columns in (even, shared) if _all_among(shared, even) else (shared, even):
        free = np.abs(columns[:, None] - centers[None, :, 0]).min(axis=1) > template.radius
        places = _on_line(scene, template, columns[free & (columns >= first) & (columns <= last)])
        if len(places) == 0:
            continue
        fit, seen = quality(scene, template, places), visible(scene, template, places)
        absent = (seen >= UNSEEN) & (fit < THERE)
        hidden = places[~absent]
        if absent.mean() <= ABSENT and len(hidden) <= GUESSED * len(centers):
            return hidden
    return np.zeros((0, 2))


def _shared_columns(x: Points, others: Sequence[Points]) -> Points:
    """The columns of all series that are sampled where this one is."""
    alike = [
        centers[:, 0]
        for centers in others
        if len(centers) and (np.abs(x[:, None] - centers[None, :, 0]).min(axis=1) < OFF_COLUMN).mean() >= SHARED
    ]
    if not alike:
        return np.zeros(0)
    columns = np.sort(np.concatenate(alike))
    return np.array([np.mean(group) for group in np.split(columns, np.flatnonzero(np.diff(columns) > OFF_COLUMN) + 1)])


def _even_columns(x: Points, first: float, last: float) -> Points:
    """Even steps from ``first`` to ``last`` on which all markers stand, or none."""
    x = np.sort(x)
    gaps = np.diff(x)
    if len(x) < FEWEST or gaps.min() <= 2 * OFF_COLUMN:
        return np.zeros(0)
    step = float(np.median(gaps[gaps < 1.5 * gaps.min()]))
    number = np.round(np.cumsum(np.concatenate([[0.0], np.round(gaps / step)])))
    slope, offset = np.polyfit(number, x, 1)
    if np.abs(x - slope * number - offset).max() > OFF_COLUMN + OFF_STEP * slope:
        return np.zeros(0)
    low, high = np.ceil((first - offset) / slope), np.floor((last - offset) / slope)
    return np.asarray(offset + slope * np.arange(low, high + 1))


def _all_among(shared: Points, even: Points) -> bool:
    """Whether the other series have markers in even columns alone too: some columns may be hidden in all of them."""
    if len(shared) == 0 or len(even) == 0:
        return False
    return bool(np.abs(shared[:, None] - even[None, :]).min(axis=1).max() <= OFF_COLUMN)


def _on_line(scene: Scene, template: Template, columns: Points) -> Points:
    """Where the line passes each column, or near it where what is seen of a marker fits better; no place at gaps."""
    places = []
    reach = np.arange(-np.ceil(template.radius), np.ceil(template.radius) + 1)
    for x in columns.tolist():
        passed = scene.line.points[np.abs(scene.line.points[:, 0] - x) <= OFF_COLUMN, 1]
        if len(passed) == 0:
            continue
        middle = float(np.median(passed))
        y = np.unique(np.round(np.concatenate((passed, middle + reach))))
        fit = quality(scene, template, np.column_stack((np.full(len(y), x), y)))
        places.append((x, float(y[np.argmax(fit)]) if fit.max() > THERE else middle))
    return np.array(places).reshape(-1, 2)
