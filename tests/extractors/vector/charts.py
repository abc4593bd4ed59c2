"""Line charts drawn as vectors by matplotlib, with the numbers they show."""

from __future__ import annotations

import io
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure

X = np.linspace(0.0, 10.0, 21)
CURVES = {"first": 3 + 2 * np.sin(X), "second": 0.5 * X + 1, "third": 6 - 0.04 * X**2}
PROSE = "The quick brown fox jumps over the lazy dog and goes on its way to the far hills"


def saved(figure: Figure, form: str, settings: dict[Any, Any] | None = None) -> bytes:
    """The figure as bytes of that format, the same each time."""
    out = io.BytesIO()
    with mpl.rc_context({"svg.hashsalt": "a", "svg.fonttype": "none", **(settings or {})}):
        figure.savefig(out, format=form)
    return out.getvalue()


def chart(**style: Any) -> tuple[Figure, Axes]:
    """Three named lines with labels and a legend."""
    figure = Figure(figsize=(5, 3.5))
    FigureCanvasAgg(figure)
    axes = figure.subplots()
    for name, y in CURVES.items():
        axes.plot(X, y, label=name, **style)
    axes.set(xlabel="time (s)", ylabel="height")
    axes.legend()
    return figure, axes


def page(boxes: list[tuple[float, float, float, float]], first: int) -> Figure:
    """A page with prose, a chart in each box, and a numbered caption of two lines below each."""
    figure = Figure(figsize=(8.5, 11))
    for k in range(12):
        figure.text(0.1, 0.95 - 0.014 * k, PROSE, fontsize=9)
    for number, box in enumerate(boxes, start=first):
        axes = figure.add_axes(box)
        for name, y in CURVES.items():
            axes.plot(X, y + number, label=name)
        axes.set(xlabel="time (s)", ylabel="height")
        axes.legend()
        left, bottom = box[0], box[1]
        figure.text(left, bottom - 0.06, f"Figure {number}: Heights of three", fontsize=9)
        figure.text(left, bottom - 0.075, "curves over time.", fontsize=9)
    return figure


def paper(pages: list[Figure]) -> bytes:
    """The pages as a PDF, the same each time."""
    out = io.BytesIO()
    with PdfPages(out, metadata={"CreationDate": None}) as pdf:
        for figure in pages:
            pdf.savefig(figure)
    return out.getvalue()
