"""One spelling for every reader: ASCII digits and punctuation, one minus sign, single spaces."""

from __future__ import annotations

import re

# PP-OCR is trained on Chinese print and gives its wide twins of ASCII characters.
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_LOOK_ALIKES = str.maketrans(_WIDE | {0x3000: " ", 0xA0: " ", 0x2009: " ", 0x3002: ".", 0x3001: ",", 0x2212: "-"})
# Dashes before a number are its minus sign, however many strokes were seen; between words they stay what they were.
# "=" and "_" at the start of a number are a minus sign blurred.
_MINUS = re.compile(r"(?:(?<![\w.])[-‐‑‒–—―−﹣]+|^[=_]-?)(?=\s?[.$€£]?\d)")
# Print without serifs draws "I" and "|" like "l". No word of two letters begins "Ir", but the learning rate is "lr".
_LEARNING_RATE = re.compile(r"(?<![\w|])[I|]r\b(?!\|)")
_SPACES = re.compile(r"\s+")


def normalised(string: str) -> str:
    """``string`` with wide characters as ASCII, U+2212 and dashes before numbers as ``-``, and spaces collapsed."""
    plain = _SPACES.sub(" ", string.translate(_LOOK_ALIKES)).strip()
    return _LEARNING_RATE.sub("lr", _MINUS.sub("-", plain))
