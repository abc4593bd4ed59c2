from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from extractors.geometry import Box
from extractors.legend import LegendEntry
from extractors.marker_shapes import SHAPES as DRAWN
from extractors.marker_shapes import Template
from extractors.markers import SURE, Markers, find_markers, is_tangled
from extractors.tracing import trace
from tests.extractors.plotted import Drawing, Floats, color_of, draw, traced

BLUE = "#1f77b4"
NOTHING = np.empty((0, 2))
STROKE = 1.5 * 100 / 72


def zigzag(count: int = 12, seed: int = 3) -> tuple[Floats, Floats]:
    return np.arange(float(count)), np.cumsum(np.random.default_rng(seed).normal(0, 1, count))


def line_with(x: Floats, y: Floats, color: str = BLUE, **style: Any) -> tuple[Drawing, Floats]:
    figure = draw(lambda ax: (ax.plot(x, y, color=color, lw=1.5, **style), ax.margins(0.08)))
    return figure, figure.place(x, y)


def found_in(figure: Drawing, path: Floats, color: str = BLUE, stroke: float = STROKE) -> Markers | None:
    return find_markers(figure.ink(color), path, stroke, figure.rgb, color_of(color))


def shown(marker: str, size: float) -> LegendEntry:
    """A legend entry with that marker."""
    box = Box(0, 0, 60, 14)
    return LegendEntry("name", box, box, color_of(BLUE), marker=marker, marker_size=size)


def misses(found: Markers, true: Floats) -> Floats:
    """Distance of each found centre to the nearest true one."""
    nearest: Floats = np.hypot(*(found.centers[:, None] - true[None]).transpose(2, 0, 1)).min(axis=1)
    return nearest


SHAPES = [
    ("o", "circle"),
    ("s", "square"),
    ("^", "triangle"),
    ("v", "triangle"),
    ("<", "triangle"),
    ("D", "diamond"),
    ("x", "cross"),
    ("X", "cross"),
    ("+", "plus"),
    ("P", "plus"),
    ("*", "star"),
]


@pytest.mark.parametrize(("symbol", "name"), SHAPES)
def test_each_shape_is_named_and_seated_on_its_data_point(symbol: str, name: str) -> None:
    figure, true = line_with(*zigzag(), marker=symbol, ms=9)
    found = found_in(figure, traced(true))
    assert found is not None
    assert found.shape == name
    assert not found.hollow
    assert len(found.centers) >= 11
    assert np.median(misses(found, true)) < 0.3
    assert np.percentile(misses(found, true), 95) < 0.8


def test_median_error_over_many_figures() -> None:
    errors = []
    for seed in range(6):
        figure, true = line_with(*zigzag(seed=seed), marker="os^"[seed % 3], ms=7)
        found = found_in(figure, traced(true))
        assert found is not None
        errors.append(misses(found, true))
    assert np.median(np.concatenate(errors)) < 0.2
    assert np.percentile(np.concatenate(errors), 95) < 0.6


@pytest.mark.parametrize(("symbol", "name"), [("o", "circle"), ("s", "square"), ("^", "triangle")])
@pytest.mark.parametrize("face", ["white", "none"])
def test_hollow_markers(symbol: str, name: str, face: str) -> None:
    figure, true = line_with(*zigzag(), marker=symbol, ms=10, mfc=face)
    found = found_in(figure, traced(true))
    assert found is not None
    assert found.hollow
    assert found.shape == name
    assert np.median(misses(found, true)) < 0.3


def test_markers_on_a_smooth_curve_lie_on_the_curve() -> None:
    x = np.linspace(0, 6, 240)
    figure, path = line_with(x, np.sin(x), marker="o", ms=8, markevery=20)
    found = found_in(figure, traced(path))
    assert found is not None
    assert len(found.centers) == 12
    assert np.median(misses(found, path[::20])) < 0.3


def test_size_is_measured() -> None:
    figure, true = line_with(*zigzag(), marker="o", ms=12, mew=0)
    found = found_in(figure, traced(true))
    assert found is not None
    assert found.size == pytest.approx(12 * 100 / 72, rel=0.06)


def test_markers_without_a_line_come_from_left_to_right() -> None:
    x, y = zigzag()
    figure, true = line_with(x[::-1], y[::-1], marker="s", ms=8, ls="none")
    found = found_in(figure, NOTHING)
    assert found is not None
    assert len(found.centers) == len(true)
    assert (np.diff(found.centers[:, 0]) > 0).all()
    # the drawing tool rounds markers to pixels and shifts them by half of one, which no line corrects here
    assert np.percentile(misses(found, true), 95) < 1.3


def test_markers_survive_jpeg() -> None:
    figure, true = line_with(*zigzag(), marker="s", ms=9)
    found = found_in(figure.as_jpeg(75), traced(true))
    assert found is not None
    assert len(found.centers) >= 11
    assert np.median(misses(found, true)) < 0.5


