"""Which series a word of a sentence is said of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from extractors.claims.mention import Mention
from extractors.claims.piece import Piece
from extractors.claims.subjects import SeriesMention
from extractors.claims.triggers import BREAK, EventKind
from schemas.claims import SeriesRef, Trend

_LONGEST = 200  # characters before its verb that may be a subject
_LINKED = re.compile(r"(?:\b(?:for|of|in|by|from|across)\s+(?:the\s+)?(?:\w+\s)?|\()$")
_GENERIC = re.compile(
    r"(?:(?:the|this|it|its|they|their|that|these|both|a|an|overall|general|there|which|where|curve|"
    r"line|trend|plot|graph|chart|figure|"
    r"performance|scores?|values?|series|data|metric|model|by|in|then|and|but|also|with|shows?|initial|"
    r"overall|trajectory|"
    r"trendline|here|finally|after|followed|before|while|subsequently|afterwards?|thereafter|shape|"
    r"pattern|behaviou?r|next|peak|image|image's)\b|[\s,;:'\"()-])*",
    re.I,
)
_NO_NOUN = re.compile(r"\d|[,;:()]|\b(?:in|for|at|to|from|as|by|on|with|after|during|there|between)\b", re.I)
_SYMBOL = re.compile(r"[^\x00-\x7f]|\w_\w|\w\s?=\s?\w")  # `γ`, `x_1` and `n = 16` are names, no words
_OF_SYMBOL = re.compile(r"\b(?:for|of|by) (?:[α-ωΑ-Ω]|\w[²³₀-₉]|[A-Za-z]_\w|[A-Za-z]{1,2}\s?=\s?\d)")
_HAS = re.compile(r"\b(?:has|have|had|reaches|shows|exhibits|attains|achieves|hits)\b", re.I)
_VERBAL = re.compile(r"\w+(?:s|ed|ose|ell|ank|ew)\b", re.I)
_ADJECTIVE = re.compile(
    r"(?:sharp|gradual|steady|slight|rapid|strong|minor|major|frequent|several|multiple|big|large|"
    r"small|some|few|more|most|"
    r"initial|final|significant|notable|clear|general|overall|steep|quick|fast|slow|brief|sudden|no|two|three)\b",
    re.I,
)
_QUALITIES = re.compile(
    rf"(?:(?:the|its|their|an?|this|that|another|first|last|next|second|third|sharpest|largest|biggest|\w+ly|main|"
    rf"early|late|later|earlier|local|{_ADJECTIVE.pattern})\s*)+",
    re.I,
)
_MEASURE_OF = re.compile(
    r"^(?:(?:the|its)\s+)?(?:\w+\s+){0,2}?(?:maximum|minimum|peak|values?|level|start|end|range|mean|"
    r"average|highest|lowest)\s+(?:\w+\s+)?(?:of|for)\s+",
    re.I,
)
_VERB = re.compile(
    r"\b(?:shows?|exhibits?|displays?|demonstrates?|has|have|is|are|was|were|experiences?|undergoes|"
    r"sees?|follows?|continues?|"
    r"begins?|starts?|then|also|remains?|stays?|consistently|steadily|gradually|generally|quickly|"
    r"rapidly|sharply|slowly|slightly|"
    r"initially|first|maintains?|reach(?:es)?|achieves?|attains?|hits?|reveals?|suffers?|appears?|seems?|tends?|"
    r"ends?|finishes|levels|keeps?|continuously|briefly|peaks?|fluctuates?|\w+ly)\b|'s\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Event:
    """A word that tells of a curve at ``start`` to ``end``, its numbers, those that open its clause, its series."""

    kind: EventKind
    start: int
    end: int
    numbers: tuple[Mention, ...]
    lead: tuple[Mention, ...]
    series: SeriesRef | None
    trend: Trend | Literal["moves"] | None = None

    @property
    def last(self) -> int:
        """Where the event with its numbers ends."""
        return max([self.end, *(m.end for m in self.numbers)])


def subject_at(piece: Piece, place: int, carried: SeriesRef | None) -> SeriesRef | None:
    """The series that the words at a place are said of."""
    return series_of(piece, place, place, piece.end, [], carried)


def _clause_start(piece: Piece, place: int, floor: int) -> int:
    breaks = [m.end() for m in BREAK.finditer(piece.text, floor, place)]
    return max([floor, *breaks])


def series_of(
    piece: Piece, start: int, end: int, following: int, events: list[Event], carried: SeriesRef | None
) -> SeriesRef | None:
    """The series of an event: named before it in its sentence, after it (`peak for MEL`), above it, or before that."""
    floor = events[-1].last if events else piece.start
    clause = _clause_start(piece, start, events[-1].end if events else piece.start)
    named = [m for m in piece.series if floor <= m.start and m.end <= start + 1 and not _is_beside(piece, m)]
    inside = [m for m in piece.series if m.start <= start < m.end]
    if named or inside:
        return _refined(piece, (named or inside)[-1].ref, carried)
    linked = [
        m
        for m in piece.series
        if end <= m.start < following and _LINKED.search(piece.text, max(m.start - 16, end), m.start)
    ]
    if linked and not (events and clause <= events[-1].end):
        return _refined(piece, linked[0].ref, carried)
    own = _new_subject(piece, clause, start)
    if events and events[-1].series is not None and own is None:
        return events[-1].series
    if piece.scope.series is not None:
        return piece.scope.series
    if own is not None:
        return _own(piece, own, carried)
    if _is_other(piece, clause, start):
        return None
    earlier = [m for m in piece.series if m.end <= start and not _is_beside(piece, m)]
    return _refined(piece, earlier[-1].ref, carried) if earlier else piece.scope.only or carried


def _own(piece: Piece, words: str, carried: SeriesRef | None) -> SeriesRef | None:
    """A noun that is no known series: the only one there is, what the y axis is called, or a name not heard before."""
    bare = re.sub(r"^(?:the|an?|its|their)\s+", "", _MEASURE_OF.sub("", words), flags=re.I)
    if len(piece.scope.y_names) > 1 and bare.lower() in piece.scope.y_names:
        return SeriesRef(text=words, name=bare)  # of two axes it names that of its line
    if piece.scope.single:
        return piece.scope.only or SeriesRef(text=words, only=True)
    return carried if bare.lower() in piece.scope.y_names else SeriesRef(text=words, name=bare)


def _refined(piece: Piece, ref: SeriesRef, carried: SeriesRef | None) -> SeriesRef:
    """`The line` is the series that the heading names, else the one that was spoken of before."""
    if ref.only:
        return piece.scope.series or carried or piece.scope.only or ref
    return ref


def _is_beside(piece: Piece, mention: SeriesMention) -> bool:
    """Whether a series is only what another is compared with."""
    if mention in piece.objects:
        return True
    start = mention.start
    return (
        re.search(
            r"\b(?:than|vs\.?|versus|over|compared (?:to|with)|unlike|relative to|against|like)\s+(?:the\s+)?$",
            piece.text[max(start - 20, piece.start) : start],
            re.I,
        )
        is not None
    )


def _new_subject(piece: Piece, start: int, end: int) -> str | None:
    """A noun that a clause begins with and that is none of the known series: `the validation loss`."""
    words = _subject_words(piece, start, end)
    if words is None or len(words.split()) > 6 or _QUALITIES.fullmatch(words):
        return None
    if not re.match(r"(?:the|its|their)\s|[A-Z]", words) and not _is_verbal(piece, start, end, words):
        return None
    return None if _NO_NOUN.search(words) else words


def _is_other(piece: Piece, start: int, end: int) -> bool:
    """Whether a sentence begins with something that is no known series and no pronoun, hard as it is to name."""
    if _OF_SYMBOL.search(piece.text, start, end):
        return True
    words = _subject_words(piece, start, end)
    if words is None:
        return False
    return _is_verbal(piece, start, end, words) or (start <= piece.start + 1 and _SYMBOL.search(words) is not None)


def _subject_words(piece: Piece, start: int, end: int) -> str | None:
    """What stands before the verb of a clause, the place that opens it aside; None for a pronoun or nothing."""
    verb = _VERB.search(piece.text, start, min(end, start + _LONGEST))
    if verb is None and end - start > _LONGEST:
        return None
    stop = verb.start() if verb else end
    opened = [
        m.end for m in piece.numbers if start <= m.start and m.end <= stop and (m.side == "x" or m.start == start)
    ]
    words = piece.text[max([start, *opened]) : stop].strip(" ,;:()")
    return words if words and not _GENERIC.fullmatch(words) else None


def _is_verbal(piece: Piece, start: int, end: int, words: str) -> bool:
    """Whether words at the head of a sentence are the subject of a verb: `dry season starts`, not `sharp drop`."""
    head = max(piece.start, piece.node.label.rest if piece.node.label else 0)
    verbal = _VERBAL.match(piece.text, end) or _HAS.search(piece.text, start, end)
    return start <= head + 1 and verbal is not None and not _ADJECTIVE.match(words)
