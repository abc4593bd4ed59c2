"""Where the print of a legend entry's name is, told by its colour where curves of another colour run through it.

Works with swatches at the left, as ``legend_rows``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from extractors.channels import Rgb, channel_sum, color_distance, median_color
from extractors.geometry import Box
from extractors.legend_canvas import Canvas, background_of, ink_mask
from extractors.legend_entry import SAME_COLUMN, LegendEntry
from extractors.swatch_style import INK_DISTANCE, Floats, Mask, Pixels
from extractors.swatches import STRONG_DISTANCE

# lengths in text heights
ACCENT = 0.25  # blank rows between letters and their dots and accents at most
LETTER_GAP = 1.0  # between the words of a name at most
ONE_ROW = 0.5  # between the middle of a row and the text boxes that belong to it
LINE = 0.3  # from the middle of a row up and down: what is level there is a stroke of letters or a curve, and no border
CROSSED = 0.5  # columns with ink of another colour: what crosses print is longer than a fringe of it
DASH = 1.2  # of a line that may be a lone dash
LEAST_GAP = 3  # pixels between swatch and name, so that a blank there is no chance between two letters
REACH = 3  # pixels that a border goes on beyond letters at least: these fade out in one
FULL = 0.8  # of the strongest contrast: the cores of letters, which show the colour of print
# Cosine with that colour, as differences from the background: rims of print keep its hue, blends with a curve do not.
SAME_PRINT, OTHER_INK = 0.97, 0.9


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry must stand: the columns of its swatch, where its name starts, and its middle row."""

    span: tuple[int, int]
    start: float
    cy: float


def may_end_in_gap(entry: LegendEntry) -> bool:
    """Whether its swatch may be shorter than a line in the same legend: dashes end in a gap, and one may be alone."""
    return entry.dash != "solid" or entry.swatch.width < DASH * entry.text_box.height


def name_box(canvas: Canvas, place: Place, model: LegendEntry, area: Box) -> Box | None:
    """The tight box of the name in ``area`` right of the swatch, with blank columns before it; or None.

    ``model``: another entry of the legend, which shows where and how names are printed. Where data show through a
    legend, the strong ink alone tells where the print ends.
    """
    window = _window(place, model, area)
    if window is None:
        return None
    inks = (
        ink_mask(canvas, window, background_of(canvas.rgb, model.text_box), area, least)
        for least in (STRONG_DISTANCE, INK_DISTANCE)
    )
    boxes = (_print_box(canvas, window, ink, place, model) for ink in inks)
    return next((box for box in boxes if box is not None), None)


def crossed_name_box(canvas: Canvas, place: Place, model: LegendEntry, area: Box) -> Box | None:
    """The same by the ink in the colour of the model's print, where ink of another colour crosses it; else None.

    What was read there counts as a part of this name, so no other entry may stand in the area.
    """
    window = _window(place, model, area)
    if window is None:
        return None
    unit, background = model.text_box.height, background_of(canvas.rgb, model.text_box)
    rgb = canvas.rgb[window.slices(*canvas.rgb.shape[:2])]
    color = print_color(canvas, [model.text_box], background)
    crossing = None if color is None else crossing_ink(rgb, background, color, unit)
    if crossing is None or not crossing.any():
        return None
    bare = replace(canvas, walls=tuple(wall for wall in canvas.walls if abs(wall.cy - place.cy) > ONE_ROW * unit))
    return _print_box(canvas, window, ink_mask(bare, window, background, area) & ~crossing, place, model, crossing)


def _window(place: Place, model: LegendEntry, area: Box) -> Box | None:
    """Where the name may be printed: one row of the area, right of the swatch; or None where it does not fit."""
    unit = model.text_box.height
    window = Box(place.span[1] + 1, max(area.y0, place.cy - unit), area.x1, min(area.y1, place.cy + unit))
    return None if window.width < unit / 2 or place.start - place.span[1] < LEAST_GAP else window


def _print_box(
    canvas: Canvas, window: Box, ink: Mask, place: Place, model: LegendEntry, hidden: Mask | None = None
) -> Box | None:
    """``ink``: what may be print in the window; ``hidden``: where something may hide print."""
    unit = model.text_box.height
    middle = (place.span[1] + place.start) / 2
    rows, columns = window.slices(*canvas.rgb.shape[:2])
    ink = _within_border(ink, place.cy - rows.start, place.start - columns.start, unit)
    inked = np.flatnonzero(ink.any(axis=0))
    name = inked[inked + columns.start >= middle - 1]
    if window.height > 1.5 * unit and len(name):  # what lies beyond the frame is no print of the legend
        line = place.cy - rows.start - ONE_ROW * unit, place.cy - rows.start + ONE_ROW * unit
        name = name[name < name[0] + border_column(ink[:, name[0] :], *line)]
    if len(name) == 0 or abs(name[0] + columns.start - place.start) > SAME_COLUMN * unit:
        return None
    before = inked[inked + columns.start < middle - 1]
    if before.size and before[-1] > 1 and not (may_end_in_gap(model) and name[0] - before[-1] >= LEAST_GAP):
        return None
    breaks = np.flatnonzero(np.diff(name) > LETTER_GAP * unit)
    last = int(name[breaks[0]] if len(breaks) else name[-1])
    print_columns = np.s_[:, name[0] : last + 1]
    lines = print_rows(ink[print_columns], ACCENT * unit, None if hidden is None else hidden[print_columns])
    x0, y0 = columns.start + int(name[0]), rows.start + int(lines[0])
    return Box(x0, y0, columns.start + last, rows.start + int(lines[-1]))


