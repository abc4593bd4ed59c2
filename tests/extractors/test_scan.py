"""Turned and grainy pictures of known turn and grain."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from extractors.image import tilt_of
from extractors.scan import grain, measured_tilt, upright, without_grain

Pixels = NDArray[np.uint8]


def chart(lines: int = 3, upright_strokes: bool = True) -> Pixels:
    """Gridlines, two spines and a falling curve on white, 600 x 400 px."""
    rgb = np.full((400, 600, 3), 255, np.uint8)
    for k in range(lines):
        cv2.line(rgb, (60, 80 + 100 * k), (560, 80 + 100 * k), (200, 200, 200))
    if upright_strokes:
        cv2.line(rgb, (60, 30), (60, 360), (0, 0, 0))
        cv2.line(rgb, (60, 360), (560, 360), (0, 0, 0))
    cv2.line(rgb, (70, 50), (550, 330), (31, 119, 180), 2, cv2.LINE_AA)
    return rgb


def turned(rgb: Pixels, degrees: float) -> Pixels:
    """Clockwise about the centre."""
    height, width = rgb.shape[:2]
    turn = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), -degrees, 1.0)
    flags = cv2.INTER_CUBIC
    return np.asarray(
        cv2.warpAffine(rgb, turn, (width, height), flags=flags, borderValue=(255, 255, 255)), dtype=np.uint8
    )


@pytest.mark.parametrize("degrees", [-1.0, -0.4, 0.25, 0.8])
@pytest.mark.parametrize("spines", [True, False])
def test_long_strokes_tell_the_turn(degrees: float, spines: bool) -> None:
    scanned = cv2.GaussianBlur(turned(chart(upright_strokes=spines), degrees), (0, 0), 0.7)
    tilt = measured_tilt(np.asarray(scanned, dtype=np.uint8))
    assert tilt == pytest.approx(degrees, abs=0.03)
    back = upright(np.asarray(scanned, dtype=np.uint8), tilt)
    assert measured_tilt(back) == 0
    assert np.abs(back[60:340, 100:500].astype(int) - chart(upright_strokes=spines)[60:340, 100:500]).mean() < 3


@pytest.mark.parametrize("degrees", [-0.8, 0.6])
def test_faint_gridlines_tell_the_turn_through_grain_and_blur(degrees: float) -> None:
    rgb = np.full((400, 600, 3), 245, np.uint8)
    rgb[30:361, 60:561] = 222
    for k in range(4):
        cv2.line(rgb, (60, 80 + 70 * k), (560, 80 + 70 * k), (245, 245, 245))
    scanned = cv2.GaussianBlur(turned(rgb, degrees), (0, 0), 1.8).astype(np.float64)
    scanned += np.random.default_rng(5).normal(0, 2.5, scanned.shape)
    assert measured_tilt(np.clip(np.rint(scanned), 0, 255).astype(np.uint8)) == pytest.approx(degrees, abs=0.05)


def test_a_turn_that_blur_hides_is_told_by_the_figure_reduced() -> None:
    rgb = np.full((800, 1100, 3), 245, np.uint8)
    rgb[80:701, 160:860] = 226
    for k in range(5):
        cv2.line(rgb, (160, 180 + 100 * k), (860, 180 + 100 * k), (245, 245, 245), 2)
    scanned = np.asarray(cv2.GaussianBlur(turned(rgb, 0.7), (0, 0), 3.5), np.uint8)
    assert measured_tilt(scanned) == 0
    assert tilt_of(scanned) == pytest.approx(0.7, abs=0.06)
    assert tilt_of(chart()) == tilt_of(chart()[:, :280]) == 0


def test_block_borders_of_a_grainy_jpeg_tell_no_turn() -> None:
    rgb = np.full((400, 600, 3), 235, np.uint8)
    rgb[60:330, 200:202] = rgb[329:331, 60:560] = 130
    scanned = cv2.GaussianBlur(turned(rgb, 0.8), (0, 0), 1.8).astype(np.float64)
    scanned += np.random.default_rng(5).normal(0, 9, (*scanned.shape[:2], 1))
    _, file = cv2.imencode(".jpg", np.clip(scanned, 0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, 45])
    jpeg = without_grain(np.asarray(cv2.imdecode(file, cv2.IMREAD_COLOR), dtype=np.uint8))
    assert measured_tilt(jpeg) == pytest.approx(0.8, abs=0.05)


def test_an_upright_chart_is_not_turned() -> None:
    assert measured_tilt(chart()) == 0


def test_a_straight_line_of_data_is_no_turned_axis() -> None:
    rgb = chart(lines=0)
    cv2.line(rgb, (70, 200), (550, 206), (200, 0, 0), 2, cv2.LINE_AA)
    assert measured_tilt(rgb) == 0
    alone = np.full((400, 600, 3), 255, np.uint8)
    cv2.line(alone, (70, 200), (550, 206), (200, 0, 0), 2, cv2.LINE_AA)
    assert measured_tilt(alone) == 0


def test_grain_is_measured_and_smoothed_but_strokes_stay() -> None:
    clean = chart()
    noise = np.random.default_rng(0).normal(0, 5, clean.shape[:2])[..., None]
    grainy = np.clip(np.rint(clean * 0.9 + noise), 0, 255).astype(np.uint8)
    assert grain(grainy) == pytest.approx(5, rel=0.15)
    smooth = without_grain(grainy)
    assert grain(smooth) < 2
    assert smooth[200, 60].max() < 60  # the spine
    assert int(smooth[70, 300].mean()) - int(smooth[80, 300].mean()) > 25  # a gridline


def test_a_clean_chart_keeps_its_pixels() -> None:
    clean = chart()
    assert grain(clean) == 0
    assert without_grain(clean) is clean
