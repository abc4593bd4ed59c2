"""The R script of a figure."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks.drawing.ggplot_tool import adapt, to_r
from benchmarks.drawing.spec import FigureSpec, LegendSpec, Look, PanelSpec, ReferenceSpec, SeriesSpec

X = np.array([1.0, 10.0, 100.0])
LOOK = Look(480, 360, 72, "bw", "Liberation Sans", 8, "none", "style", "style", margin=0.0)
LINE = SeriesSpec('so "up"', X, np.array([1.0, np.nan, 3.0]), "#ff0000", 2, dash="dashed")
RIGHT = SeriesSpec("right", X, 100 * X, "#0000ff", 2, marker="o", hollow=True, axis="right")
OUT = Path("one.png")


def figure(*panels: PanelSpec) -> FigureSpec:
    return FigureSpec("one", 1, LOOK, columns=len(panels), panels=panels)


def test_script_holds_size_data_scales_and_looks() -> None:
    reference = ReferenceSpec("y", 2.0)
    panel = PanelSpec((LINE,), x_scale="log", legend=LegendSpec("below"), title="T", references=(reference,))
    script, (visible,) = to_r(figure(panel), OUT)
    assert 'png("one.png", width = 480, height = 360, res = 72, type = "cairo")' in script
    assert r'x = c(1, 10, 100), y = c(1, NA, 3), lower = NA_real_, upper = NA_real_, series = "so \"up\""' in script
    assert "coord_cartesian(xlim = c(1, 100), ylim = c(1, 3))" in script
    assert "scale_x_log10(" in script
    assert 'scale_linetype_manual(values = c("so \\"up\\"" = "dashed")' in script
    assert "geom_hline(yintercept = 2.0" in script
    assert 'theme_bw(base_size = 10.00, base_family = "Liberation Sans")' in script
    assert 'legend.position = "bottom"' in script
    assert (visible.x, visible.left) == ((1, 100), (1, 3))


def test_second_axis_is_drawn_on_the_scale_of_the_first() -> None:
    script, (visible,) = to_r(figure(PanelSpec((LINE, RIGHT))), OUT)
    assert visible.right == (100, 10_000)
    assert "y = c(1, 1.18181818182, 3)" in script  # 1000 of 100 to 10000 lies there between 1 and 3
    assert "sec.axis = sec_axis(~ (100.0) + (. - (1.0)) / 2.0 * 9900.0" in script
    assert "geom_point(" in script


def test_panels_become_facets_with_the_margins_of_ggplot() -> None:
    panels = tuple(PanelSpec((replace(LINE, y=X * k),), title=f"T{k}", x_label=f"x{k}") for k in (1, 2))
    spec = adapt(figure(*panels), "dev")
    assert spec is not None
    assert spec.shared_legend
    assert {panel.x_label for panel in spec.panels} == {"x1"}
    script, ranges = to_r(spec, OUT)
    assert 'facet_wrap(~ panel, ncol = 2, scales = "free", labeller = as_labeller(c("0" = "T1", "1" = "T2")))' in script
    assert ranges[1].left == pytest.approx((2 - 9.9, 200 + 9.9))
    assert "coord_cartesian" not in script


def test_figures_that_it_cannot_draw_are_left_to_other_tools() -> None:
    assert adapt(figure(PanelSpec((LINE,))), "test") is not None
    assert adapt(figure(PanelSpec((LINE,), y_lim=(3.0, 1.0))), "dev") is None
    assert adapt(replace(figure(PanelSpec((LINE,))), negative="pie"), "dev") is None
