"""Draws a figure specification with plotly, rendered by kaleido."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

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
from benchmarks.drawing.limits import visible_ranges
from benchmarks.drawing.pictures import date_pattern, pixel_box, pixels, shows_year_itself, svg_scale, with_boxes
from benchmarks.drawing.plotly_axes import DASHES, Style, axes_of, axis_number, references_of, title_of, to_instants
from benchmarks.drawing.spec import Box, FigureSpec, PanelSpec, SeriesSpec, VisibleRange

NUMBERS = {f"panel.{axis}_format={form}" for axis in "xy" for form in ("currency", "decimal_comma", "scientific")}
OWN = {
    "series.hollow", "series.error_bars", "series.alpha", "series.line", "series.in_legend", "panel.references",
    "panel.x_rotation",
}  # fmt: skip
KNOWN = SINGLE_PANEL | SECOND_AXIS | PANEL_GRID | LARGE_NUMBERS | NUMBERS | OWN
STYLINGS = {
    "dev": ToolStyling(
        themes={
            "plotly": Theme(6, "shaded"), "plotly_white": Theme(3), "plotly_dark": Theme(1, "dark"),
            "simple_white": Theme(2, palettes=(palettes.D3,)),
        },
        fonts={"Open Sans": 6, "Liberation Sans": 2, "Liberation Serif": 1},
        palettes=(palettes.PLOTLY, palettes.PLOTLY, palettes.D3),
        markers=("o", "s", "^", "D", "x"),
        widths=(10, 24),
        legends={"right": 9, "above": 3, "below": 1, "corner": 2},
        fits={"margin": 6, "nice": 2, "tight": 1},
    ),
    "test": ToolStyling(
        themes={
            "plotly": Theme(5, "shaded"), "plotly_white": Theme(3), "plotly_dark": Theme(0.7, "dark"),
            "ggplot2": Theme(1, "shaded", (palettes.GGPLOT_6,)),
            "seaborn": Theme(1, "shaded", (palettes.SEABORN_DEEP,)),
        },
        fonts={"Open Sans": 5, "Roboto": 2, "Lato": 1, "DejaVu Sans": 1},
        palettes=(palettes.PLOTLY, palettes.PLOTLY, palettes.G10, palettes.T10),
        markers=("o", "s", "v", "D", "+", "*"),
        widths=(8, 28),
        legends={"right": 8, "above": 3, "below": 2, "corner": 2},
        fits={"margin": 6, "nice": 2, "tight": 1},
    ),
}  # fmt: skip
INSTALL = "pip install plotly 'kaleido==0.2.1' (the last that holds its browser)"
SYMBOLS = {
    "o": "circle", "s": "square", "^": "triangle-up", "v": "triangle-down", "D": "diamond", "x": "x", "+": "cross",
    "*": "star",
}  # fmt: skip
LEGENDS: dict[str, dict[str, Any]] = {
    "above": {"orientation": "h", "x": 1, "xanchor": "right", "y": 1.02, "yanchor": "bottom"},
    "below": {"orientation": "h", "x": 0, "y": -0.2, "yanchor": "top"},
}
OWN_FONT_SIZE = 12.0
_PLOT = re.compile(r'id="clip[0-9a-f]{6}(x\d*y\d*)"><rect x="([^"]+)" y="([^"]+)" width="([^"]+)" height="([^"]+)"')


@cache
def is_there() -> bool:
    """Whether plotly's scripts and a kaleido with its own browser are there."""
    packages = ("plotly", "kaleido", "kaleido.scopes")
    return all(find_spec(name) is not None for name in packages)  # in this order: the last needs the one before


@cache
def _renderer() -> Any:
    """The browser that draws; started once, for it takes seconds."""
    from importlib.resources import files

    from kaleido.scopes.plotly import PlotlyScope

    return PlotlyScope(plotlyjs=str(files("plotly") / "package_data" / "plotly.min.js"), mathjax=False)


def adapt(spec: FigureSpec, split: str) -> FigureSpec | None:
    """The figure in a template of plotly; None where it shows what this tool cannot draw."""
    return adapted(spec, "plotly", STYLINGS[split], KNOWN)


def draw(spec: FigureSpec, path: Path) -> list[VisibleRange]:
    """Draw the figure to ``path``; returns what each panel shows."""
    import plotly.io

    chart, ranges = to_plotly(spec)
    chart["layout"]["template"] = plotly.io.templates[spec.look.style].to_plotly_json()
    scale = pixels(spec.look, spec.look.font_size) / OWN_FONT_SIZE
    size = {name: chart["layout"][name] for name in ("width", "height")}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # this kaleido is older than the Pythons it runs on
        path.write_bytes(_renderer().transform(chart, format=path.suffix[1:], scale=scale, **size))
        svg = _renderer().transform(chart, format="svg", **size).decode()
    scale *= svg_scale(spec.look) if path.suffix == ".svg" else 1
    return with_boxes(ranges, boxes_of(svg, len(ranges), scale))


def boxes_of(svg: str, panels: int, scale: float) -> list[Box]:
    """Where each panel's axes end, in pixels: what its lines are cut to in the same figure as SVG."""
    rectangles = {name: tuple(map(float, sizes)) for name, *sizes in _PLOT.findall(svg)}
    boxes = []
    for index in range(panels):
        number = axis_number(2 * index)
        x, y, width, height = rectangles[f"x{number}y{number}"]
        boxes.append(pixel_box([x, y, x + width, y + height], scale))
    return boxes


