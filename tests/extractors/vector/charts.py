"""Line charts drawn as vectors by matplotlib, with the numbers they show."""

from __future__ import annotations

import io
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

X = np.linspace(0.0, 10.0, 21)
CURVES = {"first": 3 + 2 * np.sin(X), "second": 0.5 * X + 1, "third": 6 - 0.04 * X**2}


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
