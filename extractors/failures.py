"""The record of a figure of which nothing is read yet, and what an error makes of it."""

from __future__ import annotations

import hashlib
import logging
import traceback

from extractors import EXTRACTOR_VERSION
from extractors.errors import DigitiseError
from schemas.options import Options
from schemas.reasons import Reason, Status
from schemas.record import FigureRecord

_log = logging.getLogger(__name__)


def unread_record(data: bytes, source: str, options: Options) -> FigureRecord:
    """The record of a file before it is read: which one it is, and ``failed``."""
    sha256 = hashlib.sha256(data).hexdigest()
    return FigureRecord(
        figure_id=sha256[:16],
        source=source,
        sha256=sha256,
        status=Status.FAILED,
        extractor_version=EXTRACTOR_VERSION,
        options_hash=options.digest(),
        reading_hash=options.reading_digest(),
    )


def failed_record(record: FigureRecord, error: Exception) -> FigureRecord:
    """The record with the reason that reading ended with ``error``; one that no stage raises on purpose is a bug."""
    if isinstance(error, DigitiseError):
        status = Status.NOT_A_CHART if error.stage == "panels" else Status.FAILED
        return record.model_copy(update={"status": status, "reason": error.reason, "message": error.message})
    if isinstance(error, MemoryError):
        return record.model_copy(update={"reason": Reason.OUT_OF_MEMORY, "message": f"no more memory: {error}"})
    _log.error("unexpected error in %s", record.source, exc_info=error)
    where = traceback.extract_tb(error.__traceback__)[-1]
    message = f"{type(error).__name__}: {error} ({where.name}, line {where.lineno})"
    return record.model_copy(update={"reason": Reason.BUG, "message": message})
