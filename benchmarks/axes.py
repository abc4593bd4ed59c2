"""Whether an emitted axis is right: its calibration is true to half a percent of the span at both ends of the axis.

The place of the plot box is not judged, only the values of pixels. Three ways, the first that can tell: where the truth
gives the true plot box, the values at its ends; else the places of the matched curves beside the true ones; else,
where the curves tell too little, the values at the ends of the found box or of the found data.
"""

from __future__ import annotations

import numpy as np

from benchmarks.alignment import AxisError, axis_errors
from benchmarks.curves import Array
from benchmarks.matching import Pair
from benchmarks.plane import Span, to_array
from checks.names import names_match
from schemas.reasons import Status
from schemas.record import AxisRecord, BoxRecord, PanelRecord
from schemas.truth import TrueBox, TruePanel

END_TOLERANCE = 0.005  # of the span, at either end


def count_axes(pair: Pair, matches: dict[int, int]) -> tuple[int, int]:
    """Axes of the found panel that were emitted (status ok, with a slope), and how many of them are right.

    ``matches`` gives true series to found ones.
    """
    if pair.found is None:
        return 0, 0
    emitted = [axis for axis in pair.found.axes if axis.status is Status.OK and axis.slope is not None]
    errors = axis_errors(pair, matches) if emitted else {}
    return len(emitted), sum(_is_right(axis, pair, pair.found, errors) for axis in emitted)


def _is_right(axis: AxisRecord, pair: Pair, found: PanelRecord, errors: dict[str, AxisError]) -> bool:
    scale = _true_scale(axis, pair.true)
    if scale is None or scale == "symlog":
        return False
    if scale == "category":
        return _categories_right(axis, pair.true)
    span = pair.plane.x if axis.axis == "x" else pair.plane.y(axis.axis)
    if (axis.scale == "log") != span.log:
        return False
    if span.visible and pair.true.box is not None:
        off = _off_at(axis, span, pair.true.box)
    elif errors[axis.axis].known:
        off = np.array([errors[axis.axis].low, errors[axis.axis].high])
    elif span.visible:
        off = _off_at(axis, span, _corners(found.box))
    else:
        off = _off_at_data_ends(axis, span, found)
    return bool((np.abs(off) <= END_TOLERANCE).all())


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


def _off_at(axis: AxisRecord, span: Span, box: TrueBox) -> Array:
    """By how much the calibration misses the limits at the ends of a plot box, in spans, (2,)."""
    x0, y0, x1, y1 = box
    pixels = np.array([x0, x1] if axis.axis == "x" else [y1, y0])
    values = (axis.slope or 0.0) * pixels + (axis.intercept or 0.0)
    return np.asarray((values - span.low) / (span.high - span.low) - np.array([0.0, 1.0]))


def _corners(box: BoxRecord) -> TrueBox:
    return box.x0, box.y0, box.x1, box.y1


def _off_at_data_ends(axis: AxisRecord, span: Span, found: PanelRecord) -> Array:
    """By how much the least and the greatest emitted value miss those of the truth, in spans, (2,)."""
    rows = [s.points.x if axis.axis == "x" else s.points.y for s in found.series if axis.axis in ("x", s.axis)]
    places = span.scale(np.concatenate([to_array(row) for row in rows] or [np.empty(0)]))
    places = places[np.isfinite(places)]
    return np.array([places.min(), places.max() - 1]) if len(places) else np.full(2, np.nan)
