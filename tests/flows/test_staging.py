"""Runs on figures and datasets at an address; also with real object stores."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import pandas as pd
import pytest
from fsspec.implementations.local import LocalFileSystem
from fsspec.registry import _registry
from typer.testing import CliRunner

from flows.addresses import address_of
from flows.cli import app
from flows.serving import free_port
from flows.staging import local_dataset, run_staged, staged
from reports.locking import locked
from reports.report import write_report
from schemas.options import Options
from schemas.run import RunSummary
from tests.flows.stores import S3_KEYS, gs_store, needed, s3_store
from tests.flows.stubbed import in_process


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNPLOT_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """S3 at an address where nothing listens, and no credentials but those that a test sets."""
    needed("s3fs")
    for name in (*S3_KEYS, "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", os.devnull)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{free_port()}")


@pytest.fixture(scope="module")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with s3_store(tmp_path_factory.mktemp("s3")) as files:
        yield files


@pytest.fixture(scope="module")
def gs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with gs_store(tmp_path_factory.mktemp("gs")) as files:
        yield files


@pytest.fixture(params=["file", "s3", "gs"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Any, str]:
    """A file system and the address of an empty place in it."""
    if request.param != "file":
        return request.getfixturevalue(request.param), f"{request.param}://bucket/{tmp_path.name}/store"
    return fsspec.filesystem("file", auto_mkdir=True), f"file://{tmp_path}/store"


def _put(store: tuple[Any, str], name: str, data: bytes) -> None:
    store[0].pipe_file(f"{store[1]}/{name}", data)


def _run(folder: str, out: str, *more: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["run", folder, "--out", out, "--no-prefect", *more])
    return result.exit_code, result.output


def _run_here(folder: str, out: str, descriptions: str | None = None) -> RunSummary:
    ways: dict[str, Any] = {"descriptions": Path(descriptions) if descriptions else None, "write_report": write_report}
    return run_staged(Path(folder), Path(out), Options(), workers=1, run_batches=in_process, **ways)


def _fetched(files: type[Any], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read from a file system from now on."""
    names: list[str] = []
    real = files.cat_file

    def cat_file(self: Any, path: str) -> Any:
        names.append(path.rpartition("/")[2])
        return real(self, path)

    monkeypatch.setattr(files, "cat_file", cat_file)
    return names


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("s3://bucket/figures", "s3://bucket/figures"),
        ("s3://bucket/figures/", "s3://bucket/figures"),
        ("gs://bucket", "gs://bucket"),
        ("file:///srv/figures", "file:///srv/figures"),
        ("data/raw", None),
        ("/srv/s3:/x", None),
        ("c:/figures", None),
    ],
)
def test_an_address_passes_through_a_path(path: str, address: str | None) -> None:
    assert address_of(Path(path)) == address


def test_a_run_from_address_to_address(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "broken.png").write_text("no picture")
    out = f"file://{tmp_path}/out"
    code, said = _run(f"file://{tmp_path}/in", out, "--workers", "1", "--max-failed-share", "1")
    assert code == 1, said
    assert f"{out}/report/index.html" in said
    assert (tmp_path / "out" / "report" / "index.html").exists()


