"""The stretch of x that a movement is told of, and whether it may be all of the curve."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.claims.attribution import Event
from extractors.claims.mention import SOMEWHERE
from extractors.claims.piece import Piece
from extractors.claims.told import Told
from schemas.claims import Claim, ClaimKind, Place

IN_PART = SOMEWHERE
_ONWARD = re.compile(
    r"\b(?:after (?:which|that|this)|thereafter|afterwards?|from there|from then on),?\s[^,;.]{0,30}$", re.I
)
_AFTERWARDS = re.compile(r",? (?:afterwards?|thereafter|from (?:then|there) on|after that|later on)\b", re.I)
_SAME_STRETCH = re.compile(
    r"\b(?:same|this|that|these|those) (?:\w+ )?(?:steps|epochs|iterations|period|interval|range|span|stretch|"
    r"years|months|phase|stage|window|section|time)\b",
    re.I,
)
# `Has fallen from its peak`: since the peak, wherever it is.
_FROM_EXTREME = re.compile(
    r"\s+(?:back |down |up |off )?from (?:its|the|their|an?) (?:[\w-]+ )?"
    r"(?:peak|high|maximum|max|top|best|low|minimum|min|trough|bottom)\b",
    re.I,
)
_ONE_WAY = ("rises", "falls", "flat")


def in_part(piece: Piece, claim: Claim, events: Sequence[Event]) -> Claim:
    """`Rises from 0.1 to 0.4, then drops`: of several movements in a sentence none is that of the whole curve."""
    if claim.x is None and claim.kind in (ClaimKind.TREND, ClaimKind.RANGE) and piece.search(_SAME_STRETCH):
        return claim.model_copy(update={"x": IN_PART})
    movements = _ONE_WAY if claim.kind is ClaimKind.TREND and claim.trend in _ONE_WAY else ()
    if claim.kind is ClaimKind.RANGE:
        movements = _ONE_WAY
    others = [e for e in events if e.series == claim.series and e.trend in movements and e.trend != claim.trend]
    own = next((e for e in events if e.series == claim.series and e.trend == claim.trend), None)
    first = own.start if own is not None else 0
    since_extreme = own is not None and _FROM_EXTREME.match(piece.text, own.end) is not None
    follows = claim.kind is ClaimKind.TREND and any(
        e.series == claim.series and e.kind in ("max", "min", "reach") and e.numbers and e.start < first for e in events
    )
    return (
        claim.model_copy(update={"x": IN_PART}) if claim.x is None and (others or follows or since_extreme) else claim
    )


def since(place: Place | None, last: Place | None) -> Place | None:
    """`Rises until step 40, moves between 0.26 and 0.30 up to step 90`: from where the movement before it ended."""
    if place is None or not place.open_start or place.start is None or last is None or last.start is None:
        return place
    return Place(start=last.start, end=place.start) if last.start.value < place.start.value else place


def unread(event: Event, told: Told) -> Place | None:
    """Some place, where a number of an event was not understood: it may have told which."""
    return IN_PART if any(mention not in told.used for mention in event.numbers) else None


def course_of(piece: Piece, event: Event, told: Told, place: Place | None, last: Place | None) -> Place | None:
    """The stretch of x of a movement: `rises to 0.27 by step 40` goes on from the place told before."""
    origin = told.origin_place.start if told.origin_place is not None else None
    if origin is not None:
        end = place.start if place is not None and place.end is None else None
        return Place(start=origin, end=end, open_end=end is None)
    before = piece.text[max(event.start - 60, piece.start) : event.start]
    if told.place is None and (_ONWARD.search(before) or _AFTERWARDS.match(piece.text, event.end, piece.end)):
        return Place(start=last.start, open_end=True) if last is not None and last.start is not None else None
    if place is None:
        return None
    if place.start is None or place.end is not None or place.open_end or place.open_start:
        return place
    mention = next((m for m in (*event.numbers, *event.lead) if place.start in m.numbers), None)
    prep = mention.prep if mention else ""
    leads_there = told.value is not None or prep in ("by", "to", "toward", "towards")
    if not leads_there or event.trend == "flat":
        return Place(start=place.start, open_end=True) if prep == "from" else place
    if last is not None and last.start is not None and last.start.value < place.start.value:
        return Place(start=last.start, end=place.start)
    return Place(start=place.start, open_start=True)
