"""Questions with their answers, and keys with their values."""

from __future__ import annotations

import pytest

from extractors.claims import Known, read_claims
from extractors.claims.asked import asked_for
from schemas.claims import ClaimKind
from tests.extractors.claims.brief import brief

KNOWN = Known(series=("Kiwi", "Plum"), x_ranges=((0, 140),), y_ranges=((0, 1),))


def found(text: str) -> list[str]:
    return [brief(claim) for claim in read_claims(text, KNOWN).claims]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Q: What is the highest value of Kiwi?\nA: 0.46, at step 130.", ["maximum Kiwi 0.46 @130"]),
        ("**How many lines are there?**\n\nTwo.", ["series_count 2"]),
        ("Question 2: What does the x-axis show? Answer: Age, from 0 to 9.", ["axis_label x Age", "axis_range x 0,9"]),
        ("What is the tick interval on the x-axis? 20", ["tick_step x 20"]),
        ("**Q3. Which series ends higher?**\nPlum.", ["comparison Plum above * end"]),
        ("- Which line has the lowest minimum? Kiwi", ["comparison Kiwi below * minimum"]),
        ("Where is the legend? In the upper left.", ["legend_position upper left"]),
        ("Is there a legend?\nNo.", ["no_legend"]),
        ("What colour is Kiwi? Dark blue.", ["series_color Kiwi dark blue"]),
        ("What is the value of Plum at step 40? About 0.27.", ["value Plum ~0.27 @40"]),
        ("How does Kiwi change between steps 0 and 60?\nIt rises.", ["trend Kiwi rises @0..60"]),
        ("How high is it? Kiwi 0.4 and Plum 0.5.", []),
        ("What might cause this? Two things.", []),
    ],
)
def test_questions(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_keys() -> None:
    text = (
        "n_series = 2\nxLabel: Age\ny_lim: [0, 1]\nyscale: log\nx tick step: 20\nKiwi max: 0.46 (step 130)\n"
        "Plum start: 0.13\nKiwi colour: blue\nlegend_position = top right"
    )
    assert found(text) == [
        "series_count 2",
        "axis_label x Age",
        "axis_range y 0,1",
        "axis_scale y log",
        "tick_step x 20",
        "maximum Kiwi 0.46 @130",
        "start Plum 0.13",
        "series_color Kiwi blue",
        "legend_position top right",
    ]


def test_what_is_asked_for() -> None:
    assert asked_for("Why does it rise?") is None
    assert asked_for("What is the range of the y-axis?").kind is ClaimKind.AXIS_RANGE  # type: ignore[union-attr]
    assert asked_for("final_value").kind is ClaimKind.END  # type: ignore[union-attr]
