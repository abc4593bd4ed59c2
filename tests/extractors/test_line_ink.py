"""The ink of a line."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.line_ink import line_ink, thickness_everywhere, without_deeper_markers
from tests.extractors.drawn import area_of, ink_of, line, picture
from tests.extractors.fitted import entry_of


def line_with_markers(share: float, every: int = 20) -> np.ndarray:
    """The ink (60, 200) of a line that shows this share of its colour, and of square markers that show all of it."""
    ink = np.zeros((60, 200), np.float32)
    ink[28:32] = share
    for x in range(10, 200, every):
        ink[25:35, x - 4 : x + 5] = 1.0
    return ink


def test_a_pale_line_counts_as_much_as_the_markers_on_it() -> None:
    ink = without_deeper_markers(line_with_markers(0.35))
    assert ink[28:32].min() > 0.99 and ink.max() <= 1.0
    assert ink[:24].max() == 0.0


def test_other_ink_is_left_as_it_is() -> None:
    rng = np.random.default_rng(3)
    soft = line_with_markers(0.0)
    soft[30] = rng.uniform(0.2, 0.6, 200)
    band = line_with_markers(0.0)
    band[20:40] = np.maximum(band[20:40], 0.35)
    pale = np.where(np.arange(60)[:, None] == 30, np.float32(0.4), 0).repeat(200, axis=1).astype(np.float32)
    for ink in (
        line_with_markers(0.9),
        line_with_markers(0.35, every=10),
        soft,
        band,
        pale,
        np.zeros((9, 9), np.float32),
    ):
        assert np.array_equal(without_deeper_markers(ink), ink)


X = np.arange(10, 390, dtype=float)
BLUE = (31, 119, 180)


def stroke_of(ink: np.ndarray, swatch: float, marker_size: float = 0.0) -> float:
    """The thickness of a line whose legend shows it ``swatch`` pixels thick, with a circle of that size or none."""
    marker = "circle" if marker_size else None
    entry = entry_of("a", stroke=swatch, marker=marker, marker_size=marker_size)
    return line_ink(area_of(picture(ink.shape)), ink, BLUE, [entry])[1]


def test_a_line_that_is_thick_everywhere_is_thicker_than_its_swatch() -> None:
    thick = ink_of(line(X, 60 + 30 * np.sin(X / 40)), (120, 400), 8.0)
    assert stroke_of(thick, 3.0) == pytest.approx(8, abs=1)
    assert stroke_of(thick, 3.0, 17.0) == pytest.approx(8, abs=1)
    assert thickness_everywhere(np.zeros((9, 9), np.float32), 3.0) == 0.0


def test_noise_and_markers_leave_a_line_as_thin_as_its_swatch() -> None:
    noise = ink_of(line(X, 60 + np.random.default_rng(1).normal(0, 12, len(X))), (120, 400), 3.0)
    dense = np.zeros((120, 400), np.float32)
    y, x = np.mgrid[:120, :400]
    for middle in range(20, 390, 14):
        dense[(y - 60) ** 2 + (x - middle) ** 2 <= 64] = 1.0
    apart = np.where(x % 28 < 14, dense, 0)
    assert stroke_of(noise, 3.0) < 5
    assert stroke_of(apart, 3.0, 29.0) < 5
    assert stroke_of(dense, 3.0, 17.0) < 5


def test_the_thick_arms_of_crosses_on_a_thin_line_are_not_its_strokes() -> None:
    ink = ink_of(line(X, np.full(len(X), 60.0)), (120, 400), 3.0)
    for x in range(30, 380, 40):
        ink[38:83, x - 20 : x + 21] = 0.0  # the pale edge of the marker
        ink[42:79, x - 4 : x + 5] = ink[56:65, x - 18 : x + 19] = 1.0
    assert stroke_of(ink, 3.0, 37.0) == pytest.approx(3, abs=1)


@pytest.mark.parametrize("depth", [0.3, 0.58])
def test_a_line_is_told_from_its_band_where_that_is_as_dark_as_half_of_it(depth: float) -> None:
    middle = 60 + 20 * np.sin(X / 40)
    band = np.abs(np.arange(120)[:, None] - np.interp(np.arange(400), X, middle)) <= 18
    ink = np.maximum(ink_of(line(X, middle), (120, 400), 4.0), np.where(band, np.float32(depth), 0))
    bare, stroke = line_ink(area_of(picture(ink.shape)), ink.astype(np.float32), BLUE, [])
    assert stroke == pytest.approx(4, abs=0.7)
    beside = np.abs(np.abs(np.arange(120)[:, None] - np.interp(np.arange(400), X, middle)) - 10) < 4
    assert bare[:, 20:380][beside[:, 20:380]].max() < 0.1


def test_a_filled_area_with_a_dark_rim_at_its_end_stays_as_thick_as_it_is() -> None:
    ink = np.zeros((120, 400), np.float32)
    ink[40:80, 10:390] = 0.6
    ink[58:62, 300:390] = 1.0
    assert line_ink(area_of(picture(ink.shape)), ink, BLUE, [])[1] > 20


def test_thin_pieces_no_larger_than_markers_count_against_a_thick_line_as_before() -> None:
    ink = np.zeros((120, 400), np.float32)
    ink[20:26, 10:390] = 1.0
    for x in range(10, 380, 16):
        ink[40:110:8, x : x + 12] = 1.0
    assert thickness_everywhere(ink, 4.0) == 0.0
    assert thickness_everywhere(ink, 4.0, 20.0) == 0.0
    assert thickness_everywhere(ink[:36], 4.0, 20.0) == pytest.approx(6, abs=1)
