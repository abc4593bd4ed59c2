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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "At steps 0, 20 and 40, Kiwi reads 0.20, 0.40 and 0.62, respectively.",
            ["value Kiwi 0.2 @0", "value Kiwi 0.4 @20", "value Kiwi 0.62 @40"],
        ),
        ("Kiwi is 0.20 and 0.40 at steps 0, 20 and 40.", []),
        ("Kiwi rises until step 60, then falls afterwards.", ["trend Kiwi rises @..60", "trend Kiwi falls @60.."]),
        ("At step 60 Kiwi is down to 0.4 from 0.6 at step 40.", ["value Kiwi 0.4 @60"]),
    ],
)
def test_lists_and_what_follows(text: str, expected: list[str]) -> None:
    assert [brief(claim) for claim in read_claims(text, KNOWN).claims] == expected


def test_names_that_are_colours_are_no_colours() -> None:
    known = Known(series=("Plum", "Kiwi"), x_ranges=((0, 100),), y_ranges=((0, 1),))
    found = [brief(claim) for claim in read_claims("Plum: starts at 0.50, ends at 0.30.", known).claims]
    assert found == ["start Plum 0.5", "end Plum 0.3"]
