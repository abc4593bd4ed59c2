"""Plots on a ground of another colour than the paper, where blur and grain spread their edges too far for strokes."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.channels import commonest_color
from extractors.geometry import Box
from extractors.image import reduce
from extractors.panel_boxes import Panel, background_of
from extractors.panel_strokes import SMALLEST

Mask = NDArray[np.bool_]

# The rim of a picture that is searched for its paper, as a share of its sides.
RIM = 0.03
# Levels by which a ground differs from the paper, and to how many bits a channel colours are told apart.
LEAST_STEP, BITS = 8.0, 5
# A pixel is ground where it lies beyond the middle of the way from paper to ground, no further than BEYOND and no
# further beside that way than ASIDE, as shares of it.
EDGE, BEYOND, ASIDE = 0.5, 1.5, 0.6
# All in text heights: gridlines are closed over HOLE, print and marks beside the ground are no wider than PRINT. What
# is left fills FULL of its box, OWN of it in the colour of the ground.
HOLE, PRINT, FULL, OWN = 0.8, 2.0, 0.85, 0.4
# A picture of less print than this is not reduced: then the grain is left.
LEAST_PRINT = 5.0


def filled_panels(rgb: NDArray[np.uint8], unit: float) -> list[Panel]:
    """The rectangles of the commonest colour that is not the paper's; ``unit`` is the text height in pixels."""
    factor = max(1, int(unit / LEAST_PRINT))
    small = reduce(rgb, factor).astype(np.float32)
    way, other = _from_paper(small)
    size, print_size = (2 * round(share * unit / factor / 2) + 1 for share in (HOLE, PRINT))
    closed = cv2.morphologyEx(other.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((size, size), np.uint8))
    opened = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((print_size, print_size), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(opened, connectivity=4)
    panels = []
    for x, y, width, height, area in stats[1:count].tolist():
        own = np.mean(way[y : y + height, x : x + width] > EDGE)
        if min(width, height) * factor < SMALLEST * unit or area < FULL * width * height or own < OWN:
            continue
        x0, x1 = _edges(way[y : y + height], x, x + width - 1, size)
        y0, y1 = _edges(way[:, x : x + width].T, y, y + height - 1, size)
        box = Box(*((at + 0.5) * factor - 0.5 for at in (x0, y0, x1, y1)))
        panels.append(Panel(box, frozenset(), background_of(rgb, box)))
    return panels


def _from_paper(image: NDArray[np.float32]) -> tuple[NDArray[np.float32], Mask]:
    """How far each pixel of (H, W, 3) is on the way from the paper (0) to the ground (1), 0 aside of it; what is no
    paper: ground, data and print. Both (H, W).
    """
    rim = max(1, round(RIM * min(image.shape[:2])))
    inside = np.zeros(image.shape[:2], np.bool_)
    inside[rim:-rim, rim:-rim] = True
    paper = np.median(image[~inside], axis=0)
    far = np.abs(image - paper).max(axis=2) > LEAST_STEP
    ground = commonest_color(np.round(image[far]).astype(np.uint8), BITS) if far.any() else paper
    step = ground - paper
    length = float(np.linalg.norm(step))
    if length < LEAST_STEP:
        return np.zeros(far.shape, np.float32), np.zeros(far.shape, np.bool_)
    along = (image - paper) @ (step / length**2)
    aside = np.linalg.norm(image - paper - along[..., None] * step, axis=2) / length
    way = np.where((along < BEYOND) & (aside < ASIDE), along, 0.0).astype(np.float32)
    return way, np.asarray((along > EDGE) | (aside >= ASIDE), dtype=np.bool_)


def _edges(way: NDArray[np.float32], first: int, last: int, reach: int) -> tuple[float, float]:
    """Where the columns of (n, W) rise to and fall from the ground, near their ``first`` and ``last`` of it."""
    profile = np.median(way, axis=0)
    return _rise(profile, first, reach), len(profile) - 1 - _rise(profile[::-1], len(profile) - 1 - last, reach)


def _rise(profile: NDArray[np.float32], near: int, reach: int) -> float:
    """The first place within ``reach`` of ``near`` at which the profile rises over the middle, between two pixels."""
    for at in range(max(1, near - reach), min(len(profile), near + reach + 1)):
        if profile[at - 1] < EDGE <= profile[at]:
            return at - 1 + float((EDGE - profile[at - 1]) / (profile[at] - profile[at - 1]))
    return float(near)
