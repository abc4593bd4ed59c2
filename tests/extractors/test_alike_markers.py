"""Curves of one colour, told apart by their markers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from extractors.alike_markers import join_markers
from extractors.geometry import Box
from extractors.legend_entry import LegendEntry
from extractors.marker_fit import Scene
from extractors.marker_path import Line
from extractors.marker_scale import drawn_markers
from extractors.marker_shapes import SHAPES, Template
from extractors.tracing import trace
from tests.extractors.plotted import Drawing, color_of, draw

STROKE = 1.5 * 100 / 72
SIZE = 8 * 100 / 72
X = np.arange(9.0)
RISING, FALLING = X * 0.9 + np.sin(2 * X), 8 - X + np.cos(3 * X)
NAMES = {"o": "circle", "s": "square", "^": "triangle"}


def entry(sign: str | None) -> LegendEntry:
    nowhere = Box(0, 0, 0, 0)
    shape = NAMES[sign] if sign else None
    return LegendEntry(str(sign), nowhere, nowhere, color_of("C0"), marker=shape, stroke=STROKE, marker_size=SIZE)


def drawn(signs: str) -> Drawing:
    def paint(axes):  # type: ignore[no-untyped-def]
        for sign, y in zip(signs, (RISING, FALLING), strict=True):
            axes.plot(X, y, color="C0", marker=sign, markersize=8, markeredgewidth=0, linewidth=1.5)

    return draw(paint)


@pytest.mark.parametrize("signs", ["os", "s^"])
def test_every_series_gets_the_points_of_its_marker(signs: str) -> None:
    drawing = drawn(signs)
    ink = drawing.ink("C0")
    paths = trace(ink, STROKE, np.zeros(ink.shape, bool), 14, 2)
    found = join_markers(ink, ink, paths, STROKE, drawing.rgb, [entry(s) for s in signs])
    assert found is not None
    for (path, markers), sign, y in zip(found, signs, (RISING, FALLING), strict=True):
        assert markers.shape == NAMES[sign]
        true = drawing.place(X, y)
        assert len(markers.centers) == len(X)
        assert np.abs(markers.centers - true).max() < 2
        assert np.ptp(path.x) == pytest.approx(np.ptp(true[:, 0]), abs=3)


def test_lines_go_on_to_where_their_ink_ends_though_no_marker_shows_there() -> None:
    def paint(axes):  # type: ignore[no-untyped-def]
        for sign, y in zip("os", (RISING, FALLING), strict=True):
            axes.plot(X, y, color="C0", marker=sign, markersize=8, markeredgewidth=0, markevery=slice(1, None))

    drawing = draw(paint)
    ink = drawing.ink("C0")
    paths = trace(ink, STROKE, np.zeros(ink.shape, bool), 14, 2)
    found = join_markers(ink, ink, paths, STROKE, drawing.rgb, [entry(sign) for sign in "os"])
    assert found is not None
    for (path, _), y in zip(found, (RISING, FALLING), strict=True):
        true = drawing.place(X, y)
        assert path.x[0] == pytest.approx(true[0, 0], abs=SIZE)
        assert path.y[0] == pytest.approx(np.interp(path.x[0], *true.T), abs=2)


@pytest.mark.parametrize("larger", [0.7, 1.6, 2.0])
def test_markers_of_a_plot_are_of_one_scale_which_its_legend_need_not_share(larger: float) -> None:
    drawing = drawn("os")
    ink = drawing.ink("C0")
    paths = trace(ink, STROKE, np.zeros(ink.shape, bool), 14, 2)
    entries = [replace(entry(sign), marker_size=larger * SIZE) for sign in "os"]
    found = join_markers(ink, ink, paths, STROKE, drawing.rgb, entries)
    assert found is not None
    for (_, markers), y in zip(found, (RISING, FALLING), strict=True):
        assert np.abs(markers.centers - drawing.place(X, y)).max() < 2


def test_error_bars_do_not_move_the_markers_on_them() -> None:
    def paint(line: bool, bars: bool):  # type: ignore[no-untyped-def]
        def on(axes):  # type: ignore[no-untyped-def]
            for sign, y in zip("s^", (RISING, FALLING), strict=True):
                axes.plot(X, y, color="C0", alpha=1 if line else 0, marker=sign, markersize=8, linewidth=1.5)
                error = np.array([np.linspace(0.2, 0.6, len(X)), np.full(len(X), 0.6)])
                axes.errorbar(X, y, error, fmt="none", ecolor="C0", elinewidth=5 if bars else 0)

        return on

    drawing, bars = draw(paint(True, True)), draw(paint(False, True))
    ink = drawing.ink("C0")
    unbarred = np.where(bars.ink("C0") > 0.3, 0, drawing.ink("C0")).astype(np.float32)
    paths = trace(draw(paint(True, False)).ink("C0"), STROKE, np.zeros(ink.shape, bool), 14, 2)
    found = join_markers(ink, unbarred, paths, STROKE, drawing.rgb, [entry(s) for s in "s^"])
    assert found is not None
    for (_, markers), y in zip(found, (RISING, FALLING), strict=True):
        assert np.abs(markers.centers - drawing.place(X, y)).max() < 2


def test_triangles_that_point_up_and_down_are_two_series() -> None:
    drawing = drawn("^v")
    ink = drawing.ink("C0")
    paths = trace(ink, STROKE, np.zeros(ink.shape, bool), 14, 2)
    entries = [replace(entry("^"), look=look) for look in ((4, False), (5, False))]
    found = join_markers(ink, ink, paths, STROKE, drawing.rgb, entries)
    assert found is not None
    for (_, markers), y in zip(found, (RISING, FALLING), strict=True):
        assert np.abs(markers.centers - drawing.place(X, y)).max() < 2.5


def test_how_high_triangles_are_the_plot_shows() -> None:
    ink = np.zeros((120, 300), np.float32)
    rows, columns = np.mgrid[:120, :300].astype(np.float32)
    places = np.array([(20.0 + 30 * k, 60.0) for k in range(9)])
    low = Template(SHAPES[8], 9.0, 1.0, False)
    for x, y in places:
        ink = np.maximum(ink, low.coverage(columns - np.float32(x), rows - np.float32(y)))
    ink[59:62] = 1
    level = np.column_stack((np.arange(300.0), np.full(300, 60.0)))
    scene = Scene.of(ink, np.zeros(ink.shape, bool), Line.of(level, 3.0), 40)
    unseen = replace(entry("^"), marker_size=18.0)
    for look in (None, (4, False), (8, False)):
        ((template,), *_) = drawn_markers(scene, places, [replace(unseen, look=look)], [look or (4, False)], 3.0)
        assert template.shape is low.shape


def test_markers_that_do_not_tell_entries_apart_join_nothing() -> None:
    drawing = drawn("os")
    ink = drawing.ink("C0")
    paths = trace(ink, STROKE, np.zeros(ink.shape, bool), 14, 2)
    assert join_markers(ink, ink, paths, STROKE, drawing.rgb, [entry("o"), entry("o")]) is None
    assert join_markers(ink, ink, paths, STROKE, drawing.rgb, [entry("o"), entry(None)]) is None
    assert join_markers(ink, ink, [], STROKE, drawing.rgb, [entry("o"), entry("s")]) is None


def test_a_series_without_its_markers_is_not_invented() -> None:
    drawing = drawn("oo")
    ink = drawing.ink("C0")
    paths = trace(ink, STROKE, np.zeros(ink.shape, bool), 14, 2)
    assert join_markers(ink, ink, paths, STROKE, drawing.rgb, [entry("o"), entry("^")]) is None


def test_a_line_without_any_marker_is_not_shared_out() -> None:
    def paint(axes):  # type: ignore[no-untyped-def]
        axes.plot(X, X, color="C0", linewidth=1.5)

    drawing = draw(paint)
    ink = drawing.ink("C0")
    paths = trace(ink, STROKE, np.zeros(ink.shape, bool), 14, 2)
    assert join_markers(ink, ink, paths, STROKE, drawing.rgb, [entry(s) for s in "os"]) is None


def test_strokes_that_run_beside_the_traced_ones_are_none() -> None:
    drawing = drawn("os")
    ink = drawing.ink("C0")
    paths = trace(ink, STROKE, np.zeros(ink.shape, bool), 14, 2)
    beside = [replace(path, y=path.y + STROKE) for path in paths]
    assert join_markers(ink, ink, beside, STROKE, drawing.rgb, [entry(s) for s in "os"]) is None
