"""Ends of sentences."""

from __future__ import annotations

import pytest

from extractors.claims.sentences import sentences


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It rises to 0.5. Then it falls.", ["It rises to 0.5.", "Then it falls."]),
        ("Some (e.g. A. B) rise vs. C.", ["Some (e.g. A. B) rise vs. C."]),
        ("One at 3; two at 4.", ["One at 3;", "two at 4."]),
        ("A falls. (b) B rises.", ["A falls.", "(b) B rises."]),
        ("It is like Model A. See Fig. 3 for B.", ["It is like Model A.", "See Fig. 3 for B."]),
        (
            "It is at 2.80. x₁ falls. the rest (approx. b) ends. x_1 rises.",
            ["It is at 2.80.", "x₁ falls.", "the rest (approx. b) ends.", "x_1 rises."],
        ),
        ("", []),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == parts
