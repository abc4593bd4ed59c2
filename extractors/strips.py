"""The strip outside (or inside) one side of a plot box, turned so that all four sides look alike.

Row 0 of a strip is the spine's own row, rows run away from the box; columns run along the axis in image order.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from extractors.channels import channel_max
from extractors.geometry import Box

Side = Literal["bottom", "top", "left", "right"]

# Print and ticks stand out from the paper by more than this share of the strongest contrast in the strip,
INK = 0.35
# but by no less than this many levels: JPEG ringing stays below.
LEAST_CONTRAST = 40.0
# Strokes may be paler than print.
STROKE, LEAST_STROKE = 0.2, 24.0
# A row inked over this share of the strip is a spine; "offset" styles draw it within this share of the strip's depth.
ACROSS, OFFSET = 0.7, 0.15
# It is unbroken over this share of the strip, but for so many pixels: a row of long labels, blurred, covers as much.
UNBROKEN, BROKEN = 0.5, 2


@dataclass(frozen=True)
class Strip:
    """``contrast``: (depth, length) float32, levels against the paper; ``start``: working pixel of column 0."""

    side: Side
    contrast: NDArray[np.float32]
    start: int
    edge: int  # working pixel of row 0, across the axis
    outward: bool

    @property
    def ink(self) -> NDArray[np.bool_]:
        """Where there is print or a stroke."""
        return self.contrast > max(LEAST_CONTRAST, INK * float(np.percentile(self.contrast, 99.5)))

    @property
    def strokes(self) -> NDArray[np.bool_]:
        """Where there is print or a stroke, pale ones included."""
        return self.contrast > max(LEAST_STROKE, STROKE * float(np.percentile(self.contrast, 99.5)))

    def box(self, near: int, far: int, first: int, last: int) -> Box:
        """Rows ``near..far`` and columns ``first..last`` of the strip as a box in working pixels."""
        sign = 1 if (self.side in ("bottom", "right")) == self.outward else -1
        a, b = sorted((self.edge + sign * near, self.edge + sign * far))
        if self.side in ("bottom", "top"):
            return Box(self.start + first, a, self.start + last, b)
        return Box(a, self.start + first, b, self.start + last)

    def rows(self, box: Box) -> tuple[int, int]:
        """The nearest and the farthest row of a box in working pixels."""
        upright = self.side in ("left", "right")
        sign = 1 if (self.side in ("bottom", "right")) == self.outward else -1
        low, high = (box.x0, box.x1) if upright else (box.y0, box.y1)
        near, far = sorted((sign * (round(low) - self.edge), sign * (round(high) - self.edge)))
        return near, far

    def columns(self, box: Box) -> tuple[int, int]:
        """The first and the last column of a box in working pixels."""
        low, high = (box.y0, box.y1) if self.side in ("left", "right") else (box.x0, box.x1)
        return round(low) - self.start, round(high) - self.start


def cut_strip(rgb: NDArray[np.uint8], box: Box, side: Side, depth: float, margin: float, *, outward: bool) -> Strip:
    """The strip of ``depth`` pixels beside ``side`` of ``box``, ``margin`` pixels longer at both ends."""
    upright = side in ("left", "right")
    image = rgb.transpose(1, 0, 2) if upright else rgb  # now the axis runs along columns
    edge = round({"bottom": box.y1, "top": box.y0, "left": box.x0, "right": box.x1}[side])
    first, last = (box.y0, box.y1) if upright else (box.x0, box.x1)
    start = max(0, round(first - margin))
    stop = min(image.shape[1], round(last + margin) + 1)
    forward = (side in ("bottom", "right")) == outward
    if forward:
        area = image[edge : min(image.shape[0], edge + round(depth)), start:stop]
    else:
        area = image[max(0, edge - round(depth) + 1) : edge + 1, start:stop][::-1]
    if area.size == 0:
        area = np.full((1, max(1, stop - start), 3), 255, np.uint8)
    if outward:
        area = _on_one_paper(area, round(OFFSET * depth))
    contrast = _contrast(area, _paper(area))
    spine = _spine_rows(contrast, round(OFFSET * depth)) if outward else 0
    return Strip(side, contrast[spine:], start, edge + spine * (1 if forward else -1), outward)


def _on_one_paper(area: NDArray[np.uint8], least: int) -> NDArray[np.uint8]:
    """The rows up to where another paper lies for at least ``least`` rows: a plot pasted on a page ends there."""
    near = area[: least + 1]
    other = np.median(_contrast(area, _paper(near)), axis=1) > LEAST_CONTRAST
    ends = [a for a, b in spans(other) if a > least and (b - a >= least or b == len(area) - 1)]
    return area[: ends[0]] if ends else area


def _paper(area: NDArray[np.uint8]) -> NDArray[np.float32]:
    return np.asarray(np.median(area.reshape(-1, 3), axis=0), np.float32)


def _contrast(area: NDArray[np.uint8], paper: NDArray[np.float32]) -> NDArray[np.float32]:
    contrast: NDArray[np.float32] = channel_max(np.abs(area.astype(np.float32) - paper))
    return contrast


def _spine_rows(contrast: NDArray[np.float32], within: int) -> int:
    """Rows up to the outer edge of a spine that stands off the box, 0 where the strip begins on its own spine.

    What lies across below print of its own, such as labels, is none, but the frame of a legend.
    """
    ink = contrast[: max(1, within)] > LEAST_CONTRAST
    edge = 0
    for first, last in spans([_is_spine(row) for row in ink]):
        prints = spans(ink[edge:first].any(axis=1))
        if any(a > 0 and b < first - edge - 1 for a, b in prints):
            break
        edge = last
    return edge


def _is_spine(row: NDArray[np.bool_]) -> bool:
    """Whether the ink of a row of a strip is a stroke along most of it, and no print."""
    if row.mean() <= ACROSS:
        return False
    return max(b - a + 1 for a, b in spans(row, BROKEN)) > UNBROKEN * len(row)


def spans(flags: ArrayLike, hole: int = 0) -> list[tuple[int, int]]:
    """First and last index of each run of True, runs joined over at most ``hole`` False."""
    where = np.flatnonzero(flags)
    if len(where) == 0:
        return []
    cuts = np.flatnonzero(np.diff(where) > hole + 1)
    firsts = where[np.concatenate(([0], cuts + 1))]
    lasts = where[np.concatenate((cuts, [len(where) - 1]))]
    return [(int(a), int(b)) for a, b in zip(firsts, lasts, strict=True)]


def distinct(places: Iterable[float], apart: float) -> list[float]:
    """The places in order, of those that are no farther apart than that the first."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > apart:
            found.append(place)
    return found