def to_plotly(spec: FigureSpec) -> tuple[dict[str, Any], list[VisibleRange]]:
    """The figure as plotly's JSON, without its template, and what each panel shows."""
    rng = np.random.default_rng(spec.seed)
    marked = any(series.marker for panel in spec.panels for series in panel.series)
    ranges = visible_ranges(spec, zero=bool(rng.random() < 0.2), x_fit=None if marked else "tight")
    scale = pixels(spec.look, spec.look.font_size) / OWN_FONT_SIZE
    style = Style(
        unit=scale * 72 / spec.look.dpi,
        marker=float(rng.uniform(5, 9)),
        dates="" if shows_year_itself(ranges[0].x) and rng.random() < 0.5 else date_pattern(rng, ranges[0].x),
        opacity=float(rng.uniform(0.15, 0.3)),
        shared_legend=spec.shared_legend,
    )
    layout: dict[str, Any] = {
        "width": round(spec.look.width / scale),
        "height": round(spec.look.height / scale),
        "font": {"family": spec.look.font, "size": OWN_FONT_SIZE},
        "showlegend": spec.shared_legend or any(p.legend.place != "none" for p in spec.panels),
        "legend": _legend(spec.panels[0]) if not spec.shared_legend else {},
        "margin": {"l": 70, "r": 30, "b": 60, "t": 60 if spec.title or spec.panels[0].title else 35},
        "annotations": [],
        "shapes": [],
    }
    if any(form == "decimal_comma" for p in spec.panels for form in (p.x_format, p.y_format)):
        layout["separators"] = ",."
    traces: list[dict[str, Any]] = []
    for index, (panel, visible) in enumerate(zip(spec.panels, ranges, strict=True)):
        traces += [t for series in panel.series for t in _traces(series, panel, index, style)]
        layout |= axes_of(index, panel, visible, spec, style)
        layout["shapes"] += references_of(index, panel, style)
        layout["annotations"] += title_of(index, panel, layout) if len(spec.panels) > 1 else []
    title = spec.title if len(spec.panels) > 1 else spec.panels[0].title
    if title is not None:
        layout["title"] = {"text": title} | ({"x": 0.5} if rng.random() < 0.4 else {})
    return {"data": traces, "layout": layout}, ranges


def _legend(panel: PanelSpec) -> dict[str, Any]:
    form: dict[str, Any] = dict(LEGENDS.get(panel.legend.place, {}))
    if panel.legend.place == "right" and panel.has_right_axis:
        form["x"] = 1.12
    if panel.legend.place == "corner":
        up, side = panel.legend.corner.split()
        form |= {"x": 0.01 if side == "left" else 0.99, "xanchor": side}
        form |= {"y": 0.99, "yanchor": "top"} if up == "upper" else {"y": 0.01, "yanchor": "bottom"}
    if panel.legend.title is not None:
        form["title"] = {"text": panel.legend.title}
    return form


def _traces(series: SeriesSpec, panel: PanelSpec, index: int, style: Style) -> Iterator[dict[str, Any]]:
    """A line, after the two invisible ones between which its band is filled."""
    place = _place(index, series.axis)
    x = _x_values(series.x, panel)
    if series.lower is not None and series.upper is not None and not series.error_bars:
        none = place | {"type": "scatter", "mode": "lines", "x": x, "line": {"width": 0}, "showlegend": False}
        yield none | {"y": _column(series.lower)}
        fill = {"fill": "tonexty", "fillcolor": _translucent(series.color, style.opacity)}
        yield none | {"y": _column(series.upper)} | fill
    named = index == 0 if style.shared_legend or index else panel.legend.place != "none"
    trace: dict[str, Any] = place | {
        "type": "scatter",
        "name": series.name,
        "x": x,
        "y": _column(series.y),
        "mode": "lines+markers" if series.marker and series.line else "markers" if series.marker else "lines",
        "line": {"color": series.color, "width": series.width / style.unit, "dash": DASHES[series.dash]},
        "opacity": series.alpha,
        "showlegend": named and series.in_legend,
        "connectgaps": False,
    }
    if series.marker:
        symbol = SYMBOLS[series.marker] + ("-open" if series.hollow else "")
        trace["marker"] = {"symbol": symbol, "size": style.marker, "color": series.color}
    if series.error_bars and series.lower is not None and series.upper is not None:
        arms = {"array": _column(series.upper - series.y), "arrayminus": _column(series.y - series.lower)}
        trace["error_y"] = {"type": "data", "symmetric": False, **arms}
    yield trace


def _place(index: int, side: str) -> dict[str, Any]:
    return {"xaxis": f"x{axis_number(2 * index)}", "yaxis": f"y{axis_number(2 * index + (side == 'right'))}"}


def _x_values(x: Array, panel: PanelSpec) -> list[Any]:
    if panel.categories is not None:
        return [panel.categories[int(ordinal)] for ordinal in x]
    return to_instants(x) if panel.x_scale == "date" else [float(v) for v in x]


def _column(values: Array) -> list[float | None]:
    return [float(v) if np.isfinite(v) else None for v in values]


def _translucent(color: str, opacity: float) -> str:
    red, green, blue = (int(color[k : k + 2], 16) for k in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity:.2f})"
