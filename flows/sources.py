"""Find the figures of a folder and tell them apart by content."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from pathlib import Path

from flows.files import sha256_of
from reports.files import retried
from reports.names import relative_name
from schemas.record import DescriptionRecord

_log = logging.getLogger(__name__)

HashOf = Callable[[Path, str], str]
"""The SHA-256 of a file that goes by a relative name; empty where it cannot be read."""
DOCUMENTS = frozenset({".pdf", ".svg", ".svgz"})
SUFFIXES = DOCUMENTS | {".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".gif", ".bmp"}


@dataclass(frozen=True, slots=True)
class Job:
    """A file to be read: the first in the order of paths, and the other files with the same bytes.

    ``figure_id`` is that of its figure; of a document with several figures that of the first one.

    ``source`` and ``duplicates`` are relative to the folder, with forward slashes; bytes that are no UTF-8 are escaped.
    ``sha256`` is empty where the file could not be opened; its ``figure_id`` is then made from the path, so that every
    such file has a row of its own.
    """

    path: Path
    source: str
    sha256: str
    figure_id: str
    duplicates: tuple[str, ...] = ()
    descriptions: tuple[DescriptionRecord, ...] = ()


def find_images(folder: Path, out: Path | None = None, nested: bool = True) -> list[Path]:
    """Pictures and documents under ``folder``, or in it alone where not ``nested``; see :func:`find_files`."""
    return find_files(folder, SUFFIXES, out, nested)


def find_files(folder: Path, suffixes: Container[str], out: Path | None = None, nested: bool = True) -> list[Path]:
    """Files under ``folder`` by suffix, in any case, sorted by path.

    Hidden files and folders, the output folder and datasets of other runs are left out: overlays are no figures. Links
    to folders are followed, each folder once. Folders that cannot be listed are logged and left out.
    """
    seen = {os.path.realpath(out)} if out is not None else set()
    paths = (path for path in _walk(folder, seen, nested) if path.suffix.lower() in suffixes)
    return sorted(paths, key=lambda path: path.relative_to(folder).as_posix())


def jobs_of(paths: list[Path], folder: Path, hash_of: HashOf = sha256_of) -> list[Job]:
    """One job per content, in the order of the first path of each; ``hash_of`` is asked for the hash of every file."""
    same: dict[str, list[tuple[Path, str]]] = {}
    for path in paths:
        source = relative_name(path, folder)
        same.setdefault(hash_of(path, source) or f"unopened {source}", []).append((path, source))
    return [_job(key, files) for key, files in same.items()]


def job_of(path: Path) -> Job:
    """The job of a single file, named by its file name."""
    return jobs_of([path], path.parent)[0]


def _walk(folder: Path, seen: set[str], nested: bool) -> Iterator[Path]:
    real = os.path.realpath(folder)
    if real in seen:
        return
    seen.add(real)
    try:
        entries = retried(lambda: _listed(folder))
    except OSError as error:
        _log.warning("the folder %s is left out, since it cannot be listed: %s", folder, error.strerror)
        return
    if any(entry.name == "figures.parquet" for entry in entries):
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        path = folder / entry.name
        if not _is_folder(entry):
            yield path
        elif nested:
            yield from _walk(path, seen, nested)


def _listed(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted(entries, key=lambda entry: entry.name)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads round to itself, say: as a file it has a row that tells so
        return False


def _job(key: str, files: list[tuple[Path, str]]) -> Job:
    (path, source), *others = files
    opened = not key.startswith("unopened ")
    figure_id = (key if opened else hashlib.sha256(key.encode()).hexdigest())[:16]
    return Job(path, source, key if opened else "", figure_id, tuple(name for _, name in others))
