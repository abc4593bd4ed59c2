"""Names that were read with a piece of their swatch, and markers of a named curve that look like a legend."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from extractors.channels import Rgb
from extractors.geometry import Box
from extractors.legend_canvas import make_canvas
from extractors.legend_entry import LegendEntry
from extractors.legend_fit import is_named_by, swallowed_entry, with_first_letters, without_intruders
from extractors.readers import Text

BLUE, INK = (30, 60, 200), (20, 20, 20)


@pytest.mark.parametrize(("start", "cut"), [(70, True), (81, True), (84, False)])
def test_a_name_that_begins_in_its_swatch_or_at_its_rim_is_cut_where_the_others_begin(start: int, cut: bool) -> None:
    rgb = np.full((120, 300, 3), 255, np.uint8)
    entries = []
    for y, name in ((31, "alpha"), (51, "beta"), (71, "gamma")):
        rgb[y - 1 : y + 2, 50:81] = BLUE
        for stroke in range(95, 135, 6):
            rgb[y - 5 : y + 6, stroke : stroke + 2] = INK
        entries.append(LegendEntry(name, Box(95, y - 5, 132, y + 5), Box(50, y - 1, 80, y + 1), BLUE))
    text = Text("-gamma", Box(start, 66, 132, 76), 0.9, "")
    found = swallowed_entry(make_canvas(rgb, []), text, entries[:2])
    assert (found is not None) == cut
    assert found is None or found.text_box.x0 == 95


@pytest.mark.parametrize(
    ("dash", "color", "named"), [("solid", BLUE, True), ("dashed", BLUE, False), ("solid", INK, False)]
)
def test_markers_in_the_colour_of_a_legend_outside_the_plots_are_none(dash: str, color: Rgb, named: bool) -> None:
    outside = [LegendEntry("alpha", Box(95, 5, 132, 15), Box(50, 8, 80, 12), BLUE)]
    markers = [
        LegendEntry(name, Box(x, 50, x + 9, 60), Box(x - 20, 50, x - 10, 60), ink, dash=style, marker="other")
        for name, x, ink, style in (("t", 100, BLUE, "solid"), ("i.t.", 130, color, dash))
    ]
    assert is_named_by(outside, markers) == named


@pytest.mark.parametrize(("name", "named"), [("I", True), ("In", False)])
def test_error_bars_read_as_letters_are_no_legend_beside_another(name: str, named: bool) -> None:
    outside = [
        LegendEntry("alpha", Box(95, y, 132, y + 10), Box(50, y, 80, y), ink) for y, ink in ((5, BLUE), (25, INK))
    ]
    bars = [
        LegendEntry(letters, Box(x, 50, x + 9, 60), Box(x - 20, 50, x - 10, 60), ink)
        for letters, x, ink in (("T", 100, BLUE), (name, 130, INK))
    ]
    assert is_named_by(outside, bars) == named


@pytest.mark.parametrize("found", [False, True])
def test_the_first_letters_of_a_name_are_no_swatch_of_the_rest(found: bool) -> None:
    """Readers leave out the first word before a sign, or find it as a name by itself."""
    rgb = np.full((120, 300, 3), 255, np.uint8)
    entries = []
    for y, name in ((31, "alpha"), (51, "beta"), (71, "gamma"), (91, "16")):
        rgb[y - 1 : y + 2, 50:81] = BLUE
        for stroke in range(95, 135, 6):
            rgb[y - 5 : y + 6, stroke : stroke + 2] = INK
        entries.append(LegendEntry(name, Box(95, y - 5, 132, y + 5), Box(50, y - 1, 80, y + 1), BLUE))
    rest = LegendEntry("16", Box(119, 86, 132, 96), Box(95, 86, 108, 96), INK, has_line=False)
    first = [LegendEntry("n", Box(95, 86, 102, 96), entries[3].swatch, BLUE)] if found else []
    kept = without_intruders(make_canvas(rgb, []), [*entries[:3], *first, rest])
    assert [(e.text_box.x0, e.swatch.x0, e.swatch.x1) for e in kept] == [(95, 50, 80)] * 4
    assert kept[3].name == ("n" if found else "16")


def test_the_swatch_of_a_second_column_is_not_first_letters() -> None:
    rgb = np.full((120, 300, 3), 255, np.uint8)
    entries = [
        LegendEntry(name, Box(x, y - 5, x + 37, y + 5), Box(x - 45, y - 1, x - 15, y + 1), BLUE)
        for x in (95, 185)
        for y, name in ((31, f"alpha{x}"), (51, f"beta{x}"))
    ]
    assert without_intruders(make_canvas(rgb, []), entries) == entries


@pytest.mark.parametrize(("blank", "start"), [(True, 335), (False, 359)])
def test_letters_between_a_swatch_and_the_name_read_beside_it_are_of_the_name(blank: bool, start: int) -> None:
    """Entries in a row: the last one's ``n =`` was not read, and is joined to its swatch."""
    rgb = np.full((60, 420, 3), 255, np.uint8)
    entries = []
    for x, name in ((50, "alpha"), (130, "beta"), (210, "gamma"), (290, "16")):
        rgb[30:33, x : x + 31] = BLUE
        for stroke in range(x + 45, x + 83, 6):
            rgb[26:37, stroke : stroke + 2] = INK
        entries.append(LegendEntry(name, Box(x + 45, 26, x + 82, 36), Box(x, 30, x + 30, 32), BLUE))
    rgb[30:33, 321:335] = 255 if blank else BLUE
    last = replace(entries[3], text_box=Box(359, 26, 372, 36), swatch=Box(290, 26, 354, 36))
    found = with_first_letters(make_canvas(rgb, []), [*entries[:3], last])
    assert found[:3] == entries[:3]
    assert found[3].text_box.x0 == start
    assert found[3].swatch.x1 == (320 if blank else 354)
