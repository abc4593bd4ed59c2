"""The measurement of time, on figures as small as they come."""

from __future__ import annotations

from pathlib import Path

import cv2
import pytest

from benchmarks.speed import STAGES, Timing, time_figures, to_table
from benchmarks.speed_figures import SHAPES, Shape, draw_figure, draw_folder


def test_figures_have_the_width_asked_for(tmp_path: Path) -> None:
    for width in (300, 960):
        draw_figure(tmp_path / "one.png", Shape(width, 2, 2), seed=1)
        image = cv2.imread(str(tmp_path / "one.png"))
        assert image is not None and abs(image.shape[1] - width) <= 1


def test_shapes_span_what_figures_come_in_and_each_is_named_apart() -> None:
    assert {min(s.width for s in SHAPES), max(s.width for s in SHAPES)} == {300, 3000}
    assert max(s.panels for s in SHAPES) == 12 and max(s.series for s in SHAPES) == 10
    assert len({s.name for s in SHAPES}) == len(set(SHAPES))


def test_a_folder_holds_different_figures(tmp_path: Path) -> None:
    paths = list(draw_folder(tmp_path / "many", 3))
    assert len({path.read_bytes() for path in paths}) == 3


def test_the_table_tells_the_ratio_of_each_figure() -> None:
    timing = Timing("one", 0.9, dict.fromkeys(STAGES, 0.15), 1.5)
    line = to_table([timing]).splitlines()[-1]
    assert line.startswith("| one |") and line.endswith("| 0.90 | 1.50 | 0.60 |")


@pytest.mark.slow
def test_a_figure_is_timed_beside_a_plain_pass(tmp_path: Path) -> None:
    shape = Shape(300, 1, 1)
    draw_figure(tmp_path / "one.png", shape, seed=1)
    (timing,) = time_figures([(shape, tmp_path / "one.png")], repeats=1)
    assert timing.seconds > 0 and timing.plain > 0
    assert 0 < sum(timing.stages.values()) <= timing.seconds * 1.05
