"""The points of one figure as tidy CSV."""

from __future__ import annotations

import csv
from typing import TextIO

from schemas.record import FigureRecord

_VALUES = ("x", "y", "x_err", "y_err", "y_lower", "y_upper", "px", "py", "origin")
HEADER = ("panel", "series", "name", "axis", "point", *_VALUES)


def write_csv(record: FigureRecord, file: TextIO) -> None:
    """A header and one row per point; an empty cell where there is no value. Numbers are written in full precision."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(HEADER)
    for number, panel in enumerate(record.panels):
        for index, series in enumerate(panel.series):
            columns = [getattr(series.points, name) for name in _VALUES]
            for point, values in enumerate(zip(*columns, strict=True)):
                writer.writerow([number, index, series.name, series.axis, point, *values])
