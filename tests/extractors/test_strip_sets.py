"""Strokes of facets without frames, parted above the strips with their titles."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from extractors.geometry import Box
from extractors.panel_strokes import StrokeSet
from extractors.strip_sets import sets_below_strips
from extractors.strokes import Stroke
from extractors.text import Text

UNIT = 10.0
STRIPS = (10, 120)  # first rows of two strips, one above another
TITLE = Text("Walker2d", Box(130, 125, 170, 134), 0.9, "drawn")
STROKES: StrokeSet = ([Stroke(float(top + k), 20, 280, 1.0, 255.0) for top in STRIPS for k in (0, 20)], [])


def facets() -> NDArray[np.uint8]:
    grey = np.full((240, 300), 255, np.uint8)
    for top in STRIPS:
        cv2.rectangle(grey, (20, top), (280, top + 20), (0,), 1)
    return grey


def parted(grey: NDArray[np.uint8], texts: list[Text]) -> list[list[float]]:
    return [[s.at for s in across] for across, _ in sets_below_strips(STROKES, grey, texts, UNIT)]


def test_strokes_are_parted_above_a_strip_and_a_blank_one_like_it() -> None:
    assert parted(facets(), [TITLE]) == [[10, 30], [120, 140]]


def test_lines_around_print_that_stands_aside_are_no_strip() -> None:
    aside = Text("0.9", Box(30, 125, 50, 134), 0.9, "drawn")
    assert parted(facets(), [aside]) == [[10, 30, 120, 140]]


def test_lines_without_sides_are_gridlines() -> None:
    grey = facets()
    grey[121:140, 280] = 255
    assert parted(grey, [TITLE]) == [[10, 30, 120, 140]]


@pytest.mark.parametrize("rows", [(90, 120), (140, 240)], ids=["above", "below"])
def test_sides_that_go_on_are_those_of_a_plot(rows: tuple[int, int]) -> None:
    grey = facets()
    grey[slice(*rows), [20, 280]] = 0
    assert parted(grey, [TITLE]) == [[10, 30, 120, 140]]
