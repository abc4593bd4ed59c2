"""Whether headings and labels tell how a series runs, as sentences do."""

from __future__ import annotations

import re

from extractors.claims.attribution import Event
from extractors.claims.lexicon import END_RE, EXTREME_RE, REACH_RE, START_RE
from extractors.claims.piece import Piece

_COURSE = re.compile("|".join(f"(?:{p.pattern})" for p in (START_RE, END_RE, EXTREME_RE, REACH_RE)), re.I)
_VERBS = re.compile(r"(?:s|ed)$")


def tells_course(piece: Piece) -> bool:
    """Whether a sentence below the heading of an axis tells how a series runs that it names: `A: (0, 0.5)`."""
    named = [one for one in piece.series if not one.ref.only and not one.ref.every]
    points = any(mention.pair for mention in piece.numbers)
    if points and piece.scope.series is not None:
        return True
    return bool(named) and (points or _COURSE.search(piece.words) is not None)


def is_sentence(piece: Piece, event: Event) -> bool:
    """Whether a label tells of a movement as a sentence does: `Loss keeps falling` is none, `Loss A falls` is."""
    named = piece.series_in(piece.start, event.start)
    return event.kind == "trend" and bool(named) and _VERBS.search(piece.text[event.start : event.end]) is not None
