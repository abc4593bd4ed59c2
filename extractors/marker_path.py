"""The line that passes through markers: below a marker it runs from the data point straight to where it leaves."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import median_filter
from scipy.spatial import cKDTree

from extractors.marker_seeds import pieces
from extractors.marker_shapes import Image

Points = NDArray[np.float64]

EDGE = 0.75  # pixels beside the stroke that its anti-aliasing reaches
WINDING = 4  # a path may take this many radii to leave a marker: it follows the arms of a cross


@dataclass(frozen=True)
class Line:
    """A path at steps of a pixel: ``points`` (m, 2), the number of the ``run`` of each, and the ``stroke``.

    ``barred``: error bars rise and fall from its markers.
    """

    points: Points
    run: NDArray[np.intp]
    stroke: float
    barred: bool = False

    @classmethod
    def of(cls, path: Points, stroke: float) -> Line:
        """The line along an (n, 2) path with NaN rows at gaps."""
        points, numbers = [np.zeros((0, 2))], [np.zeros(0, np.intp)]
        for number, piece in enumerate(pieces(path)):
            along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(piece, axis=0).T))])
            at = np.arange(0.0, along[-1] + 1e-9, 1.0)
            points.append(np.column_stack([np.interp(at, along, piece[:, k]) for k in (0, 1)]))
            numbers.append(np.full(len(at), number, np.intp))
        return cls(np.vstack(points), np.concatenate(numbers), stroke)

    def reduced(self, factor: int) -> Line:
        """The line in a picture of 1/factor of the size."""
        if factor == 1:
            return self
        kept = slice(None, None, factor)
        points = (self.points[kept] - (factor - 1) / 2) / factor
        return Line(points, self.run[kept], self.stroke / factor, self.barred)

    @cached_property
    def _tree(self) -> cKDTree:
        return cKDTree(self.points)

    def off(self, points: Points, dx: Image, dy: Image, reach: float) -> Image:
        """(n, p) 1 at the offsets from each point that neither the line nor an error bar through it covers, else 0.

        ``reach``: distance from the point at which the line's directions are taken.
        """
        half = np.float32(self.stroke / 2 + EDGE)
        free = np.ones(np.broadcast_shapes(dx.shape, (len(points), 1)), np.float32)
        for towards in self._ways_out(points, reach):
            x, y = towards[:, :1], towards[:, 1:]
            covered = dx * x + dy * y > -half
            covered &= np.abs(dx * y - dy * x) < half
            covered &= (x != 0) | (y != 0)
            np.putmask(free, covered, 0)
        if self.barred:
            free[np.broadcast_to(np.abs(dx) < half, free.shape)] = 0
        return free

    def _ways_out(self, points: Points, reach: float) -> list[Image]:
        """Unit vectors (n, 2) from each point to where the path leaves the circle around it, 0 where it ends inside."""
        if len(self.points) == 0:
            return []
        nearest = np.asarray(self._tree.query(points)[1], np.intp)
        steps = np.arange(round(WINDING * reach) + 2)
        ways = []
        for sign in (-1, 1):
            index = nearest[:, None] + sign * steps
            inside = (index >= 0) & (index < len(self.points))
            index = np.clip(index, 0, len(self.points) - 1)
            away = self.points[index] - points[:, None, :]
            distance = np.hypot(away[..., 0], away[..., 1])
            out = inside & (self.run[index] == self.run[nearest][:, None]) & (distance >= reach)
            first = out.argmax(axis=1)
            rows = np.arange(len(points))
            unit = away[rows, first] / np.maximum(distance[rows, first], 1e-6)[:, None]
            ways.append(np.asarray(np.where(out.any(axis=1)[:, None], unit, 0), np.float32))
        return ways


def calmed(path: Points, reach: float) -> Points:
    """The (n, 2) path at one point a column, (m, 2), without what it rises and falls within ``reach`` pixels.

    A path traced along the rims of hollow markers, or up and down error bars, goes straight through them then.
    """
    calm = [path[:0]]
    for run in pieces(path):
        ordered = run[np.argsort(run[:, 0], kind="stable")]
        columns, first = np.unique(np.round(ordered[:, 0]), return_index=True)
        middle = (np.minimum.reduceat(ordered[:, 1], first) + np.maximum.reduceat(ordered[:, 1], first)) / 2
        x = np.arange(columns[0], columns[-1] + 1)
        y = median_filter(np.interp(x, columns, middle), 2 * round(reach / 2) + 1, mode="nearest")
        calm += [np.column_stack([x, y]), np.full((1, 2), np.nan)]
    return np.vstack(calm)