def _within_border(ink: Mask, middle: float, start: float, unit: float) -> Mask:
    """The ink without a level line above or below the ``middle`` row, and what lies beyond: the border of the legend.

    Such a line runs through the blank before the name, which begins at the column ``start``, and on below its letters.
    """
    level = np.flatnonzero(ink[:, : max(1, round(start + LETTER_GAP * unit))].all(axis=1))
    above, below = level[level < middle - LINE * unit], level[level > middle + LINE * unit]
    inside = np.zeros_like(ink)
    kept = slice(int(above[-1]) + 1 if len(above) else 0, int(below[0]) if len(below) else len(ink))
    inside[kept] = ink[kept]
    return inside


def border_column(ink: Mask, top: float, bottom: float) -> int:
    """The first column of the border of a legend, beyond which no print of it is; that past the last without a border.

    It runs along a line of print, from row ``top`` to row ``bottom`` of the ink, and on over all rows above or below
    it, as no bracket does: on a side where the ink ends with the letters, nothing tells a border from an l.
    """
    below: NDArray[np.bool_] = np.asarray(ink[max(0, round(top)) :].all(axis=0))
    above: NDArray[np.bool_] = np.asarray(ink[: round(bottom) + 1].all(axis=0))
    lettered = ink.any(axis=0) & ~below & ~above
    uprights: list[int] = np.flatnonzero(below | above).tolist()
    for column in uprights:
        before = lettered & (np.arange(len(lettered)) < column)
        letters = ink[:, before if before.any() else lettered]
        blank = [int(np.argmax(rows, axis=0).min(initial=len(ink))) for rows in (letters[::-1], letters)]
        if (below[column] and blank[0] >= REACH) or (above[column] and blank[1] >= REACH):
            return column
    return int(ink.shape[1])


def print_rows(ink: Mask, gap: float, hidden: Mask | None = None) -> NDArray[np.intp]:
    """The rows of the line of print with the most ink; wider gaps than ``gap`` part it from rims of other lines."""
    rows = np.flatnonzero((ink if hidden is None else ink | hidden).any(axis=1))
    lines = np.split(rows, np.flatnonzero(np.diff(rows) > gap) + 1)
    line = max(lines, key=lambda line: int(ink[line].sum()))
    return line[ink[line].any(axis=1)]


def print_color(canvas: Canvas, names: Sequence[Box], background: Rgb) -> Rgb | None:
    """The colour in which most of the boxes are printed, or None where they hold no ink."""
    crops = [canvas.rgb[box.slices(*canvas.rgb.shape[:2])].reshape(-1, 3) for box in names]
    pixels = np.concatenate(crops)
    contrast = color_distance(pixels, background)
    inked = contrast > INK_DISTANCE
    if not inked.any():
        return None
    return median_color(pixels[inked & (contrast >= FULL * float(np.percentile(contrast[inked], 95)))])


def crossing_ink(rgb: Pixels, background: Rgb, color: Rgb, unit: float) -> Mask:
    """True on the ink of an (h, w, 3) crop that is of another colour than print; nowhere where it is only a fringe."""
    alike, _ = direction_and_share(rgb, background, color)
    ink = color_distance(rgb, background) > INK_DISTANCE
    if int((ink & (alike < OTHER_INK)).any(axis=0).sum()) < CROSSED * unit:
        return np.zeros_like(ink)
    return np.asarray(ink & (alike < SAME_PRINT), np.bool_)


def without_crossings(canvas: Canvas, box: Box, names: Sequence[Box]) -> Pixels | None:
    """The crop of a box with what crosses its print painted over; None where nothing does.

    ``names``: boxes of the legend's print, whose commonest colour is that of the print.
    """
    background = background_of(canvas.rgb, box)
    color = print_color(canvas, names, background)
    crop = canvas.rgb[box.slices(*canvas.rgb.shape[:2])]
    if color is None or crop.size == 0:
        return None
    crossing = crossing_ink(crop, background, color, box.height)
    return np.where(crossing[..., None], np.asarray(background, np.uint8), crop) if crossing.any() else None


def direction_and_share(rgb: Pixels, background: Rgb, color: Rgb) -> tuple[Floats, Floats]:
    """What (h, w, 3) pixels add to the background, against what a colour adds: cosine and share, (h, w)."""
    difference = rgb.astype(np.float64) - np.asarray(background, np.float64)
    direction = np.subtract(color, background).astype(np.float64)
    whole = float(np.linalg.norm(direction))
    along = difference @ direction / max(whole, 1e-9)
    length = np.sqrt(channel_sum(difference**2))
    return np.asarray(along / np.maximum(length, 1e-9), np.float64), np.asarray(along / max(whole, 1e-9), np.float64)
