"""Sentences of a block, by their places in its plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(
    r"[.!?][\"')\]]*(?=\s+(?:[\"'(\[]*[A-Z0-9~●•]|\([a-h]\)))|[.!?][\"')\]]*(?=\s+[^\x00-\x7f])|(?<=\d)\.(?=\s+[a-z](?:[\w/-]|\s?[=(]))|(?<=[a-z]{3})\.(?=\s+[a-z])|;(?=\s)|\s[—]\s|。"
)
_ABBREVIATED = re.compile(
    r"\b(?:e\.g|i\.e|cf|vs|approx|ca|al|resp|incl|avg|std|etc|approx|corr|excl|ident|orig|prob|spec|temp|min|max|est|sec|hrs?|yrs?|acc|val|dev|pts|pos|neg|abs|num|ref|fig|eqs?|tab|vol|cont|diff|freq|norm|param|init|Dr|St|Jan|Feb|Apr|Aug|Sept?|Oct|Nov|Dec)\.$"
)
_NUMBERED = re.compile(r"\b(?:Figs?|Eqs?|No|Sec|Tab|Ref)\.$")  # abbreviations before a number


LONGEST = 800  # characters of a sentence


def sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence, without the spaces around it; a semicolon ends one too."""
    found = []
    start = 0
    for match in _END.finditer(text):
        stop = match.end()
        tail = text[max(start, stop - 8) : stop]
        if _ABBREVIATED.search(tail) or (_NUMBERED.search(tail) and text[stop + 1 : stop + 2].isdigit()):
            continue
        if match[0][0] in ".;" and _is_open(text, start, stop):
            continue
        found.append((start, stop))
        start = stop
    found.append((start, len(text)))
    parts = (part for span in found for part in _parted(text, *span))
    return [span for span in (_stripped(text, *part) for part in parts) if span[0] < span[1]]


def _parted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence in parts of a length that any author may write: its words are held against each other."""
    while end - start > LONGEST:
        cut = max(text.rfind(" ", start, start + LONGEST), text.rfind(")", start, start + LONGEST)) + 1
        cut = cut if cut > start else start + LONGEST
        yield start, cut
        start = cut
    yield start, end


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
