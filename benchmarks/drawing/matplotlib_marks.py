"""Lines, bands, reference lines and words, as matplotlib draws them."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes

from benchmarks.drawing.spec import AnnotationSpec, PanelSpec, ReferenceSpec, SeriesSpec

DAY = 86_400.0
BAND_ALPHA = 0.22
FILL_ALPHA = 0.18
LINE_STYLES = {"solid": "-", "dashed": "--", "dotted": ":", "dashdot": "-."}
NO_LEGEND = "_nolegend_"


def draw_series(axes: Axes, series: SeriesSpec, dates: bool) -> None:
    """A line with its markers and its band or error bars; without data only its legend entry."""
    x = series.x / DAY if dates else series.x
    style: dict[str, Any] = {
        "color": series.color,
        "linewidth": series.width,
        "linestyle": LINE_STYLES[series.dash] if series.line else "none",
        "marker": series.marker or "",
        "alpha": series.alpha,
        "label": series.name if series.in_legend else NO_LEGEND,
    }
    if series.hollow:
        style["markerfacecolor"] = "none"
    if series.error_bars and series.lower is not None and series.upper is not None:
        axes.errorbar(x, series.y, yerr=[series.y - series.lower, series.upper - series.y], capsize=3, **style)
        return
    axes.plot(x, series.y, **style)
    if series.lower is not None and series.upper is not None:
        axes.fill_between(x, series.lower, series.upper, color=series.color, alpha=BAND_ALPHA, linewidth=0)


def shade_below(axes: Axes, series: SeriesSpec, dates: bool) -> None:
    """The area between the line and the lower edge of the plot, which stays where it is."""
    low, high = axes.get_ylim()
    x = series.x / DAY if dates else series.x
    axes.fill_between(x, low, series.y, color=series.color, alpha=FILL_ALPHA, linewidth=0)
    axes.set_ylim(low, high)


def draw_reference(axes: Axes, reference: ReferenceSpec, dates: bool) -> None:
    """A straight line from edge to edge."""
    style: dict[str, Any] = {
        "color": reference.color,
        "linestyle": LINE_STYLES[reference.dash],
        "linewidth": reference.width,
    }
    if reference.axis == "y":
        axes.axhline(reference.value, **style)
    else:
        axes.axvline(reference.value / (DAY if dates else 1), **style)


def draw_annotation(axes: Axes, annotation: AnnotationSpec, dates: bool) -> None:
    """Words in the plot, and an arrow to their target where they have one."""
    if annotation.target is None:
        axes.text(*annotation.place, annotation.text, transform=axes.transAxes)
        return
    x, y = annotation.target
    axes.annotate(
        annotation.text,
        xy=(x / (DAY if dates else 1), y),
        xytext=annotation.place,
        textcoords="axes fraction",
        arrowprops={"arrowstyle": "->", "color": "#333333"},
    )


def label_line_ends(axes: Axes, panel: PanelSpec) -> None:
    """The name of each line to the right of its last point, in its colour."""
    for series in panel.series:
        last = np.flatnonzero(np.isfinite(series.y))[-1]
        axes.annotate(
            series.name,
            xy=(series.x[last] / (DAY if panel.x_scale == "date" else 1), series.y[last]),
            xytext=(5, 0),
            textcoords="offset points",
            color=series.color,
            verticalalignment="center",
            annotation_clip=False,
        )
