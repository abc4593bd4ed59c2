"""Print drawn as glyphs: which of them make a line, and how it is drawn for the reader."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath
from numpy.typing import NDArray

from extractors.readers import Pixels, Reading, Text
from extractors.vector.outlines import read_outlines
from extractors.vector.scene import Paint, Shape

SIZE = 20.0
FONT = FontProperties(family="DejaVu Sans")


class Counting:
    """Reads each crop as its number, and keeps the crops."""

    name = "counting"

    def __init__(self) -> None:
        self.crops: list[Pixels] = []

    def find(self, rgb: Pixels) -> list[Text]:
        raise NotImplementedError

    def read(self, crops: Sequence[Pixels]) -> list[Reading]:
        self.crops = list(crops)
        return [Reading(f"line{i}", 0.9) for i in range(len(crops))]


def glyphs(string: str, at: tuple[float, float], font: str = "glyph0", angle: float = 0.0) -> list[Shape]:
    """The letters of a string as cairo writes them: every glyph a copy of its own symbol."""
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    turn = np.array([[cos, -sin], [sin, cos]])  # of points with y down
    shapes, place = [], np.array(at, float)
    for letter in string:
        advance = TextPath((0, 0), letter + "|", size=SIZE, prop=FONT).get_extents().x1
        advance -= TextPath((0, 0), "|", size=SIZE, prop=FONT).get_extents().x1
        rings = TextPath((0, 0), letter, size=SIZE, prop=FONT).to_polygons() if letter.strip() else []
        for ring in rings:
            points = (np.asarray(ring, np.float64) * (1, -1)) @ turn + place
            symbol, paint = f"{font}-{ord(letter)}", Paint(fill=(0, 0, 0))
            shapes.append(Shape(points, True, paint, 0, anchor=(float(place[0]), float(place[1])), symbol=symbol))
        place = place + np.array([advance, 0.0]) @ turn
    return shapes


def ink_of(crop: Pixels) -> NDArray[np.bool_]:
    return np.asarray(crop[..., 0] < 128)


@pytest.mark.parametrize("angle", [30, 45, 90, 270, 315])
def test_turned_print_is_one_word_drawn_upright(angle: int) -> None:
    level, turned = Counting(), Counting()
    read_outlines(glyphs("Depth 12", (100, 100)), level)
    (word,) = read_outlines(glyphs("Depth 12", (100, 100), angle=angle), turned)
    assert word.rotation == angle
    assert word.confidence == 0.9
    (upright,), (crop,) = level.crops, turned.crops
    assert np.abs(np.subtract(crop.shape, upright.shape)).max() <= 3
    height, width = (min(sides) for sides in zip(crop.shape[:2], upright.shape[:2], strict=True))
    differ = ink_of(crop)[:height, :width] != ink_of(upright)[:height, :width]
    assert differ.mean() < 0.5 * ink_of(upright).mean()


def test_lone_letters_of_rows_close_together_are_not_turned_print() -> None:
    reader = Counting()
    rows = [*glyphs("alpha", (50, 20)), *glyphs("m", (50, 39)), *glyphs("b", (50, 58)), *glyphs("beta", (50, 77))]
    words = read_outlines(rows, reader)
    assert len(reader.crops) == 4
    assert [word.rotation for word in words] == [0] * 4


def test_a_letter_of_another_font_is_read_with_its_line() -> None:
    reader = Counting()
    first = glyphs("a", (50, 50), font="glyph1")
    (word,) = read_outlines([*first, *glyphs("= 0.1", (50 + 0.9 * SIZE, 50))], reader)
    assert len(reader.crops) == 1
    assert word.box.x0 < first[0].box.x1
    assert word.box.x1 > 50 + 3 * SIZE


def test_labels_of_groups_of_their_own_may_touch() -> None:
    reader = Counting()
    first, second = glyphs("SVHN", (50, 50)), glyphs("CIFAR", (50 + 2.9 * SIZE, 50))
    assert len(read_outlines([*first, *second], reader)) == 1
    assert len(read_outlines([*first, *(replace(s, group=1) for s in second)], reader)) == 2


def test_a_sign_of_another_font_belongs_to_its_label_though_it_has_a_group_of_its_own() -> None:
    reader = Counting()
    x = glyphs("x", (50, 50))
    sign = [replace(s, group=1) for s in glyphs("₁", (61, 50), font="glyph1")]
    assert len(read_outlines([*x, *sign], reader)) == 1
