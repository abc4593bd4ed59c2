"""The text stage: a figure in, its labels in reading order out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Drawing

from extractors.geometry import Box
from extractors.image import Figure
from extractors.readers import Pixels, Reading, Text, open_reader
from extractors.text import find_texts, text_height
from schemas.options import Options

BLANK = Figure(np.full((200, 300, 3), 255, np.uint8), 1.0, 300, 200)


class Scripted:
    """A reader that finds given texts and reads every crop as a running number."""

    name = "scripted"

    def __init__(self, *found: Text) -> None:
        self._found = found

    def find(self, rgb: Pixels) -> list[Text]:
        return list(self._found)

    def read(self, crops: Sequence[Pixels]) -> list[Reading]:
        return [Reading(str(i), 0.9, self.name) for i in range(len(crops))]


def text(string: str, x: float, y: float, confidence: float = 0.9, width: float = 20, rotation: int = 0) -> Text:
    return Text(string, Box(x, y, x + width, y + 9), confidence, "scripted", rotation)


def strings(*found: Text, figure: Figure = BLANK) -> list[str]:
    return [t.string for t in find_texts(figure, Scripted(*found), Options())]


def test_texts_come_row_by_row_and_left_to_right() -> None:
    found = (text("c", 10, 100), text("b", 100, 11), text("a", 10, 14), text("d", 50, 103))
    assert strings(*found) == ["a", "b", "c", "d"]


def test_doubtful_readings_and_mere_strokes_are_left_out() -> None:
    found = (
        text("loss", 10, 10),
        text("x", 60, 10, confidence=0.2),
        text("...", 90, 10),
        text("", 120, 10),
        text("—", 10, 50),
    )
    assert strings(*found) == ["loss"]


def test_of_texts_on_one_another_the_surer_or_larger_stays() -> None:
    found = (text("0.2", 17, 10, 0.99, width=13), text("-0.2", 10, 10, 0.98), text("O.2", 11, 10, 0.6))
    assert strings(*found) == ["-0.2"]


@pytest.mark.parametrize("rotation", [0, 90])
def test_a_plot_taken_for_a_letter_is_left_out(rotation: int) -> None:
    plot = Text("C", Box(40, 20, 280, 180), 0.97, "scripted", rotation)
    assert strings(text("0.5", 10, 20), text("loss", 60, 10), plot, text("1.0", 10, 5)) == ["1.0", "loss", "0.5"]
    assert strings(Text("Title", Box(40, 2, 280, 30), 0.9, "scripted"), text("1.0", 10, 50)) == ["Title", "1.0"]


@pytest.mark.parametrize(
    ("first", "second", "gap", "expected"),
    [
        ("40,", "000", 7, ["40,000"]),
        ("-20:", "000", 7, ["-20,000"]),
        ("40,", "000", 15, ["40,", "000"]),
        ("40", "000", 7, ["40", "000"]),
        ("40,", "00", 7, ["40,", "00"]),
    ],
)
def test_thousands_behind_a_wide_comma_are_one_number(first: str, second: str, gap: int, expected: list[str]) -> None:
    assert strings(text(first, 10, 40), text(second, 30 + gap, 40)) == expected


def test_millions_are_joined_group_by_group() -> None:
    assert strings(text("1,", 10, 40), text("500,", 35, 40), text("000", 60, 40)) == ["1,500,000"]


def test_text_height_is_the_median_of_upright_texts() -> None:
    tall = Text("Accuracy", Box(0, 0, 9, 80), 1.0, "scripted", 90)
    assert text_height([text("a", 0, 0), text("b", 0, 20), tall]) == 10
    assert text_height([tall]) == 0


@pytest.mark.parametrize(
    ("gap", "read", "expected"), [(8, "200 400", ["0", "1"]), (5, "0.2 0.4", ["0", "1"]), (5, "200 400", ["200 400"])]
)
def test_crowded_numbers_are_cut_at_their_gaps(gap: int, read: str, expected: list[str]) -> None:
    rgb = BLANK.rgb.copy()
    for x in (20, 28, 36, 42 + gap, 50 + gap, 58 + gap):  # two numbers of three digits of 6x10 pixels
        rgb[40:50, x : x + 6] = 0
    assert strings(text(read, 20, 40, width=43 + gap), figure=Figure(rgb, 1.0, 300, 200)) == expected


def test_crowded_dates_are_texts_of_their_own() -> None:
    rgb = BLANK.rgb.copy()
    for x in (20, 34, 50, 64):  # two months and their years
        rgb[40:50, x : x + 10] = 0
    found = text("Jan 2014 Jul 2014", 20, 40, width=53)
    assert strings(found, figure=Figure(rgb, 1.0, 300, 200)) == ["Jan 2014", "Jul 2014"]


@pytest.fixture(scope="module")
def chart() -> tuple[Figure, dict[str, tuple[float, float]]]:
    """A line chart of ours, and where the centres of its x tick labels are."""
    drawing = Drawing(figsize=(6.4, 4.8), dpi=100)
    canvas = FigureCanvasAgg(drawing)
    axes = drawing.add_subplot()
    x = np.linspace(0, 500, 80)
    axes.plot(x, np.sin(x / 60), label="baseline")
    axes.plot(x, np.cos(x / 45), "s--", markevery=8, label="ours (k=3)")
    axes.set(title="Results of run 7", xlabel="Training steps", ylabel="Accuracy (%)")
    axes.legend(loc="lower left")
    canvas.draw()  # type: ignore[no-untyped-call]
    rgb = np.asarray(canvas.buffer_rgba())[..., :3].copy()  # type: ignore[no-untyped-call]
    ticks = {}
    for label in axes.get_xticklabels():
        box = label.get_window_extent()
        if 0 <= label.get_position()[0] <= 500:
            ticks[label.get_text()] = ((box.x0 + box.x1 - 1) / 2, rgb.shape[0] - (box.y0 + box.y1 + 1) / 2)
    return Figure(rgb, 1.0, rgb.shape[1], rgb.shape[0]), ticks


def test_titles_names_and_ticks_of_a_chart_are_found(chart: tuple[Figure, dict[str, tuple[float, float]]]) -> None:
    figure, ticks = chart
    texts = find_texts(figure, open_reader("auto"), Options())
    read = {t.string: t for t in texts}
    assert {"Results of run 7", "Training steps", "Accuracy (%)", "baseline", "0.75", "-0.75"} <= set(read)
    assert any(t.string.replace(" ", "") == "ours(k=3)" for t in texts)
    assert read["Accuracy (%)"].rotation == 90
    for label in ("100", "200", "300", "400", "500"):
        assert (read[label].box.cx, read[label].box.cy) == pytest.approx(ticks[label], abs=2)
    assert texts[0].string == "Results of run 7"


def test_reading_a_figure_twice_gives_the_same(chart: tuple[Figure, dict[str, tuple[float, float]]]) -> None:
    figure, _ = chart
    reader = open_reader("auto")
    assert find_texts(figure, reader, Options()) == find_texts(figure, reader, Options())


def test_dashes_of_a_sloping_line_read_as_a_few_letters_far_apart_are_no_text() -> None:
    dashes = Text("XXX", Box(40, 30, 230, 180), 0.8, "scripted", 39)
    slanted = Text("2010-07-01", Box(240, 20, 290, 60), 0.9, "scripted", 40)
    assert strings(text("loss", 10, 10), dashes, slanted) == ["loss", "2010-07-01"]


def test_ones_of_a_date_are_as_far_apart_as_print_sets_them() -> None:
    """As in Open Sans, where two ones of a number are half their height apart."""
    rgb = BLANK.rgb.copy()
    for first, last in ((100, 109), (113, 115), (124, 126)):
        rgb[50:67, first : last + 1] = 0
    figure = Figure(rgb, 1.0, 300, 200)
    date = Text("2010-11", Box(100, 50, 133, 66), 0.99, "scripted")
    assert strings(date, figure=figure) == ["2010-11"]
    rgb[50:67, 122:135], rgb[50:67, 131:134] = 255, 0  # farther off it is one of another label
    assert len(strings(date, figure=figure)) == 2


def test_thousands_whose_point_is_too_faint_to_be_seen_are_one_number() -> None:
    rgb = BLANK.rgb.copy()
    for first, last in ((100, 102), (110, 115), (117, 122), (124, 129)):
        rgb[50:59, first : last + 1] = 0
    number = Text("1.000", Box(100, 50, 129, 58), 0.99, "scripted")
    assert strings(number, figure=Figure(rgb, 1.0, 300, 200)) == ["1.000"]
