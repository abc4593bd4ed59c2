"""Truths and records made by hand, for tests of the measures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

from schemas.reasons import Status
from schemas.record import AxisRecord, BoxRecord, FigureRecord, PanelRecord, PointsRecord, SeriesRecord
from schemas.truth import TruePanel, TrueSeries, Truth

Values = Sequence[float | None]
WIDTH, HEIGHT = 400.0, 300.0  # of the plot box, in pixels


def truth(*panels: TruePanel, tags: Sequence[str] = ()) -> Truth:
    return Truth(id="hand-made", renderer="by hand", tags=list(tags), panels=list(panels))


def true_series(
    x: Values, y: Values, name: str | None = None, axis: str = "left", optional: bool = False
) -> TrueSeries:
    return TrueSeries.model_validate({"x": x, "y": y, "name": name, "axis": axis, "optional": optional})


def record(*panels: PanelRecord, status: Status = Status.OK) -> FigureRecord:
    return FigureRecord(
        figure_id="0" * 16,
        source="hand-made.png",
        sha256="0" * 64,
        status=status,
        extractor_version="0",
        options_hash="0",
        panels=list(panels),
    )


def found_series(
    x: Values,
    y: Values,
    name: str | None = None,
    axis: str = "left",
    px: Sequence[float] | None = None,
    y_err: Values | None = None,
) -> SeriesRecord:
    n = len(x)
    points = PointsRecord(
        x=list(x),
        y=list(y),
        x_err=[0.0] * n,
        y_err=list(y_err) if y_err is not None else [0.0] * n,
        y_lower=[None] * n,
        y_upper=[None] * n,
        px=list(px) if px is not None else [0.0] * n,
        py=[0.0] * n,
        origin=["trace"] * n,
    )
    side: Literal["left", "right"] = "right" if axis == "right" else "left"
    return SeriesRecord(name=name, axis=side, color="#000000", coverage=1, confidence=1, points=points)


def found_panel(*series: SeriesRecord, axes: Sequence[AxisRecord] = ()) -> PanelRecord:
    return PanelRecord(box=BoxRecord(x0=0, y0=0, x1=WIDTH, y1=HEIGHT), axes=list(axes), series=list(series))


def found_axis(axis: str, low: float, high: float, scale: str = "linear", status: Status = Status.OK) -> AxisRecord:
    """An axis whose transformed values are ``low`` and ``high`` at the ends of the plot box."""
    slope = (high - low) / (WIDTH if axis == "x" else -HEIGHT)
    intercept = low if axis == "x" else high
    return AxisRecord.model_validate(
        {"axis": axis, "scale": scale, "slope": slope, "intercept": intercept, "status": status}
    )


def copy_of(panel: TruePanel) -> PanelRecord:
    """A found panel that is the true one, as a perfect extraction would give it."""
    return found_panel(*(found_series(s.x, s.y, s.name, s.axis) for s in panel.series))


def wave(n: int = 200, shift: float = 0.0) -> tuple[list[float], list[float]]:
    """A sine over 0 to 10 in x and -1 to 1 in y."""
    x = np.linspace(0, 10, n)
    return x.tolist(), (np.sin(x) + shift).tolist()
