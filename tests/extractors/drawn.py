"""Strokes of exactly known place, drawn pixel by pixel, for tests of the stages that follow lines."""

from __future__ import annotations

import itertools

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.spatial import cKDTree

from extractors.geometry import Box
from extractors.plot_area import PlotArea

Floats = NDArray[np.float64]
Ink = NDArray[np.float32]
Color = tuple[int, int, int]

UNIT = 10.0  # text height of the drawn figures
WHITE: Color = (255, 255, 255)


def line(xs: ArrayLike, ys: ArrayLike) -> Floats:
    """(n, 2) points from two sequences."""
    return np.column_stack((np.asarray(xs, float), np.asarray(ys, float)))


def ink_of(points: Floats, shape: tuple[int, int], stroke: float = 2.0) -> Ink:
    """(h, w) share of each pixel that a stroke along ``points`` (n, 2) covers, as anti-aliasing draws it."""
    rows, columns = np.indices(shape, float)
    away = np.full(shape, np.inf)
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        reach = stroke + 2
        near = Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)).grown(reach).slices(*shape)
        dx, dy = x1 - x0, y1 - y0
        part = np.clip(((columns[near] - x0) * dx + (rows[near] - y0) * dy) / max(dx * dx + dy * dy, 1e-9), 0, 1)
        distance = np.hypot(columns[near] - x0 - part * dx, rows[near] - y0 - part * dy)
        away[near] = np.minimum(away[near], distance)
    return np.clip(0.5 + stroke / 2 - away, 0, 1).astype(np.float32)


def paint(rgb: NDArray[np.float32], ink: Ink, color: Color, opacity: float = 1.0) -> None:
    """Lay a colour over an (h, w, 3) picture where there is ink."""
    share = opacity * ink[..., None]
    rgb[:] = (1 - share) * rgb + share * np.array(color, np.float32)


def picture(shape: tuple[int, int], color: Color = WHITE) -> NDArray[np.float32]:
    """An empty (h, w, 3) plot area."""
    return np.tile(np.array(color, np.float32), (*shape, 1))


def area_of(
    rgb: NDArray[np.float32],
    background: Color | NDArray[np.float32] = WHITE,
    hidden: NDArray[np.bool_] | None = None,
    text: NDArray[np.bool_] | None = None,
) -> PlotArea:
    """A plot area, in whole levels as files hold them; ``hidden`` is a plain legend without a border."""
    nothing = np.zeros(rgb.shape[:2], bool)
    cover = nothing if hidden is None else hidden
    return PlotArea(
        rgb=np.rint(rgb).astype(np.float32),
        background=picture(rgb.shape[:2], background) if isinstance(background, tuple) else background,
        origin=(0, 0),
        hidden=cover,
        erased=cover,
        veils=(),
        print=nothing if text is None else text,
        unit=UNIT,
    )


def dense(points: Floats, step: float = 0.1) -> Floats:
    """Points every ``step`` pixels along a polyline; NaN rows break it."""
    pieces = []
    for start, end in itertools.pairwise(points):
        if np.isfinite(start).all() and np.isfinite(end).all():
            count = max(2, int(np.hypot(*(end - start)) / step))
            pieces.append(start + np.linspace(0, 1, count)[:, None] * (end - start))
    return np.concatenate(pieces)


def farthest(points: Floats, others: Floats) -> float:
    """The largest distance from any place of one polyline to the nearest of another."""
    return float(np.max(cKDTree(dense(others)).query(dense(points))[0]))
