"""The colour of the edge drawn around the fill of a patch: where it has one, it is that of the line it names."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Rgb = tuple[int, int, int]
Floats = NDArray[np.float64]

WIDEST_RIM = 0.3  # of the patch's height: more is no edge but a fill of its own
NARROWEST = 6  # pixels: a lower patch is all rim, if only that of its anti-aliasing
SOFT = 2  # pixels at a side, of which the first may be an anti-aliased one
RUNNING = 0.3  # of each side that the edge inks, so that a dashed one does too
CLEAN = 0.9  # of what lies inside that must be of the fill's colour
STRONGER = 36.0  # Euclidean RGB by which an edge differs from the fill, as ink from paper
CORE = 0.85  # of the strongest difference: below it a pixel is an anti-aliased one


def rim_color(rgb: NDArray[Any], background: Rgb) -> Rgb | None:
    """The colour of the edge around a filled rectangle that is paler than the edge; None where it has none.

    ``rgb``: (h, w, 3) crop, tight around the patch. An edge is as good as opaque where the fill is translucent:
    it lies further from the ``background`` than the fill on all four sides.
    """
    height, width = rgb.shape[:2]
    if min(height, width) < NARROWEST:
        return None
    depth = max(2, round(WIDEST_RIM * height))
    inner = rgb[depth : height - depth, depth : width - depth].reshape(-1, 3).astype(np.float64)
    if len(inner) == 0:
        return None
    fill = np.median(inner, axis=0)
    paper = np.asarray(background, np.float64)
    if np.mean(_distance(inner, fill) < STRONGER) < CLEAN:
        return None
    pixels = rgb.astype(np.float64)
    beyond = _distance(pixels, fill) * (_distance(pixels, paper) > _distance(fill, paper) + STRONGER / 2)
    top, bottom = beyond[:SOFT].max(axis=0), beyond[-SOFT:].max(axis=0)
    left, right = beyond[:, :SOFT].max(axis=1), beyond[:, -SOFT:].max(axis=1)
    if min(float(np.mean(side > STRONGER)) for side in (top, bottom, left, right)) < RUNNING:
        return None
    red, green, blue = (round(float(v)) for v in np.median(pixels[beyond > CORE * beyond.max()], axis=0))
    return red, green, blue


def _distance(pixels: NDArray[np.float64], color: NDArray[np.float64]) -> Floats:
    difference = pixels - color
    distance: Floats = np.sqrt((difference**2).sum(axis=-1))
    return distance