def test_overlapping_markers_are_split() -> None:
    x = np.linspace(0, 10, 60)
    figure = draw(lambda ax: (ax.plot(x, np.sin(x), color=BLUE, lw=1.5, marker="o", ms=10), ax.set_ylim(-6, 6)))
    true = figure.place(x, np.sin(x))
    found = found_in(figure, traced(true))
    assert found is not None
    assert np.median(np.hypot(*np.diff(true, axis=0).T)) < 1.1 * found.size
    assert len(found.centers) >= 50
    assert np.percentile(misses(found, true), 95) < 2


def test_markers_of_a_crossing_series_are_left_out() -> None:
    x, y = zigzag()
    other = y[::-1] + 0.5

    def paint(ax: Any) -> None:
        ax.plot(x, y, color=BLUE, lw=1.5, marker="o", ms=8)
        ax.plot(x, other, color="#d62728", lw=1.5, marker="s", ms=8)

    figure = draw(paint)
    found = found_in(figure, traced(figure.place(x, y)))
    assert found is not None
    assert found.shape == "circle"
    assert misses(found, figure.place(x, y)).max() < 1.5


def test_a_path_that_follows_the_arms_of_crosses_hides_none_where_the_legend_shows_them() -> None:
    figure, true = line_with(*zigzag(), marker="x", ms=8, mew=2)
    arms = np.array([(0.0, 0.0), (-3, -3), (0, 0), (3, 3), (0, 0), (-3, 3), (0, 0), (3, -3), (0, 0)])
    path = traced(np.vstack([point + arms for point in true]))
    found = find_markers(figure.ink(BLUE), path, STROKE, figure.rgb, color_of(BLUE), shown("cross", 13))
    assert found is not None
    assert found.shape == "cross"
    assert len(found.centers) == len(true)
    assert misses(found, true).max() < 1.5


@pytest.mark.parametrize(("symbol", "name"), [("D", "diamond"), ("s", "square"), ("x", "cross"), ("o", "circle")])
def test_small_markers_on_a_thick_steep_line_are_found_by_the_look_in_the_legend(symbol: str, name: str) -> None:
    x, y = zigzag(18, seed=5)
    figure = draw(lambda ax: (ax.plot(x, y, color=BLUE, lw=3.5, marker=symbol, ms=9), ax.margins(0.08)))
    found = find_markers(figure.ink(BLUE), traced(figure.place(x, y)), 4.9, figure.rgb, color_of(BLUE), shown(name, 13))
    assert found is not None
    assert found.shape == name
    assert len(found.centers) == len(x)
    assert misses(found, figure.place(x, y)).max() < 1


def test_the_look_of_markers_is_found_where_the_swatch_does_not_tell_it() -> None:
    figure, true = line_with(*zigzag(), marker="D", ms=8)
    found = find_markers(figure.ink(BLUE), traced(true), STROKE, figure.rgb, color_of(BLUE), shown("other", 60))
    assert found is not None
    assert found.shape == "diamond"
    assert len(found.centers) == len(true)
    assert misses(found, true).max() < 1


def test_faces_that_the_dulled_colour_of_a_thin_line_in_a_jpeg_does_not_explain() -> None:
    figure, true = line_with(*zigzag(), color="#0000ff", marker="s", ms=8)
    dull = (50, 44, 130)
    away = figure.rgb.astype(float) - 255
    own = np.array(dull, float) - 255
    share = away @ own / (own @ own)
    ink = np.where(np.linalg.norm(away - share[..., None] * own, axis=2) < 34, np.clip(share, 0, 1), 0)
    assert ink[tuple(np.round(true[4]).astype(int)[::-1])] == 0
    found = find_markers(ink.astype(np.float32), traced(true), STROKE, figure.rgb, dull, shown("square", 12))
    assert found is not None
    assert len(found.centers) == len(true)
    assert misses(found, true).max() < 1


def test_faces_of_another_colour_are_markers_too() -> None:
    x, y = zigzag()
    figure, true = line_with(x, y, marker="o", ms=9, mfc="#ff8c00", mec="white")
    found = found_in(figure, traced(true))
    assert found is not None
    assert len(found.centers) >= 11
    assert np.median(misses(found, true)) < 0.4


def test_error_bars_do_not_hide_markers() -> None:
    x, y = zigzag(9)
    figure = draw(lambda ax: ax.errorbar(x, y, yerr=0.6, color=BLUE, lw=1.5, marker="o", ms=7, capsize=4))
    found = found_in(figure, traced(figure.place(x, y)))
    assert found is not None
    assert len(found.centers) >= 8
    assert np.median(misses(found, figure.place(x, y))) < 0.4


