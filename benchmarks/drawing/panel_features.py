"""Features around the lines: ticks and their numbers, helper lines, words, legends and insets."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.random import Generator

from benchmarks.curves import Array
from benchmarks.drawing.changes import PanelChange, extent, with_margin
from benchmarks.drawing.spec import AnnotationSpec, FigureSpec, NumberFormat, PanelSpec, ReferenceSpec, SeriesSpec
from benchmarks.drawing.styles import Styling, pick
from benchmarks.drawing.vocabulary import LEGEND_TITLES, REMARKS, RICH_NAMES, pick_names

DAY = 86_400.0
MOST_LABELLED = 6
APART = 0.07  # of the span: names at line ends that are nearer run into each other
INSET_WIDTH = 620  # pixels of a figure that leave room for a plot within the plot
HEADROOM = 0.9  # of the span, added above the lines to make room for an inset
INSET_PLACE = (0.52, 0.60, 0.44, 0.34)
# Formats by the days they suit; each shows the year.
DATE_FORMATS: tuple[tuple[float, tuple[str, ...]], ...] = (
    (4, ("%Y-%m-%d %H:%M",)),
    (170, ("%Y-%m-%d", "%d.%m.%Y", "%d %b %Y", "%b %d, %Y", "%Y/%m/%d")),
    (1500, ("%b %Y", "%Y-%m", "%m/%Y", "%Y-%m-%d", "concise")),
    (np.inf, ("%Y", "%Y", "%Y-%m", "concise")),
)


def references(rng: Generator, panel: PanelSpec, styling: Styling) -> PanelSpec | None:
    """Straight helper lines across the plot, without an entry in the legend."""
    if panel.references:
        return None
    lines = []
    for _ in range(int(rng.integers(1, 4))):
        axis = "x" if panel.categories is None and rng.random() < 0.4 else "y"
        values = panel.series[0].x if axis == "x" else extent(s for s in panel.series if s.axis == "left")
        color = str(rng.choice(styling.reference_colors))
        dash = pick(rng, {"dashed": 5, "solid": 2, "dotted": 2, "dashdot": 1})
        value = float(np.quantile(values, rng.uniform(0.05, 0.95)))
        lines.append(ReferenceSpec("x" if axis == "x" else "y", value, color, dash, panel.series[0].width * 0.7))
    return replace(panel, references=tuple(lines))


def remarks(rng: Generator, panel: PanelSpec, _: Styling) -> PanelSpec | None:
    """Words in the plot, most of them with an arrow to a point of a line."""
    if panel.annotations or panel.has_right_axis:
        return None
    notes = []
    for remark in rng.choice(REMARKS, size=int(rng.integers(1, 3)), replace=False):
        place = (float(rng.uniform(0.05, 0.6)), float(rng.uniform(0.06, 0.92)))
        notes.append(AnnotationSpec(str(remark), place, _target(rng, panel) if rng.random() < 0.7 else None))
    return replace(panel, annotations=tuple(notes))


def _target(rng: Generator, panel: PanelSpec) -> tuple[float, float] | None:
    """A point of a line that is in view."""
    series = panel.series[int(rng.integers(len(panel.series)))]
    low, high = sorted(panel.y_lim or (-np.inf, np.inf))
    seen = np.flatnonzero(np.isfinite(series.y) & (series.y >= low) & (series.y <= high))
    if not len(seen):
        return None
    k = seen[int(rng.integers(len(seen)))]
    return float(series.x[k]), float(series.y[k])


def few_ticks(_: Generator, panel: PanelSpec, __: Styling) -> PanelSpec | None:
    """Two numbers on each axis."""
    if panel.x_scale != "linear" or panel.y_scale != "linear":
        return None
    return replace(panel, tick_count=2)


def rotated_labels(rng: Generator, panel: PanelSpec, _: Styling) -> PanelSpec:
    """Tick labels of x on the slant or upright."""
    return replace(panel, x_rotation=int(rng.choice([25, 45, 60, 90])))


def date_format(rng: Generator, panel: PanelSpec, _: Styling) -> PanelSpec | None:
    """Dates written in one of many ways."""
    if panel.x_scale != "date":
        return None
    days = float(np.ptp(panel.series[0].x)) / DAY
    fitting = next(patterns for most, patterns in DATE_FORMATS if days <= most)
    pattern = str(rng.choice(fitting))
    return replace(panel, date_format=pattern, x_rotation=0 if len(pattern) <= 6 else int(rng.choice([25, 30, 45, 90])))


def number_format(form: NumberFormat) -> PanelChange:
    """The change that prints the numbers of y, and at times those of x, in that way."""

    def changed(rng: Generator, panel: PanelSpec, _: Styling) -> PanelSpec | None:
        if panel.y_scale != "linear" or panel.has_right_axis or not _suits(form, extent(panel.series)):
            return None
        x_too = panel.x_scale == "linear" and rng.random() < 0.3 and _suits(form, panel.series[0].x)
        return replace(panel, y_format=form, x_format=form if x_too and form != "currency" else panel.x_format)

    return changed


def _suits(form: NumberFormat, values: Array) -> bool:
    """Whether people would write such numbers in that way."""
    size, span = float(np.abs(values).max()), float(np.ptp(values))
    if form == "currency":
        return span > 1
    if form == "decimal_comma":
        return span < 50
    if form in ("kilo", "thousands"):
        return span > 5000
    return not 0.1 < size < 1000


def stray_twin(_: Generator, panel: PanelSpec, __: Styling) -> PanelSpec | None:
    """A second y axis on which nothing is measured."""
    return None if panel.has_right_axis else replace(panel, stray_twin=True)


def plain_dual(_: Generator, panel: PanelSpec, __: Styling) -> PanelSpec | None:
    """Two y axes with labels of one colour; the names say which line belongs to which."""
    if not panel.has_right_axis:
        return None
    series = tuple(replace(s, name=f"{s.name} ({s.axis})") for s in panel.series)
    return replace(panel, colored_axes=False, series=series)


def inset(rng: Generator, spec: FigureSpec, _: Styling) -> FigureSpec | None:
    """A part of the curves enlarged, in a small plot above them."""
    if len(spec.panels) != 1 or spec.look.width < INSET_WIDTH:
        return None
    (panel,) = spec.panels
    if (panel.x_scale, panel.y_scale) != ("linear", "linear") or panel.has_right_axis or panel.y_lim is not None:
        return None
    if panel.annotations or panel.x_lim is not None:
        return None
    x, width = panel.series[0].x, float(rng.uniform(0.15, 0.35))
    start = float(rng.uniform(0, 1 - width))
    x_lim = (float(x[0] + start * (x[-1] - x[0])), float(x[0] + (start + width) * (x[-1] - x[0])))
    inner = tuple(_between(s, *x_lim) for s in panel.series)
    values = extent(inner)
    if len(inner[0].x) < 4 or not len(values) or not np.ptp(values):
        return None
    small = PanelSpec(series=inner, x_lim=x_lim, y_lim=with_margin(values, log=False), tick_count=3)
    low, high = with_margin(extent(panel.series), log=False)
    legend = panel.legend
    if legend.place in ("best", "corner", "direct"):
        legend = replace(legend, place="below", columns=3)
    changed = replace(
        panel, inset=small, inset_place=INSET_PLACE, y_lim=(low, high + HEADROOM * (high - low)), legend=legend
    )
    return replace(spec, panels=(changed,))


def _between(series: SeriesSpec, low: float, high: float) -> SeriesSpec:
    """The part of a line over that range of x, with the points just outside."""
    seen = np.flatnonzero((series.x >= low) & (series.x <= high))
    first, last = (max(seen[0] - 1, 0), seen[-1] + 2) if len(seen) else (0, 0)
    part = slice(first, last)
    columns = {k: v[part] for k in ("x", "y", "lower", "upper") if (v := getattr(series, k)) is not None}
    return replace(series, **columns, hidden=())


def legend_title(rng: Generator, panel: PanelSpec, _: Styling) -> PanelSpec | None:
    """A heading over the legend."""
    if panel.legend.place in ("none", "direct"):
        return None
    return replace(panel, legend=replace(panel.legend, title=str(rng.choice(LEGEND_TITLES))))


def legend_columns(rng: Generator, panel: PanelSpec, _: Styling) -> PanelSpec | None:
    """Entries beside each other."""
    if panel.legend.place in ("none", "direct") or len(panel.series) < 2:
        return None
    return replace(panel, legend=replace(panel.legend, columns=int(rng.integers(2, 4))))


def legend_over_data(rng: Generator, panel: PanelSpec, _: Styling) -> PanelSpec | None:
    """A framed legend where the lines are."""
    if panel.legend.place in ("none", "direct") or panel.has_right_axis or len(panel.series) > MOST_LABELLED:
        return None
    corner = str(rng.choice(["upper right", "upper left", "lower left", "lower right"]))
    return replace(panel, legend=replace(panel.legend, place="corner", corner=corner, frame=True))


def legend_absent(rng: Generator, panel: PanelSpec, styling: Styling) -> PanelSpec | None:
    """Entries in the legend whose lines are not in the panel."""
    if panel.legend.place in ("none", "direct") or panel.has_right_axis or len(panel.series) > MOST_LABELLED:
        return None
    used = {s.color for s in panel.series}
    free = [c for palette in styling.palettes for c in palette if c not in used]
    names = [n for n in pick_names(rng, 8) if n not in {s.name for s in panel.series}]
    none = np.empty(0)
    ghosts = [
        replace(panel.series[-1], name=name, color=color, x=none, y=none, lower=None, upper=None, error_bars=False)
        for name, color in zip(names, rng.permutation(free), strict=False)
    ]
    return replace(panel, ghosts=tuple(ghosts[: int(rng.integers(1, 3))]))


def legend_partial(rng: Generator, spec: FigureSpec, _: Styling) -> FigureSpec | None:
    """One legend for panels of which all but the first lack a line."""
    if not spec.shared_legend or len(spec.panels[0].series) < 3:
        return None
    first, *others = spec.panels
    missing = [int(rng.integers(len(panel.series))) for panel in others]
    fewer = [
        replace(panel, series=panel.series[:k] + panel.series[k + 1 :])
        for panel, k in zip(others, missing, strict=True)
    ]
    return replace(spec, panels=(first, *fewer))


def direct_labels(_: Generator, panel: PanelSpec, __: Styling) -> PanelSpec | None:
    """Each name at the end of its line instead of a legend."""
    if panel.legend.place == "none" or panel.has_right_axis or not 2 <= len(panel.series) <= MOST_LABELLED:
        return None
    if panel.ghosts or panel.stray_twin or panel.y_scale != "linear" or panel.y_lim or panel.x_lim:
        return None
    if any(s.optional or not np.isfinite(s.y[-1]) or len(s.name) > 16 for s in panel.series):
        return None
    ends = np.sort([s.y[-1] for s in panel.series])
    if np.diff(ends).min() < APART * float(np.ptp(extent(panel.series))):
        return None
    return replace(panel, legend=replace(panel.legend, place="direct"))


def rich_names(rng: Generator, spec: FigureSpec, _: Styling) -> FigureSpec | None:
    """Names with Greek letters, indices, equations, versions and hyphens."""
    old = list(dict.fromkeys(s.name for panel in spec.panels for s in panel.series))
    if len(old) > len(RICH_NAMES[0]) or not all(s.in_legend for panel in spec.panels for s in panel.series):
        return None
    family = RICH_NAMES[int(rng.integers(len(RICH_NAMES)))]
    if len(family) < len(old):
        return None
    table = dict(zip(old, (str(n) for n in rng.permutation(family)), strict=False))
    panels = tuple(
        replace(panel, series=tuple(replace(s, name=table[s.name]) for s in panel.series)) for panel in spec.panels
    )
    return replace(spec, panels=panels)
