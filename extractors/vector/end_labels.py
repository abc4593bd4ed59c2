"""Names printed at the right ends of lines, where a panel has no legend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from extractors.geometry import Box
from extractors.legend_entry import LegendEntry
from extractors.vector.curves import Drawn
from extractors.vector.legends import dash_name
from extractors.vector.naming import near_color
from extractors.vector.scene import Rgb, Word

# In text heights: from the end of a line on to the name, how far the name may begin before it, and how far its middle
# may stand above or below the end; labels in the colour of their line are moved further apart where lines end close.
REACH, BEFORE, LEVEL, MOVED = 4.0, 0.5, 0.9, 4.0
# One alone is a remark.
LEAST = 2


def with_end_labels(drawn: Sequence[Drawn], words: Sequence[Word], unit: float) -> list[Drawn]:
    """The series with the names that stand at their right ends: in their colour, else level with one end alone."""
    ends = [_end(d) for d in drawn]
    named = [w for w in words if w.rotation == 0 and any(c.isalpha() for c in w.string)]
    colors = [d.color for d in drawn]
    found: dict[int, Word] = {}
    for word in named:
        near = [i for i, (x, y) in enumerate(ends) if _is_at(word.box, x, y, unit)]
        own = [i for i in near if near_color(word.color, colors[i])]
        if any(near_color(word.color, color) for color in colors):
            near = own
        else:
            near = [i for i in near if abs(ends[i][1] - word.box.cy) <= LEVEL * unit]
        if len(near) == 1 and near[0] not in found:
            found[near[0]] = word
        elif near:  # two ends or two names: which belong together is not told
            return list(drawn)
    if len(found) < LEAST:
        return list(drawn)
    return [replace(d, entry=_entry(d, found[i], ends[i])) if i in found else d for i, d in enumerate(drawn)]


def _end(drawn: Drawn) -> tuple[float, float]:
    points = drawn.line if len(drawn.line) else drawn.markers
    seen = points[np.isfinite(points).all(axis=1)]
    x, y = seen[np.argmax(seen[:, 0])]
    return float(x), float(y)


def _is_at(box: Box, x: float, y: float, unit: float) -> bool:
    return -BEFORE * unit <= box.x0 - x <= REACH * unit and abs(box.cy - y) <= MOVED * unit


def _entry(drawn: Drawn, word: Word, end: tuple[float, float]) -> LegendEntry:
    color: Rgb = drawn.color
    x, y = end
    return LegendEntry(
        word.string,
        word.box,
        Box(x, y, x, y),
        color,
        dash=dash_name(drawn.paint) if drawn.paint is not None else "solid",
        confidence=word.confidence,
    )