@pytest.mark.parametrize(("symbol", "name"), [("s", "square"), ("o", "circle"), ("D", "diamond")])
def test_thin_rims_on_a_thick_line_that_shines_through_them(symbol: str, name: str) -> None:
    figure = draw(
        lambda ax: (ax.plot(*zigzag(8), BLUE, lw=6, marker=symbol, ms=14, mfc="none", mew=0.8), ax.margins(0.1))
    )
    true = figure.place(*zigzag(8))
    found = find_markers(figure.ink(BLUE), traced(true), 8.4, figure.rgb, color_of(BLUE), shown(name, 20))
    assert found is not None
    assert (found.shape, found.hollow) == (name, True)
    assert len(found.centers) == 8
    assert misses(found, true).max() < 1


def test_a_path_that_follows_the_rims_of_squares_hides_none_where_the_legend_shows_them() -> None:
    x = np.arange(9.0)
    figure, true = line_with(x, 0.3 * x, marker="s", ms=10, mfc="white")
    rims = np.tile([(-7.0, 0.0), (-7, 7), (7, 7), (7, 0)], (9, 1))
    path = traced(np.repeat(true, 4, axis=0) + rims)
    found = find_markers(figure.ink(BLUE), path, STROKE, figure.rgb, color_of(BLUE), shown("square", 15))
    assert found is not None
    assert (found.shape, found.hollow) == ("square", True)
    assert len(found.centers) >= 7
    assert misses(found, true).max() < 1.5


@pytest.mark.parametrize(("width", "size", "edge"), [(4.0, 15.0, 1.5), (4.0, 14.0, 2.0), (3.0, 12.0, 1.5)])
def test_squares_whose_rims_a_thick_line_was_traced_along_where_there_is_no_legend(
    width: float, size: float, edge: float
) -> None:
    look: dict[str, Any] = {"lw": width, "marker": "s", "ms": size, "mew": edge, "mfc": "none"}
    figure = draw(lambda ax: (ax.plot(*zigzag(9), color=BLUE, **look), ax.margins(0.08)))
    ink, stroke = figure.ink(BLUE), width * 100 / 72
    path = trace(ink, stroke, np.zeros(ink.shape, bool), 14)[0]
    found = found_in(figure, np.column_stack((path.x, path.y)), stroke=stroke)
    assert found is not None
    assert (found.shape, found.hollow) == ("square", True)
    assert len(found.centers) >= 7
    assert misses(found, figure.place(*zigzag(9))).max() < 1


@pytest.mark.parametrize(("symbol", "name"), [("P", "plus"), ("X", "cross")])
def test_an_outline_makes_the_arms_of_hollow_markers_thicker(symbol: str, name: str) -> None:
    look: dict[str, Any] = {"lw": 3, "marker": symbol, "ms": 20, "mew": 3, "mfc": "white"}
    figure = draw(lambda ax: (ax.plot(*zigzag(6), color=BLUE, **look), ax.margins(0.1)))
    true = figure.place(*zigzag(6))
    found = find_markers(figure.ink(BLUE), traced(true), 2 * STROKE, figure.rgb, color_of(BLUE), shown(name, 32))
    assert found is not None
    assert (found.shape, found.hollow) == (name, True)
    assert found.confidence > SURE
    assert np.median(misses(found, true)) < 0.3


def test_the_edges_of_a_translucent_band_say_nothing_against_markers() -> None:
    x, y = zigzag(6)

    def plot(ax: Any) -> None:
        ax.plot(x, y, color=BLUE, lw=1.5, marker="v", ms=7, mec="white")
        ax.fill_between(x, y - 0.04, y + 0.04, color=BLUE, alpha=0.25)
        ax.margins(0.08)

    figure = draw(plot)
    true = figure.place(x, y)
    found = find_markers(figure.ink(BLUE), traced(true), STROKE, figure.rgb, color_of(BLUE), shown("triangle", 9))
    assert found is not None
    assert len(found.centers) >= 4
    assert misses(found, true).max() < 1


def test_pale_tips_beside_a_thick_line_are_markers() -> None:
    centers = np.column_stack((np.arange(30.0, 380, 30), np.full(12, 100.0)))
    rows, columns = np.indices((200, 400)).astype(np.float32)
    ink = (np.clip(2.17 - np.abs(rows - 100), 0, 1) * (columns >= 20) * (columns <= 380)).astype(np.float32)
    slim = next(shape for shape in DRAWN if shape.name == "diamond" and shape.room == 0.5)
    for x, y in centers:
        tips = Template(slim, 2.8, 0.8, False).coverage(columns - np.float32(x), rows - np.float32(y))
        ink = np.maximum(ink, tips)
    rgb = np.rint(255 + ink[..., None] * (np.array(color_of(BLUE)) - 255.0)).astype(np.uint8)
    path = traced(np.array([[20.0, 100.0], [380.0, 100.0]]))
    found = find_markers(ink, path, 3.33, rgb, color_of(BLUE), shown("diamond", 5.6))
    assert found is not None
    assert len(found.centers) == 12
    assert misses(found, centers).max() < 1


def test_markers_that_the_sides_of_a_filled_plot_cut_in_half_are_found() -> None:
    page, x, y = 2, np.arange(8.0), np.random.default_rng(1).uniform(0, 1, 8)

    def plot(ax: Any) -> None:
        ax.scatter(x, y, color=BLUE, s=64)
        ax.set(xlim=(0, 7), ylim=(-0.2, 1.2))

    figure = draw(plot)
    ink, rgb = figure.ink(BLUE), np.where(figure.rgb == 255, np.uint8(230), figure.rgb)
    for side in (np.s_[:, :page], np.s_[:, -page:]):  # a crop that reaches beyond the plot shows the white page there
        ink[side], rgb[side] = 0, 255
    found = find_markers(ink, NOTHING, STROKE, rgb, color_of(BLUE), shown("circle", 12))
    assert found is not None
    assert len(found.centers) == 8
    assert misses(found, figure.place(x, y)).max() < 2


def test_sides_of_squares_that_look_like_error_bars_prove_the_squares() -> None:
    x, y = np.arange(6.0), np.array([0, 8, 1, 9, 0, 7.0])
    look: dict[str, Any] = {"elinewidth": 1.8, "capsize": 8, "capthick": 1.8, "marker": "s", "ms": 9, "mfc": "none"}
    figure = draw(lambda ax: ax.errorbar(x, y, yerr=0.8, color=BLUE, lw=1.8, mew=1.5, **look))
    ink = figure.ink(BLUE)
    path = trace(ink, 2.5, np.zeros(ink.shape, bool), 14)[0]
    points = np.column_stack((path.x, path.y))
    found = find_markers(ink, points, 2.5, figure.rgb, color_of(BLUE), shown("square", 14))
    assert found is not None
    assert (found.shape, found.hollow) == ("square", True)
    assert len(found.centers) >= 5
    assert misses(found, figure.place(x, y)).max() < 1


NOISE = np.random.default_rng(0).normal(0, 1, 400)
MARKERLESS = {
    "noise": NOISE,
    "walk": np.cumsum(NOISE),
    "spikes": np.where(NOISE > 2, 4.0, np.sin(np.arange(400) / 60)),
    "steps": np.repeat(np.round(NOISE[:40]), 10),
    "zigzag": NOISE[:20],
}


@pytest.mark.parametrize("kind", MARKERLESS)
@pytest.mark.parametrize("dash", ["-", "--", ":"])
@pytest.mark.parametrize("width", [1.5, 4.0])
def test_lines_without_markers_have_none(kind: str, dash: str, width: float) -> None:
    y = MARKERLESS[kind]
    figure = draw(lambda ax: ax.plot(y, color=BLUE, lw=width, ls=dash))
    path = traced(figure.place(np.arange(len(y)), y))
    assert found_in(figure, path, stroke=width * 100 / 72) is None


@pytest.mark.parametrize(("seed", "count"), [(0, 250), (1, 350), (3, 350)])
def test_noise_as_high_as_the_marker_of_the_legend_has_none(seed: int, count: int) -> None:
    """Some tools show a marker in the legend of lines without any; the strokes of noise look like one with holes."""
    x, stroke = np.arange(float(count)), 3.0
    y = 30 * np.exp(-x / 60) + np.random.default_rng(seed).normal(0, 1.2, count)
    figure = draw(lambda ax: (ax.plot(x, y, color=BLUE, lw=0.72 * stroke), ax.set_ylim(-40, 40)), width=1000)
    ink = figure.ink(BLUE)
    (path,) = trace(ink, stroke, np.zeros(ink.shape, bool), 9.5, marker=13.0)
    points = np.column_stack((path.x, path.y))
    assert find_markers(ink, points, stroke, figure.rgb, color_of(BLUE), shown("circle", 13.0)) is None


def test_an_empty_plot_has_no_markers() -> None:
    blank = np.zeros((80, 120), np.float32)
    assert find_markers(blank, NOTHING, 2.0, np.full((80, 120, 3), 255, np.uint8), (0, 0, 0)) is None


def test_only_a_path_that_winds_through_its_plot_is_tangled() -> None:
    x = np.arange(200.0)
    smooth = np.column_stack((x, 50 + 40 * np.sin(x / 20)))
    noise = np.column_stack((x, 50 + 40 * (-1.0) ** x))
    gap = np.array([[np.nan, np.nan]])
    assert not is_tangled(smooth)
    assert is_tangled(noise)
    assert is_tangled(np.vstack((noise, gap, noise + np.array([200, 0]))))
    assert not is_tangled(np.zeros((0, 2)))
