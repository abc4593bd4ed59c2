"""Claims on the figure as a whole: chart type, panels, grid, number of series, titles, bands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.claims.lexicon import BAND_RE
from extractors.claims.piece import Piece
from extractors.claims.quantities import COUNT, count_of
from schemas.claims import Claim, ClaimKind, PanelRef, Quantity, SeriesRef

_TYPE = re.compile(
    r"\b(?P<type>(?:(?:multi|dual|single|two|three)[- ])?(?:(?:line|bar|scatter|area|stacked|pie|"
    r"column|step|time[- ]series|box|violin|histogram|bubble|radar|"
    r"stacked area|learning curve|double|multi-line|dual-axis|polar|dot|candlestick|loss|"
    r"trend)[- ]?)+(?:charts?|graphs?|plots?|diagrams?)|heat ?maps?|histograms?|scatter ?plots?|box "
    r"?plots?|라인 차트|선 그래프|꺾은선 그래프)\b",
    re.I,
)
# `The four panels` were counted before, and what happens `in four panels` need not happen in all.
_SOME_OF_THEM = re.compile(r"\b(?:the|these|both|all|in|for)\s+$", re.IGNORECASE)
_PANEL = r"(?:sub-?plots?|panels?|sub-?figures?|sub-?charts?|sub-?graphs?)"
_PANELS = re.compile(
    rf"\b(?P<n>{COUNT})[- ](?:(?:vertically |horizontally )?(?:separate|individual|distinct|small|"
    rf"different|related|side-by-side|adjacent|stacked|line|main|vertical|horizontal|smaller|similar|"
    rf"aligned)[ -])*(?P<what>{_PANEL}|charts|graphs|plots)\b",
    re.I,
)
_GRID = re.compile(
    rf"\b(?P<rows>{COUNT})\s?(?:x|×|by|-by-|-x-)\s?(?P<cols>{COUNT})\b(?=[\s-]*(?:grid|layout|"
    rf"arrangement|array|matrix|panel|sub-?plot|figure|small|of |multi-?panel|format|facet))"
    rf"|\bgrid (?:of|with) (?P<rows2>{COUNT})\s?(?:x|×|by|rows?(?:,| and| by| "
    rf"of)?)\s?(?P<cols2>{COUNT})\b|\b(?P<rows3>{COUNT}) rows?(?: and|,| by| of| with| x| ×) "
    rf"(?P<cols3>{COUNT}) columns?",
    re.I,
)
_LINE_NOUN = (
    r"(?:lines?|curves?|series|data ?series|traces?|models?|methods?|algorithms?|variants?|approaches|"
    r"groups?|conditions?|configurations?|datasets?|categories|trend ?lines?|settings?|systems?|runs?|"
    r"strategies|optimizers?|optimisers?|"
    r"countries|regions|products|agents?|policies|techniques|architectures?|companies|baselines?|"
    r"classifiers|networks|scenarios|cities|sites|stations|treatments)"
)
_SERIES = re.compile(
    rf"(?<![\w.-])(?P<n>{COUNT})(?P<between>(?: (?!and\b|or\b|of\b|panels?\b|charts?\b|rows?\b|y-axes|"
    rf"axes|out|charts|plots|points|times)[\w-]+){{0,3}}?) (?P<noun>{_LINE_NOUN})\b(?!-)(?! \d)(?! "
    rf"chart)(?! plot)(?! graph)",
    re.I,
)
_NUMBER_OF = re.compile(
    rf"\W*(?:total )?(?:number|count|no\.) of (?:distinct |data |plotted )*(?P<what>{_PANEL}|"
    rf"{_LINE_NOUN})\W+(?P<n>{COUNT})\b",
    re.I,
)
_SERIES_LEAD = re.compile(
    r"\b(?:the|these|those|first|last|final|top|other|remaining|all|both|of|between|either|any|step|"
    r"epoch|series|bottom|next|iteration)\s+(?:the\s+)?$",
    re.I,
)
_SERIES_CUE = re.compile(
    r"\b(?:compar|contain|show|displa|plot|depict|present|includ|with|there (?:is|are)|has|have|"
    r"consist|feature|illustrat|track|only|line (?:graph|chart)|legend|represent|draw|total|exactly|종|"
    r"개|single|visuali|of)\w*\b",
    re.I,
)
_TITLE = re.compile(
    r"\b(?:titled|entitled|title (?:is|reads|of)|with the title|title(?:d)?:|captioned|headed|under "
    r"the title|the title)\s*:?,?\s*(?:as\s+|at the top\s+(?:is|"
    r"reads)\s+)?(?P<q>[\"'])(?P<name>[^\"\n]{2,140}?)(?P=q)(?=[\s,.;:)]|$)",
    re.I,
)
_LABELLED_TITLE = re.compile(
    r"(?P<q>[\"'])(?P<name>.{2,160}?)(?P=q)(?=\s*(?:$|[,.;(]|[-–—]|at\b|in\b|is\b|located|positioned|"
    r"centered|displayed|appears|and\b))"
)
_NO_TITLE = re.compile(
    r"\W*(?:none\b|no\b|not\b|n/?a\b|the (?:chart|graph|figure|plot)\b|each\b|absent|untitled|there is\b|"
    r"centered|located|this )",
    re.I,
)
_OF_BAND = re.compile(r"\b(?:the|this|its|these)\s+(?:\w+\s)?$", re.I)  # spoken of as known, not stated
_BAND_NO = re.compile(r"\b(?:no|without|lacks?|not)\b[^,.;]{0,30}$", re.I)


def figure_claims(piece: Piece, in_heading: bool) -> Iterator[Claim]:
    """Chart type and counts that a sentence or heading states."""
    first = piece.search(_TYPE)
    if first and (
        (in_heading and first.start() - piece.start < 25) or (not in_heading and _is_said_of_figure(piece, first))
    ):
        yield piece.claim(ClaimKind.CHART_TYPE, *first.span(), words=first["type"].lower(), panel=None)
    if in_heading:
        return
    yield from _counts(piece)
    titled = piece.search(_TITLE)
    if (
        titled
        and "legend" not in piece.text[max(titled.start() - 40, piece.start) : titled.start()].lower()
        and "axis" not in piece.text[max(titled.start() - 25, piece.start) : titled.start()].lower()
    ):
        piece.take(*titled.span())
        yield piece.claim(ClaimKind.TITLE, *titled.span("name"), words=titled["name"].strip(" ,."))


def title_claim(piece: Piece) -> Iterator[Claim]:
    """``Title: "Loss over epochs" (top center)``."""
    label = piece.node.label
    start = max(label.rest if label else piece.start, piece.start)
    if label is None or piece.start > label.rest:
        return
    quoted = _LABELLED_TITLE.match(piece.text, start)
    if quoted:
        span = quoted.span("name")
    elif _NO_TITLE.match(piece.text, start):
        return
    else:
        tail = re.compile(
            r"\s*(?:\((?:top|located|centered|at|above|bold|displayed|positioned|center|upper|bottom)[^()]*\)|"
            r",? (?:located|positioned|centered|displayed|at the top)\b.*)?\.?\s*$",
            re.I,
        )
        cut = tail.search(piece.text, start)
        span = (start, cut.start() if cut else len(piece.text))
    words = piece.text[slice(*span)].strip()
    if 1 < len(words) <= 160:
        piece.take(piece.start, len(piece.text))
        yield piece.claim(ClaimKind.TITLE, *span, words=words)


def panel_title_claim(piece: Piece, panel: PanelRef, span: tuple[int, int]) -> Claim:
    """The title of a panel that a list of panels names."""
    return piece.claim(ClaimKind.TITLE, *span, words=panel.title, panel=panel)


def band_claims(piece: Piece, in_item: bool) -> Iterator[Claim]:
    """Bands and error bars that are said to be there."""
    match = piece.search(BAND_RE)
    if match is None or _BAND_NO.search(piece.text[max(piece.start, match.start() - 40) : match.start()]):
        return
    if _OF_BAND.search(piece.text[max(piece.start, match.start() - 12) : match.start()]) and not in_item:
        return
    named = [m for m in piece.series if not m.ref.only]
    before = [m for m in named if m.end <= match.start()]
    after = [m for m in named if m.start >= match.end()]
    ref = (
        after[-1].ref
        if after and after[-1].ref.every
        else before[-1].ref
        if before
        else piece.scope.series or (after[0].ref if after else piece.scope.only)
    )
    if ref is None and re.search(r"s\b$", match[0]):
        ref = SeriesRef(text=match[0], every=True)
    cue = re.search(
        r"\b(?:with|show|includ|has|have|represent|indicat|surround|accompan|depict|display|around|plot|"
        r"contain|feature|denot|correspond|are|is|drawn|음영|each)\w*\b",
        piece.words,
        re.I,
    )
    if cue or in_item:
        yield piece.claim(ClaimKind.HAS_BAND, *match.span(), series=ref)


def _counts(piece: Piece) -> Iterator[Claim]:
    counted = (
        _NUMBER_OF.match(piece.text) if piece.node.label is not None and piece.start >= piece.node.label.rest else None
    )
    if counted and piece.start <= counted.start("n") < piece.end and count_of(counted["n"]):
        kind = ClaimKind.PANEL_COUNT if re.match(_PANEL, counted["what"], re.I) else ClaimKind.SERIES_COUNT
        piece.take(*counted.span())
        yield piece.claim(kind, *counted.span("n"), values=(_count(counted["n"]),))
        return
    grid = piece.search(_GRID)
    if grid:
        rows = grid["rows"] or grid["rows2"] or grid["rows3"]
        cols = grid["cols"] or grid["cols2"] or grid["cols3"]
        piece.take(*grid.span())
        yield piece.claim(ClaimKind.GRID_SHAPE, *grid.span(), values=(_count(rows), _count(cols)), panel=None)
    panels = piece.search(_PANELS)
    if (
        panels
        and (count_of(panels["n"]) or 0) > 0
        and not piece.is_taken(*panels.span())
        and not _SOME_OF_THEM.search(piece.text[max(panels.start() - 8, piece.start) : panels.start()])
        and "both" not in panels["n"].lower()
    ):
        piece.take(*panels.span())
        yield piece.claim(ClaimKind.PANEL_COUNT, *panels.span(), values=(_count(panels["n"]),), panel=None)
    for match in _SERIES.finditer(piece.text, piece.start, piece.end):
        n = count_of(match["n"])
        before = piece.text[max(match.start() - 16, piece.start) : match.start()]
        if (
            n is None
            or not 0 < n <= 60
            or match["n"].lower() in ("both", "dual", "zero")
            or piece.is_taken(*match.span())
        ):
            continue
        if _SERIES_LEAD.search(before) and not re.search(r"\bof\s+$", before):
            continue
        lead = piece.text[max(match.start() - 90, piece.start) : match.start()]
        if (
            _SERIES_CUE.search(lead)
            or (piece.node.label is not None and match.start() - piece.start < 25)
            or match["n"].lower() == "single"
            or match.start() - piece.start < 4
        ):
            piece.take(*match.span())
            yield piece.claim(ClaimKind.SERIES_COUNT, *match.span(), values=(_count(match["n"]),))
            return


def _is_said_of_figure(piece: Piece, match: re.Match[str]) -> bool:
    """`This is a line chart` states a type; `the line chart's title` only speaks of it."""
    before = piece.text[max(match.start() - 50, piece.start) : match.start()]
    if piece.node.label is not None and re.search(r"type", piece.node.label.text, re.I):
        return True
    if re.fullmatch(r"\W*(?:the|this|these)\s+", before, re.I):
        return (
            re.match(
                r"\s+(?:titled|tracks?|compar\w+|shows?|displays?|plots?|presents?|illustrates?|depicts?|"
                r"visuali\w+)\b",
                piece.text[match.end() : match.end() + 20],
            )
            is not None
        )
    if re.search(r"\b(?:the|this|these|each|both|all|every|in)\s+$", before, re.I):
        return False
    return (
        bool(
            re.search(
                r"\b(?:an?|as|is|are|of|shows?|presents?|displays?|contains?|depicts?|two|three|four|five|six|"
                r"multiple|several|series|separate|소개|single|colou?red|simple|comparing)\s+(?:[\w-]+\s+){0,2}$",
                before,
                re.I,
            )
        )
        or match.start() - piece.start <= 12
    )


def _count(words: str) -> Quantity:
    return Quantity(text=words, value=float(count_of(words) or 0), digit=1.0)
