"""Axes, panel titles and reference lines of a plotly figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.curves import Array
from benchmarks.drawing.spec import FigureSpec, Look, NumberFormat, PanelSpec, Range, VisibleRange

DASHES = {"solid": "solid", "dashed": "dash", "dotted": "dot", "dashdot": "dashdot"}
FORMATS: dict[NumberFormat, dict[str, Any]] = {
    "percent": {"ticksuffix": "%"},
    "kilo": {"tickformat": "~s"},
    "thousands": {"tickformat": ","},
    "currency": {"tickprefix": "$", "separatethousands": True, "exponentformat": "none"},
    "scientific": {"tickformat": ".2~e"},
}
GAP = 0.12  # between panels, as share of the plot
FIRST_INSTANT = np.datetime64(0, "ms")


@dataclass(frozen=True)
class Style:
    """What the panels of a figure have in common; lengths in pixels of the page."""

    unit: float  # points
    marker: float
    dates: str  # empty: plotly's own labels
    opacity: float
    shared_legend: bool


def axes_of(index: int, panel: PanelSpec, visible: VisibleRange, spec: FigureSpec, style: Style) -> dict[str, Any]:
    """The axes of a panel, by their names, with the place of the panel in the grid."""
    row, column = divmod(index, spec.columns)
    wide, high = (1 - GAP * (spec.columns - 1)) / spec.columns, (1 - GAP * 1.6 * (spec.rows - 1)) / spec.rows
    left, top = column * (wide + GAP), 1 - row * (high + GAP * 1.6)
    number = axis_number(2 * index)
    x: dict[str, Any] = {"domain": [left, left + wide], "anchor": f"y{number}"}
    y: dict[str, Any] = {"domain": [max(top - high, 0), top], "anchor": f"x{number}"}
    x |= _x_scale(panel, visible.x, style) | ({"tickangle": -panel.x_rotation} if panel.x_rotation else {})
    y |= _scale(panel.y_scale, visible.left) | FORMATS.get(panel.y_format, {})
    for axis, words in ((x, panel.x_label), (y, panel.y_label)):
        if words is not None:
            axis["title"] = {"text": words}
        axis |= _look(spec.look)
    axes = {f"xaxis{number}": x, f"yaxis{number}": y}
    if visible.right is not None:
        right: dict[str, Any] = {"overlaying": f"y{number}", "side": "right", "anchor": f"x{number}", "showgrid": False}
        right |= {"title": {"text": panel.y2_label or ""}}
        axes[f"yaxis{axis_number(2 * index + 1)}"] = right | _scale("linear", visible.right)
    return axes


def _look(look: Look) -> dict[str, Any]:
    form: dict[str, Any] = {"showgrid": False} if look.grid == "none" and look.style != "plotly" else {}
    if look.ticks in ("in", "out"):
        form["ticks"] = "inside" if look.ticks == "in" else "outside"
    elif look.ticks == "none":
        form["ticks"] = ""
    if look.spines == "all":
        form |= {"showline": True, "mirror": True, "linecolor": "#888888"}
    elif look.spines == "none":
        form["showline"] = False
    return form


def _x_scale(panel: PanelSpec, visible: Range, style: Style) -> dict[str, Any]:
    if panel.categories is not None:
        return {"type": "category", "range": list(visible), "categoryarray": list(panel.categories)}
    if panel.x_scale == "date":
        form: dict[str, Any] = {"type": "date", "range": to_instants(np.array(visible))}
        return form | ({"tickformat": style.dates, "nticks": 6} if style.dates else {})
    return _scale(panel.x_scale, visible) | FORMATS.get(panel.x_format, {})


def _scale(kind: str, visible: Range) -> dict[str, Any]:
    if kind == "log":
        return {"type": "log", "range": [float(np.log10(v)) for v in visible]}
    return {"type": "linear", "range": list(visible)}


def references_of(index: int, panel: PanelSpec, style: Style) -> Iterator[dict[str, Any]]:
    """Straight lines across a panel."""
    number = axis_number(2 * index)
    for reference in panel.references:
        value: Any = reference.value
        if reference.axis == "x" and panel.x_scale == "date":
            (value,) = to_instants(np.array([reference.value]))
        own, other = ("x", "y") if reference.axis == "x" else ("y", "x")
        line = {"color": reference.color, "dash": DASHES[reference.dash], "width": reference.width / style.unit}
        ends = {f"{own}0": value, f"{own}1": value, f"{other}0": 0, f"{other}1": 1}
        refs = {f"{own}ref": f"{own}{number}", f"{other}ref": f"{other}{number} domain"}
        yield {"type": "line", "line": line, **ends, **refs}


def title_of(index: int, panel: PanelSpec, layout: dict[str, Any]) -> list[dict[str, Any]]:
    """The title of a panel in a grid: words above the middle of it, as of make_subplots."""
    if panel.title is None:
        return []
    number = axis_number(2 * index)
    x, y = layout[f"xaxis{number}"]["domain"], layout[f"yaxis{number}"]["domain"]
    place = {"x": sum(x) / 2, "y": y[1], "xref": "paper", "yref": "paper", "xanchor": "center", "yanchor": "bottom"}
    return [{"text": panel.title, "showarrow": False, "font": {"size": 16}, **place}]


def axis_number(position: int) -> str:
    """What plotly adds to the name of its first, second, ... axis."""
    return "" if position == 0 else str(position + 1)


def to_instants(seconds: Array) -> list[str]:
    """UTC seconds as the words that plotly reads."""
    instants = FIRST_INSTANT + np.round(seconds * 1000).astype("timedelta64[ms]")
    return [str(instant).replace("T", " ") for instant in instants]
