"""Entries of one row that belong to the legends of panels side by side."""

from __future__ import annotations

import pytest

from extractors.geometry import Box
from extractors.legend_beside import without_repeats
from extractors.legend_entry import LegendEntry


def entries(names: str, rows: int = 1, pitch: float = 30.0) -> list[LegendEntry]:
    """One entry a letter, 100 px apart, in so many rows ``pitch`` pixels apart."""
    per_row = len(names) // rows
    places = [(100.0 * (k % per_row), pitch * (k // per_row)) for k in range(len(names))]
    return [
        LegendEntry(name, Box(x + 40, y, x + 80, y + 12), Box(x, y + 2, x + 30, y + 10), (0, 0, 0))
        for name, (x, y) in zip(names, places, strict=True)
    ]


def parts_of(found: list[list[LegendEntry]]) -> list[str]:
    return ["".join(e.name for e in part) for part in found]


@pytest.mark.parametrize(
    ("names", "parts"), [("abab", ["ab", "ab"]), ("abcabcabc", ["abc"] * 3), ("abba", ["ab", "ba"])]
)
def test_a_row_is_parted_where_its_names_begin_again(names: str, parts: list[str]) -> None:
    assert parts_of(without_repeats(entries(names)[::-1])) == parts


@pytest.mark.parametrize(("names", "rows"), [("abc", 1), ("aba", 1), ("abcab", 1), ("abab", 2)])
def test_other_legends_stay_whole(names: str, rows: int) -> None:
    assert parts_of(without_repeats(entries(names, rows))) == [names]


def test_rows_far_apart_are_parted_where_they_repeat_all_names() -> None:
    assert parts_of(without_repeats(entries("abab", 2, 80.0))) == ["ab", "ab"]
    assert parts_of(without_repeats(entries("abac", 2, 80.0))) == ["abac"]
