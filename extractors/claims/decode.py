"""What a file holds, as text; and what is no text at all."""

from __future__ import annotations

import re
from typing import Literal

MAX_CHARACTERS = 300_000  # a hundred pages: no text of this length describes one figure
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_CONTROL_SHARE = 0.02  # of a text; a stray form feed or a wrongly stored letter is no sign of a binary file
_ENGLISH = re.compile(
    r"\b(?:the|and|of|is|are|to|in|from|with|at|line|axis|chart|graph|shows?|both|this|that|by|for|on)\b", re.I
)
_WORD = re.compile(r"[^\W\d_]+")
_FEW = 8  # words, too few to tell a language by
_ENGLISH_SHARE = 0.08  # of the words of a text; English prose has three times as many of these
_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
NotText = Literal["empty", "binary", "too_large"]


def decode(text: str | bytes) -> tuple[str, Literal[""] | NotText]:
    """The text and an empty reason, or an empty text and why there is none. Bytes are UTF-8, else Latin-1.

    Offsets of claims count characters of what comes out here; a byte order mark counts as a character.
    """
    if len(text) > 4 * MAX_CHARACTERS:
        return "", "too_large"
    decoded = text if isinstance(text, str) else _from_bytes(text)
    if len(decoded) > MAX_CHARACTERS:
        return "", "too_large"
    if not decoded.strip("\ufeff \t\r\n\v\f"):
        return "", "empty"
    if len(_CONTROL.findall(decoded)) > _CONTROL_SHARE * len(decoded):
        return "", "binary"
    return decoded, ""


def _from_bytes(data: bytes) -> str:
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), "utf-8")
    if encoding == "utf-16":
        return "\ufeff" + data.decode(encoding, errors="replace")
    if encoding == "utf-8-sig":
        return data.decode("utf-8", errors="replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        # Latin-1 reads any bytes: those of a picture or an archive give themselves away by their control characters.
        return data.decode("latin-1")


def is_english(source: str) -> bool:
    """Whether the common words of English are among the words of a text."""
    found = _WORD.findall(source)
    words = len(found)
    if words < _FEW and all(word.isascii() for word in found):
        return True
    return len(_ENGLISH.findall(source)) >= _ENGLISH_SHARE * words
