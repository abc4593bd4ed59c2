"""Legends drawn by matplotlib, with texts taken from the artists, so that only the legend stage is tested."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import cv2
import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure as Drawing
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text as Print
from matplotlib.transforms import IdentityTransform

from extractors.geometry import Box, bounding
from extractors.image import Figure
from extractors.legend import Legend, find_legends
from extractors.legend_canvas import make_canvas
from extractors.legend_names import legend_names
from extractors.legend_panels import assign_legends, find_direct_labels
from extractors.panels import Panel
from extractors.readers import Reading, Text

X = np.linspace(0, 10, 80)
BLUE, ORANGE, GREEN = (31, 119, 180), (255, 127, 14), (44, 160, 44)


class Shown:
    """A drawn figure with what the stages before the legend would have found in it."""

    def __init__(self, drawing: Drawing, names: Sequence[Print], titles: Sequence[Print] = ()) -> None:
        canvas = FigureCanvasAgg(drawing)
        canvas.draw()  # type: ignore[no-untyped-call]
        rgb = np.ascontiguousarray(np.asarray(canvas.buffer_rgba())[:, :, :3])  # type: ignore[no-untyped-call]
        self.figure = Figure(rgb, 1.0, rgb.shape[1], rgb.shape[0])
        self.texts = [as_text(self.figure, canvas, artist) for artist in [*names, *titles]]
        height = rgb.shape[0]
        boxes = [axes.get_window_extent() for axes in drawing.axes]
        red, green, blue = (round(255 * channel) for channel in to_rgb(drawing.axes[0].get_facecolor()))
        spines = frozenset({"left", "right", "top", "bottom"})
        self.panels = [
            Panel(
                Box(b.x0, height - 1 - b.y1, b.x1, height - 1 - b.y0),
                spines,
                (red, green, blue),
            )
            for b in boxes
        ]

    def legends(self) -> tuple[Legend, ...]:
        return find_legends(self.figure, self.panels, self.texts, ())


def as_text(figure: Figure, canvas: FigureCanvasAgg, artist: Print) -> Text:
    """The printed string with its box tightened to the dark ink, as a reader gives it."""
    extent = artist.get_window_extent(canvas.get_renderer())  # type: ignore[no-untyped-call]
    height = figure.rgb.shape[0]
    rows, columns = Box(extent.x0, height - extent.y1, extent.x1, height - extent.y0).slices(*figure.rgb.shape[:2])
    dark = figure.rgb[rows, columns].max(axis=2) < 140
    ys, xs = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    top, left = rows.start, columns.start
    return Text(artist.get_text(), Box(left + xs[0], top + ys[0], left + xs[-1], top + ys[-1]), 0.99, "test")


def axes_of(width: float = 6.4, height: float = 4.4) -> tuple[Drawing, Axes]:
    drawing = Drawing(figsize=(width, height), dpi=100)
    axes = drawing.add_axes((0.12, 0.14, 0.6, 0.72))
    return drawing, axes


def drawn(axes: Axes, names: Sequence[str], **style: Any) -> None:
    for i, name in enumerate(names):
        axes.plot(X, np.sin(X / 3 + i) - 3 * i, label=name, **style)


def names_of(legend: Legend) -> list[str]:
    return [entry.name for entry in legend.entries]


PLACES: dict[str, dict[str, Any]] = {
    "inside, framed": {"loc": "upper right"},
    "inside, no frame": {"loc": "lower left", "frameon": False},
    "right of the box": {"loc": "center left", "bbox_to_anchor": (1.02, 0.5)},
    "right of the box, no frame": {"loc": "center left", "bbox_to_anchor": (1.02, 0.5), "frameon": False},
    "above in one row": {"loc": "lower center", "bbox_to_anchor": (0.5, 1.02), "ncol": 3, "frameon": False},
    "below in one row": {"loc": "upper center", "bbox_to_anchor": (0.5, -0.08), "ncol": 3},
    "two columns": {"loc": "upper right", "ncol": 2},
    "name before swatch": {"loc": "lower right", "markerfirst": False, "frameon": False},
}


@pytest.mark.parametrize("place", PLACES)
def test_every_place_gives_names_in_order_and_their_colours(place: str) -> None:
    drawing, axes = axes_of()
    drawn(axes, ["alpha", "Beta two", "gamma"])
    shown = Shown(drawing, axes.legend(**PLACES[place]).get_texts())
    (legend,) = shown.legends()
    by_name = {entry.name: entry for entry in legend.entries}
    assert sorted(by_name) == ["Beta two", "alpha", "gamma"]
    for name, color in (("alpha", BLUE), ("Beta two", ORANGE), ("gamma", GREEN)):
        assert np.abs(np.subtract(by_name[name].color, color)).max() <= 3
        assert by_name[name].has_line and by_name[name].dash == "solid" and by_name[name].marker is None
    if "two columns" not in place:
        assert names_of(legend) == ["alpha", "Beta two", "gamma"]


@pytest.mark.parametrize("loc", ["upper right", "center", "lower left"])
def test_box_is_the_frame(loc: Any) -> None:
    drawing, axes = axes_of()
    drawn(axes, ["first", "second"])
    artist = axes.legend(loc=loc)
    shown = Shown(drawing, artist.get_texts())
    (legend,) = shown.legends()
    frame = artist.get_frame().get_window_extent()
    height = shown.figure.rgb.shape[0]
    wanted = Box(frame.x0, height - frame.y1, frame.x1, height - frame.y0)
    assert legend.framed
    assert legend.box.iou(wanted) > 0.93


def test_frame_without_border_on_a_tinted_panel() -> None:
    drawing, axes = axes_of()
    axes.set_facecolor("#eaeaf2")
    drawn(axes, ["first", "second"])
    artist = axes.legend(loc="lower left", facecolor="white", edgecolor="none", framealpha=1)
    shown = Shown(drawing, artist.get_texts())
    (legend,) = shown.legends()
    assert legend.framed
    assert names_of(legend) == ["first", "second"]


def test_a_frame_is_found_around_rows_that_stand_far_apart() -> None:
    drawing, axes = axes_of()
    axes.set_facecolor("#ebebeb")
    drawn(axes, ["first", "second"])
    look = {"facecolor": "white", "edgecolor": "none", "framealpha": 1, "borderpad": 2, "labelspacing": 5}
    (legend,) = Shown(drawing, axes.legend(loc="lower left", title="Site", **look).get_texts()).legends()
    assert legend.framed


def test_gridlines_around_a_legend_are_no_frame() -> None:
    drawing, axes = axes_of()
    drawn(axes, ["first", "second"])
    axes.grid(True, color="0.7")
    (legend,) = Shown(drawing, axes.legend(loc="lower left", frameon=False).get_texts()).legends()
    assert not legend.framed
    assert names_of(legend) == ["first", "second"]


@pytest.mark.parametrize("frame", [True, False])
def test_title_is_no_entry(frame: bool) -> None:
    drawing, axes = axes_of()
    drawn(axes, ["Crookston", "Duluth"])
    artist = axes.legend(title="Site", frameon=frame, loc="upper right")
    (legend,) = Shown(drawing, artist.get_texts(), [artist.get_title()]).legends()
    assert legend.title == "Site"
    assert names_of(legend) == ["Crookston", "Duluth"]


def test_title_beside_a_curve_that_shows_through_the_legend_is_no_legend_of_its_own() -> None:
    drawing, axes = axes_of()
    drawn(axes, ["Crookston in summer", "Duluth in summer"])
    artist = axes.legend(title="Site", loc="upper right")
    FigureCanvasAgg(drawing).draw()  # type: ignore[no-untyped-call]
    title = artist.get_title().get_window_extent()
    middle = (title.y0 + title.y1) / 2
    through = [title.x1 + 8, title.x1 + 34], [middle, middle]
    drawing.add_artist(Line2D(*through, color="#ffbe86", linewidth=2, transform=IdentityTransform()))
    (legend,) = Shown(drawing, artist.get_texts(), [artist.get_title()]).legends()
    assert names_of(legend) == ["Crookston in summer", "Duluth in summer"]


@pytest.mark.parametrize(("style", "dash"), [("-", "solid"), ("--", "dashed"), (":", "dotted"), ("-.", "dashdot")])
@pytest.mark.parametrize("width", [1.5, 2.0])
def test_dashes(style: str, dash: str, width: float) -> None:
    drawing, axes = axes_of()
    drawn(axes, ["one", "two"], linestyle=style, linewidth=width)
    (legend,) = Shown(drawing, axes.legend(loc="upper right").get_texts()).legends()
    assert [entry.dash for entry in legend.entries] == [dash, dash]
    assert all(entry.stroke == pytest.approx(width * 100 / 72, abs=0.7) for entry in legend.entries)


MARKERS = {
    "o": "circle",
    "s": "square",
    "^": "triangle",
    "v": "triangle",
    "D": "diamond",
    "x": "cross",
    "+": "plus",
    "*": "star",
}


@pytest.mark.parametrize("code", MARKERS)
@pytest.mark.parametrize("line", ["-", "none"])
def test_markers(code: str, line: str) -> None:
    drawing, axes = axes_of()
    drawn(axes, ["one", "two"], marker=code, linestyle=line, markersize=9)
    (legend,) = Shown(drawing, axes.legend(loc="upper right").get_texts()).legends()
    assert [entry.marker for entry in legend.entries] == [MARKERS[code]] * 2
    assert all(entry.has_line == (line == "-") for entry in legend.entries)
    assert all(entry.marker_size == pytest.approx(15, abs=4) for entry in legend.entries)


def test_hollow_marker_keeps_the_colour_of_its_edge() -> None:
    drawing, axes = axes_of()
    drawn(axes, ["one", "two"], marker="o", markersize=9, markerfacecolor="white", linestyle="--")
    (legend,) = Shown(drawing, axes.legend(loc="upper right").get_texts()).legends()
    assert [entry.marker for entry in legend.entries] == ["circle", "circle"]
    assert np.abs(np.subtract(legend.entries[0].color, BLUE)).max() <= 6


@pytest.mark.parametrize(("code", "marker"), [("o", "circle"), ("s", "square"), ("D", "diamond")])
def test_line_is_read_from_between_two_markers(code: str, marker: str) -> None:
    drawing, axes = axes_of()
    drawn(axes, ["one", "two"], marker=code, markersize=7, markeredgecolor="black", linewidth=2)
    (legend,) = Shown(drawing, axes.legend(loc="upper right", numpoints=2, handlelength=4).get_texts()).legends()
    assert [entry.marker for entry in legend.entries] == [marker] * 2
    assert all(entry.has_line for entry in legend.entries)
    assert [entry.color for entry in legend.entries] == [BLUE, ORANGE]


def test_error_bar_does_not_hide_the_marker() -> None:
    drawing, axes = axes_of()
    axes.errorbar([1, 2, 3], [1, 2, 3], yerr=0.3, marker="s", capsize=3, label="with bars")
    axes.errorbar([1, 2, 3], [3, 2, 2], yerr=0.3, capsize=3, label="bars only")
    (legend,) = Shown(drawing, axes.legend(loc="upper left").get_texts()).legends()
    assert [entry.marker for entry in legend.entries] == ["square", None]


@pytest.mark.parametrize(("line", "dash"), [("-", "solid"), ("--", "dashed")])
def test_the_pale_edge_of_a_marker_is_no_gap_of_a_dash(line: str, dash: str) -> None:
    drawing, axes = axes_of()
    style = {"marker": "D", "markersize": 8, "markeredgecolor": "white", "markeredgewidth": 1, "linewidth": 1.8}
    drawn(axes, ["one", "two"], linestyle=line, **style)
    (legend,) = Shown(drawing, axes.legend(loc="upper right", handlelength=4).get_texts()).legends()
    assert [entry.dash for entry in legend.entries] == [dash] * 2


def test_a_hollow_square_is_a_marker_and_no_patch() -> None:
    drawing, axes = axes_of()
    drawn(axes, ["one", "two"], marker="s", markersize=12, markerfacecolor="white", linestyle="")
    (legend,) = Shown(drawing, axes.legend(loc="upper right").get_texts()).legends()
    assert [(entry.marker, entry.is_patch) for entry in legend.entries] == [("square", False)] * 2
    assert [entry.color for entry in legend.entries] == [BLUE, ORANGE]


def test_patch_is_told_from_line() -> None:
    drawing, axes = axes_of()
    handles = [Line2D([], [], color="C0", label="mean"), Patch(color="C1", label="spread")]
    (legend,) = Shown(drawing, axes.legend(handles=handles, loc="upper left").get_texts()).legends()
    assert [(entry.has_line, entry.is_patch) for entry in legend.entries] == [(True, False), (False, True)]
    assert legend.entries[1].color == ORANGE


def test_thick_line_is_no_patch() -> None:
    drawing, axes = axes_of()
    drawn(axes, ["thick", "thicker"], linewidth=4)
    (legend,) = Shown(drawing, axes.legend(loc="upper right").get_texts()).legends()
    assert all(entry.has_line and not entry.is_patch for entry in legend.entries)


def test_single_entry() -> None:
    drawing, axes = axes_of()
    drawn(axes, ["reward_avg_3_runs"])
    (legend,) = Shown(drawing, axes.legend(loc="upper left").get_texts()).legends()
    assert names_of(legend) == ["reward_avg_3_runs"]


def test_curves_that_cross_the_swatches_do_not_change_them() -> None:
    drawing, axes = axes_of()
    noise = np.random.default_rng(5)
    wave = np.linspace(0, 10, 500)
    for shade in ("0.5", "tab:pink"):
        axes.plot(wave, noise.normal(0, 1, 500).cumsum() / 10 + np.sin(8 * wave), color=shade, linewidth=1)
    for i, name in enumerate(["first run", "second run", "third run"]):
        axes.plot(X, np.full(80, -8.0 - i), color=f"C{i}", label=name, linewidth=2)
    axes.set_ylim(-12, 3)
    artist = axes.legend(loc="upper left", frameon=False)
    (legend,) = Shown(drawing, artist.get_texts()).legends()
    assert names_of(legend) == ["first run", "second run", "third run"]
    for entry, color in zip(legend.entries, (BLUE, ORANGE, GREEN), strict=True):
        assert np.abs(np.subtract(entry.color, color)).max() <= 8


@pytest.mark.parametrize(
    ("names", "crossed", "found"),
    [
        (["Sensor B", "Sensor A", "Madrid"], 1, True),
        (["Sensor B", "Sensor A", "Madrid"], 3, True),
        (["12", "10", "8.5"], 3, False),
    ],
)
def test_curves_hide_no_swatches_of_rows_far_apart_but_beside_numbers(
    names: list[str], crossed: int, found: bool
) -> None:
    drawing, axes = axes_of()
    for i, name in enumerate(names):
        axes.plot(X, np.full(80, -8.0 - i), color=f"C{i}", label=name, linewidth=2)
    axes.set_ylim(-12, 3)
    shown = Shown(drawing, axes.legend(loc="upper left", frameon=False, labelspacing=2.2).get_texts())
    for swatch in [entry.swatch for entry in shown.legends()[0].entries][:crossed]:
        shown.figure.rgb[round(swatch.y0) - 20 : round(swatch.y1) + 21, round(swatch.cx)] = (214, 39, 40)
    legends = shown.legends()
    assert [names_of(legend) for legend in legends] == ([names] if found else [])
    for entry, color in zip(legends[0].entries if found else (), (BLUE, ORANGE, GREEN), strict=found):
        assert np.abs(np.subtract(entry.color, color)).max() <= 8


def test_annotations_and_titles_are_no_legend() -> None:
    drawing, axes = axes_of()
    axes.plot(X, np.sin(X), marker="o", markevery=20)
    notes = [axes.text(2.6, 0.55, "0.55"), axes.text(6.3, 0.2, "peak"), axes.set_title("Reward"), axes.set_xlabel("t")]
    assert Shown(drawing, notes).legends() == ()


def test_entries_far_apart_beside_the_plot_are_one_legend() -> None:
    drawing, axes = axes_of()
    drawn(axes, ["mean", "Run 3", "n = 16"], marker="x")
    artist = axes.legend(loc="center left", bbox_to_anchor=(1.02, 0.5), labelspacing=4.0, fontsize=8, frameon=False)
    (legend,) = Shown(drawing, artist.get_texts()).legends()
    assert names_of(legend) == ["mean", "Run 3", "n = 16"]


def test_a_row_that_was_found_last_joins_the_parts_of_a_legend_with_a_blank_row() -> None:
    drawing, axes = axes_of(height=6.0)
    styles: list[dict[str, Any]] = [
        {"color": "tab:blue"},
        {"color": "tab:orange"},
        {"color": "tab:green"},
        {"alpha": 0},
        {"color": "red"},
    ]
    lines = [Line2D([], [], **style) for style in [*styles, {"color": "black"}]]
    names = ["north", "south", "east", " ", "west", "centre"]
    artist = axes.legend(lines, names, loc="upper right", labelspacing=2.7, frameon=False)
    shown = Shown(drawing, [text for text in artist.get_texts() if text.get_text() not in (" ", "east")])
    (legend,) = find_legends(shown.figure, shown.panels, shown.texts, (), Answering())
    assert names_of(legend) == ["north", "south", "Series1", "west", "centre"]


@pytest.mark.parametrize("first", [0, 1, 2])
def test_a_first_dash_is_read_as_long_as_the_swatches_of_its_column(first: int) -> None:
    drawing, axes = axes_of()
    drawn(axes, ["alpha", "beta", "gamma"], color="black", linewidth=2)
    axes.lines[first].set_linestyle((0, (6, 5)))
    shown = Shown(drawing, axes.legend(loc="center left", bbox_to_anchor=(1.02, 0.5), handlelength=3).get_texts())
    (legend,) = shown.legends()
    assert [entry.dash for entry in legend.entries] == ["dashed" if i == first else "solid" for i in range(3)]
    assert np.ptp([entry.swatch.width for entry in legend.entries]) <= 0.4 * legend.entries[0].swatch.width


@pytest.mark.parametrize("first", [0, 1, 2])
def test_a_line_of_which_the_first_dash_alone_is_drawn_is_dashed(first: int) -> None:
    drawing, axes = axes_of()
    drawn(axes, ["alpha", "beta", "gamma"], color="black", linewidth=2)
    axes.lines[first].set_linestyle((0, (5, 60)))
    place = {"loc": "center left", "bbox_to_anchor": (1.05, 0.5), "handlelength": 2, "frameon": False}
    shown = Shown(drawing, axes.legend(**place).get_texts())
    (legend,) = shown.legends()
    assert [entry.dash for entry in legend.entries] == ["dashed" if i == first else "solid" for i in range(3)]


def test_a_lone_first_dash_far_from_its_name_continues_a_column_of_wide_rows() -> None:
    drawing, axes = axes_of()
    drawn(axes, ["delta", "alpha", "beta"], linewidth=2)  # only alpha is high enough for so wide a gap
    for line in axes.lines[1:]:
        line.set_linestyle((0, (6, 50)))
    spacing = {"labelspacing": 2.5, "handletextpad": 0.8, "handlelength": 2.5}
    (legend,) = Shown(drawing, axes.legend(**PLACES["right of the box"], **spacing).get_texts()).legends()
    assert names_of(legend) == ["delta", "alpha", "beta"]
    assert [entry.color for entry in legend.entries] == [BLUE, ORANGE, GREEN]


@pytest.mark.parametrize("bare", [0, 2])
def test_a_marker_without_a_line_stands_in_the_row_of_lines(bare: int) -> None:
    drawing, axes = axes_of()
    drawn(axes, ["alpha", "beta", "delta"], marker="*")
    axes.lines[bare].set_linestyle("none")
    artist = axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.02), ncol=3, handlelength=2.5, frameon=False)
    (legend,) = Shown(drawing, artist.get_texts()).legends()
    assert names_of(legend) == ["alpha", "beta", "delta"]
    assert [entry.has_line for entry in legend.entries] == [i != bare for i in range(3)]


def test_a_marker_read_as_a_letter_hides_no_swatch_of_a_row_whose_name_was_read() -> None:
    drawing, axes = axes_of()
    drawn(axes, ["alpha", "beta", "gamma"], marker="x")
    shown = Shown(drawing, axes.legend(**PLACES["right of the box"]).get_texts())
    swatch = shown.legends()[0].entries[2].swatch
    letter = Text("X", replace(swatch, y0=swatch.y0 - 1, y1=swatch.y1 + 1), 0.9, "test")
    shown.texts.append(letter)
    (legend,) = shown.legends()
    assert names_of(legend) == ["alpha", "beta", "gamma"]


def test_no_text_no_legend() -> None:
    drawing, axes = axes_of()
    axes.plot(X, np.sin(X))
    assert Shown(drawing, []).legends() == ()


class Answering:
    """A reader that reads every crop as one string."""

    name = "answering"

    def find(self, rgb: np.ndarray) -> list[Text]:
        return []

    def read(self, crops: Sequence[np.ndarray]) -> list[Reading]:
        return [Reading("Series1", 0.9) for _ in crops]


@pytest.mark.parametrize("misread", ["— Series1", "-Series1", "ISeries1"])
def test_swatch_inside_the_text_box_is_cut_off(misread: str) -> None:
    drawing, axes = axes_of()
    drawn(axes, ["Series1", "Series2"])
    shown = Shown(drawing, axes.legend(loc="upper right", handletextpad=0.3).get_texts())
    tight, other = shown.texts
    box = replace(tight.box, x0=shown.legends()[0].entries[0].swatch.x0)
    swallowed = [replace(tight, string=misread, box=box), other]
    (legend,) = find_legends(shown.figure, shown.panels, swallowed, (), Answering())
    assert names_of(legend)[0] == "Series1"
    assert legend.entries[0].color == BLUE
    assert abs(legend.entries[0].text_box.x0 - tight.box.x0) <= 1


SWATCHES: dict[str, dict[str, Any]] = {
    "black line with a marker": {"color": "black", "marker": "s"},
    "grey dashes": {"color": "0.5", "linestyle": "--"},
    "pale line with black markers": {"color": "0.8", "marker": "o", "markerfacecolor": "black"},
    "black and hollow": {"color": "black", "marker": "D", "markerfacecolor": "white"},
}


@pytest.mark.parametrize("look", SWATCHES)
def test_swatch_without_colour_is_cut_off(look: str) -> None:
    drawing, axes = axes_of()
    drawn(axes, ["of Comparison", "in Summary"], linewidth=2, **SWATCHES[look])
    shown = Shown(drawing, axes.legend(**PLACES["right of the box, no frame"]).get_texts())
    swatches = [entry.swatch for entry in shown.legends()[0].entries]
    swallowed = [replace(t, box=replace(t.box, x0=s.x0)) for t, s in zip(shown.texts, swatches, strict=True)]
    (legend,) = find_legends(shown.figure, shown.panels, swallowed, ())
    assert [entry.swatch for entry in legend.entries] == swatches
    starts = [(entry.text_box.x0, text.box.x0) for entry, text in zip(legend.entries, shown.texts, strict=True)]
    assert all(abs(found - true) <= 1 for found, true in starts)


def test_grey_swatch_beside_coloured_print_is_cut_off_at_its_own_end_only() -> None:
    drawing, axes = axes_of()
    drawn(axes, ["0.5 mM", "East"], linewidth=4, color="0.5", marker="o")
    shown = Shown(drawing, axes.legend(**PLACES["above in one row"], labelcolor=(0.16, 0.25, 0.37)).get_texts())
    swatches = [entry.swatch for entry in shown.legends()[0].entries]
    swallowed = [replace(t, box=replace(t.box, x0=s.x0)) for t, s in zip(shown.texts, swatches, strict=True)]
    (legend,) = find_legends(shown.figure, shown.panels, swallowed, ())
    assert [(entry.name, entry.swatch) for entry in legend.entries] == [
        (text.string, swatch) for text, swatch in zip(shown.texts, swatches, strict=True)
    ]


def test_what_many_letters_were_read_in_is_no_swatch() -> None:
    rgb = np.full((60, 120, 3), 255, np.uint8)
    rgb[20:32, 20:28] = rgb[20:32, 34:62] = 0
    rgb[22:25, 36:60:4] = 255
    box = Box(20, 20, 61, 31)
    names = {
        string: legend_names(make_canvas(rgb, []), [Text(string, box, 1.0, "")], ())[0].box
        for string in ("2 k", "2 mM and k")
    }
    assert names["2 k"].x1 < 34 and names["2 mM and k"] == box


class Spelling(Answering):
    """A reader that knows how wide every name is printed."""

    def __init__(self, names: Sequence[Text]) -> None:
        self.names = names

    def read(self, crops: Sequence[np.ndarray]) -> list[Reading]:
        widths = [crop.shape[1] - 1 for crop in crops]
        return [Reading(min(self.names, key=lambda t: abs(t.box.width - w)).string, 0.9) for w in widths]


@pytest.mark.parametrize("alone", [False, True])
def test_names_read_together_across_swatches_are_parted(alone: bool) -> None:
    drawing, axes = axes_of()
    drawn(axes, ["wild type", "mutant", "p53"], marker="o", markersize=9, linestyle="none")
    place = {"loc": "lower center", "bbox_to_anchor": (0.5, 1.02), "ncol": 3, "columnspacing": 0.6}
    shown = Shown(drawing, axes.legend(**place).get_texts())
    apart = shown.legends()[0].entries
    whole = replace(shown.texts[0], box=bounding(t.box for t in shown.texts), alone=alone)
    together = [replace(whole, string="wild type mutant p53")]
    (legend,) = find_legends(shown.figure, shown.panels, together, (), Spelling(shown.texts))
    assert [(e.name, e.swatch, e.color) for e in legend.entries] == [(e.name, e.swatch, e.color) for e in apart]


def test_symbols_may_be_twice_as_high_as_the_names() -> None:
    drawing, axes = axes_of()
    drawn(axes, ["one", "two", "three"], marker="o", markersize=14, linestyle="none", alpha=0.4)
    artist = axes.legend(**PLACES["right of the box"], labelspacing=1.2, fontsize=9)
    (legend,) = Shown(drawing, artist.get_texts()).legends()
    assert [(e.name, e.marker) for e in legend.entries] == [(name, "circle") for name in ("one", "two", "three")]


def test_a_box_that_reaches_the_frame_is_cut_to_the_print() -> None:
    drawing, axes = axes_of()
    drawn(axes, ["Full", "SPT", "VPT"], marker="o", linewidth=2)
    artist = axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.08), ncol=3, columnspacing=0.5)
    artist.get_frame().set_edgecolor("black")
    shown = Shown(drawing, artist.get_texts())
    frame = shown.legends()[0].box
    *others, last = shown.texts
    loose = replace(last, box=replace(last.box.grown(3, 0), y0=frame.y0, y1=frame.y1 - 2))
    (legend,) = find_legends(shown.figure, shown.panels, [*others, loose], ())
    assert [(e.name, e.color) for e in legend.entries] == [("Full", BLUE), ("SPT", ORANGE), ("VPT", GREEN)]
    assert legend.entries[2].text_box.grown(1).iou(last.box.grown(1)) > 0.8


def test_marker_read_as_a_name_is_no_entry_and_hides_no_swatch() -> None:
    drawing, axes = axes_of()
    drawn(axes, ["LSTM", "PPO", "SAC"], marker="^")
    shown = Shown(drawing, axes.legend(loc="upper right").get_texts())
    swatches = [entry.swatch for entry in shown.legends()[0].entries]
    marker = replace(shown.texts[1], string="7", box=replace(swatches[1].grown(-8, 0)))
    (legend,) = find_legends(shown.figure, shown.panels, [*shown.texts, marker], ())
    assert names_of(legend) == ["LSTM", "PPO", "SAC"]
    assert all(entry.marker is not None for entry in legend.entries)


def test_digits_that_were_read_in_a_swatch_are_no_name() -> None:
    drawing, axes = axes_of()
    drawn(axes, ["alpha", "beta", "gamma"], marker="s")
    shown = Shown(drawing, axes.legend(loc="upper left", bbox_to_anchor=(0, -0.1), ncols=3).get_texts())
    whole = shown.legends()[0].entries
    misread = Text("10", whole[1].swatch, 0.95, "")
    (legend,) = find_legends(shown.figure, shown.panels, [*shown.texts, misread], ())
    assert names_of(legend) == ["alpha", "beta", "gamma"]


@pytest.mark.parametrize("signs", ["-0-", "-0", "0-", '"X.'])
def test_a_marker_on_its_line_that_was_read_as_signs_hides_no_swatch(signs: str) -> None:
    drawing, axes = axes_of()
    drawn(axes, ["alpha", "beta"], marker="o")
    shown = Shown(drawing, axes.legend(loc="upper left", bbox_to_anchor=(0, -0.1), ncols=2).get_texts())
    whole = shown.legends()[0].entries
    (legend,) = find_legends(shown.figure, shown.panels, [*shown.texts, Text(signs, whole[0].swatch, 0.95, "")], ())
    assert [(e.name, e.color, e.marker) for e in legend.entries] == [(e.name, e.color, e.marker) for e in whole]


def test_markers_read_as_letters_are_no_legend_where_another_names_their_line() -> None:
    drawing, axes = axes_of()
    drawn(axes, ["alpha", "beta"])
    axes.plot([10, 12], [-20, -20], color="tab:orange", linewidth=3)  # a piece of beta
    printed = axes.text(12.4, -20, "AA", va="center")
    axes.set_xlim(-0.6, 16)
    outside = axes.legend(loc="center left", bbox_to_anchor=(1.02, 0.5)).get_texts()
    assert len(Shown(drawing, [printed]).legends()) == 1
    (legend,) = Shown(drawing, [*outside, printed]).legends()
    assert names_of(legend) == ["alpha", "beta"]


def test_letters_that_seem_slanted_hide_no_name() -> None:
    drawing, axes = axes_of()
    drawn(axes, ["alpha", "beta", "delta"])
    shown = Shown(drawing, axes.legend(**PLACES["right of the box"]).get_texts())
    last = shown.texts[2].box
    slanted = Text("d2", replace(last, x1=last.cx).grown(3), 0.95, "", 29)
    (legend,) = find_legends(shown.figure, shown.panels, [*shown.texts[:2], slanted], (), Answering())
    assert names_of(legend) == ["alpha", "beta", "Series1"]


def test_a_column_of_swatches_that_was_read_as_turned_print_hides_none_of_them() -> None:
    drawing, axes = axes_of()
    drawn(axes, ["alpha", "beta", "delta"], linewidth=8)
    shown = Shown(drawing, axes.legend(**PLACES["right of the box"]).get_texts())
    whole = shown.legends()[0].entries
    turned = Text("t11", bounding([e.swatch for e in whole]), 0.5, "", 270)
    (legend,) = find_legends(shown.figure, shown.panels, [*shown.texts, turned], ())
    assert [(e.name, e.color) for e in legend.entries] == [(e.name, e.color) for e in whole]


def test_a_letter_that_was_read_in_a_marker_of_a_short_row_hides_no_marker() -> None:
    drawing, axes = axes_of()
    drawn(axes, ["alpha", "beta"], marker="D")
    artist = axes.legend(loc="upper left", bbox_to_anchor=(0, -0.1), ncols=2, handlelength=4)
    shown = Shown(drawing, artist.get_texts())
    whole = shown.legends()[0].entries
    middle = replace(whole[1].swatch, x0=whole[1].swatch.cx - 5, x1=whole[1].swatch.cx + 5)
    (legend,) = find_legends(shown.figure, shown.panels, [*shown.texts, Text("3", middle, 0.9, "")], ())
    assert [(e.name, e.marker) for e in legend.entries] == [(e.name, e.marker) for e in whole]


def test_name_read_with_half_its_swatch_is_cut_where_its_column_begins() -> None:
    drawing, axes = axes_of()
    drawn(axes, ["first", "second", "third", "fourth"], color="black", linestyle="-.")
    place = {"loc": "center left", "bbox_to_anchor": (1.02, 0.5)}
    shown = Shown(drawing, axes.legend(**place).get_texts())
    entries = shown.legends()[0].entries
    box = replace(shown.texts[2].box, x0=entries[2].swatch.cx)
    texts = [*shown.texts[:2], replace(shown.texts[2], string="- third", box=box), shown.texts[3]]
    (legend,) = find_legends(shown.figure, shown.panels, texts, (), Spelling(shown.texts))
    assert names_of(legend) == ["first", "second", "third", "fourth"]


def test_letters_that_touch_are_no_swatch() -> None:
    drawing, axes = axes_of()
    axes.plot(X, np.sin(X))
    shown = Shown(drawing, [axes.set_title("Comparison of methods", fontsize=18, weight="bold", family="serif")])
    pixels = cv2.GaussianBlur(shown.figure.rgb, (0, 0), 1.6).astype(np.uint8)
    blurred = replace(shown.figure, rgb=pixels)
    assert find_legends(blurred, shown.panels, shown.texts, ()) == ()


def grid_of_panels(count: int) -> tuple[Drawing, list[Axes]]:
    drawing = Drawing(figsize=(4 * count, 3.4), dpi=100)
    left = [0.06 + 0.94 / count * i for i in range(count)]
    return drawing, [drawing.add_axes((x, 0.26, 0.94 / count - 0.08, 0.64)) for x in left]


def test_each_panel_keeps_its_own_legend() -> None:
    drawing, panels = grid_of_panels(2)
    prints: list[Print] = []
    for axes, names in zip(panels, (["a one", "a two"], ["b one", "b two"]), strict=True):
        drawn(axes, names)
        prints += axes.legend(loc="upper right").get_texts()
    shown = Shown(drawing, prints)
    assigned = assign_legends(shown.legends(), shown.panels)
    assert [names_of(a.legend) for a in assigned if a] == [["a one", "a two"], ["b one", "b two"]]
    assert not any(a.shared for a in assigned if a)


def test_legend_of_the_figure_is_shared() -> None:
    drawing, panels = grid_of_panels(3)
    for axes in panels:
        drawn(axes, ["alpha", "beta"])
    handles, labels = panels[0].get_legend_handles_labels()
    artist = drawing.legend(handles, labels, loc="lower center", ncol=2)
    shown = Shown(drawing, artist.get_texts())
    assigned = assign_legends(shown.legends(), shown.panels)
    assert [names_of(a.legend) for a in assigned if a] == [["alpha", "beta"]] * 3
    assert sum(a.shared for a in assigned if a) == 2


def test_a_legend_is_not_shared_with_a_figure_of_other_print() -> None:
    panels = [Panel(Box(x, 0, x + 180, 180), frozenset(), (255, 255, 255)) for x in (0, 300, 600)]
    inside = [Legend(Box(20, 20, 90, 60), ())]
    assert [a and a.shared for a in assign_legends(inside, panels, (10.0, 10.5, 6.0))] == [False, True, None]
    assert [a and a.shared for a in assign_legends(inside, panels)] == [False, True, True]


def test_legends_under_stacked_panels_go_to_the_panel_above() -> None:
    entry_less = [Legend(Box(100, y, 200, y + 20), ()) for y in (250, 550)]
    panels = [Panel(Box(50, y, 300, y + 180), frozenset(), (255, 255, 255)) for y in (0, 300)]
    assigned = assign_legends(entry_less, panels)
    assert [a.legend.box.y0 for a in assigned if a] == [250, 550]


def test_no_legend_for_any_panel() -> None:
    panels = [Panel(Box(50, 0, 300, 180), frozenset(), (255, 255, 255))]
    assert assign_legends([], panels) == (None,)


def test_direct_labels_at_line_ends() -> None:
    drawing, axes = axes_of()
    prints = []
    for i, name in enumerate(["GOOG", "AAPL", "MSFT"]):
        axes.plot(X, X * (i + 1), color=f"C{i}", linewidth=2)
        prints.append(axes.text(10.15, 10 * (i + 1), name, color="black", va="center"))
    axes.set_xlim(0, 12.5)
    shown = Shown(drawing, prints)
    labels = find_direct_labels(shown.figure, shown.panels[0], shown.texts, ())
    assert [label.name for label in labels] == ["MSFT", "AAPL", "GOOG"]
    assert [label.color for label in labels] == [GREEN, ORANGE, BLUE]


def test_direct_labels_on_other_paper_than_their_lines() -> None:
    drawing, axes = axes_of()
    drawing.set_facecolor("0.56")
    prints = []
    for i, (name, color) in enumerate({"GOOG": "navy", "AAPL": "darkgreen", "MSFT": "maroon"}.items()):
        axes.plot(X, X * (i + 1), color=color, linewidth=2)
        prints.append(axes.text(X[-1] * 1.02, X[-1] * (i + 1), name, color=color, va="center"))
    axes.set_xlim(0, X[-1])
    shown = Shown(drawing, prints)
    labels = find_direct_labels(shown.figure, shown.panels[0], shown.texts, ())
    assert {"AAPL", "GOOG"} <= {label.name for label in labels}


def test_one_note_in_a_panel_is_no_direct_label() -> None:
    drawing, axes = axes_of()
    axes.plot(X, X)
    shown = Shown(drawing, [axes.text(8.2, 7.9, "best run", va="center")])
    assert find_direct_labels(shown.figure, shown.panels[0], shown.texts, ()) == ()


def test_the_border_of_a_legend_is_no_print() -> None:
    """Readers box a row of names with the border around it."""
    drawing, axes = axes_of()
    drawn(axes, ["alpha", "beta", "level"], linewidth=2)
    artist = axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.02), ncol=3, fancybox=False, borderpad=0.15)
    artist.get_frame().set_edgecolor("black")
    shown = Shown(drawing, artist.get_texts())
    (apart,) = shown.legends()
    assert apart.framed
    together = [replace(shown.texts[0], string="alpha beta level", box=apart.box.grown(1.0))]
    (legend,) = find_legends(shown.figure, shown.panels, together, (), Spelling(shown.texts))
    assert [(e.name, e.color) for e in legend.entries] == [(e.name, e.color) for e in apart.entries]


def test_a_patch_left_of_a_name_is_its_swatch_and_not_the_end_of_a_frame_to_the_right() -> None:
    rgb = np.full((120, 400, 3), 255, np.uint8)
    cv2.rectangle(rgb, (258, 10), (384, 50), (200, 200, 200), 1)
    rgb[24:37, 275:312] = 100, 157, 197
    cv2.putText(rgb, "GPT", (318, 36), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (30, 30, 30), 1, cv2.LINE_AA)
    rgb[29:31, 358:370] = 120  # what a JPEG leaves of the frame's corner
    plot = Panel(Box(20, 4, 396, 110), frozenset({"left", "right", "top", "bottom"}), (255, 255, 255))
    legends = find_legends(Figure(rgb, 1.0, 400, 120), [plot], [Text("GPT", Box(318, 25, 349, 36), 0.99, "")], ())
    entries = [e for legend in legends for e in legend.entries]
    assert [e.swatch.x1 < e.text_box.x0 for e in entries] == [True]
