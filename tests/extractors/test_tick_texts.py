"""Exponents and their signs."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.geometry import Box
from extractors.readers import Reading, Text
from extractors.tick_texts import cut_slanted, same_print, signed, with_exponent


def exponent(sign_rows: slice, sign_columns: slice) -> np.ndarray:
    """A crop of a digit of 10 rows, and a stroke before it."""
    crop = np.full((14, 24, 3), 255, np.uint8)
    crop[2:12, 14:20] = 0
    crop[sign_rows, sign_columns] = 0
    return crop


def test_a_stroke_at_half_height_is_the_sign_that_was_not_read() -> None:
    crop = exponent(slice(6, 8), slice(4, 10))
    assert signed(Reading("3", 0.9, "given"), crop).string == "-3"
    assert signed(Reading("-3", 0.9, "given"), crop).string == "-3"


@pytest.mark.parametrize(
    "crop",
    [exponent(slice(2, 12), slice(6, 8)), exponent(slice(10, 12), slice(8, 11)), exponent(slice(0, 0), slice(0, 0))],
    ids=["one", "point", "nothing"],
)
def test_other_strokes_are_no_sign(crop: np.ndarray) -> None:
    assert signed(Reading("3", 0.9, "given"), crop).string == "3"


def test_a_text_that_goes_on_over_another_label_is_not_the_print() -> None:
    own = Box(100, 0, 160, 20)
    alone, both = (Text(name, Box(x, 0, 160, 20), 1.0, "given") for name, x in (("B", 90), ("A B", 60)))
    assert same_print(own, [alone]) == alone
    assert same_print(own, [both]) is None


def test_a_turned_text_that_lacks_the_sign_of_its_print_is_read_anew() -> None:
    digits = Text("1e+05", Box(41, 216, 48, 244), 1.0, "", 90)
    assert same_print(digits.box, [digits]) == digits
    assert same_print(Box(41, 216, 48, 249), [digits]) is None


def test_what_reaches_beside_a_slanted_label_is_not_in_its_crop() -> None:
    rgb = np.full((80, 80, 3), 255, np.uint8)
    for k in range(30):
        rgb[54 - k : 57 - k, 25 + k] = 0
    beside = rgb.copy()
    beside[10:22, 50:62] = 0
    own = Box(25, 25, 54, 56)
    assert np.array_equal(cut_slanted(beside, own, 45), cut_slanted(rgb, own, 45))


def test_a_speck_has_a_crop_too() -> None:
    rgb = np.full((40, 40, 3), 255, np.uint8)
    rgb[20, 20] = 0
    assert cut_slanted(rgb, Box(20, 20, 20, 20), 45).size > 0


@pytest.mark.parametrize(
    ("whole", "others", "power"),
    [
        ("10^-2", (), "10^-2"),
        ("102", ("10⁻²",), "10^-2"),
        ("10^-3", (), "10^2"),  # of another exponent
        ("102-", (), "10^2"),  # a tick mark
    ],
)
def test_a_sign_that_the_whole_print_shows_is_not_lost_with_its_parts(
    whole: str, others: tuple[str, ...], power: str
) -> None:
    read = with_exponent(Reading(whole, 0.9, "", others), Reading("10", 1.0, ""), Reading("2", 0.7, ""))
    assert read.string == power


def test_the_raised_digits_of_slanted_decimals_are_no_exponents() -> None:
    read = with_exponent(Reading("0.1", 0.9, ""), Reading("0", 1.0, ""), Reading("1", 0.7, ""))
    assert read.string == "0.1"
    assert with_exponent(Reading("21", 0.9, ""), Reading("2", 1.0, ""), Reading("1", 0.7, "")).string == "2^1"


def test_exponents_are_decimals_where_they_are_printed_as_such() -> None:
    whole, ten = Reading("101.477121", 0.9, ""), Reading("10", 1.0, "")
    assert with_exponent(whole, ten, Reading("1.477121", 0.7, "")).string == "10^1.477121"
    assert with_exponent(whole, ten, Reading("-0.5", 0.7, "")).string == "10^-0.5"
    assert with_exponent(Reading("1005", 0.9, ""), ten, Reading("05", 0.7, "")).string == "1005"
    assert with_exponent(Reading("102", 0.9, ""), ten, Reading(".2", 0.7, "")).string == "102"
