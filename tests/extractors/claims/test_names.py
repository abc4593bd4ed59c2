"""Series that a text never introduces, and labels that are verbs."""

from __future__ import annotations

from tests.extractors.claims.brief import told


def test_nouns_that_are_subjects_again_and_again_are_series() -> None:
    text = "dry season starts at 5. dry season ends at 3. Inland starts at 2. Inland ends lower than dry season."
    assert told(text, "start", "end", "comparison") == [
        "start dry season 5", "end dry season 3", "start Inland 2", "comparison Inland below dry season end",
    ]  # fmt: skip


def test_an_unknown_subject_is_not_taken_for_the_one_before() -> None:
    text = "- Kiwi: blue line\n\nKiwi starts at 3. The 2 mM sample ends at 5."
    assert told(text, "start", "end") == ["start Kiwi 3", "end 5"]


def test_headings_without_marks() -> None:
    text = "Kiwi\n- start: 52.0\n- max: 53.5 at 20\n- end: 43.5\n\nPlum\n- start: 4.0\n- end: 5.0"
    assert told(text) == [
        "start Kiwi 52", "maximum Kiwi 53.5 @20", "end Kiwi 43.5", "start Plum 4", "end Plum 5",
    ]  # fmt: skip


def test_one_label_for_several_series() -> None:
    text = "- Kiwi: blue line\n- Plum: red line\n- **Final values**: Kiwi ~0.78, Plum 0.88"
    assert told(text, "end") == ["end Kiwi ~0.78", "end Plum 0.88"]


def test_a_bare_list_of_names_in_a_legend() -> None:
    text = "- legend: dry season, Run-A and Oslo\n- Number of series: 3"
    assert told(text) == [
        "legend_entry dry season", "legend_entry Run-A", "legend_entry Oslo", "series_count 3",
    ]  # fmt: skip


def test_values_at_categories() -> None:
    table = "| Dose | Kiwi | Plum |\n|---|---|---|\n| none | 59.0 | 62.7 |\n"
    assert told(table) == ["value Kiwi 59 @'none'", "value Plum 62.7 @'none'"]
    assert told("### Kiwi\n- (low, ~45.2)\n### Plum\n- (low, 3)") == ["value Kiwi ~45.2 @'low'", "value Plum 3 @'low'"]
