"""Plots one above another that gridlines alone bound: their strokes are one set, parted at the labels between them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extractors.label_ladders import LabelLadder, label_rows
from extractors.panel_strokes import StrokeSet
from extractors.text import Text

# In text heights: tick labels are no farther below the foot of their plot than this.
NEAR = 3.5
# A row of them runs over more than this share of the width of its plot.
HALF = 0.5
# Levels by which ink differs from the ground.
INK = 30


def sets_above_labels(
    strokes: StrokeSet, grey: NDArray[np.uint8], texts: Sequence[Text], unit: float
) -> list[StrokeSet]:
    """The set as one for each row of tick labels below a stroke of it, where its foot has such a row, too.

    ``grey``: (H, W); ``unit``: the text height in pixels. A single row among the strokes may belong to an axis in the
    middle of a plot, and what upright strokes run through is one plot.
    """
    across, _ = strokes
    if len(across) < 2 or not texts:
        return [strokes]
    ink = np.asarray(np.abs(grey.astype(np.int16) - np.int16(np.median(grey))) > INK, dtype=np.bool_)
    rows = [r for r in label_rows(texts, ink, unit) if _stands_below(r, strokes, unit)]
    rows.sort(key=lambda r: r.box.cy)
    if len(rows) < 2 or max(s.at for s in across) > rows[-1].box.cy:
        return [strokes]
    parts, top = [], -np.inf
    for row in rows:
        parts.append(_between(strokes, top, row.box.cy))
        top = row.box.cy
    return [part for part in parts if part[0]]


def _stands_below(row: LabelLadder, strokes: StrokeSet, unit: float) -> bool:
    """Whether a row of labels stands below a stroke from end to end, and no upright stroke runs through it."""
    across, along = strokes
    first, last = row.places[0], row.places[-1]
    over = [s for s in across if s.start - unit <= first and last <= s.end + unit and s.at <= row.box.y0 + 1]
    axis = max(over, key=lambda s: s.at, default=None)
    if axis is None or any(s.start < row.box.cy < s.end for s in along):
        return False
    return row.box.y0 - axis.at <= NEAR * unit and last - first > HALF * axis.length


def _between(strokes: StrokeSet, top: float, bottom: float) -> StrokeSet:
    across, along = strokes
    return [s for s in across if top < s.at < bottom], [s for s in along if top < (s.start + s.end) / 2 < bottom]
