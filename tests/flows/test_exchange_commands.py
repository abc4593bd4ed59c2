"""The commands that exchange datasets with other programs."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path
from typing import get_args

import pandas as pd
import pytest
from typer.testing import CliRunner, Result

from benchmarks.accuracy import find_cases
from flows.cli import app
from flows.exchange_commands import Format
from reports.corrections import write_correction
from reports.dataset import read_record
from reports.export import Kind
from schemas.corrections import Correction, ground_of
from schemas.truth import load_truth


def _unplot(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [*map(str, arguments)])


def test_the_formats_are_those_that_can_be_written() -> None:
    assert get_args(get_args(Format)[0]) == get_args(Kind)


def test_an_export_tells_where_it_is(dataset: tuple[Path, Path]) -> None:
    out, _ = dataset
    result = _unplot("export", "--to", "csv", "--out", out)
    assert result.exit_code == 0
    assert result.stdout == f"3 files in {out / 'export' / 'csv'}\n"
    assert "1 figures without a file: no series" in result.stderr
    only = _unplot("export", "--to", "json", "--out", out, "--figure", "d.png", "--into", out / "x", "--json")
    assert json.loads(only.stdout)["files"] == [str(out / "x" / "d.json")]


def test_a_project_comes_back_as_a_correction(dataset: tuple[Path, Path], tmp_path: Path) -> None:
    out, figures = dataset
    assert _unplot("export", "--to", "wpd", "--out", out, "--figures", figures, "--figure", "a.png").exit_code == 0
    path = out / "export" / "wpd" / "a.tar"
    with tarfile.open(path) as tar:
        name = next(name for name in tar.getnames() if name.endswith("wpd.json"))
        content = json.loads((tar.extractfile(name) or pytest.fail("no content")).read())
    content["datasetColl"][0]["data"][3]["y"] += 20
    mended = tmp_path / "mended.json"
    mended.write_text(json.dumps(content))
    lost = _unplot("import", mended, "--out", out)
    assert (lost.exit_code, "--figure" in lost.stderr) == (2, True)
    taken = _unplot("import", mended, "--out", out, "--figure", "a.png", "--by", "Ada")
    assert taken.exit_code == 0, taken.output
    assert "1 changes" in taken.stdout
    figure = pd.read_parquet(out / "figures.parquet").set_index("source").loc["a.png"]
    assert (figure["status"], figure["message"][:16]) == ("accepted", "corrected by Ada")
    points = pd.read_parquet(out / "points.parquet").query("origin == 'human'")
    assert points["point"].tolist() == [3]
    again = _unplot("import", path, "--out", out)
    assert (again.exit_code, "--replace" in again.stderr) == (2, True)
    assert _unplot("import", path, "--out", out, "--replace").exit_code == 0
    assert len(pd.read_parquet(out / "points.parquet").query("origin == 'human'")) == 0


@pytest.mark.parametrize("arguments", [["export", "--to", "csv"], ["export", "--to", "fax"], ["import", "nowhere"]])
def test_a_wrong_call_exits_with_2(arguments: list[str], tmp_path: Path) -> None:
    result = _unplot(*arguments, "--out", tmp_path)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_what_a_person_accepted_is_a_truth_for_the_benchmark(dataset: tuple[Path, Path], tmp_path: Path) -> None:
    out, figures = dataset
    nothing = _unplot("export", "--to", "truth", "--out", out, "--figures", figures)
    assert (nothing.exit_code, "4 figures without a file: not accepted" in nothing.stderr) == (1, True)
    ids = pd.read_parquet(out / "figures.parquet").set_index("source")["figure_id"]
    for source, not_a_chart in (("c/two.png", False), ("a.png", True)):
        record = read_record(out, str(ids[source]))
        accepted = {"accepted": True, "not_a_chart": not_a_chart, "panels": record.panels}
        known = {"figure_id": record.figure_id, "ground": ground_of(record), "extractor_version": "0"}
        write_correction(out, Correction.model_validate({**known, **accepted}))
    into = tmp_path / "truths"
    told = _unplot("export", "--to", "truth", "--out", out, "--figures", figures, "--into", into)
    assert told.stdout == f"4 files in {into}\n"
    cases = {case.source: len(load_truth(case.truth).panels) for case in find_cases([into])}
    assert cases == {"a.png": 0, "c/two.png": 2}
    assert (into / "c" / "two.png").read_bytes() == (figures / "c" / "two.png").read_bytes()