def test_a_second_run_fetches_only_what_is_new(store: tuple[Any, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The dataset lies among the figures, as in a bucket with a folder for each run."""
    _put(store, "broken.png", b"no picture")
    _put(store, "deep/empty.png", b"")
    _put(store, "huge.bin", b"not read at all")
    figures, out = store[1], f"{store[1]}/out"
    first = _run_here(figures, out)
    assert (first.folder, first.out, first.n_files) == (figures, out, 2)
    names = {path.partition("store/out/")[2] for path in store[0].find(out)}
    assert {"figures.parquet", "datapackage.json", "_SUCCESS", "report/index.html"} <= names
    with store[0].open(f"{out}/figures.parquet") as file:
        assert dict(pd.read_parquet(file)[["source", "reason"]].to_numpy()) == {
            "broken.png": "unreadable_image",
            "deep/empty.png": "empty_file",
        }
    fetched = _fetched(type(store[0]), monkeypatch)
    assert _run_here(figures, out).n_kept == 2
    assert fetched == []
    _put(store, "new.png", b"no picture either")
    assert _run_here(figures, out).n_figures == 3
    assert fetched == ["new.png"]


def test_texts_at_an_address_are_paired_and_followed(
    store: tuple[Any, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "broken.png").write_text("no picture")
    texts, out = f"{store[1]}/texts", str(tmp_path / "out")
    _put(store, "texts/deep/broken.md", b"a text about it")
    _put(store, "texts/other.png", b"no text")
    fetched = _fetched(type(store[0]), monkeypatch)
    assert _run_here(str(tmp_path / "in"), out, texts).n_described == 1
    assert _run_here(str(tmp_path / "in"), out, texts).n_described == 1
    assert fetched == ["broken.md"]
    code, said = _run(str(tmp_path / "in"), out, "--descriptions", f"{store[1]}/text")
    assert code == 2 and f"unplot: no texts in {store[1]}/text" in said, said


def test_another_machine_goes_on_where_the_first_one_was(
    store: tuple[Any, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "broken.png").write_text("no picture")
    assert _run_here(str(tmp_path / "in"), store[1]).n_kept == 0
    monkeypatch.setenv("UNPLOT_CACHE", str(tmp_path / "another"))
    assert _run_here(str(tmp_path / "in"), store[1]).n_kept == 1


def test_a_run_that_fails_leaves_the_dataset_as_it_was(tmp_path: Path) -> None:
    out = tmp_path / "store"
    out.mkdir()
    (out / "_SUCCESS").write_text("{}")
    with pytest.raises(ValueError, match="no such luck"), staged(tmp_path, Path(f"file://{out}")) as (_, here):
        (here / "records").mkdir()
        (here / "records" / "a.json").write_text("{}")
        raise ValueError("no such luck")
    assert [path.name for path in out.iterdir()] == ["_SUCCESS"]


def test_where_there_are_no_figures_the_address_is_named(tmp_path: Path) -> None:
    code, said = _run(f"file://{tmp_path}/nothing", str(tmp_path / "out"))
    assert (code, said.count(f"unplot: no pictures, PDF or SVG files in file://{tmp_path}/nothing")) == (2, 1), said


def test_figures_and_dataset_need_two_addresses(tmp_path: Path) -> None:
    code, said = _run(f"file://{tmp_path}", f"file://{tmp_path}/")
    assert code == 2 and "the dataset needs another address" in said


def test_two_runs_into_one_address_are_told_of_one_another(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.png").write_text("no picture")
    out = f"file://{tmp_path}/out"
    with locked(local_dataset(Path(out)).parent, "a run"):
        code, said = _run(str(tmp_path / "in"), out)
    assert code == 2 and f"unplot: {out} is being written to by process {os.getpid()}" in said


def test_an_address_of_no_kind_that_is_known(tmp_path: Path) -> None:
    code, said = _run("nowhere://bucket/figures", str(tmp_path / "out"))
    assert code == 2 and "unplot: nowhere://bucket/figures cannot be reached: Protocol not known: nowhere" in said


@pytest.mark.parametrize(("scheme", "package", "extra"), [("s3", "s3fs", "s3"), ("gs", "gcsfs", "gcs")])
def test_a_missing_package_is_told_with_its_extra(
    scheme: str, package: str, extra: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    monkeypatch.delitem(_registry, scheme, raising=False)
    code, said = _run(f"{scheme}://bucket/figures", str(tmp_path / "out"))
    assert code == 2 and f"a package that is not installed: pip install 'unplot[{extra}]'" in said, said


def test_without_credentials(no_server: None, tmp_path: Path) -> None:
    code, said = _run("s3://bucket/figures", str(tmp_path / "out"))
    assert code == 2 and "unplot: s3://bucket/figures cannot be reached: Unable to locate credentials" in said, said


def test_a_store_that_does_not_answer(no_server: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in S3_KEYS.items():
        monkeypatch.setenv(name, value)
    code, said = _run("s3://bucket/figures", str(tmp_path / "out"))
    assert code == 2 and "unplot: s3://bucket/figures cannot be reached: Could not connect" in said, said


def test_a_bucket_that_is_not_there(s3: Any, tmp_path: Path) -> None:
    code, said = _run("s3://none/figures", str(tmp_path / "out"))
    assert code == 2 and "unplot: s3://none/figures cannot be read: The specified bucket does not exist" in said, said
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.png").write_text("no picture")
    code, said = _run(str(tmp_path / "in"), "s3://none/out")
    assert code == 2 and "unplot: s3://none/out cannot be read" in said, said


def test_a_store_that_drops_out_in_the_middle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    for name in "abcdef":
        (tmp_path / "in" / f"{name}.png").write_text(f"no picture {name}")
    folder, out = f"file://{tmp_path}/in", f"file://{tmp_path}/out"
    monkeypatch.setattr("flows.mirror._AT_ONCE", 1)
    fetched = _fetched(LocalFileSystem, monkeypatch)
    real = LocalFileSystem.cat_file

    def drop_out(files: LocalFileSystem, path: str) -> Any:
        if len(fetched) == 3:
            raise TimeoutError("no answer")
        return real(files, path)

    with monkeypatch.context() as patch:
        patch.setattr(LocalFileSystem, "cat_file", drop_out)
        code, said = _run(folder, out)
    assert code == 2 and f"unplot: {folder} cannot be reached: no answer" in said, said
    assert not (tmp_path / "out").exists()
    assert _run_here(folder, out).n_figures == 6
    assert fetched == [f"{name}.png" for name in "abcdef"]
