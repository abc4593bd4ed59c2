"""Colours found in drawn plot areas, and those of a legend as the area shows them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from extractors.colors import Color, separate
from extractors.palette import find_colors, is_paler, named_as_drawn, refined_color
from tests.extractors.drawn import WHITE, area_of, ink_of, paint, picture
from tests.extractors.waves import BLACK, BLUE, GREEN, GREY, ORANGE, RED, SHAPE, drawn, nearest, wave


@pytest.mark.parametrize("stroke", [1.0, 2.0, 4.0])
@pytest.mark.parametrize(
    ("colors", "background"),
    [
        ([BLUE], WHITE),
        ([BLUE, ORANGE, GREEN, RED], WHITE),
        ([BLACK, RED], WHITE),
        ([BLUE, ORANGE], (229, 229, 229)),
        ([(90, 200, 250), (250, 200, 80)], (20, 20, 25)),
    ],
)
def test_drawn_colours_are_found(colors: list[Color], background: Color, stroke: float) -> None:
    area, _ = drawn(colors, stroke, background)
    found = find_colors(area)
    assert len(found) == len(colors)
    assert max(nearest(color, found) for color in colors) < (50 if stroke < 2 else 12)  # no pixel shows thin ones pure


def test_blends_without_a_colour_in_common_do_not_end_the_search() -> None:
    rgb = picture(SHAPE)
    around = np.linspace(0, 40 * np.pi, 20 * 230).reshape(20, 230)
    cone = np.stack([np.ones_like(around), 1 + 0.25 * np.cos(around), 1 + 0.25 * np.sin(around)], axis=2)
    rgb[70:90, 5:235] -= (170 * cone).astype(np.float32)  # darker than all else
    paint(rgb, ink_of(wave(30), SHAPE, 2), (242, 239, 86))
    assert nearest((242, 239, 86), find_colors(area_of(rgb))) < 12


def test_black_and_grey_are_one_direction_of_ink() -> None:
    (found,) = find_colors(drawn([BLACK, GREY])[0])
    assert nearest(BLACK, [found]) < 12


def test_the_commonest_colour_comes_first() -> None:
    rgb = picture(SHAPE)
    paint(rgb, ink_of(wave(30), SHAPE, 1.5), RED)
    paint(rgb, ink_of(wave(70), SHAPE, 5), BLUE)
    assert nearest(BLUE, find_colors(area_of(rgb))[:1]) < 12


def test_an_empty_plot_has_no_colours() -> None:
    assert find_colors(area_of(picture(SHAPE))) == []
    noisy = picture(SHAPE) - np.random.default_rng(0).uniform(0, 12, (*SHAPE, 3)).astype(np.float32)
    assert find_colors(area_of(noisy)) == []


def test_bands_specks_and_what_is_covered_are_no_colours() -> None:
    rgb = picture(SHAPE)
    rgb[20:50] = (0.85 * 255 + 0.15 * np.array(BLUE)).astype(np.float32)  # a translucent band
    rgb[80:83, 20:23] = RED  # a speck
    rgb[60:70, 100:220] = GREEN  # in the legend
    hidden = np.zeros(SHAPE, bool)
    hidden[58:72, 95:225] = True
    assert find_colors(area_of(rgb, hidden=hidden)) == []


def test_no_more_colours_than_asked_for() -> None:
    area, _ = drawn([BLUE, ORANGE, GREEN, RED])
    assert len(find_colors(area, most=2)) == 2


def test_a_pale_swatch_takes_the_colour_of_the_curve() -> None:
    area, _ = drawn([BLUE], 3)
    pale = (31 + 60, 119 + 36, 180 + 20)
    (ink,) = separate(area, [pale])
    assert nearest(BLUE, [refined_color(area, ink, pale)]) < 10
    assert refined_color(area, ink, BLUE) == BLUE
    assert refined_color(area, np.zeros(SHAPE, np.float32), pale) == pale
    assert refined_color(area, ink, WHITE) == WHITE


def test_a_tinted_swatch_takes_the_colour_that_is_drawn() -> None:
    pure, tinted = (247, 148, 21), (222, 161, 86)
    area, _ = drawn([pure, BLUE])
    assert named_as_drawn(area, [tinted, BLUE], [pure, BLUE]) == ([pure, BLUE], [])


def test_a_colour_between_two_names_or_of_another_hue_stays_unnamed() -> None:
    area, _ = drawn([BLUE])
    between, names = (120, 40, 160), [(60, 40, 160), (180, 40, 160)]
    assert named_as_drawn(area, names, [between]) == (names, [between])
    assert named_as_drawn(area, [RED], [BLUE]) == ([RED], [BLUE])
    assert named_as_drawn(area, [], [BLUE]) == ([], [BLUE])


def test_a_grey_entry_takes_no_tint() -> None:
    dark = (0, 0, 0)
    area, _ = drawn([(150, 123, 173)], background=dark)
    assert named_as_drawn(area, [(105, 105, 105)], [(150, 123, 173)]) == ([(105, 105, 105)], [(150, 123, 173)])


def test_an_arrow_does_not_deepen_a_grey_line() -> None:
    area, _ = drawn([GREY])
    rgb = area.rgb.copy()
    rgb[20:23, 40:110] = BLACK
    arrowed = replace(area, rgb=rgb)
    (ink,) = separate(arrowed, [GREY])
    assert refined_color(arrowed, ink, GREY) == GREY


def test_a_grey_beside_a_darker_one_is_paler() -> None:
    area, _ = drawn([BLACK, GREY])
    assert is_paler(area, GREY, [BLACK, GREY])
    assert not is_paler(area, BLACK, [BLACK, GREY])
    assert not is_paler(area, GREY, [BLUE, GREY])


def test_an_entry_paler_than_its_paper_keeps_its_colour() -> None:
    area, _ = drawn([BLUE], 3, (230, 230, 230))
    (ink,) = separate(area, [BLUE])
    assert refined_color(area, ink, WHITE) == WHITE
