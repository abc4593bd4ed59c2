from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from extractors.marker_gaps import with_hidden
from extractors.markers import Markers, find_markers
from tests.extractors.plotted import Drawing, Floats, color_of, draw, traced

BLUE, RED = "#1f77b4", "#d62728"
X = np.arange(12.0)
Y = np.sin(X) + 2
STROKE = 2.1


def drawn(x: Floats, over: Any) -> tuple[Drawing, Markers, Floats]:
    """A blue line with square markers below what ``over`` draws, its markers and their true places."""

    def paint(ax: Any) -> None:
        ax.plot(x, Y, color=BLUE, lw=1.5, marker="s", ms=8)
        over(ax)
        ax.set(xlim=(-0.5, x.max() + 0.5), ylim=(0, 4))

    figure = draw(paint)
    true = figure.place(x, Y)
    found = find_markers(figure.ink(BLUE), traced(true), STROKE, figure.rgb, color_of(BLUE))
    assert found is not None
    return figure, found, true


def hide(x: Floats, *which: int) -> Any:
    """Draws larger red squares over some of the points."""
    at = list(which)
    return lambda ax: ax.plot(x[at], Y[at], ls="none", marker="s", ms=14, color=RED)


def test_hidden_markers_stand_at_even_steps_on_the_line() -> None:
    _, found, true = drawn(X, hide(X, 3, 7))
    assert len(found.centers) == 10
    whole = with_hidden(found, [])
    assert whole.hidden.tolist() == [3, 7]
    assert np.hypot(*(whole.centers - true).T).max() < 1.5


def test_hidden_markers_stand_in_the_columns_of_another_series_where_steps_are_uneven() -> None:
    x = X**1.5
    _, found, true = drawn(x, hide(x, 5))
    assert len(with_hidden(found, []).hidden) == 0
    other = np.column_stack((true[:, 0] + 0.3, np.full(len(true), 20.0)))
    whole = with_hidden(found, [other])
    assert whole.hidden.tolist() == [5]
    assert np.hypot(*(whole.centers[5] - true[5])) < 1.5


def test_a_marker_hidden_in_all_series_stands_at_the_even_step_of_each() -> None:
    _, found, true = drawn(X, hide(X, 3, 7))
    other = np.column_stack((np.delete(true[:, 0], 7), np.full(11, 20.0)))
    whole = with_hidden(found, [other])
    assert whole.hidden.tolist() == [3, 7]
    assert np.hypot(*(whole.centers - true).T).max() < 1.5


def test_no_marker_is_put_where_its_absence_shows() -> None:
    figure, found, _ = drawn(X, lambda ax: None)
    sparse = replace(found, centers=found.centers[::3])
    between = np.column_stack((np.arange(10.0, 690, 20), np.full(34, 20.0)))
    bare = draw(lambda ax: (ax.plot(X, Y, color=BLUE, lw=1.5), ax.set(xlim=(-0.5, 11.5), ylim=(0, 4))))
    assert found.fitted is not None
    scene, look = found.fitted
    margin = scene.margin
    ink = np.pad(bare.ink(BLUE), margin)
    assert len(with_hidden(replace(sparse, fitted=(replace(scene, ink=ink), look)), [between]).hidden) == 0
    assert figure.rgb.shape == bare.rgb.shape
