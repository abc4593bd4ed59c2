"""What all tools share when a picture is drawn: sizes and boxes in pixels, and patterns of dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from numpy.random import Generator

from benchmarks.drawing.spec import Box, Look, Range, VisibleRange

DAY = 86_400.0
POINTS, CSS_PIXELS = 72, 96  # to the inch: the units of PDF and of SVG
# Patterns by the days they suit. Each shows the year, without which a figure does not say what its x values are.
DATE_PATTERNS: tuple[tuple[float, tuple[str, ...]], ...] = (
    (4, ("%Y-%m-%d %H:%M",)),
    (200, ("%Y-%m-%d", "%d %b %Y", "%b %d, %Y", "%Y/%m/%d")),
    (3300, ("%Y-%m", "%b %Y", "%Y-%m-%d")),
    (float("inf"), ("%Y", "%Y", "%Y-%m")),
)
OWN_DATES_FROM = 250  # days from which a tool's own date labels show a year, when the range holds a first of January


def pixels(look: Look, points: float) -> float:
    """Points at the resolution of the figure as pixels."""
    return points * look.dpi / POINTS


def pixel_box(edges: Sequence[float], scale: float = 1.0) -> Box:
    """Left, top, right, bottom in units of a canvas, ``scale`` pixels each, as pixels whose centres are whole numbers.

    The canvas begins half a pixel before the centre of its first pixel.
    """
    left, top, right, bottom = (round(edge * scale - 0.5, 3) for edge in edges)
    return left, top, right, bottom


def svg_scale(look: Look) -> float:
    """Pixels at the resolution of the figure per unit of an SVG file, for tools that write it in units of their own."""
    return look.dpi / CSS_PIXELS


def with_boxes(ranges: Sequence[VisibleRange], boxes: Sequence[Box]) -> list[VisibleRange]:
    """What each panel shows, and where."""
    return [replace(visible, box=box) for visible, box in zip(ranges, boxes, strict=True)]


def date_pattern(rng: Generator, visible: Range) -> str:
    """A strftime pattern for the labels of an axis of UTC seconds."""
    days = (visible[1] - visible[0]) / DAY
    fitting = next(patterns for most, patterns in DATE_PATTERNS if days <= most)
    return fitting[int(rng.integers(len(fitting)))]


def shows_year_itself(visible: Range) -> bool:
    """Whether labels that name the year only at its first of January tell the year."""
    first, last = (datetime.fromtimestamp(seconds, UTC).year for seconds in visible)
    return last > first and (visible[1] - visible[0]) / DAY >= OWN_DATES_FROM
