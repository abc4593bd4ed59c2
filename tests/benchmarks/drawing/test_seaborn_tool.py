"""Figures drawn by seaborn."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks.drawing.seaborn_tool import adapt, draw, to_table
from benchmarks.drawing.spec import FigureSpec, LegendSpec, Look, PanelSpec, SeriesSpec

X = np.array([1.0, 10.0, 100.0])
LOOK = Look(320, 240, 72, "darkgrid", "DejaVu Sans", 9, "style", "style", "style")
LINE = SeriesSpec("up", X, np.array([1.0, 2.0, 3.0]), "#ff0000", 2, dash="dashed")


def figure(*panels: PanelSpec) -> FigureSpec:
    return FigureSpec("one", 1, LOOK, columns=len(panels), panels=panels)


def test_table_repeats_points_with_a_spread() -> None:
    table = to_table(PanelSpec((replace(LINE, lower=LINE.y - 1, upper=LINE.y + 2),)))
    assert list(table[table.x == 10].y) == [1, 2, 4]
    named = to_table(PanelSpec((replace(LINE, x=np.arange(3.0)),), categories=("a", "b", "c"), x_scale="category"))
    assert list(named.x) == ["a", "b", "c"]


def test_visible_ranges_are_read_back(tmp_path: Path) -> None:
    pytest.importorskip("seaborn")
    panels = (
        PanelSpec((LINE,), legend=LegendSpec("right")),
        PanelSpec((replace(LINE, x=86_400 * X),), x_scale="date", y_lim=(5.0, 0.0)),
    )
    plain, dated = draw(figure(*panels), tmp_path / "one.png")
    assert plain.left == pytest.approx((0.9, 3.1))
    assert plain.x == pytest.approx((1 - 4.95, 100 + 4.95))
    assert dated.left == (5, 0)
    assert dated.x == pytest.approx((86_400 * (1 - 4.95), 86_400 * (100 + 4.95)))


def test_figures_that_it_cannot_draw_are_left_to_other_tools() -> None:
    assert adapt(figure(PanelSpec((LINE,))), "test") is not None
    assert adapt(figure(PanelSpec((replace(LINE, y=np.array([1, np.nan, 2])),))), "dev") is None
    twice = replace(LINE, x=np.array([1.0, 1.0, 2.0]))
    assert adapt(figure(PanelSpec((twice,))), "dev") is not None
    assert adapt(figure(PanelSpec((replace(twice, lower=LINE.y, upper=LINE.y),))), "dev") is None
