"""Legends as boxes with one entry beside panels as boxes."""

from __future__ import annotations

from dataclasses import replace

from extractors.geometry import Box
from extractors.legend import Legend, LegendEntry
from extractors.legend_panels import assign_legends, without_line_ends
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


def test_a_legend_with_fewer_names_than_stand_at_line_ends_is_none() -> None:
    legends = (legend_at(560, "one"),)
    (entry,) = legends[0].entries
    assigned = assign_legends(legends, [PANEL])
    assert without_line_ends(legends, assigned, [(entry, entry)]) == ()
    assert without_line_ends(legends, assigned, [(entry,)]) == legends
    assert without_line_ends(legends, assigned, [()]) == legends


def test_a_legend_of_the_names_at_line_ends_has_swatches_of_different_lengths_or_far_apart() -> None:
    one, other = legend_at(560, "one").entries[0], legend_at(560, "other").entries[0]
    for longer, lower, kept in ((0, 15, True), (15, 15, False), (0, 90, False)):
        box, swatch = other.text_box, other.swatch
        swatch = Box(swatch.x0 - longer, swatch.y0 + lower, swatch.x1, swatch.y1 + lower)
        second = replace(other, swatch=swatch, text_box=Box(box.x0, box.y0 + lower, box.x1, box.y1 + lower))
        legends = (Legend(Box(560, 50, 620, 60 + lower), (one, second)),)
        assigned = assign_legends(legends, [PANEL])
        assert without_line_ends(legends, assigned, [(one, second)]) == (legends if kept else ())


def test_a_legend_between_pasted_figures_is_of_the_one_with_print_of_its_size() -> None:
    other = Panel(Box(0, 0, 250, 200), frozenset(), (255, 255, 255))
    between = [legend_at(330, "one")]  # nearer to the second
    for units, owner in (((10.0, 5.0), 0), ((10.0, 10.5), 1), ((5.0, 10.0), 1), ((5.0, 5.0), 1), ((), 1)):
        assigned = assign_legends(between, [other, PANEL], units)
        assert [a is not None and not a.shared for a in assigned].index(True) == owner


def test_beside_a_single_plot_the_size_of_its_print_tells_nothing() -> None:
    """Names may be printed smaller than tick labels; a far row of marks that was read as a legend is no rival."""
    far = legend_at(100, "far")
    high = replace(far, entries=(replace(far.entries[0], text_box=Box(130, 47, 160, 63)),))
    (assigned,) = assign_legends([legend_at(720, "own"), high], [PANEL], [16.0])
    assert assigned is not None
    assert [entry.name for entry in assigned.legend.entries] == ["own"]
