"""Whose print is of which size in a picture with two figures."""

from __future__ import annotations

from extractors.geometry import Box
from extractors.panel_boxes import Panel
from extractors.print_sizes import units_of
from extractors.text import Text

LARGE, SMALL = (Panel(Box(x, 20, x + 200, 220), frozenset(), (255, 255, 255)) for x in (60, 400))


def numbers(x: float, height: float, count: int, string: str = "10") -> list[Text]:
    return [Text(string, Box(x, 30 + 40 * k, x + 20, 29 + 40 * k + height), 0.9, "drawn") for k in range(count)]


def test_a_figure_of_smaller_print_has_a_unit_of_its_own() -> None:
    assert units_of([LARGE, SMALL], numbers(35, 14, 5) + numbers(375, 7, 4), 14.0) == [14.0, 7.0]


def test_print_that_is_nearly_as_high_and_too_little_print_change_nothing() -> None:
    assert units_of([LARGE, SMALL], numbers(35, 14, 5) + numbers(375, 12, 4), 13.0) == [13.0, 13.0]
    assert units_of([LARGE, SMALL], numbers(35, 14, 5) + numbers(375, 7, 2), 14.0) == [14.0, 14.0]


def test_only_numbers_beside_a_panel_tell() -> None:
    words = numbers(375, 7, 4, "low")
    inside = numbers(450, 7, 4)
    assert units_of([SMALL], words + inside, 14.0) == [14.0]
    assert units_of([], numbers(35, 7, 4), 14.0) == []


def test_single_digits_that_lie_on_their_side_do_not_tell() -> None:
    turned = [Text("5", Box(420 + 40 * k, 232, 428 + 40 * k, 237), 0.9, "drawn") for k in range(5)]
    assert units_of([SMALL], numbers(368, 11, 4, "60,000") + turned, 12.0) == [12.0]
    assert units_of([SMALL], [*numbers(368, 5, 4, "60,000"), *turned], 12.0) == [5.0]
