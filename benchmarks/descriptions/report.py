"""Measure verdicts on the figures of a folder, digitised now or before, and print the scores."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from benchmarks.accuracy import Case, digitise_case, dumped
from benchmarks.descriptions.verdicts import Outcome, Score, judge_figures
from schemas.options import Options
from schemas.record import FigureRecord
from schemas.truth import Truth, load_truth
from schemas.verdicts import Verdict

_HEAD = (
    "| facts | texts | told | corrupted | decided | precision | recall | recall of all | true, decided | refuted |\n"
    "|---|---|---|---|---|---|---|---|---|---|"
)
LEGEND = (
    "told: facts in the texts; corrupted: those with an error of more than 3 % of the axis, or in words; decided: "
    "corrupted ones on which there is a verdict; precision: refuted facts that were corrupted; recall: decided "
    "corrupted facts that were refuted; recall of all: the same of all corrupted ones, decided or not; refuted: "
    "share of the decided true facts that were called wrong"
)


def measure_descriptions(cases: Sequence[Case], records: Path | None, workers: int, per_figure: int) -> list[Outcome]:
    """Write descriptions of the figures from their truth and judge them on the records.

    ``records``: a reader's folder of ``accuracy --dump``, used where it holds a figure; others are digitised now.
    """
    figures = zip(cases, _records(cases, records, workers), strict=True)
    return list(judge_figures(((case.source, *_pair(case, record)) for case, record in figures), per_figure=per_figure))


def to_table(scores: Sequence[Score]) -> str:
    """The scores as Markdown."""
    rows = [
        f"| {s.group} | {s.texts} | {s.facts} | {s.corrupted} | {s.decided} | {_percent(s.precision)} |"
        f" {_percent(s.recall)} | {_percent(s.overall_recall)} | {s.true_decided} | {_percent(s.false_refutals)} |"
        for s in scores
    ]
    return "\n".join([_HEAD, *rows])


def faults(outcomes: Sequence[Outcome]) -> list[str]:
    """One line for each true fact that was called wrong and each error that was called right; kept-out styles aside."""
    shown = [one for one in outcomes if not one.held_out and not one.ignored]
    wrong = [one for one in shown if not one.corruption and one.verdict is Verdict.REFUTED]
    missed = [one for one in shown if one.corruption and one.verdict in (Verdict.SUPPORTED, Verdict.IMPRECISE)]
    lines = [f"called wrong: {one.figure}, {one.style}: {one.words!r}: {one.sentence}" for one in wrong]
    return lines + [f"not found ({one.corruption}): {one.figure}, {one.style}: {one.words!r}" for one in missed]


def _pair(case: Case, record: FigureRecord) -> tuple[FigureRecord, Truth]:
    return record, load_truth(case.truth)


def _records(cases: Sequence[Case], folder: Path | None, workers: int) -> Iterator[FigureRecord]:
    run = partial(_record, folder=folder)
    if workers == 0:
        yield from map(run, cases)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        yield from pool.map(run, cases, chunksize=4)


def _record(case: Case, folder: Path | None) -> FigureRecord:
    kept = dumped(case, folder) if folder is not None else None
    return kept or digitise_case(case, Options())


def _percent(share: float) -> str:
    return "" if share != share else f"{100 * share:.1f} %"
