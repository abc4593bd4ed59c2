"""The inside of a plot box as the line stages see it: its pixels, its empty background, and what covers it."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import compress

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.channels import channel_max, channel_range
from extractors.faint_grid import find_faint_gridlines
from extractors.geometry import Box
from extractors.image import Figure
from extractors.panels import Panel
from extractors.strips import spans
from extractors.text import Text

Pixels = NDArray[np.float32]
Mask = NDArray[np.bool_]

# Levels by which a gridline differs from the empty plot area at least (the faintest in use differ by 15).
GRID_STEP = 6.0
# A gridline is narrower than this share of the text height; wider columns of one colour are fills.
GRID_WIDTH = 0.5
# A spine differs from the plot area at least so much; half of it is narrower than this share of the text height.
SPINE_STEP, SPINE_WIDTH = 40.0, 0.4
# A straight line this close to a colour of the legend is data; gridlines are less colourful than this.
NAMED, COLORFUL = 28.0, 70.0
# From so many parallel ones of one colour on they are gridlines all the same.
GRID_LINES = 4
# The border of a legend's frame, with its rounding, is narrower than this share of the text height.
BORDER = 0.25
# Text heights by which a legend without a frame reaches over its print.
PADDING = 0.8
# An axis through zero or a reference line fills so much of each of so many parts of its length, which curves cross, and
# of the margin that drawing tools leave between the highest and the lowest data and the frame.
WHOLE, PARTS, MARGIN = 0.7, 5, 0.04
# A fill that spans the plot (a shaded period) colours nearly all of each of its columns.
FILLED = 0.8


@dataclass(frozen=True)
class Cover:
    """What lies over a plot: a legend with its names and swatches (``prints``), or an inset, which is all print."""

    box: Box
    prints: tuple[Box, ...]
    framed: bool


@dataclass(frozen=True)
class PlotArea:
    """A plot box cut out.

    ``rgb``, ``background``: (h, w, 3) float32; ``origin``: working pixel of its top-left pixel (x, y);
    ``hidden``: (h, w) where a legend or a spine may cover the data; ``erased``: (h, w) the legend's names, swatches and
    border and the names at line ends, which are no data; ``veils``: the (h, w) masks of framed legends, through which
    data may shine faintly; ``print``: (h, w) inside text boxes.
    """

    rgb: Pixels
    background: Pixels
    origin: tuple[int, int]
    hidden: Mask
    erased: Mask
    veils: tuple[Mask, ...]
    print: Mask
    unit: float

    @functools.cached_property
    def empty(self) -> Pixels:
        """(3,) the commonest background colour."""
        return np.asarray(np.median(self.background[::3, ::3].reshape(-1, 3), axis=0), dtype=np.float32)

    @functools.cached_property
    def spines(self) -> tuple[int, int]:
        """Rows at the top and at the bottom of the crop that the frame's strokes fill, from its centre line inwards."""
        filled = (channel_max(np.abs(self.background - self.empty)) > SPINE_STEP).mean(axis=1) > FILLED
        inwards = (filled, filled[::-1])
        top, bottom = (int(np.argmin(rows[: round(SPINE_WIDTH * self.unit) + 1])) for rows in inwards)
        return top, bottom

    @functools.cached_property
    def legends(self) -> Mask:
        """(h, w) where legends and insets may cover the data: what is ``hidden`` without the rows of the spines."""
        top, bottom = self.spines
        covered = self.hidden.copy()
        covered[:top] = covered[len(covered) - bottom :] = False
        return covered

    @functools.cached_property
    def unseen(self) -> Mask:
        """(h, w) what is ``hidden``, with what legends without a frame hide beyond their print."""
        return self.hidden | with_padding(self.legends, self.unit)


def with_padding(legends: Mask, unit: float) -> Mask:
    """The (h, w) mask of legends with what those without a frame hide beyond their print; ``unit``: the text height."""
    size = 2 * round(PADDING * unit) + 1
    return np.asarray(cv2.dilate(legends.astype(np.uint8), np.ones((size, size), np.uint8)) > 0, np.bool_)


