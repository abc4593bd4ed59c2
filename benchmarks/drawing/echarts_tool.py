"""Draws a figure specification with ECharts, rendered by node to SVG and then to pixels."""

from __future__ import annotations

import json
import math
import os
import subprocess
from pathlib import Path
from shutil import which
from typing import Any

import numpy as np
from numpy.random import Generator

from benchmarks.curves import Array
from benchmarks.drawing import palettes
from benchmarks.drawing.adapting import (
    LARGE_NUMBERS,
    PANEL_GRID,
    SECOND_AXIS,
    SINGLE_PANEL,
    Theme,
    ToolStyling,
    adapted,
)
from benchmarks.drawing.echarts_layout import Style, legends_of, plot_box, titles_of
from benchmarks.drawing.limits import round_step, visible_ranges
from benchmarks.drawing.pictures import date_pattern, pixel_box, pixels, shows_year_itself, svg_scale, with_boxes
from benchmarks.drawing.spec import FigureSpec, PanelSpec, Range, SeriesSpec, VisibleRange

NUMBERS = {f"panel.{axis}_format={form}" for axis in "xy" for form in ("currency", "decimal_comma", "scientific")}
OWN = NUMBERS | {"series.hollow", "series.alpha", "series.fill", "series.in_legend", "panel.x_rotation"}
KNOWN = (SINGLE_PANEL | SECOND_AXIS | PANEL_GRID | LARGE_NUMBERS | OWN) - {"legend.title"}
STYLINGS = {
    "dev": ToolStyling(
        themes={
            "default": Theme(6, palettes=(palettes.ECHARTS_6,)),
            "v5": Theme(6, palettes=(palettes.ECHARTS_5,)),
            "dark": Theme(1, "dark", (palettes.ECHARTS_5,)),
            "vintage": Theme(1, "shaded", (palettes.VINTAGE,)),
            "macarons": Theme(1, palettes=(palettes.MACARONS,)),
        },
        fonts={"sans-serif": 6, "Liberation Sans": 2, "Open Sans": 2},
        palettes=(palettes.ECHARTS_5,),
        markers=("o", "s", "^", "D"),
        widths=(12, 26),
        legends={"above": 8, "below": 4, "right": 2},
        fits={"nice": 1},
    ),
    "test": ToolStyling(
        themes={
            "default": Theme(5, palettes=(palettes.ECHARTS_6,)),
            "v5": Theme(6, palettes=(palettes.ECHARTS_5, palettes.ECHARTS_4)),
            "dark-bold": Theme(1, "dark", (palettes.BOLD,)),
            "infographic": Theme(1, palettes=(palettes.INFOGRAPHIC,)),
            "shine": Theme(1, palettes=(palettes.SHINE,)),
        },
        fonts={"sans-serif": 5, "Roboto": 2, "Lato": 1, "DejaVu Serif": 1},
        palettes=(palettes.ECHARTS_5,),
        markers=("o", "s", "^", "D"),
        widths=(9, 30),
        legends={"above": 7, "below": 3, "right": 4},
        fits={"nice": 1},
    ),
}
RENDERER = Path(__file__).with_name("echarts_render.cjs")
MODULES = Path(__file__).resolve().parents[2] / "build" / "tools" / "node_modules"  # where INSTALL puts ECharts
INSTALL = "apt-get install nodejs npm; npm install --prefix build/tools echarts; pip install vl-convert-python"
SYMBOLS = {"o": "circle", "s": "rect", "^": "triangle", "D": "diamond"}
DASHES: dict[str, Any] = {"solid": "solid", "dashed": "dashed", "dotted": "dotted", "dashdot": [8, 4, 2, 4]}
TOKENS = {"%Y": "{yyyy}", "%m": "{MM}", "%d": "{dd}", "%b": "{MMM}", "%H": "{HH}", "%M": "{mm}"}
OWN_FONT_SIZE = 12.0
MILLISECONDS = 1000
BAND_OPACITY = 0.22
ROUND = 1e-6  # share of a step by which a round number may miss


def is_there() -> bool:
    """Whether node finds ECharts."""
    if which("node") is None:
        return False
    asked = subprocess.run(["node", "-e", "require.resolve('echarts')"], env=_environment(), capture_output=True)
    return asked.returncode == 0


