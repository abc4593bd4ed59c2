"""Texts that tell of an axis as if it had another scale than was read."""

from __future__ import annotations

import pytest

from checks.judge import check_claims
from schemas.claims import Claim, ClaimKind, ParsedText
from schemas.verdicts import Doubt, Judged, Verdict
from tests.checks.claimed import MEL, STEPS, at, claim, figure

# By 0.1 above what the figure shows, as if a label had been misread.
MOVED = [
    claim(ClaimKind.VALUE, f"{y + 0.1:.3f}", series="MEL", x=at(f"{x:g}")) for x, y in zip(STEPS, MEL, strict=True)
]


def verdicts(*claims: Claim) -> list[Judged]:
    return check_claims(ParsedText(claims=claims), figure())


def y_range(*ends: str) -> Claim:
    return claim(ClaimKind.AXIS_RANGE, *ends, side="y")


def test_numbers_that_fit_another_scale_are_not_refuted() -> None:
    right = claim(ClaimKind.VALUE, "0.20", series="MEL", x=at("20"))
    found = verdicts(right, *MOVED[5:11])
    assert found[0].verdict is Verdict.SUPPORTED
    assert {one.doubt for one in found[1:]} == {Doubt.AXIS_CONTESTED}
    assert "another scale" in found[1].sentence


def test_numbers_that_fit_no_scale_are_wrong() -> None:
    right = claim(ClaimKind.VALUE, "0.20", series="MEL", x=at("20"))
    wrong = [claim(ClaimKind.VALUE, y, series="MEL", x=at(x)) for y, x in
             [("0.15", "40"), ("0.45", "60"), ("0.2", "80"), ("0.44", "100"), ("0.22", "130")]]  # fmt: skip
    assert [one.verdict for one in verdicts(right, *wrong)] == [Verdict.SUPPORTED] + 5 * [Verdict.REFUTED]


def test_a_text_that_tells_the_range_as_it_was_read_means_the_same_scale() -> None:
    assert {one.verdict for one in verdicts(y_range("0.1", "0.5"), *MOVED[5:11])[1:]} == {Verdict.REFUTED}


@pytest.mark.parametrize(("count", "verdict"), [(1, Verdict.REFUTED), (2, Verdict.NOT_VERIFIABLE)])
def test_another_range_and_no_number_right(count: int, verdict: Verdict) -> None:
    found = verdicts(y_range("5", "9"), *MOVED[5 : 5 + count])
    assert {one.verdict for one in found} == {verdict}


@pytest.mark.parametrize(("count", "verdict"), [(3, Verdict.REFUTED), (4, Verdict.NOT_VERIFIABLE)])
def test_no_number_right(count: int, verdict: Verdict) -> None:
    assert {one.verdict for one in verdicts(*MOVED[5 : 5 + count])} == {verdict}


def test_names_that_a_text_has_mixed_up_are_wrong() -> None:
    swapped = [claim(ClaimKind.VALUE, f"{y:.3f}", series="GRPO", x=at(f"{x:g}"))
               for x, y in list(zip(STEPS, MEL, strict=True))[7:13]]  # fmt: skip
    assert {one.verdict for one in verdicts(*swapped)} == {Verdict.REFUTED}
