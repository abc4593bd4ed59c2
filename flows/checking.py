"""Check descriptions against figures that were read before: records and texts in, tables of verdicts out."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from checks.texts import check_texts
from extractors import EXTRACTOR_VERSION
from flows.ledger import KnownChecks
from flows.sources import Job
from reports.claim_tables import publish_claims, replace_claims
from reports.dataset import read_corrected
from reports.names import named_file
from reports.publishing import record_stamps
from schemas.claim_tables import CLAIM_TABLES
from schemas.contract import TABLES_VERSION
from schemas.options import CheckOptions
from schemas.record import CAPTION, FigureRecord
from schemas.run import CheckSummary
from schemas.verdicts import CheckedFigure, CheckedText

_log = logging.getLogger(__name__)

# More of a file is not read: the parser refuses texts far smaller.
_MOST_BYTES = 32_000_000
_DEFAULTS = CheckOptions()
_NOTHING = KnownChecks()


def check_jobs(
    jobs: Sequence[Job],
    out: Path,
    text_folder: Path,
    options: CheckOptions = _DEFAULTS,
    known: KnownChecks = _NOTHING,
) -> KnownChecks:
    """Check the descriptions of these jobs, and replace the tables of verdicts where they are not ``known`` as such."""
    described = [job for job in jobs if job.descriptions]
    if known.key == _key(described, out, text_folder, options):
        return known
    checked = list(_checked(described, out, text_folder, options))
    publish_claims(out, checked)
    summary = CheckSummary.of(checked, n_without_record=len(described) - len(checked))
    key = _key(described, out, text_folder, options)
    return KnownChecks(key=key, summary=summary, folder=os.path.relpath(text_folder, out))


def check_again(figure_ids: Collection[str], out: Path, text_folder: Path, options: CheckOptions = _DEFAULTS) -> None:
    """Judge the descriptions of these figures anew, by their corrected records; verdicts on others stay as they are.

    A figure whose texts are no longer the ones that it was read with is left to the next run, which pairs them anew.
    """
    checked = []
    for figure_id in sorted(figure_ids):
        record = read_corrected(out, figure_id)
        texts = {
            text.source: _text(text.source, text.path, record.source, text_folder, record)
            for text in record.descriptions
        }
        found = {source: data for source, data in texts.items() if data is not None}
        same = [hashlib.sha256(found.get(text.source, b"")).hexdigest() == text.sha256 for text in record.descriptions]
        if same and all(same):
            paths = {text.source: text.path for text in record.descriptions}
            checked.append(_named(_check(found, record, options), record.source, paths))
    if checked:
        replace_claims(out, checked)


def read_bytes(path: Path) -> bytes | None:
    """The bytes of a text, at most so many that the reader refuses it; None where it cannot be opened."""
    try:
        with path.open("rb") as file:
            return file.read(_MOST_BYTES)
    except OSError:
        return None


def _key(jobs: Sequence[Job], out: Path, text_folder: Path, options: CheckOptions) -> str:
    """Tells whether the same comes out again, and the tables are those that came out."""
    stamps = record_stamps(out)
    texts = [(job.figure_id, stamps.get(job.figure_id), job.source, job.descriptions) for job in jobs]
    tables = [path.stat() if path.exists() else None for path in (out / f"{name}.parquet" for name in CLAIM_TABLES)]
    files = [table and (table.st_size, table.st_mtime_ns, table.st_ino) for table in tables]
    told = repr((EXTRACTOR_VERSION, TABLES_VERSION, str(text_folder), options, texts, files))
    return hashlib.sha256(told.encode(errors="surrogateescape")).hexdigest()


def _checked(jobs: Sequence[Job], out: Path, text_folder: Path, options: CheckOptions) -> Iterator[CheckedFigure]:
    for job in jobs:
        try:
            record = read_corrected(out, job.figure_id)
        except (OSError, ValueError):
            continue
        paths = {description.source: description.path for description in job.descriptions}
        data = {source: _text(source, path, job.source, text_folder, record) for source, path in paths.items()}
        read = {source: text for source, text in data.items() if text is not None}
        found = _check(read, record, options)
        lost = (CheckedText(source=source, reason="not_opened") for source, text in data.items() if text is None)
        yield _named(found.model_copy(update={"texts": (*found.texts, *lost)}), job.source, paths)


def _named(checked: CheckedFigure, figure: str, paths: Mapping[str, str]) -> CheckedFigure:
    """The verdicts with the names of the figure and of its texts."""
    texts = (text.model_copy(update={"path": paths[text.source]}) for text in checked.texts)
    return checked.model_copy(update={"texts": tuple(texts), "figure": figure})


def _text(source: str, path: str, figure: str, folder: Path, record: FigureRecord) -> bytes | None:
    """The bytes of a text, which is a file, or the caption where its path is the name of the figure."""
    if source == CAPTION and path == figure:
        return (record.caption or "").encode()
    return read_bytes(named_file(folder, path))


def _check(texts: dict[str, bytes], record: FigureRecord, options: CheckOptions) -> CheckedFigure:
    """The verdicts on the texts of a figure; an error of ours becomes a row with the reason ``bug``."""
    try:
        return check_texts(texts, record, options)
    except Exception:
        _log.exception("unexpected error at the texts of %s", record.source)
        rows = tuple(CheckedText(source=source, reason="bug") for source in texts)
        return CheckedFigure(figure_id=record.figure_id, figure=record.source, texts=rows)
