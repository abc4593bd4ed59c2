"""Pale and dotted gridlines, and labels that stand aside on an axis without marks."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.faint_grid import find_faint_gridlines
from extractors.geometry import Box
from extractors.label_print import LabelPrint, settled
from extractors.tick_marks import TickMark

BOX = Box(40, 20, 440, 320)


def _plot(dots: slice) -> np.ndarray:
    rgb = np.full((360, 480, 3), 255, np.uint8)
    for x in (140, 240, 340):
        rgb[dots, x] = 190
    t = np.arange(41, 439)
    rgb[np.round(170 + 100 * np.sin(t / 9)).astype(int), t] = (200, 0, 0)
    return rgb


def test_dotted_lines_are_found_to_the_pixel_and_curves_are_none() -> None:
    found = find_faint_gridlines(_plot(slice(20, 320, 4)), BOX, "bottom", 16.0)
    assert found == pytest.approx([140, 240, 340], abs=0.3)


def test_a_frame_that_curves_prolong_is_no_gridline() -> None:
    rgb = _plot(slice(20, 150))
    for x in (140, 240, 340):
        rgb[170:320:24, x - 2 : x + 3] = rgb[171:320:24, x - 1 : x + 2] = (200, 0, 0)
    assert find_faint_gridlines(rgb, BOX, "bottom", 16.0) == []


def test_lines_that_end_midway_are_no_gridlines() -> None:
    assert find_faint_gridlines(_plot(slice(20, 160, 4)), BOX, "bottom", 16.0) == []


def test_white_lines_between_many_dark_strokes_beside_them_are_found() -> None:
    rgb = np.full((360, 480, 3), 234, np.uint8)
    for x in (140, 240, 340):
        rgb[20:320, x] = 247
        for k in range(8):  # strokes that run along the line over a part of the box each, on either side of it
            rgb[30 + 36 * k : 64 + 36 * k, x + (5 if k % 2 else -5)] = (90, 120, 200)
    assert find_faint_gridlines(rgb, BOX, "bottom", 16.0) == pytest.approx([140, 240, 340], abs=0.3)


@pytest.mark.parametrize(("grain", "found"), [(0, [140.0, 240.0, 340.0]), (2, [])])
def test_pale_lines_that_a_blur_has_spread_are_found_on_paper_without_grain(grain: int, found: list[float]) -> None:
    rgb = np.full((360, 480, 3), 234, np.uint8)
    for x in (140, 240, 340):
        for off, tone in ((4, 235), (3, 236), (2, 237), (1, 238), (0, 238)):
            rgb[20:320, [x - off, x + off]] = tone
    rgb += np.random.default_rng(1).integers(0, grain + 1, rgb.shape, dtype=np.uint8)
    assert find_faint_gridlines(rgb, BOX, "bottom", 25.0) == pytest.approx(found, abs=0.3)


def test_few_marks_at_the_centres_of_their_labels_are_ticks() -> None:
    centres = [40.0, 140.0, 240.0, 340.0, 440.0, 540.0, 640.0]
    marks = {140.0: 141.0, 340.0: 341.0, 540.0: 541.0}
    prints = [LabelPrint(Box(c - 6, 330, c + 6, 346), marks.get(c, c), c in marks) for c in centres]
    assert [p.px for p in settled(prints, Box(43, 20, 643, 320), "bottom", [], 16.0)] == pytest.approx(
        [c + 1 for c in centres]
    )


@pytest.mark.parametrize(
    ("corners", "expected"),
    [((40.0, 441.0), [40.5, 140.5, 240.5, 340.5, 440.5]), ((40.0, 447.0), [44, 144, 244, 344, 444])],
)
def test_labels_on_both_corners_tell_how_far_all_stand_aside(
    corners: tuple[float, float], expected: list[float]
) -> None:
    centres = [44.0, 144.0, 244.0, 344.0, 444.0]
    prints = [LabelPrint(Box(c - 6, 330, c + 6, 346), c, False) for c in centres]
    assert [p.px for p in settled(prints, Box(corners[0], 20, corners[1], 320), "bottom", [], 16.0)] == pytest.approx(
        expected
    )


@pytest.mark.parametrize(
    ("off", "places"),
    [((0.5, -5.0), [40.0, 100.0, 160.0, 220.0]), ((0.5, -0.5), [40.5, 99.5, 160.0, 220.0])],
    ids=["by chance", "alike"],
)
def test_two_labels_beside_gridlines_unlike_one_another_stand_on_none(
    off: tuple[float, float], places: list[float]
) -> None:
    """The gridlines are those of the other y axis, where the labels of this one have no marks."""
    seats = [(40.0 + off[0], True), (100.0 + off[1], True), (160.0, False), (220.0, False)]
    prints = [LabelPrint(Box(700, 40 + 60 * k - 6, 715, 40 + 60 * k + 6), px, on) for k, (px, on) in enumerate(seats)]
    found = settled(prints, Box(43, 20, 643, 320), "right", [], 12.0)
    assert [p.px for p in found] == places
    assert any(p.seated for p in found) == (off[1] > -1)


@pytest.mark.parametrize(("corner", "seated"), [(20.0, True), (14.0, False)])
def test_the_gridline_between_labels_at_both_ends_of_an_axis_seats_its_label(corner: float, seated: bool) -> None:
    """A fill without a frame has edges and no strokes there, so that one of three labels alone is on a mark."""
    seats = [(20.0, False), (120.2, True), (220.0, False)]
    prints = [
        LabelPrint(Box(20, at - 6, 32, at + 6), px, on) for at, (px, on) in zip((20, 120, 220), seats, strict=True)
    ]
    found = settled(prints, Box(43, corner, 643, 220), "left", [TickMark(120.2, 0.0, "grid")], 12.0)
    assert [p.seated for p in found] == [False, seated, False]
