"""What is told and which code a command ends with where it cannot write or is stopped; what was read is kept."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli import app
from reports import parts
from reports.locking import locked
from tests.flows.charts import draw_chart

ROOT = Path(__file__).parents[2]
KEPT = "what was read is kept, and the next run goes on from there"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "broken.png").write_text("no picture")
    return folder


def _run(folder: Path) -> tuple[int, str]:
    command = ["run", str(folder), "--out", str(folder.parent / "out"), "--no-prefect", "--no-report"]
    done = CliRunner().invoke(app, command)
    return done.exit_code, done.stderr


def test_a_dataset_that_is_in_use_is_refused(folder: Path) -> None:
    with locked(folder.parent / "out", "run x"):
        code, told = _run(folder)
    assert code == 2
    assert f"is being written to by process {os.getpid()} on" in told
    assert "(run x)" in told


def test_a_dataset_that_cannot_be_written_to_is_told(folder: Path) -> None:
    (folder.parent / "out").write_text("a file")
    code, told = _run(folder)
    assert code == 2
    assert told.startswith("unplot: cannot write ")
    assert "out" in told


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the rights of folders do not hold for root")
def test_a_read_only_output_is_told(folder: Path) -> None:
    (folder.parent / "out").mkdir(mode=0o500)
    code, told = _run(folder)
    assert (code, "Permission denied" in told) == (2, True)


def test_a_full_disk_leaves_the_tables_as_they_were(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _run(folder)[0] == 3
    out = folder.parent / "out"
    before = (out / "figures.parquet").read_bytes()
    (folder / "more.png").write_text("no picture either")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "somewhere")

    with monkeypatch.context() as patch:
        patch.setattr(parts, "check_records", full)
        assert _run(folder) == (2, f"unplot: cannot write somewhere: No space left on device; {KEPT}\n")
    assert (out / "figures.parquet").read_bytes() == before
    assert _run(folder)[0] == 3
    assert (out / "figures.parquet").read_bytes() != before


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_run_that_is_stopped_says_so_and_takes_its_processes_along(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    for figure in range(4):
        (tmp_path / "in").mkdir(exist_ok=True)
        draw_chart(tmp_path / "in" / f"{figure}.png", slope=0.3 + 0.1 * figure)
    out = tmp_path / "out"
    command = ["-m", "flows.cli", "run", str(tmp_path / "in"), "--out", str(out), "--no-prefect", "--workers", "1"]
    # What is started in the background of a shell takes no interrupts, and so do its children.
    heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    run = subprocess.Popen([sys.executable, *command], cwd=ROOT, stderr=subprocess.PIPE, text=True, preexec_fn=heard)
    deadline = time.monotonic() + 120
    while not list((out / "records").glob("*.json")):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    started = time.monotonic()
    run.send_signal(number)
    _, told = run.communicate(timeout=60)
    assert (run.returncode, told) == (
        code,
        "unplot: stopped; what was read is kept, and the next run goes on from there\n",
    )
    assert time.monotonic() - started < 15
    with locked(out, "test"):
        assert not (out / "figures.parquet").exists()
