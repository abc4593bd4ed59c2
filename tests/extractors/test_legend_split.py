"""Strips drawn as blocks for letters and level lines with markers for swatches."""

from __future__ import annotations

import numpy as np

from extractors.legend_split import Strip, names_between, swatch_end

GREY, NAVY, BLACK = (90, 90, 90), (75, 78, 112), (0, 0, 0)


def strip_of_names(swatch: tuple[int, int, int], gaps_in_line: bool = False) -> Strip:
    """Two names of two letters, 16 pixels high, with a swatch (a disc on a line) at columns 44 to 78 between them."""
    rgb = np.full((16, 130, 3), 255, dtype=np.uint8)
    for x in (2, 16, 92, 106):
        rgb[1:15, x : x + 10] = GREY
        rgb[4:12, x + 3 : x + 7] = 255
    rgb[7:9, 44:78] = swatch
    if gaps_in_line:
        rgb[7:9, 48:54] = rgb[7:9, 68:74] = 255
    y, x = np.mgrid[:16, :130]
    rgb[(y - 7.5) ** 2 + (x - 61) ** 2 <= 36] = swatch
    contrast = np.linalg.norm(255.0 - rgb, axis=2)
    return Strip(rgb, contrast)


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


def test_a_dash_between_words_does_not_part_them() -> None:
    rgb = strip_of_names(GREY).rgb.copy()
    rgb[:7, 44:78] = rgb[9:, 44:78] = 255
    assert names_between(Strip(rgb, np.linalg.norm(255.0 - rgb, axis=2))) == [(2, 116)]


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


def test_many_dashes_part_two_names() -> None:
    rgb = strip_of_names(GREY).rgb.copy()
    rgb[:, 30:90] = 255
    for x in (36, 48, 60, 72):
        rgb[7:9, x : x + 8] = (213, 94, 0)
    assert names_between(Strip(rgb, np.linalg.norm(255.0 - rgb, axis=2))) == [(2, 26), (92, 116)]
