"""The frame of a legend and its title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np

from extractors.channels import color_distance
from extractors.geometry import Box, bounding
from extractors.legend_canvas import Canvas, background_of
from extractors.readers import Text
from extractors.strips import spans
from extractors.swatch_style import Floats, Mask, Pixels

# Text heights from the entries up or down to the frame at most. Half the distance of the rows comes on top of it, and
# above the line of the title, which is one of them or so many text heights high.
PADDING, TITLE_LINE = 2.2, 2.0
SIDE_PADDING = 3.5  # text heights to the sides: gnuplot frames the width it expects the names to have
LOOSE = 0.3  # text heights by which a name that was read with the border above or below it reaches over that
ROWS = 2.0  # text heights from which there is more than one row of names; one blurred row may look like a border
STUB = 0.5  # text heights beyond the corners, where a frame has ended and gridlines and spines go on
INWARD = 4  # pixels from a side to the ink beside it: further than any border is thick
MAX_STUBS = 2  # of the eight ends of the sides that may meet other ink
EDGE_DISTANCE = 14.0  # RGB: frames are pale grey and thin, so half of their contrast must still count
EDGE_SHARE = 0.85  # of a side that the border covers; its corners may be round
BORDERS = 2  # lines on each side that are tried: a gridline that shines through may lie before the border
TITLE_GAP = 1.6  # text heights between the title and the first entry


def frame_around(canvas: Canvas, content: Box, unit: float, pitch: float) -> Box | None:
    """The box along the border of the frame around ``content``, or None where the legend has no frame.

    A border is a line, or the place where the fill of the legend ends. ``pitch``: from row to row, in pixels.
    """
    reach = Box(
        content.x0 - SIDE_PADDING * unit,
        content.y0 - PADDING * unit - pitch / 2 - max(TITLE_LINE * unit, pitch),
        content.x1 + SIDE_PADDING * unit,
        content.y1 + PADDING * unit + pitch / 2,
    )
    rows, columns = reach.slices(*canvas.rgb.shape[:2])
    edge = color_distance(canvas.rgb[rows, columns], background_of(canvas.rgb, content)) > EDGE_DISTANCE
    edge &= ~canvas.grid[rows, columns]
    x, y = columns.start, rows.start
    inner = Box(content.x0 - x, content.y0 - y, content.x1 - x, content.y1 - y)
    rows_of_print = content.height >= ROWS * unit
    found = _sides(edge, inner, round(LOOSE * unit) if rows_of_print else 0)
    crop, length = canvas.rgb[rows, columns], round(STUB * unit)
    sides = next((s for s in found if _closed(edge, *s) and _stubs(crop, *s, length) <= MAX_STUBS), None)
    if sides is None:
        return None
    left, top, right, bottom = sides
    return Box(left + x, top + y, right + x, bottom + y)


def frame_through(canvas: Canvas, content: Box, names: Box, unit: float, pitch: float) -> Box | None:
    """The frame around a legend, of which a swatch that a curve adjoins may seem to go on beyond it.

    ``content`` holds swatches and names, ``names`` these alone.
    """
    frame = frame_around(canvas, content, unit, pitch)
    if frame is not None:
        return frame
    inner = frame_around(canvas, names, unit, pitch)
    if inner is None or inner.y0 > content.y0 or inner.y1 < content.y1:
        return None
    return inner if content.x0 <= inner.x0 < names.x0 - unit or names.x1 + unit < inner.x1 <= content.x1 else None


def _sides(edge: Mask, inner: Box, loose: int) -> Iterator[tuple[int, int, int, int]]:
    """Left, top, right and bottom borders around the content, those nearest to it first; none where one is missing.

    A gridline that shines through a legend may look like a border: it goes on beyond. ``loose``: rows by which boxes of
    names may reach over a border.
    """
    x0, x1 = round(inner.x0), round(inner.x1) + 1
    y0, y1 = round(inner.y0) + loose, round(inner.y1) + 1 - loose
    upright: Floats = edge[max(0, y0) : y1].mean(axis=0)
    level: Floats = edge[:, max(0, x0) : x1].mean(axis=1)
    left, right = _borders(upright[: max(0, x0)][::-1]), _borders(upright[x1:])
    top, bottom = _borders(level[: max(0, y0)][::-1]), _borders(level[y1:])
    for ways in sorted(product(*(range(len(side)) for side in (left, top, right, bottom))), key=sum):
        a, b, c, d = ways
        yield x0 - 1 - left[a], y0 - 1 - top[b], x1 + right[c], y1 + bottom[d]


def _borders(shares: Floats) -> list[int]:
    """The first places of so many lines along the way outwards."""
    return [first for first, _ in spans(shares >= EDGE_SHARE)][:BORDERS]


def _closed(edge: Mask, left: int, top: int, right: int, bottom: int) -> bool:
    """Whether all four sides run from corner to corner (a corner may be rounded off)."""
    shave = max(2, round(0.12 * min(right - left, bottom - top)))
    upright, level = slice(top + shave, bottom - shave + 1), slice(left + shave, right - shave + 1)
    sides = (edge[upright, left], edge[upright, right], edge[top, level], edge[bottom, level])
    return all(len(side) > 0 and float(side.mean()) >= EDGE_SHARE for side in sides)


def _stubs(crop: Pixels, left: int, top: int, right: int, bottom: int, length: int) -> int:
    """How many of the sides' ends go on beyond the corners, as lines or as borders between two fills."""
    before, after = slice(max(0, top - 2 - length), max(0, top - 2)), slice(bottom + 3, bottom + 3 + length)
    ends = [(crop[rows, x], crop[rows, x + inward]) for rows in (before, after) for x, inward in _inwards(left, right)]
    before, after = slice(max(0, left - 2 - length), max(0, left - 2)), slice(right + 3, right + 3 + length)
    ends += [
        (crop[y, columns], crop[y + inward, columns])
        for columns in (before, after)
        for y, inward in _inwards(top, bottom)
    ]
    return sum(len(end) > 0 and _differ(end, beside) for end, beside in ends)


