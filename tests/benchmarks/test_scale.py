"""The measurements of folders go through runs as they are, with a stand-in for the extractor."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from benchmarks.scale import POINTS, SERIES, measure_run, write_figures


def test_a_measured_run_writes_the_tables_of_its_figures(tmp_path: Path) -> None:
    write_figures(tmp_path / "in", 3)
    cost = measure_run(tmp_path / "in", tmp_path / "out", 1, 0.1)
    assert pd.read_parquet(tmp_path / "out" / "figures.parquet")["status"].tolist() == ["ok"] * 3
    assert len(pd.read_parquet(tmp_path / "out" / "points.parquet")) == 3 * SERIES * POINTS
    assert cost.cpu_s > 0.3 and cost.seconds > 0.3 and cost.memory_mb > 50
