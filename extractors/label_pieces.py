"""Labels that stand below an axis in pieces, put together by the ticks on which they stand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.tick_crowds import Cell, joined_cell
from extractors.tick_marks import TickMark, seat

# Where this share of the pieces stands on ticks, they are labels themselves.
SEATED = 0.5
# Labels so many at least, of at most so many pieces, stand centred on their ticks to this share of a text height.
LEAST, PIECES, CENTRED = 3, 4, 0.35
# Blanks between labels are wider than those between words of one by this factor.
WIDER = 1.5


def joined_on_marks(cells: Sequence[Cell], start: int, marks: Sequence[TickMark], unit: float) -> list[Cell]:
    """Neighbouring pieces as one label wherever all pieces, so joined, stand centred on ticks; else as they were.

    Wide blanks between words, as those of ``01 Jan 2000`` in letters of one width, part a label like two; what was
    read in parts was cut. ``start``: the place along the axis where the cells' strip begins, in pixels.
    """
    if sum(_is_seated((cell,), start, marks, unit) for cell in cells) > SEATED * len(cells):
        return list(cells)
    labels: list[Sequence[Cell]] = []
    rest = list(cells)
    while rest:
        lengths = [k for k in range(1, 1 + min(PIECES, len(rest))) if _is_seated(rest[:k], start, marks, unit)]
        if not lengths:
            return list(cells)
        labels.append(rest[: lengths[0]])
        rest = rest[lengths[0] :]
    within = [b[2] - a[3] for label in labels for a, b in pairwise(label)]
    between = [b[0][2] - a[-1][3] for a, b in pairwise(labels)]
    if len(labels) < LEAST or not within or WIDER * max(within) > min(between):
        return list(cells)
    return [joined_cell(label) for label in labels]


def _is_seated(pieces: Sequence[Cell], start: int, marks: Sequence[TickMark], unit: float) -> bool:
    centre = start + (pieces[0][2] + pieces[-1][3]) / 2
    at = seat(centre, marks, unit)
    return at is not None and abs(at - centre) <= CENTRED * unit
