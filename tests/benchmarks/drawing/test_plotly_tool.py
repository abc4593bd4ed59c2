"""The plotly figure as JSON."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.drawing.plotly_tool import adapt, to_plotly
from benchmarks.drawing.spec import FigureSpec, LegendSpec, Look, PanelSpec, ReferenceSpec, SeriesSpec

X = np.array([1.0, 10.0, 100.0])
LOOK = Look(480, 360, 72, "plotly", "Open Sans", 12, "none", "style", "style", margin=0.0)
LINE = SeriesSpec("up", X, np.array([1.0, np.nan, 3.0]), "#ff0000", 2, dash="dashed")
RIGHT = SeriesSpec("right", X, 100 * X, "#0000ff", 2, marker="o", hollow=True, axis="right")


def figure(*panels: PanelSpec) -> FigureSpec:
    return FigureSpec("one", 1, LOOK, columns=len(panels), panels=panels)


def test_figure_holds_data_scales_and_looks() -> None:
    panel = PanelSpec((LINE,), x_scale="log", legend=LegendSpec("corner", "lower left"), x_label="Dose")
    chart, (visible,) = to_plotly(figure(panel))
    (trace,) = chart["data"]
    assert (trace["x"], trace["y"], trace["mode"]) == ([1, 10, 100], [1, None, 3], "lines")
    assert trace["line"] == {"color": "#ff0000", "width": 2, "dash": "dash"}
    layout = chart["layout"]
    assert (layout["xaxis"]["type"], layout["xaxis"]["range"]) == ("log", [0, 2])
    assert layout["xaxis"]["title"]["text"] == "Dose"
    assert layout["yaxis"]["range"] == pytest.approx(visible.left)
    assert (layout["legend"]["x"], layout["legend"]["y"]) == (0.01, 0.01)
    assert visible.x == (1, 100)


def test_band_second_axis_and_references() -> None:
    band = replace(LINE, y=X, lower=X - 1, upper=X + 1)
    panel = PanelSpec((band, RIGHT), references=(ReferenceSpec("x", 5.0),))
    chart, (visible,) = to_plotly(figure(panel))
    low, high, line, right = chart["data"]
    assert (low["y"], high["y"], high["fill"]) == ([0, 9, 99], [2, 11, 101], "tonexty")
    assert low["line"]["width"] == 0
    assert not low["showlegend"]
    assert (line["yaxis"], right["yaxis"]) == ("y", "y2")
    assert right["marker"]["symbol"] == "circle-open"
    assert chart["layout"]["yaxis2"]["range"] == list(visible.right or ())
    (shape,) = chart["layout"]["shapes"]
    assert (shape["x0"], shape["x1"], shape["yref"]) == (5, 5, "y domain")


def test_panels_have_their_own_place_and_dates_are_words() -> None:
    chart, ranges = to_plotly(figure(PanelSpec((LINE,), x_scale="date"), PanelSpec((LINE,), title="Second")))
    assert len(ranges) == 2
    assert chart["data"][0]["x"][1] == "1970-01-01 00:00:10.000"
    assert chart["data"][1]["xaxis"] == "x3"
    assert chart["layout"]["xaxis"]["domain"][1] < chart["layout"]["xaxis3"]["domain"][0]
    assert [words["text"] for words in chart["layout"]["annotations"]] == ["Second"]


def test_figures_that_it_cannot_draw_are_left_to_other_tools() -> None:
    assert adapt(figure(PanelSpec((LINE,))), "test") is not None
    assert adapt(figure(PanelSpec((replace(LINE, fill=True),))), "dev") is None
