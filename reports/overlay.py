"""Draw what was read over the figure, so that a glance tells whether it is right.

The figure lies pale beneath; over it plot boxes, ticks with the values that were read, legend boxes and the traced
series, each with its number; below it a list of panels, axes and series with their status.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from extractors.scan import upright
from reports.canvas import BLACK, BLUE, GREEN, GREY, ORANGE, PALETTE, RED, Canvas, Color
from reports.labels import axis_line, figure_line, series_line, tick_text
from schemas.reasons import Status
from schemas.record import AxisRecord, FigureRecord, PanelRecord, SeriesRecord

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float64]

_STATUS_COLORS = {
    Status.OK: GREEN,
    Status.ACCEPTED: GREEN,
    Status.REVIEW: ORANGE,
    Status.FAILED: RED,
    Status.NOT_A_CHART: RED,
}
# Drawn markers are seldom wider than 2 % of a panel: a larger ring would hide its neighbours.
_RING_RADIUS = 0.008


def draw_overlay(rgb: Pixels, record: FigureRecord, zoom: int = 1) -> Pixels:
    """The figure ``rgb`` with what was read drawn over it, as (H', W', 3) uint8 RGB.

    ``rgb`` is (H, W, 3) uint8 with ``zoom`` pixels to each of the file. Small figures are enlarged so that print on
    them can be read; a list of what was found is added below. A figure that
    was turned for reading is drawn turned, so that everything lies where it was read.
    """
    canvas = Canvas(
        upright(rgb, record.tilt) if record.tilt else rgb,
        max((_longer_side(panel) for panel in record.panels), default=0.0),
        zoom,
    )
    for number, panel in enumerate(record.panels):
        _draw_panel(canvas, number, panel)
    canvas.add_footer(list(_footer(record)))
    return canvas.rgb


def series_colors(panel: PanelRecord) -> list[Color]:
    """A colour of the palette for each series, like its own where that is still free; all differ while they last."""
    colors: list[Color] = []
    for index, series in enumerate(panel.series):
        own = bytes.fromhex(series.color.removeprefix("#"))
        used = colors[index // len(PALETTE) * len(PALETTE) :]
        free = [color for color in PALETTE if color not in used]
        colors.append(min(free, key=lambda color: sum((a - b) ** 2 for a, b in zip(color, own, strict=True))))
    return colors


def _longer_side(panel: PanelRecord) -> float:
    return max(panel.box.x1 - panel.box.x0, panel.box.y1 - panel.box.y0)


def _draw_panel(canvas: Canvas, number: int, panel: PanelRecord) -> None:
    box = panel.box
    canvas.rectangle((box.x0, box.y0, box.x1, box.y1), GREY)
    if panel.legend:
        legend = panel.legend.box
        canvas.rectangle((legend.x0, legend.y0, legend.x1, legend.y1), ORANGE)
    colors = series_colors(panel)
    for series, color in zip(panel.series, colors, strict=True):
        _draw_series(canvas, panel, series, color)
    for axis in panel.axes:
        _draw_ticks(canvas, panel, axis)
    for index, (series, color) in enumerate(zip(panel.series, colors, strict=True)):
        _draw_number(canvas, f"{number}.{index}", series, color)


def _draw_series(canvas: Canvas, panel: PanelRecord, series: SeriesRecord, color: Color) -> None:
    points = series.points
    if not points.px:
        return
    curve = np.column_stack([points.px, points.py])
    bridged = np.array([origin == "interpolated" for origin in points.origin])
    markers = np.array([origin == "marker" for origin in points.origin])
    for run in _runs(~bridged):
        canvas.polyline(curve[run], color)
    for run in _runs(bridged):
        canvas.dots(curve[max(run.start - 1, 0) : run.stop + 1], color)
    radius = _RING_RADIUS * min(panel.box.x1 - panel.box.x0, panel.box.y1 - panel.box.y0)
    canvas.rings(curve[markers], radius, color)
    for edge in (points.y_lower, points.y_upper):
        _draw_edge(canvas, panel, series, edge, color)


def _draw_edge(
    canvas: Canvas, panel: PanelRecord, series: SeriesRecord, edge: list[float | None], color: Color
) -> None:
    to_pixel = _to_pixel(panel, series.axis)
    if to_pixel is None:
        return
    py = to_pixel(np.array(edge, np.float64))
    known = np.isfinite(py)
    curve = np.column_stack([series.points.px, np.where(known, py, 0.0)])
    for run in _runs(known):
        canvas.polyline(curve[run], color, thin=True)


def _to_pixel(panel: PanelRecord, name: str) -> Callable[[Floats], Floats] | None:
    """The way from values of a y axis to rows, where the axis is calibrated."""
    axis = next((axis for axis in panel.axes if axis.axis == name), None)
    if axis is None or axis.intercept is None or not axis.slope:
        return None
    slope, intercept, is_log = axis.slope, axis.intercept, axis.scale == "log"

    def to_pixel(values: Floats) -> Floats:
        with np.errstate(divide="ignore", invalid="ignore"):
            return ((np.log10(values) if is_log else values) - intercept) / slope

    return to_pixel


def _runs(chosen: NDArray[np.bool_]) -> Iterator[slice]:
    """The longest stretches of chosen points."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], chosen, [False]]).astype(np.int8)))
    for start, stop in edges.reshape(-1, 2).tolist():
        yield slice(start, stop)


def _draw_ticks(canvas: Canvas, panel: PanelRecord, axis: AxisRecord) -> None:
    for tick in axis.ticks:
        color = BLUE if tick.residual_px is not None else RED
        at, anchor = _tick_place(panel, axis, tick.px)
        canvas.tick(at, anchor, color)
        canvas.text(at, tick_text(tick, axis), color, anchor, keep_clear=True)


def _tick_place(panel: PanelRecord, axis: AxisRecord, px: float) -> tuple[tuple[float, float], str]:
    """Where the tick meets the plot box, and on which side of that point its value is written: inside the box."""
    match axis.axis:
        case "x":
            return (px, panel.box.y1), "above"
        case "left":
            return (panel.box.x0, px), "right"
        case "right":
            return (panel.box.x1, px), "left"


def _draw_number(canvas: Canvas, text: str, series: SeriesRecord, color: Color) -> None:
    if series.points.px:
        middle = len(series.points.px) * 2 // 3
        canvas.text((series.points.px[middle], series.points.py[middle]), text, color, "above")


def _footer(record: FigureRecord) -> Iterator[tuple[str, Color]]:
    yield figure_line(record), _STATUS_COLORS[record.status]
    for number, panel in enumerate(record.panels):
        title = f": {panel.title}" if panel.title else ""
        yield f"panel {number}{title}", BLACK
        for axis in panel.axes:
            yield "  " + axis_line(axis), BLACK if axis.status.is_trusted else _STATUS_COLORS[axis.status]
        for index, (series, color) in enumerate(zip(panel.series, series_colors(panel), strict=True)):
            yield f"  {number}.{index} " + series_line(series), color
