"""Labels of vector figures seated on their ticks."""

from __future__ import annotations

import numpy as np

from extractors.geometry import Box
from extractors.panel_boxes import Panel
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
