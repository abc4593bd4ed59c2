"""Straight strokes in drawn images: where they lie, how long and thick they are, and what is none."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from extractors.strokes import Stroke, horizontal_strokes, vertical_strokes

UNIT, SHORTEST = 10.0, 40.0
Grey = NDArray[np.uint8]


def paper(level: int = 255) -> Grey:
    return np.full((120, 200), level, np.uint8)


def only(grey: Grey) -> Stroke:
    (stroke,) = horizontal_strokes(grey, UNIT, SHORTEST)
    return stroke


@pytest.mark.parametrize("thickness", [1, 2, 3, 5])
def test_a_stroke_has_its_place_ends_and_thickness(thickness: int) -> None:
    grey = paper()
    grey[60 : 60 + thickness, 30:151] = 0
    stroke = only(grey)
    assert stroke.at == pytest.approx(60 + (thickness - 1) / 2)
    assert (stroke.start, stroke.end, stroke.length) == (30, 150, 120)
    assert stroke.thickness == pytest.approx(thickness)
    assert stroke.dark == 255
    assert stroke.fill == 1


def test_columns_are_found_like_rows() -> None:
    grey = paper()
    grey[20:101, 70:72] = 90
    (stroke,) = vertical_strokes(grey, UNIT, SHORTEST)
    assert (stroke.at, stroke.start, stroke.end) == (70.5, 20, 100)
    assert horizontal_strokes(grey, UNIT, SHORTEST) == []


def test_the_place_is_sub_pixel() -> None:
    grey = paper()
    grey[60, 30:151] = 255 - 60  # a stroke of one pixel that covers a quarter of this row
    grey[61, 30:151] = 255 - 180
    assert only(grey).at == pytest.approx(60.75, abs=0.01)


def test_faint_gridlines_are_strokes_and_noise_is_none() -> None:
    grey = paper()
    grey[60, :] = 240
    assert only(grey).dark == 15
    noisy = np.random.default_rng(0).integers(251, 256, (120, 200)).astype(np.uint8)
    assert horizontal_strokes(noisy, UNIT, SHORTEST) == []


def test_a_light_stroke_on_a_grey_plot() -> None:
    grey = paper(229)
    grey[60, :] = 255
    assert only(grey).dark == -26


def test_short_strokes_are_left_out() -> None:
    grey = paper()
    grey[60, 30:68] = 0
    assert horizontal_strokes(grey, UNIT, SHORTEST) == []


def test_a_curve_that_crosses_does_not_cut() -> None:
    grey = paper()
    grey[60, 30:151] = 0
    grey[:, 80:84] = 120
    stroke = only(grey)
    assert (stroke.start, stroke.end) == (30, 150)
    assert stroke.fill < 1


def test_dotted_gridlines_are_strokes() -> None:
    grey = paper()
    grey[60, 30:150:3] = 0
    grey[60, 31:150:3] = 0
    stroke = only(grey)
    assert (stroke.start, stroke.end) == (30, 148)
    assert 0.55 < stroke.fill < 0.8


def test_a_wide_hole_parts_two_strokes() -> None:
    grey = paper()
    grey[60, 20:90] = 0
    grey[60, 110:181] = 0
    assert [(s.start, s.end) for s in horizontal_strokes(grey, UNIT, SHORTEST)] == [(20, 89), (110, 180)]


def test_a_step_between_two_fills_has_no_thickness() -> None:
    grey = paper()
    grey[60:] = 200
    stroke = only(grey)
    assert (stroke.at, stroke.thickness) == (59.5, 0)


def test_both_sides_of_a_wide_fill_are_steps() -> None:
    grey = paper()
    grey[40:80, 20:181] = 200
    assert [(s.at, s.thickness) for s in horizontal_strokes(grey, UNIT, SHORTEST)] == [(39.5, 0), (79.5, 0)]


def test_strokes_come_in_order_along_the_image() -> None:
    grey = paper()
    for row in (90, 15, 55):
        grey[row] = 0
    assert [s.at for s in horizontal_strokes(grey, UNIT, SHORTEST)] == [15, 55, 90]


def test_nothing_in_an_empty_image() -> None:
    assert horizontal_strokes(paper(), UNIT, SHORTEST) == []
    assert vertical_strokes(paper(), UNIT, SHORTEST) == []


@pytest.mark.parametrize(("spine", "expected"), [(220, [60]), (50, [64])])
def test_the_ripples_of_a_jpeg_beside_a_spine_are_no_strokes(spine: int, expected: list[int]) -> None:
    """On rows 62 and 66 higher ones hide that the one between is none; alone it stays."""
    grey = paper(50)
    grey[60, 20:181] = spine
    grey[62:67, 20:181] = np.array([[55, 50, 56, 50, 55]], np.uint8).T
    found = horizontal_strokes(grey, UNIT, SHORTEST)
    assert [round(s.at) for s in found if s.thickness > 0] == expected
