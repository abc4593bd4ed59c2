"""Legends as boxes with one entry beside panels as boxes."""

from __future__ import annotations

from extractors.geometry import Box
from extractors.legend import Legend, LegendEntry
from extractors.legend_panels import assign_legends
from extractors.panels import Panel

PANEL = Panel(Box(400, 0, 700, 200), frozenset(), (255, 255, 255))


def legend_at(x: float, name: str) -> Legend:
    """A legend 60 wide with print 10 high."""
    entry = LegendEntry(name, Box(x + 30, 50, x + 60, 60), Box(x, 54, x + 20, 56), (0, 0, 0))
    return Legend(Box(x, 50, x + 60, 60), (entry,))


def names_with(other: Legend) -> list[str]:
    (assigned,) = assign_legends([legend_at(720, "own"), other], [PANEL])
    assert assigned is not None
    return [entry.name for entry in assigned.legend.entries]


def test_a_legend_far_from_a_panel_that_has_one_is_left_out() -> None:
    assert names_with(legend_at(200, "far")) == ["own"]


def test_two_legends_beside_one_panel_are_both_its() -> None:
    assert names_with(legend_at(800, "second")) == ["own", "second"]
