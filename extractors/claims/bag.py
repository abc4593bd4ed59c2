"""Clauses that hold one series, one value, perhaps a place, and nothing else that counts: `0.62 is A's score at 40`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.claims.mention import Mention, place_of
from extractors.claims.piece import Piece
from schemas.claims import Claim, ClaimKind, Place, SeriesRef

# Words that leave the meaning of a clause as it is: forms of `to be at`, what values and places are called, articles.
_GLUE = re.compile(
    r"(?:a|an|the|is|was|are|were|be|been|being|has|have|had|stands?|stood|sits?|sat|lies|lay|reads?|shows?|showed|"
    r"sees?|saw|finds?|found|gives?|gave|marks?|marked|records?|recorded|registers?|registered|scores?|scored|measures?|"
    r"measured|posts?|posted|comes?|came|got|gets|hits?|reaches|reached|at|of|in|on|for|with|by|from|to|and|its?|that|"
    r"this|which|when|where|whose|here|there|belongs?|value|values|level|score|reading|readings|result|mark|point|figure|"
    r"number|y|x|step|steps|epoch|epochs|line|curve|series|data|exactly|precisely|just|only|already|also|then|now|"
    r"about|around|approximately|roughly|nearly|almost|close|near|some|occurs?|occurred|seen|reached|read|off|as|s|so|"
    r"equals?|equal|respectively)",
    re.I,
)
_KINDS: tuple[tuple[ClaimKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(words, re.I))
    for kind, words in (
        (
            ClaimKind.MAXIMUM,
            r"highest|best|top|tops|greatest|largest|peaks?|maximum|max|maximal|summit|ceiling|crest|apex|record|tallest|"
            r"high",
        ),
        (ClaimKind.MINIMUM, r"lowest|worst|smallest|least|minimum|min|minimal|floor|trough|bottom|nadir|low"),
        (ClaimKind.START, r"initial|initially|starting|starts?|begins?|beginning|opening|outset"),
        (ClaimKind.END, r"final|finally|ending|ends?|closing|eventually"),
    )
)
_BREAK = re.compile(r";|,\s*(?:and|but|while|whereas)\b|\b(?:while|whereas|but)\b|\.\s")
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]", re.U)
_HARMLESS = frozenset(",:()[]=~≈@'’\"|.-–—")


def bag_claims(piece: Piece, stop: int) -> Iterator[Claim]:
    """A claim for each clause whose words, whatever their order, can mean but one thing."""
    cursor = piece.start
    for mark in [*_BREAK.finditer(piece.text, piece.start, stop), None]:
        end = mark.start() if mark else stop
        claim = _of_clause(piece, cursor, end)
        if claim is not None:
            yield claim
        cursor = mark.end() if mark else stop


def _of_clause(piece: Piece, start: int, end: int) -> Claim | None:
    numbers = [m for m in piece.numbers_in(start, end) if not m.pair]
    places = [m for m in numbers if m.side == "x"]
    values = [m for m in numbers if m.side != "x"]
    series = _series(piece, start, end)
    if series is None or len(values) != 1 or len(values[0].numbers) != 1 or len(places) > 1:
        return None
    if any(m.place is not None or len(m.numbers) != 1 for m in places):
        return None
    kinds = _kinds(piece, start, end, numbers)
    if kinds is None or len(kinds) > 1:
        return None
    kind = next(iter(kinds), ClaimKind.VALUE)
    place = _place(places, kind)
    if kind is ClaimKind.VALUE and place is None:
        return None
    span = _span(piece, start, end, numbers)
    piece.take(*span)
    return piece.claim(kind, *span, series=series, values=values[0].numbers, x=place)


def _series(piece: Piece, start: int, end: int) -> SeriesRef | None:
    """The only series of a clause."""
    named = piece.series_in(start, end)
    refs = {one.ref.name or one.ref.color or one.ref.text: one.ref for one in named}
    if len(refs) != 1 or named[0].ref.every or named[0].ref.only:
        return None
    return named[0].ref


def _kinds(piece: Piece, start: int, end: int, numbers: list[Mention]) -> set[ClaimKind] | None:
    """The kinds that the words of a clause name; None where a word may mean something else."""
    held = [*((one.start, one.end) for one in piece.series), *((one.start, one.end) for one in numbers)]
    labels = {word for name in piece.scope.y_names for word in re.findall(r"[^\W\d_]+", name)}
    kinds: set[ClaimKind] = set()
    for token in _TOKEN.finditer(piece.text, start, end):
        if any(first <= token.start() < last for first, last in held):
            continue
        word = token[0]
        if word in _HARMLESS or _GLUE.fullmatch(word) or word.lower() in labels:
            continue
        kind = next((kind for kind, pattern in _KINDS if pattern.fullmatch(word)), None)
        if kind is None:
            return None
        kinds.add(kind)
    return kinds


def _place(places: list[Mention], kind: ClaimKind) -> Place | None:
    if not places:
        return None
    place = place_of(places[0])
    return None if place.open_start or place.open_end else place


def _span(piece: Piece, start: int, end: int, numbers: list[Mention]) -> tuple[int, int]:
    told = [*((m.start, m.end) for m in numbers), *((m.start, m.end) for m in piece.series_in(start, end))]
    return min(first for first, _ in told), max(last for _, last in told)
