"""Write files whole: a reader sees the old file or the new one, never a part."""

from __future__ import annotations

import errno
import os
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, Any, TypeVar

T = TypeVar("T")

PARTIAL_PREFIX = ".partial-"
# Storage at the far end of a network answers so and is often back in a moment; other errors are the same the next time.
_PASSING_NAMES = (
    *("EIO", "ESTALE", "ETIMEDOUT", "EAGAIN", "EBUSY", "EINTR", "ENODEV", "EREMOTEIO", "ENOTCONN", "ECONNRESET"),
    *("ECONNABORTED", "ENETDOWN", "ENETUNREACH", "ENETRESET", "EHOSTDOWN", "EHOSTUNREACH"),
)
_PASSING = frozenset(getattr(errno, name) for name in _PASSING_NAMES if hasattr(errno, name))
_PAUSES = (0.2, 1.0)
_LEFT_SECONDS = 600.0


class CannotWrite(OSError):
    """A file of the dataset cannot be written: the disk is full, read-only or gone, or access is denied."""


def write_atomically(path: Path, write: Callable[[IO[bytes]], Any]) -> None:
    """Let ``write`` fill a temporary file beside ``path``, then rename it; where it raises, ``path`` is not touched.

    ``write`` is called again where storage drops out. Raises :class:`CannotWrite` where the system refuses.
    """
    try:
        retried(lambda: _write_once(path, write))
    except OSError as error:
        if error.errno is None:  # of an encoder, not of the system
            raise
        raise CannotWrite(error.errno, error.strerror or type(error).__name__, str(path)) from error


def retried(call: Callable[[], T]) -> T:
    """What ``call`` returns, after up to two more tries where storage drops out; raises ``OSError`` after the last."""
    for pause in _PAUSES:
        try:
            return call()
        except OSError as error:
            if error.errno not in _PASSING:
                raise
            time.sleep(pause)
    return call()


def remove_leftovers(folders: Iterable[Path]) -> None:
    """Remove what killed processes began to write in these folders, long enough ago that nobody is at it any more."""
    for path in (path for folder in folders for path in folder.glob(f"{PARTIAL_PREFIX}*")):
        try:
            if path.stat().st_mtime < time.time() - _LEFT_SECONDS:
                path.unlink()
        except OSError:
            continue


def _write_once(path: Path, write: Callable[[IO[bytes]], Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=PARTIAL_PREFIX)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _umask() -> int:
    # mkstemp makes files that only their owner can read; a dataset is to be read by others, as the umask allows.
    mask = os.umask(0)
    os.umask(mask)
    return mask
