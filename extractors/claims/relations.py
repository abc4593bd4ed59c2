"""Claims on two curves: comparison, equality, crossing, divergence; and where a band is widest."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.claims.comparisons import compared, denied, led
from extractors.claims.gaps import gap_claims
from extractors.claims.lexicon import END_RE, EXTREME_RE, REACH_RE
from extractors.claims.mention import Mention, place_of
from extractors.claims.piece import Piece
from schemas.claims import Claim, ClaimKind, Place, Quantity, SeriesRef

_EQUAL = re.compile(
    r"\b(?:converg(?:e|es|ed|ing|ence)|(?:nearly |almost |virtually |essentially |very |relatively |"
    r"quite )*(?:identical(?:ly)?|similar(?:ly|ity)?|"
    r"same(?! (?:\w+ )?(?:steps?|epochs?|iterations?|times?|period|interval|range|span|stretch|years?|months?|"
    r"place|axis|axes|legend|scale|number|amount|way|colou?r|panel|plot|chart|figure|window|section|x)\b)|equal|comparabl[ey]|indistinguishable)|"
    r"overlap(?:s|ping)?|coincid(?:e|es|ing)|"
    r"meet(?: at)?|match(?:es|ed)?|merg(?:e|es|ing)|close together)\b",
    re.I,
)
_CROSS = re.compile(
    r"\b(?:cross(?:es|ed|ing|-?overs?)?(?: over)?|intersect(?:s|ed|ing|ions?)?|overtak(?:es?|en|ing)|"
    r"overtook|swap(?:s|ped)?)\b",
    re.I,
)
_DIVERGE = re.compile(
    r"\b(?:diverg(?:e|es|ed|ing|ence)|split apart|separat(?:e|es|ed|ing)(?! (?:legend|panel|chart|line|"
    r"plot|y-))|drift(?:s|ed|ing)? apart|part ways|(?:gap|difference) (?:\w+ )*(?:widens?|widened|"
    r"widening|grows|emerges|opens|increases)|begin to differ)\b",
    re.I,
)
_OTHER_VERB = re.compile("|".join(f"(?:{p.pattern})" for p in (EXTREME_RE, END_RE, REACH_RE)), re.I)
_WIDE = re.compile(
    r"\b(?:widest|(?:notably|especially|particularly|most|very) wide|broadest|largest (?:variance|"
    r"uncertainty|spread)|(?:greatest|highest) (?:variance|uncertainty|spread))\b",
    re.I,
)
_BAND = re.compile(
    r"\b(?:bands?|regions?|areas?|ribbons?|intervals?|variance|uncertainty|envelopes?|shad\w+|spread|error bars?)\b",
    re.I,
)


def relation_claims(piece: Piece, stop: int, carried: SeriesRef | None, before: Place | None) -> Iterator[Claim]:
    """Claims of a sentence on two or all curves; the words of each are taken, so that no other reading finds them."""
    yield from _band_widest(piece, stop)
    yield from gap_claims(piece, stop, carried)
    yield from _together(piece, stop, before)
    yield from _crossing(piece, stop)
    yield from compared(piece, stop, carried, before)
    yield from led(piece, stop)


def _band_widest(piece: Piece, stop: int) -> Iterator[Claim]:
    match = piece.search(_WIDE, end=stop)
    if match is None or not piece.search(_BAND, end=stop):
        return
    named = [m for m in piece.series if not m.ref.only]
    ref = named[0].ref if named else piece.scope.series or piece.scope.only
    places = [m for m in piece.numbers_in(match.end(), stop) if m.side != "y"] or [
        m for m in piece.numbers_in(piece.start, match.start()) if m.side == "x"
    ]
    start = match.start()
    for mention in places:
        yield piece.claim(
            ClaimKind.BAND_WIDEST, min(start, mention.start), mention.end, series=ref, x=place_of(mention)
        )
        start = mention.end
    if places:
        piece.take(piece.start, max(m.end for m in places))


def _pair(piece: Piece, start: int, end: int) -> tuple[SeriesRef, SeriesRef | None] | None:
    """The two curves before a word: `both lines`, or `A and B`, or `A … with B` around it."""
    named = [m for m in piece.series if start <= m.start and m.end <= end]
    every = [m for m in named if m.ref.every]
    if every:
        return every[-1].ref, None
    distinct = [
        m
        for n, m in enumerate(named)
        if not m.ref.only and all(m.ref.name != o.ref.name or m.ref.color != o.ref.color for o in named[:n])
    ]
    if len(distinct) == 2:
        return distinct[0].ref, distinct[1].ref
    return None


def _together(piece: Piece, stop: int, before: Place | None) -> Iterator[Claim]:
    """Equality, and divergence after it."""
    diverges = next((m for m in _DIVERGE.finditer(piece.text, piece.start, stop) if not denied(piece, m)), None)
    equals = next((m for m in _EQUAL.finditer(piece.text, piece.start, stop) if not denied(piece, m)), None)
    limit = stop
    if equals and diverges and equals.start() < diverges.start():
        limit = diverges.start()
    if equals:
        noun = re.fullmatch(r"convergence", equals[0], re.I) is not None
        pair = (
            _pair(piece, piece.start, equals.start())
            or _pair(piece, piece.start, limit)
            or ((_everyone(piece, equals)) if noun else None)
        )
        if (
            pair is not None
            and re.search(r"\b(?:similar|same)\b", equals[0], re.I)
            and re.match(
                r"\s+(?:\w+\s+){0,2}(?:trend|pattern|shape|trajector|behavio|rise|fall|decline|increase|manner|"
                r"path|fluctuation)",
                piece.text[equals.end() : equals.end() + 50],
                re.I,
            )
        ):
            pair = None
        if pair is not None:
            yield from _equality(piece, equals, pair, limit)
    if diverges:
        pair = _pair(piece, piece.start, stop) or (_everyone(piece, diverges) if piece.scope.series is None else None)
        places = [m for m in piece.numbers_in(diverges.end(), stop) if m.side != "y"] or [
            m for m in piece.numbers_in(piece.start, diverges.start()) if m.side == "x"
        ]
        if pair is not None and places:
            place = place_of(places[0])
            point = place.start or place.end
            if point is not None and not piece.is_taken(diverges.start(), diverges.end()):
                end = max(places[0].end, diverges.end())
                piece.take(diverges.start(), end)
                yield piece.claim(
                    ClaimKind.DIVERGENCE,
                    min(diverges.start(), places[0].start),
                    end,
                    series=pair[0],
                    other=pair[1],
                    x=Place(start=point),
                )


def _everyone(piece: Piece, match: re.Match[str]) -> tuple[SeriesRef, None]:
    return SeriesRef(text=match[0], every=True), None


def _equality(
    piece: Piece, match: re.Match[str], pair: tuple[SeriesRef, SeriesRef | None], limit: int
) -> Iterator[Claim]:
    numbers = _beside(piece, match, limit)
    values: tuple[Quantity, ...] = ()
    place: Place | None = None
    for mention in numbers:
        if mention.pair:
            place, values = Place(start=mention.numbers[0]), (mention.numbers[1],)
        elif mention.side == "x" or not mention.numbers:
            place = place if place is not None and place.words is None else place_of(mention)
        elif not values and len(mention.numbers) <= 2:
            values = mention.numbers
        elif place is None and mention.side is None:
            place = place_of(mention)
    starts = piece.search(re.compile(r"\b(?:start|begin|initial)", re.I), end=limit)
    if place is None and starts:
        place = Place(words="start")
    if place is None:
        place = piece.scope.place
    if place is None and not values:
        return
    start = min([match.start(), *(m.start for m in piece.series if m.ref in pair), *(m.start for m in numbers)])
    end = max([match.end(), *(m.end for m in numbers)])
    piece.take(start, end)
    yield piece.claim(ClaimKind.EQUALITY, start, end, series=pair[0], other=pair[1], x=place, values=values)


def _beside(piece: Piece, match: re.Match[str], limit: int) -> list[Mention]:
    """The numbers around a word for equality: of those before it none that another verb between them has."""
    before = [
        m
        for m in piece.numbers_in(piece.start, match.start())
        if not any(_OTHER_VERB.search(piece.text, *gap) for gap in ((_clause(piece, m.start), match.start()),))
    ]
    return [*before, *piece.numbers_in(match.start(), limit)]


def _clause(piece: Piece, place: int) -> int:
    """Where the words between two commas begin that a place stands in."""
    return max(piece.start, *(piece.text.rfind(mark, piece.start, place) + 1 for mark in ",;("))


def _crossing(piece: Piece, stop: int) -> Iterator[Claim]:
    match = piece.search(_CROSS, end=stop)
    if match is None or denied(piece, match) or piece.is_taken(*match.span()):
        return
    pair = _pair(piece, piece.start, match.start()) or _pair(piece, piece.start, stop)
    if (
        pair is None
        and piece.scope.series is None
        and re.search(r"\b(?:lines|curves|crossover|intersection)\b", piece.words, re.I)
    ):
        pair = _everyone(piece, match)
    places = [m for m in piece.numbers_in(match.end(), stop) if m.side != "y" and not m.pair] or [
        m for m in piece.numbers_in(piece.start, match.start()) if m.side == "x"
    ]
    if pair is None:
        return
    pairs = [m for m in piece.numbers_in(match.end(), stop) if m.pair]
    place = Place(start=pairs[0].numbers[0]) if pairs else place_of(places[0]) if places else None
    if place is None:
        return
    end = max(match.end(), (pairs or places)[0].end)
    piece.take(match.start(), end)
    piece.objects.extend(m for m in piece.series if m.ref == pair[1] and m.start >= match.end())
    yield piece.claim(
        ClaimKind.CROSSING, min(match.start(), (pairs or places)[0].start), end, series=pair[0], other=pair[1], x=place
    )
