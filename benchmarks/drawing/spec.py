"""What a random figure shows and how it looks, whatever tool draws it; and the truth file that follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

import numpy as np

from benchmarks.curves import Array
from schemas.truth import TrueBand, TruePanel, TrueSeries, Truth

Scale = Literal["linear", "log", "date", "category"]
NumberFormat = Literal["plain", "percent", "kilo", "thousands"]
LegendPlace = Literal["none", "best", "right", "below", "above", "corner"]
Range = tuple[float, float]


@dataclass(frozen=True)
class SeriesSpec:
    """A line: data, and look. ``lower`` and ``upper`` are drawn as a band, or as error bars where ``error_bars``."""

    name: str
    x: Array
    y: Array
    color: str
    width: float  # points
    dash: str = "solid"
    marker: str | None = None
    hollow: bool = False
    axis: Literal["left", "right"] = "left"
    lower: Array | None = None
    upper: Array | None = None
    error_bars: bool = False


@dataclass(frozen=True)
class LegendSpec:
    """Where the legend of a panel stands; ``corner`` is one of upper/lower left/right."""

    place: LegendPlace = "none"
    corner: str = "upper right"
    columns: int = 1
    frame: bool = True
    title: str | None = None


@dataclass(frozen=True)
class PanelSpec:
    """A plot area. ``x`` of date axes are UTC seconds, of category axes ordinals."""

    series: tuple[SeriesSpec, ...]
    title: str | None = None
    x_label: str | None = None
    y_label: str | None = None
    y2_label: str | None = None
    x_scale: Scale = "linear"
    y_scale: Scale = "linear"
    categories: tuple[str, ...] | None = None
    y_format: NumberFormat = "plain"
    x_format: NumberFormat = "plain"
    legend: LegendSpec = field(default_factory=LegendSpec)

    @property
    def has_right_axis(self) -> bool:
        """Whether a series is measured on the right."""
        return any(series.axis == "right" for series in self.series)


@dataclass(frozen=True)
class Look:
    """The styling that all panels share. Sizes in pixels, fonts in points at ``dpi``."""

    width: int
    height: int
    dpi: int
    style: str
    font: str
    font_size: float
    grid: Literal["style", "none", "both", "y", "dotted"]
    spines: Literal["style", "all", "left-bottom"]
    ticks: Literal["style", "in", "out", "none"]
    minor_ticks: bool = False
    background: str | None = None
    margin: float | None = None  # of the data range, left free on both sides


@dataclass(frozen=True)
class FigureSpec:
    """A whole figure; ``jpeg_quality`` None: PNG. ``negative``: a kind of picture without any line to read."""

    id: str
    seed: int
    look: Look
    rows: int = 1
    columns: int = 1
    panels: tuple[PanelSpec, ...] = ()
    shared_axes: bool = False
    shared_legend: bool = False
    title: str | None = None
    jpeg_quality: int | None = None
    negative: str | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VisibleRange:
    """What a drawn panel shows along each axis, in data units (ordinals for categories, UTC seconds for dates)."""

    x: Range
    left: Range
    right: Range | None = None


class Tool(Protocol):
    """A drawing tool: draws the figure to ``path`` (its suffix says PNG or JPEG) and says what each panel shows."""

    def __call__(self, spec: FigureSpec, path: Path) -> list[VisibleRange]: ...


def truth_of(spec: FigureSpec, ranges: Sequence[VisibleRange], renderer: str) -> Truth:
    """The truth file of a figure that was drawn with these visible ranges."""
    panels = [
        _true_panel(panel, visible, spec.shared_legend) for panel, visible in zip(spec.panels, ranges, strict=True)
    ]
    return Truth(id=spec.id, renderer=renderer, tags=list(spec.tags), panels=panels)


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
        categories=list(panel.categories) if panel.categories is not None else None,
        series=[_true_series(s, named) for s in panel.series],
        bands=[_true_band(s, s.lower, s.upper, named) for s in panel.series if s.lower is not None],
    )


def _true_series(series: SeriesSpec, named: bool) -> TrueSeries:
    return TrueSeries(
        name=series.name if named else None, axis=series.axis, x=to_column(series.x), y=to_column(series.y)
    )


def _true_band(series: SeriesSpec, lower: Array, upper: Array | None, named: bool) -> TrueBand:
    return TrueBand(
        name=series.name if named else None,
        x=to_column(series.x),
        lower=to_column(lower),
        upper=to_column(upper) if upper is not None else to_column(2 * series.y - lower),
    )


def to_column(values: Array) -> list[float | None]:
    """Values to 9 significant digits, null for NaN."""
    return [float(f"{v:.9g}") if np.isfinite(v) else None for v in values]
