"""Ranges, bounds, trends and bands of a series."""

from __future__ import annotations

import numpy as np
import pytest

from schemas.claims import Claim, ClaimKind, Place, Trend
from schemas.verdicts import Doubt, Verdict
from tests.checks.claimed import GRPO, MEL, STEPS, at, claim, figure, judged, line, panel


@pytest.mark.parametrize(
    ("values", "place", "verdict"),
    [
        (("0.27", "0.30"), ("60", "100"), Verdict.REFUTED),
        (("0.27", "0.37"), ("60", "100"), Verdict.SUPPORTED),
        (("0.13", "0.37"), None, Verdict.SUPPORTED),
        (("0.13", "0.42"), None, Verdict.REFUTED),
    ],
)
def test_range(values: tuple[str, str], place: tuple[str, str] | None, verdict: Verdict) -> None:
    one = claim(ClaimKind.RANGE, *values, series="GRPO", x=at(*place) if place else None)
    assert judged(one).verdict is verdict


@pytest.mark.parametrize(
    ("relation", "value", "place", "verdict"),
    [
        ("below", "0.4", None, Verdict.SUPPORTED),
        ("below", "0.30", None, Verdict.REFUTED),
        ("above", "0.25", at("40", open_end=True), Verdict.SUPPORTED),
        ("above", "0.35", at("40", open_end=True), Verdict.REFUTED),
        ("above", "~0.1", None, Verdict.SUPPORTED),
    ],
)
def test_bound(relation: str, value: str, place: object, verdict: Verdict) -> None:
    found = judged(claim(ClaimKind.BOUND, value, series="GRPO", relation=relation, x=place))
    assert found.verdict is verdict


def shaped(shape: str) -> list[float]:
    t = np.linspace(0, 1, len(STEPS))
    shapes = {
        "up": 0.15 + 0.3 * t,
        "down": 0.45 - 0.3 * t,
        "flat": 0.3 + 0 * t,
        "wild": 0.3 + 0.1 * np.where(np.arange(len(STEPS)) % 2, 1, -1),
        "bowl": 0.15 + 1.2 * (t - 0.5) ** 2,
        "hill": 0.45 - 1.2 * (t - 0.5) ** 2,
        "step": 0.3 + 0.15 * np.tanh(8 * (t - 0.5)),
    }
    values: list[float] = shapes[shape].tolist()
    return values


@pytest.mark.parametrize(
    ("trend", "right", "wrong"),
    [
        ("rises", "up", "down"),
        ("falls", "down", "up"),
        ("flat", "flat", "up"),
        ("volatile", "wild", "up"),
        ("steady", "up", "wild"),
        ("u_shaped", "bowl", "up"),
        ("peaked", "hill", "down"),
        ("s_shaped", "step", "wild"),
    ],
)
def test_trend(trend: Trend, right: str, wrong: str) -> None:
    one = claim(ClaimKind.TREND, series="line", trend=trend, x=at("0", "140"))
    for shape, verdict in ((right, Verdict.SUPPORTED), (wrong, Verdict.REFUTED)):
        record = figure(panel(series=[line("line", "#1f77b4", shaped(shape))]))
        assert judged(one, record).verdict is verdict


def test_trend_with_wrong_end_is_refuted() -> None:
    given = {"series": "MEL", "trend": "falls", "x": at("130", "140")}
    assert judged(claim(ClaimKind.TREND, "0.46", "0.33", **given)).verdict is Verdict.SUPPORTED
    assert judged(claim(ClaimKind.TREND, "0.46", "0.25", **given)).verdict is Verdict.REFUTED


def banded() -> Claim:
    return claim(ClaimKind.BAND_WIDEST, series="MEL", x=at("80", "100"))


