"""A PDF or SVG given as bytes to the records of its figures."""

from __future__ import annotations

import hashlib
import logging
import time
import traceback
from collections.abc import Callable

from extractors import EXTRACTOR_VERSION
from extractors.errors import DigitiseError, UnreadableImage
from extractors.readers import open_reader
from extractors.vector.pdf import load_page, open_pdf
from extractors.vector.read import read_scene
from extractors.vector.record import vector_record
from extractors.vector.scene import Scene
from extractors.vector.svg import load_svg
from schemas.options import Options
from schemas.reasons import Reason, Status
from schemas.record import FigureRecord

_log = logging.getLogger(__name__)


def is_vector(data: bytes) -> bool:
    """Whether these are the bytes of a PDF or SVG, compressed or not."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    return b"%PDF-" in data[:1024] or data[:2] == b"\x1f\x8b" or (head[:1] == b"<" and b"<svg" in data[:65536])


def digitise_vectors(data: bytes, source: str, options: Options) -> list[FigureRecord]:
    """The record of every figure of a document; never raises: what went wrong is in ``status`` and ``reason``."""
    start = time.perf_counter()
    sha256 = hashlib.sha256(data).hexdigest()
    record = FigureRecord(
        figure_id=sha256[:16],
        source=source,
        sha256=sha256,
        status=Status.FAILED,
        extractor_version=EXTRACTOR_VERSION,
        options_hash=options.digest(),
    )
    return [_guarded(record, lambda: _only_scene(data), options, start)]


def _only_scene(data: bytes) -> Scene:
    if b"%PDF-" not in data[:1024]:
        return load_svg(data)
    with open_pdf(data) as document:
        if not len(document):
            raise UnreadableImage(Reason.UNREADABLE_IMAGE, "the PDF has no page")
        return load_page(document[0])


def _guarded(record: FigureRecord, load: Callable[[], Scene], options: Options, start: float) -> FigureRecord:
    try:
        scene = load()
        record = record.model_copy(update={"width": max(1, round(scene.width)), "height": max(1, round(scene.height))})
        record = vector_record(record, read_scene(scene, lambda: open_reader(options.ocr)), options)
    except DigitiseError as error:
        status = Status.NOT_A_CHART if error.stage == "panels" else Status.FAILED
        record = record.model_copy(update={"status": status, "reason": error.reason, "message": error.message})
    except Exception as error:
        _log.exception("unexpected error in %s", record.source)
        where = traceback.extract_tb(error.__traceback__)[-1]
        message = f"{type(error).__name__}: {error} ({where.name}, line {where.lineno})"
        record = record.model_copy(update={"reason": Reason.BUG, "message": message})
    return record.model_copy(update={"seconds": round(time.perf_counter() - start, 4)})
