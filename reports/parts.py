"""Parts of a dataset: the same figures in each of the tables, a Parquet file per table.

A part is written from records, or from other parts without reading a record. Its figures stand in the order of their
sources and its row groups hold whole figures, so that parts of any size are written and merged a few figures at a time.
"""

from __future__ import annotations

import heapq
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from reports.dataset import VERSIONS, check_records, read_corrected
from reports.tables import to_frame
from schemas.record import FigureRecord
from schemas.tables import TABLES

T = TypeVar("T")

# So many figures are in memory at a time: some 10 MB of points.
GROUP = 64

Repair = Callable[[FigureRecord, str], FigureRecord]
"""Makes a record that fits the tables of one that does not, and of what is wrong with it."""


@dataclass(frozen=True)
class Piece:
    """Those figures of a part that are wanted; ``paths`` are its files by table."""

    paths: Mapping[str, Path]
    figures: frozenset[str]


def write_part(out_dir: Path, figure_ids: Sequence[str], paths: Mapping[str, Path], repair: Repair) -> None:
    """Write the part of these figures, in the order given, from their corrected records.

    Raises ``FileNotFoundError`` for a record that is missing, and what ``repair`` raises for one that breaks a table.
    """
    with ExitStack() as stack:
        writers = {name: stack.enter_context(_writer(name, path)) for name, path in paths.items()}
        for ids in _batched(figure_ids, GROUP):
            for name, table in _tables([read_corrected(out_dir, figure_id) for figure_id in ids], repair).items():
                _append(writers[name], table)


def merge_parts(pieces: Sequence[Piece], rank: Mapping[str, int], paths: Mapping[str, Path]) -> None:
    """Write one part of the wanted figures of several ones, each of which is in the order of ``rank``."""
    for name, path in paths.items():
        streams = [_figures(piece.paths[name], piece.figures, rank) for piece in pieces]
        with _writer(name, path) as writer:
            for group in _batched(heapq.merge(*streams, key=lambda item: item[0]), GROUP):
                _append(writer, pa.concat_tables([rows for _, rows in group]))


@cache
def arrow_schema(table: str) -> pa.Schema:
    """The columns of a table as every part has them, whatever it holds, with the versions as metadata."""
    schema = pa.Schema.from_pandas(to_frame(TABLES[table], []), preserve_index=False)
    return schema.with_metadata({**(schema.metadata or {}), **VERSIONS})


def _tables(records: list[FigureRecord], repair: Repair) -> dict[str, pa.Table]:
    try:
        frames = check_records(records)
    except ValueError:
        frames = check_records([_fitting(record, repair) for record in records])
    return {
        name: pa.Table.from_pandas(frame, arrow_schema(name), preserve_index=False) for name, frame in frames.items()
    }


def _fitting(record: FigureRecord, repair: Repair) -> FigureRecord:
    try:
        check_records([record])
    except ValueError as error:
        return repair(record, str(error))
    return record


def _figures(path: Path, wanted: frozenset[str], rank: Mapping[str, int]) -> Iterator[tuple[int, pa.Table]]:
    """The rows of each wanted figure of a file, with its place in the order."""
    file = pq.ParquetFile(path)
    with file:
        for number in range(file.num_row_groups):
            rows = file.read_row_group(number).combine_chunks()
            runs = pc.run_end_encode(rows["figure_id"].combine_chunks())
            start = 0
            for figure_id, end in zip(runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True):
                if figure_id in wanted:
                    yield rank[figure_id], rows.slice(start, end - start)
                start = end


@contextmanager
def _writer(table: str, path: Path) -> Iterator[pq.ParquetWriter]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        with pq.ParquetWriter(file, arrow_schema(table), compression="zstd") as writer:
            yield writer
        file.flush()
        os.fsync(file.fileno())


def _append(writer: Any, table: pa.Table) -> None:
    if len(table):
        writer.write_table(table.combine_chunks(), row_group_size=len(table))


def _batched(items: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
