"""The review server: who may speak to it, and what becomes of what people save."""

from __future__ import annotations

import hashlib
import io
import threading
import time
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from httpx import Client, Response
from PIL import Image

from reports.corrections import correction_path, read_correction
from reports.dataset import read_record, write_record
from reports.locking import locked
from reports.publishing import publish
from reports.review.desk import ReviewDesk
from reports.review.publisher import Publisher
from schemas.options import Options
from schemas.reasons import Reason, Status
from schemas.record import FigureRecord
from tests.reports.fabricate import record
from tests.reports.review.serving import TOKEN, served


@pytest.fixture
def dataset(tmp_path: Path) -> tuple[Path, list[FigureRecord]]:
    """Three figures with pictures: one ok, two for review, the second of them the less sure."""
    folder, out = tmp_path / "figures", tmp_path / "out"
    folder.mkdir()
    records: list[FigureRecord] = []
    for name, status, sure in (("a.png", "ok", 0.9), ("b.png", "review", 0.5), ("c <b>.png", "review", 0.2)):
        buffer = io.BytesIO()
        shade = 200 + len(records)
        pixels = np.full((400, 400, 3), shade, np.uint8)
        pixels[:20, :20] = 0
        Image.fromarray(pixels).save(buffer, format="PNG")
        (folder / name).write_bytes(buffer.getvalue())
        figure = record(name)
        digest = _sha(buffer.getvalue())
        update = {"figure_id": digest[:16], "sha256": digest, "confidence": sure, "status": Status(status)}
        reason = Reason.NONE if status == "ok" else Reason.LOW_CONFIDENCE
        records.append(figure.model_copy(update={**update, "reason": reason}))
        write_record(out, records[-1])
    publish(out, [one.figure_id for one in records])
    return tmp_path, records


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def client(dataset: tuple[Path, list[FigureRecord]]) -> Iterator[Client]:
    root, records = dataset
    ids = [one.figure_id for one in records]
    out = root / "out"

    def carry(figure_ids: frozenset[str]) -> None:
        with locked(out, "publish"):
            publish(out, ids)

    desk = ReviewDesk(root / "figures", out, Options(), "Ada", Publisher(carry, retry=0.1), patience=60)
    with served(desk) as address, Client(base_url=address, timeout=60) as client:
        yield client


def _save(client: Client, figure: FigureRecord, tag: str = "", **more: object) -> Response:
    body = {"panels": [panel.model_dump(mode="json") for panel in figure.panels], **more}
    return client.put(f"api/figures/{figure.figure_id}/correction", json=body, headers={"If-Match": f'"{tag}"'})


def test_without_the_token_nothing_is_told(client: Client) -> None:
    origin = str(client.base_url).removesuffix(f"/{TOKEN}/")
    for path in ("/", "/wrong/", "/wrong/api/queue", "/docs", f"/x{TOKEN}/api/queue"):
        assert client.get(f"{origin}{path}").status_code == 403
    assert client.get("api/queue").status_code == 200


def test_other_hosts_are_turned_away(client: Client) -> None:
    answer = client.get("api/queue", headers={"Host": "evil.example:8000"})
    assert answer.status_code == 403


def test_the_page_fetches_nothing_from_elsewhere(client: Client) -> None:
    page = client.get("")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "http" not in page.text.replace("http-equiv", "")
    scripts = sorted(path.name for path in (resources.files("reports.review") / "static").iterdir())
    assert "main.js" in scripts
    for name in scripts:
        answer = client.get(f"static/{name}")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/")
    assert client.get("static/desk.py").status_code == 404


@pytest.mark.parametrize("path", ["..%2f..%2fsecret", "%2e%2e", "0" * 16, "a.json", "..%5cx"])
def test_what_is_not_in_the_dataset_is_not_found(client: Client, path: str) -> None:
    for end in ("", "/picture"):
        assert client.get(f"api/figures/{path}{end}").status_code == 404


