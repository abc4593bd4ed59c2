"""Random tick labels as strings: what plotting tools print beside axes, and words that are no numbers."""

from __future__ import annotations

import string as letters
from collections.abc import Callable

import numpy as np

from extractors.readers.tick_reader import ALPHABET, OTHER

Draw = Callable[[np.random.Generator], str]
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2500, 5000, 10000)


def random_label(rng: np.random.Generator) -> str:
    """A label; ``^`` begins a raised exponent, the minus sign is always ``-``."""
    kinds, chances = zip(*_KINDS, strict=True)
    kind: Draw = kinds[int(rng.choice(len(kinds), p=np.array(chances) / sum(chances)))]
    return kind(rng)


def target_of(label: str) -> str:
    """The string that the network shall answer: what it has no name for is ``OTHER``."""
    return "".join(c if c in ALPHABET else OTHER for c in label)


def _sign(rng: np.random.Generator, chance: float = 0.2) -> str:
    return "-" if rng.random() < chance else ""


def _pick(rng: np.random.Generator, choices: str | tuple[str, ...] | list[str]) -> str:
    return choices[int(rng.integers(len(choices)))]


def _integer(rng: np.random.Generator) -> str:
    return _sign(rng) + str(int(rng.integers(0, 10 ** int(rng.integers(1, 7)))))


def _round(rng: np.random.Generator) -> str:
    return _sign(rng) + str(int(rng.integers(0, 100)) * int(rng.choice(_STEPS)))


def _decimal(rng: np.random.Generator) -> str:
    places = int(rng.choice([1, 1, 1, 2, 2, 2, 3, 3, 4]))
    step = float(rng.choice([1, 2, 5, 25])) * 10.0**-places
    value = rng.random() * float(rng.choice([1, 1, 10, 100, 1000]))
    shown = f"{round(value / step) * step:.{places}f}"
    return _sign(rng) + (shown.replace(".", ",") if rng.random() < 0.1 else shown)


def _thousands(rng: np.random.Generator) -> str:
    value = int(rng.integers(1, 1000)) * int(rng.choice([100, 500, 1000, 2500, 10000]))
    return _sign(rng, 0.1) + f"{value:,}".replace(",", _pick(rng, (",", ",", ",", " ", ".")))


def _suffix(rng: np.random.Generator) -> str:
    number = _pick(rng, (str(rng.integers(1, 1000)), f"{rng.random() * 100:.1f}", f"{rng.random() * 10:.2f}"))
    return _sign(rng, 0.1) + number + _pick(rng, ("", " ")) + _pick(rng, "kKMBGTmshd°x")


def _per_cent(rng: np.random.Generator) -> str:
    number = _pick(rng, (str(rng.integers(0, 101)), str(5 * rng.integers(0, 21)), f"{rng.random() * 100:.1f}"))
    return _sign(rng, 0.1) + number + _pick(rng, ("", "", " ")) + "%"


def _scientific(rng: np.random.Generator) -> str:
    mantissa = _pick(rng, (str(rng.integers(1, 10)), "1", f"{rng.random() * 10:.1f}", f"{rng.random() * 10:.2f}"))
    return (
        _sign(rng, 0.1) + mantissa + _pick(rng, "eE") + _pick(rng, ("", "-", "+", "+0", "-0")) + str(rng.integers(10))
    )


def _power(rng: np.random.Generator) -> str:
    mantissa = _sign(rng, 0.2) + f"{rng.integers(2, 10)}×" if rng.random() < 0.2 else _sign(rng, 0.07)
    base = _pick(rng, ("10", "10", "10", "10", "2"))
    return mantissa + base + "^" + _sign(rng, 0.5) + str(int(rng.integers(0, 13)))


def _year(rng: np.random.Generator) -> str:
    return str(int(rng.integers(1850, 2051)))


def _money(rng: np.random.Generator) -> str:
    sign, number = _pick(rng, "$€£"), str(int(rng.integers(0, 1000)))
    return number + " " + sign if rng.random() < 0.2 else sign + number + _pick(rng, ("", "", "k", "M"))


def _short(rng: np.random.Generator) -> str:
    return _pick(
        rng, (*"0123456789", "-1", "-2", "Q1", "Q2", "Q3", "Q4", "10", "100", "0.0", "1.0", "0.5", "-0.5", "-1.0")
    )


def _date(rng: np.random.Generator) -> str:
    month, year, day = _pick(rng, _MONTHS), int(rng.integers(1950, 2031)), int(rng.integers(1, 29))
    number = int(rng.integers(1, 13))
    forms = (
        month,
        f"{month} {year}",
        f"{month} {day}",
        f"{day} {month}",
        f"{month} {day}, {year}",
        f"{month} '{year % 100:02d}",
        f"{year}-{number:02d}",
        f"{year}-{number:02d}-{day:02d}",
        f"{number:02d}/{year}",
        f"{day:02d}.{number:02d}.{year}",
        f"{rng.integers(0, 24):02d}:{rng.integers(0, 60):02d}",
    )
    return _pick(rng, forms)


def _word(rng: np.random.Generator) -> str:
    body = "".join(_pick(rng, letters.ascii_lowercase + "aeiounrst") for _ in range(int(rng.integers(1, 9))))
    first = _pick(rng, letters.ascii_letters)
    return first + body + _pick(rng, ("", "", "", f" {rng.integers(1, 10)}", f"_{rng.integers(1, 10)}", " (a)"))


_KINDS: tuple[tuple[Draw, float], ...] = (
    (_integer, 12),
    (_round, 14),
    (_decimal, 26),
    (_thousands, 6),
    (_suffix, 5),
    (_per_cent, 4),
    (_scientific, 4),
    (_power, 10),
    (_year, 4),
    (_money, 2),
    (_short, 4),
    (_date, 6),
    (_word, 5),
)
