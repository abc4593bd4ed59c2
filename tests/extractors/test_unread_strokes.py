"""Coloured strokes that no curve explains, and those that explain themselves."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.geometry import Box
from extractors.image import Figure
from extractors.unread_strokes import longest_unread, strokes_outside
from tests.extractors.drawn import UNIT, area_of, ink_of, line, paint, picture
from tests.extractors.fitted import BLUE, SHAPE, curve_of, path_of

RED = (214, 39, 40)
FIGURE = (200, 400)
PANEL = Box(10, 10, 150, 150)


def test_the_ink_of_a_curve_s_own_colour_counts_where_it_lies_beside_all_curves() -> None:
    rgb, both = picture(SHAPE), np.zeros(SHAPE, np.float32)
    for row in (30, 70):
        both = np.maximum(both, ink_of(line([5, 195], [row, row]), SHAPE))
    paint(rgb, both, BLUE)
    one = curve_of(path_of([5, 195], [30, 30]), ink=both)
    other = curve_of(path_of([5, 195], [70, 70]), ink=both)
    assert longest_unread(area_of(rgb), [one]) == pytest.approx(190 / UNIT, abs=0.5)
    assert longest_unread(area_of(rgb), [one, other]) == 0


def test_paper_beside_what_passes_for_a_gridline_is_no_stroke() -> None:
    rgb = picture(SHAPE)
    paint(rgb, ink_of(line([100, 195], [70, 70]), SHAPE), BLUE)
    background = picture(SHAPE)
    background[69:72] = BLUE
    curve = curve_of(path_of([100, 195], [70, 70]))
    assert longest_unread(area_of(rgb, background), [curve]) == 0


def test_raw_values_in_a_paler_shade_are_no_curve_of_their_own() -> None:
    rgb = picture(SHAPE)
    paint(rgb, ink_of(line([5, 195], [30, 30]), SHAPE), BLUE)
    paint(rgb, ink_of(line([5, 195], [70, 70]), SHAPE, 4.0), BLUE, opacity=0.5)
    assert longest_unread(area_of(rgb), [curve_of(path_of([5, 195], [30, 30]))]) == 0
    assert longest_unread(area_of(rgb), [curve_of(path_of([5, 195], [30, 30]), color=RED)]) > 10


def drawn(points: np.ndarray, stroke: float = 2.0) -> Figure:
    rgb = picture(FIGURE)
    paint(rgb, ink_of(points, FIGURE, stroke), RED)
    return Figure(rgb.astype(np.uint8), 1.0, FIGURE[1], FIGURE[0])


CURVE = line([200, 260, 320, 380], [30, 120, 40, 150])


def test_a_curve_outside_all_panels_is_seen_and_what_is_known_is_not() -> None:
    assert strokes_outside(drawn(CURVE), [PANEL], [], UNIT)
    assert not strokes_outside(drawn(CURVE - [185, 10]), [Box(10, 10, 210, 150)], [], UNIT)
    assert not strokes_outside(drawn(CURVE), [PANEL], [Box(190, 20, 390, 160)], UNIT)


@pytest.mark.parametrize(
    ("points", "stroke"),
    [(line([200, 390], [60, 60]), 2.0), (line([200, 230], [60, 90]), 2.0), (line([220, 380], [60, 140]), 3 * UNIT)],
)
def test_rules_icons_and_fills_are_no_curves(points: np.ndarray, stroke: float) -> None:
    assert not strokes_outside(drawn(points, stroke), [PANEL], [], UNIT)
