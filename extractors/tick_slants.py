"""Labels that are not upright: slanted ones below an axis, and those of a y axis that run along it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np

from extractors.geometry import Box
from extractors.panels import Panel
from extractors.strips import Side
from extractors.text import Text
from extractors.tick_marks import MAJOR, TickMark
from extractors.tick_prints import REACH, LabelPrint

# Of words this short the slant is often not seen.
SHORT = 4
# Fewer slanted texts than this in a row are no tick labels.
LEAST = 2
# All in text heights. Labels hang from the axis at one height (or column) to within LEVEL;
LEVEL = 1.2
# the right way to hang them puts them on their marks to within HANGS on average.
HANGS = 0.6
# or all as far beside them to within ASIDE: else one of them is missing.
ASIDE = 1.5
# Ticks lie on the box to this distance.
BEYOND = 0.6


def slanted_prints(
    panel: Panel, side: Side, marks: Sequence[TickMark], texts: Sequence[Text], unit: float
) -> list[LabelPrint]:
    """Slanted labels below (or above) the box, each on its tick; none where it is unclear how they hang.

    Labels may end at their tick, begin at it, or stand centred below it, and the tick may be a mark or the middle
    between two. Which of these it is shows in the marks.
    """
    hanging = _hanging(panel.box, side, texts, unit)
    if side in ("left", "right") or len(hanging) < LEAST:
        return []
    ticks = _main_places(marks, len(hanging))
    between = [(low + high) / 2 for low, high in pairwise(ticks)]  # as spreadsheets set categories
    ways = [(anchor, places) for places in (ticks, between) for anchor in _anchors(side, unit)]
    for anchor, places in sorted(ways, key=lambda way: _distance(way[0], hanging, way[1])):
        at = _seats(anchor, hanging, places, unit)
        if at is not None:
            return _on_box(_slanted(hanging, at), panel.box, unit)
    return []


def hangs_slanted(panel: Panel, side: Side, texts: Sequence[Text], unit: float) -> bool:
    """Whether slanted labels hang from a side: without their marks nothing says where along them their ticks are."""
    return side in ("bottom", "top") and len(_hanging(panel.box, side, texts, unit)) >= LEAST


def turned_prints(
    panel: Panel, side: Side, marks: Sequence[TickMark], texts: Sequence[Text], unit: float
) -> list[LabelPrint]:
    """Numbers that run along a y axis, nearest to it; none where fewer than two stand in one column."""
    box = panel.box
    numbers = []
    for text in texts:
        gap = box.x0 - text.box.x1 if side == "left" else text.box.x0 - box.x1
        on_axis = box.y0 - BEYOND * unit <= text.box.cy <= box.y1 + BEYOND * unit
        if on_axis and 0 <= gap <= 2 * REACH * unit and any(c.isdigit() for c in text.string):
            numbers.append((gap, text))
    beside = [(gap, text) for gap, text in numbers if gap <= REACH * unit and _is_turned(text)]
    if side not in ("left", "right") or len(beside) < LEAST or 2 * len(beside) <= len(numbers):
        return []
    nearest = min(gap for gap, _ in beside)
    if nearest < max((m.length for m in marks if m.kind == "outside"), default=0.0):
        return []  # a row of tick marks also reads as print
    column = [text for gap, text in beside if gap - nearest <= 0.5 * unit]
    if len(column) < LEAST:
        return []
    places = _main_places(marks, len(column))
    prints = []
    for text in column:
        centre = text.box.cy
        at = min(places, key=lambda p: abs(p - centre), default=None)
        seated = at is not None and abs(at - centre) <= HANGS * unit
        prints.append(LabelPrint(text.box, at if seated and at is not None else centre, seated, text.rotation, text))
    return prints


def _is_turned(text: Text) -> bool:
    """Turned, or several characters in a box that is higher than wide and so cannot stand upright in it."""
    return text.rotation in (90, 270) or (
        text.rotation == 0 and len(text.string) > 1 and text.box.height > 1.2 * text.box.width
    )


def _hanging(box: Box, side: Side, texts: Sequence[Text], unit: float) -> list[Text]:
    """The first row below (or above) a box, left to right, where it is slanted; short words in it count."""
    near = []
    for text in texts:
        if not -90 < text.rotation < 90:
            continue
        gap = text.box.y0 - box.y1 if side == "bottom" else box.y0 - text.box.y1
        inside = box.x0 - text.box.width <= text.box.cx <= box.x1 + text.box.width
        if inside and -0.5 * unit <= gap <= REACH * unit:
            near.append((gap, text))
    if not near:
        return []
    level = min(gap for gap, _ in near)
    row = sorted((t for gap, t in near if gap - level <= LEVEL * unit), key=lambda t: t.box.cx)
    slanted = [t for t in row if t.rotation % 90]
    long = [t for t in row if len(t.string) > SHORT or t.rotation % 90]
    return row if len(slanted) >= LEAST and 2 * len(slanted) > len(long) else slanted


def _main_places(marks: Sequence[TickMark], labels: int) -> list[float]:
    """Where that many labels may stand: the longer outside marks, where those are too few the gridlines, and so on."""
    for kind in ("outside", "grid", "inside"):
        of_kind = [m for m in marks if m.kind == kind]
        longest = max((m.length for m in of_kind), default=0.0)
        if 2 * len(of_kind) > labels:
            return [m.px for m in of_kind if MAJOR * m.length >= longest]
    return []


def _anchors(side: Side, unit: float) -> list[Callable[[Text], float]]:
    """Ways to hang a label: by the corner of its upright box, by the middle of its end, or by its centre."""

    def rises_to_tick(text: Text) -> bool:
        return (text.rotation > 0) == (side == "bottom")

    def corner(text: Text) -> float:
        return text.box.x1 if rises_to_tick(text) else text.box.x0

    def end(text: Text) -> float:
        inward = 0.5 * unit * abs(float(np.sin(np.deg2rad(text.rotation))))
        return corner(text) - inward if rises_to_tick(text) else corner(text) + inward

    return [lambda t: t.box.cx, end, corner]


def _distance(anchor: Callable[[Text], float], texts: Sequence[Text], places: Sequence[float]) -> float:
    if not places:
        return float("inf")
    return float(np.mean([min(abs(anchor(t) - p) for p in places) for t in texts]))


def _seats(
    anchor: Callable[[Text], float], texts: Sequence[Text], places: Sequence[float], unit: float
) -> list[float] | None:
    """The places of the labels' ticks: the nearest, all different; in order where there are as many as labels."""
    if not places:
        return None
    nearest = [min(places, key=lambda p: abs(anchor(t) - p)) for t in texts]
    if len(set(nearest)) == len(texts) and _distance(anchor, texts, places) <= HANGS * unit:
        return nearest
    if len(places) != len(texts) or len(places) <= LEAST:
        return None
    aside = [anchor(t) - p for t, p in zip(texts, sorted(places), strict=True)]
    return sorted(places) if np.ptp(aside) <= ASIDE * unit else None


def _slanted(texts: Sequence[Text], places: Sequence[float]) -> list[LabelPrint]:
    """The labels on their ticks; those whose slant was not seen have that of the others and are read anew."""
    slant = round(float(np.median([t.rotation for t in texts if t.rotation])))
    return [
        LabelPrint(t.box, at, True, t.rotation or slant, t if t.rotation else None)
        for t, at in zip(texts, places, strict=True)
    ]


def _on_box(prints: list[LabelPrint], box: Box, unit: float) -> list[LabelPrint]:
    return [p for p in prints if box.x0 - BEYOND * unit <= p.px <= box.x1 + BEYOND * unit]
