"""Digitise a batch of figures: files in, records and overlays out, one outcome per figure and no exception."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from extractors import EXTRACTOR_VERSION
from extractors.digitise import digitise_bytes
from extractors.errors import UnreadableImage
from extractors.image import check_size, decode, open_image, to_rgb
from flows.sources import Job
from reports.dataset import check_records, overlay_path, read_record, write_record
from reports.files import write_atomically
from reports.overlay import draw_overlay
from schemas.options import Options
from schemas.reasons import Reason, Status
from schemas.record import FigureRecord
from schemas.run import Outcome

_log = logging.getLogger(__name__)

# These come from the machine or from an error of ours, not from the figure: another run may get further.
_TRANSIENT = frozenset({Reason.BUG, Reason.WORKER_LOST, Reason.READER_MISSING})
_SAME_BYTES = re.compile(r"(; )?same bytes as .*$", re.DOTALL)
_NAMED_DUPLICATES = 5
_MESSAGE_LENGTH = 300

Digitise = Callable[[bytes, str, Options], FigureRecord]


@dataclass(frozen=True, slots=True)
class Setting:
    """What all batches of a run share. ``force`` reads figures again that have a record."""

    out: Path
    options: Options
    run_id: str
    force: bool = False


def digitise_batch(jobs: Sequence[Job], setting: Setting, digitise: Digitise = digitise_bytes) -> list[Outcome]:
    """Read each figure, write its record and overlay, and say how it went; never raises for a figure.

    A figure is kept as it is where its record of the same options and extractor version exists. An unexpected error
    becomes a record with the reason ``bug``; its traceback goes to the log.
    """
    results = [_digitise(job, setting, digitise) for job in jobs]
    sound = _sound([record for record, _ in results])
    return [
        Outcome.of(record, kept) if fit else Outcome.of(_write_bug(job, setting, "the record would break a table"))
        for job, (record, kept), fit in zip(jobs, results, sound, strict=True)
    ]


def keep_batch(jobs: Sequence[Job], setting: Setting) -> list[Outcome]:
    """The outcomes of those figures whose records still hold; the others are for :func:`digitise_batch`."""
    records = [record for record in (_kept(job, setting) for job in jobs) if record is not None]
    return [Outcome.of(record, kept=True) for record, fit in zip(records, _sound(records), strict=True) if fit]


def write_failure(job: Job, setting: Setting, reason: Reason, message: str) -> FigureRecord:
    """Write the record of a figure of which nothing is known but its file, and return it."""
    record = FigureRecord(
        figure_id=job.figure_id,
        source=job.source,
        sha256=job.sha256,
        status=Status.FAILED,
        reason=reason,
        message=message,
        extractor_version=EXTRACTOR_VERSION,
        options_hash=setting.options.digest(),
    )
    overlay_path(setting.out, job.figure_id).unlink(missing_ok=True)
    return _write(record, job, setting)


def write_overlay(data: bytes, record: FigureRecord, options: Options, path: Path) -> None:
    """Draw the record over the figure as PNG at ``path``; where the figure cannot be decoded there is no such file."""
    rgb = _file_pixels(data, options)
    if rgb is None:
        path.unlink(missing_ok=True)
        return
    picture = Image.fromarray(draw_overlay(rgb, record))
    write_atomically(path, lambda file: picture.save(file, format="PNG"))


def _digitise(job: Job, setting: Setting, digitise: Digitise) -> tuple[FigureRecord, bool]:
    kept = _kept(job, setting)
    if kept is not None:
        return kept, True
    try:
        data = job.path.read_bytes()
    except OSError as error:
        return write_failure(job, setting, Reason.UNREADABLE_IMAGE, f"cannot be opened: {error.strerror}"), False
    try:
        record = digitise(data, job.source, setting.options)
        write_overlay(data, record, setting.options, overlay_path(setting.out, record.figure_id))
        return _write(record, job, setting), False
    except Exception as error:
        _log.exception("unexpected error at %s", job.source)
        first_line = (str(error).splitlines() or [""])[0]
        return _write_bug(job, setting, f"{type(error).__name__}: {first_line}"), False


def _kept(job: Job, setting: Setting) -> FigureRecord | None:
    """The record on disk where it still holds, under the path that the figure has now."""
    if not job.sha256:
        return None
    try:
        record = read_record(setting.out, job.figure_id)
    except (OSError, ValueError):
        return None
    of_this_run = record.run_id == setting.run_id  # a batch that is run again after its worker died
    if not of_this_run and (setting.force or record.reason in _TRANSIENT):
        return None
    if (record.options_hash, record.extractor_version) != (setting.options.digest(), EXTRACTOR_VERSION):
        return None
    moved = _under_path(record, job)
    if moved != record:
        write_record(setting.out, moved)
    return moved


def _write(record: FigureRecord, job: Job, setting: Setting) -> FigureRecord:
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    stamped = record.model_copy(update={"run_id": setting.run_id, "digitised_at": now})
    named = _under_path(stamped, job)
    write_record(setting.out, named)
    return named


def _under_path(record: FigureRecord, job: Job) -> FigureRecord:
    """The record with the source and descriptions of the job and, in its message, the files with the same bytes."""
    message = _SAME_BYTES.sub("", record.message)
    if job.duplicates:
        message = f"{message}; same bytes as {_names(job.duplicates)}".removeprefix("; ")
    return record.model_copy(update={"source": job.source, "message": message, "descriptions": list(job.descriptions)})


def _names(sources: tuple[str, ...]) -> str:
    shown, more = sources[:_NAMED_DUPLICATES], len(sources) - _NAMED_DUPLICATES
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")


def _write_bug(job: Job, setting: Setting, message: str) -> FigureRecord:
    return write_failure(job, setting, Reason.BUG, message[:_MESSAGE_LENGTH])


def _sound(records: list[FigureRecord]) -> list[bool]:
    """Whether each record fits the tables: all at once, and one by one only where that fails, for speed."""
    if _fits(records):
        return [True] * len(records)
    return [_fits([record]) for record in records]


def _fits(records: list[FigureRecord]) -> bool:
    try:
        check_records(records)
    except ValueError:
        _log.exception("a record of %s does not fit the tables", ", ".join(record.source for record in records))
        return False
    return True


def _file_pixels(data: bytes, options: Options) -> NDArray[np.uint8] | None:
    """The figure as RGB in its own size, or nothing where it cannot be decoded."""
    try:
        image = open_image(data)
        check_size(image, options)
        return to_rgb(decode(image))
    except UnreadableImage:
        return None
