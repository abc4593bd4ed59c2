"""Digitise files: records and overlays out, one outcome per figure and no exception for any of them."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image

from extractors import EXTRACTOR_VERSION
from extractors.pipeline import digitise_document
from flows.files import FileTooLarge, read_file
from flows.keeping import LIMITED, Setting, kept_records, under_path
from flows.sources import Job
from reports.dataset import overlay_path, write_record
from reports.files import CannotWrite, write_atomically
from reports.overlay import draw_overlay
from reports.pictures import figure_pixels
from schemas.options import Options
from schemas.reasons import Reason, Status
from schemas.record import FigureRecord
from schemas.run import Outcome

_log = logging.getLogger(__name__)

# No file of the allowed number of pixels is larger: 16 bits in each of four channels, and profiles and tags.
_BYTES_PER_PIXEL, _MORE_BYTES = 8, 1 << 26
_MESSAGE_LENGTH = 300


def digitise_job(job: Job, setting: Setting) -> list[Outcome]:
    """Read the figure of a file, or all that a document holds, write records and overlays, and say how it went.

    They are kept as they are where their records of the same options and extractor version exist. Whatever is wrong
    with a figure is in its record; an unexpected error becomes one with the reason ``bug``, its traceback goes to the
    log. Raises :class:`reports.files.CannotWrite` where the dataset cannot be written to.
    """
    kept = kept_records(job, setting)
    if kept:
        return [Outcome.of(record, kept=True) for record in kept]
    try:
        data = file_bytes(job, setting)
    except FileTooLarge as error:
        return [Outcome.of(write_failure(job, setting, Reason.IMAGE_TOO_LARGE, str(error)))]
    except OSError as error:
        message = f"cannot be read: {error.strerror or type(error).__name__}"
        return [Outcome.of(write_failure(job, setting, Reason.FILE_NOT_READ, message))]
    read = _as_read(job, data)
    kept = kept_records(read, setting) if read is not job else []
    return [Outcome.of(record, bool(kept)) for record in kept or _digitised(read, data, setting)]


def file_bytes(job: Job, setting: Setting) -> bytes:
    """The bytes of the figure's file; raises ``OSError``, and :class:`flows.files.FileTooLarge`."""
    return read_file(job.path, _BYTES_PER_PIXEL * setting.options.max_pixels + _MORE_BYTES)


def write_lost(job: Job, reason: Reason, message: str, setting: Setting) -> list[Outcome]:
    """Write the record of a file whose process died or passed a limit, and say so."""
    evidence = {LIMITED[reason]: getattr(setting.limits, LIMITED[reason])} if reason in LIMITED else {}
    return [Outcome.of(write_failure(job, setting, reason, message, evidence))]


def write_failure(
    job: Job, setting: Setting, reason: Reason, message: str, evidence: dict[str, float] | None = None
) -> FigureRecord:
    """Write the record of a figure of which nothing is known but its file, and return it."""
    record = FigureRecord(
        figure_id=job.figure_id,
        source=job.source,
        sha256=job.sha256,
        status=Status.FAILED,
        reason=reason,
        message=message,
        evidence=evidence or {},
        extractor_version=EXTRACTOR_VERSION,
        options_hash=setting.options.digest(),
        reading_hash=setting.options.reading_digest(),
    )
    overlay_path(setting.out, job.figure_id).unlink(missing_ok=True)
    return _write(record, job, setting)


def write_bug(job: Job, setting: Setting, message: str) -> FigureRecord:
    """Write the record of a figure at which we failed, and return it."""
    return write_failure(job, setting, Reason.BUG, message[:_MESSAGE_LENGTH])


def write_overlay(data: bytes, record: FigureRecord, options: Options, path: Path) -> None:
    """Draw the record over the figure as PNG at ``path``; where the figure cannot be decoded there is no such file."""
    shown = figure_pixels(data, record, options)
    if shown is None:
        path.unlink(missing_ok=True)
        return
    picture = Image.fromarray(draw_overlay(shown.rgb, record, shown.zoom))
    write_atomically(path, lambda file: picture.save(file, format="PNG"))


def _as_read(job: Job, data: bytes) -> Job:
    """The job; of a file that was changed since it was hashed, one for what was read, and for no other file."""
    sha256 = hashlib.sha256(data).hexdigest()
    return job if sha256 == job.sha256 else replace(job, sha256=sha256, figure_id=sha256[:16], duplicates=())


def _digitised(job: Job, data: bytes, setting: Setting) -> list[FigureRecord]:
    try:
        records = digitise_document(data, job.source, setting.options)
        # The first one names the others: where it stands, all of them do.
        for record in reversed(records):
            write_overlay(data, record, setting.options, overlay_path(setting.out, record.figure_id))
        return [_write(record, job, setting) for record in reversed(records)][::-1]
    except CannotWrite:
        raise
    except MemoryError:
        return [write_failure(job, setting, Reason.OUT_OF_MEMORY, "the system had no more memory to give")]
    except Exception as error:
        _log.exception("unexpected error at %s", job.source)
        first_line = (str(error).splitlines() or [""])[0]
        return [write_bug(job, setting, f"{type(error).__name__}: {first_line}")]


def _write(record: FigureRecord, job: Job, setting: Setting) -> FigureRecord:
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    stamped = record.model_copy(update={"run_id": setting.run_id, "digitised_at": now})
    named = under_path(stamped, job)
    write_record(setting.out, named)
    return named
