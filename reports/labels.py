"""The words of an overlay: one line per figure, axis, series and tick."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from schemas.reasons import Reason, Status
from schemas.record import AxisRecord, FigureRecord, SeriesRecord, TickRecord

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def figure_line(record: FigureRecord) -> str:
    """Source, status and what the reason says."""
    words = [record.source, _verdict(record.status, record.reason), f"confidence {record.confidence:.2f}"]
    return " | ".join([*words, record.message] if record.message else words)


def axis_line(axis: AxisRecord) -> str:
    """Which axis, its label, scale and span of ticks."""
    words = [axis.axis, axis.label or "no label", _verdict(axis.status, axis.reason)]
    if axis.scale is not None:
        used = sum(tick.residual_px is not None for tick in axis.ticks)
        first, last = _value(axis, axis.first_tick), _value(axis, axis.last_tick)
        words.append(f"{axis.scale}, {used} of {len(axis.ticks)} ticks, {first}..{last}")
    if axis.residual_px is not None:
        words.append(f"residual {axis.residual_px:.2f} px")
    return " | ".join(words)


def series_line(series: SeriesRecord) -> str:
    """The name, axis, number of points and status of a series."""
    style = " ".join(filter(None, (series.color, series.dash, series.marker)))
    counts = f"{len(series.points.px)} points, coverage {series.coverage:.2f}, confidence {series.confidence:.2f}"
    words = [series.name or "no name", _verdict(series.status, series.reason), f"{series.axis} axis", style, counts]
    return " | ".join(words)


def tick_text(tick: TickRecord, axis: AxisRecord) -> str:
    """The value that a tick was read as, or the text that could not be read as one, with a question mark."""
    if tick.value is None:
        return f"{tick.text}?"
    return tick.text if axis.scale == "category" else _value(axis, tick.value)


def _verdict(status: Status, reason: Reason) -> str:
    return f"{status.value} ({reason.value})" if reason else status.value


def _value(axis: AxisRecord, value: float | None) -> str:
    if value is None:
        return "?"
    return _date(value) if axis.scale == "date" else f"{value:.6g}"


def _date(seconds: float) -> str:
    try:
        moment = _EPOCH + timedelta(seconds=seconds)
    except OverflowError:
        return f"{seconds:.6g} s"
    return f"{moment:%Y-%m-%d}" if seconds % 86400 == 0 else f"{moment:%Y-%m-%d %H:%M}"
