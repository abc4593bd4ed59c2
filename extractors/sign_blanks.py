"""Numbers beside their ticks by the blank that stands in place of a sign, where others of their row have one.

gnuplot prints a blank before each number without a sign and centres both together, so that these stand aside by half a
blank. On an axis without tick marks each label has only its own place, and the negative ones another than the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from extractors.ladder import EVENER, Floats, Reading
from extractors.tick_readings import TickLabel

# Of fewer labels with, or without, a sign none tells how far aside the others stand.
LEAST = 2
# In pixels: what loose labels are off their line by chance, and how near a label's place is to the mark it stands on.
BY_CHANCE, ON_MARK = 0.7, 1.0


def without_blanks(
    labels: Sequence[TickLabel], options: Sequence[Sequence[Reading]], marks: Sequence[float]
) -> list[TickLabel]:
    """The labels of an x axis in order, those with or those without a sign moved to the line of the others.

    ``options`` are their readings as plain numbers, ``marks`` the places of strokes on the axis, the ends of the frame
    included: these tell which of the two stand at their ticks.
    """
    found = [next((r.value for r in readings if r.exact), np.nan) for readings in options]
    px, value = np.array([label.px for label in labels]), np.array(found)
    signed = value < 0
    few = min(int(signed.sum()), int((~signed).sum())) < LEAST
    if few or not np.isfinite(value).all() or any(label.seated for label in labels):
        return list(labels)
    one = np.stack([np.ones_like(value), value], axis=1)
    off = _fitted(one, px)[1]
    parted, off_parted = _fitted(np.column_stack([one, ~signed]), px)
    aside = float(parted[2])
    if off < BY_CHANCE or off_parted > EVENER * off or aside < off:
        return list(labels)
    ways = [px - aside * ~signed, px + aside * signed]
    seated = [sum(min((abs(at - m) for m in marks), default=np.inf) <= ON_MARK for at in way) for way in ways]
    if seated[0] == seated[1]:
        return list(labels)
    return [replace(label, px=float(at)) for label, at in zip(labels, ways[int(np.argmax(seated))], strict=True)]


def _fitted(design: Floats, px: Floats) -> tuple[Floats, float]:
    """The least squares solution and how far it misses the places, root mean square."""
    solution = np.linalg.lstsq(design, px, rcond=None)[0]
    return np.asarray(solution), float(np.sqrt(np.mean((design @ solution - px) ** 2)))
