"""Dashes that stand above one another are one steep stroke: what a path from left to right would have to choose from.

The riser of a step in a broken line is drawn in pieces of one column, of which a path can take one only.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.runs import SOLID, Ink

# Pieces of a riser are at least and at most so many strokes wide, with a pixel of soft edge; an upright dash is so many
# strokes high, a dot so many. Gridlines and reference lines are thinner, and ticks are lower.
LEAST, SLIM, UPRIGHT, LOWEST = 0.7, 1.4, 2.0, 0.6
# Nearer to the sides of the plot than so many strokes ticks stand above one another, too.
EDGE = 6.0
# Pieces of one riser are so many strokes beside one another at most, or a pixel.
ASIDE = 0.25
# The gaps between dashes are at most so many strokes long.
LONGEST_GAP = 6.0
# Of one riser show at least so many pieces, or so many upright dashes.
PIECES, DASHES = 3, 2


@dataclass(frozen=True, slots=True)
class _Piece:
    """Rows ``top..bottom`` and columns ``left..right`` of the upright part of a piece of ink, all inclusive."""

    left: int
    right: int
    top: int
    bottom: int
    is_dash: bool


def with_upright_dashes(ink: Ink, stroke: float) -> Ink:
    """The (h, w) ink of one curve with the gaps between dashes and dots that stand above one another filled.

    ``stroke``: the thickness of the line in pixels. The curve is a function of x, so that two pieces in one column are
    of one steep stroke, but only several of them are sure to be no specks, and a reference line ends in the open.
    """
    whole = ink
    for riser in _risers(_upright_pieces(ink, stroke), stroke):
        enough = len(riser) >= PIECES or sum(piece.is_dash for piece in riser) >= DASHES
        left, right = min(piece.left for piece in riser), max(piece.right for piece in riser)
        ends = riser[0].top, riser[-1].bottom
        inner = EDGE * stroke < left and right < ink.shape[1] - 1 - EDGE * stroke
        if enough and inner and all(_goes_on(ink, left, right, end, stroke) for end in ends):
            whole = whole.copy() if whole is ink else whole
            whole[ends[0] : ends[1] + 1, left : right + 1] = 1.0
    return whole


def _goes_on(ink: Ink, left: int, right: int, row: int, stroke: float) -> bool:
    """Whether the curve goes on aside from an end of what stands in columns ``left..right``, at most a gap away."""
    reach = round(LONGEST_GAP * stroke)
    rows = slice(max(0, row - reach), row + reach + 1)
    beside = (ink[rows, max(0, left - reach) : max(0, left - 1)], ink[rows, right + 2 : right + 1 + reach])
    return any(bool((part > SOLID).any()) for part in beside)


def _upright_pieces(ink: Ink, stroke: float) -> list[_Piece]:
    """The dots, and of the longer pieces the columns that hold an upright dash, be it one arm of a corner."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats((ink > SOLID).astype(np.uint8), connectivity=8)
    slim = SLIM * stroke + 1
    found = []
    for k in range(1, count):
        x, y, w, h = (int(v) for v in stats[k, :4])
        if w <= slim and h <= slim:
            if w >= LEAST * stroke and h >= LOWEST * stroke:
                found.append(_Piece(x, x + w - 1, y, y + h - 1, False))
            continue
        if h < UPRIGHT * stroke:
            continue
        found += _tall_parts(labels[y : y + h, x : x + w] == k, x, y, stroke)
    return sorted(found, key=lambda piece: piece.top)


def _tall_parts(piece: NDArray[np.bool_], x: int, y: int, stroke: float) -> list[_Piece]:
    """The slim groups of tall columns of one piece whose crop begins at (x, y)."""
    tall = np.flatnonzero(piece.sum(axis=0) >= UPRIGHT * stroke)
    groups = np.split(tall, np.flatnonzero(np.diff(tall) > 1) + 1) if len(tall) else []
    found = []
    for group in groups:
        if not LEAST * stroke <= len(group) <= SLIM * stroke + 1:
            continue
        rows = np.flatnonzero(piece[:, group].any(axis=1))
        found.append(_Piece(x + int(group[0]), x + int(group[-1]), y + int(rows[0]), y + int(rows[-1]), True))
    return found


def _risers(pieces: list[_Piece], stroke: float) -> list[list[_Piece]]:
    """The pieces, given from top to bottom, by the columns in which they follow one another."""
    risers: list[list[_Piece]] = []
    reached: list[list[_Piece]] = []  # that may still go on below
    for piece in pieces:
        reached = [riser for riser in reached if piece.top - riser[-1].bottom - 1 <= LONGEST_GAP * stroke]
        for riser in reached:
            if piece.top > riser[-1].bottom + 1 and all(_is_above(other, piece, stroke) for other in riser):
                riser.append(piece)
                break
        else:
            risers.append([piece])
            reached.append(risers[-1])
    return risers


def _is_above(one: _Piece, other: _Piece, stroke: float) -> bool:
    """Whether two pieces stand in the same columns; those of a slope move aside."""
    return max(abs(one.left - other.left), abs(one.right - other.right)) <= max(1.0, ASIDE * stroke)
