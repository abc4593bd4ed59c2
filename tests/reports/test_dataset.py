"""Records and tables on disk: what is written can be read, and a broken write leaves what was there."""

from __future__ import annotations

from pathlib import Path
from typing import IO

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from extractors import EXTRACTOR_VERSION
from reports.dataset import check_records, publish, read_record, record_path, write_record
from reports.files import write_atomically
from reports.tables import build_tables
from schemas.record import SCHEMA_VERSION, FigureRecord
from tests.reports.fabricate import failed, record


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


def test_tables_hold_the_records_in_the_order_of_sources(tmp_path: Path) -> None:
    publish(tmp_path, _written(tmp_path, record("b.png", panels=2, series=3), failed("c.png"), record("a.png")))
    tables = {name: pd.read_parquet(tmp_path / f"{name}.parquet") for name in ("figures", "panels", "series", "points")}
    assert tables["figures"]["source"].tolist() == ["a.png", "b.png", "c.png"]
    assert tables["figures"]["n_series"].tolist() == [2, 6, 0]
    assert tables["figures"]["status"].tolist() == ["ok", "ok", "failed"]
    assert tables["panels"]["panel"].tolist() == [0, 0, 1]
    assert tables["series"]["series"].tolist() == [0, 1, 0, 1, 2, 0, 1, 2]
    points = tables["points"].merge(tables["figures"][["figure_id", "source"]], on="figure_id")
    curve = points[(points["source"] == "b.png") & (points["panel"] == 1) & (points["series"] == 2)]
    true = record("b.png", panels=2, series=3).panels[1].series[2].points
    assert curve["point"].tolist() == list(range(20))
    np.testing.assert_array_equal(curve["y"], np.array(true.y, float))
    assert curve["origin"].tolist() == true.origin


def test_parquet_files_carry_versions_types_and_nulls(tmp_path: Path) -> None:
    publish(tmp_path, _written(tmp_path, record(), failed()))
    points = pq.read_table(tmp_path / "points.parquet")
    assert points.schema.metadata[b"schema_version"].decode() == SCHEMA_VERSION
    assert points.schema.metadata[b"extractor_version"].decode() == EXTRACTOR_VERSION
    assert points["y_upper"].null_count == 20  # of the series without a band
    figures = pq.read_table(tmp_path / "figures.parquet")
    assert figures["width"].to_pylist() == [400, None]
    assert str(figures.schema.field("digitised_at").type) == "timestamp[us, tz=UTC]"


def test_same_records_same_bytes(tmp_path: Path) -> None:
    records = [record("a.png"), record("b.png", panels=2), failed()]
    one, two = tmp_path / "one", tmp_path / "two"
    first = publish(one, _written(one, *records))
    second = publish(two, _written(two, *reversed(records)))
    assert [path.read_bytes() for path in first.values()] == [path.read_bytes() for path in second.values()]


def test_columns_of_unequal_length_are_refused() -> None:
    bad = record()
    bad.panels[0].series[0].points.y.pop()
    with pytest.raises(ValueError, match="differ in length"):
        build_tables([bad])


def test_an_invalid_table_replaces_nothing(tmp_path: Path) -> None:
    paths = publish(tmp_path, _written(tmp_path, record()))
    before = {path: path.read_bytes() for path in paths.values()}
    bad = record("bad.png")
    bad.panels[0].series[1].points.y_err[3] = -1.0
    with pytest.raises(ValueError, match="points is not valid: y_err"):
        publish(tmp_path, _written(tmp_path, record(), bad))
    assert {path: path.read_bytes() for path in paths.values()} == before


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
