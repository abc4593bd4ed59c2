"""Markdown blocks."""

from __future__ import annotations

from extractors.claims.markup import read_blocks


def test_kinds_and_ranks() -> None:
    text = "## Head\n\nSome words\ngo on.\n\n**Bold head**\n- one\n  - two\n1. three\n---\nlast"
    blocks = read_blocks(text)
    assert [block.kind for block in blocks] == ["heading", "paragraph", "heading", "item", "item", "item", "paragraph"]
    assert blocks[1].plain.text == "Some words go on."
    one, two, three = (block.rank for block in blocks[3:6])
    assert three < one < two
    assert blocks[5].number == 1


def test_short_lines_stay_apart() -> None:
    assert [block.plain.text for block in read_blocks("Title: Loss\nX axis: Epoch\nY axis: Loss")] == [
        "Title: Loss", "X axis: Epoch", "Y axis: Loss",
    ]  # fmt: skip


def test_a_table_and_its_cells() -> None:
    text = "| Step | **A** |\n|---|:--:|\n| 0 | ~1.5 |\nafter"
    table, after = read_blocks(text)
    assert [[cell.plain.text for cell in row] for row in table.rows] == [["Step", "A"], ["0", "~1.5"]]
    start, end = table.rows[1][1].plain.original(0, 4)
    assert text[start:end] == "~1.5"
    assert after.plain.text == "after"


def test_what_is_no_block() -> None:
    assert read_blocks("\n\n```\n---\n   \n#\n") == ()
