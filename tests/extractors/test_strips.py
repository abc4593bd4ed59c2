"""Strips beside a plot box look alike on all four sides and know where their pixels come from."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from extractors.geometry import Box
from extractors.strips import Side, cut_strip, spans

BOX = Box(40, 30, 140, 100)
BLOTS: dict[Side, Box] = {
    "bottom": Box(60, 105, 69, 111),
    "top": Box(60, 15, 69, 21),
    "left": Box(15, 50, 21, 59),
    "right": Box(150, 50, 156, 59),
}


@pytest.mark.parametrize("side", BLOTS)
def test_a_blot_is_found_where_it_is(side: Side) -> None:
    rgb = np.full((140, 200, 3), 255, np.uint8)
    rgb[BLOTS[side].slices(140, 200)] = 0
    strip = cut_strip(rgb, BOX, side, 30, 5, outward=True)
    rows, columns = np.nonzero(strip.ink)
    assert strip.box(rows.min(), rows.max(), columns.min(), columns.max()) == BLOTS[side]


@pytest.mark.parametrize("side", BLOTS)
def test_rows_run_away_from_the_box(side: Side) -> None:
    rgb = np.full((140, 200, 3), 255, np.uint8)
    rgb[BOX.slices(140, 200)] = 0
    outward = cut_strip(rgb, BOX, side, 20, 0, outward=True)
    inward = cut_strip(rgb, BOX, side, 20, 0, outward=False)
    assert outward.contrast[0].min() > 200
    assert outward.contrast[1:].max() == 0
    assert np.ptp(inward.contrast) == 0  # all of one colour: that is its paper


def test_begins_on_the_spine_that_stands_off_the_box() -> None:
    rgb = np.full((140, 200, 3), 255, np.uint8)
    rgb[104, 40:141] = 0
    strip = cut_strip(rgb, BOX, "bottom", 60, 0, outward=True)
    assert strip.edge == 104
    assert strip.ink[0].all()


def test_a_frame_below_the_labels_is_no_spine() -> None:
    rgb = np.full((140, 200, 3), 255, np.uint8)
    rgb[100, 40:141] = rgb[101:103, 60:140:20] = 0  # the spine and its marks
    rgb[104:108, 60:70] = rgb[104:108, 100:110] = 0
    rgb[109, 40:141] = 0
    for first in (100, 101):  # on its own spine and without one
        rgb[100:first] = 255
        strip = cut_strip(rgb, replace(BOX, y1=first), "bottom", 90, 0, outward=True)
        assert strip.edge == first


def test_a_row_of_long_blurred_labels_is_no_spine() -> None:
    rgb = np.full((140, 200, 3), 255, np.uint8)
    for first in (40, 75, 110):
        rgb[103:106, first : first + 27] = 0
    assert cut_strip(rgb, BOX, "bottom", 60, 0, outward=True).edge == 100


@pytest.mark.parametrize("side", ["bottom", "left"])
def test_ends_where_another_paper_begins(side: Side) -> None:
    rgb = np.full((140, 200, 3), 190, np.uint8)
    rgb[106:109, 50:60] = rgb[50:60, 32:35] = 0
    rgb[120:] = rgb[:, :21] = 255
    strip = cut_strip(rgb, BOX, side, 40, 0, outward=True)
    assert len(strip.contrast) == 20
    assert strip.ink.sum() == 30


def test_pale_strokes_are_strokes_and_no_print() -> None:
    rgb = np.full((140, 200, 3), 255, np.uint8)
    rgb[110, 50:130] = 0
    rgb[104, 50:130] = 195
    strip = cut_strip(rgb, BOX, "bottom", 30, 0, outward=True)
    assert strip.strokes[4].any()
    assert not strip.ink[4].any()


def test_is_empty_paper_beyond_the_picture() -> None:
    strip = cut_strip(np.zeros((50, 60, 3), np.uint8), Box(0, 0, 59, 70), "bottom", 10, 0, outward=True)
    assert not strip.ink.any()


@pytest.mark.parametrize(
    ("flags", "hole", "runs"),
    [
        ([0, 1, 1, 0, 1], 0, [(1, 2), (4, 4)]),
        ([0, 1, 1, 0, 1], 1, [(1, 4)]),
        ([1, 0, 0, 1], 1, [(0, 0), (3, 3)]),
        ([0, 0], 3, []),
    ],
)
def test_spans_join_over_holes(flags: list[int], hole: int, runs: list[tuple[int, int]]) -> None:
    assert spans(np.array(flags, bool), hole) == runs


def test_paper_is_that_next_to_the_spine_where_a_dark_plot_ends_soon_below_its_labels() -> None:
    rgb = np.full((300, 200, 3), 255, np.uint8)
    rgb[:124] = 0
    rgb[100, 40:141] = rgb[105:117, 60:70] = rgb[105:117, 100:110] = 255
    strip = cut_strip(rgb, BOX, "bottom", 140, 0, outward=True)
    rows, columns = np.nonzero(strip.ink[1:])
    assert strip.box(rows.min() + 1, rows.max() + 1, columns.min(), columns.max()) == Box(60, 105, 109, 116)
