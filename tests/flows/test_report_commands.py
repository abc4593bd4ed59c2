"""The command that writes the report of a dataset."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner, Result

from flows.cli import app


def _report(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["report", *map(str, arguments)])


def test_it_is_written_and_told_of(dataset: tuple[Path, Path]) -> None:
    out, figures = dataset
    result = _report("--out", out, "--figures", figures)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "4 figures, 4 pages made anew" in result.stdout
    assert str(out / "report" / "index.html") in result.stdout
    again = json.loads(_report("--out", out, "--json").stdout)
    assert (again["n_made"], again["missing"]) == (0, [])


def test_pictures_that_are_not_found_are_named_with_the_next_step(dataset: tuple[Path, Path]) -> None:
    out, _ = dataset
    result = _report("--out", out)
    assert result.exit_code == 0
    assert "4 pages without a picture" in result.stderr
    assert "--figures FOLDER" in result.stderr


def test_a_folder_without_a_dataset_is_refused(tmp_path: Path) -> None:
    result = _report("--out", tmp_path)
    assert result.exit_code == 2
    assert "unplot run" in result.stderr
