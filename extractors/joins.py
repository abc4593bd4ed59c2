"""Where the data point lies below the tip of a sharp turn: pens join their strokes round, pointed or cut off.

A round join ends half a stroke beyond the data point, a mitred one up to five strokes, and one that is cut off hardly
at all (bevelled). Whatever the join, beside the data point the outer sides of both strokes are about one stroke apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from extractors.following import Floats, Path
from extractors.runs import SOLID, Ink

# Pixels by which a turn stands out from the points beside it, strokes that a mitre reaches beyond the data point where
# it is not cut off, and the pixels of stroke from which a cut tip can be told from a round one.
TURN, MITRE, CUT_SEEN = 0.75, 5.5, 4.0
# A turn is sharp where half a stroke below its tip it is no wider than this, in strokes.
SHARP = 1.5
# Mean width of the tip, in strokes: of mitres at most over a stroke, of cut tips at least over half of one; round ones
# lie between.
POINTED, CUT = 0.55, 0.9
# Fewer sharp turns tell no join; so many of them are of the two other kinds where the pen does not round them.
FEWEST, NOT_ROUND = 8, 0.5


@dataclass(frozen=True, slots=True)
class _Tip:
    """A sharp turn: its first and last column, whether it is pointed or cut, and the rows of its tip and data point."""

    first: int
    last: int
    unround: bool
    tip: float
    row: float


def with_vertices(path: Path, ink: Ink, stroke: float) -> Path:
    """The path with its sharp turns where the data points are, if the pen does not join strokes round.

    ``ink``: (h, w) of the curve's colour; ``stroke``: the thickness of the line in pixels.
    """
    tips = [*_tips(path, ink, stroke, 1), *_tips(path, ink, stroke, -1)]
    told = [t for t in tips if t.unround]
    if len(told) < max(FEWEST, NOT_ROUND * len(tips)):
        return path
    y = path.y.copy()
    for tip in told:  # a cut one has several points along its edge
        beside = (path.x >= tip.first) & (path.x <= tip.last)
        y[beside & (np.abs(path.y - tip.tip) <= stroke / 2 + TURN)] = tip.row
    return replace(path, y=y)


def _tips(path: Path, ink: Ink, stroke: float, way: int) -> Iterator[_Tip]:
    """The sharp turns of a path that point up (``way`` 1) or down (-1)."""
    y = path.y if way == 1 else len(ink) - 1 - path.y
    upright = ink if way == 1 else ink[::-1]
    before, after = y[:-2] - y[1:-1], y[2:] - y[1:-1]
    for k in np.flatnonzero((np.minimum(before, after) > TURN) & ~path.bridged[1:-1]) + 1:
        widths, top, run = _profile(upright, round(path.x[k]), y[k], stroke)
        if len(widths) <= stroke / 2 + 1 or widths[int(stroke / 2)] > SHARP * stroke:
            continue
        row = _vertex(widths, stroke)
        if row is None:
            continue
        pointed = float(widths[: max(1, round(stroke))].mean()) < POINTED * stroke
        cut = stroke >= CUT_SEEN and float(widths[: round(stroke / 2)].mean()) > CUT * stroke
        tip, place = (at if way == 1 else len(ink) - 1 - at for at in (float(top), top + row))
        yield _Tip(run.start, run.stop - 1, pointed or cut, tip, place)


def _vertex(widths: Floats, stroke: float) -> float | None:
    """Rows from a tip to its data point, where its sides are one stroke apart; None where they never are."""
    half = max(1, int(stroke / 2))
    whole = min(1, half - 1)  # the first row may be a soft edge
    slant = (widths[half] - widths[whole]) / (2 * (half - whole))
    apart = stroke * float(np.hypot(1, slant))
    wide = np.flatnonzero(widths >= apart)
    if len(wide) == 0:
        return None
    below = int(wide[0])
    if below == 0:
        return 0.0
    return below - float((widths[below] - apart) / max(widths[below] - widths[below - 1], 1e-6))


def _profile(ink: Ink, column: int, y: float, stroke: float) -> tuple[Floats, int, slice]:
    """The ink of each row of a turn from its tip down, the row of its tip, and the columns of that."""
    top = int(np.clip(round(y), 0, len(ink) - 1))
    at = column
    run = _run(ink[top], at)
    while ink[top, at] > SOLID and top > 0:
        above = run.start + np.flatnonzero(ink[top - 1, run] > SOLID)
        if len(above) == 0:
            break
        top, at = top - 1, int(above[np.abs(above - at).argmin()])
        if abs(at - column) > stroke / 2:
            return np.zeros(0), top, run  # the edge of a slope, no tip
        run = _run(ink[top], at)
    widths: list[float] = []
    for r in range(top, min(len(ink), top + round(MITRE * stroke) + 1)):
        if ink[r, at] <= SOLID or (widths and widths[-1] >= SHARP * stroke and len(widths) > stroke / 2 + 1):
            break
        widths.append(float(ink[r, _run(ink[r], at)].sum()))
    return np.array(widths), top, run


def _run(row: Floats, column: int) -> slice:
    """The columns of the run of ink through a column of one row, with a soft edge on either side."""
    bare = np.flatnonzero(row <= SOLID)
    k = int(np.searchsorted(bare, column))
    first = int(bare[k - 1]) if k else 0
    last = int(bare[k]) if k < len(bare) else len(row) - 1
    return slice(first, last + 1)
