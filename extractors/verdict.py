"""The verdict on one series: how sure it is, and whether a person should look at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from extractors.confidence import confidence
from schemas.options import Options
from schemas.reasons import Reason, Status

# Less of the curve on ink than this is a guess.
LEAST_COVERAGE = 0.6


@dataclass(frozen=True)
class SeriesVerdict:
    """``confidence``: the chance that the series is right."""

    confidence: float
    status: Status
    reason: Reason


def judge_series(evidence: Mapping[str, float], calibrated: bool, doubt: Reason, options: Options) -> SeriesVerdict:
    """The verdict that follows from the evidence, unless its axes or an open ``doubt`` settle it."""
    if not calibrated:
        return SeriesVerdict(0.0, Status.REVIEW, Reason.AXIS_NOT_CALIBRATED)
    sure = confidence("series", evidence)
    for wrong, why in (
        (doubt is not Reason.NONE, doubt),
        (evidence["coverage"] < LEAST_COVERAGE, Reason.LOW_COVERAGE),
        (sure < options.ok_confidence, Reason.LOW_CONFIDENCE),
    ):
        if wrong:
            return SeriesVerdict(min(sure, options.ok_confidence), Status.REVIEW, why)
    return SeriesVerdict(sure, Status.OK, Reason.NONE)
