"""Which files of a folder are figures, and which are the same."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from flows.sources import find_images, job_of, jobs_of


def _touch(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())


def _found(folder: Path, out: Path | None = None) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in find_images(folder, out)]


def test_images_are_found_by_suffix_in_any_case_and_sorted(tmp_path: Path) -> None:
    wanted = ["B.PNG", "a.jpg", "a/z.tiff", "b.webp", "c.Gif", "d.bmp", "e.jpeg", "f.tif"]
    _touch(tmp_path, *reversed(wanted), "a.truth.json", "a.md", "notes.png.txt", "png")
    assert _found(tmp_path) == wanted


def test_hidden_files_and_datasets_are_left_out(tmp_path: Path) -> None:
    _touch(tmp_path, "before/figures.parquet", "before/overlays/f.png")
    _touch(tmp_path, "a.png", ".b.png", ".cache/c.png", "out/overlays/d.png", "outer/e.png")
    assert _found(tmp_path, tmp_path / "out") == ["a.png", "outer/e.png"]


def test_links_that_go_round_are_followed_once(tmp_path: Path) -> None:
    _touch(tmp_path / "in", "a.png", "sub/b.png")
    _touch(tmp_path / "elsewhere", "c.png")
    (tmp_path / "in" / "sub" / "up").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "more").symlink_to(tmp_path / "elsewhere")
    assert _found(tmp_path / "in") == ["a.png", "more/c.png", "sub/b.png"]


def test_files_with_the_same_bytes_are_one_job(tmp_path: Path) -> None:
    _touch(tmp_path, "a.png", "b.png")
    (tmp_path / "c.png").write_bytes(b"a.png")
    jobs = jobs_of(find_images(tmp_path), tmp_path)
    assert [(job.source, job.duplicates) for job in jobs] == [("a.png", ("c.png",)), ("b.png", ())]
    assert all(job.sha256.startswith(job.figure_id) and len(job.figure_id) == 16 for job in jobs)


def test_files_that_cannot_be_opened_are_jobs_of_their_own(tmp_path: Path) -> None:
    for name in ("a.png", "b.png"):
        (tmp_path / name).symlink_to(tmp_path / "nowhere")
    jobs = jobs_of(find_images(tmp_path), tmp_path)
    assert [(job.source, job.sha256) for job in jobs] == [("a.png", ""), ("b.png", "")]
    assert len({job.figure_id for job in jobs}) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not allow such names")
def test_names_that_are_no_text_can_be_written_down(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.png"))
    path.write_bytes(b"x")
    assert job_of(path).source == "\\xff.png"
