"""Legend entries in groups of one colour."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extractors.colors import SAME, Color
from extractors.legend_entry import LegendEntry
from extractors.palette import same_hue
from extractors.plot_area import PlotArea

# Between the largest and the smallest channel of a colour that is neither black nor grey.
COLORFUL = 40
# Of a thinner stroke than this many pixels no pixel may be wholly covered.
THIN = 2.0


def by_color(area: PlotArea, entries: Sequence[LegendEntry]) -> list[list[LegendEntry]]:
    """The entries in groups of one colour."""
    groups: list[list[LegendEntry]] = []
    for entry in entries:
        group = next((g for g in groups if _distance(g[0].color, entry.color) < 0.6 * SAME), None)
        group = group or next((g for g in groups if all(_is_worn(area, entry, e) for e in g)), None)
        if group is None:
            groups.append([entry])
        else:
            group.append(entry)
    return groups


def purest(area: PlotArea, group: Sequence[LegendEntry]) -> Color:
    """The colour of the entries that stands out most."""
    return max((e.color for e in group), key=lambda c: float(np.linalg.norm(np.array(c, np.float32) - area.empty)))


def _is_worn(area: PlotArea, one: LegendEntry, other: LegendEntry) -> bool:
    """Whether two entries differ in their dash, and in colour only as thin dots do that no pixel shows whole."""
    thin = [e for e in (one, other) if e.dash != "solid" and e.stroke < THIN]
    colored = min(np.ptp(one.color), np.ptp(other.color)) >= COLORFUL
    return one.dash != other.dash and len(thin) > 0 and bool(colored) and same_hue(area, one.color, other.color)


def _distance(a: Color, b: Color) -> float:
    return float(np.linalg.norm(np.subtract(a, b)))
