"""Random figures: the same for the same seed, with a truth that fits the picture."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from benchmarks.drawing.generate import generate
from benchmarks.drawing.negatives import NEGATIVES
from benchmarks.drawing.random_figure import random_figure
from benchmarks.drawing.spec import FigureSpec, Look, PanelSpec, SeriesSpec
from benchmarks.drawing.tools import TOOLS
from benchmarks.drawing.truth import truth_of
from schemas.truth import load_truth

MANY = 250
LOWER, UPPER = np.array([0.5, 1.5]), np.array([2.0, 3.0])
LOOK = Look(480, 360, 100, "default", "DejaVu Sans", 9, "none", "style", "style", margin=0.0)


def spec_of(panel: PanelSpec) -> FigureSpec:
    return FigureSpec(id="one", seed=0, look=LOOK, panels=(panel,))


@pytest.fixture(scope="module")
def specs() -> list[FigureSpec]:
    return [random_figure(index, seed=3, split="dev") for index in range(MANY)]


def test_every_kind_of_figure_turns_up(specs: list[FigureSpec]) -> None:
    tags = {tag for spec in specs for tag in spec.tags}
    wanted = {"plain", "log_x", "log_y", "log_log", "date", "category", "dual_axis", "grid_panels", "shared_axes"}
    wanted |= {"shared_legend", "negative", "markers", "dash", "band", "error_bars", "many", "jpeg", "dark", "shaded"}
    wanted |= {"no_legend", "legend_outside", "format_percent", "pasted", "crowded"}
    assert wanted <= tags


def test_data_are_there_and_positive_on_log_axes(specs: list[FigureSpec]) -> None:
    for panel in (panel for spec in specs for panel in spec.panels):
        for series in panel.series:
            assert len(series.x) == len(series.y)
            assert np.isfinite(series.x).all()
            assert np.isfinite(series.y).sum() >= 2
            assert panel.y_scale != "log" or (series.y[np.isfinite(series.y)] > 0).all()
            assert panel.x_scale != "log" or (series.x > 0).all()


def test_plain_figures_are_what_the_tag_says(specs: list[FigureSpec]) -> None:
    plain = [spec for spec in specs if "plain" in spec.tags]
    for (panel,) in (spec.panels for spec in plain):
        assert (panel.x_scale, panel.y_scale, panel.has_right_axis) == ("linear", "linear", False)
        assert panel.legend.place != "none"
        named = [s for s in panel.series if not s.optional]
        assert len({s.color for s in named}) == len(named) > 1


def test_same_seed_same_files_and_another_split_other_figures(tmp_path: Path) -> None:
    first, again, other = (
        list(generate(tmp_path / name, "matplotlib", 2, 5, split))
        for name, split in (("a", "dev"), ("b", "dev"), ("c", "test"))
    )
    assert first == again
    assert first != other
    for path in sorted((tmp_path / "a").iterdir()):
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()
    assert {truth.id for truth in first} == {load_truth(p).id for p in (tmp_path / "a").glob("*.json")}


def test_visible_range_is_that_of_the_picture(tmp_path: Path) -> None:
    """Both ends of a drawn diagonal, measured between the spines, have the values that the range gives to them."""
    x = np.linspace(2.0, 6.0, 50)
    panel = PanelSpec(series=(SeriesSpec("Line", x, 10 * x, "#ff0000", 1.5),))
    (visible,) = TOOLS["matplotlib"].draw(spec_of(panel), tmp_path / "one.png")
    assert visible.x == pytest.approx((2, 6))
    with Image.open(tmp_path / "one.png") as image:
        assert image.size == (LOOK.width, LOOK.height)
        rgb = np.asarray(image.convert("RGB")).astype(int)
    dark = rgb.max(axis=2) < 100
    rows, columns = np.flatnonzero(dark.mean(axis=1) > 0.6), np.flatnonzero(dark.mean(axis=0) > 0.6)
    assert visible.box == pytest.approx(
        (columns[0], rows[0], columns[-1], rows[-1]), abs=1
    )  # strokes are moved to whole pixels
    red = (rgb[:, :, 0] > 200) & (rgb[:, :, 1:].max(axis=2) < 80)
    for value, column in ((20, columns[0] + 3), (60, columns[-1] - 3)):
        row = np.flatnonzero(red[:, column]).mean()
        share = (rows[-1] - row) / (rows[-1] - rows[0])
        assert visible.left[0] + share * (visible.left[1] - visible.left[0]) == pytest.approx(value, abs=0.7)


def test_truth_holds_scales_names_and_bands(tmp_path: Path) -> None:
    t = np.array([0.0, 86_400.0 * 400])
    band = SeriesSpec(
        "Band", t, np.array([1.0, 2.0]), "#0000ff", 1, lower=np.array([0.5, 1.5]), upper=np.array([2, 3.0])
    )
    right = SeriesSpec("Right", t, np.array([100.0, 300.0]), "#ff0000", 1, axis="right")
    spec = spec_of(PanelSpec(series=(band, right), x_scale="date"))
    truth = truth_of(spec, TOOLS["matplotlib"].draw(spec, tmp_path / "one.png"), "matplotlib")
    (panel,) = truth.panels
    assert (panel.x_scale, panel.y_scale, panel.y2_scale) == ("date", "linear", "linear")
    assert panel.x_lim == pytest.approx((0, 86_400 * 400))
    assert panel.y2_lim is not None
    assert panel.y2_lim[0] < 100 < 300 < panel.y2_lim[1]
    assert [s.name for s in panel.series] == [None, None]  # no legend prints them
    assert panel.bands[0].upper == [2, 3]


@pytest.mark.parametrize("kind", sorted(NEGATIVES))
def test_negative_figure_has_a_picture_and_no_panels(kind: str, tmp_path: Path) -> None:
    spec = FigureSpec(id="one", seed=1, look=LOOK, negative=kind, tags=("negative", kind))
    assert TOOLS["matplotlib"].draw(spec, tmp_path / "one.png") == []
    assert truth_of(spec, [], "matplotlib").panels == []
    with Image.open(tmp_path / "one.png") as image:
        assert len(set(np.asarray(image.convert("L")).ravel().tolist())) > 10
