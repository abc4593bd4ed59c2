"""Risers in dashes and dots are one stroke each, whatever the pattern leaves of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from extractors.tracing import trace
from extractors.upright_dashes import with_upright_dashes
from tests.extractors.drawn import UNIT, Floats, Ink, dense, farthest, ink_of, line

SHAPE = (160, 300)
STROKE = 3.0
DASHDOT = (10, 5, 2, 5)
DASHES = (9, 6)


def stairs(levels: Sequence[float] = (140, 30, 110, 20, 90, 40, 130), width: int = 40) -> Floats:
    """The corners of steps of that width, each at one of the levels."""
    edges = 10 + width * np.arange(len(levels) + 1, dtype=float)
    return line(np.repeat(edges, 2)[1:-1], np.repeat(np.asarray(levels, float), 2))


def broken(points: Floats, pattern: Sequence[int]) -> Ink:
    """The ink of a line in dashes of such lengths and gaps by turns, which go on around corners."""
    way = dense(points, 0.25)
    at = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(way, axis=0).T))]) % sum(pattern)
    drawn = np.searchsorted(np.cumsum(pattern), at, side="right") % 2 == 0
    bounds = np.flatnonzero(np.diff(drawn, prepend=False, append=False))
    dashes = [ink_of(way[start:stop], SHAPE, STROKE) for start, stop in bounds.reshape(-1, 2) if stop - start > 1]
    return np.asarray(np.max(dashes, axis=0), np.float32)


@pytest.mark.parametrize("pattern", [DASHDOT, DASHES])
def test_steps_in_dashes_keep_their_corners(pattern: tuple[int, ...]) -> None:
    corners = stairs()
    (path,) = trace(broken(corners, pattern), STROKE, np.zeros(SHAPE, bool), UNIT)
    assert farthest(corners[1:-1], line(path.x, path.y)) < 2 * STROKE
    assert farthest(line(path.x, path.y), corners) < STROKE


def test_a_level_that_ends_in_the_column_of_a_riser_is_kept() -> None:
    """Dots of another colour part the risers from the corners, which reach as far as they do."""
    corners = stairs((140, 30, 145, 20), 25)
    cover = np.zeros(SHAPE, bool)
    for x, rows in ((35, (36, 134)), (60, (36, 139)), (85, (26, 139))):
        for row in rows:
            cover |= ink_of(line([x, x], [row - 2, row + 2]), SHAPE, STROKE + 1) > 0.5
    ink = np.where(cover, 0, ink_of(corners, SHAPE, STROKE)).astype(np.float32)
    (path,) = trace(ink, STROKE, cover, UNIT)
    assert farthest(corners, line(path.x, path.y)) < STROKE


def test_slopes_and_lone_pieces_stay_as_they_are() -> None:
    for points in (line([10, 290], [20, 140]), line([10, 60, 110], [20, 140, 30]), line([40, 60], [5, 155])):
        dashes = broken(points, DASHES)
        assert with_upright_dashes(dashes, STROKE) is dashes
    specks = np.maximum(
        ink_of(line([50, 50], [20, 20]), SHAPE, STROKE), ink_of(line([50, 50], [30, 30]), SHAPE, STROKE)
    )
    assert with_upright_dashes(specks, STROKE) is specks


def test_dots_that_stand_above_one_another_are_one_riser() -> None:
    dots = broken(line([20, 50, 50, 80], [20, 20, 80, 80]), (2, 6))
    whole = with_upright_dashes(dots, STROKE)
    assert (whole[26:76, 50] > 0.5).all()
    assert (whole[:, 56:] == dots[:, 56:]).all()


def test_a_dashed_line_across_the_curve_is_no_riser() -> None:
    """Of the colour of the curve, it ends in the open."""
    curve = broken(line([10, 290], [60, 75]), DASHES)
    across = np.maximum(curve, broken(line([150, 150], [5, 155]), DASHES))
    assert with_upright_dashes(across, STROKE) is across


def test_a_thin_dotted_line_is_no_riser() -> None:
    """What is left of it between the dashes of a curve seems to go on with these."""
    curve = broken(line([10, 290], [60, 75]), DASHES)
    thin = np.zeros(SHAPE, np.float32)
    thin[50:64:4, 150] = thin[51:64:4, 150] = 1.0
    across = np.maximum(curve, thin)
    assert with_upright_dashes(across, STROKE) is across


def test_ticks_at_the_frame_are_no_riser() -> None:
    """They stand above one another as dots do, and the curve begins beside them."""
    ink = ink_of(line([2, 290], [140, 20]), SHAPE, STROKE)
    for row in range(90, 140, 10):
        ink[row - 1 : row + 2, 2:6] = 1.0
    assert with_upright_dashes(ink, STROKE) is ink
