"""Labels that are not upright, told from texts alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from extractors.geometry import Box
from extractors.panels import Panel
from extractors.readers import Text
from extractors.tick_marks import TickMark
from extractors.tick_slants import axis_ends, seen_slant, slanted_prints, turned_prints

UNIT = 10.0
PANEL = Panel(Box(60, 20, 400, 200), frozenset(), (255, 255, 255))


def below(string: str, x: float, rotation: int) -> Text:
    return Text(string, Box(x, 208, x + 22, 226), 1.0, "", rotation)


def test_powers_that_look_tilted_are_not_slanted() -> None:
    powers = [below(f"10{k}", 60.0 + 80 * k, 14) for k in range(4)]
    assert seen_slant(PANEL, "bottom", [], powers, UNIT) == 0
    names = [below("ten", 60.0 + 80 * k, 14) for k in range(4)]
    steep = [below(f"10{k}", 60.0 + 80 * k, 45) for k in range(4)]
    assert seen_slant(PANEL, "bottom", [], names, UNIT) == 14
    assert seen_slant(PANEL, "bottom", [], steep, UNIT) == 45


def test_turned_powers_of_which_a_few_look_steep_are_not_slanted() -> None:
    steep = [below("103", 100, -77), below("10", 200, -77)]
    turned = [below("10¹", 0, 90), below("10²", 50, 90), below("10⁵", 300, 90)]
    assert seen_slant(PANEL, "bottom", [], [*steep, *turned], UNIT) == 0
    assert seen_slant(PANEL, "bottom", [], [*steep, turned[0]], UNIT) == -77


def test_powers_of_two_that_look_tilted_are_told_by_others_that_were_read_raised() -> None:
    flat = [replace(below(name, 60.0 + 60 * k, 17), alternatives=("212",)) for k, name in enumerate(("210", "2i2"))]
    raised = [replace(below(f"2{k}", 180.0 + 60 * k, 0), alternatives=(f"2^{k}",)) for k in range(2)]
    assert seen_slant(PANEL, "bottom", [], [*flat, *raised], UNIT) == 0
    plain = [replace(t, alternatives=()) for t in raised]
    assert seen_slant(PANEL, "bottom", [], [*flat, *plain], UNIT) == 17


def test_a_label_read_upright_in_a_turned_column_is_read_anew() -> None:
    marks = [TickMark(float(y), 5.0, "outside") for y in (40, 110, 180)]
    texts = [
        Text(string, Box(42, y - 9, 50, y + 9), 1.0, "", rotation)
        for string, y, rotation in (("0.2", 40, 270), ("0.1", 110, 270), ("00", 180, 0))
    ]
    prints = turned_prints(PANEL, "left", marks, texts, UNIT)
    assert [(p.rotation, p.text) for p in prints] == [(270, texts[0]), (270, texts[1]), (270, None)]


def test_an_axis_has_ends_where_spines_or_the_ground_of_the_plot_show_them() -> None:
    plain = np.full((260, 460, 3), 255, np.uint8)
    filled = plain.copy()
    filled[20:201, 60:401] = (234, 234, 242)
    assert axis_ends(filled, PANEL) == (60, 400)
    assert axis_ends(plain, replace(PANEL, spines=frozenset({"left", "bottom"}))) == (60, 400)
    assert axis_ends(plain, PANEL) == (-np.inf, np.inf)
    filled[:, 401:] = (234, 234, 242)
    assert axis_ends(filled, PANEL) == (-np.inf, np.inf)


def test_slanted_labels_begin_beyond_their_marks_however_long_these_are() -> None:
    low = [
        replace(below(f"1{k}0", 60.0 + 80 * k, 45), box=Box(60.0 + 80 * k, 240, 82.0 + 80 * k, 262)) for k in range(4)
    ]
    assert seen_slant(PANEL, "bottom", [], low, UNIT) == 0
    assert seen_slant(PANEL, "bottom", [TickMark(70.0 + 80 * k, 12.0, "outside") for k in range(4)], low, UNIT) == 45


def slanted_row(loose: float, beside: str = "") -> list[float]:
    """Where four slanted labels on the marks of an axis are seated, the boxes of which are so much too wide."""
    rgb = np.full((300, 500, 3), 255, np.uint8)
    marks = [TickMark(140.0 + 75 * k, 8.0, "inside") for k in range(5)]
    texts = []
    for k, mark in enumerate(marks[:4]):
        right = round(mark.px) + 2
        for step in range(50):
            rgb[206 + step, right - step - 5 : right - step] = 0
        texts.append(Text(f"{14 + k} May 1995", Box(right - 55, 206, right + loose, 256), 0.9, "", 45))
    if beside:
        rgb[196:214, 20:78:3] = 0
        texts.append(Text(beside, Box(20, 196, 77, 214), 0.9, ""))
    panel = replace(PANEL, box=Box(120, 20, 460, 200), spines=frozenset({"left", "bottom"}))
    return [p.px for p in slanted_prints(rgb, panel, "bottom", marks, texts, UNIT) if p.seated]


@pytest.mark.parametrize(("loose", "beside"), [(1.0, ""), (12.0, ""), (1.0, "-20.00")])
def test_slanted_labels_are_seated_by_their_print(loose: float, beside: str) -> None:
    """Detectors give loose boxes, and the lowest label of the y axis beside them is no more of their row."""
    assert slanted_row(loose, beside) == [140.0, 215.0, 290.0, 365.0]


def test_the_spine_is_no_print_of_the_row_though_boxes_reach_over_it() -> None:
    """Centred labels, of which the last would end beyond the axis if they hung otherwise."""
    rgb = np.full((280, 480, 3), 255, np.uint8)
    rgb[200, 60:401] = 0
    texts = []
    for middle in (112, 184, 256, 328, 388):
        for step in range(40):
            rgb[206 + step, middle + 18 - step : middle + 22 - step] = 0
        texts.append(Text("2013-05-15", Box(middle - 22, 199, middle + 22, 246), 0.9, "", 45))
    panel = replace(PANEL, spines=frozenset({"left", "right", "bottom", "top"}))
    prints = slanted_prints(rgb, panel, "bottom", [], texts, UNIT)
    assert [p.px for p in prints] == pytest.approx([112, 184, 256, 328, 388], abs=1)
