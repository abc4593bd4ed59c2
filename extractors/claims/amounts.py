"""Numbers that measure neither a value nor a place: differences, changes, factors, rates and shares of something."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.claims.mention import is_led
from extractors.claims.quantities import HEDGE, Found

_REACH = 64  # characters before a number in which the noun stands that it counts
_ANY = r"(?:[^.;]|\.(?=\d))"
_HEDGED = rf"(?:(?:a|an|the|only|as much as|up to|just|{HEDGE})\s*)*$"
_COMPARED = r"(?:higher|lower|greater|larger|smaller|better|worse|more|less|ahead|behind|apart|short)"
_UNIT = r"(?:\s?(?:percentage |score |per ?cent )?(?:points?|pts?|units?|pp))?"
_BEHIND = re.compile(
    rf"{_UNIT}\s+(?:{_COMPARED}\b|(?:above|below)\s+(?:(?:the|that|its|their|what|where)\b|(?-i:[A-Z])))"
    r"|\s?(?:times\b|[- ]?fold\b|[×x](?=\s+(?:as|higher|the|that)\b))"
    r"|(?:\s?[A-Za-z$€£°]+)?\s?(?:/\s?[A-Za-z]|per\b|an?\s(?:step|epoch|iteration|year|month|day|week|hour|minute|second)\b)",
    re.I,
)
_SHARE = re.compile(
    r"\s+of (?:the way|(?:the |its |their |that |all )?(?:(?:\w+ )?(?:axis|height|width|way)\b|"
    r"(?:initial|starting|original|final|first|peak|maximum|total|own|previous|former)\b))",
    re.I,
)
# `at 0.3, lower than B` and `step 60 higher values` are no differences.
_PLACED = re.compile(rf"\b(?:at|to|from|step|epoch|iteration|of|reaches|x)\s*[=:]?\s*(?:{HEDGE}\s*)?$", re.I)
_GAPS = (
    r"(?:gap|difference|margin|distance|advantage|deficit|separation|delta|slope|factor|spread|"
    r"(?:net|overall|total) (?:gain|loss|change|increase|decrease))"
)
_CHANGES = (
    r"(?:gains?|changes?|increases?|decreases?|drops?|rises?|falls?|declines?|improvements?|growth|jumps?|"
    r"reductions?|lead|a loss)"
)
_AHEAD = re.compile(
    rf"(?:\b{_GAPS}\b{_ANY}{{0,40}}?(?:\bof|\bby|\bis|\bwas|\bare|\breach(?:es)?|\bamounts? to|\bequals?|"
    r"\bstands? at|\b(?:widens|narrows|grows|shrinks) to|=|:)\s*"
    rf"|\b(?:net|overall|total) (?:gain|loss|change) (?:for|of|in) \S{{1,30}} "
    rf"|\b{_CHANGES}(?:, of| (?:in|of) \S{{1,30}} of| (?:in|of) \S{{1,30}} by|(?: here| overall| in total)? (?:is|was)"
    r"| (?:between|from|over|in) [^;,]{2,30}? (?:is|was)|:)\s+"
    rf"|\b(?:{_COMPARED}|leads?|wins?|exceeds?|outperforms?|trails?|beats|surpass(?:es)?|differ|above|below)\b"
    rf"{_ANY}{{0,40}}\bby\s+"
    r"|(?<!\w)(?:up|down)(?: by)?\s+"
    rf"|\b(?:of|by) (?:less than|more than|fewer than|at most|at least|up to) ?){_HEDGED}",
    re.I,
)
_POINTS = re.compile(r"\b(?:points?|pp|pts?)$", re.I)  # percentage points
_MINUS = re.compile(r"[\w)\"'*`]\s+(?:[–—−-]|minus)\s+[A-Za-z\"'*`][^.;,=:]{0,40}(?:=|:|\bis)\s*(?:[~≈]\s*)?$")
# What follows speaks of another point: `twice those at 60`, `higher than at step 20`.
_OF_OTHERS = re.compile(
    r"\b(?:(?:twice|half|double|triple|times) (?:as \w+ as )?(?:those|that|the (?:value|level|score|one)s?|its|their|"
    r"what)|than (?:it \w+ )?(?:at|in|on|by|before|around|near|after|during)|(?:compared|relative) (?:to|with) "
    r"(?:those|that|its|the)(?: \w+){0,2} (?:at|in|on|of))\b[^.;,]*",
    re.I,
)


def without_amounts(text: str, start: int, numbers: Sequence[Found], labels: Sequence[str]) -> list[Found]:
    """The numbers that may be values or places; nouns, as `gain`, that one of the ``labels`` holds count none."""
    if not numbers:
        return []
    others = [match.span() for match in _OF_OTHERS.finditer(text, start, numbers[-1].end)]
    known = " ".join(labels).lower()
    return [
        one
        for one in numbers
        if not any(first <= one.start < last for first, last in others) and not _is_amount(text, start, one, known)
    ]


def _is_amount(text: str, start: int, one: Found, labels: str) -> bool:
    before = text[max(one.start - _REACH, start) : one.start]
    led = is_led(before, 0, len(before))
    if one.quantity.text.startswith("+") or (led and _MINUS.search(text, max(one.start - _REACH, 0), one.start)):
        return True
    if _POINTS.search(one.quantity.text) and not _PLACED.search(before):
        return True
    if one.quantity.percent and _SHARE.match(text, one.end):
        return True
    if _BEHIND.match(text, one.end) and not _PLACED.search(before):
        return True
    counted = _AHEAD.search(before) if led else None
    return counted is not None and not _is_labelled(counted[0], labels)


def _is_labelled(words: str, labels: str) -> bool:
    """Whether the noun is what an axis shows: `the gain is 0.4` on an axis of gains."""
    noun = re.match(r"(?:a |net |overall |total )?([A-Za-z]+)", words)
    return noun is not None and noun[1].lower().rstrip("s") in labels
