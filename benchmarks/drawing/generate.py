"""Write random figures, each with its truth beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.drawing import matplotlib_tool
from benchmarks.drawing.random_figure import random_figure
from benchmarks.drawing.spec import Tool, truth_of
from schemas.truth import Truth

TOOLS: dict[str, Tool] = {"matplotlib": matplotlib_tool.draw}


def generate(out: Path, tool: str, count: int, seed: int, split: str) -> Iterator[Truth]:
    """Draw ``count`` figures into ``out``, as ``<id>.png`` or ``.jpg`` with ``<id>.json``; yields each truth.

    Raises ``KeyError`` for an unknown tool or split.
    """
    draw = TOOLS[tool]
    out.mkdir(parents=True, exist_ok=True)
    for index in range(count):
        spec = random_figure(index, seed, split)
        suffix = ".png" if spec.jpeg_quality is None else ".jpg"
        truth = truth_of(spec, draw(spec, out / f"{spec.id}{suffix}"), renderer=tool)
        (out / f"{spec.id}.json").write_text(truth.model_dump_json())
        yield truth
