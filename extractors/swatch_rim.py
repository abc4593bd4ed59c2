"""The colour of the edge drawn around the fill of a patch: where it has one, it is that of the line it names."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractors.channels import Rgb, color_distance, median_color

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
    inner = rgb[depth : height - depth, depth : width - depth]
    if inner.size == 0:
        return None
    fill = median_color(inner)
    if np.mean(color_distance(inner, fill) < STRONGER) < CLEAN:
        return None
    filled = color_distance(np.asarray(fill), background)
    beyond = color_distance(rgb, fill) * (color_distance(rgb, background) > filled + STRONGER / 2)
    top, bottom = beyond[:SOFT].max(axis=0), beyond[-SOFT:].max(axis=0)
    left, right = beyond[:, :SOFT].max(axis=1), beyond[:, -SOFT:].max(axis=1)
    if min(float(np.mean(side > STRONGER)) for side in (top, bottom, left, right)) < RUNNING:
        return None
    return median_color(rgb[beyond > CORE * beyond.max()])
