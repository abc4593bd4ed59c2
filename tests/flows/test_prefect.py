"""The flows on Prefect's own test server."""

from __future__ import annotations

import gc
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest
from prefect.settings import PREFECT_LOCAL_STORAGE_PATH, temporary_settings
from prefect.testing.utilities import prefect_test_harness

from flows import closing as module
from flows.check_descriptions import check_descriptions
from flows.closing import TooManyFailed
from flows.digitise_figure import digitise_figure
from flows.digitise_folder import digitise_folder, run_flow
from flows.publish import publish
from flows.runs import NoFigures, run_folder
from reports.dataset import write_record
from schemas.options import Options
from schemas.reasons import Reason
from tests.flows.charts import fill
from tests.reports.fabricate import record

pytestmark = pytest.mark.prefect


def _spied(create: Callable[..., object], seen: dict[str, object]) -> Callable[..., object]:
    def spy(content: object, *, key: str) -> object:
        seen[key] = content
        return create(content, key=key)

    return spy


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    # The harness keeps the database apart, but not the folder of results.
    storage = {PREFECT_LOCAL_STORAGE_PATH: tmp_path_factory.mktemp("results")}
    with temporary_settings(storage), prefect_test_harness(server_startup_timeout=120):
        yield
    # Prefect leaves connections to its stopped server to the garbage collector, which warns of them.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


@pytest.mark.usefixtures("server")
def test_broken_figures_beside_a_good_one_are_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Prefect 3.8 cannot look artifacts up by key with the FastAPI that its server starts with, so they are spied on.
    artifacts: dict[str, object] = {}
    for name in ("create_table_artifact", "create_markdown_artifact"):
        monkeypatch.setattr(module, name, _spied(getattr(module, name), artifacts))
    events: list[dict[str, object]] = []
    monkeypatch.setattr(module, "emit_event", lambda name, resource, payload: events.append(payload))
    fill(tmp_path / "in")
    told: list[tuple[int, int]] = []
    state = digitise_folder(
        tmp_path / "in", tmp_path / "out", batch_size=1, workers=1, max_failed_share=0.7, return_state=True
    )
    assert state.is_completed()
    assert state.name == "CompletedWithFailures"
    figures = pd.read_parquet(tmp_path / "out" / "figures.parquet").set_index("source")
    assert figures["status"].to_dict() == {
        "chart.png": "ok",
        "empty.png": "failed",
        "text.png": "failed",
    }
    assert "unreadable_image" in str(artifacts["digitise-folder-failures"])
    assert "1 of 3 figures in 4 files ok" in str(artifacts["digitise-folder-summary"])
    assert (tmp_path / "out").as_uri() in str(artifacts["digitise-folder-summary"])
    assert [(event["n_figures"], event["run_id"]) for event in events] == [(3, figures["run_id"].iloc[0])]
    with pytest.raises(TooManyFailed, match="2 of 3"):
        digitise_folder(tmp_path / "in", tmp_path / "out", workers=1)
    assert len(pd.read_parquet(tmp_path / "out" / "figures.parquet")) == 3
    again = run_flow(
        tmp_path / "in",
        tmp_path / "out",
        Options(),
        descriptions=None,
        workers=1,
        force=False,
        on_progress=lambda *done: told.append(done),
    )
    assert (again.n_kept, told[-1]) == (3, (3, 3))


@pytest.mark.usefixtures("server")
def test_whoever_runs_the_flow_is_told_of_an_error_once(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(NoFigures, match="no pictures"):
        run_flow(
            Path(f"file://{tmp_path}"), tmp_path / "out", Options(), descriptions=None, on_progress=lambda *done: None
        )
    assert "Traceback" not in caplog.text + capfd.readouterr().err


@pytest.mark.usefixtures("server")
def test_a_single_figure(tmp_path: Path) -> None:
    (tmp_path / "broken.png").write_text("no picture")
    state = digitise_figure(tmp_path / "broken.png", tmp_path / "out", return_state=True)
    assert state.name == "CompletedWithFailures"
    assert [path.suffix for path in (tmp_path / "out" / "records").iterdir()] == [".json"]
    assert Reason.UNREADABLE_IMAGE.value in str(state.message)


@pytest.mark.usefixtures("server")
def test_tables_are_published_anew_as_a_flow(tmp_path: Path) -> None:
    write_record(tmp_path, record())
    state = publish(tmp_path, return_state=True)
    assert (state.is_completed(), state.message) == (True, "tables of 1 figures")
    assert len(pd.read_parquet(tmp_path / "series.parquet")) == 2


@pytest.mark.usefixtures("server")
def test_descriptions_of_a_dataset_are_checked_as_a_flow(tmp_path: Path) -> None:
    fill(tmp_path / "in")
    run_folder(tmp_path / "in", tmp_path / "out", Options(), workers=1)
    state = check_descriptions(tmp_path / "in", tmp_path / "out", return_state=True)
    assert state.is_completed()
    assert len(pd.read_parquet(tmp_path / "out" / "descriptions.parquet")) == 1