def find_plot_area(
    figure: Figure,
    panel: Panel,
    covers: Sequence[Cover],
    texts: Sequence[Text],
    named: Sequence[tuple[int, int, int]],
    unit: float,
    labels: Sequence[Box] = (),
) -> PlotArea:
    """Cut out ``panel``; ``covers`` are legends and insets over it, ``texts`` the print in the figure.

    ``named`` are the colours of the legend: a straight line in one of them is data and no gridline. ``labels`` are the
    names at the ends of lines, whose print is no data and covers none.
    """
    rows, columns = panel.box.slices(*figure.rgb.shape[:2])
    rgb = figure.rgb[rows, columns].astype(np.float32)
    origin = (columns.start, rows.start)
    shape = rgb.shape[:2]
    hidden = _mask_of([c.box for c in covers], origin, shape)
    veils = tuple(_mask_of([c.box], origin, shape) for c in covers if c.framed)
    erased = _mask_of([b.grown(1.5) for c in covers for b in c.prints], origin, shape)
    erased |= _mask_of([replace(b.grown(1), x0=b.x0) for b in labels], origin, shape)
    for cover in covers:
        if cover.framed:
            inner = cover.box.grown(-BORDER * unit)
            erased |= _mask_of([cover.box.grown(1.5)], origin, shape) & ~_mask_of([inner], origin, shape)
    # the boxes of slanted tick labels reach into the plot, their print does not
    inside = [t for t in texts if panel.box.holds(t.box.cx, t.box.cy)]
    words = [t.box.grown(1) for t in inside if sum(c.isalnum() for c in t.string) >= 2]
    background = empty_background(
        rgb, _with_dotted_grid(figure, panel, unit), origin, np.array(named, np.float32).reshape(-1, 3), unit
    )
    for veil in veils:
        if (seen := veil & ~erased).any():
            background[veil] = np.median(rgb[seen], axis=0)
    area = PlotArea(rgb, background, origin, hidden, erased, veils, _mask_of(words, origin, shape), unit)
    top, bottom = area.spines
    hidden[:top] = True
    hidden[shape[0] - bottom :] = True
    return area


def _with_dotted_grid(figure: Figure, panel: Panel, unit: float) -> Panel:
    """The panel with its gridlines of dots too sparse for strokes, and with the sides that such may run along."""
    upright, level = (find_faint_gridlines(figure.rgb, panel.box, side, unit) for side in ("bottom", "left"))
    box = panel.box
    strokes_x = _with_dotted(panel.strokes_x, upright, (box.x0, box.x1))
    return replace(panel, strokes_x=strokes_x, strokes_y=_with_dotted(panel.strokes_y, level, (box.y0, box.y1)))


def _with_dotted(known: Sequence[float], faint: Sequence[float], sides: tuple[float, float]) -> tuple[float, ...]:
    """The places of strokes with those of ``faint`` gridlines and the sides, unless most of the former are known."""
    more = [at for at in faint if all(abs(at - k) >= 1 for k in known)]
    if 2 * len(more) <= len(faint):
        return tuple(known)
    return (*known, *more, *(at for at in sides if all(abs(at - k) >= 1 for k in known)))


def _mask_of(boxes: Sequence[Box], origin: tuple[int, int], shape: tuple[int, int]) -> Mask:
    mask = np.zeros(shape, bool)
    for box in boxes:
        moved = Box(box.x0 - origin[0], box.y0 - origin[1], box.x1 - origin[0], box.y1 - origin[1])
        mask[moved.slices(*shape)] = True
    return mask


def empty_background(rgb: Pixels, panel: Panel, origin: tuple[int, int], named: Pixels, unit: float) -> Pixels:
    """What the plot area would look like without data: its colour, full-length fills and gridlines.

    Data covers less than half of a gridline, so the median along each row and column still shows the line.
    """
    background = np.empty_like(rgb)
    background[:] = np.array(panel.background, np.float32)
    widest = max(3, round(GRID_WIDTH * unit))
    for axis in (0, 1):
        view = background if axis == 0 else background.transpose(1, 0, 2)
        image = rgb if axis == 0 else rgb.transpose(1, 0, 2)
        _paint_lines(view, image, np.array(panel.background, np.float32), named, widest, axis == 0)
    _paint_dashes(background, rgb, panel, origin, named)
    return background


def _paint_lines(background: Pixels, image: Pixels, empty: Pixels, named: Pixels, widest: int, upright: bool) -> None:
    """Gridlines along axis 0 of ``image``, painted into ``background``."""
    middle = np.median(image, axis=0)
    differs = np.abs(middle - empty).max(axis=1) > GRID_STEP
    colors: list[Pixels] = []
    data: list[NDArray[np.intp]] = []
    for first, last in spans(differs):
        columns = np.arange(first, last + 1)
        if last - first + 1 > widest:
            near = channel_max(np.abs(image[:, columns] - middle[columns])) < 2 * GRID_STEP
            if near.mean() < FILLED:
                continue
            columns = columns[~_strokes_in(middle[columns], named, widest)]
        elif (
            _is_data(middle[columns], empty, named)
            and first > 0
            and last < len(differs) - 1
            and not (upright and _is_whole(image[:, columns], middle[columns], empty))
        ):
            colors.append(_pure(middle[columns], empty))
            data.append(columns)
            continue
        background[:, columns] = middle[columns]
    for columns in compress(data, _are_grid(colors)):
        background[:, columns] = middle[columns]


