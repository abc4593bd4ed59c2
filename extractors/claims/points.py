"""Values that are listed, not told: ``(20, 0.77)``, ``Step 40: ~0.27``, ``x = 10, y = 0.8``, ``0.46 at step 130``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.claims.extremes import LOCAL
from extractors.claims.labels import Label
from extractors.claims.lexicon import LOCAL_RE, STRONG_RE, TREND_RE
from extractors.claims.mention import LEADS_TO, Mention, is_place, place_of
from extractors.claims.piece import Piece
from extractors.claims.quantities import find_quantities
from extractors.claims.subjects import SeriesMention
from schemas.claims import Claim, ClaimKind, Place, Quantity, SeriesRef, Trend

_NOTE = re.compile(
    r"\s*[-–—,(:]*\s*\(?(?P<words>(?:(?:the|its|a|an) )?(?:(?:global|local|absolute|overall|second|"
    r"third|first|major|minor|secondary|series|highest|lowest|sharp|notable|initial|final|brief) )*"
    r"(?:(?P<max>maximum|max|peaks?|highest(?: point| value)?|high)|(?P<min>minimum|min|trough|"
    r"lowest(?: point| value)?|low|dip|valley)))\b",
    re.I,
)
_TERMINAL = re.compile(
    r"\W*(?:(?P<start>start|initial)|(?P<end>end|final)|(?P<max>peak|max|highest)|(?P<min>min|lowest|trough))", re.I
)
_KINDS = {"start": ClaimKind.START, "end": ClaimKind.END, "max": ClaimKind.MAXIMUM, "min": ClaimKind.MINIMUM}
_CATEGORY = re.compile(r"\(\s*(?P<place>[A-Za-z][\w -]{0,20}),\s")
_ASSIGNED = re.compile(r"\s*(?:,|:|→|;|\||=>?|-|–|—)?\s*(?:\(?(?:[A-Za-z][\w\s]{0,24}?)?\s*(?:=|:|~|is|of)?\s*)?", re.I)
_NUMBER = r"[~≈]?[-−]?[$€£]?\d[\d.,]*[kKM%]?"
_CHAIN = re.compile(rf"{_NUMBER}(?:\s*→\s*{_NUMBER}){{2,}}(?![\w(])")
_AT = re.compile(r"\s*,?\s*(?:\(|\[)?\s*(?:at|@|in|by|around|near|when|for)?\s*(?:the\s+)?$", re.I)


def pair_claims(piece: Piece) -> Iterator[Claim]:
    """Every (x, y) of a sentence that no verb before it claims as its start, end or extreme."""
    for mention in piece.numbers:
        if not mention.pair or piece.is_taken(mention.start, mention.end):
            continue
        x, y = mention.numbers
        piece.take(mention.start, mention.end)
        series = _series_before(piece, mention.start)
        yield piece.claim(ClaimKind.VALUE, mention.start, mention.end, series=series, values=(y,), x=Place(start=x))
        yield from _noted(piece, mention.end, x, y)


def terminal_claims(piece: Piece) -> Iterator[Claim]:
    """``Final values: A ~0.78, B ~0.88``: one claim for each series that is named before its value."""
    label = piece.node.label
    kind = _TERMINAL.match(label.text) if label is not None and piece.start == label.start < piece.end else None
    if label is None or kind is None or piece.end <= label.end + 1:
        return
    numbers = [m for m in piece.numbers_in(label.rest, piece.end) if m.numbers and not m.pair]
    named = list(_valued_series(piece, label.rest, numbers))
    if len(named) < 2 or len(named) != len(numbers) or any(series is None for _, series in named):
        return
    piece.take(label.start, piece.end)
    for value, series in named:
        if series is not None:
            ref, told = series.ref, value.numbers
            yield piece.claim(_KINDS[str(kind.lastgroup)], series.start, value.end, series=ref, values=told)


def category_claims(piece: Piece) -> Iterator[Claim]:
    """``(low, ~45.2)``: an item that is a category and a value."""
    match = _CATEGORY.match(piece.text, piece.start, piece.end)
    if match is None or piece.scope.series is None or piece.node.block.kind != "item":
        return
    value = next((m for m in piece.numbers if m.start >= match.end("place") and len(m.numbers) == 1), None)
    if value is None or value.end > piece.text.find(")", match.end()):
        return
    end = piece.text.find(")", match.end()) + 1
    piece.take(match.start(), end)
    place = Place(words=match["place"])
    yield piece.claim(ClaimKind.VALUE, match.start(), end, series=piece.scope.series, values=value.numbers, x=place)


def labelled_claims(piece: Piece, label: Label) -> Iterator[Claim]:
    """``Step 40: ~0.27``: the label is the place and what follows begins with the value."""
    marks = [m for m in piece.numbers if m.end <= label.end + 1]
    place = next((m for m in marks if m.numbers and not m.pair), None)
    if place is None:
        return
    rest = [m for m in piece.numbers if m.start >= label.rest]
    named = [(m, s) for m, s in _valued_series(piece, label.rest, rest)]
    if len(named) >= 1 and all(s is not None for _, s in named):
        for value, series in named:
            piece.take(value.start, value.end)
            start = series.start if series else value.start
            ref = series.ref if series else None
            x = place_of(place)
            yield piece.claim(ClaimKind.VALUE, start, value.end, series=ref, values=value.numbers[:1], x=x)
        return
    first = rest[0] if rest else None
    if first is None or first.pair or (first.side == "x" and first.sure):
        return
    lead = piece.text[label.rest : first.start]
    if not _ASSIGNED.fullmatch(lead) and not re.fullmatch(
        r"\W*(?:[A-Za-z@%.\d-]+\s+){0,6}(?:is|was|of|=|:|at|value)?\s*", lead
    ):
        return
    if TREND_RE.search(lead):
        return
    piece.take(label.start, first.end)
    told = piece.scope.series or _series_before(piece, first.start) or piece.scope.only
    x = place_of(place)
    if len(first.numbers) == 2:
        yield piece.claim(ClaimKind.RANGE, label.start, first.end, series=told, values=first.numbers, x=x)
        return
    if x.end is not None and x.start is not None:
        yield piece.claim(ClaimKind.TREND, label.start, first.end, series=told, trend="flat", values=first.numbers, x=x)
        return
    yield piece.claim(ClaimKind.VALUE, label.start, first.end, series=told, values=(first.numbers[0],), x=x)
    if x.start is not None:
        yield from _noted(piece, first.end, x.start, first.numbers[0])


def arrow_claims(piece: Piece) -> Iterator[Claim]:
    """``3000 → 2950 (steps 0-50)`` is a movement; ``1 → 1.0, 2 → 1.9`` without places a list of x and y."""
    yield from _chained(piece)
    arrows = [m for m in piece.numbers_in(piece.start, piece.end) if m.joined in ("→", LEADS_TO)]
    placed = [(m, _place_behind(piece, m)) for m in arrows]
    series = piece.scope.series or (_series_before(piece, arrows[0].start) if arrows else None)
    listed = len(arrows) > 1 and all(place is None for _, place in placed) and not piece.search(TREND_RE)
    if series is not None and (listed or (len(arrows) == 1 and _is_item(piece, arrows[0]))):
        for mention in arrows:
            x, y = mention.numbers
            piece.take(mention.start, mention.end)
            yield piece.claim(ClaimKind.VALUE, mention.start, mention.end, series=series, values=(y,), x=Place(start=x))
        return
    for mention, place in placed:
        first, last = mention.numbers
        if place is None or mention.side == "x" or first.value == last.value:
            continue
        trend: Trend = "rises" if last.value > first.value else "falls"
        piece.take(mention.start, place.end)
        yield piece.claim(
            ClaimKind.TREND,
            mention.start,
            place.end,
            series=series,
            trend=trend,
            values=mention.numbers,
            x=place_of(place),
        )


def _chained(piece: Piece) -> Iterator[Claim]:
    """``0.13 → 0.36 → 0.33 (steps 0 → 80 → 140)``: values at places; a chain without its places tells nothing."""
    chains = list(_CHAIN.finditer(piece.text, piece.start, piece.end))
    numbers = [[one.quantity for one in find_quantities(piece.text, *chain.span())] for chain in chains]
    of_x = [_is_of_x(piece, chain) for chain in chains]
    for chain in chains:
        piece.take(*chain.span())
    if sorted(of_x) != [False, True] or len(numbers[0]) != len(numbers[1]):
        return
    places, values = (numbers[0], numbers[1]) if of_x[0] else (numbers[1], numbers[0])
    series = piece.scope.series or _series_before(piece, chains[0].start()) or _series_before(piece, chains[1].start())
    for place, value in zip(places, values, strict=True) if series is not None else ():
        span = chains[0].start(), chains[1].end()
        yield piece.claim(ClaimKind.VALUE, *span, series=series, values=(value,), x=Place(start=place))


def _is_of_x(piece: Piece, chain: re.Match[str]) -> bool:
    """Whether the words before a chain, or those of its numbers, make it one of places."""
    told = (one for one in piece.numbers if one.start < chain.end() and chain.start() < one.end)
    return any(one.side == "x" and one.sure for one in told)


def _is_item(piece: Piece, arrow: Mention) -> bool:
    """Whether a place, an arrow and a value are all of an item: ``- 70 → 0.5``."""
    alone = not (piece.text[piece.start : arrow.start] + piece.text[arrow.end : piece.end]).strip(" .;~")
    return arrow.joined == LEADS_TO and piece.node.block.kind == "item" and alone


def _place_behind(piece: Piece, mention: Mention) -> Mention | None:
    """The interval of x that follows an arrow, in brackets or after a preposition."""
    following = next((m for m in piece.numbers if m.start >= mention.end), None)
    if (
        following is None
        or len(following.numbers) != 2
        or following.joined in ("→", LEADS_TO)
        or not is_place_or_bracketed(following)
    ):
        return None
    return following if len(piece.text[mention.end : following.start].strip(" (,")) <= 12 else None


def is_place_or_bracketed(mention: Mention) -> bool:
    """Whether two numbers are a stretch of x."""
    return is_place(mention) or (mention.bracketed and mention.side != "y")


def range_claims(piece: Piece) -> Iterator[Claim]:
    """An item that begins with two values: ``between 0.2 and 0.4 for steps 10 to 20``."""
    free = [m for m in piece.numbers if not piece.is_taken(m.start, m.end)]
    head = free[0] if free else None
    if head is None or piece.node.block.kind != "item" or head.start > piece.start or head.prep != "between":
        return
    if len(head.numbers) == 2 and head.side != "x" and piece.scope.series is not None:
        place = next((place_of(m) for m in free[1:2] if is_place_or_bracketed(m)), None)
        end = free[1].end if place is not None else head.end
        piece.take(head.start, end)
        yield piece.claim(ClaimKind.RANGE, head.start, end, series=piece.scope.series, values=head.numbers, x=place)


def loose_claims(piece: Piece, used: list[Mention], stop: int) -> Iterator[Claim]:
    """A value and its place side by side without a verb: ``0.46 (step 130)``, ``x=10: y=0.8``."""
    free = [m for m in piece.numbers_in(piece.start, stop) if m not in used and not m.pair]
    number = 0
    while number + 1 < len(free):
        first, second = free[number], free[number + 1]
        found = _value_at(piece, first, second)
        number += 2 if found else 1
        if found:
            value, place = found
            series = _series_before(piece, first.start)
            if series is not None:
                piece.take(first.start, second.end)
                kind = ClaimKind.VALUE if len(value.numbers) == 1 else ClaimKind.RANGE
                yield piece.claim(
                    kind,
                    first.start,
                    second.end,
                    series=series,
                    values=value.numbers,
                    x=place_of(place),
                )


def _value_at(piece: Piece, first: Mention, second: Mention) -> tuple[Mention, Mention] | None:
    between = piece.text[first.end : second.start]
    if len(between) > 30 or min(len(first.numbers), len(second.numbers)) != 1:
        return None
    if second.side == "x" and first.side != "x" and _is_point(second) and _AT.fullmatch(between):
        return first, second
    if first.side == "x" and second.side != "x" and _is_point(first) and _ASSIGNED.fullmatch(between):
        return second, first
    return None


def _is_point(mention: Mention) -> bool:
    return mention.sure and len(mention.numbers) == 1


def _valued_series(piece: Piece, start: int, numbers: list[Mention]) -> Iterator[tuple[Mention, SeriesMention | None]]:
    """``Step 40: GRPO ~0.27, MEL ~0.24``: each value with the series named right before it."""
    cursor = start
    for number in numbers:
        if len(number.numbers) != 1 or (number.side == "x" and number.sure):
            return
        named = [m for m in piece.series if cursor <= m.start and m.end <= number.start]
        close = named and len(piece.text[named[-1].end : number.start]) <= 14
        yield number, named[-1] if close else None
        cursor = number.end


def _noted(piece: Piece, end: int, x: Quantity, y: Quantity) -> Iterator[Claim]:
    """``(500, 0.325) - Global maximum``: a note beside a point makes it an extreme."""
    note = _NOTE.match(piece.text, end)
    if note is None or note.end() > len(piece.text):
        return
    words = note["words"]
    kind = ClaimKind.MAXIMUM if note["max"] else ClaimKind.MINIMUM
    local = (
        LOCAL_RE.search(words) is not None and not STRONG_RE.search(words.replace(note["max"] or note["min"], ""))
    ) or note["min"] in ("dip", "valley")
    piece.take(note.start(), note.end())
    series, within = _series_before(piece, end), LOCAL if local else None
    yield piece.claim(kind, *note.span("words"), series=series, values=(y,), x=Place(start=x), within=within)


def _series_before(piece: Piece, place: int) -> SeriesRef | None:
    named = [m for m in piece.series if m.end <= place and not m.ref.only]
    if named:
        return named[-1].ref
    return piece.scope.series or piece.scope.only
