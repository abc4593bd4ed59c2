"""Dollar signs that were read as letters or digits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from extractors.calibration import calibrate
from extractors.dollars import with_dollar_signs
from extractors.errors import CalibrationRejected
from extractors.tick_readings import TickLabel


def row(texts: Sequence[str]) -> list[TickLabel]:
    return [TickLabel(50.0 + 60 * i, text, 0.95) for i, text in enumerate(texts)]


def test_signs_read_as_a_letter_or_a_five_come_back_where_one_label_shows_one() -> None:
    found = calibrate(row(["$80", "S75", "570", "$65"]), 220, allow_category=False)
    assert [tick.value for tick in found.ticks] == [80, 75, 70, 65]


def test_letters_that_may_be_signs_or_fives_are_refused_below_a_title_of_dollars() -> None:
    labels = row(["S75", "S70", "565"])
    with pytest.raises(CalibrationRejected, match="dollar"):
        calibrate(labels, 220, hint="Price ($)", allow_category=False)
    assert with_dollar_signs(labels, "Price") == labels


def test_a_sign_that_another_reader_saw_on_several_labels_counts_below_a_title_of_dollars() -> None:
    first, second, third = row(["S75", "S70", "565"])
    seen = [replace(first, alternatives=("$75",)), replace(second, alternatives=("$70", "570")), third]
    found = calibrate(seen, 220, hint="Price ($)", allow_category=False)
    assert [tick.value for tick in found.ticks] == [75, 70, 65]
    assert with_dollar_signs(seen, "Price") == seen
    with pytest.raises(CalibrationRejected, match="dollar"):
        calibrate([seen[0], second, third], 220, hint="Price ($)", allow_category=False)


@pytest.mark.parametrize("texts", [["580", "S75", "570"], ["80", "75", "70"]])
def test_other_labels_are_left_as_they_are(texts: list[str]) -> None:
    assert with_dollar_signs(row(texts), "Price ($)") == row(texts)


def test_a_sign_that_a_reader_saw_on_each_label_is_there_where_the_other_readings_make_no_scale() -> None:
    mixed = row(["854", "852", "550", "548"])
    seen = [replace(label, alternatives=(f"${label.text[1:]}",)) for label in mixed]
    found = calibrate(seen, 220, allow_category=False)
    assert [tick.value for tick in found.ticks] == [54, 52, 50, 48]
    with pytest.raises(CalibrationRejected):
        calibrate([*seen[:3], mixed[3]], 220, allow_category=False)
    eights = [replace(label, text=f"8{label.text[1:]}") for label in seen]
    with pytest.raises(CalibrationRejected):
        calibrate(eights, 220, allow_category=False)
