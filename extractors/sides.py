"""Which of two y axes a series belongs to: proven by its name, its colour or a hint, or the only choice left."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Literal

import numpy as np

from extractors.axes import Axis, PanelAxes
from schemas.reasons import Reason

YSide = Literal["left", "right"]

# An axis whose print is coloured like the series: closer than this many RGB levels, and a colour at all.
SAME_COLOR = 70.0
COLORFUL = 40
# Of two axes, or two series, that a print may have its colour from, the other is farther by this factor and so much.
FARTHER, FARTHER_BY = 1.5, 10.0
# Share of equal letters between a series name and an axis title that makes them the same word.
SAME_WORD = 0.8
HINT = re.compile(r"[\(\[]\s*(left|right|l|r|lhs|rhs|left axis|right axis)\s*[\)\]]", re.IGNORECASE)


def assign_sides(
    axes: PanelAxes, names: Sequence[str | None], colors: Sequence[tuple[int, int, int]]
) -> list[tuple[YSide, Reason]]:
    """For each series, in the order of the legend, its side.

    :attr:`Reason.AXIS_UNCLEAR` where there are two axes and no evidence; the side is then the one that custom has. An
    axis with labels that was refused counts, too: what belongs to it must not be read off the other.
    """
    usable = axes.y_axes
    drawn = [a for a in axes.all if a.name != "x" and (a.calibration is not None or a.labels is not None)]
    if len(drawn) < 2 or not usable:
        side: YSide = "right" if usable and usable[0].name == "right" else "left"
        return [(side, Reason.NONE)] * len(names)
    colored = _by_color(drawn, colors)
    known = [_by_hint(n) or side or _by_name(drawn, n) for n, side in zip(names, colored, strict=True)]
    taken = {side for side in known if side is not None}
    sides: tuple[YSide, ...] = ("left", "right")
    free = [side for side in sides if side not in taken]
    if known.count(None) == 1 and len(free) == 1 and len(known) > 1:
        known[known.index(None)] = free[0]
    # An axis is drawn for a series, and the series of a second axis is by custom the last one.
    guess = len(known) - 1 if known and "right" not in taken and len(known) > 1 and known[-1] is None else None
    return [
        (side, Reason.NONE) if side is not None else ("right" if i == guess else "left", Reason.AXIS_UNCLEAR)
        for i, side in enumerate(known)
    ]


def _by_hint(name: str | None) -> YSide | None:
    match = HINT.search(name or "")
    if match is None:
        return None
    return "left" if match.group(1).lower().startswith("l") else "right"


def _by_color(axes: Sequence[Axis], colors: Sequence[tuple[int, int, int]]) -> list[YSide | None]:
    """For each series the axis whose tick labels or title are printed in its colour, and not in that of another."""
    distances: dict[str, list[float]] = {}
    for axis in axes:
        prints = [p for p in (axis.labels.color if axis.labels else None, axis.color) if p is not None]
        colored = [p for p in prints if np.ptp(p) >= COLORFUL]
        if colored:
            distances[axis.name] = [min(_print_distance(p, color) for p in colored) for color in colors]
    return [_nearest_print(distances, i) for i in range(len(colors))]


def _nearest_print(distances: Mapping[str, Sequence[float]], i: int) -> YSide | None:
    """The axis that series ``i`` is nearest to, if no other axis is as near to it and no other series to the axis."""
    if not distances:
        return None
    best = min(distances, key=lambda name: distances[name][i])
    own = distances[best][i]
    rivals = [others[i] for name, others in distances.items() if name != best]
    if own > SAME_COLOR or any(rival < FARTHER * own + FARTHER_BY for rival in rivals):
        return None
    if own > FARTHER * min(distances[best]) + FARTHER_BY:
        return None
    return "right" if best == "right" else "left"


def _print_distance(printed: tuple[int, int, int], color: tuple[int, int, int]) -> float:
    """Between the hues: thin print is paler than the stroke of the same colour, as a mixture with the paper."""
    toward = np.subtract(255.0, color)
    ink = np.subtract(255.0, printed)
    share = float(ink @ toward / max(float(toward @ toward), 1.0))
    return float(np.linalg.norm(ink - np.clip(share, 0.45, 1.3) * toward))


def _by_name(axes: Sequence[Axis], name: str | None) -> YSide | None:
    """The axis whose title is, or holds, the name of the series."""
    if not name:
        return None
    scores = {axis.name: _likeness(name, axis.title or "") for axis in axes}
    best = max(scores, key=lambda side: scores[side])
    second = sorted(scores.values())[-2]
    if scores[best] < SAME_WORD or second > scores[best] - 0.2:
        return None
    return "right" if best == "right" else "left"


def _likeness(name: str, title: str) -> float:
    a, b = (re.sub(r"[^a-z0-9]+", "", text.lower()) for text in (name, title))
    if not a or not b:
        return 0.0
    if len(a) >= 4 and (a in b or b in a):
        return 1.0
    return SequenceMatcher(None, a, b).ratio()
