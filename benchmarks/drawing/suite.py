"""The fixed benchmark: so many figures of each tool, from fixed seeds; and a small part of it for a quick look."""

from __future__ import annotations

import multiprocessing
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from zlib import crc32

from benchmarks.drawing.generate import nth_figure, write_figure
from benchmarks.drawing.tools import TOOLS

COUNTS = {"matplotlib": 240}
OTHER_COUNT = 75  # figures of each other tool
QUICK_COUNT = 60  # figures of all tools in the quick part
SEED = 2026


@dataclass(frozen=True, slots=True)
class Order:
    """A figure to be drawn: the tool and the number among the tool's figures."""

    tool: str
    index: int


def orders(quick: bool = False) -> list[Order]:
    """All figures of the benchmark, or those of its quick part, which are spread evenly over the tools and numbers."""
    every = [Order(tool, index) for tool in TOOLS for index in range(COUNTS.get(tool, OTHER_COUNT))]
    return [every[k * len(every) // QUICK_COUNT] for k in range(QUICK_COUNT)] if quick else every


def missing_tools(wanted: list[Order]) -> list[str]:
    """One line for each tool that is not there: how many figures are left out, and what would bring it."""
    counts = Counter(order.tool for order in wanted if not TOOLS[order.tool].is_there())
    return [f"{tool} is not there: {count} figures left out ({TOOLS[tool].install})" for tool, count in counts.items()]


def build(out: Path, split: str, wanted: list[Order], workers: int) -> Iterator[str]:
    """Draw the figures whose tools are there into ``out``, as ``<tool>-<kind>-<number>``; yields each name.

    With ``workers`` 0 all happens in this process. Raises ``KeyError`` for an unknown split.
    """
    out.mkdir(parents=True, exist_ok=True)
    there = [order for order in wanted if TOOLS[order.tool].is_there()]
    run = partial(draw_order, out=out, split=split)
    if workers == 0:
        yield from map(run, there)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        yield from pool.map(run, there, chunksize=4)


def draw_order(order: Order, out: Path, split: str) -> str:
    """Draw one figure of the benchmark; returns its name. Each tool has data of its own."""
    drawing = TOOLS[order.tool]
    spec = nth_figure(drawing, order.index, SEED + crc32(order.tool.encode()), split)
    return write_figure(replace(spec, id=f"{order.tool}-{spec.id}"), drawing.draw, order.tool, out).id
