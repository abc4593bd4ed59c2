"""Read files as folders of other people and storage at the far end of a network hold them."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from io import BufferedReader
from pathlib import Path

from reports.files import retried


class FileTooLarge(ValueError):
    """The file holds more bytes than are read."""


def read_file(path: Path, most: int) -> bytes:
    """The bytes of a regular file.

    Raises :class:`FileTooLarge` before reading more than ``most`` bytes, and ``OSError`` where it cannot be opened or
    read to its end, storage that drops out after two more tries.
    """
    return retried(lambda: _read(path, most))


def sha256_of(path: Path, _name: str = "") -> str:
    """The SHA-256 of a file, read piece by piece; empty where it cannot be read."""
    try:
        return retried(lambda: _hashed(path))
    except OSError:
        return ""


def _read(path: Path, most: int) -> bytes:
    with _open_regular(path) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise FileTooLarge(f"the file holds more than {most} bytes, and no figure of the allowed size does")
    return data


def _hashed(path: Path) -> str:
    with _open_regular(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _open_regular(path: Path) -> BufferedReader:
    # Without O_NONBLOCK, to open a pipe would wait for someone to write into it.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(path))
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise
