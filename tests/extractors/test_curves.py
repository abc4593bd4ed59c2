"""Series of a plot area: one per legend entry or colour, with what decides between entries of one colour."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from extractors.curves import drawn_dash, find_curves
from extractors.geometry import Box
from extractors.legend_entry import LegendEntry
from schemas.reasons import Reason
from tests.extractors.drawn import Color, Floats, Ink, area_of, farthest, ink_of, line, paint, picture
from tests.extractors.fitted import entry_of

SHAPE = (140, 320)
X = np.arange(5, 316, dtype=float)
BLUE, ORANGE, BLACK = (31, 119, 180), (255, 127, 14), (0, 0, 0)


def wave(level: float, phase: float = 0.0) -> Floats:
    return line(X, level + 12 * np.sin(X / 25 + phase))


def dashed(points: Floats, on: int, off: int) -> Ink:
    ink = ink_of(points, SHAPE)
    ink[:, np.arange(SHAPE[1]) % (on + off) >= on] = 0
    return ink


def test_one_curve_per_legend_entry() -> None:
    rgb = picture(SHAPE)
    paint(rgb, ink_of(wave(40), SHAPE), BLUE)
    paint(rgb, ink_of(wave(95, 1), SHAPE), ORANGE)
    entries = [entry_of("b", color=ORANGE, stroke=2.0), entry_of("a", color=BLUE, stroke=2.0)]
    curves, missing = find_curves(area_of(rgb), entries)
    assert missing == []
    assert [c.entry for c in curves] == entries
    for curve, true in zip(curves, (wave(95, 1), wave(40)), strict=True):
        assert curve.path is not None
        assert farthest(line(curve.path.x, curve.path.y), true) < 1.2
        assert curve.path.coverage > 0.99
        assert curve.stroke == pytest.approx(2, abs=0.4)
        assert (curve.reason, curve.dash, curve.markers) == (Reason.NONE, "solid", None)


def test_an_entry_without_a_curve_is_missing() -> None:
    rgb = picture(SHAPE)
    paint(rgb, ink_of(wave(40), SHAPE), BLUE)
    absent = entry_of("absent", color=ORANGE)
    curves, missing = find_curves(area_of(rgb), [entry_of("a"), absent])
    assert [c.entry.name for c in curves if c.entry is not None] == ["a"]
    assert missing == [absent]


def named_at(name: str, y: float, **more: object) -> LegendEntry:
    """A name at the end of a line: it tells nothing of how the line looks."""
    box = Box(319, y - 5, 350, y + 5)
    return entry_of(name, text_box=box, swatch=Box(300, y - 5, 318, y + 5), stroke=0.0, at_end=True, **more)


def test_lines_of_one_colour_are_told_by_the_names_at_their_ends() -> None:
    rgb = picture(SHAPE)
    paint(rgb, ink_of(wave(40), SHAPE), BLUE)
    paint(rgb, ink_of(wave(95, 1), SHAPE), BLUE)
    ends = [float(wave(40)[-1, 1]), float(wave(95, 1)[-1, 1])]
    entries = [named_at("upper", ends[0]), named_at("lower", ends[1])]
    for group in (entries, entries[::-1]):
        curves, missing = find_curves(area_of(rgb), group)
        assert missing == []
        assert all(c.reason is Reason.NONE for c in curves)
        by_name = {c.entry.name: c.path for c in curves if c.entry is not None}
        for name, y in (("upper", 40), ("lower", 95)):
            path = by_name[name]
            assert path is not None
            assert abs(float(np.nanmean(path.y)) - y) < 8


def test_a_name_at_the_end_tells_no_look() -> None:
    rgb = picture(SHAPE)
    paint(rgb, dashed(wave(60), 12, 6) + 0, BLUE)
    (curve,), _ = find_curves(area_of(rgb), [named_at("a", float(wave(60)[-1, 1]))])
    assert (curve.dash, drawn_dash(curve)) == ("dashed", "dashed")
    thick = picture(SHAPE)
    paint(thick, ink_of(wave(60), SHAPE, 7), BLUE)
    (curve,), _ = find_curves(area_of(thick), [named_at("a", float(wave(60)[-1, 1]))])
    assert curve.stroke == pytest.approx(7, abs=0.7)


def test_patches_are_no_curves() -> None:
    rgb = picture(SHAPE)
    paint(rgb, ink_of(wave(40), SHAPE), BLUE)
    entries = [entry_of("a"), entry_of("interval", color=(165, 200, 225), is_patch=True)]
    curves, missing = find_curves(area_of(rgb), entries)
    assert [c.entry for c in curves] == entries[:1]
    assert missing == []


@pytest.mark.parametrize("colors", [[BLUE], [BLUE, ORANGE]])
def test_without_a_legend_every_colour_is_a_series(colors: list[Color]) -> None:
    rgb = picture(SHAPE)
    for k, color in enumerate(colors):
        paint(rgb, ink_of(wave(40 + 50 * k), SHAPE), color)
    curves, missing = find_curves(area_of(rgb), [])
    assert missing == []
    assert len(curves) == len(colors)
    assert all(c.entry is None for c in curves)
    found = sorted(curves, key=lambda c: np.linalg.norm(np.subtract(c.color, BLUE)))
    for curve, color in zip(found, colors, strict=True):
        assert np.linalg.norm(np.subtract(curve.color, color)) < 15


def test_an_empty_plot_has_no_curves() -> None:
    area = area_of(picture(SHAPE))
    entry = entry_of("a")
    assert find_curves(area, []) == ([], [])
    assert find_curves(area, [entry]) == ([], [entry])


def test_dashes_tell_entries_of_one_colour_apart() -> None:
    rgb = picture(SHAPE)
    paint(rgb, ink_of(wave(40), SHAPE), BLACK)
    paint(rgb, dashed(wave(100), 9, 6), BLACK)
    entries = [entry_of("dashes", color=BLACK, dash="dashed"), entry_of("line", color=BLACK, dash="solid")]
    curves, missing = find_curves(area_of(rgb), entries)
    assert missing == []
    heights = {c.entry.name: float(np.nanmean(c.path.y)) for c in curves if c.entry and c.path}
    assert heights["line"] == pytest.approx(40, abs=4)
    assert heights["dashes"] == pytest.approx(100, abs=4)
    assert all(c.reason is Reason.NONE for c in curves)


@pytest.mark.parametrize("names", [("dashes", "line"), ("line", "dashes")])
def test_curves_come_in_the_order_of_their_legend(names: tuple[str, str]) -> None:
    rgb = picture(SHAPE)
    paint(rgb, ink_of(wave(40), SHAPE), BLACK)
    paint(rgb, dashed(wave(100), 9, 6), BLACK)
    looks = {"dashes": "dashed", "line": "solid"}
    boxes = [Box(20, 20 * i, 40, 20 * i + 8) for i in range(2)]
    entries = [entry_of(n, color=BLACK, dash=looks[n], text_box=b) for n, b in zip(names, boxes, strict=True)]
    curves, _ = find_curves(area_of(rgb), entries)
    assert tuple(c.entry.name for c in curves if c.entry) == names


def test_thin_dots_are_of_the_colour_of_the_line_though_no_pixel_shows_it_whole() -> None:
    rgb = picture(SHAPE)
    paint(rgb, ink_of(wave(40), SHAPE, 1.0), BLUE)
    dots = 0.6 * ink_of(wave(100), SHAPE, 1.0)
    dots[:, np.arange(SHAPE[1]) % 4 > 1] = 0
    paint(rgb, dots, BLUE)
    pale = (120, 173, 210)
    entries = [entry_of("line", color=BLUE), entry_of("dots", color=pale, dash="dotted", stroke=1.0)]
    curves, missing = find_curves(area_of(rgb), entries)
    assert missing == []
    heights = {c.entry.name: float(np.nanmean(c.path.y)) for c in curves if c.entry and c.path}
    assert heights == {"line": pytest.approx(40, abs=4), "dots": pytest.approx(100, abs=4)}


@pytest.mark.parametrize("marker", [None, "circle"])
def test_entries_that_look_alike_are_ambiguous(marker: str | None) -> None:
    """So are those that the legend shows with and without markers where none are found on either curve."""
    rgb = picture(SHAPE)
    paint(rgb, np.maximum(ink_of(wave(40), SHAPE), ink_of(wave(100), SHAPE)), BLUE)
    curves, missing = find_curves(area_of(rgb), [entry_of("a", marker=marker, marker_size=6.0), entry_of("b")])
    assert missing == []
    assert [c.reason for c in curves] == 2 * [Reason.AMBIGUOUS_LEGEND]


def test_markers_tell_entries_of_one_colour_apart() -> None:
    rgb = picture(SHAPE)
    rows, columns = np.indices(SHAPE, float)
    at = X[15::40]
    for points, square in ((wave(40), True), (wave(95, 1), False)):
        paint(rgb, ink_of(points, SHAPE), BLACK)
        for x, y in points[15::40]:
            dx, dy = columns - x, rows - y
            away = np.maximum(np.abs(dx), np.abs(dy)) if square else np.hypot(dx, dy)
            paint(rgb, np.clip(5.5 - away, 0, 1).astype(np.float32), BLACK)
    entries = [
        entry_of(shape, color=BLACK, stroke=2.0, marker=shape, marker_size=10.0) for shape in ("circle", "square")
    ]
    curves, missing = find_curves(area_of(rgb), entries)
    assert missing == []
    for name, points in (("circle", wave(95, 1)), ("square", wave(40))):
        curve = next(c for c in curves if c.entry is not None and c.entry.name == name)
        assert curve.reason is Reason.NONE
        assert curve.markers is not None
        assert np.abs(curve.markers.centers[:, 0] - at).max() < 1
        assert np.abs(curve.markers.centers[:, 1] - points[15::40, 1]).max() < 1


def paint_dot(rgb: np.ndarray, x: float, y: float) -> None:
    rows, columns = np.indices(SHAPE)
    paint(rgb, np.clip(5.5 - np.hypot(columns - x, rows - y), 0, 1).astype(np.float32), BLUE)


def test_markers_without_a_line() -> None:
    rgb = picture(SHAPE)
    centers = [(20 + 40 * k, 30 + 12 * (k % 3)) for k in range(7)]
    for x, y in centers:
        paint_dot(rgb, x, y)
    entry = entry_of("dots", marker="circle", has_line=False, stroke=0.0, marker_size=10.0)
    curves, missing = find_curves(area_of(rgb), [entry])
    assert missing == []
    (curve,) = curves
    assert curve.markers is not None
    assert curve.markers.centers == pytest.approx(np.array(centers, float), abs=0.5)


def test_a_line_that_goes_on_beyond_the_markers_found_is_traced() -> None:
    rgb = picture(SHAPE)
    paint(rgb, ink_of(line([5, 316], [60, 80]), SHAPE), BLUE)
    for x in (165, 205, 245, 285):
        y = round(60 + 20 * (x - 5) / 311)
        rgb[y - 5 : y + 6, x - 5 : x + 6] = BLUE
    entry = entry_of("squares", marker="square", has_line=False, stroke=0.0, marker_size=10.0)
    (curve,), _ = find_curves(area_of(rgb), [entry])
    assert curve.path is not None
    assert (curve.path.x[0], curve.path.x[-1]) == pytest.approx((5, 316), abs=2)


def test_pluses_without_a_line_are_no_error_bars() -> None:
    rgb = picture(SHAPE)
    centers = [(20.0 + 40 * k, 50.0 + 12 * (k % 3)) for k in range(7)]
    for x, y in centers:
        paint(rgb, ink_of(line([x, x], [y - 9, y + 9]), SHAPE), BLUE)
        paint(rgb, ink_of(line([x - 9, x + 9], [y, y]), SHAPE), BLUE)
    entry = entry_of("pluses", marker="plus", has_line=False, stroke=0.0, marker_size=19.0)
    (curve,), _ = find_curves(area_of(rgb), [entry])
    assert curve.markers is not None
    assert curve.markers.centers == pytest.approx(np.array(centers), abs=0.5)


def test_markers_without_a_line_are_found_between_their_error_bars() -> None:
    rgb = picture(SHAPE)
    centers = [(20 + 40 * k, 50 + 12 * (k % 3)) for k in range(7)]
    for x, y in centers:
        paint_dot(rgb, x, y)
        paint(rgb, ink_of(line([x, x], [y - 25, y + 25]), SHAPE), BLUE)
        for end in (y - 25, y + 25):
            paint(rgb, ink_of(line([x - 14, x + 14], [end, end]), SHAPE), BLUE)
    entry = entry_of("dots", marker="circle", has_line=False, stroke=0.0, marker_size=10.0)
    (curve,), _ = find_curves(area_of(rgb), [entry])
    assert curve.path is None
    assert curve.markers is not None
    assert curve.markers.centers == pytest.approx(np.array(centers, float), abs=0.5)
    assert curve.bars is not None


def test_markers_are_not_traced_as_a_line_where_the_legend_shows_the_lines_of_others() -> None:
    """Specks too small for markers lie below a grey rim: nothing is better than the rim."""
    rgb = picture(SHAPE)
    paint(rgb, ink_of(wave(40), SHAPE, 4.0), (128, 128, 128))
    paint(rgb, ink_of(wave(40), SHAPE, 2.0), BLACK)
    specks = entry_of("specks", color=(128, 128, 128), marker="triangle", has_line=False, stroke=0.0, marker_size=3.0)
    curves, missing = find_curves(area_of(rgb), [entry_of("a", color=BLACK), specks])
    assert [c.entry.name for c in curves if c.entry is not None] == ["a"]
    assert missing == [specks]


def test_large_squares_are_markers_where_the_lines_of_the_legend_are_thin() -> None:
    rgb = picture(SHAPE)
    centers = [(20 + 24 * k, (20, 40, 70, 100)[min(k, 3)]) for k in range(12)]
    for x, y in centers:
        rgb[y - 6 : y + 7, x - 6 : x + 7] = BLUE
    paint(rgb, ink_of(line([-5, 325], [92, 92]), SHAPE, 4.0), ORANGE)
    squares = entry_of(
        "squares", swatch=Box(20, 20, 32, 32), marker="square", has_line=False, stroke=0.0, marker_size=14
    )
    curves, missing = find_curves(area_of(rgb), [entry_of("a", color=ORANGE, stroke=4.0), squares])
    assert missing == []
    (found,) = [c for c in curves if c.entry is squares]
    assert found.path is None
    assert found.markers is not None
    assert found.markers.centers == pytest.approx(np.array(centers, float), abs=0.6)


@pytest.mark.parametrize("width", [5, 17])
def test_the_first_dash_or_dot_of_a_swatch_is_no_lone_marker(width: int) -> None:
    rgb = picture(SHAPE)
    paint(rgb, ink_of(wave(40), SHAPE, 4.0), BLACK)
    paint(rgb, dashed(wave(95), 12, 8), BLUE)
    first = Box(20, 20, 20 + width - 1, 24)  # no higher than the other's line is thick
    dash = entry_of("dash", swatch=first, marker="square", has_line=False, stroke=1.0, marker_size=width)
    curves, missing = find_curves(area_of(rgb), [entry_of("a", color=BLACK, stroke=4.0), dash])
    assert [c.entry.name for c in curves if c.entry is not None] == ["a", "dash"]
    assert missing == []


@pytest.mark.parametrize("bent", [True, False])
def test_a_line_that_the_legend_leaves_out_is_traced_where_it_bends(bent: bool) -> None:
    rgb = picture(SHAPE)
    centers = wave(70)[10::50]
    paint(rgb, ink_of(wave(70) if bent else centers, SHAPE), BLUE)
    for x, y in centers:
        paint_dot(rgb, x, y)
    entry = entry_of("dots", marker="circle", has_line=False, stroke=0.0, marker_size=10.0)
    (curve,), _ = find_curves(area_of(rgb), [entry])
    assert curve.markers is not None
    assert len(curve.markers.centers) == len(centers)
    assert (curve.path is not None) == bent


def test_a_line_that_the_legend_leaves_out_is_traced_where_one_of_its_markers_is_hidden() -> None:
    rgb = picture(SHAPE)
    centers = wave(70)[10::50]
    centers[2, 1] += 25
    paint(rgb, ink_of(centers, SHAPE), BLUE)
    for x, y in np.delete(centers, 2, axis=0):
        paint_dot(rgb, x, y)
    entry = entry_of("dots", marker="circle", has_line=False, stroke=0.0, marker_size=10.0)
    (curve,), _ = find_curves(area_of(rgb), [entry])
    assert curve.path is not None
    assert np.interp(centers[2, 0], curve.path.x, curve.path.y) == pytest.approx(centers[2, 1], abs=2)


def test_bars_are_no_lines() -> None:
    rgb = picture(SHAPE)
    for k in range(6):
        rgb[100 - 12 * k : 139, 20 + 50 * k : 45 + 50 * k] = BLUE
    assert find_curves(area_of(rgb), []) == ([], [])
    symbol = entry_of("bars", is_patch=True, has_line=False, marker="square", marker_size=10.0)
    assert find_curves(area_of(rgb), [symbol])[0] == []


def test_empty_ground_beside_a_level_curve_that_passes_for_a_gridline_is_no_series() -> None:
    rgb = picture(SHAPE)
    paint(rgb, ink_of(wave(40), SHAPE), ORANGE)
    rgb[90:92, 200:] = BLUE
    area = area_of(rgb)
    background = area.background.copy()
    background[90:92] = BLUE
    curves, _ = find_curves(replace(area, background=background), [])
    assert [c.color for c in curves] == [pytest.approx(ORANGE, abs=12)]


def test_level_lines_are_series_only_where_a_legend_names_them() -> None:
    rgb = picture(SHAPE)
    paint(rgb, ink_of(wave(40), SHAPE), BLUE)
    paint(rgb, ink_of(line([-5, 325], [100, 100]), SHAPE), ORANGE)
    area = area_of(rgb)
    assert len(find_curves(area, [])[0]) == 1
    assert len(find_curves(area, [entry_of("a"), entry_of("level", color=ORANGE)])[0]) == 2


def test_a_line_beside_a_legend_of_fills_alone_is_in_doubt() -> None:
    """It may be the rim of a histogram."""
    rgb = picture(SHAPE)
    paint(rgb, ink_of(wave(40), SHAPE), BLACK)
    fill = replace(entry_of("a", color=ORANGE), has_line=False, is_patch=True)
    (doubtful,), _ = find_curves(area_of(rgb), [fill])
    (certain,), _ = find_curves(area_of(rgb), [])
    assert (doubtful.reason, certain.reason) == (Reason.LEGEND_ENTRY_NOT_FOUND, Reason.NONE)


def test_a_line_beside_a_legend_of_markers_alone_is_traced_and_in_doubt() -> None:
    """The legend names the points, and the line is a fit of theirs, or a bound."""
    rgb = picture(SHAPE)
    for x, y in wave(95)[10::50]:
        paint_dot(rgb, x, y)
    paint(rgb, ink_of(wave(40), SHAPE), ORANGE)
    dots = entry_of("dots", marker="circle", has_line=False, stroke=0.0, marker_size=10.0)
    curves, missing = find_curves(area_of(rgb), [dots])
    assert missing == []
    assert [c.entry for c in curves] == [dots, None]
    assert curves[1].path is not None
    assert farthest(line(curves[1].path.x, curves[1].path.y), wave(40)) < 1.2
    assert curves[1].reason is Reason.LEGEND_ENTRY_NOT_FOUND
    assert len(find_curves(area_of(rgb), [replace(dots, has_line=True)])[0]) == 1


@pytest.mark.parametrize("seed", [0, 2])
def test_bends_of_a_thick_line_are_no_markers(seed: int) -> None:
    x = np.arange(10, 310, 2.0)
    way = np.cumsum(np.random.default_rng(seed).normal(0, 8, len(x)))
    rgb = picture(SHAPE)
    paint(rgb, ink_of(line(x, 70 + np.clip(way - np.linspace(0, way[-1], len(x)), -55, 55)), SHAPE, 5.0), BLUE)
    entry = entry_of("a", marker="circle", stroke=3.0, marker_size=16.0)
    (curve,), _ = find_curves(area_of(rgb), [entry])
    assert curve.markers is None
    assert curve.path is not None


def test_a_path_that_fills_an_area_is_no_curve(monkeypatch: pytest.MonkeyPatch) -> None:
    rgb = picture(SHAPE)
    paint(rgb, ink_of(wave(40), SHAPE), BLUE)
    entry = entry_of("a")
    assert find_curves(area_of(rgb), [entry])[1] == []
    monkeypatch.setattr("extractors.curves.fills_area", lambda *_: True)
    assert find_curves(area_of(rgb), [entry]) == ([], [entry])
