"""Names that a figure's reader spells otherwise than the text, and names that are words for what curves do."""

from __future__ import annotations

import pytest

from extractors.claims import Known, read_claims
from extractors.claims.spelling import Spelling
from tests.extractors.claims.brief import brief


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("x₁ ends at 5.", "x1", "x₁"),
        ("x_1 ends at 5.", "X1", "x_1"),
        ("At x 1 it ends.", "x1", None),
        ("k = 5 ends at 2.", "k=5", "k = 5"),
        ("2 mM ends at 2.", "2mM", "2 mM"),
        ("From scratch ends at 2.", "From såratch", "From scratch"),
        ("Treatment B ends at 2.", "Treatent B", "Treatment B"),
        ("Treatment B ends at 2.", "Treatment A", None),
        ("depth 8 ends at 2.", "depth 2", None),
        ("Baseline ends at 2.", "Baselines", "Baseline"),
        ("", "Kiwi", None),
    ],
)
def test_names_in_other_spellings(text: str, name: str, found: str | None) -> None:
    assert Spelling(text).find(name) == found


def test_what_is_spelled_like_another_name_is_that_one() -> None:
    assert Spelling("Model aa ends at 2.").find("Model ab", ["Model aa"]) is None


def claims(text: str, *names: str) -> list[str]:
    return [brief(claim) for claim in read_claims(text, Known(series=names)).claims]


def test_sentences_that_begin_with_a_small_letter_have_a_subject_of_their_own() -> None:
    text = "k = 3 ends at 0.28. x₁ has its maximum of ≈ 5.48 at x = 100.0. mutant wins. x₁ ends at 5.48."
    assert claims(text, "k=3", "x1") == ["end k = 3 0.28", "maximum x₁ ~5.48 @100", "end x₁ 5.48"]


def test_a_symbol_is_a_name_also_where_the_figure_has_none_like_it() -> None:
    assert claims("Kiwi peaks at 3.\n\nγ ends at a higher value than Plum.", "Kiwi", "Plum") == ["maximum Kiwi 3"]


def test_names_that_are_words_for_what_curves_do() -> None:
    names = ("lower", "peak load", "no dropout", "Oslo")
    text = (
        "lower has a higher peak than Oslo. peak load starts at 0.5. no dropout is 0.3 at step 40. Oslo has a lower "
        "peak than no dropout. Oslo is lower than lower in the end.\n\nQ: What is the initial value of lower?\nA: 0.541"
    )
    assert claims(text, *names) == [
        "comparison lower above Oslo maximum", "start peak load 0.5", "value no dropout 0.3 @40",
        "comparison Oslo below no dropout maximum", "comparison Oslo below lower end @'in the end'",
        "start lower 0.541",
    ]  # fmt: skip


def test_keys_of_names_with_an_equals_sign() -> None:
    text = "λ=1.0 start: -1\nλ=1.0 max: 8 @ x 5\nλ=1.0 end: 3"
    assert claims(text, "λ=1.0", "λ=0.5") == ["start λ=1.0 -1", "maximum λ=1.0 8 @5", "end λ=1.0 3"]


def test_symbols_with_a_number_are_names_also_where_the_figure_has_none_like_them() -> None:
    text = "Kiwi ends at 3.\n\nThe reading for σ² = 4 at layer 0.500 is some 1518752."
    assert claims(text, "Kiwi") == ["end Kiwi 3"]
    text = "Kiwi ends at 3. When layer is 0.5, we have 1518 for σ² = 4."
    assert all("Kiwi" not in one for one in claims(text, "Kiwi")[1:])
