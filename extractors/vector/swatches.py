"""What may be a swatch of a legend by its size and look: level strokes, and filled patches."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.panel_boxes import Panel
from extractors.vector.scene import Paint, Shape
from extractors.vector.strokes import Segment, grid_paints, is_rectangle
from extractors.vector.symbols import Symbol

# lengths in text heights
SWATCH = (0.5, 9.0)  # a line swatch, from its shortest to its longest
PATCH = (0.4, 2.6)  # the height of a patch
CAPS = 10  # strokes of one length and paint at so many heights are caps of error bars rather than swatches
PALE = 225  # fills without colour as pale as this are the grounds of keys


def find_swatches(
    segments: Sequence[Segment], symbols: Sequence[Symbol], panels: Sequence[Panel], unit: float
) -> tuple[list[Segment], list[Segment]]:
    """Strokes as long as swatches: the likely ones, then those of stars and caps of error bars."""
    lines = [s for s in segments if s.way == "across" and SWATCH[0] * unit <= s.length <= SWATCH[1] * unit]
    grid = grid_paints(segments, [panel.box for panel in panels])
    lines = [s for s in lines if not s.shape.closed and s.shape.stroked and len(s.shape.points) <= 3]
    lines = [s for s in lines if s.shape.paint not in grid]
    strokes = {id(piece) for s in symbols if len(s.shapes) > 1 for piece in s.shapes}
    heights: dict[tuple[Paint, int], set[int]] = {}
    for s in lines:
        heights.setdefault(_look(s), set()).add(round(s.at))
    unlikely = [s for s in lines if id(s.shape) in strokes or len(heights[_look(s)]) >= CAPS]
    others = {id(s) for s in unlikely}
    return [s for s in lines if id(s) not in others], unlikely


def is_patch(shape: Shape, unit: float) -> bool:
    """Whether a filled rectangle has the size of a patch and is no ground of a key."""
    box, fill = shape.box, shape.paint.fill
    if not shape.filled or fill is None or not is_rectangle(shape, unit):
        return False
    if not (PATCH[0] * unit <= box.height <= PATCH[1] * unit and SWATCH[0] * unit <= box.width <= SWATCH[1] * unit):
        return False
    return not (min(fill) >= PALE and max(fill) - min(fill) <= 12)


def _look(segment: Segment) -> tuple[Paint, int]:
    return segment.shape.paint, round(10 * segment.length)
