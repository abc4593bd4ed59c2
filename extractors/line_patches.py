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
# Share of its height by which a line's swatch differs from the line's strokes. Where this holds for so many colours of
# a legend, shorter patches are lines, too, cut by narrow keys.
AS_THICK, SEVERAL = 0.25, 2
# So many other markers, as large as a square but for this factor, tell that it is one of them.
OTHERS, AS_LARGE = 2, 1.6


def with_lines(area: PlotArea, entries: Sequence[LegendEntry]) -> list[LegendEntry]:
    """The entries of a plot's legend, those patches as lines or markers that are no fills.

    A wide patch as high as strokes of its colour are thick is a line, several such patches are, however wide, and a
    square beside several other markers is one.
    """
    as_thick = [e.is_patch and _is_as_thick(area, e) for e in entries]
    several = len({e.color for e, own in zip(entries, as_thick, strict=True) if own}) >= SEVERAL
    return [
        _as_drawn(e, own and (several or e.swatch.width >= WIDE * e.swatch.height), entries) if e.is_patch else e
        for e, own in zip(entries, as_thick, strict=True)
    ]


def _as_drawn(patch: LegendEntry, is_line: bool, entries: Sequence[LegendEntry]) -> LegendEntry:
    if is_line:
        return replace(patch, is_patch=False, has_line=True, marker=None, marker_size=0.0)
    return replace(patch, is_patch=False, stroke=1.0) if _is_marker(patch, entries) else patch


def _is_as_thick(area: PlotArea, entry: LegendEntry) -> bool:
    """Whether the strokes of a patch's colour are as thick as the patch is high."""
    thickness = thickness_everywhere(separate(area, [entry.color])[0], 0.0)
    return abs(thickness - entry.stroke) < AS_THICK * entry.stroke


def _is_marker(entry: LegendEntry, entries: Sequence[LegendEntry]) -> bool:
    if entry.marker is None:
        return False
    sizes = [e.marker_size / entry.marker_size for e in entries if e.marker is not None and not e.is_patch]
    return sum(1 / AS_LARGE < size < AS_LARGE for size in sizes) >= OTHERS
