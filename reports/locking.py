"""One writer at a time to a dataset, and a message that names who it is."""

from __future__ import annotations

import errno
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import BaseFileLock, FileLock, SoftFileLock, Timeout

from reports.files import CannotWrite, write_atomically
from reports.generations import STATE

# What network file systems answer that have no locks.
_NO_LOCKS = frozenset({errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS})


class DatasetLocked(RuntimeError):
    """Another process writes into the dataset; the message names it."""


@contextmanager
def locked(out_dir: Path, what: str) -> Iterator[None]:
    """Hold the dataset for ``what``; raises :class:`DatasetLocked` at once where somebody else does.

    The lock is the system's (``flock``): it ends with the process that holds it, however that ends. Where the file
    system knows no such locks, a file stands for it that holds process and host; of a dead process of this host it is
    taken over. Raises :class:`reports.files.CannotWrite` where the folder cannot be written to.
    """
    state = out_dir / STATE
    try:
        state.mkdir(parents=True, exist_ok=True)
        lock = _acquired(state)
    except Timeout:
        raise DatasetLocked(f"{out_dir} is being written to by {_holder(state)}") from None
    except OSError as error:
        raise CannotWrite(error.errno, error.strerror or type(error).__name__, str(state)) from error
    holder = state / "holder.json"
    told = {"pid": os.getpid(), "host": socket.gethostname(), "since": f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC"}
    try:
        write_atomically(holder, lambda file: file.write(json.dumps({**told, "what": what}).encode()))
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _acquired(state: Path) -> BaseFileLock:
    try:
        return _acquire(FileLock(state / "lock", thread_local=False))
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise
    return _acquire(SoftFileLock(state / "lock.file", thread_local=False))


def _acquire(lock: BaseFileLock) -> BaseFileLock:
    lock.acquire(timeout=0)
    return lock


def _holder(state: Path) -> str:
    try:
        told = json.loads((state / "holder.json").read_bytes())
        return f"process {told['pid']} on {told['host']} since {told['since']} ({told['what']})"
    except (OSError, ValueError, KeyError):
        return "another process"
