"""Names of weekdays and months, of which some were misread."""

from __future__ import annotations

import pytest

from extractors.calendar_names import with_calendar_names
from extractors.calibration import calibrate
from extractors.tick_readings import TickLabel

WEEK = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def row(texts: str) -> list[TickLabel]:
    return [TickLabel(100.0 + 60 * k, text, 0.95) for k, text in enumerate(texts.split())]


@pytest.mark.parametrize(
    "texts", ["Mon Tue Wed Thu Fr Sat Sun", "Mon Tue Wed Thu Fd Sat Sun", "Mon Tue Wcd Thu Fri Sat Sun"]
)
def test_a_day_that_lost_a_letter_is_the_one_in_its_place(texts: str) -> None:
    assert calibrate(row(texts), 500).categories == WEEK


def test_two_months_that_were_read_alike_are_two() -> None:
    found = calibrate(row("Nov Dec Jan Feb Mar Apr May Jun Jun Aug"), 700).categories
    assert found == ("Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug")


@pytest.mark.parametrize(
    "texts", ["Mon Tue Wed Xxx Fri", "Mon Wed Fri", "low mid high", "Mo Tu We Thu", "MON TUE WED THU"]
)
def test_other_names_are_left_as_they_are(texts: str) -> None:
    assert with_calendar_names(row(texts)) == row(texts)
