"""Draws a figure specification as a Vega-Lite chart, the form that Altair writes too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.random import Generator

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
from benchmarks.drawing.spec import Box, FigureSpec, LegendSpec, Look, NumberFormat, PanelSpec, VisibleRange
from benchmarks.drawing.vega_marks import DASHES, MILLISECONDS, Style, layers_of, references_of

OWN = {"series.hollow", "series.error_bars", "series.alpha", "panel.references", "panel.x_rotation"}
KNOWN = SINGLE_PANEL | SECOND_AXIS | PANEL_GRID | LARGE_NUMBERS | OWN
STYLINGS = {
    "dev": ToolStyling(
        themes={
            "default": Theme(10),
            "dark": Theme(1, "dark"),
            "excel": Theme(1, palettes=(palettes.EXCEL_2007,)),
            "fivethirtyeight": Theme(1, "shaded", (palettes.FIVE_THIRTY_EIGHT,)),
            "quartz": Theme(1, "shaded", (palettes.QUARTZ,)),
            "carbonwhite": Theme(1, palettes=(palettes.CARBON,)),
        },
        fonts={"sans-serif": 6, "Liberation Sans": 2, "Lato": 1, "Liberation Serif": 1},
        palettes=(palettes.TABLEAU, palettes.TABLEAU, palettes.TABLEAU, palettes.CATEGORY, palettes.DARK2),
        markers=("o", "s", "^", "D"),
        widths=(10, 28),
        legends={"right": 10, "below": 2, "above": 2, "corner": 2},
        fits={"nice": 8, "tight": 2, "margin": 1},
    ),
    "test": ToolStyling(
        themes={
            "default": Theme(9),
            "carbong90": Theme(1, "dark", (palettes.CARBON_DARK,)),
            "googlecharts": Theme(1, palettes=(palettes.GOOGLE,)),
            "carbong10": Theme(1, "shaded", (palettes.CARBON,)),
            "powerbi": Theme(1, palettes=(palettes.POWER_BI,)),
            "urbaninstitute": Theme(1),
        },
        fonts={"sans-serif": 5, "Open Sans": 2, "Roboto": 2, "DejaVu Serif": 1, "Carlito": 1},
        palettes=(palettes.TABLEAU, palettes.TABLEAU, palettes.TABLEAU, palettes.OBSERVABLE, palettes.SET1),
        markers=("o", "s", "v", "D", "P", "<"),
        widths=(8, 33),
        legends={"right": 8, "below": 3, "above": 2, "corner": 3},
        fits={"nice": 8, "tight": 2, "margin": 2},
    ),
}
SHAPES = {
    "o": "circle", "s": "square", "^": "triangle-up", "v": "triangle-down", "D": "diamond", "P": "cross",
    "<": "triangle-left",
}  # fmt: skip
ORIENTS = {"right": "right", "below": "bottom", "above": "top"}
CORNERS = {"upper right": "top-right", "upper left": "top-left", "lower left": "bottom-left"}
OWN_FONT_SIZE = 10.0  # of Vega's axis labels
POWER_BI_FONT = "Segoe UI, sans-serif"  # its theme names the first alone, and what has no font at all is not drawn
PLOT_SHARE = 0.82  # of a panel's width and height that the plot area takes, the rest being labels


def adapt(spec: FigureSpec, split: str) -> FigureSpec | None:
    """The figure in a theme of Vega; None where it shows what this tool cannot draw."""
    return adapted(spec, "vega", STYLINGS[split], KNOWN)


def draw(spec: FigureSpec, path: Path) -> list[VisibleRange]:
    """Draw the figure to ``path``; returns what each panel shows."""
    import vl_convert

    chart, ranges = to_vega(spec)
    if path.suffix == ".svg":
        path.write_text(vl_convert.vegalite_to_svg(chart))
        scale = svg_scale(spec.look)
    else:
        scale = scale_of(spec)
        path.write_bytes(vl_convert.vegalite_to_png(chart, scale=scale))
    return with_boxes(ranges, boxes_of(vl_convert.vegalite_to_scenegraph(chart), scale))


def boxes_of(scene: dict[str, Any], scale: float) -> list[Box]:
    """Where the data of each panel end, in pixels; frames and axes are drawn half a unit right of and below it.

    The root of the scene is the panel, or holds a group for each panel.
    """
    (root,) = scene["scenegraph"]["items"]
    groups = [mark["items"][0] for mark in root["items"] if mark.get("name", "").startswith("concat_")]
    left, top = scene["origin"]
    boxes = []
    for group in groups or [root]:
        x, y = left + group["x"], top + group["y"]
        boxes.append(pixel_box([x, y, x + group["width"], y + group["height"]], scale))
    return boxes


def scale_of(spec: FigureSpec) -> float:
    """Pixels per unit of the chart, whose own letters are about ten units high; a whole number where that fits."""
    letters = pixels(spec.look, spec.look.font_size)
    whole = max(round(letters / OWN_FONT_SIZE), 1)
    return float(whole) if spec.seed % 2 else letters / OWN_FONT_SIZE


def to_vega(spec: FigureSpec) -> tuple[dict[str, Any], list[VisibleRange]]:
    """The chart as Vega-Lite JSON, lengths in points, and what each panel shows."""
    rng = np.random.default_rng(spec.seed)
    ranges = visible_ranges(spec, zero=bool(rng.random() < 0.4), x_fit=None if rng.random() < 0.5 else "tight")
    style = _style(rng, spec, ranges[0])
    views = [_view(panel, visible, spec, style) for panel, visible in zip(spec.panels, ranges, strict=True)]
    chart = views[0]
    if len(views) > 1:
        how = "shared" if spec.shared_legend else "independent"
        channels = dict.fromkeys(("color", "shape", "strokeDash"), how)
        chart = {"concat": views, "columns": spec.columns, "resolve": {"scale": channels}}
    if spec.title is not None:
        chart["title"] = {"text": spec.title, "anchor": str(rng.choice(["start", "middle"]))}
    theme = {} if spec.look.style == "default" else {"theme": spec.look.style}
    return chart | {"config": _config(rng, spec.look, style.unit), "usermeta": {"embedOptions": theme}}, ranges


def _style(rng: Generator, spec: FigureSpec, visible: VisibleRange) -> Style:
    look = spec.look
    panel = spec.panels[0]
    pattern = date_pattern(rng, visible.x) if panel.x_scale == "date" else ""
    if pattern and shows_year_itself(visible.x) and rng.random() < 0.5:
        pattern = ""
    dark, scale = "dark" in spec.tags, scale_of(spec)
    unit = scale * 72 / look.dpi
    return Style(
        unit=unit,
        size=(
            round(PLOT_SHARE * look.width / scale / spec.columns),
            round(PLOT_SHARE * look.height / scale / spec.rows),
        ),
        dates=pattern,
        angle=int(rng.choice([0, -45, -90], p=[0.6, 0.25, 0.15])),
        opacity=float(rng.uniform(0.15, 0.35)),
        point_size=(look.font_size / unit * float(rng.uniform(0.45, 0.75))) ** 2,
        ground="#333333" if dark else "#ffffff",
    )


def _config(rng: Generator, look: Look, unit: float) -> dict[str, Any]:
    """Settings over those of the theme."""
    size = look.font_size / unit
    axis: dict[str, Any] = {"labelFontSize": size, "titleFontSize": size * 1.05}
    if look.grid == "dotted":
        axis["gridDash"] = [2, 2]
    if look.ticks == "none":
        axis["ticks"] = False
    config: dict[str, Any] = {
        "axis": axis,
        "legend": {"labelFontSize": size, "titleFontSize": size * 1.05, "labelLimit": 0, "symbolStrokeWidth": 2},
        "title": {"fontSize": size * float(rng.uniform(1.1, 1.4))},
    }
    if look.grid == "none":
        config["axis"]["grid"] = False
    elif look.grid == "y":
        config["axisX"] = {"grid": False}
    if look.spines == "none":
        axis["domain"] = False
        config["view"] = {"stroke": None}
    if look.style == "default":
        config["font"] = look.font
        config["background"] = look.background or "white"
        if look.spines == "left-bottom":
            config["view"] = {"stroke": None}
    elif look.style == "powerbi":  # else it is transparent
        config |= {"background": "white", "font": POWER_BI_FONT}
        config["legend"] |= {"labelFont": POWER_BI_FONT, "titleFont": POWER_BI_FONT}
        config["area"] = {"line": False}  # its areas have lines along one edge, a band has none
    return config


def _view(panel: PanelSpec, visible: VisibleRange, spec: FigureSpec, style: Style) -> dict[str, Any]:
    named = spec.shared_legend or panel.legend.place != "none"
    scales = _look_scales(panel, spec.shared_legend, named)
    x = _x_channel(panel, visible, style)
    sides = [side for side in ("left", "right") if any(s.axis == side for s in panel.series)]
    groups = [{"layer": layers_of(panel, side, x, _y_channel(panel, side, visible), scales, style)} for side in sides]
    groups[0]["layer"] += references_of(panel, x, _y_channel(panel, "left", visible), style)
    view: dict[str, Any] = {"width": style.size[0], "height": style.size[1]}
    view |= groups[0] if len(groups) == 1 else {"layer": groups, "resolve": {"scale": {"y": "independent"}}}
    if panel.title is not None:
        view["title"] = panel.title
    return view


def _look_scales(panel: PanelSpec, shared: bool, named: bool) -> dict[str, Any]:
    """The channels that tell the lines apart, with one legend for all of them."""
    names = [series.name for series in panel.series]
    legend = _legend(LegendSpec("right") if shared else panel.legend) if named else None

    def channel(values: list[Any]) -> dict[str, Any]:
        title = panel.legend.title
        scale = {"domain": names, "range": values}
        return {"field": "series", "type": "nominal", "scale": scale, "legend": legend, "title": title, "sort": None}

    channels = {"color": channel([s.color for s in panel.series])}
    if any(s.dash != "solid" for s in panel.series):
        channels["strokeDash"] = channel([DASHES[s.dash] for s in panel.series])
    if any(s.marker for s in panel.series):
        channels["shape"] = channel([SHAPES[s.marker or "o"] for s in panel.series])
    return channels


def _legend(legend: LegendSpec) -> dict[str, Any]:
    orient = CORNERS.get(legend.corner, "bottom-right") if legend.place == "corner" else ORIENTS[legend.place]
    form: dict[str, Any] = {"orient": orient}
    if legend.place in ("below", "above"):
        form["columns"] = legend.columns
    if legend.frame and legend.place == "corner":
        form |= {"strokeColor": "#cccccc", "padding": 5}
    return form


def _x_channel(panel: PanelSpec, visible: VisibleRange, style: Style) -> dict[str, Any]:
    angle = -panel.x_rotation or style.angle
    axis: dict[str, Any] = {"labelAngle": angle} if panel.x_rotation else {}
    if panel.categories is not None:
        scale: dict[str, Any] = {"domain": list(panel.categories)}
        return _channel("x", "ordinal", panel.x_label, scale, {"labelAngle": angle, "grid": False})
    if panel.x_scale == "date":
        scale = {"type": "utc", "domain": [v * MILLISECONDS for v in visible.x], "nice": False}
        axis |= {"format": style.dates, "tickCount": 6} if style.dates else {}
        axis |= {"labelAngle": angle} if angle else {"labelOverlap": True}
        return _channel("x", "temporal", panel.x_label, scale, axis)
    axis |= _number_axis(panel.x_format)
    return _channel("x", "quantitative", panel.x_label, _scale(panel.x_scale, visible.x), axis)


def _y_channel(panel: PanelSpec, side: str, visible: VisibleRange) -> dict[str, Any]:
    if side == "left":
        axis = _number_axis(panel.y_format)
        if panel.has_right_axis:
            axis["titleColor"] = panel.series[0].color
        return _channel("y", "quantitative", panel.y_label, _scale(panel.y_scale, visible.left), axis)
    axis = {"orient": "right", "grid": False, "titleColor": panel.series[-1].color}
    return _channel("y", "quantitative", panel.y2_label, _scale("linear", visible.right or (0, 1)), axis)


def _scale(kind: str, visible: tuple[float, float]) -> dict[str, Any]:
    return {"type": "log" if kind == "log" else "linear", "domain": list(visible), "nice": False, "zero": False}


def _number_axis(form: NumberFormat) -> dict[str, Any]:
    if form == "percent":
        return {"labelExpr": "datum.label + '%'"}
    return {"format": "~s"} if form == "kilo" else {}


def _channel(field: str, kind: str, title: str | None, scale: dict[str, Any], axis: dict[str, Any]) -> dict[str, Any]:
    channel: dict[str, Any] = {"field": field, "type": kind, "title": title, "scale": scale, "axis": axis}
    if kind == "ordinal":
        channel["sort"] = None
    return channel
