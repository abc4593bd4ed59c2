"""Whole texts in, claims out."""

from __future__ import annotations

import pytest

from extractors.claims import read_claims
from schemas.claims import Claim, ClaimKind

REPORT = """## Line chart: Reward of two agents

The chart compares two agents, **Alpha** (blue) and **Beta** (orange), over 50 epochs.

- **X-axis**: "Epoch" (0-50, increments of 10)
- **Y-axis**: "Reward", ranging from -2 to 8
- **Legend**: top left

### Alpha
* Starts at ~-1.5 (epoch 0), climbs to 6.2 by epoch 30.
* Plateaus between epochs 30 and 50.

### Beta
- Key points:
- (0, -1.4)
- (25, 3.1)

Both agents converge at epoch 45. This may be due to the shared encoder.
"""


def claims_of(text: str, kind: ClaimKind) -> list[Claim]:
    return [claim for claim in read_claims(text).claims if claim.kind is kind]


def test_every_claim_keeps_its_words() -> None:
    parsed = read_claims(REPORT)
    assert len(parsed.claims) == 17
    assert all(REPORT[claim.start : claim.end] == claim.text for claim in parsed.claims)


def test_values_below_a_heading_are_of_its_series() -> None:
    values = [
        (c.series and c.series.name, c.x and c.x.start and c.x.start.value, c.values[0].value)
        for c in claims_of(REPORT, ClaimKind.VALUE)
    ]
    assert values == [("Alpha", 30.0, 6.2), ("Beta", 0.0, -1.4), ("Beta", 25.0, 3.1)]


def test_what_it_may_mean_is_no_claim() -> None:
    passages = read_claims(REPORT).interpretation
    assert [passage.text for passage in passages] == ["This may be due to the shared encoder."]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \n\t ", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 20, "binary"),
        ("a" * 5_000_000, "too_large"),
        ("Die Kurve ist schön und wird von vielen Leuten gern betrachtet.", "not_english"),
        ("The weather in the north is fine and the people are happy.", "no_claims"),
    ],
)
def test_texts_without_claims_give_a_reason(text: str | bytes, reason: str) -> None:
    parsed = read_claims(text)
    assert (parsed.claims, parsed.reason) == ((), reason)
