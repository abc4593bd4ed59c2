"""Which drawn shape a swatch's marker is, pointing which way, hollow or filled: needed where colours are alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import numpy as np
from numpy.typing import NDArray

from extractors.colors import SAME
from extractors.legend_canvas import background_of
from extractors.legend_entry import LegendEntry
from extractors.marker_shapes import SHAPES, Template
from extractors.swatch_style import END_SHARE

Pixels = NDArray[np.uint8]
Image = NDArray[np.float32]

# Share of the swatch's ink beside its line that a shape must explain.
LEAST_FIT = 0.6
# Rows that the ends of the swatch ink by this much show its line; where they ink half at most, a marker shows besides.
LINE_LEVEL, HALF = 0.3, 0.5
# Pixels on either side of the line that are its anti-aliased rim; of the strongest ink, what its tips are paler than.
RIM, CORE = 1, 0.8
# Ink below this is haze.
FAINT = 0.3
# A shape of no common name must explain this much more of the ink.
RARE = 0.1
# Some tools centre triangles on their centroid, this share of their height off the middle of their box.
CENTROID = 1 / 6
# Sizes around that of the ink beside the line, and widths of drawn edges in strokes.
SIZES, EDGES = (0.8, 0.9, 1.0, 1.1), (0.45, 0.75, 1.3)


def with_looks(rgb: Pixels, entries: Sequence[LegendEntry]) -> tuple[LegendEntry, ...]:
    """The entries of a legend, those that share their colour with another one with the ``look`` of their markers.

    So are markers found that are hardly larger than the line. ``rgb``: the (H, W, 3) figure that the entries' boxes
    refer to.
    """
    return tuple(
        _with_look(rgb, e) if e.has_line and any(_alike(e, o) for o in entries if o is not e) else e for e in entries
    )


def _with_look(rgb: Pixels, entry: LegendEntry) -> LegendEntry:
    found = _find_look(rgb, entry)
    if found is None:
        return replace(entry, look=None)
    look, size = found
    return replace(entry, look=look, marker=SHAPES[look[0]].name, marker_size=max(entry.marker_size, size))


def _alike(one: LegendEntry, other: LegendEntry) -> bool:
    return float(np.linalg.norm(np.subtract(one.color, other.color))) < SAME


def _find_look(rgb: Pixels, entry: LegendEntry) -> tuple[tuple[int, bool], float] | None:
    """The index in ``SHAPES`` and whether the marker is hollow, and its size; None for none or one like no shape."""
    ink = _ink(rgb, entry)
    width = ink.shape[1]
    end = max(2, round(END_SHARE * width))
    ends = _line_profile(np.hstack((ink[:, :end], ink[:, -end:])))
    line = np.flatnonzero(ends > LINE_LEVEL)
    more = np.where(ends <= HALF, np.clip(ink.T - ends, 0, 1), 0).T
    more[:, :end], more[:, -end:] = 0, 0
    rows, columns = np.nonzero(more > FAINT)
    if len(rows) == 0 or len(line) == 0:
        return None
    size = max(float(np.ptp(rows)), float(np.ptp(columns))) + 1
    middle = ((columns.min() + columns.max()) / 2, (line[0] + line[-1]) / 2)
    if size <= entry.stroke + 2 * RIM:
        return None
    best, fit = _best(ink, ends, middle, size, entry.stroke)
    return (best, size) if fit >= LEAST_FIT else None


def _line_profile(ends: Image) -> Image:
    """How much of every row the line covers, by the ends of the swatch but their blanks and the tips of its dashes."""
    inked = ends.max(axis=0)
    return np.asarray(np.median(ends[:, inked >= CORE * inked.max()], axis=1), np.float32)


def _ink(rgb: Pixels, entry: LegendEntry) -> Image:
    """How much of every pixel of the swatch and its rim the entry's colour covers."""
    background = np.array(background_of(rgb, entry.text_box), float)
    crop = rgb[entry.swatch.grown(2).slices(*rgb.shape[:2])].astype(float) - background
    toward = np.array(entry.color, float) - background
    return np.asarray(np.clip(crop @ toward / max(float(toward @ toward), 1.0), 0, 1), np.float32)


def _best(
    ink: Image, ends: Image, middle: tuple[float, float], size: float, stroke: float
) -> tuple[tuple[int, bool], float]:
    grid: Image = np.indices(ink.shape).astype(np.float32)
    gy, gx = grid[0], grid[1]
    weight = (ends <= HALF)[:, None] & (np.abs(gx - middle[0]) <= size)
    line = np.broadcast_to(ends[:, None], ink.shape)[weight]
    total = max(float(((ink[weight] - line) ** 2).sum()), 1e-6)
    best, least = (0, False), float("inf")
    lift = CENTROID * size
    for (k, shape), hollow, share in product(enumerate(SHAPES), (False, True), SIZES):
        if hollow and not shape.closed:
            continue
        rarity = RARE * total * (shape.name == "other")
        edges = EDGES if hollow or not shape.closed else EDGES[:1]
        lifts = (-lift, 0, lift) if shape.name == "triangle" else (0,)
        for edge, x, y, up in product(edges, (-1, 0, 1), (-1, 0, 1), lifts):
            template = Template(shape, share * size / 2, max(0.8, edge * stroke), hollow)
            dx, dy = gx[weight] - np.float32(middle[0] + x), gy[weight] - np.float32(middle[1] + y + up)
            drawn = np.maximum(line, template.coverage(dx, dy))
            missed = float(((ink[weight] - drawn) ** 2).sum()) + rarity
            if missed < least:
                best, least = (k, hollow), missed
    return best, 1 - least / total
