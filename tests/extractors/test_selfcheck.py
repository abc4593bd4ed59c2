"""The ink that series explain, and the ink that lies under them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from extractors.bands import Band
from extractors.errorbars import ErrorBars
from extractors.selfcheck import ink_explained, redraw, unexplained_share
from tests.extractors.drawn import area_of, ink_of, line, paint, picture
from tests.extractors.fitted import BLUE, SHAPE, curve_of, markers_at, path_of

GOOD = path_of([0, 1], [0, 1])
RED = (214, 39, 40)


def test_ink_that_series_explain_and_ink_that_none_does() -> None:
    known, missed = ink_of(line([5, 195], [30, 30]), SHAPE), ink_of(line([5, 195], [70, 70]), SHAPE)
    rgb = picture(SHAPE)
    paint(rgb, known, BLUE)
    assert unexplained_share(area_of(rgb), [curve_of(GOOD, ink=known)]) == 0
    paint(rgb, missed, RED)
    assert unexplained_share(area_of(rgb), [curve_of(GOOD, ink=known)]) == pytest.approx(1, abs=0.05)
    assert unexplained_share(area_of(rgb), [curve_of(GOOD, ink=known), curve_of(GOOD, ink=missed)]) == 0


def test_black_print_and_what_a_legend_covers_need_no_explanation() -> None:
    rgb = picture(SHAPE)
    paint(rgb, ink_of(line([5, 195], [30, 30]), SHAPE), (0, 0, 0))
    paint(rgb, ink_of(line([5, 195], [70, 70]), SHAPE), RED)
    hidden = np.zeros(SHAPE, bool)
    hidden[60:80] = True
    assert unexplained_share(area_of(rgb, hidden=hidden), []) == 0
    assert unexplained_share(area_of(rgb, text=hidden), []) == 0
    assert unexplained_share(area_of(rgb), []) > 100  # nothing is explained at all


def test_a_band_explains_its_fill() -> None:
    rgb = picture(SHAPE)
    rgb[20:60, 10:190] = (150, 190, 230)
    band = Band(np.arange(10.0, 190), np.full(180, 59.0), np.full(180, 20.0), 1.0)
    assert unexplained_share(area_of(rgb), [curve_of(GOOD)]) > 100
    assert unexplained_share(area_of(rgb), [curve_of(GOOD, band=band)]) == 0


def test_ink_off_the_curve_is_not_explained() -> None:
    ink = np.zeros((60, 200), np.float32)
    ink[29:32, 10:110] = 1  # followed
    ink[9:12, 120:170] = 1  # not followed
    part = curve_of(path_of(np.arange(10, 110), np.full(100, 30.0)), ink=ink)
    assert ink_explained(part, [part]) == pytest.approx(2 / 3, abs=0.02)
    rest = curve_of(path_of(np.arange(120, 170), np.full(50, 10.0)), ink=ink)
    assert ink_explained(part, [part, rest]) == 1.0


def test_a_curve_redrawn_on_its_ink_explains_it_and_a_shifted_one_does_not() -> None:
    ink = np.zeros(SHAPE, np.float32)
    ink[29:32, 10:110] = 1
    nothing = np.zeros(SHAPE, bool)
    on = curve_of(path_of(np.arange(10, 110), np.full(100, 30.0)), ink=ink, stroke=3.0)
    off = curve_of(path_of(np.arange(10, 110), np.full(100, 36.0)), ink=ink, stroke=3.0)
    half = curve_of(path_of(np.arange(10, 60), np.full(50, 30.0)), ink=ink, stroke=3.0)
    assert redraw(on, [on], nothing).on_ink > 0.99  # its ends are cut square
    assert redraw(on, [on], nothing).explained == 1
    assert redraw(off, [off], nothing).on_ink == 0
    assert redraw(off, [off], nothing).explained == 0
    assert redraw(half, [half], nothing).explained == pytest.approx(0.5, abs=0.03)
    assert redraw(off, [off, on], nothing).explained == 1  # the other curve of its colour explains the ink


def test_what_is_hidden_need_not_lie_on_ink_and_markers_are_drawn_too() -> None:
    ink = np.zeros(SHAPE, np.float32)
    ink[30, 10:60] = 1
    ink[27:34, 77:84] = 1
    path = path_of(np.arange(10, 110), np.full(100, 30.0))
    hidden = np.zeros(SHAPE, bool)
    hidden[:, 60:] = True
    bare, marked = curve_of(path, ink=ink, stroke=1.0), curve_of(path, markers_at([80], [30], 7.0), ink=ink, stroke=1.0)
    assert redraw(bare, [bare], np.zeros(SHAPE, bool)).on_ink < 0.7
    assert redraw(bare, [bare], hidden).on_ink == 1
    assert redraw(marked, [marked], hidden).explained > redraw(bare, [bare], hidden).explained


def test_error_bars_are_part_of_what_explains_the_ink_of_a_curve() -> None:
    ink = np.zeros(SHAPE, np.float32)
    ink[49:52, 10:110] = 1
    centres = [20, 40, 60, 80, 100]
    for x in centres:
        ink[25:76, x] = ink[[25, 75], x - 3 : x + 4] = 1
    markers = markers_at(centres, [50] * 5)
    bare = curve_of(path_of(np.arange(10, 110), np.full(100, 50.0)), markers, ink=ink, stroke=3.0)
    barred = replace(bare, bars=ErrorBars(np.full(5, 75.0), np.full(5, 25.0), True, 1.0))
    assert ink_explained(bare, [bare]) < 0.75
    assert ink_explained(barred, [barred]) == pytest.approx(1.0)
    nothing = np.zeros(SHAPE, bool)
    assert redraw(bare, [bare], nothing).explained < 0.75
    assert redraw(barred, [barred], nothing).explained == pytest.approx(1.0)


def test_what_is_as_pale_as_a_band_in_one_needs_no_explanation() -> None:
    ink = np.zeros(SHAPE, np.float32)
    ink[30:71, 10:110] = 0.3
    ink[49:52, 10:110] = 1
    path = path_of(np.arange(10, 110), np.full(100, 50.0))
    band = Band(np.arange(10.0, 110), np.full(100, 70.0), np.full(100, 30.0), 1.0)
    nothing = np.zeros(SHAPE, bool)
    bare, banded = curve_of(path, ink=ink, stroke=3.0), curve_of(path, ink=ink, stroke=3.0, band=band)
    assert ink_explained(bare, [bare]) < 0.7
    assert ink_explained(banded, [banded]) == redraw(banded, [banded], nothing).explained == 1.0
    ink[60:63, 10:110] = 1  # a line in the band that was not followed
    assert ink_explained(banded, [banded]) < 0.7
