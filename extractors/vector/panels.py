"""Plot boxes of a scene: clips, rectangles and crossing strokes that have tick labels beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from extractors.errors import NotAChart
from extractors.geometry import Box, bounding
from extractors.panel_boxes import Panel
from extractors.panels import label_counts, reading_order, with_labels, without_doubles
from extractors.readers import Text
from extractors.vector.scene import Rgb, Scene
from extractors.vector.strokes import Segment, beside, is_rectangle
from schemas.reasons import Reason

# In text heights: the least side of a plot, how far ends of strokes of one frame may miss each other, and how far a
# spine may stand off the box that the data are clipped to.
LEAST_SIDE, MEET, SPINE = 4.0, 0.3, 0.5
# Boxes this alike are one plot, and one box.
ALIKE, SAME = 0.9, 0.985
# A box of parallel strokes is none where it holds so much of another one.
HELD = 0.8
# Clips that share so much of the smaller one, and less than HELD, are of lines in one plot: panels do not overlap.
INTO = 0.1
# Parallel strokes from which a box is found without any across.
LEAST_PARALLEL = 3


def find_boxes(scene: Scene, segments: Sequence[Segment], texts: Sequence[Text], unit: float) -> list[Panel]:
    """The panels in reading order. Raises :class:`NotAChart` where no box, or none with tick labels, is found."""
    boxes: list[Box] = []
    for box in (*_rectangles(scene, unit), *_crossings(segments, unit)):
        if min(box.width, box.height) >= LEAST_SIDE * unit and all(box.iou(other) < ALIKE for other in boxes):
            boxes.append(box)
    for box in _clips(scene, unit):  # a clip is exact, unless it leaves room around the frame
        boxes = [other for other in boxes if box.iou(other) < SAME]
        if min(box.width, box.height) >= LEAST_SIDE * unit and all(box.iou(other) < ALIKE for other in boxes):
            boxes.append(box)
    for box in _parallels(segments, unit):
        if box.height >= LEAST_SIDE * unit and not any(
            box.overlap(other) > HELD * other.area or _is_grid_of(box, other, unit) for other in boxes
        ):
            boxes.append(box)
    boxes = boxes if _any_labelled(boxes, texts, unit) else [*boxes, *_around_lines(scene, texts, unit)]
    panels = [_panel(box, scene, segments, unit) for box in boxes]
    chosen = with_labels(panels, texts, unit, True) or with_labels(panels, texts, unit, False)
    named = without_doubles(chosen, texts, unit)
    named = [p for p in named if max(label_counts(p, texts, unit)) > 0 or _has_line(p.box, scene)]
    if named:
        return reading_order(named)
    if panels:
        raise NotAChart(Reason.NO_AXIS_LABELS, "no box has tick labels beside it")
    raise NotAChart(Reason.NO_PLOT_BOX, "no clip, frame, pair of axes or grid bounds a plot")


def _clips(scene: Scene, unit: float) -> list[Box]:
    """What drawings are clipped to; clips that cut into one another are those of single lines, of one plot together.

    Those of markers are left out: they bound no plot, and may be thousands.
    """
    seen: dict[tuple[int, ...], Box] = {}
    for shape in scene.shapes:
        if shape.clip is not None and max(shape.clip.width, shape.clip.height) >= LEAST_SIDE * unit:
            corners = (shape.clip.x0, shape.clip.y0, shape.clip.x1, shape.clip.y1)
            seen.setdefault(tuple(round(4 * v) for v in corners), shape.clip)
    clips: list[Box] = []
    for clip in seen.values():
        cut = [other for other in clips if _cut_into(clip, other)]
        clips = [other for other in clips if other not in cut] + [bounding([clip, *cut])]
    return clips


def _cut_into(one: Box, other: Box) -> bool:
    """Whether two boxes overlap, but neither holds the other."""
    smaller = min(one.area, other.area)
    return INTO * smaller < one.overlap(other) < HELD * smaller


def _rectangles(scene: Scene, unit: float) -> Iterator[Box]:
    return (s.box for s in scene.shapes if (s.stroked or s.filled) and is_rectangle(s, unit))


def _crossings(segments: Sequence[Segment], unit: float) -> Iterator[Box]:
    """Boxes of strokes across with common ends and strokes up with common ends that cover each other's extent."""
    long = [s for s in segments if s.length >= LEAST_SIDE * unit]
    across = _bundles([s for s in long if s.way == "across"], unit)
    up = _bundles([s for s in long if s.way == "up"], unit)
    near = MEET * unit
    for x0, x1, ys in across:
        for y0, y1, xs in up:
            # Panels in a row share the ends of their strokes up, and those in a column of their strokes across.
            own_x = [x for x in xs if x0 - near <= x <= x1 + near]
            own_y = [y for y in ys if y0 - near <= y <= y1 + near]
            if _bounds(own_x, (x0, x1), near) and _bounds(own_y, (y0, y1), near):
                yield Box(x0, y0, x1, y1)


def _bounds(places: Sequence[float], ends: tuple[float, float], near: float) -> bool:
    """Whether strokes stand at an end of a box, or are so many that they are its grid."""
    return len(places) >= LEAST_PARALLEL or any(abs(place - end) <= near for place in places for end in ends)


def _parallels(segments: Sequence[Segment], unit: float) -> Iterator[Box]:
    """Boxes of gridlines across alone, from the highest to the lowest."""
    long = [s for s in segments if s.length >= LEAST_SIDE * unit]
    for x0, x1, ys in _bundles([s for s in long if s.way == "across"], unit):
        if len(set(ys)) >= LEAST_PARALLEL:
            yield Box(x0, min(ys), x1, max(ys))


