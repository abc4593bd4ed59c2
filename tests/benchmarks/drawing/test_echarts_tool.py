"""The ECharts option of a figure."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from benchmarks.drawing.echarts_tool import adapt, to_echarts
from benchmarks.drawing.spec import FigureSpec, LegendSpec, Look, PanelSpec, SeriesSpec

X = np.array([1.0, 10.0, 100.0])
LOOK = Look(480, 360, 72, "v5", "sans-serif", 12, "both", "style", "style", margin=0.0)
LINE = SeriesSpec("up", X, np.array([-1.0, np.nan, 3.0]), "#ff0000", 2, dash="dashed")
RIGHT = SeriesSpec("right", X, 100 * X, "#0000ff", 2, marker="s", hollow=True, axis="right")


def figure(*panels: PanelSpec) -> FigureSpec:
    return FigureSpec("one", 1, LOOK, columns=len(panels), panels=panels)


def test_option_holds_data_scales_and_looks() -> None:
    panel = PanelSpec((LINE,), x_scale="log", legend=LegendSpec("below"), y_lim=(4.0, -2.5))
    chart, (visible,) = to_echarts(figure(panel))
    option = chart["option"]
    assert (chart["width"], chart["height"], chart["theme"]) == (480, 360, "v5")
    (line,) = option["series"]
    assert line["data"] == [[1, -1], [10, None], [100, 3]]
    assert line["smooth"] is False
    assert (line["lineStyle"]["type"], line["lineStyle"]["width"]) == ("dashed", 2)
    assert (option["xAxis"][0]["type"], option["xAxis"][0]["min"], option["xAxis"][0]["max"]) == ("log", 1, 100)
    (y,) = option["yAxis"]
    assert (y["min"], y["max"], y["inverse"]) == (-2.5, 4, True)
    assert (y["axisLabel"]["showMinLabel"], y["axisLabel"]["showMaxLabel"]) == (True, True)
    assert option["legend"][0]["data"] == ["up"]
    assert visible.left == (4, -2.5)


def test_limits_that_are_not_round_have_no_label() -> None:
    chart, _ = to_echarts(figure(PanelSpec((LINE,), y_lim=(-1.2345, 4.0))))
    labels = chart["option"]["yAxis"][0]["axisLabel"]
    assert (labels["showMinLabel"], labels["showMaxLabel"]) == (False, True)


def test_band_is_stacked_between_lines_that_are_not_seen() -> None:
    band = replace(LINE, y=X, lower=X - 5, upper=X + 1)
    chart, _ = to_echarts(figure(PanelSpec((band, RIGHT))))
    low, area, line, right = chart["option"]["series"]
    assert low["stack"] == area["stack"]
    assert low["lineStyle"]["opacity"] == area["lineStyle"]["opacity"] == 0
    assert [v for _, v in low["data"]] == [-4, 5, 95]
    assert [v for _, v in area["data"]] == [6, 6, 6]
    assert line["name"] == "up"
    assert (right["yAxisIndex"], right["symbol"]) == (1, "emptyRect")


def test_panels_have_their_own_axes() -> None:
    chart, ranges = to_echarts(figure(PanelSpec((LINE,)), PanelSpec((LINE,))))
    assert len(ranges) == len(chart["option"]["grid"]) == 2
    assert [s["xAxisIndex"] for s in chart["option"]["series"]] == [0, 1]
    left, right = chart["option"]["grid"]
    assert left["left"] + left["width"] < right["left"]


def test_figures_that_it_cannot_draw_are_left_to_other_tools() -> None:
    assert adapt(figure(PanelSpec((LINE,))), "test") is not None
    bars = replace(LINE, lower=LINE.y, upper=LINE.y, error_bars=True)
    assert adapt(figure(PanelSpec((bars,))), "dev") is None
    banded = replace(LINE, lower=LINE.y, upper=LINE.y)
    assert adapt(figure(PanelSpec((banded,), y_scale="log")), "dev") is None
