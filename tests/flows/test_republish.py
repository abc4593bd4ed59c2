"""Tables that are built anew from records: the same ones, and as many as can be had where some are broken."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from flows.republish import NoRecords, republish
from reports.dataset import record_path, write_record
from reports.package import SUCCESS
from reports.publishing import publish
from schemas.record import FigureRecord
from tests.reports.fabricate import failed, record


def _fill(out: Path, *records: FigureRecord) -> list[str]:
    for item in records:
        write_record(out, item)
    return [item.figure_id for item in records]


def test_tables_are_built_anew_as_they_were(tmp_path: Path) -> None:
    publish(tmp_path, _fill(tmp_path, record("a.png"), record("b.png", panels=2), failed()))
    _fill(tmp_path, record("not in the tables.png"))
    before = {path: path.read_bytes() for path in tmp_path.glob("*.parquet")}
    (tmp_path / "points.parquet").unlink()
    assert republish(tmp_path) == 3
    assert {path: path.read_bytes() for path in tmp_path.glob("*.parquet")} == before
    assert json.loads((tmp_path / SUCCESS).read_text())["run_id"]


@pytest.mark.parametrize("damage", ["missing", "broken", "without its record"])
def test_without_a_table_of_figures_all_records_are_taken_the_last_of_each_file(tmp_path: Path, damage: str) -> None:
    newer = record("a.png").model_copy(update={"figure_id": "0" * 16, "digitised_at": "2026-02-02T03:04:05+00:00"})
    ids = _fill(tmp_path, record("a.png"), newer, record("b.png"), record("c.png"))
    table = tmp_path / "figures.parquet"
    if damage == "broken":
        table.write_bytes(b"PAR1")
    if damage == "without its record":
        publish(tmp_path, ids[1:])
        record_path(tmp_path, ids[3]).unlink()
    (tmp_path / "records" / "ffffffffffffffff.json").write_text("no record")
    expected = {"a.png": newer.figure_id, "b.png": ids[2], "c.png": ids[3]}
    if damage == "without its record":
        del expected["c.png"]
    assert republish(tmp_path) == len(expected)
    assert pd.read_parquet(table).set_index("source")["figure_id"].to_dict() == expected


def test_a_folder_without_records_is_refused_and_left_alone(tmp_path: Path) -> None:
    with pytest.raises(NoRecords):
        republish(tmp_path)
    assert list(tmp_path.iterdir()) == []
