"""What stands in a plot box in place of lines is named; line charts of every look are not mistaken for it."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from extractors.kinds import other_kind
from tests.extractors.drawn import Color, area_of, ink_of, line, paint, picture

Picture = NDArray[np.float32]
SHAPE = (200, 320)
BLUE, ORANGE, GREEN = (31, 119, 180), (255, 127, 14), (44, 160, 44)
COLORS: tuple[Color, ...] = (BLUE, ORANGE, GREEN)


def kind(rgb: Picture) -> str:
    return other_kind(area_of(rgb)) or ""


def dots(rgb: Picture, xs: NDArray[np.float64], ys: NDArray[np.float64], color: Color) -> Picture:
    rows, columns = np.indices(SHAPE)
    for x, y in zip(xs, ys, strict=True):
        rgb[np.hypot(rows - y, columns - x) <= 3.5] = color
    return rgb


def curves(rgb: Picture, stroke: float = 2) -> Picture:
    x = np.linspace(10, 310, 100)
    for k, color in enumerate(COLORS):
        paint(rgb, ink_of(line(x, 100 + (30 + 20 * k) * np.sin(x / 50 + k)), SHAPE, stroke), color)
    return rgb


@pytest.mark.parametrize("upright", [True, False])
@pytest.mark.parametrize("gap", [0, 12])
def test_bars(upright: bool, gap: int) -> None:
    rgb = picture(SHAPE)
    for k, length in enumerate((60, 150, 90, 120, 40)):
        start, end = 10 + 36 * k, 10 + 36 * k + 36 - gap
        if upright:
            rgb[SHAPE[0] - length :, start:end] = COLORS[k % 3]
        else:
            rgb[start:end, :length] = COLORS[k % 3]
    assert "bars" in kind(rgb)


def test_a_heat_map() -> None:
    levels = np.random.default_rng(1).uniform(0, 255, (8, 10, 3)).astype(np.float32)
    assert "heat map" in kind(np.kron(levels, np.ones((25, 32, 1), np.float32)))


def test_scattered_points() -> None:
    draw = np.random.default_rng(2)
    rgb = picture(SHAPE)
    for color in COLORS:
        dots(rgb, draw.uniform(10, 310, 40), draw.uniform(10, 190, 40), color)
    assert "scattered" in kind(rgb)


def test_markers_of_series_are_not_scattered() -> None:
    x = np.linspace(15, 305, 14)
    rgb = picture(SHAPE)
    for k, color in enumerate(COLORS):
        dots(rgb, x, 100 + (30 + 20 * k) * np.sin(x / 50 + k), color)
    assert kind(rgb) == ""


@pytest.mark.parametrize("stroke", [1, 2, 5])
def test_lines(stroke: float) -> None:
    assert kind(curves(picture(SHAPE), stroke)) == ""


def test_lines_over_a_shaded_period_and_a_band() -> None:
    rgb = picture(SHAPE)
    rgb[:, 60:120] = (225, 225, 225)
    rgb[60:110, 20:300] = (174, 199, 232)
    assert kind(curves(rgb)) == ""


def test_a_line_over_bars_is_a_line() -> None:
    rgb = picture(SHAPE)
    for k in range(6):
        rgb[150 - 10 * k :, 20 + 50 * k : 45 + 50 * k] = GREEN
    paint(rgb, ink_of(line([20, 150, 300], [60, 20, 40]), SHAPE, 2), BLUE)
    assert kind(rgb) == ""


def test_noisy_dashes_are_not_scattered() -> None:
    draw = np.random.default_rng(3)
    rgb = picture(SHAPE)
    x = np.arange(10.0, 310.0)
    for k, color in enumerate(COLORS[:2]):
        y = 60 + 60 * k + np.cumsum(draw.normal(0, 2.5, len(x)))
        for start in range(0, len(x), 8):
            part = slice(start, start + 6)
            paint(rgb, ink_of(line(x[part], y[part]), SHAPE, 3), color)
    assert kind(rgb) == ""


@pytest.mark.parametrize("gap", [0.0, 0.5])
def test_contours_with_and_without_labels(gap: float) -> None:
    rgb = picture(SHAPE)
    angle = np.linspace(0.0, 2 * np.pi - gap, 60)
    for k, radius in enumerate((20, 40, 60, 80)):
        ring = line(160 + 1.3 * radius * np.cos(angle), 100 + radius * np.sin(angle))
        paint(rgb, ink_of(ring, SHAPE, 2), COLORS[k % 3])
    assert "outlines" in kind(rgb)


def test_boxes_with_whiskers() -> None:
    rgb = picture(SHAPE)
    for k in range(4):
        x, y = 40 + 75 * k, 80 + 10 * k
        box = line([x - 20, x + 20, x + 20, x - 20, x - 20], [y - 30, y - 30, y + 30, y + 30, y - 30])
        for stroke in (box, line([x - 20, x + 20], [y, y]), line([x, x], [y - 60, y - 30])):
            paint(rgb, ink_of(stroke, SHAPE, 2), BLUE)
    assert "outlines" in kind(rgb)


def test_lines_that_cross_in_separate_places_are_lines() -> None:
    rgb = picture(SHAPE)
    for k in range(3):
        x = np.linspace(10 + 105 * k, 100 + 105 * k, 40)
        for sign, color in ((1, BLUE), (-1, ORANGE)):
            paint(rgb, ink_of(line(x, 100 + sign * 70 * (x - x.mean()) / 45), SHAPE, 2), color)
    assert kind(rgb) == ""


def test_a_noisy_line_whose_bends_were_read_as_print_is_a_line() -> None:
    """Dots of a grid make blobs enough; what is left of the line between the boxes is short."""
    draw = np.random.default_rng(4)
    rgb = picture(SHAPE)
    text = np.zeros(SHAPE, bool)
    for row, column in np.ndindex(6, 20):
        rgb[15 + 30 * row : 20 + 30 * row, 10 + 15 * column : 15 + 15 * column] = (120, 120, 120)
    x = np.arange(10.0, 310.0, 2)
    paint(rgb, ink_of(line(x, 100 + np.cumsum(draw.normal(0, 4, len(x)))), SHAPE, 2), BLUE)
    text[55:145, 30:110], text[55:145, 120:220], text[55:145, 230:300] = True, True, True
    assert other_kind(area_of(rgb, text=text)) is None


def test_print_between_scattered_points_does_not_make_them_a_line() -> None:
    draw = np.random.default_rng(2)
    rgb = picture(SHAPE)
    for color in COLORS:
        dots(rgb, draw.uniform(10, 310, 40), draw.uniform(10, 190, 40), color)
    rgb[80:101, 50:270] = 255
    rgb[86:95, 62:258] = 0
    text = np.zeros(SHAPE, bool)
    text[84:97, 60:260] = True
    assert "scattered" in (other_kind(area_of(rgb, text=text)) or "")
