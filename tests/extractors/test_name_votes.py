"""Names that other looks read otherwise."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.geometry import Box
from extractors.image import Figure
from extractors.legend import Legend
from extractors.name_votes import with_voted_names
from extractors.readers import Text
from tests.extractors.fitted import entry_of
from tests.extractors.given import GivenReader

FIGURE = Figure(np.full((60, 120, 3), 255, np.uint8), 1.0, 120, 60)
PLACE = Box(20, 10, 80, 22)


def voted(name: str, *looks: str, text: str | None = None, sure: float = 0.9) -> str:
    legend = Legend(PLACE, (entry_of(name, text_box=PLACE, confidence=sure),))
    texts = [Text(text or name, PLACE, 0.95, "first")]
    (entry,) = with_voted_names(FIGURE, [legend], texts, GivenReader(*looks))[0].entries
    return entry.name


def test_two_looks_that_read_alike_outvote_the_first_reading() -> None:
    assert voted("Madnd", "Madrid", "Madrid", "Madnid") == "Madrid"
    assert voted("Ours (fulI]", "Ours (fullI)", "Ours (full)", "Ours(full)") == "Ours (full)"


def test_one_look_that_agrees_is_enough_and_is_asked_first() -> None:
    assert voted("Madrid", "Madrid") == "Madrid"
    assert voted("Madrid", "Madnid", "Madnd", "Madrid") == "Madrid"


@pytest.mark.parametrize("look", ["-- Model 2", "I Model 2", "MODEL 2", "Model2"])
def test_strokes_beside_the_print_cases_and_spaces_are_no_other_reading(look: str) -> None:
    assert voted("Model 2", look) == "Model 2"


@pytest.mark.parametrize(
    ("name", "looks"),
    [
        ("Oracie", ("Ofacle", "Qfacle", "0facie")),  # no two alike
        ("dry season", ("dry/seasoh", "dry/seasoh", "dry/season")),  # a stroke between the words
        ("T = 300 K", ("TA300 K", "TA300 K", "TA300 K")),
        ("Greedy", ("Greédy", "Greédy", "Greédy")),
        ("x₂", ("X2", "X2", "X2")),
        ("mM", ("0.5 units", "0.5 units", "units")),
    ],
)
def test_strokes_over_the_print_outvote_nothing(name: str, looks: tuple[str, ...]) -> None:
    assert voted(name, *looks) == name


def test_looks_that_drop_a_greek_letter_outvote_nothing() -> None:
    assert voted("σ² = 4", "²=4", "²=4", "²=4") == "σ² = 4"
    assert voted("02 = 4", "σ2=4", "σ2=4", "o2=4") == "σ2=4"
    assert voted("α² = 4", "σ²=4", "σ²=4", "a²=4") == "σ²=4"


def test_looks_that_are_less_sure_than_the_first_reading_outvote_nothing() -> None:
    assert voted("PPO", "Pro", "Pro", "PTU", sure=0.99) == "PPO"


def test_names_that_are_not_as_they_were_read_are_left_alone() -> None:
    assert voted("x₁", text="x1") == "x₁"
