"""Whether the words beside an axis are about the axis, or about a line that is drawn along it."""

from __future__ import annotations

import re

from extractors.claims.axis_words import SAYS
from extractors.claims.lexicon import LINE, TREND_RE
from extractors.claims.piece import Piece


def is_beside(piece: Piece, mark: re.Match[str]) -> bool:
    """`shown in blue on the right axis` speaks of a line; `On the y-axis, …` of the axis."""
    before = piece.text[piece.start : mark.start()]
    return re.search(r"\w\W+(?:on|along|to|of|by|using|against|in|for|with)\s+(?:the\s+)?$", before, re.I) is not None


def is_of_line(piece: Piece, named: re.Match[str]) -> bool:
    """Whether what stands before an axis in brackets is a line that is drawn on it: `the blue line (left axis)`."""
    held = any(one.start < named.end("name") and named.start("name") < one.end for one in piece.series)
    return held or re.search(rf"\b{LINE}$", named["name"], re.I) is not None


def tells_of_axis(piece: Piece, mark: re.Match[str], stop: int) -> bool:
    """Whether the words after an axis are about it, and not about what is plotted `along the x-axis`."""
    after = piece.text[mark.end() : min(mark.end() + 60, stop)]
    if re.match(r"\s*(?:\([^()]*\)\s*)?(?:[:=,]|\bis\b|\bare\b|\(|-\s|–|—)", after) or SAYS.match(after):
        return True
    return (
        re.match(
            r"\s*(?:\w+\s){0,3}?(?:rang|span|runs?|goes|extend|uses?|has|is|covers?|scale|label|title|with|"
            r"varies|from|starts|values|employs|tick|limits|도|는|은)",
            after,
            re.I,
        )
        is not None
    )


def is_of_curve(before: str) -> bool:
    """Whether a verb before two numbers tells of a curve: `on the right axis accuracy climbs from 10 to 45`."""
    verbs = (m for m in TREND_RE.finditer(before) if m.lastgroup in ("rises", "falls"))
    return any(re.search(r"\w\s+(?:\w+ly\s+)?$", before[: verb.start()]) for verb in verbs)
