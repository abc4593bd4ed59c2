"""Tick labels on figures drawn by matplotlib, whose texts are handed over so that reading is not the subject."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Drawing
from matplotlib.text import Text as Artist

from extractors.calibration import calibrate
from extractors.geometry import Box
from extractors.image import Figure
from extractors.label_print import LabelPrint
from extractors.panels import Panel
from extractors.readers import Pixels, Reading, Text
from extractors.strips import Side
from extractors.tick_marks import TickMark
from extractors.tick_prints import find_prints
from extractors.tick_readings import TickLabel
from extractors.ticks import AxisLabels, are_title_words, find_ticks

DPI = 100
UNIT = 10.0  # digits of 10 pt print


class NoReader:
    """Reads nothing: what the text stage did not hand over stays empty."""

    name = "none"

    def find(self, rgb: Pixels) -> list[Text]:
        return []

    def read(self, crops: Sequence[Pixels]) -> list[Reading]:
        return [Reading("", 0.0)] * len(crops)


def drawn(setup: Callable[[Axes], None], size: tuple[float, float] = (5.03, 4.01)) -> tuple[Figure, Panel, list[Text]]:
    """A figure with one plot, its panel, and the texts of its labels as the text stage would find them."""
    drawing = Drawing(figsize=size, dpi=DPI)
    canvas = FigureCanvasAgg(drawing)
    axes = drawing.add_axes((0.2, 0.3, 0.6, 0.6))
    axes.tick_params(labelsize=10)
    setup(axes)
    rgb = rendered(canvas)
    artists: list[Artist] = drawing.findobj(Artist)
    texts = [text for artist in artists if (text := text_of(artist, rgb)) is not None]
    frame = axes.get_window_extent()
    box = Box(frame.x0 - 0.5, len(rgb) - frame.y1 - 0.5, frame.x1 - 0.5, len(rgb) - frame.y0 - 0.5)
    panel = Panel(box, frozenset(("left", "right", "top", "bottom")), (255, 255, 255))
    return Figure(rgb, 1.0, rgb.shape[1], rgb.shape[0]), panel, texts


def rendered(canvas: FigureCanvasAgg) -> Pixels:
    canvas.draw()  # type: ignore[no-untyped-call]
    return np.ascontiguousarray(np.asarray(canvas.buffer_rgba(), np.uint8)[..., :3])  # type: ignore[no-untyped-call]


def text_of(artist: Artist, rgb: Pixels) -> Text | None:
    """A visible text artist as the text stage would find it."""
    string = artist.get_text().replace("−", "-")
    if not string or not artist.get_visible():
        return None
    extent = artist.get_window_extent()
    if not 0 < extent.x0 < rgb.shape[1] or not 0 < extent.y0 < rgb.shape[0]:
        return None
    box = Box(extent.x0, len(rgb) - extent.y1, extent.x1, len(rgb) - extent.y0)
    rotation = round(float(artist.get_rotation()))
    rotation = rotation - 360 if 270 < rotation < 360 else rotation
    tight = inked(rgb, box) if rotation in (0, 90) else box
    return None if tight is None else Text(string, tight, 1.0, "given", rotation)


def inked(rgb: Pixels, box: Box) -> Box | None:
    """The bounds of the dark pixels in a box, None where there are none (artists that are not drawn)."""
    rows, columns = box.slices(*rgb.shape[:2])
    y, x = np.nonzero(rgb[rows, columns].min(axis=2) < 128)
    if len(x) == 0:
        return None
    return Box(columns.start + x.min(), rows.start + y.min(), columns.start + x.max(), rows.start + y.max())


def found(setup: Callable[[Axes], None], size: tuple[float, float] = (5.03, 4.01)) -> dict[Side, AxisLabels]:
    figure, panel, texts = drawn(setup, size)
    return find_ticks(figure, panel, [], texts, NoReader(), UNIT)


def ends(setup: Callable[[Axes], None], side: Side) -> list[float]:
    """What the calibration of a side says at both ends of the plot."""
    figure, panel, texts = drawn(setup)
    labels = find_ticks(figure, panel, [], texts, NoReader(), UNIT)[side]
    box = panel.box
    low, high = (box.x0, box.x1) if side in ("bottom", "top") else (box.y1, box.y0)
    scale = calibrate(labels.labels, abs(high - low), multiplier=labels.notes.factor, offset=labels.notes.offset)
    return [float(v) for v in scale.value(np.array([low, high]))]


def plain(axes: Axes) -> None:
    axes.set(xlim=(-0.37, 10.6), ylim=(-4.2, 21.3))


@pytest.mark.parametrize(("side", "limits"), [("bottom", (-0.37, 10.6)), ("left", (-4.2, 21.3))])
def test_plain_axes_are_calibrated_to_their_limits(side: Side, limits: tuple[float, float]) -> None:
    assert ends(plain, side) == pytest.approx(limits, abs=0.003 * (limits[1] - limits[0]))


def test_labels_are_seated_on_their_marks() -> None:
    sides = found(plain)
    assert set(sides) == {"bottom", "left"}
    assert all(label.seated for labels in sides.values() for label in labels.labels)
    assert [label.text for label in sides["bottom"].labels] == ["0", "2", "4", "6", "8", "10"]


@pytest.mark.parametrize(
    ("rotation", "align"),
    [(45, "right"), (30, "right"), (30, "center"), (60, "center"), (-45, "left"), (-30, "center")],
)
def test_slanted_labels_hang_from_their_ticks(rotation: int, align: str) -> None:
    def slanted(axes: Axes) -> None:
        axes.set(xlim=(990, 2110), xticks=[1000, 1250, 1500, 1750, 2000])
        for label in axes.get_xticklabels():
            label.set(rotation=rotation, ha=align)

    assert ends(slanted, "bottom") == pytest.approx([990, 2110], abs=4)


def test_one_slant_and_short_words_higher_than_a_line_are_a_slanted_row() -> None:
    def slanted(axes: Axes) -> None:
        axes.set(xlim=(0, 2000), xticks=[0, 1000, 2000], xticklabels=["0k", "1000", "2k"])
        for label in axes.get_xticklabels():
            label.set(rotation=30, ha="right")

    figure, panel, texts = drawn(slanted)
    texts = [replace(t, rotation=0) if t.string in ("0k", "2k") else t for t in texts]
    labels = find_ticks(figure, panel, [], texts, NoReader(), UNIT)["bottom"].labels
    box = panel.box
    assert [label.px for label in labels] == pytest.approx([box.x0, box.cx, box.x1], abs=1)
    assert all(label.seated for label in labels)


def test_two_full_dates_below_two_ticks_are_labels() -> None:
    def dated(axes: Axes) -> None:
        axes.set(xlim=(0, 50), xticks=[10, 40], xticklabels=["01 May 2022", "31 May 2022"])

    def named(axes: Axes) -> None:
        axes.set(xlim=(0, 50), xticks=[10, 40], xticklabels=["Growth", "Decay"])

    assert [label.text for label in found(dated)["bottom"].labels] == ["01 May 2022", "31 May 2022"]
    assert "bottom" not in found(named)


def test_slanted_labels_without_any_mark_are_not_guessed() -> None:
    def markless(axes: Axes) -> None:
        axes.set(xlim=(990, 2110), xticks=[1000, 1250, 1500, 1750, 2000])
        axes.tick_params(axis="x", length=0, labelrotation=45)

    assert "bottom" not in found(markless)


def test_turned_labels_below_an_axis() -> None:
    def turned(axes: Axes) -> None:
        axes.set(xlim=(990, 2110), xticks=[1000, 1250, 1500, 1750, 2000])
        axes.tick_params(axis="x", labelrotation=90)

    assert ends(turned, "bottom") == pytest.approx([990, 2110], abs=4)


def test_short_turned_labels_are_whole_though_their_digits_stand_in_lines() -> None:
    def turned(axes: Axes) -> None:
        axes.set(xlim=(5, 55), xticks=[10, 20, 30, 40, 50])
        axes.tick_params(axis="x", labelrotation=90, labelsize=16)

    figure, panel, texts = drawn(turned)
    short = [replace(t, rotation=0) if t.rotation == 90 else t for t in texts]
    boxes = find_ticks(figure, panel, [], short, NoReader(), 1.6 * UNIT)["bottom"].boxes
    assert len(boxes) == 5
    assert all(box.height > 1.2 * box.width for box in boxes)


def test_turned_labels_read_upright_do_not_part_a_row_between_their_digits() -> None:
    def turned(axes: Axes) -> None:
        axes.set(xlim=(50, 550), xticks=[100, 200, 300, 400, 500])
        axes.tick_params(axis="x", labelrotation=90, labelsize=20)

    figure, panel, texts = drawn(turned)
    some = [t if t.string in ("200", "400") else replace(t, rotation=0) for t in texts]
    boxes = find_ticks(figure, panel, [], some, NoReader(), 2.0 * UNIT)["bottom"].boxes
    assert [box.height for box in boxes] == pytest.approx([t.box.height for t in texts if t.rotation == 90], abs=2)


def powers(base: int, rotation: int) -> Callable[[Axes], None]:
    """Sets the x labels to powers with exponents from -1 to 2, their middles at one height."""

    def setup(axes: Axes) -> None:
        names = [f"${base}^{{{k}}}$" for k in range(-1, 3)]
        axes.set(xlim=(-0.5, 3.5), xticks=range(4), xticklabels=names)
        axes.tick_params(axis="x", labelrotation=rotation, labelsize=18, pad=24)
        for label in axes.get_xticklabels():
            label.set(va="center", math_fontfamily="stix")

    return setup


def test_turned_powers_are_turned_though_none_was_read() -> None:
    figure, panel, _ = drawn(powers(10, 90))
    prints = find_prints(figure, panel, "bottom", [], [], 2 * UNIT)
    assert [p.rotation for p in prints] == [90] * 4


def test_powers_boxed_higher_than_wide_are_not_turned() -> None:
    figure, panel, texts = drawn(powers(2, 0))
    tight = [replace(t, string="21", box=replace(t.box, x0=t.box.x0 + 1, x1=t.box.x1 - 1)) for t in texts]
    assert sum(t.box.height > 1.2 * t.box.width for t in tight if t.box.y0 > panel.box.y1) >= 2
    prints = find_prints(figure, panel, "bottom", [], tight, 1.5 * UNIT)
    assert [p.rotation for p in prints] == [0] * 4


def test_a_mark_read_as_a_letter_is_no_slanted_label_and_one_read_with_its_label_is_left_out() -> None:
    def slanted(axes: Axes) -> None:
        axes.set(xlim=(990, 2110), xticks=[1000, 1250, 1500, 1750, 2000])
        axes.tick_params(axis="x", labelrotation=45, length=8, width=2)

    figure, panel, texts = drawn(slanted)
    rows = panel.box.y1 + 1
    mark = Text("I", Box(panel.box.x0 + 3, rows, panel.box.x0 + 5, rows + 8), 0.9, "given")
    over = [replace(t, string=f"{t.string}>", box=replace(t.box, y0=rows)) if t.rotation == 45 else t for t in texts]
    labels = find_ticks(figure, panel, [], [mark, *over], NoReader(), UNIT)["bottom"]
    assert [label.seated for label in labels.labels] == [True] * 5
    assert {label.text for label in labels.labels} == {""}  # to be read anew, from below the marks
    assert min(box.y0 for box in labels.boxes) > rows + 6


def test_slanted_dates_that_were_read_with_their_marks_are_kept_as_read() -> None:
    names = ["2018-06-13", "2018-06-17", "2018-06-21", "2018-06-25"]

    def slanted(axes: Axes) -> None:
        axes.set(xlim=(-0.2, 3.2))
        axes.set_xticks(range(4), names, rotation=30, ha="right")
        axes.tick_params(axis="x", length=8, width=2)

    figure, panel, texts = drawn(slanted, (9.0, 4.0))
    rows = panel.box.y1 + 1
    over = [replace(t, box=replace(t.box, y0=rows)) if t.rotation == 30 else t for t in texts]
    labels = find_ticks(figure, panel, [], over, NoReader(), UNIT)["bottom"]
    assert [label.text for label in labels.labels] == names
    assert min(box.y0 for box in labels.boxes) > rows + 6


def test_crowded_turned_labels_are_parted_and_short_ones_turned_with_the_others() -> None:
    def turned(axes: Axes) -> None:
        axes.set(xlim=(-0.5, 20.5), xticks=range(21))
        axes.set_xticklabels(["7", "STL", "ImageNet"] * 7, rotation=90)

    heights: list[int] = []

    class Spy(NoReader):
        def read(self, crops: Sequence[Pixels]) -> list[Reading]:
            heights.extend(crop.shape[0] for crop in crops)
            return [Reading("STL", 1.0)] * len(crops)

    figure, panel, texts = drawn(turned)
    texts = [t for t in texts if t.string == "ImageNet" or t.rotation == 0]
    labels = find_ticks(figure, panel, [], texts, Spy(), UNIT)["bottom"]
    assert len(labels.labels) == 21
    assert all(label.seated for label in labels.labels)
    assert max(heights) <= 1.5 * UNIT


def test_one_label_in_large_print_is_not_taken_for_turned_lines() -> None:
    def large(axes: Axes) -> None:
        axes.set(xlim=(0, 50), xticks=[0, 20, 40], xticklabels=["0", "20", "40"])
        axes.get_xticklabels()[2].set_fontsize(29)

    labels = found(large)["bottom"].labels
    assert [label.text for label in labels] == ["0", "20", "40"]


@pytest.mark.parametrize(
    "read", ["one two sixten one twosix ten one two sixten", "OneTwoSix TenOneTwo Six Ten OneTwoSixTen"]
)
def test_crowded_names_read_as_one_text_with_fewer_words_are_parted_at_their_gridlines(read: str) -> None:
    written = ["One", "Two", "Six", "Ten"] if read[0] == "O" else ["one", "two", "six", "ten"]

    def crowded(axes: Axes) -> None:
        axes.set(xlim=(-0.5, 11.5), xticks=range(12))
        axes.set_xticklabels(written * 3, fontsize=8)
        axes.tick_params(axis="x", length=0, pad=10)

    figure, panel, texts = drawn(crowded)
    names = [t for t in texts if t.string in written]
    box = Box(names[0].box.x0, names[0].box.y0, names[-1].box.x1, names[0].box.y1)
    row = replace(names[0], string=read, box=box)
    grid = tuple(panel.box.x0 + (k + 0.5) / 12 * panel.box.width for k in range(12))
    labels = find_ticks(
        figure, replace(panel, strokes_x=grid), [], [*(t for t in texts if t not in names), row], NoReader(), UNIT
    )["bottom"]
    assert len(labels.labels) == 12
    assert all(label.seated for label in labels.labels)


def test_turned_labels_of_a_y_axis() -> None:
    def turned(axes: Axes) -> None:
        axes.set(ylim=(9, 52), yticks=[10, 20, 30, 40, 50])
        for label in axes.get_yticklabels():
            label.set(rotation=90, va="center")

    assert ends(turned, "left") == pytest.approx([9, 52], abs=0.2)


def test_labels_right_below_the_spine_without_marks() -> None:
    def tight(axes: Axes) -> None:
        axes.set(xlim=(0, 10), xticks=[1, 3, 5, 7, 9])
        axes.tick_params(axis="x", length=0, pad=1)

    labels = found(tight)["bottom"].labels
    assert [label.text for label in labels] == ["1", "3", "5", "7", "9"]


def test_words_and_numbers_of_one_date_are_one_label() -> None:
    def dated(axes: Axes) -> None:
        axes.set(xlim=(0, 2), xticks=[0.2, 1.0, 1.8])
        axes.set_xticklabels(["Mar   20, 2022", "Apr   03, 2022", "Apr   17, 2022"])

    labels = found(dated)["bottom"].labels
    assert [label.text for label in labels] == ["Mar   20, 2022", "Apr   03, 2022", "Apr   17, 2022"]


def test_labels_far_behind_long_marks() -> None:
    def long(axes: Axes) -> None:
        axes.set(xlim=(-0.37, 10.6), ylim=(-4.2, 21.3))
        axes.tick_params(length=12, width=2, pad=18)

    sides = found(long)
    assert [label.text for label in sides["bottom"].labels] == ["0", "2", "4", "6", "8", "10"]
    assert [label.text for label in sides["left"].labels] == ["20", "15", "10", "5", "0"]


def test_marks_of_both_axes_that_meet_at_the_corner_are_no_labels() -> None:
    def cornered(axes: Axes) -> None:
        axes.set(xlim=(0, 10), ylim=(0, 20))
        axes.tick_params(length=12, width=2, pad=6)

    sides = found(cornered)
    assert [label.text for label in sides["bottom"].labels] == ["0", "2", "4", "6", "8", "10"]


def test_a_speck_before_a_label_is_no_label() -> None:
    figure, panel, texts = drawn(plain)
    for text in texts:
        if text.box.x1 < panel.box.x0 and text.rotation == 0:
            figure.rgb[round(text.box.cy), round(panel.box.x0) - 9] = 0
    labels = find_ticks(figure, panel, [], texts, NoReader(), UNIT)["left"].labels
    assert [label.text for label in labels] == ["20", "15", "10", "5", "0"]


def test_last_digits_at_the_spine_of_a_y_axis_are_kept() -> None:
    def tight(axes: Axes) -> None:
        axes.set(ylim=(1, 6.5))
        axes.set_yticks([2, 3, 4, 5, 6], ["200", "300", "400", "500", "600"])
        axes.tick_params(axis="y", length=0, pad=0)

    assert [label.text for label in found(tight)["left"].labels] == ["600", "500", "400", "300", "200"]


def test_a_one_that_was_read_turned_is_a_label() -> None:
    def counts(axes: Axes) -> None:
        axes.set(ylim=(-0.5, 3.5), yticks=[0, 1, 2, 3])

    figure, panel, texts = drawn(counts)
    turned = [replace(t, rotation=270) if t.string == "1" else t for t in texts]
    assert len(find_ticks(figure, panel, [], turned, NoReader(), UNIT)["left"].labels) == 4


def test_the_lowest_y_label_takes_nothing_of_the_first_x_label() -> None:
    def cornered(axes: Axes) -> None:
        axes.set(xlim=(-5100, 5100), ylim=(40.6, 60.3), xticks=[-5000, -2500, 0, 2500, 5000], yticks=[41, 50, 60])
        axes.tick_params(axis="x", length=0)

    assert ends(cornered, "bottom") == pytest.approx([-5100, 5100], abs=40)


def test_a_label_near_the_frame_does_not_stand_on_it() -> None:
    def near(axes: Axes) -> None:
        axes.set(ylim=(0, 51), yticks=[10, 20, 30, 40, 50])
        axes.tick_params(axis="y", length=0)

    figure, panel, texts = drawn(near)
    step = (panel.box.y1 - panel.box.y0) / 51
    grid = (panel.box.y0, *(panel.box.y1 - step * v for v in (40, 30, 20, 10)))
    labels = find_ticks(figure, replace(panel, strokes_y=grid), [], texts, NoReader(), UNIT)["left"].labels
    assert not labels[0].seated
    assert labels[0].px == pytest.approx(panel.box.y0 + step, abs=1.5)


def test_crowded_labels_are_cut_between_their_marks() -> None:
    def crowded(axes: Axes) -> None:
        axes.set(xlim=(0, 20_000), xticks=range(0, 20_001, 2_500))
        axes.tick_params(axis="x", labelsize=9)

    labels = found(crowded, (5.93, 4.0))["bottom"].labels
    assert [label.text for label in labels] == [str(v) for v in range(0, 20_001, 2_500)]


def test_a_curve_across_the_spine_is_no_label() -> None:
    def crossing(axes: Axes) -> None:
        axes.set(xlim=(0, 10), ylim=(0, 1))
        axes.tick_params(axis="x", direction="in")
        axes.plot([1.1, 3.3, 4.8, 7.1], [0, 0, 0, 0], "x", clip_on=False, markersize=7)

    assert [label.text for label in found(crossing)["bottom"].labels] == ["0", "2", "4", "6", "8", "10"]


def test_a_title_below_a_panel_without_labels_is_not_taken_for_categories() -> None:
    def titled(axes: Axes) -> None:
        axes.set(xlim=(0, 10), xlabel="Mean of all runs")
        axes.tick_params(axis="x", labelbottom=False)

    assert "bottom" not in found(titled)


def test_two_titles_below_many_ticks_are_no_categories() -> None:
    def titled(axes: Axes) -> None:
        axes.set(xlim=(0, 10), xticks=range(11))
        axes.tick_params(axis="x", labelbottom=False)
        for x, name in ((2, "Spectra"), (7, "Growth")):
            axes.text(x, -0.1, name, fontsize=10, transform=axes.get_xaxis_transform(), ha="center", va="top")

    assert "bottom" not in found(titled)


def test_dates_on_major_ticks_among_many_minor_ones_are_labels() -> None:
    def turned(axes: Axes) -> None:
        axes.set(xlim=(-0.1, 3.1))
        axes.set_xticks([0, 1, 2, 3], ["2018-05-09", "2018-05-13", "2018-05-17", "2018-05-21"], rotation=90)
        axes.set_xticks([k / 5 for k in range(16) if k % 5], minor=True)

    assert len(found(turned)["bottom"].labels) == 4


def test_words_on_ticks_are_categories() -> None:
    def words(axes: Axes) -> None:
        axes.set_xticks([0, 1, 2], ["small", "medium", "large"])
        axes.set_xlim(-0.4, 2.4)

    assert [label.text for label in found(words)["bottom"].labels] == ["small", "medium", "large"]


def test_words_between_ticks_are_categories() -> None:
    def words(axes: Axes) -> None:
        axes.set(xlim=(0, 4))
        axes.set_xticks([0, 1, 2, 3, 4], [""] * 5)
        axes.set_xticks([0.5, 1.5, 2.5, 3.5], ["none", "low", "mean", "high"], minor=True)
        axes.tick_params(axis="x", which="minor", length=0)

    labels = found(words)["bottom"].labels
    assert [label.text for label in labels] == ["none", "low", "mean", "high"]


def test_the_name_of_the_axis_beside_words_between_ticks_is_none_of_them() -> None:
    def between(axes: Axes) -> None:
        axes.set(xlim=(0, 4), xticks=range(5), xticklabels=[""] * 5)
        for k, name in enumerate(("none", "low", "medium", "high")):
            axes.text(k + 0.5, -0.03, name, ha="center", va="top", transform=axes.get_xaxis_transform())
        axes.text(-0.05, -0.03, "Price", ha="center", va="top", transform=axes.get_xaxis_transform())

    labels = found(between)["bottom"].labels
    assert [label.text for label in labels] == ["none", "low", "medium", "high"]


def test_labels_far_below_a_grid_without_ticks() -> None:
    def far(axes: Axes) -> None:
        axes.set(xlim=(0, 10))
        axes.grid(color="#cccccc")
        axes.tick_params(length=0, pad=3 * UNIT)

    labels = found(far)["bottom"].labels
    assert [label.text for label in labels] == ["0", "2", "4", "6", "8", "10"]


def test_powers_far_beside_an_axis_without_ticks_stand_at_the_middle_of_all_their_print() -> None:
    def far(axes: Axes) -> None:
        axes.set(yscale="log", ylim=(1, 1e4))
        axes.tick_params(which="both", length=0, labelsize=13, pad=1.95 * UNIT)  # only the exponents are near

    labels = found(far)["left"].labels
    assert len(labels) == 5
    box = drawn(far)[1].box
    assert [label.px for label in labels] == pytest.approx(np.linspace(box.y0, box.y1, 5), abs=1)


@pytest.mark.parametrize("names", [["Jan", "May", "Jun", "Apr"], ["none", "low", "mid", "high"]])
def test_names_far_below_a_grid_without_ticks(names: list[str]) -> None:
    def far(axes: Axes) -> None:
        axes.set(xticks=range(4), xticklabels=names, xlim=(-0.5, 3.5))
        axes.grid(color="#cccccc")
        axes.tick_params(length=0, pad=3 * UNIT)

    assert [label.text for label in found(far)["bottom"].labels] == names


def test_months_below_many_minor_ticks_are_labels_and_words_are_not() -> None:
    marks = [TickMark(40.0 * k, 5.0, "outside") for k in range(40)]
    prints = [LabelPrint(Box(px - 15, 210, px + 15, 220), px, True) for px in (200.0, 400.0, 600.0)]

    def title(*strings: str) -> bool:
        labels = [TickLabel(p.px, s, 1.0, True) for p, s in zip(prints, strings, strict=True)]
        return are_title_words(prints, labels, marks)

    assert not title("2002-08", "2002-09", "2002-10")
    assert title("first", "second", "third")


def test_print_in_the_plot_beside_is_no_label() -> None:
    def labelled(axes: Axes) -> None:
        axes.set_ylim(0, 10)
        axes.set_yticks([2, 5, 8])

    figure, panel, texts = drawn(labelled)
    box = panel.box
    for end, sides in ((box.x0 - 2.0, {"bottom"}), (1.0, {"bottom", "left"})):
        other = replace(panel, box=Box(0, box.y0, end, box.y1))
        assert set(find_ticks(figure, panel, [other], texts, NoReader(), UNIT)) == sides


@pytest.mark.parametrize(("apart", "title"), [(34.0, True), (60.0, False)])
def test_words_that_stand_as_in_a_sentence_are_a_title(apart: float, title: bool) -> None:
    places = [200.0 + apart * k for k in range(3)]
    prints = [LabelPrint(Box(px - 15, 20, px + 15, 30), px, False) for px in places]
    labels = [TickLabel(p.px, s, 1.0, False) for p, s in zip(prints, ("Seen", "and", "told"), strict=True)]
    assert are_title_words(prints, labels, []) == title


def test_names_on_all_gridlines_are_labels_though_only_minor_ticks_point_outwards() -> None:
    outward = [TickMark(100.0 + 20 * k, 3.0, "outside") for k in range(30) if k % 5]
    prints = [LabelPrint(Box(px - 15, 210, px + 15, 220), px, True) for px in (200.0, 300.0, 400.0, 500.0)]
    labels = [TickLabel(p.px, s, 1.0, True) for p, s in zip(prints, ("Jan", "Feb", "Mar", "Apr"), strict=True)]
    grid = [TickMark(p.px, 0.0, "grid") for p in prints]
    assert not are_title_words(prints, labels, [*outward, *grid])
    assert are_title_words(prints[:2], labels[:2], [*outward, *(TickMark(20.0 * k, 0.0, "grid") for k in range(30))])


def test_a_title_far_below_a_grid_is_no_row_of_names() -> None:
    def titled(axes: Axes) -> None:
        axes.set(xticks=range(4), xticklabels=[], xlim=(-0.5, 3.5))
        axes.grid(color="#cccccc")
        axes.tick_params(length=0)
        axes.set_xlabel("Time", labelpad=3 * UNIT)

    assert "bottom" not in found(titled)


def test_a_wide_label_at_the_end_of_the_axis_is_seen_whole() -> None:
    def wide(axes: Axes) -> None:
        axes.set(xlim=(0, 2), xticks=[0, 1, 2], xticklabels=["0.0000000000k", "1.0000000000k", "2.0000000000k"])

    figure, panel, texts = drawn(wide, (7.03, 4.01))
    labels = find_ticks(figure, panel, [], texts, NoReader(), UNIT)["bottom"].labels
    places = [panel.box.x0, panel.box.cx, panel.box.x1]
    assert [label.px for label in labels] == pytest.approx(places, abs=1)


def test_right_labels_do_not_stand_on_gridlines_of_the_left_axis() -> None:
    figure, panel, texts = drawn(lambda axes: axes.yaxis.tick_right())
    grid = tuple(panel.box.y0 + 37.0 * k for k in range(1, 6))
    with_grid = Panel(panel.box, panel.spines, panel.background, (), grid)
    rgb = figure.rgb.copy()
    right = round(panel.box.x1)
    rgb[:, right + 2 : right + 6] = 255  # without the marks of its own
    labels = find_ticks(Figure(rgb, 1.0, figure.width, figure.height), with_grid, [], texts, NoReader(), UNIT)["right"]
    gaps = np.diff([label.px for label in labels.labels])
    assert np.ptp(gaps) < 1.5


@pytest.mark.parametrize("pale_sign", [False, True])
def test_marks_of_a_right_axis_that_were_read_as_signs_are_told_from_signs(pale_sign: bool) -> None:
    def right(axes: Axes) -> None:
        axes.set(ylim=(15, 55), yticks=[20, 30, 40, 50])
        axes.yaxis.tick_right()
        axes.tick_params(axis="y", length=9, width=1, pad=12)

    figure, panel, texts = drawn(right)
    beside = [t for t in texts if t.box.x0 > panel.box.x1]
    read = [replace(t, string=f"-{t.string}", box=replace(t.box, x0=panel.box.x1 + 2)) for t in beside]
    for text in beside if pale_sign else []:
        figure.rgb[round(text.box.cy), round(text.box.x0) - 9 : round(text.box.x0) - 3] = 190
    labels = find_ticks(figure, panel, [], read, NoReader(), UNIT)["right"].labels
    signed = ["-50", "-40", "-30", "-20"]
    assert [label.text for label in labels] == (signed if pale_sign else [""] * 4)  # to be read anew


@pytest.mark.parametrize("axis", ["x", "y"])
def test_factors_at_the_end_of_an_axis_count(axis: str) -> None:
    def millions(axes: Axes) -> None:
        axes.set(xlim=(0, 3.2e6), ylim=(0, 3.2e6))
        axes.ticklabel_format(axis="both", style="sci", scilimits=(0, 0))

    side: Side = "bottom" if axis == "x" else "left"
    assert ends(millions, side) == pytest.approx([0, 3.2e6], abs=1e4)


def test_a_misread_one_still_counts_as_factor() -> None:
    def millions(axes: Axes) -> None:
        axes.set(xlim=(0, 3.2e6))
        axes.ticklabel_format(axis="x", style="sci", scilimits=(0, 0))

    figure, panel, texts = drawn(millions)
    misread = [Text("le6", t.box, t.confidence, t.reader) if t.string == "1e6" else t for t in texts]
    assert find_ticks(figure, panel, [], misread, NoReader(), UNIT)["bottom"].notes.factor == 1e6


def test_labels_of_a_neighbour_belong_to_it() -> None:
    figure, panel, texts = drawn(plain)
    box = panel.box
    left_neighbour = Panel(Box(box.x0 - 400, box.y0, box.x0 - 60, box.y1), frozenset(), (255, 255, 255))
    sides = find_ticks(figure, left_neighbour, [panel], texts, NoReader(), UNIT)
    assert "right" not in sides


def test_the_ends_of_spines_make_no_axis_of_a_neighbours_labels() -> None:
    figure, panel, texts = drawn(lambda axes: axes.tick_params(left=False))
    rgb, box = figure.rgb.copy(), panel.box
    left_neighbour = Panel(Box(box.x0 - 400, box.y0, box.x0 - 60, box.y1), frozenset(), (255, 255, 255))
    for row in (round(box.y0), round(box.y1)):
        rgb[row : row + 2, : round(box.x0) - 55] = 0
    sides = find_ticks(replace(figure, rgb=rgb), left_neighbour, [panel], texts, NoReader(), UNIT)
    assert "right" not in sides


@pytest.mark.parametrize("margin", [0, 1, 2, 3])
def test_a_plot_that_fills_the_picture_has_no_labels(margin: int) -> None:
    rgb = np.full((120, 160, 3), 255, np.uint8)
    box = Box(margin, margin, 159 - margin, 119 - margin)
    rgb[[margin, 119 - margin]] = 0
    rgb[:, [margin, 159 - margin]] = 0
    panel = Panel(box, frozenset(("left", "right", "top", "bottom")), (255, 255, 255))
    assert find_ticks(Figure(rgb, 1.0, 160, 120), panel, [], [], NoReader(), UNIT) == {}


def test_labels_that_end_at_the_edge_of_the_picture_may_be_cut() -> None:
    figure, panel, texts = drawn(plain)
    assert not any(label.cut for label in find_ticks(figure, panel, [], texts, NoReader(), UNIT)["bottom"].labels)
    last = next(t for t in texts if t.string == "10" and t.box.y0 > panel.box.y1)
    narrow = replace(figure, rgb=np.ascontiguousarray(figure.rgb[:, : round(last.box.x1) - 2]))
    labels = find_ticks(narrow, panel, [], texts, NoReader(), UNIT)["bottom"].labels
    assert [label.cut for label in labels] == [False] * (len(labels) - 1) + [True]


def test_names_that_were_read_as_one_text_are_cut_between_their_marks() -> None:
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    def crowded(axes: Axes) -> None:
        axes.set(xlim=(-0.5, 11.5), ylim=(0, 1))
        axes.set_xticks(range(12), months)

    figure, panel, texts = drawn(crowded, (5.6, 4.0))
    own = [t for t in texts if t.string in months]
    whole = replace(own[0], string=" ".join(months), box=own[0].box.joined(own[-1].box))
    labels = find_ticks(figure, panel, [], [t for t in texts if t not in own] + [whole], NoReader(), UNIT)["bottom"]
    step = panel.box.width / 12
    assert [b.cx for b in labels.boxes] == pytest.approx([panel.box.x0 + (i + 0.5) * step for i in range(12)], abs=2)


def test_the_rest_of_a_mark_before_the_labels_is_none() -> None:
    def far_off(axes: Axes) -> None:
        plain(axes)
        axes.tick_params(axis="x", pad=9)

    figure, panel, texts = drawn(far_off)
    corner = (round(panel.box.y1) + 5, round(panel.box.x0) + 100)
    figure.rgb[corner[0] : corner[0] + 5, corner[1] : corner[1] + 11] = 90
    labels = find_ticks(figure, panel, [], texts, NoReader(), UNIT)["bottom"].labels
    assert [label.text for label in labels] == ["0", "2", "4", "6", "8", "10"]


def test_labels_that_data_touch_from_over_the_axis_are_kept() -> None:
    figure, panel, texts = drawn(plain)
    touched = next(t.box for t in texts if t.string == "10" and t.box.x1 < panel.box.x0)
    blot = Box(touched.x1 - 2, touched.y0 - 12, panel.box.x0 + 3, touched.y1 + 12)
    figure.rgb[blot.slices(*figure.rgb.shape[:2])] = (200, 30, 30)
    labels = find_ticks(figure, panel, [], texts, NoReader(), UNIT)["left"].labels
    assert [label.text for label in labels] == ["20", "15", "10", "5", "0"]


def test_the_side_of_a_plot_that_passes_the_labels_of_an_inset_is_none_of_them() -> None:
    figure, panel, texts = drawn(plain)
    figure.rgb[:, round(panel.box.x1) + 12 : round(panel.box.x1) + 14] = 0
    labels = find_ticks(figure, panel, [], texts, NoReader(), UNIT)["bottom"].labels
    assert [label.text for label in labels] == ["0", "2", "4", "6", "8", "10"]


def test_the_corner_of_a_plot_around_an_inset_is_no_label() -> None:
    def plain_ends(axes: Axes) -> None:
        axes.set(xlim=(0, 10), xticks=[0, 5, 10])

    figure, panel, texts = drawn(plain_ends)
    beside, below = round(panel.box.x1 + 1.2 * UNIT), round(panel.box.y1 + 5 * UNIT)
    figure.rgb[:below, beside : beside + 2] = 0
    figure.rgb[below : below + 2, : beside + 2] = 0
    labels = find_ticks(figure, panel, [], texts, NoReader(), UNIT)["bottom"].labels
    assert [label.text for label in labels] == ["0", "5", "10"]


def test_two_labels_between_an_axis_and_the_spine_of_the_plot_beside_it_are_found() -> None:
    def setup(axes: Axes) -> None:
        axes.set(xticks=[], ylim=(-98, 46), yticks=[-50, 0])

    figure, panel, texts = drawn(setup)
    box = panel.box
    at = round(box.x0 - 3.4 * UNIT)
    rgb = figure.rgb.copy()
    rgb[round(box.y0) : round(box.y1) + 1, at - 1 : at + 1] = 60
    labels = find_ticks(replace(figure, rgb=rgb), panel, [], texts, NoReader(), UNIT)["left"].labels
    assert [label.text for label in labels] == ["0", "-50"]


def test_labels_beside_as_many_gridlines_stand_on_these_however_far_aside_their_middles_are() -> None:
    def setup(axes: Axes) -> None:
        axes.set(xlim=(-2, 22), yticks=[])
        axes.set_xticks([0, 5, 10, 15, 20], ["0", "5", "10", "15", "20"], ha="right")
        axes.tick_params(axis="x", length=0)

    figure, panel, texts = drawn(setup)
    lines = panel.box.x0 + (np.array([0, 5, 10, 15, 20]) + 2) / 24 * panel.box.width
    for rows in (tuple(lines), tuple(lines[::2])):
        labels = find_ticks(figure, replace(panel, strokes_x=rows), [], texts, NoReader(), UNIT)["bottom"].labels
        seated = [label.px for label in labels if label.seated]
        assert seated == (pytest.approx(list(lines)) if len(rows) == 5 else [])
