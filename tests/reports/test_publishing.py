"""Tables on disk: they hold just the figures that are wanted, and only what changed is written again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import numpy as np
import pandas as pd
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from extractors import EXTRACTOR_VERSION
from reports import generations, parts
from reports.dataset import read_record, write_record
from reports.publishing import publish
from schemas.record import SCHEMA_VERSION, FigureRecord
from schemas.tables import TABLES
from tests.reports.fabricate import failed, record

NAMES = [f"{number:02d}.png" for number in range(12)]


def _written(out: Path, *records: FigureRecord) -> list[str]:
    for item in records:
        write_record(out, item)
    return [item.figure_id for item in sorted(records, key=lambda item: item.source)]


def _many(out: Path, names: Iterable[str] = NAMES) -> list[str]:
    return _written(out, *(failed(name) if name.startswith("03") else record(name) for name in names))


def _tables(out: Path) -> dict[str, pd.DataFrame]:
    """Every table as pandas reads it, in the order of its key."""
    frames = {name: pd.read_parquet(out / f"{name}.parquet") for name in TABLES}
    keys = {name: list(model.to_schema().unique or ()) for name, model in TABLES.items()}
    return {name: frame.sort_values(keys[name], ignore_index=True) for name, frame in frames.items()}


def _assert_same(one: Path, two: Path) -> None:
    for name, frame in _tables(one).items():
        pd.testing.assert_frame_equal(frame, _tables(two)[name])


def _part_files(out: Path) -> dict[str, int]:
    return {path.name: path.stat().st_ino for path in (out / "points.parquet").iterdir()}


def _refuse(*_: object) -> NoReturn:
    raise AssertionError("a record is read again")


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
    publish(one, _written(one, *records))
    publish(two, _written(two, *reversed(records)))
    for name in TABLES:
        assert (one / f"{name}.parquet").read_bytes() == (two / f"{name}.parquet").read_bytes()


def test_an_invalid_table_replaces_nothing(tmp_path: Path) -> None:
    publish(tmp_path, _written(tmp_path, record()))
    before = {name: (tmp_path / f"{name}.parquet").read_bytes() for name in TABLES}
    bad = record("bad.png")
    bad.panels[0].series[1].points.y_err[3] = -1.0
    with pytest.raises(ValueError, match="points is not valid: y_err"):
        publish(tmp_path, _written(tmp_path, record(), bad))
    assert {name: (tmp_path / f"{name}.parquet").read_bytes() for name in TABLES} == before


def test_a_record_that_breaks_a_table_can_be_replaced(tmp_path: Path) -> None:
    bad = record("bad.png")
    bad.panels[0].series[1].points.y_err[3] = -1.0
    told: list[str] = []

    def repair(found: FigureRecord, wrong: str) -> FigureRecord:
        told.append(f"{found.source}: {wrong}")
        mended = failed("bad.png")
        write_record(tmp_path, mended)
        return mended

    ids = _written(tmp_path, record("a.png"), bad, record("c.png"))
    publish(tmp_path, ids, repair=repair)
    assert len(told) == 1
    assert told[0].startswith("bad.png: table points is not valid: y_err")
    assert _tables(tmp_path)["figures"]["n_series"].tolist().count(0) == 1
    assert not publish(tmp_path, ids, repair=repair)


def test_nothing_is_written_where_nothing_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = _many(tmp_path)
    assert publish(tmp_path, ids)
    monkeypatch.setattr(parts, "read_corrected", _refuse)
    before = (tmp_path / "points.parquet").stat()
    assert not publish(tmp_path, ids)
    assert (tmp_path / "points.parquet").stat() == before
    assert publish(tmp_path, ids[1:])
    assert sorted(_tables(tmp_path)["figures"]["source"]) == NAMES[1:]


@pytest.mark.parametrize("part_figures", [4, 100])
def test_changes_lead_to_the_tables_of_a_fresh_publication(tmp_path: Path, part_figures: int) -> None:
    out, fresh = tmp_path / "out", tmp_path / "fresh"
    publish(out, _many(out), part_figures)
    renamed = record("05.png").model_copy(update={"source": "moved.png"})
    redone = record("07.png", panels=2)
    records = [*(read_record(out, i) for i in _many(out, NAMES[1:5])), renamed, redone, record("new.png")]
    ids = _written(out, *records)
    publish(out, ids, part_figures)
    publish(fresh, _written(fresh, *records), part_figures)
    _assert_same(out, fresh)


def test_past_a_size_tables_are_folders_that_read_as_one(tmp_path: Path) -> None:
    out, fresh = tmp_path / "out", tmp_path / "fresh"
    publish(out, _many(out), part_figures=5)
    publish(fresh, _many(fresh))
    assert sorted(_part_files(out)) == [f"part-00000{number}.parquet" for number in range(3)]
    _assert_same(out, fresh)
    points = ds.dataset(out / "points.parquet").to_table()
    assert points.num_rows == pq.read_table(fresh / "points.parquet").num_rows
    assert publish(out, _many(out, NAMES[:3]), part_figures=5)
    assert (out / "points.parquet").is_dir()  # whoever reads it as a folder can go on


def test_only_parts_with_a_change_are_written_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = _many(tmp_path)
    publish(tmp_path, ids, part_figures=4)
    before = _part_files(tmp_path)
    read: list[str] = []

    def spy(out: Path, figure_id: str) -> FigureRecord:
        read.append(figure_id)
        return read_record(out, figure_id)

    monkeypatch.setattr(parts, "read_corrected", spy)
    more = _written(tmp_path, record("99.png"))
    publish(tmp_path, ids[1:] + more, part_figures=4)
    after = _part_files(tmp_path)
    assert read == more
    assert {name for name, inode in after.items() if before.get(name) == inode} == set(sorted(before)[1:])
    assert len(after) == 4


def test_many_small_parts_are_merged(tmp_path: Path) -> None:
    ids = _many(tmp_path, NAMES[:5])
    publish(tmp_path, ids, part_figures=4)
    most = 0
    for number in range(20):
        ids += _written(tmp_path, record(f"later-{number:02d}.png"))
        publish(tmp_path, ids, part_figures=4)
        most = max(most, len(_part_files(tmp_path)))
    fresh = tmp_path / "fresh"
    publish(fresh, _written(fresh, *(read_record(tmp_path, figure_id) for figure_id in ids)))
    _assert_same(tmp_path, fresh)
    assert most <= 15  # 25 figures in parts of 4, and 8 small ones


def test_a_crash_before_the_swap_leaves_the_tables_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = _many(tmp_path, NAMES[:3])
    publish(tmp_path, ids)
    before = _tables(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(generations, "_link", _refuse)
        patch.setattr(shutil, "rmtree", lambda *_, **__: None)  # a killed process tidies nothing
        with pytest.raises(AssertionError):
            publish(tmp_path, _many(tmp_path, NAMES[:6]))
    for name, frame in _tables(tmp_path).items():
        pd.testing.assert_frame_equal(frame, before[name])
    assert publish(tmp_path, _many(tmp_path, NAMES[:6]))
    assert len(_tables(tmp_path)["figures"]) == 6
    assert len(list((tmp_path / ".unplot").glob("generation-*"))) == 2


def test_readers_of_the_generation_before_can_finish(tmp_path: Path) -> None:
    publish(tmp_path, _many(tmp_path))
    there = (tmp_path / "points.parquet").resolve()
    publish(tmp_path, _many(tmp_path, NAMES[:6]))
    assert len(pd.read_parquet(there)) > len(pd.read_parquet(tmp_path / "points.parquet"))


def test_damaged_tables_are_made_anew(tmp_path: Path) -> None:
    ids = _many(tmp_path)
    publish(tmp_path, ids, part_figures=5)
    whole = _tables(tmp_path)
    next((tmp_path / "points.parquet").iterdir()).unlink()
    (tmp_path / "axes.parquet").unlink()
    publish(tmp_path, ids, part_figures=5)
    for name, frame in _tables(tmp_path).items():
        pd.testing.assert_frame_equal(frame, whole[name])


def test_files_of_an_older_release_are_replaced(tmp_path: Path) -> None:
    ids = _many(tmp_path)
    (tmp_path / "points.parquet").write_bytes(b"old")
    (tmp_path / "axes.parquet").mkdir()
    publish(tmp_path, ids)
    assert len(_tables(tmp_path)["points"]) == 40 * (len(NAMES) - 1)


@pytest.mark.parametrize("part_figures", [5, 100])
def test_a_file_system_without_links_holds_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part_figures: int
) -> None:
    def no_links(*_: object, **__: object) -> NoReturn:
        raise OSError(1, "Operation not permitted")

    out, fresh = tmp_path / "out", tmp_path / "fresh"
    with monkeypatch.context() as patch:
        patch.setattr(os, "link", no_links)
        patch.setattr(os, "symlink", no_links)
        publish(out, _many(out, NAMES[:7]), part_figures)
        publish(out, _many(out), part_figures)
        assert not publish(out, [record(name).figure_id for name in NAMES], part_figures)
    assert not (out / "points.parquet").is_symlink()
    publish(fresh, _many(fresh))
    _assert_same(out, fresh)
