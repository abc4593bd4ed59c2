"""What a folder costs beside the reading of its figures: ten thousand of them, with an extractor that takes no time.

Each measurement runs in a process of its own, on files that are all different. The stand-in for the extractor returns
a record of a usual size, so that records and tables cost what they do. There are no overlays: they are part of reading.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.wrapped_work import Work, with_work
from extractors import EXTRACTOR_VERSION
from flows import batches
from flows.keeping import Setting
from flows.runs import in_threads, new_run_id, run_folder
from flows.sources import Job, find_images, jobs_of
from schemas.options import Options
from schemas.reasons import Status
from schemas.record import AxisRecord, BoxRecord, FigureRecord, PanelRecord, PointsRecord, SeriesRecord
from schemas.run import Outcomes

SIDE = 64
SERIES, POINTS = 3, 300
_KILO = 1024


@dataclass(frozen=True)
class Cost:
    """Of one measurement, without the start of its process.

    Seconds by the clock, CPU seconds with those of the processes that it started, and MiB that it held at most itself.
    """

    seconds: float
    cpu_s: float
    memory_mb: float


def write_figures(folder: Path, count: int) -> None:
    """``count`` files with the suffix of a picture and a few bytes each, no two of them alike."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"{number:06d}.png").write_text(f"figure {number}")


def measure_run(folder: Path, out: Path, workers: int, work_s: float) -> Cost:
    """A run over the folder in a process of its own."""
    return _apart(partial(_run, folder, out, workers, work_s))


def measure_flow(folder: Path, out: Path, workers: int, work_s: float) -> Cost:
    """The same as a Prefect flow, with the start of a server of its own."""
    return _apart(partial(_flow, folder, out, workers, work_s))


def measure_loop(folder: Path, out: Path, work_s: float) -> Cost:
    """The same figures one after the other, in one process and without tables."""
    return _apart(partial(_loop, folder, out, work_s))


def stand_in(data: bytes, source: str, options: Options, work_s: float = 0.0) -> list[FigureRecord]:
    """The record of a file: one of :data:`SERIES` series for whatever picture, after ``work_s`` seconds of work."""
    end = time.process_time() + work_s
    while time.process_time() < end:
        pass
    sha256 = hashlib.sha256(data).hexdigest()
    record = FigureRecord(
        figure_id=sha256[:16],
        source=source,
        sha256=sha256,
        width=SIDE,
        height=SIDE,
        status=Status.OK,
        confidence=0.9,
        extractor_version=EXTRACTOR_VERSION,
        options_hash=options.digest(),
        panels=[_panel(int(sha256[:8], 16))],
        seconds=work_s,
    )
    return [record]


def _panel(seed: int) -> PanelRecord:
    box = BoxRecord(x0=8.0, y0=4.0, x1=60.0, y1=56.0)
    scale = {"scale": "linear", "slope": 1.0, "intercept": 0.0, "first_tick": 0.0, "last_tick": 50.0, "tick_step": 10.0}
    axes = [AxisRecord.model_validate({"axis": axis, "residual_px": 0.1, **scale}) for axis in ("x", "left")]
    rng = np.random.default_rng(seed)
    return PanelRecord(box=box, axes=axes, series=[_series(rng) for _ in range(SERIES)])


def _series(rng: np.random.Generator) -> SeriesRecord:
    x: list[Any] = np.linspace(8, 60, POINTS).tolist()
    y: list[Any] = rng.uniform(4, 56, POINTS).tolist()
    error: list[float | None] = [0.1] * POINTS
    points = PointsRecord(
        x=x, y=y, x_err=error, y_err=error, y_lower=[None] * POINTS, y_upper=[None] * POINTS, px=x, py=y,
        origin=["trace"] * POINTS,
    )  # fmt: skip
    return SeriesRecord(color="#1f77b4", coverage=0.9, confidence=0.9, points=points)


def _apart(measure: Callable[[], None]) -> Cost:
    before = _cpu_seconds(resource.RUSAGE_CHILDREN)
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as process:
        cost = process.submit(_timed, measure).result()
    # Processes count when they have ended, as a server does with the process that started it.
    return replace(cost, cpu_s=_cpu_seconds(resource.RUSAGE_CHILDREN) - before - cost.cpu_s)


def _timed(measure: Callable[[], None]) -> Cost:
    """The cost, with the CPU seconds that the process had taken before."""
    start, taken = time.perf_counter(), _cpu_seconds(resource.RUSAGE_SELF)
    measure()
    seconds = time.perf_counter() - start
    # macOS tells bytes, Linux kibibytes.
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (_KILO if sys.platform == "linux" else _KILO**2)
    return Cost(seconds, taken, held)


def _cpu_seconds(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def _run(folder: Path, out: Path, workers: int, work_s: float) -> None:
    run_folder(
        folder,
        out,
        Options(),
        workers=workers,
        run_batches=with_work(partial(_work, work_s), partial(in_threads, workers)),
    )


def _flow(folder: Path, out: Path, workers: int, work_s: float) -> None:
    from flows.cli import quiet_prefect

    quiet_prefect()
    from flows import digitise_folder

    vars(digitise_folder)["_as_tasks"] = with_work(partial(_work, work_s), vars(digitise_folder)["_as_tasks"])
    ways: dict[str, Any] = {"workers": workers, "report": False}
    digitise_folder.run_flow(folder, out, Options(), descriptions=None, on_progress=lambda done, total: None, **ways)


def _work(work_s: float, work: Work, job: Job) -> Outcomes:
    _replace_extractor(work_s)
    return work(job)


def _loop(folder: Path, out: Path, work_s: float) -> None:
    _replace_extractor(work_s)
    setting = Setting(out, Options(), new_run_id())
    for job in jobs_of(find_images(folder), folder):
        batches.digitise_job(job, setting)


def _replace_extractor(work_s: float) -> None:
    vars(batches)["digitise_document"] = partial(stand_in, work_s=work_s)
