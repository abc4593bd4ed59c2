"""Build the tables of a dataset anew from its records."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
from pyarrow import ArrowException

from flows.runs import new_run_id
from reports.dataset import read_record
from reports.locking import locked
from reports.package import publication
from reports.publishing import publish
from schemas.record import FigureRecord

_log = logging.getLogger(__name__)


class NoRecords(ValueError):
    """The folder holds no record of a figure."""

    def __init__(self, out: Path) -> None:
        super().__init__(f"no records in {out / 'records'}: unplot run FOLDER --out {out} makes them")


def republish(out: Path) -> int:
    """Build the tables of ``out`` from its records and return the number of figures.

    They hold the figures that ``figures.parquet`` holds; where it cannot be read, or a record of it, those of which
    there is a record: of several with the same source, which are the same file as it changed, the last one. The tables
    of texts are left as they are. Raises :class:`NoRecords`, and as :func:`reports.locking.locked`.
    """
    if not (out / "records").is_dir():
        raise NoRecords(out)
    with locked(out, "publish"):
        ids = _published(out)
        if ids is None:
            newest = _newest(_records(out))
            ids = [newest[source].figure_id for source in sorted(newest)]
        if not ids:
            raise NoRecords(out)
        with publication(out, new_run_id()):
            publish(out, ids, anew=True)
    return len(ids)


def _published(out: Path) -> list[str] | None:
    """The figures in the tables, where all of them have a record."""
    try:
        figures = pq.read_table(out / "figures.parquet", columns=["figure_id", "source"]).sort_by("source")
    except (OSError, ArrowException) as error:
        _log.warning("the table of figures cannot be read, all records are taken: %s", error)
        return None
    ids = [str(value) for value in figures["figure_id"].to_pylist()]
    there = {path.stem for path in (out / "records").glob("*.json")}
    return ids if there.issuperset(ids) else None


def _records(out: Path) -> Iterator[FigureRecord]:
    for path in sorted((out / "records").glob("*.json")):
        try:
            yield read_record(out, path.stem)
        except (OSError, ValueError) as error:
            _log.warning("left out, since it cannot be read: %s: %s", path, error)


def _newest(records: Iterator[FigureRecord]) -> dict[str, FigureRecord]:
    found: dict[str, FigureRecord] = {}
    for record in records:
        slim = record.model_copy(update={"panels": [], "texts": []})
        if record.source not in found or found[record.source].digitised_at < record.digitised_at:
            found[record.source] = slim
    return found
