"""Curves of one colour and the entries of a legend, each with its marker and dash."""

from __future__ import annotations

import numpy as np

from extractors.entry_match import end_of, match_entries
from extractors.geometry import Box
from extractors.legend_entry import LegendEntry
from tests.extractors.fitted import path_of


def entry(name: str, marker: str | None, dash: str = "solid") -> LegendEntry:
    return LegendEntry(name, Box(30, 0, 60, 10), Box(0, 0, 20, 10), (0, 0, 200), dash=dash, marker=marker)


def label(name: str, y: float) -> LegendEntry:
    """A name 10 high at the end of a line."""
    return LegendEntry(name, Box(130, y - 5, 160, y + 5), Box(115, y - 5, 129, y + 5), (0, 0, 200), at_end=True)


def matched(seen: list[tuple[str | None, str]], group: list[LegendEntry]) -> list[tuple[int, int, bool]]:
    return match_entries(seen, [(100.0, 50.0)] * len(seen), group)


def test_a_curve_is_no_surer_than_the_one_it_may_be_exchanged_with() -> None:
    group = [entry("one", "circle"), entry("two", "square")]
    assert matched([(None, "solid"), (None, "solid")], group) == [(0, 0, False), (1, 1, False)]


def test_the_entry_that_fits_a_later_curve_is_left_for_it() -> None:
    group = [entry("one", "circle"), entry("two", "square")]
    assert matched([("cross", "solid"), ("circle", "solid")], group) == [(0, 1, True), (1, 0, True)]


def test_dashes_tell_bare_lines_apart() -> None:
    group = [entry("one", None, "dashed"), entry("two", None)]
    assert matched([(None, "solid"), (None, "dashed")], group) == [(0, 1, True), (1, 0, True)]


def test_a_lone_entry_is_the_first_curve() -> None:
    assert matched([(None, "solid"), (None, "solid")], [entry("one", "circle")]) == [(0, 0, True)]
    assert matched([], [entry("one", "circle")]) == []


def test_names_at_line_ends_belong_to_the_lines_that_end_beside_them() -> None:
    group, looks = [label("one", 20), label("two", 60)], [(None, "solid"), (None, "solid")]
    assert match_entries(looks, [(120, 61), (120, 22)], group) == [(0, 1, True), (1, 0, True)]


def test_lines_that_end_as_near_to_another_name_are_not_clear() -> None:
    group, looks = [label("one", 20), label("two", 60)], [(None, "solid"), (None, "solid")]
    assert match_entries(looks, [(120, 39), (120, 60)], group) == [(0, 0, False), (1, 1, True)]


def test_a_path_ends_at_its_last_point_that_was_seen() -> None:
    assert end_of(path_of([0, 1, 2], [5, 6, np.nan]), (100, 10)) == (101, 16)
    assert end_of(None, (0, 0)) == (np.inf, np.inf)
