"""Worker processes: results in order, and a process that dies takes only its own figure with it."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from flows.pool import WorkerPool


def _work(batch: Sequence[int]) -> list[str]:
    if 13 in batch:
        os.kill(os.getpid(), signal.SIGKILL)
    if -1 in batch:
        raise ValueError("a bad batch")
    return [f"done {job}" for job in batch]


def _lost(job: int) -> str:
    return f"lost {job}"


def test_only_the_job_that_kills_its_process_is_lost() -> None:
    batches = [[1, 2], [12, 13], [14, 15]]
    with WorkerPool(2, _work, _lost) as pool, ThreadPoolExecutor(3) as threads:
        results = list(threads.map(pool.run, batches))
    assert results == [["done 1", "done 2"], ["done 12", "lost 13"], ["done 14", "done 15"]]


def test_errors_of_the_work_are_raised() -> None:
    with WorkerPool(1, _work, _lost) as pool, pytest.raises(ValueError, match="a bad batch"):
        pool.run([-1])
