"""Sentences of a block, by their places in its plain text."""

from __future__ import annotations

import re

_END = re.compile(
    r"[.!?][\"')\]]*(?=\s+(?:[\"'(\[]*[A-Z0-9~●•]|\([a-h]\)))|[.!?][\"')\]]*(?=\s+[^\x00-\x7f])|;(?=\s)|\s[—]\s|。"
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|cf|vs|approx|ca|c|Fig|Figs|Eq|No|al|resp|incl|max|min|avg|std|Sec|Tab|Ref|Dr|St|et|w|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z])\.$"
)


def sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence, without the spaces around it; a semicolon ends one too."""
    found = []
    start = 0
    for match in _END.finditer(text):
        stop = match.end()
        if match[0].startswith(".") and _ABBREVIATED.search(text[max(start, stop - 8) : stop]):
            continue
        if match[0][0] in ".;" and _is_open(text, start, stop):
            continue
        found.append((start, stop))
        start = stop
    found.append((start, len(text)))
    return [span for span in (_stripped(text, *span) for span in found) if span[0] < span[1]]


def _is_open(text: str, start: int, stop: int) -> bool:
    """Whether a bracket opened a short way before is not closed yet: its sentence goes on."""
    tail = text[max(start, stop - 200) : stop]
    return tail.rfind("(") > tail.rfind(")")


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in "—;"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
