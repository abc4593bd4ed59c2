"""Boxes: areas, overlaps, joins and the pixels that a box covers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.geometry import Box, bounding

COORDINATES = st.integers(-200, 200).map(lambda v: v / 2)


@st.composite
def boxes(draw: st.DrawFn) -> Box:
    x0, x1 = sorted((draw(COORDINATES), draw(COORDINATES)))
    y0, y1 = sorted((draw(COORDINATES), draw(COORDINATES)))
    return Box(x0, y0, x1, y1)


def test_sides_centre_and_area() -> None:
    box = Box(10, 20, 40, 30)
    assert (box.width, box.height, box.cx, box.cy, box.area) == (30, 10, 25, 25, 300)


def test_growing() -> None:
    assert Box(10, 20, 40, 30).grown(2) == Box(8, 18, 42, 32)
    assert Box(10, 20, 40, 30).grown(2, 0) == Box(8, 20, 42, 30)
    assert Box(10, 20, 40, 30).grown(-8).area == 0  # turned inside out in height


def test_edges_belong_to_the_box() -> None:
    box = Box(10, 20, 40, 30)
    assert box.holds(10, 20)
    assert box.holds(40, 30)
    assert not box.holds(40.1, 25)
    assert not box.holds(25, 19.9)


def test_overlap_and_iou() -> None:
    a, b = Box(0, 0, 10, 10), Box(5, 5, 15, 15)
    assert a.overlap(b) == 25
    assert a.iou(b) == 25 / 175
    assert a.overlap(Box(10, 0, 20, 10)) == 0  # sharing an edge only
    assert a.overlap(Box(12, 12, 20, 20)) == 0  # apart in both directions
    assert Box(1, 1, 1, 1).iou(Box(1, 1, 1, 1)) == 0


def test_no_boxes_have_no_bounds() -> None:
    with pytest.raises(ValueError, match="no boxes"):
        bounding([])


def test_slices_cover_both_edge_pixels_and_stay_in_the_image() -> None:
    image = np.arange(20 * 30).reshape(20, 30)
    assert image[Box(3, 2, 5, 4).slices(20, 30)].shape == (3, 3)
    assert image[Box(-5, -5, 1, 0).slices(20, 30)].tolist() == [[0, 1]]
    assert image[Box(28, 18, 99, 99).slices(20, 30)].shape == (2, 2)
    assert image[Box(40, 5, 50, 9).slices(20, 30)].size == 0
    assert image[Box(-50, -50, -40, -40).slices(20, 30)].size == 0


@given(boxes(), boxes())
def test_overlap_is_symmetric_and_no_larger_than_either(a: Box, b: Box) -> None:
    assert a.overlap(b) == b.overlap(a)
    assert 0 <= a.overlap(b) <= min(a.area, b.area)
    assert 0 <= a.iou(b) <= 1
    assert a.iou(a) == (1 if a.area > 0 else 0)


@given(st.lists(boxes(), min_size=1, max_size=6))
def test_bounding_is_the_join_of_all(items: list[Box]) -> None:
    joined = items[0]
    for box in items[1:]:
        joined = joined.joined(box)
    whole = bounding(items)
    assert whole == joined
    for box in items:
        assert whole.holds(box.x0, box.y0)
        assert whole.holds(box.x1, box.y1)
        assert whole.overlap(box) == box.area


@given(boxes(), st.floats(0, 50))
def test_growing_and_shrinking_cancel(box: Box, by: float) -> None:
    back = box.grown(by).grown(-by)
    assert (back.x0, back.y0, back.x1, back.y1) == pytest.approx((box.x0, box.y0, box.x1, box.y1), abs=1e-9)


@given(boxes(), st.integers(1, 120), st.integers(1, 120))
def test_slices_hold_exactly_the_pixels_in_the_box(box: Box, height: int, width: int) -> None:
    rows, columns = box.slices(height, width)
    for along, first, last, length in ((rows, box.y0, box.y1, height), (columns, box.x0, box.x1, width)):
        expected = [i for i in range(length) if round(first) <= i <= round(last)]
        assert list(range(length))[along] == expected


@given(boxes(), boxes(), st.sampled_from([0.5, 1.0, 40.0]))
def test_boxes_are_apart_where_one_that_is_grown_shares_nothing_with_the_other(a: Box, b: Box, by: float) -> None:
    assert a.is_apart(b, by) == b.is_apart(a, by)
    if a.area and b.area:
        assert a.is_apart(b, by) == (a.grown(by).overlap(b) == 0)


@given(boxes(), boxes())
def test_the_same_boxes_share_most_of_what_they_cover(a: Box, b: Box) -> None:
    assert a.is_same(b, 0.5) == (a.grown(1).iou(b.grown(1)) > 0.5)
    assert a.is_same(a, 0.99)
