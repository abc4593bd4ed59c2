"""First letters drawn as blocks, as high as the digits beside them or lower."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.geometry import Box
from extractors.legend_canvas import make_canvas
from extractors.legend_entry import LegendEntry
from extractors.legend_low_letters import with_low_letters, with_small_letters


@pytest.mark.parametrize(
    ("read", "meant"),
    [("01-mini", "o1-mini"), ("T = 5", "τ = 5"), ("Q=0.1", "α=0.1"), ("0.5 mM", "0.5 mM"), ("T = 3 K", "T = 3 K")],
)
@pytest.mark.parametrize("height", [7, 14, 30])
@pytest.mark.parametrize("low", [False, True])
def test_a_low_first_letter_is_no_digit_and_no_capital(read: str, meant: str, height: int, low: bool) -> None:
    rgb = np.full((60, 200, 3), 255, np.uint8)
    width, foot = height // 2, 15 + height
    for k in range(5):
        top = 15 + (round(0.28 * height) if low and k == 0 else 0)
        rgb[top:foot, 20 + k * (width + 2) : 20 + k * (width + 2) + width] = 40
    entry = LegendEntry(read, Box(20, 15, 20 + 5 * (width + 2) - 3, foot - 1), Box(2, 20, 14, 22), (0, 0, 0))
    (found,) = with_low_letters(make_canvas(rgb, []), [entry])
    assert found.name == (meant if low else read)


def test_beside_a_curve_no_letter_is_low() -> None:
    rgb = np.full((60, 200, 3), 255, np.uint8)
    for x in (20, 30, 40):
        rgb[30:42, x : x + 6] = 40
    rgb[15:42, 52] = 40
    entry = LegendEntry("T = 5", Box(20, 15, 52, 41), Box(2, 34, 14, 36), (0, 0, 0))
    assert with_low_letters(make_canvas(rgb, []), [entry]) == [entry]


@pytest.mark.parametrize(("first", "expected"), [(11, "x₂"), (16, "X₂")])
@pytest.mark.parametrize("other", ["k = 5", "gypsum"])
def test_a_letter_before_an_index_is_small_if_it_is_lower_than_the_print_below(
    first: int, expected: str, other: str
) -> None:
    """Names without a letter of full height, or with one below the line, tell nothing."""
    rgb = np.full((80, 100, 3), 255, np.uint8)
    rgb[36 - first : 36, 20:30] = rgb[30:40, 32:38] = rgb[54:70, 20:60:4] = 40
    indexed = LegendEntry("X₂", Box(20, 36 - first, 37, 39), Box(2, 20, 14, 22), (0, 0, 0))
    below = LegendEntry(other, Box(20, 54, 57, 69), Box(2, 54, 14, 56), (0, 0, 0))
    found, _ = with_small_letters(rgb, [indexed, below])
    assert found.name == (expected if other == "k = 5" else "X₂")
