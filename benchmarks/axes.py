"""Whether an emitted axis is right: both ends of what the figure shows, within half a percent of the span."""

from __future__ import annotations

import numpy as np

from benchmarks.curves import Array
from benchmarks.matching import Pair
from benchmarks.names import names_match
from benchmarks.plane import Span, to_array
from schemas.reasons import Status
from schemas.record import AxisRecord, PanelRecord
from schemas.truth import TruePanel

END_TOLERANCE = 0.005  # of the span, at either end


def count_axes(pair: Pair) -> tuple[int, int]:
    """Axes of the found panel that were emitted (status ok, with a slope), and how many of them are right."""
    if pair.found is None:
        return 0, 0
    emitted = [axis for axis in pair.found.axes if axis.status is Status.OK and axis.slope is not None]
    return len(emitted), sum(_is_right(axis, pair, pair.found) for axis in emitted)


def _is_right(axis: AxisRecord, pair: Pair, found: PanelRecord) -> bool:
    scale = _true_scale(axis, pair.true)
    if scale is None or scale == "symlog":
        return False
    if scale == "category":
        return _categories_right(axis, pair.true)
    span = pair.plane.x if axis.axis == "x" else pair.plane.y(axis.axis)
    if (axis.scale == "log") != span.log:
        return False
    ends = _box_ends(axis, span, found) if span.visible else _data_ends(axis, span, found)
    return bool((np.abs(ends - np.array([0.0, 1.0])) <= END_TOLERANCE).all())


def _true_scale(axis: AxisRecord, true: TruePanel) -> str | None:
    """The scale the truth gives to the axis; None where the figure has no such axis."""
    if axis.axis == "x":
        return true.x_scale
    if axis.axis == "left":
        return true.y_scale
    has_right = true.y2_scale is not None or true.y2_lim is not None or any(s.axis == "right" for s in true.series)
    return (true.y2_scale or "linear") if has_right else None


def _categories_right(axis: AxisRecord, true: TruePanel) -> bool:
    """All labels were read; where they are numbers, a reading as numbers will do."""
    labels = true.categories or []
    if axis.scale == "category":
        read = axis.categories or []
        return len(read) == len(labels) and all(names_match(a, b) for a, b in zip(labels, read, strict=True))
    values = [tick.value for tick in axis.ticks if tick.value is not None]
    numbers = [_number(label) for label in labels]
    ends = [n for n in (numbers[:1] + numbers[-1:]) if n is not None]
    return len(ends) == 2 and len(values) >= 2 and bool(np.allclose(sorted(ends), [min(values), max(values)]))


def _number(label: str) -> float | None:
    try:
        return float(label)
    except ValueError:
        return None


def _box_ends(axis: AxisRecord, span: Span, found: PanelRecord) -> Array:
    """Where the first and the last pixel of the plot box lie in the plane, as the axis was calibrated."""
    box = found.box
    pixels = np.array([box.x0, box.x1] if axis.axis == "x" else [box.y1, box.y0])
    values = (axis.slope or 0.0) * pixels + (axis.intercept or 0.0)
    return (values - span.low) / (span.high - span.low)


def _data_ends(axis: AxisRecord, span: Span, found: PanelRecord) -> Array:
    """Where the least and the greatest emitted value lie in the plane."""
    rows = [s.points.x if axis.axis == "x" else s.points.y for s in found.series if axis.axis in ("x", s.axis)]
    places = span.scale(np.concatenate([to_array(row) for row in rows] or [np.empty(0)]))
    places = places[np.isfinite(places)]
    return np.array([places.min(), places.max()]) if len(places) else np.full(2, np.nan)
