"""Tick marks that stand off the spine, or where there is no spine: a row of strokes between the plot and its labels."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.tick_marks import LONGEST, WIDEST

# Marks are solid strokes, this much longer than wide, all alike to ALIKE pixels; fewer than LEAST are anything.
SLENDER, SOLID, ALIKE, LEAST = 1.3, 0.7, 1, 2
# Their row holds hardly anything else.
ALONE = 0.9
# Labels stand further behind them than a digit behind its sign, in text heights.
BEHIND = 0.35


def erase_loose_marks(ink: NDArray[np.bool_], within: int, unit: float) -> int:
    """Blot out of a strip (rows away from the plot) the row of marks that is its first print.

    The row begins within ``within`` rows. Returns the first row behind it, 0 where there is none.
    """
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    pieces = [(k, *(int(v) for v in row)) for k, row in enumerate(stats[1:count], start=1)]
    strokes = [p for p in pieces if p[2] <= within and _is_stroke(p, unit)]
    for near, far in sorted({(p[2], p[2] + p[4]) for p in strokes}):
        alike = [p[0] for p in strokes if abs(p[2] - near) <= ALIKE and abs(p[2] + p[4] - far) <= ALIKE]
        if len(alike) < LEAST:
            continue
        begin, end = max(0, near - ALIKE), far + ALIKE
        own = np.isin(labels[begin:end], alike)
        behind = ink[end : end + max(1, round(BEHIND * unit) - ALIKE)]
        if ink[:begin].any() or own.sum() < ALONE * ink[begin:end].sum() or behind.any() or not ink[far:].any():
            continue
        ink[begin:end] = False
        return end
    return 0


def _is_stroke(piece: tuple[int, ...], unit: float) -> bool:
    _, _, _, width, height, area = piece
    thin = width <= max(3.0, WIDEST * unit)
    return thin and SLENDER * width <= height <= LONGEST * unit and area >= SOLID * width * height
