"""Clauses with one series, one value and perhaps a place, whatever the order of their words."""

from __future__ import annotations

import pytest

from extractors.claims import Known, read_claims
from tests.extractors.claims.brief import brief

KNOWN = Known(series=("Kiwi", "Fig"), x_labels=("Step",), y_labels=("Score",), x_ranges=((0, 100),), y_ranges=((0, 1),))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0.62 is the score of Kiwi at step 40.", ["value Kiwi 0.62 @40"]),
        ("Value 0.62 for Kiwi at step 40.", ["value Kiwi 0.62 @40"]),
        ("Step 40 sees Kiwi at 0.62.", ["value Kiwi 0.62 @40"]),
        ("0.70 was the best Kiwi score (step 60).", ["maximum Kiwi 0.7 @60"]),
        ("The worst Fig score is 0.30.", ["minimum Fig 0.3"]),
        ("Fig's floor is 0.30; Kiwi's ceiling is 0.70.", ["minimum Fig 0.3", "maximum Kiwi 0.7"]),
        ("Not 0.62 is the score of Kiwi at step 40.", []),
        ("0.62 is a dream for Kiwi at step 40.", []),
        ("0.62 is the score of Kiwi after step 40.", []),
        ("0.62 is the score of Kiwi.", []),
    ],
)
def test_clauses_that_can_mean_one_thing_only(text: str, expected: list[str]) -> None:
    assert [brief(claim) for claim in read_claims(text, KNOWN).claims] == expected
