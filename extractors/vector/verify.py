"""Hold what was read from vectors against what the pixel path reads in the same figure when it is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from schemas.reasons import Reason, Status
from schemas.record import AxisRecord, BoxRecord, FigureRecord, PanelRecord, SeriesRecord

# Panels are the same where they share so much of their boxes.
SAME_BOX = 0.7
# A line lies where another does if so much of it is within this share of the panel: what counts as right in the
# benchmarks. Errors beyond it widen the tolerance, counted in sigmas.
ON_LINE, NEAR, SIGMAS = 0.95, 0.01, 3.0
# Axes differ where they do by more than this share of what the panel spans, at either end of it.
AXES_DIFFER = 0.01
# Points set so closely along a polyline that none of its stretches is missed, as a share of the panel.
STEP = 0.002

_MADE_FROM_PIXELS = frozenset({"trace", "interpolated"})


def is_from_vectors(record: FigureRecord) -> bool:
    """Whether the series of a record were read from paths, so that their drawing is a second witness."""
    origins = {origin for series in record.series for origin in series.points.origin}
    return bool(origins) and not origins & _MADE_FROM_PIXELS


def held_against(record: FigureRecord, drawn: FigureRecord) -> FigureRecord:
    """The record, for review where ``drawn``, which was read from the pixels of the same figure, disagrees with it.

    Only what the pixel path is sure of is a witness: axes that it calibrated and series that it calls ok.
    """
    panels, told = list(record.panels), list[str]()
    for number, panel in enumerate(record.panels):
        witness = next((other for other in drawn.panels if _same_box(panel.box, other.box)), None)
        if witness is None:
            continue
        axes = list(_axes_that_differ(panel, witness))
        series = [_differs(one, panel, witness, axes) for one in panel.series]
        told += [f"panel {number} {name} axis" for name in axes]
        told += [f"panel {number} series {i}" for i, differs in enumerate(series) if differs]
        marked = [_marked(one) if differs else one for one, differs in zip(panel.series, series, strict=True)]
        panels[number] = panel.model_copy(update={"series": marked})
    if not told:
        return record
    message = "read otherwise from pixels: " + ", ".join(told)
    update: dict[str, object] = {"panels": panels, "message": f"{record.message}; {message}".removeprefix("; ")}
    if record.status is Status.OK:
        update |= {"status": Status.REVIEW, "reason": Reason.DRAWN_OTHERWISE}
    return record.model_copy(update=update)


def _marked(series: SeriesRecord) -> SeriesRecord:
    if series.status is not Status.OK:
        return series
    return series.model_copy(update={"status": Status.REVIEW, "reason": Reason.DRAWN_OTHERWISE})


def _same_box(a: BoxRecord, b: BoxRecord) -> bool:
    across, up = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0)
    both = max(across, 0.0) * max(up, 0.0)
    area = (a.x1 - a.x0) * (a.y1 - a.y0) + (b.x1 - b.x0) * (b.y1 - b.y0) - both
    return both >= SAME_BOX * area


def _axes_that_differ(panel: PanelRecord, witness: PanelRecord) -> Iterator[str]:
    """The axes that both readings calibrated and to which they give other values."""
    for axis in panel.axes:
        other = _axis(witness, axis.axis)
        if other is None or "category" in (axis.scale, other.scale) or axis.slope is None or other.slope is None:
            continue
        ends = np.array([panel.box.x0, panel.box.x1] if axis.axis == "x" else [panel.box.y1, panel.box.y0])
        here, there = ((fit.slope or 0.0) * ends + (fit.intercept or 0.0) for fit in (axis, other))
        most = AXES_DIFFER * abs(float(here[1] - here[0]))
        if (axis.scale == "log") != (other.scale == "log") or np.any(np.abs(here - there) > most):
            yield axis.axis


def _axis(panel: PanelRecord, name: str) -> AxisRecord | None:
    return next((axis for axis in panel.axes if axis.axis == name), None)


def _differs(series: SeriesRecord, panel: PanelRecord, witness: PanelRecord, axes: Sequence[str]) -> bool:
    """Whether a sure series of that name lies elsewhere, belongs to the other axis, or has an axis that differs."""
    same = [one for one in witness.series if one.name and one.name == series.name and one.status is Status.OK]
    alike = [one for one in panel.series if one.name == series.name]
    if len(same) != 1 or len(alike) != 1:
        return False
    (other,) = same
    return other.axis != series.axis or bool({"x", series.axis} & {*axes}) or not _lies_on(other, series, witness)


def _lies_on(drawn: SeriesRecord, series: SeriesRecord, witness: PanelRecord) -> bool:
    """Whether the traced line lies on the path, within its errors; what was bridged tells nothing."""
    box, points = witness.box, drawn.points
    seen = np.array([origin != "interpolated" for origin in points.origin], bool)
    traced = np.column_stack([points.px, points.py])[seen] if len(seen) else np.zeros((0, 2))
    path = _along(series, box)
    if not len(traced) or not len(path):
        return True
    size = np.array([box.x1 - box.x0, box.y1 - box.y0])
    near = max(NEAR, STEP + SIGMAS * _sigma(drawn, _axis(witness, drawn.axis)) / float(size[1]))
    away = np.array([np.hypot(*((path - place) / size).T).min() for place in traced])
    return float(np.mean(away <= near)) >= ON_LINE


def _along(series: SeriesRecord, box: BoxRecord) -> NDArray[np.float64]:
    """Places along the path of a series, close to one another; nothing in its gaps."""
    points = series.points
    places = np.column_stack([points.px, points.py]) if points.px else np.zeros((0, 2))
    known = np.array([x is not None and y is not None for x, y in zip(points.x, points.y, strict=True)], bool)
    step = STEP * max(box.x1 - box.x0, box.y1 - box.y0)
    found = [places[known]]
    for i in np.flatnonzero(known[1:] & known[:-1]) if len(known) > 1 else ():
        count = int(np.hypot(*(places[i + 1] - places[i])) / step)
        share = (np.arange(1, count + 1) / (count + 1))[:, None]
        found.append(places[i] + share * (places[i + 1] - places[i]))
    return np.concatenate(found)


def _sigma(series: SeriesRecord, axis: AxisRecord | None) -> float:
    """The usual error of a traced line in pixels."""
    points = series.points
    rows = [(y, error) for y, error in zip(points.y, points.y_err, strict=True) if y and error is not None]
    if axis is None or not axis.slope or not rows:
        return 0.0
    y, error = np.abs(np.array(rows, np.float64)).T
    return float(np.median(error / (y * np.log(10)) if axis.scale == "log" else error)) / abs(axis.slope)
