"""Put what was read from a scene into the record of a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import numpy as np

from extractors.assemble import completed, is_calibrated, panel_of, rounded, text_record
from extractors.axes import Axis, PanelAxes
from extractors.calibration import Calibration
from extractors.figure_evidence import LEAST_CHANCE, FigureEvidence
from extractors.series import Floats, filled, nullable, values_at
from extractors.series_doubts import panel_doubts
from extractors.series_evidence import ENOUGH_TICKS, SeriesEvidence
from extractors.sides import assign_sides
from extractors.vector.curves import Drawn
from extractors.vector.legends import dash_name
from extractors.vector.read import PLACE_SIGMA, VectorReading
from extractors.verdict import judge_series
from schemas.options import Options
from schemas.reasons import Reason
from schemas.record import FigureRecord, NameSource, Origin, PanelRecord, PointsRecord, SeriesRecord

# Points nearer than this, in text heights, are one: the corner of a line and the middle of the marker on it.
SAME_POINT = 0.08
# Significant digits of a value: the file gives places more finely than pixels do.
FILE_DIGITS = 12
# A plot of so many pixels is fine enough for any curve.
FINE = 1e6


def vector_record(record: FigureRecord, reading: VectorReading, options: Options) -> FigureRecord:
    """Complete ``record`` with panels, texts, status, reason and confidence."""
    panels: list[PanelRecord] = []
    doubts: list[tuple[Reason, str]] = []
    for i in range(len(reading.panels)):
        panel, doubt = _panel_record(reading, i, options)
        panels.append(panel)
        doubts += doubt
    texts = [text_record(t, reading.figure) for t in reading.texts]
    return completed(record, panels, texts, doubts, _figure_evidence(panels, reading), options)


def _panel_record(reading: VectorReading, i: int, options: Options) -> tuple[PanelRecord, list[tuple[Reason, str]]]:
    axes, titles, own = reading.axes[i], reading.titles[i], reading.legends[i]
    drawn, missing = reading.drawn[i]
    names = [d.entry.name if d.entry is not None else None for d in drawn]
    sides = assign_sides(axes, names, [d.color for d in drawn])
    width = reading.panels[i].box.width
    series = [
        _series_record(d, axes, side, unclear, own is not None, width, reading, options)
        for d, (side, unclear) in zip(drawn, sides, strict=True)
    ]
    panel = panel_of(reading.panels[i].box, axes, titles, own, series, reading.figure)
    return panel, panel_doubts(i, reading.kinds[i], own, missing)


def _series_record(
    drawn: Drawn,
    axes: PanelAxes,
    side: str,
    unclear: Reason,
    has_legend: bool,
    width: float,
    reading: VectorReading,
    options: Options,
) -> SeriesRecord:
    points, origin = collect(drawn, reading.unit)
    y_axis = next((a for a in axes.y_axes if a.name == side), None)
    evidence = _evidence(drawn, points, axes.x, y_axis, width, reading)
    doubt = unclear if unclear is not Reason.NONE else drawn.reason
    verdict = judge_series(asdict(evidence), is_calibrated(axes, side), doubt, options)
    source: NameSource = "none" if drawn.entry is None else "legend" if has_legend else "label"
    red, green, blue = drawn.color
    return SeriesRecord(
        name=drawn.entry.name if drawn.entry is not None else None,
        name_source=source,
        axis="right" if side == "right" else "left",
        color=f"#{red:02x}{green:02x}{blue:02x}",
        dash="none" if drawn.paint is None else dash_name(drawn.paint),
        marker=drawn.form,
        coverage=1.0,
        confidence=round(verdict.confidence, 4),
        status=verdict.status,
        reason=verdict.reason,
        evidence=rounded(evidence),
        points=_points_record(drawn, points, origin, axes.x.calibration, y_axis, reading),
    )


def collect(drawn: Drawn, unit: float) -> tuple[Floats, list[Origin]]:
    """Points of a series in working pixels, (n, 2) with NaN rows at gaps, and where each comes from.

    Corners of the line that markers stand on are those; other markers are set in where the line passes.
    """
    line, markers = drawn.line, drawn.markers
    if not len(markers):
        return line, ["vector"] * len(line)
    if not len(line):
        order = np.argsort(markers[:, 0], kind="stable")
        return markers[order], ["marker"] * len(markers)
    away = np.hypot(line[:, None, 0] - markers[None, :, 0], line[:, None, 1] - markers[None, :, 1])
    away = np.where(np.isfinite(away), away, np.inf)
    points, origin = line.copy(), list[Origin](["vector"] * len(line))
    left = []
    for k in range(len(markers)):
        i = int(np.argmin(away[:, k]))
        if away[i, k] <= SAME_POINT * unit and origin[i] == "vector":
            alone = int((away[:, k] <= 2 * SAME_POINT * unit).sum()) == 1
            points[i] = points[i] if alone else markers[k]  # the file has corners of lines as they are meant
            origin[i] = "marker"
        else:
            left.append(k)
    apart = [k for k in left if _is_apart(line, markers[k])]
    points, origin = _set_in(points, origin, markers[[k for k in left if k not in apart]])
    for k in apart:
        points, origin = _set_apart(points, origin, markers[k])
    return points, origin


def _is_apart(line: Floats, marker: Floats) -> bool:
    """Whether a marker stands in a gap of the line or beyond its ends."""
    ends = np.sort([line[:-1, 0], line[1:, 0]], axis=0)
    return not ((ends[0] <= marker[0]) & (marker[0] <= ends[1])).any()


def _set_apart(points: Floats, origin: list[Origin], marker: Floats) -> tuple[Floats, list[Origin]]:
    """A marker put in as a point without neighbours, where the points run past it."""
    seen = np.flatnonzero(np.isfinite(points[:, 0]))
    way = 1 if points[seen[-1], 0] >= points[seen[0], 0] else -1
    k = int(max((i + 1 for i in seen if way * points[i, 0] < way * marker[0]), default=0))
    gap = np.full(2, np.nan)
    before = [gap] if k and np.isfinite(points[k - 1, 0]) else []
    after = [gap] if k < len(points) and np.isfinite(points[k, 0]) else []
    new = np.array([*before, marker, *after])
    names: list[Origin] = ["vector"] * len(new)
    names[len(before)] = "marker"
    return np.insert(points, [k] * len(new), new, axis=0), [*origin[:k], *names, *origin[k:]]


def _set_in(points: Floats, origin: list[Origin], markers: Floats) -> tuple[Floats, list[Origin]]:
    """Markers put in between the two points of the line that they lie between."""
    rows = [(float(k), points[k], origin[k]) for k in range(len(points))]
    for marker in markers:
        a, step = points[:-1], np.diff(points, axis=0)
        square = np.maximum((step**2).sum(axis=1), 1e-12)
        t = np.clip(((marker - a) * step).sum(axis=1) / square, 0, 1)
        away = np.hypot(*(marker - a - t[:, None] * step).T)
        k = int(np.nanargmin(away)) if np.isfinite(away).any() else 0
        rows.append((k + 0.001 + 0.998 * float(np.nan_to_num(t[k])), marker, "marker"))
    rows.sort(key=lambda row: row[0])
    return np.array([row[1] for row in rows]).reshape(-1, 2), [row[2] for row in rows]


def _points_record(
    drawn: Drawn,
    points: Floats,
    origin: Sequence[Origin],
    x_axis: Calibration | None,
    y_axis: Axis | None,
    reading: VectorReading,
) -> PointsRecord:
    figure = reading.figure
    sigma = PLACE_SIGMA * figure.scale
    fit = y_axis.calibration if y_axis is not None else None
    px, py = points[:, 0], points[:, 1]
    gap = ~np.isfinite(px) | ~np.isfinite(py)
    lower, upper = _interval_at(drawn, px)
    x, x_err = values_at(x_axis, px, sigma)
    y, y_err = values_at(fit, py, sigma)
    low, _ = values_at(fit, lower, sigma)
    high, _ = values_at(fit, upper, sigma)
    return PointsRecord(
        x=nullable(np.where(gap, np.nan, x), FILE_DIGITS),
        y=nullable(y, FILE_DIGITS),
        x_err=nullable(np.where(gap, np.nan, x_err), FILE_DIGITS),
        y_err=nullable(y_err, FILE_DIGITS),
        y_lower=nullable(np.minimum(low, high), FILE_DIGITS),
        y_upper=nullable(np.maximum(low, high), FILE_DIGITS),
        px=[round(figure.to_file(float(v)), 4) for v in filled(px)],
        py=[round(figure.to_file(float(v)), 4) for v in filled(py)],
        origin=list(origin),
    )


def _interval_at(drawn: Drawn, px: Floats) -> tuple[Floats, Floats]:
    nothing = np.full(len(px), np.nan)
    interval = drawn.interval
    if interval is None or not len(interval.x):
        return nothing, nothing
    nearest = np.abs(px[:, None] - interval.x[None, :])
    nearest = np.where(np.isfinite(nearest), nearest, np.inf)
    at, own = nearest.argmin(axis=1), nearest.min(axis=1) < 1.0
    return np.where(own, interval.lower[at], np.nan), np.where(own, interval.upper[at], np.nan)


def _evidence(
    drawn: Drawn, points: Floats, x_axis: Axis, y_axis: Axis | None, width: float, reading: VectorReading
) -> SeriesEvidence:
    """The evidence of a series whose path stands in the file: only name, axes and length can be in doubt."""
    fits = [a.calibration for a in (x_axis, y_axis) if a is not None and a.calibration is not None]
    seen = points[np.isfinite(points).all(axis=1)]
    return SeriesEvidence(
        coverage=1.0,
        on_ink=1.0,
        explained=1.0,
        near=1.0,
        interpolated=0.0,
        open_ends=0.0,
        paused=0.0,
        span=float(np.ptp(seen[:, 0])) / width if len(seen) else 0.0,
        reach=0.0,
        jump=0.0,
        beside=0.0,
        steep=0.0,
        vague=0.0,
        name=drawn.entry.confidence if drawn.entry is not None else 1.0,
        color_gap=1.0,
        gray=0.0,
        same_color=0.0,
        thicker=0.0,
        ticks=min((min(1.0, len(f.ticks) / ENOUGH_TICKS) for f in fits), default=0.0),
        residual=max((f.residual_px for f in fits), default=9.0) / reading.unit,
        print_height=reading.unit,
        stroke=3.0,  # no stroke is too thin to be seen in a vector, and no plot too small
        dashed=0.0,
        width=FINE,
        height=FINE,
        markers=float(len(drawn.markers)),
        others=0.0,
    )


def _figure_evidence(panels: Sequence[PanelRecord], reading: VectorReading) -> FigureEvidence:
    chances = [max(s.confidence, LEAST_CHANCE) for p in panels for s in p.series] or [LEAST_CHANCE]
    axes = [a for p in panels for a in p.axes]
    unnamed = [
        legend is None and len(p.series) > 1 and any(s.name is None for s in p.series)
        for p, legend in zip(panels, reading.legends, strict=True)
    ]
    own = [
        missing
        for (_, missing), legend in zip(reading.drawn, reading.legends, strict=True)
        if legend and not legend.shared
    ]
    return FigureEvidence(
        worst=min(chances),
        doubt=float(-np.log(chances).mean()),
        series=1.0,
        unexplained=0.0,
        missing=float(sum(len(m) for m in own)),
        empty=float(np.mean([not p.series for p in panels])) if panels else 1.0,
        refused=float(np.mean([a.slope is None for a in axes])) if axes else 1.0,
        unnamed=float(np.mean(unnamed)) if unnamed else 0.0,
        unused=0.0,
        uneven=0.0,
        panels=float(len(panels)),
        print=float(np.mean([t.confidence for t in reading.texts])) if reading.texts else 0.0,
        worst_print=min((t.confidence for t in reading.texts), default=0.0),
    )
