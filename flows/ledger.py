"""What the run before knew: of files that are as they were nothing is read again, and of their records neither.

The ledger only saves time. Without it, or where it does not fit what is there, files are hashed and records are read.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import BaseModel, ValidationError

from extractors import EXTRACTOR_VERSION
from flows.files import sha256_of
from flows.keeping import LIMITED, TRANSIENT, Setting
from flows.sources import Job
from reports.files import write_atomically
from reports.generations import STATE
from schemas.record import SCHEMA_VERSION
from schemas.run import CheckSummary, Outcome

_VERSION = f"1 {SCHEMA_VERSION} {EXTRACTOR_VERSION}"
# A file that is changed again within one tick of the clock of its file system looks as if it were not: the coarsest
# (of memory cards) ticks every two seconds.
_SETTLED_NS = 2_000_000_000

FileStamp = tuple[int, int, int, int]  # bytes, modified and changed in ns, inode


@dataclass(frozen=True, slots=True)
class KnownFigure:
    """A figure of the run before. ``key`` tells options and paths, ``stamp`` the file of its record."""

    key: str
    stamp: str
    outcome: Outcome

    def holds(self, key: str, stamps: Mapping[str, str]) -> bool:
        """Whether it is still so, and would come out again."""
        return (
            self.key == key
            and self.stamp == stamps.get(self.outcome.figure_id)
            and self.outcome.reason not in TRANSIENT
            and self.outcome.reason not in LIMITED
        )


class KnownChecks(BaseModel):
    """The checks of texts of the run before. ``key`` tells the figures, their records and texts, and the tables.

    ``folder`` is that of the texts, relative to the dataset, so that both may move together.
    """

    key: str = ""
    summary: CheckSummary = CheckSummary()
    folder: str = ""


class Ledger(BaseModel):
    """``files``: stamp and SHA-256 of each file by relative name."""

    version: str = _VERSION
    files: dict[str, tuple[FileStamp, str]] = {}
    figures: dict[str, KnownFigure] = {}
    checks: KnownChecks = KnownChecks()


class Hashes:
    """The SHA-256 of files, read only where a file is not the one that was hashed before."""

    def __init__(self, known: Mapping[str, tuple[FileStamp, str]]) -> None:
        self._known = known
        self.seen: dict[str, tuple[FileStamp, str]] = {}

    def __call__(self, path: Path, name: str) -> str:
        """The hash of a file that goes by ``name``; empty where it cannot be read."""
        now = time.time_ns()
        try:
            status = path.stat()
        except OSError:
            return ""
        stamp = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
        known = self._known.get(name)
        digest = known[1] if known is not None and known[0] == stamp else sha256_of(path)
        if digest and max(stamp[1:3]) < now - _SETTLED_NS:
            self.seen[name] = (stamp, digest)
        return digest


def load_ledger(out: Path) -> Ledger:
    """The ledger of the run before; an empty one where there is none of this version."""
    try:
        ledger = Ledger.model_validate_json(_path(out).read_bytes())
    except (OSError, ValidationError):
        return Ledger()
    return ledger if ledger.version == _VERSION else Ledger()


def save_ledger(out: Path, ledger: Ledger) -> None:
    """Keep the ledger for the next run."""
    text = ledger.model_dump_json()
    write_atomically(_path(out), lambda file: file.write(text.encode()))


def known_outcomes(
    jobs: Iterable[Job], ledger: Ledger, stamps: Mapping[str, str], setting: Setting
) -> list[list[Outcome]]:
    """The outcomes of files whose records are those that the ledger knows, under the same options and paths."""
    found, options = [], setting.options.digest()
    for job in () if setting.force else jobs:
        key, ids = _key(job, options), _ids(job, ledger)
        known = [ledger.figures[figure_id] for figure_id in ids if figure_id in ledger.figures]
        if job.sha256 and len(known) == len(ids) and all(figure.holds(key, stamps) for figure in known):
            found.append([replace(figure.outcome, kept=True) for figure in known])
    return found


def _ids(job: Job, ledger: Ledger) -> tuple[str, ...]:
    first = ledger.figures.get(job.figure_id)
    return (job.figure_id, *(first.outcome.others if first is not None else ()))


def figures_of(
    jobs: Iterable[Job], outcomes: Mapping[str, Outcome], stamps: Mapping[str, str], setting: Setting
) -> dict[str, KnownFigure]:
    """What the next run is to know of the figures."""
    options = setting.options.digest()
    return {
        figure_id: KnownFigure(key=_key(job, options), stamp=stamps[figure_id], outcome=outcomes[figure_id])
        for job in jobs
        if job.figure_id in outcomes
        for figure_id in (job.figure_id, *outcomes[job.figure_id].others)
        if figure_id in outcomes and figure_id in stamps
    }


def _key(job: Job, options: str) -> str:
    texts = [(text.source, text.path, text.sha256) for text in job.descriptions]
    told = repr((options, job.source, job.duplicates, texts))
    return hashlib.sha256(told.encode(errors="surrogateescape")).hexdigest()[:16]


def _path(out: Path) -> Path:
    return out / STATE / "ledger.json"
