"""Gridlines of plots one above another, parted at the rows of labels between them."""

from __future__ import annotations

import numpy as np

from extractors.geometry import Box
from extractors.label_alleys import sets_above_labels
from extractors.panel_strokes import StrokeSet
from extractors.strokes import Stroke
from extractors.text import Text

UNIT = 10.0
GREY = np.full((340, 240), 255, np.uint8)
ROWS = (20, 60, 100, 180, 220, 260)  # gridlines of two plots, the third and the last are axes
STROKES: StrokeSet = ([Stroke(float(row), 20, 220, 1.0, 40.0) for row in ROWS], [])


def labels(top: float) -> list[Text]:
    return [
        Text(str(value), Box(x - 6.0, top, x + 6.0, top + 9), 1.0, "drawn")
        for value, x in ((0, 20), (10, 120), (20, 220))
    ]


def parted(strokes: StrokeSet, texts: list[Text]) -> list[list[float]]:
    return [[s.at for s in across] for across, _ in sets_above_labels(strokes, GREY, texts, UNIT)]


def test_labels_below_both_plots_part_their_gridlines() -> None:
    assert parted(STROKES, labels(105) + labels(265)) == [[20, 60, 100], [180, 220, 260]]


def test_one_row_of_labels_may_belong_to_an_axis_in_the_middle() -> None:
    assert parted(STROKES, labels(105)) == [list(ROWS)]
    assert parted(STROKES, labels(265)) == [list(ROWS)]


def test_numbers_far_from_any_stroke_or_over_a_small_part_of_it_are_no_tick_labels() -> None:
    assert parted(STROKES, labels(140) + labels(265)) == [list(ROWS)]
    narrow = [Text(str(v), Box(30.0 + 20 * v, 105, 40.0 + 20 * v, 114), 1.0, "drawn") for v in range(3)]
    assert parted(STROKES, narrow + labels(265)) == [list(ROWS)]


def test_an_upright_stroke_through_the_labels_holds_the_plot_together() -> None:
    spine = Stroke(20.0, 20, 260, 1.0, 200.0)
    assert parted((STROKES[0], [spine]), labels(105) + labels(265)) == [list(ROWS)]
