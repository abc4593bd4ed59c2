"""Tick marks: where they are found, what is none, and how marks that a tool moved to whole pixels are put back."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from extractors.geometry import Box
from extractors.strips import Side
from extractors.tick_marks import MarkKind, TickMark, find_tick_marks, seat

UNIT = 10.0


def blank(height: int = 200, width: int = 300) -> NDArray[np.uint8]:
    return np.full((height, width, 3), 255, np.uint8)


def framed() -> tuple[NDArray[np.uint8], Box]:
    """White paper with the frame of a plot of 1 px."""
    rgb = blank()
    rgb[[20, 150], 40:261] = 0
    rgb[20:151, [40, 260]] = 0
    return rgb, Box(40, 20, 260, 150)


def places(marks: list[TickMark], kind: MarkKind = "outside") -> list[float]:
    return [m.px for m in marks if m.kind == kind]


def test_finds_outside_marks_with_their_lengths() -> None:
    rgb, box = framed()
    for x, length in ((60, 5), (100, 3), (140, 5)):
        rgb[151 : 151 + length, x] = 0
    marks = [m for m in find_tick_marks(rgb, box, "bottom", (), UNIT) if m.kind == "outside"]
    assert [m.px for m in marks] == pytest.approx([60, 100, 140], abs=0.05)
    assert [m.length for m in marks] == [5, 3, 5]


def test_marks_may_be_longer_than_two_digits_are_high() -> None:
    rgb, box = framed()
    for x in (60, 100, 140):
        rgb[151:174, x : x + 3] = 0
    assert places(find_tick_marks(rgb, box, "bottom", (), UNIT)) == pytest.approx([61, 101, 141], abs=0.05)


def test_strokes_of_digits_are_no_marks() -> None:
    """Digits close below the spine: the sides of a zero look as marks that begin a little off it."""
    rgb, box = framed()
    prints = []
    for x in (60, 120, 180):
        rgb[152:163, [x, x + 5]] = 0
        prints.append(Box(x, 152, x + 5, 163))
    assert len(places(find_tick_marks(rgb, box, "bottom", (), UNIT))) == 6
    assert places(find_tick_marks(rgb, box, "bottom", (), UNIT, prints)) == []


def test_marks_that_were_read_as_print_are_marks() -> None:
    rgb, box = framed()
    at = [60, 120, 180]
    for x in at:
        rgb[151:157, x] = 0
    prints = [Box(at[0], 151, at[0], 156), Box(at[1] - 6, 151, at[1] + 6, 170)]  # alone, and with its label
    assert places(find_tick_marks(rgb, box, "bottom", (), UNIT, prints)) == pytest.approx(at, abs=0.05)


@pytest.mark.parametrize("side", ["bottom", "top", "left", "right"])
def test_finds_marks_on_every_side(side: Side) -> None:
    rgb, box = framed()
    at = [60, 90, 120]
    rows = {"bottom": slice(151, 156), "top": slice(15, 20)}
    columns = {"left": slice(35, 40), "right": slice(261, 266)}
    for place in at:
        if side in rows:
            rgb[rows[side], place] = 0
        else:
            rgb[place, columns[side]] = 0
    assert places(find_tick_marks(rgb, box, side, (), UNIT)) == pytest.approx(at, abs=0.05)


def test_marks_may_begin_beyond_the_pale_rim_of_a_fill() -> None:
    rgb = blank()
    rgb[20:151, 40:261] = 229
    for x in (60, 100, 140):
        rgb[154:160, x : x + 2] = 85
    marks = find_tick_marks(rgb, Box(40, 20, 260, 150), "bottom", (), UNIT)
    assert places(marks) == pytest.approx([60.5, 100.5, 140.5], abs=0.05)


def test_minus_signs_close_to_a_spine_are_no_marks() -> None:
    """They stand off it by some pixels of paper, as plotly sets the labels of a right axis."""
    for gap, found in ((0, [50.5, 80.5, 110.5]), (3, [])):
        rgb, box = framed()
        for y in (50, 80, 110):
            rgb[y : y + 2, 261 + gap : 269 + gap] = (42, 63, 95)
        assert places(find_tick_marks(rgb, box, "right", (), UNIT)) == pytest.approx(found, abs=0.05)


def test_ends_of_curves_at_a_side_without_spine_are_no_marks() -> None:
    rgb = blank()
    rgb[20:151, 40:261] = 236
    for y in (50, 80, 110):
        rgb[y : y + 2, 31:37] = 85
    for y in (40, 60, 66, 90, 130):
        rgb[y : y + 2, 39:261] = (0, 120, 200)
    assert places(find_tick_marks(rgb, Box(40, 20, 260, 150), "left", (), UNIT)) == pytest.approx(
        [50.5, 80.5, 110.5], abs=0.05
    )


def test_print_that_touches_the_spine_is_no_mark() -> None:
    rgb, box = framed()
    for x in (60, 100, 140):  # a "7" and a "1" of ten pixels
        rgb[151:153, x : x + 7] = 0
        rgb[151:161, x + 5 : x + 7] = 0
        rgb[151:161, x + 9 : x + 11] = 0
    assert places(find_tick_marks(rgb, box, "bottom", (), UNIT)) == []


def test_a_curve_that_begins_at_the_spine_is_no_inside_mark() -> None:
    rgb, box = framed()
    for y in (40, 60, 80, 100, 120):
        rgb[y, 41:46] = 0
    rgb[90, 41:55] = 0
    assert places(find_tick_marks(rgb, box, "left", (), UNIT), "inside") == pytest.approx(
        [40, 60, 80, 100, 120], abs=0.05
    )


def marks_at(at: list[float], kind: MarkKind = "outside", length: float = 5.0) -> list[TickMark]:
    return [TickMark(px, length, kind) for px in at]


def test_a_label_stands_on_the_nearest_major_mark() -> None:
    marks = [TickMark(50.0, 3.0, "outside"), TickMark(53.0, 6.0, "outside"), TickMark(90.0, 6.0, "outside")]
    assert seat(50.5, marks, UNIT) == 53.0
    assert seat(70.0, marks, UNIT) is None


def test_a_gridline_wins_over_minor_marks_beside_it() -> None:
    marks = [*marks_at([48.0, 53.0], length=3.0), TickMark(50.0, 0.0, "grid")]
    assert seat(50.2, marks, UNIT) == 50.0
    assert seat(50.2, [*marks, TickMark(50.0, 5.0, "outside")], UNIT) == 50.0


def test_marks_that_run_together_are_the_first_and_the_last_of_them() -> None:
    rgb, box = framed()
    for x in (60, 100, 114, 140, 160):
        rgb[151:156, x : x + 2] = 0
    rgb[151:156, 119:124] = 0
    marks = places(find_tick_marks(rgb, box, "bottom", (), UNIT))
    assert marks == pytest.approx([60.5, 100.5, 114.5, 119.5, 122.5, 140.5, 160.5], abs=0.6)


def test_a_wide_mark_apart_from_the_others_is_one() -> None:
    rgb, box = framed()
    for x in (60, 100, 140, 160):
        rgb[151:156, x : x + 2] = 0
    rgb[151:156, 119:124] = 0
    marks = places(find_tick_marks(rgb, box, "bottom", (), UNIT))
    assert marks == pytest.approx([60.5, 100.5, 121.0, 140.5, 160.5], abs=0.6)


def test_dark_places_of_a_pale_spine_in_a_scan_are_no_marks() -> None:
    """Some pixels of it are above the threshold of strokes, and most of them below it."""
    box, rng = Box(40, 20, 260, 150), np.random.default_rng(5)
    clean = blank() - 10
    clean[150:152, 40:261] -= 22
    for x in (60, 90, 140, 200):
        clean[150:152, x : x + 2] -= 6
    assert len(find_tick_marks(clean, box, "bottom", (), UNIT)) == 4  # as pale ones of a blurred drawing
    scan = np.asarray(clean + rng.integers(-6, 7, (*clean.shape[:2], 1)), np.uint8)
    assert find_tick_marks(scan, box, "bottom", (), UNIT) == []
    for x in (70, 120, 170):
        scan[152:158, x : x + 2] -= 60
    assert places(find_tick_marks(scan, box, "bottom", (), UNIT)) == pytest.approx([70.5, 120.5, 170.5], abs=0.3)
