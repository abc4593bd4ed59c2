"""The Vega-Lite chart of a figure."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.drawing.spec import FigureSpec, LegendSpec, Look, PanelSpec, ReferenceSpec, SeriesSpec
from benchmarks.drawing.vega_tool import adapt, to_vega

X = np.array([1.0, 10.0, 100.0])
LOOK = Look(480, 360, 72, "default", "sans-serif", 10, "none", "style", "style", margin=0.0)
LINE = SeriesSpec("up", X, np.array([1.0, np.nan, 3.0]), "#ff0000", 2, dash="dashed")
RIGHT = SeriesSpec("right", X, 100 * X, "#0000ff", 2, marker="o", axis="right")


def figure(panel: PanelSpec) -> FigureSpec:
    return FigureSpec("one", 1, LOOK, panels=(panel,))


def test_chart_holds_data_scales_and_looks() -> None:
    chart, (visible,) = to_vega(figure(PanelSpec((LINE,), x_scale="log", legend=LegendSpec("below"))))
    (layer,) = chart["layer"]
    assert [(row["x"], row["y"]) for row in layer["data"]["values"]] == [(1, 1), (10, None), (100, 3)]
    assert layer["encoding"]["x"]["scale"] == {"type": "log", "domain": [1, 100], "nice": False, "zero": False}
    assert layer["encoding"]["y"]["scale"]["domain"] == [1, 3]
    assert (visible.x, visible.left, visible.right) == ((1, 100), (1, 3), None)
    assert layer["encoding"]["color"]["scale"] == {"domain": ["up"], "range": ["#ff0000"]}
    assert layer["encoding"]["strokeDash"]["scale"]["range"] == [[6, 4]]
    assert layer["encoding"]["color"]["legend"]["orient"] == "bottom"
    assert layer["mark"] == {"type": "line", "strokeWidth": 2, "clip": True}


def test_second_axis_has_its_own_scale() -> None:
    chart, (visible,) = to_vega(figure(PanelSpec((LINE, RIGHT))))
    left, right = chart["layer"]
    assert chart["resolve"] == {"scale": {"y": "independent"}}
    assert visible.right == (100, 10_000)
    assert right["layer"][0]["encoding"]["y"]["scale"]["domain"] == [100, 10_000]
    assert right["layer"][0]["encoding"]["y"]["axis"]["orient"] == "right"
    assert [layer["mark"]["type"] for layer in right["layer"]] == ["line", "point"]
    assert left["layer"][0]["encoding"]["color"]["legend"] is None


def test_dates_are_milliseconds_and_categories_their_names() -> None:
    dates, _ = to_vega(figure(PanelSpec((LINE,), x_scale="date")))
    assert dates["layer"][0]["data"]["values"][2]["x"] == 100_000
    assert dates["layer"][0]["encoding"]["x"]["scale"]["domain"] == [1000, 100_000]
    ordinal = replace(LINE, x=np.arange(3.0))
    named, (visible,) = to_vega(figure(PanelSpec((ordinal,), x_scale="category", categories=("a", "b", "c"))))
    assert [row["x"] for row in named["layer"][0]["data"]["values"]] == ["a", "b", "c"]
    assert visible.x == (-0.5, 2.5)


def test_translucent_lines_and_reference_lines_are_layers_of_their_own() -> None:
    reference = ReferenceSpec("y", 2.0, color="#00ff00", width=1.5)
    panel = PanelSpec((LINE, replace(LINE, name="pale", alpha=0.5)), references=(reference,), x_rotation=45)
    chart, _ = to_vega(figure(panel))
    opaque, pale, rule = chart["layer"]
    assert "opacity" not in opaque["mark"]
    assert pale["mark"]["opacity"] == 0.5
    assert rule["mark"] == {"type": "rule", "color": "#00ff00", "strokeWidth": 1.5, "strokeDash": [6, 4]}
    assert rule["encoding"]["y"]["datum"] == 2
    assert rule["encoding"]["y"]["scale"] == opaque["encoding"]["y"]["scale"]
    assert opaque["encoding"]["x"]["axis"]["labelAngle"] == -45


def test_letters_of_a_font_that_is_missing_are_drawn_in_another_one_and_bands_have_no_line() -> None:
    dashboard = replace(figure(PanelSpec((LINE,))), look=replace(LOOK, style="powerbi"))
    config = to_vega(dashboard)[0]["config"]
    fonts = [config["font"], config["legend"]["labelFont"], config["legend"]["titleFont"]]
    assert all(font.split(", ")[-1] == "sans-serif" for font in fonts)
    assert config["area"] == {"line": False}


@pytest.mark.parametrize("split", ["dev", "test"])
def test_negative_figures_are_left_to_other_tools(split: str) -> None:
    assert adapt(replace(figure(PanelSpec((LINE,))), negative="pie"), split) is None
    assert adapt(figure(PanelSpec((LINE,))), split) is not None
