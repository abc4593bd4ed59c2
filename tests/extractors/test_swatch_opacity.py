"""Legends of symbols in one opacity, as Vega draws them beside bands."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.colors import Color
from extractors.legend_entry import LegendEntry
from extractors.line_patches import shown_as_fills
from extractors.swatch_opacity import full_colors
from tests.extractors.drawn import WHITE, area_of, picture
from tests.extractors.fitted import entry_of

BROWN, AMBER, OLIVE = (91, 46, 10), (224, 173, 44), (164, 160, 22)
AREA = area_of(picture((40, 60)))


def faded(color: Color, share: float) -> Color:
    red, green, blue = (round(share * c + (1 - share) * w) for c, w in zip(color, WHITE, strict=True))
    return red, green, blue


def symbol(color: Color, is_patch: bool = False) -> LegendEntry:
    return entry_of("a", color=color, marker="triangle", has_line=False, is_patch=is_patch)


@pytest.mark.parametrize(("share", "is_patch"), [(0.2, False), (0.2, True), (0.6, True)])
def test_a_symbol_has_the_opacity_of_the_others_though_its_colour_was_not_found(share: float, is_patch: bool) -> None:
    entries = [symbol(faded(color, share), is_patch) for color in (BROWN, AMBER, OLIVE)]
    shown = shown_as_fills(AREA, entries, [OLIVE, BROWN])
    assert [e.is_patch for e in shown] == [False] * 3
    for entry, color in zip(shown, (BROWN, AMBER, OLIVE), strict=True):
        assert np.abs(np.subtract(entry.color, color)).max() <= 4


def test_symbols_in_the_colours_of_their_lines_keep_them() -> None:
    entries = [symbol(BROWN), symbol(AMBER), symbol(faded(BROWN, 0.5))]
    assert full_colors(AREA, entries, [BROWN, AMBER]) == [None] * 3


def test_one_pale_symbol_alone_tells_no_opacity() -> None:
    entries = [symbol(faded(BROWN, 0.5)), symbol(AMBER)]
    assert full_colors(AREA, entries, [BROWN]) == [None] * 2


def test_lines_are_drawn_in_the_colours_of_their_swatches() -> None:
    entries = [entry_of("a", color=faded(color, 0.5)) for color in (BROWN, AMBER)]
    assert full_colors(AREA, entries, [BROWN, AMBER]) == [None] * 2
