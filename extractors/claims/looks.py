"""Claims of a whole block before its sentences: the title of its panel, how series look, the items of a legend."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.claims.context import Context
from extractors.claims.figure import panel_title_claim
from extractors.claims.legend import bare_entry_claim, entry_claim, style_claims
from extractors.claims.outline import Node
from extractors.claims.panels import label_panel
from extractors.claims.piece import Piece, Scope
from extractors.claims.styles import find_styled
from schemas.claims import Claim


def panel_titles(source: str, node: Node, scope: Scope, context: Context) -> Iterator[Claim]:
    """The title of the panel that a label names."""
    label = node.label
    if label is None or scope.panel is None or scope.panel.title is None or node.topic:
        return
    if label_panel(node, context.panel_titles, context.many_panels) == scope.panel:
        start = label.text.find(scope.panel.title) + label.start
        if start >= 0 and scope.panel.title in label.text:
            yield panel_title_claim(
                Piece(source, node, label.start, label.end, scope),
                scope.panel,
                (start, start + len(scope.panel.title)),
            )


def looks(source: str, node: Node, scope: Scope, names: frozenset[str] = frozenset()) -> Iterator[Claim]:
    """How series look, and the entries of a legend's items; ``names`` of series, in small letters, are no colours."""
    if node.topic in ("title", "legend_title", "interpretation", "axis") or scope.interpreting:
        return
    label = node.label
    in_legend = "legend" in node.topics()
    if "axis" in node.topics() and not in_legend:
        return
    piece = Piece(source, node, 0, len(node.plain.text), scope)
    styled = find_styled(
        node.plain.text, (label.start, label.end) if label else None, label.rest if label else 0, in_legend
    )
    for one in styled:
        if one.color is not None and one.color[0] in names:
            continue  # `Plum: start 0.5` where a series is called Plum
        if in_legend:
            entry = entry_claim(piece, one)
            yield from (entry,) if entry else ()
        yield from style_claims(piece, one)
    if in_legend and not styled and node.topic == "":
        yield from bare_entry_claim(piece)
