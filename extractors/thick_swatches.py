"""Swatches of lines so thick that they look like patches: told by the strokes of their colour in the plot."""

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


def with_thick_lines(area: PlotArea, entries: Sequence[LegendEntry]) -> list[LegendEntry]:
    """The entries of a plot's legend, wide patches that are as high as strokes of their colour are thick as lines."""
    return [
        replace(e, is_patch=False, has_line=True, marker=None, marker_size=0.0) if _is_line(area, e) else e
        for e in entries
    ]


def _is_line(area: PlotArea, entry: LegendEntry) -> bool:
    if not entry.is_patch or entry.swatch.width < WIDE * entry.swatch.height:
        return False
    thickness = thickness_everywhere(separate(area, [entry.color])[0], 0.0)
    return abs(thickness - entry.stroke) < AS_THICK * entry.stroke
