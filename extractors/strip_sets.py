"""Facets without frames: their strokes are one set, parted above each strip that bears a title."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extractors.panel_strokes import OWN_TONE, StrokeSet
from extractors.strokes import Stroke
from extractors.text import Text
from extractors.title_strips import ALIKE, CENTRED, HIGHEST

# The lines above and below a title begin and end together, to so many pixels; its sides stand within so many of these.
TOGETHER, AT_SIDE = 1.5, 3
# So far beyond a strip, in text heights, a side that goes on is that of a plot.
GOES_ON = 0.5


def sets_below_strips(
    strokes: StrokeSet, grey: NDArray[np.uint8], texts: Sequence[Text], unit: float
) -> list[StrokeSet]:
    """The set as one for each strip in it, the strip the first of its strokes; ``unit``: the text height in pixels.

    ``grey``: (H, W). A strip is a closed frame, too low for a plot, with one title in its middle; where there is one,
    those of the same height may be blank. Of gridlines the sides would go on above and below.
    """
    across, along = strokes
    lines = sorted((s for s in across if s.thickness > 0), key=lambda s: s.at)
    closed = [(a, b) for a, b in pairwise(lines) if _is_closed(a, b, grey, unit)]
    heights = [b.at - a.at for a, b in closed if any(_is_title(t, a, b) for t in texts)]
    tops = [a.at for a, b in closed if any(abs(b.at - a.at - height) <= ALIKE for height in heights)]
    if not tops:
        return [strokes]
    places = [-np.inf, *(top - 0.5 for top in tops), np.inf]
    parts = [_between(across, along, low, high) for low, high in pairwise(places)]
    return [part for part in parts if part[0] or part[1]]


def _between(across: Sequence[Stroke], along: Sequence[Stroke], low: float, high: float) -> StrokeSet:
    upright = [s for s in along if low <= (s.start + s.end) / 2 < high]
    return [s for s in across if low <= s.at < high], upright


def _is_title(text: Text, above: Stroke, below: Stroke) -> bool:
    middle, inside = (above.start + above.end) / 2, above.at < text.box.y0 and text.box.y1 < below.at
    return text.rotation == 0 and inside and abs(text.box.cx - middle) <= CENTRED * above.length


def _is_closed(above: Stroke, below: Stroke, grey: NDArray[np.uint8], unit: float) -> bool:
    """Whether two lines are the top and bottom of one strip, with sides at both ends that end there."""
    if below.at - above.at > HIGHEST * unit:
        return False
    if max(abs(above.start - below.start), abs(above.end - below.end)) > TOGETHER:
        return False
    beyond = max(2, round(GOES_ON * unit))
    first, last = round(above.at), round(below.at)
    sides = [_inked(grey, end, first, last, above) for end in (above.start, above.end)]
    over = [_inked(grey, end, first - beyond - 1, first - 2, above) for end in (above.start, above.end)]
    under = [_inked(grey, end, last + 2, last + beyond + 1, above) for end in (above.start, above.end)]
    return all(sides) and not any(over) and not all(under)


def _inked(grey: NDArray[np.uint8], column: float, first: int, last: int, line: Stroke) -> bool:
    """Whether an upright line of the tone of ``line`` stands near a column in all rows from first to last."""
    at, first, last = round(column), max(0, first), min(last, len(grey) - 1)
    if first > last:
        return False
    tone = float(np.median(grey[round(line.at), round(line.start) : round(line.end) + 1]))
    beside = grey[first : last + 1, max(0, at - AT_SIDE) : at + AT_SIDE + 1].astype(float)
    return bool((np.abs(beside - tone) <= OWN_TONE * abs(line.dark)).all(axis=0).any())
