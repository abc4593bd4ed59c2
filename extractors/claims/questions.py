"""Questions and answers as blocks: the question becomes a label, the answer what belongs to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.claims.markup import ITEM, Block

_ASKS = re.compile(
    r"(?:Q(?:uestion)?\s*\d*\s*[.:)–—-]\s*(?P<marked>[^?\n]{3,200}\?)|(?P<bare>(?:what|which|how|where|when|who|is|are|"
    r"does|do|has|have|at what|(?:in|on|over|between|from|to) which|by how)\b[^?\n]{3,160}\?))[\"')]*\s*",
    re.I,
)
_ANSWERS = re.compile(r"\s*(?:[-–—→]\s*)?(?:A(?:ns(?:wer)?)?\s*\d*\s*[.:)–—-]\s*)?(?=\S)", re.I)
QUESTION = ITEM - 2  # rank of a question outside of a list: above paragraphs


def parted(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, but each question a block of its own, with its answer below it."""
    open_rank: int | None = None
    for block in blocks:
        asks = _ASKS.match(block.plain.text) if block.kind != "table" else None
        if asks is not None:
            rank = QUESTION if block.kind != "item" else block.rank
            yield replace(block, kind="question", rank=rank, plain=block.plain.part(*asks.span(str(asks.lastgroup))))
            open_rank = rank
            rest = _answer(block, asks.end(), rank)
            yield from rest
        elif open_rank is not None and block.kind in ("paragraph", "item") and block.rank <= max(open_rank, ITEM - 1):
            # The first block behind a question answers it, at whatever depth it stands.
            yield from _answer(block, 0, open_rank)
            open_rank = None
        else:
            open_rank = None
            yield block


def _answer(block: Block, start: int, rank: int) -> Iterator[Block]:
    marked = _ANSWERS.match(block.plain.text, start)
    first = marked.end() if marked is not None else start
    if block.plain.text[first:].strip():
        part = block.plain.part(first, len(block.plain.text))
        yield replace(block, kind="paragraph", rank=rank + 1, plain=part, number=None)
