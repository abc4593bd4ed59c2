"""Letters read unsurely beside names 12 px high."""

from __future__ import annotations

import pytest

from extractors.geometry import Box
from extractors.name_print import print_height, stands_as_name
from extractors.readers import Text

NAMES = [Text("k = 5", Box(244, 40, 280, 51), 1.0, ""), Text("80", Box(60, 90, 80, 101), 1.0, "")]


def letter(x: float, y: float) -> Text:
    return Text("Y", Box(x, y, x + 8, y + 11), 0.56, "")


@pytest.mark.parametrize(
    ("x", "y", "stands"),
    [
        (166, 40, True),  # a swatch with a line stands between
        (330, 40, True),
        (228, 40, False),  # the marker of that swatch
        (286, 40, False),  # a second word
        (500, 40, False),
        (244, 60, True),  # the next row
        (244, 48, False),
        (230, 60, False),  # the marker of the next row
        (166, 56, False),
        (110, 90, False),  # beside a number
    ],
)
def test_a_letter_is_a_name_in_the_row_or_column_of_others(x: float, y: float, stands: bool) -> None:
    assert stands_as_name(letter(x, y), NAMES) == stands


def test_low_letters_are_three_quarters_as_high_as_capitals() -> None:
    assert print_height(Text("nox", Box(0, 0, 30, 9), 1.0, "")) == pytest.approx(13.5)
    assert print_height(Text("Nox", Box(0, 0, 30, 9), 1.0, "")) == 10
