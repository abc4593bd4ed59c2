"""Ticks that a tool moved to its pixel grid, put back to where its scale has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from extractors.ticks import AxisLabels
from extractors.vector.scene import Word

# Marks whose places end in a half, all of them and at least so many, were snapped to the middles of pixels.
LEAST, EXACT = 3, 0.01
# Where the strokes alone were rounded, they lie beyond the anchors by this on average, or more.
HALF_MOVED = 0.1


def unsnapped_labels(axis: AxisLabels, words: Sequence[Word], scale: float) -> AxisLabels:
    """The labels with their places taken from the anchors of their words where the ticks were rounded to pixels.

    A tool that draws crisp strokes moves a tick from x to round(x) + 1/2 of its pixels, and may move the whole axis by
    1/2; the words stay where they were meant. ``scale``: working pixels per pixel of the file.
    """
    ticks = np.array([label.px for label in axis.labels])
    file = (ticks + 0.5) / scale
    if len(ticks) < LEAST or np.abs(file % 1 - 0.5).max() > EXACT or not axis.marks:
        return axis
    along = 0 if axis.side in ("bottom", "top") else 1
    anchors = [_anchor(box, words, along) for box in axis.boxes]
    if any(a is None for a in anchors):
        return replace(axis, labels=tuple(replace(t, px=t.px - 0.5 * scale) for t in axis.labels))
    places = (np.array([a for a in anchors if a is not None]) + 0.5) / scale
    shift = file - places
    middle = float(shift.max() + shift.min()) / 2
    if np.ptp(shift) > 1.05:
        return axis
    own = HALF_MOVED <= middle <= 1 - HALF_MOVED  # only the strokes were moved, by up to 3/4, and not the axis
    moved = (places + (0.0 if own else middle - 0.5)) * scale - 0.5
    return replace(axis, labels=tuple(replace(t, px=float(at)) for t, at in zip(axis.labels, moved, strict=True)))


def _anchor(box: object, words: Sequence[Word], along: int) -> float | None:
    word = next((w for w in words if w.box is box or w.box == box), None)
    return None if word is None or word.anchor is None else word.anchor[along]