def test_the_least_sure_of_those_that_wait_comes_first(client: Client) -> None:
    rows = client.get("api/queue").json()["figures"]
    assert [row["source"] for row in rows] == ["c <b>.png", "b.png", "a.png"]
    assert rows[0]["why"]
    assert {row["state"] for row in rows} == {"open"}


def test_a_figure_opens_with_its_picture(client: Client, dataset: tuple[Path, list[FigureRecord]]) -> None:
    root, records = dataset
    opened = client.get(f"api/figures/{records[1].figure_id}").json()
    assert (opened["picture"], opened["width"], opened["correction"], opened["tag"]) == ("shown", 400, None, "")
    with Image.open(io.BytesIO(client.get(f"api/figures/{records[1].figure_id}/picture").content)) as picture:
        assert picture.size == (400, 400)
    (root / "figures" / "b.png").write_bytes(b"another")
    assert client.get(f"api/figures/{records[1].figure_id}").json()["picture"] == "changed"
    (root / "figures" / "b.png").unlink()
    assert client.get(f"api/figures/{records[1].figure_id}").json()["picture"] == "missing"
    assert client.get(f"api/figures/{records[1].figure_id}/picture").status_code == 404


def test_a_draft_is_kept_and_changes_no_table(client: Client, dataset: tuple[Path, list[FigureRecord]]) -> None:
    root, records = dataset
    figure = records[1].model_copy(deep=True)
    figure.panels[0].series[0].name = "renamed"
    saved = _save(client, figure, by="Bob")
    assert saved.json()["state"] == "draft"
    opened = client.get(f"api/figures/{figure.figure_id}").json()
    assert opened["correction"]["panels"][0]["series"][0]["name"] == "renamed"
    assert [change["what"] for change in opened["correction"]["changes"]] == ["series_name"]
    assert opened["correction"]["by"] == "Bob"
    assert {row["state"] for row in client.get("api/queue").json()["figures"]} == {"open", "draft"}
    series = pd.read_parquet(root / "out" / "series.parquet")
    assert not (series["name"] == "renamed").any()


def test_what_is_accepted_stands_in_the_tables_and_the_record_stays(
    client: Client, dataset: tuple[Path, list[FigureRecord]]
) -> None:
    root, records = dataset
    before = read_record(root / "out", records[1].figure_id)
    figure = records[1].model_copy(deep=True)
    figure.panels[0].series[0].name = "renamed"
    assert _save(client, figure, accepted=True).json()["state"] == "accepted"
    figures = pd.read_parquet(root / "out" / "figures.parquet").set_index("figure_id")
    series = pd.read_parquet(root / "out" / "series.parquet").set_index("figure_id")
    assert figures.loc[figure.figure_id, "status"] == "accepted"
    assert (series.loc[[figure.figure_id], "name"] == "renamed").any()
    assert read_record(root / "out", figure.figure_id) == before
    correction = read_correction(root / "out", figure.figure_id)
    assert correction is not None
    assert (correction.by, correction.tool) == ("Ada", "unplot review")


def test_while_a_run_holds_the_dataset_corrections_wait(
    client: Client, dataset: tuple[Path, list[FigureRecord]]
) -> None:
    root, records = dataset
    with locked(root / "out", "run"):
        saved = _save(client, records[1], accepted=True).json()
        assert saved["state"] == "accepted"
        assert saved["publication"]["waiting"] == 1
        assert "is being written to by" in saved["publication"]["trouble"]
        assert client.get("api/queue").json()["publication"] == saved["publication"]
    deadline = time.monotonic() + 30
    while client.get("api/publication").json()["waiting"] and time.monotonic() < deadline:
        time.sleep(0.05)
    assert client.get("api/publication").json() == {"waiting": 0, "trouble": ""}
    assert _save(client, records[2], accepted=True).json()["publication"]["waiting"] == 0
    figures = pd.read_parquet(root / "out" / "figures.parquet").set_index("figure_id")
    assert (figures.loc[[records[1].figure_id, records[2].figure_id], "status"] == "accepted").all()


