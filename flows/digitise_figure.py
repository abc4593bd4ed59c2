"""The Prefect flow for a single figure, ad hoc: its record and overlay, and no tables."""

from __future__ import annotations

from pathlib import Path

from prefect import State, flow, task
from prefect.cache_policies import NO_CACHE
from prefect.states import Completed

from flows.batches import digitise_job
from flows.descriptions import describe_job
from flows.keeping import Setting
from flows.runs import new_run_id
from flows.sources import job_of
from reports.dataset import read_record
from schemas.options import Options
from schemas.reasons import Status
from schemas.record import FigureRecord

_DEFAULTS = Options()


@flow(name="digitise-figure")
def digitise_figure(
    file: Path, out: Path = Path("data/processed"), options: Options = _DEFAULTS, force: bool = False
) -> State[FigureRecord]:
    """Read one file, write its record and overlay into ``out`` and return a state that holds the record.

    Of a document with several figures all are written; the record is that of the first one, which names the others. Its
    descriptions are the texts beside it.

    The tables are left alone: they hold the figures of the last run over a folder.
    """
    record = digitise_file(file, out, options, force)
    name = "CompletedWithFailures" if record.status is Status.FAILED else "Completed"
    return Completed(name=name, message=f"{record.status.value} {record.reason.value}".strip(), data=record)


@task(name="digitise-file", cache_policy=NO_CACHE)
def digitise_file(file: Path, out: Path, options: Options, force: bool) -> FigureRecord:
    """Digitise in this process; never raises for a bad figure."""
    first, *_ = digitise_job(describe_job(job_of(file)), Setting(out, options, new_run_id(), force))
    return read_record(out, first.figure_id)
