"""What a person accepted, as the true numbers of a figure: corrections become figures of the benchmark."""

from __future__ import annotations

from typing import cast

from schemas.record import AxisRecord, FigureRecord, PanelRecord, SeriesRecord
from schemas.truth import TrueBand, TruePanel, TrueScale, TrueSeries, Truth


def truth_of(record: FigureRecord, figure: str) -> Truth:
    """The truth of a corrected record, for ``<figure>.json`` beside the picture; gaps are nulls.

    Axes without a calibration have no numbers to be true: their panels are left out.
    """
    panels = [panel for panel in map(_panel, record.panels) if panel is not None]
    return Truth(id=figure, renderer="corrected", panels=panels)


def _panel(panel: PanelRecord) -> TruePanel | None:
    x, left, right = (_axis(panel, name) for name in ("x", "left", "right"))
    y = left or right
    if x is None or y is None:
        return None
    series = [one for one in panel.series if _axis(panel, one.axis) is not None]
    box = panel.box
    return TruePanel(
        title=panel.title,
        x_label=x.label,
        y_label=left.label if left is not None else None,
        y2_label=right.label if right is not None else None,
        x_scale=_scale(x),
        y_scale=_scale(y),
        y2_scale=_scale(right) if right is not None else None,
        x_lim=_limits(x, box.x0, box.x1),
        y_lim=_limits(left, box.y1, box.y0) if left is not None else None,
        y2_lim=_limits(right, box.y1, box.y0) if right is not None else None,
        box=(box.x0, box.y0, box.x1, box.y1),
        categories=x.categories,
        series=[TrueSeries(name=s.name, axis=s.axis, x=s.points.x, y=s.points.y, color=s.color) for s in series],
        bands=[_band(one) for one in series if any(value is not None for value in one.points.y_lower)],
    )


def _axis(panel: PanelRecord, name: str) -> AxisRecord | None:
    return next((axis for axis in panel.axes if axis.axis == name and axis.slope is not None), None)


def _scale(axis: AxisRecord) -> TrueScale:
    return cast(TrueScale, axis.scale or "linear")


def _limits(axis: AxisRecord, first: float, last: float) -> tuple[float, float]:
    """What the axis shows from one end of the plot box to the other."""
    low, high = (axis.slope * px + axis.intercept for px in (first, last))  # type: ignore[operator]  # calibrated
    return (10.0**low, 10.0**high) if axis.scale == "log" else (low, high)


def _band(series: SeriesRecord) -> TrueBand:
    points = series.points
    return TrueBand(name=series.name, x=points.x, lower=points.y_lower, upper=points.y_upper)
