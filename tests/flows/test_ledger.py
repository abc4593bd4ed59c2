"""A second run reads nothing that is as it was, and sees whatever is not."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

from flows import batches, keeping, ledger, sources
from flows.files import read_file, sha256_of
from flows.ledger import load_ledger
from reports import parts
from reports.dataset import read_corrected, read_record, record_path, write_record
from schemas.options import Options
from tests.flows.stubbed import run_stubbed, stub

OLD = 1_600_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Figures, two of them with texts, that were written long ago."""
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    for name in ("a.png", "b.png", "bad.png", "deep/c.png"):
        (folder / name).write_text(f"{Path(name).stem} of {name}")
    for name in ("a.md", "deep/c.md"):
        (folder / name).write_text("The curve rises.")
    return folder


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written just now counts as written long ago."""
    monkeypatch.setattr(ledger, "_SETTLED_NS", -1)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, list[str]]]:
    """What is hashed, which records are looked at, and which of them become rows, from now on."""
    seen: dict[str, list[str]] = {"hashed": [], "kept": [], "published": []}

    def spy(kind: str, real: Callable[..., object], which: int) -> Callable[..., object]:
        def call(*arguments: object) -> object:
            seen[kind].append(Path(str(arguments[which])).name)
            return real(*arguments)

        return call

    monkeypatch.setattr(ledger, "sha256_of", spy("hashed", sha256_of, 0))
    monkeypatch.setattr(keeping, "read_record", spy("kept", read_record, 1))
    monkeypatch.setattr(parts, "read_corrected", spy("published", read_corrected, 1))
    yield seen


def _sources(out: Path) -> list[str]:
    return pd.read_parquet(out / "figures.parquet")["source"].tolist()


@pytest.mark.usefixtures("settled")
def test_an_unchanged_folder_is_not_read(folder: Path, tmp_path: Path, read: dict[str, list[str]]) -> None:
    out = tmp_path / "out"
    first = run_stubbed(folder, out)
    before = {path.name: path.stat().st_mtime_ns for path in out.glob("*.parquet")}
    for found in read.values():
        found.clear()
    second = run_stubbed(folder, out)
    assert read == {"hashed": [], "kept": [], "published": []}
    assert {path.name: path.stat().st_mtime_ns for path in out.glob("*.parquet")} == before
    assert second.n_kept == second.n_figures == first.n_figures == 4
    same = {"run_id", "seconds", "n_kept", "not_ok"}
    assert second.model_dump(exclude=same) == first.model_dump(exclude=same)
    assert (first.n_described, first.checks.n_texts) == (2, 2)


@pytest.mark.usefixtures("settled")
def test_only_what_changed_is_read(folder: Path, tmp_path: Path, read: dict[str, list[str]]) -> None:
    out = tmp_path / "out"
    run_stubbed(folder, out)
    for found in read.values():
        found.clear()
    (folder / "b.png").write_text("another figure")
    (folder / "deep" / "c.png").rename(folder / "moved.png")
    (folder / "new.png").write_text("new")
    (folder / "a.png").unlink()
    summary = run_stubbed(folder, out)
    assert sorted(read["hashed"]) == ["b.png", "moved.png", "new.png"]
    assert len(read["published"]) == 3
    assert summary.n_kept == 2
    assert sorted(_sources(out)) == ["b.png", "bad.png", "moved.png", "new.png"]


@pytest.mark.usefixtures("settled")
def test_a_figure_that_comes_back_has_its_record(folder: Path, tmp_path: Path) -> None:
    out, away = tmp_path / "out", tmp_path / "away.png"
    run_stubbed(folder, out)
    (folder / "b.png").rename(away)
    run_stubbed(folder, out)
    assert "b.png" not in _sources(out)
    away.rename(folder / "b.png")
    assert run_stubbed(folder, out).n_kept == 4
    assert "b.png" in _sources(out)


@pytest.mark.usefixtures("settled")
def test_a_record_that_was_changed_or_removed_is_seen(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_stubbed(folder, out)
    (one,) = stub((folder / "a.png").read_bytes(), "a.png", Options(min_side=40))
    write_record(out, one)
    (two,) = stub((folder / "b.png").read_bytes(), "b.png", Options())
    record_path(out, two.figure_id).unlink()
    assert run_stubbed(folder, out).n_kept == 2
    hashes = pd.read_parquet(out / "figures.parquet")["options_hash"]
    assert set(hashes) == {Options().digest()}


@pytest.mark.usefixtures("settled")
def test_a_file_that_looks_unchanged_is_read_when_asked(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    run_stubbed(folder, out)
    (folder / "b.png").write_text("B of b.png")
    # As if the file system told of no change: what the ledger knows of the file is what the file tells now.
    known = load_ledger(out)
    status = (folder / "b.png").stat()
    stamp = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
    files = {**known.files, "b.png": (stamp, known.files["b.png"][1])}
    ledger.save_ledger(out, known.model_copy(update={"files": files}))
    assert run_stubbed(folder, out).n_kept == 4
    assert run_stubbed(folder, out, rehash=True).n_kept == 3


def test_a_file_that_was_written_just_now_is_hashed_again(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    os.utime(folder / "a.png", (OLD, OLD))
    run_stubbed(folder, out)
    assert load_ledger(out).files == {}  # its other times are new, whatever is set


@pytest.mark.parametrize("text", ["", "{", '{"version": "0"}'])
def test_a_damaged_ledger_only_costs_time(folder: Path, tmp_path: Path, text: str) -> None:
    out = tmp_path / "out"
    run_stubbed(folder, out)
    (out / ".unplot" / "ledger.json").write_text(text)
    assert run_stubbed(folder, out).n_kept == 4


@pytest.mark.usefixtures("settled")
def test_bytes_that_changed_between_hash_and_read_are_not_taken_for_known(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(path: Path, most: int) -> bytes:
        return b"written meanwhile" if path.name == "b.png" else read_file(path, most)

    out = tmp_path / "out"
    with monkeypatch.context() as patch:
        patch.setattr(batches, "read_file", late)
        assert run_stubbed(folder, out).n_figures == 4
    assert "b.png" not in load_ledger(out).files
    assert run_stubbed(folder, out).n_kept == 3


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not allow such names")
def test_names_of_all_kinds_have_rows(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    names = [
        "new\nline.png", "quote's \"double\".png", "📈 courbe é.png", "b" * 251 + ".png", "back\\slash.png", " .png",
        "-dash.png", "%s.png", "[red].png",
    ]  # fmt: skip
    for name in names:
        (folder / name).write_text(name)
    (folder / "loop.png").symlink_to("loop.png")
    (folder / "sub.png").mkdir()
    os.mkfifo(folder / "pipe.png")
    byte = os.fsencode(folder) + b"/\\xff.png", os.fsencode(folder) + b"/\xff.png"
    for path in byte:
        Path(os.fsdecode(path)).write_bytes(path)
    run_stubbed(folder, out)
    figures = pd.read_parquet(out / "figures.parquet").set_index("source")
    assert len(figures) == len(names) + 4
    assert {name.replace("\\", "\\\\") for name in names} <= set(figures.index)
    lost = figures[figures["reason"] == "file_not_read"]["message"].to_dict()
    assert lost == {
        "loop.png": "cannot be read: Too many levels of symbolic links",
        "pipe.png": "cannot be read: not a regular file",
    }


def test_a_folder_that_cannot_be_listed_is_told_and_left_out(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    listed = sources._listed

    def refuse(path: Path) -> list[os.DirEntry[str]]:
        if path.name == "deep":
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(sources, "_listed", refuse)
    assert run_stubbed(folder, tmp_path / "out").n_figures == 3
    assert "deep is left out, since it cannot be listed: Permission denied" in caplog.text
