"""Whose a number is, where a sentence lists several: by the names in the same order or in brackets, else nobody's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from extractors.claims.mention import Mention
from extractors.claims.piece import Piece
from extractors.claims.subjects import SeriesMention
from schemas.claims import Claim, ClaimKind, Place, Quantity, SeriesRef

_OF_ONE_VALUE = frozenset({ClaimKind.VALUE, ClaimKind.START, ClaimKind.END, ClaimKind.MAXIMUM, ClaimKind.MINIMUM})
_LISTED = re.compile(r"\s*(?:,|&|/)?\s*(?:and\s+)?(?:the\s+)?", re.I)
_FOR = re.compile(r"\s+for (?:the )?(?P<name>[A-Za-z][\w-]*)(?=\s*(?:[,;.)]|\band\b|$))")
_GOES_ON = re.compile(r"\s*(?:to|through|–|—|\.\.)\s*[~≈]?[-−]?\d", re.I)
_BRACKET = re.compile(r"\s*[(\[]\s*(?:(?:for|by|in|of)\s+)?(?:the\s+)?", re.I)


def assured(piece: Piece, claims: Iterable[Claim]) -> Iterator[Claim]:
    """The claims of a sentence, each number with the series that it is surely said of.

    `A and B end at 0.3 and 0.4` is a claim on each; of `they end at 0.3 and 0.4` no number has an owner, and the claim
    is left out. `0.3 (A)` is said of A, whoever was spoken of before.
    """
    runs = list(_runs(piece))
    for claim in claims:
        if _is_half(piece, claim):
            continue
        run = _run_of(runs, claim.values[0]) if claim.kind in _OF_ONE_VALUE and claim.values else None
        if run is not None:
            yield from _shared_out(piece, claim, run, runs)
        elif not _is_listed_place(runs, claim):
            yield _owned(piece, claim)


def _runs(piece: Piece) -> Iterator[list[Mention]]:
    """Bare numbers one after the other with nothing but commas or `and` between, two at least."""
    run: list[Mention] = []
    for mention in piece.numbers:
        if mention.pair or len(mention.numbers) != 1:
            follows = False
        else:
            follows = bool(run) and mention.prep in ("", "and") and _are_alike(run[-1], mention)
            follows = follows and _LISTED.fullmatch(piece.text, run[-1].end, mention.start) is not None
        if not follows:
            if len(run) > 1:
                yield run
            run = []
        if not mention.pair and len(mention.numbers) == 1:
            run.append(mention)
    if len(run) > 1:
        yield run


def _are_alike(one: Mention, other: Mention) -> bool:
    """Whether two numbers may measure the same: `0.37, step 100` and `at steps 100, 0.37` may not."""
    return (one.side == "x") == (other.side == "x") or not (one.sure or other.sure)


def _is_half(piece: Piece, claim: Claim) -> bool:
    """Whether a value is the first of two: `from 10 to 20 its values lie in 0.2 to 0.4`."""
    if claim.kind not in _OF_ONE_VALUE or not claim.values:
        return False
    told = next((one for one in piece.numbers if one.numbers[:1] == claim.values[:1]), None)
    return told is not None and len(told.numbers) == 1 and _GOES_ON.match(piece.text, told.end) is not None


def _run_of(runs: Sequence[list[Mention]], value: Quantity) -> list[Mention] | None:
    return next((run for run in runs if any(mention.numbers[0] is value for mention in run)), None)


def _is_listed_place(runs: Sequence[list[Mention]], claim: Claim) -> bool:
    """Whether a value is told at one of several places, of which there may be several values."""
    at = claim.x.start if claim.x is not None and claim.x.end is None else None
    return claim.kind in _OF_ONE_VALUE and at is not None and bool(claim.values) and _run_of(runs, at) is not None


def _shared_out(piece: Piece, claim: Claim, run: list[Mention], runs: Sequence[list[Mention]]) -> Iterator[Claim]:
    """`A and B end at 0.3 and 0.4`: as many names as numbers, in one order."""
    named = _names_before(piece, run[0].start, len(run))
    at = claim.x.start if claim.x is not None else None
    places = _run_of(runs, at) if at is not None else None
    if places is run or (places is not None and len(places) != len(run)):
        return
    if named is None:
        yield from _in_turn(piece, claim, run, places or next(_places_before(runs, run), None))
        return
    for number, (series, value) in enumerate(zip(named, run, strict=True)):
        x = Place(start=places[number].numbers[0]) if places is not None else claim.x
        yield piece.claim(claim.kind, series.start, value.end, series=series.ref, values=value.numbers, x=x)


def _places_before(runs: Sequence[list[Mention]], values: list[Mention]) -> Iterator[list[Mention]]:
    """A list of as many places as there are values, the only other list of a sentence."""
    others = [run for run in runs if run is not values]
    if len(others) == 1 and len(others[0]) == len(values) and all(one.side == "x" for one in others[0]):
        yield others[0]


def _in_turn(piece: Piece, claim: Claim, run: list[Mention], places: list[Mention] | None) -> Iterator[Claim]:
    """`At steps 0, 20 and 40 A reads 0.2, 0.4 and 0.6`: one series, as many places as values."""
    refs = {one.ref.name or one.ref.text for one in piece.series}
    if places is None or claim.series is None or claim.kind is not ClaimKind.VALUE or len(refs) > 1:
        return
    for place, value in zip(places, run, strict=True):
        start, end = min(place.start, value.start), max(place.end, value.end)
        x = Place(start=place.numbers[0])
        yield piece.claim(ClaimKind.VALUE, start, end, series=claim.series, values=value.numbers, x=x)


def _names_before(piece: Piece, place: int, count: int) -> list[SeriesMention] | None:
    """The series named last before a place, if they are so many and stand in a list."""
    named = [one for one in piece.series if one.end <= place]
    last = named[-count:]
    if len(last) < count or any(one.ref.only or one.ref.every for one in last):
        return None
    gaps = [(one.end, other.start) for one, other in pairwise(named)]
    listed = [_LISTED.fullmatch(piece.text, *gap) is not None for gap in gaps]
    longer = len(named) > count and listed[-count]
    return last if all(listed[len(listed) - count + 1 :]) and not longer else None


def _owned(piece: Piece, claim: Claim) -> Claim:
    """`0.3 (A)` is said of A, `0.3 for loss` of something called loss."""
    if claim.kind not in _OF_ONE_VALUE or not claim.values:
        return claim
    told = next((one for one in piece.numbers if any(number is claim.values[0] for number in one.numbers)), None)
    if told is None or told.pair:
        return claim
    bracket, other = _BRACKET.match(piece.text, told.end), _FOR.match(piece.text, told.end, piece.end)
    owner = next((one for one in piece.series if bracket is not None and one.start == bracket.end()), None)
    if owner is not None and not owner.ref.only:
        return claim.model_copy(update={"series": owner.ref})
    if other is None or any(one.start < other.end() and other.start("name") < one.end for one in piece.series):
        return claim
    return claim.model_copy(update={"series": SeriesRef(text=other["name"], name=other["name"])})
