"""Short answers to questions and values of keys: ``Q: How many lines are there? A: Two.``, ``max_value = 0.46``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.claims.asked import Asked
from extractors.claims.axis_words import SCALES
from extractors.claims.lexicon import COLOR_RE
from extractors.claims.lineup import name_list
from extractors.claims.mention import Mention, is_place, place_of
from extractors.claims.piece import Piece
from extractors.claims.plain import bare
from extractors.claims.quantities import COUNT, count_of
from extractors.claims.styles import find_marker
from schemas.claims import Claim, ClaimKind, Place, Quantity, SeriesRef

_COUNT = re.compile(rf"\W*(?:(?:there are|it has|exactly|only|a total of)\s+)?(?P<n>{COUNT})\b", re.I)
_NO = re.compile(r"\W*(?:no|none|false|absent)\b", re.I)
_YES_OR_NO = re.compile(r"(?:yes|no)\b", re.I)
_SIDE = r"(?:top|upper|bottom|lower|center|centre|middle|left|right|outside)"
_POSITION = re.compile(rf"\b{_SIDE}(?:[ -]{_SIDE})?\b", re.I)
_LEAD = re.compile(r"\W*(?:(?:it is|it's|it|is|the|labell?ed|called|titled|shows?|that is)\s+)*", re.I)
_PAIR_OF_ENDS = re.compile(r"\W*[\[(]\s*[^,;\[\]()]+[,;]\s*[^,;\[\]()]+[\])]\W*")
LONGEST = 80  # characters of an answer that is a name or label and not a sentence
_OF_VALUES = frozenset({ClaimKind.MAXIMUM, ClaimKind.MINIMUM, ClaimKind.START, ClaimKind.END, ClaimKind.VALUE})


def answer_claims(piece: Piece, asked: Asked, series: SeriesRef | None, place: Place | None) -> Iterator[Claim]:
    """The claim that a short answer makes; ``series`` and ``place`` are those that the question names."""
    if asked.kind in _OF_VALUES:
        yield from _place(piece, asked.kind, series) if asked.place else _value(piece, asked.kind, series, place)
    elif asked.kind in (ClaimKind.AXIS_RANGE, ClaimKind.TICK_STEP):
        yield from _numbers_of_axis(piece, asked)
    elif asked.kind is ClaimKind.COMPARISON:
        yield from _best(piece, asked)
    elif asked.kind in (ClaimKind.SERIES_COUNT, ClaimKind.PANEL_COUNT):
        found = _COUNT.match(piece.text, piece.start, piece.end)
        if found is not None and 0 < (count_of(found["n"]) or 0) <= 60:
            count = Quantity(text=found["n"], value=float(count_of(found["n"]) or 0), digit=1.0)
            yield piece.claim(asked.kind, *found.span("n"), values=(count,))
    else:
        yield from _words(piece, asked, series)


def _value(piece: Piece, kind: ClaimKind, series: SeriesRef | None, place: Place | None) -> Iterator[Claim]:
    """The value, and where it lies: `0.46, at step 130`, `(130, 0.46)`."""
    own = piece.series_in(piece.start, piece.end)
    told = own[0].ref if len(own) == 1 and not own[0].ref.only else series
    numbers = [one for one in piece.numbers if one.numbers]
    if len(own) > 1 or not numbers or len(numbers) > 2:
        return
    if numbers[0].pair:
        x, y = numbers[0].numbers
        yield _claim(piece, kind, numbers[:1], told, (y,), Place(start=x))
        return
    first, *rest = numbers
    if len(first.numbers) != 1 or (first.side == "x" and first.sure):
        return
    at = next((place_of(one) for one in rest if _is_where(piece, one)), None)
    if rest and at is None:
        return
    at = at or place
    if kind is not ClaimKind.VALUE or at is not None:
        yield _claim(piece, kind, numbers, told, first.numbers, at)


def _place(piece: Piece, kind: ClaimKind, series: SeriesRef | None) -> Iterator[Claim]:
    """Where on x an extreme lies: `Q: At which step does A peak? A: 60`."""
    numbers = [one for one in piece.numbers if one.numbers and not one.pair]
    if len(numbers) == 1 and len(numbers[0].numbers) == 1:
        only = numbers[0]
        yield piece.claim(kind, only.start, only.end, series=series, x=place_of(only))


def _claim(
    piece: Piece,
    kind: ClaimKind,
    told: list[Mention],
    series: SeriesRef | None,
    values: tuple[Quantity, ...],
    x: Place | None,
) -> Claim:
    return piece.claim(kind, told[0].start, told[-1].end, series=series, values=values, x=x)


def _is_where(piece: Piece, mention: Mention) -> bool:
    placed = is_place(mention) or mention.prep in ("at", "@", "in", "by", "when", "around", "near")
    return not mention.pair and mention.side != "y" and (placed or mention.bracketed)


def _numbers_of_axis(piece: Piece, asked: Asked) -> Iterator[Claim]:
    numbers = [one for one in piece.numbers if one.numbers and not one.pair]
    pairs = [one for one in piece.numbers if one.pair]
    if asked.kind is ClaimKind.TICK_STEP:
        if len(numbers) == 1 and len(numbers[0].numbers) == 1:
            only = numbers[0]
            yield piece.claim(asked.kind, only.start, only.end, axis=asked.axis, values=only.numbers)
        return
    ends = pairs[0].numbers if pairs else numbers[0].numbers if numbers else ()
    if len(ends) == 1 and len(numbers) == 2 and _PAIR_OF_ENDS.fullmatch(piece.text, piece.start, piece.end):
        ends = (*ends, *numbers[1].numbers)
    if len(ends) == 2:
        told = [*pairs, *numbers]
        yield piece.claim(asked.kind, told[0].start, told[-1].end, axis=asked.axis, values=ends)


def _best(piece: Piece, asked: Asked) -> Iterator[Claim]:
    named = [one for one in piece.series_in(piece.start, piece.end) if not one.ref.only and not one.ref.every]
    if len(named) == 1 and named[0].start - piece.start < 12:
        one, others = named[0], SeriesRef(text=named[0].ref.text, every=True)
        yield piece.claim(
            asked.kind, one.start, one.end, series=one.ref, other=others, relation=asked.relation, measure=asked.measure
        )


def _words(piece: Piece, asked: Asked, series: SeriesRef | None) -> Iterator[Claim]:
    """Answers in words: names, labels, colours, markers, places of the legend."""
    lead = _LEAD.match(piece.text, piece.start, piece.end)
    span = bare(piece.text, lead.end() if lead else piece.start, piece.end)
    words = piece.text[slice(*span)]
    match asked.kind:
        case ClaimKind.SERIES_COLOR:
            color = COLOR_RE.search(piece.text, piece.start, piece.end)
            if color is not None and series is not None:
                yield piece.claim(asked.kind, *color.span(), series=series, words=color[0].lower())
        case ClaimKind.SERIES_MARKER:
            marker = find_marker(f"{piece.text} markers", piece.start, piece.end + len(" markers"))
            if marker is not None and series is not None and marker[1][0] < piece.end:
                end = min(marker[1][1], piece.end)
                yield piece.claim(asked.kind, marker[1][0], end, series=series, words=marker[0])
        case ClaimKind.LEGEND_POSITION:
            at = _POSITION.search(piece.text, piece.start, piece.end)
            if at is not None:
                yield piece.claim(asked.kind, *at.span(), words=at[0].lower())
        case ClaimKind.NO_LEGEND:
            if _NO.match(piece.text, piece.start):
                yield piece.claim(asked.kind, piece.start, piece.end)
        case ClaimKind.LEGEND_ENTRY:
            for name in name_list(piece.text, span[0], piece.end):
                yield piece.claim(asked.kind, *name, words=piece.text[slice(*name)])
        case ClaimKind.AXIS_SCALE:
            found = next(((w, m) for w, p in SCALES if (m := p.search(piece.text, piece.start, piece.end))), None)
            if found is not None:
                yield piece.claim(asked.kind, *found[1].span(), axis=asked.axis, words=found[0])
        case _:
            if 1 < len(words) <= LONGEST and not _YES_OR_NO.match(words):
                yield piece.claim(asked.kind, *span, axis=asked.axis, words=words)
