"""All stages from a scene to what was read in it, with the calibration, titles and sides of the pixel path."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from extractors.axes import Axis, PanelAxes, find_axes
from extractors.calibration import SEATED_SIGMA
from extractors.errors import NotAChart
from extractors.geometry import Box
from extractors.image import Figure
from extractors.legend_entry import LegendEntry
from extractors.legend_panels import PanelLegend, assign_legends
from extractors.panel_boxes import Panel
from extractors.readers import Text, TextReader
from extractors.titles import PanelTitles, titles_of
from extractors.vector.curves import Drawn, PanelShapes, find_drawn
from extractors.vector.end_labels import with_end_labels
from extractors.vector.kinds import other_kind
from extractors.vector.legends import Key, KeyedLegend, find_keys
from extractors.vector.outlines import read_outlines
from extractors.vector.panels import find_boxes
from extractors.vector.scene import Scene, Shape, Word, rescaled
from extractors.vector.snapped import unsnapped_labels
from extractors.vector.strokes import Segment, segments_of
from extractors.vector.symbols import Symbol, symbols_of
from extractors.vector.ticks import find_tick_labels
from schemas.reasons import Reason

# The height of digits in working pixels: what the stages that both paths share were made for.
DIGIT_HEIGHT = 12.0
# Digits have this share of the size of their font, and fonts of figures about this size where nothing is written.
DIGIT_SHARE, USUAL_SIZE = 0.72, 0.03
# One-sigma of a place that a file gives, in its units: most write two digits after the point.
PLACE_SIGMA = 0.005


@dataclass(frozen=True, eq=False)
class VectorReading:
    """Everything the stages read from a scene in working pixels; all lists run over the panels."""

    figure: Figure
    texts: tuple[Text, ...]
    panels: list[Panel]
    axes: list[PanelAxes]
    titles: Sequence[PanelTitles]
    legends: Sequence[PanelLegend | None]
    kinds: list[str | None]
    drawn: list[tuple[list[Drawn], list[LegendEntry]]]
    unit: float


def read_scene(scene: Scene, reader: Callable[[], TextReader]) -> VectorReading:
    """Read a scene in units of its file; ``reader`` opens what reads print drawn as outlines.

    Raises :class:`~extractors.errors.DigitiseError`.
    """
    if scene.outlines:
        scene = replace(scene, words=(*scene.words, *read_outlines(scene.outlines, reader())))
    scale = scale_for(scene)
    figure = Figure(np.zeros((1, 1, 3), np.uint8), scale, max(1, round(scene.width)), max(1, round(scene.height)))
    scene = rescaled(scene, scale)
    unit = DIGIT_HEIGHT
    texts = tuple(text_of(w) for w in scene.words)
    segments = segments_of(scene.shapes, unit)
    panels = find_boxes(scene, segments, texts, unit)
    labels = [find_tick_labels(p, [q for q in panels if q is not p], scene.words, segments, unit) for p in panels]
    labels = [{side: unsnapped_labels(a, scene.words, scale) for side, a in sides.items()} for sides in labels]
    ticks = {id(w) for w in scene.words if any(w.box in a.boxes for sides in labels for a in sides.values())}
    free = [w for w in scene.words if id(w) not in ticks]
    symbols = symbols_of(scene.shapes, unit)
    found = find_keys(free, scene.shapes, segments, symbols, panels, unit)
    own_legend = assign_legends([f.legend for f in found], panels)
    named = {id(k.entry.text_box) for f in found for k in f.keys}
    rest = [text_of(w) for w in free if id(w.box) not in named and not _in_legend(w, found)]
    titles = titles_of(rest, [p.box for p in panels], _colors(scene.words))
    axes = [_exact(a, scale) for a in find_axes(panels, labels, titles, unit)]
    keyed = {id(k) for f in found for key in f.keys for k in key.shapes}
    drawn, kinds = [], list[str | None]()
    for panel, own in zip(panels, own_legend, strict=True):
        inner = [p.box for p in panels if p is not panel and panel.box.overlap(p.box) > 0.9 * p.box.area]
        shapes = _shapes_in(panel, inner, scene, segments, symbols, keyed, unit)
        keys = _keys_of(own, found)
        kind = other_kind(shapes, scene.rasters)
        kinds.append(kind)
        lines, missing = find_drawn(shapes, keys) if kind is None else ([], [])
        drawn.append((lines if own is not None else with_end_labels(lines, free, unit), missing))
    if all(kinds):
        raise NotAChart(Reason.OTHER_CHART, "what was seen in place of lines: " + "; ".join(map(str, kinds)))
    return VectorReading(figure, texts, panels, axes, titles, own_legend, kinds, drawn, unit)


def scale_for(scene: Scene) -> float:
    """Working pixels per unit of the file, so that the digits of most numbers get their height."""
    numbers = [
        w.size for w in scene.words if any(c.isdigit() for c in w.string) and not any(c.isalpha() for c in w.string)
    ]
    sizes = numbers if len(numbers) >= 3 else [w.size for w in scene.words]
    size = float(np.median(sizes)) if sizes else USUAL_SIZE * min(scene.width, scene.height)
    return DIGIT_HEIGHT / max(DIGIT_SHARE * size, 1e-3)


def text_of(word: Word) -> Text:
    """A word as the shared stages take it."""
    return Text(word.string, word.box, word.confidence, word.reader, word.rotation)


def _in_legend(word: Word, found: Sequence[KeyedLegend]) -> bool:
    return any(f.legend.box.grown(1).holds(word.box.cx, word.box.cy) for f in found)


def _colors(words: Sequence[Word]) -> dict[Box, tuple[int, int, int]]:
    return {w.box: w.color for w in words}


def _keys_of(own: PanelLegend | None, found: Sequence[KeyedLegend]) -> tuple[Key, ...]:
    if own is None:
        return ()
    return tuple(k for f in found for k in f.keys if any(k.entry is e for e in own.legend.entries))


def _exact(axes: PanelAxes, scale: float) -> PanelAxes:
    """With the errors of vectors: how far the ticks miss the fit, or the digits of the file where that is more."""
    right = None if axes.right is None else _with_sigma(axes.right, scale)
    return PanelAxes(_with_sigma(axes.x, scale), _with_sigma(axes.left, scale), right)


def _with_sigma(axis: Axis, scale: float) -> Axis:
    fit = axis.calibration
    if fit is None:
        return axis
    sigma = max(fit.residual_px, PLACE_SIGMA * scale)
    return replace(axis, calibration=replace(fit, covariance=fit.covariance * (sigma / SEATED_SIGMA) ** 2))


def _shapes_in(
    panel: Panel,
    inner: Sequence[Box],
    scene: Scene,
    segments: Sequence[Segment],
    symbols: Sequence[Symbol],
    keyed: set[int],
    unit: float,
) -> PanelShapes:
    box = panel.box

    def within(shape: Shape) -> bool:
        """Whether it reaches into the box and is neither of a legend nor of a panel inside."""
        if id(shape) in keyed or (
            shape.clip is not None and shape.clip.overlap(box) <= 0.5 * min(shape.clip.area, box.area)
        ):
            return False
        b = shape.box
        if any(i.grown(0.3 * unit).holds(b.cx, b.cy) and b.width <= 1.1 * i.width for i in inner):
            return False
        return not (b.x1 < box.x0 - 0.1 or b.x0 > box.x1 + 0.1 or b.y1 < box.y0 - 0.1 or b.y0 > box.y1 + 0.1)

    def inside(shape: Shape) -> bool:
        if not within(shape):
            return False
        if shape.clip is None:  # what is not cut off at the box must lie in it, but for the width of strokes
            b = shape.box
            over = Box(max(b.x0, box.x0), max(b.y0, box.y0), min(b.x1, box.x1), min(b.y1, box.y1))
            size = max(b.width, b.height)
            return max(over.width, over.height) >= 0.7 * size
        return True

    shapes = tuple(s for s in scene.shapes if inside(s))
    kept = {id(s) for s in shapes}
    near = box.grown(0.1)
    # a marker on a side or corner of the box may lie outside with half of it or more, but not with its middle; gnuplot
    # parts markers from their line by discs in the colour of the ground
    seen = [s for s in symbols if s.color != panel.background]
    marks = tuple(s for s in seen if any(map(within, s.shapes)) and any(near.holds(*c) for c in s.centers))
    return PanelShapes(panel, shapes, tuple(s for s in segments if id(s.shape) in kept), marks, unit)
