"""Records on disk, one per figure, and what every table must be that is built from them and from corrections."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq
from pandas import DataFrame
from pandera.errors import SchemaErrors

from extractors import EXTRACTOR_VERSION
from reports.corrections import corrected, read_correction, set_aside
from reports.files import write_atomically
from reports.tables import build_tables
from schemas.contract import TABLES_VERSION
from schemas.record import SCHEMA_VERSION, FigureRecord
from schemas.tables import TABLES, Table

VERSIONS = {
    "tables_version": TABLES_VERSION,
    "schema_version": SCHEMA_VERSION,
    "extractor_version": EXTRACTOR_VERSION,
}
"""In the metadata of every Parquet file."""


def write_record(out_dir: Path, record: FigureRecord) -> Path:
    """Write ``records/<figure_id>.json`` and return its path; raises ``ValueError`` where it could not be read back."""
    text = record.model_dump_json() + "\n"
    FigureRecord.model_validate_json(text)
    path = record_path(out_dir, record.figure_id)
    write_atomically(path, lambda file: file.write(text.encode()))
    return path


def read_record(out_dir: Path, figure_id: str) -> FigureRecord:
    """Read a record; raises ``FileNotFoundError``, or ``ValueError`` where the file is not a record of this version."""
    record = FigureRecord.model_validate_json(record_path(out_dir, figure_id).read_bytes())
    if record.schema_version != SCHEMA_VERSION:
        raise ValueError(f"record of schema version {record.schema_version}, not {SCHEMA_VERSION}")
    return record


def read_corrected(out_dir: Path, figure_id: str) -> FigureRecord:
    """A record as a person's correction leaves it, as every table shows it; raises as :func:`read_record`.

    Where the correction cannot be read the figure is for review, and its message names the file.
    """
    record = read_record(out_dir, figure_id)
    try:
        return corrected(record, read_correction(out_dir, figure_id))
    except ValueError as error:
        return set_aside(record, str(error).splitlines()[0])


def check_records(records: Iterable[FigureRecord]) -> dict[str, DataFrame]:
    """Build the tables of these records and check them; raises ``ValueError`` with all that is wrong in one of them."""
    return {name: checked_table(TABLES[name], frame) for name, frame in build_tables(records).items()}


def checked_table(table: type[Table], frame: DataFrame) -> DataFrame:
    """The frame as it is; raises ``ValueError`` with all that is wrong in it."""
    try:
        table.validate(frame, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases[["column", "check"]].drop_duplicates().astype(str)
        wrong = "; ".join(f"{column}: {check}" for column, check in cases.itertuples(index=False))
        raise ValueError(f"table {table.to_schema().name} is not valid: {wrong}") from errors
    return frame


def record_path(out_dir: Path, figure_id: str) -> Path:
    """Where the record of a figure lies."""
    return out_dir / "records" / f"{figure_id}.json"


def overlay_path(out_dir: Path, figure_id: str) -> Path:
    """Where the overlay of a figure lies."""
    return out_dir / "overlays" / f"{figure_id}.png"


def write_parquet(frame: DataFrame, file: IO[bytes]) -> None:
    """Write a table as parquet, with the versions in its metadata."""
    table = pa.Table.from_pandas(frame, preserve_index=False)
    pq.write_table(table.replace_schema_metadata({**table.schema.metadata, **VERSIONS}), file, compression="zstd")
