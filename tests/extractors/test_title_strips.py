"""Where a strip with the title of a facet ends, on images drawn pixel by pixel."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from extractors.geometry import Box
from extractors.panel_boxes import Panel
from extractors.text import Text
from extractors.title_strips import without_strips

UNIT = 10.0
WIDTH, HEIGHT = 300, 240
BOX = Box(20, 10, 280, 220)
TITLE = Text("Walker2d", Box(120, 15, 180, 25), 0.9, "drawn")


def facet(fill: int, plot: int, line: int | None) -> NDArray[np.uint8]:
    """A title on a strip of the grey level ``fill`` down to row 29, and the plot below it."""
    rgb = np.full((HEIGHT, WIDTH, 3), 255, np.uint8)
    rgb[10:30, 20:281] = fill
    rgb[30:221, 20:281] = plot
    rgb[15:26, 120:181:6] = 20
    rgb[60:220:40, 20:281] = 255
    if line is not None:
        cv2.rectangle(rgb, (20, 10), (280, 220), (line,) * 3, 1)
        cv2.line(rgb, (20, 30), (280, 30), (line,) * 3, 1)
    return rgb


def without_strip(rgb: NDArray[np.uint8], whole: Panel, texts: list[Text], unit: float) -> Panel:
    return without_strips(rgb, [whole], texts, unit)[0]


def panel() -> Panel:
    return Panel(BOX, frozenset(), (235, 235, 235), (100.0, 200.0), (10.0, 60.0, 100.0))


@pytest.mark.parametrize(
    ("drawn", "top"), [((217, 235, None), 29.5), ((217, 255, 50), 30), ((255, 255, 50), 30)], ids=str
)
def test_the_plot_begins_below_the_strip(drawn: tuple[int, int, int | None], top: float) -> None:
    found = without_strip(facet(*drawn), panel(), [TITLE], UNIT)
    assert found.box.y0 == pytest.approx(top, abs=0.5)
    assert (found.box.x0, found.box.y1, found.strokes_y) == (BOX.x0, BOX.y1, (60.0, 100.0))


def test_a_tick_label_beside_it_says_that_it_is_plot() -> None:
    label = Text("10", Box(2, 14, 14, 24), 0.9, "drawn")
    assert without_strip(facet(255, 255, 50), panel(), [TITLE, label], UNIT) == panel()


def test_gridlines_and_curves_cross_no_strip() -> None:
    rgb = facet(255, 255, 50)
    rgb[10:220, 60:281:40] = 200
    assert without_strip(rgb, panel(), [TITLE], UNIT) == panel()


def test_a_note_above_a_curve_is_no_title() -> None:
    rgb = facet(255, 255, None)
    rgb[60:220] = 255
    rgb[20:24, 20:100] = (31, 119, 180)
    rgb[34:38, 100:281] = (31, 119, 180)
    assert without_strip(rgb, panel(), [TITLE], UNIT) == panel()


def test_a_blank_strip_beside_one_with_a_title() -> None:
    titled = facet(217, 235, None)
    blank = titled.copy()
    blank[10:30, 20:281] = 217
    beside = replace(panel(), box=Box(320, 10, 580, 220))
    both = without_strips(np.hstack((titled, blank)), [panel(), beside], [TITLE], UNIT)
    assert [p.box.y0 for p in both] == pytest.approx([29.5, 29.5], abs=0.5)
    assert without_strips(blank, [panel()], [], UNIT) == [panel()]


def test_a_strip_that_grain_hides_ends_with_that_of_the_panel_beside_it() -> None:
    grainy, clean = facet(255, 255, 50), facet(255, 255, 50)
    grainy[12:29:2, 30:100:3] = 235
    rgb = np.hstack([grainy, clean])
    beside = replace(panel(), box=Box(BOX.x0 + WIDTH, BOX.y0, BOX.x1 + WIDTH, BOX.y1))
    titles = [TITLE, replace(TITLE, box=Box(120 + WIDTH, 15, 180 + WIDTH, 25))]
    assert without_strip(rgb, panel(), titles, UNIT) == panel()
    found = without_strips(rgb, [panel(), beside], titles, UNIT)
    assert [p.box.y0 for p in found] == pytest.approx([30, 30], abs=0.5)
    label = Text("10", Box(2, 14, 14, 24), 0.9, "drawn")
    assert without_strips(rgb, [panel(), beside], [*titles, label], UNIT)[0] == panel()
