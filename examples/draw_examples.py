"""Draw the example figures into ``data/raw``: ``python -m examples.draw_examples [FOLDER]``.

Every figure is drawn from its truth, which is written beside it; the same matplotlib gives the same bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from numpy.typing import NDArray

from examples.facts import example_truths
from schemas.truth import TruePanel, Truth

RAW = Path(__file__).resolve().parents[1] / "data" / "raw"

BLUE, ORANGE, RED = "tab:blue", "tab:orange", "tab:red"
DARK_BLUE, LIGHT_BLUE = "#1f3f7f", "#6fb1e6"
LIGHT_CORAL = "lightcoral"
GRID_GREY = "#d9d9d9"


def main(folder: Path = RAW) -> None:
    """Write ``<id>.png`` and ``<id>.truth.json`` of every example into ``folder``."""
    for truth in example_truths():
        draw(truth, folder / f"{truth.id}.png")
        (folder / f"{truth.id}.truth.json").write_text(truth.model_dump_json(exclude_none=True) + "\n")


def draw(truth: Truth, path: Path) -> None:
    """Draw one example as a PNG with matplotlib's own defaults, whatever the user has set."""
    with matplotlib.rc_context(matplotlib.rcParamsDefault):
        figure = DRAWERS[truth.id](truth)
        # The default metadata names matplotlib's version.
        figure.savefig(path, format="png", metadata={"Software": None})


def draw_aime24(truth: Truth) -> Figure:
    """Blue circles and red triangles, legend at the lower right."""
    figure, axes = _single_axes(truth.panels[0], (8.4, 5.4))
    for series, color, marker in zip(truth.panels[0].series, (BLUE, RED), "o^", strict=True):
        axes.plot(_array(series.x), _array(series.y), color=color, marker=marker, label=series.name)
    axes.set_xticks(np.arange(0, 141, 20))
    axes.set_yticks(np.arange(0.15, 0.451, 0.05))
    axes.legend(loc="lower right")
    return figure


def draw_math500(truth: Truth) -> Figure:
    """A blue and a red line without markers, legend at the lower right."""
    figure, axes = _single_axes(truth.panels[0], (8.4, 5.4))
    for series, color in zip(truth.panels[0].series, (BLUE, RED), strict=True):
        axes.plot(_array(series.x), _array(series.y), color=color, linewidth=2, label=series.name)
    axes.set_xticks(np.arange(0, 141, 20))
    axes.set_yticks(np.arange(0.74, 0.841, 0.02))
    axes.legend(loc="lower right")
    return figure


def draw_benchmarks_grid(truth: Truth) -> Figure:
    """Three rows of four panels with two y axes each; tick labels wear the colour of their line."""
    figure = Figure(figsize=(16, 11.3), dpi=150, layout=ConstrainedLayoutEngine(w_pad=0.12, h_pad=0.12))
    for axes, panel in zip(figure.subplots(3, 4).flat, truth.panels, strict=True):
        _draw_benchmark(axes, panel)
    return figure


def draw_pass_at_1(truth: Truth) -> Figure:
    """Dark and light blue lines with bands, the titled legend outside at the top right."""
    panel = truth.panels[0]
    figure, axes = _single_axes(panel, (11.5, 5.6))
    for series, band, color in zip(panel.series, panel.bands, (DARK_BLUE, LIGHT_BLUE), strict=True):
        axes.fill_between(_array(band.x), _array(band.lower), _array(band.upper), color=color, alpha=0.2, linewidth=0)
        axes.plot(_array(series.x), _array(series.y), color=color, marker="o", markersize=5, label=series.name)
    axes.set_xticks(np.arange(0, 1401, 200))
    axes.set_yticks(np.arange(0.27, 0.331, 0.01))
    axes.grid(color=GRID_GREY, linewidth=0.8)
    axes.legend(title="Model", loc="upper left", bbox_to_anchor=(1.01, 1))
    return figure


def draw_mmlu_pro(truth: Truth) -> Figure:
    """One light coral line over gridlines, no legend, no frame at the top and right."""
    figure, axes = _single_axes(truth.panels[0], (7.2, 5))
    (series,) = truth.panels[0].series
    axes.plot(_array(series.x), _array(series.y), color=LIGHT_CORAL, linewidth=2.2)
    axes.set_xticks(np.arange(0, 801, 200))
    axes.set_yticks(np.arange(50, 57, 2))
    axes.grid(color=GRID_GREY, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)
    return figure


DRAWERS: dict[str, Callable[[Truth], Figure]] = {
    "aime24": draw_aime24,
    "math500": draw_math500,
    "benchmarks_grid": draw_benchmarks_grid,
    "pass_at_1": draw_pass_at_1,
    "mmlu_pro": draw_mmlu_pro,
}


def _single_axes(panel: TruePanel, size: tuple[float, float]) -> tuple[Figure, Axes]:
    figure = Figure(figsize=size, dpi=120, layout="constrained")
    axes = figure.subplots()
    _label(axes, panel)
    return figure, axes


def _label(axes: Axes, panel: TruePanel) -> None:
    axes.set_title(panel.title or "")
    axes.set_xlabel(panel.x_label or "")
    axes.set_ylabel(panel.y_label or "")
    axes.set_xlim(panel.x_lim)
    axes.set_ylim(panel.y_lim)


def _draw_benchmark(axes: Axes, panel: TruePanel) -> None:
    _label(axes, panel)
    right = axes.twinx()
    right.set_ylabel(panel.y2_label or "", color=ORANGE)
    right.set_ylim(panel.y2_lim)
    right.tick_params(axis="y", labelcolor=ORANGE)
    axes.yaxis.label.set_color(BLUE)
    axes.tick_params(axis="y", labelcolor=BLUE)
    axes.set_xticks(np.arange(0, 151, 50))
    (accuracy, tokens), (band,) = panel.series, panel.bands
    axes.fill_between(_array(band.x), _array(band.lower), _array(band.upper), color=BLUE, alpha=0.2, linewidth=0)
    lines = axes.plot(_array(accuracy.x), _array(accuracy.y), color=BLUE, marker="o", markersize=4, label=accuracy.name)
    lines += right.plot(_array(tokens.x), _array(tokens.y), color=ORANGE, marker="s", markersize=4, label=tokens.name)
    # On the upper axes, so that no line is drawn over it.
    right.legend(handles=lines, loc="upper left", fontsize=9)


def _array(values: list[float | None]) -> NDArray[np.float64]:
    """The values with gaps as NaN, as matplotlib wants them."""
    return np.array(values, dtype=np.float64)


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:2]))
