"""Write random figures, each with its truth beside it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import count as numbers
from pathlib import Path

import numpy as np
from PIL import Image

from benchmarks.drawing.damage import damage_picture, save_picture
from benchmarks.drawing.page import Place, paste_pictures, put_on_page
from benchmarks.drawing.random_figure import random_figure
from benchmarks.drawing.spec import FigureSpec, Tool
from benchmarks.drawing.tools import TOOLS, DrawingTool
from benchmarks.drawing.truth import truth_of
from schemas.truth import TruePanel, Truth

RETRY = 1_000_003  # between the seeds of one figure and of the one that takes its place
PART_GAP = 12  # pixels between figures that are pasted into one picture


def generate(out: Path, tool: str, count: int, seed: int, split: str) -> Iterator[Truth]:
    """Draw ``count`` figures into ``out``, as ``<id>.png`` or ``.jpg`` with ``<id>.json``; yields each truth.

    Raises ``KeyError`` for an unknown tool or split.
    """
    drawing = TOOLS[tool]
    out.mkdir(parents=True, exist_ok=True)
    for index in range(count):
        yield write_figure(nth_figure(drawing, index, seed, split), drawing.draw, tool, out)


def nth_figure(drawing: DrawingTool, index: int, seed: int, split: str) -> FigureSpec:
    """The random figure of that number with features that the tool can draw.

    Where the tool cannot draw the figure at all, another one is taken, the same each time.
    """

    def accepts(spec: FigureSpec) -> bool:
        return adapted(spec, drawing, split) is not None

    tries = (adapted(random_figure(index, seed + k * RETRY, split, accepts), drawing, split) for k in numbers())
    return next(spec for spec in tries if spec is not None)


def adapted(spec: FigureSpec, drawing: DrawingTool, split: str) -> FigureSpec | None:
    """The figure as one of the tool's own, None where it cannot draw it; parts and page are not the tool's business."""
    if spec.parts:
        parts = [adapted(part, drawing, split) for part in spec.parts]
        own = tuple(part for part in parts if part is not None)
        return replace(spec, parts=own) if len(own) == len(parts) else None
    if not spec.panels and spec.negative is None:
        return None  # the tool can draw none of the figures that were to be pasted
    figure = drawing.adapt(replace(spec, page=None), split)
    return None if figure is None else replace(figure, page=spec.page)


def write_figure(spec: FigureSpec, draw: Tool, renderer: str, out: Path) -> Truth:
    """Draw one figure, do to its pixels what the specification says, and write picture and truth into ``out``."""
    rng = np.random.default_rng(spec.seed)
    picture, panels = _draw(spec, draw, renderer)
    if spec.page is not None:
        picture, place = put_on_page(picture, spec.page, spec.look.font_size * spec.look.dpi / 72, rng)
        panels = [_moved(panel, place) for panel in panels]
    if spec.damage.rotation:
        panels = [panel.model_copy(update={"box": None}) for panel in panels]  # its sides are no longer upright
    suffix = ".png" if spec.damage.jpeg_quality is None else ".jpg"
    save_picture(damage_picture(picture, spec.damage, rng), out / f"{spec.id}{suffix}", spec.damage.jpeg_quality)
    truth = Truth(id=spec.id, renderer=renderer, tags=list(spec.tags), panels=panels)
    (out / f"{spec.id}.json").write_text(truth.model_dump_json())
    return truth


def _draw(spec: FigureSpec, draw: Tool, renderer: str) -> tuple[Image.Image, list[TruePanel]]:
    """The clean picture and the true panels, those of all parts where the figure has parts."""
    if spec.parts:
        drawn = [_draw(part, draw, renderer) for part in spec.parts]
        picture, places = paste_pictures([p for p, _ in drawn], spec.columns, PART_GAP)
        parts = zip(drawn, places, strict=True)
        return picture, [_moved(panel, place) for (_, panels), place in parts for panel in panels]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "figure.png"
        ranges = draw(spec, path)
        with Image.open(path) as image:
            picture = image.convert("RGB")
    return picture, truth_of(spec, ranges, renderer).panels


def _moved(panel: TruePanel, place: Place) -> TruePanel:
    """The panel of a picture that was pasted into another at that place."""
    if panel.box is None:
        return panel
    (left, top), (x0, y0, x1, y1) = place, panel.box
    return panel.model_copy(update={"box": (x0 + left, y0 + top, x1 + left, y1 + top)})
