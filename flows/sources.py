"""Find the figures of a folder and tell them apart by content."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".gif", ".bmp"})


@dataclass(frozen=True, slots=True)
class Job:
    """A figure to be read: its first file in the order of paths, and the other files with the same bytes.

    ``source`` and ``duplicates`` are relative to the folder, with forward slashes; bytes that are no UTF-8 are escaped.
    ``sha256`` is empty where the file could not be opened; its ``figure_id`` is then made from the path, so that every
    such file has a row of its own.
    """

    path: Path
    source: str
    sha256: str
    figure_id: str
    duplicates: tuple[str, ...] = ()


def find_images(folder: Path, out: Path | None = None) -> list[Path]:
    """Image files under ``folder`` by suffix, in any case, sorted by path.

    Hidden files and folders, the output folder and datasets of other runs are left out: overlays are no figures. Links
    to folders are followed, each folder once.
    """
    paths = _walk(folder, {os.path.realpath(out)} if out is not None else set())
    return sorted(paths, key=lambda path: path.relative_to(folder).as_posix())


def jobs_of(paths: list[Path], folder: Path) -> list[Job]:
    """One job per content, in the order of the first path of each; reads every file once to hash it."""
    same: dict[str, list[tuple[Path, str]]] = {}
    for path in paths:
        source = os.fsencode(path.relative_to(folder).as_posix()).decode(errors="backslashreplace")
        same.setdefault(_sha256(path) or f"unopened {source}", []).append((path, source))
    return [_job(key, files) for key, files in same.items()]


def job_of(path: Path) -> Job:
    """The job of a single file, named by its file name."""
    return jobs_of([path], path.parent)[0]


def _walk(folder: Path, seen: set[str]) -> Iterator[Path]:
    real = os.path.realpath(folder)
    if real in seen:
        return
    seen.add(real)
    with os.scandir(folder) as scan:
        entries = sorted(scan, key=lambda entry: entry.name)
    if any(entry.name == "figures.parquet" for entry in entries):
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        path = folder / entry.name
        if entry.is_dir():
            yield from _walk(path, seen)
        elif path.suffix.lower() in SUFFIXES:
            yield path


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _job(key: str, files: list[tuple[Path, str]]) -> Job:
    (path, source), *others = files
    opened = not key.startswith("unopened ")
    figure_id = (key if opened else hashlib.sha256(key.encode()).hexdigest())[:16]
    return Job(path, source, key if opened else "", figure_id, tuple(name for _, name in others))
