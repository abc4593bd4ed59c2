"""Edges around the fills of swatches."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.swatch_rim import rim_color
from extractors.swatch_style import read_style

WHITE, BLUE, PALE = (255, 255, 255), (54, 162, 235), (154, 208, 245)
HEIGHT, WIDTH = 14, 40


def patch(edge: int, dash: int = 0) -> np.ndarray:
    """A pale fill with a blue edge so many pixels thick, drawn in dashes of a length where one is given."""
    rgb = np.full((HEIGHT, WIDTH, 3), BLUE, np.uint8)
    if dash:
        rows, columns = np.indices((HEIGHT, WIDTH))
        rgb[(rows // dash + columns // dash) % 2 == 1] = PALE
    rgb[edge : HEIGHT - edge, edge : WIDTH - edge] = PALE
    return rgb


@pytest.mark.parametrize(("edge", "dash"), [(1, 0), (3, 0), (2, 5)])
def test_an_edge_has_the_colour_of_the_line(edge: int, dash: int) -> None:
    assert rim_color(patch(edge, dash), WHITE) == BLUE


def test_a_fill_without_an_edge_and_a_line_on_a_fill_have_none() -> None:
    plain = np.full((HEIGHT, WIDTH, 3), BLUE, np.uint8)
    lined = np.full((HEIGHT, WIDTH, 3), PALE, np.uint8)
    lined[6:8] = BLUE
    assert rim_color(plain, WHITE) is None
    assert rim_color(lined, WHITE) is None
    assert rim_color(255 - patch(2) // 8, WHITE) is None  # too faint to tell from the fill


def test_an_edge_paler_than_the_fill_is_that_of_an_anti_aliased_picture() -> None:
    soft = np.full((HEIGHT, WIDTH, 3), PALE, np.uint8)
    soft[1:-1, 1:-1] = BLUE
    assert rim_color(soft, WHITE) is None


def test_an_edge_makes_no_line_of_its_patch() -> None:
    style = read_style(patch(4), np.ones((HEIGHT, WIDTH), bool), WHITE, 10.0)
    assert (style.color, style.rim, style.is_patch, style.has_line) == (PALE, BLUE, True, False)
