"""Percent signs that were read as digits: ``70%6`` and ``6696`` beside ``60%``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.tick_readings import TickLabel

# The right ring of a sign that was read twice, or the whole sign as two round digits.
_TWICE, _AS_DIGITS = re.compile(r"(?<=\d)\s*%[0689oO]$"), re.compile(r"(?<=\d)9[6oO0]$|(?<=\d)[o°]/[o°]$")


def with_percent_signs(labels: Sequence[TickLabel]) -> list[TickLabel]:
    """The labels with their percent signs, where one of them shows such a sign: tools print it on all or on none."""
    if not any("%" in label.text for label in labels):
        return list(labels)
    return [
        replace(label, text=_mended(label.text), alternatives=tuple(dict.fromkeys(map(_mended, label.alternatives))))
        for label in labels
    ]


def _mended(text: str) -> str:
    plain = _TWICE.sub("%", text.strip())
    return plain if "%" in plain else _AS_DIGITS.sub("%", plain)
