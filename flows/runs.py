"""A run over a folder, with or without Prefect: plan, digitise in batches, publish the tables, sum up."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import AbstractContextManager, closing
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path

from flows.batches import digitise_job, write_bug, write_lost
from flows.checking import check_jobs
from flows.cluster import ClusterPool, RunnerName, open_cluster
from flows.descriptions import describe_jobs
from flows.documents import figure_jobs, told_of
from flows.keeping import Setting, keep_batch
from flows.ledger import FileStamp, Hashes, KnownChecks, Ledger, figures_of, known_outcomes, load_ledger, save_ledger
from flows.logs import tell, tell_figures
from flows.pool import WorkerPool, available_cores
from flows.sharing import Batch, batches_of
from flows.sources import Job, find_images, jobs_of
from reports.corrections import corrected_ids
from reports.dataset import read_corrected
from reports.files import remove_leftovers
from reports.generations import STATE
from reports.locking import locked
from reports.package import publication
from reports.publishing import PART_FIGURES, publish, record_stamps
from schemas.options import Limits, Options
from schemas.record import FigureRecord, file_of
from schemas.run import Outcome, Outcomes, RunSummary

_log = logging.getLogger(__name__)

# To keep a cluster busy; a batch that waits there costs its bytes.
_IN_FLIGHT = 64
# To look through so many records takes less time than to start a worker process.
_FEW = 200
# Where more than half of a folder fails, it is more likely that a part is missing than that the figures are bad.
MAX_FAILED_SHARE = 0.5
_LIMITS = Limits()

Pool = WorkerPool[Job, Outcomes] | ClusterPool
Progress = Callable[[int, int], None]
RunBatches = Callable[[Pool, list[Batch]], Iterator[list[Outcomes]]]


class NoFigures(ValueError):
    """The folder does not exist, holds no figure or is to be written into."""


def run_folder(
    folder: Path,
    out: Path,
    options: Options,
    *,
    descriptions: Path | None = None,
    workers: int | None = None,
    force: bool = False,
    rehash: bool = False,
    limits: Limits = _LIMITS,
    part_figures: int = PART_FIGURES,
    batch_size: int | None = None,
    runner: RunnerName = "local",
    address: str | None = None,
    on_progress: Progress | None = None,
    run_batches: RunBatches | None = None,
) -> RunSummary:
    """Digitise every picture and document under ``folder`` into ``out`` and return the run in numbers.

    ``descriptions`` is the folder with the figures' descriptions where they do not lie beside the figures.
    ``workers`` is the number of processes (default: one per core), ``limits`` what a figure may take in one. Figures
    that have a record of the same options are not read again unless by ``force``; files that look unchanged are not
    hashed again unless by ``rehash``. A dataset of more than ``part_figures`` figures is written in parts. ``runner``
    is where figures are read: in processes of this machine, or on the Dask or Ray cluster at ``address``, where
    ``workers`` is the number of batches on their way. ``on_progress`` is called with the files done and the files
    in all, of which those with the same bytes count once. ``run_batches`` is how batches reach the pool, by default
    through threads.

    Raises :class:`NoFigures` where there is nothing to do, :class:`flows.cluster.ClusterLost` where no cluster answers,
    :class:`reports.locking.DatasetLocked` where another run writes into ``out``, and
    :class:`reports.files.CannotWrite` where it cannot be written to. What was read is kept.
    """
    started = time.monotonic()
    workers = workers or (available_cores() if runner == "local" else _IN_FLIGHT)
    paths = find_figures(folder, out)
    setting = Setting(out, options, new_run_id(), force, limits)
    with locked(out, f"run {setting.run_id}"):
        remove_leftovers([out, *(out / name for name in ("records", "overlays", STATE))])
        ledger = load_ledger(out)
        hashes = Hashes({} if rehash else ledger.files)
        jobs, texts = describe_jobs(jobs_of(paths, folder, hashes), folder, descriptions, out, hashes)
        told = on_progress or _tell_nobody
        tell("run started", run_id=setting.run_id, folder=folder, out=out, n_files=len(paths), n_figures=len(jobs))
        done = known_outcomes(jobs, ledger, record_stamps(out), setting)
        left = _without(jobs, done)
        done += keep_batch(left, setting) if len(left) <= _FEW else []
        left = _without(left, done)
        if done:
            tell("figures kept", run_id=setting.run_id, n_figures=sum(map(len, done)))
            told(len(done), len(jobs))
        batches = batches_of(left, workers, batch_size)
        run_batches = run_batches or partial(in_threads, workers)
        pool = _pool(workers, setting, runner, address)
        with closing(_digitised(batches, run_batches, pool)) as results:
            for batch in results:
                done += batch
                tell_figures(list(chain(*batch)), setting.run_id)
                told(len(done), len(jobs))
        rows = _rows(list(chain(*done)))
        with publication(out, setting.run_id):
            publish(out, list(rows), part_figures, partial(_mended, rows, jobs, setting))
            known = KnownChecks() if force else ledger.checks
            checks = check_jobs(figure_jobs(jobs, rows), out, descriptions or folder, known=known)
        figures = figures_of(jobs, rows, record_stamps(out), setting)
        save_ledger(out, Ledger(files=_still_so(hashes, jobs, rows), figures=figures, checks=checks))
    summary = RunSummary.of(
        _corrected(list(rows.values()), out),
        run_id=setting.run_id,
        folder=folder,
        out=out,
        n_files=len(paths),
        seconds=time.monotonic() - started,
        texts=told_of(texts, jobs, rows),
        checks=checks.summary,
    )
    tell("run ended", run_id=setting.run_id, statuses=summary.statuses, n_kept=summary.n_kept, seconds=summary.seconds)
    return summary


def find_figures(folder: Path, out: Path) -> list[Path]:
    """The pictures and documents of a folder, at least one; raises :class:`NoFigures`."""
    if not folder.is_dir():
        raise NoFigures(f"{folder} is not a folder")
    if folder.resolve() == out.resolve():
        raise NoFigures(f"{folder} holds the figures; the dataset needs another folder")
    paths = find_images(folder, out)
    if not paths:
        raise NoFigures(f"no pictures, PDF or SVG files in {folder}")
    return paths


def in_threads(workers: int, pool: Pool, batches: list[Batch]) -> Iterator[list[Outcomes]]:
    threads = ThreadPoolExecutor(workers)
    try:
        for future in as_completed([threads.submit(pool.run, batch) for batch in batches]):
            yield future.result()
    except BaseException:
        pool.stop()  # or the threads would wait for their batches
        raise
    finally:
        threads.shutdown(cancel_futures=True)


def new_run_id() -> str:
    """A name for a run that sorts by time."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"


