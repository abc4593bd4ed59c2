"""Words that tell of a curve (starts, rises, peaks, is), each with the numbers and the series that belong to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extractors.claims.lexicon import (
    END_RE,
    EXTREME_RE,
    NEGATION_RE,
    RANGE_RE,
    REACH_RE,
    START_RE,
    STATE_RE,
    TREND_RE,
)
from extractors.claims.mentions import Mention
from extractors.claims.piece import Piece
from schemas.claims import SeriesRef, Trend

EventKind = Literal["max", "min", "start", "end", "reach", "range", "trend", "state"]
_BREAK = re.compile(
    r"[,;]\s*(?:and|but|then|while|whereas|before|after which|with|followed by|which|finally|where)?\b|"
    r"\b(?:and|but|then|while|whereas|before|followed by)\b"
)
_NO_TREND = re.compile(
    r"\s*(?:number|amount|count)s?\b|(?:\s+(?:in|of))?\s+(?:the )?(?:number of )?(?:training |RL "
    r")?(?:steps|iterations|epochs|time)\s*$",
    re.I,
)
_AS_X = re.compile(r"\b(?:as|when|with) (?:the )?[\w\s]{0,40}$", re.I)
_LEAD_END = re.compile(r"\s*\)?\s*,")
_GENERIC = re.compile(
    r"(?:(?:the|this|it|its|they|their|that|these|both|a|an|overall|general|there|which|where|curve|"
    r"line|trend|plot|graph|chart|figure|"
    r"performance|scores?|values?|series|data|metric|model|by|in|then|and|but|also|with|shows?|initial|"
    r"overall|trajectory|"
    r"trendline|here|finally|after|followed|before|while|subsequently|afterwards?|thereafter|shape|"
    r"pattern|behaviou?r|next|peak|image|image's)\b|[\s,;:'\"()-])*",
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
    trend: Trend | None = None
    clause: int = 0

    @property
    def last(self) -> int:
        """Where the event with its numbers ends."""
        return max([self.end, *(m.end for m in self.numbers)])


@dataclass(frozen=True, slots=True)
class _Trigger:
    kind: EventKind
    start: int
    end: int
    trend: Trend | None = None


def find_events(piece: Piece, stop: int, carried: SeriesRef | None) -> list[Event]:
    """The events of a sentence up to ``stop``, in their order. ``carried``: the series of the sentence before."""
    triggers = [t for t in _triggers(piece, stop) if not piece.is_taken(t.start, t.end)]
    triggers = [t for t in triggers if not _is_denied(piece, t)]
    owned = _assigned(piece, triggers, stop)
    events: list[Event] = []
    lead: tuple[Mention, ...] = ()
    for number, trigger in enumerate(triggers):
        own, new_lead = owned[number]
        lead = new_lead or lead
        following = triggers[number + 1].start if number + 1 < len(triggers) else stop
        clause = _clause_start(piece, trigger.start, events[-1].end if events else piece.start)
        series = _series_of(piece, trigger, following, events, carried, clause)
        events.append(Event(trigger.kind, trigger.start, trigger.end, own, lead, series, trigger.trend, clause))
    return events


def _triggers(piece: Piece, stop: int) -> list[_Trigger]:
    found: list[_Trigger] = []
    for one in _candidates(piece, stop):
        if not any(one.start < other.end and other.start < one.end for other in found):
            found.append(one)
    return sorted(found, key=lambda t: t.start)


def _candidates(piece: Piece, stop: int) -> Iterator[_Trigger]:
    """Triggers, those first that win where two stand on the same words."""
    text, start = piece.text, piece.start
    for match in RANGE_RE.finditer(text, start, stop):
        if _interval_follows(piece, match.end()):
            yield _Trigger("range", *match.span())
    for match in EXTREME_RE.finditer(text, start, stop):
        if not any(m.start < match.end() and match.start() < m.end for m in piece.series):
            yield _Trigger("max" if match["max"] else "min", *match.span())
    for pattern, kind in ((START_RE, "start"), (END_RE, "end"), (REACH_RE, "reach")):
        for match in pattern.finditer(text, start, stop):
            yield _Trigger(kind, *match.span())  # type: ignore[arg-type]
    for match in TREND_RE.finditer(text, start, stop):
        if not _is_of_x(piece, match) and not any(
            m.start <= match.start() and match.end() <= m.end and not m.ref.every for m in piece.series
        ):
            yield _Trigger("trend", *match.span(), match.lastgroup)  # type: ignore[arg-type]
    for match in STATE_RE.finditer(text, start, stop):
        yield _Trigger("state", *match.span())


def _interval_follows(piece: Piece, place: int) -> bool:
    following = next((m for m in piece.numbers if m.start >= place), None)
    if following is None or len(following.numbers) != 2 or following.pair or following.side == "x":
        return False
    between = piece.text[place : following.start]
    return len(between) <= 45 and not re.search(r"[,;.]", between) and not TREND_RE.search(between)


def _is_of_x(piece: Piece, match: re.Match[str]) -> bool:
    """`as the number of steps increases` and `increasing number of epochs` tell of x, not of a curve."""
    after = piece.text[match.end() : match.end() + 40]
    before = piece.text[max(match.start() - 60, piece.start) : match.start()]
    if _NO_TREND.match(after) and match[0].lower().endswith(("ing", "er")):
        return True
    return (
        bool(_AS_X.search(before))
        and re.search(r"\b(?:number|steps?|iterations?|epochs?|time|x)\b[^,]*$", before, re.I) is not None
    )


def _is_denied(piece: Piece, trigger: _Trigger) -> bool:
    floor = max(trigger.start - 40, piece.start)
    before = piece.text[floor : trigger.start]
    cut = max((m.end() for m in _BREAK.finditer(before)), default=0)
    return trigger.kind != "state" and NEGATION_RE.search(before[cut:]) is not None


def _assigned(
    piece: Piece, triggers: list[_Trigger], stop: int
) -> list[tuple[tuple[Mention, ...], tuple[Mention, ...]]]:
    """The numbers of each trigger: those after it that do not open the next clause, and those that open its own."""
    own: list[list[Mention]] = [[] for _ in triggers]
    lead: list[list[Mention]] = [[] for _ in triggers]
    for mention in piece.numbers_in(piece.start, stop):
        after = next((n for n, t in enumerate(triggers) if t.start >= mention.end), None)
        before = max((n for n, t in enumerate(triggers) if t.end <= mention.start), default=None)
        if after is not None and (before is None or _opens_clause(piece, triggers[before], mention, triggers[after])):
            gap = piece.text[mention.end : triggers[after].start]
            near = (
                re.fullmatch(r"\s*(?:[\w%-]+\s){0,1}", gap)
                and triggers[after].kind in ("max", "min", "trend")
                and mention.side != "x"
            )
            (own if near else lead)[after].append(mention)
        elif before is not None:
            own[before].append(mention)
    return [(tuple(a), tuple(b)) for a, b in zip(own, lead, strict=True)]


def _opens_clause(piece: Piece, before: _Trigger, mention: Mention, after: _Trigger) -> bool:
    """Whether a place stands at the head of a new clause: `…, and from 600 to 800 steps, the line rises`."""
    if mention.side == "y" and mention.sure:
        return False
    since = max([before.end, *(m.end for m in piece.numbers if before.end <= m.start and m.end <= mention.start)])
    between = piece.text[since : mention.start]
    breaks = re.search(
        r"(?:[,;]|\b(?:and|but|then|while|whereas)\b)\s*(?:(?:and|but|then|while|finally|later|lastly)\b,?\s*)*$",
        between,
    )
    return breaks is not None and _LEAD_END.match(piece.text, mention.end) is not None


def _clause_start(piece: Piece, place: int, floor: int) -> int:
    breaks = [m.end() for m in _BREAK.finditer(piece.text, floor, place)]
    return max([floor, *breaks])


def _series_of(
    piece: Piece, trigger: _Trigger, following: int, events: list[Event], carried: SeriesRef | None, clause: int
) -> SeriesRef | None:
    """The series of an event: named before it in its sentence, after it (`peak for MEL`), above it, or before that."""
    floor = events[-1].last if events else piece.start
    named = [m for m in piece.series if floor <= m.start and m.end <= trigger.start + 1 and not _is_beside(piece, m)]
    if named:
        return _refined(piece, named[-1].ref, carried)
    inside = [m for m in piece.series if m.start <= trigger.start < m.end]
    if inside:
        return inside[0].ref
    after = [m for m in piece.series if trigger.end <= m.start < following]
    linked = [
        m
        for m in after
        if re.search(
            r"\b(?:for|of|in|by|from|across)\s+(?:the\s+)?(?:\w+\s)?$",
            piece.text[max(m.start - 16, trigger.end) : m.start],
        )
    ]
    if linked and not (events and clause <= events[-1].end):
        return _refined(piece, linked[0].ref, carried)
    if events and events[-1].series is not None and not _new_subject(piece, clause, trigger.start):
        return events[-1].series
    if not events and trigger.kind == "start" and trigger.start - piece.start < 12:
        later = [m for m in piece.series if m.start >= trigger.end]
        if later:
            return _refined(piece, later[0].ref, carried)
    own = _new_subject(piece, clause, trigger.start)
    if piece.scope.series is not None:
        return piece.scope.series
    if piece.scope.only is not None:
        return piece.scope.only
    if own:
        return SeriesRef(text=own, name=re.sub(r"^(?:the|an?|its|their)\s+", "", own, flags=re.I))
    earlier = [m for m in piece.series if m.end <= trigger.start and not _is_beside(piece, m)]
    if earlier:
        return earlier[-1].ref
    return carried


def _refined(piece: Piece, ref: SeriesRef, carried: SeriesRef | None) -> SeriesRef:
    """`The line` is the series that the heading names, else the one that was spoken of before."""
    if ref.only:
        return piece.scope.series or carried or piece.scope.only or ref
    return ref


def _is_beside(piece: Piece, mention: object) -> bool:
    start = mention.start  # type: ignore[attr-defined]
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
    clause = piece.text[start:end]
    verb = _VERB.search(clause)
    words = (clause[: verb.start()] if verb else clause).strip(" ,;:()")
    for mention in piece.numbers:
        if start <= mention.start < end:
            words = piece.text[mention.end : start + (verb.start() if verb else len(clause))].strip(" ,;:()")
    if not words or _GENERIC.fullmatch(words) or len(words.split()) > 5:
        return None
    if not re.match(r"(?:the|its|their)\s|[A-Z]", words) or re.search(
        r"\d|[,;:()]|\b(?:of|in|for|at|to|from|as|by|on|with|after|during|there|between)\b", words, re.I
    ):
        return None
    return words
