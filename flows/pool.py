"""Worker processes that survive the death of one of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from threading import BoundedSemaphore, Lock
from types import TracebackType
from typing import Generic, Self, TypeVar

J = TypeVar("J")
R = TypeVar("R")


class WorkerPool(Generic[J, R]):
    """Runs ``work`` on batches in ``workers`` processes; ``run`` may be called from many threads.

    Where a process dies (killed by the system for memory, a crash in a library) the jobs of the batches at hand are run
    again, each in a process of its own, and ``lost`` makes the result of those that kill it again. ``work``, jobs and
    results must be picklable; processes are spawned, since a fork of a process with threads can hang.
    """

    def __init__(self, workers: int, work: Callable[[Sequence[J]], list[R]], lost: Callable[[J], R]) -> None:
        self._workers = workers
        self._work = work
        self._lost = lost
        self._lock = Lock()
        # Without it, one death would break every batch that waits in the queue, not only those at hand.
        self._slots = BoundedSemaphore(workers)
        self._pool = _processes(workers)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._pool.shutdown(wait=kind is None, cancel_futures=True)

    def run(self, batch: Sequence[J]) -> list[R]:
        """The results of a batch, in order; raises what ``work`` raises."""
        with self._slots:
            pool = self._pool
            try:
                return pool.submit(self._work, batch).result()
            except BrokenProcessPool:
                self._replace(pool)
            return [self._alone(job) for job in batch]

    def _replace(self, broken: ProcessPoolExecutor) -> None:
        with self._lock:
            if self._pool is broken:
                self._pool = _processes(self._workers)
                broken.shutdown(wait=False)

    def _alone(self, job: J) -> R:
        with _processes(1) as pool:
            try:
                return pool.submit(self._work, [job]).result()[0]
            except BrokenProcessPool:
                return self._lost(job)


def available_cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _processes(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_use_one_thread)


def _use_one_thread() -> None:
    # There is a process per core: threads of OpenCV, Tesseract and BLAS beside them only take each other's time.
    for name in ("OMP_THREAD_LIMIT", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    import cv2

    cv2.setNumThreads(1)
