"""What a legend swatch shows: the colour of its stroke, its dashes, its marker, or that it is a filled patch.

Works on the small crop of one swatch. The line is read from the two ends of the swatch, because a marker sits in the
middle, or from between the markers where they sit at the ends; a marker is what stands out above and below the line.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.channels import Rgb, color_distance, median_color
from extractors.swatch_dashes import dash_of
from extractors.swatch_marker import classify_symbol, column_extents, fill_holes, marker_on_line, marker_runs
from extractors.swatch_rim import rim_color

Pixels = NDArray[np.uint8]
Mask = NDArray[np.bool_]
Floats = NDArray[np.float64]
Columns = NDArray[np.int64]

INK_DISTANCE = 36.0  # Euclidean RGB; above JPEG noise beside text, below the palest strokes people draw
END_SHARE = 0.15  # of the swatch's width on either side that no centred marker reaches
PATCH_HEIGHT = 0.72  # of the height of tight text: lines are thinner, the patches of all drawing tools higher
SQUARE = 1.25  # width over height below which a filled rectangle may be a square marker as well as a patch
HOLLOW = 0.8  # of a square's area: less ink than this is its outline, so that it is a marker
LOW_STROKE = 0.5  # of the text height: a longer swatch no higher than this is a line, however ragged;
LONG, BAR, FULL = 3.0, 2.0, 0.9  # longer than high by this factor, or by the second where so much of it is ink
SHORTEST, SHORTEST_BAR = 0.7, 0.5  # text heights that a line is long; one that is all ink, as no marker is, may be less
THIN_SHARE = 0.4  # of a swatch's height: columns that show more than its line are higher
BETWEEN_SHARE = 0.12  # of the swatch's width at least that two markers at its ends leave to the line between them
BETWEEN_LEVEL = 0.7  # of those columns that one row of it must ink
LINE_ASPECT = 1.35  # a swatch this much wider than high, with thin ends, holds a line and not only a marker
STUB, ABRUPT, BODY = 0.25, 0.7, 0.5  # of a marker's height: stubs of lines, the side that they touch, and its width
CORE_CONTRAST = 0.9  # of the strongest contrast: below it a pixel is the anti-aliased rim of the stroke


@dataclass(frozen=True, slots=True)
class Style:
    """How a series is drawn, as its swatch shows it; ``stroke`` and ``marker_size`` are in pixels.

    ``rim``: the colour of the edge around a patch, where it has one.
    """

    color: Rgb
    dash: str = "solid"
    marker: str | None = None
    marker_size: float = 0.0
    has_line: bool = True
    is_patch: bool = False
    stroke: float = 1.0
    rim: Rgb | None = None


def read_style(rgb: Pixels, mask: Mask, background: Rgb, text_height: float) -> Style:
    """Read the style of a swatch from its crop.

    ``rgb``: (h, w, 3) crop; ``mask``: (h, w), true where the crop shows the swatch, touching all four edges;
    ``text_height`` in pixels is the scale. Raises ``ValueError`` where the mask is empty.
    """
    if not mask.any():
        raise ValueError("no ink in the swatch")
    contrast = color_distance(rgb, background)
    if _is_patch(mask, text_height):
        return _patch_style(rgb, mask, background, text_height)
    columns = _line_columns(mask, text_height)
    if columns is not None:
        return _line_style(rgb, mask, contrast, columns, text_height)
    if (stubs := _stubs(mask)) is not None:
        style = _line_style(rgb, mask, contrast, stubs, text_height)
        return replace(style, color=_core_color(rgb, mask, contrast))  # stubs are paler than markers
    return _marker_style(rgb, mask, contrast)


def _is_patch(mask: Mask, text_height: float) -> bool:
    height, width = mask.shape
    solid = fill_holes(mask)
    rows = solid.mean(axis=1)
    rim = min(max(1, height // 6), (height - 1) // 2)
    square_cornered = min(rows[rim], rows[-1 - rim]) >= 0.85 and solid.mean() >= 0.85
    wide = width >= SQUARE * height
    hollow = not wide and mask.mean() < HOLLOW * solid.mean()
    large = wide or height >= 0.75 * text_height
    return bool(square_cornered and large and not hollow and height >= PATCH_HEIGHT * text_height)


def _patch_style(rgb: Pixels, mask: Mask, background: Rgb, text_height: float) -> Style:
    """A patch, unless a line of another colour runs through it (a band's swatch with its line)."""
    height, width = mask.shape
    edge = rim_color(rgb, background)
    if edge is not None:
        return _filled(
            rgb, median_color(rgb[height // 3 : height - height // 3, width // 3 : width - width // 3]), edge
        )
    if (drawn := _drawn_on_fill(rgb, text_height)) is not None:
        return drawn
    rim = min(max(1, width // 8), (width - 1) // 2)
    inner = rgb[:, rim : width - rim]
    rows = np.median(inner, axis=1)
    fill = median_color(rows[[height // 5, height - 1 - height // 5]])
    differs = color_distance(rows, fill) > INK_DISTANCE
    differs[: height // 4], differs[height - height // 4 :] = False, False
    if 0 < differs.sum() <= PATCH_HEIGHT * text_height:
        contrast = color_distance(rows, fill)
        core = rows[contrast >= CORE_CONTRAST * contrast[differs].max()]
        return Style(median_color(core), stroke=float(differs.sum()))
    return _filled(rgb, fill, None)


def _filled(rgb: Pixels, fill: Rgb, edge: Rgb | None) -> Style:
    height, width = rgb.shape[:2]
    square = width < SQUARE * height
    return Style(
        fill,
        marker="square" if square else None,
        marker_size=float(height if square else 0),
        has_line=False,
        is_patch=True,
        stroke=float(height),
        rim=edge,
    )


def _drawn_on_fill(rgb: Pixels, text_height: float) -> Style | None:
    """The style of a line with its marker on a patch, that of its band; None where the patch shows no such thing."""
    patch = rgb[1:-1, 1:-1]  # its edge is soft; what is drawn on it keeps one pixel more free
    if patch.size == 0:
        return None
    rim = np.ones(patch.shape[:2], bool)
    rim[1:-1, 1:-1] = False
    fill = median_color(patch[rim])
    drawn = color_distance(patch, fill) > INK_DISTANCE
    rows, columns = (np.flatnonzero(drawn.any(axis=k)) for k in (1, 0))
    if len(rows) == 0:
        return None
    inner = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
    return read_style(patch[inner], drawn[inner], fill, text_height) if _stubs(drawn[inner]) is not None else None


def _ends(width: int) -> Columns:
    """Columns at the two ends of the swatch."""
    size = max(2, round(END_SHARE * width))
    return np.unique(np.r_[0 : min(size, width), max(0, width - size) : width]).astype(np.int64)


def _line_columns(mask: Mask, text_height: float) -> Columns | None:
    """Columns that show the line and no marker; None where the swatch holds no line."""
    height, width = mask.shape
    low_bar = height <= LOW_STROKE * text_height and width >= BAR * height and mask.mean() >= FULL
    if width < LINE_ASPECT * height or width < (SHORTEST_BAR if low_bar else SHORTEST) * text_height:
        return None
    extents, ends = column_extents(mask), _ends(width)
    inked = extents[ends][extents[ends] > 0]
    between = _between_markers(mask, extents)
    if between is not None and float(np.percentile(inked, 90)) > THIN_SHARE * height:
        return between
    thickness = float(np.median(inked))
    long = width >= LONG * height
    if low_bar:
        return np.arange(width, dtype=np.int64)  # ends are paler where an image is compressed
    if long and height <= LOW_STROKE * text_height:
        return ends
    outdone = thickness <= 0.6 * height or long
    even = float(np.percentile(inked, 90)) <= 1.5 * thickness + 1
    return ends if outdone and even and thickness <= PATCH_HEIGHT * text_height else None


def _stubs(mask: Mask) -> Columns | None:
    """Columns of a line that shows only a little on both sides of its marker; None where none does."""
    height, width = mask.shape
    extents = column_extents(mask)
    thin = (extents > 0) & (extents <= max(1.0, STUB * height))
    left, right = int(np.argmin(thin)), int(np.argmin(thin[::-1]))
    body = width - left - right
    if thin.all() or min(left, right) == 0 or body < BODY * height:  # the stem of a plus is thinner
        return None
    if min(extents[left], extents[width - 1 - right]) < ABRUPT * height:
        return None
    stubs = np.r_[0:left, width - right : width].astype(np.int64)
    rows = mask[:, :left].any(axis=1) & mask[:, width - right :].any(axis=1)
    return stubs if rows.any() else None


def _between_markers(mask: Mask, extents: Columns) -> Columns | None:
    """Columns of the line between markers that sit at both ends of the swatch; None where there is none."""
    height, width = mask.shape
    thin = np.flatnonzero((extents > 0) & (extents <= max(1.0, THIN_SHARE * height)))
    inner = thin[(thin >= width / 4) & (thin < 3 * width / 4)]
    inner = inner[len(inner) // 5 : len(inner) - len(inner) // 5]  # the tips of a diamond are thin too
    if len(inner) < max(3.0, BETWEEN_SHARE * width):
        return None
    return inner if mask[:, inner].mean(axis=1).max() >= BETWEEN_LEVEL else None


def _line_style(rgb: Pixels, mask: Mask, contrast: Floats, columns: Columns, text_height: float) -> Style:
    extents = column_extents(mask)[columns]
    stroke = max(1.0, float(np.median(extents[extents > 0])))
    rows = _line_rows(mask[:, columns])
    outside = np.ones(mask.shape[1], dtype=bool)
    for run in marker_runs(mask, stroke):
        outside[run] = False
    line = np.zeros_like(mask)
    line[rows] = mask[rows] & outside
    if not line.any():
        line[:, columns] = mask[:, columns]
    bare = line & np.isin(np.arange(mask.shape[1]), columns)
    color = _core_color(rgb, bare if bare.any() else line, contrast)
    stroke = _soft_thickness(contrast, line, color, rgb)
    marker, size = marker_on_line(mask, rows, stroke, text_height)
    dash = dash_of(contrast[rows], outside, stroke)
    return Style(color, dash=dash, marker=marker, marker_size=size, stroke=stroke)


def _line_rows(bare: Mask) -> slice:
    """Rows of the line: those inked in columns without a marker at least half as often as the fullest one."""
    counts = bare.sum(axis=1)
    rows = np.flatnonzero(counts >= 0.5 * counts.max())
    return slice(int(rows[0]), int(rows[-1]) + 1)


def _core_color(rgb: Pixels, line: Mask, contrast: Floats) -> Rgb:
    """Median of the pixels with nearly the full contrast of the stroke."""
    strongest = float(np.percentile(contrast[line], 90))
    return median_color(rgb[line & (contrast >= CORE_CONTRAST * strongest)])


def _soft_thickness(contrast: Floats, line: Mask, color: Rgb, rgb: Pixels) -> float:
    """Stroke thickness in pixels from the share of the stroke's contrast in every pixel of its columns."""
    columns = line.any(axis=0)
    own = line & (color_distance(rgb, color) <= INK_DISTANCE)
    full = float(np.median(contrast[own if own.any() else line]))  # no pixel has the mean of two colours
    cover = np.clip(contrast[:, columns] / max(full, 1.0), 0.0, 1.0)
    rows = np.flatnonzero(line.any(axis=1))
    band = cover[max(0, rows[0] - 1) : rows[-1] + 2]
    return max(1.0, float(np.percentile(band.sum(axis=0), 75)))


def _marker_style(rgb: Pixels, mask: Mask, contrast: Floats) -> Style:
    solid = fill_holes(mask)
    inside = cv2.erode(solid.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    filled = inside.any() and (mask & inside).sum() >= 0.6 * inside.sum()
    color = _core_color(rgb, mask & inside if filled else mask, contrast)
    return Style(color, marker=classify_symbol(mask), marker_size=float(max(mask.shape)), has_line=False)
