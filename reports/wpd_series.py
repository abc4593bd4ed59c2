"""Datasets of WebPlotDigitizer as series of a panel: points that were not moved keep all that was read of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Any, Literal

from extractors.series import MARKER_SIGMA
from reports.wpd import value_at
from schemas.record import AxisRecord, PanelRecord, PointsRecord, SeriesRecord

# Places are written with three decimals; what lies closer than this to a point that was read is that point.
_SAME_PLACE = 0.01
_COLUMNS = ("x", "y", "x_err", "y_err", "y_lower", "y_upper", "px", "py", "py_lower", "py_upper", "origin")
_GREY = "#808080"

Side = Literal["left", "right"]


@dataclass(frozen=True)
class Place:
    """A point in pixels of the record."""

    px: float
    py: float


def imported_series(
    panel: PanelRecord, name: str, side: Side, color: Any, places: Sequence[Place], old: SeriesRecord | None
) -> SeriesRecord:
    """The series of a dataset; ``old`` is the one of the panel that it was made of, whose style it keeps.

    The values and errors of new points follow from the axes, which are calibrated.
    """
    if old is not None and _same(places, old.points):
        return old
    axes = {axis.axis: axis for axis in panel.axes}
    rows = _rows(old.points) if old is not None else {}
    made = [rows.get(_key(place)) or _new_row(place, axes["x"], axes[side]) for place in places]
    points = PointsRecord.model_validate({column: [row[column] for row in made] for column in _COLUMNS})
    if old is not None:
        return old.model_copy(update={"points": points})
    return SeriesRecord.model_validate(
        {
            "name": name or None,
            "name_source": "human",
            "axis": side,
            "color": _hex(color),
            "coverage": 0.0,
            "confidence": 0.0,
            "points": points,
        }
    )


def _same(places: Sequence[Place], points: PointsRecord) -> bool:
    """Whether a dataset still holds every point of a series that has values, in its order, and no other."""
    kept = [
        (px, py) for px, py, x, y in zip(points.px, points.py, points.x, points.y, strict=True)
        if x is not None and y is not None
    ]  # fmt: skip
    return len(kept) == len(places) and all(
        abs(place.px - px) <= _SAME_PLACE and abs(place.py - py) <= _SAME_PLACE
        for place, (px, py) in zip(places, kept, strict=True)
    )


def _rows(points: PointsRecord) -> dict[tuple[int, int], dict[str, Any]]:
    columns = [getattr(points, name) or [None] * len(points.px) for name in _COLUMNS]
    return {
        _key(Place(px, py)): dict(zip(_COLUMNS, row, strict=True))
        for px, py, row in zip(points.px, points.py, zip(*columns, strict=True), strict=True)
    }


def _key(place: Place) -> tuple[int, int]:
    return round(place.px / _SAME_PLACE), round(place.py / _SAME_PLACE)


def _new_row(place: Place, x: AxisRecord, y: AxisRecord) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(_COLUMNS)
    (row["x"], row["x_err"]), (row["y"], row["y_err"]) = _value(x, place.px), _value(y, place.py)
    return row | {"px": round(place.px, 3), "py": round(place.py, 3), "origin": "human"}


def _value(axis: AxisRecord, px: float) -> tuple[float, float]:
    """The value at a pixel and its error by the place of a point set by hand, as sure as that of a marker."""
    value = value_at(axis, px)
    error = abs(axis.slope or 0.0) * MARKER_SIGMA
    return value, abs(value) * log(10) * error if axis.scale == "log" else error


def _hex(color: Any) -> str:
    if not isinstance(color, list) or len(color) < 3:
        return _GREY
    return "#{:02x}{:02x}{:02x}".format(*(min(max(int(part), 0), 255) for part in color[:3]))