def _digitised(
    batches: list[Batch], run_batches: RunBatches, opened: AbstractContextManager[Pool]
) -> Generator[list[Outcomes]]:
    with opened as pool:
        yield from run_batches(pool, batches)


def _pool(workers: int, setting: Setting, runner: RunnerName, address: str | None) -> AbstractContextManager[Pool]:
    if runner != "local":
        return open_cluster(runner, address, setting)
    lost = partial(write_lost, setting=setting)
    return WorkerPool(workers, partial(digitise_job, setting=setting), lost, setting.limits)


def _tell_nobody(done: int, total: int) -> None:
    """Progress that nobody asked for."""


def _still_so(hashes: Hashes, jobs: list[Job], rows: dict[str, Outcome]) -> dict[str, tuple[FileStamp, str]]:
    """The hashes of files without those of which other bytes were read afterwards."""
    changed = {name for job in jobs if job.figure_id not in rows for name in (job.source, *job.duplicates)}
    return {name: seen for name, seen in hashes.seen.items() if name not in changed}


def _without(jobs: list[Job], done: list[Outcomes]) -> list[Job]:
    ids = {first.figure_id for first, *_ in done}
    return [job for job in jobs if job.figure_id not in ids]


def _rows(outcomes: list[Outcome]) -> dict[str, Outcome]:
    """One outcome per figure in the order of sources: of files that were the same only when read, the first."""
    rows: dict[str, Outcome] = {}
    for outcome in sorted(outcomes, key=lambda outcome: outcome.source):
        rows.setdefault(outcome.figure_id, outcome)
    return rows


def _mended(
    rows: dict[str, Outcome], jobs: list[Job], setting: Setting, record: FigureRecord, wrong: str
) -> FigureRecord:
    """The record of an error of ours in place of one that breaks a table."""
    _log.error("the record of %s does not fit the tables: %s", record.source, wrong)
    (job, *_) = (job for job in jobs if job.source == file_of(record.source))
    read = replace(job, source=record.source, figure_id=record.figure_id, sha256=record.sha256)
    rows[record.figure_id] = Outcome.of(write_bug(read, setting, "the record would break a table"))
    return read_corrected(setting.out, record.figure_id)


def _corrected(outcomes: list[Outcome], out: Path) -> list[Outcome]:
    """The outcomes as the tables show them: what a person accepted needs no further look."""
    ids = corrected_ids(out)
    return [
        Outcome.of(read_corrected(out, outcome.figure_id), outcome.kept) if outcome.figure_id in ids else outcome
        for outcome in outcomes
    ]
