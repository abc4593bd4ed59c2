"""Runs in which something stands around the work of the worker processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from flows.pool import WorkerPool
from flows.runs import Batch, Pool, RunBatches
from flows.sources import Job
from schemas.run import Outcomes

Work = Callable[[Job], Outcomes]


def with_work(wrapped: Callable[[Work, Job], Outcomes], workers: int) -> RunBatches:
    """Batches as a run does them, but that ``wrapped``, which must be picklable, is called with the work and a job."""
    return partial(_run, wrapped, workers)


def _run(
    wrapped: Callable[[Work, Job], Outcomes], workers: int, pool: Pool, made: list[Batch]
) -> Iterator[list[Outcomes]]:
    assert isinstance(pool, WorkerPool)  # the run is told no cluster
    pool.work = partial(wrapped, pool.work)
    with ThreadPoolExecutor(workers) as threads:
        yield from threads.map(pool.run, made)
