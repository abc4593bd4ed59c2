"""Labels of vector figures seated on their ticks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from extractors.geometry import Box
from extractors.panel_boxes import Panel
from extractors.strips import Side
from extractors.vector.scene import Paint, Shape, Word
from extractors.vector.strokes import segments_of
from extractors.vector.ticks import find_tick_labels

UNIT = 12.0
BOX = Box(100, 20, 500, 300)
BLACK = Paint(stroke=(0, 0, 0), width=1.0)


def word(string: str, x: float, y: float) -> Word:
    half = 4.0 * len(string)
    return Word(string, Box(x - half, y, x + half, y + UNIT), 0, UNIT / 0.72, (0, 0, 0), None, y + UNIT)


def test_the_last_label_sits_on_its_tick_where_a_tool_moved_it_inwards() -> None:
    places = [100.0, 200.0, 300.0, 400.0, 500.0]
    ticks = [Shape(np.array([[x, 300.0], [x, 306.0]]), False, BLACK, k) for k, x in enumerate(places)]
    words = [word(f"{k}00", x, 312) for k, x in enumerate(places[:-1], start=1)] + [word("500", 490, 312)]
    panel = Panel(BOX, frozenset(), (255, 255, 255))
    labels = find_tick_labels(panel, [], words, segments_of(ticks, UNIT), UNIT)["bottom"]
    assert [label.px for label in labels.labels] == places


def test_a_factor_may_stand_before_the_last_label() -> None:
    words = [word(str(k), 100.0 + 50 * k, 312) for k in range(9)]
    factor = Word("·10^6", Box(400, 330, 430, 342), 0, UNIT / 0.72, (0, 0, 0), None, 342)
    panel = Panel(BOX, frozenset(), (255, 255, 255))
    assert find_tick_labels(panel, [], [*words, factor], [], UNIT)["bottom"].notes.factor == 1e6


def test_two_rows_of_a_logarithmic_axis_are_one_and_its_powers_stand_on_their_ticks() -> None:
    places = {digit: 130 + 150 * np.log10(digit / 3) for digit in (3, 5, 10, 20, 50, 100, 200)}
    digits = [word(str(d)[0], x, 312) for d, x in places.items() if d not in (10, 100)]
    powers = [word(str(d), places[d] + 6, 330) for d in (10, 100)]
    panel = Panel(BOX, frozenset(), (255, 255, 255))
    labels = find_tick_labels(panel, [], [*digits, *powers], [], UNIT)["bottom"].labels
    assert [label.text for label in labels] == ["3", "5", "10", "2", "5", "100", "2"]
    np.testing.assert_allclose([label.px for label in labels], list(places.values()))


def test_gridlines_of_another_axis_seat_no_labels() -> None:
    lines = [Shape(np.array([[100.0, y], [500.0, y]]), False, BLACK, k) for k, y in enumerate((40.0, 110.0, 280.0))]
    words = [word(text, 540, y - UNIT / 2) for text, y in (("4", 43.0), ("2", 150.0), ("0", 250.0))]
    panel = Panel(BOX, frozenset(), (255, 255, 255))
    labels = find_tick_labels(panel, [], words, segments_of(lines, UNIT), UNIT)["right"].labels
    assert np.ptp(np.diff([label.px for label in labels])) == 7  # where they stand, and the first not on a line


def test_strokes_of_markers_on_a_side_are_not_its_ticks() -> None:
    places = [60.0, 120.0, 180.0, 240.0]
    ticks = [Shape(np.array([[100.0, y], [106.0, y]]), False, BLACK, k) for k, y in enumerate(places)]
    pluses = [Shape(np.array([[91.0, y], [109.0, y]]), False, BLACK, 9) for y in (57.0, 124.0, 150.0)]
    words = [word(f"{4 - k}", 80, y - UNIT / 2) for k, y in enumerate(places)]
    panel = Panel(BOX, frozenset(), (255, 255, 255))
    labels = find_tick_labels(panel, [], words, segments_of([*ticks, *pluses], UNIT), UNIT)["left"].labels
    assert [label.px for label in labels] == places


def ticks_across(places: list[float], y: float = 300.0, length: float = 6.0) -> list[Shape]:
    return [Shape(np.array([[x, y], [x, y + length]]), False, BLACK, k) for k, x in enumerate(places)]


def places_of(words: list[Word], shapes: list[Shape], side: Side = "bottom") -> list[float]:
    panel = Panel(BOX, frozenset(), (255, 255, 255))
    labels = find_tick_labels(panel, [], words, segments_of(shapes, UNIT), UNIT)[side].labels
    return [label.px for label in labels]


def test_labels_above_each_other_with_minor_ticks_alone_stay_at_their_middles() -> None:
    words = [word(f"{k}0", 100.0 + 80 * k, 312) for k in range(1, 5)]
    minor = [100.0 + 16 * k for k in range(26) if k % 5]
    assert places_of(words, ticks_across(minor)) == [180.0, 260.0, 340.0, 420.0]


def test_a_frame_drawn_around_the_plot_seats_no_labels() -> None:
    lines = [
        Shape(np.array([[100.0, y], [500.0, y]]), False, BLACK, k) for k, y in enumerate((19.3, 90, 160, 230, 300.7))
    ]
    words = [word(str(4 - k), 80, y - UNIT / 2) for k, y in enumerate((20, 90, 160, 230, 300))]
    np.testing.assert_allclose(places_of(words, lines, "left"), (20, 90, 160, 230, 300))


def test_labels_without_ticks_hang_as_those_of_the_other_axis() -> None:
    lines = [Shape(np.array([[100.0, y], [500.0, y]]), False, BLACK, k) for k, y in enumerate((40.0, 110.0, 280.0))]
    left = [word(text, 80, y - UNIT / 2 - 1) for text, y in (("4", 40.0), ("2", 110.0), ("0", 280.0))]
    right = [word(text, 540, y - UNIT / 2 - 1) for text, y in (("9", 55.0), ("8", 150.0), ("7", 245.0))]
    assert places_of([*left, *right], lines, "left") == [40.0, 110.0, 280.0]
    np.testing.assert_allclose(places_of([*left, *right], lines, "right"), (55, 150, 245))


def slanted(string: str, x: float, share: float) -> Word:
    """A label at 45 degrees of which the place at this share of its length is above ``x``."""
    length = 6.0 * len(string)
    return Word(
        string,
        Box(x - share * length, 306, x + (1 - share) * length + 4.0, 306 + length),
        45,
        UNIT / 0.72,
        (0, 0, 0),
    )


@pytest.mark.parametrize("share", [0.5, 1.0])
def test_slanted_labels_without_ticks_have_their_middles_or_ends_at_their_places(share: float) -> None:
    words = [slanted(text, x, share) for text, x in (("0", 100), ("10000", 200), ("20000", 300))]
    places = places_of(words, [])
    np.testing.assert_allclose(np.diff(places), 100)
    assert abs(places[0] - 100) < 6


def test_slanted_dates_of_one_length_without_ticks_may_stand_at_their_middles_or_their_ends() -> None:
    panel = Panel(BOX, frozenset(), (255, 255, 255))
    words = [slanted(f"2020-0{k}-01", 100.0 * k, 1.0) for k in range(1, 5)]
    assert not find_tick_labels(panel, [], words, [], UNIT)["bottom"].placed
    anchored = [replace(w, anchor=(w.box.x1, 306.0)) for w in words]
    labels = find_tick_labels(panel, [], anchored, [], UNIT)["bottom"]
    assert labels.placed
    assert [label.px for label in labels.labels] == pytest.approx([100, 200, 300, 400], abs=6)
    ticks = segments_of(ticks_across([100, 200, 300, 400]), UNIT)
    assert find_tick_labels(panel, [], words, ticks, UNIT)["bottom"].placed


def test_the_frame_of_a_legend_is_no_gridline_and_what_it_leaves_of_others_is() -> None:
    grid = Paint(stroke=(200, 200, 200), width=0.5)
    tops = {
        110.0: 20.0,
        180.0: 20.0,
        250.0: 220.0,
        320.0: 220.0,
        390.0: 220.0,
    }  # of those below the legend little is left
    lines = [Shape(np.array([[x, top], [x, 300.0]]), False, grid, k) for k, (x, top) in enumerate(tops.items())]
    corners = np.array([[240.0, 30.0], [400.0, 30.0], [400.0, 210.0], [240.0, 210.0], [240.0, 30.0]])
    legend = Shape(corners, True, BLACK, 9)
    words = [word(text, x, 312) for text, x in zip("12345", tops, strict=True)]
    assert places_of(words, [*lines, legend]) == list(tops)


def test_upright_labels_stand_at_no_minor_ticks_beside_them() -> None:
    words = [word(text, x, 312) for text, x in (("10^0", 166.2), ("10^1", 306.2), ("10^2", 446.2))]
    assert places_of(words, ticks_across([160.0, 300.0, 440.0])) == [166.2, 306.2, 446.2]


def test_labels_of_a_right_axis_do_not_hang_on_nearly_fitting_gridlines_of_the_left_one() -> None:
    lines = [Shape(np.array([[100.0, y], [500.0, y]]), False, BLACK, k) for k, y in enumerate((60.0, 150.0, 240.0))]
    words = [word(text, 540, y - UNIT / 2) for text, y in (("3", 72.0), ("2", 164.0), ("1", 256.0))]
    assert places_of(words, lines, "right") == [72.0, 164.0, 256.0]
