"""Comparisons of two curves: `A outperforms B`, `a higher peak than B`, `ends below B`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.claims.attribution import subject_at
from extractors.claims.comparison_words import (
    AMOUNT_BEHIND,
    BEFORE,
    BEHIND,
    BY,
    BY_SO_MUCH,
    COMPARED,
    COMPARISONS,
    IN_LEAD,
    LEADS,
    LOWER,
    MEASURES,
    NUMBER,
    POINTS,
    PRONOUNCED,
    REACH,
    SIGN,
    SO_HIGH,
    THAN,
)
from extractors.claims.lexicon import NEGATION_RE
from extractors.claims.mention import Mention, is_place, place_of
from extractors.claims.piece import Piece
from extractors.claims.quantities import find_quantities
from schemas.claims import Claim, ClaimKind, Measure, Place, Quantity, Relation, SeriesRef


def led(piece: Piece, stop: int) -> Iterator[Claim]:
    """`A leads from step 25 on`: above all others, where it says where."""
    for match in IN_LEAD.finditer(piece.text, piece.start, stop):
        before = [one for one in piece.series if one.end <= match.start() + 1 and not one.ref.only]
        places = [m for m in piece.numbers_in(match.end(), _clause_end(piece, match.end(), stop)) if is_place(m)]
        if not before or before[-1].ref.every or not places or denied(piece, match) or piece.is_taken(*match.span()):
            continue
        piece.take(match.start(), places[0].end)
        yield piece.claim(
            ClaimKind.COMPARISON,
            before[-1].start,
            places[0].end,
            series=before[-1].ref,
            other=SeriesRef(text=match[0], every=True),
            relation="above",
            x=place_of(places[0]),
        )


def compared(piece: Piece, stop: int, carried: SeriesRef | None, before: Place | None) -> Iterator[Claim]:
    for pattern, relation in COMPARISONS:
        for match in pattern.finditer(piece.text, piece.start, stop):
            if piece.is_taken(*match.span()) or denied(piece, match) or _is_bound(piece, match.end()):
                continue
            if pattern is BY_SO_MUCH and _amount(piece, match, match.end(), match.end()) is None:
                continue
            claim = _comparison(
                piece, match, relation or _relation(match), stop, carried, before, plain=pattern is not COMPARED
            )
            if claim is not None:
                yield claim


def _is_bound(piece: Piece, place: int) -> bool:
    """Whether a number follows, and no name that begins with one."""
    number = NUMBER.match(piece.text, place)
    return number is not None and not any(one.start <= number.end() < one.end for one in piece.series)


def _comparison(
    piece: Piece,
    match: re.Match[str],
    relation: Relation,
    stop: int,
    carried: SeriesRef | None,
    before: Place | None,
    plain: bool,
) -> Claim | None:
    earlier = [m for m in piece.series if m.end <= match.start() + 1]
    inside = [m for m in piece.series if m.start <= match.start() < m.end]
    told = (earlier or inside)[-1].ref if earlier or inside else None
    subject = told or subject_at(piece, match.start(), carried)
    if subject is not None and subject.only:
        subject = piece.scope.series or carried
    if subject is None:
        return None
    after = [m for m in piece.series if m.start >= match.end() and m.end <= stop]
    than = THAN.search(piece.text, match.end(), stop)
    near = [m for m in after if m.start - match.end() <= REACH]
    other = next((m for m in (near if plain else after) if plain or not than or m.start >= than.start()), None)
    if other is not None and other.ref.name is not None and other.ref.name == subject.name:
        return None
    phrase = piece.text[match.start() : (than.start() if than and not plain else min(match.end() + 45, stop))]
    verb = match.groupdict().get("verb")
    measure = _measure(verb) if verb else _measure(phrase)
    if measure == "values":
        measure = _told_before(BY.sub("", piece.text[max(piece.start, match.start() - 60) : match.start()]))
    if measure == "values":
        measure = _told_around(piece, max(match.end(), other.end if other else 0))
    if measure == "values" and match.re is SIGN and piece.node.label is not None:
        measure = _measure(piece.node.label.text)
    volatile = measure == "volatility"
    if match.re is COMPARED and match["rel"].lower() in ("earlier", "later") and not volatile:
        return None  # of places, not of values
    if any(one.start < match.start() for one in piece.panels) or (
        not plain and not (than and other) and not (volatile and earlier)
    ):
        return None
    if plain and other is None and not (volatile or match.re is PRONOUNCED):
        return None
    if volatile and (
        re.search(
            r"\b(?:more|greater|higher)\s+(?:\w+\s)?(?:stable|stability|consistent|steady)|steadier|smoother",
            phrase,
            re.I,
        )
    ):
        relation = "below"
    noun_end = _noun_end(piece, match, stop) if volatile else 0
    end = max(match.end(), other.end if other else 0, noun_end)
    clause_end = _clause_end(piece, end, stop)
    numbers = [m for m in piece.numbers_in(piece.start, clause_end) if is_place(m)]
    place = _place(numbers, end, before, piece)
    start = min([match.start(), *(m.start for m in (earlier or inside)[-1:])])
    end = max([end, *(m.end for m in numbers if m.start >= start)])
    amount = _amount(piece, match, max(match.end(), other.end if other else 0), stop)
    piece.take(match.start(), max(other.end if other else 0, match.end(), noun_end))
    if other is not None:
        piece.objects.append(other)
    return piece.claim(
        ClaimKind.COMPARISON,
        start,
        end,
        series=subject,
        other=other.ref if other else None,
        relation=relation,
        measure=measure,
        values=(amount,) if amount is not None else (),
        x=place,
    )


def _amount(piece: Piece, match: re.Match[str], end: int, stop: int) -> Quantity | None:
    """By how much: `0.2 higher than B`, `higher than B by 0.2`; numbers within names tell it not."""
    behind = AMOUNT_BEHIND.match(piece.text, end, stop)
    found, gap = None, ""
    if behind is not None:
        found = next(iter(find_quantities(piece.text, behind.end(), min(behind.end() + REACH, stop))), None)
        gap = piece.text[behind.end() : found.start] if found is not None else ""
    elif match.re in (BY_SO_MUCH, COMPARED):
        found = next(
            iter(find_quantities(piece.text, max(piece.start, match.start() - REACH), match.start())[::-1]), None
        )
        gap = piece.text[found.end : match.start()] if found is not None else ""
    named = found is not None and any(one.start < found.end and found.start < one.end for one in piece.series)
    return found.quantity if found is not None and not named and POINTS.fullmatch(gap) else None


def _place(numbers: list[Mention], end: int, before: Place | None, piece: Piece) -> Place | None:
    places = [place_of(m) for m in numbers]
    since = re.compile(r"\bAfter this(?: point)?\b", re.I).search(piece.text, piece.start, end)
    if since and before is not None and before.start is not None:
        until = next((p.start for p in places if p.open_start), None)
        return Place(start=before.start, end=until, open_end=until is None)
    return places[0] if places else piece.scope.place


def _clause_end(piece: Piece, end: int, stop: int) -> int:
    match = re.compile(r"[,;](?=\s)|\bbut\b|\bwhile\b").search(piece.text, end, stop)
    return match.start() if match else stop


def _noun_end(piece: Piece, match: re.Match[str], stop: int) -> int:
    """Where the noun ends that is compared: `higher volatility`, `steadier growth`."""
    noun = re.compile(
        r"\s+(?:[\w-]+\s+)?(?:volatility|variability|variance|fluctuations?|growth|progress|volatile|"
        r"unstable|stable|erratic|variable|noisy|consistent|\w+ity)\b"
    ).match(piece.text, match.end(), stop)
    return noun.end() if noun else match.end()


def _measure(phrase: str) -> Measure:
    return next((measure for measure, pattern in MEASURES if pattern.search(phrase)), "values")


def _told_before(lead: str) -> Measure:
    """The number that is compared where the words before say so: `final value of A is lower`, `A ends higher`."""
    found = [
        (match.end(), measure)
        for measure, pattern in LEADS
        for match in pattern.finditer(lead)
        if not re.search(r"[,;.]\s", lead[match.end() :])
    ]
    return max(found)[1] if found else "values"


def _told_around(piece: Piece, place: int) -> Measure:
    """The number that is compared where the clause closes or opens with it."""
    behind = next((measure for measure, pattern in BEHIND if pattern.match(piece.text, place)), None)
    before = next((measure for measure, pattern in BEFORE if pattern.match(piece.text, piece.start)), None)
    return behind or before or "values"


def _relation(match: re.Match[str]) -> Relation:
    if match.re is SIGN:
        return "above" if match["rel"] == ">" else "below"
    if match.re is SO_HIGH:  # `does not get as low as`
        return "above" if match["rel"].lower() in ("low", "far down") else "below"
    return "below" if match["rel"].lower().split()[0] in LOWER else "above"


def denied(piece: Piece, match: re.Match[str]) -> bool:
    """Whether a word before the match denies it."""
    if match.re is SO_HIGH:
        return False
    head = piece.text[max(match.start() - 30, piece.start) : match.start()]
    return NEGATION_RE.search(head) is not None
