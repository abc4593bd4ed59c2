"""Run damaged image files through the pipeline: the batch has to come to its end, with a row for every one of them."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NoReturn

import pyarrow.parquet as pq

from benchmarks.mutants import mutants
from benchmarks.wrapped_work import Work, with_work
from extractors import pipeline
from extractors.errors import NotAChart
from extractors.pipeline import read_figure
from flows.files import sha256_of
from flows.runs import in_threads, run_folder
from flows.sources import Job, find_images
from schemas.options import Limits, Options
from schemas.reasons import Reason
from schemas.run import Outcomes

# So many files lie on disk at a time.
ROUND = 1000
_LIMITS = Limits(timeout_s=60, memory_mb=2048)
# What a damaged file must never be: an error of ours, or the end of a process.
FAULTS = frozenset({"bug", "crashed", "timeout", "out_of_memory", "file_not_read"})


@dataclass
class Tally:
    """Files by reason, files without a row, and the rows that tell of a fault with their file."""

    files: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    faults: list[tuple[str, str, str]] = field(default_factory=list)


def fuzz(count: int, seed: int, workers: int, every: int = 1, keep: Path | None = None) -> Iterator[Tally]:
    """Digitise ``count`` mutants, and yield the tally after each round; files with a fault are copied to ``keep``.

    Of the files that can be decoded, one in ``every`` goes through all stages, and the others no further.
    """
    tally, source = Tally(), mutants(count, seed)
    with tempfile.TemporaryDirectory() as scratch:
        for start in range(0, count, ROUND):
            folder, out = Path(scratch, "in"), Path(scratch, "out")
            folder.mkdir()
            for _ in range(min(ROUND, count - start)):
                name, data = next(source)
                (folder / name).write_bytes(data)
            _count(folder, out, workers, every, tally)
            for name, _, _ in tally.faults:
                if keep is not None and (folder / name).exists():
                    keep.mkdir(parents=True, exist_ok=True)
                    shutil.copy(folder / name, keep)
            shutil.rmtree(folder)
            shutil.rmtree(out)
            yield tally


def _count(folder: Path, out: Path, workers: int, every: int, tally: Tally) -> None:
    run_folder(
        folder,
        out,
        Options(),
        workers=workers,
        limits=_LIMITS,
        run_batches=with_work(partial(_work, every), partial(in_threads, workers)),
    )
    columns = ["source", "sha256", "reason", "message"]
    rows = {row["sha256"]: row for row in pq.read_table(out / "figures.parquet", columns=columns).to_pylist()}
    for path in find_images(folder):
        tally.files += 1
        row = rows.get(sha256_of(path))
        if row is None:
            tally.lost.append(path.name)
        else:
            tally.reasons[row["reason"] or "read"] += 1
        if row is not None and row["source"] == path.name and row["reason"] in FAULTS:
            tally.faults.append((path.name, row["reason"], row["message"]))


def _work(every: int, work: Work, job: Job) -> Outcomes:
    vars(pipeline)["read_figure"] = read_figure if int(job.figure_id, 16) % every == 0 else _read_no_further
    return work(job)


def _read_no_further(*_: object) -> NoReturn:
    raise NotAChart(Reason.NO_PLOT_BOX, "decoded, and read no further")
