"""Legends drawn by matplotlib of which the reader found a name together with its swatch, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import cv2
import numpy as np
import pytest

from extractors.channels import color_distance
from extractors.geometry import Box, bounding
from extractors.image import Figure
from extractors.legend import find_legends
from extractors.legend_canvas import Canvas, make_canvas
from extractors.legend_entry import LegendEntry
from extractors.legend_parting import names_between
from extractors.legend_rows import overrun_entry, unread_entries
from extractors.legend_split import Strip
from extractors.readers import Reading, Text
from tests.extractors.test_legend import PLACES, Shown, axes_of, drawn, names_of


class Sure:
    """Reads every crop as one name and keeps the crops' shapes."""

    name = "sure"

    def __init__(self, string: str, confidence: float = 0.95) -> None:
        self.string, self.confidence = string, confidence
        self.shapes: list[tuple[int, ...]] = []

    def find(self, rgb: np.ndarray) -> list[Text]:
        return []

    def read(self, crops: Sequence[np.ndarray]) -> list[Reading]:
        self.shapes += [crop.shape for crop in crops]
        return [Reading(self.string, self.confidence) for _ in crops]


def shown_legend(place: str = "inside, framed", **style: Any) -> Shown:
    drawing, axes = axes_of()
    drawn(axes, ["alpha", "beta two", "Gamma"], **style)
    return Shown(drawing, axes.legend(**PLACES[place]).get_texts())


@pytest.mark.parametrize("place", ["inside, framed", "name before swatch", "below in one row"])
@pytest.mark.parametrize("linestyle", ["-", "--", ":"])
def test_a_name_that_was_read_with_its_swatch_is_cut_where_the_others_begin(place: str, linestyle: str) -> None:
    shown = shown_legend(place, linestyle=linestyle, marker="o")
    true = {entry.name: entry for entry in shown.legends()[0].entries}["beta two"]
    swallowed = [replace(t, box=true.box) if t.string == "beta two" else t for t in shown.texts]
    (legend,) = find_legends(shown.figure, shown.panels, swallowed, (), Sure("beta two"))
    assert sorted(names_of(legend)) == ["Gamma", "alpha", "beta two"]
    found = {entry.name: entry for entry in legend.entries}["beta two"]
    assert found.color == true.color
    assert abs(found.text_box.x0 - true.text_box.x0) <= 1 and abs(found.text_box.x1 - true.text_box.x1) <= 1


@pytest.mark.parametrize("unread", [0, 1, 2])
def test_a_name_that_was_not_found_is_read_where_the_rows_put_it(unread: int) -> None:
    shown = shown_legend("right of the box")
    whole = shown.legends()[0].entries
    texts = [t for i, t in enumerate(shown.texts) if i != unread]
    (legend,) = find_legends(shown.figure, shown.panels, texts, (), Sure("delta"))
    assert names_of(legend) == ["delta" if i == unread else e.name for i, e in enumerate(whole)]
    assert legend.entries[unread].color == whole[unread].color
    assert legend.entries[unread].text_box.iou(whole[unread].text_box) > 0.8


@pytest.mark.parametrize("place", ["right of the box", "inside, framed"])
def test_a_row_that_is_read_unsurely_is_an_entry_where_its_swatch_stands_free(place: str) -> None:
    shown = shown_legend(place)
    (legend,) = find_legends(shown.figure, shown.panels, shown.texts[:2], (), Sure("delta", 0.6))
    assert names_of(legend) == ["alpha", "beta two", "delta"]
    assert legend.entries[-1].confidence == pytest.approx(0.6)


def test_rows_closer_than_their_print_is_high_are_sought_where_the_swatches_say() -> None:
    """The letters of two rows touch, so that neither was read, and names reach up and down unevenly."""
    names, unread = ["upper", "predicted", "Madrid", "Lima", "East"], ["predicted", "Madrid"]
    drawing, axes = axes_of()
    drawn(axes, names)
    box = axes.legend(loc="upper left", bbox_to_anchor=(1.02, 1), labelspacing=-0.2, borderpad=0.2)
    shown = Shown(drawing, box.get_texts())
    texts = [t for t in shown.texts if t.string not in unread]
    (legend,) = find_legends(shown.figure, shown.panels, texts, (), Sure("delta"))
    assert names_of(legend) == ["upper", "delta", "delta", "Lima", "East"]


