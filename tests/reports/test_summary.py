"""A run in words: where a reader finds its files."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.summary import LINKED, to_markdown
from schemas.run import Outcome, RunSummary
from tests.reports.fabricate import failed, record


def _summary(out: Path, n_ok: int, n_failed: int) -> RunSummary:
    records = [*(record(f"{i}.png") for i in range(n_ok)), *(failed(f"bad {i}.png") for i in range(n_failed))]
    outcomes = [Outcome.of(item) for item in records]
    return RunSummary.of(outcomes, run_id="run", folder=Path("in"), out=out, n_files=len(outcomes), seconds=1.0)


def test_the_summary_links_to_the_files(tmp_path: Path) -> None:
    out = tmp_path / "with space"
    (out / "overlays").mkdir(parents=True)
    text = to_markdown(_summary(out, 2, 1))
    assert f"({tmp_path.as_uri()}/with%20space/overlays/)" in text
    shared = to_markdown(_summary(out, 2, 1), link_base="https://data.example.org/plots/")
    linked = [name for name in LINKED if f"[{name}](https://data.example.org/plots/{name})" in shared]
    assert linked == ["overlays/"]


def test_the_share_of_failures(tmp_path: Path) -> None:
    assert _summary(tmp_path, 3, 1).failed_share == pytest.approx(0.25)
    assert _summary(tmp_path, 0, 0).failed_share == 0
