"""The five tables of a dataset: columns, types, units and checks. Names and order are a contract with downstream jobs.

Every table is keyed by its first columns (``Config.unique``) and is written in that order, figures by source path.
"""

from __future__ import annotations

from typing import Any, ClassVar, get_args

import numpy as np
import pandas as pd
import pandera.pandas as pa

from schemas.reasons import Reason, Status
from schemas.record import AxisName, NameSource, Origin, ScaleName

DASHES = ("solid", "dashed", "dotted", "dashdot", "none")
MARKERS = ("circle", "square", "triangle", "diamond", "cross", "plus", "star", "other")
_STATUSES = [status.value for status in Status]
_REASONS = [reason.value for reason in Reason]
_HEX16 = r"^[0-9a-f]{16}$"

# Columns of the figures that tell of the run and not of the figure; all the rest is the same in every run.
RUN_COLUMNS = ("seconds", "stage_seconds", "run_id", "digitised_at")


def column(description: str, unit: str = "", **checks: Any) -> Any:
    return pa.Field(description=description, metadata={"unit": unit}, **checks)


def figure_id_column() -> Any:
    return column("first 16 hex digits of the SHA-256 of the file's bytes", str_matches=_HEX16)


def _panel() -> Any:
    return column("number of the panel in reading order, from 0", ge=0)


def _series() -> Any:
    return column("number of the series in the panel, from 0", ge=0)


def _status() -> Any:
    return column("how far the row can be trusted", isin=_STATUSES)


def _reason() -> Any:
    return column("why the status is not `ok`, as a code; empty where it is", isin=_REASONS)


def _share(description: str) -> Any:
    return column(description, ge=0.0, le=1.0)


class Table(pa.DataFrameModel):
    class Config:
        strict = True
        ordered = True

    @pa.dataframe_check(description="every number is finite or null")
    @classmethod
    def numbers_are_finite(cls, frame: pd.DataFrame) -> bool:
        return not any(np.isinf(frame[name].to_numpy()).any() for name in frame.select_dtypes("float").columns)


class FiguresTable(Table):
    """One row per figure, that is per content: files with the same bytes share a row, which names the first of them."""

    figure_id: str = figure_id_column()
    source: str = column("path of the file, relative to the folder that was run", unique=True)
    sha256: str = column(
        "SHA-256 of the file's bytes; empty where the file could not be opened", str_matches=r"^([0-9a-f]{64})?$"
    )
    width: pd.Int32Dtype = column("width of the figure; null where it was not decoded", "px", nullable=True, ge=1)
    height: pd.Int32Dtype = column("height of the figure; null where it was not decoded", "px", nullable=True, ge=1)
    page: pd.Int32Dtype = column(
        "page of the document, from 1; null where the file is no document", nullable=True, ge=1
    )
    caption: str = column("caption of the figure in its document; null where there is none", nullable=True)
    status: str = _status()
    reason: str = _reason()
    message: str = column("the reason in words, with what was found; also names files with the same bytes")
    n_panels: np.int32 = column("number of panels", ge=0)
    n_series: np.int32 = column("number of series in all panels", ge=0)
    confidence: float = _share("self-check of the figure, 0 to 1; 1 where a person accepted it")
    seconds: float = column("time it took to digitise the figure", "s", ge=0)
    stage_seconds: str = column("time that each stage took, as JSON: stage to seconds", "s")
    extractor_version: str = column("version of the extractor that read the figure")
    options_hash: str = column("first 16 hex digits of the SHA-256 of the options", str_matches=_HEX16)
    run_id: str = column("the run that digitised the figure; an earlier one where its record was kept")
    digitised_at: pd.DatetimeTZDtype = column(
        "when the figure was digitised", "UTC", dtype_kwargs={"unit": "us", "tz": "UTC"}
    )

    class Config(Table.Config):
        name = "figures"
        unique: ClassVar[list[str]] = ["figure_id"]


class PanelsTable(Table):
    """One row per panel. Pixels are those of the file, the centre of the top-left one at (0, 0)."""

    figure_id: str = figure_id_column()
    panel: np.int32 = _panel()
    title: str = column("title of the panel; null where there is none", nullable=True)
    x0: float = column("left side of the plot box", "px")
    y0: float = column("top of the plot box", "px")
    x1: float = column("right side of the plot box", "px")
    y1: float = column("bottom of the plot box", "px")

    class Config(Table.Config):
        name = "panels"
        unique: ClassVar[list[str]] = ["figure_id", "panel"]

    @pa.dataframe_check(description="the plot box is not turned inside out")
    @classmethod
    def box_has_extent(cls, frame: pd.DataFrame) -> bool:
        return bool(((frame["x0"] < frame["x1"]) & (frame["y0"] < frame["y1"])).all())


