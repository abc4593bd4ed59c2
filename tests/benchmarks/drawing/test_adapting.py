"""A figure in the style of another tool keeps its data and what tells its lines apart."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.drawing.adapting import (
    SINGLE_PANEL,
    Theme,
    ToolStyling,
    emptiest_corner,
    plain_text,
    restyle,
    unknown_features,
)
from benchmarks.drawing.spec import FigureSpec, LegendSpec, Look, PanelSpec, SeriesSpec

X = np.linspace(0, 1, 20)
LOOK = Look(480, 360, 100, "ggplot", "sans", 9, "none", "style", "style")
STYLING = ToolStyling(
    themes={"night": Theme(1, "dark")},
    fonts={"Mono": 1},
    palettes=(("#000000", "#ffff00", "#00ffff", "#ff88ff"),),
    markers=("o",),
    widths=(20, 20),
    legends={"right": 1},
    fits={"tight": 1},
)


def series(name: str, color: str = "#111111", **more: object) -> SeriesSpec:
    return replace(SeriesSpec(name, X, X, color, 2), **more)  # type: ignore[arg-type]


def figure(*lines: SeriesSpec, **more: object) -> FigureSpec:
    panel = PanelSpec(lines, legend=LegendSpec("best"), title=r"$\alpha$")
    return replace(FigureSpec("one", 3, LOOK, panels=(panel,), tags=("linear", "shaded")), **more)  # type: ignore[arg-type]


def test_what_a_tool_does_not_know_is_named() -> None:
    assert unknown_features(figure(series("a")), SINGLE_PANEL) == []
    marked = figure(series("a", marker="o", hollow=True), rows=2)
    assert unknown_features(marked, SINGLE_PANEL) == ["figure.rows", "series.hollow"]


def test_restyled_figure_keeps_data_and_differences() -> None:
    before = figure(series("a"), series("b"), series("c", "#222222", marker="v"))
    after = restyle(before, "test", STYLING)
    a, b, c = after.panels[0].series
    assert a.color == b.color != c.color
    assert {a.color, c.color} <= {"#ffff00", "#00ffff", "#ff88ff"}  # black is not seen on a dark ground
    assert (a.marker, c.marker) == (None, "o")
    assert a.width == pytest.approx(0.2 * LOOK.font_size)
    assert a.y is before.panels[0].series[0].y
    assert after.panels[0].title == "α"
    assert (after.look.style, after.look.font, after.look.margin) == ("night", "Mono", 0.0)
    assert after.panels[0].legend.place == "right"
    assert after.tags == ("dark", "legend_outside", "linear")
    assert restyle(before, "test", STYLING) == after


@pytest.mark.parametrize(
    ("tex", "plain"),
    [(r"$\lambda = 1$", "λ = 1"), ("$x_1$", "x₁"), (r"$\sigma^2 = 4$", "σ² = 4"), ("Price ($)", "Price ($)")],
)
def test_tex_as_letters(tex: str, plain: str) -> None:
    assert plain_text(tex) == plain


def test_legend_goes_where_no_line_is() -> None:
    assert emptiest_corner(PanelSpec((series("a"),))) in ("upper left", "lower right")
    both = PanelSpec((series("a"), series("b", y=np.where(X < 0.5, 1 - X, 1.0))))
    assert emptiest_corner(both) == "lower right"
