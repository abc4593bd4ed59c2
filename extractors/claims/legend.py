"""Claims on the legend and on how each series looks: entries, colours, markers, dashes, place, title, none at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.claims.lineup import name_list
from extractors.claims.piece import Piece
from extractors.claims.plain import bare
from extractors.claims.style_words import NOT_NAMES
from extractors.claims.styles import Styled
from schemas.claims import Claim, ClaimKind, SeriesRef

_SIDE = r"(?:top|upper|bottom|lower|center|centre|middle|left|right)"
POSITION = (
    rf"(?:(?:outside|inside|above|below|beneath|under|beside|next to|to the (?:left|right) of)(?: (?:of "
    rf")?(?:and )?(?:to the )?(?:the )?(?:main )?"
    rf"(?:plot|chart|graph|axes|figure|panel|plotting)(?: area)?)?(?: (?:on|to|at) the {_SIDE})?|"
    rf"{_SIDE}(?:[ -]{_SIDE})?(?:[- ]hand)?(?: (?:corner|side|edge|part|portion|area|section|margin))?)"
)
_PLACE = re.compile(rf"(?<![\w-]){POSITION}(?![\w-])", re.I)
_OF_ONE = 5  # characters from a series to words by which it, not its figure, has no legend: `A has no legend`
_LEGEND = re.compile(r"\b(?:legends?|key)\b", re.I)
_NO_LEGEND = re.compile(
    r"\b(?:no|without(?: an?| any)?|lacks?(?: an?| any)?|absence of an?|does(?: not|n't) (?:have|"
    r"include|contain|show|feature|provide)(?: an?| any)?|"
    r"not (?:have|include|contain|show)(?: an?| any)?|is no|missing an?)(?: (?:separate|explicit|"
    r"visible|formal|dedicated|distinct))* (?:legend|key)\b"
    r"(?! (?:titles?|headings?|box|border|frame|background|entry|entries)\b)"
    r"(?! for (?!the (?:chart|plot|figure|graph|image)|this|it\b))"
    r"|\blegend (?:is )?(?:not (?:present|shown|provided|visible|included|needed|applicable)|absent|"
    r"none|missing)\b|범례(?:가|는)? (?:없)",
    re.I,
)
_NONE = re.compile(
    r"\W*(?:none|not (?:present|shown|provided|visible|applicable|included)|n/?a|absent|no(?: \w+)? legend)\b", re.I
)
_TITLED = re.compile(
    r"\blegend\b[^.]{0,40}?\b(?:titled|title(?: is)?|labell?ed|headed|under the (?:title|"
    r"heading))\s*:?\s*[\"'](?P<name>[^\"'\n]{1,60})[\"']",
    re.I,
)
_LISTS = re.compile(
    r"\b(?:identif(?:y|ies|ying)|lists?|listing|distinguish(?:es|ing)?(?: between)?|shows?|showing|"
    r"contains?|containing|indicat(?:es|ing)|includes?|including|labels?|labell?ed|names?|"
    r"differentiates(?: between)?|with|entries|denotes?|represents?|"
    r"reads?|describes|specifies|explains|entries are|items)\b(?: (?:the|which|that|two|three|four|"
    r"five|six|line|lines|series|entries|represents?|models?|items?|methods?|labels?|as|following|"
    r"colou?r|each|are|is|between|what|corresponds? to|data|names?|both))*\s*:?\s*",
    re.I,
)
_ENTRY = re.compile(
    r"\"(?P<q>[^\"\n]{1,60})\"|(?P<w>[A-Za-z0-9][\w@./+%-]*(?:\s(?!and\b|or\b|with\b|in\b|as\b|"
    r"respectively\b|for\b|using\b|is\b|are\b)[\w@./+%-]+){0,4})(?:\s*\([^()]{0,60}\))?"
)
_COMMA = re.compile(r",\s*(?:and\s+)?|\s+and\s+")
_SEPARATOR = re.compile(r"\s*(?:\([^()]{0,60}\))?\s*(?:,\s*(?:and|or)\s+|,\s*|\s+and\s+(?:the\s+)?|\s*/\s*|\s*&\s*)")


def legend_claims(piece: Piece, in_legend: bool) -> Iterator[Claim]:
    """Claims of a sentence on the legend itself, the looks of series aside."""
    none = piece.search(_NO_LEGEND)
    if none and not any(0 <= none.start() - one.end <= _OF_ONE for one in piece.series):
        piece.take(piece.start, piece.end)
        yield piece.claim(ClaimKind.NO_LEGEND, *none.span())
        return
    label = piece.node.label
    own = piece.node.topic == "legend"
    mark = piece.search(_LEGEND)
    if not (own or mark):
        return
    if own and label and _NONE.match(piece.text, label.rest):
        yield piece.claim(ClaimKind.NO_LEGEND, piece.start, piece.end)
        piece.take(piece.start, piece.end)
        return
    titled = piece.search(_TITLED)
    if titled:
        yield piece.claim(ClaimKind.LEGEND_TITLE, *titled.span("name"), words=titled["name"])
    yield from _position(piece, mark)
    if own or (mark and mark.start() - piece.start < 60):
        yield from _listed(piece, titled)


def legend_title_claim(piece: Piece) -> Iterator[Claim]:
    """``Title: "Model"`` below a legend."""
    label = piece.node.label
    start = max(label.rest if label else piece.start, piece.start)
    quoted = re.compile(r"[\"'](?P<name>[^\"']{1,60})[\"']").search(piece.text, start, piece.end)
    span = quoted.span("name") if quoted else bare(piece.text, start, piece.end)
    if span[0] < span[1] and not re.match(r"(?:none|no )", piece.text[slice(*span)], re.I):
        yield piece.claim(ClaimKind.LEGEND_TITLE, *span, words=piece.text[slice(*span)])


def entry_claim(piece: Piece, styled: Styled) -> Claim | None:
    """The entry of a legend that a list item with its looks names."""
    if styled.name is None or styled.name_span[0] >= styled.name_span[1]:
        return None
    return piece.claim(ClaimKind.LEGEND_ENTRY, *styled.name_span, words=styled.name, series=None)


def bare_entry_claim(piece: Piece) -> Iterator[Claim]:
    """An item below a legend that is a name and nothing else."""
    start = (
        piece.node.label.rest
        if piece.node.label and re.match(r"(?:series|entry|line|item|label) ?\d*\W*$", piece.node.label.text, re.I)
        else 0
    )
    quoted = re.compile(r"\s*[\"'](?P<name>[^\"']{1,60})[\"']").match(piece.text, start)
    span = quoted.span("name") if quoted else bare(piece.text, start, piece.end)
    words = piece.text[slice(*span)]
    if (
        0 < len(words) <= 40
        and len(words.split()) <= 5
        and not NOT_NAMES.fullmatch(words)
        and not _PLACE.fullmatch(words)
        and not re.search(r"[:.](?:\s|$)", words)
    ):
        yield piece.claim(ClaimKind.LEGEND_ENTRY, *span, words=words)


def style_claims(piece: Piece, styled: Styled) -> Iterator[Claim]:
    """Colour, marker and dash of one series."""
    start = min(styled.name_span[0], styled.style_span[0])
    end = max(styled.name_span[1], styled.style_span[1])
    ref = SeriesRef(text=piece.text[start:end], name=styled.name, number=styled.number, only=styled.name is None)
    if styled.name is None and piece.scope.series is not None:
        ref = piece.scope.series
    if styled.color:
        first = min(styled.name_span[0], styled.color[1][0])
        last = max(styled.name_span[1], styled.color[1][1])
        span = (first, last) if last - first < 80 else styled.color[1]
        yield piece.claim(ClaimKind.SERIES_COLOR, *span, series=ref, words=styled.color[0])
    if styled.marker:
        yield piece.claim(ClaimKind.SERIES_MARKER, *styled.marker[1], series=ref, words=styled.marker[0])
    if styled.dash:
        yield piece.claim(ClaimKind.SERIES_DASH, *styled.dash[1], series=ref, words=styled.dash[0])


def _position(piece: Piece, mark: re.Match[str] | None) -> Iterator[Claim]:
    start = (
        piece.start if piece.node.topic == "legend" else max(piece.start, mark.start() - 45 if mark else piece.start)
    )
    for match in _PLACE.finditer(piece.text, start, piece.end):
        if any(one.start <= match.start() < one.end and one.ref.name for one in piece.series):
            continue
        around = piece.text[max(match.start() - 40, start) : match.end() + 20]
        near = piece.node.topic == "legend" or (
            mark is not None and (abs(match.start() - mark.end()) < 60 or abs(mark.start() - match.end()) < 25)
        )
        if not near or re.search(
            r"axis|line|panel of|column|below (?:the )?\d", around[around.find(match[0]) + len(match[0]) :], re.I
        ):
            continue
        end = match.end()
        outside = re.compile(
            r",?\s+(?:corner\s+)?(?:,\s+)?(?:and\s+)?(?:outside|inside|within|just outside)(?: of)?(?: "
            r"the)?(?: main)?(?: (?:plot|chart|graph|axes|plotting))?(?: area)?",
            re.I,
        ).match(piece.text, end, piece.end)
        end = outside.end() if outside else end
        yield piece.claim(ClaimKind.LEGEND_POSITION, match.start(), end, words=piece.text[match.start() : end].lower())
        return


def _listed(piece: Piece, titled: re.Match[str] | None) -> Iterator[Claim]:
    """``The legend identifies A, B and C``."""
    label = piece.node.label
    start = label.rest if piece.node.topic == "legend" and label and piece.start <= label.start else piece.start
    mark = _LEGEND.search(piece.text, piece.start, piece.end)
    if mark and mark.start() >= start:
        start = mark.end()
    verb = _LISTS.search(piece.text, start, piece.end)
    cursor = verb.end() if verb else start
    if verb is None and piece.node.topic != "legend":
        return
    listed = _bare_list(piece.text, start, piece.end) if piece.node.topic == "legend" and piece.start <= start else []
    entries: list[tuple[int, int]] = []
    while cursor < piece.end:
        match = _ENTRY.match(piece.text, cursor, piece.end)
        if match is None:
            break
        span = match.span("q") if match["q"] else match.span("w")
        known = [m for m in piece.series if m.start <= span[0] < m.end and m.ref.name]
        if known and not match["q"]:
            span = (known[0].start, max(known[0].end if not known[0].ref.text.endswith(")") else span[1], span[0] + 1))
        elif not match["q"]:
            break
        entries.append(span)
        separator = _SEPARATOR.match(piece.text, max(span[1] + (1 if match["q"] else 0), span[1]), piece.end)
        if separator is None:
            break
        cursor = separator.end()
    entries = max(entries, listed, _whole_list(piece, cursor=verb.end() if verb else None), key=len)
    if entries and (len(entries) > 1 or verb):
        for span in entries:
            yield piece.claim(ClaimKind.LEGEND_ENTRY, *span, words=piece.text[slice(*span)])


def _whole_list(piece: Piece, cursor: int | None) -> list[tuple[int, int]]:
    """The names behind a verb, where at least one is that of a series and nothing but names follows."""
    spans = name_list(piece.text, cursor, piece.end) if cursor is not None else []
    known = {one.ref.name.lower() for one in piece.series if one.ref.name}
    told = any(piece.text[slice(*span)].lower() in known for span in spans)
    return spans if told and len(spans) > 1 else []


def _bare_list(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of ``A, B and C``, where all of it is a list of short names."""
    parts = []
    cursor = start
    for mark in [*_COMMA.finditer(text, start, end), None]:
        parts.append(bare(text, cursor, mark.start() if mark else end))
        cursor = mark.end() if mark else end
    names = [text[slice(*span)] for span in parts]
    short = all(0 < len(name) <= 30 and len(name.split()) <= 4 for name in names)
    told = any(NOT_NAMES.fullmatch(name) or _PLACE.search(name) or re.search(r"[.:;]\s", name) for name in names)
    return parts if len(parts) > 1 and short and not told else []
