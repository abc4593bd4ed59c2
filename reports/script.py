"""A figure as a Python script that holds its numbers and draws it again with matplotlib."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

from schemas.record import AxisRecord, FigureRecord, PanelRecord, SeriesRecord

# Markers by the letters of matplotlib.
_MARKERS = {"circle": "o", "square": "s", "triangle": "^", "diamond": "D", "cross": "x", "plus": "+", "star": "*"}
_DASHES = {"solid": "-", "dashed": "--", "dotted": ":", "dashdot": "-.", "none": "none"}
_WIDTH = 100
_FEW = 8

_HEAD = '''"""Draws a figure again from the numbers that unplot read in it: python {name} [PICTURE].

Figure {figure_id}, {status}. Needs matplotlib alone. Values that are not known are None; x of a date axis is UTC
seconds since 1970.
"""

import sys

import matplotlib.pyplot as plt

'''

_DRAW = """

NAN = float("nan")
DAY = 86400.0


def numbers(values, scale):
    # Dates are counted in days since 1970, as matplotlib does.
    unit = DAY if scale == "date" else 1.0
    return [NAN if value is None else value / unit for value in values]


def draw_axis(axes, which, axis):
    scale, limits = axis["scale"], axis["limits"]
    setting = {"x": (axes.set_xscale, axes.set_xlim, axes.set_xlabel, axes.set_xticks)}
    set_scale, set_limits, set_label, set_ticks = setting.get(
        which, (axes.set_yscale, axes.set_ylim, axes.set_ylabel, axes.set_yticks)
    )
    if scale == "log":
        set_scale("log")
    if scale == "date":
        (axes.xaxis if which == "x" else axes.yaxis).axis_date()
    if scale == "category":
        set_ticks(range(len(axis["categories"])), axis["categories"])
    set_limits(*numbers(limits, scale))
    set_label(axis["label"] or "")


def draw_series(axes, series, x_scale, y_scale):
    x, y = numbers(series["x"], x_scale), numbers(series["y"], y_scale)
    low, high = numbers(series["y_lower"], y_scale), numbers(series["y_upper"], y_scale)
    marked = [i for i, origin in enumerate(series["origin"]) if origin == "marker"]
    style = {"color": series["color"], "linestyle": series["linestyle"]}
    axes.plot(x, y, label=series["name"], marker=series["marker"] or "none", markevery=marked, **style)
    known = [i for i, value in enumerate(series["y_lower"]) if value is not None and series["y_upper"][i] is not None]
    if known and set(known) <= set(marked):
        axes.vlines([x[i] for i in known], [low[i] for i in known], [high[i] for i in known], color=series["color"])
    elif known:
        inside = set(known)
        banded = [i in inside for i in range(len(x))]
        axes.fill_between(x, low, high, where=banded, color=series["color"], alpha=0.2, linewidth=0)


def draw_panel(figure, panel):
    left = figure.add_axes(panel["place"])
    left.set_title(panel["title"] or "")
    sides = {"left": left}
    if "right" in panel["axes"]:
        sides["right"] = left.twinx()
    for which, axis in panel["axes"].items():
        draw_axis(sides.get(which, left), which, axis)
    for series in panel["series"]:
        scales = panel["axes"]["x"]["scale"], panel["axes"][series["axis"]]["scale"]
        draw_series(sides[series["axis"]], series, *scales)
    if any(series["name"] for series in panel["series"]):
        lines = [line for axes in sides.values() for line in axes.get_lines()]
        left.legend(handles=[line for line in lines if not line.get_label().startswith("_")])


def draw():
    figure = plt.figure(figsize=SIZE, dpi=100)
    for panel in PANELS:
        draw_panel(figure, panel)
    return figure


if __name__ == "__main__":
    figure = draw()
    if len(sys.argv) > 1:
        figure.savefig(sys.argv[1])
    else:
        plt.show()
"""


def script_of(record: FigureRecord) -> str:
    """The script; series without values, whose axes could not be calibrated, are left out."""
    width, height = record.width or 640, record.height or 480
    panels = [_panel(panel, width, height) for panel in record.panels]
    name = f"{record.figure_id}.py"
    head = _HEAD.format(name=name, figure_id=record.figure_id, status=record.status.value)
    data = [f"# {record.source!r}", f"SIZE = ({width / 100}, {height / 100})", f"PANELS = {_literal(panels)}"]
    return head + "\n".join(data) + "\n" + _DRAW


def _panel(panel: PanelRecord, width: int, height: int) -> dict[str, Any]:
    box = panel.box
    known = {axis.axis: axis for axis in panel.axes if axis.slope is not None}
    series = [one for one in panel.series if "x" in known and one.axis in known]
    drawn: set[str] = {"x", "left", *(one.axis for one in series)} & known.keys()
    axes = {name: _axis(axis, panel) for name, axis in known.items() if name in drawn}
    place = (box.x0 / width, 1 - box.y1 / height, (box.x1 - box.x0) / width, (box.y1 - box.y0) / height)
    return {
        "title": panel.title,
        "place": tuple(round(part, 4) for part in place),
        "axes": axes,
        "series": [_series(one) for one in series],
    }


def _axis(axis: AxisRecord, panel: PanelRecord) -> dict[str, Any]:
    box = panel.box
    ends = (box.x0, box.x1) if axis.axis == "x" else (box.y1, box.y0)
    limits = [_value(axis, px) for px in ends]
    found = {"label": axis.label, "scale": axis.scale, "limits": limits}
    return {**found, "categories": axis.categories} if axis.scale == "category" else found


def _value(axis: AxisRecord, px: float) -> float:
    height = (axis.slope or 0.0) * px + (axis.intercept or 0.0)
    return float(10.0**height) if axis.scale == "log" else height


def _series(series: SeriesRecord) -> dict[str, Any]:
    style = {
        "name": series.name,
        "axis": series.axis,
        "color": series.color,
        "linestyle": _DASHES[series.dash],
        "marker": _MARKERS.get(series.marker or "", "o" if series.marker else None),
    }
    columns = ("x", "y", "y_lower", "y_upper", "origin")
    return style | {name: list(getattr(series.points, name)) for name in columns}


def _literal(value: Any, indent: int = 0) -> str:
    """Data as Python: records and lists of records a field to a line, lists of numbers in long lines."""
    inner = " " * (indent + 4)
    if isinstance(value, dict):
        fields = (f"{inner}{key!r}: {_literal(item, indent + 4)},\n" for key, item in value.items())
        return "{\n" + "".join(fields) + " " * indent + "}"
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "[\n" + "".join(f"{inner}{_literal(item, indent + 4)},\n" for item in value) + " " * indent + "]"
    if isinstance(value, list) and len(value) > _FEW:
        lines = wrap(", ".join(map(repr, value)), _WIDTH, break_long_words=False, break_on_hyphens=False)
        return "[\n" + "".join(f"{inner}{line}\n" for line in lines) + " " * indent + "]"
    return repr(value)
