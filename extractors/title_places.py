"""Where titles and axis labels stand around plot boxes: texts in, lines of text per panel out.

A text between two panels could belong to either; the outermost panels, whose texts are beyond doubt, say at what
distance titles and labels stand in this figure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from extractors.geometry import Box
from extractors.readers import Text

# lengths in text heights
TITLE_REACH = 5.0  # from plot box to title: tick labels or a legend may stand between
LABEL_REACH = 9.0  # from plot box to axis label: the widest tick labels stand between
CLOSE_TITLE = 1.1  # titles stand this close where nothing else tells them from the label of the panel above
SAME_DISTANCE = 0.5  # between the distances of two titles, or labels, of one figure
LINE_PITCH = 1.7  # between the centres of two lines of one title
PIECE_GAP = 1.2  # between two pieces of one turned line
CORNER_REACH = 2.5  # from the end of a y axis to a label over it
OFF_CENTRE = 0.25  # of the box's side between the middles of box and label

Lines = list[Text]


@dataclass(frozen=True, slots=True)
class Places:
    """Per panel the lines, in reading order, of its title and of the labels of its x, left and right axis."""

    title: list[Lines]
    x: list[Lines]
    left: list[Lines]
    right: list[Lines]


def place_texts(texts: Sequence[Text], boxes: Sequence[Box], unit: float) -> Places:
    """Sort free texts outside the plot boxes to the panels; ``unit`` is the text height in pixels."""
    upright = [t for t in texts if t.rotation == 0]
    turned = _joined_turned([t for t in texts if t.rotation in (90, 270)], unit)
    title, x = _rows(upright, boxes, unit)
    left, right = _sides(turned, boxes, unit)
    placed = {t for lines in (*title, *x) for t in lines}
    rest = [t for t in upright if t not in placed]
    left = [lines or _beside_axis(rest, box, "left", unit) for lines, box in zip(left, boxes, strict=True)]
    right = [lines or _beside_axis(rest, box, "right", unit) for lines, box in zip(right, boxes, strict=True)]
    return Places(title, x, left, right)


def _joined_turned(turned: Sequence[Text], unit: float) -> list[Text]:
    """Turned texts with the pieces of one line put together."""
    lines: list[Text] = []
    for text in sorted(turned, key=lambda t: -t.box.y1 if t.rotation == 90 else t.box.y0):
        for i, line in enumerate(lines):
            gap = line.box.y0 - text.box.y1 if text.rotation == 90 else text.box.y0 - line.box.y1
            same = text.rotation == line.rotation and abs(text.box.cx - line.box.cx) <= 0.5 * unit
            if same and -0.5 * unit <= gap <= PIECE_GAP * unit:
                lines[i] = replace(line, string=f"{line.string} {text.string}", box=line.box.joined(text.box))
                break
        else:
            lines.append(text)
    return lines


def _rows(upright: Sequence[Text], boxes: Sequence[Box], unit: float) -> tuple[list[Lines], list[Lines]]:
    """Per panel the lines above it and those below it."""
    above = {t: _nearest(boxes, partial(_gap_above, t.box), TITLE_REACH * unit) for t in upright}
    below = {t: _nearest(boxes, partial(_gap_below, t.box), LABEL_REACH * unit) for t in upright}
    sure_titles = [a[1] for t in upright if (a := above[t]) and not below[t]]
    sure_labels = [b[1] for t in upright if (b := below[t]) and not above[t]]
    titles: list[Lines] = [[] for _ in boxes]
    labels: list[Lines] = [[] for _ in boxes]
    for text in upright:
        over, under = above[text], below[text]
        if over and (not under or _is_title(over[1], under[1], sure_titles, sure_labels, unit)):
            titles[over[0]].append(text)
        elif under:
            labels[under[0]].append(text)
    return (
        [_paragraph(lines, lambda t: -t.box.y1) for lines in titles],
        [_paragraph(lines, lambda t: t.box.y0) for lines in labels],
    )


def _nearest(boxes: Sequence[Box], gap: Callable[[Box], float | None], reach: float) -> tuple[int, float] | None:
    """The index and distance of the nearest box within reach, or None."""
    gaps = [(distance, i) for i, box in enumerate(boxes) if (distance := gap(box)) is not None and distance <= reach]
    return (min(gaps)[1], min(gaps)[0]) if gaps else None


def _gap_above(text: Box, box: Box) -> float | None:
    """The distance of a line that is centred over the box or starts where it starts; None for other texts."""
    if text.cy >= box.y0 or not (_centred(text, box) or abs(text.x0 - box.x0) <= 0.6 * text.height + 2):
        return None
    return max(0.0, box.y0 - text.y1)


def _gap_below(text: Box, box: Box) -> float | None:
    """The distance of a line that is centred under the box or ends where it ends; None for other texts."""
    if text.cy <= box.y1 or not (_centred(text, box) or abs(text.x1 - box.x1) <= 0.6 * text.height + 2):
        return None
    return max(0.0, text.y0 - box.y1)


def _centred(text: Box, box: Box) -> bool:
    return abs(text.cx - box.cx) <= OFF_CENTRE * box.width


def _is_title(over: float, under: float, titles: Sequence[float], labels: Sequence[float], unit: float) -> bool:
    """Whether a line between two panels is the title of the lower one, ``over`` and ``under`` being its distances."""
    if titles or labels:
        as_title = min((abs(over - known) for known in titles), default=np.inf)
        as_label = min((abs(under - known) for known in labels), default=np.inf)
        if min(as_title, as_label) <= SAME_DISTANCE * unit:
            return bool(as_title <= as_label)
    return over <= CLOSE_TITLE * unit and over < under


def _paragraph(lines: Lines, distance: Callable[[Text], float]) -> Lines:
    """The line nearest to the panel with those that continue it at one pitch and size, in reading order."""
    kept: Lines = []
    for text in sorted(lines, key=distance):
        if kept and not _continues(kept[-1].box, text.box):
            break
        kept.append(text)
    return sorted(kept, key=lambda t: (t.box.y0 if len(kept) > 1 else 0.0, t.box.x0))


def _continues(one: Box, other: Box) -> bool:
    low, high = sorted((one.height, other.height))
    return 0.5 * high < abs(one.cy - other.cy) <= LINE_PITCH * high and high <= 1.35 * low


def _sides(turned: Sequence[Text], boxes: Sequence[Box], unit: float) -> tuple[list[Lines], list[Lines]]:
    """Per panel the turned lines left and right of it."""
    left_of = {t: _nearest(boxes, partial(_gap_beside, t.box, "left"), LABEL_REACH * unit) for t in turned}
    right_of = {t: _nearest(boxes, partial(_gap_beside, t.box, "right"), LABEL_REACH * unit) for t in turned}
    two_axes = any(right_of[t] and not left_of[t] for t in turned)
    lefts: list[Lines] = [[] for _ in boxes]
    rights: list[Lines] = [[] for _ in boxes]
    for text in sorted(turned, key=lambda t: (place[1] if (place := left_of[t]) else np.inf, t.box.y0)):
        left, right = left_of[text], right_of[text]
        if left and not (right and _is_right(text, left[1], right[1], lefts[left[0]], two_axes, unit)):
            lefts[left[0]].append(text)
        elif right:
            rights[right[0]].append(text)
    return [_turned_paragraph(lines, unit) for lines in lefts], [_turned_paragraph(lines, unit) for lines in rights]


def _is_right(text: Text, left: float, right: float, nearer: Lines, two_axes: bool, unit: float) -> bool:
    """Whether a label between two panels belongs to the right axis of the one before it.

    ``left``, ``right``: its distances; ``nearer``: labels already given to the left axis of the panel after it;
    ``two_axes``: whether the last panel of a row has a label on its right. Most panels have no right axis.
    """
    if nearer:
        return all(abs(text.box.cx - t.box.cx) > LINE_PITCH * unit for t in nearer)
    return two_axes and right < left


def _gap_beside(text: Box, side: str, box: Box) -> float | None:
    """The distance of a label at the middle of the box's height; None for other texts."""
    gap = box.x0 - text.x1 if side == "left" else text.x0 - box.x1
    if gap < 0 or abs(text.cy - box.cy) > OFF_CENTRE * box.height:
        return None
    return gap


def _turned_paragraph(lines: Lines, unit: float) -> Lines:
    """The longest turned line with those one line pitch beside it, in reading order."""
    if not lines:
        return []
    longest = max(lines, key=lambda t: t.box.height)
    kept = [t for t in lines if abs(t.box.cx - longest.box.cx) <= LINE_PITCH * unit and t.rotation == longest.rotation]
    return sorted(kept, key=lambda t: t.box.cx if longest.rotation == 90 else -t.box.cx)


def _beside_axis(upright: Sequence[Text], box: Box, side: str, unit: float) -> Lines:
    """The upright label over the end of a y axis, or beside the middle of it."""
    edge = box.x0 if side == "left" else box.x1
    over = [
        t
        for t in upright
        if 0 <= box.y0 - t.box.y1 <= CORNER_REACH * unit and abs(t.box.cx - edge) <= max(unit, 0.6 * t.box.width)
    ]
    beside = [t for t in upright if (gap := _gap_beside(t.box, side, box)) is not None and gap <= LABEL_REACH * unit]
    # beside the box only a label at its very middle is taken: tick labels that were not spoken for stand there too
    middle = [t for t in beside if abs(t.box.cy - box.cy) <= unit]
    return over[:1] or (middle if len(beside) == 1 else [])
