"""Swatches that stand free, among what shows through a legend and ticks beside it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from extractors.geometry import Box
from extractors.legend_canvas import Canvas
from extractors.legend_names import legend_names
from extractors.readers import Text
from extractors.swatch_style import read_style
from extractors.swatches import find_separate

UNIT = 26.0
NAME = Box(240, 60, 340, 80)
NAVY, PALE, RED = (0, 0, 95), (204, 208, 224), (214, 39, 40)


def canvas(dash: int, off: int) -> Canvas:
    """A swatch of pieces ``dash`` long and ``off`` apart from column 158 to 216, five pixels high."""
    rgb = np.full((140, 400, 3), 255, np.uint8)
    for x in range(158, 217, dash + off):
        rgb[68:73, x : min(x + dash, 217)] = NAVY
    rgb[60:81, 240:341:6] = 0
    return Canvas(rgb, np.zeros((140, 400), bool), (NAME,))


def span_of(shown: Canvas) -> tuple[float, float] | None:
    found = find_separate(shown, NAME, UNIT)
    return None if found is None else (found[0].x0, found[0].x1)


@pytest.mark.parametrize(("dash", "off"), [(59, 0), (5, 8), (15, 7)])
@pytest.mark.parametrize("place", [(227, 75), (222, 64), (120, 70), (180, 54)])
def test_what_shows_through_a_legend_is_no_swatch(dash: int, off: int, place: tuple[int, int]) -> None:
    shown = canvas(dash, off)
    alone = span_of(shown)
    x, y = place
    shown.rgb[y : y + 5, x : x + 6] = PALE
    assert alone is not None
    assert span_of(shown) == alone


def test_a_pale_swatch_is_one_where_there_is_no_other() -> None:
    shown = canvas(59, 0)
    shown.rgb[68:73, 158:217] = PALE
    assert span_of(shown) == (158, 216)


def test_a_tick_mark_is_no_dot_of_a_swatch() -> None:
    shown = canvas(5, 8)
    alone = span_of(shown)
    shown.rgb[70:72, 125:133] = (38, 38, 38)
    assert alone is not None
    assert span_of(shown) == alone


def test_dashes_far_from_their_marker_are_of_its_swatch() -> None:
    shown = canvas(59, 0)
    shown.rgb[68:73, 158:217] = 255
    for x0, x1 in ((158, 166), (208, 217)):
        shown.rgb[69:72, x0:x1] = NAVY
    shown.rgb[69:72, 184:191] = shown.rgb[64:77, 186:189] = NAVY
    assert span_of(shown) == (158, 216)


def test_a_ring_that_shows_its_line_inside_is_no_frame() -> None:
    shown = canvas(5, 8)
    y, x = np.mgrid[:140, :400]
    radius = np.hypot(y - 70, x - 186)
    shown.rgb[radius <= 12] = 255
    shown.rgb[68:73, 184:189] = NAVY
    shown.rgb[(radius >= 10) & (radius <= 12)] = NAVY
    found = find_separate(shown, NAME, UNIT)
    assert found is not None
    assert (found[0].x0, found[0].x1, found[0].height) == (158, 214, 24)


def test_five_dots_of_a_thick_line_are_a_swatch_and_five_letters_are_none() -> None:
    shown = canvas(59, 0)
    shown.rgb[68:73, 158:217] = 255
    for x in range(150, 215, 15):
        shown.rgb[64:77, x : x + 12] = NAVY
    assert span_of(shown) == (150, 221)
    for x in range(152, 215, 30):
        shown.rgb[64:77, x - 2 : x + 2] = 255
    assert span_of(shown) is None


@pytest.mark.parametrize("size", [(2, 1), (3, 2), (1, 1), (6, 4)])
def test_a_speck_has_the_colour_of_its_pixels(size: tuple[int, int]) -> None:
    rgb = np.tile(np.array(RED, np.uint8), (*size, 1))
    assert read_style(rgb, np.ones(size, bool), (255, 255, 255), 1.6).color == RED


def test_a_row_of_dots_that_was_read_as_letters_is_no_name() -> None:
    rgb = np.full((60, 120, 3), 255, np.uint8)
    rgb[30, 40:56:2] = RED
    rgb[20:30, 80:110:3] = 0
    dots = Text("DOODI", Box(40, 29, 55, 31), 0.74, "")
    word = Text("South", Box(80, 20, 109, 29), 0.95, "")
    canvas = Canvas(rgb, np.zeros(rgb.shape[:2], bool), ())
    assert [name.string for name in legend_names(canvas, [dots, word], ())] == ["South"]


def test_the_line_that_ends_at_the_side_of_a_plot_beside_the_legend_is_not_of_the_swatch() -> None:
    shown = canvas(15, 7)
    alone = span_of(shown)
    for x in range(90, 140, 22):
        shown.rgb[69:74, x : x + 15] = NAVY
    assert alone is not None
    assert span_of(shown) != alone
    assert span_of(replace(shown, plots=(Box(20, 10, 150, 130),))) == alone


@pytest.mark.parametrize(("length", "found"), [(39, True), (50, False)])
def test_beside_small_print_a_swatch_may_be_longer_as_its_height_is_whole_pixels(length: int, found: bool) -> None:
    name = Box(80, 20, 112, 25)
    rgb = np.full((50, 140, 3), 255, np.uint8)
    rgb[22:24, 70 - length : 70] = NAVY
    rgb[20:26, 80:113:4] = 0
    shown = Canvas(rgb, np.zeros((50, 140), bool), (name,))
    assert (find_separate(shown, name, 6.0) is not None) == found
