"""Swatches that curves cross, found between columns that other swatches agree on; looks to the left of a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import cv2
import numpy as np

from extractors.channels import Rgb, color_distance, median_color
from extractors.geometry import Box
from extractors.legend_canvas import Canvas, background_of, ink_mask
from extractors.swatch_style import INK_DISTANCE, Floats, Mask, Pixels
from extractors.swatches import MAX_GAP, MAX_HEIGHT, MAX_WIDTH, OFF_CENTRE, ROUNDED, same_ink

SHORTEST_RUN = 0.55  # of one colour, as long as a short swatch; boxes of names that curves cross are too high
# Of the width of a swatch of which the ends are known: inked by a line and by a dashed one, and from its first to its
# last dash; of those shares, in the line's pale rims.
FULL, DASHED, ENDS, RIM = 0.75, 0.35, 0.75, 2 / 3
# Text heights: of a first dash at least, and of the gap beside it; from a name's middle and before its swatch, what
# must be blank but for that dash. In pixels, by which the ends of lines of one column may be out of line.
SHORTEST_DASH, CLEAR, PIXEL = 0.4, 0.5, 1.0
EVEN_STEP = 24.0  # RGB distance between neighbours along a stroke of one colour


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one colour along a pixel row; pixels of the figure, ``x1`` inside."""

    x0: int
    x1: int
    y: int
    color: Rgb


def even_runs(canvas: Canvas, name: Box, unit: float) -> list[Run]:
    """Stretches of one colour left of the name, at its height, as long as a swatch."""
    background = background_of(canvas.rgb, name)
    left = max(0, round(name.x0 - (MAX_GAP + MAX_WIDTH) * unit))
    right = min(canvas.rgb.shape[1] - 1, round(name.x0 - 0.15 * unit))
    top, bottom = max(0, round(name.cy - 0.35 * unit)), round(name.cy + 0.35 * unit)
    runs: list[Run] = []
    for y, row in enumerate(canvas.rgb[top : bottom + 1, left : right + 1], start=top):
        runs += [replace(run, x0=run.x0 + left, x1=run.x1 + left, y=y) for run in _row_runs(row, background)]
    shortest, longest = SHORTEST_RUN * unit, MAX_WIDTH * (unit + ROUNDED)
    return [r for r in runs if shortest <= r.x1 - r.x0 <= longest and name.x0 - r.x1 <= MAX_GAP * unit]


def _row_runs(row: Pixels, background: Rgb) -> list[Run]:
    if len(row) < 2:
        return []
    steps: Floats = np.sqrt((np.diff(row.astype(np.float64), axis=0) ** 2).sum(axis=1))
    bounds = np.r_[0, np.flatnonzero(steps > EVEN_STEP) + 1, len(row)]
    runs = [(a, b - 1) for a, b in pairwise(bounds.tolist()) if b - a >= 3]
    colored = [Run(a, b, 0, median_color(row[a : b + 1])) for a, b in runs]
    return [r for r in colored if color_distance(np.asarray(r.color), background) > INK_DISTANCE]


def agreed_span(runs_of: Sequence[Sequence[Run]], unit: float) -> tuple[int, int] | None:
    """The left and right end on which runs beside most of the names agree, or None where fewer than two do."""
    slack = max(1.0, 0.08 * unit)
    best: tuple[float, tuple[int, int]] = (0.0, (0, 0))
    for run in (run for runs in runs_of for run in runs):
        backers = sum(
            any(abs(r.x0 - run.x0) <= slack and abs(r.x1 - run.x1) <= slack for r in runs) for runs in runs_of
        )
        # of spans with equal backing the longer is the swatch, the others are pieces of it
        best = max(best, (backers + (run.x1 - run.x0) / (1e3 * unit), (run.x0, run.x1)))
    if best[0] < max(2.0, 0.5 * len(runs_of)):
        return None
    return best[1]


def swatch_in_span(
    canvas: Canvas, name: Box, span: tuple[int, int], unit: float, dashed: bool = False
) -> tuple[Box, Mask] | None:
    """The swatch of a name between two known columns, told from what crosses it by its even colour.

    ``dashed``: whether it may be of dashes; print in those columns would look like them. Returns its box and the (h, w)
    mask of its pixels, or None where no row holds one colour nearly throughout, or where the columns lie beside the
    picture.
    """
    area = Box(span[0], name.cy - MAX_HEIGHT / 2 * unit, span[1], name.cy + MAX_HEIGHT / 2 * unit)
    rows, columns = area.slices(*canvas.rgb.shape[:2])
    crop = canvas.rgb[rows, columns]
    if crop.size == 0:
        return None
    middle, background = name.cy - rows.start, background_of(canvas.rgb, name)
    full = _fullest_row(crop, background, middle, OFF_CENTRE * unit)
    color = full or (_dashed_row(crop, background, middle, OFF_CENTRE * unit) if dashed else None)
    if color is None:
        return None
    mask = _with_marker(color_distance(crop, color) <= INK_DISTANCE, middle, unit, FULL if full else DASHED)
    inked = np.flatnonzero(mask.any(axis=1))
    if len(inked) == 0:
        return None
    top, bottom = int(inked[0]), int(inked[-1])
    box = Box(columns.start, rows.start + top, columns.stop - 1, rows.start + bottom)
    return box, mask[top : bottom + 1]


