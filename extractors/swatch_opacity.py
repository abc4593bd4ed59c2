"""The colours of translucent swatches: a legend of symbols shows all of its series in one opacity (Vega)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extractors.colors import Color
from extractors.legend_entry import LegendEntry
from extractors.plot_area import Pixels, PlotArea

# Opacities of swatches that are seen through, and of those that show the colour itself.
FAINTEST, OPAQUE, DENSEST = 0.1, 0.85, 1.1
# A translucent fill keeps the hue of its line but for this share of its strength and for so many levels of rounding.
HUE, NOISE = 0.1, 3.0
# So many colours of a legend agree in their opacity, to this share of it.
SEVERAL, EVEN = 2, 0.06
# Levels by which a colour may leave the range of colours through rounding and a common opacity.
OUTSIDE = 12.0


def full_colors(area: PlotArea, entries: Sequence[LegendEntry], found: Sequence[Color]) -> list[Color | None]:
    """The colours of the entries' lines where all entries are symbols of one opacity; None of each other entry.

    ``found`` are the stroke colours of the plot: where several swatches are mixtures of such with the paper to the
    same share, so are the others, also of colours that were not found.
    """
    share = None if any(e.has_line for e in entries) else _opacity(area, entries, found)
    return [None if share is None else _without_paper(area, e.color, share) for e in entries]


def _opacity(area: PlotArea, entries: Sequence[LegendEntry], found: Sequence[Color]) -> float | None:
    """The opacity in which most of the swatches are mixtures of the paper with found colours, if it is one."""
    pale = list(dict.fromkeys(e.color for e in entries))
    shares = [_shares(area.empty, color, found) for color in pale]
    best: list[float] = []
    for share in sorted((s for own in shares for s in own), reverse=True):
        near = [min(own, key=lambda s: abs(s - share), default=0.0) for own in shares]
        agreeing = [s for s in near if abs(s - share) <= EVEN * share]
        best = max(best, agreeing, key=len)
    share = float(np.mean(best)) if len(best) >= SEVERAL else 1.0
    return share if share < OPAQUE else None


def _shares(empty: Pixels, pale: Color, found: Sequence[Color]) -> list[float]:
    """The shares of found colours in a colour that is a mixture of one of them with the empty plot."""
    seen = np.array(pale, np.float32) - empty
    shares = []
    for color in found:
        toward = np.array(color, np.float32) - empty
        share = float(seen @ toward) / max(float(toward @ toward), 1.0)
        aside = float(np.linalg.norm(seen - share * toward))
        if FAINTEST < share < DENSEST and aside < HUE * float(np.linalg.norm(seen)) + NOISE:
            shares.append(share)
    return shares


def _without_paper(area: PlotArea, pale: Color, share: float) -> Color | None:
    """The colour that is ``pale`` where it covers that share of the paper; None where there is no such colour."""
    full = area.empty + (np.array(pale, np.float32) - area.empty) / share
    if (np.abs(full - np.clip(full, 0, 255)) > OUTSIDE).any():
        return None
    red, green, blue = (round(float(v)) for v in np.clip(full, 0, 255))
    return red, green, blue