def adapt(spec: FigureSpec, split: str) -> FigureSpec | None:
    """The figure in a theme of ECharts; None where it shows what this tool cannot draw."""
    stacked_logs = any(p.y_scale == "log" and any(s.lower is not None for s in p.series) for p in spec.panels)
    return None if stacked_logs else adapted(spec, "echarts", STYLINGS[split], KNOWN)


def draw(spec: FigureSpec, path: Path) -> list[VisibleRange]:
    """Draw the figure to ``path``; returns what each panel shows."""
    import vl_convert

    chart, ranges = to_echarts(spec)
    done = subprocess.run(
        ["node", str(RENDERER)], input=json.dumps(chart).encode(), env=_environment(), capture_output=True
    )
    if done.returncode:
        raise RuntimeError(f"ECharts: {done.stderr.decode()[-500:]}")
    drawn = json.loads(done.stdout)
    if path.suffix == ".svg":
        path.write_text(drawn["svg"])
        scale = svg_scale(spec.look)
    else:
        scale = spec.look.width / chart["width"]
        path.write_bytes(vl_convert.svg_to_png(drawn["svg"], scale=scale))
    return with_boxes(ranges, [pixel_box(box, scale) for box in drawn["boxes"]])


def _environment() -> dict[str, str]:
    known = os.environ.get("NODE_PATH")
    return os.environ | {"NODE_PATH": os.pathsep.join([str(MODULES), *([known] if known else [])])}


def to_echarts(spec: FigureSpec) -> tuple[dict[str, Any], list[VisibleRange]]:
    """What the renderer reads: size, theme and option; and what each panel shows."""
    rng = np.random.default_rng(spec.seed)
    ranges = visible_ranges(spec, zero=bool(rng.random() < 0.4))
    style = _style(rng, spec, ranges[0].x)
    option: dict[str, Any] = {"animation": False, "useUTC": True, "textStyle": {"fontFamily": spec.look.font}}
    if spec.look.style in ("default", "v5"):
        option["backgroundColor"] = spec.look.background or "#ffffff"
    elif "shaded" not in spec.tags and "dark" not in spec.tags:
        option["backgroundColor"] = "#ffffff"
    boxes = [plot_box(index, spec, style) for index in range(len(spec.panels))]
    option["grid"] = boxes
    option["title"] = titles_of(spec, boxes, style)
    option["xAxis"] = [_x_axis(k, p, r.x, style) for k, (p, r) in enumerate(zip(spec.panels, ranges, strict=True))]
    option["yAxis"], option["series"] = [], []
    for index, (panel, visible) in enumerate(zip(spec.panels, ranges, strict=True)):
        left = len(option["yAxis"])
        option["yAxis"] += _y_axes(index, panel, visible, style)
        option["series"] += [s for series in panel.series for s in _series(series, panel, index, left, style)]
    option["legend"] = legends_of(spec, boxes, style)
    theme = None if spec.look.style == "default" else spec.look.style
    return {"width": style.width, "height": style.height, "theme": theme, "option": option}, ranges


def _style(rng: Generator, spec: FigureSpec, visible: Range) -> Style:
    look = spec.look
    letters = pixels(look, look.font_size)
    scale = letters / OWN_FONT_SIZE
    pattern = date_pattern(rng, visible)
    for code, token in TOKENS.items():
        pattern = pattern.replace(code, token)
    crowded_top = spec.shared_legend or any(panel.legend.place == "above" for panel in spec.panels)
    return Style(
        width=round(look.width / scale),
        height=round(look.height / scale),
        font=OWN_FONT_SIZE,
        unit=scale * 72 / look.dpi,
        symbol=float(rng.uniform(4, 9)),
        dates="" if shows_year_itself(visible) and rng.random() < 0.5 else pattern,
        name_place="middle" if crowded_top or rng.random() < 0.5 else "end",
        frame=look.spines == "all",
        ticks=look.ticks in ("in", "out"),
        grid=look.grid != "none",
        x_grid=look.grid in ("both", "dotted"),
    )