def first_dash_in_span(canvas: Canvas, name: Box, swatches: Sequence[Box], unit: float) -> tuple[Box, Mask] | None:
    """The only dash in the columns of two or more swatches, where it begins with them and all the rest is blank.

    Returns its box and the (h, w) mask of its pixels, or None.
    """
    if len(swatches) < 2 or max(s.x0 for s in swatches) - min(s.x0 for s in swatches) > PIXEL:
        return None
    start, stop = common_span(swatches, PIXEL)
    end = min(name.x0 - 1, stop + CLEAR * unit)  # boxes of letters may be tight
    window = Box(start - CLEAR * unit, name.cy - CLEAR * unit, end, name.cy + CLEAR * unit)
    ink = ink_mask(canvas, window, background_of(canvas.rgb, name), name)
    columns, rows = np.flatnonzero(ink.any(axis=0)), np.flatnonzero(ink.any(axis=1))
    left, top = (s.start for s in window.slices(*canvas.rgb.shape[:2])[::-1])
    if len(columns) == 0 or abs(left + columns[0] - start) > PIXEL or left + columns[-1] > stop - SHORTEST_DASH * unit:
        return None
    box = Box(left + int(columns[0]), top + int(rows[0]), left + int(columns[-1]), top + int(rows[-1]))
    mask = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    long = box.width >= SHORTEST_DASH * unit and box.height < box.width
    lowest = max(s.height for s in swatches) + PIXEL
    return (box, mask) if long and box.height <= lowest and mask.any(axis=0).all() else None


def _with_marker(mask: Mask, middle: float, unit: float, least: float) -> Mask:
    """The swatch's line with the marker on it; only the line where what joins it runs out of the window."""
    line = _line_rows(mask, middle, unit, least)
    if mask.size == 0:
        return mask
    _, labels = cv2.connectedComponents(mask.astype(np.uint8), connectivity=8)
    joined: Mask = np.isin(labels, np.unique(labels[line])) & mask
    bare = joined & ~line
    leaves = joined[0].any() or joined[-1].any() or bare[:, 0].any() or bare[:, -1].any()
    return line if leaves else joined


def _fullest_row(crop: Pixels, background: Rgb, middle: float, reach: float) -> Rgb | None:
    """The colour of the row near the middle that holds one colour over most of its length, and not that of its rim."""
    rows: dict[int, tuple[float, Rgb]] = {}
    for y in range(max(0, round(middle - reach)), min(len(crop), round(middle + reach) + 1)):
        color = median_color(crop[y])
        share = float((color_distance(crop[y], color) <= INK_DISTANCE).mean())
        if color_distance(np.asarray(color), background) > INK_DISTANCE and share >= FULL:
            rows[y] = share - 0.01 * abs(y - middle), color
    if not rows:
        return None
    best = max(rows, key=lambda y: rows[y][0])
    stroke = [rows[y][1] for y in rows if _is_one_stroke(rows, background, *sorted((y, best)))]
    return max(stroke, key=lambda color: float(color_distance(np.asarray(color), background)))


def _is_one_stroke(rows: Mapping[int, tuple[float, Rgb]], background: Rgb, first: int, last: int) -> bool:
    """Whether all rows from the first to the last one are full, of shades of one ink."""
    between = range(first, last + 1)
    return all(y in rows and same_ink(rows[y][1], rows[first][1], background) for y in between)


def _dashed_row(crop: Pixels, background: Rgb, middle: float, reach: float) -> Rgb | None:
    """The colour of the row near the middle that holds pieces of one colour from end to end."""
    found: list[tuple[float, Rgb]] = []
    for y in range(max(0, round(middle - reach)), min(len(crop), round(middle + reach) + 1)):
        drawn = color_distance(crop[y], background) > INK_DISTANCE
        if drawn.mean() < DASHED:
            continue
        color: Rgb = median_color(crop[y][drawn])
        alike = drawn & (color_distance(crop[y], color) <= INK_DISTANCE)
        ends = np.flatnonzero(alike)
        if alike.mean() >= DASHED and ends[-1] - ends[0] + 1 >= ENDS * len(alike):
            found.append((float(alike.mean()) - 0.01 * abs(y - middle), color))
    return max(found)[1] if found else None


def _line_rows(mask: Mask, middle: float, unit: float, least: float) -> Mask:
    """The rows of the mask that hold the swatch's line; ink of the same colour elsewhere is a curve."""
    full = np.flatnonzero(mask.mean(axis=1) >= least)
    if len(full) == 0:
        return np.zeros_like(mask)
    nearest = full[np.abs(full - middle).argmin()]
    rows = np.zeros(len(mask), dtype=bool)
    for direction in (-1, 1):
        y = int(nearest)
        while 0 <= y < len(mask) and mask[y].mean() >= RIM * least and abs(y - nearest) <= 0.5 * unit:
            rows[y] = True
            y += direction
    return mask & rows[:, None]


def common_span(boxes: Sequence[Box], slack: float) -> tuple[int, int]:
    """The columns from which and to which swatches of one column run.

    The left end is the rightmost one on which two agree within ``slack``: ticks and curves only lengthen a swatch.
    """
    starts = sorted((b.x0 for b in boxes), reverse=True)
    agreed = [a for a, b in pairwise(starts) if a - b <= slack]
    return round(agreed[0] if agreed else starts[0]), round(float(np.median([b.x1 for b in boxes])))
