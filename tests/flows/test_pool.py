"""Worker processes: results in order, and a job that kills its process or passes a limit takes no other one with it."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Timer

import pytest

from flows.pool import WorkerPool
from flows.worker import Stopped, resident_bytes
from schemas.options import Limits
from schemas.reasons import Reason

Job = tuple[str, int]


def _crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def _leave() -> None:
    os._exit(0)


def _hang() -> None:
    time.sleep(600)


def _eat() -> None:
    held = b"x" * (600 << 20)
    time.sleep(len(held))


def _raise() -> None:
    raise ValueError("a bad job")


_DEEDS: dict[str, Callable[[], None]] = {
    "crash": _crash,
    "leave": _leave,
    "hang": _hang,
    "eat": _eat,
    "raise": _raise,
    "do": lambda: None,
}


def _work(job: Job) -> str:
    _DEEDS[job[0]]()
    return f"done {job[1]} by {os.getpid()}"


def _lost(job: Job, reason: Reason, message: str) -> str:
    return f"{reason.value} {job[1]}: {message}"


def _deeds(*names: str) -> list[Job]:
    return [(name, number) for number, name in enumerate(names)]


def test_only_the_jobs_that_kill_their_process_are_lost() -> None:
    batches = [_deeds("do", "crash", "do"), _deeds("do", "leave", "do"), _deeds("do", "do")]
    with WorkerPool(2, _work, _lost) as pool, ThreadPoolExecutor(3) as threads:
        crashed, left, sound = threads.map(pool.run, batches)
    assert crashed[1] == "crashed 1: the process that read the figure was ended by SIGSEGV"
    assert left[1] == "crashed 1: the process that read the figure ended with exit code 0"
    for results, done in ((crashed, (0, 2)), (left, (0, 2)), (sound, (0, 1))):
        assert [results[i].startswith(f"done {i} ") for i in done] == [True, True]


@pytest.mark.skipif(sys.platform != "linux", reason="memory is looked at too seldom elsewhere for a quick test")
def test_jobs_that_pass_a_limit_are_ended_and_the_next_ones_done() -> None:
    limits = Limits(timeout_s=4, memory_mb=300)
    with WorkerPool(1, _work, _lost, limits) as pool:
        before, hung, eaten, after = pool.run(_deeds("do", "hang", "eat", "do"))
    assert hung == "timeout 1: not done after 4 s, the limit of time"
    assert eaten.startswith("out_of_memory 2: held ")
    assert eaten.endswith("more than the limit of 300 MiB")
    assert before.startswith("done 0 ")
    assert after.startswith("done 3 ")


def test_a_process_that_is_killed_by_another_does_not_cost_the_job() -> None:
    with WorkerPool(1, _work, _lost) as pool:
        (first,) = pool.run(_deeds("do"))
        os.kill(int(first.split()[-1]), signal.SIGKILL)
        (second,) = pool.run(_deeds("do"))
    assert second.startswith("done 0 ")
    assert first != second


def test_errors_of_the_work_are_raised() -> None:
    with WorkerPool(1, _work, _lost) as pool:
        with pytest.raises(ValueError, match="a bad job"):
            pool.run(_deeds("raise"))
        assert pool.run(_deeds("do"))[0].startswith("done 0 ")


def test_stopping_ends_processes_in_mid_job() -> None:
    with pytest.raises(Stopped), WorkerPool(1, _work, _lost) as pool:
        (done,) = pool.run(_deeds("do"))
        Timer(0.3, pool.stop).start()
        pool.run(_deeds("hang"))
    assert resident_bytes(int(done.split()[-1])) is None


def test_a_process_that_does_not_come_up_is_an_error() -> None:
    with WorkerPool(1, _NotToBeLoaded(), _lost) as pool, pytest.raises(RuntimeError, match="could not be started"):
        pool.run(_deeds("do"))


class _NotToBeLoaded:
    def __call__(self, job: Job) -> str:
        raise NotImplementedError

    def __reduce__(self) -> tuple[Callable[[int], None], tuple[int]]:
        return os._exit, (7,)
