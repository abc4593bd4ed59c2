"""The frame of a legend where a swatch seems to go on beyond it."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractors.geometry import Box
from extractors.legend_canvas import Canvas
from extractors.legend_frame import frame_around, frame_through

UNIT, PITCH = 12.0, 22.0
NAMES = Box(140, 60, 200, 94)
FRAME = (104, 50, 210, 104)


def canvas(frame: tuple[int, int, int, int] | None = FRAME) -> Canvas:
    rgb = np.full((200, 300, 3), 255, np.uint8)
    if frame is not None:
        cv2.rectangle(rgb, frame[:2], frame[2:], (190, 190, 190), 2)
    for row in (66, 88):
        cv2.line(rgb, (110, row), (130, row), (90, 90, 90), 3)
        for x in range(140, 200, 8):
            cv2.line(rgb, (x, row - 5), (x + 3, row + 5), (0, 0, 0), 1)
    cv2.line(rgb, (60, 66), (112, 66), (0, 0, 0), 3)  # a curve that runs into the first swatch
    return Canvas(rgb, np.zeros(rgb.shape[:2], bool), ())


@pytest.mark.parametrize("first", [60, 100])
def test_a_frame_is_found_though_a_curve_makes_a_swatch_longer(first: int) -> None:
    content = Box(first, 60, 200, 94)
    assert frame_around(canvas(), content, UNIT, PITCH) is None
    found = frame_through(canvas(), content, NAMES, UNIT, PITCH)
    assert found is not None
    assert (found.x0, found.y0, found.x1, found.y1) == pytest.approx(FRAME, abs=2)


def test_what_swatches_do_not_cross_is_no_frame_through_them() -> None:
    assert frame_through(canvas(None), Box(60, 60, 200, 94), NAMES, UNIT, PITCH) is None
    around_names = (132, 50, 210, 104)
    assert frame_through(canvas(around_names), Box(60, 60, 200, 94), NAMES, UNIT, PITCH) is None


@pytest.mark.parametrize("over", [0, 3])
def test_the_border_that_a_name_was_read_with_is_one(over: int) -> None:
    names = Box(NAMES.x0, FRAME[1] - over, NAMES.x1, NAMES.y1)
    found = frame_around(canvas(), Box(112, names.y0, 200, 94), UNIT, PITCH)
    assert found is not None
    assert (found.x0, found.y0, found.x1, found.y1) == pytest.approx(FRAME, abs=2)


def test_a_row_of_blurred_print_is_no_border() -> None:
    drawn = canvas(None)
    drawn.rgb[:] = 255
    drawn.rgb[60:72, 136:205] = 120
    cv2.rectangle(drawn.rgb, (130, 56), (210, 100), (120, 120, 120), 2)
    drawn.rgb[52:60] = 255
    assert frame_around(drawn, Box(136, 58, 204, 74), UNIT, 0.0) is None


def test_a_gridline_that_shines_through_is_no_border() -> None:
    frame = (104, 30, 210, 104)
    drawn = canvas(frame)
    beyond = np.ones(drawn.rgb.shape[1], bool)
    beyond[frame[0] - 1 : frame[2] + 2] = False
    inside = slice(frame[0] + 2, frame[2] - 1)
    drawn.rgb[52, inside] = 235  # below the fill of the legend
    drawn.rgb[52, beyond] = 200
    found = frame_around(drawn, Box(112, 60, 200, 94), UNIT, PITCH)
    assert found is not None
    assert (found.x0, found.y0, found.x1, found.y1) == pytest.approx(frame, abs=2)


def test_the_gridlines_around_a_legend_are_no_frame() -> None:
    drawn = canvas(None)
    for at in (52, 98, 110):
        drawn.rgb[at] = 200
    for at in (95, 108, 205, 218):
        drawn.rgb[:, at] = 200
    assert frame_around(drawn, Box(112, 60, 200, 94), UNIT, PITCH) is None
