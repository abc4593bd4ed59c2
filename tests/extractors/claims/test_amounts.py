"""Numbers that are differences, changes, rates or shares are neither values nor places."""

from __future__ import annotations

import pytest

from extractors.claims import Known, read_claims
from tests.extractors.claims.brief import brief

KNOWN = Known(
    series=("Kiwi", "Fig"),
    x_labels=("Time",),
    y_labels=("Score",),
    x_ranges=((0, 100),),
    y_ranges=((0, 1),),
    x_units=("s",),
)


def found(text: str) -> list[str]:
    return [brief(claim) for claim in read_claims(text, KNOWN).claims]


@pytest.mark.parametrize(
    "text",
    [
        "Kiwi is up 0.5 at time 60.",
        "The gap is 0.4.",
        "Net gain for Kiwi 0.35.",
        "Kiwi gains about 0.01 per step.",
        "Overall change of Kiwi: +0.35.",
        "Kiwi – Fig = 0.4.",
        "The largest increase, of 0.2, occurs early.",
        "Kiwi has lost 40 % of its initial value.",
    ],
)
def test_differences_changes_and_rates_are_no_values(text: str) -> None:
    assert not [one for one in found(text) if "0." in one or "40" in one]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At 80 s Kiwi is 0.6, twice those at 40 s.", ["value Kiwi 0.6 @80"]),
        ("Kiwi hits 0.6 at 80 s, up 0.4 from 40 s.", ["value Kiwi 0.6 @80"]),
        ("At time 60, Kiwi stands at 0.3, lower than Fig.", ["value Kiwi 0.3 @60", "comparison Kiwi below Fig @60"]),
        ("Kiwi ends at 0.5, 0.2 lower than Fig.", ["comparison Kiwi below Fig end 0.2", "end Kiwi 0.5"]),
        ("Kiwi fell from 0.6 to 0.4 in 20 s.", ["trend Kiwi falls 0.6,0.4 @'some point'"]),
        ("Over time 0..20, Kiwi rises from 0.2 to 0.4.", ["trend Kiwi rises 0.2,0.4 @0..20"]),
        ("Kiwi, last 40 s: 0.7", []),
        ("Kiwi peak time: 60", ["maximum Kiwi @60"]),
        ("Q: At which time does Kiwi peak? A: 60", ["maximum Kiwi @60"]),
        (
            "Kiwi is lowest two thirds of the way along the axis, at 0.2.",
            ["minimum Kiwi 0.2 within 'two thirds of the way along the axis'"],
        ),
    ],
)
def test_what_stands_beside_such_numbers_is_read(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_an_axis_may_show_differences() -> None:
    known = Known(series=("Kiwi",), x_labels=("Distance",), y_labels=("Gain",), x_ranges=((0, 90),), y_ranges=((0, 1),))
    told = [
        brief(claim) for claim in read_claims("Kiwi at distance 20: 0.385. Kiwi ends with a gain of 0.4.", known).claims
    ]
    assert told == ["value Kiwi 0.385 @20", "end Kiwi 0.4"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kiwi exceeds 0.6.", ["bound Kiwi above 0.6 within 'some point'"]),
        ("Kiwi always exceeds 0.1.", ["bound Kiwi above 0.1"]),
        ("Neither line exceeds 0.7.", ["bound * below 0.7"]),
        ("Kiwi is less than 0.3 before time 10.", ["bound Kiwi below 0.3 @..10"]),
        ("Kiwi drops below 0.4 after time 80.", ["bound Kiwi below 0.4 @80.. within 'some point'"]),
    ],
)
def test_bounds_that_are_passed_and_those_that_hold(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kiwi drops by 0.4 over the first 50 s.", ["trend Kiwi falls 0.4 @..50"]),
        ("Kiwi loses 0.15 from time 60 to 100.", ["trend Kiwi falls 0.15 @60..100"]),
        ("Between time 60 and 80, a drop of 0.1 is seen in Kiwi.", ["trend Kiwi falls 0.1 @60..80"]),
        ("Kiwi gains about 0.2 every 20 s.", ["trend Kiwi rises @'some point'"]),
        ("Kiwi ends 0.25 higher than Fig.", ["comparison Kiwi above Fig end 0.25"]),
        ("At time 40, Kiwi is 0.25 above Fig.", ["comparison Kiwi above Fig 0.25 @40"]),
        ("Kiwi leads Fig by 0.2 at time 40.", ["comparison Kiwi above Fig 0.2 @40"]),
        ("Kiwi peaks higher than Fig by about 0.2.", ["comparison Kiwi above Fig maximum ~0.2"]),
    ],
)
def test_by_how_much(text: str, expected: list[str]) -> None:
    assert found(text) == expected
