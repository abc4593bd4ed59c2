"""Words and numbers right of a plot box, as the tick labels of a second axis would stand."""

from __future__ import annotations

from extractors.geometry import Box
from extractors.legend_entry import LegendEntry
from extractors.readers import Text
from extractors.side_words import without_names, words_beside
from extractors.strips import Side
from extractors.tick_readings import TickLabel
from extractors.ticks import AxisLabels


def box_at(y: float) -> Box:
    return Box(120, y, 160, y + 10)


def labels_of(side: Side, strings: list[str]) -> dict[Side, AxisLabels]:
    labels = tuple(TickLabel(20.0 * i + 5, string, 1.0) for i, string in enumerate(strings))
    return {side: AxisLabels(side, labels, tuple(box_at(20.0 * i) for i in range(len(strings))), ())}


def texts_of(strings: list[str]) -> tuple[Text, ...]:
    return tuple(Text(string, box_at(20.0 * i), 1.0, "test") for i, string in enumerate(strings))


def entry_at(y: float) -> LegendEntry:
    return LegendEntry("wild type", box_at(y), Box(100, y, 115, y + 10), (0, 0, 200))


def test_words_at_the_right_may_be_names() -> None:
    strings = ["wild type", "wet season", "T = 3"]
    assert words_beside([labels_of("right", strings)], texts_of(strings)) == texts_of(strings)


def test_numbers_at_the_right_and_words_at_the_left_are_tick_labels() -> None:
    strings = ["-2 V", "1e4", "low"]
    assert words_beside([labels_of("right", strings)], texts_of(strings)) == ()
    assert words_beside([labels_of("left", ["low", "high"])], texts_of(["low", "high"])) == ()


def test_symbols_at_the_right_may_be_names() -> None:
    for strings in (["γ", "X₂", "+ σ² = 4", "x₁"], ["k = 3", "n=16"]):
        assert words_beside([labels_of("right", strings)], texts_of(strings)) == texts_of(strings)
    for strings in (["O", "5k", "10³"], ["µ", "2 V", "l"]):
        assert words_beside([labels_of("right", strings)], texts_of(strings)) == ()


def test_swatches_that_were_read_as_zeros_make_no_axis() -> None:
    for strings in (["00", "0D", "batch 128", "0D"], ["O", "", "wet season", "o", ""]):
        assert words_beside([labels_of("right", strings)], texts_of(strings)) == texts_of(strings)


def test_a_side_of_names_is_no_axis() -> None:
    labels = [labels_of("right", ["wild type", "wet season"]), labels_of("right", ["0.1", "0.2"])]
    assert without_names(labels, [entry_at(0)]) == [{}, labels[1]]


def test_words_that_no_swatch_explains_stay_labels() -> None:
    labels = [labels_of("right", ["low", "high"])]
    assert without_names(labels, [entry_at(300)]) == labels
