"""The review server as it is started: on a dataset that was run, and what is left when it ends."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pandas as pd
import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.runs import run_folder
from reports.report import write_report
from schemas.options import Options
from tests.flows.charts import draw_chart

pytestmark = pytest.mark.slow


@pytest.fixture
def run(tmp_path: Path) -> tuple[Path, Path]:
    """A folder of figures with texts in another folder, and its dataset with a report."""
    figures, texts, out = tmp_path / "figures", tmp_path / "texts", tmp_path / "out"
    figures.mkdir()
    texts.mkdir()
    draw_chart(figures / "back\\slash.png")
    (texts / "back\\slash.md").write_text("The rising line ends at 10. The falling line starts at 10.\n")
    (figures / "broken.png").write_text("no picture")
    (texts / "broken.md").write_text("The rising line ends at 10.\n")
    run_folder(figures, out, Options(), descriptions=texts, workers=1)
    write_report(out, figures)
    return figures, out


@pytest.fixture
def server(run: tuple[Path, Path]) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    figures, out = run
    command = [sys.executable, "-m", "flows.cli", "review", str(figures), "--out", str(out), "--by", "Ada"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().split()[-1], process
        process.kill()


def test_tables_verdicts_and_report_follow_what_is_accepted(
    run: tuple[Path, Path], server: tuple[str, subprocess.Popen[str]]
) -> None:
    _, out = run
    address, process = server
    row = pd.read_parquet(out / "figures.parquet").set_index("source").loc["back\\\\slash.png"]
    before = pd.read_parquet(out / "descriptions.parquet").set_index("path")
    assert before.loc["back\\\\slash.md", "n_refuted"] == 0
    assert before.loc["broken.md", "reason"] == "figure_not_read"
    with httpx.Client(base_url=address, timeout=60) as client:
        opened = client.get(f"api/figures/{row['figure_id']}").json()
        assert opened["picture"] == "shown"
        panel = opened["record"]["panels"][0]
        for tick in next(axis for axis in panel["axes"] if axis["axis"] == "left")["ticks"]:
            tick["value"] = 2 * tick["value"]
        mended = client.post("api/recompute", json={"panel": panel}).json()["panel"]
        draft = {"panels": [mended], "accepted": True}
        saved = client.put(f"api/figures/{row['figure_id']}/correction", json=draft, headers={"If-Match": '""'})
    assert saved.status_code == 200
    process.send_signal(signal.SIGINT)  # at once: what was accepted is published all the same
    assert process.wait(60) == 0
    figures = pd.read_parquet(out / "figures.parquet").set_index("source")
    assert figures.loc["back\\\\slash.png", "status"] == "accepted"
    assert str(figures.loc["back\\\\slash.png", "message"]).startswith("corrected by Ada")
    after = pd.read_parquet(out / "descriptions.parquet").set_index("path")
    assert after.loc["back\\\\slash.md", "n_refuted"] == 2
    pd.testing.assert_frame_equal(after.loc[["broken.md"]], before.loc[["broken.md"]])
    page = (out / "report" / f"{row['figure_id']}.html").read_text()
    assert "Corrected by Ada" in page
    assert "2 refuted" in page
    rows = json.loads((out / "report" / "pages.json").read_text())["pages"]
    assert rows[row["figure_id"]]["row"]["status"] == "accepted"


def test_a_folder_without_tables_is_refused_with_the_next_step(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["review", str(tmp_path), "--out", str(tmp_path / "out")])
    assert result.exit_code == 2
    assert f"unplot run {tmp_path}" in result.stderr
