"""The command that measures time."""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track


def speed(
    repeats: Annotated[int, typer.Option(min=1, help="of each figure; medians are told")] = 3,
    figures: Annotated[int, typer.Option(min=0, help="in the folder that loop and flow read; 0: no folder")] = 20,
    markdown: Annotated[Path | None, typer.Option(help="write what is printed")] = None,
) -> None:
    """Measure seconds per figure and stage beside one plain RapidOCR pass, and a folder by loop and by flow."""
    from benchmarks.speed import time_figures, time_folder, time_loop, to_table
    from benchmarks.speed_figures import SHAPES, draw_figure, draw_folder

    with tempfile.TemporaryDirectory() as scratch:
        paths = [(shape, Path(scratch, f"{k}.png")) for k, shape in enumerate(SHAPES)]
        for seed, (shape, path) in enumerate(paths):
            draw_figure(path, shape, seed)
        running = time_figures(paths, repeats)
        timings = list(track(running, description="figures", total=len(paths), console=Console(stderr=True)))
        ratio = statistics.median(timing.ratio for timing in timings)
        lines = [to_table(timings), "", f"Median of the ratios: {ratio:.2f}."]
        if figures:
            many = list(draw_folder(Path(scratch, "folder"), figures))
            loop = time_loop(many)
            one, two = (time_folder(Path(scratch, "folder"), Path(scratch, f"out{n}"), n) for n in (1, 2))
            lines += ["", f"{figures} figures: loop {loop:.1f} s, flow with one worker {one:.1f} s ({one / loop:.2f}),"]
            lines += [f"with two {two:.1f} s ({one / two:.2f} times as fast as with one)."]
    Console().print("\n".join(lines), highlight=False, soft_wrap=True, markup=False)
    if markdown is not None:
        markdown.write_text("\n".join(lines) + "\n", encoding="utf-8")
