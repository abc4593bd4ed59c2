"""Places on an axis of categories, in texts about a figure whose categories are known."""

from __future__ import annotations

import pytest

from extractors.claims import Known, read_claims
from tests.extractors.claims.brief import brief

KNOWN = Known(series=("Kiwi", "Plum"), x_labels=("Size",), categories=("XS", "S", "low", "high", "Q1", "Q3"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kiwi rises from x low to high.", ["trend Kiwi rises @low..high"]),
        ("Between Q1 and Q3, Plum declines.", ["trend Plum falls @Q1..Q3"]),
        ("Kiwi peaks at 45.2 at size XS.", ["maximum Kiwi 45.2 @XS"]),
        (
            "#### Kiwi\n- low: 45.2\n- X high: ~30\n- value at S: 3",
            ["value Kiwi 45.2 @low", "value Kiwi ~30 @high", "value Kiwi 3 @S"],
        ),
        ("Plum has a low of 20 in Q3.", ["minimum Plum 20 @Q3"]),
        ("Kiwi is high.", []),
    ],
)
def test_categories_are_places(text: str, expected: list[str]) -> None:
    told = []
    for claim in read_claims(text, KNOWN).claims:
        assert claim.x is not None
        ends = [quantity for quantity in (claim.x.start, claim.x.end) if quantity is not None]
        assert all(KNOWN.categories.index(end.text) == end.value for end in ends)
        told.append(f"{brief(claim.model_copy(update={'x': None}))} @{'..'.join(end.text for end in ends)}")
    assert told == expected
