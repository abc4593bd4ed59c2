"""The command line: exit codes, what stands on stdout and stderr, and a quick start."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from inspect import signature
from pathlib import Path
from typing import get_args

import pytest
from PIL import Image
from typer.testing import CliRunner

from extractors import EXTRACTOR_VERSION
from flows.arguments import OcrChoice as OfferedOcr
from flows.cli import app, run
from flows.console import print_summary
from flows.runs import MAX_FAILED_SHARE
from schemas.options import OcrChoice
from schemas.reasons import Reason, Status
from schemas.run import Outcome, RunSummary
from tests.extractors.vector.charts import CURVES, page, paper
from tests.flows.charts import draw_chart

ROOT = Path(__file__).parents[2]


def _unplot(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "flows.cli", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, text=True, capture_output=True, timeout=120)


@pytest.fixture(scope="module")
def chart(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("chart") / "chart.png"
    draw_chart(path)
    return path


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "broken.png").write_text("no picture")
    return folder


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from typer.testing import CliRunner; from flows.cli import app; "
        "assert 'digitise' in CliRunner().invoke(app, ['--help']).output.lower(); "
        "print(sorted({'prefect', 'cv2', 'pandas', 'numpy', 'pydantic', 'rich'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, text=True, capture_output=True, check=True)
    assert done.stdout.strip() == "[]"


def test_version() -> None:
    assert CliRunner().invoke(app, ["--version"]).output == f"unplot {EXTRACTOR_VERSION}\n"


def test_the_share_that_may_fail_is_that_of_runs() -> None:
    assert signature(run).parameters["max_failed_share"].default == MAX_FAILED_SHARE


def test_the_ocr_choices_are_those_of_the_options() -> None:
    assert get_args(OfferedOcr) == get_args(OcrChoice)


def test_a_figure_is_printed_as_csv_and_drawn(chart: Path, tmp_path: Path) -> None:
    done = _unplot("figure", chart, "--overlay", tmp_path / "overlay.png", "--stages", tmp_path / "stages")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert done.returncode == 0, done.stderr
    assert {row["name"] for row in rows} == {"rising", "falling"}
    with Image.open(tmp_path / "overlay.png") as picture:
        assert picture.width >= 640
    assert (tmp_path / "stages" / "6-curves.png").is_file()


def test_one_of_several_figures_of_a_document_is_printed(tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes(paper([page([(0.15, 0.2, 0.7, 0.5)], 1), page([(0.15, 0.2, 0.7, 0.5)], 2)]))
    result = CliRunner().invoke(app, ["figure", str(tmp_path / "paper.pdf"), "--number", "2"])
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert "paper.pdf: figure 2 of 2, on page 2" in result.stderr
    assert float(next(row["y"] for row in rows if row["name"] == "first")) == pytest.approx(CURVES["first"][0] + 2)
    result = CliRunner().invoke(app, ["figure", str(tmp_path / "paper.pdf"), "--number", "3"])
    assert (result.exit_code, "holds no figure 3: there are 2" in result.stderr) == (2, True)


def test_a_figure_that_cannot_be_read_is_told_of_on_stderr(broken: Path) -> None:
    result = CliRunner().invoke(app, ["figure", str(broken / "broken.png")])
    assert result.exit_code == 1
    assert "failed (unreadable_image)" in result.stderr
    assert result.stdout.splitlines() == ["panel,series,name,axis,point,x,y,x_err,y_err,y_lower,y_upper,px,py,origin"]


def test_a_record_is_printed_as_json(broken: Path) -> None:
    result = CliRunner().invoke(app, ["figure", str(broken / "broken.png"), "--json"])
    assert json.loads(result.stdout)["reason"] == "unreadable_image"


def test_a_run_without_prefect(broken: Path, tmp_path: Path) -> None:
    arguments = ("run", broken, "--out", tmp_path / "out", "--no-prefect", "--workers", "1", "--json")
    done = _unplot(*arguments, "--max-failed-share", "1")
    summary = json.loads(done.stdout)
    assert done.returncode == 1
    assert done.stderr == ""
    assert summary["statuses"] == {"ok": 0, "review": 0, "failed": 1, "not_a_chart": 0, "accepted": 0}
    assert (tmp_path / "out" / "figures.parquet").exists()
    assert (tmp_path / "out" / "report" / "index.html").exists()


def test_a_run_can_leave_the_report_out(broken: Path, tmp_path: Path) -> None:
    arguments = ["run", str(broken), "--out", str(tmp_path / "out"), "--no-prefect", "--no-report"]
    CliRunner().invoke(app, arguments)
    assert (tmp_path / "out" / "figures.parquet").exists()
    assert not (tmp_path / "out" / "report").exists()


def test_names_of_figures_are_told_in_full_where_nobody_has_a_wide_window(capsys: pytest.CaptureFixture[str]) -> None:
    source = f"{'deep/' * 12}a-figure-with-a-long-name-[red]-\\\\.png"
    outcome = Outcome("0" * 16, source, Status.REVIEW, Reason.LOW_CONFIDENCE, "a message " * 12, 1, 1, 0, 0.0)
    summary = RunSummary.of([outcome], run_id="r", folder=Path("f"), out=Path("o"), n_files=1, seconds=1.0)
    print_summary(summary)
    words = capsys.readouterr().out.splitlines()
    head = next(i for i, line in enumerate(words) if line.startswith("figure "))
    width = words[head].index("status")
    assert "".join(line[:width].strip() for line in words[head + 1 :]).startswith(source)
    assert "low_confidence" in words[head + 1]


def test_a_run_closes_with_a_summary(broken: Path, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    (texts / "deep").mkdir(parents=True)
    (texts / "deep" / "broken.human.md").write_text("a line")
    (texts / "other.txt").write_text("another")
    arguments = ["run", str(broken), "--descriptions", str(texts), "--out", str(tmp_path / "out"), "--no-prefect"]
    result = CliRunner().invoke(app, arguments)
    assert (result.exit_code, result.stderr) == (3, "unplot: too many figures failed: 1 of 1\n")
    assert "0 of 1 figures ok" in result.stdout
    assert "broken.png" in result.stdout
    assert f"unplot review {broken} --out {tmp_path / 'out'}\n" in result.stdout
    assert "unreadable_image" in result.stdout
    assert "1 of 1 figures have a description" in result.stdout
    assert "1 text for no figure: other.txt" in result.stdout
    written = {path.stem for path in (tmp_path / "out").glob("*.parquet")}
    assert written == set(re.search(r"\{(.*)\}\.parquet", result.stdout)[1].split(","))  # type: ignore[index]
    (record,) = (tmp_path / "out" / "records").iterdir()
    (text,) = json.loads(record.read_text())["descriptions"]
    assert (text["source"], text["path"]) == ("human", "deep/broken.human.md")


@pytest.mark.parametrize(
    "arguments",
    [
        ["run", "nowhere"],
        ["run", "schemas", "--descriptions", "nowhere"],
        ["run", "schemas"],
        ["run", "data/raw", "--out", "data/raw"],
        ["run", "schemas", "--workers", "0"],
        ["run", "data/raw", "--max-failed-share", "20"],
        ["figure", "nowhere.png"],
        ["fly"],
        [],
    ],
)
def test_a_wrong_call_exits_with_2(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_a_server_that_does_not_answer_is_told_of(
    broken: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")  # nothing listens on the discard port
    done = _unplot("run", broken, "--out", tmp_path / "out")
    assert done.returncode == 2
    assert done.stderr.startswith("unplot: Prefect's server is not reached")
    assert not (tmp_path / "out").exists()


def test_the_claims_of_a_text(tmp_path: Path) -> None:
    path = tmp_path / "text.md"
    path.write_text('- **X-axis**: "Step" (0-40)\n')
    result = CliRunner().invoke(app, ["claims", str(path)])
    assert result.exit_code == 0
    assert "axis_range" in result.stdout and "2 claims" in result.stdout
    parsed = json.loads(CliRunner().invoke(app, ["claims", str(path), "--json"]).stdout)
    assert [claim["kind"] for claim in parsed["claims"]] == ["axis_label", "axis_range"]
    path.write_bytes(bytes(range(256)))
    result = CliRunner().invoke(app, ["claims", str(path)])
    assert (result.exit_code, "binary" in result.stdout) == (1, True)
