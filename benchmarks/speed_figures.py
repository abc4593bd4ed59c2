"""Plain figures of given size, for measuring time: as many pixels, panels and lines as asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

# The print of papers and dashboards grows with the picture, but not in proportion.
_DPI, _LARGEST_DPI = 100, 240
_PANEL_COLUMNS = 4
_POINTS = 120


@dataclass(frozen=True, slots=True)
class Shape:
    """What a figure costs most by: its width in pixels (its height is two thirds of it), panels, lines per panel."""

    width: int
    panels: int
    series: int

    @property
    def name(self) -> str:
        return f"{self.width} px, {_many(self.panels, 'panel')}, {self.series} line{'s' * (self.series > 1)}"


# One property varied at a time around a usual figure, and the largest of all.
USUAL = Shape(960, 1, 3)
SHAPES = (
    *(Shape(width, 1, 3) for width in (300, 640, 960, 1600, 3000)),
    *(Shape(960, 1, series) for series in (1, 6, 10)),
    *(Shape(1600, panels, 3) for panels in (2, 6, 12)),
)


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' * (count > 1)}"


def draw_figure(path: Path, shape: Shape, seed: int) -> None:
    """Write a PNG of the shape; another seed gives other lines, numbers and limits."""
    rng = np.random.default_rng(seed)
    dpi = min(_LARGEST_DPI, max(_DPI, _DPI * shape.width // 1000))
    figure = Figure(figsize=(shape.width / dpi, shape.width / dpi * 2 / 3), dpi=dpi, layout="constrained")
    columns = min(shape.panels, _PANEL_COLUMNS)
    axes = figure.subplots(-(-shape.panels // columns), columns, squeeze=False).ravel()
    small = shape.width / dpi / columns < 4
    for k, panel in enumerate(axes[: shape.panels]):
        x = np.linspace(0, float(rng.choice([1, 10, 50, 200])), _POINTS)
        scale = float(rng.choice([0.5, 2, 30, 400]))
        for line in range(shape.series):
            wave = np.sin(x / x[-1] * rng.uniform(1, 7) + rng.uniform(0, 6))
            panel.plot(x, scale * (line + wave * rng.uniform(0.2, 0.9)), label=f"run {line + 1}", lw=1.5)
        panel.set_title(f"Fold {k + 1}", fontsize=7 if small else 11)
        panel.set_xlabel("Time (s)", fontsize=7 if small else 10)
        panel.set_ylabel("Power (W)", fontsize=7 if small else 10)
        panel.tick_params(labelsize=6.5 if small else 10)
    if shape.series > 1:
        axes[0].legend(fontsize=6 if small else 8)
    FigureCanvasAgg(figure).print_png(path)  # type: ignore[no-untyped-call]


def draw_folder(folder: Path, count: int) -> Iterator[Path]:
    """``count`` different figures of the usual shape."""
    folder.mkdir(parents=True, exist_ok=True)
    for seed in range(count):
        path = folder / f"{seed:05d}.png"
        draw_figure(path, USUAL, seed)
        yield path
