"""Which records of earlier runs still hold, and under which path."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from extractors import EXTRACTOR_VERSION
from extractors.vector.verify import is_from_vectors
from flows.sources import Job
from reports.dataset import read_record, write_record
from schemas.options import Limits, Options
from schemas.reasons import Reason, Status
from schemas.record import CAPTION, DescriptionRecord, FigureRecord, file_of
from schemas.run import Outcome

# These come from the machine or from an error of ours, not from the figure: another run may get further.
TRANSIENT = frozenset({Reason.BUG, Reason.CRASHED, Reason.WORKER_LOST, Reason.READER_MISSING, Reason.FILE_NOT_READ})
# The limit, in the evidence of a record, under which the figure was given up.
LIMITED = {Reason.TIMEOUT: "timeout_s", Reason.OUT_OF_MEMORY: "memory_mb"}
_NO_LIMITS = Limits(timeout_s=None, memory_mb=None)
_SAME_BYTES = re.compile(r"(; )?same bytes as .*$", re.DOTALL)
_NAMED_DUPLICATES = 5
# Records keep four decimals of a confidence.
_ROUNDED = 1e-4


@dataclass(frozen=True, slots=True)
class Setting:
    """What all figures of a run share. ``force`` reads figures again that have a record."""

    out: Path
    options: Options
    run_id: str
    force: bool = False
    limits: Limits = _NO_LIMITS


def keep_batch(jobs: Iterable[Job], setting: Setting) -> list[list[Outcome]]:
    """The outcomes of those files whose records still hold; the others are to be digitised."""
    found = (kept_records(job, setting) for job in jobs)
    return [[Outcome.of(record, kept=True) for record in records] for records in found if records]


def kept_records(job: Job, setting: Setting) -> list[FigureRecord]:
    """The records on disk where all of the file still hold, under the path that it has now; else none."""
    first = _kept(job, job.figure_id, setting)
    if first is None:
        return []
    others = [_kept(job, figure_id, setting) for figure_id in first.other_figures]
    return [first, *(record for record in others if record is not None)] if all(others) else []


def _kept(job: Job, figure_id: str, setting: Setting) -> FigureRecord | None:
    if not job.sha256:
        return None
    try:
        record = read_record(setting.out, figure_id)
    except (OSError, ValueError):
        return None
    of_this_run = record.run_id == setting.run_id  # a figure that is tried again after its worker died
    if not of_this_run and (setting.force or not _final(record, setting.limits)):
        return None
    if record.extractor_version != EXTRACTOR_VERSION or not _as_under(setting.options, record):
        return None
    moved = under_path(record, job).model_copy(update={"options_hash": setting.options.digest()})
    if moved != record:
        write_record(setting.out, moved)
    return moved


def _as_under(options: Options, record: FigureRecord) -> bool:
    """Whether the figure would be read, and judged, as it was: only vectors are verified."""
    verify = {options.verify} if is_from_vectors(record) else {False, True}
    alike = [options.model_copy(update={"verify": choice}) for choice in verify]
    if record.options_hash in {choice.digest() for choice in alike}:
        return True
    return record.reading_hash in {choice.reading_digest() for choice in alike} and _stands(record, options)


def _stands(record: FigureRecord, options: Options) -> bool:
    """Whether the verdicts on what was read are the same under any least confidence up to that of these options.

    Those on a figure that was doubted may have another reason, and its confidence is cut off at the least one.
    """
    if not record.panels:
        return record.confidence == 0
    sure = [record.confidence, *(series.confidence for series in record.series)]
    sound = record.status is Status.OK and all(series.status is Status.OK for series in record.series)
    return sound and min(sure) - _ROUNDED >= options.ok_confidence


def under_path(record: FigureRecord, job: Job) -> FigureRecord:
    """The record with the source and descriptions of the job and, in its message, the files with the same bytes."""
    source = file_of(job.source) + record.place
    caption = hashlib.sha256(record.caption.encode()).hexdigest() if record.caption else None
    descriptions = texts_of(job, source, bool(record.place or record.other_figures), caption)
    message = _SAME_BYTES.sub("", record.message)
    if job.duplicates:
        message = f"{message}; same bytes as {_names(job.duplicates)}".removeprefix("; ")
    return record.model_copy(update={"source": source, "message": message, "descriptions": descriptions})


def texts_of(job: Job, source: str, one_of_several: bool, caption: str | None) -> list[DescriptionRecord]:
    """The texts that describe a figure of the job, the caption among them; its path is the place of the figure.

    ``caption`` is the digest of the caption, None where there is none. Texts beside a document with several figures do
    not say which one they describe, and are of none; a text with the source ``caption`` takes the place of the caption.
    """
    texts = [] if one_of_several else list(job.descriptions)
    if caption is not None and all(text.source != CAPTION for text in texts):
        texts.append(DescriptionRecord(source=CAPTION, path=source, sha256=caption))
    return texts


def _final(record: FigureRecord, limits: Limits) -> bool:
    """Whether the same would come out again; a figure that passed a limit has another chance under a wider one."""
    if record.reason not in LIMITED:
        return record.reason not in TRANSIENT
    name = LIMITED[record.reason]
    limit = getattr(limits, name)
    return limit is not None and limit <= record.evidence.get(name, 0)


def _names(sources: tuple[str, ...]) -> str:
    shown, more = sources[:_NAMED_DUPLICATES], len(sources) - _NAMED_DUPLICATES
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")
