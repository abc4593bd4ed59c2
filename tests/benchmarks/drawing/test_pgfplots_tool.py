"""The LaTeX source of a figure drawn by pgfplots."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from benchmarks.drawing.pgfplots_tool import INSTALL, adapt, draw, is_there, to_tex
from benchmarks.drawing.spec import FigureSpec, LegendSpec, Look, PanelSpec, SeriesSpec
from benchmarks.drawing.tex import in_tex

X = np.array([1.0, 10.0, 100.0])
LOOK = Look(480, 360, 72, "article", "Computer Modern", 10, "none", "style", "style", margin=0.0)
LINE = SeriesSpec("a_b", X, np.array([1.0, np.nan, 3.0]), "#ff0000", 2, dash="dashed")
RIGHT = SeriesSpec("right", X, 100 * X, "#0000ff", 2, marker="o", hollow=True, axis="right")


def figure(*panels: PanelSpec) -> FigureSpec:
    return FigureSpec("one", 1, LOOK, rows=len(panels), panels=panels)


def test_source_holds_data_scales_and_looks() -> None:
    source, (visible,) = to_tex(figure(PanelSpec((LINE,), x_scale="log", legend=LegendSpec("below"), title="T_1")))
    assert "{\n1 1\n10 nan\n100 3\n}" in source  # nan is a gap
    assert "xmin=1, xmax=100, xmode=log" in source
    assert "ymode" not in source
    assert r"title={T\_1}" in source
    assert "cff0000, dashed, line width=2.00pt, mark=none" in source
    assert r"\addlegendentry{a\_b}" in source
    assert "at={(0.5,-0.22)}" in source
    assert (visible.x, visible.left) == ((1, 100), (1, 3))


def test_second_axis_names_the_lines_of_the_first_as_well() -> None:
    panel = PanelSpec((LINE, RIGHT), y2_label="y2", legend=LegendSpec("corner", corner="lower left"))
    source, (visible,) = to_tex(figure(panel))
    assert visible.right == (100, 10_000)
    assert source.count(r"\begin{axis}") == 2
    assert "axis y line*=right" in source
    assert source.count(r"\addlegendentry") == 2
    assert source.index(r"\addlegendimage{cff0000") < source.index(r"\addlegendentry{right}")
    assert "mark=o" in source


def test_bands_and_error_bars() -> None:
    low, high = LINE.y - 1, LINE.y + 2
    band, bars = replace(LINE, lower=low, upper=high), replace(LINE, lower=low, upper=high, error_bars=True)
    source, _ = to_tex(figure(PanelSpec((band, bars))))
    assert "fill between[of=low0 and high0]" in source
    assert "{\n1 1 2 1\n10 nan nan nan\n100 3 2 1\n}" in source


def test_panels_stand_in_a_group() -> None:
    source, ranges = to_tex(figure(PanelSpec((LINE,)), PanelSpec((LINE,), x_lim=(100.0, 1.0))))
    assert len(ranges) == 2
    assert source.count(r"\nextgroupplot") == 2
    assert "group size=1 by 2" in source
    assert "xmin=1, xmax=100, x dir=reverse" in source


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("50 % & more", r"50 \% \& more"),
        ("λ = 0.1", r"$\lambda$ = 0.1"),
        ("x₁²", "x$_{1}$$^{2}$"),
        ("Δ°", r"$\Delta$\textdegree{}"),
        ("{a}", r"\{a\}"),
    ],
)
def test_text_is_escaped(text: str, tex: str) -> None:
    assert in_tex(text) == tex


def test_what_it_cannot_draw_is_left_to_other_tools() -> None:
    assert adapt(replace(figure(PanelSpec((LINE,))), negative="pie"), "dev") is None
    assert adapt(figure(PanelSpec((LINE,), x_scale="date")), "dev") is None
    assert adapt(figure(PanelSpec((LINE, RIGHT)), PanelSpec((LINE,))), "dev") is None
    assert adapt(figure(PanelSpec((LINE,))), "test") is not None


@pytest.mark.skipif(not is_there(), reason=f"pgfplots is not there: {INSTALL}")
def test_a_figure_is_drawn_in_its_color(tmp_path: Path) -> None:
    draw(figure(PanelSpec((replace(LINE, y=X),))), tmp_path / "figure.png")
    with Image.open(tmp_path / "figure.png") as picture:
        pixels = np.asarray(picture.convert("RGB")).astype(int)
    assert 300 < pixels.shape[1] < 520
    assert (np.abs(pixels - (255, 0, 0)).max(axis=2) < 60).sum() > 100
