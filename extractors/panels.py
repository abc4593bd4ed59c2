"""Panels and plot boxes: rectangles that strokes or fills bound and that carry tick labels on their outside."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.errors import NotAChart
from extractors.geometry import Box, bounding
from extractors.image import Figure
from extractors.strokes import Stroke, horizontal_strokes, vertical_strokes
from extractors.text import Text
from schemas.reasons import Reason

# All in text heights. A plot narrower than SMALLEST could not carry two tick labels.
SMALLEST = 4.0
# Strokes that end this close to one another belong together: tick length and line joins stay below it,
TOUCH = 0.9
# while the spines of "offset" styles stand this far apart at the corner.
CORNER = 2.2
# Tick labels begin within this distance of the spine (tick, padding and rotated print included).
LABEL_REACH = 3.5
# A step between two fills is clean; rows of print make ragged ones.
CLEAN_STEP = 0.88
# A line of letters has blanks between them; a detector may also take a spine with ticks for print.
UNBROKEN = 0.9


@dataclass(frozen=True, slots=True)
class Panel:
    """A plot area: ``box`` runs along the centres of its spines (or the ends of its gridlines), in working pixels.

    ``strokes_x`` and ``strokes_y`` are the places of the full-length vertical and horizontal strokes in it
    (gridlines, spines): tick positions where tick marks are missing.
    """

    box: Box
    spines: frozenset[str]  # of "left", "right", "top", "bottom"
    background: tuple[int, int, int]  # RGB of the empty plot area
    strokes_x: tuple[float, ...] = ()
    strokes_y: tuple[float, ...] = ()


def find_panels(figure: Figure, texts: Sequence[Text], unit: float) -> tuple[Panel, ...]:
    """The panels of a figure in reading order; ``unit`` is the text height in pixels.

    Raises :class:`~extractors.errors.NotAChart` where no box, or none with tick labels, is found.
    """
    grey = np.asarray(cv2.cvtColor(figure.rgb, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    rows = outside_texts(horizontal_strokes(grey, unit, SMALLEST * unit), texts, grey, False)
    columns = outside_texts(vertical_strokes(grey, unit, SMALLEST * unit), texts, grey.T, True)
    across, along = joined_strokes(rows, columns, unit), joined_strokes(columns, rows, unit)
    groups = touching_groups(across, along, unit)
    candidates = [c for group in groups if (c := panel_of(figure, *group, unit)) is not None]
    if not candidates:
        raise NotAChart(Reason.NO_PLOT_BOX, "no frame, pair of axes or grid bounds a plot")
    panels = with_labels(without_doubles(candidates), texts, unit)
    if not panels:
        raise NotAChart(Reason.NO_AXIS_LABELS, "no box has tick labels beside it")
    return tuple(reading_order(panels))


def outside_texts(
    strokes: Sequence[Stroke], texts: Sequence[Text], grey: NDArray[np.uint8], upright: bool
) -> list[Stroke]:
    """Drop what is a row of print and no stroke: ragged steps, and strokes that run through text boxes.

    ``grey`` is turned so that the strokes run along its rows.
    """
    kept = []
    for stroke in strokes:
        if stroke.thickness == 0 and stroke.fill < CLEAN_STEP:
            continue
        prints = [_span(text.box.grown(2), upright) for text in texts]
        crossing = [(start, end) for low, high, start, end in prints if low <= stroke.at <= high]
        trimmed = _trimmed(stroke, crossing, grey)
        printed = sum(max(0.0, min(end, trimmed.end) - max(start, trimmed.start)) for start, end in crossing)
        if printed < 0.5 * trimmed.length or (stroke.thickness > 0 and stroke.fill > UNBROKEN):
            kept.append(trimmed)
    return kept


def _span(box: Box, upright: bool) -> tuple[float, float, float, float]:
    """Across (low, high) and along (start, end) a stroke of that direction."""
    return (box.x0, box.x1, box.y0, box.y1) if upright else (box.y0, box.y1, box.x0, box.x1)


def _trimmed(stroke: Stroke, prints: Sequence[tuple[float, float]], grey: NDArray[np.uint8]) -> Stroke:
    """Without the print of a label that seems to continue it, and the blank before that."""
    start, end = stroke.start, stroke.end
    for low, high in prints:
        if low <= start < high < end:
            start = high
        if start < low < end <= high:
            end = low
    if stroke.thickness == 0 or (start, end) == (stroke.start, stroke.end):
        return replace(stroke, start=start, end=end)
    line = grey[round(stroke.at), math.ceil(start) : math.floor(end) + 1].astype(float)
    if line.size == 0:
        return replace(stroke, start=start, end=max(start, end))
    own = np.flatnonzero(np.abs(line - np.percentile(line, 50, method="lower")) <= 0.5 * abs(stroke.dark))
    return replace(stroke, start=math.ceil(start) + float(own[0]), end=math.ceil(start) + float(own[-1]))


def joined_strokes(strokes: Sequence[Stroke], crossing: Sequence[Stroke], unit: float) -> list[Stroke]:
    """Join pieces of one stroke that a curve or marker cuts; other holes may be the space between two panels."""
    joined: list[Stroke] = []
    for stroke in sorted(strokes, key=lambda s: (round(s.at), s.start)):
        pieces = (i for i in range(len(joined) - 1, -1, -1) if _one_stroke(stroke, joined[i], crossing, unit))
        piece = next(pieces, None)
        if piece is None:
            joined.append(stroke)
            continue
        other = joined[piece]
        longer = max(stroke, other, key=lambda s: (s.thickness > 0, s.length))
        joined[piece] = replace(longer, start=min(stroke.start, other.start), end=max(stroke.end, other.end))
    return joined


def _one_stroke(a: Stroke, b: Stroke, crossing: Sequence[Stroke], unit: float) -> bool:
    if abs(a.at - b.at) > 1.5 or max(a.start, b.start) - min(a.end, b.end) >= 2 * unit:
        return False
    end, start = min(a.end, b.end), max(a.start, b.start)
    return start - end < 0.5 * unit or not _between_spines(end, start, a.at, crossing, unit)


def _between_spines(end: float, start: float, at: float, crossing: Sequence[Stroke], unit: float) -> bool:
    """Whether a hole begins at one stroke across and ends at another, ticks aside, as between two panels."""
    places = [c.at for c in crossing if c.thickness > 0 and c.start - 2 <= at <= c.end + 2]
    begins = any(end - TOUCH * unit <= place <= end + 2 for place in places)
    return begins and any(start - 2 <= place <= start + TOUCH * unit for place in places)


def touching_groups(
    across: Sequence[Stroke], along: Sequence[Stroke], unit: float
) -> list[tuple[list[Stroke], list[Stroke]]]:
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
    groups: dict[int, tuple[list[Stroke], list[Stroke]]] = {}
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


def panel_of(figure: Figure, across: list[Stroke], along: list[Stroke], unit: float) -> Panel | None:
    """The panel that a set of strokes bounds, or None where it bounds none."""
    if not across or (not along and len(across) < 3):
        return None
    left, right = _bounds([s.at for s in along], across, unit)
    top, bottom = _bounds([s.at for s in across], along or across_ends(across), unit)
    if right - left < SMALLEST * unit or bottom - top < SMALLEST * unit:
        return None
    box = Box(left, top, right, bottom)
    near = 0.4 * unit
    spines = frozenset(
        name
        for name, at, strokes in (
            ("left", left, along), ("right", right, along), ("top", top, across), ("bottom", bottom, across)
        )
        if any(abs(s.at - at) < near and s.thickness > 0 for s in strokes)
    )  # fmt: skip
    return Panel(
        box,
        spines,
        background_of(figure.rgb, box),
        tuple(s.at for s in along if s.length > 0.5 * box.height and s.thickness > 0),
        tuple(s.at for s in across if s.length > 0.5 * box.width and s.thickness > 0),
    )


def across_ends(across: list[Stroke]) -> list[Stroke]:
    """Where there is no vertical stroke, the outermost gridlines bound the box."""
    rows = [s.at for s in across]
    return [Stroke(across[0].start, min(rows), max(rows), 1.0, 0.0)]


def _bounds(places: list[float], crossing: list[Stroke], unit: float) -> tuple[float, float]:
    """First and last side: the outermost stroke with a corner, else where the strokes that cross it mostly end.

    A stroke may overhang the box where a tick mark or the print of a label continues it; a corner is not fooled.
    """
    weight = np.array([s.length for s in crossing])
    starts, ends = np.array([s.start for s in crossing]), np.array([s.end for s in crossing])
    near = TOUCH * unit
    start, end = _typical(starts, weight, unit), _typical(ends, weight, unit)
    low = min((p for p in places if np.abs(starts - p).min() < near), default=start)
    high = max((p for p in places if np.abs(ends - p).min() < near), default=end)
    return (low if low <= start + near else start, high if high >= end - near else end)


def _typical(ends: NDArray[np.float64], weight: NDArray[np.float64], unit: float) -> float:
    """The end that most stroke length shares."""
    support = (np.abs(ends[:, None] - ends[None, :]) < 0.5 * unit) @ weight
    return float(np.median(ends[support >= support.max() * 0.999]))


def background_of(rgb: NDArray[np.uint8], box: Box) -> tuple[int, int, int]:
    """The commonest colour in the box."""
    rows, columns = box.grown(-2).slices(*rgb.shape[:2])
    crop = rgb[rows, columns].reshape(-1, 3)
    code = (crop[:, 0].astype(np.int32) >> 2 << 16) | (crop[:, 1].astype(np.int32) >> 2 << 8) | (crop[:, 2] >> 2)
    values, counts = np.unique(code, return_counts=True)
    commonest = crop[code == values[np.argmax(counts)]]
    red, green, blue = (int(v) for v in np.median(commonest, axis=0))
    return red, green, blue


def without_doubles(panels: Sequence[Panel]) -> list[Panel]:
    """One panel where two candidates cover nearly the same area: the one with more spines, then the larger."""
    kept: list[Panel] = []
    for panel in sorted(panels, key=lambda p: (-len(p.spines), -p.box.area)):
        if all(panel.box.iou(other.box) < 0.6 for other in kept):
            kept.append(panel)
    return kept


def with_labels(panels: Sequence[Panel], texts: Sequence[Text], unit: float) -> list[Panel]:
    """Panels with tick labels beside them, and their siblings of the same size that share those labels."""
    counts = {id(p): label_counts(p, texts, unit) for p in panels}
    named = [p for p in panels if min(counts[id(p)]) >= 1 and sum(counts[id(p)]) >= 3]
    siblings = [p for p in panels if p not in named and any(_sibling(p, other, unit) for other in named)]
    if not named:
        named = [p for p in panels if sum(counts[id(p)]) >= 2]
    chosen = [p for p in named + siblings if not _is_inner_frame(p, named, texts, unit)]
    return [p for p in chosen if not _holds_others(p, chosen, counts)]


def _is_inner_frame(panel: Panel, named: Sequence[Panel], texts: Sequence[Text], unit: float) -> bool:
    """A frame inside a plot is an inset only with numbers along two of its sides; else it bounds a legend or a note."""
    outer = [p for p in named if p is not panel and p.box.overlap(panel.box) > 0.95 * panel.box.area]
    numbers = [t for t in texts if t.string and sum(c.isdigit() for c in t.string) * 2 > len(t.string)]
    return bool(outer) and min(label_counts(panel, numbers, unit)) < 2


def label_counts(panel: Panel, texts: Sequence[Text], unit: float) -> tuple[int, int]:
    """How many texts could be tick labels below (or above) and left (or right) of the box."""
    box, reach = panel.box, LABEL_REACH * unit
    below = beside = 0
    for text in texts:
        t = text.box
        digits = any(c.isdigit() for c in text.string)
        if box.x0 - unit <= t.cx <= box.x1 + unit:
            under = -0.3 * unit <= t.y0 - box.y1 <= reach
            over = -0.3 * unit <= box.y0 - t.y1 <= reach
            below += under or (over and digits)
        elif digits and box.y0 - unit <= t.cy <= box.y1 + unit:
            beside += -0.3 * unit <= box.x0 - t.x1 <= reach or -0.3 * unit <= t.x0 - box.x1 <= reach
    return below, beside


def _sibling(panel: Panel, other: Panel, unit: float) -> bool:
    a, b = panel.box, other.box
    same_size = abs(a.width - b.width) < unit and abs(a.height - b.height) < unit
    in_row = abs(a.y0 - b.y0) < unit and abs(a.y1 - b.y1) < unit
    in_column = abs(a.x0 - b.x0) < unit and abs(a.x1 - b.x1) < unit
    apart = a.overlap(b) == 0
    return apart and (same_size or in_row or in_column)


def _holds_others(panel: Panel, chosen: Sequence[Panel], counts: dict[int, tuple[int, int]]) -> bool:
    """A frame around several panels is no panel itself."""
    inside = [p for p in chosen if p is not panel and p.box.overlap(panel.box) > 0.95 * p.box.area]
    if not inside:
        return False
    share = bounding(p.box for p in inside).area / panel.box.area
    return share > 0.6 or (len(inside) > 1 and sum(counts[id(panel)]) < 4)


def reading_order(panels: Sequence[Panel]) -> list[Panel]:
    """Rows top to bottom, in a row left to right; panels overlapping by half their height are one row."""
    rows: list[list[Panel]] = []
    for panel in sorted(panels, key=lambda p: p.box.cy):
        for row in rows:
            first = row[0].box
            shared = min(first.y1, panel.box.y1) - max(first.y0, panel.box.y0)
            if shared > 0.5 * min(first.height, panel.box.height):
                row.append(panel)
                break
        else:
            rows.append([panel])
    rows.sort(key=lambda row: min(p.box.y0 for p in row))
    return [p for row in rows for p in sorted(row, key=lambda p: p.box.x0)]
