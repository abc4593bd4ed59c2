"""Draw what each stage of the extraction found, one picture per stage, in the order of the stages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from extractors.assemble import Reading
from extractors.axes import Axis
from extractors.geometry import Box
from reports.canvas import BLUE, GREEN, GREY, ORANGE, PALETTE, RED, Canvas

Pixels = NDArray[np.uint8]
# Less sure than this, a text is drawn as doubtful: readers are seldom that unsure of print that they read rightly.
_SURE = 0.8


def draw_stages(reading: Reading) -> dict[str, Pixels]:
    """One picture (H, W, 3) uint8 RGB per stage, by the name of the stage; pictures are in working pixels, enlarged."""
    drawers: dict[str, Callable[[Reading, Canvas], None]] = {
        "text": _draw_texts,
        "panels": _draw_panels,
        "ticks": _draw_ticks,
        "legend": _draw_legends,
        "area": _draw_areas,
        "curves": _draw_curves,
    }
    pictures = {}
    for name, draw in drawers.items():
        shown = _areas_alone(reading) if name == "area" else reading.figure.rgb
        canvas = Canvas(shown, max((max(p.box.width, p.box.height) for p in reading.panels), default=0.0))
        draw(reading, canvas)
        pictures[name] = canvas.rgb
    return pictures


def write_stages(reading: Reading, folder: Path) -> None:
    """Write the pictures of :func:`draw_stages` into ``folder`` as ``<number>-<stage>.png``."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, (name, pixels) in enumerate(draw_stages(reading).items(), start=1):
        Image.fromarray(pixels).save(folder / f"{number}-{name}.png")


def _draw_texts(reading: Reading, canvas: Canvas) -> None:
    """Every line of print in its box, orange where the reader was not sure."""
    for text in reading.texts:
        color = BLUE if text.confidence >= _SURE else ORANGE
        canvas.rectangle(_corners(text.box.grown(1)), color)
        canvas.text((text.box.cx, text.box.y0 - 1), text.string, color, "above", keep_clear=True)


def _draw_panels(reading: Reading, canvas: Canvas) -> None:
    """Plot boxes with their gridlines and the sides that a spine bounds."""
    for number, panel in enumerate(reading.panels):
        box = panel.box
        for x in panel.strokes_x:
            canvas.polyline(np.array([[x, box.y0], [x, box.y1]]), GREY, thin=True)
        for y in panel.strokes_y:
            canvas.polyline(np.array([[box.x0, y], [box.x1, y]]), GREY, thin=True)
        canvas.rectangle(_corners(box), BLUE)
        for side in panel.spines:
            canvas.polyline(_side(box, side), RED)
        canvas.text((box.cx, box.cy), f"panel {number}", BLUE, "above")


def _draw_ticks(reading: Reading, canvas: Canvas) -> None:
    """Tick labels with the mark that each is seated on and its value, red where the calibration leaves it out."""
    for panel, axes in zip(reading.panels, reading.axes, strict=True):
        canvas.rectangle(_corners(panel.box), GREY)
        for axis in (axes.x, axes.left, axes.right):
            if axis is not None and axis.labels is not None:
                _draw_axis(canvas, panel.box, axis)


def _draw_axis(canvas: Canvas, box: Box, axis: Axis) -> None:
    labels = axis.labels
    if labels is None:
        return
    for label in labels.boxes:
        canvas.rectangle(_corners(label.grown(1)), BLUE)
    for mark in labels.marks:
        canvas.polyline(_across(box, labels.side, mark.px, 0.01), GREY)
    for tick in axis.calibration.ticks if axis.calibration is not None else ():
        color = GREEN if tick.residual_px is not None else RED
        ends = _across(box, labels.side, tick.px, 0.02)
        canvas.polyline(ends, color)
        place = {"left": "right", "right": "left"}.get(labels.side, "above")
        x, y = ends[0].tolist()
        words = tick.text if tick.value is None else f"{tick.value:.6g}"
        canvas.text((x, y), words, color, place, keep_clear=True)


def _draw_legends(reading: Reading, canvas: Canvas) -> None:
    """Legends with the swatch and the name of each entry, in the colour that the swatch was read as."""
    for legend in {id(own.legend): own.legend for own in reading.legends if own is not None}.values():
        canvas.rectangle(_corners(legend.box), ORANGE)
        for entry in legend.entries:
            canvas.rectangle(_corners(entry.swatch.grown(1)), entry.color)
            canvas.rectangle(_corners(entry.text_box.grown(1)), BLUE)


def _areas_alone(reading: Reading) -> Pixels:
    """The figure with everything blanked that no curve is looked for in."""
    alone = np.full_like(reading.figure.rgb, 255)
    for area in reading.areas:
        x, y = area.origin
        height, width = area.rgb.shape[:2]
        kept = np.where(area.erased[..., None], 255.0, area.rgb)
        alone[y : y + height, x : x + width] = np.clip(np.rint(kept), 0, 255).astype(np.uint8)
    return alone


def _draw_areas(reading: Reading, canvas: Canvas) -> None:
    for panel in reading.panels:
        canvas.rectangle(_corners(panel.box), GREY)


def _draw_curves(reading: Reading, canvas: Canvas) -> None:
    """The path of each curve, its markers and the edges of its band, each curve in a colour of its own."""
    for area, (curves, _) in zip(reading.areas, reading.curves, strict=True):
        origin = np.array(area.origin, np.float64)
        for index, curve in enumerate(curves):
            color = PALETTE[index % len(PALETTE)]
            if curve.path is not None:
                for run in _unbroken(np.column_stack([curve.path.x, curve.path.y])):
                    canvas.polyline(run + origin, color)
            if curve.band is not None:
                for edge in (curve.band.lower, curve.band.upper):
                    for run in _unbroken(np.column_stack([curve.band.x, edge])):
                        canvas.polyline(run + origin, color, thin=True)
            if curve.markers is not None:
                canvas.rings(curve.markers.centers + origin, curve.markers.size / 2, color)


def _unbroken(curve: NDArray[np.float64]) -> Iterator[NDArray[np.float64]]:
    """The stretches of a curve between its gaps."""
    known = np.isfinite(curve).all(axis=1)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], known, [False]]).astype(np.int8)))
    for start, stop in edges.reshape(-1, 2).tolist():
        yield curve[start:stop]


def _corners(box: Box) -> tuple[float, float, float, float]:
    return box.x0, box.y0, box.x1, box.y1


def _side(box: Box, side: str) -> NDArray[np.float64]:
    x0, y0, x1, y1 = _corners(box)
    ends = {
        "left": [[x0, y0], [x0, y1]],
        "right": [[x1, y0], [x1, y1]],
        "top": [[x0, y0], [x1, y0]],
        "bottom": [[x0, y1], [x1, y1]],
    }
    return np.array(ends[side])


def _across(box: Box, side: str, px: float, share: float) -> NDArray[np.float64]:
    """A short stroke into the box from its side at ``px``, of this share of the box."""
    x0, y0, x1, y1 = _corners(box)
    into_x, into_y = share * box.width, share * box.height
    ends = {
        "left": [[x0 + into_x, px], [x0, px]],
        "right": [[x1 - into_x, px], [x1, px]],
        "top": [[px, y0 + into_y], [px, y0]],
        "bottom": [[px, y1 - into_y], [px, y1]],
    }
    return np.array(ends[side])
