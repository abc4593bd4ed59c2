"""Strips drawn as blocks for letters and level lines with markers for swatches."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.legend_split import Strip, are_words, swatch_end
from tests.extractors.name_strips import GREY, strip_of_names

BLACK = (0, 0, 0)


def touching(line: tuple[int, int, int], letters: tuple[int, int, int]) -> Strip:
    """A thick line in columns 2 to 43 that the first of two letters touches."""
    rgb = np.full((16, 80, 3), 255, dtype=np.uint8)
    rgb[4:12, 2:44] = line
    for x in (44, 58):
        rgb[1:15, x : x + 10] = letters
        rgb[4:12, x + 3 : x + 7] = 255
    return Strip(rgb, np.linalg.norm(255.0 - rgb, axis=2))


def test_a_pale_thick_line_ends_where_the_first_letter_touches_it() -> None:
    assert swatch_end(touching((181, 205, 140), BLACK), False) == 44


def test_a_line_in_the_colour_of_the_letters_is_not_cut_at_a_touching_one() -> None:
    assert swatch_end(touching((31, 119, 180), (31, 119, 180)), False) != 44


def test_a_line_and_the_equals_sign_of_its_name_are_not_one_swatch() -> None:
    rgb = strip_of_names(BLACK).rgb[:, 44:].copy()
    rgb[:, 34:] = 255
    for x in (44, 72):
        rgb[1:15, x : x + 10] = BLACK
        rgb[4:12, x + 3 : x + 7] = 255
    rgb[5:7, 59:67] = rgb[9:11, 59:67] = BLACK
    assert swatch_end(Strip(rgb, np.linalg.norm(255.0 - rgb, axis=2)), False) == 44


@pytest.mark.parametrize("rim", [255, 190])
def test_a_line_with_a_ring_is_a_swatch_though_blur_has_made_it_higher(rim: int) -> None:
    rgb = np.full((16, 76, 3), 255, dtype=np.uint8)
    rgb[6:10, 2:36] = GREY
    rgb[[5, 10], 2:36] = rim
    y, x = np.mgrid[:16, :76]
    far = (y - 7.5) ** 2 + (x - 18.5) ** 2
    rgb[far <= 36], rgb[far <= 20] = GREY, 255
    for start in (44, 58):
        rgb[1:15, start : start + 10] = GREY
        rgb[4:12, start + 3 : start + 7] = 255
    assert swatch_end(Strip(rgb, np.linalg.norm(255.0 - rgb, axis=2)), False) == 44


def beside_letters(face: int) -> Strip:
    """A black square in columns 2 to 17, its face of the grey level, and two letters of thin strokes."""
    rgb = np.full((16, 60, 3), 255, dtype=np.uint8)
    rgb[2:15, 2:18] = BLACK
    rgb[4:13, 4:16] = face
    for x in (26, 42):
        rgb[1:15, x : x + 10] = BLACK
        rgb[3:13, x + 2 : x + 8] = 255
    return Strip(rgb, np.linalg.norm(255.0 - rgb, axis=2))


def test_solid_ink_is_a_swatch_where_letters_are_thin() -> None:
    assert swatch_end(beside_letters(0), False) == 26
    assert swatch_end(beside_letters(255), False) == 0


@pytest.mark.parametrize(("letters", "begin"), [(BLACK, 31), ((31, 119, 180), 0)])
def test_a_coloured_symbol_higher_than_print_may_stand_nearer_to_it_than_words(
    letters: tuple[int, int, int], begin: int
) -> None:
    rgb = np.full((29, 90, 3), 255, dtype=np.uint8)
    for y in range(29):
        rgb[y, 14 - min(y, 28 - y) : 14 + min(y, 28 - y) + 1] = (31, 119, 180)
    for x in (31, 47, 63):
        rgb[7:22, x : x + 12] = letters
        rgb[9:20, x + 2 : x + 10] = 255
    assert swatch_end(Strip(rgb, np.linalg.norm(255.0 - rgb, axis=2)), False) == begin


def test_a_speck_before_a_digit_is_no_end_of_a_line() -> None:
    rgb = np.full((16, 60, 3), 255, dtype=np.uint8)
    for x in (2, 16):
        rgb[1:15, x : x + 9] = BLACK
        rgb[3:13, x + 3 : x + 6] = 255
    rgb[1:15, 40:54] = BLACK
    rgb[3:8, 43:51] = rgb[11:13, 43:51] = 255
    rgb[8:10, 54:58] = rgb[8:9, 36:37] = BLACK  # the bar of a four, and a speck of compression before it
    strip = Strip(rgb, np.linalg.norm(255.0 - rgb, axis=2))
    assert swatch_end(strip.mirrored(), False) == 0
    strip.rgb[8:10, 34:40] = BLACK  # a line through a square
    marked = Strip(strip.rgb, np.linalg.norm(255.0 - strip.rgb, axis=2))
    assert swatch_end(marked.mirrored(), False) == 60 - 25


@pytest.mark.parametrize(("swatch", "begin"), [((84, 112, 198), 0), (GREY, 44)])
def test_a_word_blurred_into_one_piece_is_no_swatch_before_a_coloured_one(
    swatch: tuple[int, int, int], begin: int
) -> None:
    shown = strip_of_names(swatch).rgb
    rgb = np.hstack((shown[:, :84], shown[:, 92:]))  # names stand nearer to their own swatch
    rgb[:, :30] = 255
    for x in range(2, 30, 7):
        rgb[1:15, x : x + 4] = rgb[1 + 12 * (x % 2) : 3 + 12 * (x % 2), x : x + 8] = GREY
    assert swatch_end(Strip(rgb, np.linalg.norm(255.0 - rgb, axis=2)), False) == begin


def blurred_words(*widths: int) -> Strip:
    """Words as blots, 16 pixels high, with blanks of 5 pixels between them."""
    rgb = np.full((16, sum(widths) + 5 * len(widths), 3), 255, dtype=np.uint8)
    start = 0
    for width in widths:
        rgb[4:12, start : start + width] = GREY
        start += width + 5
    return Strip(rgb, np.linalg.norm(255.0 - rgb, axis=2))


@pytest.mark.parametrize(
    ("string", "expected"),
    [("sample 2", (True, True)), ("2", (False, False)), ("a 2", (False, False)), ("-- sample 2", (False, False))],
)
def test_blots_as_wide_as_the_words_that_were_read_are_no_swatches(string: str, expected: tuple[bool, bool]) -> None:
    assert are_words(blurred_words(50, 9), string.split()) == expected


def test_a_coloured_blot_before_words_is_none_of_them() -> None:
    strip = blurred_words(30, 50, 9)
    strip.rgb[4:12, :30] = (230, 60, 60)
    assert are_words(strip, ["sample", "2"]) == (False, True)
