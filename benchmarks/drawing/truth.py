"""The truth file of a drawn figure."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from benchmarks.curves import Array
from benchmarks.drawing.spec import FigureSpec, PanelSpec, SeriesSpec, VisibleRange
from schemas.truth import TrueBand, TruePanel, TrueSeries, Truth

_HEX = re.compile("#[0-9a-f]{6}")


def truth_of(spec: FigureSpec, ranges: Sequence[VisibleRange], renderer: str) -> Truth:
    """The truth of a figure that was drawn with these visible ranges; an inset is a panel that may be read or not."""
    panels = []
    for panel, visible in zip(spec.panels, ranges, strict=True):
        panels.append(_true_panel(panel, visible, spec.shared_legend))
        if panel.inset is not None and visible.inset is not None:
            inset = _true_panel(panel.inset, visible.inset, named_elsewhere=False)
            panels.append(inset.model_copy(update={"optional": True}))
    return Truth(id=spec.id, renderer=renderer, tags=list(spec.tags), panels=panels)


def to_column(values: Array) -> list[float | None]:
    """Values to 9 significant digits, null for NaN."""
    return [float(f"{v:.9g}") if np.isfinite(v) else None for v in values]


def _true_panel(panel: PanelSpec, visible: VisibleRange, named_elsewhere: bool) -> TruePanel:
    """Names are given only where a legend prints them."""
    named = named_elsewhere or panel.legend.place != "none"
    return TruePanel(
        title=panel.title,
        x_label=panel.x_label,
        y_label=panel.y_label,
        y2_label=panel.y2_label,
        x_scale=panel.x_scale,
        y_scale=panel.y_scale,
        y2_scale="linear" if panel.has_right_axis else None,
        x_lim=None if panel.x_scale == "category" else visible.x,
        y_lim=visible.left,
        y2_lim=visible.right,
        box=visible.box,
        categories=list(panel.categories) if panel.categories is not None else None,
        series=[_true_series(s, named) for s in panel.series],
        bands=[_true_band(s, s.lower, s.upper, named) for s in panel.series if s.lower is not None],
    )


def _true_series(series: SeriesSpec, named: bool) -> TrueSeries:
    return TrueSeries(
        name=series.name if named and series.in_legend else None,
        axis=series.axis,
        x=to_column(series.x),
        y=to_column(series.y),
        optional=series.optional,
        hidden=list(series.hidden),
        color=series.color if _HEX.fullmatch(series.color) and series.alpha == 1 else None,
    )


def _true_band(series: SeriesSpec, lower: Array, upper: Array | None, named: bool) -> TrueBand:
    return TrueBand(
        name=series.name if named else None,
        x=to_column(series.x),
        lower=to_column(lower),
        upper=to_column(upper) if upper is not None else to_column(2 * series.y - lower),
    )
