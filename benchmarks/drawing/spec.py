"""What a random figure shows and how it looks, whatever tool draws it.

A tool draws the figure clean, as PNG, or as PDF or SVG where it can, in the size of its look.
 All that happens to a drawn picture afterwards (pasting,
a page around it, blur, rotation, JPEG) is done to the pixels, the same for every tool, and is not the tool's business.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

from benchmarks.curves import Array

Scale = Literal["linear", "log", "date", "category", "symlog"]
NumberFormat = Literal[
    "plain",
    "percent",  # 40%
    "kilo",  # 20k, 1.5M, 2B
    "thousands",  # 20,000
    "currency",  # $20 or €20,000
    "decimal_comma",  # 0,25
    "scientific",  # 2.5e+04 at each tick
    "multiplier",  # 2.5 at the tick, 1e4 at the end of the axis
    "power",  # 2.5 at the tick, ×10⁴ at the end of the axis
]
LegendPlace = Literal["none", "best", "right", "below", "above", "corner", "direct"]
Range = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class SeriesSpec:
    """A line: data, and look. ``lower`` and ``upper`` are drawn as a band, or as error bars where ``error_bars``.

    Points are joined in the order given: an x may repeat (steps). NaN in ``y`` is a gap. Later series are drawn over
    earlier ones. ``fill``: the area down to the lower edge of the plot is shaded in the colour of the line.
    ``optional`` (a helper that may be read or not) and ``hidden`` (ranges of x where the line lies exactly below a
    later one) go to the truth only.
    """

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
    alpha: float = 1.0
    line: bool = True  # False: markers alone
    fill: bool = False
    in_legend: bool = True
    optional: bool = False
    hidden: tuple[Range, ...] = ()


@dataclass(frozen=True)
class LegendSpec:
    """Where the legend of a panel stands; ``corner`` is one of upper/lower left/right.

    ``direct``: no legend, each name stands at the right end of its line.
    """

    place: LegendPlace = "none"
    corner: str = "upper right"
    columns: int = 1
    frame: bool = True
    title: str | None = None


@dataclass(frozen=True)
class ReferenceSpec:
    """A straight line across the whole plot at a ``value`` of x or y: no series."""

    axis: Literal["x", "y"]
    value: float
    color: str = "#555555"
    dash: str = "dashed"
    width: float = 1.0  # points


@dataclass(frozen=True)
class AnnotationSpec:
    """Words at ``place`` (shares of the plot's width and height, from its lower left corner).

    ``target``: a point in data units to which an arrow runs from the words; None: no arrow.
    """

    text: str
    place: tuple[float, float]
    target: tuple[float, float] | None = None


@dataclass(frozen=True)
class PanelSpec:
    """A plot area. ``x`` of date axes are UTC seconds, of category axes ordinals.

    ``x_lim``, ``y_lim`` (of the left axis): what is shown, where not all of the data; the first greater than the
    second: a reversed axis. ``ghosts``: legend entries without a line in the panel (their data are empty).
    ``stray_twin``: an empty second y axis from 0 to 1, with its labels, drawn over the plot. ``inset``: a small plot
    within this one, at ``inset_place`` (left, bottom, width, height in shares of the plot).
    """

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
    x_lim: Range | None = None
    y_lim: Range | None = None
    x_base: int = 10  # of the ticks of a log x axis
    date_format: str | None = None  # as of strftime; None: the tool's own
    x_rotation: int = 0  # of the tick labels, in degrees
    tick_count: int | None = None  # about so many on each axis
    ghosts: tuple[SeriesSpec, ...] = ()
    references: tuple[ReferenceSpec, ...] = ()
    annotations: tuple[AnnotationSpec, ...] = ()
    colored_axes: bool = True  # two y axes: labels in the colours of their series
    stray_twin: bool = False
    inset: PanelSpec | None = None
    inset_place: tuple[float, float, float, float] = (0.5, 0.5, 0.4, 0.35)

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
    spines: Literal["style", "all", "left-bottom", "none"]
    ticks: Literal["style", "in", "out", "none"]
    minor_ticks: bool = False
    background: str | None = None
    grid_color: str | None = None
    margin: float | None = None  # of the data range, left free on both sides
    outlines: bool = False  # print in vector files is drawn as outlines where the tool has both ways


@dataclass(frozen=True)
class Damage:
    """What happened to the picture after it was drawn; lengths in pixels."""

    blur: float = 0.0  # sigma
    rotation: float = 0.0  # degrees
    paper: str | None = None  # colour of the paper, where not white
    noise: float = 0.0  # sigma, in grey levels
    jpeg_quality: int | None = None  # None: PNG


@dataclass(frozen=True)
class FigureSpec:
    """A whole figure. ``negative``: a kind of picture without any line to read. ``parts``: figures pasted into one.

    ``page``: words of the page that stands around the figure.
    """

    id: str
    seed: int
    look: Look
    rows: int = 1
    columns: int = 1
    panels: tuple[PanelSpec, ...] = ()
    shared_axes: bool = False
    shared_legend: bool = False
    title: str | None = None
    negative: str | None = None
    tags: tuple[str, ...] = ()
    damage: Damage = field(default_factory=Damage)
    parts: tuple[FigureSpec, ...] = ()
    page: str | None = None


@dataclass(frozen=True, slots=True)
class VisibleRange:
    """What a drawn panel shows along each axis, in data units (ordinals for categories, UTC seconds for dates).

    ``inset`` is what its inset shows. ``box``: left, top, right, bottom of the ranges in pixels whose centres are whole
    numbers, None where the tool does not tell it.
    """

    x: Range
    left: Range
    right: Range | None = None
    inset: VisibleRange | None = None
    box: Box | None = None


class Tool(Protocol):
    """A drawing tool: draws the figure (without damage, parts and page) to ``path``, in the format of its suffix.

    It says what each panel shows.

    Features that a tool cannot draw are not asked of it: its entry in the registry names their tags.
    """

    def __call__(self, spec: FigureSpec, path: Path) -> list[VisibleRange]: ...
