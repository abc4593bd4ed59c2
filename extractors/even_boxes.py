"""Boxes of a row, column or grid of panels that are cut short: small multiples are of one size and evenly apart.

Where curves cover the ends of gridlines, a box without a frame ends at the gridline that crosses them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from extractors.geometry import Box
from extractors.panel_boxes import Panel

# Panels stand in one row, are of one size and evenly apart to within so many text heights.
EVEN = 0.2
# So many others have to be of one size. A box that has lost more than this share of it may be another plot.
LEAST, LOST = 2, 0.3
# What one row and one column of a grid tell has lost more than this, in text heights: in a scan all sizes differ a bit.
CLEARLY = 0.5


def with_even_boxes(panels: Sequence[Panel], unit: float) -> list[Panel]:
    """The panels, those that are shorter than the others of their row or column as long as these.

    One end of such a panel is in its place among the ends of the others; ``unit`` is the text height in pixels. No box
    grows into another one.
    """
    grown = list(panels)
    for upright in (False, True):
        for i, panel in enumerate(grown):
            others = [p.box for p in grown if p is not panel]
            box = _as_long(panel.box, others, upright, EVEN * unit)
            box = _as_crossing(panel, others, upright, unit) if box == panel.box else box
            if all(box.overlap(other) <= panel.box.overlap(other) for other in others):
                grown[i] = replace(panel, box=box)
    return grown


def _as_long(box: Box, others: Sequence[Box], upright: bool, near: float) -> Box:
    """The box, as long as most others in line with it that are longer."""
    start, end = _span(box, upright)
    level = _span(box, not upright)
    spans = [_span(o, upright) for o in others if np.abs(np.subtract(_span(o, not upright), level)).max() <= near]
    lengths = np.array([b - a for a, b in spans])
    if len(lengths) < LEAST:
        return box
    usual = float(np.median(lengths))
    if np.abs(lengths - usual).max() > near or not (1 - LOST) * usual <= end - start < usual - near:
        return box
    if _are_even([*(b for _, b in spans), end], near):
        return _with_span(box, upright, end - usual, end)
    if _are_even([*(a for a, _ in spans), start], near):
        return _with_span(box, upright, start, start + usual)
    return box


def _as_crossing(panel: Panel, others: Sequence[Box], upright: bool, unit: float) -> Box:
    """The box, as long as one that begins or ends with it in another row (or column) and one of its own row are.

    A side with a spine is where it is: not all tools draw the boxes of a column in line.
    """
    box, near = panel.box, EVEN * unit
    (start, end), level = _span(box, upright), _span(box, not upright)
    spans = [_span(o, upright) for o in others if np.abs(np.subtract(_span(o, not upright), level)).max() <= near]
    for first, last in (_span(o, upright) for o in others if not _shares(_span(o, not upright), level)):
        begins, ends = abs(first - start) <= near, abs(last - end) <= near
        side = ("bottom" if upright else "right") if begins else ("top" if upright else "left")
        cut = (1 - LOST) * (last - first) <= end - start <= last - first - CLEARLY * unit
        one_end = begins != ends and side not in panel.spines
        if one_end and cut and any(abs(b - a - (last - first)) <= near for a, b in spans):
            return _with_span(box, upright, first, last)
    return box


def _shares(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return min(one[1], other[1]) > max(one[0], other[0])


def _are_even(places: Sequence[float], near: float) -> bool:
    return float(np.ptp(np.diff(sorted(places)))) <= 2 * near


def _span(box: Box, upright: bool) -> tuple[float, float]:
    return (box.y0, box.y1) if upright else (box.x0, box.x1)


def _with_span(box: Box, upright: bool, start: float, end: float) -> Box:
    return replace(box, y0=start, y1=end) if upright else replace(box, x0=start, x1=end)
