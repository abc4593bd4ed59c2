"""Overlays: what was read stands where it was read, at any size of figure."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from reports.canvas import PALETTE
from reports.overlay import draw_overlay, series_colors
from schemas.reasons import Reason, Status
from schemas.record import FigureRecord, SeriesRecord
from tests.reports.fabricate import failed, record

Pixels = NDArray[np.uint8]


def _blank(size: int) -> Pixels:
    return np.full((size, size, 3), 255, np.uint8)


def _share_drawn(overlay: Pixels, series: SeriesRecord, scale: int, color: tuple[int, int, int]) -> float:
    """The share of the curve's segments whose middle has about that colour."""
    points = np.column_stack([series.points.px, series.points.py])
    x, y = np.rint(((points[1:] + points[:-1]) / 2 + 0.5) * scale - 0.5).astype(int).T
    return float((np.abs(overlay[y, x].astype(int) - color).max(axis=1) < 40).mean())


@pytest.mark.parametrize(("size", "scale"), [(300, 4), (800, 2), (3000, 1)])
def test_traces_lie_on_their_points(size: int, scale: int) -> None:
    figure = record(size=size, series=2, points=61)
    figure.panels[0].series[1].points.origin = ["trace"] * 61
    overlay = draw_overlay(_blank(size), figure)
    assert overlay.dtype == np.uint8
    assert overlay.shape[1] == size * scale
    assert overlay.shape[0] > size * scale
    for index in (0, 1):
        color = series_colors(figure.panels[0])[index]
        assert _share_drawn(overlay, figure.panels[0].series[index], scale, color) > 0.75


def test_a_figure_turned_for_reading_is_drawn_turned() -> None:
    rgb = _blank(600)
    rgb[298:303] = 0
    figure = record(size=600, series=1).model_copy(update={"tilt": 1.0, "panels": []})
    overlay = draw_overlay(rgb, figure)
    row = [int(np.argmin(overlay[: 600 * 2, x].sum(axis=1))) for x in (100, 1100)]
    assert row[0] - row[1] == pytest.approx(1000 * np.tan(np.radians(1.0)), abs=4)


def test_bridged_parts_are_dotted() -> None:
    figure = record(size=600, points=300)
    solid, dotted = figure.model_copy(deep=True), figure
    solid.panels[0].series[1].points.origin = ["trace"] * 300
    dotted.panels[0].series[1].points.origin = ["interpolated"] * 300
    drawn = [(draw_overlay(_blank(600), item), item.panels[0].series[1]) for item in (solid, dotted)]
    color = series_colors(figure.panels[0])[1]
    shares = [_share_drawn(overlay, series, 2, color) for overlay, series in drawn]
    assert shares[0] > 0.75
    assert 0.2 < shares[1] < 0.7


def test_series_are_drawn_in_a_colour_like_their_own_and_told_apart() -> None:
    panel = record(series=10).panels[0]
    for series in panel.series:
        series.color = "#ff7f0e"
    panel.series[1].color = "#1f77b4"
    colors = series_colors(panel)
    assert len(set(colors[: len(PALETTE)])) == len(PALETTE)
    assert colors[len(PALETTE) :] == [colors[0], colors[2]]
    assert colors[1][2] > max(colors[1][:2])  # blue


def test_the_same_record_gives_the_same_picture() -> None:
    assert np.array_equal(draw_overlay(_blank(400), record()), draw_overlay(_blank(400), record()))


def test_the_figure_stays_pale_beneath() -> None:
    black = np.zeros((400, 400, 3), np.uint8)
    corner = draw_overlay(black, record())[:20, :20]
    assert 100 < corner.min() == corner.max() < 200


def _wild(figure: FigureRecord) -> FigureRecord:
    figure.panels[0].series[0].points.px[0] = 1e12
    figure.panels[0].axes[0].ticks[0].value = None
    figure.panels[0].axes[1].scale = "date"
    figure.panels[0].axes[1].ticks[0].value = 1e300
    figure.panels[0].axes[0].status, figure.panels[0].axes[0].reason = Status.FAILED, Reason.LADDER_BROKEN
    return figure


@pytest.mark.parametrize("figure", [failed(), _wild(record()), record(panels=0), record(points=1), record(points=0)])
def test_odd_records_are_drawn_too(figure: FigureRecord) -> None:
    overlay = draw_overlay(np.full((60, 500, 3), 255, np.uint8), figure)
    assert (overlay != 255).any()
