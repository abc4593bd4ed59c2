"""Swatches that touch other ink, were read as print or are hardly seen, sought where the rest of a legend has them."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.geometry import Box
from extractors.legend_canvas import make_canvas
from extractors.legend_entry import LegendEntry
from extractors.legend_links import linked
from extractors.legend_places import entry_beside
from extractors.readers import Pixels, Text

BLUE, RED, INK = (30, 60, 200), (200, 40, 30), (20, 20, 20)
NAME = Text("gamma", Box(90, 66, 129, 76), 0.99, "")


def printed(rgb: Pixels, x: int, y: int) -> None:
    """Strokes of letters, 40 x 11."""
    for stroke in range(x, x + 40, 6):
        rgb[y : y + 11, stroke : stroke + 2] = INK
    rgb[y : y + 11, x + 39] = INK


def legend() -> tuple[Pixels, list[LegendEntry]]:
    """Two entries of a column, and print where a third one has its name."""
    rgb = np.full((120, 400, 3), 255, np.uint8)
    entries = []
    for y, name in ((31, "alpha"), (51, "beta")):
        rgb[y - 1 : y + 2, 50:81] = BLUE
        printed(rgb, 90, y - 5)
        entries.append(LegendEntry(name, Box(90, y - 5, 129, y + 5), Box(50, y - 1, 80, y + 1), BLUE))
    printed(rgb, 90, 66)
    return rgb, entries


def found_in(rgb: Pixels, entries: list[LegendEntry], walls: tuple[Box, ...] = ()) -> LegendEntry | None:
    return entry_beside(make_canvas(rgb, [], walls), [], NAME, entries)


@pytest.mark.parametrize("crossed", [False, True])
def test_dashes_that_a_curve_crosses_are_the_swatch_of_their_row(crossed: bool) -> None:
    rgb, entries = legend()
    for x in range(50, 81, 8):
        rgb[70:73, x : x + 5] = RED
    if crossed:
        for x in range(10, 88):
            y = 71 + round((x - 65) * 0.3)
            rgb[y - 1 : y + 2, x] = (0, 150, 0)
    entry = found_in(rgb, entries)
    assert entry is not None and entry.dash != "solid"
    assert np.abs(np.subtract(entry.color, RED)).max() < 30


def test_print_before_a_name_is_no_dashed_swatch() -> None:
    rgb, entries = legend()
    for x in range(50, 81, 8):
        rgb[67:76, x : x + 5] = INK
    assert found_in(rgb, entries, (Box(50, 66, 79, 76),)) is None


def test_a_swatch_that_is_hardly_seen_is_one_where_the_others_begin_and_end() -> None:
    rgb, entries = legend()
    rgb[70:73, 50:81] = (255, 238, 240)
    entry = found_in(rgb, entries)
    assert entry is not None and entry.has_line
    rgb[70:73, 50:81] = 255
    rgb[70:73, 60:71] = (255, 238, 240)
    assert found_in(rgb, entries) is None


@pytest.mark.parametrize("off", [0, 6])
def test_a_swatch_that_a_curve_crosses_lies_as_far_before_its_name_as_those_of_its_row(off: int) -> None:
    rgb, entries = legend()
    rgb[30:33, 190 - off : 221 - off] = RED
    rgb[15:48, 203:206] = (0, 150, 0)
    printed(rgb, 230, 26)
    name = Text("delta", Box(230, 26, 269, 36), 0.99, "")
    found = entry_beside(make_canvas(rgb, []), [], name, entries[:1])
    assert (found is not None) == (off == 0)
    assert found is None or np.abs(np.subtract(found.color, RED)).max() < 30


@pytest.mark.parametrize(("off", "belong"), [(3.0, True), (6.0, False)])
def test_a_symbol_in_a_row_stands_where_lines_have_theirs(off: float, belong: bool) -> None:
    """Names in different letters begin a pixel beside their places."""
    line = LegendEntry("A2C", Box(160, 20, 195, 31), Box(110, 24, 148, 27), BLUE)
    symbol = LegendEntry("Fine", Box(50, 20, 90, 31), Box(12 - off, 19, 26 - off, 33), RED, has_line=False)
    assert linked(symbol, line, []) == belong
