"""Percent signs that were read as digits: ``70%6`` and ``6696`` beside ``60%``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.tick_readings import TickLabel

# The right ring of a sign that was read twice, or the whole sign as two round digits.
_TWICE, _AS_DIGITS = re.compile(r"(?<=\d)\s*%[0689oO]$"), re.compile(r"(?<=\d)9[6oO0]$|(?<=\d)[o°]/[o°]$")
# The last character of a label.
_LAST = re.compile(r"(?<=[\dO])\s?[^%\s]$")
# So many labels that show the sign are no chance.
LEAST_SIGNS = 2


def with_percent_signs(labels: Sequence[TickLabel]) -> list[TickLabel]:
    """The labels with their percent signs, where one of them shows such a sign: tools print it on all or on none.

    Where most show it, the last character of another may be a blurred one, whatever it was read as.
    """
    signs = sum("%" in label.text for label in labels)
    if not signs:
        return list(labels)
    return [_with_sign(label, signs >= max(LEAST_SIGNS, len(labels) / 2)) for label in labels]


def _with_sign(label: TickLabel, blurred: bool) -> TickLabel:
    text, others = _mended(label.text), [_mended(other) for other in label.alternatives]
    if blurred and "%" not in text:
        others += [_LAST.sub("%", plain.strip()) for plain in (text, *others) if _LAST.search(plain.strip())]
    return replace(label, text=text, alternatives=tuple(dict.fromkeys(others)))


def _mended(text: str) -> str:
    plain = _TWICE.sub("%", text.strip())
    return plain if "%" in plain else _AS_DIGITS.sub("%", plain)
