"""Highest and lowest points that a sentence tells of, and dips."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.claims.attribution import Event
from extractors.claims.lexicon import LOCAL_RE, STRONG_RE, UNITS_OF_X
from extractors.claims.piece import Piece
from extractors.claims.told import Told
from schemas.claims import Claim, ClaimKind, Place

_DIP = re.compile(r"dip", re.I)
_OF_NOUN = re.compile(
    r"\b(?:an?|the|its|this|deep|notable|slight|dramatic|sharp|sustained|pronounced)\s(?:\w+\s){0,2}$", re.I
)
_PART = re.compile(
    r"early|late|mid|final|first|last|initial|begin|end|start|outset|throughout|stage|phase|period|"
    r"local|half|closing|opening|few|some point|of the way",
    re.I,
)
_OF_PLACE = re.compile(rf"[\s_](?:{UNITS_OF_X}|x|position|location|place)\b(?! (?:value|is (?:at|reached)))", re.I)
_LEFT = re.compile(r"\bfrom (?:its|the|their|an?)\s(?:[\w-]+\s)?$", re.I)
LOCAL = Place(words="local")


def extreme_claim(piece: Piece, event: Event, told: Told, place: Place | None, start: int, end: int) -> Iterator[Claim]:
    kind = ClaimKind.MAXIMUM if event.kind == "max" else ClaimKind.MINIMUM
    before = piece.text[max(event.start - 30, piece.start) : event.start]
    phrase = piece.text[max(event.start - 30, piece.start) : event.end]
    within = piece.scope.phase
    if _LEFT.search(before) and told.value is None:
        return  # `falls from its peak by step 140`: the place is where it got to
    if place is not None and (place.end is not None or place.open_start or place.open_end):
        within, place = place, None
    if LOCAL_RE.search(before) and not STRONG_RE.search(phrase):
        within = LOCAL
    elif place is not None and place.words and within is None and not is_category(place.words):
        within, place = place, None
    if told.value is not None and place is None and _OF_PLACE.match(piece.text, event.end):
        place, told = Place(start=told.value), replace(told, value=None)  # `peak step: 60`
    values = (told.value,) if told.value is not None else ()
    at = place if place is not None and (place.start is not None or is_category(place.words or "")) else None
    if values or at is not None:
        yield piece.claim(kind, start, end, series=event.series, values=values, x=at, within=within)


def dip_claim(piece: Piece, event: Event, told: Told, lead: Place | None, start: int, end: int) -> Claim | None:
    """`a dip to 0.76 at step 30` is a lowest point among its neighbours, `a dip between 600 and 1000` a hollow."""
    words = piece.text[event.start : event.end]
    if not _DIP.fullmatch(words) or not _OF_NOUN.search(piece.text[max(event.start - 40, piece.start) : event.start]):
        return None
    place = told.place or lead
    if place is not None and place.end is not None:
        return piece.claim(ClaimKind.TREND, start, end, series=event.series, trend="u_shaped", x=place)
    if place is None and told.value is None:
        return None
    values = (told.value,) if told.value is not None else ()
    return piece.claim(
        ClaimKind.MINIMUM, start, end, series=event.series, values=values, x=point_of(place), within=LOCAL
    )


def point_of(place: Place | None) -> Place | None:
    """The place, where it is a point; the beginning of an interval."""
    if place is None or place.start is None:
        return place if place is not None and is_category(place.words or "") else None
    return Place(start=place.start) if place.end is not None else place


def is_category(words: str) -> bool:
    """Whether words for a place name a category of the axis, as a month, and not a part of it."""
    return bool(words) and _PART.search(words) is None
