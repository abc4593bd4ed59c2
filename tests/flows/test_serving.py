"""A folder on a schedule from one process, which brings its own server and takes it along when it ends."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.serving import free_port
from tests.flows.services import ROOT, Server, environment, wait_for


@pytest.mark.prefect
@pytest.mark.slow
def test_a_folder_is_served_until_the_process_is_ended(tmp_path: Path) -> None:
    for folder in ("in", "home"):
        (tmp_path / folder).mkdir()
    (tmp_path / "in" / "broken.png").write_text("no picture")
    port, out = free_port(), tmp_path / "out"
    server = Server(f"http://127.0.0.1:{port}/api", environment(tmp_path / "home"), tmp_path)
    schedule = ["--cron", "30 2 * * *", "--timezone", "Europe/Zurich"]
    command = [sys.executable, "-m", "flows.cli", "serve", str(tmp_path / "in"), "--out", str(out), *schedule]
    process = subprocess.Popen(
        [*command, "--port", str(port), "--workers", "1"], cwd=ROOT, env=server.environment, text=True
    )
    try:
        (deployment,) = wait_for(lambda: server.post("deployments/filter"), "the deployment")
        assert [s["schedule"]["timezone"] for s in deployment["schedules"]] == ["Europe/Zurich"]
        assert deployment["global_concurrency_limit"]["limit"] == 1
        server.post(f"deployments/{deployment['id']}/create_flow_run")
        wait_for((out / "_SUCCESS").exists, "the tables")
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=60) == 0
        with pytest.raises(httpx.ConnectError):
            httpx.get(f"{server.url}/health")
    finally:
        process.kill()


@pytest.mark.parametrize(
    ("schedule", "said"),
    [
        (["--cron", "at night"], "at night"),
        (["--cron", "30 2 * * *", "--timezone", "Mars/Base"], "'Mars/Base' is no time zone"),
    ],
)
def test_a_schedule_that_is_none_is_refused(schedule: list[str], said: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["serve", str(tmp_path), *schedule])
    assert result.exit_code == 2
    assert said in result.stderr


def test_publishing_without_records_is_refused(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["publish", "--out", str(tmp_path)])
    assert result.exit_code == 2
    assert f"unplot: no records in {tmp_path / 'records'}: unplot run FOLDER" in result.stderr
