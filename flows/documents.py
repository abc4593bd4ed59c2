"""The figures of documents: a file is one job, and what comes after the reading asks for each of its figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from flows.keeping import texts_of
from flows.sources import DOCUMENTS, Job
from reports.dataset import read_record
from schemas.run import Outcome, TextReport


def figure_jobs(jobs: Sequence[Job], rows: Mapping[str, Outcome]) -> list[Job]:
    """A job for each figure of the jobs, with the texts that describe it; ``rows`` are the outcomes by figure."""
    found = []
    for job in jobs:
        first = rows.get(job.figure_id)
        ids = (job.figure_id, *first.others) if first is not None else ()
        outcomes = [rows[figure_id] for figure_id in ids if figure_id in rows]
        found += [_of_figure(job, outcome, len(ids) > 1) for outcome in outcomes] or [job]
    return found


def told_of(texts: TextReport, jobs: Sequence[Job], rows: Mapping[str, Outcome]) -> TextReport:
    """What is to be told of texts, now that it is known which documents hold several figures."""
    several = [job for job in jobs if job.figure_id in rows and rows[job.figure_id].others]
    undecided = {text.path for job in several for text in job.descriptions}
    return texts.model_copy(update={"ambiguous_texts": sorted(undecided.union(texts.ambiguous_texts))})


def recorded(jobs: Sequence[Job], out: Path) -> dict[str, Outcome]:
    """The outcomes of the figures of documents that were read before, by figure."""
    found: dict[str, Outcome] = {}
    for job in (job for job in jobs if job.path.suffix.lower() in DOCUMENTS):
        try:
            first = Outcome.of(read_record(out, job.figure_id))
            others = [Outcome.of(read_record(out, figure_id)) for figure_id in first.others]
        except (OSError, ValueError):
            continue
        found |= {outcome.figure_id: outcome for outcome in (first, *others)}
    return found


def _of_figure(job: Job, outcome: Outcome, one_of_several: bool) -> Job:
    texts = texts_of(job, outcome.source, one_of_several, "" if outcome.has_caption else None)
    return replace(job, figure_id=outcome.figure_id, source=outcome.source, descriptions=tuple(texts))
