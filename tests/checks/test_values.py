"""Values, ends and extremes of a series, judged on a figure made by hand."""

from __future__ import annotations

from typing import Any

import pytest

from checks.judge import check_claims
from schemas.claims import Claim, ClaimKind, ParsedText, Place
from schemas.reasons import Status
from schemas.verdicts import Doubt, Verdict
from tests.checks.claimed import GRPO, MEL, STEPS, at, claim, figure, judged, line, panel


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        ("0.46", Verdict.SUPPORTED),
        ("~0.463", Verdict.SUPPORTED),
        ("0.5", Verdict.SUPPORTED),  # one digit is all that is claimed
        ("~0.467", Verdict.IMPRECISE),
        ("0.474", Verdict.REFUTED),
        ("~0.475", Verdict.REFUTED),
        ("0.40", Verdict.REFUTED),
        ("46%", Verdict.SUPPORTED),
        ("40%", Verdict.REFUTED),
    ],
)
def test_value_at_a_place(value: str, verdict: Verdict) -> None:
    found = judged(claim(ClaimKind.VALUE, value, series="MEL", x=at("130")))
    assert found.verdict is verdict
    assert (found.panel, found.series) == (0, 1)


def test_sentence_tells_both_sides() -> None:
    found = judged(claim(ClaimKind.VALUE, "0.40", series="MEL", x=at("130")))
    assert found.sentence.startswith("text: 0.40 at 130; figure: 0.4")
    assert found.tolerance == pytest.approx(0.005, abs=0.001)
    assert found.points[0].x == pytest.approx(130, abs=1)


def test_steep_curve_is_judged_within_the_precision_of_the_place() -> None:
    steep = claim(ClaimKind.VALUE, "0.35", series="MEL", x=at("~139"))
    assert judged(steep).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("kind", "values", "place", "verdict"),
    [
        (ClaimKind.MAXIMUM, ("0.46",), "130", Verdict.SUPPORTED),
        (ClaimKind.MAXIMUM, ("0.46",), "100", Verdict.REFUTED),
        (ClaimKind.MAXIMUM, ("0.42",), "130", Verdict.REFUTED),
        (ClaimKind.MAXIMUM, ("0.470",), "130", Verdict.REFUTED),
        (ClaimKind.MAXIMUM, ("0.466",), "130", Verdict.IMPRECISE),  # right place, slightly wrong value
        (ClaimKind.MAXIMUM, (), "130", Verdict.SUPPORTED),
        (ClaimKind.MINIMUM, ("0.13",), "0", Verdict.SUPPORTED),
        (ClaimKind.MINIMUM, ("0.13",), None, Verdict.SUPPORTED),
        (ClaimKind.MINIMUM, ("0.20",), None, Verdict.REFUTED),
    ],
)
def test_extreme(kind: ClaimKind, values: tuple[str, ...], place: str | None, verdict: Verdict) -> None:
    one = claim(kind, *values, series="MEL", x=at(place) if place else None)
    assert judged(one).verdict is verdict


def test_peak_among_others_is_right_unless_called_the_highest() -> None:
    given = {"series": "MEL", "x": at("80")}
    assert judged(claim(ClaimKind.MAXIMUM, "0.36", text="peaks at 0.36", **given)).verdict is Verdict.SUPPORTED
    assert judged(claim(ClaimKind.MAXIMUM, "0.36", text="highest: 0.36", **given)).verdict is Verdict.REFUTED
    assert judged(claim(ClaimKind.MAXIMUM, "0.40", text="peaks at 0.40", **given)).verdict is Verdict.REFUTED


def test_extreme_that_the_text_calls_local() -> None:
    given = {"series": "MEL", "within": Place(words="local")}
    assert judged(claim(ClaimKind.MAXIMUM, "0.36", x=at("80"), **given)).verdict is Verdict.SUPPORTED
    assert judged(claim(ClaimKind.MAXIMUM, "0.42", x=at("80"), **given)).verdict is Verdict.REFUTED
    assert judged(claim(ClaimKind.MAXIMUM, "0.297", x=at("60"), **given)).doubt is Doubt.WORDS_UNTESTABLE


def test_extreme_within_a_part() -> None:
    early = claim(ClaimKind.MAXIMUM, "0.36", series="MEL", x=at("80"), within=at("50", "100"))
    assert judged(early).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("one", "verdict"),
    [
        (claim(ClaimKind.START, "~0.13", series="MEL", x=at("0")), Verdict.SUPPORTED),
        (claim(ClaimKind.START, "~0.18", series="MEL"), Verdict.REFUTED),
        (claim(ClaimKind.END, "0.33", series="MEL", x=at("140")), Verdict.SUPPORTED),
        (claim(ClaimKind.END, "0.30", series="MEL"), Verdict.REFUTED),
    ],
)
def test_ends(one: Claim, verdict: Verdict) -> None:
    assert judged(one).verdict is verdict


