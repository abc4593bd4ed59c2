"""Print over the end of a y axis that the text stage overlooked: a factor like ``1e6`` is short and stands alone."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from extractors.channels import channel_max
from extractors.geometry import Box
from extractors.image import Figure
from extractors.readers import TextReader
from extractors.strips import Side
from extractors.text import Text
from extractors.tick_texts import cut, ink_of

# Where it stands, in text heights: so far above the axis, beyond it and inwards.
_ABOVE, _CLEAR, _BEYOND, _INWARD = 2.5, 0.1, 1.5, 5.0
# It differs from the paper by so many levels, grain by less; it is so high and so wide, in text heights.
_PRINT, _LOWEST, _HIGHEST, _NARROWEST = 60.0, 0.6, 1.6, 1.5


def overlooked_print(
    figure: Figure, box: Box, side: Side, known: Sequence[Text], reader: TextReader, unit: float
) -> Text | None:
    """The print over the end of the axis on ``side`` of the plot ``box``, where no ``known`` text stands."""
    if side not in ("left", "right"):
        return None
    inwards = (_BEYOND, _INWARD) if side == "left" else (_INWARD, _BEYOND)
    end = box.x0 if side == "left" else box.x1
    place = Box(end - inwards[0] * unit, box.y0 - _ABOVE * unit, end + inwards[1] * unit, box.y0 - _CLEAR * unit)
    found = _print_in(figure, place, unit)
    if found is None or any(found.grown(1).overlap(t.box) > 0 for t in known):
        return None
    (reading,) = reader.read([cut(figure.rgb, found, 0)])
    return Text(reading.string, found, reading.confidence, reading.reader)


def _print_in(figure: Figure, place: Box, unit: float) -> Box | None:
    """The box around the ink that stands free in a place, where it is as large as a short word."""
    rows, columns = place.slices(*figure.rgb.shape[:2])
    crop = figure.rgb[rows, columns]
    if min(crop.shape[:2]) < unit:
        return None
    paper = np.median(crop.reshape(-1, 3), axis=0)
    ink = ink_of(crop) & (channel_max(np.abs(crop - paper.astype(np.float32))) > _PRINT)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    rim = np.unique(np.concatenate((labels[0], labels[-1], labels[:, 0], labels[:, -1])))
    stats[rim, cv2.CC_STAT_AREA] = 0  # of spines, titles and other panels
    free = stats[1:][stats[1:, cv2.CC_STAT_AREA] > 0]
    if len(free) == 0:
        return None
    left, top = free[:, cv2.CC_STAT_LEFT], free[:, cv2.CC_STAT_TOP]
    right, bottom = left + free[:, cv2.CC_STAT_WIDTH], top + free[:, cv2.CC_STAT_HEIGHT]
    word = Box(float(left.min()), float(top.min()), float(right.max() - 1), float(bottom.max() - 1))
    if not _LOWEST * unit <= word.height <= _HIGHEST * unit or word.width < _NARROWEST * unit:
        return None
    return Box(word.x0 + columns.start, word.y0 + rows.start, word.x1 + columns.start, word.y1 + rows.start)
