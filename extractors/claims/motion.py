"""Claims on how a curve runs: start, end, value, maximum, minimum, range and trend, from the events of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.claims.attribution import Event
from extractors.claims.extremes import dip_claim, extreme_claim, is_category, point_of
from extractors.claims.lexicon import EARLY_LATE
from extractors.claims.mention import Mention
from extractors.claims.piece import Piece
from extractors.claims.stretches import IN_PART, course_of, in_part, since, unread
from extractors.claims.told import Told, end_of, lead_place, sort_numbers
from schemas.claims import Claim, ClaimKind, Place, Quantity, Trend

_RATE = re.compile(r"\b(?:every|each|per|annually|yearly|daily|on average)\b|/", re.I)
_ENDING = re.compile(r"\b(?:end|final|finally|eventual(?:ly)?|ultimate(?:ly)?|conclu\w+|last)\b", re.I)
_SETTLES = re.compile(r"settl|converg", re.I)
_STAYS = re.compile(r"remain|stay|hover", re.I)
_BETWEEN = re.compile(r"\bbetween\b", re.I)
_STAGED = re.compile(rf"\b({EARLY_LATE})[\s-](?:[\w-]+\s)?$", re.I)
_LEADING_TO = re.compile(r"\s*,?\s*to (?:an?|its|the|their)?\s*(?:[\w-]+\s)?", re.I)


def motion_claims(piece: Piece, events: list[Event], before: Place | None) -> Iterator[Claim]:
    """The claims of a sentence's events; ``before``: where on x the sentence before ended.

    Of two like movements in one sentence the one that tells its place stays: `volatile, with rises and dips to 400`.
    """
    claims = [in_part(piece, claim, events) for claim in _all_claims(piece, events, before)]
    for number, claim in enumerate(claims):
        like = [other for other in claims if _is_like(claim, other)]
        told = [other for other in like if other.x is not None or other.values]
        if not like or claim is (told or like)[0]:
            first = min([claim.start, *(other.start for other in like)]) if claim.x is not None else claim.start
            words = piece.source[first : claim.end]
            yield claim.model_copy(update={"start": first, "text": words})
        elif claim in told and number:
            yield claim


def _is_like(one: Claim, other: Claim) -> bool:
    """Whether two claims of a sentence tell of one movement of one series."""
    same = one.kind is other.kind is ClaimKind.TREND and one.trend == other.trend
    return same and one.series == other.series


def _all_claims(piece: Piece, events: list[Event], before: Place | None) -> Iterator[Claim]:
    last = before
    tellings = _tellings(piece, events)
    for number, (event, told) in enumerate(zip(events, tellings, strict=True)):
        if number and event.series is not None and event.series != events[number - 1].series:
            last = None
        yield from _claims_of(piece, event, told, last, list(zip(events, tellings, strict=True)), number)
        last = end_of(told.place or lead_place(event)) or last


def used_numbers(piece: Piece, events: list[Event]) -> list[Mention]:
    """The numbers that belong to the events of a sentence."""
    used = [mention for told in _tellings(piece, events) for mention in told.used]
    return [*used, *(mention for event in events for mention in event.lead)]


def last_place(events: list[Event], before: Place | None) -> Place | None:
    """Where on x a sentence ends."""
    for event in reversed(events):
        end = end_of(sort_numbers(event).place or lead_place(event))
        if end is not None:
            return end
    return before


def _tellings(piece: Piece, events: Sequence[Event]) -> list[Told]:
    """The numbers of each event; `rises from 20 to a maximum of 85` takes its end from the maximum."""
    tellings = [sort_numbers(event) for event in events]
    for number, (event, following) in enumerate(pairwise(events)):
        told, next_told = tellings[number], tellings[number + 1]
        if event.kind == "trend" and following.kind == "state" and told.place is None and next_told.value is None:
            tellings[number] = replace(
                told, place=next_told.place, used=(*told.used, *next_told.used)
            )  # `is seen over …`
            continue
        if event.kind != "trend" or following.kind not in ("max", "min") or told.value is not None:
            continue
        if _LEADING_TO.fullmatch(piece.text, _last(event, told), following.start):
            tellings[number] = replace(told, value=next_told.value, place=told.place or next_told.place)
    return tellings


def _claims_of(
    piece: Piece, event: Event, told: Told, last: Place | None, all_told: list[tuple[Event, Told]], number: int
) -> Iterator[Claim]:
    begun = any(other.kind == "start" for other, _ in all_told)
    place = told.place or lead_place(event)
    if place is None and not (begun and event.kind == "start"):
        place = piece.scope.place
    start, end = event.start, _last(event, told)
    if event.lead and event.lead[0].start < start and number == 0:
        start = event.lead[0].start
    if event.kind in ("max", "min"):
        yield from extreme_claim(piece, event, told, place, start, end)
    elif event.kind in ("start", "end"):
        yield from _terminal(piece, event, told, place, start, end)
    elif event.kind == "range":
        if told.interval is not None:
            over = since(place, last) or piece.scope.phase or unread(event, told)
            yield piece.claim(ClaimKind.RANGE, start, end, series=event.series, values=told.interval, x=over)
    elif event.kind == "trend":
        yield from _trend(piece, event, told, last, all_told, number, start, end)
    elif event.kind == "state" and told.interval is not None and place is not None and place.start is not None:
        # `At 40 it is 0.40 to 0.41` is one value, `from 40 to 90 it is 0.26 to 0.30` a range.
        kind = (
            ClaimKind.VALUE
            if place == point_of(place) and not (place.open_start or place.open_end)
            else ClaimKind.RANGE
        )
        yield piece.claim(kind, start, end, series=event.series, values=told.interval, x=place)
    elif told.value is not None:
        yield from _reached(piece, event, told, place, all_told, number, start, end)


def _last(event: Event, told: Told) -> int:
    """Where the words of an event end."""
    return max([event.end, *(mention.end for mention in told.used)])


def _terminal(piece: Piece, event: Event, told: Told, place: Place | None, start: int, end: int) -> Iterator[Claim]:
    if told.value is None:
        return
    kind = ClaimKind.START if event.kind == "start" else ClaimKind.END
    at = point_of(place) if event.kind == "start" else end_of(place)
    yield piece.claim(kind, start, end, series=event.series, values=(told.value,), x=at)


def _trend(
    piece: Piece,
    event: Event,
    told: Told,
    last: Place | None,
    all_told: list[tuple[Event, Told]],
    number: int,
    start: int,
    end: int,
) -> Iterator[Claim]:
    lead = lead_place(event)
    values: tuple[Quantity, ...] = told.course or ()
    if not values and told.change is not None and event.trend in ("rises", "falls") and not piece.search(_RATE):
        values = (told.change,)
    trend = _trend_of(event, values)
    if trend is None:
        return
    if trend == "flat" and not values and told.value is not None:
        values = (told.value,)
    if trend == "volatile" and told.interval is not None:
        over = since(told.place or lead or piece.scope.place, last) or piece.scope.phase
        yield piece.claim(ClaimKind.RANGE, start, end, series=event.series, values=told.interval, x=over)
        return
    dip = dip_claim(piece, event, told, lead, start, end)
    if dip is not None:
        yield dip
        return
    over = course_of(piece, event, told, told.place or lead or piece.scope.place, last)
    numbered = over is not None and (over.start is not None or over.end is not None)
    if event.series is None and not values and not numbered:
        return
    over = over or _phase(piece, event) or piece.scope.phase
    yield piece.claim(ClaimKind.TREND, start, end, series=event.series, trend=trend, values=values, x=over)
    if told.value is not None and not told.course and event.trend != "flat":
        yield from _led_to(piece, event, told, lead, all_told[number + 1 :], [e for e, _ in all_told[:number]], end)


def _phase(piece: Piece, event: Event) -> Place | None:
    """`an initial rise` tells where it is."""
    match = _STAGED.search(piece.text[max(event.start - 30, piece.start) : event.start])
    return Place(words=match[1].lower()) if match else None


def _led_to(
    piece: Piece,
    event: Event,
    told: Told,
    lead: Place | None,
    later: list[tuple[Event, Told]],
    earlier: list[Event],
    end: int,
) -> Iterator[Claim]:
    """The value that a movement leads to: at its place, or at the end of all where no place is told.

    ``earlier``: other events before it in the sentence.
    """
    value = told.value
    assert value is not None
    start = next((m.start for m in told.used if value in m.numbers), event.end)
    place = told.place or lead or (None if later else piece.scope.place)
    onward = place is not None and place.open_end  # `after 2010 it rose to 30`: it was 30 some time later
    at = end_of(place)
    if onward:
        yield piece.claim(ClaimKind.VALUE, start, end, series=event.series, values=(value,), x=IN_PART)
    elif at is not None:
        yield piece.claim(ClaimKind.VALUE, start, end, series=event.series, values=(value,), x=at)
    elif not later and piece.scope.phase is None and event.trend in ("rises", "falls"):
        # `Reaches 0.4 before falling to 0.3`: what follows may tell how it goes on.
        sure = not earlier or _ENDING.search(piece.words) is not None
        kind, x = (ClaimKind.END, None) if sure else (ClaimKind.VALUE, IN_PART)
        yield piece.claim(kind, start, end, series=event.series, values=(value,), x=x)


def _trend_of(event: Event, values: tuple[Quantity, ...]) -> Trend | None:
    """The movement; of `goes from 12 to 30` its numbers tell it."""
    if event.trend != "moves":
        return event.trend
    if len(values) != 2 or values[0].value == values[1].value:
        return None
    return "rises" if values[1].value > values[0].value else "falls"


def _reached(
    piece: Piece,
    event: Event,
    told: Told,
    place: Place | None,
    all_told: list[tuple[Event, Told]],
    number: int,
    start: int,
    end: int,
) -> Iterator[Claim]:
    """`reaches 0.9 at step 40` is a value; without a place it is the end of what the sentence tells."""
    assert told.value is not None
    values = (told.value,)
    words = piece.text[event.start : event.end]
    if event.kind == "state" and _STAYS.search(words):
        if _BETWEEN.search(piece.text, event.end, end):
            return  # the second of its two values was not found
        if event.series is not None or place is not None:
            over = place or piece.scope.phase
            yield piece.claim(ClaimKind.TREND, start, end, series=event.series, trend="flat", values=values, x=over)
        return
    if place is None and number and all_told[number - 1][0].kind == "trend":
        place = all_told[number - 1][1].place
    at = end_of(place)
    if at is not None:
        yield piece.claim(ClaimKind.VALUE, start, end, series=event.series, values=values, x=at)
    elif place is not None and place.words and is_category(place.words):
        yield piece.claim(ClaimKind.VALUE, start, end, series=event.series, values=values, x=place)
    elif (place is not None and _ENDING.search(place.words or "")) or (
        event.kind == "reach" and place is None and _is_end(piece, all_told, number, words, end)
    ):
        yield piece.claim(ClaimKind.END, start, end, series=event.series, values=values)


def _is_end(piece: Piece, all_told: list[tuple[Event, Told]], number: int, words: str, end: int) -> bool:
    """Whether `reaches 0.9`, with no place, tells how a curve ends: after its start or rise, with nothing behind."""
    begun = any(event.kind in ("start", "trend") for event, _ in all_told[:number])
    later = all_told[number + 1][0] if number + 1 < len(all_told) else None
    goes_on = later is not None and later.kind in ("trend", "max", "min") and not (begun and later.start > end + 25)
    return not goes_on and (begun or bool(_SETTLES.search(words)) or bool(_ENDING.search(piece.words)))