class AxesTable(Table):
    """One row per axis of a panel.

    ``slope * px + intercept`` is the value on a linear axis, its log10 on a log axis, UTC seconds since 1970 on a date
    axis and the ordinal of the category, from 0, on a category axis.
    """

    figure_id: str = figure_id_column()
    panel: np.int32 = _panel()
    axis: str = column("which axis of the panel", isin=list(get_args(AxisName)))
    label: str = column("text beside the axis; null where there is none", nullable=True)
    scale: str = column("scale; null where not calibrated", nullable=True, isin=list(get_args(ScaleName)))
    slope: float = column("of the calibration; null where the axis was refused", "axis unit / px", nullable=True)
    intercept: float = column("of the calibration; null where the axis was refused", "axis unit", nullable=True)
    first_tick: float = column("value of the lowest tick of the calibration", "axis unit", nullable=True)
    last_tick: float = column("value of the highest tick of the calibration", "axis unit", nullable=True)
    tick_step: float = column("distance of neighbouring ticks; on a log axis their ratio", "axis unit", nullable=True)
    n_ticks: np.int32 = column("number of ticks that the calibration rests on", ge=0)
    residual_px: float = column("root mean square by which the fit misses the ticks", "px", nullable=True, ge=0)
    status: str = _status()
    reason: str = _reason()

    class Config(Table.Config):
        name = "axes"
        unique: ClassVar[list[str]] = ["figure_id", "panel", "axis"]

    @pa.dataframe_check(description="scale, slope and intercept are there together or not at all")
    @classmethod
    def calibration_is_whole(cls, frame: pd.DataFrame) -> bool:
        known = frame[["scale", "slope", "intercept"]].notna().sum(axis=1)
        return bool(known.isin([0, 3]).all())


class SeriesTable(Table):
    """One row per series of a panel."""

    figure_id: str = figure_id_column()
    panel: np.int32 = _panel()
    series: np.int32 = _series()
    name: str = column("name of the series; null where none was found", nullable=True)
    name_source: str = column("where the name stands in the figure", isin=list(get_args(NameSource)))
    axis: str = column("the y axis that the series belongs to", isin=["left", "right"])
    color: str = column("colour of the stroke as #rrggbb", str_matches=r"^#[0-9a-f]{6}$")
    dash: str = column("stroke of the line; `none` where there are only markers", isin=list(DASHES))
    marker: str = column("shape of the markers; null where there are none", nullable=True, isin=list(MARKERS))
    n_points: np.int32 = column("number of rows in the points table", ge=0)
    coverage: float = _share(
        "share of the traced curve on ink of the series, below something else or between its dashes, 0 to 1"
    )
    confidence: float = _share("self-check of the series, 0 to 1; 1 where a person accepted it")
    status: str = _status()
    reason: str = _reason()

    class Config(Table.Config):
        name = "series"
        unique: ClassVar[list[str]] = ["figure_id", "panel", "series"]


class PointsTable(Table):
    """One row per point of a series. On a log axis x and y are the values, not their logarithms.

    On a date axis a value is UTC seconds since 1970, on a category axis the ordinal of the category, from 0. Values are
    null where the axis could not be calibrated. Where a series has markers, the rows of origin `marker` are its data.
    """

    figure_id: str = figure_id_column()
    panel: np.int32 = _panel()
    series: np.int32 = _series()
    point: np.int32 = column("order along the curve, from 0", ge=0)
    x: float = column("value on the x axis", "x axis", nullable=True)
    y: float = column("value on the y axis of the series", "y axis", nullable=True)
    x_err: float = column("error of x by calibration and tracing, one sigma", "x axis", nullable=True, ge=0)
    y_err: float = column("error of y by calibration and tracing, one sigma", "y axis", nullable=True, ge=0)
    y_lower: float = column("lower end of the band or error bar; null where none is drawn", "y axis", nullable=True)
    y_upper: float = column("upper end of the band or error bar; null where none is drawn", "y axis", nullable=True)
    px: float = column("x in the file", "px")
    py: float = column("y in the file, downwards", "px")
    origin: str = column(
        "drawn marker, traced line, bridged gap in the ink, path in a vector file, or set by a person",
        isin=list(get_args(Origin)),
    )

    class Config(Table.Config):
        name = "points"
        unique: ClassVar[list[str]] = ["figure_id", "panel", "series", "point"]

    @pa.dataframe_check(description="y_lower does not lie above y_upper")
    @classmethod
    def band_is_not_crossed(cls, frame: pd.DataFrame) -> bool:
        return not bool((frame["y_lower"] > frame["y_upper"]).any())


TABLES: dict[str, type[Table]] = {
    "figures": FiguresTable,
    "panels": PanelsTable,
    "axes": AxesTable,
    "series": SeriesTable,
    "points": PointsTable,
}
