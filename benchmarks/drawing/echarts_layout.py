"""Where plot areas, titles and legends of an ECharts figure stand; lengths in units of the chart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from benchmarks.drawing.spec import FigureSpec, PanelSpec


@dataclass(frozen=True)
class Style:
    """What the panels of a figure have in common; lengths in units of the chart."""

    width: int
    height: int
    font: float
    unit: float  # points
    symbol: float
    dates: str  # template of date labels; empty: ECharts' own
    name_place: str
    frame: bool
    ticks: bool
    grid: bool
    x_grid: bool


def plot_box(index: int, spec: FigureSpec, style: Style) -> dict[str, Any]:
    """The plot area of a panel, with room for labels, titles and the legend around it."""
    em, panel = style.font, spec.panels[index]
    wide, high = style.width / spec.columns, style.height / spec.rows
    row, column = divmod(index, spec.columns)
    place = "above" if spec.shared_legend else panel.legend.place
    head = 2.2 * em + (2 * em if panel.title is not None else 0) + (2 * em if place == "above" else 0)
    foot = 3.4 * em + (2 * em if place == "below" else 0) + (1.5 * em if panel.x_rotation else 0)
    right = 2.5 * em + (3.5 * em if panel.has_right_axis else 0)
    if place == "right":
        right += (0.6 * max(len(s.name) for s in panel.series) + 4) * em
    left = 6.5 * em
    return {
        "left": round(column * wide + left),
        "top": round(row * high + head),
        "width": round(max(wide - left - right, 0.4 * wide)),
        "height": round(max(high - head - foot, 0.4 * high)),
        "show": style.frame,
        "borderColor": "#cccccc",
    }


def titles_of(spec: FigureSpec, boxes: list[dict[str, Any]], style: Style) -> list[dict[str, Any]]:
    """The titles of the panels: above the middle of their plot areas, or in a corner."""
    titles = []
    for panel, box in zip(spec.panels, boxes, strict=True):
        if panel.title is not None:
            room = 4.2 if panel.legend.place == "above" or spec.shared_legend else 3.2
            form = {"fontSize": style.font * 1.35}
            place = {"left": box["left"] + box["width"] // 2, "textAlign": "center"} if spec.seed % 2 else {"left": 5}
            if len(boxes) > 1:
                place = {"left": box["left"]}
            top = max(box["top"] - room * style.font, 0)
            titles.append({"text": panel.title, "top": top, "textStyle": form, **place})
    return titles


def legends_of(spec: FigureSpec, boxes: list[dict[str, Any]], style: Style) -> list[dict[str, Any]]:
    """One legend for each panel, or one for all of them."""
    legends: list[dict[str, Any]] = []
    if spec.shared_legend:
        return [{"data": [s.name for s in spec.panels[0].series], "top": 2, "left": "center"}]
    for panel, box in zip(spec.panels, boxes, strict=True):
        form: dict[str, Any] = {"data": [s.name for s in panel.series if s.in_legend]}
        if panel.legend.place == "right":
            form |= {"orient": "vertical", "top": box["top"], "left": box["left"] + box["width"] + 10}
            form["left"] += 40 if panel.has_right_axis else 0
        elif panel.legend.place == "below":
            form |= {"top": box["top"] + box["height"] + 3.2 * style.font, "left": box["left"]}
        elif panel.legend.place == "above":
            form |= {"top": box["top"] - 2.4 * style.font, "left": box["left"]}
        elif panel.legend.place == "corner":
            form |= _corner(panel, box, style)
        else:
            form["show"] = False
        legends.append(form if len(boxes) == 1 or "left" not in form else form | {"itemGap": 6})
    return legends


def _corner(panel: PanelSpec, box: dict[str, Any], style: Style) -> dict[str, Any]:
    """A legend in a corner of the plot area, in one column or, side by side, in several."""
    up, side = panel.legend.corner.split()
    form: dict[str, Any] = {"orient": "vertical" if panel.legend.columns == 1 else "horizontal"}
    form["width"] = round(0.9 * box["width"])
    if up == "upper":
        form["top"] = box["top"] + 5
    else:
        form["bottom"] = style.height - box["top"] - box["height"] + 5
    if side == "left":
        form["left"] = box["left"] + 10
    else:
        form["right"] = style.width - box["left"] - box["width"] + 10
    return form
