"""Boxes in working pixels. The centre of the top-left pixel is (0, 0); x1 and y1 are inside the box."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Box:
    """An axis-parallel rectangle, ``x0 <= x1`` and ``y0 <= y1``."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def cx(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def cy(self) -> float:
        return (self.y0 + self.y1) / 2

    @property
    def area(self) -> float:
        return max(self.width, 0.0) * max(self.height, 0.0)

    def grown(self, dx: float, dy: float | None = None) -> Box:
        """The box with ``dx`` added left and right and ``dy`` (or ``dx``) above and below."""
        dy = dx if dy is None else dy
        return Box(self.x0 - dx, self.y0 - dy, self.x1 + dx, self.y1 + dy)

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies in the box."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1

    def is_apart(self, other: Box, by: float) -> bool:
        """Whether the boxes lie at least ``by`` pixels apart, across or up and down."""
        beside = other.x0 - self.x1 >= by or self.x0 - other.x1 >= by
        return beside or other.y0 - self.y1 >= by or self.y0 - other.y1 >= by

    def is_same(self, other: Box, share: float) -> bool:
        """Whether the boxes, with a pixel around each, share more than ``share`` of what both cover."""
        # of most pairs this is all that has to be asked
        return not self.is_apart(other, 2) and self.grown(1).iou(other.grown(1)) > share

    def overlap(self, other: Box) -> float:
        """The shared area, in square pixels."""
        w = min(self.x1, other.x1) - max(self.x0, other.x0)
        h = min(self.y1, other.y1) - max(self.y0, other.y0)
        return max(w, 0.0) * max(h, 0.0)

    def iou(self, other: Box) -> float:
        """Shared area over joint area, 0 where either is empty."""
        shared = self.overlap(other)
        if not shared:  # as of most pairs
            return 0.0
        joint = self.area + other.area - shared
        return shared / joint if joint > 0 else 0.0

    def shared(self, other: Box) -> float:
        """The overlap as a share of the smaller of two boxes, half a pixel added around each."""
        if self.is_apart(other, 1):  # as most pairs are
            return 0.0
        a, b = self.grown(0.5), other.grown(0.5)
        return a.overlap(b) / min(a.area, b.area)

    def joined(self, other: Box) -> Box:
        """The smallest box that holds both."""
        return Box(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))

    def slices(self, height: int, width: int) -> tuple[slice, slice]:
        """Row and column slices of the box in an array of that shape, clipped to it."""
        top, left = max(0, round(self.y0)), max(0, round(self.x0))
        bottom, right = min(height, round(self.y1) + 1), min(width, round(self.x1) + 1)
        return slice(top, max(top, bottom)), slice(left, max(left, right))


def bounding(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all of ``boxes``; raises ``ValueError`` where there are none."""
    items = list(boxes)
    if not items:
        raise ValueError("no boxes")
    return Box(min(b.x0 for b in items), min(b.y0 for b in items), max(b.x1 for b in items), max(b.y1 for b in items))


def connected(items: Sequence[T], linked: Callable[[T, T], bool]) -> list[list[T]]:
    """The items in groups that hang together by ``linked``."""
    groups: list[list[T]] = []
    for item in items:
        near = [g for g in groups if any(linked(item, other) for other in g)]
        groups = [g for g in groups if g not in near] + [[item, *(other for g in near for other in g)]]
    return groups
