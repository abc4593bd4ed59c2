"""Figures as projects of WebPlotDigitizer 4: a tar with ``info.json``, ``wpd.json`` and the picture.

Places in a project are measured from the corner of the top-left pixel, in records from its centre, half a pixel on.
A project's axes are four calibration points: two on x with values ``dx``, two on y with values ``dy``, as print.
"""

from __future__ import annotations

import io
import json
import tarfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from math import log10
from typing import Any

from reports.pictures import picture_of
from schemas.record import AxisRecord, FigureRecord, PanelRecord, SeriesRecord

Json = dict[str, Any]

HALF = 0.5
PIXELS = "Pixels"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Dates are kept as milliseconds since 1970.
_MILLISECONDS = 1000.0
_SUFFIX = {"image/png": ".png", "image/jpeg": ".jpg", "image/webp": ".webp"}


def project_of(record: FigureRecord, data: bytes | None) -> bytes:
    """The project as the bytes of a tar file; ``data`` is the figure's file, or None for a project without picture."""
    picture = picture_of(data, record, whole=True) if data else None
    image = f"{record.figure_id}{_SUFFIX[picture.media_type]}" if picture else None
    info = {"version": [4, 0], "json": "wpd.json", "images": [image] if image else []}
    files = {"info.json": json.dumps(info).encode(), "wpd.json": json.dumps(content_of(record)).encode()}
    if picture and image:
        files[image] = picture.data
    return _tar(record.figure_id, files)


def content_of(record: FigureRecord) -> Json:
    """What ``wpd.json`` says: axes of each panel and side, and a dataset per series.

    Series without a calibrated axis are datasets of an axis that counts pixels.
    """
    axes, datasets = [], []
    for number, panel in enumerate(record.panels):
        sides = {series.axis for series in panel.series if _calibrated(panel, series.axis)}
        axes += [_axes(record, number, side) for side in sorted(sides)]
        datasets += [_dataset(record, number, series, name) for series, name in _named(record, number)]
    if any(dataset["axesName"] == PIXELS for dataset in datasets):
        axes.append({"name": PIXELS, "type": "ImageAxes"})
    return {"version": [4, 2], "axesColl": axes, "datasetColl": datasets, "measurementColl": []}


def axes_name(record: FigureRecord, number: int, side: str) -> str:
    """The name of the axes of a panel and side, by which an import knows them again."""
    panel = f"Panel {number}" if len(record.panels) > 1 else "XY"
    return f"{panel} right" if side == "right" else panel


def dataset_names(record: FigureRecord, number: int) -> list[str]:
    """A name for each series of a panel, all different in the whole figure."""
    prefix = f"Panel {number}: " if len(record.panels) > 1 else ""
    names: list[str] = []
    for index, series in enumerate(record.panels[number].series):
        name = prefix + (series.name or f"series {index}")
        names.append(name if name not in names else f"{name} ({index})")
    return names


def print_value(axis: AxisRecord, value: float) -> str:
    """A value as calibration points print it: a date as ``2026/01/31 12:00:00``, else a number in full precision."""
    if axis.scale != "date":
        return repr(value)
    return f"{_EPOCH + timedelta(seconds=round(value)):%Y/%m/%d %H:%M:%S}"


def _named(record: FigureRecord, number: int) -> Iterator[tuple[SeriesRecord, str]]:
    yield from zip(record.panels[number].series, dataset_names(record, number), strict=True)


def _calibrated(panel: PanelRecord, side: str) -> bool:
    known = {axis.axis for axis in panel.axes if axis.slope is not None}
    return {"x", side} <= known


def _axes(record: FigureRecord, number: int, side: str) -> Json:
    panel = record.panels[number]
    x, y = (next(axis for axis in panel.axes if axis.axis == name) for name in ("x", side))
    (x1, px1), (x2, px2) = _two(x, panel.box.x0, panel.box.x1)
    (y1, py1), (y2, py2) = _two(y, panel.box.y1, panel.box.y0)
    left = panel.box.x0 if side == "left" else panel.box.x1
    points = [(px1, panel.box.y1, x1, y1), (px2, panel.box.y1, x2, y1), (left, py1, x1, y1), (left, py2, x1, y2)]
    return {
        "name": axes_name(record, number, side),
        "type": "XYAxes",
        "isLogX": x.scale == "log",
        "isLogY": y.scale == "log",
        "noRotation": False,
        "calibrationPoints": [
            {"px": px + HALF, "py": py + HALF, "dx": print_value(x, dx), "dy": print_value(y, dy), "dz": None}
            for px, py, dx, dy in points
        ],
    }


def _two(axis: AxisRecord, first: float, last: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """Two values with the pixels that the calibration gives them: those of the outer ticks, else of the box's sides.

    Dates are rounded to seconds, for so they are printed.
    """
    low, high = axis.first_tick, axis.last_tick
    if low is None or high is None or low == high or (axis.scale == "log" and min(low, high) <= 0):
        low, high = (value_at(axis, px) for px in (first, last))
    if axis.scale == "date":
        low, high = round(low), round(high)
    return (low, pixel_at(axis, low)), (high, pixel_at(axis, high))


def value_at(axis: AxisRecord, px: float) -> float:
    """The value of a calibrated axis at a pixel."""
    height = (axis.slope or 0.0) * px + (axis.intercept or 0.0)
    return float(10.0**height) if axis.scale == "log" else height


def pixel_at(axis: AxisRecord, value: float) -> float:
    """The pixel of a value on a calibrated axis; ``value`` is above 0 on a logarithmic one."""
    height = log10(value) if axis.scale == "log" else value
    return (height - (axis.intercept or 0.0)) / (axis.slope or 1.0)


def _dataset(record: FigureRecord, number: int, series: SeriesRecord, name: str) -> Json:
    panel, points = record.panels[number], series.points
    known = _calibrated(panel, series.axis)
    dated = {axis.axis: axis.scale == "date" for axis in panel.axes}
    data = []
    for px, py, x, y in zip(points.px, points.py, points.x, points.y, strict=True):
        if known and (x is None or y is None):
            continue
        place = {"x": px + HALF, "y": py + HALF}
        if x is None or y is None or not known:
            data.append({**place, "value": [px + HALF, py + HALF]})
        else:
            data.append({**place, "value": [_kept(x, dated["x"]), _kept(y, dated[series.axis])]})
    return {
        "name": name,
        "axesName": axes_name(record, number, series.axis) if known else PIXELS,
        "colorRGB": [*bytes.fromhex(series.color.removeprefix("#")), 255],
        "metadataKeys": [],
        "data": data,
        "autoDetectionData": None,
    }


def _kept(value: float, dated: bool) -> float:
    return value * _MILLISECONDS if dated else value


def _tar(folder: str, files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for name, data in files.items():
            entry = tarfile.TarInfo(f"{folder}/{name}")
            entry.size = len(data)
            tar.addfile(entry, io.BytesIO(data))
    return buffer.getvalue()
