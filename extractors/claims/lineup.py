"""Names of series in one sentence: ``the lines show A, B and C``, ``the legend names A, B and C``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.claims.piece import Piece
from extractors.claims.plain import bare
from extractors.claims.style_words import NOT_NAMES
from schemas.claims import Claim, ClaimKind

Span = tuple[int, int]
_LEADS = re.compile(
    r"\b(?:(?:lines?|curves?|traces?|series|chart|graph|plot|figure|image|panel|visual|it)\s+(?:\w+\s+){0,3}?"
    r"(?:shows?|compares?|contrasts?|plots?|represents?|depicts?|displays?|includes?|tracks?|presents?|are|"
    r"correspond to|stand for|belong to|follows?)|(?:compar(?:es|ing)|comparison of|namely|plotted are|shown are))"
    r"\s*:?\s+(?:(?:the|data|results|lines?|curves?|series|models?|methods?|for|of|from|both)\s+)*",
    re.I,
)
_COMMA = re.compile(
    r"\s*,\s*(?:(?:and|or)\s+)?(?:the\s+)?|\s+and\s+(?:the\s+)?|\s*&\s*|\s+(?:vs\.?|versus|with|against|to)\s+"
)
_STOP = re.compile(
    r"\s(?:over|across|on|in|for|from|during|under|by|using|as|at|while|whereas|which|that|respectively|along|when|"
    r"through|throughout)\s|[:;(]|\.(?:\s|$)",
)
# `A blue line shows A, an orange dashed one with squares B`: looks, not names.
_LOOKS = re.compile(r"^(?:an?|one|another)\s(?:\w+\s)+(?:one|line|curve)\b|\b(?:markers?|symbols?)\b", re.I)
_LONGEST, _MOST_WORDS = 40, 5


def lineup_claims(piece: Piece, known: frozenset[str]) -> Iterator[Claim]:
    """An entry for each name of a list in which at least one is known (in small letters) to be in the figure."""
    for lead in _LEADS.finditer(piece.text, piece.start, piece.end):
        spans = name_list(piece.text, lead.end(), piece.end)
        if len(spans) > 1 and any(piece.text[slice(*span)].lower() in known for span in spans):
            piece.take(lead.start(), spans[-1][1])
            for span in spans:
                yield piece.claim(ClaimKind.LEGEND_ENTRY, *span, words=piece.text[slice(*span)])
            return


def name_list(text: str, start: int, end: int) -> list[Span]:
    """The names of a list that begins at ``start``; none where a part of it is too long for a name."""
    stop = _STOP.search(text, start, end)
    end = stop.start() if stop else end
    spans = []
    cursor = start
    for mark in [*_COMMA.finditer(text, start, end), None]:
        spans.append(bare(text, cursor, mark.start() if mark else end))
        cursor = mark.end() if mark else end
    names = [text[slice(*span)] for span in spans]
    fit = all(0 < len(name) <= _LONGEST and len(name.split()) <= _MOST_WORDS for name in names)
    return spans if fit and not any(NOT_NAMES.fullmatch(name) or _LOOKS.search(name) for name in names) else []
