"""Records and tables on disk: what is written can be read, and a broken write leaves what was there."""

from __future__ import annotations

from pathlib import Path
from typing import IO

import pytest

from reports.dataset import check_records, read_record, record_path, write_record
from reports.files import write_atomically
from reports.tables import build_tables
from schemas.record import FigureRecord
from tests.reports.fabricate import record


def _written(out: Path, *records: FigureRecord) -> list[str]:
    for item in records:
        write_record(out, item)
    return [item.figure_id for item in records]


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    written = record()
    path = write_record(tmp_path, written)
    assert path == record_path(tmp_path, written.figure_id)
    assert read_record(tmp_path, written.figure_id) == written


def test_a_record_of_another_schema_is_refused(tmp_path: Path) -> None:
    old = record().model_copy(update={"schema_version": "0.1"})
    write_record(tmp_path, old)
    with pytest.raises(ValueError, match=r"0\.1"):
        read_record(tmp_path, old.figure_id)


def test_a_record_that_could_not_be_read_back_is_not_written(tmp_path: Path) -> None:
    bad = record()
    bad.panels[0].series[0].points.px[0] = float("nan")
    with pytest.raises(ValueError, match="px"):
        write_record(tmp_path, bad)
    assert not record_path(tmp_path, bad.figure_id).exists()


def test_columns_of_unequal_length_are_refused() -> None:
    bad = record()
    bad.panels[0].series[0].points.y.pop()
    with pytest.raises(ValueError, match="differ in length"):
        build_tables([bad])


def test_all_that_is_wrong_is_named() -> None:
    bad = record()
    bad.panels[0].series[0].coverage = 2.0
    bad.panels[0].series[0].color = "red"
    with pytest.raises(ValueError, match=r"color.*coverage"):
        check_records([bad])


def test_a_write_that_breaks_off_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "table.parquet"
    write_atomically(path, lambda file: file.write(b"old"))

    def break_off(file: IO[bytes]) -> None:
        file.write(b"half of the new")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_atomically(path, break_off)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
