"""A process that does one job at a time and can be ended from outside, whatever it is doing."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from pathlib import Path
from threading import Event, Thread
from typing import Any, Generic, TypeVar

from flows.logs import use_json_lines_if_asked
from schemas.options import Limits
from schemas.reasons import Reason

J = TypeVar("J")
R = TypeVar("R")

# What is held by a process can be read from a file on Linux; elsewhere a program is started for it.
_WATCH_SECONDS = 0.1 if sys.platform == "linux" else 1.0
# Imports from a slow disk; later than that something hangs.
_START_SECONDS = 600.0
_END_SECONDS = 5.0
_MEBIBYTE = 1 << 20
_READY = b"ready"


class WorkerLost(Exception):
    """The process ended, or was ended, before the job was done."""

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message


class Stopped(Exception):
    """The pool of the process was stopped from another thread."""


class Worker(Generic[J, R]):
    """One process that runs ``work`` on one job after another.

    ``work``, jobs and results must be picklable; the process is spawned, since a fork of a process with threads can
    hang. It leads a process group of its own, so that the programs that it has started end with it.
    """

    def __init__(self, work: Callable[[J], R], stopped: Event) -> None:
        """Start the process; raises ``RuntimeError`` where it does not come up, :class:`Stopped` in mid-start."""
        context = multiprocessing.get_context("spawn")
        self._stopped = stopped
        self._pipe, far_end = context.Pipe()
        self._process = context.Process(target=_serve, args=(far_end,), daemon=True)
        self._process.start()
        far_end.close()
        try:
            self._pipe.send(work)
            self._answer(Limits(timeout_s=_START_SECONDS, memory_mb=None))
        except BaseException as error:
            self.end(at_once=True)
            if isinstance(error, WorkerLost | OSError):
                raise RuntimeError(f"a worker process could not be started: {error}") from error
            raise

    def do(self, job: J, limits: Limits) -> R:
        """The result of the job; raises what ``work`` raises, and :class:`WorkerLost` where the process is gone."""
        try:
            self._pipe.send(job)
        except OSError as error:
            raise WorkerLost(Reason.CRASHED, self._death()) from error
        result: R = self._answer(limits)
        return result

    def end(self, at_once: bool = False) -> None:
        """Let an idle process go, or kill it ``at_once``, and wait until it is gone."""
        if at_once:
            self.kill()
        self._pipe.close()
        self._process.join(_END_SECONDS)
        self.kill()

    def kill(self) -> None:
        """Kill the process and what it has started; may be called from any thread."""
        pid = self._process.pid
        if pid is not None and self._process.exitcode is None:
            _kill_group(pid)
            self._process.kill()

    def _answer(self, limits: Limits) -> Any:
        """What the process sends next; it is watched meanwhile."""
        deadline = None if limits.timeout_s is None else time.monotonic() + limits.timeout_s
        while True:
            left = _WATCH_SECONDS if deadline is None else min(_WATCH_SECONDS, deadline - time.monotonic())
            ready = wait([self._pipe, self._process.sentinel], max(left, 0.0))
            if self._stopped.is_set():
                raise Stopped
            if self._pipe in ready:
                return self._received()
            if ready:
                raise WorkerLost(Reason.CRASHED, self._death())
            if deadline is not None and time.monotonic() >= deadline:
                raise WorkerLost(Reason.TIMEOUT, f"not done after {limits.timeout_s:g} s, the limit of time")
            self._check_memory(limits.memory_mb)

    def _received(self) -> Any:
        try:
            done, value = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise WorkerLost(Reason.CRASHED, self._death()) from error
        if done:
            return value
        raise value

    def _check_memory(self, limit: int | None) -> None:
        held = resident_bytes(self._process.pid) if limit is not None else None
        if limit is not None and held is not None and held > limit * _MEBIBYTE:
            raise WorkerLost(Reason.OUT_OF_MEMORY, f"held {held // _MEBIBYTE} MiB, more than the limit of {limit} MiB")

    def _death(self) -> str:
        self._process.join(_END_SECONDS)
        code = self._process.exitcode
        if code is None or code >= 0:
            return f"the process that read the figure ended with exit code {code}"
        name = signal.Signals(-code).name if -code in set(signal.Signals) else str(-code)
        hint = ", as systems do to processes when memory runs out" if name == "SIGKILL" else ""
        return f"the process that read the figure was ended by {name}{hint}"


def resident_bytes(pid: int | None) -> int | None:
    """The memory that a process holds, in bytes; None where the system does not tell."""
    try:
        if sys.platform == "linux":
            return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        told = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=True)
        return int(told.stdout) * 1024
    except (OSError, ValueError, IndexError, subprocess.CalledProcessError):
        return None


def _serve(pipe: Connection[Any, Any]) -> None:
    """What the process does. Nothing heavy is imported before the threads are limited: ``work`` comes by the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "setpgid"):
        os.setpgid(0, 0)
    Thread(target=_end_with_parent, daemon=True).start()
    _use_one_thread()
    use_json_lines_if_asked()
    try:
        work = pipe.recv()
        pipe.send((True, _READY))
        while True:
            pipe.send(_done(work, pipe.recv()))
    except (EOFError, BrokenPipeError):
        return


def _done(work: Callable[[Any], Any], job: Any) -> tuple[bool, Any]:
    try:
        return True, work(job)
    except Exception as error:
        try:
            pickle.loads(pickle.dumps(error))
        except Exception:
            return False, RuntimeError(traceback.format_exc())
        return False, error


def _end_with_parent() -> None:
    # A parent that was killed can stop nobody, and a figure may take minutes.
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        _kill_group(os.getpid())
    os._exit(1)


def _kill_group(pid: int) -> None:
    if hasattr(os, "killpg"):
        try:
            os.killpg(pid, signal.SIGKILL)
        except OSError:
            return  # too early for a group, or gone


def _use_one_thread() -> None:
    # There is a process per core: threads of OpenCV, Tesseract and BLAS beside them only take each other's time.
    for name in ("OMP_THREAD_LIMIT", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    import cv2

    cv2.setNumThreads(1)
