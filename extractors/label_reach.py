"""Boxes as their tick labels say: a tick label stands beside its plot, so a box that ends before it is cut.

Flat curves and axes through zero look as the sides of a plot do, and strokes that curves cut end too early.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from extractors.channels import channel_max
from extractors.geometry import Box
from extractors.label_ladders import LabelLadder, label_columns, label_rows
from extractors.panel_boxes import Panel, background_of
from extractors.strips import Side
from extractors.text import Text
from extractors.tick_marks import SEAT, find_tick_marks

# All in text heights. Labels are no farther from the box than this; what is farther beyond its end is cut off.
NEAR, BEYOND = 3.5, 0.9
# Labels without tick marks must be farther out, since their print may be shifted.
FAR = 2.0
# Labels reach into the box by less than this: what stands in it is no tick label.
LOOSE = 0.6
# A row of labels in the foot of a box is of so many, over more than this share of its width.
ROW, HALF = 3, 0.5
# By which labels of one axis stand off their even places.
EVEN = 0.25
# Levels by which ink differs from the ground.
INK = 30

Ladders = Sequence[LabelLadder]


def reaching_labels(rgb: NDArray[np.uint8], panels: Sequence[Panel], texts: Sequence[Text], unit: float) -> list[Panel]:
    """The panels with their boxes as long as the ladders of tick labels beside and below them.

    ``rgb``: (H, W, 3); ``unit``: the text height in pixels. At least two labels of a ladder stand beside the box as it
    is, one at least beyond its end. Labels between two boxes are those of the nearer one. No box grows into another.
    """
    ground = np.array(background_of(rgb, Box(0, 0, rgb.shape[1] - 1, rgb.shape[0] - 1)), np.int16)
    ink = np.asarray(channel_max(np.abs(rgb.astype(np.int16) - ground)) > INK, dtype=np.bool_)
    columns, rows = label_columns(texts, ink, unit), label_rows(texts, ink, unit)
    grown = []
    for panel in panels:
        others = [p.box for p in panels if p is not panel]
        panel = _above_labels(panel, rows, others, texts, unit)
        beside = _beside(panel.box, others, columns, ("left", "right"), unit)
        below = _beside(panel.box, others, rows, ("bottom", "top"), unit)
        places_y = [(side, _printed(c, texts, [r for _, r in below])) for side, c in beside]
        places_y = [(side, _up_to_rows(places, panel.box, below, unit)) for side, places in places_y]
        places_x = [(side, _printed(r, texts, [c for _, c in beside])) for side, r in below]
        longer = _longer(rgb, _longer(rgb, panel, places_y, unit), places_x, unit)
        grown.append(panel if any(longer.box.overlap(b) > panel.box.overlap(b) for b in others) else longer)
    return grown


def _above_labels(panel: Panel, rows: Ladders, others: Sequence[Box], texts: Sequence[Text], unit: float) -> Panel:
    """The panel down to the stroke above a row of labels in its foot, where none stands below it.

    A label just under the end of an axis seems to continue it.
    """
    box = panel.box
    if _beside(box, others, rows, ("bottom", "top"), unit):
        return panel
    low = [r for r in rows if box.y1 - NEAR * unit < r.box.cy <= box.y1]
    foot = [r.box for r in low if len(_inside(_printed(r, texts, []), box, "bottom", unit)) >= ROW]
    wide = [labels.y0 for labels in foot if labels.width > HALF * box.width]
    sides = [at for at in panel.strokes_y for y0 in wide if 0 <= y0 - at <= NEAR * unit]
    if not sides:
        return panel
    strokes = tuple(at for at in panel.strokes_y if at <= max(sides))
    return replace(panel, box=replace(box, y1=max(sides)), strokes_y=strokes)


def _beside(
    box: Box, others: Sequence[Box], ladders: Ladders, sides: Sequence[Side], unit: float
) -> list[tuple[Side, LabelLadder]]:
    """The ladders along these sides of a box that stand closer to it than to any other."""
    found = []
    for side, ladder in itertools.product(sides, ladders):
        gap = _gap(ladder.box, box, side)
        faces = sides[1 - sides.index(side)]
        nearer = any(
            -LOOSE * unit <= _gap(ladder.box, o, faces) <= gap and _level(ladder.box, o, faces) for o in others
        )
        inside = _inside(ladder.places, box, side, unit)
        if -LOOSE * unit <= gap <= NEAR * unit and len(inside) >= 2 and not nearer:
            found.append((side, ladder))
    return found


def _inside(places: Sequence[float], box: Box, side: Side, unit: float) -> list[float]:
    low, high = _span(box, side in ("left", "right"))
    return [p for p in places if low - BEYOND * unit <= p <= high + BEYOND * unit]


def _gap(labels: Box, box: Box, side: Side) -> float:
    gaps: dict[Side, float] = {
        "left": box.x0 - labels.x1,
        "right": labels.x0 - box.x1,
        "bottom": labels.y0 - box.y1,
        "top": box.y0 - labels.y1,
    }
    return gaps[side]


def _level(labels: Box, box: Box, side: Side) -> bool:
    """Whether the labels stand beside a side, at least in part."""
    if side in ("left", "right"):
        return labels.y1 > box.y0 and labels.y0 < box.y1
    return labels.x1 > box.x0 and labels.x0 < box.x1


def _longer(rgb: NDArray[np.uint8], panel: Panel, ladders: Sequence[tuple[Side, list[float]]], unit: float) -> Panel:
    """The panel, as long as the first of the ladders that reaches beyond its ends."""
    for side, places in ladders:
        upright = side in ("left", "right")
        low, high = _span(panel.box, upright)
        inside = _inside(places, panel.box, side, unit)
        if len(inside) < 2 or len(inside) == len(places):
            continue
        whole = replace(panel, box=_with_span(panel.box, upright, (min(low, places[0]), max(high, places[-1]))))
        grid = whole.strokes_y if upright else whole.strokes_x
        marks = [m.px for m in find_tick_marks(rgb, whole.box, side, grid, unit)]
        first = _seated(places[0], marks, low, unit) if places[0] < low - BEYOND * unit else low
        last = _seated(places[-1], marks, high, unit) if places[-1] > high + BEYOND * unit else high
        return replace(panel, box=_with_span(panel.box, upright, (first, last)))
    return panel


def _printed(ladder: LabelLadder, texts: Sequence[Text], across: Ladders) -> list[float]:
    """The places of the labels that were read, in order, without one at the corner that may be of a ladder across."""
    read = [t.box for t in texts if any(c.isdigit() for c in t.string)]
    taken = [t for t in read if any(t.holds(b.cx, b.cy) for other in across for b in other.boxes)]
    return [
        place
        for place, box in zip(ladder.places, ladder.boxes, strict=True)
        if any(t.holds(box.cx, box.cy) for t in read) and not any(t.holds(box.cx, box.cy) for t in taken)
    ]


def _up_to_rows(
    places: Sequence[float], box: Box, across: Sequence[tuple[Side, LabelLadder]], unit: float
) -> list[float]:
    """The places of a column without those of a plot below or above: beyond a row of labels, and not as even."""
    inside = _inside(places, box, "left", unit)
    if len(inside) < 2:
        return list(places)
    pitch = float(np.median(np.diff(inside)))
    rows = [(side == "top", row.box.cy) for side, row in across]
    beyond = [any((p < at) if above else (p > at) for above, at in rows) for p in places]
    steps = [min(abs(p - inside[0]), abs(p - inside[-1])) / pitch for p in places]
    off = [abs(step - round(step)) * pitch for step in steps]
    return [p for p, far, by in zip(places, beyond, off, strict=True) if not far or by <= EVEN * unit]


def _span(box: Box, upright: bool) -> tuple[float, float]:
    return (box.y0, box.y1) if upright else (box.x0, box.x1)


def _with_span(box: Box, upright: bool, span: tuple[float, float]) -> Box:
    return replace(box, y0=span[0], y1=span[1]) if upright else replace(box, x0=span[0], x1=span[1])


def _seated(place: float, marks: Sequence[float], end: float, unit: float) -> float:
    """The tick mark or gridline of a label; without one the middle of its print, if that is far from the ``end``."""
    fallback = place if abs(place - end) > FAR * unit else end
    return min((m for m in marks if abs(m - place) <= SEAT * unit), key=lambda m: abs(m - place), default=fallback)
