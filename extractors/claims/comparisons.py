"""Comparisons of two curves: `A outperforms B`, `a higher peak than B`, `ends below B`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.claims.attribution import subject_at
from extractors.claims.lexicon import NEGATION_RE
from extractors.claims.mention import Mention, is_place, place_of
from extractors.claims.piece import Piece
from extractors.claims.quantities import HEDGE
from schemas.claims import Claim, ClaimKind, Measure, Place, Relation, SeriesRef

_ABOVE_VERB = re.compile(
    r"\b(?:(?:slightly|consistently|significantly|clearly|generally|marginally|substantially|always|"
    r"often)\s+)?(?:outperform(?:s|ed|ing)?|surpass(?:es|ed|ing)?|exceed(?:s|ed|ing)?|beat(?:s|ing)?|"
    r"dominat(?:es?|ed|ing)|overtak(?:es?|en|ing)|overtook|"
    r"out-?pac(?:es?|ed|ing)|leads?(?= (?:over|ahead|the)?)|tops)\b(?!\s*(?:to\b|up\b))",
    re.I,
)
_BELOW_VERB = re.compile(
    r"\b(?:underperform(?:s|ed|ing)?|trail(?:s|ed|ing)?(?: behind)?|lag(?:s|ged|ging)?(?: behind)?|"
    r"falls? behind)\b(?!\s*off)",
    re.I,
)
_STANDS = re.compile(
    r"\b(?:(?:(?P<verb>ends?|ended|finish(?:es|ed)?|starts?|started|begins?|began)|"
    r"is|are|was|were|remain(?:s|ed|ing)?|stay(?:s|ed|ing)?|l[iay]+(?:es|s|ing)?|sit(?:s|"
    r"ting)?|run(?:s|ning)?|keep(?:s|ing)?|stand(?:s|ing)?|hover(?:s|ing)?)\s+)(?:(?:\w+ly|well|far|"
    r"just|always|still|somewhat)\s+){0,2}"
    r"(?P<rel>above|below|higher|lower|greater|smaller|better|worse|larger|under|over|ahead of|"
    r"behind)(?:\s+than)?\b",
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
            r"\b(?:ends?|ended|finish(?:es|ed)?|finally|eventually|concludes?|closes?|"
            r"(?:final|last|end) (?:value|score|level|point)s?)\b",
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
_SO_HIGH = re.compile(
    r"\b(?:does not|doesn't|do not|don't|did not|never|fails to|cannot)\s+(?:\w+ly )?(?:get|reach|rise|climb|go|come|"
    r"peak|end|finish)s?(?: up)?\s+(?:quite )?(?:as|so) (?P<rel>high|far up|low|far down)\s+as\b",
    re.I,
)
_SIGN = re.compile(r"(?<=[\w)\"' ])\s*(?P<rel>[<>])\s*(?=[\"']?\S)(?!\s*[=<>])")  # `final: A > B`
_COMPARISONS: tuple[tuple[re.Pattern[str], Relation | None], ...] = (
    (_ABOVE_VERB, "above"),
    (_BELOW_VERB, "below"),
    (_SIGN, None),
    (_SO_HIGH, None),
    (_STANDS, None),
    (_PRONOUNCED, "above"),
    (_COMPARED, None),
)
_NUMBER = re.compile(r"\s*(?:(?:approx\w*|around|about|roughly|nearly)\.?\s*)?[~≈]?[-−]?(?=\.?\d)", re.I)
# `A gets higher than B at its peak`, `A is above B in the end`.
_BEHIND: tuple[tuple[Measure, re.Pattern[str]], ...] = (
    (
        "maximum",
        re.compile(r"\s*,?\s*(?:at|in|by) (?:its|their|the|each) (?:own )?(?:peaks?|maxim\w+|highest|height)\b", re.I),
    ),
    (
        "minimum",
        re.compile(r"\s*,?\s*(?:at|in|by) (?:its|their|the|each) (?:own )?(?:minim\w+|lowest|troughs?)\b", re.I),
    ),
    (
        "end",
        re.compile(
            r"\s*,?\s*(?:(?:at|in|by|towards?) the (?:very |far |right )*end|finally|eventually)\b(?! of)", re.I
        ),
    ),
    ("start", re.compile(r"\s*,?\s*(?:at|in) the (?:very |far |left )*(?:start|beginning|outset)\b(?! of)", re.I)),
)
_BEFORE: tuple[tuple[Measure, re.Pattern[str]], ...] = (
    ("end", re.compile(r"\W*(?:(?:at|in|by) the (?:very )?end|finally|eventually|in conclusion),?\s", re.I)),
    ("start", re.compile(r"\W*(?:(?:at|in) the (?:very )?(?:start|beginning|outset)|initially),?\s", re.I)),
)
_BY = re.compile(
    rf",\s*(?:{HEDGE}\s*)?[\d.,]+\s?%?(?: (?:points?|units?|pp))?\s*$", re.I
)  # `ends at 0.5, 0.2 lower than B`
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


def compared(piece: Piece, stop: int, carried: SeriesRef | None, before: Place | None) -> Iterator[Claim]:
    for pattern, relation in _COMPARISONS:
        for match in pattern.finditer(piece.text, piece.start, stop):
            if piece.is_taken(*match.span()) or denied(piece, match) or _is_bound(piece, match.end()):
                continue
            claim = _comparison(
                piece, match, relation or _relation(match), stop, carried, before, plain=pattern is not _COMPARED
            )
            if claim is not None:
                yield claim


def _is_bound(piece: Piece, place: int) -> bool:
    """Whether a number follows, and no name that begins with one."""
    number = _NUMBER.match(piece.text, place)
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
    than = _THAN.search(piece.text, match.end(), stop)
    near = [m for m in after if m.start - match.end() <= REACH]
    other = next((m for m in (near if plain else after) if plain or not than or m.start >= than.start()), None)
    if other is not None and other.ref.name is not None and other.ref.name == subject.name:
        return None
    phrase = piece.text[match.start() : (than.start() if than and not plain else min(match.end() + 45, stop))]
    verb = match.groupdict().get("verb")
    measure = _measure(verb) if verb else _measure(phrase)
    if measure == "values":
        measure = _told_before(_BY.sub("", piece.text[max(piece.start, match.start() - 60) : match.start()]))
    if measure == "values":
        measure = _told_around(piece, max(match.end(), other.end if other else 0))
    if measure == "values" and match.re is _SIGN and piece.node.label is not None:
        measure = _measure(piece.node.label.text)
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


def _told_around(piece: Piece, place: int) -> Measure:
    """The number that is compared where the clause closes or opens with it."""
    behind = next((measure for measure, pattern in _BEHIND if pattern.match(piece.text, place)), None)
    before = next((measure for measure, pattern in _BEFORE if pattern.match(piece.text, piece.start)), None)
    return behind or before or "values"


def _relation(match: re.Match[str]) -> Relation:
    if match.re is _SIGN:
        return "above" if match["rel"] == ">" else "below"
    if match.re is _SO_HIGH:  # `does not get as low as`
        return "above" if match["rel"].lower() in ("low", "far down") else "below"
    return "below" if match["rel"].lower() in _LOWER or match["rel"].lower() == "lower" else "above"


def denied(piece: Piece, match: re.Match[str]) -> bool:
    """Whether a word before the match denies it."""
    if match.re is _SO_HIGH:
        return False
    head = piece.text[max(match.start() - 30, piece.start) : match.start()]
    return NEGATION_RE.search(head) is not None
