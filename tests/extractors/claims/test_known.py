"""What is known of the figure lets a text speak of it unexplained."""

from __future__ import annotations

from extractors.claims import Known, read_claims
from schemas.claims import Claim, ClaimKind
from tests.extractors.claims.brief import brief

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


def test_an_arrow_leads_from_a_place_to_a_value_where_the_axes_tell_which_is_which() -> None:
    known = Known(series=("Kiwi",), x_ranges=((0, 100),), y_ranges=((0, 1),))
    text = "### Kiwi\n- 70 → 0.5\n- 0.3 → 0.5\n\nFor Kiwi, step 0 → 50 rises, 50 → 100 falls."
    found = [brief(claim) for claim in read_claims(text, known).claims]
    assert found == ["value Kiwi 0.5 @70", "trend Kiwi rises @0..50", "trend Kiwi falls @50..100"]


def test_names_with_an_equals_sign_are_no_labels() -> None:
    known = Known(series=("lr = 0.1", "T = 350 K"))
    text = (
        "`lr = 0.1` peaks lower than `T = 350 K`.\n\nT = 350 K peaks at 775 at step 5.\n\n"
        "at the end `T = 350 K` is lower than `lr = 0.1`"
    )
    assert [brief(claim) for claim in read_claims(text, known).claims] == [
        "comparison lr = 0.1 below T = 350 K maximum",
        "maximum T = 350 K 775 @5",
        "comparison T = 350 K below lr = 0.1 end @'at the end'",
    ]


def test_panels_are_known_by_titles_within_headings_and_sentences() -> None:
    known = Known(series=("Kiwi",), panels=("Task A", "Task B"))
    text = "# 3. Task A\nKiwi starts at 0.1.\n## Kiwi\n- Ends at 0.2.\n# (b) Task B\nKiwi starts at 0.3."
    found = [brief(claim) for claim in read_claims(text, known).claims if claim.values]
    assert found == ["start [Task A] Kiwi 0.1", "end [Task A] Kiwi 0.2", "start [Task B] Kiwi 0.3"]
    prose = "In Task A, Kiwi ends at 0.4. It starts at 0.2. In Task B, unlike in Task A, Kiwi ends at 0.5."
    found = [brief(claim) for claim in read_claims(prose, known).claims]
    assert found == ["end [Task A] Kiwi 0.4", "start [Task A] Kiwi 0.2", "end [Task B] Kiwi 0.5"]


def test_lists_of_names_are_entries_where_the_figure_has_one_of_them() -> None:
    text = "The lines show Kiwi, Fig and Plum over time."
    found = [brief(claim) for claim in read_claims(text, Known(series=("Kiwi",))).claims]
    assert found == ["legend_entry Kiwi", "legend_entry Fig", "legend_entry Plum"]
    assert read_claims(text, Known(series=("Pear",))).claims == ()


def test_wordings_that_other_writers_use() -> None:
    known = Known(series=("Kiwi", "Lima", "k-NN"), x_labels=("Time",))
    told = {
        "The vertical axis is graduated from 0.1 to 0.9.": ["axis_range y 0.1,0.9"],
        "An ascent of Kiwi is seen over time = 40 to 60.": ["trend Kiwi rises @40..60"],
        "Lima finally lies above Kiwi.": ["comparison Lima above Kiwi end"],
        "Kiwi attains a maximum of 0.4 on reaching time 60.": ["maximum Kiwi 0.4 @60"],
        "Kiwi ends at 2. k-NN starts at 3.": ["end Kiwi 2", "start k-NN 3"],
        "Kiwi grows from time 0 until 600.": ["trend Kiwi rises @0..600"],
        "Kiwi does not get as high as Lima at its peak.": ["comparison Kiwi below Lima maximum"],
        "Final: Kiwi > Lima": ["comparison Kiwi above Lima end"],
        "Kiwi at time 40: 0.3": ["value Kiwi 0.3 @40"],
    }
    for text, expected in told.items():
        assert [brief(claim) for claim in read_claims(text, known).claims] == expected, text


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
