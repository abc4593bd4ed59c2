"""The series of a panel: its polylines and markers, told apart by paint and matched to the legend by it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from extractors.geometry import Box
from extractors.legend_entry import LegendEntry
from extractors.panel_boxes import Panel
from extractors.vector.chains import with_chains
from extractors.vector.intervals import Interval, find_interval
from extractors.vector.legends import Key
from extractors.vector.marks import Marked, assign_symbols
from extractors.vector.naming import PaintedLine, match_keys, same_paint, same_symbol
from extractors.vector.polylines import clipped, joined, shared_stretch, with_gaps
from extractors.vector.scene import Paint, Points, Rgb, Shape
from extractors.vector.strokes import STRAIGHT, Segment
from extractors.vector.symbols import Symbol
from schemas.reasons import Reason

# Lines without a name that are shorter than this share of the width of the box are arrows and other remarks.
LEAST_SPAN = 0.15
# Ends of polylines nearer than this, in text heights, meet.
MEETING = 0.03
# Points this close to the sides of the box, in text heights, are those of its frame.
ON_FRAME = 0.1
# Lines of one paint that share no more than this of their stretch of x are one line with a gap.
APART = 0.02
# Lines along a side of the box may lie beyond it by what their coordinates are rounded, in text heights.
EDGE = 0.01
# In text heights: what the caps of error bars are long at most, and arrowheads high.
CAP, HEAD = 3.0, 0.5
# Corners that an arrow has at most.
ARROW = 12
# Polylines of a line chart mostly run one way; closed ones whose x turns back on more than this share are outlines.
TURNING = 0.3


@dataclass(frozen=True, eq=False)
class Drawn:
    """A series in working pixels: ``line`` with NaN rows at gaps, the middles of its ``markers``, and its interval.

    ``line`` is empty where there are only markers, and ``markers`` where there are none.
    """

    line: Points
    markers: Points
    color: Rgb
    paint: Paint | None
    form: str | None
    entry: LegendEntry | None
    interval: Interval | None = None
    reason: Reason = Reason.NONE


@dataclass(frozen=True, eq=False)
class PanelShapes:
    """What is drawn in a panel besides its frame, ticks, grid and legend."""

    panel: Panel
    shapes: tuple[Shape, ...]
    segments: tuple[Segment, ...]
    symbols: tuple[Symbol, ...]
    unit: float


def find_drawn(own: PanelShapes, keys: Sequence[Key]) -> tuple[list[Drawn], list[LegendEntry]]:
    """The series of a panel in drawing order, and the legend entries that none of them matches."""
    lines = [line for group in _by_paint(_candidates(own, keys)) for line in _lines_of(group, own, keys)]
    lines.sort(key=lambda line: line.item)
    alone = assign_symbols(
        [(line.points, line.paint.stroke or (0, 0, 0), line.marked) for line in lines], own.symbols, own.unit
    )
    shown = [k for k in keys if k.line is None and any(_shows(k, group[0].symbol) for group in alone)]
    match_keys(lines, [k for k in keys if k not in shown])
    found = [_drawn(line, own) for line in lines if _is_series(line, own, keys)]
    taken = {id(d.entry) for d in found if d.entry is not None}
    free = [k for k in keys if id(k.entry) not in taken]
    found += _bare_markers(alone, free, own, with_keys=bool(keys))
    taken = {id(d.entry) for d in found if d.entry is not None}
    return found, [k.entry for k in keys if id(k.entry) not in taken and not k.entry.is_patch]


def _candidates(own: PanelShapes, keys: Sequence[Key]) -> list[PaintedLine]:
    """Every stroked polyline in the box that is no marker, no frame and no straight line from edge to edge."""
    box = own.panel.box
    small = {id(s) for symbol in own.symbols for s in symbol.shapes}
    named = [k for k in keys if k.line is not None or k.symbol is not None]
    frame = _frame_paints(own)
    bent: list[PaintedLine] = []
    straight: list[PaintedLine] = []
    for shape in own.shapes:
        if not shape.stroked or id(shape) in small or shape.closed or (shape.filled and len(shape.points) > 2):
            continue
        clip = box if shape.clip is None else _common(box, shape.clip)
        points = clipped(shape.points, clip.grown(EDGE * own.unit))
        if len(points) < 2:
            continue
        on_frame = _on_frame(points, box, own.unit)
        if on_frame and shape.paint in frame:
            continue
        plain = on_frame or _is_straight(points, own)
        (straight if plain else bent).append(PaintedLine(points, shape.paint, shape.item))
    looks = {line.paint for line in bent}

    def is_data(line: PaintedLine) -> bool:
        """Level pieces of a bent line, and level lines that the legend names."""
        level = float(np.nanmax(line.points[:, 0]) - np.nanmin(line.points[:, 0])) > STRAIGHT * own.unit
        return level and (
            line.paint in looks or (_is_wide(line.points, own) and any(same_paint(line.paint, k) for k in named))
        )

    return bent + [line for line in straight if is_data(line)]


def _common(a: Box, b: Box) -> Box:
    x0, y0 = max(a.x0, b.x0), max(a.y0, b.y0)
    return Box(x0, y0, max(x0, min(a.x1, b.x1)), max(y0, min(a.y1, b.y1)))


def _is_straight(points: Points, own: PanelShapes) -> bool:
    """Whether a polyline runs along an axis: a gridline, reference line, tick, stem or cap."""
    across, up = np.nanmax(points, axis=0) - np.nanmin(points, axis=0)
    return bool(min(across, up) <= STRAIGHT * own.unit)


def _on_frame(points: Points, box: Box, unit: float) -> bool:
    """Whether all points lie on the sides of the box: two or three sides of a frame drawn in one go."""
    near = ON_FRAME * unit
    sides = [np.abs(points[:, 0] - box.x0), np.abs(points[:, 0] - box.x1)]
    sides += [np.abs(points[:, 1] - box.y0), np.abs(points[:, 1] - box.y1)]
    return len(points) <= 5 and bool((np.min(sides, axis=0) <= near).all())


def _frame_paints(own: PanelShapes) -> set[Paint]:
    """The paints of strokes that run up a side of the box, which no line of data does."""
    box, near = own.panel.box, ON_FRAME * own.unit
    ups = [s for s in own.segments if s.way == "up" and s.length >= 0.5 * box.height]
    return {s.shape.paint for s in ups if min(abs(s.at - box.x0), abs(s.at - box.x1)) <= near}


def _is_wide(points: Points, own: PanelShapes) -> bool:
    return float(np.nanmax(points[:, 0]) - np.nanmin(points[:, 0])) >= LEAST_SPAN * own.panel.box.width


def _by_paint(lines: Iterable[PaintedLine]) -> list[list[PaintedLine]]:
    groups: dict[tuple[object, ...], list[PaintedLine]] = {}
    for line in lines:
        p = line.paint
        look = (p.stroke, round(p.width, 1), tuple(round(d, 1) for d in p.dash), round(p.stroke_opacity, 2))
        groups.setdefault(look, []).append(line)
    return list(groups.values())


def _lines_of(group: Sequence[PaintedLine], own: PanelShapes, keys: Sequence[Key]) -> list[PaintedLine]:
    """The lines of one paint: pieces joined where their ends meet, and where one goes on after a gap of another."""
    entries = sum(same_paint(group[0].paint, k) for k in keys)
    group = with_chains(group, own.symbols, own.unit)
    items: dict[int, list[Points]] = {}
    for line in group:
        items.setdefault(line.item, []).append(line.points)
    whole: list[tuple[int, Points]] = []
    for item, pieces in items.items():
        whole += [(item, line) for line in _after_gaps(joined(pieces, MEETING * own.unit))]
    ordered = sorted(whole, key=lambda pair: pair[0])
    lines = joined([points for _, points in ordered], MEETING * own.unit)
    if len(lines) > max(1, entries):
        lines = _after_gaps(lines)
    first = {id(points): item for item, points in ordered}
    return [PaintedLine(points, group[0].paint, first.get(id(points), group[0].item)) for points in lines]


def _after_gaps(lines: Sequence[Points]) -> list[Points]:
    """Lines put together of which one goes on along x where the one before it ended."""
    chains: list[list[Points]] = []
    for line in lines:
        for chain in chains:
            if all(shared_stretch(line, other) <= APART for other in chain):
                chain.append(line)
                break
        else:
            chains.append([line])
    return [with_gaps(sorted(chain, key=lambda p: float(np.nanmin(p[:, 0])))) for chain in chains]


def _is_series(line: PaintedLine, own: PanelShapes, keys: Sequence[Key]) -> bool:
    """A line that the legend names, or one that is long enough and no straight remark."""
    if line.key is not None:
        return True
    width = own.panel.box.width
    span = float(np.nanmax(line.points[:, 0]) - np.nanmin(line.points[:, 0]))
    if _is_straight(line.points, own) or span < LEAST_SPAN * width:
        return False
    if keys and (_are_caps(line.points, own.unit) or _is_arrow(line.points, own.unit)):
        return False
    bends = len(line.points) > 3
    return bends or (not keys and span >= 2 * LEAST_SPAN * width)


def _are_caps(points: Points, unit: float) -> bool:
    """Whether all of a line is short level strokes at several heights, and gaps."""
    step = np.diff(points, axis=0)
    step = step[np.isfinite(step).all(axis=1)]
    level = bool((np.abs(step[:, 1]) <= STRAIGHT * unit).all() and (np.abs(step[:, 0]) <= CAP * unit).all())
    return level and float(np.nanmax(points[:, 1]) - np.nanmin(points[:, 1])) > unit


def _is_arrow(points: Points, unit: float) -> bool:
    """Whether a line of few corners keeps to the straight way between its ends but for a head."""
    seen = points[np.isfinite(points).all(axis=1)]
    if len(seen) > ARROW:
        return False
    a, b = seen[np.argmin(seen[:, 0])], seen[np.argmax(seen[:, 0])]
    way = (b - a) / max(float(np.hypot(*(b - a))), 1e-9)
    off = (seen - a) @ np.array([-way[1], way[0]])
    return bool(np.abs(off).max() <= HEAD * unit)


def _drawn(line: PaintedLine, own: PanelShapes) -> Drawn:
    color = line.paint.stroke or (0, 0, 0)
    markers = np.array([m.center for m in line.marked], dtype=np.float64).reshape(-1, 2)
    form = line.marked[0].symbol.form if line.marked else None
    entry = line.key.entry if line.key is not None else None
    if (
        form is None
        and entry is not None
        and entry.marker is not None
        and line.key is not None
        and line.key.line is None
    ):
        form = entry.marker
    interval = find_interval(line.points, markers, color, own.shapes, own.segments, own.panel.box, own.unit)
    return Drawn(line.points, markers, color, line.paint, form, entry, interval, line.reason)


def _bare_markers(
    alone: Sequence[Sequence[Marked]], free: Sequence[Key], own: PanelShapes, with_keys: bool
) -> list[Drawn]:
    """Series of markers without a line."""
    found: list[Drawn] = []
    left = [k for k in free if k.symbol is not None]
    for group in alone:
        symbol = group[0].symbol
        inside = [m for m in group if own.panel.box.grown(0.05 * own.unit).holds(*m.center)]
        key = next((k for k in left if k.symbol is not None and same_symbol(k.symbol, symbol)), None)
        if not inside or (key is None and (with_keys or len(inside) < 3)):
            continue
        if key is not None:
            left.remove(key)
        markers = np.array([m.center for m in inside], dtype=np.float64)
        interval = find_interval(
            np.zeros((0, 2)), markers, symbol.color, own.shapes, own.segments, own.panel.box, own.unit
        )
        entry = key.entry if key is not None else None
        found.append(Drawn(np.zeros((0, 2)), markers, symbol.color, None, symbol.form, entry, interval))
    return found


def _shows(key: Key, symbol: Symbol) -> bool:
    return key.symbol is not None and same_symbol(key.symbol, symbol)


def turning(points: Points) -> float:
    """The share of a polyline's steps along x that go the other way than most."""
    steps = np.diff(points[:, 0])
    steps = steps[np.isfinite(steps) & (np.abs(steps) > 1e-6)]
    if not len(steps):
        return 0.0
    back = float(np.mean(steps < 0))
    return min(back, 1 - back)
