"""Batches on other machines: a pool over a cluster that is played, and the real ones of Dask and Ray on loopback."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from typer.testing import CliRunner

from flows.batches import digitise_job
from flows.cli import app
from flows.cluster import ClusterLost, ClusterPool, RunnerName, Sent, digitise_sent
from flows.keeping import Setting
from flows.runs import run_folder
from flows.serving import free_port
from flows.sources import Job, find_images, jobs_of
from reports.dataset import overlay_path, read_record
from schemas.options import Options
from schemas.reasons import Reason
from schemas.tables import RUN_COLUMNS
from tests.flows.charts import draw_chart, fill
from tests.flows.services import ROOT, process, wait_for


@pytest.fixture
def setting(tmp_path: Path) -> Setting:
    return Setting(tmp_path / "out", Options(), "run")


@pytest.fixture
def jobs(tmp_path: Path) -> list[Job]:
    fill(tmp_path / "in")
    return jobs_of(find_images(tmp_path / "in"), tmp_path / "in")


class Cluster:
    """A cluster on which every task runs at once, unless its first figure is one that kills the machine."""

    def __init__(self, killers: tuple[str, ...] = (), gone: bool = False) -> None:
        self.killers, self.gone, self.batches = killers, gone, list[list[str]]()

    def submit(self, function: Callable[..., Any], *arguments: Any) -> Future[Any]:
        future: Future[Any] = Future()
        sent: list[Sent] = list(arguments[0]) if arguments else []
        self.batches += [[item.job.source for item in sent]] if sent else []
        if (self.gone and not sent) or any(item.job.source in self.killers for item in sent):
            future.set_exception(RuntimeError("the machine was lost"))
        else:
            future.set_result(function(*arguments))
        return future


def test_figures_travel_as_bytes_and_come_back_as_records_and_overlays(jobs: list[Job], setting: Setting) -> None:
    cluster = Cluster()
    outcomes = [outcome for (outcome,) in ClusterPool(cluster.submit, setting).run(jobs)]
    assert [(o.source, o.status, o.reason) for o in outcomes] == [
        ("chart.png", "ok", ""),
        ("empty.png", "failed", "empty_file"),
        ("text.png", "failed", "unreadable_image"),
    ]
    (here,) = digitise_job(jobs[0], Setting(setting.out.parent / "here", Options(), "run"))
    there = read_record(setting.out, here.figure_id)
    own = {*RUN_COLUMNS}
    assert there.model_dump(exclude=own) == read_record(setting.out.parent / "here", here.figure_id).model_dump(
        exclude=own
    )
    assert overlay_path(setting.out, here.figure_id).exists()
    again = ClusterPool(cluster.submit, Setting(setting.out, Options(), "next")).run(jobs)
    assert all(outcome.kept for (outcome,) in again)
    assert len(cluster.batches) == 1


def test_a_figure_that_is_lost_with_its_machine_costs_no_other(jobs: list[Job], setting: Setting) -> None:
    cluster = Cluster(killers=("text.png",))
    outcomes = [outcome for (outcome,) in ClusterPool(cluster.submit, setting).run(jobs[1:])]
    assert [(o.source, o.reason) for o in outcomes] == [("empty.png", "empty_file"), ("text.png", Reason.WORKER_LOST)]
    assert cluster.batches == [["empty.png", "text.png"], ["empty.png"], ["text.png"]]


def test_without_a_cluster_no_figure_is_blamed(jobs: list[Job], setting: Setting) -> None:
    with pytest.raises(ClusterLost, match="does not answer any more"):
        ClusterPool(Cluster(killers=("text.png",), gone=True).submit, setting).run(jobs)
    assert not (setting.out / "records").exists()


def test_a_file_that_cannot_be_read_is_not_sent(tmp_path: Path, setting: Setting) -> None:
    (tmp_path / "gone.png").write_text("no picture")
    (job,) = jobs_of([tmp_path / "gone.png"], tmp_path)
    job.path.unlink()
    cluster = Cluster()
    ((outcome,),) = ClusterPool(cluster.submit, setting).run([job])
    assert (outcome.reason, cluster.batches) == (Reason.FILE_NOT_READ, [])


def test_what_was_sent_leaves_nothing_behind(
    jobs: list[Job], setting: Setting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    digitise_sent([Sent(jobs[2], jobs[2].path.read_bytes())], setting)
    assert [path for path in tmp_path.iterdir() if path.name.startswith("unplot-")] == []


def test_a_runner_that_is_not_installed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path / "in")
    monkeypatch.setitem(sys.modules, "distributed", None)
    arguments = ["run", str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--no-prefect", "--runner", "dask"]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 2
    assert "unplot: dask is not installed: pip install 'unplot[dask]'" in result.stderr


@pytest.mark.slow
@pytest.mark.parametrize("runner", ["dask", "ray"])
def test_a_run_on_real_machines_gives_the_tables_of_a_local_one(runner: RunnerName, tmp_path: Path) -> None:
    fill(tmp_path / "in")
    draw_chart(tmp_path / "in" / "other.png", slope=0.5)
    with ExitStack() as started:
        address = {"dask": _dask, "ray": _ray}[runner](tmp_path, started)
        there = run_folder(tmp_path / "in", tmp_path / "there", Options(), runner=runner, address=address)
    here = run_folder(tmp_path / "in", tmp_path / "here", Options(), workers=1)
    assert there.statuses == here.statuses
    for name in ("figures", "axes", "series", "points"):
        one, two = (pd.read_parquet(tmp_path / out / f"{name}.parquet") for out in ("there", "here"))
        own = [column for column in RUN_COLUMNS if column in one]
        pd.testing.assert_frame_equal(one.drop(columns=own), two.drop(columns=own))


def _needed(extra: str, module: str) -> None:
    if importlib.util.find_spec(module) is None:
        pytest.skip(f"{module} is missing: pip install 'unplot[{extra}]'")


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))}


def _dask(folder: Path, started: ExitStack) -> str:
    """A scheduler and two workers; the address."""
    _needed("dask", "distributed")
    port = str(free_port())
    address = f"tcp://127.0.0.1:{port}"
    dask = [sys.executable, "-m"]
    scheduler = [*dask, "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard"]
    started.enter_context(process(scheduler, _environment(), folder / "scheduler.log"))
    for number in range(2):
        worker = [*dask, "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-dashboard"]
        started.enter_context(process(worker, _environment(), folder / f"worker-{number}.log"))
    return address


def _ray(folder: Path, started: ExitStack) -> str:
    """A head node with two cores; the address."""
    _needed("ray", "ray")
    address = f"127.0.0.1:{free_port()}"
    head = ["start", "--head", "--block", "--node-ip-address", "127.0.0.1", "--port", address.partition(":")[2]]
    small = ["--num-cpus", "2", "--object-store-memory", "100000000", "--include-dashboard", "false"]
    command = [sys.executable, "-m", "ray.scripts.scripts", *head, *small, "--disable-usage-stats"]
    started.enter_context(process(command, _environment(), folder / "ray.log"))
    wait_for(lambda: "Ray runtime started" in (folder / "ray.log").read_text(), "Ray")
    return address
