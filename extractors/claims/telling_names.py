"""Names of series that are words for what curves do, as ``lower``, ``peak load`` or ``no dropout``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.claims.comparison_words import COMPARISONS, SO_HIGH
from extractors.claims.lexicon import (
    END_RE,
    EVERY_RE,
    EXTREME_RE,
    MODAL_RE,
    NEGATION_RE,
    RANGE_RE,
    REACH_RE,
    START_RE,
    STATE_RE,
    TREND_RE,
)

_TELLING = (
    EXTREME_RE, TREND_RE, START_RE, END_RE, REACH_RE, STATE_RE, RANGE_RE, NEGATION_RE, MODAL_RE, EVERY_RE, SO_HIGH,
    *(pattern for pattern, _ in COMPARISONS), re.compile(r"\b(?:initial|starting|final|last|from|to|of)\b", re.I),
)  # fmt: skip
_LETTER = re.compile(r"[^\W_]")


def telling(names: Iterable[str]) -> frozenset[str]:
    """Those of the names that hold such words, in small letters."""
    return frozenset(name.lower() for name in names if any(pattern.search(name) for pattern in _TELLING))


def without(text: str, spans: Iterable[tuple[int, int]], names: frozenset[str]) -> str:
    """The text, as long as before, with letters that mean nothing for the names at these places, told in order."""
    parts = []
    cursor = 0
    for start, end in spans:
        if start >= cursor and text[start:end].lower() in names:
            parts += [text[cursor:start], "X", _LETTER.sub("x", text[start + 1 : end])]
            cursor = end
    return "".join([*parts, text[cursor:]])
