"""The command line of the benchmark."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from benchmarks import __main__ as command
from benchmarks.accuracy import Case, find_cases
from benchmarks.measures import FigureMeasure, measure_figure
from schemas.options import Options
from schemas.truth import load_truth
from tests.benchmarks.fabricated import record

WRONG_USAGE = 2


def test_wrong_usage_is_said(tmp_path: Path) -> None:
    run = CliRunner().invoke
    assert run(command.app, ["accuracy", str(tmp_path)]).exit_code == WRONG_USAGE
    assert run(command.app, ["generate", str(tmp_path), "--tool", "pencil"]).exit_code == WRONG_USAGE
    assert run(command.app, ["generate", str(tmp_path), "--split", "train"]).exit_code == WRONG_USAGE
    assert run(command.app, ["build", str(tmp_path), "--split", "train"]).exit_code == WRONG_USAGE
    assert run(command.app, ["build", str(tmp_path), "--tool", "pencil"]).exit_code == WRONG_USAGE


def test_generated_figures_are_measured_with_each_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    figures, out, table = tmp_path / "figures", tmp_path / "out.json", tmp_path / "out.md"
    runner = CliRunner()
    assert runner.invoke(command.app, ["generate", str(figures), "--n", "2", "--seed", "4"]).exit_code == 0
    assert len(find_cases([figures])) == 2

    def nothing_found(
        cases: list[Case], options: Options, workers: int, dump: Path | None
    ) -> list[tuple[Case, FigureMeasure]]:
        measures = [measure_figure(load_truth(case.truth), record()) for case in cases]
        return [(case, replace(measure, real=case.real)) for case, measure in zip(cases, measures, strict=True)]

    monkeypatch.setattr(command, "measure_cases", nothing_found)
    monkeypatch.setattr(command, "QUICK_FOLDER", figures)
    assert "all figures" in runner.invoke(command.app, ["accuracy", "--quick"]).stdout
    assert "real figures" in runner.invoke(command.app, ["accuracy", "--real", str(figures)]).stdout
    arguments = ["accuracy", str(figures), "--ocr", "all", "--json", str(out), "--markdown", str(table)]
    result = runner.invoke(command.app, arguments)
    assert result.exit_code == 0
    assert "all figures" in result.stdout
    measured = json.loads(out.read_text())
    assert list(measured) == ["rapidocr", "tesseract", "both"]
    assert all(series["median"] is None for figure in measured["both"] for series in figure["series"])
    assert table.read_text().count("## Reader") == 3
