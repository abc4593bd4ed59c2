"""Faces of hollow markers: filled for tracing, so that a curve runs through its markers and not along their rims."""

from __future__ import annotations

import cv2
import numpy as np

from extractors.colors import Ink

# Ink below this leaves a hole; a hole is no larger than the marker in the legend by this factor (data may be drawn
# larger than a legend), and is compact: it fills this share of its box at least. Smaller ones than so many strokes are
# left by crossings and noise.
FAINT, LARGER, COMPACT, SMALLEST = 0.4, 1.3, 0.4, 0.8
# Fewer holes of one size (logarithm of the ratio) may be loops of the curve itself.
FEWEST, ALIKE = 3, 0.3


def with_faces(ink: Ink, stroke: float, marker: float) -> Ink:
    """The (h, w) ink with equal small holes filled; ``marker``: the size of the legend's marker in pixels, or 0."""
    if not marker:
        return ink
    empty = (ink < FAINT).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(empty, connectivity=4)
    size = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].astype(np.float64)
    hole = (size.max(axis=1) <= LARGER * marker) & (size.max(axis=1) >= max(2.0, SMALLEST * stroke))
    hole &= stats[:, cv2.CC_STAT_AREA] >= COMPACT * size.prod(axis=1)
    hole[0] = False
    chosen = np.flatnonzero(hole)
    extent = np.log(size[chosen].max(axis=1))
    alike = np.abs(extent[:, None] - extent[None, :]) < ALIKE
    if len(chosen) == 0 or alike.sum(axis=1).max() < FEWEST:
        return ink
    faces = np.zeros(len(stats), bool)
    faces[chosen[alike[int(np.argmax(alike.sum(axis=1)))]]] = True
    return np.where(faces[labels], 1, ink).astype(np.float32)
