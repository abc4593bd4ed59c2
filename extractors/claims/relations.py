"""Claims on two curves: comparison, equality, crossing, divergence; and where a band is widest."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.claims.events import subject_at
from extractors.claims.lexicon import NEGATION_RE
from extractors.claims.mentions import Mention, is_place, place_of
from extractors.claims.piece import Piece
from schemas.claims import Claim, ClaimKind, Measure, Place, Quantity, Relation, SeriesRef

_ABOVE_VERB = re.compile(
    r"\b(?:(?:slightly|consistently|significantly|clearly|generally|marginally|substantially|always|"
    r"often)\s+)?(?:outperform(?:s|ed|ing)?|surpass(?:es|ed|ing)?|exceed(?:s|ed|ing)?|beat(?:s|ing)?|"
    r"dominat(?:es?|ed|ing)|overtak(?:es?|en|ing)|overtook|"
    r"out-?pac(?:es?|ed|ing)|leads?(?= (?:over|ahead|the)?)|tops)\b(?!\s*(?:~|\d|\.\d|approx|around|about|to\b|up\b))",
    re.I,
)
_BELOW_VERB = re.compile(
    r"\b(?:underperform(?:s|ed|ing)?|trail(?:s|ed|ing)?(?: behind)?|lag(?:s|ged|ging)?(?: behind)?|"
    r"falls? behind)\b(?!\s*(?:~|\d|off))",
    re.I,
)
_STANDS = re.compile(
    r"\b(?:(?:is|are|was|were|remain(?:s|ed|ing)?|stay(?:s|ed|ing)?|l[iay]+(?:es|s|ing)?|sit(?:s|"
    r"ting)?|run(?:s|ning)?|keep(?:s|ing)?|stand(?:s|ing)?|hover(?:s|ing)?)\s+)(?:(?:\w+ly|well|far|"
    r"just|always|still|somewhat)\s+){0,2}"
    r"(?P<rel>above|below|higher|lower|greater|smaller|better|worse|larger|under|over|ahead of|"
    r"behind)(?:\s+than)?\b(?!\s*(?:~|\d|\.\d|approx|around|about|roughly))",
    re.I,
)
_COMPARED = re.compile(
    r"\b(?P<rel>higher|lower|greater|smaller|larger|better|worse|steeper|shallower|faster|slower|more|"
    r"less|fewer|steadier|smoother|noisier|stronger|weaker|earlier|later|sharper|wider|narrower|"
    r"superior)\b",
    re.I,
)
_PRONOUNCED = re.compile(
    r"\b(?:volatility|fluctuations?|variance|variability|instability|noise)\b[^,.;]{0,20}\b(?:is|"
    r"are)\s+(?:\w+\s)?(?:more|greater|higher|larger)(?: pronounced| severe| marked)?",
    re.I,
)
_THAN = re.compile(
    r"\b(?:than|compared (?:to|with)|relative to|over|versus|vs\.?)\s+(?:that of\s+|for\s+|in\s+)?(?:the\s+)?", re.I
)
_MEASURE_WORDS: tuple[tuple[Measure, str], ...] = (
    ("maximum", r"\bpeak|maxim|\bmax\b|highest"),
    ("minimum", r"minim|\bmin\b|lowest|trough|floor"),
    (
        "volatility",
        r"volatil|fluctuat|varia(?:nce|bil|tion)|instabil|unstable|nois(?:e|y|ier)|steadier|smoother|"
        r"stable|stabil|erratic|consisten(?:t|cy)\b",
    ),
    ("start", r"\b(?:start|initial|beginning|begins)"),
    (
        "end",
        r"\b(?:final|end(?:s|ed|ing)?|finish\w*|last)\b(?! (?:stage|phase|few|training|part|portion|steps|epochs|"
        r"iterations|third|half|quarter))",
    ),
    (
        "change",
        r"increase|growth|grows?|improve|gain|drop|declin|decreas|steep|faster|slower|shallower|rate|"
        r"rises?|slope|sharper",
    ),
    ("mean", r"\b(?:average|mean|on average)"),
)
_LEADS: tuple[tuple[Measure, re.Pattern[str]], ...] = (
    (
        "end",
        re.compile(
            r"\b(?:ends?|ended|finish(?:es|ed)?|concludes?|closes?|(?:final|last|end) (?:value|score|level|point)s?)\b",
            re.I,
        ),
    ),
    (
        "start",
        re.compile(
            r"\b(?:starts?|started|begins?|began|(?:initial|first|starting) (?:value|score|level|point)s?)\b", re.I
        ),
    ),
    ("maximum", re.compile(r"\b(?:peaks?|peaked|maximum|max|highest (?:value|point|score))\b", re.I)),
    ("minimum", re.compile(r"\b(?:minimum|min|lowest (?:value|point|score)|bottoms)\b", re.I)),
)
_MEASURES = tuple((measure, re.compile(words, re.I)) for measure, words in _MEASURE_WORDS)
_EQUAL = re.compile(
    r"\b(?:converg(?:e|es|ed|ing|ence)|(?:nearly |almost |virtually |essentially |very |relatively |"
    r"quite )*(?:identical(?:ly)?|similar(?:ly|ity)?|same|equal|comparabl[ey]|indistinguishable)|"
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
_WIDE = re.compile(
    r"\b(?:widest|(?:notably|especially|particularly|most|very) wide|broadest|largest (?:variance|"
    r"uncertainty|spread)|(?:greatest|highest) (?:variance|uncertainty|spread))\b",
    re.I,
)
_BAND = re.compile(
    r"\b(?:bands?|regions?|areas?|ribbons?|intervals?|variance|uncertainty|envelopes?|shad\w+|spread|error bars?)\b",
    re.I,
)
_COMPARISONS: tuple[tuple[re.Pattern[str], Relation | None], ...] = (
    (_ABOVE_VERB, "above"),
    (_BELOW_VERB, "below"),
    (_STANDS, None),
    (_PRONOUNCED, "above"),
    (_COMPARED, None),
)
REACH = 60  # characters behind a verb within which its object stands
_LOWER = frozenset(
    [
        "below",
        "lower",
        "smaller",
        "worse",
        "shallower",
        "slower",
        "less",
        "fewer",
        "under",
        "behind",
        "steadier",
        "smoother",
        "weaker",
        "earlier",
        "narrower",
    ]
)


def relation_claims(piece: Piece, stop: int, carried: SeriesRef | None, before: Place | None) -> Iterator[Claim]:
    """Claims of a sentence on two or all curves; the words of each are taken, so that no other reading finds them."""
    yield from _band_widest(piece, stop)
    yield from _together(piece, stop, before)
    yield from _crossing(piece, stop)
    yield from _compared(piece, stop, carried, before)


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
    diverges = next((m for m in _DIVERGE.finditer(piece.text, piece.start, stop) if not _denied(piece, m)), None)
    equals = next((m for m in _EQUAL.finditer(piece.text, piece.start, stop) if not _denied(piece, m)), None)
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
    numbers = piece.numbers_in(piece.start, limit)
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


def _crossing(piece: Piece, stop: int) -> Iterator[Claim]:
    match = piece.search(_CROSS, end=stop)
    if match is None or _denied(piece, match) or piece.is_taken(*match.span()):
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


def _compared(piece: Piece, stop: int, carried: SeriesRef | None, before: Place | None) -> Iterator[Claim]:
    for pattern, relation in _COMPARISONS:
        for match in pattern.finditer(piece.text, piece.start, stop):
            if piece.is_taken(*match.span()) or _denied(piece, match):
                continue
            claim = _comparison(
                piece, match, relation or _relation(match), stop, carried, before, plain=pattern is not _COMPARED
            )
            if claim is not None:
                yield claim


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
    than = _THAN.search(piece.text, match.end(), stop)
    near = [m for m in after if m.start - match.end() <= REACH]
    other = next((m for m in (near if plain else after) if plain or not than or m.start >= than.start()), None)
    if other is not None and other.ref.name is not None and other.ref.name == subject.name:
        return None
    phrase = piece.text[match.start() : (than.start() if than and not plain else min(match.end() + 45, stop))]
    verb = match.groupdict().get("verb")
    measure = _measure(verb) if verb else _measure(phrase)
    if measure == "values":
        measure = _told_before(piece.text[max(piece.start, match.start() - 60) : match.start()])
    volatile = measure == "volatility"
    if any(one.start < match.start() for one in piece.panels) or (
        not plain and not (than and other) and not (volatile and earlier)
    ):
        return None
    if plain and other is None and not (volatile or match.re is _PRONOUNCED):
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
        x=place,
    )


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
    return next((measure for measure, pattern in _MEASURES if pattern.search(phrase)), "values")


def _told_before(lead: str) -> Measure:
    """The number that is compared where the words before say so: `final value of A is lower`, `A ends higher`."""
    found = [
        (match.end(), measure)
        for measure, pattern in _LEADS
        for match in pattern.finditer(lead)
        if not re.search(r"[,;.]\s", lead[match.end() :])
    ]
    return max(found)[1] if found else "values"


def _relation(match: re.Match[str]) -> Relation:
    return "below" if match["rel"].lower() in _LOWER or match["rel"].lower() == "lower" else "above"


def _denied(piece: Piece, match: re.Match[str]) -> bool:
    head = piece.text[max(match.start() - 30, piece.start) : match.start()]
    return NEGATION_RE.search(head) is not None
