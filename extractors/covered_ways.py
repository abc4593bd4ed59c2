"""How much of straight ways through a plot something else covers, from sums over its rows and columns."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.following import Floats, Mask
from extractors.plot_area import with_padding

# Text heights by which strokes run into a legend.
RIM = 0.25


def around(legends: Mask, unit: float) -> Mask:
    """Where in (h, w) ends a curve that a legend hides; ``unit``: the text height.

    Further inside ink shines through, and what ends farther outside ends in the open.
    """
    size = 2 * round(RIM * unit) + 1
    inside = cv2.erode(legends.astype(np.uint8), np.ones((size, size), np.uint8)) > 0
    return np.asarray(with_padding(legends, 2 * unit) & ~inside, np.bool_)


@dataclass(frozen=True, slots=True)
class Covered:
    """How much of straight ways something else covers: hidden pixels left of each column, and above each row."""

    left: Floats  # (w + 1, h)
    above: Floats  # (h + 1, w)

    @classmethod
    def by(cls, hidden: Mask) -> Covered:
        """The sums of an (h, w) mask of what is covered."""
        sums = [np.cumsum(hidden, axis=axis, dtype=np.float64) for axis in (1, 0)]
        return cls(np.pad(sums[0], ((0, 0), (1, 0))).T, np.pad(sums[1], ((1, 0), (0, 0))))

    def columns(self, y: Floats, first: NDArray[np.int64], until: NDArray[np.int64]) -> Floats:
        """Covered columns of level ways at rows ``y``, from ``first`` to before ``until``."""
        rows = np.clip(np.rint(y).astype(int), 0, self.left.shape[1] - 1)
        end, start = (np.minimum(at, self.left.shape[0] - 1) for at in (until, first))
        return np.asarray(np.maximum(self.left[end, rows] - self.left[start, rows], 0), np.float64)

    def rows(self, x: Floats, one: Floats, other: Floats) -> Floats:
        """Covered rows of upright ways at columns ``x`` or beside them, between two rows."""
        top, bottom = (np.rint(at(one, other)).astype(int) for at in (np.minimum, np.maximum))
        beside = [np.clip(np.rint(x).astype(int) + d, 0, self.above.shape[1] - 1) for d in (-1, 0, 1)]
        return np.asarray(np.max([self.above[bottom, at] - self.above[top, at] for at in beside], axis=0), np.float64)
