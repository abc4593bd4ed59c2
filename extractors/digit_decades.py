"""Log axes whose ticks between the decades print one digit alone: ``0.1, 2, 5, 1, 2, 5, 10``.

A ``2`` beside the ``100`` stands for 200 or for 20, as the axis rises or falls; plotly writes them so.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.ladder import Ladder, Reading
from extractors.numbers import parse_number
from extractors.tick_readings import TickLabel

# So many digits beside so many decades: a single one may be a misread label of another kind.
LEAST_DIGITS, LEAST_DECADES = 2, 1
# Most labels are one or the other.
MOSTLY = 0.6
# A power of ten is off its place by less than this share of a decade.
OWN_DECADE = 0.25
# Tick marks that touch a label are read as strokes beside it.
_STROKES = " -–—−_'`.|"


def with_digit_multiples(labels: Sequence[TickLabel], options: Sequence[Sequence[Reading]]) -> list[list[Reading]]:
    """The log10 ``options`` of the labels and, where single digits stand between decades, those of their multiples."""
    texts = [label.text.strip(_STROKES) for label in labels]
    decades = [decade_of(text) for text in texts]
    digits = [int(text) if text in set("23456789") else None for text in texts]
    found = sum(d is not None for d in decades), sum(d is not None for d in digits)
    if found[0] < LEAST_DECADES or found[1] < LEAST_DIGITS or sum(found) <= MOSTLY * len(labels) or _is_row(labels):
        return [list(row) for row in options]
    return [
        list(row) if digit is None else _multiples(digit, _beside(decades, i), row)
        for i, (row, digit) in enumerate(zip(options, digits, strict=True))
    ]


def keeps_decades(ladder: Ladder, labels: Sequence[TickLabel]) -> bool:
    """Whether most of the powers of ten stand in their own decade: tools print them larger, and so off their ticks."""
    decades = [(label.px, decade) for label in labels if (decade := decade_of(label.text.strip(_STROKES))) is not None]
    off = [abs(ladder.slope * px + ladder.intercept - decade) > OWN_DECADE for px, decade in decades]
    return sum(off) <= len(off) / 2


def decade_of(text: str) -> int | None:
    """The exponent of a label that prints a power of ten, None of any other."""
    number = parse_number(text)
    if number is None or number.repaired or number.value <= 0:
        return None
    exponent = round(math.log10(number.value))
    return exponent if math.isclose(number.value, 10.0**exponent) else None


def _is_row(labels: Sequence[TickLabel]) -> bool:
    """Whether the numbers as printed rise or fall from label to label: then they mean what they say."""
    values = [number.value for label in labels if (number := parse_number(label.text.strip(_STROKES)))]
    steps = [b - a for a, b in pairwise(values)]
    return all(step > 0 for step in steps) or all(step < 0 for step in steps)


def _beside(decades: Sequence[int | None], i: int) -> set[int]:
    """The decades that a digit at label ``i`` may belong to: those of the nearest powers, and the ones below them."""
    before = next((d for d in reversed(decades[:i]) if d is not None), None)
    after = next((d for d in decades[i + 1 :] if d is not None), None)
    return {d - below for d in (before, after) if d is not None for below in (0, 1)}


def _multiples(digit: int, decades: set[int], row: Sequence[Reading]) -> list[Reading]:
    plain = max(row, key=lambda reading: reading.weight, default=Reading(0.0, 0.0, 1.0))
    return [
        replace(plain, t=math.log10(digit) + d, value=digit * 10.0**d, exact=True, half_digit=0.5 * 10.0**d)
        for d in sorted(decades)
    ]
