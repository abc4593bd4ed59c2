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
STANDING_Q = re.compile(r"^q(?=\s*=)")  # that stands on the line is an alpha
GREEK = re.compile(r"[α-ωΑ-Ω]")


def with_symbols(entries: Sequence[LegendEntry]) -> list[LegendEntry]:
    """The entries of one legend with Greek letters where the print of Latin ones and digits stands otherwise."""
    return [replace(e, name=_symbol(e, [o for o in entries if o is not e])) for e in entries]


def _symbol(entry: LegendEntry, others: Sequence[LegendEntry]) -> str:
    """Gamma for a lone y among Greek letters or a Y that stands too low, mu for a lone H or u that does, theta and

    sigma for a 0 with a value, alpha for a q with a value that stands on the line.
    """
    name = entry.name
    if name in ("y", "Y", "H", "u"):
        low = _descends(entry, others)
        if name in ("y", "Y") and (_are_greek(others) if name == "y" else low):
            return "γ"
        return "μ" if name in ("H", "u") and low else name
    if STANDING_Q.match(name) and any(not DESCENDING & set(e.name) for e in others) and not _descends(entry, others):
        return STANDING_Q.sub("α", name)
    return SQUARE_NAMED.sub("σ", NUMBER_NAMED.sub("θ", name))


def _are_greek(others: Sequence[LegendEntry]) -> bool:
    """Whether other names have Greek letters and none is a Latin coordinate beside which a y would stand."""
    return any(GREEK.search(e.name) for e in others) and not any(e.name in ("x", "z") for e in others)


def _descends(entry: LegendEntry, others: Sequence[LegendEntry]) -> bool:
    """Whether a name reaches further below the middle of its swatch than names that stand on the line."""
    standing = [e for e in others if not DESCENDING & set(e.name)]
    if not standing:
        return False
    unit = float(np.median([e.text_box.height for e in standing]))
    line = float(np.median([e.text_box.y1 - e.swatch.cy for e in standing]))
    return entry.text_box.y1 - entry.swatch.cy - line > max(1.0, DESCENT * unit)
