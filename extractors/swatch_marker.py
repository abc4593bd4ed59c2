"""Name the shape of a swatch's marker by its likeness to drawn templates."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Floats = NDArray[np.float64]

SIDE = 24  # pixels of the square that blobs and templates are brought to
MIN_PIXELS = 4  # a blob lower and narrower than this has no shape left: it is a dot
MIN_LIKENESS = 0.55  # below it no template describes the blob
LINE_WEIGHT = 0.2  # of rows through which the series' line runs: their ink says little about the shape


def classify_marker(blob: Mask, line_rows: slice | None = None) -> str:
    """The marker class of a (h, w) blob with its holes filled.

    ``line_rows`` are the rows through which the line of the series runs. Returns one of circle, square, triangle,
    diamond, cross, plus, star, other.
    """
    rows, columns = np.flatnonzero(blob.any(axis=1)), np.flatnonzero(blob.any(axis=0))
    if len(rows) == 0:
        return "other"
    tight = blob[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    if max(tight.shape) < MIN_PIXELS:
        return "circle"
    weights = np.ones(tight.shape, dtype=np.float64)
    if line_rows is not None:
        weights[max(0, line_rows.start - int(rows[0])) : max(0, line_rows.stop - int(rows[0]))] = LINE_WEIGHT
    return _best_template(_resized(tight.astype(np.float64)), _resized(weights))


def _best_template(blob: Floats, weights: Floats) -> str:
    score, name = max((_likeness(blob, drawn, weights), name) for name, drawn in _templates())
    return name if score >= MIN_LIKENESS else "other"


def _likeness(one: Floats, other: Floats, weights: Floats) -> float:
    """One for equal shapes, about zero for unrelated ones."""
    return 1.0 - 2.0 * float((np.abs(one - other) * weights).sum() / weights.sum())


def _resized(image: Floats) -> Floats:
    resized: Floats = cv2.resize(image, (SIDE, SIDE), interpolation=cv2.INTER_AREA).astype(np.float64)
    return resized


@cache
def _templates() -> tuple[tuple[str, Floats], ...]:
    shapes: list[tuple[str, Floats]] = [("circle", _disc()), ("square", np.ones((SIDE, SIDE)))]
    triangle = _polygon([(0.0, 1.0), (1.0, 1.0), (0.5, 0.0)])
    shapes += [("triangle", np.rot90(triangle, k).copy()) for k in range(4)]
    shapes.append(("diamond", _polygon([(0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5)])))
    for stroke in (0.16, 0.3):
        shapes += [("plus", _plus(stroke)), ("cross", _cross(stroke))]
    shapes += [("star", _star()), ("star", np.maximum(_plus(0.14), _cross(0.14)))]
    return tuple(shapes)


def _grid() -> tuple[Floats, Floats]:
    """Coordinates 0-1 of the pixel centres."""
    steps = (np.arange(SIDE, dtype=np.float64) + 0.5) / SIDE
    x, y = np.meshgrid(steps, steps)
    return x, y


def _disc() -> Floats:
    x, y = _grid()
    inside = (x - 0.5) ** 2 + (y - 0.5) ** 2 <= 0.25
    return np.asarray(inside, dtype=np.float64)


def _plus(stroke: float) -> Floats:
    x, y = _grid()
    arms = (np.abs(x - 0.5) <= stroke / 2) | (np.abs(y - 0.5) <= stroke / 2)
    return np.asarray(arms, dtype=np.float64)


def _cross(stroke: float) -> Floats:
    x, y = _grid()
    reach = stroke / np.sqrt(2)
    arms = (np.abs(x - y) <= reach) | (np.abs(x + y - 1) <= reach)
    return np.asarray(arms, dtype=np.float64)


def _polygon(corners: Sequence[tuple[float, float]]) -> Floats:
    """The filled polygon in the unit square, anti-aliased."""
    fine = SIDE * 8
    canvas = np.zeros((fine, fine), dtype=np.uint8)
    cv2.fillPoly(canvas, [np.asarray(np.asarray(corners) * (fine - 1), dtype=np.int32)], (1,))
    return _resized(canvas.astype(np.float64))


def _star() -> Floats:
    """A regular five-pointed star brought to the unit square."""
    turns = np.pi / 5 * np.arange(10)
    radius = np.where(np.arange(10) % 2 == 0, 1.0, 0.382)
    points = np.stack([radius * np.sin(turns), -radius * np.cos(turns)], axis=1)
    low, high = points.min(axis=0), points.max(axis=0)
    return _polygon([(float(x), float(y)) for x, y in (points - low) / (high - low)])
