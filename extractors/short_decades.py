"""Log axes that print only the first digit between their decades: ``1, 2, 5, 10, 2, 5, 100``.

A linear axis never prints the same number twice, so that a repeated digit beside powers of ten names this style.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from extractors.numbers import parse_number, undo_confusables

_DIGIT = re.compile(r"([2-9])[\s–—-]*")  # a tick mark behind it reads as a dash
# At least this share of the labels is a digit or a power of ten.
MOSTLY = 0.8


def short_decades(texts: Sequence[str]) -> list[list[float]] | None:
    """What each label may stand for: a digit times a power of ten printed beside it; empty for other labels.

    None where the row is not written so: where no digit is repeated, or hardly anything but digits is printed.
    """
    digits = [_digit(text) for text in texts]
    powers = [None if digit else _power(text) for digit, text in zip(digits, texts, strict=True)]
    seen = [power for power in powers if power is not None]
    known = sum(d is not None or p is not None for d, p in zip(digits, powers, strict=True))
    repeated = max(Counter(d for d in digits if d is not None).values(), default=0) > 1
    if not repeated or not seen or known < MOSTLY * len(texts):
        return None
    return [
        [] if d is None else [d * 10.0**exponent for exponent in _exponents(i, powers)] for i, d in enumerate(digits)
    ]


def _exponents(i: int, powers: Sequence[int | None]) -> list[int]:
    """Those of the digit at ``i``: the lower of two neighbouring powers, either way where only one side shows one."""
    before = next((p for p in reversed(powers[:i]) if p is not None), None)
    after = next((p for p in powers[i:] if p is not None), None)
    if before is not None and after is not None and abs(before - after) == 1:
        return [min(before, after)]
    return sorted({p + shift for p in (before, after) if p is not None for shift in (-1, 0)})


def _digit(text: str) -> int | None:
    match = _DIGIT.fullmatch(text.strip()) or _DIGIT.fullmatch(undo_confusables(text.strip()))
    return int(match[1]) if match else None


def _power(text: str) -> int | None:
    number = parse_number(text)
    if number is None or number.repaired or number.value <= 0:
        return None
    exponent = math.log10(number.value)
    return round(exponent) if abs(exponent - round(exponent)) < 1e-9 else None