@pytest.mark.parametrize("unread", [0, 1, 2])
def test_a_name_that_was_not_found_is_read_where_a_swatch_stands_in_the_row(unread: int) -> None:
    shown = shown_legend("below in one row", marker="o")
    whole = shown.legends()[0].entries
    texts = [t for i, t in enumerate(shown.texts) if i != unread]
    (legend,) = find_legends(shown.figure, shown.panels, texts, (), Sure("delta"))
    assert names_of(legend) == ["delta" if i == unread else e.name for i, e in enumerate(whole)]
    assert [e.color for e in legend.entries] == [e.color for e in whole]


def test_a_row_of_names_that_a_curve_crosses_is_parted_at_its_swatches() -> None:
    shown = shown_legend("below in one row", linewidth=3)
    whole = shown.legends()[0].entries
    box = replace(bounding([e.box for e in whole]), x0=whole[0].text_box.x0)
    crop = shown.figure.rgb[box.grown(4).slices(*shown.figure.rgb.shape[:2])].copy()
    columns = np.arange(40, crop.shape[1])
    for row in range(2):  # a red curve falls from the first name to the last
        crop[10 - columns * 6 // crop.shape[1] + row, columns] = (214, 39, 40)
    parted = names_between(Strip(crop, color_distance(crop, (255, 255, 255))))
    true = [(e.text_box.x0 - box.x0 + 4, e.text_box.x1 - box.x0 + 5) for e in whole]
    assert np.abs(np.array(parted) - np.array(true)).max() <= 2


def test_a_lone_letter_is_read_less_surely() -> None:
    shown = shown_legend("right of the box")
    (legend,) = find_legends(shown.figure, shown.panels, shown.texts[:2], (), Sure("μ", 0.6))
    assert names_of(legend) == ["alpha", "beta two", "μ"]


@pytest.mark.parametrize("read", [0, 1])
@pytest.mark.parametrize("width", [1.5, 8.0])
def test_the_other_one_of_two_rows_is_read_where_its_line_stands(read: int, width: float) -> None:
    drawing, axes = axes_of()
    drawn(axes, ["alpha", "beta two"], linewidth=width)
    shown = Shown(drawing, axes.legend(**PLACES["right of the box"]).get_texts())
    whole = shown.legends()[0].entries
    (legend,) = find_legends(shown.figure, shown.panels, [shown.texts[read]], (), Sure("delta"))
    assert names_of(legend) == ["delta" if i != read else e.name for i, e in enumerate(whole)]
    assert legend.entries[1 - read].color == whole[1 - read].color


def test_two_names_of_one_swatch_make_no_column() -> None:
    shown = shown_legend("right of the box")
    entry = shown.legends()[0].entries[0]
    canvas = make_canvas(shown.figure.rgb, shown.panels)
    other = replace(entry, name="other", text_box=replace(entry.text_box, y0=entry.text_box.y0 + 4))
    assert unread_entries(canvas, [entry, other]) == []


def test_a_title_above_symbols_is_not_cut() -> None:
    shown = shown_legend(linestyle="", marker="s", markersize=9)
    first = shown.legends()[0].entries[0]
    pitch = shown.texts[1].box.y0 - shown.texts[0].box.y0
    rows, columns = shown.texts[2].box.slices(*shown.figure.rgb.shape[:2])
    printed = shown.figure.rgb[rows, columns].copy()
    top, left = round(first.text_box.y0 - pitch), round(first.swatch.x0)
    shown.figure.rgb[top : top + printed.shape[0], left : left + printed.shape[1]] = printed
    box = replace(shown.texts[2].box, x0=left, x1=left + printed.shape[1] - 1, y0=top, y1=top + printed.shape[0] - 1)
    (legend,) = find_legends(shown.figure, shown.panels, [Text("Gamma", box, 1.0, ""), *shown.texts], (), Sure("mma"))
    assert names_of(legend) == ["alpha", "beta two", "Gamma"]


def test_the_first_letters_of_a_title_are_no_swatch() -> None:
    """They are as large as the swatch below, with a blank where that ends."""
    rgb = np.full((120, 300, 3), 255, np.uint8)
    left, top, right, bottom = 20, 30, 62, 48
    for x in (left, left + 22):
        cv2.line(rgb, (x, top), (x + 20, bottom), (60, 60, 65), 3)
        cv2.line(rgb, (x, bottom), (x + 20, top), (60, 60, 65), 3)
    cv2.putText(rgb, "ults", (right + 5, 48), cv2.FONT_HERSHEY_SIMPLEX, 0.85, (60, 60, 65), 2, cv2.LINE_AA)
    swatch = Box(left, top + 50, right, bottom + 50)
    cv2.circle(rgb, (round(swatch.cx), round(swatch.cy)), 9, (0, 0, 0), -1)
    cv2.line(rgb, (left, round(swatch.cy)), (right, round(swatch.cy)), (0, 0, 0), 3)
    model = LegendEntry("Ours", Box(right + 5, 72, right + 60, 88), swatch, (0, 0, 0), marker="circle")
    title = Text("Rts", Box(left, top, right + 60, bottom), 1.0, "given")
    canvas = Canvas(rgb, np.zeros((120, 300), bool), (title.box, model.text_box))
    assert overrun_entry(canvas, title, [model]) is None


def test_the_feet_of_blurred_letters_of_a_title_are_no_swatch() -> None:
    """They are a level line as long as the swatches below, but not at half the height of the title."""
    rgb = np.full((120, 300, 3), 255, np.uint8)
    rgb[72:75, 20:52] = (40, 90, 200)
    model = LegendEntry("Ours", Box(60, 66, 110, 81), Box(20, 72, 51, 74), (40, 90, 200))
    for y0, y1, found in ((43, 45, False), (37, 39, True)):
        drawn_line = rgb.copy()
        drawn_line[y0 : y1 + 1, 20:52] = (150, 150, 150)
        for x in range(60, 105, 12):
            drawn_line[31:46, x : x + 8] = 90
            drawn_line[35:42, x + 3 : x + 5] = 255
        title = Text("sure", Box(20, 31, 104, 45), 1.0, "given")
        canvas = Canvas(drawn_line, np.zeros((120, 300), bool), (title.box, model.text_box))
        assert (overrun_entry(canvas, title, [model]) is not None) == found


@pytest.mark.parametrize("others", [2, 1])
def test_a_pale_symbol_is_one_where_others_of_its_size_stand(others: int) -> None:
    shown = shown_legend(linestyle="", marker="s", markersize=9)
    whole = shown.legends()[0].entries
    last = whole[-1].swatch.grown(2.0).slices(*shown.figure.rgb.shape[:2])
    ink = 255 - shown.figure.rgb[last].astype(int)
    shown.figure.rgb[last] = 255 - (ink * 30 // max(1, int(np.linalg.norm(ink, axis=2).max()))).astype(np.uint8)
    texts = shown.texts[-1 - others :]
    found = [e.name for legend in find_legends(shown.figure, shown.panels, texts, ()) for e in legend.entries]
    assert "Gamma" in found


def test_pale_turned_triangles_are_symbols_in_the_row_of_others() -> None:
    rgb = np.full((60, 420, 3), 255, np.uint8)
    tones = [(150, 170, 230), (255, 234, 232), (236, 246, 243)]
    shapes = [[(0, 12), (24, 0), (24, 25)], [(0, 0), (29, 0), (14, 24)], [(0, 12), (14, 0), (28, 12), (14, 25)]]
    texts = []
    for i, (tone, shape) in enumerate(zip(tones, shapes, strict=True)):
        left = 20 + 130 * i
        cv2.fillPoly(rgb, [np.add(shape, (left, 18))], tone)
        for x in range(left + 40, left + 100, 12):
            rgb[23:38, x : x + 3] = rgb[23:26, x : x + 8] = 0
        texts.append(Text(f"name {i}", Box(left + 40, 23, left + 95, 37), 0.95, "given"))
    figure = Figure(rgb, 1.0, rgb.shape[1], rgb.shape[0])
    found = [e.name for legend in find_legends(figure, (), texts, ()) for e in legend.entries]
    assert found == [t.string for t in texts]


def test_a_name_that_was_read_with_its_swatch_is_cut_though_something_like_a_swatch_stands_before_it() -> None:
    drawing, axes = axes_of()
    drawn(axes, ["alpha", "beta two", "Gamma", "delta"], marker="p", color="black")
    shown = Shown(drawing, axes.legend(loc="upper right", ncols=2).get_texts())
    true = {entry.name: entry for entry in shown.legends()[0].entries}["alpha"]
    rows, columns = true.swatch.slices(*shown.figure.rgb.shape[:2])
    shift = round(true.text_box.x0 - true.swatch.x0)
    shown.figure.rgb[rows, columns.start - shift : columns.stop - shift] = shown.figure.rgb[rows, columns]
    swallowed = [replace(t, box=true.box, alone=True) if t.string == "alpha" else t for t in shown.texts]
    (legend,) = find_legends(shown.figure, shown.panels, swallowed, (), Sure("alpha"))
    swatch = {e.name: e.swatch for e in legend.entries}["alpha"]
    assert abs(swatch.x0 - true.swatch.x0) <= 1 and abs(swatch.x1 - true.swatch.x1) <= 1


@pytest.mark.parametrize(("away", "found"), [(30, True), (200, False)])
def test_a_name_far_away_in_the_row_is_of_another_legend(away: int, found: bool) -> None:
    rgb = np.full((40, 500, 3), 255, dtype=np.uint8)
    model = LegendEntry("alpha", Box(50, 14, 90, 25), Box(10, 18, 39, 21), (0, 0, 0))
    start = 91 + away
    rgb[18:22, 10:40] = rgb[18:22, start : start + 30] = 0
    for x in range(50, 90, 10):
        for left in (x, x + start - 10):
            rgb[14:26, left : left + 3] = rgb[14:17, left : left + 7] = 0
    name = Text("-beta", Box(start, 14, start + 77, 25), 0.9, "")
    canvas = Canvas(rgb, np.zeros(rgb.shape[:2], bool), (model.text_box, name.box))
    assert (overrun_entry(canvas, name, [model]) is not None) == found


@pytest.mark.parametrize(("missing", "found"), [(0, ["Alpha", "Beta"]), (6, ["Alpha"])])
def test_a_row_far_below_the_only_one_that_was_read_has_its_line_in_the_same_columns(
    missing: int, found: list[str]
) -> None:
    drawing, axes = axes_of()
    drawn(axes, ["Alpha", "Beta"])
    artist = axes.legend(**PLACES["right of the box, no frame"], labelspacing=1.7, handlelength=2.0)
    shown = Shown(drawing, artist.get_texts())
    whole = shown.legends()[0].entries
    rows, columns = whole[1].swatch.slices(*shown.figure.rgb.shape[:2])
    shown.figure.rgb[rows, columns.start - 1 : columns.start + missing] = 255
    (legend,) = find_legends(shown.figure, shown.panels, shown.texts[:1], (), Sure("Beta"))
    assert whole[1].text_box.cy - whole[0].text_box.cy > 2.8 * whole[0].text_box.height
    assert names_of(legend) == found


@pytest.mark.parametrize("own", [False, True])
def test_curves_over_the_swatch_of_a_row_that_was_not_read_are_no_entry_unless_of_its_colour(own: bool) -> None:
    shown = shown_legend()
    swatch = shown.legends()[0].entries[0].swatch
    left, right, middle = round(swatch.x0), round(swatch.x1), round(swatch.cy)
    for up, down, first, last in ((5, 3, 4, 9), (3, 6, 12, 15), (6, 5, 18, 22)):
        shown.figure.rgb[middle - up : middle + down, left + first : left + last] = (44, 160, 44)
    shown.figure.rgb[middle - 1 : middle + 2, left : right + 1 if own else right - 7] = (44, 160, 44)
    (legend,) = find_legends(shown.figure, shown.panels, shown.texts[1:], (), Sure("delta"))
    assert names_of(legend) == [*(["delta"] if own else []), "beta two", "Gamma"]


@pytest.mark.parametrize(("length", "found"), [(18, True), (31, False)])
def test_a_line_that_was_not_read_may_be_longer_than_lone_first_dashes(length: int, found: bool) -> None:
    """Vega draws lines of a length that its dashes end in a gap of; what reaches up to the name is none."""
    rgb = np.full((120, 300, 3), 255, np.uint8)
    entries = []
    for y, end in ((31, 50 + length), (51, 60), (71, 60)):
        rgb[y - 1 : y + 2, 50:end] = 0
        for stroke in range(82, 118, 6):
            rgb[y - 5 : y + 6, stroke : stroke + 2] = 0
        entries.append(LegendEntry(f"name {y}", Box(82, y - 5, 113, y + 5), Box(50, y - 1, end - 1, y + 1), (0, 0, 0)))
    (*unread,) = unread_entries(make_canvas(rgb, []), entries[1:])
    assert [(e.swatch.x0, e.swatch.x1) for e in unread] == ([(50, 49 + length)] if found else [])
