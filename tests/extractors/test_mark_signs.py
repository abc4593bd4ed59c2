"""Signs that are tick marks, and signs that are not."""

from __future__ import annotations

import pytest

from extractors.mark_signs import without_mark_signs, without_marks_behind
from extractors.tick_readings import TickLabel


def labels(texts: str, seated: bool = False) -> list[TickLabel]:
    """From the top of the axis down."""
    return [TickLabel(50.0 + 60 * k, text, 0.9, seated, "drawn", (text,)) for k, text in enumerate(texts.split())]


def test_marks_are_dropped_from_texts_and_alternatives() -> None:
    found = without_mark_signs(labels("•2.6 -2.5 −2.4 -2.3"))
    assert [label.text for label in found] == ["2.6", "2.5", "2.4", "2.3"]
    assert found[0].alternatives == ("2.6",)


@pytest.mark.parametrize("texts", ["-2.2 -2.3 -2.4", "-2.6 -2.5 2.4", "-2.6 -2.5", "-2.6 -2.7 -2.4", "-a -b -c"])
def test_signs_of_an_axis_that_rises_or_of_some_labels_stay(texts: str) -> None:
    assert without_mark_signs(labels(texts)) == labels(texts)


def test_labels_cut_apart_from_their_marks_keep_their_signs() -> None:
    assert without_mark_signs(labels("-2.6 -2.5 -2.4", seated=True)) == labels("-2.6 -2.5 -2.4", seated=True)


def test_marks_behind_most_labels_are_dropped() -> None:
    found = without_marks_behind(labels("200,000- 150,000 100,000-", seated=True))
    assert [label.text for label in found] == ["200,000", "150,000", "100,000"]


def test_marks_behind_all_labels_are_dropped() -> None:
    found = without_marks_behind(labels("0.95- 0.9– 0.85-", seated=True))
    assert [label.text for label in found] == ["0.95", "0.9", "0.85"]
    assert found[1].alternatives == ("0.9",)


def test_marks_behind_labels_are_dropped_beside_a_word_of_a_legend() -> None:
    found = without_marks_behind(labels("Method 60- 50- 40-", seated=True))
    assert [label.text for label in found] == ["Method", "60", "50", "40"]


@pytest.mark.parametrize("texts", ["10- 10- 10-", "0.95- 0.9 0.85", "0.95- 0.9-", "a- b- c-"])
def test_strokes_behind_few_labels_or_alike_ones_stay(texts: str) -> None:
    assert without_marks_behind(labels(texts)) == labels(texts)
