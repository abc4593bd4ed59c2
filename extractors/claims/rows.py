"""Values in rows: ``x: 0, 20, 40; A: 0.1, 0.2, 0.3``, ``A: 0.1 -> 0.3 @40 -> 0.2 @100``; words in cells of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.claims.lexicon import EXTREME_RE, TREND_RE
from extractors.claims.markup import Cell
from extractors.claims.outline import Node
from extractors.claims.piece import Piece, Scope
from extractors.claims.quantities import HEDGE, Found, find_quantities
from extractors.claims.subjects import SeriesFinder
from schemas.claims import Claim, ClaimKind, Place

_NUMBER = r"[-−+]?(?:\d[\d,]*\d|\d)?\.?\d+(?:e[-+]?\d+)?\s?%?"
_LIST = rf"(?:[~≈]?{_NUMBER})(?:,\s+(?:[~≈]?{_NUMBER}))+"
_ROW = re.compile(rf"\s*[;|]\s*(?P<name>[^:;=|]{{1,60}}?)\s*[:=]\s*[\[(]?(?P<list>{_LIST})[\])]?", re.I)
_AT = re.compile(rf"(?P<value>(?:{HEDGE}\s*)?{_NUMBER})\s*@\s*(?:[a-z]{{1,12}}\s)?(?P<place>{_NUMBER})", re.I)
_LEAST_WORDS = 2  # of a cell that is a statement


def row_claims(source: str, node: Node, scope: Scope, finder: SeriesFinder, x_noun: str) -> Iterator[Claim]:
    """The values of a block that is nothing but a row of places and rows of as many values, one for each series."""
    text = node.plain.text
    head = re.compile(rf"\W*(?:{x_noun}|x)s?\s*[:=]\s*[\[(]?(?P<list>{_LIST})[\])]?", re.I).match(text)
    if head is None:
        return
    places = find_quantities(text, *head.span("list"))
    rows = []
    cursor = head.end()
    while (row := _ROW.match(text, cursor)) is not None:
        rows.append((row, find_quantities(text, *row.span("list"))))
        cursor = row.end()
    piece = Piece(source, node, 0, len(text), scope)
    if text[cursor:].strip(" .;|") or any(len(values) != len(places) for _, values in rows):
        return
    for row, values in rows:
        series = finder.named(row["name"])
        if series is not None:
            yield from _values(piece, values, places, series=series)


def _values(piece: Piece, values: Sequence[Found], places: Sequence[Found], **fields: object) -> Iterator[Claim]:
    for value, place in zip(values, places, strict=True):
        at = Place(start=place.quantity)
        yield piece.claim(ClaimKind.VALUE, value.start, value.end, values=(value.quantity,), x=at, **fields)


def chain_claims(piece: Piece) -> Iterator[Claim]:
    """`0.13 → 0.27 @40 → 0.37 @100`: a value for each place, of the series that the heading or sentence names."""
    if "→" not in piece.words or "@" not in piece.words:
        return
    named = [one.ref for one in piece.series if not one.ref.every]
    series = named[0] if len(named) == 1 else piece.scope.series if not named else None
    for match in _AT.finditer(piece.text, piece.start, piece.end):
        value, place = (find_quantities(match[name]) for name in ("value", "place"))  # what follows `@` may be a name
        if series is not None and len(value) == len(place) == 1 and not piece.is_taken(*match.span()):
            piece.take(*match.span())
            at = Place(start=place[0].quantity)
            yield piece.claim(ClaimKind.VALUE, *match.span(), series=series, values=(value[0].quantity,), x=at)


def told_cells(node: Node, scope: Scope, finder: SeriesFinder) -> Iterator[tuple[Node, Scope]]:
    """The cells of a table that are statements on the series in the first cell of their row, as blocks."""
    for row in node.block.rows[1:]:
        series = finder.named(row[0].plain.text) if row and row[0].plain.text.strip() else None
        for cell in row[1:] if series is not None else ():
            if _is_told(cell):
                block = replace(node.block, kind="paragraph", plain=cell.plain, rows=())
                yield Node(block, None, above=node.above), replace(scope, series=series)


def _is_told(cell: Cell) -> bool:
    words = cell.plain.text
    movement = TREND_RE.search(words)
    return bool(movement) and (len(words.split()) >= _LEAST_WORDS or EXTREME_RE.search(words) is None)
