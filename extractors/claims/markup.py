"""Markdown into blocks: headings, list items, paragraphs and tables, with their exact places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from extractors.claims.plain import Plain, to_plain

BlockKind = Literal["heading", "question", "item", "paragraph", "table"]
_LINE = re.compile(r"[^\n]*\n?")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]*(?=\S)")
_ITEM = re.compile(r"([ \t]*)(?:([-*+•‣◦▪–]|o(?=[ \t]+\S))|\(?(\d{1,3})[.)])(?:[ \t]+|(?=\*\*))(?:\[[ xX]\][ \t]+)?")
_RULE = re.compile(r"[ \t]*(?:[-*_=][ \t]*){3,}$|[ \t]*(?:```|~~~)|[ \t]*\\n[ \t]*$|[#>|\s]+$")
_RULED_ROW = re.compile(r"[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)*[ \t]*:?-+:?[ \t]*\|?[ \t]*$")
_QUOTE = re.compile(r"(?:[ \t]{0,3}>[ \t]?)+")
_KEY = re.compile(r"[ \t]*(?:\*\*)?[^\s:][^:.]{0,40}:")
_PAIR = re.compile(r"\s*[\"'`*]*[^\W\d_][\w .()/-]{0,30}[\"'`*]*\s*[:=]\s*\S.{0,80}$")  # a key and its value
_NUMBERED_HEADING = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+[A-Z][^.:;!?]{1,60}")  # `2.1 Results`
WRAPPED = 50  # characters of a line from which the next may be its continuation
SHORT = 50  # characters of a line that may be a heading without marks
LONGEST = 8_000  # characters of a block: three pages; what is longer is read in parts
DEEPEST = 40  # spaces of indent
BOLD_HEADING, ITEM = 7, 10  # ranks below those of headings


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    plain: Plain


@dataclass(frozen=True, slots=True)
class Block:
    """A block; ``rank`` says what it belongs to: to the last block before it of a lower rank."""

    kind: BlockKind
    rank: int
    plain: Plain
    number: int | None = None
    rows: tuple[tuple[Cell, ...], ...] = ()


@dataclass(slots=True)
class _Open:
    """A block that the next line may go on."""

    kind: BlockKind
    rank: int
    start: int
    end: int
    number: int | None = None


def read_blocks(source: str) -> tuple[Block, ...]:
    """The blocks of a text in their order; rules, fences and blank lines are none."""
    blocks = list(_blocks(source))
    for number, (block, following) in enumerate(pairwise(blocks)):
        if _heads_list(block, following):
            blocks[number] = replace(block, kind="heading", rank=BOLD_HEADING)
    return tuple(blocks)


def _heads_list(block: Block, following: Block) -> bool:
    """A short line right above a list serves as its heading."""
    text = block.plain.text.strip()
    short = block.kind == "paragraph" and len(text) <= SHORT and text[-1:] not in ".:!?;,"
    return short and following.kind == "item" and len(text.split()) <= 6


def _blocks(source: str) -> Iterator[Block]:
    lines = [match.span() for match in _LINE.finditer(source) if match.end() > match.start()]
    pending: _Open | None = None
    number = 0
    while number < len(lines):
        start, end = _trimmed(source, *lines[number])
        rows = _table_rows(source, lines, number)
        if rows:
            yield from _closed(source, pending)
            pending = None
            yield _table(source, lines[number : number + rows])
            number += rows
            continue
        number += 1
        line = source[start:end]
        if not line or _RULE.match(line):
            yield from _closed(source, pending)
            pending = None
        elif pending is not None and _continues(source, pending, line):
            pending.end = end
        else:
            yield from _closed(source, pending)
            pending = _opened(line, start, end)
            if pending.kind == "heading":
                yield from _closed(source, pending)
                pending = None
    yield from _closed(source, pending)


def _trimmed(source: str, start: int, end: int) -> tuple[int, int]:
    while end > start and source[end - 1].isspace():
        end -= 1
    quote = _QUOTE.match(source, start, end)
    return (quote.end() if quote else start), end


def _opened(line: str, start: int, end: int) -> _Open:
    heading = _HEADING.match(line)
    if heading:
        return _Open("heading", len(heading[1]), start + heading.end(), end)
    item = _ITEM.match(line)
    if item and item.end() < len(line):
        depth = min(len(item[1].expandtabs(4)), DEEPEST)
        rank = ITEM + 2 * depth + (item[3] is None)
        return _Open("item", rank, start + item.end(), end, int(item[3]) if item[3] else None)
    indent = len(line) - len(line.lstrip())
    return _Open("paragraph", ITEM - 1, start + indent, end)


def _continues(source: str, pending: _Open, line: str) -> bool:
    """Whether a line goes on with the sentence of the one before: that was broken, not ended."""
    if _HEADING.match(line) or _ITEM.match(line):
        return False
    last = source[max(source.rfind("\n", pending.start, pending.end) + 1, pending.start) : pending.end]
    if _PAIR.match(line) and _PAIR.match(last):
        return False
    if line.lstrip()[:1].islower():
        return last[-1:] not in ":"
    return len(last) >= WRAPPED and last[-1] not in ".:!?;|" and not _KEY.match(line)


def _closed(source: str, pending: _Open | None) -> Iterator[Block]:
    if pending is None or pending.start >= pending.end:
        return
    plain = to_plain(source, pending.start, pending.end)
    plain = Plain(plain.text.replace("\n", " "), plain.at, plain.bold)
    kind, rank = pending.kind, pending.rank
    if kind == "paragraph" and (_is_bold_line(plain) or _NUMBERED_HEADING.fullmatch(plain.text)):
        kind, rank = "heading", BOLD_HEADING
    for start in range(0, len(plain.text), LONGEST):
        part = plain if len(plain.text) <= LONGEST else plain.part(start, start + LONGEST)
        if part.text.strip():
            yield Block(kind, rank, part, pending.number)


def _is_bold_line(plain: Plain) -> bool:
    """A line that is bold from end to end serves as a heading."""
    text = plain.text.rstrip(" :")
    return bool(plain.bold) and plain.bold[0][0] == 0 and plain.bold[0][1] >= len(text) and text[-1:] not in ".!?"


def _table_rows(source: str, lines: list[tuple[int, int]], first: int) -> int:
    """How many lines from this one on are a table: a row, a ruled row, and more rows."""
    if first + 1 >= len(lines):
        return 0
    head, ruled = (source[slice(*_trimmed(source, *lines[n]))] for n in (first, first + 1))
    if "|" not in head or "|" not in ruled or not _RULED_ROW.match(ruled):
        return 0
    count = 2
    while first + count < len(lines) and "|" in source[slice(*lines[first + count])]:
        count += 1
    return count


def _table(source: str, lines: list[tuple[int, int]]) -> Block:
    rows = tuple(_cells(source, *_trimmed(source, *line)) for n, line in enumerate(lines) if n != 1)
    start, _ = lines[0]
    return Block("table", ITEM - 1, to_plain(source, start, start), None, rows)


def _cells(source: str, start: int, end: int) -> tuple[Cell, ...]:
    cells = []
    cursor = start
    for place in (*(match.start() for match in re.finditer(r"(?<!\\)\|", source[start:end])), end - start):
        first, last = cursor, start + place
        cursor = last + 1
        while first < last and source[first].isspace():
            first += 1
        while last > first and source[last - 1].isspace():
            last -= 1
        cells.append(Cell(to_plain(source, first, last)))
    if cells and not cells[0].plain.text:
        cells = cells[1:]
    if cells and not cells[-1].plain.text:
        cells = cells[:-1]
    return tuple(cells)
