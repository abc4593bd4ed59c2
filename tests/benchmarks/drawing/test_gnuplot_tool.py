"""The gnuplot script of a figure."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from benchmarks.drawing.gnuplot_tool import adapt, to_gnuplot
from benchmarks.drawing.spec import FigureSpec, LegendSpec, Look, PanelSpec, SeriesSpec

X = np.array([1.0, 10.0, 100.0])
LOOK = Look(480, 360, 72, "default", "Liberation Sans", 12, "none", "style", "style", margin=0.0)
LINE = SeriesSpec("it's up", X, np.array([1.0, np.nan, 3.0]), "#ff0000", 2, dash="dashed")
RIGHT = SeriesSpec("right", X, 100 * X, "#0000ff", 2, marker="o", hollow=True, axis="right")


def figure(*panels: PanelSpec) -> FigureSpec:
    return FigureSpec("one", 1, LOOK, rows=len(panels), panels=panels)


def test_script_holds_size_data_scales_and_looks() -> None:
    panel = PanelSpec((LINE,), x_scale="log", legend=LegendSpec("below"), title="T_1")
    script, (visible,) = to_gnuplot(figure(panel))
    assert 'size 480,360 font "Liberation Sans,9.00"' in script
    assert "$d0_0 << EOD\n1 1 nan nan\n\n100 3 nan nan\nEOD" in script  # the empty line is a gap
    assert "set xrange [1:100]" in script
    assert "set logscale x" in script
    assert "unset logscale y" in script
    assert "set key bmargin center horizontal" in script
    assert "set title 'T_1' noenhanced" in script
    assert "$d0_0 using 1:2 axes x1y1 with lines lc rgb \"#ff0000\" lw 2.00 dt 2 title 'it''s up'" in script
    assert (visible.x, visible.left) == ((1, 100), (1, 3))


def test_second_axis_bands_and_error_bars() -> None:
    low, high = LINE.y - 1, LINE.y + 1
    band, bars = replace(LINE, lower=low, upper=high), replace(LINE, lower=low, upper=high, error_bars=True)
    script, (visible,) = to_gnuplot(figure(PanelSpec((band, bars, RIGHT))))
    assert visible.right == (100, 10_000)
    assert "set y2range [100:10000]" in script
    assert "using 1:3:4 axes x1y1 with filledcurves" in script
    assert "using 1:2:3:4 axes x1y1 with yerrorbars" in script
    assert "$d0_2 using 1:2 axes x1y2 with linespoints" in script
    assert " pt 6 " in script


def test_panels_stand_in_a_grid_and_dates_are_text() -> None:
    script, ranges = to_gnuplot(figure(PanelSpec((LINE,), x_scale="date"), PanelSpec((LINE,))))
    assert len(ranges) == 2
    assert "set multiplot layout 2,1" in script
    assert 'set xrange ["1":"100"]' in script
    assert script.count("plot $") == 2


def test_negative_figures_are_left_to_other_tools() -> None:
    assert adapt(replace(figure(PanelSpec((LINE,))), negative="pie"), "dev") is None
    assert adapt(figure(PanelSpec((LINE,))), "test") is not None
