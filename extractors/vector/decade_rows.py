"""Powers of ten in a row of their own, below the digits between them, as plotly prints logarithmic x axes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from extractors.digit_decades import decade_of
from extractors.geometry import Box
from extractors.vector.scene import Word


def with_decades(rows: list[list[Word]]) -> list[list[Word]]:
    """The rows of an x axis, the powers of ten joined to the row of digits above them, and moved onto their ticks.

    Plotly prints the powers larger and beside their ticks; the digits before and after stand where they belong.
    """
    if len(rows) < 2 or not all(len(w.string) == 1 and w.string in "23456789" for w in rows[0]):
        return rows
    if any(decade_of(w.string) is None for w in rows[1]):
        return rows
    off = [o for w in rows[1] if (o := _off_its_tick(w, rows[0])) is not None]
    shift = float(np.median(off)) if off else 0.0
    return [rows[0] + [_moved(w, shift) for w in rows[1]], *rows[2:]]


def _off_its_tick(power: Word, digits: Sequence[Word]) -> float | None:
    """How far to move a power of ten, by the digits beside it; None where it does not stand between two."""
    before = max((w for w in digits if w.box.cx < power.box.cx), key=lambda w: w.box.cx, default=None)
    after = min((w for w in digits if w.box.cx > power.box.cx), key=lambda w: w.box.cx, default=None)
    if before is None or after is None:
        return None
    smaller, larger = int(before.string), 10 * int(after.string)
    share = math.log(10 / smaller) / math.log(larger / smaller)
    return before.box.cx + share * (after.box.cx - before.box.cx) - power.box.cx


def _moved(word: Word, by: float) -> Word:
    box = Box(word.box.x0 + by, word.box.y0, word.box.x1 + by, word.box.y1)
    anchor = (word.anchor[0] + by, word.anchor[1]) if word.anchor is not None else None
    return replace(word, box=box, anchor=anchor)
