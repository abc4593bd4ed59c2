"""First reading of a text: which series, axes and panels it tells of, so that the second can refer to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.claims.axes import axis_claims
from extractors.claims.context import Context, SeriesInfo, unique
from extractors.claims.figure import figure_claims
from extractors.claims.known import NOTHING, Known
from extractors.claims.mentions import MentionFinder
from extractors.claims.names import SPLIT, heads, legend_names, subjects
from extractors.claims.outline import Node
from extractors.claims.panels import listed_titles, marks_panels, panel_in
from extractors.claims.piece import Piece, Scope
from extractors.claims.sentences import sentences
from extractors.claims.spelling import Spelling
from extractors.claims.style_words import MAX_NAME, NOT_NAMES
from extractors.claims.styles import find_styled
from extractors.claims.tables import column_names
from schemas.claims import Claim, ClaimKind

_NAME = (
    r"(?:\"[^\"\n]{1,60}\"|'[^'\n]{1,60}'|[A-Z][\w@+%-]*(?:\.\w+)*(?:[ -](?:[A-Z0-9][\w@+%-]*(?:\.\w+)*|\d+))*|"
    r"[a-z]+\d[\w.-]*)(?:\s*\([^()]{1,40}\))?"
)
_NAMED_LIST = re.compile(
    rf"(?:\b(?:models?|methods?|algorithms?|lines?|curves?|series|variants?|approaches|groups?|"
    rf"conditions?|configurations?|agents?|policies|strategies|systems?|baselines?|legend \w+|"
    rf"entries)\s*(?:\(|,|:|—|–|-|are|labell?ed|named|called|namely)\s*|"
    rf"\b(?:compar(?:es|ing|ison of)|(?:comparison|difference|gap)\s+"
    rf"between)\s+(?:the\s+)?(?:[a-z-]+\s+){{0,4}}?(?:of\s+)?)(?P<names>{_NAME}(?:(?:\s*,\s*(?:and\s+)?|"
    rf"\s+and\s+|\s+vs\.?\s+|\s+versus\s+|\s*&\s*|\s+with\s+)(?:the\s+)?{_NAME})+)"
)
_COUNTED = re.compile(r"(?:data )?(?:series|line|curve) \d+", re.I)  # numbers are no names


def gather(source: str, nodes: Sequence[Node], known: Known = NOTHING) -> Context:
    """The context of a text; what it does not tell is taken from what is ``known`` of the figure."""
    axes, figure = _first_claims(source, nodes)
    x_side = [c for c in axes if c.axis is not None and c.axis.side == "x"]
    y_side = [c for c in axes if c.axis is not None and c.axis.side != "x"]
    many = any(
        c.kind == ClaimKind.GRID_SHAPE or (c.kind == ClaimKind.PANEL_COUNT and c.values[0].value > 1) for c in figure
    )
    many = (
        many
        or len({found[0].text.lower() for node in nodes if node.label and (found := panel_in(node.label.text, True))})
        > 1
    )
    many = many or marks_panels(source) or len(known.panels) > 1
    titles = _titles(source, nodes, known) if many else ()
    x_labels = unique([*(c.words or "" for c in x_side if c.kind == ClaimKind.AXIS_LABEL), *known.x_labels])
    in_figure = frozenset(name.lower() for name in known.series)
    series = _series(nodes, titles, Context(x_labels=x_labels).x_noun, in_figure)
    told = {(info.name or "").lower() for info in series}
    series += tuple(SeriesInfo(name) for name in _used(source, known.series) if name.lower() not in told)
    counts = [c.values[0].value for c in figure if c.kind == ClaimKind.SERIES_COUNT]
    return Context(
        series=series,
        x_labels=x_labels,
        y_labels=unique([*(c.words or "" for c in y_side if c.kind == ClaimKind.AXIS_LABEL), *known.y_labels]),
        x_ranges=tuple(_span(c) for c in x_side if c.kind == ClaimKind.AXIS_RANGE) or known.x_ranges,
        y_ranges=tuple(_span(c) for c in y_side if c.kind == ClaimKind.AXIS_RANGE) or known.y_ranges,
        panel_titles=titles,
        many_panels=many,
        categories=known.categories,
        x_units=known.x_units,
        in_figure=in_figure,
        one_series=1.0 in counts or (not series and not any(n > 1 for n in counts)),
    )


def _titles(source: str, nodes: Sequence[Node], known: Known) -> tuple[str, ...]:
    """What panels are called; a list of series with their values is none of panels."""
    used = _used(source, known.panels)
    names = {name.lower() for name in known.series}
    return unique([*used, *(title for title in listed_titles(nodes) if title.lower() not in names)])


def _used(source: str, words: Sequence[str]) -> list[str]:
    """Those of the words that stand in the text, as they stand there; single Latin letters are not told from others."""
    spelling = Spelling(source)
    wanted = [word for word in unique(words) if len(word.replace(" ", "")) > 1 or not word.isascii()]
    spelled = (spelling.find(word, wanted) for word in wanted)
    return [word for word in spelled if word is not None and not NOT_NAMES.fullmatch(word)]


def _first_claims(source: str, nodes: Sequence[Node]) -> tuple[list[Claim], list[Claim]]:
    finder = MentionFinder(Context())
    axes: list[Claim] = []
    figure: list[Claim] = []
    for node in nodes:
        for start, end in sentences(node.plain.text) if node.block.kind != "question" else ():
            piece = Piece(source, node, start, end, Scope(), numbers=tuple(finder.find(node.plain.text, start, end)))
            axes += axis_claims(piece, node.nearest_axis(), node.topics())
            figure += figure_claims(piece, node.block.kind == "heading")
    return axes, figure


def _series(nodes: Sequence[Node], titles: Sequence[str], x_noun: str, names: frozenset[str]) -> tuple[SeriesInfo, ...]:
    found: dict[str, SeriesInfo] = {}
    place = re.compile(rf"(?:{x_noun}|x)\s*[=:]?\s*[-+]?\d.*", re.I)
    for info in _introduced(nodes, titles, names):
        if info.name and place.fullmatch(info.name):
            continue
        if info.name and _COUNTED.fullmatch(info.name):
            continue
        key = (info.name or "").lower()
        known = found.get(key)
        if known is None:
            found[key] = info
        else:
            told = {
                k: getattr(info, k)
                for k in ("color", "marker", "dash", "number")
                if getattr(info, k) and not getattr(known, k)
            }
            found[key] = replace(known, **told)
    return tuple(found.values())


def _introduced(nodes: Sequence[Node], titles: Sequence[str], in_figure: frozenset[str]) -> Iterator[SeriesInfo]:
    """Series in the order of how surely a text introduces them: with their looks, in the legend, in lists, as heads."""
    for node in nodes:
        if node.topic in ("title", "interpretation") or "axis" in node.topics():
            continue
        label = node.label
        for one in find_styled(
            node.plain.text,
            (label.start, label.end) if label else None,
            label.rest if label else 0,
            "legend" in node.topics(),
        ):
            if one.color is not None and one.color[0] in in_figure:
                continue  # a series may be called Plum
            yield SeriesInfo(
                one.name, one.color and one.color[0], one.marker and one.marker[0], one.dash and one.dash[0], one.number
            )  # fmt: skip
        if "legend" in node.topics():
            yield from (SeriesInfo(name) for name in legend_names(node))
    for node in nodes:
        for name in column_names(node.block.rows):
            if (
                name
                and len(name) <= MAX_NAME
                and not NOT_NAMES.fullmatch(name)
                and len(column_names(node.block.rows)) > 1
            ):
                yield SeriesInfo(name)
        if "axis" in node.topics() or node.topic == "title" or "interpretation" in node.topics():
            continue
        for match in _NAMED_LIST.finditer(node.plain.text):
            names = [name.strip(" \"'") for name in SPLIT.split(match["names"])]
            names = [re.sub(r"\s*\([^()]*\)$", "", name) for name in names]
            if all(not NOT_NAMES.fullmatch(name) and len(name) > 1 for name in names):
                yield from (SeriesInfo(name) for name in names)
    if not titles:
        yield from (SeriesInfo(name) for name in heads(nodes))
    yield from (SeriesInfo(name) for name in subjects(nodes, titles))


def _span(claim: Claim) -> tuple[float, float]:
    first, second = claim.values[0].value, claim.values[1].value
    return min(first, second), max(first, second)
