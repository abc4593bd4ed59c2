"""The labels of an empty second axis drawn over the real one: 0.0 to 1.0 from end to end, as tools number nothing.

Whoever draws into a second pair of axes by mistake leaves its labels among those of the first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from extractors.numbers import power_readings, readings
from extractors.tick_readings import TickLabel

_EMPTY = re.compile(r"0\.[02468]|1\.0")
STEP = 0.2
# At least so many labels of the empty axis are read, and so many stand beside its places, read so surely.
LEAST_STRAY, LEAST_OTHER, SURE = 3, 2, 0.6
# The empty axis runs over the whole length of the box to this share of it.
WHOLE = 0.03
# Labels stand at a place of the empty axis to this share of its spacing.
AT_PLACE = 0.12


def without_stray(labels: Sequence[TickLabel], length_px: float) -> list[TickLabel]:
    """The ``labels`` without those of an empty axis, where others stand beside its places; else all of them."""
    empty = [label for label in labels if _EMPTY.fullmatch(label.text.strip())]
    if len(empty) < LEAST_STRAY:
        return list(labels)
    px, values = np.array([label.px for label in empty]), np.array([float(label.text) for label in empty])
    if np.ptp(px) == 0:
        return list(labels)
    slope, start = np.polyfit(px, values, 1)
    if slope == 0 or abs(1 / abs(slope) - length_px) > WHOLE * length_px:
        return list(labels)
    steps = [(slope * label.px + start) / STEP for label in labels]
    others = [label for label, n in zip(labels, steps, strict=True) if abs(n - round(n)) > AT_PLACE]
    numbers = [t for t in others if t.confidence >= SURE and (readings(t.text) or power_readings(t.text))]
    return others if len(numbers) >= LEAST_OTHER else list(labels)
