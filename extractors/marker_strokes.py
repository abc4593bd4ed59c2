"""What runs between markers: how much of the straight strokes is inked, and how much of the line is bent."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extractors.colors import Ink

Floats = NDArray[np.float64]

SOME_INK = 0.25
# A marker covers the line for this share of its size on either side of its middle.
UNDER_MARKER = 0.6
# What is hardly a marker is none where this share of the line between such lies off straight strokes: by a stroke, or
# where they hardly stand out from the line by less of one, in strokes and pixels.
BENT, HARDLY, SLIGHTLY, LEAST_OFF = 0.4, 0.65, 0.25, 1.0


def inked_shares(ink: Ink, points: Floats) -> Floats:
    """(n - 1,) share of each straight stroke between consecutive (n, 2) points that runs through ink."""
    shares = []
    for a, b in pairwise(points):
        at = np.rint(np.linspace(a, b, max(2, int(np.hypot(*(b - a)))))).astype(int)
        around = [
            ink[np.clip(at[:, 1] + d, 0, ink.shape[0] - 1), np.clip(at[:, 0], 0, ink.shape[1] - 1)] for d in (-1, 0, 1)
        ]
        shares.append(float((np.max(around, axis=0) > SOME_INK).mean()))
    return np.array(shares)


def are_joined_straight(points: Floats, centers: Floats, size: float, confidence: float, stroke: float) -> bool:
    """Whether straight strokes join the markers of a curve, as bends of a thick line look like markers, too.

    ``points``: (n, 2) of the curve; ``centers``: (m, 2) of its markers, found with a ``confidence`` and of a ``size``;
    ``stroke``: the thickness of the line.
    """
    x, y = points[np.isfinite(points).all(axis=1)].T
    order = centers[np.argsort(centers[:, 0], kind="stable")]
    inside = (x > order[0, 0]) & (x < order[-1, 0])
    inside &= np.abs(x[:, None] - order[:, 0]).min(axis=1) > UNDER_MARKER * size
    limit = stroke if confidence > HARDLY else max(LEAST_OFF, SLIGHTLY * stroke)
    off = np.abs(y[inside] - np.interp(x[inside], *order.T)) > limit
    return not len(off) or float(off.mean()) < BENT