def _is_whole(image: Pixels, middle: Pixels, empty: Pixels) -> bool:
    """Whether a line of colours ``middle`` (n, 3) fills all parts of ``image`` (length, n, 3): no curve stands so."""
    core = int(np.argmax(np.abs(middle - empty).max(axis=1)))
    near = channel_max(np.abs(image[:, core] - middle[core])) < 2 * GRID_STEP
    margin = max(1, round(MARGIN * len(near)))
    parts = [*np.array_split(near, PARTS), near[:margin], near[-margin:]]
    return all(float(part.mean()) >= WHOLE for part in parts)


def _are_grid(colors: Sequence[Pixels]) -> list[bool]:
    """Which straight lines in colours of data, (3,) each, are gridlines all the same."""
    known = np.array(colors, np.float32).reshape(-1, 3)
    alike = np.linalg.norm(known[:, None] - known[None], axis=2) < NAMED
    return [bool(count >= GRID_LINES) for count in alike.sum(axis=1)]


def _strokes_in(fill: Pixels, named: Pixels, widest: int) -> Mask:
    """Which columns of a fill (n, 3) are a stroke in a colour of the legend: a level curve in its band is no fill."""
    strokes = np.zeros(len(fill), bool)
    if len(named):
        own = np.linalg.norm(fill[:, None] - named[None], axis=2).min(axis=1) < NAMED
        for first, last in spans(own):
            strokes[first : last + 1] = last - first + 1 <= widest
    return strokes


def _is_data(line: Pixels, empty: Pixels, named: Pixels) -> bool:
    """Whether a full-length straight line has a colour of the legend, or is too colourful for a gridline."""
    pure = _pure(line, empty)
    matches = len(named) > 0 and float(np.linalg.norm(named - pure, axis=1).min()) < NAMED
    return bool(matches or np.ptp(pure - empty) > COLORFUL)


def _pure(line: Pixels, empty: Pixels) -> Pixels:
    """The colour, (3,), of a straight line's middle; ``line``: (n, 3) across it."""
    return np.asarray(line[np.argmax(np.abs(line - empty).max(axis=1))], dtype=np.float32)


def _paint_dashes(background: Pixels, rgb: Pixels, panel: Panel, origin: tuple[int, int], named: Pixels) -> None:
    """Dashed and dotted gridlines: pixels of their own grey along a known stroke are background too."""
    for axis, strokes in ((0, panel.strokes_x), (1, panel.strokes_y)):
        image = rgb if axis == 0 else rgb.transpose(1, 0, 2)
        paint = background if axis == 0 else background.transpose(1, 0, 2)
        colors: list[Pixels] = []
        data: list[tuple[Pixels, Pixels, Mask]] = []
        for at in strokes:
            column = round(at - origin[axis])
            lo, hi = max(0, column - 1), min(image.shape[1], column + 2)
            if lo >= hi:
                continue
            line, empty = image[:, lo:hi], paint[:, lo:hi]
            own, pure = _dashes(line, empty)
            if not own.any():
                continue
            if _is_data(pure, np.median(empty, axis=(0, 1)), named):
                colors.append(pure[0])
                data.append((empty, line, own))
            else:
                empty[own] = line[own]
        for empty, line, own in compress(data, _are_grid(colors)):
            empty[own] = line[own]


def _dashes(line: Pixels, empty: Pixels) -> tuple[Mask, Pixels]:
    """Which pixels of a (n, w, 3) stretch are grey dashes on ``empty``, and their purest colour, (1, 3)."""
    drawn = channel_max(np.abs(line - empty)) > GRID_STEP
    grey = channel_range(line) < 12
    typical = line[drawn & grey]
    if len(typical) < 0.15 * len(line):
        return np.zeros(drawn.shape, bool), np.zeros((1, 3), np.float32)
    level = typical.mean(axis=1)
    depth = np.abs(level - np.median(empty))
    pure = np.median(typical[depth >= np.percentile(depth, 80)], axis=0)
    lightest, darkest = np.percentile(level, (95, 10))
    level = line.mean(axis=2)
    return drawn & grey & (level <= lightest + 8) & (level >= darkest - 8), pure[None, :].astype(np.float32)
