"""The figure as legends are looked for in it: without gridlines, with the text boxes known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.channels import Rgb, channel_max, channel_sum, color_distance, commonest_color
from extractors.geometry import Box
from extractors.medians import counted_median
from extractors.panels import Panel
from extractors.swatch_style import INK_DISTANCE, Floats, Mask, Pixels

GRID_PARTS = 8  # that a side of the panel is cut into
GRID_SPAN = 0.75  # of the parts that a gridline shows in; a frame is shorter, and a legend may hide the rest
GRID_SHARE = 0.25  # of a dotted gridline's pixels that are ink
BESIDE, LESS = 2, 0.5  # pixels beyond a gridline and its soft edge, where less than this share of its ink is
LETTER_RIM = 1.0  # pixels of anti-aliasing around the tight box of a text
SAME_INK = 0.95  # cosine between two inks as differences from the background
# So many levels a colour differs from another by at most.
LEVELS = 255


@dataclass(frozen=True)
class Canvas:
    """The figure as swatches are looked for in it.

    ``rgb``: (H, W, 3); ``grid``: (H, W), true on gridlines and spines; ``walls``: text boxes, whose ink is no swatch;
    ``plots``: the boxes of the panels.
    """

    rgb: Pixels
    grid: Mask
    walls: tuple[Box, ...]
    plots: tuple[Box, ...] = ()

    def mirrored(self) -> Canvas:
        """The canvas with left and right exchanged."""
        width = self.rgb.shape[1]
        walls, plots = (tuple(mirrored_box(b, width) for b in boxes) for boxes in (self.walls, self.plots))
        return Canvas(self.rgb[:, ::-1], self.grid[:, ::-1], walls, plots)


def mirrored_box(box: Box, width: int) -> Box:
    """The box in an image of ``width`` pixels with left and right exchanged."""
    return Box(width - 1 - box.x1, box.y0, width - 1 - box.x0, box.y1)


def make_canvas(rgb: Pixels, panels: Sequence[Panel], walls: Sequence[Box] = ()) -> Canvas:
    """The canvas of a figure with the gridlines of its panels marked."""
    grid = np.zeros(rgb.shape[:2], dtype=bool)
    for panel in panels:
        rows, columns = panel.box.grown(1.0).slices(*rgb.shape[:2])
        inside = rgb[rows, columns]
        across = _grid_columns(inside.transpose(1, 0, 2), panel.background).T
        grid[rows, columns] |= _grid_columns(inside, panel.background) | across
    return Canvas(rgb, grid, tuple(walls), tuple(p.box for p in panels))


def _grid_columns(rgb: Pixels, background: Rgb) -> Mask:
    """True on the pixels of columns that are one colour, solid or dashed, from top to bottom.

    Paler shades of the gridline count too: its anti-aliased rims, and where it shows through a legend.
    """
    whole = rgb.astype(np.int32) - np.asarray(background, dtype=np.int32)
    ink = channel_sum(whole**2) > (INK_DISTANCE / 4) ** 2
    found = np.zeros(ink.shape, dtype=bool)
    lines: list[list[tuple[int, Floats]]] = []  # adjacent columns of one gridline, and their colours
    for column in np.flatnonzero(ink.mean(axis=0) >= GRID_SHARE).tolist():
        drawn, levels = ink[:, column], np.ascontiguousarray(whole[:, column])
        grid = counted_median(levels[drawn] + LEVELS) - LEVELS
        alike = drawn & _is_alike(levels, grid)
        parts = sum(bool(part.mean() >= GRID_SHARE / 2) for part in np.array_split(alike, GRID_PARTS))
        if alike.mean() >= GRID_SHARE and parts >= GRID_SPAN * GRID_PARTS:
            if lines and column - lines[-1][-1][0] == 1:
                lines[-1].append((column, grid))
            else:
                lines.append([(column, grid)])
    for column, grid in (one for line in lines if _ends_beside(whole, ink, line) for one in line):
        difference = whole[:, column].astype(np.float64)
        contrast, depth = np.sqrt(channel_sum(difference**2)), float(np.linalg.norm(grid))
        cosine = difference @ grid / np.maximum(contrast * depth, 1e-9)
        found[:, column] = ink[:, column] & (cosine >= SAME_INK) & (contrast <= 1.1 * depth + 1)
    return found


def _is_alike(levels: NDArray[np.int32], grid: Floats) -> Mask:
    return np.asarray(channel_max(np.abs(levels - grid)) <= INK_DISTANCE / 2, np.bool_)


def _ends_beside(whole: NDArray[np.int32], ink: Mask, line: Sequence[tuple[int, Floats]]) -> bool:
    """Whether a gridline ends with its columns on one side at least: on the other one a legend may have its border.

    Noise fills the columns on both sides almost as much.
    """
    _, grid = max(line, key=lambda one: float(np.linalg.norm(one[1])))
    least = min(float(_is_alike(whole[:, x], own).mean()) for x, own in line)
    beside = (line[0][0] - BESIDE, line[-1][0] + BESIDE)
    shares = [(ink[:, x] & _is_alike(whole[:, x], grid)).mean() for x in beside if 0 <= x < whole.shape[1]]
    return min(shares, default=0.0) < LESS * least


def background_of(rgb: Pixels, box: Box) -> Rgb:
    """The commonest colour in and around the box (to 8 levels a channel, then their median)."""
    crop = rgb[box.grown(0.3 * box.height).slices(*rgb.shape[:2])].reshape(-1, 3)
    red, green, blue = (round(v) for v in commonest_color(crop, 5).tolist())
    return red, green, blue


def ink_mask(canvas: Canvas, window: Box, background: Rgb, own: Box, least: float = INK_DISTANCE) -> Mask:
    """True where the window shows something drawn that is neither grid nor other text than ``own``."""
    rows, columns = window.slices(*canvas.rgb.shape[:2])
    ink: Mask = (color_distance(canvas.rgb[rows, columns], background) > least) & ~canvas.grid[rows, columns]
    for box in canvas.walls:
        if box.is_apart(window, LETTER_RIM):
            continue
        wall = box.grown(LETTER_RIM)
        if box != own and wall.overlap(window) > 0:
            top, left = max(0, round(wall.y0) - rows.start), max(0, round(wall.x0) - columns.start)
            bottom, right = round(wall.y1) + 1 - rows.start, round(wall.x1) + 1 - columns.start
            if bottom > 0 and right > 0:
                ink[top:bottom, left:right] = False
    return ink
