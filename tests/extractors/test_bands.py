from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from extractors.bands import Band, find_band
from extractors.errorbars import find_error_bars
from tests.extractors.plotted import Drawing, Floats, color_of, draw, traced

BLUE, RED = "#1f77b4", "#d62728"
WHITE = (255, 255, 255)
X = np.linspace(0, 10, 40)
Y = np.sin(X)
LOW, HIGH = Y - 0.4 - 0.1 * np.cos(X), Y + 0.6
# matplotlib draws fills half a pixel to the right of and below lines, so a perfect reading is that far off the truth
OFFSET = 0.5


def banded(alpha: float = 0.2, more: Any = None, color: str = BLUE, **fill: Any) -> Drawing:
    def paint(ax: Any) -> None:
        ax.fill_between(X, LOW, HIGH, color=color, alpha=alpha, lw=fill.pop("lw", 0), **fill)
        ax.plot(X, Y, color=BLUE, lw=1.5)
        if more is not None:
            more(ax)

    return draw(paint)


def band_in(figure: Drawing, others: tuple[str, ...] = ()) -> Band | None:
    path = traced(figure.place(X, Y))
    return find_band(figure.rgb, figure.ink(BLUE), path, color_of(BLUE), WHITE, [color_of(c) for c in others])


def misses(band: Band, figure: Drawing, low: Floats = LOW, high: Floats = HIGH) -> Floats:
    below, above = figure.place(X, low) + OFFSET, figure.place(X, high) + OFFSET
    distances: Floats = np.abs(
        np.concatenate(
            [
                band.lower - np.interp(band.x, *below.T),
                band.upper - np.interp(band.x, *above.T),
            ]
        )
    )
    return distances


@pytest.mark.parametrize("alpha", [0.1, 0.2, 0.35, 0.5])
def test_edges_of_a_band(alpha: float) -> None:
    figure = banded(alpha)
    band = band_in(figure)
    assert band is not None
    assert not band.is_area
    assert len(band.x) > 600
    assert np.nanmedian(misses(band, figure)) < 0.2
    assert np.nanpercentile(misses(band, figure), 95) < 1


def test_the_outline_of_a_band_is_not_added_to_it() -> None:
    figure = banded(0.3, lw=2)
    band = band_in(figure)
    assert band is not None
    assert np.nanmedian(misses(band, figure)) < 0.4


def test_gridlines_shine_through() -> None:
    figure = banded(more=lambda ax: (ax.grid(True, color="#cccccc"), ax.set_axisbelow(True)))
    band = band_in(figure)
    assert band is not None
    assert np.nanpercentile(misses(band, figure), 95) < 1.5


def test_an_axis_through_the_plot_is_no_edge_of_a_band() -> None:
    """Neither fill nor ground is seen along it, so that the band would reach from edge to edge there."""
    figure = banded(more=lambda ax: ax.axvline(5, color="#6e7079", lw=0.6))
    band = band_in(figure)
    assert band is not None
    crossing = np.tile(np.abs(band.x - figure.place(np.array([5.0]), np.array([0.0]))[0, 0]) < 10, 2)
    assert crossing.sum() > 30
    assert misses(band, figure)[crossing].max() < 1


def test_a_tint_of_another_name() -> None:
    figure = draw(
        lambda ax: (ax.fill_between(X, LOW, HIGH, color="lightblue", alpha=0.5, lw=0), ax.plot(X, Y, color="b", lw=1.5))
    )
    band = find_band(figure.rgb, figure.ink("b"), traced(figure.place(X, Y)), color_of("b"), WHITE)
    assert band is not None
    assert np.nanmedian(misses(band, figure)) < 0.3


def test_overlapping_bands_of_two_series() -> None:
    def second(ax: Any) -> None:
        ax.fill_between(X, -Y - 0.5, -Y + 0.5, color=RED, alpha=0.2, lw=0)
        ax.plot(X, -Y, color=RED, lw=1.5)

    figure = banded(more=second)
    band = band_in(figure, (RED,))
    assert band is not None
    assert np.nanmedian(misses(band, figure)) < 0.3
    assert np.nanpercentile(misses(band, figure), 90) < 1.5


def test_markers_inside_and_jpeg() -> None:
    figure = banded(0.3, more=lambda ax: ax.plot(X[::4], Y[::4], "o", color=BLUE, ms=7)).as_jpeg(75)
    band = band_in(figure)
    assert band is not None
    assert np.nanmedian(misses(band, figure)) < 0.6


