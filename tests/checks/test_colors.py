"""Colour words against the colours that plotting tools draw."""

from __future__ import annotations

import pytest

from checks.colors import judge_color, name_of
from schemas.verdicts import Verdict


@pytest.mark.parametrize(
    ("words", "drawn"),
    [
        ("blue", "#1f77b4"),
        ("steel blue", "#4682b4"),
        ("orange", "#ff7f0e"),
        ("red", "#d62728"),
        ("dark red", "#8b0000"),
        ("light coral/salmon", "#f08080"),
        ("purple", "#9467bd"),
        ("teal", "#17becf"),
        ("gray", "#7f7f7f"),
        ("olive", "#bcbd22"),
        ("darkblue", "#00008b"),
        ("greenish", "#2ca02c"),
        ("gold or yellow", "#ffd700"),
    ],
)
def test_fitting_word(words: str, drawn: str) -> None:
    assert judge_color(words, drawn) is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("words", "drawn"),
    [("blue", "#d62728"), ("green", "#1f77b4"), ("black", "#ff7f0e"), ("purple", "#2ca02c"), ("light blue", "#00008b")],
)
def test_wrong_word(words: str, drawn: str) -> None:
    assert judge_color(words, drawn) is Verdict.REFUTED


@pytest.mark.parametrize("drawn", ["#1f77b4", "#ff7f0e", "#2ca02c", "#000000", "#8b0000", "#ffc0cb", "#440154"])
def test_own_name_of_a_color_fits_it(drawn: str) -> None:
    assert judge_color(name_of(drawn), drawn) is Verdict.SUPPORTED
