"""Curves of one colour and the entries of a legend, each with its marker and dash."""

from __future__ import annotations

from extractors.entry_match import match_entries
from extractors.geometry import Box
from extractors.legend_entry import LegendEntry


def entry(name: str, marker: str | None, dash: str = "solid") -> LegendEntry:
    return LegendEntry(name, Box(30, 0, 60, 10), Box(0, 0, 20, 10), (0, 0, 200), dash=dash, marker=marker)


def test_a_curve_is_no_surer_than_the_one_it_may_be_exchanged_with() -> None:
    group = [entry("one", "circle"), entry("two", "square")]
    assert match_entries([(None, "solid"), (None, "solid")], group) == [(0, 0, False), (1, 1, False)]


def test_the_entry_that_fits_a_later_curve_is_left_for_it() -> None:
    group = [entry("one", "circle"), entry("two", "square")]
    assert match_entries([("cross", "solid"), ("circle", "solid")], group) == [(0, 1, True), (1, 0, True)]


def test_dashes_tell_bare_lines_apart() -> None:
    group = [entry("one", None, "dashed"), entry("two", None)]
    assert match_entries([(None, "solid"), (None, "dashed")], group) == [(0, 1, True), (1, 0, True)]


def test_a_lone_entry_is_the_first_curve() -> None:
    assert match_entries([(None, "solid"), (None, "solid")], [entry("one", "circle")]) == [(0, 0, True)]
    assert match_entries([], [entry("one", "circle")]) == []
