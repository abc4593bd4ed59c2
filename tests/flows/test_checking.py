"""Descriptions checked in a run, against a dataset that exists, and on the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from flows import checking
from flows.check_descriptions import check_folder
from flows.checking import check_again
from flows.cli import app
from flows.runs import run_folder
from reports.corrections import write_correction
from reports.dataset import read_record
from schemas.claim_tables import CLAIM_TABLES
from schemas.corrections import Correction, ground_of
from schemas.options import Options
from tests.flows.charts import draw_chart

RIGHT = "- **rising**: starts at 0 and rises to 10.\n- falling: ends at 5.0\n"
WRONG = "The rising line ends at 7.0. The falling line starts at 10.\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("figures")
    draw_chart(folder / "chart.png")
    legend = "- **Legend**:\n  - **rising**: blue line\n  - **falling**: orange line\n"
    (folder / "chart.md").write_text(legend + RIGHT)
    (folder / "chart.other.md").write_text(legend + WRONG)
    (folder / "chart.bytes.txt").write_bytes(bytes(range(256)) * 4)
    (folder / "broken.png").write_text("no picture")
    (folder / "broken.md").write_text(legend + RIGHT)
    return folder


@pytest.fixture(scope="module")
def out(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    summary = run_folder(folder, out, Options(), workers=1)
    assert summary.checks.n_texts == 4
    assert summary.checks.reasons == {"binary": 1, "figure_not_read": 1}
    return out


def test_a_run_writes_verdicts_on_the_texts_beside_the_figures(out: Path) -> None:
    tables = {name: pd.read_parquet(out / f"{name}.parquet") for name in CLAIM_TABLES}
    for name, frame in tables.items():
        CLAIM_TABLES[name].validate(frame)
    texts = tables["descriptions"].set_index("path")
    assert texts["reason"].to_dict() == {
        "broken.md": "figure_not_read", "chart.bytes.txt": "binary", "chart.md": "", "chart.other.md": "",
    }  # fmt: skip
    assert texts.loc["chart.md", "n_refuted"] == 0
    claims = tables["claims"]
    wrong = claims[(claims["source"] == "other") & (claims["verdict"] == "refuted")]
    assert wrong["kind"].tolist() == ["end"]
    assert wrong["evidence"].iloc[0].startswith("text: 7.0; figure: ")


def test_checking_again_reads_texts_but_no_figures(folder: Path, out: Path, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "chart.md").write_text((folder / "chart.other.md").read_text())
    before = (out / "figures.parquet").read_bytes()
    summary = check_folder(folder, out, texts)
    assert (summary.n_texts, summary.n_figures) == (1, 1)
    assert pd.read_parquet(out / "descriptions.parquet")["n_refuted"].tolist() == [1]
    assert (out / "figures.parquet").read_bytes() == before
    assert check_folder(folder, tmp_path / "nothing", texts).n_without_record == 1


def test_verdicts_on_one_figure_are_replaced_as_the_next_run_finds_them(
    folder: Path, out: Path, tmp_path: Path
) -> None:
    copy = tmp_path / out.name
    shutil.copytree(out, copy)
    check_folder(folder, copy)
    figures = pd.read_parquet(copy / "figures.parquet").set_index("source")
    record = read_record(copy, str(figures.loc["chart.png", "figure_id"]))
    panels = [panel.model_copy(deep=True) for panel in record.panels]
    next(one for one in panels[0].series if one.name == "rising").name = "climbing"
    draft = Correction(figure_id=record.figure_id, ground=ground_of(record), extractor_version="0", panels=panels)
    write_correction(copy, draft.model_copy(update={"accepted": True}))
    before = pd.read_parquet(copy / "claims.parquet")
    check_again([record.figure_id], copy, folder)
    after = {name: pd.read_parquet(copy / f"{name}.parquet") for name in CLAIM_TABLES}
    assert not after["claims"]["verdict"].equals(before["verdict"])
    check_folder(folder, copy)
    for name, frame in after.items():
        pd.testing.assert_frame_equal(frame, pd.read_parquet(copy / f"{name}.parquet"))
    check_again([record.figure_id], copy, tmp_path)  # where there are no such texts
    pd.testing.assert_frame_equal(after["claims"], pd.read_parquet(copy / "claims.parquet"))


def test_check_command(folder: Path, out: Path) -> None:
    figures = pd.read_parquet(out / "figures.parquet")
    figure_id = figures.loc[figures["source"] == "chart.png", "figure_id"].tolist()[0]
    record = str(out / "records" / f"{figure_id}.json")
    right = CliRunner().invoke(app, ["check", record, "--description", str(folder / "chart.md")])
    assert right.exit_code == 0, right.output
    assert "supported" in right.stdout
    both = ["--description", str(folder / "chart.md"), "--description", str(folder / "chart.other.md")]
    wrong = CliRunner().invoke(app, ["check", record, *both, "--json"])
    assert wrong.exit_code == 1
    found = json.loads(wrong.stdout)
    assert [text["path"].rpartition("/")[2] for text in found["texts"]] == ["chart.md", "chart.other.md"]
    assert CliRunner().invoke(app, ["check", record]).exit_code == 2


def test_describe_command_writes_what_check_bears_out(folder: Path, tmp_path: Path) -> None:
    told = CliRunner().invoke(app, ["describe", str(folder / "chart.png")])
    assert told.exit_code == 0
    assert "**rising**: blue line" in told.stdout
    text = tmp_path / "told.md"
    text.write_text(told.stdout)
    checked = CliRunner().invoke(app, ["check", str(folder / "chart.png"), "--description", str(text), "--json"])
    assert checked.exit_code == 0
    verdicts = {one["verdict"] for one in json.loads(checked.stdout)["texts"][0]["judged"]}
    assert "refuted" not in verdicts
    assert CliRunner().invoke(app, ["describe", str(folder / "broken.png")]).exit_code == 1


def test_an_error_of_ours_is_a_row_and_no_traceback(folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("unexpected")

    monkeypatch.setattr(checking, "check_texts", fail)
    assert check_folder(folder, out).reasons == {"bug": 4}
