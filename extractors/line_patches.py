"""Swatches of lines that look like patches: thick strokes, squares among other markers, and mere fills.

Tools for web pages (Chart.js) name every line by a fill, with or without an edge.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from extractors.colors import Color, separate
from extractors.legend_entry import LegendEntry
from extractors.line_ink import thickness_everywhere
from extractors.palette import same_hue
from extractors.plot_area import PlotArea
from extractors.swatch_opacity import full_colors

# A patch is at most so many times wider than high in the legends of common tools.
WIDE = 3.5
# Share of its height by which a line's swatch differs from the line's strokes. Where this holds for so many colours of
# a legend, shorter patches are lines, too, cut by narrow keys.
AS_THICK, SEVERAL = 0.25, 2
# Lines that are named by fills are thinner than these by this factor; bars and areas are not.
THINNER = 0.6
# Share of the columns that show a line at least, in ink that is mostly its own and so near its colour: thin lines have
# no purer one.
SHOWN, INKED, NEAR = 0.1, 0.5, 0.45
# So many other markers, as large as a square but for this factor, tell that it is one of them.
OTHERS, AS_LARGE = 2, 1.6
# Keys of colours alone, as swatch readers name them.
KEYS = frozenset({"circle", "square", "other"})
# A translucent fill covers so much of the paper. It keeps the hue of its line but for this share of its
# strength and for so many levels of rounding.
FAINTEST_FILL, DENSEST_FILL, FILL_HUE, FILL_NOISE = 0.1, 0.5, 0.1, 3.0
# A square symbol may cover all of it, wide fills that do are bars; from OPAQUE on it shows the colour itself.
OPAQUE, DENSEST_SYMBOL = 0.85, 1.1


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


def shown_as_fills(area: PlotArea, entries: Sequence[LegendEntry], found: Sequence[Color]) -> list[LegendEntry]:
    """The entries that name lines, each in the colour of its line; ``found`` are the stroke colours of the plot.

    A swatch may be a square in the colour of its line (Vega), or show the translucent fill of a series' band and
    nothing of its line: its colour is then a mixture of the paper and of a stroke's colour that no other entry names.
    Symbols of one opacity have the colours of which they are mixtures with the paper. Where all swatches are patches
    in the colours of lines, or with such edges, they name those (Chart.js). Other patches name no line.
    """
    full = full_colors(area, entries, found)
    patches = all(entry.is_patch for entry in entries)
    strokes = [_stroked_color(area, entry) if patches else None for entry in entries]
    fills_alone = None not in strokes
    drawn = [any(same_hue(area, c, e.color) for c in found) and not e.is_patch for e in entries]
    named = [e.color for e, own in zip(entries, drawn, strict=True) if own]
    shapes = {e.marker for e in entries if not e.has_line and e.marker is not None}
    shaped = len(shapes) > 1 or not shapes <= KEYS  # one key for all says nothing of markers
    free = [c for c in found if not any(same_hue(area, c, known) for known in named)]
    shown: list[LegendEntry] = []
    for entry, own, stroke, opaque in zip(entries, drawn, strokes, full, strict=True):
        symbol = entry.is_patch and entry.marker is not None
        densest = DENSEST_SYMBOL if symbol else DENSEST_FILL
        pure = None if own else opaque or _pure_color(area, entry.color, free, densest)
        pure = stroke if pure is None and fills_alone else pure
        if pure is not None:
            line = replace(entry, color=pure, is_patch=False)
            kept = entry.has_line or symbol or shaped
            shown.append(line if kept else replace(line, marker=None, dash="solid"))
        elif not entry.is_patch:
            shown.append(entry)
    return shown


def _stroked_color(area: PlotArea, patch: LegendEntry) -> Color | None:
    """The colour of a patch's edge or of its fill, whichever the plot shows in thin strokes; None where it does not."""
    return next((c for c in (patch.rim, patch.color) if c is not None and _is_stroked(area, c, patch)), None)


def _pure_color(area: PlotArea, pale: Color, found: Sequence[Color], densest: float) -> Color | None:
    """Which of the found colours ``pale`` is a mixture of with the paper, itself where it is opaque; or None."""
    seen = np.array(pale, np.float32) - area.empty
    best, least = None, FILL_HUE * float(np.linalg.norm(seen)) + FILL_NOISE
    for color in found:
        toward = np.array(color, np.float32) - area.empty
        share = float(seen @ toward) / max(float(toward @ toward), 1.0)
        aside = float(np.linalg.norm(seen - share * toward))
        if FAINTEST_FILL < share < densest and aside < least:
            best, least = pale if share > OPAQUE else color, aside
    return best


def _is_stroked(area: PlotArea, color: Color, patch: LegendEntry) -> bool:
    """Whether the plot shows a colour, itself and not a stronger one, in strokes that are thinner than the patch."""
    ink = separate(area, [color])[0]
    apart = np.linalg.norm(area.rgb - np.asarray(color, np.float32), axis=2)
    own = (ink > INKED) & (apart < NEAR * float(np.linalg.norm(np.asarray(color, np.float32) - area.empty)))
    if own.any(axis=0).mean() < SHOWN:
        return False
    return 0.0 < thickness_everywhere(ink, 0.0) <= THINNER * patch.swatch.height


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
