"""Names of one row that were read across the grey swatches between them."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.geometry import Box
from extractors.legend_canvas import make_canvas
from extractors.legend_entry import LegendEntry
from extractors.readers import Pixels, Text
from extractors.recurring_swatches import with_parted_names
from tests.extractors.given import GivenReader

INK = (20, 20, 20)
WHOLE = Text("TD3 = Adam - GRU", Box(60, 20, 249, 35), 0.94, "")


def row(*swatches: tuple[int, int, int]) -> Pixels:
    """A row of three names, 40 px wide, with level strokes: first column, row and length of each."""
    rgb = np.full((60, 300, 3), 255, np.uint8)
    for start in (60, 135, 210):
        for x in range(start, start + 40, 5):
            rgb[20:36, x : x + 2] = INK
    for x, y, length in ((25, 26, 24), *swatches):
        rgb[y : y + 4, x : x + length] = INK
    return rgb


def parted(rgb: Pixels, *read: str) -> list[Text]:
    entry = LegendEntry(WHOLE.string, WHOLE.box, Box(25, 26, 48, 29), INK)
    return with_parted_names(make_canvas(rgb, []), [[entry]], [WHOLE], GivenReader(*read))


@pytest.mark.parametrize("gap", [0, 6])
def test_names_are_parted_where_the_swatch_comes_again_whole_or_dashed(gap: int) -> None:
    rgb = row((105, 26, 24), (180, 26, 24))
    rgb[26:30, 189 : 189 + gap] = 255
    names = parted(rgb, "TD3", "Adam", "GRU")
    assert [t.string for t in names] == ["TD3", "Adam", "GRU"]
    assert [(t.box.x0, t.box.x1) for t in names] == [(60, 96), (135, 171), (210, 246)]


@pytest.mark.parametrize(
    "others",
    [((105, 26, 14), (180, 26, 14)), ((105, 20, 24), (180, 32, 24)), ((98, 26, 24), (173, 26, 24))],
    ids=["shorter", "higher or lower", "touching the print"],
)
def test_dashes_of_print_part_no_names(others: tuple[tuple[int, int, int], ...]) -> None:
    assert parted(row(*others)) == [WHOLE]


def test_parts_that_nothing_is_read_of_leave_the_name_whole() -> None:
    assert parted(row((105, 26, 24), (180, 26, 24)), "TD3", "", "GRU") == [WHOLE]
