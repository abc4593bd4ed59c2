"""A folder of this machine that follows a folder of an object store: only what changed travels, in either direction.

Any file system that fsspec knows will do. What was equal on both sides is remembered beside the copies: the tag that
the store gave the file, and the stamp of the file here.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Container, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, Any

from reports.files import PARTIAL_PREFIX, write_atomically
from reports.package import PACKAGE, SUCCESS
from schemas.contract import ALL_TABLES

_log = logging.getLogger(__name__)

# What of a dataset cannot be made anew from the rest of it, or only at a cost; another machine goes on with these.
KEPT = frozenset({"records", "overlays", "corrections", "report"})
_TABLES = frozenset(f"{table}.parquet" for table in ALL_TABLES)
# A request takes some ten milliseconds of waiting.
_AT_ONCE = 16
# Larger files come in pieces, since all that travel at once have to fit into memory.
_WHOLE_BYTES, _PIECE_BYTES = 1 << 24, 1 << 20
_NAME_BYTES = 255
# Whichever the store has: they change with the content.
_TAGS = ("ETag", "etag", "md5Hash", "LastModified", "mtime")

Known = dict[str, tuple[str, str]]
Choose = Callable[[Iterable[str]], set[str]]
"""Of names relative to the address, those that are to be here."""


class CannotReach(RuntimeError):
    """The store does not answer or refuses, or what is needed to ask it is not installed."""


class Mirror:
    """The copy, in ``place``, of the folder at an address."""

    def __init__(self, address: str, place: Path) -> None:
        """Raises ``ImportError`` and ``ValueError`` where no file system is known for the address."""
        from fsspec.core import url_to_fs

        self.address = address
        self.local = place / "files"
        self._state = place / "state.json"
        options = {"auto_mkdir": True} if address.startswith("file:") else {}
        # Listings are asked for when they are needed, and a service of months should not keep a closed connection.
        self._files, self._root = url_to_fs(address, skip_instance_cache=True, use_listings_cache=False, **options)

    def pull(self, choose: Choose) -> None:
        """Copy what is new there and chosen by its name to here, and remove here what is gone there.

        A file to which access is denied becomes a link to nowhere, so that it is told of as one that cannot be read.
        What arrived before an error is remembered. Raises :class:`CannotReach`, :class:`reports.files.CannotWrite`.
        """
        self.local.mkdir(parents=True, exist_ok=True)
        there, known = self._listed(), self._recalled()
        due = [name for name in sorted(choose(there)) if self._is_new(name, there[name][0], known)]
        gone = [name for name in choose(known) if name not in there]
        try:
            for name in gone:
                (self.local / name).unlink(missing_ok=True)
                del known[name]
            denied = self._each(due, lambda name: self._fetch(name, *there[name], known))
        finally:
            self._remember(known)
        if denied and not known:
            raise CannotReach(f"access to {self.address} is denied: {denied[0]}")

    def push(self) -> None:
        """Copy the dataset here to there: the mark is removed before anything else, and copied after all the rest.

        Of records and what else is kept, only what changed here is touched: others may have added to it meanwhile.
        Raises :class:`CannotReach`.
        """
        there, known = self._tags(), self._recalled()
        here = {name: _stamp(path) for name, path in _dataset_files(self.local)}
        if SUCCESS in there:
            self._asked(self._files.rm_file, self._far(SUCCESS))
        # Before the others, since a folder of parts may take the place of a file.
        self._each([name for name in there if _is_stale(name, here, there, known)], self._remove)
        due = [name for name in sorted(here) if _is_due(name, here, there, known)]
        self._each(due, self._put)
        for name in (PACKAGE, SUCCESS):
            self._put(name)
        there = self._tags()
        put = {name: (there[name], here[name]) for name in due if name in there}
        self._remember({name: both for name, both in known.items() if name in here} | put)

    def _is_new(self, name: str, tag: str, known: Known) -> bool:
        return name not in known or known[name][0] != tag or not (self.local / name).exists()

    def _each(self, names: list[str], do: Callable[[str], None]) -> list[PermissionError]:
        """Do it to all, several at a time, and return where access was denied; the first other error ends it."""
        denied = []
        with ThreadPoolExecutor(_AT_ONCE) as threads:
            futures = [threads.submit(do, name) for name in names]
            try:
                for future in futures:
                    try:
                        future.result()
                    except PermissionError as error:
                        denied.append(error)
            except BaseException:
                threads.shutdown(cancel_futures=True)
                raise
        return denied

    def _fetch(self, name: str, tag: str, size: int, known: Known) -> None:
        path = self.local / name
        try:
            write_atomically(path, partial(_write_all, pieces=partial(self._pieces, name, size)))
        except FileNotFoundError:  # removed since it was listed
            return
        except PermissionError:
            _leave_unread(path)
            raise
        known[name] = tag, _stamp(path)

    def _pieces(self, name: str, size: int) -> Iterator[bytes]:
        if size <= _WHOLE_BYTES:
            yield self._asked(self._files.cat_file, self._far(name))
            return
        with self._asked(self._files.open, self._far(name), "rb") as file:
            while piece := self._asked(file.read, _PIECE_BYTES):
                yield piece

    def _put(self, name: str) -> None:
        try:
            self._asked(self._files.put_file, str(self.local / name), self._far(name))
        except (FileNotFoundError, PermissionError) as error:
            raise CannotReach(f"{self.address} cannot be written to: {error}") from error

    def _remove(self, name: str) -> None:
        try:
            self._asked(self._files.rm_file, self._far(name))
        except FileNotFoundError:
            return

    def _far(self, name: str) -> str:
        return f"{self._root}/{name}"

    def _listed(self) -> dict[str, tuple[str, int]]:
        """The files at the address by relative name: a tag that changes with the content, and the size in bytes."""
        try:
            found: dict[str, Any] = self._asked(self._files.find, self._root, detail=True)
        except (FileNotFoundError, PermissionError) as error:
            raise CannotReach(f"{self.address} cannot be read: {error}") from error
        named = {path.removeprefix(self._root).lstrip("/"): info for path, info in found.items()}
        return {name: (_tag(info), int(info.get("size") or 0)) for name, info in named.items() if _sound(name, named)}

    def _tags(self) -> dict[str, str]:
        return {name: tag for name, (tag, _) in self._listed().items()}

    def _asked(self, call: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        """What the store answers; every store has errors of its own, of which all but two say that it is not there."""
        try:
            return call(*arguments, **named)
        except FileNotFoundError as error:
            raise FileNotFoundError(str(error)) from error  # without a number: it is no error of this machine
        except PermissionError as error:
            raise PermissionError(str(error)) from error
        except Exception as error:
            raise CannotReach(f"{self.address} cannot be reached: {str(error) or type(error).__name__}") from error

    def _recalled(self) -> Known:
        try:
            kept = json.loads(self._state.read_text(encoding="utf-8"))
            return {name: (tag, stamp) for name, (tag, stamp) in kept.items()}
        except (OSError, ValueError, AttributeError):
            return {}

    def _remember(self, known: Known) -> None:
        write_atomically(self._state, lambda file: file.write(json.dumps(known).encode()))


def _write_all(file: IO[bytes], pieces: Callable[[], Iterable[bytes]]) -> None:
    for piece in pieces():
        file.write(piece)


def _leave_unread(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to("access denied by the store")


def _sound(name: str, others: Container[str]) -> bool:
    """Whether a name can be a path here; stores allow names that lead out of the folder, or through another file."""
    path = PurePosixPath(name)
    plain = path.as_posix() == name and not path.is_absolute() and not {"..", "."} & {*path.parts} and "\0" not in name
    through = any(parent.as_posix() in others for parent in path.parents)
    if plain and not through and all(len(part.encode()) <= _NAME_BYTES for part in path.parts):
        return True
    if not name.endswith("/"):  # which some programs leave in place of a folder
        _log.warning("left out, since its name can be no path: %r", name)
    return False


def _dataset_files(out: Path) -> Iterator[tuple[str, Path]]:
    """The files of a dataset that others read, without the mark and the package, which come last."""
    for top in (out / name for name in sorted(KEPT | _TABLES)):
        found = [top] if top.is_file() else top.rglob("*")
        yield from ((path.relative_to(out).as_posix(), path) for path in found if _is_shown(path))


def _is_shown(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(PARTIAL_PREFIX)


def _is_due(name: str, here: dict[str, str], there: dict[str, str], known: Known) -> bool:
    """Whether a file is to be copied there: of tables what is not as it was on both sides, of records what is new."""
    if name not in there or name not in known:
        return True
    tag, stamp = known[name]
    return stamp != here[name] or (_of_tables(name) and tag != there[name])


def _is_stale(name: str, here: dict[str, str], there: dict[str, str], known: Known) -> bool:
    """Whether a file there is to be removed: a part of tables that are no more, or a record that was removed here."""
    if name in here:
        return False
    return _of_tables(name) or (name in known and known[name][0] == there[name] and name.split("/")[0] in KEPT)


def _of_tables(name: str) -> bool:
    return name.split("/")[0] in _TABLES


def _tag(info: dict[str, Any]) -> str:
    told = next((info[key] for key in _TAGS if key in info), None)
    return f"{info.get('size')} {told}" if told else repr(sorted(info.items()))


def _stamp(path: Path) -> str:
    status = path.stat()
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ino}"
