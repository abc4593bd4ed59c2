"""Random names as strings: words, abbreviations, equations and versions, most of which mean nothing."""

from __future__ import annotations

import functools
import pydoc_data.topics
import re
import string
from collections.abc import Callable

import numpy as np

from extractors.readers.name_reader import ALPHABET, GREEK, LOWERED, RAISED

Draw = Callable[[np.random.Generator], str]
_UNITS: tuple[str, ...] = (
    "mM",
    "μM",
    "nM",
    "mg",
    "kg",
    "g",
    "μm",
    "nm",
    "mm",
    "km",
    "K",
    "°C",
    "Hz",
    "kHz",
    "s",
    "ms",
    "h",
    "days",
)
_UNITS += ("%", "m/s", "m²", "W/m²", "eV", "V", "mL", "dB", "kPa", "bar", "epochs", "bits")
_JOINTS = ("-", "-", "-", "_", "_", ".", "/", ":", "+", " ", " ")
_SYLLABLES = "bcdfghjklmnprstvwxz"


def random_name(rng: np.random.Generator) -> str:
    """A name; raised and lowered digits are characters of their own, and every minus is ``-``."""
    kinds, chances = zip(*_KINDS, strict=True)
    kind: Draw = kinds[int(rng.choice(len(kinds), p=np.array(chances) / sum(chances)))]
    return " ".join(kind(rng).split())


def name_target(name: str) -> str:
    """The string that the network shall answer; names hold no character that it lacks."""
    return "".join(c for c in name if c in ALPHABET)


@functools.cache
def _dictionary() -> tuple[str, ...]:
    """Words of English prose that every Python holds: the topics of its help."""
    prose = " ".join(pydoc_data.topics.topics.values())
    return tuple(sorted({word.lower() for word in re.findall(r"\b[A-Za-z]{2,12}\b", prose)}))


def _pick(rng: np.random.Generator, choices: str | tuple[str, ...]) -> str:
    return choices[int(rng.integers(len(choices)))]


def _cased(rng: np.random.Generator, word: str) -> str:
    case = rng.random()
    return word if case < 0.45 else word.capitalize() if case < 0.9 else word.upper()


def _word(rng: np.random.Generator) -> str:
    return _cased(rng, _pick(rng, _dictionary()))


def _words(rng: np.random.Generator) -> str:
    words = [_word(rng) for _ in range(int(rng.choice([1, 1, 1, 2, 2, 3])))]
    return " ".join(words) + _pick(rng, ("", "", "", f" {rng.integers(1, 13)}", f" {_pick(rng, string.ascii_letters)}"))


def _invented(rng: np.random.Generator) -> str:
    parts = [_pick(rng, _SYLLABLES) + _pick(rng, "aeiouy") for _ in range(int(rng.integers(1, 5)))]
    return _cased(rng, "".join(parts) + _pick(rng, ("", _pick(rng, string.ascii_lowercase))))


def _abbreviation(rng: np.random.Generator) -> str:
    body = "".join(_pick(rng, string.ascii_uppercase) for _ in range(int(rng.integers(2, 6))))
    if rng.random() < 0.3:
        body = _pick(rng, string.ascii_uppercase) + _pick(rng, _dictionary())[:4] + body[:3]
    return body + _pick(rng, ("", "", "", "-", " ", "+")) + _pick(rng, ("", "", str(rng.integers(0, 200))))


def _variable(rng: np.random.Generator) -> str:
    letter = _pick(rng, GREEK) if rng.random() < 0.6 else _pick(rng, string.ascii_letters)
    return letter + _pick(rng, ("", "", "", _pick(rng, LOWERED), _pick(rng, LOWERED), _pick(rng, RAISED)))


def _number(rng: np.random.Generator) -> str:
    whole = str(int(rng.integers(0, 10 ** int(rng.integers(1, 5)))))
    sign = "-" if rng.random() < 0.08 else ""
    decimal = f"{rng.random() * 10:.{int(rng.integers(1, 4))}f}"
    return sign + _pick(
        rng, (whole, whole, decimal, f"10{_pick(rng, RAISED)}", f"{rng.integers(1, 9)}e-{rng.integers(1, 9)}")
    )


def _equation(rng: np.random.Generator) -> str:
    blank = _pick(rng, ("", " ", " "))
    relation = _pick(rng, ("=", "=", "=", "=", "=", "<", ">", "≤", "≥", "~", "→"))
    unit = " " + _pick(rng, _UNITS) if rng.random() < 0.25 else ""
    value = _pick(rng, ("∞", "±1")) if rng.random() < 0.04 else _number(rng)
    return f"{_variable(rng)}{blank}{relation}{blank}{value}{unit}"


def _quantity(rng: np.random.Generator) -> str:
    unit = _pick(rng, _UNITS)
    return (
        _number(rng)
        + _pick(rng, ("", " ", " "))
        + unit
        + _pick(rng, ("", "", f", {_abbreviation(rng)} {_number(rng)}"))
    )


def _version(rng: np.random.Generator) -> str:
    joint = _pick(rng, _JOINTS)
    parts = [_pick(rng, (_pick(rng, string.ascii_lowercase), _word(rng), _invented(rng), _number(rng)))]
    for _ in range(int(rng.integers(1, 4))):
        part = _pick(rng, (_pick(rng, string.ascii_lowercase) + str(rng.integers(100)), _word(rng), _number(rng)))
        parts.append(part)
    return joint.join(parts)


def _bracketed(rng: np.random.Generator) -> str:
    inner = _pick(rng, (_word(rng), _equation(rng), _number(rng), _abbreviation(rng), _words(rng)))
    brackets = _pick(rng, ("()", "()", "()", "[]", "{}"))
    return f"{_pick(rng, (_words(rng), _abbreviation(rng), _variable(rng)))} {brackets[0]}{inner}{brackets[1]}"


def _anything(rng: np.random.Generator) -> str:
    return "".join(_pick(rng, ALPHABET) for _ in range(int(rng.integers(1, 10))))


def _letters(rng: np.random.Generator) -> str:
    return "".join(_pick(rng, string.ascii_letters + string.digits) for _ in range(int(rng.integers(1, 9))))


_KINDS: tuple[tuple[Draw, float], ...] = (
    (_words, 24),
    (_invented, 8),
    (_abbreviation, 16),
    (_variable, 7),
    (_equation, 16),
    (_quantity, 6),
    (_version, 8),
    (_bracketed, 7),
    (_anything, 4),
    (_letters, 6),
)
