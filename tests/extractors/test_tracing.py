"""Curves traced through ink whose true course is known to a fraction of a pixel."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.following import Path, dash_class
from extractors.trace_costs import costs_of
from extractors.tracing import trace
from tests.extractors.drawn import UNIT, Floats, Ink, dense, farthest, ink_of, line

SHAPE = (120, 300)
NOTHING = np.zeros(SHAPE, bool)
X = np.arange(10, 291, dtype=float)


def points_of(path: Path) -> Floats:
    return line(path.x, path.y)


def only(ink: Ink, stroke: float = 2.0, hidden: np.ndarray[tuple[int, ...], np.dtype[np.bool_]] = NOTHING) -> Path:
    (path,) = trace(ink, stroke, hidden, UNIT)
    return path


def assert_met(path: Path, points: Floats, within: float) -> None:
    """Neither polyline leaves the other by more than ``within`` pixels; ends may be short by three columns."""
    found = points_of(path)
    truth = dense(points)
    ends = np.abs(truth[:, :1] - points[[0, -1], 0]).min(axis=1) <= 3
    assert farthest(truth[~ends], found) <= within
    assert farthest(found, points) <= within
    assert (path.x[0], path.x[-1]) == pytest.approx((points[0, 0], points[-1, 0]), abs=3)


@pytest.mark.parametrize("stroke", [1.0, 1.5, 2.0, 4.0])
@pytest.mark.parametrize(("first", "last"), [(60.0, 60.0), (60.3, 60.3), (20.0, 100.0), (100.0, 20.0)])
def test_straight_lines(first: float, last: float, stroke: float) -> None:
    points = line([10, 290], [first, last])
    path = only(ink_of(points, SHAPE, stroke), stroke)
    inside = (path.x >= 12) & (path.x <= 288)  # the caps at the ends are round
    assert np.interp(path.x[inside], [10, 290], [first, last]) == pytest.approx(path.y[inside], abs=0.15)
    assert path.x[0] == pytest.approx(10, abs=stroke / 2 + 0.5)
    assert path.x[-1] == pytest.approx(290, abs=stroke / 2 + 0.5)
    assert path.coverage == 1
    assert path.dash_share == 1
    assert not path.bridged.any()


@pytest.mark.parametrize("rise", [5.0, 20.0, 90.0])
def test_steep_lines(rise: float) -> None:
    points = line([20, 100, 100 + 90 / rise, 290], [15, 15, 105, 105])
    assert_met(only(ink_of(points, SHAPE)), points, 2)  # a stroke's width at the corners


def test_sine() -> None:
    points = line(X, 60 + 40 * np.sin(X / 15))
    path = only(ink_of(points, SHAPE))
    assert_met(path, points, 1.2)
    assert (path.sigma > 0).all()


@pytest.mark.parametrize("stroke", [1.0, 2.0, 3.0])
@pytest.mark.parametrize("spacing", [7, 12, 20])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_sharp_peaks_are_not_cut(spacing: int, stroke: float, seed: int) -> None:
    x = np.arange(12, 288, spacing, dtype=float)
    far = np.random.default_rng(seed).uniform(20, 45, len(x))
    y = 60 + far * np.where(np.arange(len(x)) % 2, 1, -1)  # every vertex is a peak or a dip
    path = only(ink_of(line(x, y), SHAPE, stroke), stroke)
    for i in range(1, len(x) - 1):
        near = path.y[np.abs(path.x - x[i]) <= 1.5]
        assert (near.min() if y[i] < 60 else near.max()) == pytest.approx(y[i], abs=1)


def test_noise_of_every_pixel_keeps_its_extent() -> None:
    rng = np.random.default_rng(5)
    y = 60 + np.cumsum(rng.normal(0, 1, len(X))) * 0.5 + rng.normal(0, 6, len(X))
    path = only(ink_of(line(X, y), SHAPE, 1.0), 1.0)
    assert np.nanmin(path.y) == pytest.approx(y.min(), abs=1)
    assert np.nanmax(path.y) == pytest.approx(y.max(), abs=1)
    highest = [np.nanmin(path.y[np.abs(path.x - x) <= 4]) - y[np.abs(X - x) <= 4].min() for x in X[10:-10:10]]
    assert np.median(np.abs(highest)) <= 1


@pytest.mark.parametrize(("on", "off"), [(12, 6), (4, 4), (2, 3)])
def test_dashes_are_one_line(on: int, off: int) -> None:
    points = line(X, 60 + 30 * np.sin(X / 40))
    ink = ink_of(points, SHAPE)
    ink[:, np.arange(SHAPE[1]) % (on + off) >= on] = 0
    path = only(ink)
    assert not np.isnan(path.y).any()
    assert path.x[0] <= X[0] + on + off
    assert path.x[-1] >= X[-1] - on - off
    assert_met(path, points[(path.x[0] <= X) & (path.x[-1] >= X)], 1.2)
    assert path.dash_share == pytest.approx(on / (on + off), abs=0.03)
    assert len(path.dashes) == pytest.approx(280 / (on + off), abs=1.5)
    assert on - 1 <= np.median(path.dashes) <= 1.3 * on + 1  # along the curve, which is steeper than the columns


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [
        ([12] * 12, "dashed"),
        ([3] * 40, "dotted"),
        ([12, 3] * 10, "dashdot"),
        ([310], "solid"),
        ([150, 150], "solid"),
        ([70] * 7, "solid"),
    ],
)
def test_dash_classes(lengths: list[int], expected: str) -> None:
    assert dash_class(lengths, 0.6, 2.0) == expected


@pytest.mark.parametrize("off", [5, 6, 9])  # 1.65 strokes of blank between dots are usual, up to 3 occur
@pytest.mark.parametrize("swing", [0, 30])
def test_dots_are_one_line(off: int, swing: float) -> None:
    points = line(X, 60 + swing * np.sin(X / 40))
    ink = ink_of(points, SHAPE, 3)
    ink[:, np.arange(SHAPE[1]) % (3 + off) >= 3] = 0
    path = only(ink, 3.0)
    assert not np.isnan(path.y).any()
    assert (path.x[0], path.x[-1]) == pytest.approx((10, 290), abs=3 + off)
    assert farthest(line(path.x, path.y), points) <= 1.2


def test_a_gap_stays_a_gap() -> None:
    points = line(X, 40 + 0.1 * X)
    ink = ink_of(points, SHAPE)
    ink[:, 120:190] = 0
    path = only(ink)
    gap = np.flatnonzero(np.isnan(path.y))
    assert len(gap) == 1
    assert 120 <= path.x[gap[0]] < 190
    assert not ((path.x >= 120) & (path.x < 190) & ~np.isnan(path.y)).any()
    assert path.dash_share == pytest.approx(1 - 70 / 281, abs=0.02)
    assert path.coverage == 1  # nothing is claimed there


def test_dashes_cover_their_line_whatever_its_markers_are() -> None:
    """Ink of markers keeps the line from being traced as a broken one, but its gaps are as regular."""
    points = line(X, np.full(len(X), 60.0))
    ink = ink_of(points, SHAPE, 3)
    ink[:, np.arange(SHAPE[1]) % 40 >= 20] = 0
    for x in range(10, 300, 40):
        ink[55:66, x - 5 : x + 6] = 1
    (path,) = trace(ink, 3.0, NOTHING, UNIT, marker=11.0)
    assert path.dash_share < 0.8
    assert path.coverage == 1


def test_a_few_short_gaps_are_not_covered() -> None:
    ink = ink_of(line(X, np.full(len(X), 60.0)), SHAPE, 4)
    ink[:, 60:90] = 0
    ink[:, 160:190] = 0
    assert only(ink, 4.0).coverage == pytest.approx(1 - 60 / 281, abs=0.02)


@pytest.mark.parametrize(("short", "long"), [([12, 48], [190, 288]), ([250, 286], [12, 110])])
def test_a_short_piece_far_from_the_others_is_kept(short: list[int], long: list[int]) -> None:
    ink = np.maximum(ink_of(line(long, [20, 60]), SHAPE), ink_of(line(short, [100, 95]), SHAPE))
    path = only(ink)
    assert (path.x.min(), path.x.max()) == pytest.approx((min(short + long), max(short + long)), abs=3)


def test_a_curve_does_not_jump_to_other_ink_of_its_colour_a_little_aside() -> None:
    points = line([40, 290], [110, 60])
    ink = np.maximum(ink_of(points, SHAPE), ink_of(line([4, 74], [6, 6]), SHAPE))
    ink[:, 75:78] = 0  # where something pale crosses it
    path = only(ink)
    assert farthest(points_of(path), points) < 3


def test_what_is_hidden_is_bridged() -> None:
    points = line(X, 40 + 0.1 * X)
    ink, hidden = ink_of(points, SHAPE), NOTHING.copy()
    hidden[:, 120:150] = True
    ink[hidden] = 0
    path = only(ink, hidden=hidden)
    assert not np.isnan(path.y).any()
    assert path.x[path.bridged].tolist() == list(range(120, 150))
    assert_met(path, points, 1)
    assert path.coverage == 1
    assert path.sigma[path.bridged].max() > 3 * path.sigma[~path.bridged].max()


def test_a_curve_below_another_line_goes_on() -> None:
    below, above = line(X, 100 - 0.25 * X), line(X, 40 + 0.2 * X)
    over = ink_of(above, SHAPE, 4)
    ink = np.where(over > 0.1, 0, ink_of(below, SHAPE)).astype(np.float32)
    path = only(ink, hidden=over > 0.5)
    assert not np.isnan(path.y).any()
    assert_met(path, below, 1)


def test_a_curve_half_below_another_keeps_its_middle() -> None:
    points = line([10, 290], [50.5, 50.5])
    over = ink_of(line([10, 290], [53, 53]), SHAPE, 4)
    path = only(ink_of(points, SHAPE, 6) * (1 - over), 6, hidden=over > 0.5)
    inside = (path.x > 20) & (path.x < 280)
    assert path.y[inside] == pytest.approx(50.5, abs=0.3)
    assert (path.sigma[inside] > 2 * only(ink_of(points, SHAPE, 6), 6).sigma[inside]).all()


def test_error_bars_are_no_peaks_even_where_one_half_is_hidden() -> None:
    heights = 60 + 25 * np.sin(np.arange(6))
    points = line(np.arange(40, 290, 45), heights)
    ink = ink_of(points, SHAPE)
    for k, (x, y) in enumerate(points):
        cv2.circle(ink, (round(x), round(y)), 4, 1.0, -1)
        bar = [y - 18 * (k != 2), y + 18 * (k != 4)]
        np.maximum(ink, ink_of(line([x, x], bar), SHAPE), out=ink)
    path = only(ink)
    assert farthest(points_of(path), points) < 4.5  # half a marker


def test_two_curves_of_one_colour_that_cross_are_both_followed() -> None:
    rising, falling = line(X, 20 + 0.28 * X), line(X, 100 - 0.28 * X)
    ink = np.maximum(ink_of(rising, SHAPE), ink_of(falling, SHAPE))
    paths = sorted(trace(ink, 2.0, NOTHING, UNIT, most=5), key=lambda p: float(p.y[0]))
    assert len(paths) == 2
    assert_met(paths[0], rising, 3)
    assert_met(paths[1], falling, 3)


def test_two_curves_of_one_colour_side_by_side() -> None:
    upper, lower = line(X, 30 + 10 * np.sin(X / 20)), line(X, 80 + 10 * np.cos(X / 30))
    ink = np.maximum(ink_of(upper, SHAPE), ink_of(lower, SHAPE))
    assert len(trace(ink, 2.0, NOTHING, UNIT, most=1)) == 1
    paths = sorted(trace(ink, 2.0, NOTHING, UNIT, most=5), key=lambda p: float(p.y[0]))
    assert len(paths) == 2
    assert_met(paths[0], upper, 1.2)
    assert_met(paths[1], lower, 1.2)


def test_steps() -> None:
    x = np.repeat(np.arange(20, 290, 30, dtype=float), 2)[1:-1]
    y = np.repeat([90, 30, 70, 70, 20, 100, 60, 25], 2).astype(float)
    points = line(x, y)
    assert_met(only(ink_of(points, SHAPE)), points, 2)


def test_a_plateau_between_risers_below_others_is_kept() -> None:
    points = line([10, 130, 130, 160, 160, 290], [30, 30, 100, 100, 30, 30])
    hidden = NOTHING.copy()
    hidden[20:110, [*range(128, 133), *range(158, 163)]] = True
    ink = np.where(hidden, 0, ink_of(points, SHAPE)).astype(np.float32)
    path = only(ink, hidden=hidden)
    assert path.y.max() == pytest.approx(100, abs=1)
    assert farthest(points_of(path), points) < 4


@pytest.mark.parametrize("ink", [0.0, 0.3])
def test_no_curve_where_nothing_is_drawn(ink: float) -> None:
    assert trace(np.full(SHAPE, ink, np.float32), 2.0, NOTHING, UNIT, most=3) == []


def test_specks_are_no_curves() -> None:
    ink = np.zeros(SHAPE, np.float32)
    ink[30:33, 50:53] = 1
    assert trace(ink, 2.0, NOTHING, UNIT, most=3) == []


@settings(deadline=None, max_examples=20)
@given(
    st.lists(st.floats(20, 100), min_size=4, max_size=8),
    st.sampled_from([1.0, 1.6, 2.5]),
)
def test_any_polyline_of_moderate_slope_is_met(heights: list[float], stroke: float) -> None:
    points = line(np.linspace(10, 290, len(heights)), heights)
    path = only(ink_of(points, SHAPE, stroke), stroke)
    assert_met(path, points, 1 + stroke / 2)
    assert (np.diff(path.x) >= 0).all()


def test_thick_dashes_are_longer_than_thin_ones() -> None:
    ink = ink_of(line([10, 290], [60, 60]), SHAPE, 5.0)
    ink[:, np.arange(SHAPE[1]) % 50 >= 35] = 0
    worth = np.full(6, 35.0)
    assert costs_of(ink, worth, 5.0, marked=False).dashed
    assert not costs_of(ink, worth, 5.0, marked=True).dashed  # cut by others, and held together by its markers
    assert not costs_of(ink, worth, 2.0, marked=False).dashed


def test_a_steep_dotted_curve_goes_on_beyond_its_markers() -> None:
    """Its markers are far more ink than all of its dots."""
    points = line([20, 110, 150, 200, 240, 280], [110, 16, 15, 14, 13, 12])
    ink = ink_of(points, SHAPE, 4.0)
    ink[:, np.arange(SHAPE[1]) % 18 >= 4] = 0
    for x, y in points:
        cv2.circle(ink, (round(x), round(y)), 5, 1.0, -1)
    (path,) = trace(ink, 4.0, NOTHING, UNIT, marker=10.0, broken=True)
    assert (path.x[0], path.x[-1]) == pytest.approx((20, 280), abs=10)


def test_a_steep_thick_stroke_holds_no_turns() -> None:
    steep = line([40, 90, 140], [10, 110, 10])
    (path,) = trace(ink_of(steep, SHAPE, 7.0), 7.0, np.zeros(SHAPE, bool), UNIT)
    straight = np.abs(path.x[:, None] - steep[:, 0]).min(axis=1) > 7
    assert path.y[straight] == pytest.approx(np.interp(path.x[straight], *steep.T), abs=0.7)


def test_a_marker_that_a_level_line_cuts_in_two_joins_both_pieces() -> None:
    points = line([20, 100, 280], [112, 50, 20])
    ink = ink_of(points, SHAPE)
    rows, columns = np.indices(SHAPE)
    ink = np.maximum(ink, (np.abs(columns - 100) + np.abs(rows - 50) <= 7).astype(np.float32))
    ink[49:52] = 0
    (path,) = trace(ink, 2.0, NOTHING, 14.0, marker=14.0)
    assert (path.x[0], path.x[-1]) == pytest.approx((20, 280), abs=2)


def test_the_stub_of_a_curve_beyond_a_legend_is_its_own() -> None:
    legend = NOTHING.copy()
    legend[30:90, 6:140] = True
    sides = ink_of(line([0, 300], [80, 20]), SHAPE, 2.0)
    sides[:, 4:140] = 0
    alone = trace(sides, 2.0, legend, UNIT)[0]
    assert alone.x[0] == 140
    (path,) = trace(sides, 2.0, legend, UNIT, legends=legend)
    assert path.x[0] == 0
    assert np.abs(path.y - (80 - path.x / 5)).max() < 1
    assert not np.isnan(path.y).any()
    apart = [len(found.x) and found.x.min() for found in trace(sides, 2.0, legend, UNIT, 2, legends=legend)]
    assert apart == [140]  # of two curves it may be either's


def test_a_speck_beyond_a_legend_is_no_part_of_a_curve() -> None:
    legend = NOTHING.copy()
    legend[30:90, 40:140] = True
    sides = ink_of(line([140, 300], [52, 20]), SHAPE, 2.0)
    sides[80, 3] = 0.9
    (path,) = trace(sides, 2.0, legend, UNIT, legends=legend)
    assert path.x[0] > 130


def test_ink_that_shines_through_a_legend_is_not_what_goes_on_behind_it() -> None:
    legend = NOTHING.copy()
    legend[30:90, 40:140] = True
    sides = ink_of(line([140, 300], [52, 20]), SHAPE, 2.0)
    sides[70:73, 60:66] = 1.0
    (path,) = trace(sides, 2.0, legend, UNIT, legends=legend)
    assert path.x[0] > 130


def test_a_curve_that_ends_beside_no_legend_goes_on_below_none() -> None:
    legend = NOTHING.copy()
    legend[40:60, 40:140] = True
    broken = ink_of(line([0, 300], [110, 110]), SHAPE, 2.0)
    broken[:, 84:96] = 0
    broken[0:7, 88:92] = 1.0  # a tick mark of the frame
    (path,) = trace(broken, 2.0, legend, UNIT, legends=legend)
    assert np.nanmin(path.y) > 105
