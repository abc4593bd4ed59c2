"""Pieces of one plot are one box again where one ladder of tick labels stands beside both."""

from __future__ import annotations

import pytest

from extractors.geometry import Box
from extractors.panel_boxes import Panel
from extractors.split_boxes import without_splits
from extractors.text import Text

UNIT = 10.0
UPPER = Panel(Box(100, 20, 400, 130), frozenset({"left", "top"}), (255, 255, 255), (100, 200), (20, 70))
LOWER = Panel(Box(100, 150, 400, 270), frozenset({"left", "bottom"}), (255, 255, 255), (100, 300), (220, 270))


def column_of(strings: str, places: list[float]) -> list[Text]:
    return [Text(s, Box(75, y - 5, 92, y + 5), 0.99, "test") for s, y in zip(strings.split(), places, strict=True)]


def test_two_boxes_beside_labels_that_count_on_are_one() -> None:
    (panel,) = without_splits([UPPER, LOWER], column_of("10 8 6 4 2 0", [20, 70, 120, 170, 220, 270]), UNIT)
    assert panel.box == Box(100, 20, 400, 270)
    assert panel.spines == {"left", "top", "bottom"}
    assert panel.strokes_x == (100, 200, 300)
    assert panel.strokes_y == (20, 70, 220, 270)


@pytest.mark.parametrize(
    ("strings", "places"),
    [
        ("4 2 0 4 2 0", [20, 70, 120, 170, 220, 270]),  # two plots with axes of their own
        ("8 6 4 0 9 7", [20, 70, 120, 220, 245, 265]),  # one label of the lower plot counts on by chance
        ("8 6 2", [20, 70, 170]),  # too few
        ("8 6 4 2", [20, 53, 86, 119]),  # all beside one of them
    ],
)
def test_other_boxes_stay(strings: str, places: list[float]) -> None:
    assert without_splits([UPPER, LOWER], column_of(strings, places), UNIT) == [UPPER, LOWER]


def test_wider_numbers_in_line_with_one_that_counts_on_by_chance_are_another_axis() -> None:
    texts = column_of("8 6 4 0", [20, 70, 120, 220])
    wide = [Text(s, Box(50, y - 5, 92, y + 5), 0.99, "test") for s, y in (("40000", 170), ("-20000", 270))]
    assert without_splits([UPPER, LOWER], [*texts, *wide], UNIT) == [UPPER, LOWER]


def test_boxes_of_other_places_stay() -> None:
    aside = Panel(Box(120, 150, 420, 270), LOWER.spines, (255, 255, 255))
    texts = column_of("10 8 6 4 2 0", [20, 70, 120, 170, 220, 270])
    assert without_splits([UPPER, aside], texts, UNIT) == [UPPER, aside]
    inner = Panel(Box(200, 100, 300, 160), frozenset(), (255, 255, 255))
    assert without_splits([UPPER, LOWER, inner], texts, UNIT) == [UPPER, LOWER, inner]
