"""Boxes that are pieces of one plot: where curves hide a spine it ends, and strokes on both sides bound two boxes.

Tick labels tell: those of two plots never count on from one to the other in the same steps.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from extractors.geometry import Box, bounding
from extractors.label_ladders import LabelLadder, value_columns
from extractors.numbers import parse_number
from extractors.panel_boxes import Panel
from extractors.strips import distinct
from extractors.text import Text

# All in text heights. Pieces are as wide as one another to ALIGNED; labels are no farther from them than NEAR.
ALIGNED, NEAR = 0.5, 3.5
# So many labels count on over both pieces: three in line are one plot's and a stray one.
LEAST = 4
# Strokes nearer than this many pixels are one.
SAME = 1.5


def without_splits(panels: Sequence[Panel], texts: Sequence[Text], unit: float) -> list[Panel]:
    """The panels, one for two that stand above one another beside one ladder of labels; ``unit``: text height, px."""
    whole = list(panels)
    if not any(_are_stacked(a.box, b.box, unit) for a, b in combinations(whole, 2)):
        return whole
    columns = value_columns(texts, unit)
    numbers = [t.box for t in texts if t.rotation == 0 and parse_number(t.string) is not None]
    while (pair := _pieces(whole, columns, numbers, unit)) is not None:
        whole = [p for p in whole if p not in pair] + [_joined(*pair)]
    return whole


def _pieces(
    panels: Sequence[Panel], columns: Sequence[LabelLadder], numbers: Sequence[Box], unit: float
) -> tuple[Panel, Panel] | None:
    """Two panels with one ladder beside both; no third one lies between or over them."""
    for a, b in combinations(panels, 2):
        if not _are_stacked(a.box, b.box, unit):
            continue
        box = bounding((a.box, b.box))
        alone = all(p in (a, b) or p.box.overlap(box) == 0 for p in panels)
        if alone and any(_counts_on(c, a.box, b.box, numbers, unit) for c in columns):
            return a, b
    return None


def _are_stacked(a: Box, b: Box, unit: float) -> bool:
    return max(abs(a.x0 - b.x0), abs(a.x1 - b.x1)) <= ALIGNED * unit


def _counts_on(ladder: LabelLadder, a: Box, b: Box, numbers: Sequence[Box], unit: float) -> bool:
    """Whether labels of the ladder stand beside each box, near to them, and no other number among them."""
    gap, labels = a.x0 - ladder.box.x1, ladder.box
    if not 0 <= gap <= NEAR * unit or len(ladder.places) < LEAST:
        return False
    near = [box.grown(0, ALIGNED * unit) for box in (a, b)]
    own = all(any(box.y0 <= place <= box.y1 for place in ladder.places) for box in near)
    beside = [n for n in numbers if any(box.y0 <= n.cy <= box.y1 for box in near)]
    return own and not any(labels.x0 < n.x1 and n.x0 < labels.x1 and n not in ladder.boxes for n in beside)


def _joined(a: Panel, b: Panel) -> Panel:
    upper, lower = sorted((a, b), key=lambda p: p.box.y0)
    larger = max((a, b), key=lambda p: p.box.area)
    return replace(
        larger,
        box=bounding((a.box, b.box)),
        spines=(a.spines | b.spines) & {"left", "right"} | upper.spines & {"top"} | lower.spines & {"bottom"},
        strokes_x=tuple(distinct([*a.strokes_x, *b.strokes_x], SAME)),
        strokes_y=tuple(distinct([*a.strokes_y, *b.strokes_y], SAME)),
    )