def test_a_line_without_a_band() -> None:
    def paint(ax: Any) -> None:
        ax.plot(X, Y, color=BLUE, lw=3)
        ax.grid(True)

    figure = draw(paint)
    assert band_in(figure) is None


def test_the_band_of_another_series_is_not_taken() -> None:
    figure = draw(lambda ax: (ax.fill_between(X, LOW, HIGH, color=RED, alpha=0.2, lw=0), ax.plot(X, Y, color=BLUE)))
    assert band_in(figure, (RED,)) is None


def test_a_fill_down_to_the_axis_is_an_area() -> None:
    figure = draw(lambda ax: (ax.fill_between(X, -2, Y, color=BLUE, alpha=0.3, lw=0), ax.plot(X, Y, color=BLUE)))
    band = band_in(figure)
    assert band is not None
    assert band.is_area


def with_errors(x: Floats, y: Floats, low: Floats, high: Floats, **style: Any) -> tuple[Drawing, Floats]:
    figure = draw(lambda ax: ax.errorbar(x, y, yerr=[y - low, high - y], color=BLUE, lw=1.5, **style))
    return figure, figure.place(x, y)


@pytest.mark.parametrize("cap", [0, 4])
@pytest.mark.parametrize("ecolor", [BLUE, "black"])
def test_error_bars(cap: int, ecolor: str) -> None:
    x = np.arange(10.0)
    y = np.cumsum(np.random.default_rng(1).normal(0, 1, 10))
    low, high = y - np.linspace(0.8, 1.6, 10), y + np.linspace(1.5, 0.8, 10)
    figure, centers = with_errors(x, y, low, high, marker="o", ms=6, capsize=cap, ecolor=ecolor)
    bars = find_error_bars(figure.rgb, figure.ink(BLUE), centers, 2.1, color_of(BLUE), size=9.7)
    assert bars is not None
    assert bars.caps == (cap > 0)
    assert np.isfinite(bars.lower).sum() >= 8
    assert np.nanmedian(np.abs(bars.lower - figure.place(x, low)[:, 1])) < 0.8
    assert np.nanmedian(np.abs(bars.upper - figure.place(x, high)[:, 1])) < 0.8


def test_error_bars_to_one_side_end_at_their_point_on_the_other() -> None:
    x = np.arange(10.0)
    y = np.sin(x)
    figure, centers = with_errors(x, y, y, y + 0.5, marker="o", ms=6, capsize=3)
    bars = find_error_bars(figure.rgb, figure.ink(BLUE), centers, 2.1, color_of(BLUE), size=9.7)
    assert bars is not None
    assert np.abs(bars.upper - figure.place(x, y + 0.5)[:, 1]).max() < 1
    assert np.abs(bars.lower - centers[:, 1]).max() == 0


def test_ends_of_error_bars_that_another_series_hides_are_those_of_the_other_side() -> None:
    x = np.arange(10.0)
    y = 0.1 * x

    def paint(ax: Any) -> None:
        ax.errorbar(x, y, yerr=0.5, color=BLUE, lw=1.5, marker="o", ms=6, capsize=3)
        ax.plot(x[[2, 6]], y[[2, 6]] + 0.4, color=RED, marker="s", ms=24, ls="none")
        ax.plot(x[[4, 4]], [y[4] + 0.15, y[4] + 0.45], color=RED, lw=4)

    figure = draw(paint)
    bars = find_error_bars(figure.rgb, figure.ink(BLUE), figure.place(x, y), 2.1, color_of(BLUE), size=9.7)
    assert bars is not None
    assert np.abs(bars.upper - figure.place(x, y + 0.5)[:, 1]).max() < 1.2
    assert np.abs(bars.lower - figure.place(x, y - 0.5)[:, 1]).max() < 1.2


@pytest.mark.parametrize("symbol", ["o", "+", "s", "*"])
def test_steep_lines_and_markers_are_no_error_bars(symbol: str) -> None:
    x = np.arange(12.0)
    y = np.where(x % 2 == 0, -3.0, 3.0) + x / 10
    figure = draw(lambda ax: ax.plot(x, y, color=BLUE, lw=1.5, marker=symbol, ms=8))
    assert find_error_bars(figure.rgb, figure.ink(BLUE), figure.place(x, y), 2.1, color_of(BLUE), size=12.5) is None
