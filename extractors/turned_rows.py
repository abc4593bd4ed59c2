"""Turned labels below (or above) an axis: a row of them is turned as one, short ones too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractors.geometry import Box
from extractors.text import Text

# Print higher than so many text heights is turned print (or a block of text).
TALL = 1.9
# The turn of fewer texts may be a mistake.
LEAST = 2


def turns_of(boxes: Sequence[Box], texts: Sequence[Text], unit: float) -> list[int]:
    """The counter-clockwise turn of each piece of print in a row, 0, 90 or 270; ``unit``: the text height in pixels.

    What the text stage saw turned tells it of all; else each piece that is too high for a line of print is turned.
    Short numbers in narrow letters are hardly higher than a line, and a lone digit is lower.
    """
    inside = [t for t in texts if any(box.grown(1).holds(t.box.cx, t.box.cy) for box in boxes)]
    turned = Counter(t.rotation for t in inside if t.rotation in (90, 270))
    level = sum(t.rotation == 0 and t.box.width > t.box.height for t in inside)
    usual = max(turned, key=lambda turn: turned[turn], default=90)
    if turned.total() >= LEAST and turned.total() > level:
        return [usual] * len(boxes)
    return [usual if box.height > TALL * unit else 0 for box in boxes]


def misses_turn(text: Text, turn: int) -> bool:
    """Whether the text stage read turned print as if it stood upright, ``100`` as one letter, or upside down."""
    upright = text.rotation == 0 and text.box.height > text.box.width
    return turn in (90, 270) and (upright or text.rotation == 360 - turn)
