"""A panel from the strokes that bound it: where its sides run, and frames of other plots among its gridlines."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from extractors.channels import commonest_color
from extractors.geometry import Box, bounding
from extractors.panel_strokes import OWN_TONE, SMALLEST, StrokeSet, touching_sets
from extractors.strips import spans
from extractors.strokes import Stroke

# A tick mark may continue a gridline or spine beyond the corner by so many text heights.
TICK = 1.3
# A side has corners with strokes across that make up this share of their length; a legend's frame has less.
CORNERED = 0.3
# Print that continues a stroke makes it longer by less than this, in text heights.
OVERHANG = 3.0
# Where strokes begin farther than this before a gridline, in text heights, it is not the side of the plot.
CLEAR = 0.25
# Gridlines look alike, to this share of their contrast and so many pixels of their width, and are more than two. What
# is less than a pixel wider may be the same ink that lies over two rows of pixels, in paler tones.
ALIKE_DARK, ALIKE_WIDE, GRIDLINES, SPREAD = 0.2, 0.6, 2, 1.0
# Of two places where strokes end, the outer one counts with this share of the other one's weight.
NEARLY = 0.6
# A side shorter than this share of the others ends at a corner of the plot.
HALF = 0.5
# Tick marks, and the edges of a fill, are of one length, to this many pixels.
EVEN = 1.0
# A frame that takes more than this share of its set's extent is the plot itself.
WHOLE = 0.8
# A label stands off its tick by more than this, in text heights.
BREAK = 0.12
# The sides of a frame meet within a rounded corner, in text heights.
FRAME_CORNER = 0.5


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


def panel_of(rgb: NDArray[np.uint8], strokes: StrokeSet, unit: float) -> Panel | None:
    """The panel that a set of strokes bounds, or None where it bounds none."""
    across, along = strokes
    if not across or (not along and len(across) < 3):
        return None
    crossing = along or across_ends(across)
    gridded = sum(_is_gridline(s, along) for s in along) > GRIDLINES and not _are_ticks(
        _overhangs(along, across, unit), _overhangs(across, crossing, unit)
    )
    left, right = _bounds(along, across, gridded, unit)
    top, bottom = _bounds(across, crossing, gridded, unit)
    bottom = _above_print(bottom, right - left, across, along, rgb, unit)
    if right - left < SMALLEST * unit or bottom - top < SMALLEST * unit:
        return None
    box = Box(left, top, right, bottom)
    near = 0.4 * unit
    sides = (("left", left, along), ("right", right, along), ("top", top, across), ("bottom", bottom, across))
    spines = frozenset(name for name, at, s in sides if any(abs(t.at - at) < near and t.thickness > 0 for t in s))
    return Panel(
        box,
        spines,
        background_of(rgb, box),
        tuple(s.at for s in along if s.length > 0.5 * box.height and s.thickness > 0),
        tuple(s.at for s in across if s.length > 0.5 * box.width and s.thickness > 0),
    )


def across_ends(across: list[Stroke]) -> list[Stroke]:
    """Where there is no vertical stroke, the outermost gridlines bound the box."""
    rows = [s.at for s in across]
    return [Stroke(across[0].start, min(rows), max(rows), 1.0, 0.0)]


def _bounds(parallel: Sequence[Stroke], crossing: Sequence[Stroke], gridded: bool, unit: float) -> tuple[float, float]:
    """First and last side: the outermost stroke with a corner, else where the strokes that cross it mostly end.

    A stroke may overhang the box where a tick mark or the print of a label continues it; a corner is not fooled. Where
    the set is ``gridded``, gridlines that others overhang are no sides.
    """
    crossing = _uncut(crossing)
    weight = _weight(crossing)
    starts, ends = np.array([s.start for s in crossing]), np.array([s.end for s in crossing])
    fill = _fill_end(crossing, starts), _fill_end(crossing, -ends)
    start = min([_typical(starts, weight, unit), *fill[0]])
    end = -min([_typical(-ends, weight, unit), *fill[1]])
    places = {s.at: gridded and _is_gridline(s, parallel) for s in parallel if _reaches_a_corner(s, parallel, unit)}
    turned = {-at: grid for at, grid in places.items()}
    wide = HALF * float(np.ptp([s.at for s in crossing]))
    edges = [s.at for s in parallel if s.thickness == 0 and s.length > wide]
    first = _closed_end(fill[0], edges) or [_side(start, places, starts, weight, unit)]
    last = _closed_end(fill[1], [-at for at in edges]) or [_side(-end, turned, -ends, weight, unit)]
    return first[0], -last[0]


def _uncut(strokes: Sequence[Stroke]) -> list[Stroke]:
    """The strokes, those that go on behind a curve or its markers, alike, each as one."""
    whole: list[Stroke] = []
    for stroke in sorted(strokes, key=lambda s: (round(s.at), s.start)):
        last = whole[-1] if whole else None
        goes_on = last is not None and abs(last.at - stroke.at) <= EVEN and _is_alike(last, stroke)
        if last is not None and goes_on and 0 < stroke.start - last.end < max(last.length, stroke.length):
            whole[-1] = replace(last, end=max(last.end, stroke.end))
        else:
            whole.append(stroke)
    return whole


def _above_print(
    bottom: float, width: float, across: Sequence[Stroke], along: Sequence[Stroke], rgb: NDArray[np.uint8], unit: float
) -> float:
    """The bottom, or the axis above it where a tick and the print of its label continue what stands on that axis.

    The text stage may have missed the label. A side of the plot goes on without a blank, print stands off its tick.
    """
    low = [s for s in across if bottom - OVERHANG * unit <= s.at and s.length > HALF * width]
    axis = max(low, key=lambda s: s.at, default=None)
    if axis is None or axis.at >= bottom - EVEN or axis.thickness == 0 or _is_gridline(axis, across):
        return bottom
    longer = [s for s in along if s.start < axis.at - SMALLEST * unit and s.end > axis.at + EVEN]
    printed = all(s.thickness > 0 and not _is_gridline(s, along) and _is_broken(s, axis.at, rgb, unit) for s in longer)
    return axis.at if longer and printed else bottom


def _is_broken(stroke: Stroke, place: float, rgb: NDArray[np.uint8], unit: float) -> bool:
    """Whether a vertical stroke has a blank below a place."""
    columns = rgb[:, max(0, round(stroke.at) - 1) : round(stroke.at) + 2].astype(np.int16)
    tone = np.median(columns[round(stroke.start) : round(place), columns.shape[1] // 2], axis=0)
    beyond = columns[round(place) + 1 : round(stroke.end) + 1]
    other = np.abs(beyond - tone).max(axis=2).min(axis=1) > OWN_TONE * abs(stroke.dark)
    return any(b - a + 1 >= max(2.0, BREAK * unit) for a, b in spans(other))


def _fill_end(crossing: Sequence[Stroke], ends: NDArray[np.float64]) -> list[float]:
    """Where the first and the last stroke end alike, if they are edges of a fill: tick marks may cut its gridlines."""
    first, last = (pick(range(len(crossing)), key=lambda i: crossing[i].at) for pick in (min, max))
    edges = first != last and crossing[first].thickness == crossing[last].thickness == 0
    return [float(max(ends[[first, last]]))] if edges and abs(ends[first] - ends[last]) <= EVEN else []


def _closed_end(ends: Sequence[float], edges: Sequence[float]) -> list[float]:
    """The edge that closes a fill where its sides end: the frame of a legend beyond it is no side of the plot."""
    return [at for end in ends for at in edges if abs(at - end) <= EVEN][:1]


def _reaches_a_corner(stroke: Stroke, parallel: Sequence[Stroke], unit: float) -> bool:
    """Whether a stroke is long or ends where the others do: the frame of a legend below a plot does neither."""
    weight = _weight(parallel)
    low = _typical(np.array([s.start for s in parallel]), weight, unit)
    high = -_typical(-np.array([s.end for s in parallel]), weight, unit)
    near = TICK * unit
    return stroke.length > HALF * (high - low) or stroke.start < low + near or stroke.end > high - near


def _overhangs(parallel: Sequence[Stroke], crossing: Sequence[Stroke], unit: float) -> list[float]:
    """How far strokes go on before the first and beyond the last that they cross, where they clearly do."""
    weight = _weight(crossing)
    start = _typical(np.array([s.start for s in crossing]), weight, unit)
    end = -_typical(-np.array([s.end for s in crossing]), weight, unit)
    places = [s.at for s in parallel]
    both = (min(places, default=start) - start, end - max(places, default=end))
    return [length for length in both if length > EVEN]


def _are_ticks(across: list[float], along: list[float]) -> bool:
    """Whether strokes overhang a frame as tick marks do: by one length on the sides of both axes."""
    return len(across) > 0 and len(along) > 0 and float(np.ptp([*across, *along])) <= EVEN


def _is_gridline(stroke: Stroke, parallel: Sequence[Stroke]) -> bool:
    """Whether it looks as others do: a spine that ends a plot is darker or wider than what lies in it."""
    alike = {
        round(s.at)
        for s in parallel
        if (_is_alike(s, stroke) or _is_spread(s, stroke))
        and abs(s.at - stroke.at) > s.thickness + stroke.thickness
        and s.length > 0.5 * stroke.length
    }
    return stroke.thickness > 0 and len(alike) >= GRIDLINES


def _is_alike(one: Stroke, other: Stroke) -> bool:
    same = abs(one.dark - other.dark) < ALIKE_DARK * abs(other.dark)
    return same and abs(one.thickness - other.thickness) < ALIKE_WIDE


def _is_spread(one: Stroke, other: Stroke) -> bool:
    """Whether strokes hold the same ink, which lies in one row of pixels or, between two, in both."""
    ink, own = one.dark * one.thickness, other.dark * other.thickness
    return abs(one.thickness - other.thickness) < SPREAD and abs(ink - own) < ALIKE_DARK * abs(own)


def _side(
    typical: float,
    places: Mapping[float, bool],
    ends: NDArray[np.float64],
    weight: NDArray[np.float64],
    unit: float,
) -> float:
    """The first side: a stroke across with a corner, the outermost that is no further in than strokes begin.

    ``places`` tells of each stroke whether it is a gridline: strokes that begin clearly before it have no corner there.
    """
    near, clear = TICK * unit, CLEAR * unit
    cornered = [(p, float(weight[np.abs(ends - p) < (clear if places[p] else near)].sum())) for p in sorted(places)]
    outer = next((p for p, held in cornered if held > 0), typical)
    if outer <= typical + near:
        return outer
    return next((p for p, h in cornered if h >= CORNERED * weight.sum() and p <= typical + OVERHANG * unit), typical)


def _weight(strokes: Sequence[Stroke]) -> NDArray[np.float64]:
    """By the square of the length: strokes of a plot are longer than those of its legend, but may be fewer."""
    return np.array([s.length for s in strokes]) ** 2


def _typical(starts: NDArray[np.float64], weight: NDArray[np.float64], unit: float) -> float:
    """Where most weight begins; of places with nearly as much the first, as curves cut strokes inside the plot."""
    support = (np.abs(starts[:, None] - starts[None, :]) < 0.5 * unit) @ weight
    first = starts[support >= NEARLY * support.max()].min()
    near = np.abs(starts - first) < 0.5 * unit
    return float(np.median(starts[near & (support >= 0.999 * support[near].max())]))


def background_of(rgb: NDArray[np.uint8], box: Box) -> tuple[int, int, int]:
    """The commonest colour in the box."""
    rows, columns = box.grown(-2).slices(*rgb.shape[:2])
    red, green, blue = (int(v) for v in commonest_color(rgb[rows, columns].reshape(-1, 3), 6))
    return red, green, blue


def frames_apart(strokes: StrokeSet, unit: float) -> list[StrokeSet]:
    """Closed frames of other boxes (insets, legends) each a set of its own, and what touches without them."""
    across, along = strokes
    extents = [_extent(s, False) for s in across] + [_extent(s, True) for s in along]
    if not extents:
        return []
    whole = bounding(extents).area
    sets: list[StrokeSet] = []
    while (frame := _closed_frame(across, along, WHOLE * whole, unit)) is not None:
        sets.append(frame)
        across, along = ([s for s in own if s not in part] for own, part in zip((across, along), frame, strict=True))
    return [*sets, *touching_sets(across, along, unit)]


def _extent(stroke: Stroke, upright: bool) -> Box:
    if upright:
        return Box(stroke.at, stroke.start, stroke.at, stroke.end)
    return Box(stroke.start, stroke.at, stroke.end, stroke.at)


def _closed_frame(across: Sequence[Stroke], along: Sequence[Stroke], largest: float, unit: float) -> StrokeSet | None:
    """Four strokes that end at one another, ticks aside, with what ends on them from inside."""
    rows = sorted((s for s in across if s.thickness > 0), key=lambda s: s.at)
    columns = sorted((s for s in along if s.thickness > 0), key=lambda s: s.at)
    for top, bottom in itertools.combinations(rows, 2):
        if not SMALLEST * unit <= bottom.at - top.at <= largest / max(top.length, 1.0):
            continue
        sides = [s for s in columns if _spans(s, top.at, bottom.at, unit)]
        for left, right in itertools.combinations(sides, 2):
            if _spans(top, left.at, right.at, unit) and _spans(bottom, left.at, right.at, unit):
                box = Box(left.at, top.at, right.at, bottom.at).grown(TICK * unit)
                return [s for s in across if _lies_in(s, False, box)], [s for s in along if _lies_in(s, True, box)]
    return None


def _spans(stroke: Stroke, low: float, high: float, unit: float) -> bool:
    """Whether it runs from one place to the other; a tick may continue it, a rounded corner shorten it."""
    corner, tick = FRAME_CORNER * unit, TICK * unit
    return low - tick <= stroke.start <= low + corner and high - corner <= stroke.end <= high + tick


def _lies_in(stroke: Stroke, upright: bool, box: Box) -> bool:
    extent = _extent(stroke, upright)
    return box.holds(extent.x0, extent.y0) and box.holds(extent.x1, extent.y1)


def holding_panel(box: Box, panels: Sequence[Panel]) -> int | None:
    """The smallest panel that holds the centre of the box (an inset lies in another panel)."""
    holding = [i for i, panel in enumerate(panels) if panel.box.holds(box.cx, box.cy)]
    return min(holding, key=lambda i: panels[i].box.area, default=None)
