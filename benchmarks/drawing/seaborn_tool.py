"""Draws a figure specification with seaborn: long tables, its styles, spreads that it makes from repeated values."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import matplotlib
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from benchmarks.curves import Array
from benchmarks.drawing import palettes
from benchmarks.drawing.adapting import (
    LARGE_NUMBERS,
    PANEL_GRID,
    SINGLE_PANEL,
    Theme,
    ToolStyling,
    adapted,
)
from benchmarks.drawing.matplotlib_marks import DAY, draw_annotation, draw_reference
from benchmarks.drawing.matplotlib_ticks import format_ticks
from benchmarks.drawing.matplotlib_tool import box_of
from benchmarks.drawing.spec import FigureSpec, LegendSpec, Look, PanelSpec, Range, VisibleRange

FORMS = ("currency", "decimal_comma", "scientific", "multiplier", "power")
OWN = {
    "series.error_bars", "panel.references", "panel.annotations", "panel.tick_count", "panel.date_format",
    "panel.x_rotation",
} | {f"panel.{axis}_format={form}" for axis in "xy" for form in FORMS}  # fmt: skip
KNOWN = SINGLE_PANEL | PANEL_GRID | LARGE_NUMBERS | OWN
STYLINGS = {
    "dev": ToolStyling(
        themes={"darkgrid": Theme(5, "shaded"), "whitegrid": Theme(4), "ticks": Theme(3), "white": Theme(1)},
        fonts={"DejaVu Sans": 4, "Liberation Sans": 4, "DejaVu Serif": 1},
        palettes=(palettes.SEABORN_DEEP, palettes.SEABORN_DEEP, palettes.SEABORN_MUTED, palettes.SET1),
        markers=("o", "s", "X", "D", "^"),
        widths=(10, 24),
        legends={"best": 8, "right": 4, "below": 1, "above": 2, "corner": 1},
        fits={"margin": 1},
    ),
    "test": ToolStyling(
        themes={"darkgrid": Theme(4, "shaded"), "whitegrid": Theme(4), "ticks": Theme(3), "dark": Theme(1, "shaded")},
        fonts={"DejaVu Sans": 4, "Liberation Sans": 3, "Open Sans": 1, "Liberation Serif": 1},
        palettes=(
            palettes.SEABORN_DEEP,
            palettes.SEABORN_COLORBLIND,
            palettes.SEABORN_BRIGHT,
            palettes.SEABORN_HUSL,
            palettes.DARK2,
        ),
        markers=("o", "X", "s", "P", "v"),
        widths=(8, 28),
        legends={"best": 8, "right": 4, "below": 1, "above": 2, "corner": 2},
        fits={"margin": 1},
    ),
}
DASHES: dict[str, Any] = {"solid": "", "dashed": (4, 1.5), "dotted": (1, 1), "dashdot": (3, 1.25, 1.5, 1.25)}
OWN_FONT_SIZE = 11.0  # of tick labels in the notebook context
ANCHORS: dict[str, dict[str, Any]] = {
    "right": {"loc": "upper left", "bbox_to_anchor": (1.01, 1)},
    "below": {"loc": "upper center", "bbox_to_anchor": (0.5, -0.2)},
    "above": {"loc": "lower center", "bbox_to_anchor": (0.5, 1.0)},
}


def adapt(spec: FigureSpec, split: str) -> FigureSpec | None:
    """The figure in a style of seaborn, grids with one legend; None where it shows what seaborn cannot draw.

    It leaves no gaps, and aggregates values at one x where it draws spreads.
    """
    series = [s for panel in spec.panels for s in panel.series]
    gaps = any(np.isnan(s.y).any() for s in series)
    repeated = any(s.lower is not None and len(np.unique(s.x)) < len(s.x) for s in series)
    return None if gaps or repeated else adapted(spec, "seaborn", STYLINGS[split], KNOWN)


def draw(spec: FigureSpec, path: Path) -> list[VisibleRange]:
    """Draw the figure to ``path``; returns what each panel shows."""
    import seaborn

    look = spec.look
    with matplotlib.rc_context(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # those of seaborn about newer versions of what it stands on
        fonts = {"font.family": [look.font, "DejaVu Sans"], "axes.formatter.useoffset": False}
        seaborn.set_theme("notebook", look.style, font_scale=look.font_size / OWN_FONT_SIZE, rc=fonts)
        figure = Figure(figsize=(look.width / look.dpi, look.height / look.dpi), layout="constrained")
        FigureCanvasAgg(figure)
        share = spec.shared_axes
        grid = figure.subplots(spec.rows, spec.columns, squeeze=False, sharex=share, sharey=share).ravel()
        rng = np.random.default_rng(spec.seed)
        heading = str(rng.choice(["series", "variable", "method"])) if rng.random() < 0.4 else None
        for axes, panel in zip(grid, spec.panels, strict=True):
            _draw_panel(axes, panel, look, spec.shared_legend, heading)
        if spec.title is not None:
            figure.suptitle(spec.title)
        if spec.shared_legend:
            figure.legend(*grid[0].get_legend_handles_labels(), loc="outside right center", frameon=False)
        figure.canvas.draw()
        figure.savefig(path, dpi=look.dpi, format=path.suffix[1:], facecolor=figure.get_facecolor())
    return [_visible(axes, panel, look) for axes, panel in zip(grid, spec.panels, strict=True)]


def to_table(panel: PanelSpec) -> pd.DataFrame:
    """The long table of a panel: one row for a point, or three where it has a spread: least, middle and greatest."""
    parts = []
    for series in panel.series:
        spread = series.lower is not None and series.upper is not None
        for values in (series.lower, series.y, series.upper) if spread else (series.y,):
            parts.append(pd.DataFrame({"x": _x_values(series.x, panel), "y": values, "series": series.name}))
    return pd.concat(parts, ignore_index=True)


def _draw_panel(axes: Axes, panel: PanelSpec, look: Look, shared_legend: bool, heading: str | None) -> None:
    import seaborn

    spread = any(series.lower is not None for series in panel.series)
    dates = panel.x_scale == "date"
    seaborn.lineplot(
        data=to_table(panel),
        x="x",
        y="y",
        hue="series",
        style="series",
        palette={s.name: s.color for s in panel.series},
        dashes={s.name: DASHES[s.dash] for s in panel.series},
        markers={s.name: s.marker or "" for s in panel.series} if any(s.marker for s in panel.series) else False,
        linewidth=panel.series[0].width,
        estimator="median" if spread else None,
        sort=spread,
        errorbar=("pi", 100) if spread else None,
        err_style="bars" if any(s.error_bars for s in panel.series) else "band",
        ax=axes,
    )
    axes.set(xscale="log" if panel.x_scale == "log" else axes.get_xscale())
    axes.set(yscale="log" if panel.y_scale == "log" else "linear")
    if panel.x_lim is not None:
        axes.set_xlim(*(np.array(panel.x_lim) / (DAY if dates else 1)))
    if panel.y_lim is not None:
        axes.set_ylim(*panel.y_lim)
    for reference in panel.references:
        draw_reference(axes, reference, dates)
    for annotation in panel.annotations:
        draw_annotation(axes, annotation, dates)
    axes.set(title=panel.title or "", xlabel=panel.x_label or "", ylabel=panel.y_label or "")
    format_ticks(axes, panel)
    _dress(axes, look)
    _place_legend(axes, panel.legend, shared_legend, heading)


def _dress(axes: Axes, look: Look) -> None:
    import seaborn

    if look.spines in ("left-bottom", "none"):
        bare = look.spines == "none"
        seaborn.despine(ax=axes, left=bare, bottom=bare)
    if look.ticks == "none":
        axes.tick_params(length=0)
    if look.grid == "none" and look.style == "whitegrid":
        axes.grid(False)
    elif look.grid == "y":
        axes.grid(False, axis="x")


def _place_legend(axes: Axes, legend: LegendSpec, shared: bool, heading: str | None) -> None:
    import seaborn

    own = axes.get_legend()
    if own is None:
        return
    if shared or legend.place == "none":
        own.remove()
        return
    place = ANCHORS.get(legend.place, {"loc": legend.corner if legend.place == "corner" else "best"})
    title = legend.title or (None if legend.place in ("above", "below") else heading)
    seaborn.move_legend(axes, **place, title=title, frameon=legend.frame, ncol=legend.columns)
    if legend.place == "above" and axes.get_title():
        axes.set_title(axes.get_title(), pad=2.6 * OWN_FONT_SIZE)


def _x_values(x: Array, panel: PanelSpec) -> Any:
    if panel.categories is not None:
        return [panel.categories[int(ordinal)] for ordinal in x]
    return x / DAY if panel.x_scale == "date" else x


def _visible(axes: Axes, panel: PanelSpec, look: Look) -> VisibleRange:
    factor = DAY if panel.x_scale == "date" else 1.0
    (first, last), (low, high) = axes.get_xlim(), axes.get_ylim()
    return VisibleRange(_pair(first * factor, last * factor), _pair(low, high), box=box_of(axes, look))


def _pair(low: float, high: float) -> Range:
    return float(f"{low:.9g}"), float(f"{high:.9g}")
