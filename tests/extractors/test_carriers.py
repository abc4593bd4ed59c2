"""Curves that run below others for long: followed along what covers them, and only where something does."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.carriers import carriers_of, goes_on_unseen
from extractors.curves import Curve, find_curves
from tests.extractors.drawn import Color, Floats, area_of, farthest, ink_of, line, paint, picture
from tests.extractors.fitted import entry_of

SHAPE = (160, 420)
X = np.arange(5, 416, dtype=float)
BLUE, ORANGE = (31, 119, 180), (255, 127, 14)
SHARED = (X > 120) & (X < 300)
UPPER = 70 + 35 * np.sin(X / 60)
JOINING = np.where(SHARED, UPPER, np.where(X <= 120, UPPER + 0.4 * (120 - X), UPPER - 0.35 * (X - 300)))


def drawn(strength: float) -> list[Curve]:
    """The curves of a picture in which an orange line hides, by this ``strength``, a long stretch of a blue one."""
    rgb = picture(SHAPE)
    below, above = ink_of(line(X, JOINING), SHAPE), ink_of(line(X, UPPER), SHAPE)
    paint(rgb, strength * below, BLUE)
    paint(rgb, strength * above, ORANGE)
    pale = [tone(color, strength) for color in (BLUE, ORANGE)]
    entries = [entry_of("below", color=pale[0], stroke=2.0), entry_of("above", color=pale[1], stroke=2.0)]
    curves, _ = find_curves(area_of(rgb), entries)
    return curves


def tone(color: Color, strength: float) -> Color:
    r, g, b = (round(255 + strength * (c - 255)) for c in color)
    return r, g, b


@pytest.mark.parametrize("strength", [1.0, 0.6])
def test_a_curve_goes_on_below_another_or_blended_with_it(strength: float) -> None:
    below, above = (c.path for c in drawn(strength))
    assert below is not None
    assert above is not None
    for path, truth in ((below, JOINING), (above, UPPER)):
        assert farthest(line(path.x, path.y), line(X, truth)) < 2.5
        assert (path.x[0], path.x[-1]) == pytest.approx((5, 415), abs=3)
    covered = (below.x > 130) & (below.x < 290)
    assert below.bridged[covered].mean() > 0.9
    assert below.sigma[covered].min() > below.sigma[~covered].min()


def test_what_no_stroke_leads_to_is_not_joined() -> None:
    carriers = carriers_of([(X, UPPER, 2.0)], SHAPE[1])
    last, edges = np.array([119, 119]), np.array([UPPER[114], UPPER[114] + 30])
    met, missed = carriers.carrying(last, edges - 1, edges + 1, 300, np.array([UPPER[295] - 1, UPPER[295] + 1]))
    assert (met, missed) == (0, -1)
    away = carriers.carrying(last[:1], edges[:1] - 1, edges[:1] + 1, 300, np.array([10.0, 12.0]))
    assert away == -1


def test_a_gap_in_the_other_carries_nothing() -> None:
    broken: Floats = np.where((X > 200) & (X < 220), np.nan, UPPER)
    carriers = carriers_of([(X, broken, 2.0)], SHAPE[1])
    start = np.array([UPPER[295] - 1, UPPER[295] + 1])
    assert carriers.carrying(np.array([119]), UPPER[[114]] - 1, UPPER[[114]] + 1, 300, start) == -1


def test_ink_beyond_the_ends_of_a_path_tells_that_it_goes_on() -> None:
    ink = ink_of(line(X, UPPER), SHAPE)
    assert goes_on_unseen(ink, [X[:200]])
    assert not goes_on_unseen(ink, [X])


def test_a_curve_that_ends_at_nothing_is_left_as_it_was() -> None:
    rgb = picture(SHAPE)
    paint(rgb, ink_of(line(X[:150], UPPER[:150]), SHAPE), BLUE)
    paint(rgb, ink_of(line(X[200:], 140 - UPPER[200:] / 2), SHAPE), BLUE)
    curves, _ = find_curves(area_of(rgb), [entry_of("alone", color=BLUE, stroke=2.0)])
    assert [c.entry.name for c in curves if c.entry is not None] == ["alone"]


def translucent(below: Floats, above: Floats) -> list[Curve]:
    """The curves of a picture in which a translucent blue line is drawn below a translucent orange one."""
    rgb = picture(SHAPE)
    for y, color in ((below, BLUE), (above, ORANGE)):
        known = ~np.isnan(y)
        ink = ink_of(line(X, np.interp(X, X[known], y[known])), SHAPE)
        ink[:, X[~known].astype(int)] = 0
        paint(rgb, ink, color, 0.6)
    entries = [
        entry_of("below", color=tone(BLUE, 0.6), stroke=2.0),
        entry_of("above", color=tone(ORANGE, 0.6), stroke=2.0),
    ]
    return find_curves(area_of(rgb), entries)[0]


def test_a_curve_that_breaks_off_goes_on_along_a_blend() -> None:
    meeting = (X > 180) & (X < 260)
    joining = np.where(meeting, UPPER, UPPER + 0.4 * np.where(X <= 180, 180 - X, X - 260))
    path = translucent(joining, UPPER)[0].path
    assert path is not None
    assert not np.isnan(path.y).any()
    assert farthest(line(path.x, path.y), line(X, joining)) < 2.5


def test_a_gap_where_another_has_the_same_values_stays_one() -> None:
    meeting = (X > 180) & (X < 260)
    passing = np.where(meeting, UPPER, UPPER + 0.4 * np.where(X <= 180, 180 - X, X - 260))
    path = translucent(np.where(meeting, np.nan, UPPER), passing)[0].path
    assert path is not None
    assert np.isnan(path.y).any()


def test_a_piece_that_breaks_off_at_another_curve_is_kept() -> None:
    rgb, level = picture(SHAPE), np.full(len(X), 120.0)
    breaks_off, begins = (X > 60) & (X <= 120), X >= 312
    paint(rgb, ink_of(line(X[breaks_off], X[breaks_off]), SHAPE), BLUE)
    paint(rgb, ink_of(line(X[begins], UPPER[begins] - 40), SHAPE), BLUE)
    paint(rgb, ink_of(line(X, level), SHAPE), ORANGE)
    entries = [entry_of("broken", color=BLUE, stroke=2.0), entry_of("level", color=ORANGE, stroke=2.0)]
    path = find_curves(area_of(rgb), entries)[0][0].path
    assert path is not None
    assert (path.x[0], path.x[-1]) == pytest.approx((61, 415), abs=3)
    assert np.isnan(path.y[(path.x > 125) & (path.x < 305)]).all()
