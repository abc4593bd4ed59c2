"""The ink of a line alone, its thickness, and its dash class."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extractors.color_groups import COLORFUL, THIN
from extractors.colors import Color, Ink, strengthened, stroke_width, without_band
from extractors.following import Path
from extractors.legend_entry import LegendEntry
from extractors.plot_area import PlotArea

# A measured stroke is at most this much thicker than the legend's: noise thickens it, the legend does not. Markers do,
# too, but are no part of the line.
THICKER, MARKED = 1.35, 1.1


def line_ink(area: PlotArea, ink: Ink, color: Color, group: Sequence[LegendEntry]) -> tuple[Ink, float]:
    """The ink of the line alone (no band, no print of its colour) and the line's thickness."""
    if np.ptp(color) < COLORFUL:  # dark print looks like a black or grey line
        ink = np.where(area.print, 0, ink).astype(np.float32)
    known = [e.stroke for e in group if e.has_line and e.stroke > 0]
    most = MARKED if all(e.marker is not None for e in group) else THICKER
    ceiling = most * float(np.median(known)) + 0.5 if known else float("inf")
    rough = min(stroke_width(ink), ceiling)
    bare = without_band(ink, rough)
    bare = strengthened(bare, area.unit) if rough < THIN else bare
    return bare, max(1.0, min(stroke_width(bare), ceiling))


def dash_class(path: Path, stroke: float) -> str:
    """solid, dashed, dotted or dashdot, from the lengths of the inked stretches."""
    lengths = np.array(path.dashes[1:-1], float)
    if len(lengths) < 5 or path.dash_share > 0.97:
        return "solid"
    if np.median(lengths) > 25 * stroke:
        return "solid"
    short = lengths < 2.6 * stroke
    if short.mean() > 0.8:
        return "dotted"
    return "dashdot" if 0.3 < short.mean() < 0.7 else "dashed"
