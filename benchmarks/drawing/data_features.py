"""Features of the data: steps, gaps, noise, hidden stretches, what leaves the plot, and kinds of axes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.random import Generator

from benchmarks.curves import Array
from benchmarks.drawing.changes import extent, to_unit, with_margin
from benchmarks.drawing.spec import PanelSpec, SeriesSpec
from benchmarks.drawing.styles import Styling

STEPS = (8, 40)  # treads of a staircase, so that each can be seen
MOST_NOISY = 4  # more noisy lines cover each other, and nobody could read them
NOISY_POINTS = (300, 1500)
NOISE = (0.04, 0.16)  # of the span of the panel: neighbouring points are joined by strokes that are all but vertical
RAW_NOISE = (0.02, 0.08)
RAW_ALPHA = 0.25
BLEND = 0.06  # of the points, over which a line comes down to the one that hides it
LOG2_POINTS = (5, 13)


def steps(rng: Generator, panel: PanelSpec, _: Styling) -> PanelSpec | None:
    """Every line becomes a staircase; the corners are points of their own, so that each tool draws the same."""
    if panel.categories is not None or any(s.marker or s.lower is not None for s in panel.series):
        return None
    count = int(rng.integers(*STEPS))
    early = bool(rng.random() < 0.3)
    return replace(panel, series=tuple(_stairs(s, count, early) for s in panel.series))


def _stairs(series: SeriesSpec, count: int, early: bool) -> SeriesSpec:
    chosen = np.unique(np.linspace(0, len(series.x) - 1, count).round().astype(int))
    x, y = series.x[chosen], series.y[chosen]
    corners_x = np.repeat(x, 2)
    corners_y = np.repeat(y, 2)
    if early:
        return replace(series, x=corners_x[:-1], y=corners_y[1:])
    return replace(series, x=corners_x[1:], y=corners_y[:-1])


def gaps(rng: Generator, panel: PanelSpec, styling: Styling) -> PanelSpec | None:
    """Stretches without a value in some of the lines."""
    if len(panel.series[0].x) < 15:
        return None
    broken = rng.permutation(len(panel.series))[: max(1, len(panel.series) // 2)]
    series = [_with_gaps(rng, s, styling) if k in broken else s for k, s in enumerate(panel.series)]
    return replace(panel, series=tuple(series))


def _with_gaps(rng: Generator, series: SeriesSpec, styling: Styling) -> SeriesSpec:
    n = len(series.x)
    missing = np.zeros(n, dtype=bool)
    for _ in range(int(rng.integers(1, 3))):
        length = max(2, round(n * float(rng.uniform(*styling.gap_length))))
        start = int(rng.integers(2, max(n - length - 2, 3)))
        missing[start : start + length] = True

    def without(values: Array | None) -> Array | None:
        return None if values is None else np.where(missing, np.nan, values)

    y = np.where(missing, np.nan, series.y)
    return replace(series, y=y, lower=without(series.lower), upper=without(series.upper))


def noisy(rng: Generator, panel: PanelSpec, _: Styling) -> PanelSpec | None:
    """Dense noise about the curves, with strokes that are all but vertical."""
    if panel.categories is not None or len(panel.series) > MOST_NOISY:
        return None
    n = int(rng.integers(*NOISY_POINTS))
    amount = float(rng.uniform(*NOISE)) / max(len(panel.series) / 2, 1)
    return replace(panel, series=tuple(_roughened(rng, s, panel, n, amount) for s in panel.series))


def _roughened(rng: Generator, series: SeriesSpec, panel: PanelSpec, n: int, amount: float) -> SeriesSpec:
    x, x_back = to_unit(series.x, panel.x_scale == "log")
    y, y_back = to_unit(series.y, panel.y_scale == "log" and series.axis == "left")
    alike, _ = to_unit(
        extent(s for s in panel.series if s.axis == series.axis), panel.y_scale == "log" and series.axis == "left"
    )
    dense = np.linspace(x[0], x[-1], n)
    decay = np.exp(-np.linspace(0, float(rng.choice([0.0, 0.0, 2.0])), n))
    noise = amount * np.ptp(alike) * decay * rng.normal(size=n)
    rough = np.interp(dense, x, y) + noise
    return replace(series, x=x_back(dense), y=y_back(rough), marker=None, lower=None, upper=None, error_bars=False)


def raw_behind(rng: Generator, panel: PanelSpec, _: Styling) -> PanelSpec | None:
    """Faint raw values behind each smoothed curve, in its colour: they may be read or not."""
    if panel.categories is not None or panel.has_right_axis or any(s.marker for s in panel.series):
        return None
    bare = [replace(s, lower=None, upper=None, error_bars=False, dash="solid") for s in panel.series]
    amount = float(rng.uniform(*RAW_NOISE))
    raw = [
        replace(
            _roughened(rng, s, panel, len(s.x), amount),
            alpha=RAW_ALPHA,
            width=s.width * 0.7,
            in_legend=False,
            optional=True,
        )
        for s in bare
    ]
    return replace(panel, series=(*raw, *bare))


def hidden(rng: Generator, panel: PanelSpec, styling: Styling) -> PanelSpec | None:
    """For a long stretch one line runs exactly below a later one."""
    if panel.has_right_axis or len(panel.series) < 2 or len(panel.series[0].x) < 30:
        return None
    if any(s.marker or s.lower is not None or s.alpha < 1 or s.optional for s in panel.series):
        return None
    if any(not np.array_equal(s.x, panel.series[0].x) or not np.isfinite(s.y).all() for s in panel.series):
        return None
    lower, upper = sorted(int(k) for k in rng.choice(len(panel.series), size=2, replace=False))
    below, above = panel.series[lower], replace(panel.series[upper], dash="solid")
    n = len(below.x)
    length = round(n * float(rng.uniform(*styling.hidden_length)))
    start = int(rng.integers(round(n * 0.1), n - length + 1))
    place = np.arange(n)
    away = np.maximum(np.maximum(start - place, place - (start + length - 1)), 0) / (BLEND * n)
    share = np.clip(1 - away, 0, 1)
    y, back = to_unit(below.y, panel.y_scale == "log")
    target, _ = to_unit(above.y, panel.y_scale == "log")
    stretch = (float(below.x[start]), float(below.x[start + length - 1]))
    covered = replace(below, y=back((1 - share) * y + share * target), hidden=(stretch,), width=above.width)
    series = [covered if k == lower else above if k == upper else s for k, s in enumerate(panel.series)]
    return replace(panel, series=tuple(series))


def leaves_box(rng: Generator, panel: PanelSpec, styling: Styling) -> PanelSpec | None:
    """The y range is too short for the curves, below, above or both."""
    left = [s for s in panel.series if s.axis == "left"]
    if panel.y_lim is not None or panel.y_scale not in ("linear", "log") or len(left[0].x) < 30:
        return None
    values, back = to_unit(extent(left), panel.y_scale == "log")
    low, high = with_margin(values, log=False)
    cut = np.quantile(values, [rng.uniform(*styling.cut_away), 1 - rng.uniform(*styling.cut_away)])
    side = rng.integers(3)  # below, above, both
    ends = np.array([cut[0] if side != 1 else low, cut[1] if side != 0 else high])
    if ends[1] - ends[0] < 0.4 * (high - low):
        return None
    bottom, top = back(ends)
    return replace(panel, y_lim=(float(bottom), float(top)))


def reversed_axis(rng: Generator, panel: PanelSpec, _: Styling) -> PanelSpec | None:
    """One of the axes runs the other way."""
    if panel.y_lim is not None or panel.y_scale == "symlog":
        return None
    if rng.random() < 0.6 or panel.x_scale in ("date", "category"):
        low, high = with_margin(extent(s for s in panel.series if s.axis == "left"), panel.y_scale == "log")
        return replace(panel, y_lim=(high, low))
    low, high = with_margin(np.concatenate([s.x for s in panel.series]), panel.x_scale == "log")
    return replace(panel, x_lim=(high, low))


def log_base_2(rng: Generator, panel: PanelSpec, _: Styling) -> PanelSpec | None:
    """Doublings along x, with powers of two at the ticks."""
    if panel.x_scale != "log":
        return None
    first, count = int(rng.integers(-4, 5)), int(rng.integers(*LOG2_POINTS))
    x: Array = np.exp2(np.arange(first, first + count, dtype=float))

    def moved(series: SeriesSpec) -> SeriesSpec:
        chosen = np.linspace(0, len(series.x) - 1, count).round().astype(int)
        columns = {k: v[chosen] for k in ("y", "lower", "upper") if (v := getattr(series, k)) is not None}
        return replace(series, x=x, **columns)

    return replace(panel, series=tuple(moved(s) for s in panel.series), x_base=2)


def symlog(rng: Generator, panel: PanelSpec, _: Styling) -> PanelSpec | None:
    """A y axis that is logarithmic on both sides of zero: no value may be read off it."""
    if panel.x_scale != "linear" or panel.y_scale != "linear" or panel.has_right_axis or panel.y_lim is not None:
        return None
    values = extent(panel.series)
    middle, half = (values.max() + values.min()) / 2, max(float(np.ptp(values)) / 2, 1e-12)
    decades = float(rng.uniform(2, 4))

    def stretched(column: Array | None) -> Array | None:
        if column is None:
            return None
        unit = (column - middle) / half
        return np.asarray(np.sign(unit) * (10 ** (np.abs(unit) * decades) - 1))

    def moved(s: SeriesSpec) -> SeriesSpec:
        y = stretched(s.y)
        return s if y is None else replace(s, y=y, lower=stretched(s.lower), upper=stretched(s.upper))

    return replace(panel, y_scale="symlog", y_format="plain", series=tuple(moved(s) for s in panel.series))
