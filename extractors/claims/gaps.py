"""How far two curves are apart: `the gap between A and B at step 40 is 0.2`, `A leads by 0.06 at step 80`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.claims.comparisons import denied
from extractors.claims.mention import is_place, place_of
from extractors.claims.piece import Piece
from extractors.claims.quantities import HEDGE, Found, find_quantities
from schemas.claims import Claim, ClaimKind, Measure, Place, Relation, SeriesRef

_NUMBER = rf"(?=(?:{HEDGE}\s*)?[\d.])"
_LEADS_BY = re.compile(
    rf"\b(?:(?P<above>leads?|led|(?:is|was|stays?|ends?|finish(?:es|ed)?) (?:ahead|in front))|"
    rf"(?P<below>trails?|trailed|lags?|lagged|(?:is|was|stays?|ends?|finish(?:es|ed)?) behind))"
    rf"(?: behind)?,? by {_NUMBER}",
    re.I,
)
_GAP = re.compile(
    rf"\b(?:gap|difference|distance|margin|separation)\b(?P<between>[^.;\d]{{0,80}}?(?:\b(?:at|by|in|around) "
    rf"(?:[a-z]+ )?[\d.,]+[^.;\d]{{0,20}}?)?)\s(?:is|was|of|amounts to|reaches|equals|measures|stands at)\s{_NUMBER}",
    re.I,
)
_ENDS = re.compile(r"\b(?:at|by) the (?:very )?end\b|\bfinal(?:ly)?\b|\bends?\b|\bfinish", re.I)
_STARTS = re.compile(r"\bat the (?:very )?(?:start|beginning|outset)\b|\binitial(?:ly)?\b", re.I)
_NEXT = re.compile(r"[,;]\s|\b(?:and|but|while|whereas)\b")
_FAVOUR = re.compile(r"\bin favou?r of (?:the )?", re.I)
_REACH = 40  # characters from a word to its number


def gap_claims(piece: Piece, stop: int, carried: SeriesRef | None) -> Iterator[Claim]:
    """A comparison by how much for each, where the words tell where."""
    for match in _LEADS_BY.finditer(piece.text, piece.start, stop):
        named = [one for one in piece.series if one.end <= match.start() + 1]
        subject = named[-1].ref if named and not named[-1].ref.only else carried
        if subject is None or subject.every or denied(piece, match):
            continue
        relation: Relation = "above" if match["above"] else "below"
        others = SeriesRef(text="the others", every=True)
        yield from _claim(piece, match, (subject, others), relation, _clause_end(piece, match.end(), stop))
    for match in _GAP.finditer(piece.text, piece.start, stop):
        named = [one for one in piece.series_in(piece.start, stop) if not one.ref.only and not one.ref.every]
        refs = {one.ref.name or one.ref.text: one.ref for one in named}
        favoured = _FAVOUR.search(piece.text, match.end(), stop)
        if denied(piece, match):
            continue
        if len(refs) == 2:
            first, second = refs.values()
            yield from _claim(piece, match, (first, second), "apart", stop)
        elif not refs:
            every = SeriesRef(text="the curves", every=True)
            yield from _claim(piece, match, (every, every), "apart", stop)
        elif favoured is not None and len(refs) == 1 and named[0].start == favoured.end():
            others = SeriesRef(text="the others", every=True)
            yield from _claim(piece, match, (named[0].ref, others), "above", stop)


def _claim(
    piece: Piece, match: re.Match[str], pair: tuple[SeriesRef, SeriesRef], relation: Relation, end: int
) -> Iterator[Claim]:
    amount: Found | None = next(iter(find_quantities(piece.text, match.end(), min(match.end() + _REACH, end))), None)
    if amount is None:
        return
    numbers = [one for one in piece.numbers if one.start >= amount.end and one.end <= end and is_place(one)]
    numbers += [one for one in piece.numbers if one.start < match.end() and one.side == "x" and match.re is _GAP]
    lead = piece.text[piece.start : end]
    measure: Measure = "end" if _ENDS.search(lead) else "start" if _STARTS.search(lead) else "values"
    place: Place | None = place_of(numbers[0]) if numbers else piece.scope.place
    if place is None and measure == "values":
        return
    last = max([amount.end, *(one.end for one in numbers[:1])])
    piece.take(match.start(), last)
    first, second = pair
    yield piece.claim(
        ClaimKind.COMPARISON, match.start(), last, series=first, other=second, relation=relation,
        measure="values" if place is not None else measure, values=(amount.quantity,), x=place,
    )  # fmt: skip


def _clause_end(piece: Piece, start: int, stop: int) -> int:
    mark = _NEXT.search(piece.text, start, stop)
    return mark.start() if mark else stop
