"""Swatches drawn as blocks of blue on white."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.swatch_style import read_style

BLUE, WHITE = (80, 112, 221), (255, 255, 255)


def dash_of(line: str) -> str:
    """The dash read from a swatch 44 wide with a disc of 19 in its middle; ``line``: per column whether it is drawn."""
    rgb = np.full((19, 44, 3), 255, np.uint8)
    rgb[8:11, [column == "#" for column in line]] = BLUE
    y, x = np.mgrid[:19, :44]
    rgb[(y - 9) ** 2 + (x - 21.5) ** 2 <= 90] = BLUE
    return read_style(rgb, (rgb != 255).any(axis=2), WHITE, 20.0).dash


@pytest.mark.parametrize(
    ("line", "dash"),
    [
        (44 * "#", "solid"),
        ("####...####.####################...####...##", "dotted"),  # only cut off by the marker and the swatch's end
        ("###################################......###", "dashed"),  # no gap at the left: no pale edge of the marker
        ("############........############........####", "dashed"),
    ],
)
def test_dashes_beside_a_marker(line: str, dash: str) -> None:
    assert dash_of(line) == dash


@pytest.mark.filterwarnings("error")
def test_a_line_of_two_colours_has_a_thickness() -> None:
    rgb = np.full((19, 44, 3), 255, np.uint8)
    rgb[8:11] = BLUE[::-1]  # as strong
    rgb[8:11, ::2] = BLUE
    style = read_style(rgb, (rgb != 255).any(axis=2), WHITE, 14.0)
    assert style.stroke == pytest.approx(3, abs=0.3)
