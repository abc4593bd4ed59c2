"""Claims on how a curve runs: start, end, value, maximum, minimum, range and trend, from the events of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.claims.events import Event
from extractors.claims.lexicon import LOCAL_RE, STRONG_RE
from extractors.claims.mentions import Mention, place_of
from extractors.claims.piece import Piece
from schemas.claims import Claim, ClaimKind, Place, Quantity

_AT_PLACE = frozenset(
    (
        "at",
        "by",
        "around",
        "near",
        "in",
        "on",
        "until",
        "till",
        "before",
        "after",
        "since",
        "during",
        "when",
        "from",
        "toward",
        "towards",
        "within",
        "past",
        "beyond",
        "over",
        "through",
        "up to",
        "for",
        "about",
        "across",
    )
)
_VALUE_PREPS = frozenset(
    (
        "",
        "at",
        "of",
        "to",
        "around",
        "near",
        "about",
        "=",
        "@",
        "reaching",
        "is",
        "with",
        "roughly at",
        "from",
        "starting at",
        "under",
        "above",
        "below",
        "exceeding",
        "and",
        "than",
        "into",
        "on",
        "in",
        "towards",
        "toward",
        "exceeds",
        "over",
    )
)
_ENDING = re.compile(r"\b(?:end|final|finally|eventual(?:ly)?|ultimate(?:ly)?|conclu\w+|last)\b", re.I)
_SETTLES = re.compile(r"settl|converg", re.I)
_STAYS = re.compile(r"remain|stay|hover", re.I)
LOCAL = Place(words="local")


@dataclass(frozen=True, slots=True)
class Told:
    """Numbers of an event sorted by what they measure."""

    value: Quantity | None = None
    interval: tuple[Quantity, Quantity] | None = None
    origin: Quantity | None = None
    place: Place | None = None
    origin_place: Place | None = None


def motion_claims(piece: Piece, events: list[Event], before: Place | None) -> Iterator[Claim]:
    """The claims of a sentence's events in their order; ``before``: where the sentence before ended on x."""
    last = before
    begun = any(event.kind == "start" for event in events)
    for number, event in enumerate(events):
        told = _sorted_numbers(event)
        place = told.place or _lead_place(event) or (piece.scope.place if not begun or event.kind != "start" else None)
        later = events[number + 1 :]
        yield from _claims_of(piece, event, told, place, last, events[:number], later)
        last = _end_of(told.place or _lead_place(event)) or last


def last_place(events: list[Event], before: Place | None) -> Place | None:
    """Where on x a sentence ends."""
    for event in reversed(events):
        end = _end_of(_sorted_numbers(event).place or _lead_place(event))
        if end is not None:
            return end
    return before


def _claims_of(
    piece: Piece,
    event: Event,
    told: Told,
    place: Place | None,
    last: Place | None,
    earlier: list[Event],
    later: list[Event],
) -> Iterator[Claim]:
    start, end = event.start, event.last
    if event.lead and event.lead[0].start < start and not earlier:
        start = event.lead[0].start
    if event.kind in ("max", "min"):
        yield from _extreme(piece, event, told, place, start, end)
    elif event.kind in ("start", "end"):
        if told.value is not None:
            kind = ClaimKind.START if event.kind == "start" else ClaimKind.END
            yield piece.claim(kind, start, end, series=event.series, values=(told.value,), x=_point(place))
    elif event.kind == "range":
        if told.interval is not None:
            yield piece.claim(
                ClaimKind.RANGE, start, end, series=event.series, values=told.interval, x=place or piece.scope.phase
            )
    elif event.kind == "trend":
        yield from _trend(piece, event, told, last, earlier, later, start, end)
    elif told.value is not None:
        yield from _reached(piece, event, told, place, earlier, later, start, end)


def _extreme(piece: Piece, event: Event, told: Told, place: Place | None, start: int, end: int) -> Iterator[Claim]:
    kind = ClaimKind.MAXIMUM if event.kind == "max" else ClaimKind.MINIMUM
    before = piece.text[max(event.start - 30, piece.start) : event.start]
    phrase = piece.text[max(event.start - 30, piece.start) : event.end]
    within = piece.scope.phase
    if place is not None and place.end is not None:
        within, place = place, None
    if LOCAL_RE.search(before) and not STRONG_RE.search(phrase):
        within = LOCAL
    elif place is not None and place.words and within is None:
        within, place = place, None
    values = (told.value,) if told.value is not None else ()
    numeric = place is not None and place.start is not None
    if values or numeric:
        yield piece.claim(
            kind, start, end, series=event.series, values=values, x=place if numeric else None, within=within
        )


def _trend(
    piece: Piece,
    event: Event,
    told: Told,
    last: Place | None,
    earlier: list[Event],
    later: list[Event],
    start: int,
    end: int,
) -> Iterator[Claim]:
    lead = _lead_place(event)
    place = told.place or lead or piece.scope.place
    values: tuple[Quantity, ...] = ()
    if told.origin is not None and told.value is not None:
        values = (told.origin, told.value)
    elif told.interval is not None:
        values = told.interval
    elif event.trend == "flat" and told.value is not None:
        values = (told.value,)
    if event.trend == "volatile" and told.interval is not None:
        yield piece.claim(
            ClaimKind.RANGE, start, end, series=event.series, values=told.interval, x=place or piece.scope.phase
        )
        return
    if event.series is None and not values and (place is None or (place.start is None and place.end is None)):
        return
    over = _course(event, told, place, last)
    yield piece.claim(
        ClaimKind.TREND, start, end, series=event.series, trend=event.trend, values=values, x=over or piece.scope.phase
    )
    if told.value is None or values:
        return
    at = _value_place(told.place or lead or piece.scope.place)
    if at is not None:
        yield piece.claim(ClaimKind.VALUE, event.end, end, series=event.series, values=(told.value,), x=at)
    elif not later and piece.scope.phase is None and event.trend in ("rises", "falls"):
        yield piece.claim(ClaimKind.END, event.end, end, series=event.series, values=(told.value,))


