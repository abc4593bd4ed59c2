"""Visible ranges as drawing tools choose them: tight, with a margin, or up to round numbers."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Literal

import numpy as np

from benchmarks.curves import Array
from benchmarks.drawing.spec import FigureSpec, Look, PanelSpec, Range, SeriesSpec, VisibleRange

Fit = Literal["nice", "zero", "tight", "margin"]
MARGIN = 0.05  # of the span, left free on both sides
ROUND_FROM = ((50.0, 10.0), (10.0, 5.0), (2.0, 2.0))  # from the square roots of the first on, the step is the second


def visible_ranges(spec: FigureSpec, zero: bool = False, x_fit: Fit | None = None) -> list[VisibleRange]:
    """What each panel shall show, the same for all where they share their axes.

    ``look.margin`` says how: None up to round numbers, with ``zero`` also down to zero, else so much is left free.
    ``x_fit``: another fit along x.
    """
    y_fit = fit_of(spec.look, zero)
    x_fit = x_fit or fit_of(spec.look, zero=False)
    margin = spec.look.margin or 0.0
    ranges = []
    for panel in spec.panels:
        alike = spec.panels if spec.shared_axes else (panel,)
        right = y_range(alike, "right", y_fit, margin) if panel.has_right_axis else None
        ranges.append(VisibleRange(x_range(alike, x_fit, margin), y_range(alike, "left", y_fit, margin), right))
    return ranges


def fit_of(look: Look, zero: bool) -> Fit:
    """How the look wants the data to be framed."""
    if look.margin is not None:
        return "margin" if look.margin > 0 else "tight"
    return "zero" if zero else "nice"


def x_range(panels: Iterable[PanelSpec], fit: Fit, margin: float = MARGIN) -> Range:
    """The x range that shows the data of all panels; half a step beyond the first and last of categories."""
    shown = list(panels)
    if shown[0].x_lim is not None:
        return shown[0].x_lim
    if shown[0].categories is not None:
        return -0.5, len(shown[0].categories) - 0.5
    values = np.concatenate([s.x for panel in shown for s in panel.series])
    fit = "tight" if fit == "nice" and shown[0].x_scale == "date" else fit
    return fitted(values, fit, margin, log=shown[0].x_scale == "log")


def y_range(panels: Iterable[PanelSpec], side: str, fit: Fit, margin: float = MARGIN, ticks: int = 6) -> Range:
    """The y range of one ``side`` that shows the data of all panels with their bands and error bars."""
    shown = list(panels)
    if side == "left" and shown[0].y_lim is not None:
        return shown[0].y_lim
    values = np.concatenate([_extent(s) for panel in shown for s in panel.series if s.axis == side])
    return fitted(values, fit, margin, log=side == "left" and shown[0].y_scale == "log", ticks=ticks)


def fitted(values: Array, fit: Fit, margin: float = MARGIN, log: bool = False, ticks: int = 6) -> Range:
    """The range around finite values. ``nice``: to multiples of a round step, or to whole decades;

    ``zero``: nice and with zero in it; ``margin``: that share of the span free on both sides.
    """
    finite = values[np.isfinite(values)]
    low, high = float(finite.min()), float(finite.max())
    if log:
        low, high = float(np.log10(low)), float(np.log10(high))
    elif fit == "zero":
        low, high = min(low, 0.0), max(high, 0.0)
    if high - low <= 1e-12 * max(abs(low), abs(high)):
        low, high = low - 0.5 * (abs(low) or 1.0), high + 0.5 * (abs(high) or 1.0)
    low, high = _widened(low, high, fit, margin, 1.0 if log else None, ticks)
    return _to_digits(10**low, 10**high) if log else _to_digits(low, high)


def _widened(low: float, high: float, fit: Fit, margin: float, step: float | None, ticks: int) -> Range:
    if fit == "tight":
        return low, high
    if fit == "margin":
        return low - margin * (high - low), high + margin * (high - low)
    step = step or round_step(high - low, ticks)
    return step * float(np.floor(low / step + 1e-9)), step * float(np.ceil(high / step - 1e-9))


def round_step(span: float, ticks: int) -> float:
    """1, 2 or 5 times a power of ten, such that about ``ticks`` of them make the span (the rule of d3-array)."""
    rough = span / max(ticks, 1)
    power = math.pow(10, math.floor(math.log10(rough)))
    return power * next((step for square, step in ROUND_FROM if rough / power >= math.sqrt(square)), 1.0)


def _extent(series: SeriesSpec) -> Array:
    return np.concatenate([v for v in (series.y, series.lower, series.upper) if v is not None])


def _to_digits(low: float, high: float) -> Range:
    return float(f"{low:.9g}"), float(f"{high:.9g}")
