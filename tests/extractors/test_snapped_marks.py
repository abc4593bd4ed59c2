"""Marks that a drawing tool moved to the pixel grid, and those that it did not."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from extractors.geometry import Box
from extractors.snapped_marks import unsnapped
from extractors.strips import Side
from extractors.tick_marks import TickMark, find_tick_marks


def marks_at(at: list[float]) -> list[TickMark]:
    return [TickMark(px, 5.0, "outside") for px in at]


@pytest.mark.parametrize("scale", [1.0, 2.0, 3.0])
def test_snapped_marks_go_back_by_half_a_file_pixel(scale: float) -> None:
    file_places = np.array([10.0, 47.0, 85.0, 122.0])
    drawn = marks_at(list((file_places + 0.5) * scale - 0.5))
    back = unsnapped({"bottom": drawn}, scale)["bottom"]
    assert [m.px for m in back] == pytest.approx([m.px - 0.5 * scale for m in drawn])


@pytest.mark.parametrize("size", [2, 3, 4])
def test_marks_of_an_enlarged_figure_go_back_by_half_a_pixel_of_the_tool(size: int) -> None:
    x = marks_at([size * (round(9.6 * k) + 12.5) - 0.5 for k in range(11)])
    y = marks_at([size * (round(21.3 * k) + 7.5) - 0.5 for k in range(6)])
    back = unsnapped({"bottom": x, "left": y}, 1.0)
    assert [m.px for m in (*back["bottom"], *back["left"])] == pytest.approx([m.px - size / 2 for m in (*x, *y)])
    assert {m.grid for m in back["left"]} == {size}


@pytest.mark.parametrize(
    "sides",
    [
        {"left": marks_at([3.0 * round(9.6 * k) + 1.4 for k in range(14)])},  # on no grid
        {"bottom": marks_at([10.3, 47.6, 84.9, 122.2])},  # anti-aliased
        {"bottom": marks_at([10.5, 47.5, 85.5, 122.5])},  # of even width
        {"left": marks_at([10.0, 50.0, 90.0]), "bottom": marks_at([10.3, 47.6, 84.9, 122.2])},  # even by chance
        {"bottom": marks_at([10.0, 47.0])},  # too few to tell
    ],
)
def test_marks_that_were_not_moved_stay(sides: dict[Side, list[TickMark]]) -> None:
    assert unsnapped(sides, 1.0) == sides


@pytest.mark.parametrize(("dpi", "width"), [(100, 0.72), (100, 1.44), (150, 0.8), (200, 1.08)])
def test_marks_of_matplotlib_are_without_bias(dpi: int, width: float) -> None:
    """Over many figures of odd sizes the marks lie where the ticks are, whether their width is odd or even."""
    misses: list[float] = []
    for k in range(8):
        figure = Figure(figsize=(4 + 0.037 * k, 3 + 0.023 * k), dpi=dpi)
        canvas = FigureCanvasAgg(figure)
        axes = figure.add_axes((0.11 + 0.003 * k, 0.12 + 0.002 * k, 0.8, 0.8))
        axes.set(xlim=(-0.313, 10.427), xticks=range(11), xticklabels=[], ylim=(-0.413, 6.291), yticklabels=[])
        axes.tick_params(width=width, length=4)
        for spine in axes.spines.values():
            spine.set_linewidth(width)
        canvas.draw()  # type: ignore[no-untyped-call]
        rgb = np.asarray(canvas.buffer_rgba(), np.uint8)[..., :3]  # type: ignore[no-untyped-call]
        box = axes.get_window_extent()
        height = rgb.shape[0]
        panel = Box(box.x0 - 0.5, height - box.y1 - 0.5, box.x1 - 0.5, height - box.y0 - 0.5)
        unit = 10 * dpi / 100
        sides: tuple[Side, Side] = ("bottom", "left")
        marks = unsnapped({side: find_tick_marks(rgb, panel, side, (), unit) for side in sides}, 1.0)
        true_x = axes.transData.transform([(v, 0.0) for v in axes.get_xticks()])[:, 0] - 0.5
        true_y = height - axes.transData.transform([(0.0, v) for v in range(7)])[:, 1] - 0.5
        for side, true in zip(sides, (true_x, true_y), strict=True):
            at = np.array([m.px for m in marks[side] if m.kind == "outside"], dtype=np.float64)
            misses += [float(at[np.argmin(np.abs(at - t))] - t) for t in true]
    assert max(abs(m) for m in misses) < 0.65
    assert abs(np.mean(misses)) < 0.12


def test_curves_that_run_straight_do_not_hide_the_pixels_of_the_tool() -> None:
    x = marks_at([2 * (round(9.6 * k) + 12.5) - 0.5 for k in range(11)])
    curves = [TickMark(at, 0.0, "grid") for at in (55.1, 107.0, 147.2)]
    back = unsnapped({"bottom": sorted([*x, *curves], key=lambda m: m.px)}, 1.0)["bottom"]
    assert {m.grid for m in back if m.kind == "outside"} == {2}
