"""Colour words against drawn colours, as the eye compares them: distances in CIE Lab to a list of named colours."""

from __future__ import annotations

import re
from functools import cache

import numpy as np

from checks.axis import Floats
from checks.color_names import SPELLINGS, standard_colors
from schemas.verdicts import Verdict

# Distances in Lab (CIE 1976). Two prints of one colour differ by a few units and neighbouring names by 20 to 30: a word
# fits where its nearest colour is hardly farther than the nearest of all words, and fails where it is far off.
FITS, FAILS = 12.0, 30.0
# A drawn colour is this much nearer to a word than another drawn colour, or both are meant.
TOLD_APART = 10.0
# L of what is called dark and light, and by how much a word about lightness may miss.
_DARK, _LIGHT, _LIGHTNESS_SLACK = 50.0, 62.0, 12.0
_LIGHTNESS = {"dark": -1, "deep": -1, "darker": -1, "light": 1, "pale": 1, "pastel": 1, "lighter": 1, "soft": 1}
_LEAD = re.compile(r"(dark|light|deep|pale|medium)(?=[a-z])")


def misfit(words: str, drawn: str) -> float:
    """How much farther a drawn colour (``#rrggbb``) is from the words than from the nearest name, in Lab units.

    Infinite where the words name no colour of the list. Words may offer several colours: ``light coral/salmon``.
    """
    lab = to_lab(drawn)
    return min((_misfit(option, lab) for option in _options(words)), default=float("inf"))


def judge_color(words: str, drawn: str) -> Verdict:
    """Whether a drawn colour goes by these words; imprecise between the two."""
    apart = misfit(words, drawn)
    if apart <= FITS:
        return Verdict.SUPPORTED
    return Verdict.IMPRECISE if apart <= FAILS else Verdict.REFUTED


def name_of(drawn: str) -> str:
    """The plain word for a drawn colour: the first of the nearest in the list, with its lightness."""
    lab = to_lab(drawn)
    table, words = _standard()
    nearest = sorted(words[int(np.linalg.norm(table - lab, axis=1).argmin())], key=_commonness)
    word = nearest[0]
    if word in ("black", "white", "navy", "grey", "maroon"):
        return word
    return f"dark {word}" if lab[0] < 30 else f"light {word}" if lab[0] > 80 and word in ("blue", "green") else word


@cache
def to_lab(drawn: str) -> Floats:
    """CIE Lab (D65) of ``#rrggbb``."""
    rgb = np.array([int(drawn.lstrip("#")[i : i + 2], 16) for i in (0, 2, 4)]) / 255
    linear = np.where(rgb > 0.04045, ((rgb + 0.055) / 1.055) ** 2.4, rgb / 12.92)
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = to_xyz @ linear / np.array([0.95047, 1.0, 1.08883])
    f = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def _misfit(option: str, lab: Floats) -> float:
    wanted, lightness = _wanted(option)
    table, words = _standard()
    apart = np.linalg.norm(table - lab, axis=1)
    fitting = np.array([bool(wanted & names) for names in words])
    if not wanted or not fitting.any():
        return float("inf")
    # "blue-green" fits what goes by both words, if anything does.
    both = np.array([wanted <= names for names in words])
    own = float(apart[both if both.any() else fitting].min())
    return own - float(apart.min()) + _wrong_lightness(lightness, float(lab[0]))


def _wrong_lightness(asked: int, lightness: float) -> float:
    if asked < 0:
        return max(0.0, lightness - _DARK - _LIGHTNESS_SLACK)
    return max(0.0, _LIGHT - _LIGHTNESS_SLACK - lightness) if asked > 0 else 0.0


def _wanted(option: str) -> tuple[frozenset[str], int]:
    """The colour words of an option and whether it asks for dark (-1) or light (1)."""
    _, words = _standard()
    known = frozenset().union(*words)
    tokens = re.findall(r"[a-z]+", _LEAD.sub(r"\1 ", option.lower()))
    tokens = [SPELLINGS.get(token, token) for token in tokens]
    tokens += [token.removesuffix("ish") for token in tokens if token.endswith("ish")]
    lightness = next((_LIGHTNESS[token] for token in tokens if _LIGHTNESS.get(token)), 0)
    return frozenset(token for token in tokens if token in known), lightness


def _options(words: str) -> list[str]:
    return [part for part in re.split(r"/|\bor\b|,", words) if part.strip()]


@cache
def _standard() -> tuple[Floats, tuple[frozenset[str], ...]]:
    rows = standard_colors()
    return np.stack([to_lab(code) for code, _ in rows]), tuple(words for _, words in rows)


def _commonness(word: str) -> int:
    common = ("black", "white", "grey", "red", "orange", "brown", "yellow", "green", "blue", "purple", "pink", "teal")
    return common.index(word) if word in common else len(common)