def test_two_tabs_do_not_overwrite_each_other(client: Client, dataset: tuple[Path, list[FigureRecord]]) -> None:
    _, records = dataset
    first = _save(client, records[1]).json()
    second = _save(client, records[1], accepted=True)
    assert second.status_code == 409
    assert second.json()["tag"] == first["tag"]
    assert _save(client, records[1], first["tag"], accepted=True).status_code == 200


def test_what_holds_nothing_is_not_accepted(client: Client, dataset: tuple[Path, list[FigureRecord]]) -> None:
    _, records = dataset
    empty = records[1].model_copy(update={"panels": []})
    refused = _save(client, empty, accepted=True)
    assert (refused.status_code, "no plot box" in refused.json()["detail"]) == (422, True)
    assert _save(client, empty).status_code == 200  # as a draft
    tag = client.get(f"api/figures/{empty.figure_id}").json()["tag"]
    assert _save(client, empty, tag, accepted=True, not_a_chart=True).status_code == 200


def test_of_many_who_save_at_once_one_wins(client: Client, dataset: tuple[Path, list[FigureRecord]]) -> None:
    _, records = dataset
    codes: list[int] = []
    threads = [threading.Thread(target=lambda: codes.append(_save(client, records[1]).status_code)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes) == [200] + [409] * 7


def test_a_discarded_correction_leaves_the_tables(client: Client, dataset: tuple[Path, list[FigureRecord]]) -> None:
    root, records = dataset
    tag = _save(client, records[1], not_a_chart=True, accepted=True).json()["tag"]
    figures = pd.read_parquet(root / "out" / "figures.parquet").set_index("figure_id")
    assert figures.loc[records[1].figure_id, "status"] == "not_a_chart"
    path = f"api/figures/{records[1].figure_id}/correction"
    assert client.delete(path, headers={"If-Match": '"other"'}).status_code == 409
    assert client.delete(path, headers={"If-Match": f'"{tag}"'}).json()["state"] == "open"
    assert not correction_path(root / "out", records[1].figure_id).exists()
    figures = pd.read_parquet(root / "out" / "figures.parquet").set_index("figure_id")
    assert figures.loc[records[1].figure_id, "status"] == "review"


def test_a_correction_on_another_reading_is_shown_as_stale(
    client: Client, dataset: tuple[Path, list[FigureRecord]]
) -> None:
    root, records = dataset
    _save(client, records[1], accepted=True)
    moved = records[1].model_copy(deep=True)
    moved.panels[0].series[0].points.py[0] += 2
    write_record(root / "out", moved)
    publish(root / "out", [one.figure_id for one in records])
    assert client.get(f"api/figures/{moved.figure_id}").json()["stale"] is True
    rows = {row["figure_id"]: row["state"] for row in client.get("api/queue").json()["figures"]}
    assert rows[moved.figure_id] == "stale"


def test_values_follow_their_ticks(client: Client, dataset: tuple[Path, list[FigureRecord]]) -> None:
    _, records = dataset
    panel = records[1].panels[0].model_copy(deep=True)
    for tick in panel.axes[1].ticks:
        tick.value = None if tick.value is None else 10 * tick.value
    answer = client.post("api/recompute", json={"panel": panel.model_dump(mode="json")}).json()["panel"]
    assert answer["series"][0]["points"]["y"][3] == pytest.approx(10 * (panel.series[0].points.y[3] or 0), rel=1e-6)
    assert client.post("api/recompute", json={"panel": {"box": 1}}).status_code == 422


def test_where_there_is_no_line_it_is_said(client: Client, dataset: tuple[Path, list[FigureRecord]]) -> None:
    _, records = dataset
    panel = records[1].panels[0].model_dump(mode="json")
    answer = client.post(f"api/figures/{records[1].figure_id}/trace", json={"panel": panel, "x": 200, "y": 200})
    assert (answer.status_code, answer.json()["detail"]) == (422, "there is no ink at the place")
