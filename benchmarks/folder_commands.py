"""The commands that measure what is around the reading of figures: damaged files, and folders of many."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
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
    work_ms: Annotated[
        float, typer.Option(min=0, help="of CPU that reading takes, in ratios that are calculated")
    ] = 2000,
    looped: Annotated[int, typer.Option(min=1, help="figures of the loop and of the flow")] = 1000,
    loop_ms: Annotated[float, typer.Option(min=0, help="of CPU that it takes in loop and flow")] = 300,
) -> None:
    """Measure what a folder costs beside the reading of its figures, and tell it as it is measured.

    A stand-in for the extractor takes no time in runs over folders, and --loop-ms in the loop and the flow.
    """
    console = Console()
    with tempfile.TemporaryDirectory() as scratch:
        for lines in (
            _of_runs(Path(scratch, "runs"), figures, workers, work_ms / 1000),
            _of_the_flow(Path(scratch, "flow"), looped, loop_ms / 1000),
        ):
            for name, value in lines:
                console.print(f"{name}: {value}", highlight=False, soft_wrap=True)


def _of_runs(scratch: Path, figures: int, workers: int, usual: float) -> Iterator[tuple[str, str]]:
    """A small folder against a large one, and the large one once more; ``usual`` seconds of reading in ratios."""
    from benchmarks.scale import measure_run, write_figures

    few = 100
    for count in (few, figures):
        write_figures(scratch / f"in-{count}", count)
    small = measure_run(scratch / f"in-{few}", scratch / "small", workers, 0)
    yield f"first run over {few} figures", f"{small.cpu_s:.1f} s of CPU, {small.seconds:.1f} s by the clock"
    large = measure_run(scratch / f"in-{figures}", scratch / "large", workers, 0)
    yield f"first run over {figures} figures", f"{large.cpu_s:.1f} s of CPU, {large.seconds:.1f} s by the clock"
    one_of_few, one = small.cpu_s / few, large.cpu_s / figures
    yield (
        f"per figure at {few} / {figures}",
        f"{1000 * one_of_few:.0f} / {1000 * one:.0f} ms of CPU; "
        f"with {1000 * usual:.0f} ms of reading ÷ {(usual + one) / (usual + one_of_few):.2f}",
    )
    yield (
        f"memory of the parent at {few} / {figures}",
        f"{small.memory_mb:.0f} / {large.memory_mb:.0f} MiB, ÷ {large.memory_mb / small.memory_mb:.2f}",
    )
    again = measure_run(scratch / f"in-{figures}", scratch / "large", workers, 0)
    yield (
        "second run over all, unchanged",
        f"{again.cpu_s:.2f} s of CPU, {again.seconds:.1f} s by the clock, "
        f"{again.cpu_s / (large.cpu_s + usual * figures):.2%} of the first with its reading",
    )


def _of_the_flow(scratch: Path, figures: int, work_s: float) -> Iterator[tuple[str, str]]:
    """A plain loop against the Prefect flow with one worker, where a figure takes ``work_s`` seconds of CPU."""
    from benchmarks.scale import measure_flow, measure_loop, write_figures

    write_figures(scratch / "in", figures)
    loop = measure_loop(scratch / "in", scratch / "loop", work_s)
    yield f"loop over {figures} figures of {1000 * work_s:.0f} ms", f"{loop.cpu_s:.1f} s of CPU, {loop.seconds:.1f} s"
    flow = measure_flow(scratch / "in", scratch / "out", 1, work_s)
    yield f"flow over {figures} figures of {1000 * work_s:.0f} ms", f"{flow.cpu_s:.1f} s of CPU, {flow.seconds:.1f} s"
    yield "flow ÷ loop", f"{flow.cpu_s / loop.cpu_s:.3f} in CPU, {flow.seconds / loop.seconds:.3f} by the clock"