def _reached(
    piece: Piece,
    event: Event,
    told: Told,
    place: Place | None,
    earlier: list[Event],
    later: list[Event],
    start: int,
    end: int,
) -> Iterator[Claim]:
    """`reaches 0.9 at step 40` is a value; without a place it is the end of what the sentence tells."""
    assert told.value is not None
    words = piece.text[event.start : event.end]
    if event.kind == "state" and _STAYS.search(words):
        if event.series is not None or place is not None:
            yield piece.claim(
                ClaimKind.TREND,
                start,
                end,
                series=event.series,
                trend="flat",
                values=(told.value,),
                x=place or piece.scope.phase,
            )
        return
    if place is None and earlier and earlier[-1].kind == "trend":
        place = _sorted_numbers(earlier[-1]).place
    at = _value_place(place)
    if at is not None and not (at.words and not _ENDING.search(at.words)):
        if at.words:
            yield piece.claim(ClaimKind.END, start, end, series=event.series, values=(told.value,))
        else:
            yield piece.claim(ClaimKind.VALUE, start, end, series=event.series, values=(told.value,), x=at)
    elif event.kind == "reach" and place is None:
        told_before = any(e.kind in ("start", "trend") for e in earlier)
        goes_on = (
            bool(later) and later[0].kind in ("trend", "max", "min") and not (told_before and later[0].start > end + 25)
        )
        if not goes_on and (told_before or _SETTLES.search(words) or _ENDING.search(piece.words)):
            yield piece.claim(ClaimKind.END, start, end, series=event.series, values=(told.value,))


def _sorted_numbers(event: Event) -> Told:
    """Which numbers of an event are values and which are places."""
    value = origin = None
    interval: tuple[Quantity, Quantity] | None = None
    place: Place | None = None
    origin_place: Place | None = None
    for mention in event.numbers:
        if mention.pair:
            if value is None:
                place, value = Place(start=mention.numbers[0]), mention.numbers[1]
        elif not mention.numbers or mention.side == "x":
            if place is not None and value is not None and origin is not None and origin_place is None:
                origin_place = place
            if place is None or (mention.sure and not place.start and not place.end):
                place = place_of(mention)
            elif (
                origin is not None
                and place.start is not None
                and place.end is None
                and mention.prep in ("to", "at", "by", "until", "around", "in", "near")
            ):
                origin_place, place = place, Place(start=place.start, end=place_of(mention).start)
        elif len(mention.numbers) == 2:
            first, second = mention.numbers
            if mention.side != "y" and _is_place_interval(event, mention, interval, value):
                place = place or place_of(mention)
            elif interval is None and value is None:
                interval = (first, second)
        elif mention.prep == "by" and event.kind == "trend" and not mention.sure:
            if mention.side is None and value is not None and place is None:
                place = place_of(mention)
        elif mention.prep == "from" and event.kind == "trend" and origin is None and value is None:
            origin = mention.numbers[0]
        elif value is None and (mention.prep in _VALUE_PREPS or mention.sure):
            value = mention.numbers[0]
        elif place is None and mention.prep in _AT_PLACE and mention.side != "y":
            place = place_of(mention)
    if origin is not None and value is None and event.kind != "trend":
        value, origin = origin, None
    return Told(value, interval, origin, place, origin_place)


def _is_place_interval(event: Event, mention: Mention, interval: object, value: object) -> bool:
    if interval is not None or value is not None:
        return mention.prep in _AT_PLACE or mention.prep in ("between", "from")
    if mention.prep in ("over", "during", "through", "across", "for", "throughout", "within") or mention.bracketed:
        return True
    return event.kind in ("trend", "max", "min") and mention.prep == "between" and event.trend != "volatile"


def _lead_place(event: Event) -> Place | None:
    return next(
        (
            place_of(m)
            for m in event.lead
            if not m.pair and (m.side == "x" or not m.numbers or (m.side is None and m.prep in _AT_PLACE | {"between"}))
        ),
        None,
    )


def _course(event: Event, told: Told, place: Place | None, last: Place | None) -> Place | None:
    """The stretch of x of a movement: `rises to 0.27 by step 40` goes on from the place told before."""
    if place is None or place.start is None or place.end is not None or place.open_end:
        return place
    if place.open_start:
        return Place(start=last.start, end=place.start) if last is not None and last.start is not None else place
    mention = next((m for m in (*event.numbers, *event.lead) if m.side == "x" or place.start in m.numbers), None)
    prep = mention.prep if mention else ""
    if (
        told.value is None and prep not in ("by", "to", "until", "toward", "towards", "reaching")
    ) or event.trend == "flat":
        return Place(start=place.start, open_end=True) if prep == "from" else place
    if last is not None and last.start is not None and last.start.value < place.start.value:
        return Place(start=last.start, end=place.start)
    return Place(start=place.start, open_start=True)


def _value_place(place: Place | None) -> Place | None:
    """The place of the value that a movement leads to: the end of its interval."""
    if place is None:
        return None
    if place.end is not None:
        return Place(start=place.end)
    return place


def _point(place: Place | None) -> Place | None:
    return place if place is not None and place.start is not None and place.end is None else None


def _end_of(place: Place | None) -> Place | None:
    if place is None:
        return None
    end = place.end or place.start
    return Place(start=end) if end is not None else None
