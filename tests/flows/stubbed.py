"""Runs with a stand-in for the extractor, for tests of all that is around it: in this process, and quick."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from flows import batches
from flows.pool import WorkerPool
from flows.runs import Pool, run_folder
from flows.sharing import Batch
from schemas.options import Options
from schemas.record import FigureRecord
from schemas.run import Outcomes, RunSummary
from tests.reports import fabricate


def stub(data: bytes, source: str, options: Options) -> list[FigureRecord]:
    """A record of one or two panels for whatever bytes, or of a failure for those that begin with ``bad``."""
    sha256 = hashlib.sha256(data).hexdigest()
    made = fabricate.failed(source) if data.startswith(b"bad") else fabricate.record(source, panels=1 + len(data) % 2)
    update = {"figure_id": sha256[:16], "sha256": sha256, "options_hash": options.digest()}
    return [made.model_copy(update=update)]


def run_stubbed(folder: Path, out: Path, part_figures: int = 2000, rehash: bool = False) -> RunSummary:
    """A run in which no figure is read and no process is started."""
    vars(batches)["digitise_document"], real = stub, batches.__dict__["digitise_document"]
    try:
        return run_folder(
            folder, out, Options(), workers=1, part_figures=part_figures, rehash=rehash, run_batches=in_process
        )
    finally:
        vars(batches)["digitise_document"] = real


def in_process(pool: Pool, made: list[Batch]) -> Iterator[list[Outcomes]]:
    """Batches one after the other in this process."""
    assert isinstance(pool, WorkerPool)
    return ([pool.work(job) for job in batch] for batch in made)
