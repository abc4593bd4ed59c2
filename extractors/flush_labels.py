"""The first and last label of an x axis where a tool moves them inward, to end flush with the end of the axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from extractors.geometry import Box
from extractors.label_print import CORNER, LabelPrint
from extractors.tick_marks import TickMark

# All in text heights. A flush label ends at its tick to within FLUSH and stands beside it by more than BESIDE, the half
# of a narrow digit; a mark or corner of the box belongs to a place to within AT_PLACE.
FLUSH, BESIDE, AT_PLACE = 0.5, 0.15, 0.1
# So many other labels, evenly spaced to EVEN text heights, tell where the ticks at the ends are.
ENOUGH, EVEN = 3, 0.35


def with_flush_ends(prints: Sequence[LabelPrint], box: Box, marks: Sequence[TickMark], unit: float) -> list[LabelPrint]:
    """The ``prints`` of a row in order, the outer two on the tick with which they are flush, if they are.

    The even spacing of the others tells; where they are too few, a mark at the corner of the box. Turned labels are as
    narrow as a line and moved by no tool; dates among them are not spaced evenly.
    """
    settled = list(prints)
    for i, end in ((0, "x0"), (len(prints) - 1, "x1")):
        if not prints:
            break
        item, edge, corner = prints[i], float(getattr(prints[i].box, end)), float(getattr(box, end))
        if item.rotation:
            continue
        expected = _expected(i, prints, unit)
        places = [corner, *(m.px for m in marks)]
        if expected is not None and not item.seated:
            if abs(expected - item.px) > BESIDE * unit and abs(expected - edge) <= FLUSH * unit:
                near = [at for at in places if abs(at - expected) <= max(1.0, AT_PLACE * unit)]
                at = min(near, key=lambda at: abs(at - expected), default=None)
                settled[i] = replace(item, px=expected if at is None else at, seated=at is not None)
        elif expected is None and not item.seated and abs(corner - edge) < FLUSH * unit:
            at = next((m.px for m in marks if abs(m.px - corner) < CORNER * unit + 0.5), None)
            settled[i] = item if at is None else replace(item, px=at, seated=True)
    return settled


def _expected(i: int, prints: Sequence[LabelPrint], unit: float) -> float | None:
    """Where the tick of the first or last label must be if all are evenly spaced; None where they do not tell."""
    others = np.array([p.px for k, p in enumerate(prints) if 0 < k < len(prints) - 1])
    if len(others) < ENOUGH:
        return None
    step, start = np.polyfit(np.arange(1, len(others) + 1), others, 1)
    even = np.abs(others - (start + step * np.arange(1, len(others) + 1))) <= EVEN * unit
    return float(start + step * i) if even.all() else None
