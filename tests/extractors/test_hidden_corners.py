"""Curves that turn behind a legend, drawn as paths with a bridged stretch."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from extractors.following import Path
from extractors.hidden_corners import with_hidden_corners
from extractors.markers import Markers
from tests.extractors.drawn import Floats, area_of, picture
from tests.extractors.fitted import curve_of, path_of

SHAPE = (140, 320)
X = np.arange(0.0, 320.0)
LEGEND = slice(120, 200)  # columns, over all rows down to the 80th


def bridged(true: Floats) -> Path:
    """The path of a curve with a straight link from side to side of the legend."""
    y = true.copy()
    y[LEGEND] = np.interp(X[LEGEND], [119, 200], [true[119], true[200]])
    hidden = np.zeros(len(X), bool)
    hidden[LEGEND] = True
    return replace(path_of(X, y), bridged=hidden)


def found(true: Floats, bottom: int = 80, markers: Markers | None = None) -> Floats:
    area = area_of(picture(SHAPE))
    area.hidden[:bottom, LEGEND] = True
    (curve,) = with_hidden_corners([replace(curve_of(bridged(true)), markers=markers)], area)
    assert curve.path is not None
    return curve.path.y


def test_straight_sides_go_on_to_the_corner_where_they_meet() -> None:
    peak = np.interp(X, [0, 150, 319], [70, 20, 60])
    assert np.abs(found(peak) - peak).max() < 0.5


def test_bent_sides_are_joined_by_an_arc() -> None:
    arc = 15 + ((X - 160) / 22) ** 2
    assert np.abs(found(arc) - arc).max() < 1.0


def test_markers_are_joined_by_straight_strokes_however_short_these_are() -> None:
    zigzag = np.interp(X, [0, 100, 160, 220, 319], [30, 62, 30, 62, 30])
    dots = Markers(np.array([[100.0, 62], [220.0, 62]]), "circle", 6.0, False, 0.9)
    assert np.abs(found(zigzag, markers=dots) - zigzag).max() < 0.5
    assert np.abs(found(zigzag) - zigzag).max() > 3


@pytest.mark.parametrize("bottom", [80, 30])
def test_what_could_be_seen_and_what_goes_straight_on_stays_a_link(bottom: int) -> None:
    dip = np.interp(X, [0, 150, 319], [20, 70, 25])
    straight = np.interp(X, [0, 319], [20, 60])
    for true in (straight, *((dip,) if bottom == 30 else ())):
        assert np.array_equal(found(true, bottom), bridged(true).y)


def test_a_smooth_curve_goes_on_in_an_s_where_its_sides_do_not_meet() -> None:
    wave = 45 + 30 * np.tanh((X - 160) / 26)
    assert np.abs(bridged(wave).y - wave).max() > 6
    assert np.abs(found(wave) - wave).max() < 3


def test_a_bent_side_goes_on_to_the_little_that_is_seen_beyond() -> None:
    bend = 5 + ((X - 60) / 17) ** 2
    path = bridged(bend)
    kept = path.x < 203
    stub = replace(path, x=path.x[kept], y=path.y[kept], bridged=path.bridged[kept], sigma=path.sigma[kept])
    mirrored = replace(stub, x=X[-1] - stub.x[::-1], y=stub.y[::-1], bridged=stub.bridged[::-1])
    for own, true in ((stub, bend[kept]), (mirrored, bend[kept][::-1])):
        area = area_of(picture(SHAPE))
        area.hidden[:80, LEGEND] = True
        (curve,) = with_hidden_corners([curve_of(own)], area)
        assert curve.path is not None
        assert np.abs(own.y - true).max() > 4
        assert np.abs(curve.path.y - true).max() < 1


def test_a_straight_side_may_turn_anywhere_behind_a_legend() -> None:
    corner = np.interp(X, [0, 150, 319], [20, 40, 70])
    path = bridged(corner)
    kept = path.x < 203
    stub = replace(path, x=path.x[kept], y=path.y[kept], bridged=path.bridged[kept], sigma=path.sigma[kept])
    area = area_of(picture(SHAPE))
    area.hidden[:80, LEGEND] = True
    (curve,) = with_hidden_corners([curve_of(stub)], area)
    assert curve.path is not None
    assert np.array_equal(curve.path.y, stub.y)


def test_a_jagged_edge_of_a_steep_side_still_shows_its_direction() -> None:
    arc = 15 + ((X - 160) / 14) ** 2
    jagged = arc + np.where((X < 200) | (X % 4 > 0), 0.0, 2.0)
    area = area_of(picture((300, 320)))
    area.hidden[:80, LEGEND] = True
    path = bridged(jagged)
    (curve,) = with_hidden_corners([curve_of(path)], area)
    assert curve.path is not None
    assert np.abs(path.y[LEGEND] - arc[LEGEND]).max() > 6
    assert np.abs(curve.path.y[LEGEND] - arc[LEGEND]).max() < 3
