"""Charts saved as vectors give their numbers back, exact to the drawing."""

from __future__ import annotations

import gzip

import numpy as np
import pytest
from matplotlib.figure import Figure

from extractors.pipeline import digitise_bytes
from extractors.vector.digitise import is_vector
from extractors.vector.svg import load_svg
from schemas.options import Options
from schemas.reasons import Reason, Status
from schemas.record import FigureRecord, SeriesRecord
from tests.extractors.vector.charts import CURVES, X, chart, saved


def read(data: bytes) -> FigureRecord:
    return digitise_bytes(data, "figure", Options())


def by_name(record: FigureRecord) -> dict[str | None, SeriesRecord]:
    return {s.name: s for s in record.panels[0].series}


@pytest.mark.parametrize("form", ["pdf", "svg"])
def test_lines_come_back_point_by_point_with_their_names(form: str) -> None:
    figure, _ = chart()
    record = read(saved(figure, form, {"path.simplify": False}))
    assert (record.status, record.reason) == (Status.OK, Reason.NONE)
    assert set(by_name(record)) == set(CURVES)
    for name, y in CURVES.items():
        points = by_name(record)[name].points
        assert np.abs(np.array(points.x, float) - X).max() < 1e-4
        assert np.abs(np.array(points.y, float) - y).max() < 1e-4
        assert set(points.origin) == {"vector"}
        assert max(e or 0.0 for e in points.y_err) < 0.01
    left = next(a for a in record.panels[0].axes if a.axis == "left")
    assert (left.label, left.scale) == ("height", "linear")


@pytest.mark.parametrize("form", ["pdf", "svg"])
def test_markers_at_a_corner_and_in_a_gap_are_points(form: str) -> None:
    figure = Figure(figsize=(5, 3.5))
    axes = figure.subplots()
    y = np.where(np.isin(X, X[[4, 6]]), np.nan, X**2)
    axes.plot(X, y, "s-", clip_on=False)
    axes.set(xlim=(0, 10), ylim=(0, 100))
    points = read(saved(figure, form)).panels[0].series[0].points
    found = [(x, y) for x, y, origin in zip(points.x, points.y, points.origin, strict=True) if origin == "marker"]
    expected = np.column_stack([X, y])[np.isfinite(y)]
    np.testing.assert_allclose(np.array(found, float), expected, atol=1e-3)
    at = points.x.index(found[4][0])
    assert points.x[at - 1] is points.x[at + 1] is None


@pytest.mark.parametrize("form", ["pdf", "svg"])
@pytest.mark.parametrize("marker", ["o", "^", "x", "*"])
def test_middles_of_markers_are_the_data(form: str, marker: str) -> None:
    figure, _ = chart(marker=marker)
    series = by_name(read(saved(figure, form)))
    for name, y in CURVES.items():
        points = series[name].points
        at = [i for i, origin in enumerate(points.origin) if origin == "marker"]
        assert len(at) == len(X)
        assert np.abs(np.array([points.x[i] for i in at], float) - X).max() < 1e-3
        assert np.abs(np.array([points.y[i] for i in at], float) - y).max() < 1e-3


@pytest.mark.parametrize("marker", ["+", "x"])
def test_markers_on_the_sides_of_the_box_are_data_and_no_lines(marker: str) -> None:
    figure, axes = chart(marker=marker, clip_on=False)
    axes.set_xlim(0, 10)
    record = digitise_bytes(saved(figure, "svg"), "a.svg", Options())
    assert [(s.name, s.points.origin.count("marker")) for s in record.series] == [(name, len(X)) for name in CURVES]


def test_filled_crosses_without_a_stroke_are_markers() -> None:
    figure = Figure(figsize=(5, 3.5))
    axes = figure.subplots()
    axes.plot(X, X**2, "P-", markeredgewidth=0, markersize=8)
    points = read(saved(figure, "pdf")).panels[0].series[0].points
    assert points.origin.count("marker") == len(X)


def test_discs_in_the_colour_of_the_ground_are_no_markers() -> None:
    figure, axes = chart(marker="^")
    for y in CURVES.values():
        axes.plot(X, y, "o", color="white", markersize=5)
    record = read(saved(figure, "svg"))
    assert [(s.name, s.points.origin.count("marker")) for s in record.series] == [(name, len(X)) for name in CURVES]


def test_arrows_and_caps_are_no_series_and_no_markers() -> None:
    figure, axes = chart(marker="o")
    axes.errorbar(X, CURVES["first"], yerr=0.8, color="C0", fmt="none", capsize=3)
    axes.annotate("here", (9, 1), (1, 6), arrowprops={"arrowstyle": "->"})
    record = read(saved(figure, "svg"))
    assert [(s.name, s.points.origin.count("marker")) for s in record.series] == [(name, len(X)) for name in CURVES]


def test_minus_signs_of_the_font_of_symbols_are_seen() -> None:
    sign = "<tspan style=\"font-family: 'cmsy10'\">\u00a1</tspan>"
    text = f'<text x="10" y="20" style="font-family: \'cmr10\'">{sign}<tspan>4</tspan></text>'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40">{text}</svg>'
    assert [word.string for word in load_svg(drawing.encode()).words] == ["\u22124"]


def test_bands_and_error_bars_are_intervals() -> None:
    figure, axes = chart()
    axes.fill_between(X, CURVES["first"] - 0.5, CURVES["first"] + 1, color="C0", alpha=0.2)
    axes.errorbar(X, CURVES["second"], yerr=0.25, color="C1", fmt="none")
    series = by_name(read(saved(figure, "pdf")))
    for name, below, above in (("first", 0.5, 1.0), ("second", 0.25, 0.25)):
        points = series[name].points
        y = np.array(points.y, float)
        assert np.abs(y - np.array(points.y_lower, float) - below).max() < 1e-3
        assert np.abs(np.array(points.y_upper, float) - y - above).max() < 1e-3


def test_a_compressed_svg_is_read_like_a_plain_one() -> None:
    figure, _ = chart()
    data = saved(figure, "svg")
    packed = gzip.compress(data)
    assert is_vector(packed)
    assert read(packed).panels == read(data).panels


def test_broken_documents_give_a_reason() -> None:
    figure, _ = chart()
    pdf = saved(figure, "pdf")
    assert read(pdf[:400]).reason is Reason.UNREADABLE_IMAGE
    assert read(b"<svg xmlns='http://www.w3.org/2000/svg'><g>").reason is Reason.UNREADABLE_IMAGE
    bomb = b"<!DOCTYPE svg [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><svg>&b;</svg>"
    assert read(bomb).reason is Reason.UNREADABLE_IMAGE
    assert read(b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>").status is Status.NOT_A_CHART


def test_a_legend_whose_rows_stand_as_far_apart_as_swatches_are_long_is_one() -> None:
    figure = Figure(figsize=(6, 5))
    panels = figure.subplots(2, 1)
    for axes in panels:
        lines = [axes.plot(X, y, label=name)[0] for name, y in CURVES.items()]
    figure.subplots_adjust(right=0.65)
    figure.legend(handles=lines, loc="center right", labelspacing=4, handlelength=4, frameon=False)
    record = digitise_bytes(saved(figure, "svg"), "far.svg", Options())
    assert [[s.name for s in panel.series] for panel in record.panels] == [list(CURVES)] * 2
