"""The marks of a Vega-Lite chart: lines, markers, bands and error bars, each a layer with its own rows of data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.curves import Array
from benchmarks.drawing.spec import PanelSpec, SeriesSpec

DASHES = {"solid": [1, 0], "dashed": [6, 4], "dotted": [2, 2], "dashdot": [8, 3, 2, 3]}
Channels = dict[str, Any]
MILLISECONDS = 1000  # per second; Vega counts them


@dataclass(frozen=True)
class Style:
    """What the panels of a figure have in common; lengths in units of the chart."""

    unit: float  # of the chart, in points
    size: tuple[int, int]  # of a plot area
    dates: str  # pattern of date labels; empty: Vega's own labels
    angle: int  # of the labels of x
    opacity: float  # of bands
    point_size: float  # area of a marker
    ground: str


def layers_of(
    panel: PanelSpec, side: str, x: Channels, y: Channels, channels: Channels, style: Style
) -> list[dict[str, Any]]:
    """The marks of one side's series: bands below lines below error bars below markers.

    ``x`` and ``y`` are the channels of the axes, ``channels`` those that tell the lines apart.
    """
    shown = [s for s in panel.series if s.axis == side]
    lines = {"x": x, "y": y} | {name: c for name, c in channels.items() if name != "shape"}
    spreads = {"x": x, "y": y | {"field": "lower"}, "y2": {"field": "upper"}, "color": channels["color"]}
    points = {"x": x, "y": y, "color": channels["color"]} | {n: c for n, c in channels.items() if n == "shape"}
    layers = []
    if bands := [s for s in shown if s.lower is not None and not s.error_bars]:
        layers.append(_layer(bands, panel, {"type": "area", "opacity": style.opacity}, spreads))
    for width, alpha in dict.fromkeys((s.width, s.alpha) for s in shown):
        alike = [s for s in shown if (s.width, s.alpha) == (width, alpha)]
        mark = {"type": "line", "strokeWidth": width / style.unit} | ({"opacity": alpha} if alpha < 1 else {})
        layers.append(_layer(alike, panel, mark, lines))
    if bars := [s for s in shown if s.error_bars and s.lower is not None]:
        layers.append(_layer(bars, panel, {"type": "errorbar", "ticks": True}, spreads))
    for hollow in (False, True):
        if marked := [s for s in shown if s.marker and s.hollow == hollow]:
            fill = {"filled": False, "fill": style.ground} if hollow else {"filled": True, "opacity": 1}
            layers.append(_layer(marked, panel, {"type": "point", "size": style.point_size, **fill}, points))
    return layers


def references_of(panel: PanelSpec, x: Channels, y: Channels, style: Style) -> list[dict[str, Any]]:
    """Straight lines across the panel."""
    layers = []
    for reference in panel.references:
        factor = MILLISECONDS if reference.axis == "x" and panel.x_scale == "date" else 1
        channel = {k: v for k, v in (x if reference.axis == "x" else y).items() if k != "field"}
        width = reference.width / style.unit
        mark = {"type": "rule", "color": reference.color, "strokeWidth": width, "strokeDash": DASHES[reference.dash]}
        values = channel | {"datum": reference.value * factor}
        layers.append({"data": {"values": [{}]}, "mark": mark, "encoding": {reference.axis: values}})
    return layers


def _layer(
    series: list[SeriesSpec], panel: PanelSpec, mark: dict[str, Any], encoding: dict[str, Any]
) -> dict[str, Any]:
    return {
        "data": {"values": [row for s in series for row in _rows(s, panel)]},
        "mark": mark | {"clip": True},
        "encoding": encoding,
    }


def _rows(series: SeriesSpec, panel: PanelSpec) -> list[dict[str, Any]]:
    rows = [
        {"series": series.name, "x": x, "y": _number(y)}
        for x, y in zip(_x_values(series.x, panel), series.y, strict=True)
    ]
    if series.lower is not None and series.upper is not None:
        for row, low, high in zip(rows, series.lower, series.upper, strict=True):
            row |= {"lower": _number(low), "upper": _number(high)}
    return rows


def _x_values(x: Array, panel: PanelSpec) -> list[Any]:
    if panel.categories is not None:
        return [panel.categories[int(ordinal)] for ordinal in x]
    return [float(v) * (MILLISECONDS if panel.x_scale == "date" else 1) for v in x]


def _number(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
