"""The measurements of folders go through runs as they are, with a stand-in for the extractor."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from benchmarks import scale
from benchmarks.__main__ import app
from benchmarks.scale import POINTS, SERIES, Cost, measure_run, write_figures


def test_a_measured_run_writes_the_tables_of_its_figures(tmp_path: Path) -> None:
    write_figures(tmp_path / "in", 3)
    cost = measure_run(tmp_path / "in", tmp_path / "out", 1, 0.1)
    assert pd.read_parquet(tmp_path / "out" / "figures.parquet")["status"].tolist() == ["ok"] * 3
    assert len(pd.read_parquet(tmp_path / "out" / "points.parquet")) == 3 * SERIES * POINTS
    assert cost.cpu_s > 0.3 and cost.seconds > 0.3 and cost.memory_mb > 50


def test_each_measurement_of_folders_is_told_as_it_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    costs = {"measure_run": Cost(3.0, 2.0, 100.0), "measure_loop": Cost(20.0, 10.0, 90.0)}
    for name, cost in costs.items():
        monkeypatch.setattr(scale, name, lambda *_, cost=cost: cost)

    def broken(*_: object) -> Cost:
        raise RuntimeError("no server")

    monkeypatch.setattr(scale, "measure_flow", broken)
    done = CliRunner().invoke(app, ["folder", "--figures", "100", "--looped", "10", "--loop-ms", "100"])
    assert "per figure at 100 / 100: 20 / 20 ms of CPU; with 2000 ms of reading ÷ 1.00" in done.output
    assert done.output.splitlines()[-1] == "loop over 10 figures of 100 ms: 10.0 s of CPU, 20.0 s"
    monkeypatch.setattr(scale, "measure_flow", lambda *_: Cost(21.0, 10.5, 200.0))
    done = CliRunner().invoke(app, ["folder", "--figures", "100", "--looped", "10", "--loop-ms", "100"])
    assert done.output.splitlines()[-1] == "flow ÷ loop: 1.050 in CPU, 1.050 by the clock"
