"""What a feature does to a figure: it gives a changed figure, or None where it does not go with what is there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np
from numpy.random import Generator

from benchmarks.curves import Array
from benchmarks.drawing.spec import FigureSpec, PanelSpec, Range, SeriesSpec
from benchmarks.drawing.styles import Styling

Change = Callable[[Generator, FigureSpec, Styling], FigureSpec | None]
PanelChange = Callable[[Generator, PanelSpec, Styling], PanelSpec | None]


def on_panels(change: PanelChange) -> Change:
    """The change of every panel that it goes with; None where it goes with none."""

    def changed(rng: Generator, spec: FigureSpec, styling: Styling) -> FigureSpec | None:
        panels = [change(rng, panel, styling) for panel in spec.panels]
        if not any(panels):
            return None
        return replace(spec, panels=tuple(new or old for new, old in zip(panels, spec.panels, strict=True)))

    return changed


def on_single_panel(change: PanelChange) -> Change:
    """The change of a panel that stands alone; None for grids, whose panels may share axes and legend."""
    changed = on_panels(change)
    return lambda rng, spec, styling: changed(rng, spec, styling) if len(spec.panels) == 1 else None


def extent(series: Iterable[SeriesSpec]) -> Array:
    """All finite y values of the lines, with those of their bands and error bars, (N,)."""
    columns = [column for s in series for column in (s.y, s.lower, s.upper) if column is not None]
    values = np.concatenate(columns)
    return np.asarray(values[np.isfinite(values)])


def with_margin(values: Array, log: bool, margin: float = 0.05) -> Range:
    """The range of the values with that share of the span free on both sides."""
    low, high = float(values.min()), float(values.max())
    if log:
        ratio = (high / low) ** margin
        return low / ratio, high * ratio
    free = margin * (high - low)
    return low - free, high + free


def to_unit(values: Array, log: bool) -> tuple[Array, Callable[[Array], Array]]:
    """Values where equal steps look equal, and the way back."""
    if log:
        return np.log10(values), lambda logs: np.asarray(10**logs)
    return values, lambda same: same
