"""Logs for machines: a line of JSON for every event, of workers too."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from pathlib import Path

from flows.logs import JsonLines
from schemas.run import Outcome
from tests.flows.charts import fill
from tests.reports.fabricate import record

ROOT = Path(__file__).parents[2]


def test_a_run_logs_every_figure_as_a_line_of_json(tmp_path: Path) -> None:
    fill(tmp_path / "in")
    arguments = ["run", str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--no-prefect", "--workers", "1"]
    command = [sys.executable, "-m", "flows.cli", *arguments, "--max-failed-share", "1"]
    done = subprocess.run([*command, "--log-json"], cwd=ROOT, text=True, capture_output=True, timeout=120)
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert [line["event"] for line in lines] == ["run started", "figure", "figure", "figure", "run ended"]
    figures = {line["source"]: (line["status"], line["reason"], line["stage"]) for line in lines[1:-1]}
    assert figures["chart.png"] == ("ok", "", "curves")
    assert figures["text.png"] == ("failed", "unreadable_image", "")
    assert len({line["run_id"] for line in lines}) == 1
    again = {**os.environ, "UNPLOT_LOG_JSON": "1"}
    done = subprocess.run(command, cwd=ROOT, text=True, capture_output=True, timeout=120, env=again)
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert [(line["event"], line.get("n_figures")) for line in lines[1:-1]] == [("figures kept", 3)]


def test_an_error_is_one_line_with_its_traceback() -> None:
    try:
        raise ValueError("a\nb")
    except ValueError:
        failed = logging.LogRecord("flows.batches", logging.ERROR, "", 1, "at %s", ("é.png",), sys.exc_info())
    line = JsonLines().format(failed)
    assert "\n" not in line
    assert json.loads(line) | {"time": ""} == {
        "time": "",
        "level": "error",
        "logger": "flows.batches",
        "event": "at é.png",
        "traceback": json.loads(line)["traceback"],
    }
    assert "ValueError: a" in json.loads(line)["traceback"]


def test_an_outcome_tells_the_stage_that_was_reached() -> None:
    reached = record().model_copy(update={"stage_seconds": {"text": 0.2, "panels": 0.1}})
    assert Outcome.of(reached).stage == "panels"
    assert Outcome.of(record()).stage == ""
