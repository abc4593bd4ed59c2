"""Which line looks how: names of series beside words for colour, dash and marker."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.claims.lexicon import (
    COLOR_RE,
    DASH_RE,
    EXTREME_RE,
    LINE,
    MARKER_RE,
    MARKERS,
    NO_MARKER_RE,
    SIGN,
    STYLE_WORD_RE,
    TREND_RE,
)
from extractors.claims.style_words import (
    ADVERB,
    BRACKETS,
    GENERIC,
    MAX_NAME,
    MEANS,
    NAME_END,
    NAMED,
    NOT_NAMES,
    NUMBERED,
    QUOTED,
    SHOWN,
    SHOWN_AS,
    SINGLE,
    STOPS,
    STYLE_START,
    Span,
)


@dataclass(frozen=True, slots=True)
class Styled:
    """A series with words for its looks; spans are places in the block. ``name`` is None for `the line`."""

    name: str | None
    name_span: Span
    style_span: Span
    number: int | None = None
    color: tuple[str, Span] | None = None
    dash: tuple[str, Span] | None = None
    marker: tuple[str, Span] | None = None


def find_styled(text: str, label: Span | None = None, rest: int = 0, in_legend: bool = False) -> list[Styled]:
    """All pairs of a series and its looks in a block; ``label`` is what stands before its colon."""
    found: list[Styled] = []
    for one in (*_labelled(text, label, rest, in_legend), *_bracketed(text), *_described(text), *_meant(text)):
        if one.name is not None and (NOT_NAMES.fullmatch(one.name) or len(one.name) > MAX_NAME):
            continue
        if not any(_overlap(one.style_span, other.style_span) for other in found):
            found.append(one)
    return sorted(found, key=lambda one: one.style_span)


def read_style(text: str, start: int, end: int, name: str | None, name_span: Span, number: int | None = None) -> Styled:
    """The looks told between two places."""
    color = _search(COLOR_RE, text, start, end)
    dash_match = DASH_RE.search(text, start, end)
    dash = (str(dash_match.lastgroup), dash_match.span()) if dash_match else None
    return Styled(name, name_span, (start, end), number, color, dash, find_marker(text, start, end))


def find_marker(text: str, start: int, end: int) -> tuple[str, Span] | None:
    """The class of the marker told of: `circular markers`, `circles`, `no markers`."""
    none = NO_MARKER_RE.search(text, start, end)
    if none:
        return "none", none.span()
    for match in MARKER_RE.finditer(text, start, end):
        word = match["word"]
        if len(word.strip("'")) == 1 and not match["sign"]:
            continue
        if (
            match["sign"]
            or word.lower().endswith("s")
            or "marker" in text[max(match.start() - 12, start) : match.start()].lower()
        ):
            return next(k for k, v in MARKERS.items() if re.fullmatch(v, word, re.I)), match.span()
    return None


def style_prefix(text: str, start: int, end: int) -> int:
    """How far words for looks alone go on from a place."""
    cursor = start
    while cursor < end:
        match = STYLE_WORD_RE.match(text, cursor, end)
        if match is None:
            break
        cursor = match.end()
        while cursor < end and text[cursor] in " .'\"":
            cursor += 1
    return cursor


def _labelled(text: str, label: Span | None, rest: int, in_legend: bool) -> Iterator[Styled]:
    """``Blue line: GRPO`` and ``GRPO: blue line with circles``."""
    if label is None:
        return
    inside = text[label[0] : label[1]]
    end = len(text)
    if style_prefix(text, *label) >= label[1] and _is_styled(text, *label) and not _is_named_by(text, label, rest):
        name_end = NAME_END.search(text, rest)
        quoted = QUOTED.match(text, rest)
        bare = _strip(text, rest, name_end.start() if name_end else end)
        span = quoted.span(1 if quoted[1] else 2) if quoted else bare
        if span[0] < span[1] and NAMED.match(text, *span):
            yield read_style(text, *label, _clean(text[slice(*span)]), span)
        return
    name_span, number = _label_name(text, label)
    quoted = QUOTED.match(text, rest)
    if number is not None and quoted and name_span[0] == name_span[1]:
        name_span = quoted.span(1 if quoted[1] else 2)
        rest = quoted.end()
    lead = re.compile(rf"[\s\-–—,:]*(?:{SHOWN} (?:in|by|with|as|using) )?(?:an? |the )?", re.I).match(text, rest)
    start = lead.end() if lead else rest
    stop = style_prefix(text, start, end)
    if stop <= start or not _is_styled(text, start, stop) or BRACKETS.match(text, label[1]):
        return
    if (
        not in_legend
        and not (COLOR_RE.search(text, start, stop) and re.search(LINE, text[start:stop]))
        and stop < end - 2
    ):
        return
    name = _clean(text[slice(*name_span)])
    if (name and (not _is_styled(text, *name_span) or _is_named_by(text, label, rest))) or number is not None:
        yield read_style(text, start, stop, name or None, name_span if name else label, number)
    elif inside and re.fullmatch(rf"(?:the )?{LINE}", inside.strip(), re.I):
        yield read_style(text, start, stop, None, label)


def _is_named_by(text: str, label: Span, rest: int) -> bool:
    """Whether a colour before the colon is the name of a series: ``Plum: red line``."""
    if re.search(rf"\b{LINE}\b|\b{SIGN}\b", text[slice(*label)], re.I):
        return False
    return re.search(rf"\b{LINE}\b", text[rest : style_prefix(text, rest, len(text))], re.I) is not None


def _bracketed(text: str) -> Iterator[Styled]:
    """``GRPO (blue)`` and ``the blue line (GRPO)``."""
    for match in BRACKETS.finditer(text):
        start, end = match.span("inside")
        quoted = QUOTED.match(text, start)
        if style_prefix(text, start, end) >= end and _is_styled(text, start, end):
            span, number = _name_before(text, match.start())
            if span[0] < span[1]:
                yield read_style(text, start, end, _clean(text[slice(*span)]), span, number)
            continue
        looks = [m for m in STYLE_START.finditer(text, max(match.start() - 60, 0), match.start())]
        if looks and not text[looks[-1].end() : match.start()].strip() and (quoted or text[start].isalpha()):
            inside = NAME_END.search(text, start, end)
            span = quoted.span(1 if quoted[1] else 2) if quoted else (start, inside.start() if inside else end)
            if not re.match(r"(?:step|at|from|see|left|right|top|bottom|lower|upper|e\.g|i\.e)", text[start:end], re.I):
                yield read_style(text, *looks[-1].span(), _clean(text[slice(*span)]), span)


def _described(text: str) -> Iterator[Styled]:
    """``GRPO is shown as a dashed blue line``, ``GRPO in blue``."""
    for match in SHOWN_AS.finditer(text):
        article = re.compile(r"(?:an? |the )?").match(text, match.end())
        start = article.end() if article else match.end()
        stop = style_prefix(text, start, min(len(text), start + 120))
        if stop <= start or not _is_styled(text, start, stop):
            continue
        if match[0].strip() == "is" and not re.search(rf"\b{LINE}\b", text[start:stop], re.I):
            continue
        tail = re.search(r"(?: and| with|,| a| the| of| in|\.|;| no| -)+\s*$", text[start:stop])
        stop = start + (tail.start() if tail else stop - start)
        generic = GENERIC.search(text, max(match.start() - 40, 0), match.start())
        span, number = (generic.span(), None) if generic else _name_before(text, match.start())
        if span[0] < span[1]:
            yield read_style(text, start, stop, None if generic else _clean(text[slice(*span)]), span, number)


def _meant(text: str) -> Iterator[Styled]:
    """``The dashed red line represents MEL``."""
    for looks in STYLE_START.finditer(text):
        after = style_prefix(text, min(looks.end() + 1, len(text)), min(len(text), looks.end() + 60))
        after = looks.end() if not MARKER_RE.search(text, looks.end(), after) else len(text[:after].rstrip(" ,"))
        verb = MEANS.match(text, after)
        if verb is None:
            continue
        quoted = QUOTED.match(text, verb.end())
        stop = NAME_END.search(text, verb.end())
        span = (
            quoted.span(1 if quoted[1] else 2)
            if quoted
            else _strip(text, verb.end(), stop.start() if stop else len(text))
        )
        name = _clean(text[slice(*span)])
        raw = text[verb.end() : span[1]]
        if quoted or (0 < len(name) <= MAX_NAME and _is_name(raw, verb[0])):
            yield read_style(text, looks.start(), after, name, span)
    for single in SINGLE.finditer(text):
        yield read_style(text, *single.span("looks"), None, single.span())


def _is_name(name: str, verb: str) -> bool:
    """Whether what follows `the red line shows` is a name: not `a rise`; `represents the validation loss` is."""
    if re.match(
        r"(?:an? |the |its |at |in |on |it|more|higher|lower|steadily|much|always|consistently|generally|"
        r"above|below)\b",
        name,
        re.I,
    ):
        return False
    if TREND_RE.search(name) or EXTREME_RE.match(name) or ADVERB.match(name) or re.search(r"=|^[\d\s,.]+$", name):
        return False
    return (
        not re.search(r"\b(?:is|shows|for|showing|plots)\b", verb, re.I) or name[0].isupper() or len(name.split()) <= 3
    )


def _name_before(text: str, end: int) -> tuple[Span, int | None]:
    """The name that ends at a place: in quotes, or the words since the last that no name holds."""
    last = end
    while last > 0 and text[last - 1] in " ,":
        last -= 1
    if last and text[last - 1] in "\"'":
        opened = text.rfind(text[last - 1], max(last - MAX_NAME, 0), last - 1)
        if opened >= 0:
            return (opened + 1, last - 1), None
    floor = max(last - MAX_NAME, 0)
    first = floor
    for stop in STOPS.finditer(text, floor, last):
        if stop[0] in ".,/&-" and stop.end() < last and not text[stop.end()].isspace():
            continue
        first = stop.end()
    if floor and first == floor:
        return (last, last), None
    numbered = NUMBERED.search(text, max(first - 20, 0), last)
    span = _strip(text, numbered.end() if numbered else first, last)
    number = numbered["number"] if numbered else None
    return span, int(number) if number and number.isdigit() else None


def _label_name(text: str, label: Span) -> tuple[Span, int | None]:
    numbered = NUMBERED.match(text, *label)
    if numbered:
        span = _strip(text, numbered.end(), label[1])
        return span, int(numbered["number"]) if numbered["number"].isdigit() else None
    return _strip(text, *label), None


def _is_styled(text: str, start: int, end: int) -> bool:
    return bool(COLOR_RE.search(text, start, end) or DASH_RE.search(text, start, end) or find_marker(text, start, end))


def _search(pattern: re.Pattern[str], text: str, start: int, end: int) -> tuple[str, Span] | None:
    match = pattern.search(text, start, end)
    return (match[0].lower(), match.span()) if match else None


def _clean(name: str) -> str:
    bare = re.sub(r"^(?:the|an?|only|a single)\s+", "", name.strip(" \"'.,:;-–—*"), flags=re.I)
    return re.sub(r"(?<=\S)[\s_.](?:line[\s_.])?colou?r$", "", bare, flags=re.I)


def _strip(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in " \"'.,:;-–—":
        start += 1
    while end > start and text[end - 1] in " \"'.,:;-–—":
        end -= 1
    return start, end


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
