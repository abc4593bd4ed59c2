"""Greek letters that readers take for Latin letters or digits, told by how they stand and by what follows them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from extractors.legend_entry import LegendEntry

DESCENT = 0.15  # text heights below the line of the other names: a capital stands on it, gamma reaches 0.3 below
DESCENDING = frozenset("gjpqyγμρφχβQ,;()[]{}|/_₀₁₂₃₄₅")
NUMBER_NAMED = re.compile(r"^[0O](?=\s*=)")  # no digit is given a value
SQUARE_NAMED = re.compile(r"^[0Oo](?=²\s*=)")


def with_symbols(entries: Sequence[LegendEntry]) -> list[LegendEntry]:
    """The entries of one legend with gamma for a lone Y that stands too low, theta and sigma for a 0 with a value."""
    return [replace(e, name=_symbol(e, [o for o in entries if o is not e])) for e in entries]


def _symbol(entry: LegendEntry, others: Sequence[LegendEntry]) -> str:
    if entry.name == "Y" and _descends(entry, others):
        return "γ"
    return SQUARE_NAMED.sub("σ", NUMBER_NAMED.sub("θ", entry.name))


def _descends(entry: LegendEntry, others: Sequence[LegendEntry]) -> bool:
    """Whether a name reaches further below the middle of its swatch than names that stand on the line."""
    standing = [e for e in others if not DESCENDING & set(e.name)]
    if not standing:
        return False
    unit = float(np.median([e.text_box.height for e in standing]))
    line = float(np.median([e.text_box.y1 - e.swatch.cy for e in standing]))
    return entry.text_box.y1 - entry.swatch.cy - line > max(1.0, DESCENT * unit)
