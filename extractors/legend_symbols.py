"""Greek letters that readers take for Latin letters or digits, told by how they stand and by what follows them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from extractors.geometry import Box
from extractors.legend_entry import LegendEntry, entries_unit
from extractors.name_print import LOW_LETTERS

DESCENT = 0.15  # text heights below the line of the other names: a capital stands on it, gamma reaches 0.3 below
LOWERED = 0.25  # text heights by which both ends of a low letter together are below those of capitals: gamma's by 0.5
DESCENDING = frozenset("gjpqyγμρφχβQ,;()[]{}|/_₀₁₂₃₄₅")
INDEXED = re.compile(r"^\w\d$")  # the digit may be a subscript, which hangs below the line
NUMBER_NAMED = re.compile(r"^[0O](?=\s*=)")  # no digit is given a value
SQUARE_NAMED = re.compile(r"^[0Oo][²2](?=\s*=)")
STANDING_Q = re.compile(r"^q(?=\s*=)")  # that stands on the line is an alpha
DEEP = frozenset("βγμρφχ")  # Greek letters that hang as deep below the line as gamma
GREEK = re.compile(r"[α-ωΑ-Ω]")
LATIN = re.compile(r"^[xzb]\s*(=|$)")  # a coordinate, or what stands beside an a
NAUGHT = re.compile(r"(?<=^[α-ω])[oO]$")  # a symbol's index is a digit rather than a letter that looks like one
# Among Greek letters, symbols with values that are read as Latin letters.
VALUED = ((re.compile(r"^[yY](?=\s*=)"), "γ"), (re.compile(r"^a(?=\s*=)"), "α"))


def with_symbols(entries: Sequence[LegendEntry]) -> list[LegendEntry]:
    """The entries of one legend with Greek letters where the print of Latin ones and digits stands otherwise."""
    once = [replace(e, name=_symbol(e, [o for o in entries if o is not e])) for e in entries]
    return [replace(e, name=_symbol(e, [o for o in once if o is not e])) for e in once]


def _symbol(entry: LegendEntry, others: Sequence[LegendEntry]) -> str:
    """Gamma for a lone y among Greek letters or a Y that stands low or as deep as they do, mu for a low H or u, theta

    and sigma for a 0 with a value, alpha for a q with a value that stands on the line. A low v among Greek letters is a
    gamma, too; so are y, and alpha a, with a value among them.
    """
    name = entry.name
    if name in ("y", "Y", "v", "V", "H", "u"):
        low = _descends(entry, others)
        if (name == "Y" and (low or _hangs_with(entry, others))) or (name == "y" and _are_greek(others)):
            return "γ"
        if name in ("v", "V") and low and _are_greek(others):
            return "γ"
        return "μ" if name in ("H", "u") and low else name
    if STANDING_Q.match(name) and any(not DESCENDING & set(e.name) for e in others) and not _descends(entry, others):
        return STANDING_Q.sub("α", name)
    for latin, greek in VALUED:
        if latin.match(name) and _are_greek(others):
            return latin.sub(greek, name)
    return NAUGHT.sub("₀", SQUARE_NAMED.sub("σ²", NUMBER_NAMED.sub("θ", name)))


def _are_greek(others: Sequence[LegendEntry]) -> bool:
    """Whether other names have Greek letters and none is a Latin coordinate beside which a y would stand."""
    return any(GREEK.search(e.name) for e in others) and not any(LATIN.match(e.name) for e in others)


def _descends(entry: LegendEntry, others: Sequence[LegendEntry]) -> bool:
    """Whether a name reaches further below the middle of its swatch than names that stand on the line.

    In small print a lone letter must stand lower at both ends, which together tell more.
    """
    standing = [e for e in others if not DESCENDING & set(e.name) and not INDEXED.match(e.name)]
    if not standing:
        return False
    unit = entries_unit(standing)
    below = _below(entry, standing, lambda box: box.y1)
    high = [e for e in standing if not set(e.name) <= LOW_LETTERS]
    lower = _below(entry, high, lambda box: box.y0) if high and len(entry.name) == 1 else 0.0
    both = min(below, lower) > 0 and below + lower > max(1.0, LOWERED * unit)
    return both or below > max(1.0, DESCENT * unit)


def _hangs_with(entry: LegendEntry, others: Sequence[LegendEntry]) -> bool:
    """Whether a name reaches as far below the line as Greek letters do that hang below it."""
    deep = [e for e in others if DEEP & set(e.name)]
    return bool(deep) and abs(_below(entry, deep, lambda box: box.y1)) <= DESCENT * entries_unit(deep)


def _below(entry: LegendEntry, others: Sequence[LegendEntry], edge: Callable[[Box], float]) -> float:
    """How far one edge of a name lies below those of others, each from the middle of its swatch."""
    usual = float(np.median([edge(e.text_box) - e.swatch.cy for e in others]))
    return edge(entry.text_box) - entry.swatch.cy - usual
