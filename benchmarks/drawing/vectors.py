"""The benchmark of vector figures: the specifications of the pixel benchmark, saved as PDF and SVG."""

from __future__ import annotations

import multiprocessing
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from pathlib import Path
from zlib import crc32

from benchmarks.drawing.generate import RETRY, nth_figure
from benchmarks.drawing.pictures import CSS_PIXELS, POINTS
from benchmarks.drawing.spec import Damage, FigureSpec
from benchmarks.drawing.tools import TOOLS, DrawingTool
from benchmarks.drawing.truth import truth_of
from schemas.truth import TruePanel, Truth

FIGURES = 30  # of each variant
SEED = 7026
# What is done to pixels after drawing cannot be done to a vector figure.
PIXEL_TAGS = frozenset({"scan", "blur", "jpeg", "page", "large", "small_print", "tiny"})


@dataclass(frozen=True, slots=True)
class Variant:
    """A tool with a file format; ``outlines``: its other way to write print, where it has two."""

    tool: str
    suffix: str
    outlines: bool = False

    @property
    def name(self) -> str:
        """As in file names: ``matplotlib-svg-outlines``."""
        return f"{self.tool}-{self.suffix[1:]}{'-outlines' if self.outlines else ''}"


VARIANTS = (
    Variant("matplotlib", ".pdf"),
    Variant("matplotlib", ".svg"),
    Variant("matplotlib", ".svg", True),
    Variant("ggplot2", ".pdf"),
    Variant("ggplot2", ".svg"),
    Variant("ggplot2", ".svg", True),
    Variant("gnuplot", ".pdf"),
    Variant("gnuplot", ".svg"),
    Variant("pgfplots", ".pdf"),
    Variant("plotly", ".svg"),
    Variant("vega", ".svg"),
    Variant("echarts", ".svg"),
)


@dataclass(frozen=True, slots=True)
class VectorOrder:
    """A figure to be drawn: the variant and the number among its figures."""

    variant: Variant
    index: int


def vector_orders(per_variant: int = FIGURES) -> list[VectorOrder]:
    """All figures of the benchmark."""
    return [VectorOrder(variant, index) for variant in VARIANTS for index in range(per_variant)]


def missing_vector_tools(wanted: list[VectorOrder]) -> list[str]:
    """One line for each tool that is not there."""
    counts = Counter(order.variant.tool for order in wanted if not TOOLS[order.variant.tool].is_there())
    return [f"{tool} is not there: {n} figures left out ({TOOLS[tool].install})" for tool, n in counts.items()]


def build_vectors(out: Path, split: str, wanted: list[VectorOrder], workers: int) -> Iterator[str]:
    """Draw the figures whose tools are there into ``out``, as ``<variant>-<kind>-<number>``; yields each name."""
    out.mkdir(parents=True, exist_ok=True)
    there = [order for order in wanted if TOOLS[order.variant.tool].is_there()]
    run = partial(draw_vector, out=out, split=split)
    if workers == 0:
        yield from map(run, there)
        return
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(run, there, chunksize=4)


def draw_vector(order: VectorOrder, out: Path, split: str) -> str:
    """Draw one figure; returns its name."""
    variant = order.variant
    drawing = TOOLS[variant.tool]
    spec = nth_vector_figure(drawing, order.index, SEED + crc32(variant.name.encode()), split)
    name = f"{variant.name}-{spec.id}"
    spec = replace(spec, id=name, look=replace(spec.look, outlines=variant.outlines))
    panels = truth_of(spec, drawing.draw(spec, out / f"{name}{variant.suffix}"), variant.tool).panels
    units = POINTS if variant.suffix == ".pdf" else CSS_PIXELS
    scaled = [_in_units(panel, units / spec.look.dpi) for panel in panels]
    truth = Truth(id=name, renderer=variant.name, tags=list(spec.tags), panels=scaled)
    (out / f"{name}.json").write_text(truth.model_dump_json())
    return name


def nth_vector_figure(drawing: DrawingTool, index: int, seed: int, split: str) -> FigureSpec:
    """The random figure of that number without what is done to pixels; pasted ones give way to others."""
    tries = (nth_figure(drawing, index, seed + k * RETRY, split) for k in count())
    spec = next(spec for spec in tries if not spec.parts and PIXEL_TAGS.isdisjoint(spec.tags))
    return replace(spec, page=None, damage=Damage())


def _in_units(panel: TruePanel, scale: float) -> TruePanel:
    """The panel with its box in the units of the file, as though one pixel were one unit."""
    if panel.box is None:
        return panel
    x0, y0, x1, y1 = ((edge + 0.5) * scale - 0.5 for edge in panel.box)
    return panel.model_copy(update={"box": (x0, y0, x1, y1)})
