"""Runs on figures and datasets at an address: copied here before a run, and what it wrote is copied back after it.

The copies stay in the cache folder, so that only what is new travels.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from flows.addresses import address_of, named
from flows.descriptions import SUFFIXES as TEXT_SUFFIXES
from flows.mirror import KEPT, CannotReach, Mirror
from flows.runs import NoFigures, run_folder
from flows.sources import SUFFIXES
from reports.locking import DatasetLocked, locked
from schemas.options import Options
from schemas.run import RunSummary

_INSTALL = {scheme: f"pip install 'unplot[{extra}]'" for scheme, extra in (("s3", "s3"), ("gs", "gcs"), ("gcs", "gcs"))}
_READ = SUFFIXES | TEXT_SUFFIXES

WriteReport = Callable[[Path, Path], Any]


def run_staged(
    folder: Path,
    out: Path,
    options: Options,
    *,
    descriptions: Path | None = None,
    write_report: WriteReport | None = None,
    **ways: Any,
) -> RunSummary:
    """:func:`flows.runs.run_folder`, and the report, where ``folder``, ``out`` and ``descriptions`` may be addresses.

    Raises :class:`flows.mirror.CannotReach`, and what a run raises; then nothing is copied to ``out``.
    """
    with staged(folder, out) as (figures, dataset):
        texts = _texts_here(descriptions) if descriptions else None
        try:
            summary = run_folder(figures, dataset, options, descriptions=texts, **ways)
        except NoFigures as error:
            raise NoFigures(str(error).replace(str(figures), named(folder))) from error
        if write_report is not None:
            write_report(dataset, figures)
    told = {"folder": address_of(folder), "out": address_of(out)}
    return summary.model_copy(update={key: address for key, address in told.items() if address})


@contextmanager
def staged(folder: Path, out: Path) -> Iterator[tuple[Path, Path]]:
    """Paths of this machine for a run: what is at an address is copied here, and ``out`` back where all went well.

    One run at a time has an address as its dataset, on this machine: of others nothing is known. Raises
    :class:`flows.mirror.CannotReach`, :class:`reports.locking.DatasetLocked` and
    :class:`reports.files.CannotWrite`.
    """
    source, target = address_of(folder), address_of(out)
    if source and source == target:
        raise NoFigures(f"{source} holds the figures; the dataset needs another address")
    figures = folder
    if source:
        mirror = _mirror(source)
        mirror.pull(partial(_figures_and_texts, dataset=target.removeprefix(f"{source}/") if target else None))
        figures = mirror.local
    if target is None:
        yield figures, out
        return
    with _held(target):
        mirror = _mirror(target)
        mirror.pull(lambda names: {name for name in names if name.split("/")[0] in KEPT})
        yield figures, mirror.local
        mirror.push()


def local_dataset(out: Path) -> Path:
    """Where the files of a dataset lie on this machine; of an address, its copy as the last run left it."""
    address = address_of(out)
    return _place(address) / "files" if address else out


def _texts_here(folder: Path) -> Path:
    """The folder of texts on this machine, copied here where it is at an address."""
    address = address_of(folder)
    if address is None:
        return folder
    mirror = _mirror(address)
    mirror.pull(_texts)
    # A store has no folders that are empty: there is none of this name.
    if not any(mirror.local.iterdir()):
        raise CannotReach(f"no texts in {address}")
    return mirror.local


def _texts(names: Iterable[str]) -> set[str]:
    return {name for name in _figures_and_texts(names, None) if PurePosixPath(name).suffix.lower() in TEXT_SUFFIXES}


def _figures_and_texts(names: Iterable[str], dataset: str | None) -> set[str]:
    """What a run reads, as :func:`flows.sources.find_files` tells it: nothing hidden, and nothing in datasets."""
    paths = {name: PurePosixPath(name) for name in names}
    tables = {part for path in paths.values() for part in (path, *path.parents) if part.name == "figures.parquet"}
    datasets = {table.parent for table in tables} | ({PurePosixPath(dataset)} if dataset else set())
    return {
        name
        for name, path in paths.items()
        if path.suffix.lower() in _READ
        and not any(part.startswith(".") for part in path.parts)
        and datasets.isdisjoint(path.parents)
    }


@contextmanager
def _held(address: str) -> Iterator[None]:
    place = _place(address)
    try:
        with locked(place, "a run"):
            yield
    except DatasetLocked as error:
        raise DatasetLocked(str(error).replace(str(place), address)) from error


def _mirror(address: str) -> Mirror:
    try:
        return Mirror(address, _place(address))
    except ImportError as error:
        hint = _INSTALL.get(address.partition(":")[0], str(error))
        raise CannotReach(f"{address} needs a package that is not installed: {hint}") from error
    except Exception as error:  # stores look for credentials in ways of their own
        raise CannotReach(f"{address} cannot be reached: {error}") from error


def _place(address: str) -> Path:
    cache = Path(os.environ.get("UNPLOT_CACHE") or Path.home() / ".cache" / "unplot")
    return cache / hashlib.sha256(address.encode()).hexdigest()[:16]
