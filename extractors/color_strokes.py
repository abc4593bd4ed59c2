"""What each colour of a panel draws: its ink, that of its lines alone, and what may cover them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from extractors.bar_stems import find_stems, without_stems
from extractors.colors import Color, Ink
from extractors.following import Mask
from extractors.legend import LegendEntry
from extractors.line_ink import line_ink
from extractors.medians import median
from extractors.plot_area import PlotArea


@dataclass(frozen=True)
class Strokes:
    """What one colour draws: the legend entries of that colour, all its ink, and that of its lines without error bars.

    ``hidden``: where something else covers it; ``stroke``: the thickness of its lines in pixels. ``shown``: of the
    lines that the legend shows, 0 where it shows none; where it does, an entry without one has none.
    """

    color: Color
    group: Sequence[LegendEntry]
    ink: Ink
    unbarred: Ink
    stroke: float
    hidden: Mask
    shown: float = 0.0


def strokes_of(
    area: PlotArea, inks: Sequence[Ink], looks: Sequence[tuple[Color, Sequence[LegendEntry]]], shown: float
) -> list[Strokes]:
    """The strokes of each colour that is looked for; ``inks`` may hold more colours, which hide these."""
    lines = [line_ink(area, ink, *look) for ink, look in zip(inks, looks, strict=False)]
    markers = [e.marker_size for _, group in looks for e in group if e.marker is not None]
    stems = find_stems(lines, median(np.array(markers)) if markers else 0.0)
    bare = [without_stems(ink, stroke, stems) if stems else ink for ink, stroke in lines]
    return [
        Strokes(*look, ink, bare[k], stroke, hidden_for(area, inks, k), shown)
        for k, (look, (ink, stroke)) in enumerate(zip(looks, lines, strict=True))
    ]


def hidden_for(area: PlotArea, inks: Sequence[Ink], k: int) -> Mask:
    """Where a legend or the ink of another series may cover the curve of colour ``k``."""
    hidden = area.hidden | area.print
    for j, ink in enumerate(inks):
        if j != k:
            hidden = hidden | (ink > 0.5)
    return hidden