def _inwards(first: int, second: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Two opposite sides, each with the step from it towards the inside of the frame."""
    return (first, INWARD), (second, -INWARD)


def _differ(one: Pixels, other: Pixels) -> bool:
    difference = np.abs(one.astype(np.int64) - other.astype(np.int64)).max(axis=1)
    return bool((difference > EDGE_DISTANCE).mean() >= EDGE_SHARE)


def legend_title(content: Box, frame: Box | None, names: Sequence[Text], unit: float, stacked: bool) -> Text | None:
    """The line above the entries that stands in their frame, or at their spacing where there is no frame.

    ``names``: free texts that are no entries; ``stacked`` says that the entries stand in one column. Without a frame
    a row of entries under a line of text is as likely to stand under the title of the panel, so it gets none.
    """
    above = [t for t in names if t.box.cy < content.y0 and content.y0 - t.box.y1 <= TITLE_GAP * unit]
    if frame is not None:
        above = [t for t in above if frame.holds(t.box.cx, t.box.cy)]
    else:
        above = [t for t in above if stacked and _aligned(t.box, content, unit)]
    return max(above, key=lambda t: t.box.y1, default=None)


def _aligned(title: Box, content: Box, unit: float) -> bool:
    centred = abs(title.cx - content.cx) <= 0.6 * unit and title.width <= content.width + unit
    left = abs(title.x0 - content.x0) <= 0.6 * unit and title.width <= 2 * content.width
    return centred or left


def legend_box(content: Box, frame: Box | None, title: Text | None) -> Box:
    """The frame, or the box around swatches, names and title where there is none."""
    if frame is not None:
        return frame
    return bounding([content] if title is None else [content, title.box])
