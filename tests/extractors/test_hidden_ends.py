"""Curves that run into another one go on below it; others end where their ink ends."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from extractors.curves import Curve
from extractors.hidden_ends import continue_hidden_ends, ends_hidden, unseen_share
from extractors.plot_area import PlotArea
from tests.extractors.drawn import area_of, ink_of, line, picture
from tests.extractors.fitted import curve_of, path_of

SHAPE = (120, 200)
X = np.arange(0, 200, dtype=float)
UPPER = 50 + 0 * X  # runs over the whole width


def area(spine_rows: int = 0) -> PlotArea:
    """An empty plot, at the bottom of which so many rows belong to the spine."""
    background = picture(SHAPE)
    background[SHAPE[0] - spine_rows :] = 0
    return area_of(background, background)


def upper_curve(visible: bool = True) -> Curve:
    ink = ink_of(line(X, UPPER), SHAPE) if visible else np.zeros(SHAPE, np.float32)
    return curve_of(path_of(X, UPPER), ink=ink)


def end_after(
    lower_y: NDArray[np.float64], until: float, upper: Curve | None = None
) -> tuple[float, NDArray[np.bool_], NDArray[np.float64]]:
    """The end of the lower curve, which of its points are bridged, and their heights, after the upper one is known."""
    seen = until > X
    lower = curve_of(path_of(X[seen], lower_y[seen]))
    carried, _ = continue_hidden_ends([lower, upper or upper_curve()], area())
    assert carried.path is not None
    return float(carried.path.x[-1]), carried.path.bridged, carried.path.y


def test_a_curve_that_merges_goes_on_below_the_other() -> None:
    merging = 50 + 60 * np.exp(-X / 25)
    end, bridged, y = end_after(merging, until=90)
    assert end == X[-1]
    assert bridged.sum() == len(X) - 90
    assert np.abs(y - merging)[bridged].max() < 0.6


def test_a_noisy_end_does_not_hide_a_merger() -> None:
    merging = 50 + 60 * np.exp(-X / 20)
    noise = np.random.default_rng(1).normal(0, 0.25, len(X))
    noise[73:75] += 3  # a blot where the colours mix
    end, _, _ = end_after(merging + noise, until=75)
    assert end == X[-1]


def test_a_curve_on_top_of_the_other_ends_where_its_ink_ends() -> None:
    merging = 50 + 60 * np.exp(-X / 20)
    end, bridged, _ = end_after(merging, until=110, upper=upper_curve(visible=False))
    assert end == 109
    assert not bridged.any()


def test_the_start_of_a_curve_may_be_hidden_too() -> None:
    leaving = 50 + 60 * np.exp((X - 199) / 25)
    seen = X > 110
    lower = curve_of(path_of(X[seen], leaving[seen]))
    carried, _ = continue_hidden_ends([lower, upper_curve()], area())
    assert carried.path is not None
    assert carried.path.x[0] == 0
    assert np.all(np.diff(carried.path.x) > 0)
    assert carried.path.bridged[:100].all()
    assert carried.path.sigma[0] > carried.path.sigma[-1]


def test_a_curve_that_flattens_on_the_spine_goes_on_along_it() -> None:
    y = 119 - 60 * np.exp(-X / 20)
    seen = y < 116.5
    lower = curve_of(path_of(X[seen], y[seen]))
    carried, _ = continue_hidden_ends([lower, upper_curve()], area(spine_rows=2))
    assert carried.path is not None
    assert carried.path.x[-1] == X[-1]
    assert np.abs(carried.path.y - y)[carried.path.bridged].max() < 0.6


@pytest.mark.parametrize("spine_rows", [pytest.param(2, id="below the spine"), pytest.param(0, id="without a spine")])
def test_a_curve_that_leaves_the_plot_is_not_carried_along_its_edge(spine_rows: int) -> None:
    y = 90 + 0.2 * X
    seen = y < 118
    lower = curve_of(path_of(X[seen], y[seen]))
    carried, _ = continue_hidden_ends([lower, upper_curve()], area(spine_rows))
    assert carried is lower


def test_dots_do_not_flatten_on_the_spine() -> None:
    x = X[:86]
    dots = 108.5 - 1.8 * (x[-1] - x) + np.tile([0, 1, 1.5, -1, -2.5], 18)[: len(x)]
    dots[-8:] = 119 - np.array([24.5, 21.9, 19.3, 16.7, 16.8, 9.6, 9.0, 9.9])
    lower = replace(curve_of(path_of(x, dots)), dash="dotted")
    carried, _ = continue_hidden_ends([lower, upper_curve()], area(spine_rows=2))
    assert carried is lower


@pytest.mark.parametrize(
    "y",
    [
        pytest.param(90 + 0 * X, id="far away"),
        pytest.param(50 + 0.4 * (90 - X), id="about to cross, steadily, when it ends in the open at a distance"),
        pytest.param(50 + 3 * np.sin(X / 2), id="to and fro across the other"),
    ],
)
def test_a_curve_that_ends_in_the_open_is_left_alone(y: NDArray[np.float64]) -> None:
    end, bridged, _ = end_after(y, until=60)
    assert end == 59
    assert not bridged.any()


def test_several_curves_merge_one_after_another() -> None:
    first, second = 50 + 60 * np.exp(-X / 20), 50 + 90 * np.exp(-X / 30)
    curves = [curve_of(path_of(X[:n], y[:n])) for y, n in ((first, 75), (second, 115))]
    result = continue_hidden_ends([*curves, upper_curve()], area())
    ends = [c.path.x[-1] for c in result if c.path is not None]
    assert ends == [199, 199, 199]


@pytest.mark.parametrize("forward", [True, False])
@pytest.mark.parametrize(("until", "is_hidden"), [(120, True), (100, False), (200, False)])
def test_an_end_at_a_legend_hides_what_follows(forward: bool, until: int, is_hidden: bool) -> None:
    """The legend hides columns 120 to 180 counted from the other end; the other curve goes on above it."""
    hidden = np.zeros(SHAPE, bool)
    hidden[70:110, 120:180] = True
    x, y = X[:until], 90 + 0 * X[:until]
    own, other = curve_of(path_of(x, y)), upper_curve()
    below = replace(area(), hidden=hidden)
    if not forward:
        own = curve_of(path_of((SHAPE[1] - 1 - x)[::-1], y[::-1]))
        below = replace(below, hidden=hidden[:, ::-1])
    assert ends_hidden(own, [other], below) is is_hidden
    assert not ends_hidden(own, [], below)
    assert ends_hidden(own, [], replace(below, veils=(below.hidden,))) is is_hidden  # a framed one, where all end


def test_a_legend_without_a_frame_hides_ends_beside_its_print() -> None:
    """It is filled as far as its margins reach."""
    hidden = np.zeros(SHAPE, bool)
    hidden[30:110, 120:180] = True
    covered = replace(area(), hidden=hidden)
    x = X[: 120 - round(0.5 * covered.unit)]
    own, other = (curve_of(path_of(x, 70 + 0 * x)), curve_of(path_of(X, 20 + 0 * X)))
    assert ends_hidden(own, [other], covered)
    assert not ends_hidden(own, [], covered)


def test_an_end_that_shows_through_a_framed_legend_is_seen() -> None:
    hidden = np.zeros(SHAPE, bool)
    hidden[70:110, 120:180] = True
    own = curve_of(path_of(X[:150], 90 + 0 * X[:150]))
    assert not ends_hidden(own, [], replace(area(), hidden=hidden, veils=(hidden,)))


def test_only_what_is_carried_on_behind_a_cover_is_unseen() -> None:
    bridged = (X >= 40) & (X < 80)
    curve = curve_of(path_of(X, UPPER, bridged=bridged))
    hidden = np.zeros(SHAPE, bool)
    plain = picture(SHAPE)
    assert unseen_share(curve, area_of(plain, hidden=hidden)) == 0
    hidden[30:70, 40:80] = True
    covered = area_of(plain, hidden=hidden)
    assert unseen_share(curve, covered) == pytest.approx(40 / SHAPE[1])
    assert unseen_share(curve_of(path_of(X, UPPER)), covered) == 0
    assert unseen_share(curve_of(), covered) == 0
