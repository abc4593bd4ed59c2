"""Measure verdicts on the figures of a folder, digitised now or before, and print the scores."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from benchmarks.accuracy import Case, digitise_case, dumped, one_thread, record_file
from benchmarks.descriptions.facts import scenes_of
from benchmarks.descriptions.ideal import ideal_record
from benchmarks.descriptions.verdicts import Outcome, Score, judge_figure
from schemas.options import Options
from schemas.truth import load_truth
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


@dataclass(frozen=True, slots=True)
class Plan:
    """How descriptions are measured: on records of an earlier run, on the truth itself or on figures digitised now."""

    records: Path | None = None
    ideal: bool = False
    per_figure: int = 1


def measure_descriptions(cases: Sequence[Case], plan: Plan, workers: int) -> Iterator[tuple[Case, list[Outcome]]]:
    """Write descriptions of the figures from their truth and judge them, each case as it is ready.

    Figures without a record in the folder of the plan are digitised now, which takes seconds for each.
    """
    numbered = list(enumerate(cases))
    if workers == 0:
        yield from ((case, _measure(number, case, plan)) for number, case in numbered)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=one_thread) as pool:
        running = {pool.submit(_measure, number, case, plan): case for number, case in numbered}
        for done in as_completed(running):
            yield running[done], done.result()


def without_record(cases: Sequence[Case], records: Path) -> int:
    """How many of the figures have no record in a folder."""
    return sum(not record_file(case, records).is_file() for case in cases)


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


def _measure(number: int, case: Case, plan: Plan) -> list[Outcome]:
    truth = load_truth(case.truth)
    if not scenes_of(truth):
        return []
    record = ideal_record(truth) if plan.ideal else dumped(case, plan.records) if plan.records is not None else None
    record = record or digitise_case(case, Options())
    return judge_figure(case.source, record, truth, number * plan.per_figure, plan.per_figure)


def _percent(share: float) -> str:
    return "" if share != share else f"{100 * share:.1f} %"
