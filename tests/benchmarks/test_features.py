"""Features of random figures: what each does to the data, and that a tool is asked only for what it can draw."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.random import Generator

from benchmarks.drawing import data_features, line_features, panel_features, picture_features
from benchmarks.drawing.features import FEATURES, wish_of
from benchmarks.drawing.random_figure import random_figure
from benchmarks.drawing.spec import FigureSpec, LegendSpec, Look, PanelSpec, SeriesSpec
from benchmarks.drawing.styles import DEV

LOOK = Look(800, 500, 100, "default", "DejaVu Sans", 9, "none", "style", "style")
X = np.linspace(0, 10, 60)
ENOUGH = 300  # figures in which each feature turns up


@pytest.fixture
def rng() -> Generator:
    return np.random.default_rng(5)


@pytest.fixture
def panel() -> PanelSpec:
    lines = ((np.sin(X), "#1f77b4", "First"), (X / 5, "#ff7f0e", "Second"), (np.cos(X) - 1, "#2ca02c", "Third"))
    series = tuple(SeriesSpec(name, X, y, color, 1.5) for y, color, name in lines)
    return PanelSpec(series=series, legend=LegendSpec("best"))


@pytest.fixture
def figure(panel: PanelSpec) -> FigureSpec:
    return FigureSpec(id="one", seed=0, look=LOOK, panels=(panel,))


def test_every_feature_turns_up_and_none_that_is_refused() -> None:
    def accepts(spec: FigureSpec) -> bool:
        return "hidden" not in spec.tags and not any(panel.references for panel in spec.panels)

    tags = {tag for index in range(ENOUGH) for tag in random_figure(index, 1, "dev", accepts).tags}
    assert set(FEATURES) - tags == {"hidden", "references"}


def test_wishes_go_round_all_features() -> None:
    wishes = [wish_of(index) for index in range(2 * len(FEATURES))]
    assert set(wishes) == {None, *FEATURES}
    assert wishes.count(None) == pytest.approx(len(wishes) / 3, abs=1)


def test_staircase_has_its_corners_in_the_data(rng: Generator, panel: PanelSpec) -> None:
    stepped = data_features.steps(rng, panel, DEV)
    assert stepped is not None
    for series in stepped.series:
        run, rise = np.diff(series.x), np.diff(series.y)
        assert (run * rise == 0).all()
        assert (run >= 0).all()
    marked = replace(panel, series=tuple(replace(s, marker="o") for s in panel.series))
    assert data_features.steps(rng, marked, DEV) is None


def test_gap_lies_within_a_line(rng: Generator, panel: PanelSpec) -> None:
    broken = data_features.gaps(rng, panel, DEV)
    assert broken is not None
    missing = [np.isnan(s.y) for s in broken.series]
    assert any(m.any() for m in missing)
    assert not any(m[0] or m[-1] for m in missing)


def test_hidden_stretch_coincides_with_a_line_drawn_later(rng: Generator, panel: PanelSpec) -> None:
    covered = data_features.hidden(rng, panel, DEV)
    assert covered is not None
    ((k, below),) = [(k, s) for k, s in enumerate(covered.series) if s.hidden]
    ((first, last),) = below.hidden
    there = np.array([first <= x <= last for x in X])
    assert there.mean() > 0.15
    assert any(np.allclose(below.y[there], s.y[there]) for s in covered.series[k + 1 :])
    assert np.ptp(below.y - panel.series[k].y) > 0.1


def test_cut_range_and_reversed_range(rng: Generator, panel: PanelSpec) -> None:
    values = np.concatenate([s.y for s in panel.series])
    cut = data_features.leaves_box(rng, panel, DEV)
    assert cut is not None
    assert cut.y_lim is not None
    assert ((values < cut.y_lim[0]) | (values > cut.y_lim[1])).any()
    turned = data_features.reversed_axis(rng, panel, DEV)
    assert turned is not None
    first, second = turned.y_lim or turned.x_lim or (0, 0)
    assert first > second


def test_symlog_and_base_2_suit_their_axes(rng: Generator, panel: PanelSpec) -> None:
    signed = data_features.symlog(rng, panel, DEV)
    assert signed is not None
    values = np.concatenate([s.y for s in signed.series])
    assert values.min() < -50
    assert values.max() > 50
    assert data_features.log_base_2(rng, panel, DEV) is None
    doubled = data_features.log_base_2(rng, replace(panel, x_scale="log"), DEV)
    assert doubled is not None
    assert doubled.x_base == 2
    assert np.allclose(np.diff(np.log2(doubled.series[0].x)), 1)


def test_raw_curves_are_optional_and_unnamed(rng: Generator, panel: PanelSpec) -> None:
    smoothed = data_features.raw_behind(rng, panel, DEV)
    assert smoothed is not None
    raw = [s for s in smoothed.series if s.optional]
    assert len(raw) == len(panel.series)
    assert not any(s.in_legend for s in raw)
    assert smoothed.series[-1].alpha == 1


def test_lines_of_one_colour_differ_otherwise(rng: Generator, figure: FigureSpec) -> None:
    dashed = line_features.same_color(rng, figure, DEV)
    assert dashed is not None
    series = dashed.panels[0].series
    assert len({s.color for s in series}) == 1
    assert len({s.dash for s in series}) == len(series)
    noisy = data_features.noisy(rng, figure.panels[0], DEV)
    assert noisy is not None
    assert line_features.same_color(rng, replace(figure, panels=(noisy,)), DEV) is None


def test_shades_of_one_hue_differ(rng: Generator, figure: FigureSpec) -> None:
    shaded = line_features.close_colors(rng, figure, DEV)
    assert shaded is not None
    assert len({s.color for s in shaded.panels[0].series}) == len(figure.panels[0].series)


def test_thin_line_is_one_pixel(rng: Generator, figure: FigureSpec) -> None:
    thinned = line_features.thin(rng, figure, DEV)
    assert thinned is not None
    assert thinned.panels[0].series[0].width * LOOK.dpi / 72 == pytest.approx(1)


def test_absent_entries_have_no_points(rng: Generator, panel: PanelSpec) -> None:
    haunted = panel_features.legend_absent(rng, panel, DEV)
    assert haunted is not None
    assert haunted.ghosts
    assert not any(len(ghost.x) for ghost in haunted.ghosts)
    assert not {g.color for g in haunted.ghosts} & {s.color for s in panel.series}


def test_shared_legend_may_name_lines_that_a_panel_lacks(rng: Generator, figure: FigureSpec, panel: PanelSpec) -> None:
    assert panel_features.legend_partial(rng, figure, DEV) is None
    grid = replace(figure, panels=(panel, panel), columns=2, shared_legend=True)
    partial = panel_features.legend_partial(rng, grid, DEV)
    assert partial is not None
    assert [len(p.series) for p in partial.panels] == [3, 2]


def test_names_at_line_ends_need_room(rng: Generator, panel: PanelSpec) -> None:
    labelled = panel_features.direct_labels(rng, panel, DEV)
    assert labelled is not None
    assert labelled.legend.place == "direct"
    same_end = replace(panel.series[1], y=panel.series[0].y)
    assert panel_features.direct_labels(rng, replace(panel, series=(panel.series[0], same_end)), DEV) is None


def test_inset_enlarges_a_part_in_free_space(rng: Generator, figure: FigureSpec) -> None:
    nested = panel_features.inset(rng, figure, DEV)
    assert nested is not None
    (panel,) = nested.panels
    assert panel.inset is not None
    assert panel.inset.x_lim is not None
    assert panel.y_lim is not None
    bottom = panel.y_lim[0] + panel.inset_place[1] * (panel.y_lim[1] - panel.y_lim[0])
    assert max(float(s.y.max()) for s in panel.series) < bottom
    assert 0 <= panel.inset.x_lim[0] < panel.inset.x_lim[1] <= 10


def test_large_picture_keeps_its_proportions(rng: Generator, figure: FigureSpec) -> None:
    print_size = picture_features.large(rng, figure, DEV)
    assert print_size is not None
    assert print_size.look.width >= 1800
    assert print_size.look.width / print_size.look.dpi == pytest.approx(LOOK.width / LOOK.dpi, rel=0.01)
