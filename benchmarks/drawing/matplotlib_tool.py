"""Draws a figure specification with matplotlib."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import matplotlib
import matplotlib.style
import numpy as np
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from benchmarks.curves import Array
from benchmarks.drawing.matplotlib_marks import (
    DAY,
    draw_annotation,
    draw_reference,
    draw_series,
    label_line_ends,
    shade_below,
)
from benchmarks.drawing.matplotlib_ticks import format_ticks
from benchmarks.drawing.negatives import draw_negative
from benchmarks.drawing.pictures import pixel_box
from benchmarks.drawing.spec import Box, FigureSpec, LegendSpec, Look, PanelSpec, VisibleRange

FALLBACK = "DejaVu Sans"  # comes with matplotlib; stands in for fonts and letters that are missing
OUTSIDE: dict[str, Any] = {
    "right": "outside right upper",
    "below": "outside lower center",
    "above": "outside upper center",
}


def draw(spec: FigureSpec, path: Path) -> list[VisibleRange]:
    """Draw the figure to ``path``; returns what each panel shows."""
    with matplotlib.rc_context(), matplotlib.style.context(spec.look.style):
        matplotlib.rcParams.update(_settings(spec.look))
        inches = (spec.look.width / spec.look.dpi, spec.look.height / spec.look.dpi)
        figure = Figure(figsize=inches)
        FigureCanvasAgg(figure)
        drawn: list[tuple[Axes, Axes | None, Axes | None]] = []
        if spec.negative is not None:
            draw_negative(spec.negative, figure, np.random.default_rng(spec.seed))
        else:
            figure.set_layout_engine("constrained")
            drawn = _draw_panels(spec, figure)
        figure.savefig(path, dpi=spec.look.dpi, format=path.suffix[1:], facecolor=figure.get_facecolor())
    return [_visible(*axes, panel, spec.look) for axes, panel in zip(drawn, spec.panels, strict=True)]


def _settings(look: Look) -> dict[Any, Any]:
    """Settings over those of the style; offsets that are added to tick labels are off, factors such as 1e6 stay on."""
    settings: dict[Any, Any] = {
        "font.family": [look.font, FALLBACK] if look.font in font_manager.get_font_names() else [FALLBACK],
        "font.size": look.font_size,
        "axes.titlesize": "large",
        "axes.labelsize": "medium",
        "xtick.labelsize": "medium",
        "ytick.labelsize": "medium",
        "legend.fontsize": "medium",
        "legend.title_fontsize": "medium",
        "figure.titlesize": "large",
        "axes.formatter.useoffset": False,
        "lines.markersize": look.font_size * 0.55,
        "svg.fonttype": "path" if look.outlines else "none",
        "pdf.fonttype": 42 if look.outlines else 3,  # the outlines themselves, or as little programs that draw them
    }
    if look.font == "cmr10":  # it has no minus sign of its own
        settings |= {"axes.formatter.use_mathtext": True, "axes.unicode_minus": False}
    if look.margin is not None:
        settings |= {"axes.xmargin": look.margin, "axes.autolimit_mode": "data"}
    return settings


def _draw_panels(spec: FigureSpec, figure: Figure) -> list[tuple[Axes, Axes | None, Axes | None]]:
    """Draw all panels; returns the axes of each with the second pair and the inset, where there are any."""
    grid = figure.subplots(
        spec.rows, spec.columns, squeeze=False, sharex=spec.shared_axes, sharey=spec.shared_axes
    ).ravel()
    others = [_draw_panel(axes, panel, spec.look) for axes, panel in zip(grid, spec.panels, strict=True)]
    if spec.title is not None:
        figure.suptitle(spec.title)
    if spec.shared_legend:
        handles, names = grid[0].get_legend_handles_labels()
        figure.legend(handles, names, loc="outside lower center", ncols=min(len(names), 4))
    figure.canvas.draw()
    return [(axes, *other) for axes, other in zip(grid, others, strict=True)]


def _draw_panel(axes: Axes, panel: PanelSpec, look: Look) -> tuple[Axes | None, Axes | None]:
    """Draw one panel; returns the second pair of axes and the inset, where there are any."""
    twin = axes.twinx() if panel.has_right_axis else None
    dates = panel.x_scale == "date"
    _scale(axes, panel)
    for series in (*panel.series, *panel.ghosts):
        draw_series(twin if series.axis == "right" and twin is not None else axes, series, dates)
    _limit(axes, panel)
    for series in panel.series:
        if series.fill:
            shade_below(axes, series, dates)
    for reference in panel.references:
        draw_reference(axes, reference, dates)
    for annotation in panel.annotations:
        draw_annotation(axes, annotation, dates)
    _label(axes, twin, panel)
    format_ticks(axes, panel)
    _dress(axes, twin, look)
    inset = axes.inset_axes(panel.inset_place) if panel.inset is not None else None
    if inset is not None and panel.inset is not None:
        _draw_panel(inset, panel.inset, look)
    if panel.stray_twin:
        axes.twinx().grid(False)
    if panel.legend.place == "direct":
        label_line_ends(axes, panel)
    else:
        _legend(axes, twin, panel.legend)
    return twin, inset


def _scale(axes: Axes, panel: PanelSpec) -> None:
    if panel.x_scale == "log":
        axes.set_xscale("log", base=panel.x_base)
    if panel.y_scale in ("log", "symlog"):
        axes.set_yscale(panel.y_scale)


def _limit(axes: Axes, panel: PanelSpec) -> None:
    """What is shown, where the specification says so; marks that are drawn later do not widen it."""
    if panel.x_lim is not None:
        axes.set_xlim(*(np.array(panel.x_lim) / (DAY if panel.x_scale == "date" else 1)))
    if panel.y_lim is not None:
        axes.set_ylim(*panel.y_lim)


def _label(axes: Axes, twin: Axes | None, panel: PanelSpec) -> None:
    axes.set_title(panel.title or "")
    axes.set_xlabel(panel.x_label or "")
    axes.set_ylabel(panel.y_label or "")
    if twin is None:
        return
    twin.set_ylabel(panel.y2_label or "")
    if panel.colored_axes:
        for side, color in ((axes, panel.series[0].color), (twin, panel.series[-1].color)):
            side.tick_params(axis="y", labelcolor=color)
            side.yaxis.label.set_color(color)


def _dress(axes: Axes, twin: Axes | None, look: Look) -> None:
    if look.grid == "none":
        axes.grid(False)
    elif look.grid != "style":
        color: dict[str, Any] = {} if look.grid_color is None else {"color": look.grid_color}
        style = ":" if look.grid == "dotted" else "-"
        axes.grid(True, axis="y" if look.grid == "y" else "both", linestyle=style, **color)
        axes.set_axisbelow(True)
    if twin is not None:
        twin.grid(False)
    elif look.spines == "left-bottom":
        axes.spines[["top", "right"]].set_visible(False)
    elif look.spines == "none":
        axes.spines[:].set_visible(False)
    if look.spines == "all":
        axes.spines[:].set_visible(True)
    if look.ticks == "none":
        axes.tick_params(length=0)
    elif look.ticks != "style":
        axes.tick_params(direction=look.ticks, length=3.5)
    if look.minor_ticks:
        axes.minorticks_on()
    if look.background is not None:
        axes.set_facecolor(look.background)


def _legend(axes: Axes, twin: Axes | None, legend: LegendSpec) -> None:
    """The legend of a panel; inside of it, it belongs to the axes drawn last, so that no line runs over it."""
    if legend.place == "none":
        return
    handles, names = axes.get_legend_handles_labels()
    if twin is not None:
        more, more_names = twin.get_legend_handles_labels()
        handles, names = handles + more, names + more_names
    look: dict[str, Any] = {
        "ncols": min(legend.columns, len(names)),
        "frameon": legend.frame,
        "title": legend.title,
    }
    if legend.place in OUTSIDE:
        axes.figure.legend(handles, names, **look, loc=OUTSIDE[legend.place])
    else:
        look["loc"] = legend.corner if legend.place == "corner" else "best"
        (twin or axes).legend(handles, names, **look)


def _visible(axes: Axes, twin: Axes | None, inset: Axes | None, panel: PanelSpec, look: Look) -> VisibleRange:
    x = np.array(axes.get_xlim()) * (DAY if panel.x_scale == "date" else 1)
    return VisibleRange(
        x=_pair(x),
        left=_pair(axes.get_ylim()),
        right=_pair(twin.get_ylim()) if twin is not None else None,
        inset=_visible(inset, None, None, panel.inset, look) if inset is not None and panel.inset is not None else None,
        box=box_of(axes, look),
    )


def box_of(axes: Axes, look: Look) -> Box:
    """Left, top, right, bottom of axes in a figure that was saved, in pixels whose centres are whole numbers."""
    box, figure = axes.get_window_extent(), axes.figure.bbox
    (left, right), (low, high) = (np.array(box.intervalx) / figure.width, np.array(box.intervaly) / figure.height)
    return pixel_box([left * look.width, (1 - high) * look.height, right * look.width, (1 - low) * look.height])


def _pair(values: Array | tuple[float, float]) -> tuple[float, float]:
    low, high = (float(f"{v:.9g}") for v in values)
    return low, high
