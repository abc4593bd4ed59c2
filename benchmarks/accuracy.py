"""Digitise figures that lie beside their truth, and measure the records."""

from __future__ import annotations

import hashlib
import multiprocessing
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.measures import FigureMeasure, measure_figure
from schemas.options import Options
from schemas.reasons import Reason, Status
from schemas.record import FigureRecord
from schemas.truth import load_truth

IMAGE_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".gif", ".bmp", ".pdf", ".svg", ".svgz"})
TRUTH_SUFFIXES = (".truth.json", ".json")

RECORD_SUFFIX = ".record.json"

Digitise = Callable[[bytes, str, Options], FigureRecord]


@dataclass(frozen=True, slots=True)
class Case:
    """A figure, its truth and its name in reports."""

    image: Path
    truth: Path
    source: str
    real: bool = False  # made by other people, and reported apart


def find_cases(folders: list[Path], only: str = "", limit: int | None = None, real: bool = False) -> list[Case]:
    """Figures below the folders that have a truth beside them, in the order of their names.

    ``only``: part of the file's name. ``limit``: this many, spread evenly over all of them. ``real``: they were made by
    other people.
    """
    cases = [
        Case(image, truth, image.relative_to(folder).as_posix(), real)
        for folder in folders
        for image in sorted(folder.rglob("*"))
        if image.suffix.lower() in IMAGE_SUFFIXES and only in image.name and (truth := _truth_beside(image)) is not None
    ]
    if limit is None or limit >= len(cases):
        return cases
    return [cases[i * len(cases) // limit] for i in range(limit)]


def measure_cases(
    cases: list[Case], options: Options, workers: int, dump: Path | None = None
) -> Iterator[tuple[Case, FigureMeasure]]:
    """The measures of each case, as they are ready. With ``workers`` 0 all happens in this process.

    ``dump``: a folder for each figure's record and overlay.
    """
    run = partial(measure_case, options=options, dump=dump)
    if workers == 0:
        yield from ((case, run(case)) for case in cases)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=one_thread) as pool:
        futures = _submit(pool, run, cases)
        for future in as_completed(futures):
            case = futures[future]
            yield case, _result(future, case)


def measure_case(
    case: Case, options: Options, dump: Path | None = None, digitise: Digitise | None = None
) -> FigureMeasure:
    """Digitise one figure (by unplot, unless another ``digitise`` is given) and measure its record."""
    truth = load_truth(case.truth)
    started = time.perf_counter()
    record = digitise_case(case, options, digitise)
    record = record.model_copy(update={"seconds": time.perf_counter() - started})
    if dump is not None:
        _dump(case, record, dump)
    return replace(measure_figure(truth, record), real=case.real)


def digitise_case(case: Case, options: Options, digitise: Digitise | None = None) -> FigureRecord:
    """The record of one figure. Whatever the digitiser raises becomes a failed one: it is asked never to raise."""
    data = case.image.read_bytes()
    digitise = digitise or _digitiser()
    try:
        return digitise(data, case.source, options)
    except Exception as error:
        return failed_record(case, data, Reason.BUG, f"{type(error).__name__}: {error}")


def failed_record(case: Case, data: bytes, reason: Reason, message: str) -> FigureRecord:
    """The record of a figure on which the digitiser gave up without one."""
    sha256 = hashlib.sha256(data).hexdigest()
    return FigureRecord(
        figure_id=sha256[:16],
        source=case.source,
        sha256=sha256,
        status=Status.FAILED,
        reason=reason,
        message=message,
        extractor_version="",
        options_hash="",
    )


def _truth_beside(image: Path) -> Path | None:
    return next((p for suffix in TRUTH_SUFFIXES if (p := image.with_name(image.stem + suffix)).is_file()), None)


def _submit(
    pool: Executor, run: Callable[[Case], FigureMeasure], cases: list[Case]
) -> dict[Future[FigureMeasure], Case]:
    return {pool.submit(run, case): case for case in cases}


def _result(future: Future[FigureMeasure], case: Case) -> FigureMeasure:
    try:
        return future.result()
    except BrokenProcessPool as error:
        record = failed_record(case, b"", Reason.WORKER_LOST, str(error))
        return replace(measure_figure(load_truth(case.truth), record), real=case.real)


def one_thread() -> None:
    """Processes share the cores; threads inside of them would only wait for each other."""
    import cv2

    cv2.setNumThreads(1)


def _digitiser() -> Digitise:
    from extractors.pipeline import digitise_bytes

    return digitise_bytes


def _dump(case: Case, record: FigureRecord, folder: Path) -> None:
    """Write the record and, where the figure can be decoded, its overlay."""
    import cv2

    from reports.overlay import draw_overlay

    stem = _dump_stem(case, folder)
    folder.mkdir(parents=True, exist_ok=True)
    record_file(case, folder).write_text(record.model_dump_json(indent=1))
    image = cv2.imread(str(case.image), cv2.IMREAD_COLOR)
    if image is not None:
        overlay = draw_overlay(cv2.cvtColor(image, cv2.COLOR_BGR2RGB).astype(np.uint8), record)
        cv2.imwrite(str(stem.with_name(stem.name + ".overlay.png")), cv2.cvtColor(overlay, cv2.COLOR_RGB2BGR))


def dumped(case: Case, folder: Path) -> FigureRecord | None:
    """The record that an earlier run dumped for the case, if it did."""
    file = record_file(case, folder)
    return FigureRecord.model_validate_json(file.read_text()) if file.is_file() else None


def record_file(case: Case, folder: Path) -> Path:
    """Where the record of a case stands in a folder of records."""
    stem = _dump_stem(case, folder)
    return stem.with_name(stem.name + RECORD_SUFFIX)


def _dump_stem(case: Case, folder: Path) -> Path:
    return folder / case.source.replace("/", "__")
