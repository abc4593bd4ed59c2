"""A run over a folder, with or without Prefect: plan, digitise in batches, publish the tables, sum up."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import UTC, datetime
from functools import partial
from math import ceil
from pathlib import Path

from flows.batches import digitise_job, write_lost
from flows.checking import check_jobs
from flows.descriptions import describe_jobs
from flows.keeping import Setting, keep_batch
from flows.pool import WorkerPool, available_cores
from flows.sources import Job, find_images, jobs_of
from reports.corrections import corrected_ids
from reports.dataset import read_corrected
from reports.package import publication
from reports.publishing import publish
from schemas.options import Limits, Options
from schemas.run import Outcome, RunSummary

# At one to three seconds a figure a batch takes at most a minute or two, which is how stale progress may get; at least
# eight batches per worker keep all workers busy to the end.
_LARGEST_BATCH = 32
_BATCHES_PER_WORKER = 8
# To look through so many records takes less time than to start a worker process.
_FEW = 200
# Where more than half of a folder fails, it is more likely that a part is missing than that the figures are bad.
MAX_FAILED_SHARE = 0.5
_LIMITS = Limits()

Batch = list[Job]
Pool = WorkerPool[Job, Outcome]
Progress = Callable[[int, int], None]
RunBatches = Callable[[Pool, list[Batch]], Iterator[list[Outcome]]]


class NoFigures(ValueError):
    """The folder does not exist, holds no image file or is to be written into."""


def run_folder(
    folder: Path,
    out: Path,
    options: Options,
    *,
    descriptions: Path | None = None,
    workers: int | None = None,
    force: bool = False,
    limits: Limits = _LIMITS,
    batch_size: int | None = None,
    on_progress: Progress | None = None,
    run_batches: RunBatches | None = None,
) -> RunSummary:
    """Digitise every image under ``folder`` into ``out`` and return the run in numbers.

    ``descriptions`` is the folder with the figures' descriptions where they do not lie beside the figures.
    ``workers`` is the number of processes (default: one per core), ``limits`` what a figure may take in one.
    ``on_progress`` is called with the figures done and the figures in all. ``run_batches`` is how batches reach the
    pool, by default through threads. Raises
    :class:`NoFigures` where there is nothing to do.
    """
    started = time.monotonic()
    workers = workers or available_cores()
    paths = find_figures(folder, out)
    jobs, texts = describe_jobs(jobs_of(paths, folder), folder, descriptions, out)
    setting = Setting(out, options, new_run_id(), force, limits)
    outcomes = keep_batch(jobs, setting) if len(jobs) <= _FEW else []
    if outcomes and on_progress:
        on_progress(len(outcomes), len(jobs))
    kept = {outcome.figure_id for outcome in outcomes}
    left = [job for job in jobs if job.figure_id not in kept]
    batches = batches_of(left, batch_size or _batch_size(len(left), workers))
    lost = partial(write_lost, setting=setting)
    with WorkerPool(workers, partial(digitise_job, setting=setting), lost, limits) as pool:
        for done in (run_batches or partial(_in_threads, workers))(pool, batches):
            outcomes += done
            if on_progress:
                on_progress(len(outcomes), len(jobs))
    outcomes.sort(key=lambda outcome: outcome.source)
    with publication(out, setting.run_id):
        publish(out, [outcome.figure_id for outcome in outcomes])
        checks = check_jobs(jobs, out, descriptions or folder)
    outcomes = _corrected(outcomes, out)
    return RunSummary.of(
        outcomes,
        run_id=setting.run_id,
        folder=folder,
        out=out,
        n_files=len(paths),
        seconds=time.monotonic() - started,
        texts=texts,
        checks=checks,
    )


def find_figures(folder: Path, out: Path) -> list[Path]:
    """The image files of a folder, at least one; raises :class:`NoFigures`."""
    if not folder.is_dir():
        raise NoFigures(f"{folder} is not a folder")
    if folder.resolve() == out.resolve():
        raise NoFigures(f"{folder} holds the figures; the dataset needs another folder")
    paths = find_images(folder, out)
    if not paths:
        raise NoFigures(f"no image files in {folder}")
    return paths


def batches_of(jobs: list[Job], size: int) -> list[Batch]:
    """The jobs in order, ``size`` to a batch."""
    return [jobs[start : start + size] for start in range(0, len(jobs), size)]


def new_run_id() -> str:
    """A name for a run that sorts by time."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"


def _corrected(outcomes: list[Outcome], out: Path) -> list[Outcome]:
    """The outcomes as the tables show them: what a person accepted needs no further look."""
    ids = corrected_ids(out)
    return [
        Outcome.of(read_corrected(out, outcome.figure_id), outcome.kept) if outcome.figure_id in ids else outcome
        for outcome in outcomes
    ]


def _batch_size(figures: int, workers: int) -> int:
    return min(max(ceil(figures / (workers * _BATCHES_PER_WORKER)), 1), _LARGEST_BATCH)


def _in_threads(workers: int, pool: Pool, batches: list[Batch]) -> Iterator[list[Outcome]]:
    threads = ThreadPoolExecutor(workers)
    try:
        for future in as_completed([threads.submit(pool.run, batch) for batch in batches]):
            yield future.result()
    except BaseException:
        pool.stop()  # or the threads would wait for their batches
        raise
    finally:
        threads.shutdown(cancel_futures=True)
