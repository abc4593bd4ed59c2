"""Sharp turns of thick lines, drawn with pens that join strokes in different ways."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractors.joins import with_vertices
from extractors.tracing import trace
from tests.extractors.drawn import Floats, Ink, ink_of, line
from tests.extractors.fitted import path_of

SHAPE = (120, 420)
STROKE, FINE = 6.0, 8
X = np.arange(20, 400, 16, dtype=float)
Y = np.where(np.arange(len(X)) % 2, 35.0, 85.0)


def joined(points: Floats, reach: float) -> Ink:
    """The ink of a line whose strokes end square and whose joins are mitres up to ``reach`` strokes, else cut off."""
    fine = np.zeros((SHAPE[0] * FINE, SHAPE[1] * FINE), np.uint8)

    def fill(corners: Floats) -> None:
        cv2.fillPoly(fine, [np.round((corners + 0.5) * FINE * 16).astype(np.int32)], 1, shift=4)

    along = np.diff(points, axis=0)
    along /= np.hypot(*along.T)[:, None]
    side = STROKE / 2 * np.column_stack((-along[:, 1], along[:, 0]))
    for a, b, s in zip(points, points[1:], side, strict=False):
        fill(np.array([a + s, b + s, b - s, a - s]))
    for at, one, other, s, t in zip(points[1:], along, along[1:], side, side[1:], strict=False):
        sign = -np.sign(one[0] * other[1] - one[1] * other[0])
        half = np.arccos(np.clip(-one @ other, -1, 1)) / 2
        far = STROKE / 2 / np.sin(half)
        outward = (one - other) / np.hypot(*(one - other))
        tip = [at + far * outward] if far <= reach * STROKE else []
        fill(np.array([at, at + sign * s, *tip, at + sign * t]))
    return np.asarray(cv2.resize(fine.astype(np.float32), SHAPE[::-1], interpolation=cv2.INTER_AREA), np.float32)


def turns(ink: Ink) -> Floats:
    """The rows (n,) of the path at the data points but the first and the last."""
    path = trace(ink, STROKE, np.zeros(SHAPE, bool), 10.0)[0]
    near = np.abs(path.x[:, None] - X[1:-1]) <= 1
    level = Y[1:-1] < 60
    highest = np.where(near, path.y[:, None], np.inf).min(axis=0)
    lowest = np.where(near, path.y[:, None], -np.inf).max(axis=0)
    return np.asarray(np.where(level, highest, lowest), np.float64)


@pytest.mark.parametrize("reach", [5.0, 0.0])
def test_data_points_lie_where_pointed_and_cut_tips_say(reach: float) -> None:
    assert np.abs(turns(joined(line(X, Y), reach)) - Y[1:-1]).max() < 0.8


def test_round_joins_end_half_a_stroke_beyond_the_data_points() -> None:
    assert np.abs(turns(ink_of(line(X, Y), SHAPE, STROKE)) - Y[1:-1]).max() < 0.8


def test_a_path_without_sharp_turns_stays_as_it_is() -> None:
    x = np.arange(10, 410, dtype=float)
    smooth = 60 + 30 * np.sin(x / 30)
    ink = ink_of(line(x, smooth), SHAPE, STROKE)
    path = path_of(x, smooth)
    assert with_vertices(path, ink, STROKE) is path
    slope = line([10, 400], [20, 100])
    jagged = path_of(x, np.interp(x, *slope.T) + np.where(np.arange(len(x)) % 2, 2, -2))
    assert with_vertices(jagged, ink_of(slope, SHAPE, STROKE), STROKE) is jagged
