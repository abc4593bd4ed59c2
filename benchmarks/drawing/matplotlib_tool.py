"""Draws a figure specification with matplotlib."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import matplotlib
import matplotlib.style
import numpy as np
from matplotlib import dates, ticker
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from benchmarks.curves import Array
from benchmarks.drawing.negatives import draw_negative
from benchmarks.drawing.spec import FigureSpec, LegendSpec, Look, NumberFormat, PanelSpec, SeriesSpec, VisibleRange

DAY = 86_400.0
BAND_ALPHA = 0.22
LINE_STYLES = {"solid": "-", "dashed": "--", "dotted": ":", "dashdot": "-."}
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
        figure = Figure(figsize=inches, layout=None if spec.negative is not None else "constrained")
        FigureCanvasAgg(figure)
        if spec.negative is not None:
            draw_negative(spec.negative, figure, np.random.default_rng(spec.seed))
            ranges: list[VisibleRange] = []
        else:
            ranges = _draw_panels(spec, figure)
        _save(figure, spec, path)
    return ranges


def _settings(look: Look) -> dict[Any, Any]:
    """Settings over those of the style; offsets that are added to tick labels are off, factors such as 1e6 stay on."""
    settings: dict[Any, Any] = {
        "font.family": look.font,
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
    }
    if look.font == "cmr10":  # it has no minus sign of its own
        settings |= {"axes.formatter.use_mathtext": True, "axes.unicode_minus": False}
    if look.margin is not None:
        settings |= {"axes.xmargin": look.margin, "axes.autolimit_mode": "data"}
    return settings


def _draw_panels(spec: FigureSpec, figure: Figure) -> list[VisibleRange]:
    grid = figure.subplots(
        spec.rows, spec.columns, squeeze=False, sharex=spec.shared_axes, sharey=spec.shared_axes
    ).ravel()
    twins = [_draw_panel(axes, panel, spec.look) for axes, panel in zip(grid, spec.panels, strict=True)]
    if spec.title is not None:
        figure.suptitle(spec.title)
    if spec.shared_legend:
        handles, names = grid[0].get_legend_handles_labels()
        figure.legend(handles, names, loc="outside lower center", ncols=min(len(names), 4))
    figure.canvas.draw()
    return [_visible(a, t, p) for a, t, p in zip(grid, twins, spec.panels, strict=True)]


def _draw_panel(axes: Axes, panel: PanelSpec, look: Look) -> Axes | None:
    """Draw one panel; returns the second pair of axes where there is one."""
    twin = axes.twinx() if panel.has_right_axis else None
    for series in panel.series:
        _draw_series(twin if series.axis == "right" and twin is not None else axes, series, panel)
    axes.set_xscale("log" if panel.x_scale == "log" else "linear")
    axes.set_yscale("log" if panel.y_scale == "log" else "linear")
    _label(axes, twin, panel)
    _format(axes, panel)
    _dress(axes, twin, look)
    _legend(axes, twin, panel.legend)
    return twin


def _draw_series(axes: Axes, series: SeriesSpec, panel: PanelSpec) -> None:
    x = series.x / DAY if panel.x_scale == "date" else series.x
    style: dict[str, Any] = {
        "color": series.color,
        "linewidth": series.width,
        "linestyle": LINE_STYLES[series.dash],
        "marker": series.marker or "",
        "label": series.name,
    }
    if series.hollow:
        style["markerfacecolor"] = "none"
    if series.error_bars and series.lower is not None and series.upper is not None:
        axes.errorbar(x, series.y, yerr=[series.y - series.lower, series.upper - series.y], capsize=3, **style)
        return
    axes.plot(x, series.y, **style)
    if series.lower is not None and series.upper is not None:
        axes.fill_between(x, series.lower, series.upper, color=series.color, alpha=BAND_ALPHA, linewidth=0)


def _label(axes: Axes, twin: Axes | None, panel: PanelSpec) -> None:
    axes.set_title(panel.title or "")
    axes.set_xlabel(panel.x_label or "")
    axes.set_ylabel(panel.y_label or "")
    if twin is not None:
        for side, color in ((axes, panel.series[0].color), (twin, panel.series[-1].color)):
            side.tick_params(axis="y", labelcolor=color)
            side.yaxis.label.set_color(color)
        twin.set_ylabel(panel.y2_label or "")


def _format(axes: Axes, panel: PanelSpec) -> None:
    if panel.x_scale == "date":
        locator = dates.AutoDateLocator()  # type: ignore[no-untyped-call]
        axes.xaxis.set_major_locator(locator)
        axes.xaxis.set_major_formatter(dates.AutoDateFormatter(locator))  # type: ignore[no-untyped-call]
        axes.tick_params(axis="x", labelrotation=30)
    elif panel.categories is not None:
        axes.set_xticks(range(len(panel.categories)), list(panel.categories))
    _format_numbers(axes.xaxis, panel.x_format)
    if panel.x_format == "thousands":  # wide labels would run into each other
        axes.xaxis.set_major_locator(ticker.MaxNLocator(4))
    _format_numbers(axes.yaxis, panel.y_format)


def _format_numbers(axis: matplotlib.axis.Axis, form: NumberFormat) -> None:
    if form == "percent":
        axis.set_major_formatter(ticker.PercentFormatter(100))
    elif form == "kilo":
        axis.set_major_formatter(ticker.FuncFormatter(lambda value, _: _with_prefix(value)))
    elif form == "thousands":
        axis.set_major_formatter(ticker.StrMethodFormatter("{x:,.0f}"))


def _with_prefix(value: float) -> str:
    if abs(value) >= 1e6:
        return f"{value / 1e6:g}M"
    return f"{value / 1e3:g}k" if abs(value) >= 1e3 else f"{value:g}"


def _dress(axes: Axes, twin: Axes | None, look: Look) -> None:
    if look.grid == "none":
        axes.grid(False)
    elif look.grid != "style":
        axes.grid(True, axis="y" if look.grid == "y" else "both", linestyle=":" if look.grid == "dotted" else "-")
        axes.set_axisbelow(True)
    if twin is not None:
        twin.grid(False)
    elif look.spines == "left-bottom":
        axes.spines[["top", "right"]].set_visible(False)
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


def _visible(axes: Axes, twin: Axes | None, panel: PanelSpec) -> VisibleRange:
    x = np.array(axes.get_xlim()) * (DAY if panel.x_scale == "date" else 1)
    return VisibleRange(_pair(x), _pair(axes.get_ylim()), _pair(twin.get_ylim()) if twin is not None else None)


def _pair(values: Array | tuple[float, float]) -> tuple[float, float]:
    low, high = (float(f"{v:.9g}") for v in values)
    return low, high


def _save(figure: Figure, spec: FigureSpec, path: Path) -> None:
    buffer = io.BytesIO()
    figure.savefig(buffer, dpi=spec.look.dpi, format="png", facecolor=figure.get_facecolor())
    if spec.jpeg_quality is None:
        path.write_bytes(buffer.getvalue())
        return
    with Image.open(buffer) as image:
        image.convert("RGB").save(path, format="JPEG", quality=spec.jpeg_quality)
