"""Minus signs that readers lost: ``300, 200, -100, 0, 100, 200, 300`` is an axis that runs through zero."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from extractors.ladder import Floats, Reading
from extractors.numbers import parse_number
from extractors.tick_readings import TickLabel

# So many labels at least stand on both sides of the zero, as far from it as they say to this share of a step.
LEAST, OFF = 2, 0.1
# A zero that is read less surely than this may be read as any digit.
UNSURE = 0.7
# The weight of a reading with a sign that was not seen.
LOST_SIGN = 0.6
_MINUS = re.compile(r"^[-−–]\D?\d")

Options = list[list[Reading]]


def with_lost_minus(labels: Sequence[TickLabel], options: Options) -> Options:
    """The readings of ``labels`` in order, those on one side of zero negated where their minus signs were lost.

    Their sizes fall to a zero and rise again, as far as they stand from it, and a reader saw a sign on one side alone:
    an axis of distances to both sides has none.
    """
    sizes = [parse_number(label.text.lstrip("-−–")) for label in labels]
    values = np.array([np.nan if size is None else size.value for size in sizes])
    places = np.array([label.px for label in labels])
    for zero in range(LEAST, len(labels) - LEAST):
        if not _is_zero(labels[zero]) or not _rises_both_ways(values, places, zero):
            continue
        sides = [range(zero), range(zero + 1, len(labels))]
        signed = [side for side in sides if any(_shows_minus(labels[i]) for i in side)]
        if len(signed) == 1:
            return [_negated(found) if i in signed[0] else found for i, found in enumerate(options)]
    return options


def _is_zero(label: TickLabel) -> bool:
    number = parse_number(label.text)
    return label.confidence < UNSURE or (number is not None and number.value == 0)


def _rises_both_ways(values: Floats, places: Floats, zero: int) -> bool:
    """Whether all (n,) values but the one at ``zero`` are as large as they stand far from it."""
    aside = np.delete(np.abs(places - places[zero]), zero)
    others = np.delete(values, zero)
    if not np.all(others > 0):
        return False
    step = float(np.median(aside / others))
    return bool(np.all(np.abs(aside - step * others) <= OFF * float(np.diff(places).min())))


def _shows_minus(label: TickLabel) -> bool:
    return any(_MINUS.match(text) for text in (label.text, *label.alternatives))


def _negated(found: Sequence[Reading]) -> list[Reading]:
    """The readings with a minus sign: as printed where it was seen."""
    seen = {reading.value for reading in found if reading.value < 0}
    lost = [r for r in found if r.value > 0 and -r.value not in seen]
    return [r for r in found if r.value < 0] + [
        replace(r, t=-r.t, value=-r.value, weight=LOST_SIGN * r.weight, exact=False) for r in lost
    ]
