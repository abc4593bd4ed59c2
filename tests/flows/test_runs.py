"""Runs over a folder without Prefect: tables, summary, and the same bytes again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from flows.runs import NoFigures, Pool, run_folder
from flows.sharing import Batch
from reports.corrections import write_correction
from reports.dataset import read_record
from schemas.corrections import Correction, ground_of
from schemas.options import Options
from schemas.reasons import Status
from schemas.run import Outcomes
from schemas.tables import TABLES
from tests.flows.charts import fill
from tests.reports import fabricate

VOLATILE = ["seconds", "stage_seconds", "run_id", "digitised_at"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("figures")
    fill(folder)
    return folder


@pytest.fixture(scope="module")
def out(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    run_folder(folder, out, Options(), workers=1)
    return out


def test_a_run_writes_valid_tables_records_and_overlays(out: Path) -> None:
    tables = {name: pd.read_parquet(out / f"{name}.parquet") for name in TABLES}
    for name, frame in tables.items():
        TABLES[name].validate(frame)
    figures = tables["figures"].set_index("source")
    assert figures["reason"].to_dict() | {"chart.png": ""} == {
        "chart.png": "",
        "empty.png": "empty_file",
        "text.png": "unreadable_image",
    }
    assert figures.loc["chart.png", "message"] == "same bytes as deep/copy.PNG"
    assert len(list((out / "records").iterdir())) == 3
    assert [path.stem for path in (out / "overlays").iterdir()] == [figures.loc["chart.png", "figure_id"]]


def test_another_run_writes_the_same_bytes(folder: Path, out: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    run_folder(folder, tmp_path, Options(), workers=2, batch_size=1, on_progress=lambda *done: told.append(done))
    assert told == [(1, 3), (2, 3), (3, 3)]
    for name in ("panels", "axes", "series", "points"):
        assert (tmp_path / f"{name}.parquet").read_bytes() == (out / f"{name}.parquet").read_bytes()
    one, two = (pd.read_parquet(path / "figures.parquet").drop(columns=VOLATILE) for path in (out, tmp_path))
    pd.testing.assert_frame_equal(one, two)
    for path in (out / "overlays").iterdir():
        assert path.read_bytes() == (tmp_path / "overlays" / path.name).read_bytes()
    for path in (out / "records").iterdir():
        first, second = (json.loads(file.read_text()) for file in (path, tmp_path / "records" / path.name))
        for record in (first, second):
            for name in VOLATILE:
                del record[name]
        assert first == second


def test_a_second_run_keeps_what_was_read(folder: Path, out: Path) -> None:
    before = (out / "figures.parquet").read_bytes()
    batches: list[Batch] = []

    def spy(pool: Pool, made: list[Batch]) -> Iterator[list[Outcomes]]:
        batches.extend(made)
        return iter(())

    summary = run_folder(folder, out, Options(), workers=1, run_batches=spy)
    assert batches == []  # no process is started for what is kept
    assert (summary.n_files, summary.n_figures, summary.n_kept) == (4, 3, 3)
    assert summary.statuses[Status.FAILED] == 2
    assert (summary.n_described, summary.texts.unmatched) == (1, ["notes.md"])
    assert (out / "figures.parquet").read_bytes() == before


@pytest.mark.parametrize("name", ["nowhere", "notes.md", "none"])
def test_a_folder_without_figures_is_refused(folder: Path, tmp_path: Path, name: str) -> None:
    (folder / "none").mkdir(exist_ok=True)
    with pytest.raises(NoFigures):
        run_folder(folder / name, tmp_path / "out", Options())
    assert not (tmp_path / "out").exists()


def test_a_figure_that_a_person_accepted_is_accepted_in_the_next_run(folder: Path, tmp_path: Path) -> None:
    first = run_folder(folder, tmp_path, Options(), workers=1)
    (empty,) = (outcome for outcome in first.not_ok if outcome.source == "empty.png")
    machine = read_record(tmp_path, empty.figure_id)
    write_correction(
        tmp_path,
        Correction(
            figure_id=machine.figure_id,
            ground=ground_of(machine),
            extractor_version=machine.extractor_version,
            accepted=True,
            panels=fabricate.record().panels,
        ),
    )
    second = run_folder(folder, tmp_path, Options(), workers=1)
    assert second.statuses[Status.ACCEPTED] == 1
    assert [outcome.source for outcome in second.not_ok] == [o.source for o in first.not_ok if o != empty]
    figures = pd.read_parquet(tmp_path / "figures.parquet").set_index("source")
    assert (figures.loc["empty.png", "status"], figures.loc["empty.png", "n_series"]) == ("accepted", 2)
