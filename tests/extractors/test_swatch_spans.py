"""Swatches between known columns, told from what crosses them."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.geometry import Box
from extractors.legend_canvas import Canvas
from extractors.swatch_spans import first_dash_in_span, swatch_in_span

UNIT = 12.0
NAME = Box(60, 34, 100, 46)


def canvas() -> Canvas:
    """A red swatch from column 20 to 49 at the height of the name, and a curve that crosses it."""
    rgb = np.full((80, 120, 3), 255, np.uint8)
    for x in range(15, 60):
        rgb[x : x + 2, x] = (0, 0, 255)
    rgb[39:42, 20:50] = (255, 0, 0)
    return Canvas(rgb, np.zeros((80, 120), bool), (NAME,))


def test_a_crossed_swatch_is_told_by_its_even_colour() -> None:
    found = swatch_in_span(canvas(), NAME, (20, 49), UNIT)
    assert found is not None
    box, mask = found
    assert (box.x0, box.x1, box.y0, box.y1) == (20, 49, 39, 41)
    assert mask.all()


def test_a_crossed_swatch_of_dashes_is_told_by_its_colour() -> None:
    dashed = canvas()
    dashed.rgb[39:42, 28:33] = dashed.rgb[39:42, 42:46] = 255
    assert swatch_in_span(dashed, NAME, (20, 49), UNIT) is None
    found = swatch_in_span(dashed, NAME, (20, 49), UNIT, dashed=True)
    assert found is not None
    box, mask = found
    assert (box.x0, box.x1, box.y0, box.y1) == (20, 49, 39, 41)
    assert not mask[:, 8:13].any() and mask[:, :8].all()


def test_the_rim_of_a_stroke_does_not_hide_its_core() -> None:
    drawn = canvas()
    drawn.rgb[40:43, 20:50] = (255, 85, 85)  # at the middle of the name
    drawn.rgb[37:40, 20:50] = (255, 0, 0)
    found = swatch_in_span(drawn, NAME, (20, 49), UNIT)
    assert found is not None
    assert (found[0].y0, found[0].y1) == (37, 39)


@pytest.mark.parametrize("span", [(-40, -10), (121, 150)])
def test_columns_beside_the_picture_hold_no_swatch(span: tuple[int, int]) -> None:
    assert swatch_in_span(canvas(), NAME, span, UNIT) is None


def test_a_first_dash_begins_with_the_lines_of_its_column_and_ends_before_them() -> None:
    dashed = canvas()
    dashed.rgb[:] = 255
    dashed.rgb[39:42, 20:36] = (255, 0, 0)
    lines = [Box(20, 9, 49, 11), Box(20, 69, 49, 71)]
    found = first_dash_in_span(dashed, NAME, lines, UNIT)
    assert found is not None
    assert (found[0].x0, found[0].x1, found[0].y0, found[0].y1) == (20, 35, 39, 41)
    dashed.rgb[39:42, 54] = 0  # what stands beside it may be the end of a curve
    assert first_dash_in_span(dashed, NAME, lines, UNIT) is None
    assert first_dash_in_span(canvas(), NAME, lines, UNIT) is None
