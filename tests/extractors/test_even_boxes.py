"""Boxes of small multiples that are cut short are as long as the others of their row or column."""

from __future__ import annotations

import pytest

from extractors.even_boxes import with_even_boxes
from extractors.geometry import Box
from extractors.panel_boxes import Panel

UNIT = 10.0


def boxes_of(boxes: list[Box], *spines: str) -> list[Box]:
    return [p.box for p in with_even_boxes([Panel(b, frozenset(spines), (255, 255, 255)) for b in boxes], UNIT)]


def row_of(*ends: tuple[float, float]) -> list[Box]:
    return [Box(x0, 20, x1, 200) for x0, x1 in ends]


@pytest.mark.parametrize("cut", [(178, 260), (150, 241)])
def test_a_box_of_a_row_that_is_cut_short_is_as_long_as_the_others(cut: tuple[float, float]) -> None:
    whole = row_of((40, 150), (150, 260), (260, 370))
    assert boxes_of([whole[0], Box(cut[0], 20, cut[1], 200), whole[2]]) == whole


def test_the_same_in_a_column() -> None:
    whole = [Box(30, 100 * k, 200, 100 * k + 80) for k in range(3)]
    assert boxes_of([whole[0], whole[1], Box(30, 219, 200, 280)]) == whole


@pytest.mark.parametrize("cut", [Box(260, 220, 360, 300), Box(272, 220, 370, 300), Box(260, 220, 370, 290)])
def test_a_box_of_a_grid_of_four_that_is_cut_short_ends_as_those_of_its_row_and_column(cut: Box) -> None:
    whole = [Box(x, y, x + 110, y + 80) for y in (100, 220) for x in (40, 260)]
    assert boxes_of([*whole[:3], cut]) == whole


def test_a_side_of_a_grid_of_four_that_has_a_spine_stays() -> None:
    whole = [Box(x, y, x + 110, y + 80) for y in (100, 220) for x in (40, 260)]
    boxes = [*whole[:3], Box(272, 220, 370, 300)]
    assert boxes_of(boxes, "left") == boxes
    assert boxes_of(boxes, "right") != boxes


@pytest.mark.parametrize(
    "boxes",
    [
        row_of((40, 140), (178, 260)),  # two prove nothing
        row_of((40, 140), (178, 240), (270, 370)),  # in no place of the row
        row_of((40, 140), (235, 260), (270, 370)),  # a smaller plot
        row_of((40, 140), (178, 260), (290, 370), (400, 440)),  # no common size
        [*row_of((40, 140), (270, 370)), Box(178, 30, 260, 200)],  # not in one row
        [*row_of((40, 150), (260, 370)), Box(40, 220, 150, 400), Box(260, 220, 366, 400)],  # as much as in a scan
        [*row_of((40, 150), (260, 360)), Box(260, 220, 390, 300)],  # as long as none of its row
        [*row_of((40, 150), (280, 380)), Box(260, 220, 370, 300)],  # at none of the ends of the other row
    ],
)
def test_other_boxes_stay(boxes: list[Box]) -> None:
    assert boxes_of(boxes) == boxes
