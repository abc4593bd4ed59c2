"""Words that tell of a curve (starts, rises, peaks, is), each with the numbers and the series that belong to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
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
    VAGUE_RE,
)
from extractors.claims.mentions import Mention, is_place
from extractors.claims.piece import Piece
from extractors.claims.subjects import SeriesMention
from schemas.claims import SeriesRef, Trend

EventKind = Literal["max", "min", "start", "end", "reach", "range", "trend", "state"]
_BREAK = re.compile(
    r"[,;]\s*(?:and|but|then|while|whereas|before|after which|with|followed by|which|finally|where)?\b|"
    r"\b(?:and|but|then|while|whereas|before|followed by)\b"
)
_NO_TREND = re.compile(
    r"\s*(?:number|amount|count|(?:training |RL )?(?:steps|iterations|epochs|time))s?\b|(?:\s+(?:in|"
    r"of))?\s+(?:the )?(?:number of )?(?:training |RL "
    r")?(?:steps|iterations|epochs|time)\s*$",
    re.I,
)
_SLIGHT = re.compile(
    r"\bwith (?:only )?(?:an? )?(?:some |very )?(?:minor|slight|small|little|few|some|occasional|"
    r"modest)\s$",
    re.I,
)
_ACROSS = re.compile(
    r"\s(?:\w+ly )?(?:across|by|depending|among) (?:the |different |all )?(?!step|epoch|"
    r"iteration|time|\d|~|x\b)[a-z]",
    re.I,
)
_AS_X = re.compile(r"\b(?:as|when|with) (?:the )?[\w\s]{0,40}$", re.I)
_TOWARDS = re.compile(r"\s+(?:\w+ly\s+)?(?:to\s+|at\s+)?(?:its|the|a|an|their|his|her)?\s*(?:[\w-]+\s+)?", re.I)
_OPENED = re.compile(
    r"(?:[,;]|\b(?:and|but|then|while|whereas)\b)\s*(?:(?:and|but|then|while|finally|later|lastly)\b,?\s*)*$"
)
_LINKED = re.compile(r"(?:\b(?:for|of|in|by|from|across)\s+(?:the\s+)?(?:\w+\s)?|\()$")
_NOUNS = ("max", "min", "start", "end", "reach")
_HOLDS = re.compile(r"[^,;.]{0,40}")
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
_NO_NOUN = re.compile(r"\d|[,;:()]|\b(?:in|for|at|to|from|as|by|on|with|after|during|there|between)\b", re.I)
_HAS = re.compile(r"\b(?:has|have|had|reaches|shows|exhibits|attains|achieves|hits)\b", re.I)
_VERBAL = re.compile(r"\w+(?:s|ed|ose|ell|ank|ew)\b", re.I)
_ADJECTIVE = re.compile(
    r"(?:sharp|gradual|steady|slight|rapid|strong|minor|major|frequent|several|multiple|big|large|"
    r"small|some|few|more|most|"
    r"initial|final|significant|notable|clear|general|overall|steep|quick|fast|slow|brief|sudden|no|two|three)\b",
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


@dataclass(frozen=True, slots=True)
class _Trigger:
    kind: EventKind
    start: int
    end: int
    trend: Trend | Literal["moves"] | None = None


def find_events(piece: Piece, stop: int, carried: SeriesRef | None) -> list[Event]:
    """The events of a sentence up to ``stop``, in their order. ``carried``: the series of the sentence before."""
    triggers = [t for t in _triggers(piece, stop) if not piece.is_taken(t.start, t.end)]
    triggers = [t for t in triggers if not _is_denied(piece, t)]
    owned = _assigned(piece, triggers, stop)
    kept = [n for n, t in enumerate(triggers) if t.kind != "state" or any(owned[n])]
    triggers, owned = [triggers[n] for n in kept], [owned[n] for n in kept]
    events: list[Event] = []
    lead: tuple[Mention, ...] = ()
    for number, trigger in enumerate(triggers):
        own, new_lead = owned[number]
        lead = new_lead or lead
        following = triggers[number + 1].start if number + 1 < len(triggers) else stop
        # `The highest score is 0.9, reached by B`: B stands behind the verb.
        passive = trigger.kind in ("max", "min") and number + 1 < len(triggers) and triggers[number + 1].kind == "reach"
        series = _series_of(piece, trigger.start, trigger.end, stop if passive else following, events, carried)
        events.append(Event(trigger.kind, trigger.start, trigger.end, own, lead, series, trigger.trend))
    if len(events) > 1 and events[0].kind == "start" and not piece.series_in(piece.start, events[0].start):
        # `Starting at 12 %, the loss of B falls`: its subject comes after it.
        named = piece.series_in(events[0].end, events[1].start)
        if named or events[0].start <= piece.start + 3:
            events[0] = replace(events[0], series=events[1].series)
    return events


def subject_at(piece: Piece, place: int, carried: SeriesRef | None) -> SeriesRef | None:
    """The series that the words at a place are said of."""
    return _series_of(piece, place, place, piece.end, [], carried)


def _triggers(piece: Piece, stop: int) -> list[_Trigger]:
    found: list[_Trigger] = []
    for one in _candidates(piece, stop):
        if not any(one.start < other.end and other.start < one.end for other in found):
            found.append(one)
    ordered = sorted(found, key=lambda t: t.start)
    stated: list[_Trigger] = []
    for trigger in ordered:
        if not _restates(piece, stated[-1] if stated else None, trigger):
            stated.append(trigger)
    ordered = stated
    return [
        t for t, following in zip(ordered, [*ordered[1:], None], strict=False) if not _leads_to(piece, t, following)
    ]


def _restates(piece: Piece, before: _Trigger | None, trigger: _Trigger) -> bool:
    """`its maximum is 0.91`: the verb adds nothing to the noun before it."""
    if before is None or trigger.kind not in ("state", "reach") or before.kind not in _NOUNS:
        return False
    free = not any(before.end <= m.start and m.end <= trigger.start for m in piece.numbers)
    return free and _HOLDS.fullmatch(piece.text, before.end, trigger.start) is not None


def _leads_to(piece: Piece, trigger: _Trigger, following: _Trigger | None) -> bool:
    """`plummets to its lowest point` and `reaches a maximum` tell of one extreme."""
    if following is None or following.kind not in ("max", "min") or trigger.kind not in ("trend", "reach", "state"):
        return False
    if trigger.kind == "trend" and any(trigger.end <= m.start < following.start for m in piece.numbers):
        return False
    return _TOWARDS.fullmatch(piece.text, trigger.end, following.start) is not None


def _candidates(piece: Piece, stop: int) -> Iterator[_Trigger]:
    """Triggers, those first that win where two stand on the same words."""
    text, start = piece.text, piece.start
    for match in RANGE_RE.finditer(text, start, stop):
        if _interval_follows(piece, match.end()):
            yield _Trigger("range", *match.span())
    ups_and_downs = [m.span() for m in TREND_RE.finditer(text, start, stop) if m.lastgroup == "volatile"]
    for match in EXTREME_RE.finditer(text, start, stop):
        if any(first <= match.start() < last for first, last in ups_and_downs):
            continue
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
    if (_SLIGHT.search(before) and match.lastgroup == "volatile") or (
        match.lastgroup == "volatile" and _ACROSS.match(after)
    ):
        return True
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
    if trigger.kind != "state" and NEGATION_RE.search(before[cut:]) is not None:
        return True
    # `Many charts show a rise` names none that could be looked at.
    vague = VAGUE_RE.search(piece.text, max(trigger.start - 120, piece.start), trigger.start)
    named = [m.start for m in piece.panels] + [m.start for m in piece.series]
    return vague is not None and not any(vague.end() <= start < trigger.start for start in named)


def _assigned(
    piece: Piece, triggers: list[_Trigger], stop: int
) -> list[tuple[tuple[Mention, ...], tuple[Mention, ...]]]:
    """The numbers of each trigger: those after it that do not open the next clause, and those that open its own."""
    own: list[list[Mention]] = [[] for _ in triggers]
    lead: list[list[Mention]] = [[] for _ in triggers]
    for mention in piece.numbers_in(piece.start, stop):
        after = next((n for n, t in enumerate(triggers) if t.start >= mention.end), None)
        # `stood at 6.7`: the preposition belongs to both.
        before = max((n for n, t in enumerate(triggers) if t.start < mention.start < mention.end > t.end), default=None)
        if after is not None and (before is None or _opens_clause(piece, triggers[before], mention, triggers[after])):
            if _is_attribute(piece, mention, triggers[after]):
                own[after].append(mention)
            elif _may_lead(mention):
                lead[after].append(mention)
        elif before is not None:
            own[before].append(mention)
    return [(tuple(a), tuple(b)) for a, b in zip(own, lead, strict=True)]


def _is_attribute(piece: Piece, mention: Mention, trigger: _Trigger) -> bool:
    """`a 0.46 peak`: the value stands right before its noun."""
    gap = piece.text[mention.end : trigger.start]
    return (
        mention.side != "x"
        and trigger.kind in ("max", "min", "trend")
        and re.fullmatch(r"\s(?:[\w%-]+\s)?", gap) is not None
    )


def _may_lead(mention: Mention) -> bool:
    """Whether a number before a verb is the place that it speaks of."""
    return is_place(mention) or (mention.side is None and mention.prep in ("at", "in", "by", "around", "near", "for"))


def _opens_clause(piece: Piece, before: _Trigger, mention: Mention, after: _Trigger) -> bool:
    """Whether a place stands at the head of a new clause: `…, and from 600 to 800 steps, the line rises`."""
    if not _may_lead(mention):
        return False
    since = max([before.end, *(m.end for m in piece.numbers if before.end <= m.start and m.end <= mention.start)])
    between = piece.text[since : mention.start]
    return _OPENED.search(between) is not None and _LEAD_END.match(piece.text, mention.end) is not None


def _clause_start(piece: Piece, place: int, floor: int) -> int:
    breaks = [m.end() for m in _BREAK.finditer(piece.text, floor, place)]
    return max([floor, *breaks])


def _series_of(
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
    if piece.scope.single:
        return piece.scope.only or SeriesRef(text=words, only=True)
    bare = re.sub(r"^(?:the|an?|its|their)\s+", "", _MEASURE_OF.sub("", words), flags=re.I)
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
    if words is None or len(words.split()) > 6:
        return None
    if not re.match(r"(?:the|its|their)\s|[A-Z]", words) and not _is_verbal(piece, start, end, words):
        return None
    return None if _NO_NOUN.search(words) else words


def _is_other(piece: Piece, start: int, end: int) -> bool:
    """Whether a sentence begins with something that is no known series and no pronoun, hard as it is to name."""
    words = _subject_words(piece, start, end)
    return words is not None and _is_verbal(piece, start, end, words)


def _subject_words(piece: Piece, start: int, end: int) -> str | None:
    """What stands before the verb of a clause, behind the place that opens it; None where it is a pronoun or nothing."""
    clause = piece.text[start:end]
    verb = _VERB.search(clause)
    stop = start + verb.start() if verb else end
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
