"""Whether names beside what looks like swatches are a legend at all."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.geometry import Box
from extractors.legend_entry import LONG_SWATCH, LegendEntry
from extractors.panel_boxes import Panel, holding_panel

OFF_NAME = 0.4  # of the height of print: the foot of an arrow or a curve beside a note is farther off its middle
LETTERS = 2  # of a single entry: noise beside a curve is read as a letter and a point
LEAST_SYMBOL = 0.6  # of the height of print: points of numbers are narrower, symbols beside names seldom


def is_legend(entries: Sequence[LegendEntry], box: Box, framed: bool, panels: Sequence[Panel]) -> bool:
    """Whether entries in a ``box`` are a legend and not an annotation beside a marker or a label beside a tick."""
    worded = sum(any(c.isalpha() for c in e.name) for e in entries)
    if framed:
        return True
    if len(entries) > 1:
        beside = holding_panel(box, panels) is None and not _are_points(entries)
        return worded > 0 or beside or _even_lines(entries)
    only = entries[0]
    long = only.swatch.width >= LONG_SWATCH * only.text_box.height
    inside = holding_panel(box, panels) is not None
    level = abs(only.swatch.cy - only.text_box.cy) <= OFF_NAME * only.text_box.height
    shown = level and (only.has_line or (only.is_patch and inside))
    named = worded > 0 and sum(c.isalnum() for c in only.name) >= LETTERS
    return named and long and shown and not _is_cut(only.text_box, panels)


def _is_cut(name: Box, panels: Sequence[Panel]) -> bool:
    """Whether the left or right side of a panel cuts what was read: a tick label with data beside it."""
    inner = name.grown(-name.height / 2, 0)
    beside = [p.box for p in panels if p.box.y0 < name.cy < p.box.y1]
    return any(inner.x0 < side < inner.x1 for box in beside for side in (box.x0, box.x1))


def _are_points(entries: Sequence[LegendEntry]) -> bool:
    """Whether a swatch is as small as the point of a number that was read in two."""
    return any(e.swatch.width < LEAST_SYMBOL * e.text_box.height for e in entries)


def _even_lines(entries: Sequence[LegendEntry]) -> bool:
    """Whether all swatches are lines of one length, as numbers beside data points never have."""
    widths = [e.swatch.width for e in entries]
    longest_text = max(e.text_box.height for e in entries)
    # a dashed swatch may end in a gap and then looks shorter
    even = LONG_SWATCH * longest_text <= min(widths) and max(widths) <= 1.35 * min(widths)
    return even and all(e.has_line for e in entries)
