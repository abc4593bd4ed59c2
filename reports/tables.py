"""Records to tables, column by column: a dataset of ten thousand figures has millions of points."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from schemas.record import AxisRecord, FigureRecord, Origin, PanelRecord, PointsRecord, SeriesRecord
from schemas.tables import TABLES, Table

_ORIGINS = np.array(get_args(Origin))
_ORIGIN_CODE = {origin: code for code, origin in enumerate(_ORIGINS.tolist())}
_VALUES = ("x", "y", "x_err", "y_err", "y_lower", "y_upper", "px", "py")


@dataclass
class _Figure:
    """The rows of one figure; points as one array of codes and one of values per series, to be joined once."""

    order: tuple[str, str]
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    keys: list[tuple[str, int, int, int]] = field(default_factory=list)  # figure_id, panel, series, number of points
    values: list[NDArray[np.float64]] = field(default_factory=list)  # (len(_VALUES), points) per series
    origins: list[NDArray[np.int8]] = field(default_factory=list)


def build_tables(records: Iterable[FigureRecord]) -> dict[str, pd.DataFrame]:
    """The tables ``figures``, ``panels``, ``axes``, ``series`` and ``points`` of the records, in the order of sources.

    Records are taken one at a time and not kept. Raises ``ValueError`` where the columns of a series differ in length.
    """
    figures = sorted((_figure(record) for record in records), key=lambda figure: figure.order)
    tables = {
        name: to_frame(TABLES[name], [row for figure in figures for row in figure.rows[name]])
        for name in ("figures", "panels", "axes", "series")
    }
    return {**tables, "points": _points_frame(figures)}


def _figure(record: FigureRecord) -> _Figure:
    figure = _Figure(order=(record.source, record.figure_id))
    figure.rows = {"figures": [_figure_row(record)], "panels": [], "axes": [], "series": []}
    for number, panel in enumerate(record.panels):
        key = {"figure_id": record.figure_id, "panel": number}
        figure.rows["panels"].append({**key, **_panel_row(panel)})
        figure.rows["axes"] += [{**key, **_axis_row(axis)} for axis in panel.axes]
        for index, series in enumerate(panel.series):
            figure.rows["series"].append({**key, "series": index, **_series_row(series)})
            figure.keys.append((record.figure_id, number, index, len(series.points.px)))
            figure.values.append(_values(series.points))
            figure.origins.append(np.array([_ORIGIN_CODE[origin] for origin in series.points.origin], np.int8))
    return figure


def _figure_row(record: FigureRecord) -> dict[str, Any]:
    left_out = {"panels", "texts", "descriptions", "schema_version", "page_box", "other_figures"}
    row = record.model_dump(exclude=left_out, mode="json")
    row["stage_seconds"] = json.dumps(record.stage_seconds)
    row["n_panels"] = len(record.panels)
    row["n_series"] = sum(len(panel.series) for panel in record.panels)
    return row


def _panel_row(panel: PanelRecord) -> dict[str, Any]:
    return {"title": panel.title, **panel.box.model_dump()}


def _axis_row(axis: AxisRecord) -> dict[str, Any]:
    row = axis.model_dump(exclude={"unit", "categories", "ticks"}, mode="json")
    return {**row, "n_ticks": sum(tick.residual_px is not None for tick in axis.ticks)}


def _series_row(series: SeriesRecord) -> dict[str, Any]:
    return {**series.model_dump(exclude={"points"}, mode="json"), "n_points": len(series.points.px)}


def _values(points: PointsRecord) -> NDArray[np.float64]:
    values = [np.array(getattr(points, name), np.float64) for name in _VALUES]
    lengths = {name: len(column) for name, column in zip(_VALUES, values, strict=True)}
    lengths["origin"] = len(points.origin)
    if len(set(lengths.values())) > 1:
        raise ValueError(f"the columns of a series differ in length: {lengths}")
    return np.stack(values)


def to_frame(table: type[Table], rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Rows as a frame with the columns and types of the table."""
    schema = table.to_schema()
    return pd.DataFrame(
        {column: _typed([row[column] for row in rows], str(spec.dtype)) for column, spec in schema.columns.items()}
    )


def _typed(values: list[Any], dtype: str) -> pd.Series[Any]:
    if dtype.startswith("datetime"):
        return pd.Series(pd.to_datetime(values, utc=True, format="ISO8601")).astype("datetime64[us, UTC]")
    return pd.Series(values, dtype="str" if dtype.startswith("str") else dtype)


def _points_frame(figures: list[_Figure]) -> pd.DataFrame:
    keys = [key for figure in figures for key in figure.keys]
    counts = np.array([key[3] for key in keys], np.int64)
    values = np.concatenate([np.empty((len(_VALUES), 0)), *(v for figure in figures for v in figure.values)], axis=1)
    origins = np.concatenate([np.empty(0, np.int8), *(o for figure in figures for o in figure.origins)])
    starts = np.repeat(np.cumsum(counts) - counts, counts)
    data: dict[str, Any] = {
        "figure_id": _repeated([key[0] for key in keys], counts),
        "panel": np.repeat(np.array([key[1] for key in keys], np.int32), counts),
        "series": np.repeat(np.array([key[2] for key in keys], np.int32), counts),
        "point": (np.arange(len(starts)) - starts).astype(np.int32),
        **dict(zip(_VALUES, values, strict=True)),
        "origin": _strings(origins, _ORIGINS.tolist()),
    }
    return pd.DataFrame(data)


def _repeated(values: list[str], counts: NDArray[np.int64]) -> pd.Series[Any]:
    return _strings(np.repeat(np.arange(len(values)), counts), values)


def _strings(codes: NDArray[Any], values: list[str]) -> pd.Series[Any]:
    # Through a dictionary: a Python string per point would be the slowest and largest part of the whole table.
    return pd.Series(values, dtype="str").take(codes).reset_index(drop=True)
