"""The strokes that bound plots: without print, whole again where a curve cut them, and in sets that touch."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from extractors.geometry import Box
from extractors.label_ladders import LabelLadder, value_rows
from extractors.strips import spans
from extractors.strokes import MIN_STEP, Stroke, horizontal_strokes, vertical_strokes
from extractors.text import Text

# All in text heights. A plot narrower than SMALLEST could not carry two tick labels.
SMALLEST = 4.0
# Strokes that end this close to one another belong together: tick length and line joins stay below it,
TOUCH = 0.9
# while the spines of "offset" styles stand this far apart at the corner.
CORNER = 2.2
# A step between two fills is clean; rows of print make ragged ones.
CLEAN_STEP = 0.88
# A line of letters has blanks between them; a detector may also take a spine with ticks for print.
UNBROKEN = 0.9
# What cuts a stroke (a curve, a marker) has ink there; a hole of which more than this is blank is space between plots.
BLANK = 0.5
# A piece of a stroke is longer than this share of its width, what is shorter is a speck of the blank before print. Only
# of lines that go on over this share of their length: the last dash of others may be as short.
SPECK, SOLID = 0.5, 0.25
# A blur or a JPEG spreads print beyond its box by less than this share of its height.
BLUR = 0.5
# A row of tick labels goes on beyond those that were read by so many steps.
AROUND = 1.1
# The tone of a stroke is its own to this share of its contrast.
OWN_TONE = 0.5

# Spines are of one pen, to so many pixels and this share of their tone. Less than a third of one is hidden.
SAME_WIDTH, SAME_TONE, LONGER = 0.6, 0.2, 1.5

StrokeSet = tuple[list[Stroke], list[Stroke]]  # horizontal, vertical


def stroke_sets(grey: NDArray[np.uint8], texts: Sequence[Text], unit: float) -> list[StrokeSet]:
    """The sets of touching strokes in an (H, W) image, long enough to bound a plot; ``unit`` is the text height."""
    rows = outside_texts(horizontal_strokes(grey, unit, SMALLEST * unit), texts, grey, False)
    columns = outside_texts(vertical_strokes(grey, unit, SMALLEST * unit), texts, grey.T, True, value_rows(texts, unit))
    across, along = joined_strokes(rows, columns, grey, unit), joined_strokes(columns, rows, grey.T, unit)
    return touching_sets(*reaching_corners(across, along, grey, unit), unit)


def outside_texts(
    strokes: Sequence[Stroke],
    texts: Sequence[Text],
    grey: NDArray[np.uint8],
    upright: bool,
    rows: Sequence[LabelLadder] = (),
) -> list[Stroke]:
    """Drop what is a row of print and no stroke: ragged steps, and strokes that run through text boxes.

    ``grey`` is turned so that the strokes run along its rows. In ``rows`` of tick labels one may stand below a gridline
    that the text stage has missed.
    """
    kept = []
    for stroke in strokes:
        if stroke.thickness == 0 and stroke.fill < CLEAN_STEP:
            continue
        prints = [_span(box.grown(2), upright) for box in (*(t.box for t in texts), *map(_with_next, rows))]
        crossing = [(a, b, min(high - low, b - a)) for low, high, a, b in prints if low <= stroke.at <= high]
        trimmed = _trimmed(stroke, crossing, grey)
        printed = sum(max(0.0, min(end, trimmed.end) - max(start, trimmed.start)) for start, end, _ in crossing)
        if printed < 0.5 * trimmed.length or (stroke.thickness > 0 and stroke.fill > UNBROKEN):
            kept.append(trimmed)
    return kept


def _with_next(row: LabelLadder) -> Box:
    """Where the labels of a row stand, and the next one at both ends."""
    return replace(row.box, x0=row.places[0] - AROUND * row.step, x1=row.places[-1] + AROUND * row.step)


def _span(box: Box, upright: bool) -> tuple[float, float, float, float]:
    """Across (low, high) and along (start, end) a stroke of that direction."""
    return (box.x0, box.x1, box.y0, box.y1) if upright else (box.y0, box.y1, box.x0, box.x1)


def _trimmed(stroke: Stroke, prints: Sequence[tuple[float, float, float]], grey: NDArray[np.uint8]) -> Stroke:
    """Without the print of a label that seems to continue it, and the blank before that.

    ``prints``: where each label begins and ends along the stroke, and how high its print is. The box of a label may be
    loose and reach over a spine: what goes on without a blank is the stroke itself.
    """
    start, end = stroke.start, stroke.end
    for low, high, size in prints:
        if low - BLUR * size <= start < high < end:
            start = high
        if start < low < end <= high + BLUR * size:
            end = low
    if stroke.thickness == 0 or (start, end) == (stroke.start, stroke.end):
        return replace(stroke, start=start, end=end)
    offset = math.ceil(stroke.start)
    line = grey[round(stroke.at), offset : math.floor(stroke.end) + 1].astype(float)
    left, right = math.ceil(start) - offset, math.floor(end) - offset
    if left > right:
        return replace(stroke, start=start, end=max(start, end))
    own = np.abs(line - np.percentile(line[left : right + 1], 50, method="lower")) <= OWN_TONE * abs(stroke.dark)
    runs = spans(own[left : right + 1])
    longest = max(b - a + 1 for a, b in runs)
    least = min(SPECK * stroke.thickness, longest) if longest >= SOLID * (right - left) else 0.0
    runs = [run for run in runs if run[1] - run[0] + 1 >= least]
    first, last = _unbroken_end(own, left + runs[0][0], -1), _unbroken_end(own, left + runs[-1][1], 1)
    return replace(stroke, start=float(offset + first), end=float(offset + last))


def _unbroken_end(own: NDArray[np.bool_], place: int, step: int) -> int:
    while 0 <= place + step < len(own) and own[place + step]:
        place += step
    return place


def joined_strokes(
    strokes: Sequence[Stroke], crossing: Sequence[Stroke], grey: NDArray[np.uint8], unit: float
) -> list[Stroke]:
    """Join pieces of one stroke that a curve or marker cuts; other holes may be the space between two panels."""
    joined: list[Stroke] = []
    for stroke in sorted(strokes, key=lambda s: (round(s.at), s.start)):
        pieces = (i for i in range(len(joined) - 1, -1, -1) if _one_stroke(stroke, joined[i], crossing, grey, unit))
        piece = next(pieces, None)
        if piece is None:
            joined.append(stroke)
            continue
        other = joined[piece]
        longer = max(stroke, other, key=lambda s: (s.thickness > 0, s.length))
        joined[piece] = replace(longer, start=min(stroke.start, other.start), end=max(stroke.end, other.end))
    return joined


def _one_stroke(a: Stroke, b: Stroke, crossing: Sequence[Stroke], grey: NDArray[np.uint8], unit: float) -> bool:
    end, start = min(a.end, b.end), max(a.start, b.start)
    if abs(a.at - b.at) > 1.5:
        return False
    if start - end >= 2 * unit and not _shows_through(a, b, grey):
        return _is_covered(a, b, crossing, grey, unit)
    if start - end < 0.5 * unit:
        return True
    return not _between_spines(end, start, a.at, crossing, unit) and not _is_blank(grey, a.at, end, start, unit)


def _shows_through(a: Stroke, b: Stroke, grey: NDArray[np.uint8]) -> bool:
    """Whether the thicker of two pieces goes on in its own tone over the hole: a curve lies along one of its sides."""
    whole = max(a, b, key=lambda s: (s.thickness > 0, s.length))
    at, first, last = round(whole.at), math.ceil(whole.start), math.floor(whole.end)
    hole = grey[at, math.ceil(min(a.end, b.end)) : math.floor(max(a.start, b.start)) + 1].astype(float)
    tone = np.percentile(grey[at, first : last + 1], 50, method="lower")
    return whole.thickness > 0 and bool(np.all(np.abs(hole - tone) <= OWN_TONE * abs(whole.dark)))


def _is_covered(a: Stroke, b: Stroke, crossing: Sequence[Stroke], grey: NDArray[np.uint8], unit: float) -> bool:
    """Whether data hide a long part of a spine: its hole is nowhere blank, and no other axis meets it at an end."""
    end, start = min(a.end, b.end), max(a.start, b.start)
    if not _are_of_one_pen(a, b) or start - end > max(a.length, b.length):
        return False
    axes = [c.at for c in crossing if abs(c.dark) > OWN_TONE * abs(a.dark)]
    met = any(abs(at - place) <= TOUCH * unit for at in axes for place in (end, start))
    return not met and not _blank_share(grey, a.at, end, start, unit)


def reaching_corners(across: list[Stroke], along: list[Stroke], grey: NDArray[np.uint8], unit: float) -> StrokeSet:
    """Two dark spines with the ends at their corner, where the ink of what was drawn over these goes on to it.

    One of them meets no other stroke: then nothing else tells that it belongs to a plot.
    """
    across, along = list(across), list(along)
    lone = [not any(_meet(h, v, unit) for v in along) for h in across]
    lone += [not any(_meet(h, v, unit) for h in across) for v in along]
    for i, j in itertools.product(range(len(across)), range(len(along))):
        h, v = across[i], along[j]
        if _are_of_one_pen(h, v) and (lone[i] or lone[len(across) + j]):
            longer = _covered_to(h, v.at, grey), _covered_to(v, h.at, grey.T)
            if longer[0] is not None and longer[1] is not None:
                across[i], along[j] = longer[0], longer[1]
    return across, along


def _are_of_one_pen(h: Stroke, v: Stroke) -> bool:
    """Whether two strokes are dark lines of one width and tone, as the spines of a plot."""
    lines = min(h.thickness, v.thickness, h.dark, v.dark) > 0
    return lines and abs(h.thickness - v.thickness) < SAME_WIDTH and abs(h.dark - v.dark) < SAME_TONE * h.dark


def _covered_to(stroke: Stroke, place: float, grey: NDArray[np.uint8]) -> Stroke | None:
    """The stroke as far as a place, if ink covers all of it from its end to there, and most of it is seen."""
    if stroke.start <= place <= stroke.end:
        return stroke
    longer = replace(stroke, start=min(stroke.start, place), end=max(stroke.end, place))
    if longer.length > LONGER * stroke.length:
        return None
    line = grey[round(stroke.at)].astype(float)
    tone = np.percentile(line[math.ceil(stroke.start) : math.floor(stroke.end) + 1], 50, method="lower")
    low, high = (place, stroke.start) if place < stroke.start else (stroke.end, place)
    return longer if bool(np.all(line[round(low) : round(high) + 1] <= tone + OWN_TONE * stroke.dark)) else None


def _is_blank(grey: NDArray[np.uint8], at: float, end: float, start: float, unit: float) -> bool:
    """Whether a hole in a stroke is mostly empty."""
    return _blank_share(grey, at, end, start, unit) > BLANK


def _blank_share(grey: NDArray[np.uint8], at: float, end: float, start: float, unit: float) -> float:
    """The share of a hole in a stroke that is empty over half a text height to both sides."""
    reach = max(2, round(0.5 * unit))
    rows = slice(max(0, round(at) - reach), round(at) + reach + 1)
    hole = grey[rows, math.floor(end) + 2 : math.ceil(start) - 1]
    return float((np.ptp(hole, axis=0) < MIN_STEP).mean()) if hole.size else 0.0


def _between_spines(end: float, start: float, at: float, crossing: Sequence[Stroke], unit: float) -> bool:
    """Whether a hole begins at one stroke across and ends at another, ticks aside, as between two panels."""
    places = [c.at for c in crossing if c.thickness > 0 and c.start - 2 <= at <= c.end + 2]
    begins = any(end - TOUCH * unit <= place <= end + 2 for place in places)
    return begins and any(start - 2 <= place <= start + TOUCH * unit for place in places)


def touching_sets(across: Sequence[Stroke], along: Sequence[Stroke], unit: float) -> list[StrokeSet]:
    """Connected sets of horizontal and vertical strokes; gridlines of one extent that nothing crosses are a set too."""
    parent = list(range(len(across) + len(along)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, h in enumerate(across):
        for j, v in enumerate(along):
            if _meet(h, v, unit):
                parent[root(i)] = root(len(across) + j)
    met = {root(i) for i in range(len(across))} & {root(len(across) + j) for j in range(len(along))}
    lone_h = [i for i in range(len(across)) if root(i) not in met]
    lone_v = [j for j in range(len(along)) if root(len(across) + j) not in met]
    for i, j in itertools.product(lone_h, lone_v):
        if _corner(across[i], along[j], unit):
            parent[root(i)] = root(len(across) + j)
    for i, j in itertools.combinations(lone_h, 2):
        if _same_extent(across[i], across[j], unit):
            parent[root(i)] = root(j)
    groups: dict[int, StrokeSet] = {}
    for i in range(len(parent)):
        group = groups.setdefault(root(i), ([], []))
        group[i >= len(across)].append(across[i] if i < len(across) else along[i - len(across)])
    return list(groups.values())


def _meet(h: Stroke, v: Stroke, unit: float) -> bool:
    near = TOUCH * unit
    return v.start - near <= h.at <= v.end + near and h.start - near <= v.at <= h.end + near


def _corner(h: Stroke, v: Stroke, unit: float) -> bool:
    """Two spines that stand apart at their corner."""
    apart = CORNER * unit
    return min(abs(v.at - h.start), abs(v.at - h.end)) < apart and min(abs(h.at - v.start), abs(h.at - v.end)) < apart


def _same_extent(a: Stroke, b: Stroke, unit: float) -> bool:
    """Parallel gridlines of one plot: the same ends, and no further apart than they are long."""
    close = abs(a.start - b.start) < 0.5 * unit and abs(a.end - b.end) < 0.5 * unit
    return close and 1.5 * unit < abs(a.at - b.at) < 0.8 * a.length
