"""The Prefect flow over a folder: batches of figures as tasks, progress and failures as artifacts."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextvars import ContextVar
from pathlib import Path
from typing import Annotated, Any, cast
from uuid import UUID

from prefect import State, flow, task
from prefect.artifacts import create_progress_artifact, update_progress_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.orchestration import get_client
from prefect.futures import PrefectFuture, as_completed
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner
from pydantic import Field

from flows.closing import TooManyFailed, announce, closing_state, show_run
from flows.cluster import RunnerName
from flows.logs import use_json_lines_if_asked
from flows.runs import MAX_FAILED_SHARE, Pool, Progress
from flows.sharing import Batch
from flows.staging import run_staged
from reports.publishing import PART_FIGURES
from reports.report import write_report
from schemas.options import Limits, Options
from schemas.run import Outcomes, RunSummary

_DEFAULTS = Options()
_LIMITS = Limits()
# Threads only wait for the worker processes, of which there are as many as `workers` says.
_THREADS = cast(TaskRunner[PrefectFuture[Any]], ThreadPoolTaskRunner(max_workers=64))

# A flow parameter must be plain data, so who is told of progress is handed past it.
_listener: ContextVar[Progress | None] = ContextVar("listener", default=None)


class ServerNotReached(RuntimeError):
    """Prefect's server does not answer, or its own one could not be started."""


def run_flow(
    folder: Path,
    out: Path,
    options: Options,
    *,
    descriptions: Path | None,
    on_progress: Progress,
    **ways: Any,
) -> RunSummary:
    """Run the flow here and now, as :func:`flows.runs.run_folder` does without Prefect; ``ways`` are its parameters.

    Raises :class:`ServerNotReached` before anything is read, and what the flow raises, but not that too many figures
    failed.
    """
    reach_server()
    token = _listener.set(on_progress)
    # Whoever calls hears of what is raised; in Prefect's pages it is logged all the same.
    log = logging.getLogger("prefect.flow_runs")
    passed_on, log.propagate = log.propagate, False
    try:
        # Prefect hands back what the returned state holds.
        return cast(RunSummary, digitise_folder(folder, out, options, descriptions, **ways))
    except TooManyFailed as error:
        return error.summary
    finally:
        log.propagate = passed_on
        _listener.reset(token)


@flow(name="digitise-folder", task_runner=_THREADS)
def digitise_folder(
    folder: Path = Path("data/raw"),
    out: Path = Path("data/processed"),
    options: Options = _DEFAULTS,
    descriptions: Path | None = None,
    workers: int | None = None,
    force: bool = False,
    rehash: bool = False,
    limits: Limits = _LIMITS,
    part_figures: Annotated[int, Field(ge=1)] = PART_FIGURES,
    batch_size: int | None = None,
    max_failed_share: Annotated[float, Field(ge=0, le=1)] = MAX_FAILED_SHARE,
    runner: RunnerName = "local",
    address: str | None = None,
    link_base: str | None = None,
    report: bool = True,
) -> State[RunSummary]:
    """Digitise every figure of a folder into the tables of ``out``; folders may be addresses: ``s3://bucket/figures``.

    A figure that cannot be read is a row with a reason. Returns a state that holds the run's summary: ``Completed``,
    ``CompletedWithFailures`` where figures failed, or ``Failed`` where more than ``max_failed_share`` of them did; the
    tables are published in each case. ``link_base`` is the address under which a browser finds ``out``, ``report``
    whether pages to look at are written.
    """
    use_json_lines_if_asked()
    progress = _ProgressArtifact()
    summary = run_staged(
        folder,
        out,
        options,
        descriptions=descriptions,
        workers=workers,
        force=force,
        rehash=rehash,
        limits=limits,
        part_figures=part_figures,
        batch_size=batch_size,
        runner=runner,
        address=address,
        on_progress=progress,
        run_batches=_as_tasks,
        write_report=write_report if report else None,
    )
    show_run(summary, link_base)
    announce(out, n_figures=summary.n_figures, statuses=summary.statuses)
    return closing_state(summary, max_failed_share)


def reach_server() -> None:
    """Raise :class:`ServerNotReached` where Prefect's server does not answer; starts its own one where none is set."""
    try:
        with get_client(sync_client=True) as client:
            problem = client.api_healthcheck()
    except RuntimeError as error:
        problem = error
    if problem:
        raise ServerNotReached(f"Prefect's server is not reached: {problem}") from problem


@task(name="digitise-batch", task_run_name="digitise {batch[0].source} +", cache_policy=NO_CACHE)
def digitise_batch_task(batch: Batch, pool: Pool) -> list[Outcomes]:
    """A batch of files in one of the worker processes."""
    return pool.run(batch)


def _as_tasks(pool: Pool, batches: list[Batch]) -> Iterator[list[Outcomes]]:
    for future in as_completed([digitise_batch_task.submit(batch, pool) for batch in batches]):
        yield future.result()


class _ProgressArtifact:
    """Progress in Prefect's UI, passed on to the listener of this process."""

    def __init__(self) -> None:
        created = create_progress_artifact(0.0, key="digitise-folder-progress", description="figures done, in %")
        self._id = cast(UUID, created)

    def __call__(self, done: int, total: int) -> None:
        update_progress_artifact(self._id, 100 * done / total)
        told = _listener.get()
        if told:
            told(done, total)
