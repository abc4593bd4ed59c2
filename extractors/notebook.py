"""A figure digitised in Python: its record, and what a notebook shows of it."""

from __future__ import annotations

import base64
import io
from html import escape
from os import PathLike
from pathlib import Path
from typing import Self

from PIL import Image
from pydantic import PrivateAttr

from extractors.errors import UnreadableImage
from extractors.image import decode, open_image, to_rgb
from extractors.pipeline import digitise_bytes
from extractors.scan import upright
from schemas.options import Options
from schemas.record import FigureRecord, PanelRecord, SeriesRecord

# Told apart with colour-blind eyes too, and not the colours that figures are mostly drawn in.
_COLORS = ("#d52800", "#005cc8", "#008c5a", "#b42896", "#965f00", "#0096b4")
_STYLE = "border-collapse:collapse;font-size:90%"
_COLUMNS = ("panel", "series", "axis", "points", "confidence", "status")


class DigitisedFigure(FigureRecord):
    """The record of a figure that was digitised here and now, with the bytes of its file."""

    _data: bytes = PrivateAttr(default=b"")

    @classmethod
    def of(cls, record: FigureRecord, data: bytes) -> Self:
        """The record with the file that it was read from."""
        figure = cls.model_validate(record.model_dump())
        figure._data = data
        return figure

    def _repr_html_(self) -> str:
        """The figure with what was read drawn over it, and a list of its series."""
        head = f"<b>{escape(self.source)}</b>: {self.status.value}, confidence {self.confidence:.2f}"
        words = f" ({self.reason.value}) {escape(self.message)}" if self.reason else ""
        return f"<div><p>{head}{words}</p>{_overlay(self, self._data)}{_table(self)}</div>"


def digitise_figure(figure: str | PathLike[str] | bytes, options: Options | None = None) -> DigitisedFigure:
    """Digitise the file of this path, or these bytes; raises ``OSError`` where the file cannot be opened."""
    data, source = (figure, "figure") if isinstance(figure, bytes) else (Path(figure).read_bytes(), Path(figure).name)
    return DigitisedFigure.of(digitise_bytes(data, source, options or Options()), data)


def _overlay(record: FigureRecord, data: bytes) -> str:
    if not record.width or not record.height:
        return ""
    lines = "".join(
        _line(series, _COLORS[index % len(_COLORS)], record.width)
        for panel in record.panels
        for index, series in enumerate(panel.series)
    )
    size = f'width="{record.width}" height="{record.height}"'
    # Pixel centres are whole numbers, so the picture begins half a pixel before them.
    picture = f'<image href="{_picture(data, record.tilt)}" x="-0.5" y="-0.5" {size} opacity="0.45"/>'
    view = f'viewBox="-0.5 -0.5 {record.width} {record.height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {view} width="100%" style="max-width:720px">{picture}{lines}</svg>'


def _line(series: SeriesRecord, color: str, width: int) -> str:
    """Traced stretches as lines, markers as rings; where there is no value there is no line."""
    stretches: list[list[str]] = [[]]
    rings = []
    points = series.points
    blank = any(value is not None for value in points.y)
    for px, py, y, origin in zip(points.px, points.py, points.y, points.origin, strict=True):
        if blank and y is None:
            stretches.append([])
            continue
        stretches[-1].append(f"{px:.2f},{py:.2f}")
        if origin == "marker":
            rings.append(f'<circle cx="{px:.2f}" cy="{py:.2f}" r="{width * 0.005:.2f}"/>')
    drawn = "" if series.dash == "none" else "".join(f'<polyline points="{" ".join(s)}"/>' for s in stretches if s)
    return f'<g fill="none" stroke="{color}" stroke-width="{width * 0.0025:.2f}">{drawn}{"".join(rings)}</g>'


def _picture(data: bytes, tilt: float) -> str:
    """The figure as PNG in a ``data:`` address, upright as it was read; empty where it holds no pixels."""
    try:
        rgb = to_rgb(decode(open_image(data)))
    except UnreadableImage:
        return ""
    buffer = io.BytesIO()
    Image.fromarray(upright(rgb, tilt) if tilt else rgb).save(buffer, "PNG")
    return f"data:image/png;base64,{base64.b64encode(buffer.getvalue()).decode()}"


def _table(record: FigureRecord) -> str:
    rows = [
        "".join(f"<td>{escape(str(cell))}</td>" for cell in _row(number, panel, series))
        for number, panel in enumerate(record.panels)
        for series in panel.series
    ]
    head = "".join(f"<th>{name}</th>" for name in _COLUMNS)
    return (
        f'<table style="{_STYLE}"><tr>{head}</tr>{"".join(f"<tr>{row}</tr>" for row in rows)}</table>' if rows else ""
    )


def _row(number: int, panel: PanelRecord, series: SeriesRecord) -> tuple[str | int, ...]:
    names = series.name or "no name", series.axis, len(series.points.px)
    return (panel.title or number, *names, f"{series.confidence:.2f}", series.status.value)
