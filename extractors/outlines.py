"""Closed outlines: what contours and boxes with whiskers are drawn with, and lines are not."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]

# A closed outline is larger than a hollow marker, in text heights; a line chart has no wider pieces than this share.
LOOP, WIDEST = 2.0, 0.6
# An ellipse fills 0.79 of its box and a bean half of it; what two lines that cross enclose fills less of theirs.
ROUNDISH = 0.5
# A box is empty over this share of what it and its whiskers take; bars are not.
HOLLOW = 0.1
# An outline that a label interrupts still lies twice in this share of its columns, and nearly all of it is farther
# than this share of its size from the middle of its hull; what crosses itself passes through the middle.
TWICE, NEAR_HULL, OUTSIDE = 0.5, 0.15, 0.7
# An outline is cut by gridlines that were taken out, and by anti-aliasing, in text heights.
GAP = 0.25


def loops(ink: Mask, unit: float) -> list[Mask]:
    """The (h, w) pieces of ink that are one closed outline of a compact shape: boxes with whiskers, contours."""
    size = max(3, round(GAP * unit))
    whole = cv2.morphologyEx(ink.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((size, size), np.uint8))
    labels, boxes = components(np.asarray(whole, dtype=np.bool_))
    found = []
    for k in range(1, len(boxes)):
        x, y, width, height = (int(v) for v in boxes[k, :4])
        if min(width, height) < LOOP * unit or width > WIDEST * ink.shape[1]:
            continue
        piece = np.pad(labels[y : y + height, x : x + width] == k, 1)
        inside = _largest_inside(piece)
        boxed = inside >= HOLLOW and _is_box_with_whiskers(piece, unit)
        if inside >= ROUNDISH or boxed or _turns_back(piece, unit):
            found.append(np.asarray((labels == k) & ink, dtype=np.bool_))
    return found


def components(mask: Mask) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Labels and the table of boxes and areas, the ground first."""
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8))
    return np.asarray(labels, dtype=np.int32), np.asarray(boxes, dtype=np.int32)


def _largest_inside(piece: Mask) -> float:
    """The largest enclosed hole as a share of the box of a piece that one pixel of ground surrounds."""
    _, boxes = _holes(piece)
    return float(boxes[2:, cv2.CC_STAT_AREA].max(initial=0)) / piece.size


def _holes(piece: Mask) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    _, labels, boxes, _ = cv2.connectedComponentsWithStats((~piece).astype(np.uint8), connectivity=4)
    return np.asarray(labels, dtype=np.int32), np.asarray(boxes, dtype=np.int32)


def _is_box_with_whiskers(piece: Mask, unit: float) -> bool:
    """What is left of the filled piece without its whiskers is a rectangle, or two where it has a notch."""
    labels, _ = _holes(piece)
    filled = (labels != 1).astype(np.uint8)
    side = max(3, round(unit))
    body = cv2.morphologyEx(filled, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    if not body.any():
        return False
    _, _, width, height = cv2.boundingRect(body)
    return bool(body.sum() >= 0.8 * width * height)


def _turns_back(piece: Mask, unit: float) -> bool:
    """An open stroke that leads round a place: it lies along the hull of its pixels on both sides."""
    apart = cv2.morphologyEx(piece.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((max(3, round(unit)), 1), np.uint8))
    runs = (np.diff(apart.astype(np.int8), axis=0, prepend=0) == 1).sum(axis=0)
    if (runs >= 2).sum() < TWICE * piece.shape[1]:
        return False
    rows, columns = np.nonzero(piece)
    hull = cv2.convexHull(np.column_stack((columns, rows)).astype(np.int32))
    solid = cv2.fillPoly(np.zeros(piece.shape, np.uint8), [hull], 1)
    depth = cv2.distanceTransform(np.pad(solid, 1), cv2.DIST_L2, 3)[1:-1, 1:-1]
    return bool((depth[piece] <= NEAR_HULL * min(piece.shape)).mean() >= OUTSIDE)
