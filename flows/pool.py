"""Worker processes that survive the death of one of them, and end those that take too long or too much."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from queue import LifoQueue
from threading import Event
from types import TracebackType
from typing import Generic, Self, TypeVar

from flows.worker import Stopped, Worker, WorkerLost
from schemas.options import Limits
from schemas.reasons import Reason

J = TypeVar("J")
R = TypeVar("R")

_NO_LIMITS = Limits(timeout_s=None, memory_mb=None)
# A process may be killed for what another one did, by the system for memory or by hand: the figure has a second chance.
_CHANCES = 2


@dataclass(slots=True)
class _Seat(Generic[J, R]):
    worker: Worker[J, R] | None = None


class WorkerPool(Generic[J, R]):
    """Runs ``work`` on jobs in ``workers`` processes; ``run`` may be called from many threads.

    A process holds one job at a time. Where it dies, or passes a limit and is ended, ``lost`` makes the result of that
    job from a reason and a message, and another process goes on with the next one; a job whose process died by itself
    is tried once more before. Processes are started when they are first needed.
    """

    def __init__(
        self,
        workers: int,
        work: Callable[[J], R],
        lost: Callable[[J, Reason, str], R],
        limits: Limits = _NO_LIMITS,
    ) -> None:
        self.work = work
        self._lost = lost
        self._limits = limits
        self._stopped = Event()
        self._seats = [_Seat[J, R]() for _ in range(workers)]
        self._free: LifoQueue[_Seat[J, R]] = LifoQueue()
        for seat in self._seats:
            self._free.put(seat)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if kind is not None:
            self.stop()
        for worker in [seat.worker for seat in self._seats if seat.worker is not None]:
            worker.end()

    def stop(self) -> None:
        """Kill all processes, whatever they do; what waits in ``run`` raises :class:`flows.worker.Stopped`."""
        self._stopped.set()
        for worker in [seat.worker for seat in self._seats if seat.worker is not None]:
            worker.kill()

    def run(self, batch: Sequence[J]) -> list[R]:
        """The results of the jobs, in order; raises what ``work`` raises."""
        seat = self._free.get()
        try:
            return [self._result(seat, job) for job in batch]
        finally:
            self._free.put(seat)

    def _result(self, seat: _Seat[J, R], job: J) -> R:
        for _ in range(_CHANCES):
            if self._stopped.is_set():
                raise Stopped
            seat.worker = seat.worker or Worker(self.work, self._stopped)
            try:
                return seat.worker.do(job, self._limits)
            except WorkerLost as error:
                seat.worker.end(at_once=True)
                seat.worker, lost = None, error
            if lost.reason is not Reason.CRASHED:
                break
        return self._lost(job, lost.reason, lost.message)


def available_cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
