"""The commands that measure what is around the reading of figures: damaged files, and folders of many."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress


def fuzz(
    count: Annotated[int, typer.Option(min=1, help="damaged files")] = 20_000,
    seed: Annotated[int, typer.Option(help="another seed damages otherwise")] = 1,
    workers: Annotated[int, typer.Option(min=1, help="worker processes")] = 1,
    every: Annotated[
        int, typer.Option(min=1, help="of the files that can be decoded, one in so many goes through all stages")
    ] = 10,
    keep: Annotated[Path | None, typer.Option(help="folder for the files that led to a fault")] = None,
) -> None:
    """Digitise damaged image files and count what became of them.

    Exits with 1 where one has no row or led to a fault of ours.
    """
    from benchmarks.fuzz import Tally, fuzz

    tally, console = Tally(), Console()
    with Progress(console=Console(stderr=True)) as progress:
        task = progress.add_task("damaged files", total=count)
        for tally in fuzz(count, seed, workers, every, keep):
            progress.update(task, completed=tally.files)
    console.print(f"{tally.files} files, {len(tally.lost)} without a row, {len(tally.faults)} faults", highlight=False)
    for reason, number in tally.reasons.most_common():
        console.print(f"{number:6} {reason}", highlight=False)
    for line in (*tally.lost, *(": ".join(fault) for fault in tally.faults)):
        console.print(line, markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(1 if tally.lost or tally.faults else 0)


def folder(
    figures: Annotated[int, typer.Option(min=100, help="figures in the large folder")] = 10_000,
    workers: Annotated[int, typer.Option(min=1, help="worker processes")] = 2,
    work_ms: Annotated[float, typer.Option(min=0, help="of CPU that reading takes, in ratios")] = 2000,
) -> None:
    """Measure what a folder costs beside the reading of its figures, with an extractor that takes no time."""
    from benchmarks.scale import measure_flow, measure_loop, measure_run, write_figures

    console, few, looped = Console(), 100, min(figures, 1000)
    with tempfile.TemporaryDirectory() as scratch:
        for count in (few, figures, looped):
            write_figures(Path(scratch, f"in-{count}"), count)
        small = measure_run(Path(scratch, f"in-{few}"), Path(scratch, "small"), workers, 0)
        large = measure_run(Path(scratch, f"in-{figures}"), Path(scratch, "large"), workers, 0)
        again = measure_run(Path(scratch, f"in-{figures}"), Path(scratch, "large"), workers, 0)
        loop = measure_loop(Path(scratch, f"in-{looped}"), Path(scratch, "loop"), 0)
        flow = measure_flow(Path(scratch, f"in-{looped}"), Path(scratch, "flow"), 1, 0)
    over, usual = (flow.cpu_s - loop.cpu_s) / looped, work_ms / 1000
    one_of_few, one = small.cpu_s / few, large.cpu_s / figures
    lines = {
        f"first run over {few} / {figures} figures": f"{small.cpu_s:.1f} / {large.cpu_s:.1f} s of CPU, "
        f"{small.seconds:.1f} / {large.seconds:.1f} s by the clock",
        f"per figure at {few} / {figures}": f"{1000 * one_of_few:.0f} / {1000 * one:.0f} ms of CPU; "
        f"with {work_ms:.0f} ms of reading ÷ {(usual + one) / (usual + one_of_few):.2f}",
        "second run over all, unchanged": f"{again.cpu_s:.2f} s of CPU, "
        f"{again.cpu_s / (large.cpu_s + usual * figures):.2%} of the first with its reading",
        f"memory of the parent at {few} / {figures}": f"{small.memory_mb:.0f} / {large.memory_mb:.0f} MiB, "
        f"÷ {large.memory_mb / small.memory_mb:.2f}",
        f"loop / Prefect flow with one worker, {looped} figures": f"{loop.cpu_s:.1f} / {flow.cpu_s:.1f} s of CPU, "
        f"{1000 * over:.0f} ms more per figure; with {work_ms:.0f} ms of reading ÷ "
        f"{(flow.cpu_s / looped + usual) / (loop.cpu_s / looped + usual):.3f}",
    }
    for name, value in lines.items():
        console.print(f"{name}: {value}", highlight=False, soft_wrap=True)
