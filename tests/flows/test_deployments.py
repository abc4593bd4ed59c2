"""The deployments of ``prefect.yaml`` on a real server with a real worker: by hand, on a schedule, and what is seen."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.flows.charts import fill
from tests.flows.services import ROOT, Server, postgresql, prefect_server, process, wait_for

pytestmark = [pytest.mark.prefect, pytest.mark.slow]

# Each with the number of its runs that may go on at once.
_DEPLOYED = {
    "digitise-folder/nightly": 1,
    "digitise-figure/ad-hoc": None,
    "check-descriptions/texts": 1,
    "publish/tables": 1,
    "after-unplot/after-unplot": None,
}


@pytest.fixture(params=["sqlite", "postgresql"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    """A server with everything deployed, and a worker whose files lie in ``tmp_path``."""
    fill(tmp_path / "data" / "raw")
    (tmp_path / "home").mkdir()
    with (
        postgresql() if request.param == "postgresql" else nullcontext() as database,
        prefect_server(tmp_path / "home", database, UNPLOT_HOME=str(tmp_path)) as server,
        server.running("worker", "start", "--pool", "local", "--type", "process"),
        _downstream(server, tmp_path),
    ):
        wait_for(lambda: server.post("work_pools/filter"), "the work pool")
        server.prefect("deploy", "--all")
        wait_for(lambda: server.post("automations/filter"), "the downstream flow")
        yield server


def _downstream(server: Server, folder: Path) -> AbstractContextManager[None]:
    """The flow of docs/downstream.md that runs after each publication, served from a process."""
    text = (ROOT / "docs" / "downstream.md").read_text()
    (example,) = re.findall(r'```python title="after_unplot.py"\n(.*?)```', text, re.DOTALL)
    (folder / "after_unplot.py").write_text(example)
    return process([sys.executable, "after_unplot.py"], server.environment, folder / "downstream.log", farewell=0)


def _finished(server: Server, deployment: str) -> dict[str, Any]:
    """The newest run of a deployment, once it has ended."""
    chosen = {"deployments": {"id": {"any_": [deployment]}}, "sort": "END_TIME_DESC"}
    ended = {"flow_runs": {"state": {"type": {"any_": ["COMPLETED", "FAILED", "CRASHED"]}}}}
    runs = wait_for(lambda: server.post("flow_runs/filter", chosen | ended), "the run's end")
    return dict(runs[0])


def _artifacts(server: Server, run: str) -> dict[str, Any]:
    found = server.post("artifacts/filter", {"artifacts": {"flow_run_id": {"any_": [run]}}})
    return {artifact["key"]: artifact["data"] for artifact in found}


def test_runs_by_hand_and_on_a_schedule_publish_and_are_seen(server: Server, tmp_path: Path) -> None:
    flows = {flow["id"]: flow["name"] for flow in server.post("flows/filter")}
    deployments = {f"{flows[d['flow_id']]}/{d['name']}": d for d in server.post("deployments/filter")}
    limits = {name: d["global_concurrency_limit"] or {"limit": None} for name, d in deployments.items()}
    assert {name: limit["limit"] for name, limit in limits.items()} == _DEPLOYED
    nightly = deployments["digitise-folder/nightly"]
    assert [s["schedule"]["timezone"] for s in nightly["schedules"]] == ["Europe/Zurich"]
    out = tmp_path / "data" / "processed"

    by_hand = {"parameters": {"workers": 1, "max_failed_share": 0.7}}
    server.post(f"deployments/{nightly['id']}/create_flow_run", by_hand)
    run = _finished(server, nightly["id"])
    assert (run["state_type"], run["state_name"]) == ("COMPLETED", "CompletedWithFailures")
    assert pd.read_parquet(out / "figures.parquet")["status"].tolist() == ["ok", "failed", "failed"]
    assert (out / "_SUCCESS").exists() and (out / "report" / "index.html").exists()
    shown = _artifacts(server, run["id"])
    assert set(shown) == {"digitise-folder-progress", "digitise-folder-summary", "digitise-folder-failures"}
    assert shown["digitise-folder-progress"] == 100
    assert "1 of 3 figures in 4 files ok" in shown["digitise-folder-summary"]
    assert shown["digitise-folder-failures"].count("unreadable_image") == 1
    events = {"filter": {"event": {"name": ["unplot.dataset.published"]}}}
    (event,) = wait_for(lambda: server.post("events/filter", events)["events"], "the event")
    assert event["payload"]["statuses"].items() >= {"ok": 1, "review": 0, "failed": 2}.items()

    written = out.parent / "new_figures.csv"
    wait_for(lambda: written.read_text().count("\n") >= 4, "the downstream flow")
    assert pd.read_csv(written)["source"].tolist() == ["chart.png", "empty.png", "text.png"]

    shutil.rmtree(out)
    # a busy server may hear of it only after the first time: a minute later it comes again
    soon = {"interval": 60, "anchor_date": (datetime.now(UTC) + timedelta(seconds=3)).isoformat()}
    parameters = {"workers": 1, "max_failed_share": 0.1}
    schedule = [{"active": True, "schedule": soon, "parameters": parameters}]
    server.post(f"deployments/{nightly['id']}/schedules", schedule)
    runs = {"flow_runs": {"id": {"not_any_": [run["id"]]}, "state": {"type": {"any_": ["FAILED"]}}}}
    (scheduled,) = wait_for(lambda: server.post("flow_runs/filter", runs), "the scheduled run")
    assert scheduled["auto_scheduled"]
    assert "too many figures failed: 2 of 3" in scheduled["state"]["message"]
    assert len(pd.read_parquet(out / "figures.parquet")) == 3
