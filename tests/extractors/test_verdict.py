"""The verdict on a series, from evidence made by hand."""

from __future__ import annotations

import pytest

from extractors.confidence import SERIES_TROUBLES
from extractors.verdict import LEAST_COVERAGE, judge_series
from schemas.options import Options
from schemas.reasons import Reason, Status
from tests.extractors.witnessed import evidence

OPTIONS = Options()


def test_a_series_without_trouble_is_ok() -> None:
    verdict = judge_series(evidence(), True, Reason.NONE, OPTIONS)
    assert (verdict.status, verdict.reason) == (Status.OK, Reason.NONE)
    assert verdict.confidence > OPTIONS.ok_confidence


def test_no_calibration_no_confidence() -> None:
    verdict = judge_series(evidence(), False, Reason.NONE, OPTIONS)
    assert (verdict.confidence, verdict.status, verdict.reason) == (0, Status.REVIEW, Reason.AXIS_NOT_CALIBRATED)


@pytest.mark.parametrize(
    ("change", "doubt", "expected"),
    [
        ({}, Reason.AXIS_UNCLEAR, Reason.AXIS_UNCLEAR),
        ({}, Reason.AMBIGUOUS_LEGEND, Reason.AMBIGUOUS_LEGEND),
        ({"coverage": LEAST_COVERAGE - 0.1}, Reason.NONE, Reason.LOW_COVERAGE),
    ],
)
def test_every_doubt_ends_in_review(change: dict[str, float], doubt: Reason, expected: Reason) -> None:
    verdict = judge_series(evidence(**change), True, doubt, OPTIONS)
    assert (verdict.status, verdict.reason) == (Status.REVIEW, expected)
    assert verdict.confidence <= OPTIONS.ok_confidence


def test_the_option_sets_the_threshold() -> None:
    seen = evidence(explained=0.9, near=0.95)
    sure = judge_series(seen, True, Reason.NONE, Options(ok_confidence=0)).confidence
    assert judge_series(seen, True, Reason.NONE, Options(ok_confidence=sure - 0.01)).status == Status.OK
    unsure = judge_series(seen, True, Reason.NONE, Options(ok_confidence=sure + 0.01))
    assert (unsure.status, unsure.reason) == (Status.REVIEW, Reason.LOW_CONFIDENCE)


def test_evidence_is_what_the_troubles_are_measured_on() -> None:
    for measure in SERIES_TROUBLES.values():
        assert measure(evidence()) >= 0
