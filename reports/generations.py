"""Generations of the tables: all tables of figures are made beside the ones in use, and put in their place at once.

::

    figures.parquet -> .unplot/current/figures.parquet      likewise panels, axes, series, points
    .unplot/current -> generation-000017                    the one link that is replaced
    .unplot/generation-000017/parts.json                    which figures are in which part
                              points.parquet                a file, or a folder of part files

A crash at any moment leaves the old generation or the new one, whole. The generation before is kept until the next
change, for readers that are in the middle of it; parts that did not change are hard links, and take no space.

Where the file system knows no links, the tables are copied into place one by one, those of figures last: a crash
between two of them leaves tables of two generations, which the next publication puts right.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import BaseModel, ValidationError

from reports.dataset import VERSIONS
from reports.files import write_atomically
from schemas.tables import TABLES

STATE = ".unplot"
_PREFIX = "generation-"
_UNFINISHED = ".partial"
_CURRENT = "current"


class Part(BaseModel):
    """A part by name, and the stamps of its figures in their order."""

    name: str
    stamps: dict[str, str]


class Parts(BaseModel):
    """What a generation holds. ``single``: its one part is a file per table; otherwise tables are folders of parts."""

    versions: dict[str, str] = VERSIONS
    single: bool
    next_name: int
    parts: list[Part]


class Generation:
    """The tables of a moment, in a folder of their own."""

    def __init__(self, folder: Path, parts: Parts) -> None:
        self.folder = folder
        self.parts = parts

    def paths(self, part: str) -> dict[str, Path]:
        """The files of a part by table."""
        return {table: _place(self.folder, table, part, self.parts.single) for table in TABLES}


def current_generation(out_dir: Path) -> Generation | None:
    """The generation in use; None where there is none, it is damaged or of another version."""
    folder = _state(out_dir) / _current_name(out_dir)
    try:
        parts = Parts.model_validate_json((folder / "parts.json").read_bytes())
    except (OSError, ValidationError):
        return None
    found = Generation(folder, parts)
    whole = all(path.exists() for part in parts.parts for path in found.paths(part.name).values())
    return found if whole and parts.versions == VERSIONS else None


@contextmanager
def next_generation(out_dir: Path) -> Iterator[Path]:
    """A folder for the next generation; what an error leaves of it is removed."""
    state = _state(out_dir)
    numbers = [int(path.name.removeprefix(_PREFIX)) for path in _finished(state)]
    folder = state / f"{_PREFIX}{max(numbers, default=0) + 1:06d}{_UNFINISHED}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def add_part(folder: Path, part: str, single: bool, paths: dict[str, Path]) -> None:
    """Take the files of a part into the folder of the next generation, without a copy where links are known."""
    for table, path in paths.items():
        target = _place(folder, table, part, single)
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(path, target)
        except OSError:
            shutil.copyfile(path, target)


def put_in_place(out_dir: Path, folder: Path, parts: Parts) -> None:
    """Make the finished folder the generation in use, and remove those that nobody can be reading any more."""
    state, before = _state(out_dir), _current_name(out_dir)
    text = parts.model_dump_json()
    write_atomically(folder / "parts.json", lambda file: file.write(text.encode()))
    finished = folder.with_name(folder.name.removesuffix(_UNFINISHED))
    folder.rename(finished)
    try:
        _link(Path(finished.name), state / _CURRENT)
    except OSError:
        write_atomically(state / _CURRENT, lambda file: file.write(finished.name.encode()))
    show_tables(out_dir, changed=True)
    for path in state.glob(f"{_PREFIX}*"):
        if path.name not in (before, finished.name):
            shutil.rmtree(path, ignore_errors=True)


def show_tables(out_dir: Path, changed: bool = False) -> None:
    """Let the names of the tables lead to the generation in use, which may have ``changed``."""
    for table in reversed(TABLES):
        name = f"{table}.parquet"
        source, target = Path(STATE, _CURRENT, name), out_dir / name
        if target.exists() and (not changed or (target.is_symlink() and target.readlink() == source)):
            continue
        if target.is_dir() and not target.is_symlink():
            shutil.rmtree(target)
        try:
            _link(source, target)
        except OSError:
            _copy(_state(out_dir) / _current_name(out_dir) / name, target)


def _link(source: Path, target: Path) -> None:
    """A link in place of what is there, at once."""
    temporary = target.with_name(f"{target.name}{_UNFINISHED}")
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(source)
    temporary.replace(target)


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        write_atomically(target, lambda file: file.write(source.read_bytes()))


def _place(folder: Path, table: str, part: str, single: bool) -> Path:
    path = folder / f"{table}.parquet"
    return path if single else path / f"{part}.parquet"


def _current_name(out_dir: Path) -> str:
    path = _state(out_dir) / _CURRENT
    try:
        return str(path.readlink()) if path.is_symlink() else path.read_text(encoding="utf-8")
    except OSError:
        return "none"


def _finished(state: Path) -> Iterable[Path]:
    return (path for path in state.glob(f"{_PREFIX}*") if not path.name.endswith(_UNFINISHED))


def _state(out_dir: Path) -> Path:
    return out_dir / STATE
