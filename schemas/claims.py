"""Claims of a text about a figure: what it states, of what, with which numbers, and where the words stand.

A claim is what a figure can bear out or contradict. Which fields a kind uses is told by :data:`KIND_MEANING`; a field
that a kind does not use is None or empty.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict

Side = Literal["x", "y", "left", "right"]  # `y` where the text does not tell the y axes apart
Trend = Literal["rises", "falls", "flat", "volatile", "steady", "u_shaped", "peaked", "s_shaped"]
Relation = Literal["above", "below", "equal", "apart"]


class ClaimKind(StrEnum):
    """What a claim is about. What each needs is in :data:`KIND_MEANING`."""

    CHART_TYPE = "chart_type"
    PANEL_COUNT = "panel_count"
    GRID_SHAPE = "grid_shape"
    SERIES_COUNT = "series_count"
    TITLE = "title"
    AXIS_LABEL = "axis_label"
    AXIS_RANGE = "axis_range"
    AXIS_SCALE = "axis_scale"
    TICK_STEP = "tick_step"
    TICK_VALUES = "tick_values"
    LEGEND_ENTRY = "legend_entry"
    SERIES_COLOR = "series_color"
    SERIES_MARKER = "series_marker"
    SERIES_DASH = "series_dash"
    LEGEND_POSITION = "legend_position"
    LEGEND_TITLE = "legend_title"
    NO_LEGEND = "no_legend"
    VALUE = "value"
    START = "start"
    END = "end"
    MAXIMUM = "maximum"
    MINIMUM = "minimum"
    RANGE = "range"
    TREND = "trend"
    BOUND = "bound"
    EQUALITY = "equality"
    CROSSING = "crossing"
    DIVERGENCE = "divergence"
    COMPARISON = "comparison"
    BAND_WIDEST = "band_widest"
    HAS_BAND = "has_band"


KIND_MEANING: dict[ClaimKind, str] = {
    ClaimKind.CHART_TYPE: "`words`: the type as written",
    ClaimKind.PANEL_COUNT: "`values[0]` panels",
    ClaimKind.GRID_SHAPE: "`values[0]` rows by `values[1]` columns",
    ClaimKind.SERIES_COUNT: "`values[0]` series, in each panel spoken of",
    ClaimKind.TITLE: "`words`: the title of `panel`, or of the figure where `panel` is null",
    ClaimKind.AXIS_LABEL: "`words`: the label of `axis`",
    ClaimKind.AXIS_RANGE: "`axis` runs from `values[0]` to `values[1]`",
    ClaimKind.AXIS_SCALE: "`words`: `linear`, `log`, `date` or `category`",
    ClaimKind.TICK_STEP: "labelled ticks of `axis` stand `values[0]` apart",
    ClaimKind.TICK_VALUES: "labelled ticks of `axis` stand at `values`",
    ClaimKind.LEGEND_ENTRY: "`words`: a name in the legend",
    ClaimKind.SERIES_COLOR: "`words`: the colour of `series`",
    ClaimKind.SERIES_MARKER: "`words`: the marker of `series`, `none` where it is said to have none",
    ClaimKind.SERIES_DASH: "`words`: `solid`, `dashed`, `dotted` or `dashdot`",
    ClaimKind.LEGEND_POSITION: "`words`: the place as written, as `top right` or `outside right`",
    ClaimKind.LEGEND_TITLE: "`words`: the title of the legend",
    ClaimKind.NO_LEGEND: "there is no legend",
    ClaimKind.VALUE: "`series` is `values[0]` at `x`",
    ClaimKind.START: "`series` begins at `values[0]`; `x` where it is told",
    ClaimKind.END: "`series` ends at `values[0]`; `x` where it is told",
    ClaimKind.MAXIMUM: "`series` is highest, with `values[0]` and at `x` where told; `within` limits it, `local` to x",
    ClaimKind.MINIMUM: "as `maximum`, for the lowest",
    ClaimKind.RANGE: "`series` stays between `values[0]` and `values[1]` over `x`, or everywhere where `x` is null",
    ClaimKind.TREND: "`series` moves as `trend` says over `x`; from `values[0]` to `values[1]`, at or by `values[0]`",
    ClaimKind.BOUND: "`series` is `relation` (above or below) `values[0]` over `x`, or everywhere where `x` is null",
    ClaimKind.EQUALITY: "`series` and `other` have one value at `x`; `values[0]` where it is told",
    ClaimKind.CROSSING: "`series` and `other` cross at `x`",
    ClaimKind.DIVERGENCE: "`series` and `other` are alike before `x` and apart after it",
    ClaimKind.COMPARISON: "`series` is `relation` to `other` in `measure` over `x`; by `values[0]` where it is told",
    ClaimKind.BAND_WIDEST: "the band of `series` is widest over `x`",
    ClaimKind.HAS_BAND: "`series` has a band or error bars",
}

# What a comparison or an extreme compares: the curve over the interval, or one number taken from it.
Measure = Literal["values", "maximum", "minimum", "start", "end", "mean", "volatility", "change"]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Quantity(_Row):
    """A number as it is printed; dates and times are UTC seconds.

    ``digit`` is what one unit of the last printed digit is worth (0.01 for `0.46`, 1000 for `3k`, a year in seconds for
    `2015`); ``percent`` says that a percent sign follows, ``value`` is then the number before it.
    """

    text: str
    value: float
    digit: float
    hedged: bool = False
    percent: bool = False
    date: bool = False
    plus_minus: float | None = None
    unit: str | None = None


class Place(_Row):
    """A place along x: a point where only ``start`` is given, an interval where ``end`` is too.

    ``words`` holds a place that is no number: a category, or words as `late` or `final steps`. ``open_end`` marks an
    interval from ``start`` on to the end of the axis (`after step 60`), ``open_start`` one up to ``start``.
    """

    start: Quantity | None = None
    end: Quantity | None = None
    words: str | None = None
    open_start: bool = False
    open_end: bool = False


class SeriesRef(_Row):
    """A series as the text calls it. Every field that the words give is filled; ``text`` is verbatim.

    ``every`` marks words as `both lines`; ``only`` words as `the line` where the text names no other.
    """

    text: str
    name: str | None = None
    color: str | None = None
    marker: str | None = None
    dash: str | None = None
    number: int | None = None
    every: bool = False
    only: bool = False


class PanelRef(_Row):
    """A panel as the text calls it: by title, by number from 1, by its place in words, or `every` panel."""

    text: str
    title: str | None = None
    number: int | None = None
    position: str | None = None
    every: bool = False


class AxisRef(_Row):
    """An axis as the text calls it; ``label`` where it is called by its label or unit."""

    text: str
    side: Side | None = None
    label: str | None = None


class Claim(_Row):
    """One statement. ``text`` equals the characters ``start`` to ``end`` of the text that it was read from."""

    kind: ClaimKind
    text: str
    start: int
    end: int
    panel: PanelRef | None = None
    axis: AxisRef | None = None
    series: SeriesRef | None = None
    other: SeriesRef | None = None
    x: Place | None = None
    within: Place | None = None
    values: tuple[Quantity, ...] = ()
    words: str | None = None
    trend: Trend | None = None
    relation: Relation | None = None
    measure: Measure = "values"
    hedged: bool = False


class Passage(_Row):
    """Words that state nothing a figure could bear out: interpretation, advice, background."""

    text: str
    start: int
    end: int


class ParsedText(_Row):
    """All that was read from one text; ``reason`` says why there are no claims where there are none."""

    claims: tuple[Claim, ...] = ()
    interpretation: tuple[Passage, ...] = ()
    reason: Literal["", "empty", "binary", "too_large", "not_english", "no_claims"] = ""
