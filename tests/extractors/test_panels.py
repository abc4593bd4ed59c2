"""Plot boxes of figures that matplotlib draws, whose places and texts it tells without any reading."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import cv2
import matplotlib.style
import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Drawing
from matplotlib.patches import Rectangle
from matplotlib.text import Text as DrawnText

from extractors.bare_panels import bare_panels
from extractors.errors import NotAChart
from extractors.geometry import Box
from extractors.image import Figure
from extractors.panel_boxes import frames_apart, panel_of
from extractors.panel_strokes import StrokeSet
from extractors.panels import (
    Panel,
    find_panels,
    label_counts,
    of_larger_print,
    reading_order,
    with_labels,
    without_parts,
)
from extractors.strokes import Stroke
from extractors.text import Text
from schemas.reasons import Reason

UNIT = 8.0  # digit height of the 8 pt print at 100 dpi
ALL_SIDES = {"left", "right", "top", "bottom"}


def new_drawing(width: float = 4.0, height: float = 3.0) -> Drawing:
    drawing = Drawing(figsize=(width, height), dpi=100)
    FigureCanvasAgg(drawing)
    return drawing


def plot(axes: Axes, curve: bool = True) -> Axes:
    """Ticks within the limits, so that every label is drawn, and a curve."""
    axes.set_xlim(0, 10)
    axes.set_ylim(-1.2, 1.2)
    axes.set_xticks([0, 2, 4, 6, 8, 10])
    axes.set_yticks([-1, 0, 1])
    axes.tick_params(labelsize=8)
    if curve:
        x = np.linspace(0, 10, 200)
        axes.plot(x, np.sin(x), color="tab:blue")
    return axes


def rendered(drawing: Drawing) -> tuple[Figure, list[Text]]:
    canvas = drawing.canvas
    assert isinstance(canvas, FigureCanvasAgg)
    canvas.draw()  # type: ignore[no-untyped-call]
    rgb = np.asarray(canvas.buffer_rgba())[..., :3].copy()  # type: ignore[no-untyped-call]
    texts = []
    for artist in drawing.findobj(DrawnText):
        assert isinstance(artist, DrawnText)
        if artist.get_text().strip() and artist.get_visible():
            extent = artist.get_window_extent()
            box = Box(extent.x0, rgb.shape[0] - extent.y1, extent.x1, rgb.shape[0] - extent.y0).grown(-0.5)
            texts.append(Text(artist.get_text().strip(), box, 0.95, "test"))
    return Figure(rgb, 1.0, rgb.shape[1], rgb.shape[0]), texts


def find(drawing: Drawing) -> tuple[Panel, ...]:
    figure, texts = rendered(drawing)
    return find_panels(figure, texts, UNIT)


def true_box(axes: Axes) -> Box:
    """Along the centres of the spines; matplotlib counts from the bottom and from pixel edges."""
    extent = axes.get_window_extent()
    figure = axes.get_figure()
    assert figure is not None
    height = figure.bbox.height
    return Box(extent.x0 - 0.5, height - extent.y1 - 0.5, extent.x1 - 0.5, height - extent.y0 - 0.5)


def assert_panels(found: tuple[Panel, ...], true: list[Axes], within: float = 1.5) -> None:
    assert len(found) == len(true)
    for panel, axes in zip(found, true, strict=True):
        box, expected = panel.box, true_box(axes)
        places = (box.x0, box.y0, box.x1, box.y1)
        assert places == pytest.approx((expected.x0, expected.y0, expected.x1, expected.y1), abs=within)


def test_a_frame() -> None:
    drawing = new_drawing()
    axes = plot(drawing.add_subplot())
    panels = find(drawing)
    assert_panels(panels, [axes])
    assert panels[0].spines == ALL_SIDES
    assert panels[0].background == (255, 255, 255)


def test_staircases_that_close_a_box_in_a_plot_are_not_the_plot() -> None:
    """They bound more sides of their box than two spines do of the plot around them."""
    drawing = new_drawing()
    axes = plot(drawing.add_subplot(), curve=False)
    axes.spines[["top", "right"]].set_visible(False)
    axes.step([0.6, 9.4, 9.4], [1.1, 1.1, -1.05], color="tab:blue", where="post")
    axes.step([0.6, 0.6, 9.4], [1.1, -1.05, -1.05], color="tab:red", where="pre")
    assert_panels(find(drawing), [axes])


def test_two_spines() -> None:
    drawing = new_drawing()
    axes = plot(drawing.add_subplot())
    axes.spines[["top", "right"]].set_visible(False)
    panels = find(drawing)
    assert_panels(panels, [axes])
    assert panels[0].spines == {"left", "bottom"}


def test_spines_that_stand_off() -> None:
    drawing = new_drawing()
    axes = plot(drawing.add_subplot())
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_position(("outward", 8))
    (panel,) = find(drawing)
    true = true_box(axes)
    assert panel.box.x0 == pytest.approx(true.x0, abs=12)  # the box may reach to the spine
    assert panel.box.y1 == pytest.approx(true.y1, abs=12)
    assert (panel.box.x1, panel.box.y0) == pytest.approx((true.x1, true.y0), abs=1.5)


def test_a_grid_without_spines() -> None:
    drawing = new_drawing()
    axes = plot(drawing.add_subplot())
    axes.grid(color="#cccccc")
    axes.spines[:].set_visible(False)
    axes.set_ylim(-1, 1)
    axes.tick_params(length=0)
    assert_panels(find(drawing), [axes])


def test_gridlines_near_the_rim_are_no_sides() -> None:
    drawing = new_drawing()
    axes = plot(drawing.add_subplot(), curve=False)
    axes.plot([0.5, 9.5], [-0.8, 0.7], color="tab:blue")
    axes.set_ylim(-1.06, 1.06)  # the outermost gridlines lie 6 px inside
    axes.spines[["left", "right", "top"]].set_visible(False)
    axes.tick_params(length=0)
    axes.grid(color="#cccccc")
    axes.set_yticks([-1, -0.5, 0, 0.5, 1])
    assert_panels(find(drawing), [axes])


def test_a_frame_with_ticks_that_looks_as_its_gridlines() -> None:
    drawing = new_drawing()
    axes = plot(drawing.add_subplot())
    axes.set_yticks([-1.2, -0.6, 0, 0.6, 1.2])
    axes.grid(color="black", linewidth=0.8)
    assert_panels(find(drawing), [axes])


def test_a_large_legend_does_not_bound_a_plot_with_few_strokes() -> None:
    def strokes(ends: list[tuple[float, float, float]]) -> list[Stroke]:
        return [Stroke(at, start, end, 1.0, 200.0) for at, start, end in ends]

    across = strokes([(80, 40, 400), (150, 40, 400), (220, 40, 400), (300, 40, 400)])
    along = strokes([(40, 20, 301), (60, 150, 292), (260, 150, 292)])  # a spine, and the legend's sides
    panel = panel_of(np.full((320, 420, 3), 255, np.uint8), (across, along), UNIT)
    assert panel is not None
    assert (panel.box.y0, panel.box.y1) == (20, 300)


def test_gridlines_are_told() -> None:
    drawing = new_drawing()
    axes = plot(drawing.add_subplot(), curve=False)
    axes.plot([0, 3, 7, 10], [-1.1, 1.1, -0.9, 0.8])
    axes.grid(color="#e5e5e5")
    (panel,) = find(drawing)
    box = true_box(axes)
    rows = [box.y1 - (v + 1.2) / 2.4 * box.height for v in (1, 0, -1)]
    columns = [box.x0 + v / 10 * box.width for v in (2, 4, 6, 8)]
    assert [min(abs(y - s) for s in panel.strokes_y) for y in rows] == pytest.approx([0] * 3, abs=1)
    assert [min(abs(x - s) for s in panel.strokes_x) for x in columns] == pytest.approx([0] * 4, abs=1)


def test_a_grey_plot_area_with_white_gridlines() -> None:
    drawing = new_drawing()
    axes = plot(drawing.add_subplot())
    axes.set_facecolor("#ebebeb")
    axes.grid(color="white")
    axes.set_axisbelow(True)
    axes.spines[:].set_visible(False)
    panels = find(drawing)
    assert_panels(panels, [axes], within=2)
    assert panels[0].background == (235, 235, 235)


def test_a_dark_figure() -> None:
    with matplotlib.style.context("dark_background"):
        drawing = new_drawing()
        axes = plot(drawing.add_subplot())
        panels = find(drawing)
    assert_panels(panels, [axes])
    assert panels[0].background == (0, 0, 0)


@pytest.mark.parametrize("shared", [False, True])
def test_two_rows_of_three(shared: bool) -> None:
    drawing = new_drawing(9, 5)
    grid = drawing.subplots(2, 3, sharex=shared, sharey=shared, gridspec_kw={"wspace": 0.35, "hspace": 0.35})
    for axes in grid.ravel():
        plot(axes)
    if shared:
        for axes in grid.ravel():
            axes.label_outer()
    assert_panels(find(drawing), list(grid.ravel()))


def test_a_tight_column_of_panels() -> None:
    drawing = new_drawing(4, 5)
    upper, lower = drawing.subplots(2, 1, sharex=True, gridspec_kw={"hspace": 0.08})
    plot(upper)
    plot(lower)
    upper.tick_params(labelbottom=False)
    assert_panels(find(drawing), [upper, lower])


def test_a_legend_frame_is_no_panel() -> None:
    drawing = new_drawing()
    axes = plot(drawing.add_subplot())
    axes.plot([0, 10], [-0.5, 0.5], label="model 2")
    axes.plot([0, 10], [-0.3, 0.7], label="model 10")
    axes.legend(loc="upper right", edgecolor="black", fancybox=False, fontsize=8)
    assert_panels(find(drawing), [axes])


def test_a_boxed_legend_beside_the_plot_is_no_panel() -> None:
    drawing = new_drawing(6, 3)
    axes = plot(drawing.add_axes((0.1, 0.15, 0.55, 0.75)))
    axes.plot([0, 10], [-0.5, 0.5], label="model 2")
    axes.plot([0, 10], [-0.3, 0.7], label="model 10")
    axes.legend(loc="upper left", bbox_to_anchor=(1.05, 1), edgecolor="black", fancybox=False, fontsize=8)
    assert_panels(find(drawing), [axes])


def test_an_inset_is_a_panel_of_its_own() -> None:
    drawing = new_drawing(6, 4)
    axes = plot(drawing.add_subplot(), curve=False)
    axes.plot([0, 10], [-1.1, 1.1])
    inset = plot(axes.inset_axes((0.12, 0.6, 0.35, 0.33)))
    assert_panels(find(drawing), [axes, inset])


def test_an_inset_that_gridlines_run_into_is_a_panel_of_its_own() -> None:
    drawing = new_drawing(6, 4)
    axes = plot(drawing.add_subplot(), curve=False)
    axes.plot([0, 10], [-1.1, 1.1])
    axes.grid(color="#cccccc")
    inset = plot(axes.inset_axes((0.12, 0.6, 0.35, 0.33)))
    assert_panels(find(drawing), [axes, inset])


def test_gridlines_do_not_run_on_over_the_space_between_two_plots() -> None:
    drawing = new_drawing(7, 2.5)
    left, right = drawing.subplots(1, 2, gridspec_kw={"wspace": 0.06})
    for axes in (left, right):
        plot(axes).grid(color="#cccccc")
        axes.spines[["top", "right"]].set_visible(False)
    right.tick_params(labelleft=False)
    assert_panels(find(drawing), [left, right])


def test_the_loose_box_of_a_label_does_not_cut_a_spine() -> None:
    drawing = new_drawing()
    axes = plot(drawing.add_subplot())
    axes.spines[["top", "right"]].set_visible(False)
    figure, texts = rendered(drawing)
    last = next(i for i, t in enumerate(texts) if t.string == "10")
    texts[last] = replace(texts[last], box=texts[last].box.grown(15, 6))
    assert_panels(find_panels(figure, texts, UNIT), [axes])


def test_a_label_that_meets_a_spine_does_not_widen_the_plot() -> None:
    drawing = new_drawing()
    axes = plot(drawing.add_subplot())
    axes.set_ylim(-1, 1.2)
    axes.tick_params(length=0, pad=1)
    figure, texts = rendered(drawing)
    box = true_box(axes)
    figure.rgb[round(box.y1), round(box.x0) - 13 : round(box.x0)] = 0  # the base of a label, on the spine's row
    assert_panels(find_panels(figure, texts, UNIT), [axes])


def test_a_legend_frame_beside_tick_labels_is_no_panel() -> None:
    drawing = new_drawing(7, 3)
    grid = drawing.subplots(1, 2, gridspec_kw={"wspace": 0.3})
    for axes in grid:
        plot(axes)
        axes.plot([0, 10], [-0.5, 0.5], label="model 2")
        axes.plot([0, 10], [-0.3, 0.7], label="model 10")
        axes.legend(loc="lower left", edgecolor="black", fancybox=False, fontsize=8)
    assert_panels(find(drawing), list(grid))


def test_tick_labels_alone_span_a_plot() -> None:
    drawing = new_drawing()
    axes = plot(drawing.add_subplot())
    axes.spines[:].set_visible(False)
    (panel,) = find(drawing)
    true = true_box(axes)
    assert panel.spines == frozenset()
    assert (panel.box.x0, panel.box.y1) == pytest.approx((true.x0, true.y1), abs=1.5)  # where tick marks end
    assert panel.box.x1 == pytest.approx(true.x1, abs=3)
    assert true.y0 - 1 <= panel.box.y0 <= true.y0 + true.height / 12 + 1  # where the curve ends


def test_tick_labels_that_were_read_with_some_of_their_marks_span_the_plot() -> None:
    drawing = new_drawing()
    axes = plot(drawing.add_subplot())
    axes.spines[:].set_visible(False)
    axes.set_ylim(0, 1.2)
    axes.set_yticks(np.linspace(0.1, 1.1, 6))
    axes.tick_params(axis="y", length=3, pad=1)
    figure, texts = rendered(drawing)
    true = true_box(axes)
    left = [t for t in texts if t.box.x1 < true.x0]
    marked = [replace(t, string=f"{t.string}-", box=replace(t.box, x1=true.x0 + 0.7 * UNIT)) for t in left[:2]]
    (panel,) = find_panels(figure, [*(t for t in texts if t not in left[:2]), *marked], UNIT)
    assert panel.box.x0 == pytest.approx(true.x0, abs=3)


def test_print_that_fades_out_beyond_its_box_is_no_tick_mark() -> None:
    drawing = new_drawing()
    axes = plot(drawing.add_subplot())
    axes.spines[:].set_visible(False)
    figure, texts = rendered(drawing)
    true = true_box(axes)
    left = {i: t for i, t in enumerate(texts) if t.box.x1 < true.x0}
    rgb = figure.rgb.copy()
    for i, text in left.items():
        end = round(max(t.box.x1 for t in left.values()))
        rgb[round(text.box.cy) - 2 : round(text.box.cy) + 3, end + 1] = 90
        texts[i] = replace(text, box=replace(text.box, x1=float(end)))
    (panel,) = find_panels(replace(figure, rgb=rgb), texts, UNIT)
    assert panel.box.x0 == pytest.approx(true.x0, abs=1.5)


def test_tick_labels_alone_without_tick_marks() -> None:
    drawing = new_drawing()
    axes = plot(drawing.add_subplot())
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0)
    (panel,) = find(drawing)
    true = true_box(axes)
    assert abs(panel.box.x0 - true.x0) < UNIT
    assert abs(panel.box.y1 - true.y1) < UNIT


def test_data_that_begin_close_to_labels_without_tick_marks_are_in_the_plot() -> None:
    drawing = new_drawing()
    axes = plot(drawing.add_subplot())
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0, pad=2.5)
    figure, texts = rendered(drawing)
    zero = next(i for i, t in enumerate(texts) if t.string == "0" and t.box.cy < true_box(axes).y1)
    reaching = replace(texts[zero], box=replace(texts[zero].box, x1=true_box(axes).x0 + 4, y0=texts[zero].box.y0 - 6))
    texts[zero] = reaching  # the reader took the beginning of the curve for a part of the label
    (panel,) = find_panels(figure, texts, UNIT)
    assert panel.box.x0 <= true_box(axes).x0 + 0.5


@pytest.mark.parametrize(("dash", "width", "height"), [(":", 1.0, 1.15), ((0, (7, 5)), 1.5, 1.7)])
def test_dashes_that_rise_over_the_last_label_are_in_the_plot(dash: Any, width: float, height: float) -> None:
    drawing = new_drawing()
    axes = plot(drawing.add_subplot(), curve=False)
    x = np.linspace(0, 10, 200)
    axes.plot(x, height * np.sin(x), linestyle=dash, color="tab:blue", linewidth=width)
    axes.set_yticks([-1, 0, 1])
    axes.set_ylim(-1.2 * height, 1.2 * height)
    axes.spines[:].set_visible(False)
    (panel,) = find(drawing)
    true = true_box(axes)
    assert panel.box.y0 == pytest.approx(true.y0 + 0.2 / 2.4 * true.height, abs=4)


def test_data_that_go_on_where_the_last_labels_were_not_read_are_in_the_plot() -> None:
    drawing = new_drawing()
    axes = plot(drawing.add_subplot())
    axes.set_xticks([0, 2, 4])
    axes.spines[:].set_visible(False)
    (panel,) = find(drawing)
    assert panel.box.x1 == pytest.approx(true_box(axes).x1, abs=3)


def test_plots_that_share_the_labels_of_the_outer_ones() -> None:
    drawing = new_drawing(7, 5)
    grid = drawing.subplots(2, 2, sharex=True, sharey=True).ravel()
    for axes in grid:
        plot(axes).spines[:].set_visible(False)
    assert_panels(find(drawing), list(grid), within=0.1 * true_box(grid[0]).height)


def test_a_row_of_titles_is_no_x_axis_of_the_plots_above() -> None:
    drawing = new_drawing(9, 5)
    grid = drawing.subplots(2, 3, sharex=True, sharey=True).ravel()
    for axes in grid:
        plot(axes).spines[:].set_visible(False)
        axes.set_title("Sensitivity", fontsize=8)
    assert_panels(find(drawing), list(grid), within=0.1 * true_box(grid[0]).height)


def test_no_plot_goes_on_beyond_the_picture() -> None:
    """A frame around six plots is taken for the lower left one, and as much farther up and right is no plot."""
    drawing = new_drawing(9, 5)
    grid = drawing.subplots(2, 3, sharex=True, sharey=True)
    for axes in grid.ravel():
        plot(axes).spines[:].set_visible(False)
    figure, texts = rendered(drawing)
    low, high = true_box(grid[1, 0]), true_box(grid[0, 2])
    frame = Panel(Box(low.x0, high.y0, high.x1, low.y1), frozenset(), (255, 255, 255))
    for panel in bare_panels(figure.rgb, texts, UNIT, [], [frame]):
        assert panel.box.y0 >= 0 and panel.box.x1 < figure.width


@pytest.mark.parametrize("unread", [False, True], ids=["read", "one label unread"])
def test_plots_that_share_the_labels_of_one_with_spines(unread: bool) -> None:
    drawing = new_drawing(7, 5)
    grid = drawing.subplots(2, 2, sharex=True, sharey=True, gridspec_kw={"wspace": 0.03})
    for axes in grid.ravel():
        plot(axes).spines[["top", "right"]].set_visible(False)
        axes.tick_params(length=0)
    grid[0, 1].spines[:].set_visible(False)
    figure, texts = rendered(drawing)
    right = true_box(grid[1, 1])
    labels = sorted((t for t in texts if t.box.cx > right.x0 - UNIT and t.box.cy > right.y1), key=lambda t: t.box.cx)
    assert len(labels) > 3
    rest = [t for t in texts if t is not labels[0]] if unread else texts
    assert_panels(find_panels(figure, rest, UNIT), list(grid.ravel()), within=UNIT)


def test_tick_labels_alone_beside_a_plot_with_a_frame() -> None:
    drawing = new_drawing(7, 3)
    framed, bare = (plot(axes) for axes in drawing.subplots(1, 2))
    bare.spines[:].set_visible(False)
    assert_panels(find(drawing), [framed, bare], within=0.1 * true_box(bare).height)


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_framed_plot_whose_digits_beside_it_were_not_read_is_one_beside_another(side: str) -> None:
    drawing = new_drawing(7, 3)
    first, second = (plot(drawing.add_axes(place)) for place in ((0.1, 0.1, 0.35, 0.8), (0.55, 0.3, 0.4, 0.55)))
    for spine in {"left", "right"} - {side}:
        second.spines[spine].set_visible(False)
    second.tick_params(left=False)
    figure, texts = rendered(drawing)
    second_box = true_box(second)
    beside = [t for t in texts if true_box(first).x1 < t.box.x1 < second_box.x0 and t.box.cy < second_box.y1]
    rest = [t for t in texts if t not in beside]
    assert len(beside) == 3
    found = find_panels(figure, rest, UNIT)
    assert [p.box.x0 for p in found] == pytest.approx([true_box(axes).x0 for axes in (first, second)], abs=1)


def test_tick_labels_far_from_a_grid_without_frame() -> None:
    drawing = new_drawing(7, 5)
    axes = plot(drawing.add_subplot())
    axes.set_yticks([-1, -0.5, 0, 0.5, 1])
    axes.spines[:].set_visible(False)
    axes.grid(color="#cccccc")
    axes.tick_params(length=0, pad=3 * UNIT)
    assert_panels(find(drawing), [axes])


def test_labels_far_from_two_panels_that_share_them() -> None:
    drawing = new_drawing(9, 4)
    grid = drawing.subplots(1, 2, sharey=True)
    for axes in grid:
        plot(axes).set_facecolor("#eaeaf2")
        axes.spines[:].set_visible(False)
        axes.grid(color="white")
        axes.tick_params(length=0, pad=2.8 * UNIT)
    assert_panels(find(drawing), list(grid))


@pytest.mark.parametrize(
    ("size", "print_height", "face", "blur"),
    [((8, 6), 18, "#f0f0f0", 1.6), ((6, 4.5), 11, "#e6e6e6", 1.4)],
    ids=["large print", "small print"],
)
def test_edges_that_a_blur_has_spread(size: tuple[float, float], print_height: float, face: str, blur: float) -> None:
    drawing = new_drawing(*size)
    axes = plot(drawing.add_subplot())
    axes.tick_params(labelsize=print_height)
    axes.set_facecolor(face)
    axes.spines[:].set_visible(False)
    figure, texts = rendered(drawing)
    blurred = np.asarray(cv2.GaussianBlur(figure.rgb, (0, 0), blur), dtype=np.uint8)
    assert_panels(find_panels(replace(figure, rgb=blurred), texts, print_height), [axes], within=3)


def test_a_fill_whose_gridlines_end_at_tick_marks_begins_before_them() -> None:
    drawing = new_drawing()
    axes = plot(drawing.add_subplot(), curve=False)
    axes.set_facecolor("#e6e6f0")
    axes.spines[:].set_visible(False)
    axes.grid(color="white", axis="y")
    axes.tick_params(direction="in", length=6)
    for y in np.linspace(-1.2, 1.2, 9):
        axes.plot([0, 0.2], [y, y + 0.3], color="tab:red", linewidth=6)
    assert_panels(find(drawing), [axes], within=2)


def test_the_frame_of_a_legend_below_a_plot_is_no_side_of_it() -> None:
    across = [stroke_at(20, 40, 440), stroke_at(320, 40, 440), replace(stroke_at(329, 180, 300), thickness=1.0)]
    along = [stroke_at(40, 20, 320), stroke_at(440, 20, 320), stroke_at(240, 20, 320)]
    panel = panel_of(np.full((400, 500, 3), 255, np.uint8), (across, along), UNIT)
    assert panel is not None
    assert panel.box.y1 == 320


def stroke_at(at: float, start: float, end: float) -> Stroke:
    """The edge of a fill."""
    return Stroke(at, start, end, 0.0, 0.0)


def test_the_frame_of_a_legend_above_a_fill_is_no_side_of_the_plot() -> None:
    """It is more than half as wide, and its side is one of the strokes that end at its top."""
    across = [Stroke(at, 150.0, 330.0, 1.0, 27.0) for at in (3.0, 24.0)]
    across += [Stroke(at, 60.0, 400.0, 0.0, 0.0) for at in (32.5, 380.5)]
    along = [Stroke(at, 33.0, 380.0, 0.0, 0.0) for at in (59.5, 400.5)] + [Stroke(147.5, 4.0, 23.0, 0.0, 0.0)]
    panel = panel_of(np.full((420, 460, 3), 255, np.uint8), (across, along), UNIT)
    assert panel is not None
    assert panel.box == Box(59.5, 32.5, 400.5, 380.5)


def test_a_legend_between_plot_and_border_does_not_join_them() -> None:
    def frame(x0: float, y0: float, x1: float, y1: float, thickness: float) -> StrokeSet:
        rows = [Stroke(y, x0, x1, thickness, 100.0) for y in (y0, y1)]
        return rows, [Stroke(x, y0, y1, thickness, 100.0) for x in (x0, x1)]

    border, legend = frame(2, 2, 398, 298, 0), frame(305, 30, 393, 90, 1)
    spines = [Stroke(260, 40, 300, 1, 200.0)], [Stroke(40, 20, 260, 1, 200.0)]
    gridlines = [Stroke(y, 40, 300, 1, 30.0) for y in (60, 160)]
    across = [*border[0], *legend[0], *spines[0], *gridlines]
    sets = frames_apart((across, [*border[1], *legend[1], *spines[1]]), UNIT)
    boxes = [box for s in sets if (box := panel_of(np.full((300, 400, 3), 255, np.uint8), s, UNIT)) is not None]
    assert Box(40, 20, 300, 260) in [b.box for b in boxes]


def test_a_border_around_the_figure_is_no_panel() -> None:
    drawing = new_drawing()
    axes = plot(drawing.add_subplot())
    border = Rectangle((0.005, 0.005), 0.99, 0.99, transform=drawing.transFigure, fill=False, edgecolor="black")
    drawing.add_artist(border)
    assert_panels(find(drawing), [axes])


def test_a_border_around_two_panels_is_no_panel() -> None:
    drawing = new_drawing(7, 3)
    left, right = drawing.subplots(1, 2, gridspec_kw={"wspace": 0.3})
    plot(left)
    plot(right)
    border = Rectangle((0.005, 0.005), 0.99, 0.99, transform=drawing.transFigure, fill=False, edgecolor="black")
    drawing.add_artist(border)
    assert_panels(find(drawing), [left, right])


def reason_of(drawing: Drawing) -> Reason:
    with pytest.raises(NotAChart) as refusal:
        find(drawing)
    assert refusal.value.stage == "panels"
    return refusal.value.reason


def empty(drawing: Drawing) -> None:
    drawing.text(0.3, 0.5, "12 words about nothing")


def noise(drawing: Drawing) -> None:
    smooth = np.add.outer(np.sin(np.arange(300) / 40), np.cos(np.arange(400) / 60))
    speckle = np.random.default_rng(0).normal(0, 0.4, (300, 400))
    drawing.figimage(smooth + speckle, cmap="viridis")


def arrows(drawing: Drawing) -> None:
    axes = drawing.add_axes((0, 0, 1, 1))
    axes.axis("off")
    axes.annotate("", (0.8, 0.9), (0.1, 0.2), arrowprops={"arrowstyle": "->"})


@pytest.mark.parametrize("draw", [empty, noise, arrows])
def test_no_plot(draw: Callable[[Drawing], None]) -> None:
    drawing = new_drawing()
    draw(drawing)
    assert reason_of(drawing) in (Reason.NO_PLOT_BOX, Reason.NO_AXIS_LABELS)


def test_narrow_labels_close_to_the_axis_are_its_labels() -> None:
    drawing = new_drawing()
    axes = plot(drawing.add_subplot())
    axes.set_yticks([0, 1])
    axes.tick_params(length=0, pad=1)
    figure, texts = rendered(drawing)
    assert label_counts(find_panels(figure, texts, UNIT)[0], texts, UNIT) == (6, 2)


def test_a_label_below_is_none_beside_a_box_that_begins_right_of_it() -> None:
    box = Panel(Box(200, 50, 400, 200), frozenset(), (255, 255, 255))
    below = [Text(string, Box(x, 208, x + 20, 216), 1.0, "") for string, x in (("5", 170), ("10", 220), ("15", 270))]
    corner = Text("0", Box(180, 196, 190, 204), 1.0, "")
    assert label_counts(box, below, UNIT) == (2, 0)
    assert label_counts(box, [*below, corner], UNIT) == (2, 1)


def test_a_box_without_labels_is_one_of_a_row_though_another_has_the_strip_of_its_title() -> None:
    first = Panel(Box(56, 32, 256, 200), frozenset(), (235, 235, 235))
    second = replace(first, box=Box(265, 56, 465, 200))
    beside = [Text(f"{k}", Box(40, 60 + 40 * k, 50, 68 + 40 * k), 1.0, "") for k in range(3)]
    texts = [*beside, Text("5", Box(150, 206, 158, 214), 1.0, "")]
    assert with_labels([first, second], texts, UNIT) == [first, second]
    assert with_labels([first, replace(second, box=Box(265, 100, 465, 200))], texts, UNIT) == [first]


def test_a_box_beside_one_of_many_labels_is_a_part_of_a_plot() -> None:
    texts = [Text(f"{k}", Box(40, 20 + 40 * k, 50, 28 + 40 * k), 1.0, "") for k in range(6)]
    part = Panel(Box(56, 86, 300, 124), frozenset(), (255, 255, 255))
    whole, framed = replace(part, box=Box(56, 10, 300, 240)), replace(part, spines=frozenset({"left"}))
    assert without_parts([part, whole, framed], texts, UNIT) == [whole, framed]
    assert without_parts([part], texts[:4], UNIT) == [part]


def test_a_box_without_tick_labels() -> None:
    drawing = new_drawing()
    axes = plot(drawing.add_subplot())
    axes.set_xticklabels([])
    axes.set_yticklabels([])
    assert reason_of(drawing) == Reason.NO_AXIS_LABELS


def test_reading_order_goes_by_rows() -> None:
    def panel(x0: float, y0: float) -> Panel:
        return Panel(Box(x0, y0, x0 + 80, y0 + 60), frozenset(), (255, 255, 255))

    a, b, c, d = panel(0, 5), panel(100, 0), panel(0, 100), panel(100, 96)
    assert reading_order([d, c, b, a]) == [a, b, c, d]


def test_no_strokes_hold_no_frames() -> None:
    assert frames_apart(([], []), UNIT) == []


@pytest.mark.parametrize(("blank", "bottom"), [(True, 320), (False, 336)])
def test_print_below_its_tick_does_not_lengthen_the_axis_that_it_stands_on(blank: bool, bottom: float) -> None:
    """The label of the corner, which the text stage did not read, closes up with the tick and the spine above it."""
    rgb = np.full((400, 500, 3), 255, np.uint8)
    rgb[320, 40:441] = rgb[20:337, 40] = 0
    if blank:
        rgb[325:329, 40] = 255
    spines = [Stroke(320, 40, 440, 1.0, 255.0)], [Stroke(40, 20, 336, 1.0, 255.0)]
    panel = panel_of(rgb, spines, UNIT)
    assert panel is not None
    assert panel.box.y1 == bottom


@pytest.mark.parametrize("rows", [((1.0, 20.0),) * 3, ((1.75, 11.0), (1.4, 14.5), (1.05, 20.0))])
def test_gridlines_below_their_last_crossing_are_not_cut(rows: Sequence[tuple[float, float]]) -> None:
    """Even where each lies otherwise between the rows of pixels, wider and paler."""
    rgb = np.full((400, 500, 3), 255, np.uint8)
    along = [Stroke(x, 20, 330, 1.0, 20.0) for x in (100, 200, 300, 400)]
    across = [Stroke(y, 40, 440, thick, dark) for y, (thick, dark) in zip((120, 220, 320), rows, strict=True)]
    panel = panel_of(rgb, (across, along), UNIT)
    assert panel is not None
    assert panel.box.y1 == 330


def test_gridlines_that_markers_cut_go_on_to_where_their_last_pieces_end() -> None:
    """Of most of them no piece is left below the markers on the last gridline."""
    rgb = np.full((400, 800, 3), 255, np.uint8)
    along = [Stroke(100 + 50 * k, 20, 280, 1.0, 20.0) for k in range(12)]
    along += [Stroke(100 + 50 * k, 301, 340, 1.0, 20.0) for k in range(5)]
    across = [Stroke(y, 80, 690, 1.0, 20.0) for y in (60, 120, 180, 240, 300)]
    panel = panel_of(rgb, (across, along), UNIT)
    assert panel is not None
    assert panel.box.y1 == 340


def label(string: str, x: float, y: float, height: float) -> Text:
    return Text(string, Box(x - height, y - height / 2, x + height, y + height / 2 - 1), 0.99, "test")


@pytest.mark.parametrize(("height", "found"), [(20.0, True), (10.0, False)])
def test_labels_of_larger_print_stand_as_far_off_as_it_is_high(height: float, found: bool) -> None:
    small = Panel(Box(40, 20, 300, 200), frozenset(ALL_SIDES), (255, 255, 255))
    large = Panel(Box(500, 20, 760, 400), frozenset(ALL_SIDES), (255, 255, 255))
    texts = [label(s, 28, y, 10) for s, y in zip(("40", "20", "10"), (20, 110, 200), strict=True)]
    texts += [label(s, x, 212, 10) for s, x in zip(("10", "30", "50"), (60, 170, 280), strict=True)]
    texts += [label(s, 470, y, height) for s, y in zip(("40", "20", "10"), (20, 210, 400), strict=True)]
    texts += [replace(label(s, x, 460, height), rotation=90) for s, x in (("East", 550), ("West", 700))]
    assert of_larger_print([small, large], [small], texts, 10.0) == ([large] if found else [])


def test_labels_of_three_y_axes_in_a_row_are_no_x_axis() -> None:
    rgb, texts = np.full((260, 900, 3), 255, np.uint8), []
    for x in (0, 300, 600):
        rgb[100, x + 110 : x + 240] = 0
        texts += [label(s, x + 80, y, 10) for s, y in zip("864", (50, 100, 150), strict=True)]
        texts += [label("0", x + 98, 200, 10)]  # read with its tick
        texts += [label(s, x + at, 230, 10) for s, at in zip("0123", (110, 150, 190, 230), strict=True)]
    panels = find_panels(Figure(rgb, 1.0, 900, 260), texts, 10.0)
    assert [round(p.box.x1 - p.box.x0, -2) for p in panels] == [100, 100, 100]


def test_a_row_below_several_columns_of_labels_is_of_no_plot() -> None:
    rgb, texts = np.full((260, 900, 3), 255, np.uint8), []
    for x, name in ((0, "6"), (300, "S"), (600, "0")):
        rgb[100, x + 110 : x + 240] = 0
        texts += [label(s, x + 80, y, 10) for s, y in zip("864", (50, 100, 150), strict=True)]
        texts += [label(name, x + 170, 180, 10)]
    assert bare_panels(rgb, texts, 10.0, [], []) == []


def test_tick_labels_alone_beside_ticks_that_point_inwards() -> None:
    drawing = new_drawing()
    axes = plot(drawing.add_subplot())
    axes.spines[:].set_visible(False)
    axes.tick_params(direction="in", length=4, pad=3)
    (panel,) = find(drawing)
    assert panel.box.x0 == pytest.approx(true_box(axes).x0, abs=1.5)


def test_plots_lie_where_the_inner_labels_of_a_column_were_not_read() -> None:
    drawing = new_drawing(7, 5)
    grid = drawing.subplots(2, 2).ravel()
    for axes in grid:
        plot(axes).spines[:].set_visible(False)
        axes.set_yticks([-1, -0.5, 0, 0.5, 1])
    figure, texts = rendered(drawing)
    boxes = [true_box(axes) for axes in grid]
    unread = [t for t in texts if "0.5" in t.string and t.box.cy < boxes[0].y1 and t.box.cx > boxes[0].x1]
    rows = [t for b in boxes[1:3] for t in texts if b.y1 < t.box.cy < b.y1 + 3 * UNIT and b.x0 < t.box.x1 < b.x1 + UNIT]
    rest = [t for t in texts if t not in unread and t not in rows]
    assert len(unread) == 2 and len(rows) == 12
    assert_panels(find_panels(figure, rest, UNIT), list(grid), within=0.1 * boxes[0].height)


def test_slanted_tick_labels_alone_span_a_plot() -> None:
    drawing = new_drawing()
    axes = plot(drawing.add_subplot())
    drawing.subplots_adjust(bottom=0.2)
    axes.spines[:].set_visible(False)
    axes.set_xlim(0, 1000)
    axes.set_xticks([100, 300, 500, 700, 900])
    axes.lines[0].set_xdata(np.linspace(100, 900, 200))
    axes.tick_params(axis="x", rotation=60)
    figure, texts = rendered(drawing)
    texts = [replace(t, rotation=60) if len(t.string) == 3 else t for t in texts]
    (panel,) = find_panels(figure, texts, UNIT)
    true = true_box(axes)
    assert (panel.box.x0, panel.box.y1) == pytest.approx((true.x0, true.y1), abs=1.5)


def test_slanted_dates_whose_ticks_stand_far_off_span_a_plot() -> None:
    """Dates are no even values, but evenly apart; their marks begin and end in line."""
    drawing = new_drawing()
    axes = plot(drawing.add_subplot())
    drawing.subplots_adjust(left=0.25, bottom=0.3)
    axes.spines[:].set_visible(False)
    axes.set_xlim(0, 1000)
    axes.set_xticks([100, 300, 500, 700, 900], ["1995-01", "1995-07", "1996-01", "1996-07", "1997-01"])
    axes.lines[0].set_xdata(np.linspace(0, 900, 200))
    axes.tick_params(axis="x", rotation=30, length=7)
    axes.tick_params(length=7, width=1.5, pad=9)
    figure, texts = rendered(drawing)
    texts = [replace(t, rotation=30) if "-" in t.string[1:] else t for t in texts]
    (panel,) = find_panels(figure, texts, UNIT)
    true = true_box(axes)
    assert (panel.box.x0, panel.box.y1) == pytest.approx((true.x0, true.y1), abs=1.5)


def test_names_of_a_legend_below_the_tick_labels_are_no_axis() -> None:
    drawing = new_drawing()
    drawing.subplots_adjust(bottom=0.25)
    axes = plot(drawing.add_subplot())
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0)
    axes.set_xticks([0, 2.5, 5, 7.5])
    figure, texts = rendered(drawing)
    below = max(t.box.y1 for t in texts) + 2 * UNIT
    texts += [Text(name, Box(70 + 40 * k, below, 90 + 40 * k, below + 8), 0.99, "") for k, name in enumerate("abcde")]
    (panel,) = find_panels(figure, texts, UNIT)
    assert abs(panel.box.y1 - true_box(axes).y1) < UNIT
