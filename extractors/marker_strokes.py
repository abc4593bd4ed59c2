"""How much of the straight strokes between points is inked."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extractors.colors import Ink

Floats = NDArray[np.float64]

SOME_INK = 0.25


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