def test_place_that_was_not_read_refutes_nothing() -> None:
    cut = figure(panel(series=[line("MEL", "#d62728", MEL[:8], STEPS[:8])]))
    found = judged(claim(ClaimKind.VALUE, "0.1", series="MEL", x=at("130")), cut)
    assert (found.verdict, found.doubt) == (Verdict.NOT_VERIFIABLE, Doubt.PLACE_NOT_READ)


def test_bridged_gap_supports_and_refutes_only_what_lies_far_from_the_bridge() -> None:
    gap = line("MEL", "#d62728", MEL)
    gap.points.origin[10:] = ["interpolated"] * (len(STEPS) - 10)
    record = figure(panel(series=[gap, line("GRPO", "#1f77b4", GRPO)]))
    told = (claim(ClaimKind.VALUE, value, series="MEL", x=at("130")) for value in ("0.46", "0.44", "0.40"))
    right, near, wrong = (judged(one, record) for one in told)
    assert right.verdict is Verdict.SUPPORTED
    assert near.doubt is Doubt.PLACE_NOT_READ
    assert wrong.verdict is Verdict.REFUTED


@pytest.mark.parametrize("change", [{"status": Status.REVIEW}, {"confidence": 0.5}])
def test_series_in_doubt_decides_nothing(change: dict[str, Any]) -> None:
    record = figure(panel(series=[line("MEL", "#d62728", MEL, **change), line("GRPO", "#1f77b4", GRPO)]))
    found = judged(claim(ClaimKind.VALUE, "0.40", series="MEL", x=at("130")), record)
    assert found.doubt is Doubt.SERIES_NOT_TRUSTED
    other = judged(claim(ClaimKind.VALUE, "0.30", series="GRPO", x=at("140")), record)
    assert other.verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(("right", "verdict"), [(2, Verdict.NOT_VERIFIABLE), (3, Verdict.REFUTED)])
def test_series_in_doubt_is_trusted_where_a_text_tells_most_of_it_right(right: int, verdict: Verdict) -> None:
    record = figure(panel(series=[line("MEL", "#d62728", MEL, confidence=0.5), line("GRPO", "#1f77b4", GRPO)]))
    told = [("0.20", "20"), ("0.24", "40"), ("0.36", "80")][:right]
    claims = [claim(ClaimKind.VALUE, value, series="MEL", x=at(step)) for value, step in [*told, ("0.40", "130")]]
    found = check_claims(ParsedText(claims=(*claims, claims[0])), record)
    assert [one.verdict for one in found[right:-1]] == [verdict]
    assert found[0].verdict is (Verdict.SUPPORTED if right == 3 else Verdict.NOT_VERIFIABLE)


def test_uncalibrated_axis_refutes_nothing() -> None:
    record = figure(panel())
    record.panels[0].axes[1] = record.panels[0].axes[1].model_copy(update={"slope": None, "status": Status.FAILED})
    assert judged(claim(ClaimKind.VALUE, "9", series="MEL", x=at("130")), record).doubt is Doubt.AXIS_NOT_READ


@pytest.mark.parametrize(("confidence", "verdict"), [(0.5, Verdict.REFUTED), (0.2, Verdict.NOT_VERIFIABLE)])
def test_doubt_about_other_parts_of_a_figure_leaves_a_series_trusted(confidence: float, verdict: Verdict) -> None:
    doubted = figure(status=Status.REVIEW).model_copy(update={"confidence": confidence})
    doubted.panels[0].series[0].confidence = 0.8
    one = claim(ClaimKind.VALUE, "0.45", series="GRPO", x=at("100"))
    assert judged(one, doubted).verdict is verdict


def test_extreme_at_a_place_that_was_not_read_is_not_verifiable() -> None:
    late = panel(series=[line("GRPO", "#1f77b4", [0.2, 0.3], [60.0, 140.0])])
    late.legend = None
    found = judged(claim(ClaimKind.MAXIMUM, "0.44", x=at("20"), series="GRPO"), figure(late))
    assert (found.verdict, found.doubt) == (Verdict.NOT_VERIFIABLE, Doubt.PLACE_NOT_READ)
    found = judged(claim(ClaimKind.MAXIMUM, "0.44", x=at("100"), series="GRPO"), figure(late))
    assert found.verdict is Verdict.REFUTED


@pytest.mark.parametrize(("value", "verdict"), [("0.465", Verdict.IMPRECISE), ("0.48", Verdict.REFUTED)])
def test_peak_whose_tip_was_hardly_seen(value: str, verdict: Verdict) -> None:
    assert judged(claim(ClaimKind.MAXIMUM, value, series="MEL")).verdict is verdict


@pytest.mark.parametrize(("place", "verdict"), [("0", Verdict.REFUTED), ("120", Verdict.NOT_VERIFIABLE)])
def test_peak_at_a_place_that_was_seen_far_below_it(place: str, verdict: Verdict) -> None:
    gap = line("MEL", "#d62728", MEL)
    gap.points.origin[11:13] = ["interpolated", "interpolated"]
    record = figure(panel(series=[gap, line("GRPO", "#1f77b4", GRPO)]))
    assert judged(claim(ClaimKind.MAXIMUM, "0.46", series="MEL", x=at(place)), record).verdict is verdict
