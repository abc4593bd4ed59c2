"""Tables of values."""

from __future__ import annotations

from tests.extractors.claims.brief import told


def test_a_column_for_each_series() -> None:
    text = "| Step | Kiwi | Fig |\n|---|---|---|\n| 0 | ~10 | 12 |\n| 50k | 110.5 | n/a |\n"
    assert told(text) == ["value Kiwi ~10 @0", "value Fig 12 @0", "value Kiwi 110.5 @50000"]


def test_a_row_for_each_series() -> None:
    text = "| Series | 2010 | 2020 |\n|---|---|---|\n| Kiwi | 5 | 7 |\n"
    assert told(text) == ["value Kiwi 5 @2010", "value Kiwi 7 @2020"]


def test_starts_ends_and_extremes() -> None:
    text = "| Series | Start | Peak | End |\n|---|---|---|---|\n| Fig | 0.1 | 0.35 (day 12) | 0.22 |\n"
    assert told(text) == ["start Fig 0.1", "maximum Fig 0.35 @12", "end Fig 0.22"]


def test_a_table_of_words_claims_nothing() -> None:
    assert told("| Part | Remark |\n|---|---|\n| Grid | faint |\n") == []
