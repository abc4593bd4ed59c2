"""Pipe tables of values: places along x in one column, or along the head, and a series in each other column or row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.claims.context import Context
from extractors.claims.markup import Cell
from extractors.claims.outline import Node
from extractors.claims.quantities import as_year, find_quantities
from schemas.claims import Claim, ClaimKind, PanelRef, Place, Quantity, SeriesRef

Row = Sequence[Cell]
_PERCENT = re.compile(r"[(\[]\s?(?:%|per ?cent)\s?[)\]]|\bin %", re.I)
_NO_SERIES = re.compile(
    r"\W*(?:notes?|remarks?|comments?|changes?\b|differences?\b|delta|Δ|diff\b|gap\b|ratio|rank|trend)", re.I
)
_NAMES_SERIES = re.compile(
    r"\W*(?:data )?(?:series|lines?|models?|methods?|names?|legend|curves?|groups?|algorithms?|"
    r"variables?|metrics?|statistics?|features?|"
    r"aspects?|parameters?|elements?|axis|propert(?:y|ies)|attributes?|colou?rs?|panels?)\b",
    re.I,
)
_ROW_KINDS: tuple[tuple[ClaimKind, re.Pattern[str]], ...] = (
    (ClaimKind.START, re.compile(r"\W*(?:start|initial|first|begin)", re.I)),
    (ClaimKind.END, re.compile(r"\W*(?:end|final|last)", re.I)),
    (ClaimKind.MAXIMUM, re.compile(r"\W*(?:peak|max|highest)(?!.*(?:step|epoch|iteration|at|x|position|year))", re.I)),
    (ClaimKind.MINIMUM, re.compile(r"\W*(?:min|lowest|trough)(?!.*(?:step|epoch|iteration|at|x|position|year))", re.I)),
)


def table_claims(
    source: str, node: Node, context: Context, panel: PanelRef | None, scoped: SeriesRef | None
) -> Iterator[Claim]:
    """The claims of a table: a value for each place and series, or starts, ends and extremes for each series."""
    rows = node.block.rows
    if len(rows) < 2:
        return
    head, body = rows[0], rows[1:]
    if any(pattern.match(cell.plain.text) for cell in head[1:] for _, pattern in _ROW_KINDS) and not _is_number(
        head[-1]
    ):
        yield from _summaries(source, head, body, panel)
    elif len(head) > 2 and sum(_is_number(cell) for cell in head[1:]) >= len(head) - 1:
        yield from _by_row(source, head, body, context, panel)
    elif _has_categories(head, body):
        yield from _by_category(source, head, body, context, panel, scoped)
    elif sum(_is_number(row[0]) for row in body if row) * 2 > len(body):
        yield from _by_column(source, head, body, context, panel, scoped)


def column_names(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """The series that a table of values names: its head without the column of places, or its first column."""
    if len(rows) < 2:
        return []
    head, body = rows[0], rows[1:]
    if len(head) > 2 and all(_is_number(cell) for cell in head[1:]):
        return [_name(row[0]) for row in body if row]
    placed = sum(_is_number(row[0]) for row in body if row) * 2 > len(body) or _has_categories(head, body)
    if len(head) > 2 and placed:
        return [
            _name(cell)
            for cell in head[1:]
            if not (
                _NO_SERIES.match(cell.plain.text) or re.match(r"\W*(?:description|observation)", cell.plain.text, re.I)
            )
        ]
    return []


def _by_column(
    source: str,
    head: Row,
    body: Sequence[Row],
    context: Context,
    panel: PanelRef | None,
    scoped: SeriesRef | None,
) -> Iterator[Claim]:
    alone = len(head) == 2
    for row in body:
        x = _number(row[0], context) if row else None
        if x is None:
            continue
        for cell, title in zip(row[1:], head[1:], strict=False):
            value = _number(cell, None)
            name = _name(title)
            if value is None or _NO_SERIES.match(name):
                continue
            if _PERCENT.search(title.plain.text):
                value = value.model_copy(update={"percent": True})
            ref = _ref(name, context, alone, scoped)
            yield _claim(source, cell, ClaimKind.VALUE, panel=panel, series=ref, values=(value,), x=Place(start=x))


def _has_categories(head: Row, body: Sequence[Row]) -> bool:
    """Whether the first column names places in words, and numbers stand beside them."""
    if _NAMES_SERIES.match(head[0].plain.text) or any(row and _is_number(row[0]) for row in body):
        return False
    cells = [cell for row in body for cell in row[1:] if cell.plain.text]
    return bool(cells) and 2 * sum(_is_number(cell) for cell in cells) > len(cells)


def _by_category(
    source: str,
    head: Row,
    body: Sequence[Row],
    context: Context,
    panel: PanelRef | None,
    scoped: SeriesRef | None,
) -> Iterator[Claim]:
    for row in body:
        for cell, title in zip(row[1:], head[1:], strict=False):
            value = _number(cell, None)
            if value is None:
                continue
            ref = _ref(_name(title), context, len(head) == 2, scoped)
            place = Place(words=row[0].plain.text.strip())
            yield _claim(source, cell, ClaimKind.VALUE, panel=panel, series=ref, values=(value,), x=place)


def _by_row(source: str, head: Row, body: Sequence[Row], context: Context, panel: PanelRef | None) -> Iterator[Claim]:
    for row in body:
        name = _name(row[0]) if row else ""
        for cell, title in zip(row[1:], head[1:], strict=False):
            x, value = _number(title, context), _number(cell, None)
            if x is not None and value is not None:
                ref = SeriesRef(text=name, name=name)
                yield _claim(source, cell, ClaimKind.VALUE, panel=panel, series=ref, values=(value,), x=Place(start=x))


def _summaries(
    source: str, head: Sequence[Cell], body: Sequence[Sequence[Cell]], panel: PanelRef | None
) -> Iterator[Claim]:
    kinds = [
        (n, next((kind for kind, pattern in _ROW_KINDS if pattern.match(cell.plain.text)), None))
        for n, cell in enumerate(head)
    ]
    for row in body:
        name = _name(row[0]) if row else ""
        for number, kind in kinds[1:]:
            if kind is None or number >= len(row):
                continue
            found = find_quantities(row[number].plain.text)
            if not found:
                continue
            place = (
                Place(start=found[1].quantity)
                if len(found) == 2 and "(" in row[number].plain.text[found[0].end : found[1].start] + "("
                else None
            )
            yield _claim(
                source,
                row[number],
                kind,
                panel=panel,
                series=SeriesRef(text=name, name=name),
                values=(found[0].quantity,),
                x=place,
            )


def _claim(source: str, cell: Cell, kind: ClaimKind, **fields: object) -> Claim:
    start, end = cell.plain.original(0, len(cell.plain.text))
    hedged = any(value.hedged for value in fields.get("values", ()))  # type: ignore[attr-defined]
    return Claim(kind=kind, text=source[start:end], start=start, end=end, hedged=hedged, **fields)  # type: ignore[arg-type]


def _ref(name: str, context: Context, alone: bool, scoped: SeriesRef | None) -> SeriesRef:
    known = {info.name.lower(): info.name for info in context.series if info.name}
    if name.lower() in known:
        return SeriesRef(text=name, name=known[name.lower()])
    if alone and scoped is not None:
        return scoped
    inside = [whole for key, whole in known.items() if re.search(rf"(?<!\w){re.escape(key)}(?!\w)", name.lower())]
    if len(inside) == 1:
        return SeriesRef(text=name, name=inside[0])
    return SeriesRef(text=name, name=None if alone else name, only=alone)


def _number(cell: Cell, dated: Context | None) -> Quantity | None:
    found = find_quantities(cell.plain.text)
    if len(found) != 1 or len(cell.plain.text) > 30:
        return None
    quantity = found[0].quantity
    return as_year(quantity) if dated is not None and dated.dated else quantity


def _is_number(cell: Cell) -> bool:
    text = cell.plain.text
    found = find_quantities(text)
    return len(found) == 1 and len(re.sub(r"[A-Za-z]+", "", text)) >= len(text) - 10


def _name(cell: Cell) -> str:
    text = re.sub(
        r"\s*\((?:%|approx\.?|approximate|[^()]*(?:line|blue|red|green|orange)[^()]*|left|right|y)\)|\s*\[[^\[\]]{1,8}\]$",
        "",
        cell.plain.text,
        flags=re.I,
    )
    return re.sub(r"^(?:approx(?:imate|\.)?|estimated)\s+", "", text, flags=re.I).strip()
