"""The tools that draw figures, and whether each is there; all but matplotlib are optional."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from shutil import which

from benchmarks.drawing import (
    echarts_tool,
    ggplot_tool,
    gnuplot_tool,
    matplotlib_tool,
    pgfplots_tool,
    plotly_tool,
    seaborn_tool,
    vega_tool,
)
from benchmarks.drawing.spec import FigureSpec, Tool


def has_module(name: str) -> bool:
    """Whether a Python package can be imported."""
    return find_spec(name) is not None


@dataclass(frozen=True)
class DrawingTool:
    """A tool: ``adapt`` makes a figure one of its own in a split, or says None where it cannot draw what is asked."""

    draw: Tool
    adapt: Callable[[FigureSpec, str], FigureSpec | None]
    is_there: Callable[[], bool]
    install: str  # what makes it be there


TOOLS: dict[str, DrawingTool] = {
    "matplotlib": DrawingTool(
        matplotlib_tool.draw, lambda spec, split: spec, lambda: has_module("matplotlib"), "pip install matplotlib"
    ),
    "vega": DrawingTool(
        vega_tool.draw, vega_tool.adapt, lambda: has_module("vl_convert"), "pip install vl-convert-python"
    ),
    "gnuplot": DrawingTool(
        gnuplot_tool.draw, gnuplot_tool.adapt, lambda: which("gnuplot") is not None, "apt-get install gnuplot-nox"
    ),
    "echarts": DrawingTool(echarts_tool.draw, echarts_tool.adapt, echarts_tool.is_there, echarts_tool.INSTALL),
    "ggplot2": DrawingTool(
        ggplot_tool.draw, ggplot_tool.adapt, ggplot_tool.is_there, "apt-get install r-cran-ggplot2 r-cran-scales"
    ),
    "plotly": DrawingTool(plotly_tool.draw, plotly_tool.adapt, plotly_tool.is_there, plotly_tool.INSTALL),
    "seaborn": DrawingTool(seaborn_tool.draw, seaborn_tool.adapt, lambda: has_module("seaborn"), "pip install seaborn"),
    "pgfplots": DrawingTool(pgfplots_tool.draw, pgfplots_tool.adapt, pgfplots_tool.is_there, pgfplots_tool.INSTALL),
}
