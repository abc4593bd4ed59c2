"""Runs in which something stands around the work of the worker processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from flows.pool import WorkerPool
from flows.runs import Pool, RunBatches
from flows.sharing import Batch
from flows.sources import Job
from schemas.run import Outcomes

Work = Callable[[Job], Outcomes]


def with_work(wrapped: Callable[[Work, Job], Outcomes], run_batches: RunBatches) -> RunBatches:
    """``run_batches``, but that ``wrapped``, which must be picklable, is called with the work and a job."""
    return partial(_run, wrapped, run_batches)


def _run(
    wrapped: Callable[[Work, Job], Outcomes], run_batches: RunBatches, pool: Pool, made: list[Batch]
) -> Iterator[list[Outcomes]]:
    assert isinstance(pool, WorkerPool)  # the run is told no cluster
    pool.work = partial(wrapped, pool.work)
    return run_batches(pool, made)
