"""The examples of docs/downstream.md, run on a dataset; the one that waits for an event is run with a real server."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import duckdb
import pytest

from reports.claim_tables import publish_claims
from reports.dataset import write_record
from reports.package import publication
from reports.publishing import publish
from tests.reports.fabricate import failed, record

TEXT = (Path(__file__).parents[1] / "docs" / "downstream.md").read_text()
PYTHON = [block for head, block in re.findall(r"```python([^\n]*)\n(.*?)```", TEXT, re.DOTALL) if not head]
SQL = re.findall(r"```sql\n(.*?)```", TEXT, re.DOTALL)


@pytest.fixture(params=[100, 1], ids=["one file", "parts"])
def dataset(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    out = tmp_path / "data" / "processed"
    records = [record("a.png").model_copy(update={"stage_seconds": {"text": 0.25}}), record("b.png"), failed()]
    for item in records:
        write_record(out, item)
    with publication(out, "run"):
        publish(out, [item.figure_id for item in records], request.param)
        publish_claims(out, [])
    monkeypatch.chdir(tmp_path)
    return out


@pytest.mark.parametrize(
    ("example", "said"),
    [
        (0, "Series 1"),
        (1, "points 80 ['figure_id', 'panel', 'series', 'point'] {'x': 'x axis'"),
        (2, "run 20"),
    ],
)
def test_a_python_example_runs(example: int, said: str, dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(PYTHON[example], f"example {example}", "exec"), {})
    assert said in capsys.readouterr().out


def test_the_sql_examples_run(dataset: Path) -> None:
    in_parts = (dataset / "points.parquet").is_dir()
    asked = [re.sub(r"(\w+\.parquet)'", r"\1/*.parquet'", query) if in_parts else query for query in SQL]
    last, reasons = (duckdb.execute(query).fetchall() for query in asked)
    assert [row[:3] for row in last] == [
        (source, f"Series {number}", 9.0) for source in ("a.png", "b.png") for number in (0, 1)
    ]
    assert reasons == [("ok", "", 2, 0.5, 0.25), ("failed", "unreadable_image", 1, 0.5, None)]


def test_no_example_was_forgotten() -> None:
    assert (len(PYTHON), len(SQL), TEXT.count("```python")) == (3, 2, 4)


def test_the_examples_fail_without_a_dataset(tmp_path: Path, dataset: Path) -> None:
    shutil.rmtree(dataset)
    with pytest.raises(duckdb.Error):
        duckdb.execute(SQL[0]).fetchall()
