"""Swatches of lines that look like patches: thick strokes, and squares among other markers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.colors import separate
from extractors.legend_entry import LegendEntry
from extractors.line_ink import thickness_everywhere
from extractors.plot_area import PlotArea

# A patch is at most so many times wider than high in the legends of common tools.
WIDE = 3.5
# Share of its height by which a line's swatch differs from the line's strokes.
AS_THICK = 0.25
# So many other markers, as large as a square but for this factor, tell that it is one of them.
OTHERS, AS_LARGE = 2, 1.6


def with_lines(area: PlotArea, entries: Sequence[LegendEntry]) -> list[LegendEntry]:
    """The entries of a plot's legend, those patches as lines or markers that are no fills.

    A wide patch as high as strokes of its colour are thick is a line, and a square beside several other markers is one.
    """
    return [_as_drawn(area, e, entries) if e.is_patch else e for e in entries]


def _as_drawn(area: PlotArea, patch: LegendEntry, entries: Sequence[LegendEntry]) -> LegendEntry:
    if _is_line(area, patch):
        return replace(patch, is_patch=False, has_line=True, marker=None, marker_size=0.0)
    return replace(patch, is_patch=False, stroke=1.0) if _is_marker(patch, entries) else patch


def _is_line(area: PlotArea, entry: LegendEntry) -> bool:
    if entry.swatch.width < WIDE * entry.swatch.height:
        return False
    thickness = thickness_everywhere(separate(area, [entry.color])[0], 0.0)
    return abs(thickness - entry.stroke) < AS_THICK * entry.stroke


def _is_marker(entry: LegendEntry, entries: Sequence[LegendEntry]) -> bool:
    if entry.marker is None:
        return False
    sizes = [e.marker_size / entry.marker_size for e in entries if e.marker is not None and not e.is_patch]
    return sum(1 / AS_LARGE < size < AS_LARGE for size in sizes) >= OTHERS