def _x_axis(index: int, panel: PanelSpec, visible: Range, style: Style) -> dict[str, Any]:
    axis = _axis(index, panel.x_label, style) | {"nameGap": 2.2 * style.font if style.name_place == "middle" else 8}
    axis["axisLabel"] |= {"rotate": panel.x_rotation, "hideOverlap": True}
    axis["splitLine"] = {"show": style.x_grid}
    if panel.categories is not None:
        return axis | {"type": "category", "data": list(panel.categories)}
    if panel.x_scale == "date":
        axis["axisLabel"] |= {"formatter": style.dates} if style.dates else {}
        return axis | {"type": "time", "min": visible[0] * MILLISECONDS, "max": visible[1] * MILLISECONDS}
    axis["axisLabel"] |= _labels(panel.x_format, panel.x_scale, visible)
    return axis | _scale(panel.x_scale, visible)


def _y_axes(index: int, panel: PanelSpec, visible: VisibleRange, style: Style) -> list[dict[str, Any]]:
    left = _axis(index, panel.y_label, style) | {"nameGap": 4.5 * style.font if style.name_place == "middle" else 12}
    left["axisLabel"] |= _labels(panel.y_format, panel.y_scale, visible.left)
    left["splitLine"] = {"show": style.grid}
    axes = [left | _scale(panel.y_scale, visible.left)]
    if visible.right is not None:
        right = _axis(index, panel.y2_label, style) | {"nameGap": 3.5 * style.font, "position": "right"}
        axes.append(right | {"splitLine": {"show": False}} | _scale("linear", visible.right))
    return axes


def _axis(index: int, name: str | None, style: Style) -> dict[str, Any]:
    axis: dict[str, Any] = {"gridIndex": index, "axisLabel": {}, "nameLocation": style.name_place}
    if name is not None:
        axis["name"] = name
    if style.ticks:
        axis |= {"axisLine": {"show": True}, "axisTick": {"show": True}}
    return axis


def _scale(kind: str, visible: Range) -> dict[str, Any]:
    low, high = sorted(visible)
    reverse = {"inverse": True} if visible[0] > visible[1] else {}
    return {"type": "log" if kind == "log" else "value", "min": low, "max": high} | reverse


def _labels(form: str, kind: str, visible: Range) -> dict[str, Any]:
    """The form of tick labels; ECharts puts one at each end, which is left out where that is no round number."""
    low, high = sorted(visible)
    if kind == "log":
        misses = [abs(math.remainder(math.log10(value), 1)) for value in (low, high)]
    else:
        step = round_step(high - low, 10)
        misses = [abs(math.remainder(value, step)) / step for value in (low, high)]
    shown = {"showMinLabel": misses[0] < ROUND, "showMaxLabel": misses[1] < ROUND}
    return shown | {"format": "log" if kind == "log" else form}


def _series(series: SeriesSpec, panel: PanelSpec, index: int, left: int, style: Style) -> list[dict[str, Any]]:
    """A line, after the two invisible lines between which its band is filled."""
    place = {"type": "line", "xAxisIndex": index, "yAxisIndex": left + (series.axis == "right")}
    line: dict[str, Any] = place | {
        "name": series.name,
        "data": _points(series.x, series.y, panel),
        "symbol": "none",
        "smooth": False,  # some themes bend the lines
        "lineStyle": {"width": series.width / style.unit, "type": DASHES[series.dash], "opacity": series.alpha},
        "itemStyle": {"color": series.color},
        "z": 3,
    }
    line["lineStyle"]["color"] = series.color
    if series.marker:
        symbol = SYMBOLS[series.marker]
        hollow = f"empty{symbol.capitalize()}"
        line |= {"symbol": hollow if series.hollow else symbol, "symbolSize": style.symbol, "showAllSymbol": True}
    if series.fill:
        line["areaStyle"] = {"origin": "start", "opacity": BAND_OPACITY}
    if series.lower is None or series.upper is None:
        return [line]
    none = place | {"symbol": "none", "smooth": False, "stackStrategy": "all", "silent": True, "z": 2}
    none["lineStyle"] = {"opacity": 0}
    none["stack"] = f"{index} {series.name}"
    area = {"color": series.color, "opacity": BAND_OPACITY}
    low = none | {"data": _points(series.x, series.lower, panel)}
    return [low, none | {"data": _points(series.x, series.upper - series.lower, panel), "areaStyle": area}, line]


def _points(x: Array, y: Array, panel: PanelSpec) -> list[list[Any]]:
    factor = MILLISECONDS if panel.x_scale == "date" else 1
    places = [int(v) if panel.categories is not None else float(v) * factor for v in x]
    return [[place, float(v) if np.isfinite(v) else None] for place, v in zip(places, y, strict=True)]
