"""How alike two series names are, whatever the spelling of symbols, case and spaces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_KEPT = 10_000  # names and pairs of names: a text repeats those of its figure in every claim
SAME_NAME = 0.85  # similarity from which two names count as the same: one letter in seven may be misread


def names_match(true: str, found: str | None, others: Iterable[str] = ()) -> bool:
    """Whether the found name is the true one, give or take reading errors, and not nearer to one of the ``others``."""
    if found is None:
        return False
    own = similarity(true, found)
    return own >= SAME_NAME and all(similarity(other, found) <= own for other in others)


@lru_cache(maxsize=_KEPT)
def similarity(a: str, b: str) -> float:
    """1 - normalised edit distance of the two names without case, spaces and punctuation, 0 to 1."""
    plain_a, plain_b = normalise(a), normalise(b)
    if not plain_a or not plain_b:  # names of symbols only
        plain_a, plain_b = a.strip(), b.strip()
    return 1 - edit_distance(plain_a, plain_b)


@lru_cache(maxsize=_KEPT)
def normalise(name: str) -> str:
    """Letters, digits and plus signs only, in lower case and compatible forms; a Greek letter is its TeX word."""
    text = unicodedata.normalize("NFKC", re.sub(r"\\(?:mathrm|mathbf|mathit|text\w*)\b", "", name))
    text = "".join(_GREEK.get(c, c) for c in text.lower())
    return "".join(c for c in text if c.isalnum() or c == "+")


def edit_distance(a: str, b: str) -> float:
    """Levenshtein distance over the longer length, 0 to 1; 0 where both are empty."""
    row = list(range(len(b) + 1))
    for i, char in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, other in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (char != other))
    return row[-1] / max(len(a), len(b), 1)


_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "η": "eta", "θ": "theta", "κ": "kappa",
    "λ": "lambda", "μ": "mu", "ν": "nu", "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau", "φ": "phi", "χ": "chi",
    "ψ": "psi", "ω": "omega",
}  # fmt: skip
