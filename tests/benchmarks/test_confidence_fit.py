"""Fitting the confidence: to witnesses made by hand, of which it is known what decides."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.confidence_fit import Witness, bear_witness, fit_weights, halves, judged, reliability, shares_above
from extractors.confidence import KINDS
from schemas.reasons import Reason, Status
from schemas.record import BoxRecord, FigureRecord, PanelRecord, PointsRecord, SeriesRecord
from schemas.truth import Truth
from tests.extractors.witnessed import evidence

WHOLE = {
    "unexplained": 0.0,
    "missing": 0.0,
    "empty": 0.0,
    "refused": 0.0,
    "unnamed": 0.0,
    "unused": 0.0,
    "uneven": 0.0,
    "panels": 1.0,
    "series": 2.0,
    "print": 0.9,
    "worst_print": 0.9,
}


def witnesses(count: int, seed: int) -> list[Witness]:
    """Series are right with a chance of 95 %, less 90 % of the share of ink that they leave over."""
    random = np.random.default_rng(seed)
    made = []
    for i in range(count):
        left = random.uniform(0, 1, 2)
        right = [bool(random.uniform() < 0.95 - 0.9 * share) for share in left]
        series = tuple((evidence(explained=1 - share), ok) for share, ok in zip(left, right, strict=True))
        made.append(Witness(f"figure {i}", series, WHOLE, all(right)))
    return made


def test_what_decides_gets_the_weight_and_what_says_nothing_gets_none() -> None:
    weights = fit_weights(witnesses(600, 0))
    series = weights["series"]
    assert series["ink left over"] < -3
    assert all(abs(series[name]) < 0.3 for name in KINDS["series"] if name != "ink left over")
    assert weights["figure"]["worst series"] + weights["figure"]["series in doubt"] < -0.5


def test_the_chances_hold_on_figures_that_were_not_fitted() -> None:
    weights = fit_weights(witnesses(600, 0))
    for chances, right in judged(witnesses(600, 1), weights).values():
        assert chances.mean() == pytest.approx(right.mean(), abs=0.05)
        sure = chances > np.median(chances)
        assert right[sure].mean() == pytest.approx(chances[sure].mean(), abs=0.07)
        assert right[~sure].mean() < right[sure].mean() - 0.2


def test_the_halves_hold_all_and_do_not_move() -> None:
    many = witnesses(100, 0)
    one, other = halves(many)
    assert sorted(w.id for w in one + other) == sorted(w.id for w in many)
    assert min(len(one), len(other)) > 30
    assert [w.id for w in halves(many[:50])[0]] == [w.id for w in one if w in many[:50]]


def test_the_tables_tell_what_was_promised_and_held() -> None:
    chances, right = np.array([0.4, 0.96, 0.98, 1.0]), np.array([0.0, 1.0, 1.0, 0.0])
    assert "| 0.95-1.00 | 3 | 98.0% | 66.7% |" in reliability(chances, right)
    assert "| 0.9 | 75.0% | 66.7% |" in shares_above(chances, right)


def record(*series: SeriesRecord) -> FigureRecord:
    panel = PanelRecord(box=BoxRecord(x0=0, y0=0, x1=9, y1=9), series=list(series))
    return FigureRecord(figure_id="a", source="a", sha256="a", status=Status.OK, panels=[panel] if series else [],
                        extractor_version="", options_hash="")  # fmt: skip


def test_only_what_is_claimed_bears_witness() -> None:
    claimed = SeriesRecord(color="#000000", coverage=1, confidence=1, points=PointsRecord(x=[0, 1], y=[0, 1]))
    refused = claimed.model_copy(update={"reason": Reason.AXIS_NOT_CALIBRATED})
    nothing = Truth(id="a", renderer="", panels=[])
    assert bear_witness(record(), nothing) is None
    assert bear_witness(record(refused), nothing) is None
    told = bear_witness(record(claimed), nothing)
    assert told is not None
    assert [right for _, right in told.series] == [False]
    assert not told.exact
