"""The ink of a line alone, its thickness, and its dash class."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.color_groups import COLORFUL, THIN
from extractors.colors import Color, Ink, extents, strengthened, stroke_width, without_band
from extractors.legend_entry import LegendEntry
from extractors.medians import median
from extractors.noise import stroke_in_noise
from extractors.plot_area import PlotArea
from extractors.runs import SOLID

# A measured stroke is at most this much thicker than the legend's: noise thickens it, the legend does not. Markers do,
# too, but are no part of the line.
THICKER, MARKED = 1.35, 1.1
# Ink of less than SEEN is a fringe. A line is translucent where, in most columns that it runs through, its middle shows
# one and the same share of its colour, from PALEST to PALE, and so many markers at least show it FULL. Soft edges of
# thin lines are of all depths.
SEEN, PALEST, PALE, FULL, MARKERS = 0.15, 0.2, 0.6, 0.85, 4
EVEN, MOST_COLUMNS = 0.04, 0.5
# Of a line's ink, THINNEST is where it ends or another covers its edge. Bends and crossings only thicken the rest, so
# that it is as thick as at TYPICAL of its ink, the thinnest first. A stroke is longer than thick by LONG.
THINNEST, TYPICAL, LONG = 0.1, 0.25, 2.5
# A band may have more than half of its line's colour. The line in it is its ink of at least CORE, so many times thinner
# than the band, in so much of the columns.
CORE, THINNER, ALONG = 0.8, 3.0, 0.6
# Markers side by side are thick everywhere, but for their corners. One of them is no larger than in the legend by this.
FACE, WHOLE_MARKER = 0.7, 1.2


def line_ink(area: PlotArea, ink: Ink, color: Color, group: Sequence[LegendEntry]) -> tuple[Ink, float]:
    """The ink of the line alone (no band, no print of its colour) and the line's thickness."""
    if np.ptp(color) < COLORFUL:  # dark print looks like a black or grey line
        ink = np.where(area.print, 0, ink).astype(np.float32)
    known = [e.stroke for e in group if e.has_line and e.stroke > 0]
    most = MARKED if all(e.marker is not None for e in group) else THICKER
    ceiling = most * float(np.median(known)) + 0.5 if known else float("inf")
    ink = without_deeper_markers(ink)
    rough = min(stroke_width(ink), ceiling)
    rough = min(rough, _core_width(ink, rough)) if rough > area.unit else rough
    bare = without_band(ink, rough)
    bare = strengthened(bare, area.unit) if rough < THIN else bare
    stroke = stroke_width(bare)
    markers = WHOLE_MARKER * max((e.marker_size for e in group if e.marker is not None), default=0.0)
    if stroke > ceiling and (thick := thickness_everywhere(ink, ceiling, markers)) and not _is_face(thick, group):
        return ink, thick  # some tools draw all swatches alike
    return bare, max(1.0, min(stroke if any(not e.at_end for e in group) else stroke_in_noise(bare, stroke), ceiling))


def _core_width(ink: Ink, thickness: float) -> float:
    """The thickness of the line in ink that is as thick as a band because its band is half as dark, else infinity."""
    core = np.where(ink >= CORE, ink, 0).astype(np.float32)
    width = stroke_width(core)
    along = (core > 0).any(axis=0).sum() >= ALONG * (ink > SOLID).any(axis=0).sum()
    return width if along and THINNER * width <= thickness else float("inf")


def _is_face(thickness: float, group: Sequence[LegendEntry]) -> bool:
    """Whether ink of a thickness is that of filled markers, side by side."""
    return thickness > FACE * min((e.marker_size for e in group if e.marker is not None), default=float("inf"))


def thickness_everywhere(ink: Ink, ceiling: float, markers: float = 0.0) -> float:
    """The typical thickness in pixels of strokes of which all but the thinnest reach a ``ceiling``, else 0.

    Noise, markers and fills thicken a line here and there, never everywhere: strokes with and without the pieces that
    are no larger than ``markers``. The arms of crosses that a pale edge sets apart from a thin line are such.
    """
    solid = ink > SOLID
    depth = cv2.distanceTransform(np.pad(solid.astype(np.uint8), 1), cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    ridge = (depth >= cv2.dilate(depth, np.ones((3, 3), np.uint8)))[1:-1, 1:-1] & solid
    thickness, long = 2 * depth[1:-1, 1:-1] - 0.5, extents(solid)
    strokes = ridge & (long > LONG * thickness)  # lone markers are no strokes
    return min(_typical(thickness[strokes], ceiling), _typical(thickness[strokes & (long > markers)], ceiling))


def _typical(thickness: NDArray[np.float32], ceiling: float) -> float:
    """The typical one of the thicknesses along ridges if all but the thinnest reach the ceiling, else 0."""
    ordered = np.sort(thickness)
    if len(ordered) == 0:
        return 0.0
    share = np.cumsum(ordered) / ordered.sum()  # a fringe has many pixels and no thickness
    least, typical = ordered[np.searchsorted(share, (THINNEST, TYPICAL))]
    return float(typical) if least > ceiling else 0.0


def without_deeper_markers(ink: Ink) -> Ink:
    """The ink of a translucent line, where only markers on it show its full colour, as if all were of that colour."""
    deepest = ink.max(axis=0, initial=0.0)
    full, seen = deepest >= FULL, deepest > SEEN
    if (np.diff(full, prepend=False) & full).sum() < MARKERS:
        return ink
    level = median(deepest[seen])
    even = np.abs(deepest - level) < EVEN
    if not PALEST < level < PALE or even.sum() < MOST_COLUMNS * seen.sum():
        return ink
    size = float(np.percentile((ink[:, full] >= FULL).sum(axis=0), 90))  # of markers: those of pluses are narrow
    if median((ink[:, even] > level / 2).sum(axis=0)) > size:  # a band
        return ink
    return np.asarray(np.minimum(ink / level, 1), np.float32)
