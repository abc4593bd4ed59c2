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


def swatch(hollow: bool, fill: tuple[int, int, int], stub: int = 2) -> np.ndarray:
    """A square of 16 pixels with a line that goes on by ``stub`` pixels on both sides, on a patch of 24 of a colour."""
    rgb = np.full((24, 24, 3), fill, np.uint8)
    rgb[12, 4 - stub : 20 + stub] = BLUE
    rgb[4:20, 4:20] = BLUE
    if hollow:
        rgb[5:12, 5:19] = rgb[13:19, 5:19] = fill
    return rgb


@pytest.mark.parametrize("hollow", [False, True])
@pytest.mark.parametrize("fill", [WHITE, (220, 228, 248)])
def test_a_line_shows_on_both_sides_of_its_marker_and_on_the_patch_of_its_band(
    hollow: bool, fill: tuple[int, int, int]
) -> None:
    rgb = swatch(hollow, fill) if fill != WHITE else swatch(hollow, fill)[4:20, 2:22]
    style = read_style(rgb, (rgb != 255).any(axis=2), WHITE, 24.0)
    assert (style.color, style.has_line, style.is_patch) == (BLUE, True, False)
    assert (style.marker, style.marker_size) == ("square", 16)
    assert style.stroke == pytest.approx(1, abs=0.5)


@pytest.mark.parametrize("edge", [6, 4])
def test_a_plus_is_no_line_and_no_disc_however_wide_its_arms_are(edge: int) -> None:
    rgb = np.full((15, 15, 3), 255, np.uint8)
    rgb[edge:-edge] = rgb[:, edge:-edge] = BLUE
    style = read_style(rgb, (rgb != 255).any(axis=2), WHITE, 16.0)
    assert (style.marker, style.has_line) == ("plus", False)


@pytest.mark.parametrize(("width", "line"), [(15, True), (9, False)])
def test_a_low_bar_is_a_line_though_shorter_than_others_but_not_a_hyphen(width: int, line: bool) -> None:
    """Its ends are paler, as where an image is compressed."""
    rgb = np.full((4, width, 3), BLUE, np.uint8)
    rgb[:, :2] = rgb[:, -2:] = (130, 150, 230)
    style = read_style(rgb, (rgb != 255).any(axis=2), WHITE, 22.0)
    assert (style.has_line, style.marker is None) == (line, line)
    assert style.color == BLUE
