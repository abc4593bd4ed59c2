"""Names at the ends of lines: drawn by matplotlib as people do, and read by their ink."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Drawing

from extractors.geometry import Box
from extractors.image import Figure
from extractors.legend import Legend, LegendEntry
from extractors.line_names import may_be_line_ends, names_at_ends
from extractors.panels import Panel
from extractors.readers import Text, open_reader

X = np.linspace(0, 10, 60)
BLUE, ORANGE, GREEN = (31, 119, 180), (255, 127, 14), (44, 160, 44)
COLORS = ("tab:blue", "tab:orange", "tab:green")


def labelled(names: list[str], colors: tuple[str, ...] = COLORS, to: float = 10.6, **style: Any) -> Axes:
    """Lines with their names at their ends; the right spine stands at x = ``to``."""
    axes = Drawing(figsize=(6, 4), dpi=100).add_axes((0.12, 0.14, 0.68, 0.8))
    for k, (name, color) in enumerate(zip(names, colors, strict=False)):
        y = np.sin(X / 2 + k) + 3 * k
        axes.plot(X, y, color=color, **style)
        axes.annotate(name, (X[-1], y[-1]), (5, 0), textcoords="offset points", color=color, va="center")
    axes.set_xlim(0, to)
    return axes


def entries_of(axes: Axes) -> tuple[LegendEntry, ...]:
    canvas = FigureCanvasAgg(axes.figure)  # type: ignore[arg-type]
    canvas.draw()  # type: ignore[no-untyped-call]
    rgb = np.ascontiguousarray(np.asarray(canvas.buffer_rgba())[:, :, :3])  # type: ignore[no-untyped-call]
    b = axes.get_window_extent()
    box = Box(b.x0, rgb.shape[0] - 1 - b.y1, b.x1, rgb.shape[0] - 1 - b.y0)
    panel = Panel(box, frozenset({"left", "right", "top", "bottom"}), (255, 255, 255))
    figure = Figure(rgb, 1.0, rgb.shape[1], rgb.shape[0])
    misread = Text("misread", Box(box.x1 - 5, box.cy - 5, box.x1 + 40, box.cy + 5), 0.5, "test")
    assert names_at_ends(figure, panel, [panel], (), 10.0, open_reader("auto")) == ()  # it is looked for beside print
    return names_at_ends(figure, panel, [panel], [misread], 10.0, open_reader("auto"))


@pytest.mark.parametrize("to", [10.0, 10.4, 12.5])
def test_names_are_read_whatever_the_frame_crosses(to: float) -> None:
    entries = entries_of(labelled(["North", "predicted", "lr = 0.1"], to=to, linewidth=2))
    assert [e.name for e in entries] == ["lr = 0.1", "predicted", "North"]
    assert np.abs(np.subtract([e.color for e in entries], [GREEN, ORANGE, BLUE])).max() <= 3
    assert all(e.at_end and e.stroke == 0 for e in entries)


@pytest.mark.parametrize(
    "style", [{"marker": "s", "markersize": 9}, {"linestyle": "--"}, {"linestyle": "", "marker": "D"}]
)
def test_markers_and_dashes_are_no_letters(style: dict[str, Any]) -> None:
    entries = entries_of(labelled(["Lasso", "Ridge"], **style))
    assert [e.name for e in entries] == ["Ridge", "Lasso"]


def test_two_lines_of_one_colour_have_each_its_name() -> None:
    entries = entries_of(labelled(["South", "wild type"], ("tab:blue", "tab:blue")))
    assert [e.name for e in entries] == ["wild type", "South"]
    assert all(np.abs(np.subtract(e.color, BLUE)).max() <= 3 for e in entries)


def test_one_name_is_a_note() -> None:
    assert entries_of(labelled(["best run", ""])) == ()


def test_numbers_are_no_names() -> None:
    assert entries_of(labelled(["0.93", "12.5"])) == ()


def test_notes_beside_lines_that_run_on_are_no_names() -> None:
    axes = labelled(["", ""], to=10)
    axes.text(7, 0.9, "first", color="tab:blue")
    axes.text(7, 3.9, "second", color="tab:orange")
    assert entries_of(axes) == ()


def test_a_legend_of_few_entries_may_be_line_ends_unless_it_has_a_frame_of_its_own() -> None:
    panel = Panel(Box(0, 0, 200, 100), frozenset(), (255, 255, 255))
    entry = LegendEntry("one", Box(170, 20, 190, 30), Box(150, 20, 168, 30), BLUE)
    legend = Legend(Box(150, 20, 190, 30), (entry,))
    assert may_be_line_ends(legend, panel, 10.0)
    assert not may_be_line_ends(replace(legend, framed=True), panel, 10.0)
    assert may_be_line_ends(replace(legend, framed=True, box=panel.box), panel, 10.0)
    assert not may_be_line_ends(replace(legend, entries=(entry, entry, entry)), panel, 10.0)


def test_a_swatch_beside_the_plot_is_no_end_of_a_line() -> None:
    panel = Panel(Box(0, 0, 200, 100), frozenset(), (255, 255, 255))
    entry = LegendEntry("one", Box(250, 20, 280, 30), Box(211, 20, 240, 30), BLUE)
    legend = Legend(entry.text_box, (entry,))
    assert not may_be_line_ends(legend, panel, 10.0)
    assert may_be_line_ends(replace(legend, entries=(replace(entry, has_line=False),)), panel, 10.0)