def _is_grid_of(grid: Box, box: Box, unit: float) -> bool:
    """Whether strokes across, from the highest to the lowest, run from side to side of a box and stay within it."""
    sides = max(abs(grid.x0 - box.x0), abs(grid.x1 - box.x1)) <= MEET * unit
    return sides and box.y0 - MEET * unit <= grid.y0 and grid.y1 <= box.y1 + MEET * unit


def _has_line(box: Box, scene: Scene) -> bool:
    """Whether a polyline or marker series is drawn in a box that has no labels of its own; a legend's has none."""
    lines = (s.box for s in scene.shapes if s.stroked and len(s.points) > 3 and not s.closed)
    return any(b.overlap(box) > 0.5 * b.area > 0 and b.width > 0.3 * box.width for b in lines)


def _any_labelled(boxes: Sequence[Box], texts: Sequence[Text], unit: float) -> bool:
    counts = [label_counts(Panel(box, frozenset(), (255, 255, 255)), texts, unit) for box in boxes]
    return any(min(pair) >= 1 and sum(pair) >= 3 for pair in counts)


def _around_lines(scene: Scene, texts: Sequence[Text], unit: float) -> Iterator[Box]:
    """Where nothing bounds a plot: the extent of its lines, widened to the numbers left of it and the row below it."""
    lines = [s.box for s in scene.shapes if s.stroked and len(s.points) > 3 and not s.closed]
    words = [t for t in texts if t.rotation not in (90, 270)]
    numbers = [t.box for t in words if any(c.isdigit() for c in t.string)]
    for group in _groups([box for box in lines if box.width >= LEAST_SIDE * unit], [t.box for t in words], unit):
        data = bounding(group)
        left = [b.x1 for b in numbers if b.x1 < data.x0 and data.y0 - unit <= b.cy <= data.y1 + 2 * unit]
        under = [t.box for t in words if t.box.y0 > data.y1 and data.x0 - 2 * unit <= t.box.cx <= data.x1 + 2 * unit]
        below = [b.y0 for b in under if b in numbers or sum(abs(b.cy - other.cy) < 0.5 * unit for other in under) > 1]
        if left and below:
            yield Box(max(left) + 0.5 * unit, data.y0, data.x1, min(below) - 0.5 * unit)


def _groups(lines: Sequence[Box], words: Sequence[Box], unit: float) -> list[list[Box]]:
    """Lines by panel: those above one another, unless a row of words stands between them."""
    groups: list[list[Box]] = []
    for line in sorted(lines, key=lambda box: box.y0):
        for group in groups:
            around = bounding(group)
            shared = min(around.x1, line.x1) - max(around.x0, line.x0)
            column = [b.cy for b in words if around.y1 < b.cy < line.y0 and around.x0 <= b.cx <= around.x1]
            is_row = any(sum(abs(cy - other) < 0.5 * unit for other in column) > 1 for cy in column)
            if shared >= 0.5 * min(around.width, line.width) and not is_row:
                group.append(line)
                break
        else:
            groups.append([line])
    return groups


def _bundles(strokes: Sequence[Segment], unit: float) -> list[tuple[float, float, list[float]]]:
    """Parallel strokes by their common ends: first end, second end, and places."""
    bundles: list[tuple[float, float, list[float]]] = []
    for stroke in strokes:
        for start, stop, places in bundles:
            if abs(stroke.start - start) <= MEET * unit and abs(stroke.stop - stop) <= MEET * unit:
                places.append(stroke.at)
                break
        else:
            bundles.append((stroke.start, stroke.stop, [stroke.at]))
    return bundles


def _panel(box: Box, scene: Scene, segments: Sequence[Segment], unit: float) -> Panel:
    sides = {"left": "up", "right": "up", "top": "across", "bottom": "across"}
    spines = frozenset(
        side
        for side, way in sides.items()
        if any(s.way == way and beside(box, s, side) <= SPINE * unit and _covers(s, box) for s in segments)
    )
    grid = [s for s in segments if _covers(s, box)]
    return Panel(
        box,
        spines,
        background_at(scene, box),
        tuple(sorted({s.at for s in grid if s.way == "up" and box.x0 - 1 <= s.at <= box.x1 + 1})),
        tuple(sorted({s.at for s in grid if s.way == "across" and box.y0 - 1 <= s.at <= box.y1 + 1})),
    )


def _covers(segment: Segment, box: Box) -> bool:
    """Whether a segment runs through most of a box."""
    low, high = (box.x0, box.x1) if segment.way == "across" else (box.y0, box.y1)
    return min(segment.stop, high) - max(segment.start, low) >= 0.6 * (high - low)


def background_at(scene: Scene, box: Box) -> Rgb:
    """The colour of the last opaque fill that covers a box, white where there is none."""
    color = np.array((255.0, 255.0, 255.0))
    for shape in scene.shapes:
        if shape.filled and shape.paint.fill is not None and len(shape.points) <= 6:
            covered = shape.box if shape.clip is None else _cut(shape.box, shape.clip)
            if covered.overlap(box) >= 0.98 * box.area:
                alpha = shape.paint.fill_opacity
                color = (1 - alpha) * color + alpha * np.array(shape.paint.fill)
    red, green, blue = (round(float(v)) for v in color)
    return red, green, blue


def _cut(box: Box, clip: Box) -> Box:
    return replace(
        box, x0=max(box.x0, clip.x0), y0=max(box.y0, clip.y0), x1=min(box.x1, clip.x1), y1=min(box.y1, clip.y1)
    )
