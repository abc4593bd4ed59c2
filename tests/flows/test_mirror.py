"""A folder that follows one at an address: what changed travels, the mark comes last, and nobody's work is undone."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from flows.mirror import KEPT, CannotReach, Mirror
from reports.dataset import record_path, write_record
from reports.package import publication
from reports.publishing import publish
from tests.reports.fabricate import record


@pytest.fixture
def far(tmp_path: Path) -> Path:
    (tmp_path / "far").mkdir()
    return tmp_path / "far"


@pytest.fixture
def mirror(far: Path, tmp_path: Path) -> Mirror:
    return Mirror(f"file://{far}", tmp_path / "cache")


def _all(names: Iterable[str]) -> set[str]:
    return set(names)


def _kept(names: Iterable[str]) -> set[str]:
    return {name for name in names if name.split("/")[0] in KEPT}


def _names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def _publish(out: Path, *sources: str, part_figures: int = 100) -> None:
    records = [record(source) for source in sources]
    for item in records:
        if not record_path(out, item.figure_id).exists():
            write_record(out, item)
    with publication(out, "run"):
        publish(out, [item.figure_id for item in records], part_figures)


def test_what_is_new_is_copied_and_what_is_gone_is_removed(mirror: Mirror, far: Path) -> None:
    (far / "deep").mkdir()
    (far / "a.png").write_text("one")
    (far / "deep" / "b.png").write_text("two")
    mirror.pull(_all)
    before = (mirror.local / "deep" / "b.png").stat()
    (far / "a.png").write_text("other")
    mirror.pull(_all)
    assert (mirror.local / "a.png").read_text() == "other"
    assert (mirror.local / "deep" / "b.png").stat() == before
    (far / "a.png").unlink()
    mirror.pull(_all)
    assert _names(mirror.local) == {"deep/b.png"}


def test_a_large_file_comes_in_pieces(mirror: Mirror, far: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.mirror._WHOLE_BYTES", 10)
    monkeypatch.setattr("flows.mirror._PIECE_BYTES", 7)
    monkeypatch.setattr(type(mirror._files), "cat_file", None)
    (far / "a.png").write_bytes(bytes(range(50)))
    mirror.pull(_all)
    assert (mirror.local / "a.png").read_bytes() == bytes(range(50))


def test_a_file_that_is_denied_stands_as_one_that_cannot_be_read(
    mirror: Mirror, far: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (far / "a.png").write_text("one")
    (far / "b.png").write_text("two")
    real = type(mirror._files).cat_file

    def deny(files: Any, path: str) -> Any:
        if path.endswith("b.png"):
            raise PermissionError("Access Denied")
        return real(files, path)

    with monkeypatch.context() as patch:
        patch.setattr(type(mirror._files), "cat_file", deny)
        mirror.pull(_all)
        assert sorted(path.name for path in mirror.local.iterdir()) == ["a.png", "b.png"]
        assert not (mirror.local / "b.png").exists()
    mirror.pull(_all)
    assert (mirror.local / "b.png").read_text() == "two"


def test_where_everything_is_denied_the_address_is_told(
    mirror: Mirror, far: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (far / "a.png").write_text("one")

    def deny(*_: object) -> None:
        raise PermissionError("Access Denied")

    monkeypatch.setattr(type(mirror._files), "cat_file", deny)
    with pytest.raises(CannotReach, match="is denied: Access Denied"):
        mirror.pull(_all)


def test_names_that_can_be_no_path_are_left_out_and_told(
    mirror: Mirror, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    names = ["a.png", "../x.png", "b/../../c.png", "d//e.png", "a.png/f.png", "g" * 300, "h/", "ü/\n'\".png"]
    listed = {f"{mirror._root}/{name}": {"size": 1} for name in names}
    monkeypatch.setattr(mirror._files, "find", lambda root, detail: listed)
    with caplog.at_level(logging.WARNING):
        assert set(mirror._listed()) == {"a.png", "ü/\n'\".png"}
    assert len(caplog.messages) == 5


def test_a_dataset_is_copied_whole_and_stale_parts_are_removed(mirror: Mirror, far: Path) -> None:
    _publish(mirror.local, "a.png")
    mirror.push()
    assert {"points.parquet", "datapackage.json", "_SUCCESS"} <= _names(far)
    assert not any(name.startswith(".") for name in _names(far))
    for sources in (("a.png", "b.png"), ("a.png", "b.png", "c.png")):
        _publish(mirror.local, *sources, part_figures=1)
        mirror.push()
    assert _names(far / "points.parquet") == {path.name for path in (mirror.local / "points.parquet").iterdir()}
    assert sorted(pd.read_parquet(far / "figures.parquet")["source"]) == ["a.png", "b.png", "c.png"]


def test_the_mark_is_away_while_files_are_copied_and_comes_last(
    mirror: Mirror, far: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _publish(mirror.local, "a.png")
    mirror.push()
    put: list[str] = []
    real = type(mirror._files).put_file

    def spy(files: Any, here: str, there: str) -> None:
        assert not (far / "_SUCCESS").exists()
        put.append(Path(there).relative_to(far).as_posix())
        real(files, here, there)

    monkeypatch.setattr(type(mirror._files), "put_file", spy)
    _publish(mirror.local, "a.png", "b.png")
    mirror.push()
    assert put[-2:] == ["datapackage.json", "_SUCCESS"]
    assert f"records/{record('b.png').figure_id}.json" in put
    assert not any(record("a.png").figure_id in name for name in put)


def test_without_news_only_the_mark_and_the_package_are_copied(
    mirror: Mirror, far: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _publish(mirror.local, "a.png")
    mirror.push()
    another = Mirror(f"file://{far}", tmp_path / "another")
    another.pull(_kept)
    put: list[str] = []
    monkeypatch.setattr(Mirror, "_put", lambda _, name: put.append(name))
    _publish(mirror.local, "a.png")
    mirror.push()
    assert put == ["datapackage.json", "_SUCCESS"]
    del put[:]
    _publish(another.local, "a.png")
    another.push()
    assert not any(name.startswith("records/") for name in put)


def test_a_push_that_breaks_off_leaves_no_mark_and_goes_on_later(
    mirror: Mirror, far: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def drop_out(*_: object) -> None:
        raise TimeoutError("no answer")

    _publish(mirror.local, "a.png")
    mirror.push()
    _publish(mirror.local, "a.png", "b.png")
    with monkeypatch.context() as patch:
        patch.setattr(type(mirror._files), "put_file", drop_out)
        with pytest.raises(CannotReach, match="cannot be reached: no answer"):
            mirror.push()
    assert "_SUCCESS" not in _names(far)
    mirror.pull(_kept)
    assert record_path(mirror.local, record("b.png").figure_id).exists()
    mirror.push()
    assert "_SUCCESS" in _names(far)
    assert sorted(pd.read_parquet(far / "figures.parquet")["source"]) == ["a.png", "b.png"]


def test_what_others_put_there_meanwhile_stays(mirror: Mirror, far: Path) -> None:
    (far / "corrections").mkdir()
    (far / "corrections" / "a.json").write_text("as it was")
    (far / "notes.txt").write_text("of people")
    mirror.pull(_kept)
    (far / "corrections" / "a.json").write_text("mended by hand")
    (far / "corrections" / "b.json").write_text("new")
    os.utime(far / "corrections" / "a.json", ns=(1, 1))
    _publish(mirror.local, "a.png")
    mirror.push()
    assert (far / "corrections" / "a.json").read_text() == "mended by hand"
    assert (far / "corrections" / "b.json").read_text() == "new"
    assert (far / "notes.txt").exists()
    mirror.pull(_kept)
    assert (mirror.local / "corrections" / "a.json").read_text() == "mended by hand"


def test_a_correction_that_was_taken_back_here_goes_there_too(mirror: Mirror, far: Path) -> None:
    (far / "corrections").mkdir()
    (far / "corrections" / "a.json").write_text("{}")
    mirror.pull(_kept)
    (mirror.local / "corrections" / "a.json").unlink()
    _publish(mirror.local, "a.png")
    mirror.push()
    assert not (far / "corrections" / "a.json").exists()
