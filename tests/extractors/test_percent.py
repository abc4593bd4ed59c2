"""Percent signs that were read as digits."""

from __future__ import annotations

import pytest

from extractors.percent import with_percent_signs
from extractors.tick_readings import TickLabel


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ("70%6 6696 6396 60%", "70% 66% 63% 60%"),
        ("0 20% 40%o", "0 20% 40%"),
        ("496 596 696", "496 596 696"),  # none shows a sign
        ("96% 98% 100%", "96% 98% 100%"),
    ],
)
def test_signs_come_back_where_one_label_shows_one(texts: str, expected: str) -> None:
    labels = [TickLabel(50.0 * i, text, 0.9, alternatives=(text,)) for i, text in enumerate(texts.split())]
    mended = with_percent_signs(labels)
    assert [label.text for label in mended] == expected.split()
    assert [label.alternatives for label in mended] == [(text,) for text in expected.split()]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ("90% 80% 606 40% 20N O8", "60% 20% O%"),
        ("90% 805 706 605", "- - -"),  # one sign tells little
        ("90% 80% 7 60%", "-"),
    ],
)
def test_the_last_character_beside_many_signs_may_be_one(texts: str, expected: str) -> None:
    labels = [TickLabel(50.0 * i, text, 0.9) for i, text in enumerate(texts.split())]
    mended = [label for label in with_percent_signs(labels) if "%" not in label.text]
    assert [label.alternatives[0] if label.alternatives else "-" for label in mended] == expected.split()
