"""What is known of the figure lets a text speak of it unexplained."""

from __future__ import annotations

from extractors.claims import Known, read_claims
from schemas.claims import Claim, ClaimKind

TEXT = "depth 8 starts at 86.5. At dose 20, low-rank is at 84. From 46 to 64, low-rank falls."


def claim_of(kind: ClaimKind, text: str, known: Known) -> Claim:
    return next(claim for claim in read_claims(text, known).claims if claim.kind == kind)


def test_names_labels_and_ranges_of_the_figure_are_understood() -> None:
    # The figure's reader lost a space.
    known = Known(series=("depth8", "low-rank"), x_labels=("Dose",), x_ranges=((0, 100),), y_ranges=((80, 90),))
    start = claim_of(ClaimKind.START, TEXT, known)
    assert start.series is not None
    assert start.series.name == "depth 8"
    value = claim_of(ClaimKind.VALUE, TEXT, known)
    assert value.series is not None and value.x is not None and value.x.start is not None
    assert (value.series.name, value.x.start.value, value.values[0].value) == ("low-rank", 20, 84)


def test_words_of_the_figure_that_a_text_does_not_use_change_nothing() -> None:
    text = "The blue line starts at 0.5 and ends at 0.8."
    assert read_claims(text, Known(series=("GRPO", "MEL"), panels=("A", "B"))).claims == read_claims(text).claims


def test_compared_number_may_be_told_before_the_series() -> None:
    known = Known(series=("Alpha", "Beta"))
    for words, measure in (
        ("Final value of Alpha is lower than that of Beta.", "end"),
        ("Alpha ends higher than Beta.", "end"),
        ("The peak of Alpha is lower than that of Beta.", "maximum"),
        ("Alpha ends late, and it is higher than Beta.", "values"),
    ):
        assert claim_of(ClaimKind.COMPARISON, words, known).measure == measure


def test_sizes_of_changes_are_no_values() -> None:
    claims = read_claims("GRPO rises throughout with dips of less than 0.01.", Known(series=("GRPO", "MEL"))).claims
    assert claims
    assert not any(claim.values for claim in claims)
