"""The command line of the benchmark."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from benchmarks import __main__ as command
from benchmarks.accuracy import RECORD_SUFFIX, Case, find_cases
from benchmarks.measures import FigureMeasure, measure_figure
from extractors import confidence
from extractors.figure_evidence import FigureEvidence
from schemas.options import Options
from schemas.record import BoxRecord, PanelRecord, PointsRecord, SeriesRecord
from schemas.truth import load_truth
from tests.benchmarks.fabricated import record
from tests.extractors.witnessed import evidence

WRONG_USAGE = 2
POINTS = PointsRecord(x=[0, 1], y=[0, 1])


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


def test_confidence_is_fitted_to_dumped_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    figures, dump, weights = tmp_path / "figures", tmp_path / "dump", tmp_path / "weights.json"
    CliRunner().invoke(command.app, ["generate", str(figures), "--n", "4", "--seed", "4"])
    dump.mkdir()
    cases = find_cases([figures])
    whole = FigureEvidence(0.9, 0.1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0.9, 0.9)
    for case in cases:
        found = SeriesRecord(color="#000000", coverage=1, confidence=0.9, evidence=evidence(), points=POINTS)
        panel = PanelRecord(box=BoxRecord(x0=0, y0=0, x1=9, y1=9), series=[found])
        text = record(panel).model_copy(update={"evidence": asdict(whole)}).model_dump_json()
        (dump / f"{case.source}{RECORD_SUFFIX}").write_text(text)
    shipped = confidence.WEIGHTS.read_text()
    weights.write_text(shipped)
    monkeypatch.setattr(confidence, "WEIGHTS", weights)
    result = CliRunner().invoke(command.app, ["calibrate", str(dump), str(figures), "--write"])
    assert result.exit_code == 0, result.output
    assert f"figure, as shipped, {len(cases)} figures" in result.stdout
    assert set(json.loads(weights.read_text())) == {"series", "figure"}
    assert weights.read_text() != shipped
