"""Two curves held against each other."""

from __future__ import annotations

import pytest

from tests.extractors.claims.brief import told

NAMES = "Two lines: Kiwi (blue) and Fig (red). X-axis: Step (0 to 100).\n\n"
KINDS = ("comparison", "equality", "crossing", "divergence", "band_widest", "bound")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kiwi outperforms Fig in the final steps.", ["comparison Kiwi above Fig @'final steps'"]),
        ("Kiwi has a higher peak than Fig.", ["comparison Kiwi above Fig maximum"]),
        ("The blue line is consistently higher than the red one from 40 to 60.", ["comparison Kiwi above Fig @40..60"]),
        ("Kiwi trails Fig after step 30.", ["comparison Kiwi below Fig @30.."]),
        ("Kiwi shows higher volatility.", ["comparison Kiwi above volatility"]),
        (
            "Both lines start with similar values (~0.13 at step 0) but diverge after step 40.",
            ["equality * ~0.13 @0", "divergence * @40"],
        ),
        ("Both lines converge at step 80 with identical scores (0.80).", ["equality * 0.8 @80"]),
        ("The two lines perform very similarly until step 40.", ["equality * @..40"]),
        ("Kiwi and Fig intersect near step 60.", ["crossing Kiwi Fig @~60"]),
        ("Kiwi overtakes Fig around step 20.", ["crossing Kiwi Fig @~20"]),
        (
            "The shaded band of Fig is widest between steps 20-30 and 50-60.",
            ["band_widest Fig @20..30", "band_widest Fig @50..60"],
        ),
        ("Both lines stay above 0.5 after step 60.", ["bound * above 0.5 @60.."]),
        ("Fig never exceeds ~0.1.", ["bound Fig below ~0.1"]),
        ("Fig does not drop below 2 until step 30.", ["bound Fig above 2 @..30"]),
        ("Kiwi leads from step 2,000 on.", ["comparison Kiwi above * @2000.."]),
        ("Kiwi is not ahead from step 2,000 on.", []),
        ("Kiwi climbs above 5 by step 2,000.", ["bound Kiwi above 5 @2000 within 'some point'"]),
    ],
)
def test_relations(text: str, expected: list[str]) -> None:
    assert told(NAMES + text, *KINDS) == expected


def test_similar_shapes_are_not_equal_values() -> None:
    assert told(NAMES + "Both lines follow a similar trend until step 40.", *KINDS) == []


def test_what_another_is_compared_with_is_no_subject() -> None:
    text = NAMES + "Kiwi outperforms Fig, reaching 0.9 at step 80."
    assert told(text, "value") == ["value Kiwi 0.9 @80"]
