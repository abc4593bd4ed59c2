"""Pale minus signs before labels."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.geometry import Box
from extractors.label_print import LabelPrint
from extractors.pale_signs import with_pale_signs
from extractors.readers import Text

LABEL = LabelPrint(Box(50, 20, 60, 29), 55, True)


def page() -> np.ndarray:
    rgb = np.full((60, 100, 3), 255, np.uint8)
    rgb[20:30, 50:61] = 40
    return rgb


def test_a_pale_stroke_at_half_height_is_taken_in() -> None:
    rgb = page()
    rgb[24:26, 43:48] = 190
    [found] = with_pale_signs(rgb, [LABEL], "left")
    assert found.box == Box(43, 20, 60, 29)
    assert found.px == LABEL.px


@pytest.mark.parametrize(
    ("rows", "columns"),
    [((28, 30), (43, 48)), ((20, 30), (43, 48)), ((24, 26), (36, 41)), ((24, 26), (48, 49)), ((24, 26), (30, 49))],
    ids=["point", "letter", "far off", "speck", "spine"],
)
def test_other_strokes_are_not(rows: tuple[int, int], columns: tuple[int, int]) -> None:
    rgb = page()
    rgb[slice(*rows), slice(*columns)] = 190
    assert with_pale_signs(rgb, [LABEL], "left") == [LABEL]


def test_labels_at_the_edge_of_the_picture_have_no_room_for_one() -> None:
    rgb = page()[:, 50:]
    assert with_pale_signs(rgb, [LabelPrint(Box(0, 20, 10, 29), 5, True)], "left")[0].box.x0 == 0


@pytest.mark.parametrize("rotation", [90, 270])
def test_labels_that_run_up_or_down_have_signs_too(rotation: int) -> None:
    rgb = page()
    rgb[24:26, 43:48] = 190
    turned = np.rot90(rgb, rotation // 90)
    high, wide = turned.shape[:2]
    if rotation == 90:
        label, sign = Box(20, wide_end(high, 60), 29, wide_end(high, 50)), Box(20, wide_end(high, 60), 29, high - 44)
    else:
        label, sign = Box(wide - 30, 50, wide - 21, 60), Box(wide - 30, 43, wide - 21, 60)
    read = Text("1", label, 1.0, "", rotation)
    [found] = with_pale_signs(turned, [LabelPrint(label, 55, True, rotation, read)], "left")
    assert (found.box, found.text) == (sign, None)


def wide_end(height: int, column: int) -> int:
    """The row of a picture of that height, turned counter-clockwise, that was a column."""
    return height - 1 - column


def test_a_sign_that_the_rims_of_print_join_to_its_digit_is_taken_in() -> None:
    rgb = page()
    rgb[24:26, 44:47] = 40
    rgb[24, 47:50] = 200
    [found] = with_pale_signs(rgb, [LABEL], "left")
    assert found.box == Box(44, 20, 60, 29)


def test_a_label_below_an_axis_without_marks_stands_in_the_middle_of_its_number_and_sign() -> None:
    rgb = page()
    rgb[24:26, 43:48] = 190
    unseated = LabelPrint(LABEL.box, 55, False)
    assert with_pale_signs(rgb, [unseated], "bottom")[0].px == 51.5
    assert with_pale_signs(rgb, [LABEL], "bottom")[0].px == 55
    assert with_pale_signs(rgb, [LabelPrint(LABEL.box, 24.5, False)], "left")[0].px == 24.5


def test_a_sign_before_the_pale_tip_of_a_four_is_taken_in() -> None:
    rgb = page()
    rgb[24:26, 41:46] = 190
    rgb[25:28, 49] = 190
    [found] = with_pale_signs(rgb, [LABEL], "left")
    assert found.box == Box(41, 20, 60, 29)
