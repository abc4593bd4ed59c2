"""Strips drawn as blocks for letters and level lines with markers for swatches, read as one text."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extractors.legend_parting import names_between
from extractors.legend_split import Strip
from tests.extractors.name_strips import BLACK, GREY, NAVY, strip_of_names


def test_a_dark_swatch_parts_two_names() -> None:
    assert names_between(strip_of_names(NAVY)) == [(2, 26), (92, 116)]


def test_a_black_swatch_with_a_line_parts_two_names() -> None:
    assert names_between(strip_of_names(BLACK)) == [(2, 26), (92, 116)]


def test_the_dashes_beside_a_marker_are_no_names() -> None:
    assert names_between(strip_of_names(NAVY, gaps_in_line=True)) == [(2, 26), (92, 116)]


def test_swatches_are_told_from_coloured_print() -> None:
    teal, print_color = (114, 183, 178), (42, 63, 95)
    rgb = strip_of_names(teal, gaps_in_line=True).rgb.copy()
    rgb[(rgb == GREY).all(axis=2)] = print_color
    rgb[7:9, 100:104] = (148, 159, 175)  # a paler hyphen
    strip = Strip(rgb, np.linalg.norm(255.0 - rgb, axis=2))
    assert names_between(strip) == [(2, 26), (92, 116)]


def test_a_swatch_is_told_from_print_that_shows_little_of_its_colour() -> None:
    rgb = strip_of_names((134, 183, 180), gaps_in_line=True).rgb.copy()
    rgb[(rgb == GREY).all(axis=2)] = (150, 159, 172)  # thin strokes of navy print
    assert names_between(Strip(rgb, np.linalg.norm(255.0 - rgb, axis=2))) == [(2, 26), (92, 116)]


def test_a_thick_black_line_is_told_from_navy_print() -> None:
    rgb = strip_of_names(BLACK).rgb.copy()
    rgb[(rgb == GREY).all(axis=2)] = (42, 63, 95)
    rgb[4:12, 44:78] = BLACK
    rgb[5:11, 58:64] = 255
    rgb[4:12, 84:88] = BLACK  # its last dot
    assert names_between(Strip(rgb, np.linalg.norm(255.0 - rgb, axis=2))) == [(2, 26), (92, 116)]


def test_a_dash_between_words_does_not_part_them() -> None:
    rgb = strip_of_names(GREY).rgb.copy()
    rgb[:, 26:92] = 255
    rgb[7:9, 46:70] = GREY  # as wide as an em dash is beside capitals
    assert names_between(Strip(rgb, np.linalg.norm(255.0 - rgb, axis=2))) == [(2, 116)]


def three_words(widths: tuple[int, int], gap: int) -> Strip:
    """Words of two letters with a stroke between each two, ``gap`` columns from either."""
    rgb = np.full((16, 140, 3), 255, dtype=np.uint8)
    start = 2
    for width in (*widths, 0):
        for x in (start, start + 14):
            rgb[1:15, x : x + 10] = GREY
            rgb[4:12, x + 3 : x + 7] = 255
        rgb[7:9, start + 24 + gap : start + 24 + gap + width] = BLACK
        start += 24 + 2 * gap + width
    return Strip(rgb, np.linalg.norm(255.0 - rgb, axis=2))


def test_short_strokes_of_one_length_far_from_all_words_part_names() -> None:
    assert names_between(three_words((12, 12), 10)) == [(2, 26), (58, 82), (114, 138)]
    assert len(names_between(three_words((12, 8), 10))) == 1
    assert len(names_between(three_words((12, 12), 6))) == 1


def with_pale_rims(rgb: NDArray[np.uint8], columns: slice) -> None:
    """A level line made four pixels thick with a pale row on either side, as blur leaves it."""
    rgb[6:10, columns] = GREY
    rgb[[5, 10], columns] = 190


def test_strokes_that_blur_has_made_higher_part_names() -> None:
    rgb = three_words((12, 12), 10).rgb.copy()
    for start in (36, 92):
        with_pale_rims(rgb, slice(start, start + 12))
    assert names_between(Strip(rgb, np.linalg.norm(255.0 - rgb, axis=2))) == [(2, 26), (58, 82), (114, 138)]


def test_a_blurred_line_with_a_marker_in_the_colour_of_print_parts_names() -> None:
    rgb = strip_of_names(GREY).rgb.copy()
    for columns in (slice(44, 55), slice(68, 78)):
        with_pale_rims(rgb, columns)
    assert names_between(Strip(rgb, np.linalg.norm(255.0 - rgb, axis=2))) == [(2, 26), (92, 116)]


def test_a_dash_that_ends_in_a_marker_in_the_colour_of_print_parts_names() -> None:
    rgb = strip_of_names(GREY).rgb.copy()
    rgb[7:9, 68:74] = 255  # the gap after it
    assert names_between(Strip(rgb, np.linalg.norm(255.0 - rgb, axis=2))) == [(2, 26), (92, 116)]


def test_a_marker_between_two_dashes_in_the_colour_of_print_parts_names() -> None:
    rgb = strip_of_names(GREY).rgb.copy()
    rgb[7:9, 52:55] = rgb[7:9, 67:70] = 255
    assert names_between(Strip(rgb, np.linalg.norm(255.0 - rgb, axis=2))) == [(2, 26), (92, 116)]


def test_a_word_between_dashes_that_stand_as_near_to_other_words_is_print() -> None:
    rgb = np.full((16, 130, 3), 255, dtype=np.uint8)
    for x in (2, 16, 46, 78, 92):  # words of two letters, and one letter between dashes
        rgb[1:15, x : x + 10] = GREY
    rgb[7:9, 32:40] = rgb[7:9, 62:70] = GREY
    assert len(names_between(Strip(rgb, np.linalg.norm(255.0 - rgb, axis=2)))) == 1


def test_a_minus_that_touches_its_digit_is_print() -> None:
    rgb = strip_of_names(GREY).rgb.copy()
    rgb[:, 26:92] = 255
    rgb[7:9, 44:55] = rgb[1:15, 55:65] = GREY
    assert names_between(Strip(rgb, np.linalg.norm(255.0 - rgb, axis=2))) == [(2, 116)]


def test_a_grey_stroke_longer_than_any_dash_parts_two_names() -> None:
    rgb = strip_of_names(GREY).rgb.copy()
    rgb[:7, 44:78] = rgb[9:, 44:78] = 255
    assert names_between(Strip(rgb, np.linalg.norm(255.0 - rgb, axis=2))) == [(2, 26), (92, 116)]


def test_a_long_stroke_in_the_colour_of_small_print_parts_names_that_stand_close() -> None:
    """Plotly leaves half a letter beside its swatches, whose last column is paler."""
    rgb = np.full((7, 96, 3), 255, np.uint8)
    for start, stop in ((0, 26), (28, 33), (65, 89), (92, 96)):
        rgb[:, start:stop:2] = (42, 63, 95)
    rgb[2:4, 40:61], rgb[2:4, 61] = (0, 62, 92), (200, 206, 215)
    assert names_between(Strip(rgb, np.linalg.norm(255.0 - rgb, axis=2))) == [(0, 33), (65, 95)]


def test_a_word_of_low_blurred_letters_is_no_stroke() -> None:
    rgb = np.full((9, 96, 3), 255, np.uint8)
    for start, stop in ((0, 26), (28, 33), (65, 89), (92, 96)):
        rgb[:, start:stop:2] = (42, 63, 95)
    rgb[3:7, 38:62] = (90, 105, 130)
    assert names_between(Strip(rgb, np.linalg.norm(255.0 - rgb, axis=2))) == [(0, 95)]


def test_a_short_grey_stroke_thicker_than_any_dash_parts_two_names() -> None:
    rgb = strip_of_names(GREY).rgb.copy()
    rgb[:, 26:92] = 255
    rgb[6:10, 46:67] = GREY
    assert names_between(Strip(rgb, np.linalg.norm(255.0 - rgb, axis=2))) == [(2, 26), (92, 116)]


def test_a_coloured_swatch_that_touches_a_name_is_cut_off_it() -> None:
    rgb = strip_of_names((242, 180, 60)).rgb.copy()
    rgb[7:9, 26:44] = (242, 180, 60)
    assert names_between(Strip(rgb, np.linalg.norm(255.0 - rgb, axis=2))) == [(2, 26), (92, 116)]


def test_a_swatch_that_touches_navy_print_is_cut_off_it() -> None:
    rgb = strip_of_names((229, 96, 95)).rgb.copy()
    rgb[(rgb == GREY).all(axis=2)] = (42, 63, 95)
    rgb[7:9, 26:44] = (229, 96, 95)
    assert names_between(Strip(rgb, np.linalg.norm(255.0 - rgb, axis=2))) == [(2, 26), (92, 116)]


def test_many_dashes_part_two_names() -> None:
    rgb = strip_of_names(GREY).rgb.copy()
    rgb[:, 30:90] = 255
    for x in (36, 48, 60, 72):
        rgb[7:9, x : x + 8] = (213, 94, 0)
    assert names_between(Strip(rgb, np.linalg.norm(255.0 - rgb, axis=2))) == [(2, 26), (92, 116)]


def test_blank_paper_holds_no_names() -> None:
    assert names_between(Strip(np.full((16, 40, 3), 255, dtype=np.uint8), np.zeros((16, 40)))) == []
