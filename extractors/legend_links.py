"""Which entries of legends belong together: they follow one another in a column or row."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.legend_entry import PIXEL, SAME_COLUMN, LegendEntry
from extractors.panel_boxes import Panel, holding_panel

# lengths in text heights
ROW_PITCH = 3.0  # between the centres of entries that follow one another in a column, at most
# The same where lines, or symbols and names, begin exactly below one another: Excel and Vega set them far apart, and a
# lone letter between two rows may not be found.
WIDE_PITCH = 6.5
EXACT = 0.2  # by which the ends of those swatches may be out of line
# The same in a plot where lines both begin and end in the same columns of pixels: curves cross the names between them.
FAR_PITCH = 12.0
# Beside the plots, in shares of the lowest one: entries of the legends of two panels are farther apart.
FAR_SHARE = 0.25
ROW_GAP = 8.0  # between entries that stand side by side


def linked(a: LegendEntry, b: LegendEntry, panels: Sequence[Panel]) -> bool:
    """Whether two entries follow one another in a column or row of one legend."""
    low, high = sorted((a.text_box.height, b.text_box.height))
    panel, other = (holding_panel(e.text_box, panels) for e in (a, b))
    pitch = abs(a.text_box.cy - b.text_box.cy)
    named = a.name and b.name  # of a name that was not read yet only a part may be boxed
    if named and (high > 1.7 * low or (a.name == b.name and pitch > ROW_PITCH * high)):
        return False
    if panel != other:
        below = pitch <= ROW_PITCH * high and _is_below(a, b)
        return None in (panel, other) and (below or _is_beside(a, b, high))
    if pitch <= 0.5 * high:
        first, second = sorted((a.box, b.box), key=lambda box: box.x0)
        gaps = (a.text_box.x0 - a.swatch.x1, b.text_box.x0 - b.swatch.x1)
        apart = second.x0 - first.x1
        bare = all(e.has_line and e.marker is None for e in (a, b))  # of a swatch of dashes only the first may be near
        dash_of = bare and apart <= ROW_GAP / 2 * high and abs(gaps[0] - gaps[1]) <= EXACT * high + PIXEL
        middles = (a.text_box.x0 - a.swatch.cx, b.text_box.x0 - b.swatch.cx)  # markers stand where lines have theirs
        same_place = abs(middles[0] - middles[1]) <= EXACT * high + PIXEL and a.has_line != b.has_line
        alike = dash_of or same_place or abs(a.swatch.width - b.swatch.width) <= 1.5 * high
        return apart <= ROW_GAP * high and alike
    offsets = (a.swatch.x0 - b.swatch.x0, a.swatch.x1 - b.swatch.x1, a.swatch.cx - b.swatch.cx)
    exact = abs(offsets[0]) <= EXACT * high and a.has_line and b.has_line
    names_exact = abs(a.text_box.x0 - b.text_box.x0) <= EXACT * high
    exact |= names_exact and max(abs(offset) for offset in offsets) <= EXACT * high
    near = pitch <= (WIDE_PITCH if exact else ROW_PITCH) * high
    same_ends = a.has_line and b.has_line and max(abs(offset) for offset in offsets) <= PIXEL
    farthest = FAR_PITCH * high if panel is not None else min(FAR_PITCH * high, FAR_SHARE * _lowest(panels))
    near |= same_ends and min(a.swatch.width, b.swatch.width) >= high and pitch <= farthest
    return near and min(abs(offset) for offset in offsets) <= SAME_COLUMN * high


def _is_below(a: LegendEntry, b: LegendEntry) -> bool:
    """Whether lines and names begin and end in the same columns, as in a legend that runs over the edge of a plot."""
    offsets = (a.swatch.x0 - b.swatch.x0, a.swatch.x1 - b.swatch.x1, a.text_box.x0 - b.text_box.x0)
    return a.has_line and b.has_line and max(abs(offset) for offset in offsets) <= PIXEL


def _is_beside(a: LegendEntry, b: LegendEntry, height: float) -> bool:
    """Whether lines are level, alike and as far before their names, as in a row that runs over the side of a plot."""
    first, second = sorted((a, b), key=lambda e: e.box.x0)
    level = abs(a.swatch.cy - b.swatch.cy) <= PIXEL and abs(a.swatch.width - b.swatch.width) <= PIXEL
    as_far = abs((a.text_box.x0 - a.swatch.x1) - (b.text_box.x0 - b.swatch.x1)) <= PIXEL
    near = 0 < second.box.x0 - first.box.x1 <= ROW_GAP / 2 * height
    return a.has_line and b.has_line and level and as_far and near


def _lowest(panels: Sequence[Panel]) -> float:
    return min((panel.box.height for panel in panels), default=0.0)
