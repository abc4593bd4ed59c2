"""Visible ranges: round, tight, with a margin, in decades, and joint for shared axes."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.drawing.limits import Fit, fitted, round_step, visible_ranges
from benchmarks.drawing.spec import FigureSpec, Look, PanelSpec, SeriesSpec

LOOK = Look(480, 360, 100, "default", "sans", 9, "none", "style", "style")


@pytest.mark.parametrize(
    ("fit", "expected"), [("tight", (1.3, 8.7)), ("nice", (1, 9)), ("zero", (0, 10)), ("margin", (0.56, 9.44))]
)
def test_fits(fit: Fit, expected: tuple[float, float]) -> None:
    assert fitted(np.array([1.3, np.nan, 8.7]), fit, margin=0.1, ticks=6 if fit == "nice" else 5) == pytest.approx(
        expected
    )


def test_log_range_is_nice_in_decades() -> None:
    assert fitted(np.array([0.03, 520.0]), "nice", log=True) == pytest.approx((0.01, 1000))


def test_constant_data_still_have_a_range() -> None:
    low, high = fitted(np.array([4.0, 4.0]), "tight")
    assert low < 4 < high


@pytest.mark.parametrize(("span", "step"), [(10, 2), (1, 0.2), (33, 5), (0.0042, 0.001), (5, 1)])
def test_steps_are_round(span: float, step: float) -> None:
    assert round_step(span, 5) == pytest.approx(step)


def test_panels_that_share_axes_show_the_same() -> None:
    x = np.array([0.0, 1.0])
    panels = tuple(PanelSpec((SeriesSpec("a", x, np.array([0.0, top]), "#000000", 1),)) for top in (2.0, 10.0))
    figure = FigureSpec("one", 0, LOOK, panels=panels, shared_axes=True)
    assert [r.left for r in visible_ranges(figure)] == [(0, 10), (0, 10)]


def test_bands_and_the_second_axis_count() -> None:
    x, y = np.array([0.0, 1.0]), np.array([2.0, 4.0])
    band = SeriesSpec("a", x, y, "#000000", 1, lower=y - 2, upper=y + 6)
    right = SeriesSpec("b", x, 100 * y, "#ff0000", 1, axis="right")
    (visible,) = visible_ranges(FigureSpec("one", 0, LOOK, panels=(PanelSpec((band, right)),)))
    assert visible.left == (0, 10)
    assert visible.right is not None
    assert visible.right[0] <= 200 < 400 <= visible.right[1] <= 500
