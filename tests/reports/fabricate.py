"""Fabricated records for tests of tables and overlays: no picture is read."""

from __future__ import annotations

import hashlib
from typing import Literal

import numpy as np

from extractors import EXTRACTOR_VERSION
from schemas.options import Options
from schemas.reasons import Reason, Status
from schemas.record import (
    AxisRecord,
    BoxRecord,
    FigureRecord,
    LegendRecord,
    PanelRecord,
    PointsRecord,
    SeriesRecord,
    TickRecord,
)


def record(source: str = "a.png", panels: int = 1, series: int = 2, points: int = 20, size: int = 400) -> FigureRecord:
    """A figure of ``size`` pixels a side with its panels in a row, each with sine curves, markers, a band and a gap."""
    sha256 = hashlib.sha256(source.encode()).hexdigest()
    width = size / max(panels, 1)
    boxes = [
        BoxRecord(x0=(i + 0.2) * width, y0=0.15 * size, x1=(i + 0.9) * width, y1=0.85 * size) for i in range(panels)
    ]
    return FigureRecord(
        figure_id=sha256[:16],
        source=source,
        sha256=sha256,
        width=size,
        height=size,
        status=Status.OK,
        confidence=0.9,
        extractor_version=EXTRACTOR_VERSION,
        options_hash=Options().digest(),
        panels=[_panel(box, series, points) for box in boxes],
        seconds=0.5,
        run_id="run",
        digitised_at="2026-01-02T03:04:05+00:00",
    )


def failed(source: str = "broken.png", reason: Reason = Reason.UNREADABLE_IMAGE) -> FigureRecord:
    """A figure of which nothing could be read."""
    empty = record(source).model_copy(update={"panels": [], "width": None, "height": None, "confidence": 0.0})
    return empty.model_copy(update={"status": Status.FAILED, "reason": reason, "message": "no image"})


def _panel(box: BoxRecord, series: int, points: int) -> PanelRecord:
    span = box.x1 - box.x0
    legend = BoxRecord(x0=box.x1 - 0.4 * span, y0=box.y0 + 0.05 * span, x1=box.x1 - 0.05 * span, y1=box.y0 + 0.2 * span)
    names = [f"Series {i}" for i in range(series)]
    return PanelRecord(
        title="A panel",
        box=box,
        axes=[_axis("x", box.x0, box.x1), _axis("left", box.y1, box.y0)],
        legend=LegendRecord(box=legend, names=names),
        series=[_series(box, name, index, points) for index, name in enumerate(names)],
    )


def _axis(name: str, first_px: float, last_px: float) -> AxisRecord:
    slope = 10 / (last_px - first_px)
    ticks = [
        TickRecord(text=f"{value}", value=value, px=first_px + value / slope, residual_px=0.1, reader="fake")
        for value in range(0, 11, 2)
    ]
    return AxisRecord.model_validate(
        {
            "axis": name,
            "label": f"the {name} axis",
            "scale": "linear",
            "slope": slope,
            "intercept": -slope * first_px,
            "first_tick": 0.0,
            "last_tick": 10.0,
            "tick_step": 2.0,
            "residual_px": 0.1,
            "ticks": ticks,
        }
    )


def _origin(index: int, points: int) -> Literal["trace", "interpolated"]:
    return "interpolated" if points / 3 < index < 2 * points / 3 else "trace"


def _series(box: BoxRecord, name: str, index: int, points: int) -> SeriesRecord:
    x = np.linspace(1, 9, points)
    y = 5 + (2 + index) * np.sin(x + index)
    px = box.x0 + x / 10 * (box.x1 - box.x0)
    py = box.y1 - y / 10 * (box.y1 - box.y0)
    banded = index == 0
    return SeriesRecord(
        name=name,
        name_source="legend",
        color=f"#{40 * index:02x}60a0",
        marker="circle" if banded else None,
        coverage=0.98,
        confidence=0.9,
        points=PointsRecord(
            x=x.tolist(),
            y=y.tolist(),
            x_err=[0.01] * points,
            y_err=[0.02] * points,
            y_lower=(y - 0.5).tolist() if banded else [None] * points,
            y_upper=(y + 0.5).tolist() if banded else [None] * points,
            px=px.tolist(),
            py=py.tolist(),
            origin=["marker"] * points if banded else [_origin(i, points) for i in range(points)],
        ),
    )
