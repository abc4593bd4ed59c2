"""Name the shape of a swatch's marker by its likeness to drawn templates."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Floats = NDArray[np.float64]

SIDE = 24  # pixels of the square that blobs and templates are brought to
MIN_PIXELS = 4  # a blob lower and narrower than this has no shape left: it is a dot
MIN_LIKENESS = 0.55  # below it no template describes the blob
STEM_HEIGHT = 1.3  # text heights: the arms of a plus are lower, bare error bars higher
BAR_HEIGHT = 1.0  # text heights: markers with an error bar are higher
STEM_SHARE = 0.25  # of the widest row: rows this narrow are the stem of an error bar
BODY_SHARE = 0.66  # of an error bar's height that its marker fills at most; the points of a diamond are no stem
LINE_WEIGHT = 0.2  # of rows through which the series' line runs: their ink says little about the shape


def marker_on_line(mask: Mask, line: slice, stroke: float, text_height: float) -> tuple[str | None, float]:
    """The marker class in a (h, w) swatch with a line, and the marker's larger side in pixels; None and 0 without one.

    ``line``: the rows of the line; ``stroke`` and ``text_height`` in pixels.
    """
    columns = _widest_run(mask, stroke)
    extents = column_extents(mask[:, columns])
    if len(extents) == 0:
        return None, 0.0
    height = int(extents.max())
    if len(extents) <= stroke + 2 and height > 2 * len(extents) and extents.min() >= 0.75 * height:
        # a bare upright stroke: the arm of a plus, or the stem of an error bar where it is as high as the text
        return ("plus", float(height)) if height < STEM_HEIGHT * text_height else (None, 0.0)
    solid = fill_holes(mask)
    rows = _body_rows(solid[:, columns], line, stroke, text_height)
    if rows.stop - rows.start <= 2 * stroke + 1:
        return None, 0.0
    columns = _whole_columns(_widest_run(mask[rows], stroke), rows.stop - rows.start, mask.shape[1])
    through = slice(max(0, line.start - rows.start), max(0, line.stop - rows.start))
    blob = solid[rows, columns]
    return classify_marker(blob, through), float(max(blob.shape))


def classify_marker(blob: Mask, line: slice | None = None) -> str:
    """The marker class of a (h, w) blob that is cut to its outline and has its holes filled.

    ``line`` are the rows through which the line of the series runs. Returns one of circle, square, triangle, diamond,
    cross, plus, star, other.
    """
    return _classified(blob, line, _templates())


def classify_symbol(mask: Mask) -> str:
    """The same for a (h, w) symbol without a line, the holes of which are open; only without any it is a wide plus."""
    solid = fill_holes(mask)
    return _classified(solid, None, (*_templates(), _wide_plus()) if (solid == mask).all() else _templates())


def _classified(blob: Mask, line: slice | None, shapes: Sequence[tuple[str, Floats]]) -> str:
    if not blob.any():
        return "other"
    if max(blob.shape) < MIN_PIXELS:
        return "circle"
    weights = np.ones(blob.shape, dtype=np.float64)
    if line is not None:
        weights[line] = LINE_WEIGHT
    return _best_template(_resized(blob.astype(np.float64)), _resized(weights), shapes)


def fill_holes(mask: Mask) -> Mask:
    """The mask with every enclosed hole filled."""
    outside = np.pad(mask, 1).astype(np.uint8)
    cv2.floodFill(outside, None, (0, 0), (2,))
    filled: Mask = (outside != 2)[1:-1, 1:-1]
    return filled


def column_extents(mask: Mask) -> NDArray[np.int64]:
    """Per column the rows from the first to the last inked one; 0 where there is none."""
    first = mask.argmax(axis=0)
    last = mask.shape[0] - 1 - mask[::-1].argmax(axis=0)
    return np.where(mask.any(axis=0), last - first + 1, 0).astype(np.int64)


def marker_runs(mask: Mask, stroke: float) -> list[slice]:
    """The runs of columns whose ink stands out above or below the line, left to right."""
    thick = column_extents(mask) > max(1.6 * stroke, stroke + 2)
    bounds = np.flatnonzero(np.diff(np.r_[False, thick, False].astype(np.int8))).tolist()
    runs: list[slice] = []
    for start, stop in zip(bounds[::2], bounds[1::2], strict=True):
        # the waist of a cross is as thin as the line
        if runs and start - runs[-1].stop <= 2.5 * stroke + 1:
            runs[-1] = slice(runs[-1].start, stop)
        else:
            runs.append(slice(start, stop))
    return runs


def _widest_run(mask: Mask, stroke: float) -> slice:
    """The columns of the widest marker; empty without one."""
    return max(marker_runs(mask, stroke), key=lambda run: run.stop - run.start, default=slice(0, 0))


def _body_rows(blob: Mask, line: slice, stroke: float, text_height: float) -> slice:
    """The rows of the marker itself, without the stem and caps of an error bar."""
    inked = np.flatnonzero(blob.any(axis=1))
    whole = slice(int(inked[0]), int(inked[-1]) + 1)
    if whole.stop - whole.start < BAR_HEIGHT * text_height:
        return whole
    widths = column_extents(blob.T)
    stem = widths <= max(stroke + 2, STEM_SHARE * widths.max())
    top, bottom = (line.start + line.stop - 1) // 2, (line.start + line.stop) // 2
    while top > whole.start and not stem[top - 1]:
        top -= 1
    while bottom < whole.stop - 1 and not stem[bottom + 1]:
        bottom += 1
    outer = np.r_[widths[whole.start : top], widths[bottom + 1 : whole.stop]]
    if top == whole.start or bottom == whole.stop - 1:
        return whole
    # an error bar ends in caps, which are wider than its stem, or its stem is of one width: points of markers taper
    capped = not stem[whole.start] and not stem[whole.stop - 1]
    even = int(outer.max()) - int(outer.min()) <= 1 and bottom + 1 - top <= BODY_SHARE * len(inked)
    return slice(top, bottom + 1) if capped or even else whole


def _whole_columns(columns: slice, height: int, width: int) -> slice:
    """The columns widened to the marker's height: a round marker's flanks are no higher than the line through them."""
    found = columns.stop - columns.start
    if not 0.5 * height <= found < height:
        return columns
    start = max(0, round((columns.start + columns.stop - height) / 2))
    return slice(start, min(width, start + height))


def _best_template(blob: Floats, weights: Floats, shapes: Sequence[tuple[str, Floats]]) -> str:
    score, name = max((_likeness(blob, drawn, weights), name) for name, drawn in shapes)
    return name if score >= MIN_LIKENESS else "other"


def _likeness(one: Floats, other: Floats, weights: Floats) -> float:
    """One for equal shapes, about zero for unrelated ones."""
    return 1.0 - 2.0 * float((np.abs(one - other) * weights).sum() / weights.sum())


def _resized(image: Floats) -> Floats:
    resized: Floats = cv2.resize(image, (SIDE, SIDE), interpolation=cv2.INTER_AREA).astype(np.float64)
    return resized


@cache
def _templates() -> tuple[tuple[str, Floats], ...]:
    shapes: list[tuple[str, Floats]] = [("circle", _disc()), ("square", np.ones((SIDE, SIDE)))]
    triangle = _polygon([(0.0, 1.0), (1.0, 1.0), (0.5, 0.0)])
    shapes += [("triangle", np.rot90(triangle, k).copy()) for k in range(4)]
    shapes.append(("diamond", _polygon([(0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5)])))
    for stroke in (0.16, 0.3):
        shapes += [("plus", _plus(stroke)), ("cross", _cross(stroke))]
    shapes += [("star", _star(inner)) for inner in (0.382, 0.52)]
    shapes += [("star", np.maximum(_plus(0.14), _cross(0.14)))]
    return tuple(shapes)


@cache
def _wide_plus() -> tuple[str, Floats]:
    """As Vega draws large symbols, with an edge that widens the arms; rings and discs on lines look like it."""
    return "plus", _plus(0.48)


def _grid() -> tuple[Floats, Floats]:
    """Coordinates 0-1 of the pixel centres."""
    steps = (np.arange(SIDE, dtype=np.float64) + 0.5) / SIDE
    x, y = np.meshgrid(steps, steps)
    return x, y


def _disc() -> Floats:
    x, y = _grid()
    inside = (x - 0.5) ** 2 + (y - 0.5) ** 2 <= 0.25
    return np.asarray(inside, dtype=np.float64)


def _plus(stroke: float) -> Floats:
    x, y = _grid()
    arms = (np.abs(x - 0.5) <= stroke / 2) | (np.abs(y - 0.5) <= stroke / 2)
    return np.asarray(arms, dtype=np.float64)


def _cross(stroke: float) -> Floats:
    x, y = _grid()
    reach = stroke / np.sqrt(2)
    arms = (np.abs(x - y) <= reach) | (np.abs(x + y - 1) <= reach)
    return np.asarray(arms, dtype=np.float64)


def _polygon(corners: Sequence[tuple[float, float]]) -> Floats:
    """The filled polygon in the unit square, anti-aliased."""
    fine = SIDE * 8
    canvas = np.zeros((fine, fine), dtype=np.uint8)
    cv2.fillPoly(canvas, [np.asarray(np.asarray(corners) * (fine - 1), dtype=np.int32)], (1,))
    return _resized(canvas.astype(np.float64))


def _star(inner: float) -> Floats:
    """A five-pointed star brought to the unit square; ``inner`` is its inner radius over the outer one."""
    turns = np.pi / 5 * np.arange(10)
    radius = np.where(np.arange(10) % 2 == 0, 1.0, inner)
    points = np.stack([radius * np.sin(turns), -radius * np.cos(turns)], axis=1)
    low, high = points.min(axis=0), points.max(axis=0)
    return _polygon([(float(x), float(y)) for x, y in (points - low) / (high - low)])
