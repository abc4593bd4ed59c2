"""What a question or a key asks for: ``What is the highest value of A?``, ``max_value``, ``x_label``, ``n_series``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.claims.labels import AXIS_RE, axis_ref
from schemas.claims import AxisRef, ClaimKind, Measure, Relation

_SERIES = r"(?:lines?|curves?|(?:data )?series|traces?|models?|methods?|groups?|algorithms?|variants?)"
_PANELS = r"(?:panels?|sub-?plots?|sub-?figures?|facets?)"
_COUNTED = r"(?:how many|number of|no\.? of|count of|n|num|#)\s+(?:distinct |different |data |plotted |separate )*"
_JOINED = re.compile(r"[_./]|(?<=[a-z])(?=[A-Z])")
_LETTER = re.compile(r"\b(?P<side>[xy])(?:[- ]?(?:axis|axes))?\b", re.I)
_LIMITS = re.compile(r"^(?P<side>[xy]) ?(?:lims?|limits?|scale|label|range|title)\b", re.I)
_AXIS = r"(?:\b|^[xy])"
_OF_AXIS: tuple[tuple[ClaimKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(words, re.I))
    for kind, words in (
        (
            ClaimKind.TICK_STEP,
            r"\b(?:ticks?|grid ?lines?)\b.*\b(?:interval|step|spacing|apart)|\b(?:increment|step size)",
        ),
        (ClaimKind.AXIS_RANGE, rf"{_AXIS}(?:range|limits?|lims?|span|extent|domain|bounds|from|runs?|go|reach)\b"),
        (ClaimKind.AXIS_SCALE, rf"{_AXIS}(?:scale|scaling|logarithmic|linear)\b"),
        (
            ClaimKind.AXIS_LABEL,
            rf"{_AXIS}(?:label|title|name|shows?|represents?|measures?|variable|quantity|plotted|unit|what)\b",
        ),
    )
)
_TOP = r"high(?:est|er)|max(?:imum|imal)?|peaks?|largest|greatest|top|best|biggest"
_LEAST = r"low(?:est|er)|min(?:imum|imal)?|smallest|least|bottom|troughs?|worst"
_START = r"starts?|starting|begins?|beginning|initial(?:ly)?|first|outset"
_END = r"ends?|ending|final(?:ly)?|last(?! \d)|finish(?:es)?|close|conclu\w+"
_OF_SERIES: tuple[tuple[ClaimKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"\b(?:{words})\b", re.I))
    for kind, words in (
        (ClaimKind.MAXIMUM, _TOP),
        (ClaimKind.MINIMUM, _LEAST),
        (ClaimKind.START, _START),
        (ClaimKind.END, _END),
        (ClaimKind.VALUE, r"values?|readings?|scores?|levels?|reach|y"),
    )
)
_SIMPLE: tuple[tuple[ClaimKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(words, re.I))
    for kind, words in (
        (ClaimKind.PANEL_COUNT, rf"\b{_COUNTED}{_PANELS}|^{_PANELS}(?: count)?$"),
        (ClaimKind.SERIES_COUNT, rf"\b{_COUNTED}{_SERIES}\b|^{_SERIES}(?: count)?$"),
        (ClaimKind.LEGEND_POSITION, r"^where\b.*\blegend\b|\blegend (?:position|location|loc|placement)\b"),
        (ClaimKind.NO_LEGEND, r"^(?:is there|does|has)\b.*\blegend\b|^has legend$"),
        (ClaimKind.LEGEND_ENTRY, r"\blegend\b.*\b(?:list|show|contain|entr|name|say|identif)|^legend$"),
        (ClaimKind.SERIES_COLOR, r"\bcolou?rs?\b"),
        (ClaimKind.SERIES_MARKER, r"\bmarkers?\b|\bsymbols?\b"),
        (ClaimKind.TITLE, r"\b(?:titled?|heading|called)\b"),
    )
)
_WHICH = re.compile(rf"\b(?:which|what|whose) (?:of the )?{_SERIES}\b|\bwhich one\b", re.I)
_X = r"(?:steps?|epochs?|iterations?|position|location|place|year|month|time|date|x(?:[ -]value)?)"
_WHERE = re.compile(
    rf"^(?:at (?:which|what)\b(?! (?:value|level|score|height|y))|when (?:do|does|did|is|was)\b|where\b)|"
    rf"\b(?:{_TOP}|{_LEAST})(?: (?:value|point))? {_X}\b|\b{_X} (?:of|at) (?:the |its )?(?:{_TOP}|{_LEAST})\b",
    re.I,
)
_EXTREMES = (ClaimKind.MAXIMUM, ClaimKind.MINIMUM)


@dataclass(frozen=True, slots=True)
class Asked:
    """The kind of the answer; ``axis`` of axes; ``relation`` and ``measure`` where the answer is a series."""

    kind: ClaimKind
    axis: AxisRef | None = None
    relation: Relation | None = None
    measure: Measure = "values"
    place: bool = False  # asked is where on x, not what value


def asked_for(words: str) -> Asked | None:
    """What a question or a key asks for; None where it is none that a figure answers in a word."""
    plain = " ".join(_JOINED.sub(" ", words).split()).strip(" ?:*\"'")
    which = _WHICH.search(plain)
    if which is not None:
        return _of_which(plain[which.end() :])
    axis = _axis(plain)
    if axis is not None:
        kind = next((kind for kind, pattern in _OF_AXIS if pattern.search(plain)), None)
        return Asked(kind, axis) if kind is not None else None
    for kind, pattern in (*_SIMPLE, *_OF_SERIES):
        if pattern.search(plain):
            return Asked(kind, place=kind in _EXTREMES and _WHERE.search(plain) is not None)
    return None


def _of_which(rest: str) -> Asked | None:
    """`Which line ends highest?` is answered by a series that is above all others."""
    low = re.search(rf"\b(?:{_LEAST})\b", rest, re.I)
    if low is None and re.search(rf"\b(?:{_TOP})\b", rest, re.I) is None:
        return None
    measure: Measure = "maximum" if low is None else "minimum"
    measure = "end" if re.search(rf"\b(?:{_END})\b", rest, re.I) else measure
    measure = "start" if re.search(rf"\b(?:{_START})\b", rest, re.I) else measure
    if measure == "minimum" and re.search(r"\b(?:peak|max\w*)\b", rest, re.I):
        measure = "maximum"
    return Asked(ClaimKind.COMPARISON, relation="below" if low is not None else "above", measure=measure)


def _axis(words: str) -> AxisRef | None:
    named = AXIS_RE.search(words)
    if named is not None and axis_ref(named).side is not None:
        return axis_ref(named)
    letter = _LIMITS.search(words) or _LETTER.match(words)
    told = letter is not None and any(pattern.search(words) for _, pattern in _OF_AXIS)
    if letter is None or not told or len(words.split()) > 3:
        return None
    return AxisRef(text=letter[0], side="x" if letter["side"] in "xX" else "y")
