"""Whether the data points of a figure come back one for one: markers of right series beside the true points."""

from __future__ import annotations

import numpy as np

from benchmarks.curves import Array
from benchmarks.matching import Pair
from benchmarks.plane import to_array

NEAR = 0.002  # of the spans; markers of the same series are further apart


def count_markers(pair: Pair, matches: dict[int, int]) -> tuple[int, int]:
    """True points in view of matched series that have drawn markers, and how many have exactly one marker on them.

    Markers beyond those, as many as there are, are taken off: one for one counts both ways.
    """
    shown = right = 0
    for i, j in matches.items():
        true, found = pair.true.series[i], pair.series[j]
        points = found.points
        marked = np.array([origin == "marker" for origin in points.origin], dtype=bool)
        if not marked.any() or pair.plane.category:
            continue
        across, up = pair.plane.x, pair.plane.y(true.axis)
        expected = _places(across.scale(to_array(true.x)), up.scale(to_array(true.y)))
        expected = expected[((expected >= -NEAR) & (expected <= 1 + NEAR)).all(axis=1)]
        drawn = _places(across.scale(to_array(points.x)[marked]), up.scale(to_array(points.y)[marked]))
        away = np.hypot(*np.moveaxis(expected[:, None, :] - drawn[None, :, :], -1, 0))
        single = int(((away <= NEAR).sum(axis=1) == 1).sum()) if away.size else 0
        shown += len(expected)
        right += max(0, single - max(0, len(drawn) - len(expected)))
    return shown, right


def _places(x: Array, y: Array) -> Array:
    places = np.column_stack([x, y])
    return np.asarray(places[np.isfinite(places).all(axis=1)])
