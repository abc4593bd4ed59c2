"""The inside of a plot box: what belongs to its empty background, and what covers it."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from extractors.geometry import Box
from extractors.image import Figure
from extractors.panels import Panel
from extractors.plot_area import Cover, PlotArea, find_plot_area
from extractors.text import Text
from tests.extractors.drawn import UNIT, WHITE, Color, ink_of, line, paint, picture

SHAPE = (140, 220)
BOX = Box(20, 10, 200, 120)
BLUE, GREY = (31, 119, 180), (150, 150, 150)


def cut(
    rgb: NDArray[np.float32],
    covers: tuple[Cover, ...] = (),
    texts: tuple[Text, ...] = (),
    named: tuple[Color, ...] = (),
    background: Color = WHITE,
    strokes: tuple[tuple[float, ...], tuple[float, ...]] = ((), ()),
    labels: tuple[Box, ...] = (),
) -> PlotArea:
    figure = Figure(np.rint(rgb).astype(np.uint8), 1.0, rgb.shape[1], rgb.shape[0])
    panel = Panel(BOX, frozenset(), background, *strokes)
    return find_plot_area(figure, panel, covers, texts, named, UNIT, labels)


def wave() -> NDArray[np.float32]:
    x = np.arange(25, 196, dtype=float)
    return ink_of(line(x, 65 + 30 * np.sin(x / 25)), SHAPE, 2)


def foreground(area: PlotArea) -> NDArray[np.bool_]:
    return np.asarray(np.linalg.norm(area.rgb - area.background, axis=2) > 20)


def test_the_box_is_cut_out_with_its_edge_pixels() -> None:
    rgb = picture(SHAPE)
    rgb[10, 20], rgb[120, 200] = 0, 50
    area = cut(rgb)
    assert area.rgb.shape == (111, 181, 3)
    assert area.rgb[0, 0, 0] == 0
    assert area.rgb[-1, -1, 0] == 50
    assert area.origin == (20, 10)
    assert area.unit == UNIT
    assert area.empty.tolist() == [255, 255, 255]


def test_print_outside_the_plot_covers_nothing_in_it() -> None:
    """The box of a slanted tick label reaches into the plot, but not its letters."""
    label = Text("Jan 1995", Box(90, 112, 150, 138), 0.9, "given", 35)
    note = Text("note", Box(90, 50, 120, 60), 0.9, "given")
    area = cut(picture(SHAPE), texts=(label, note))
    assert area.print[45:47, 75:95].all()
    assert not area.print[90:].any()


def test_the_rows_of_the_spines_are_counted_from_the_edges() -> None:
    rgb = picture(SHAPE)
    rgb[119:122, 20:201] = 40
    area = cut(rgb)
    assert area.spines == (0, 2)
    assert area.hidden[-2:].all()
    assert not area.hidden[:-2].any()


def test_a_box_that_leaves_the_image_is_clipped() -> None:
    figure = Figure(np.full((60, 60, 3), 255, np.uint8), 1.0, 60, 60)
    area = find_plot_area(figure, Panel(Box(-5, -5, 99, 99), frozenset(), WHITE), (), (), (), UNIT)
    assert area.rgb.shape == (60, 60, 3)
    assert area.origin == (0, 0)


def test_gridlines_are_background_and_curves_are_not() -> None:
    rgb = picture(SHAPE)
    rgb[30:120:30], rgb[:, 50:200:50] = 210, 210
    ink = wave()
    paint(rgb, ink, BLUE)
    seen = foreground(cut(rgb))
    inside = ink[10:121, 20:201]
    assert not seen[inside == 0].any()
    assert seen[inside > 0.6].all()


def test_dashed_gridlines_are_background_where_the_panel_knows_them() -> None:
    rgb = picture(SHAPE)
    rgb[60, np.arange(220) % 8 < 3] = 180
    assert foreground(cut(rgb)).any()
    assert not foreground(cut(rgb, strokes=((), (60.0,)))).any()


def test_a_level_curve_in_its_band_is_no_background() -> None:
    rgb = picture(SHAPE)
    rgb[58:72] = 0.8 * 255 + 0.2 * np.array(BLUE)
    rgb[64:67] = BLUE
    seen = foreground(cut(rgb, named=(BLUE,)))
    assert seen[54:57].all()
    assert not seen[48:54].any()
    assert not foreground(cut(rgb)).any()


def test_a_shaded_period_is_background() -> None:
    rgb = picture(SHAPE)
    rgb[:, 80:120] = (230, 230, 240)
    ink = wave()
    paint(rgb, ink, BLUE)
    area = cut(rgb)
    assert area.background[50, 80].tolist() == [230, 230, 240]
    assert foreground(area)[ink[10:121, 20:201] > 0.6].all()


def test_a_grey_plot_area() -> None:
    rgb = picture(SHAPE, (229, 229, 229))
    rgb[40:120:40] = 255  # white gridlines
    area = cut(rgb, background=(229, 229, 229))
    assert not foreground(area).any()
    assert area.empty.tolist() == [229, 229, 229]


@pytest.mark.parametrize(("named", "is_data"), [((BLUE,), True), ((GREY,), True), ((), False)])
def test_a_level_line_is_data_where_the_legend_names_its_colour(named: tuple[Color, ...], is_data: bool) -> None:
    rgb = picture(SHAPE)
    rgb[60:62, 20:201] = BLUE if BLUE in named else GREY
    assert foreground(cut(rgb, named=named)).any() == is_data


def test_a_colourful_level_line_is_data() -> None:
    rgb = picture(SHAPE)
    rgb[60:62, 20:201] = BLUE
    assert foreground(cut(rgb))[50].all()


@pytest.mark.parametrize("colors", [4 * (BLUE,), ((31, 119, 180), (255, 127, 14), (44, 160, 44), (214, 39, 40))])
def test_many_level_lines_are_a_grid_if_they_have_one_colour(colors: tuple[Color, ...]) -> None:
    """Curves that are level over most of the plot have one each."""
    rgb = picture(SHAPE)
    for k, color in enumerate(colors):
        rgb[40 + 20 * k : 42 + 20 * k, 20:201] = color
    assert foreground(cut(rgb, named=colors)).any() == (len(set(colors)) > 1)


@pytest.mark.parametrize(("top", "is_data"), [(10, False), (18, True)])
def test_an_axis_through_zero_is_background_whatever_the_legend_names(top: int, is_data: bool) -> None:
    """The riser of a step ends within the plot."""
    rgb = picture(SHAPE)
    paint(rgb, wave(), BLUE)
    rgb[top:121, 110:112] = GREY
    seen = foreground(cut(rgb, named=(GREY,)))
    assert seen[15:30, 91].any() == is_data
    assert seen[:, 60].any()
    assert seen[:, 120].any()


def test_legends_are_what_hides_without_the_spines() -> None:
    rgb = picture(SHAPE)
    rgb[119:122, 20:201] = 40
    area = cut(rgb, (Cover(Box(120, 60, 170, 90), (), framed=False),))
    assert area.legends.sum() == 31 * 51
    assert area.legends[50:81, 100:151].all()
    assert area.hidden[-2:].all()


def test_legends_cover_and_print_is_marked() -> None:
    words = Text("note", Box(60, 50, 90, 60), 0.9, "test")
    letter = Text("a", Box(150, 50, 155, 60), 0.9, "test")  # may be a marker
    legend = Cover(Box(120, 90, 190, 115), (Box(130, 95, 180, 105),), framed=False)
    far = Cover(Box(300, 5, 400, 20), (), framed=False)
    area = cut(picture(SHAPE), (legend, far), (words, letter))
    assert area.hidden[80:106, 100:171].all()
    assert area.hidden.sum() == 26 * 71
    assert area.erased[85:96, 110:161].all()
    assert not (area.erased & ~area.hidden).any()
    assert area.print[39:52, 39:72].all()
    assert area.print.sum() == 13 * 33


def test_names_at_line_ends_are_no_data_and_hide_none() -> None:
    area = cut(picture(SHAPE), labels=(Box(150, 50, 180, 60),))
    rows, columns = np.nonzero(area.erased)
    assert (rows.min(), rows.max(), columns.min(), columns.max()) == (39, 51, 130, 161)
    assert not area.hidden.any()


def test_gridlines_of_sparse_dots_are_background_though_they_are_no_strokes() -> None:
    rgb = picture(SHAPE)
    for y in (10, 40, 70, 100, 120):
        rgb[y, 20:201:6] = GREY
    area = cut(rgb)
    assert not foreground(area).any()
    rgb[55, 20:201:6] = BLUE  # its own colour tells a dotted line among them
    assert foreground(cut(rgb)).sum() == len(range(20, 201, 6))


def test_a_grey_curve_along_the_side_of_a_plot_is_no_gridline_where_those_are_strokes() -> None:
    rgb = picture(SHAPE)
    for y in (40, 70, 100):
        rgb[y, 20:201:6] = GREY
    rgb[11, 120:190] = GREY
    assert not foreground(cut(rgb)).any()
    assert foreground(cut(rgb, strokes=((), (40.0, 70.0, 100.0)))).sum() == 70