def test_band_widest() -> None:
    y = shaped("up")
    half = [0.05 if 80 <= x <= 100 else 0.01 for x in STEPS]
    band = line("MEL", "#d62728", y)
    band.points.y_lower[:] = [a - b for a, b in zip(y, half, strict=True)]
    band.points.y_upper[:] = [a + b for a, b in zip(y, half, strict=True)]
    record = figure(panel(series=[band]))
    assert judged(banded(), record).verdict is Verdict.SUPPORTED
    elsewhere = claim(ClaimKind.BAND_WIDEST, series="MEL", x=at("20", "40"))
    assert judged(elsewhere, record).verdict is Verdict.REFUTED
    assert judged(claim(ClaimKind.HAS_BAND, series="MEL"), record).verdict is Verdict.SUPPORTED
    assert judged(banded()).doubt is Doubt.PLACE_NOT_READ


def test_a_movement_at_some_point_is_borne_out_by_the_whole_but_not_refuted() -> None:
    somewhere = at(words="some point")
    falls = judged(claim(ClaimKind.TREND, series="GRPO", trend="falls", x=somewhere))
    assert (falls.verdict, falls.doubt) == (Verdict.NOT_VERIFIABLE, Doubt.PLACE_UNCLEAR)
    course = judged(claim(ClaimKind.TREND, "0.24", "0.36", series="MEL", trend="rises", x=somewhere))
    assert course.verdict is Verdict.NOT_VERIFIABLE
    assert judged(claim(ClaimKind.TREND, series="MEL", trend="rises", x=somewhere)).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("relation", "value", "verdict"),
    [("above", "0.35", Verdict.SUPPORTED), ("above", "0.5", Verdict.REFUTED), ("below", "0.2", Verdict.SUPPORTED)],
)
def test_what_is_exceeded_somewhere_need_not_be_everywhere(relation: str, value: str, verdict: Verdict) -> None:
    found = judged(claim(ClaimKind.BOUND, value, series="GRPO", relation=relation, within=Place(words="some point")))
    assert found.verdict is verdict


def test_a_dip_before_a_place_is_no_fall_since_the_beginning() -> None:
    dips = claim(ClaimKind.TREND, series="MEL", trend="falls", x=at("100", open_start=True))
    assert judged(dips).doubt is Doubt.PLACE_UNCLEAR
    falls = claim(ClaimKind.TREND, series="MEL", trend="falls", x=at("70", open_start=True))
    assert judged(falls).verdict is Verdict.REFUTED


@pytest.mark.parametrize(
    ("words", "verdict"), [("three quarters of the way", "supported"), ("70 % of the way", "supported")]
)
def test_shares_of_the_way_are_places(words: str, verdict: str) -> None:
    found = judged(claim(ClaimKind.MAXIMUM, "0.37", series="GRPO", within=Place(words=words)))
    assert found.verdict.value == verdict


@pytest.mark.parametrize(
    ("value", "place", "verdict"),
    [
        ("0.13", at("130", "140"), "supported"),
        ("0.25", at("130", "140"), "refuted"),
        ("28%", at("130", "140"), "supported"),
    ],
)
def test_by_how_much_a_curve_falls(value: str, place: Place, verdict: str) -> None:
    found = judged(claim(ClaimKind.TREND, value, series="MEL", trend="falls", x=place))
    assert found.verdict.value == verdict
    assert found.sentence.startswith("text: falls by ")


def test_where_a_change_without_a_place_begins_is_not_told() -> None:
    assert judged(claim(ClaimKind.TREND, "0.33", series="MEL", trend="rises")).doubt is Doubt.PLACE_UNCLEAR


@pytest.mark.parametrize(("trend", "verdict"), [("falls", Verdict.REFUTED), ("rises", Verdict.SUPPORTED)])
def test_both_ends_of_a_bridged_stretch_tell_its_direction(trend: str, verdict: Verdict) -> None:
    gap = line("MEL", "#d62728", MEL)
    gap.points.origin[3:6] = ["interpolated"] * 3
    record = figure(panel(series=[gap, line("GRPO", "#1f77b4", GRPO)]))
    one = claim(ClaimKind.TREND, series="MEL", trend=trend, x=at("0", "80"))
    assert judged(one, record).verdict is verdict
