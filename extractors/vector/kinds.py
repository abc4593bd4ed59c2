"""What a plot box holds where it holds no lines, told by its shapes: bars, cells, outlines, points, images."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extractors.vector.curves import PanelShapes, turning
from extractors.vector.scene import Raster, Shape
from extractors.vector.strokes import is_rectangle

# Filled rectangles larger than this in text heights, so many of them, are bars or cells where no line is drawn.
BAR, BARS = 0.3, 3
# An image over this share of the box is a heat map or a photo.
IMAGE = 0.5
# So many points without lines that turn back along x on this share of the steps are a cloud.
CLOUD, BACK = 15, 0.2
# So many closed outlines are contours, boxes or violins.
OUTLINES = 3


def other_kind(own: PanelShapes, rasters: Sequence[Raster]) -> str | None:
    """The name of what is drawn in place of lines, None where there may be lines."""
    box, unit = own.panel.box, own.unit
    small = {id(s) for symbol in own.symbols for s in symbol.shapes}
    if any(r.box.overlap(box) > IMAGE * box.area for r in rasters):
        return "an image: a heat map, filled contours or a photo"
    if any(_is_line(s, own) for s in own.shapes if id(s) not in small):
        return None
    bars = [
        s
        for s in own.shapes
        if s.filled and is_rectangle(s, unit) and id(s) not in small and min(s.box.width, s.box.height) > BAR * unit
    ]
    bars = [s for s in bars if s.box.area < 0.9 * box.area]
    if len(bars) >= BARS:
        return "bars or other filled rectangles"
    closed = [s for s in own.shapes if s.closed and id(s) not in small and not is_rectangle(s, unit)]
    if len([s for s in closed if max(s.box.width, s.box.height) > 2 * unit]) >= OUTLINES:
        return "contours, boxes or other closed outlines"
    if _is_cloud(own):
        return "scattered points without lines"
    return None


def _is_line(shape: Shape, own: PanelShapes) -> bool:
    """An open polyline that runs along x over a good part of the box."""
    if not shape.stroked or shape.closed or shape.filled or len(shape.points) < 3:
        return False
    wide = shape.box.width >= 0.25 * own.panel.box.width
    ends_meet = bool(np.abs(shape.points[0] - shape.points[-1]).max() <= 0.02 * own.unit)
    return wide and not ends_meet and turning(shape.points) <= 0.3 and shape.box.height > 0


def _is_cloud(own: PanelShapes) -> bool:
    groups: dict[tuple[object, ...], list[float]] = {}
    for symbol in own.symbols:
        groups.setdefault((symbol.color, symbol.form), []).append(symbol.centers[0][0])
    clouds = 0
    for places in groups.values():
        steps = np.diff(places)
        steps = steps[np.abs(steps) > 1e-6]
        if len(places) >= CLOUD and len(steps) and min(np.mean(steps < 0), np.mean(steps > 0)) > BACK:
            clouds += len(places)
    return clouds > 0.5 * max(1, sum(map(len, groups.values())))
