"""Which legend entry a line is: told by its colour and dash, then its markers, then its width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from extractors.vector.legends import Key, dash_name
from extractors.vector.marks import Marked
from extractors.vector.scene import Paint, Points, Rgb
from extractors.vector.symbols import Symbol
from schemas.reasons import Reason

# Colours this near are the same: 8 bits of each channel, rounded.
SAME_COLOR = 6.0


@dataclass
class PaintedLine:
    """A polyline in working pixels with NaN rows at gaps, its entry where one fits, and the markers on it."""

    points: Points
    paint: Paint
    item: int
    key: Key | None = None
    reason: Reason = Reason.NONE
    marked: list[Marked] = field(default_factory=list)


def match_keys(lines: Sequence[PaintedLine], keys: Sequence[Key]) -> None:
    """Give each line its entry: by colour and dash, then marker, then width; ``ambiguous`` where these do not tell."""
    free = list(keys)
    scores = [[_likeness(line, key) for key in keys] for line in lines]
    while free and any(line.key is None for line in lines):
        best: tuple[float, int, int] | None = None
        for i, line in enumerate(lines):
            for j, key in enumerate(keys):
                better = best is None or scores[i][j] > best[0]
                if line.key is None and key in free and scores[i][j] > 0 and better:
                    best = (scores[i][j], i, j)
        if best is None:
            return
        score, i, j = best
        rivals = [k for k, key in enumerate(keys) if key in free and k != j and scores[i][k] == score]
        others = [k for k, line in enumerate(lines) if line.key is None and k != i and scores[k][j] == score]
        lines[i].key = keys[j]
        if (rivals or others) and lines[i].reason is Reason.NONE:
            for k in [i, *others]:
                lines[k].reason = Reason.AMBIGUOUS_LEGEND
        free.remove(keys[j])


def _likeness(line: PaintedLine, key: Key) -> float:
    """How well a line fits an entry; 0 where it cannot be its."""
    if key.line is not None:
        if not near_color(line.paint.stroke, key.line.stroke):
            return 0.0
        same_dash = dash_name(line.paint) == dash_name(key.line)
        same_pattern = np.allclose(_pattern(line.paint), _pattern(key.line), atol=0.2)
        width = min(line.paint.width, key.line.width) / max(line.paint.width, key.line.width, 1e-9)
        # of a faint line and a strong one with one entry the strong one is meant
        score = 1.0 + 2.0 * same_dash + 0.5 * bool(same_pattern) + round(width + line.paint.stroke_opacity, 1)
    elif near_color(line.paint.stroke, key.entry.color):  # some legends show a marker or a square for a line
        return (
            1.0
            + round(line.paint.stroke_opacity, 1)
            + 4.0 * any(key.symbol is not None and same_symbol(key.symbol, m.symbol) for m in line.marked)
        )
    else:
        return 0.0
    forms = {m.symbol.form for m in line.marked}
    hollow = {m.symbol.hollow for m in line.marked}
    if key.symbol is not None:
        return score + 4.0 * (key.symbol.form in forms) + 1.0 * (key.symbol.hollow in hollow)
    return score + 4.0 * (not forms)


def _pattern(paint: Paint) -> list[float]:
    """The first lengths of a dash pattern in stroke widths."""
    dashes = [d / max(paint.width, 1e-6) for d in (*paint.dash, 0.0, 0.0, 0.0, 0.0)]
    return dashes[:4]


def same_paint(paint: Paint, key: Key) -> bool:
    """Whether a line is drawn in the colour and dash of an entry."""
    line = key.line
    if line is None:
        return near_color(paint.stroke, key.entry.color)
    return near_color(paint.stroke, line.stroke) and dash_name(paint) == dash_name(line)


def near_color(a: Rgb | None, b: Rgb | None) -> bool:
    """Whether two colours are the same but for rounding."""
    return a is not None and b is not None and float(np.abs(np.subtract(a, b)).max()) <= SAME_COLOR


def same_symbol(a: Symbol, b: Symbol) -> bool:
    """Whether two markers differ in nothing but their size."""
    return near_color(a.color, b.color) and a.form == b.form and a.hollow == b.hollow
