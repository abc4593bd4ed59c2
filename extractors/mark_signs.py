"""Tick marks that were read as minus signs: of a right axis they stand where a sign would, of a left one behind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from extractors.numbers import parse_number
from extractors.tick_readings import TickLabel

# What readers give for a short stroke or its end.
_MARK = re.compile(r"^[-−–—•·.:~_] ?(?=\d)")
_MARK_BEHIND = re.compile(r"(?<=[\d%kKMGBT]) ?[-−–—•·.:~_]+$")
# Fewer labels may be small negative numbers that fall by chance.
LEAST = 3


def without_mark_signs(labels: Sequence[TickLabel]) -> list[TickLabel]:
    """The labels of a right axis without a sign that all of them bear, where it would make the axis run downwards.

    Without the signs the values rise from label to label, as on almost every axis; with them they would be negative
    throughout and fall. A label seated on its mark was cut apart from it and shows that the signs are print.
    """
    rows = sorted(labels, key=lambda label: -label.px)
    if len(rows) < LEAST or any(label.seated or not _MARK.match(label.text) for label in rows):
        return list(labels)
    numbers = [parse_number(_MARK.sub("", label.text)) for label in rows]
    values = np.array([number.value for number in numbers if number is not None and not number.repaired])
    if len(values) < len(rows) or not np.all(np.diff(values) > 0):
        return list(labels)
    return [_without(label) for label in labels]


def without_marks_behind(labels: Sequence[TickLabel]) -> list[TickLabel]:
    """The labels of a left axis without a stroke behind most of them, where each is a number without it.

    No number ends so; of ``10⁻`` the exponent was lost, but not of all that are different numbers.
    """
    plain = [_without(label, _MARK_BEHIND) for label in labels]
    numbers = [parse_number(label.text) for label in plain]
    values = {number.value for number in numbers if number is not None and not number.repaired}
    marked = sum(_MARK_BEHIND.search(label.text) is not None for label in labels)
    return plain if 2 * marked > len(labels) and LEAST <= len(labels) == len(values) else list(labels)


def _without(label: TickLabel, mark: re.Pattern[str] = _MARK) -> TickLabel:
    others = tuple(dict.fromkeys(mark.sub("", text) for text in label.alternatives))
    return replace(label, text=mark.sub("", label.text), alternatives=others)
