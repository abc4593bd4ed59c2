"""Rows of blocks for letters in a plot, that coloured strokes touch, and a reader that frames every row of dark ink."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from extractors.covered_print import with_covered_print
from extractors.geometry import Box
from extractors.image import Figure
from extractors.legend_canvas import make_canvas
from extractors.legend_names import legend_names
from extractors.panels import Panel
from extractors.readers import Pixels, Reading, Text

ORANGE, BLUE = (255, 127, 14), (31, 119, 180)
PANEL = Panel(Box(0, 0, 299, 199), frozenset({"left", "bottom"}), (255, 255, 255))
FIRST, SECOND, FREE = Box(100, 40, 169, 55), Box(100, 70, 169, 85), Box(100, 130, 169, 145)


class Framing:
    """Reads every row of dark ink as a name, with a tight box."""

    name = "framing"

    def find(self, rgb: Pixels) -> list[Text]:
        dark = rgb.max(axis=2) < 128
        rows = np.flatnonzero(dark.any(axis=1))
        lines = np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1) if len(rows) else []
        columns = [np.flatnonzero(dark[line].any(axis=0)) for line in lines]
        boxes = [Box(c[0], line[0], c[-1], line[-1]) for c, line in zip(columns, lines, strict=True)]
        return [Text("found", box, 0.97, self.name) for box in boxes]

    def read(self, crops: Sequence[Pixels]) -> list[Reading]:
        return [Reading("read", 0.9) for _ in crops]


def picture(ink: int = 0, paper: int = 255) -> Pixels:
    """Three names of five letters; an orange curve runs through the second, blue dashes stand beside the first."""
    rgb = np.full((200, 300, 3), paper, np.uint8)
    for box in (FIRST, SECOND, FREE):
        for x in range(round(box.x0), round(box.x1), 14):
            rgb[round(box.y0) : round(box.y1) + 1, x : x + 4] = ink
            rgb[round(box.y0) : round(box.y0) + 3, x : x + 14] = ink
    rgb[46:50, 60:97] = BLUE
    cv2.line(rgb, (60, 100), (220, 62), ORANGE, 5)
    rgb[70:73, 100:170] = rgb[70:86, 100:104] = ink
    rgb[70:86, 168:170] = ink
    return rgb


def texts_of(rgb: Pixels, *texts: Text) -> tuple[Text, ...]:
    figure = Figure(rgb, 1.0, rgb.shape[1], rgb.shape[0])
    return with_covered_print(figure, [PANEL], texts, (), Framing())


def test_names_are_found_without_the_ink_that_touches_them() -> None:
    joined = Text("-first", FIRST.joined(Box(60, 40, 94, 55)), 0.9, "")
    for ink, paper in ((0, 255), (240, 20)):
        found = texts_of(picture(ink, paper), joined)
        assert [(t.string, t.box) for t in found] == [("found", FIRST), ("found", SECOND)]


def test_a_box_that_a_curve_made_high_does_not_tell_the_height_of_print() -> None:
    loose = Text("first", Box(60, 25, 169, 62), 0.9, "")
    assert [t.box for t in texts_of(picture(), loose)] == [FIRST, SECOND]


def test_print_that_nothing_touches_stays_as_it_was_read() -> None:
    free = Text("free", FREE, 1.0, "")
    assert free in texts_of(picture(), Text("first", FIRST, 1.0, ""), free)


def test_print_read_unsurely_is_read_again() -> None:
    found = texts_of(picture(), Text("tree", FREE, 0.85, ""))
    assert [t.string for t in found if t.box == FREE] == ["found"]


class Loose(Framing):
    """The same with boxes that reach into the rows above and below."""

    def find(self, rgb: Pixels) -> list[Text]:
        return [replace(text, box=text.box.grown(0, 6), string="föund") for text in super().find(rgb)]


def test_letters_of_the_row_above_are_no_accents() -> None:
    rgb = picture()
    rgb[56:67, 128:131] = 0  # a descender of the first name, near the second
    figure = Figure(rgb, 1.0, rgb.shape[1], rgb.shape[0])
    names = with_covered_print(figure, [PANEL], [Text("first", FIRST, 0.9, "")], (), Loose())
    assert ("read", SECOND) in [(t.string, t.box) for t in names]


def test_a_swatch_in_the_colour_of_print_parts_names_in_one_row() -> None:
    rgb = picture()
    rgb[70:86, 160:190] = 255
    rgb[76:79, 166:192] = 0
    cv2.circle(rgb, (179, 77), 6, (0, 0, 0), -1)
    rgb[70:73, 205:255] = rgb[70:86, 205:209] = rgb[70:86, 251:255] = 0
    names = [t for t in texts_of(rgb, Text("first", FIRST, 0.9, "")) if t.alone and t.box.cy < 90]
    assert [round(t.box.x0) for t in names if t.box.y0 > 60] == [100, 205]


def test_crossings_of_noise_are_no_names() -> None:
    rgb = picture()
    rgb[60:64, 190:194] = rgb[50:54, 240:244] = 0
    rgb[60:64, 194:197] = rgb[50:54, 244:247] = ORANGE
    assert all(t.box.x0 < 190 for t in texts_of(rgb, Text("first", FIRST, 0.9, "")))


def test_tick_labels_stay_as_they_are() -> None:
    rgb = picture()
    label = Text("first", FIRST, 0.9, "")
    figure = Figure(rgb, 1.0, rgb.shape[1], rgb.shape[0])
    assert with_covered_print(figure, [PANEL], [label], [label], Framing()) == (label,)


def test_no_swatch_is_sought_in_a_name_found_alone() -> None:
    canvas = make_canvas(picture(), [])
    crossed = Text("second name", SECOND, 0.97, "", alone=True)
    assert legend_names(canvas, [crossed], (), Framing()) == [crossed]
    assert legend_names(canvas, [replace(crossed, alone=False)], (), Framing()) != [crossed]


def test_a_name_that_goes_on_beside_the_plot_is_whole() -> None:
    plot = Panel(Box(0, 0, 130, 199), frozenset({"left", "bottom"}), (255, 255, 255))
    rgb = picture()
    figure = Figure(rgb, 1.0, rgb.shape[1], rgb.shape[0])
    first = Text("first", FIRST.joined(Box(60, 40, 94, 55)), 0.9, "")
    assert FIRST in [t.box for t in with_covered_print(figure, [plot], [first], (), Framing())]
