"""Strokes that seem to run on over the space between two plots, parted there."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.alleys import sets_apart
from extractors.geometry import Box
from extractors.panel_strokes import StrokeSet
from extractors.strokes import MIN_STEP, Stroke
from extractors.text import Text

UNIT = 10.0
FRAMES = ((10, 100), (110, 200))  # columns of two plots, one unit apart


def two_plots(frame: int = 0, ground: int = 255) -> NDArray[np.uint8]:
    grey = np.full((100, 240), 255, np.uint8)
    for left, right in FRAMES:
        grey[20:81, left : right + 1] = ground
        for row in (20, 50, 80):
            grey[row, left : right + 1] = frame
    return grey


def jpeg(grey: NDArray[np.uint8], quality: int = 75) -> NDArray[np.uint8]:
    encoded = cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    return np.asarray(cv2.imdecode(encoded, cv2.IMREAD_GRAYSCALE), np.uint8)


def joined() -> StrokeSet:
    """The strokes of both plots, each row as one."""
    return [Stroke(row, 10, 200, 1.0, 200.0) for row in (20, 50, 80)], []


def extents(sets: list[StrokeSet]) -> list[tuple[float, float]]:
    return [(min(s.start for s in rows), max(s.end for s in rows)) for rows, _ in sets]


def test_gridlines_of_two_plots_are_parted_at_the_space_between() -> None:
    assert extents(sets_apart(joined(), two_plots(), [], UNIT)) == [(10, 100), (110, 200)]


def test_plots_below_one_another_are_parted() -> None:
    across, along = joined()
    turned = [(columns, rows) for rows, columns in sets_apart((along, across), two_plots().T.copy(), [], UNIT)]
    assert extents(turned) == [(10, 100), (110, 200)]


def test_a_stroke_over_the_space_holds_the_plot_together() -> None:
    grey = two_plots()
    grey[50, 100:111] = 245  # the faintest gridline in use
    assert sets_apart(joined(), grey, [], UNIT) == [joined()]


def test_grain_does_not_fill_the_space() -> None:
    grain = np.random.default_rng(1).normal(0, 4, (100, 240)).clip(-12, 12)
    grey = (np.minimum(two_plots(), 240) + grain).clip(0, 255).astype(np.uint8)
    assert len(sets_apart(joined(), grey, [], UNIT)) == 2
    grey[[20, 50, 80], 100:111] = 200  # strokes go on over it
    assert sets_apart(joined(), grey, [], UNIT) == [joined()]


def test_plain_columns_inside_a_filled_plot_do_not_part_it() -> None:
    grey = np.full((100, 240), 255, np.uint8)
    grey[20:81, 10:201] = 240
    assert sets_apart(joined(), grey, [], UNIT) == [joined()]


def test_pieces_too_short_for_a_plot_are_left_out() -> None:
    across, along = joined()
    stub = Stroke(65.0, 90, 200, 1.0, 200.0)
    grey = two_plots()
    grey[65, 110:201] = 0
    left, right = sets_apart(([*across, stub], along), grey, [], UNIT)
    assert (len(left[0]), len(right[0])) == (3, 4)


def test_a_gridline_of_the_colour_of_the_paper_does_not_part_a_filled_plot() -> None:
    grey = np.full((100, 240), 255, np.uint8)
    grey[20:81, 10:201] = 234
    lines = [Stroke(float(x), 20, 80, 4.0, -21.0) for x in (40, 170)]
    for x in (40, 105, 170):
        grey[:, x - 2 : x + 2] = 255
    across, _ = joined()
    assert sets_apart((across, lines), grey, [], UNIT) == [(across, lines)]
    grey[20:81, 100:112] = 255  # three times as wide
    assert len(sets_apart((across, lines), grey, [], UNIT)) == 2


def test_print_that_reaches_over_the_frame_of_a_legend_does_not_part_it() -> None:
    grey = np.full((100, 240), 255, np.uint8)
    grey[[20, 80], 10:201] = 0
    prints = [Text(s, Box(60, y, 150, y + 20), 0.9, "") for s, y in (("train", 12), ("test", 68))]
    frame: StrokeSet = [Stroke(row, 10, 200, 1.0, 255.0) for row in (20, 80)], []
    assert sets_apart(frame, grey, prints, UNIT) == [frame]


def test_what_a_jpeg_leaves_between_two_plots_does_not_fill_the_space() -> None:
    """A gridline as faint goes on over it from one side to the other."""
    grey = two_plots(frame=100)
    for left, right in FRAMES:
        grey[20:30, left : right + 1] = 0
    spread = jpeg(grey)
    assert (255 - spread[14:36, 102:109].astype(int)).max() >= MIN_STEP
    assert len(sets_apart(joined(), spread, [], UNIT)) == 2
    spread[50, 100:111] = 245
    assert sets_apart(joined(), spread, [], UNIT) == [joined()]


def test_one_gridline_that_a_curve_widens_does_not_hide_the_space() -> None:
    grey = two_plots(ground=234)
    lines = [Stroke(float(x), 20, 80, width, -21.0) for x, width in ((40, 2.0), (70, 2.0), (90, 7.0), (170, 2.0))]
    assert len(sets_apart((joined()[0], lines), grey, [], UNIT)) == 2
