"""Claims about two series."""

from __future__ import annotations

import pytest

from schemas.claims import Claim, ClaimKind, SeriesRef
from schemas.record import PointsRecord
from schemas.verdicts import Doubt, Verdict
from tests.checks.claimed import at, axis, claim, figure, judged, panel

BOTH = {"series": "MEL", "other": "GRPO"}


@pytest.mark.parametrize(
    ("one", "verdict"),
    [
        (claim(ClaimKind.EQUALITY, x=at("0"), **BOTH), Verdict.SUPPORTED),
        (claim(ClaimKind.EQUALITY, "0.20", x=at("20"), **BOTH), Verdict.SUPPORTED),
        (claim(ClaimKind.EQUALITY, "0.30", x=at("20"), **BOTH), Verdict.REFUTED),
        (claim(ClaimKind.EQUALITY, x=at("130"), **BOTH), Verdict.REFUTED),
        (claim(ClaimKind.CROSSING, x=at("~92"), **BOTH), Verdict.SUPPORTED),
        (claim(ClaimKind.CROSSING, x=at("70"), **BOTH), Verdict.REFUTED),
        (claim(ClaimKind.DIVERGENCE, x=at("40"), **BOTH), Verdict.SUPPORTED),
        (claim(ClaimKind.COMPARISON, relation="above", measure="maximum", **BOTH), Verdict.SUPPORTED),
        (claim(ClaimKind.COMPARISON, relation="below", measure="maximum", **BOTH), Verdict.REFUTED),
        (claim(ClaimKind.COMPARISON, relation="above", x=at("120", "140"), **BOTH), Verdict.SUPPORTED),
        (claim(ClaimKind.COMPARISON, relation="above", x=at("95", "105"), **BOTH), Verdict.REFUTED),
        (claim(ClaimKind.COMPARISON, relation="above", measure="volatility", **BOTH), Verdict.SUPPORTED),
        (claim(ClaimKind.COMPARISON, relation="above", x=at("130"), **BOTH), Verdict.SUPPORTED),
        (claim(ClaimKind.COMPARISON, relation="above", measure="end", **BOTH), Verdict.SUPPORTED),
        (claim(ClaimKind.COMPARISON, relation="above", measure="start", **BOTH), Verdict.NOT_VERIFIABLE),
    ],
)
def test_two_series(one: Claim, verdict: Verdict) -> None:
    assert judged(one).verdict is verdict


def test_highest_of_all_is_compared_to_every_other() -> None:
    everyone = SeriesRef(text="all others", every=True)
    one = claim(ClaimKind.COMPARISON, series="GRPO", relation="above", measure="maximum").model_copy(
        update={"other": everyone}
    )
    assert judged(one).verdict is Verdict.REFUTED


def test_series_of_two_axes_are_not_compared_in_value() -> None:
    twin = panel(axes=[axis("x", -10, 150, 20), axis("left", 0.1, 0.5, 0.1), axis("right", 0, 9, 3)])
    twin.series[1].axis = "right"
    one = claim(ClaimKind.COMPARISON, relation="above", measure="maximum", **BOTH)
    assert judged(one, figure(twin)).doubt is Doubt.AXIS_AMBIGUOUS


@pytest.mark.parametrize(
    ("value", "verdict"),
    [("0.03", "supported"), ("0.10", "refuted"), ("10%", "supported"), ("30%", "refuted"), ("25", "not_verifiable")],
)
def test_by_how_much_one_ends_above_the_other(value: str, verdict: str) -> None:
    one = claim(ClaimKind.COMPARISON, value, series="MEL", other="GRPO", relation="above", measure="end")
    assert judged(one).verdict.value == verdict


@pytest.mark.parametrize(("relation", "verdict"), [("above", Verdict.NOT_VERIFIABLE), ("below", Verdict.SUPPORTED)])
def test_maxima_are_those_of_each_curve_but_refute_nothing_where_one_was_read_farther(
    relation: str, verdict: Verdict
) -> None:
    cut = panel()
    points = cut.series[0].points
    kept = {name: column[:10] if len(column) == len(points.x) else column for name, column in points}
    cut.series[0].points = PointsRecord.model_validate(kept)  # GRPO was read up to step 90, where it is at 0.30
    one = claim(ClaimKind.COMPARISON, relation=relation, measure="maximum", series="GRPO", other="MEL")
    found = judged(one, figure(cut))
    assert (found.verdict, found.measured) == (verdict, "0.3 against 0.46")


@pytest.mark.parametrize(
    ("relation", "value", "place", "verdict"),
    [
        ("apart", "0.10", "100", Verdict.SUPPORTED),  # GRPO is above there
        ("apart", "0.06", "80", Verdict.SUPPORTED),  # MEL is
        ("apart", "0.20", "80", Verdict.REFUTED),
        ("above", "0.06", "80", Verdict.SUPPORTED),
        ("below", "0.06", "80", Verdict.REFUTED),
    ],
)
def test_how_far_two_curves_are_apart(relation: str, value: str, place: str, verdict: Verdict) -> None:
    one = claim(ClaimKind.COMPARISON, value, series="MEL", other="GRPO", relation=relation, x=at(place))
    assert judged(one).verdict is verdict


def test_by_how_much_a_curve_is_beyond_several_others_is_not_told() -> None:
    three = panel()
    three.series.append(three.series[0].model_copy(update={"name": "PPO", "color": "#2ca02c"}))
    everyone = SeriesRef(text="leads by", every=True)
    one = claim(ClaimKind.COMPARISON, "0.2", series="MEL", relation="above", x=at("80")).model_copy(
        update={"other": everyone}
    )
    assert judged(one, figure(three)).doubt is Doubt.SERIES_AMBIGUOUS
