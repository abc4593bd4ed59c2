"""Lines that are broken off around each of their markers, as R's type "b" draws them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extractors.vector.marks import by_look
from extractors.vector.naming import PaintedLine, near_color
from extractors.vector.scene import Points
from extractors.vector.symbols import Symbol

# So many pieces and markers make a chain; so large a share of the pieces runs from a marker towards the next one.
LEAST, MOST = 3, 0.9
# A piece leaves the straight way between two markers by no more than this share of a text height.
ON_WAY = 0.08


def with_chains(group: Sequence[PaintedLine], symbols: Sequence[Symbol], unit: float) -> list[PaintedLine]:
    """The pieces of one paint, those that run from marker to marker without touching them put together as one line."""
    rest = list(group)
    for markers in by_look(symbols):
        pieces = [line for line in rest if line.points.shape == (2, 2)]
        if min(len(pieces), len(markers)) < LEAST or not near_color(markers[0].color, pieces[0].paint.stroke):
            continue
        places = np.array([m.centers[0] for m in markers])
        own = [line for line in pieces if _lies_between(line.points, places, markers[0].size, unit)]
        if len(own) >= max(LEAST, MOST * len(pieces)):
            rest = [line for line in rest if all(line is not piece for piece in own)]
            rest.append(PaintedLine(places, own[0].paint, own[0].item))
    return rest


def _lies_between(piece: Points, places: Points, size: float, unit: float) -> bool:
    """Whether a piece lies on the way from one place to the next and leaves both ends of it free."""
    a, step = places[:-1], np.diff(places, axis=0)
    length = np.maximum(np.hypot(*step.T), 1e-9)
    way = step / length[:, None]
    start, stop = piece[0] - a, piece[1] - a
    off = np.abs(start[:, 0] * way[:, 1] - start[:, 1] * way[:, 0])
    off = np.maximum(off, np.abs(stop[:, 0] * way[:, 1] - stop[:, 1] * way[:, 0]))
    along = np.sort([(start * way).sum(axis=1), (stop * way).sum(axis=1)], axis=0)
    free = (along[0] >= size / 4) & (along[1] <= length - size / 4)
    return bool(((off <= ON_WAY * unit) & free).any())
