"""Entries of lines 30 px long with names of 12 px beside them."""

from __future__ import annotations

from extractors.geometry import Box
from extractors.legend_entry import LegendEntry
from extractors.legend_links import linked
from extractors.panels import Panel

PANELS = [Panel(Box(0, 100, 400, 700), frozenset(), (255, 255, 255))]


def entry(name: str, y: float, x: float = 20.0) -> LegendEntry:
    return LegendEntry(name, Box(x + 40, y - 6, x + 90, y + 6), Box(x, y - 1, x + 30, y + 1), (0, 0, 0))


def test_one_name_in_rows_far_apart_is_that_of_two_legends() -> None:
    assert linked(entry("train", 200), entry("test", 270), PANELS)
    assert not linked(entry("train", 200), entry("train", 270), PANELS)
    assert linked(entry("train", 200), entry("train", 220), PANELS)


def test_a_legend_may_run_over_the_edge_of_a_plot() -> None:
    above, below = entry("train", 85), entry("test", 110)
    assert linked(above, below, PANELS)
    assert not linked(above, entry("test", 110, 24.0), PANELS)
    assert not linked(above, entry("test", 150), PANELS)


def test_a_row_may_run_over_the_side_of_a_plot() -> None:
    within = entry("train", 200, 260.0)
    assert linked(within, entry("test", 200, 370.0), PANELS)
    assert not linked(within, entry("test", 204, 370.0), PANELS)
    assert not linked(within, entry("test", 200, 430.0), PANELS)
