"""The record of one figure: written first, as JSON; every table is built from records.

Pixel coordinates are those of the file, with the centre of the top-left pixel at (0, 0). Where ``tilt`` is not 0 they
are those of the file turned back (counter-clockwise) by so many degrees about its centre, in which axes run upright.
A calibrated value is ``slope * pixel + intercept``: the value itself on a linear axis, its
log10 on a log axis, UTC seconds on a date axis, the ordinal on a category axis.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict

from schemas.reasons import Reason, Status

if TYPE_CHECKING:
    import pandas as pd

SCHEMA_VERSION = "1.0"

AxisName = Literal["x", "left", "right"]
ScaleName = Literal["linear", "log", "date", "category"]
Origin = Literal["marker", "trace", "interpolated", "vector", "human"]
NameSource = Literal["legend", "label", "none", "human"]


# The place of a figure in a document that holds several; see :func:`in_document`.
_PLACE = re.compile(r"#page=\d+&figure=\d+$")

# Columns of points that hold no numbers.
_TYPES = {"origin": "str"}


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid")


class BoxRecord(_Row):
    """A rectangle in file pixels."""

    x0: float
    y0: float
    x1: float
    y1: float


class TextRecord(_Row):
    """A piece of text as it was read."""

    text: str
    box: BoxRecord
    confidence: float
    reader: str
    rotation: int = 0
    role: str = "other"


class TickRecord(_Row):
    """A tick: its label, the value it was read as, its place along the axis and how far the fit misses it."""

    text: str
    value: float | None
    px: float
    residual_px: float | None = None
    reader: str = ""


class AxisRecord(_Row):
    """One axis of a panel."""

    axis: AxisName
    label: str | None = None
    unit: str | None = None
    scale: ScaleName | None = None
    slope: float | None = None
    intercept: float | None = None
    first_tick: float | None = None
    last_tick: float | None = None
    tick_step: float | None = None
    residual_px: float | None = None
    status: Status = Status.OK
    reason: Reason = Reason.NONE
    categories: list[str] | None = None
    ticks: list[TickRecord] = []


class PointsRecord(_Row):
    """The points of a series in drawing order, one list per column; null where there is no value.

    ``py_lower`` and ``py_upper`` are the pixels of a band's edges or an error bar's ends, empty where there is none.
    """

    x: list[float | None] = []
    y: list[float | None] = []
    x_err: list[float | None] = []
    y_err: list[float | None] = []
    y_lower: list[float | None] = []
    y_upper: list[float | None] = []
    px: list[float] = []
    py: list[float] = []
    py_lower: list[float | None] = []
    py_upper: list[float | None] = []
    origin: list[Origin] = []


class SeriesRecord(_Row):
    """One series of a panel."""

    name: str | None = None
    name_source: NameSource = "none"
    axis: Literal["left", "right"] = "left"
    color: str
    dash: str = "solid"
    marker: str | None = None
    coverage: float
    confidence: float
    status: Status = Status.OK
    reason: Reason = Reason.NONE
    evidence: dict[str, float] = {}
    points: PointsRecord

    def frame(self) -> pd.DataFrame:
        """Its points as a table with the columns of ``points.parquet``; raises ``ImportError`` without pandas."""
        import pandas as pd

        columns = self.points.model_dump(exclude={"py_lower", "py_upper"})
        return pd.DataFrame(
            {name: pd.Series(values, dtype=_TYPES.get(name, "float64")) for name, values in columns.items()}
        )


class LegendRecord(_Row):
    """The legend of a panel or of the figure."""

    box: BoxRecord
    title: str | None = None
    names: list[str] = []


class PanelRecord(_Row):
    """One panel: its plot box, axes, legend and series."""

    title: str | None = None
    box: BoxRecord
    axes: list[AxisRecord] = []
    legend: LegendRecord | None = None
    series: list[SeriesRecord] = []


CAPTION = "caption"
"""The source of a description that stands in the document beside its figure, as its caption."""


class DescriptionRecord(_Row):
    """A text that describes the figure, paired by its name ``<stem>.md`` or ``<stem>.<source>.md``.

    ``path`` is relative to the folder of descriptions, which is the folder of figures where none was given.
    """

    source: str = ""
    path: str
    sha256: str


class FigureRecord(_Row):
    """Everything that was read from one figure, and how it went.

    Of a document with several figures ``source`` is the file and the place of the figure in it, and the record of the
    first one has the ids of the others in ``other_figures``.
    """

    schema_version: str = SCHEMA_VERSION
    figure_id: str
    source: str
    sha256: str
    width: int | None = None
    height: int | None = None
    tilt: float = 0.0
    page: int | None = None
    caption: str | None = None
    page_box: BoxRecord | None = None
    status: Status
    reason: Reason = Reason.NONE
    message: str = ""
    confidence: float = 0.0
    evidence: dict[str, float] = {}
    extractor_version: str
    options_hash: str
    reading_hash: str = ""
    panels: list[PanelRecord] = []
    texts: list[TextRecord] = []
    descriptions: list[DescriptionRecord] = []
    other_figures: list[str] = []
    stage_seconds: dict[str, float] = {}
    seconds: float = 0.0
    run_id: str = ""
    digitised_at: str = ""

    @property
    def place(self) -> str:
        """What ``source`` has behind the name of the file; empty for the only figure of a file."""
        return self.source.removeprefix(file_of(self.source))

    @property
    def series(self) -> list[SeriesRecord]:
        """The series of all panels."""
        return [series for panel in self.panels for series in panel.series]

    def frame(self) -> pd.DataFrame:
        """The points of all series, one row each, with the numbers of panel and series and the name."""
        import pandas as pd

        frames = [
            series.frame().assign(panel=number, series=index, name=series.name)
            for number, panel in enumerate(self.panels)
            for index, series in enumerate(panel.series)
        ]
        keys = ["panel", "series", "name"]
        if not frames:
            return pd.DataFrame(columns=keys)
        found = pd.concat(frames, ignore_index=True)
        return found[[*keys, *found.columns.drop(keys)]]


def in_document(file: str, page: int, n_pages: int, figure: int, n_figures: int) -> str:
    """The source of one of several figures of a document: sources sort as the figures stand in it."""
    return f"{file}#page={page:0{len(str(n_pages))}}&figure={figure:0{len(str(n_figures))}}"


def file_of(source: str) -> str:
    """The file of a source, which several figures of a document have in common."""
    return _PLACE.sub("", source)


def name_of(source: str) -> str:
    """A name like that of the file, which no other figure of a document has: ``paper-page3-figure1.pdf``."""
    found = _PLACE.search(source)
    if found is None:
        return source
    stem, dot, suffix = file_of(source).rpartition(".")
    place = found.group().replace("#", "-").replace("&", "-").replace("=", "")
    return f"{stem}{place}{dot}{suffix}"
