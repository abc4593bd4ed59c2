"""Log axes held against their minor ticks: where these stand elsewhere than the labels say, the labels are moved."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from extractors.decades import SHORTEST_PX
from extractors.ladder import Floats, Ladder
from extractors.tick_readings import TickLabel

# Places of all ticks within a decade.
TICKS = np.log10(np.arange(1.0, 11.0))
# Marks are known to so many pixels, but no better than to this share of a decade: else one is near any place.
OFF_PX, OFF_SHARE = 1.0, 0.02
# Of so many marks or more this share stands on ticks, and no more than this share where the labels put them.
LEAST_MARKS, MOSTLY, HARDLY = 12, 0.85, 0.6
# A label is put at a wrong tick within this share of a decade, in steps of half a pixel. So much may the decade be off,
# in steps that move the outer ticks of a wide plot by less than a pixel.
SHIFT, STEP_PX = 0.06, 0.5
STRETCH = np.linspace(-0.03, 0.03, 25)


def moved_to_minor_ticks(labels: Sequence[TickLabel], ladder: Ladder, marks: Sequence[float]) -> list[TickLabel]:
    """The labels of a log ``ladder`` where the minor ticks want them, or as they are where these agree or are too few.

    ``marks``: places of all marks and gridlines along the axis, in pixels. Tools draw decades without a tick of their
    own, and short minor ticks so close that they run into one: then labels are seated on a neighbour of theirs.
    """
    places = np.unique(np.round(np.array(marks), 1))
    length = 1 / abs(ladder.slope)
    inside = places[(places > labels[0].px - length) & (places < labels[-1].px + length)]
    if len(inside) < LEAST_MARKS or length < SHORTEST_PX:
        return list(labels)
    off = min(OFF_PX, OFF_SHARE * length) * abs(ladder.slope)
    middle = float(np.median(inside))
    shifts = np.arange(-SHIFT * length, SHIFT * length + STEP_PX, STEP_PX) * abs(ladder.slope)
    lines = [
        (ladder.slope * (1 + stretch), float(ladder.at(middle)) + shift)
        for stretch, shift in itertools.product(STRETCH, shifts)
    ]
    best = max(lines, key=lambda line: _on_ticks(inside, middle, line[0], line[1], off))
    own = _on_ticks(inside, middle, ladder.slope, float(ladder.at(middle)), off)
    if own > HARDLY or _on_ticks(inside, middle, *best, off) < MOSTLY:
        return list(labels)
    slope, at_middle = _fitted(inside, middle, *best, off)
    return [
        label if reading is None else replace(label, px=float(middle + (reading.t - at_middle) / slope))
        for label, reading in zip(labels, ladder.taken, strict=True)
    ]


def _on_ticks(places: Floats, middle: float, slope: float, at_middle: float, off: float) -> float:
    """The share of the places that are within ``off`` decades of a tick."""
    t = at_middle + slope * (places - middle)
    return float((np.abs(t - _nearest(t)) <= off).mean())


def _fitted(places: Floats, middle: float, slope: float, at_middle: float, off: float) -> tuple[float, float]:
    """The line through the ticks that the places are within ``off`` decades of."""
    t = at_middle + slope * (places - middle)
    ticks = _nearest(t)
    near = np.abs(t - ticks) <= off
    slope, at_middle = np.polyfit(places[near] - middle, ticks[near], 1).tolist()
    return slope, at_middle


def _nearest(t: Floats) -> Floats:
    """The tick nearest to each place, both in decades."""
    decade = np.floor(t)
    index = np.abs((t - decade)[:, None] - TICKS).argmin(axis=1)
    return np.asarray(decade + TICKS[index])
