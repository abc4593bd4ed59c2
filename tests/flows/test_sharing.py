"""How the files of a run are shared out."""

from __future__ import annotations

from pathlib import Path

from flows.sharing import batches_of
from flows.sources import Job, find_images, jobs_of


def _jobs(folder: Path, sizes: list[int]) -> list[Job]:
    folder.mkdir()
    for number, size in enumerate(sizes):
        (folder / f"{number:03d}.png").write_bytes(bytes([number % 256]) * size)
    return jobs_of(find_images(folder), folder)


def _shared(jobs: list[Job], workers: int, size: int | None = None) -> list[list[str]]:
    return [[job.source[:3] for job in batch] for batch in batches_of(jobs, workers, size)]


def test_large_files_come_first_and_alone(tmp_path: Path) -> None:
    jobs = _jobs(tmp_path / "in", [10, 11, 5000, 12, 9000, *range(13, 25)])
    shared = _shared(jobs, workers=1)
    assert shared[:2] == [["004"], ["002"]]
    assert sorted(name for batch in shared for name in batch) == [job.source[:3] for job in jobs]
    assert shared[2:] == [
        [f"{n:03d}" for n in pair] for pair in ((16, 15, 14), (13, 12, 11), (10, 9, 8), (7, 6, 5), (3, 1, 0))
    ]


def test_files_of_one_size_are_shared_out_evenly(tmp_path: Path) -> None:
    jobs = _jobs(tmp_path / "in", [100] * 64)
    assert [len(batch) for batch in batches_of(jobs, workers=2)] == [4] * 16
    assert [len(batch) for batch in batches_of(jobs, workers=2, size=1)] == [1] * 64


def test_what_is_gone_is_shared_out_too(tmp_path: Path) -> None:
    jobs = _jobs(tmp_path / "in", [0, 3])
    jobs[1].path.unlink()
    assert sum(len(batch) for batch in batches_of(jobs, workers=1)) == 2
    assert batches_of([], workers=1) == []
