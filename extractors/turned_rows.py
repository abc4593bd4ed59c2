"""Turned labels below (or above) an axis: a row of them is turned as one, short ones too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extractors.geometry import Box
from extractors.strips import spans
from extractors.text import Text

# Print higher than so many text heights is turned print (or a block of text).
TALL = 1.9
# The turn of fewer texts may be a mistake.
LEAST = 2
# Characters of turned labels stand behind one another with blanks of at most CLOSE text heights; lines of upright print
# are further apart. With a raised exponent, a label is no wider than WIDE of them; specks are lower than CHARACTER.
CLOSE, WIDE, CHARACTER = 0.4, 1.6, 0.4
# Several characters in a box higher than wide by this factor cannot stand upright in it.
HIGHER = 1.2


def is_turned(text: Text) -> bool:
    """Whether a text runs up or down, seen as such or by the shape of its box alone (short ones are read upright)."""
    tall = text.box.height > HIGHER * text.box.width
    return text.rotation in (90, 270) or (text.rotation == 0 and len(text.string) > 1 and tall)


def last_row(ink: NDArray[np.bool_], near: int, far: int, unit: float) -> int:
    """The last row of labels whose first line of print is that from ``near`` to ``far`` of ``ink`` (rows, columns).

    It is beyond ``far`` where turned labels of like length are blank in the same rows, between their characters.
    """
    last = far
    for first, end in spans(ink[far + 1 :].any(axis=1)):
        line = slice(far + 1 + first, far + 2 + end)
        if line.start - last - 1 > CLOSE * unit or not _is_stacked(ink[near : last + 1], ink[line], unit):
            break
        last = line.stop - 1
    lying = spans(ink[far + 1 : last + 1].any(axis=0))
    return last if len(lying) >= LEAST and last - far > CHARACTER * unit else far


def _is_stacked(above: NDArray[np.bool_], below: NDArray[np.bool_], unit: float) -> bool:
    """Whether every piece of print in a line stands under one above it, and both together are as narrow as a line."""
    labels = spans(above.any(axis=0))
    pairs = [[(*a, *b) for a in labels if a[0] <= b[1] and b[0] <= a[1]] for b in spans(below.any(axis=0))]
    alone = all(len(pair) == 1 for pair in pairs)
    return len(labels) >= LEAST and alone and all(max(p) - min(p) < WIDE * unit for ((*p,),) in pairs)


def are_piled(labels: Sequence[NDArray[np.bool_]]) -> bool:
    """Whether in most labels of a row, each given as its ink, characters stand one above another; in none side by side.

    Characters that lie are lower than their label is wide: what is higher stands below the rest of its tick mark.
    """
    piled = 0
    for ink in labels:
        lines = spans(ink.any(axis=1))
        lying = all(b - a + 1 <= ink.shape[1] for a, b in lines)
        piled += len(lines) > len(spans(ink.any(axis=0))) and lying
    return piled >= LEAST and 2 * piled > len(labels) and not any(map(stands, labels))


def stands(ink: NDArray[np.bool_]) -> bool:
    """Whether print has more characters side by side than one above another."""
    return len(spans(ink.any(axis=0))) > len(spans(ink.any(axis=1)))


def turns_of(boxes: Sequence[Box], texts: Sequence[Text], unit: float, stacked: bool = False) -> list[int]:
    """The counter-clockwise turn of each piece of print in a row, 0, 90 or 270; ``unit``: the text height in pixels.

    What the text stage saw turned one way tells it of all, as do characters that stand in lines (``stacked``); else
    each piece that is too high for a line of print is turned. Short numbers in narrow letters are hardly higher than a
    line, and a lone digit is lower.
    """
    inside = [t for t in texts if any(box.grown(1).holds(t.box.cx, t.box.cy) for box in boxes)]
    level = sum(t.rotation == 0 and len(t.string) > 1 and t.box.width > t.box.height for t in inside)
    ways = Counter(t.rotation for t in inside if t.rotation in (90, 270))
    usual = max(ways, key=lambda turn: ways[turn], default=90)
    turned = sum(is_turned(t) and t.rotation in (0, usual) and not _lies(t, boxes, unit) for t in inside)
    if stacked or (turned >= LEAST and turned > level):
        return [usual] * len(boxes)
    return [usual if box.height > TALL * unit else 0 for box in boxes]


def _lies(text: Text, boxes: Sequence[Box], unit: float) -> bool:
    """Whether the piece of print that a text is lies, as wide as the text: what makes its box tall is a tick mark."""
    own = [box for box in boxes if box.grown(1).holds(text.box.cx, text.box.cy)]
    return any(b.width > b.height and abs(b.width - text.box.width) <= CLOSE * unit for b in own)


def misses_turn(text: Text, turn: int) -> bool:
    """Whether the text stage read turned print as if it stood upright, ``100`` as one letter, aslant or upside down."""
    upright = text.rotation == 0 and (len(text.string) == 1 or text.box.height > text.box.width)
    return turn in (90, 270) and (upright or text.rotation not in (0, turn))
