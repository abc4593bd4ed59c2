"""A folder of figures for tests of whole runs: a chart, a copy of it, and files that are no charts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure


def draw_chart(path: Path, slope: float = 1.0) -> None:
    """Two lines with a legend and grid-free axes, 640 x 480 px."""
    figure = Figure(figsize=(6.4, 4.8), dpi=100)
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    x = np.linspace(0, 10, 50)
    axes.plot(x, slope * x, label="rising")
    axes.plot(x, 10 - slope * x / 2, label="falling")
    axes.legend()
    figure.savefig(path)


def fill(folder: Path) -> None:
    """``chart.png`` with ``chart.md``, ``deep/copy.PNG`` with the same bytes, ``empty.png`` and ``text.png``."""
    (folder / "deep").mkdir(parents=True)
    draw_chart(folder / "chart.png")
    (folder / "deep" / "copy.PNG").write_bytes((folder / "chart.png").read_bytes())
    (folder / "empty.png").touch()
    (folder / "text.png").write_text("no picture")
    (folder / "chart.md").write_text("one line rises, one falls")
    (folder / "notes.md").write_text("no figure")
