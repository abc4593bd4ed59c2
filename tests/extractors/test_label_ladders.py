"""Tick labels in line, told from other print by how evenly their values or places go on."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from extractors.geometry import Box
from extractors.label_ladders import is_number, label_columns, label_rows, slanted_rows, turned_rows, value_columns
from extractors.readers import Text

UNIT = 10.0
SIZE = (400, 600)


def row_of(strings: list[str], places: list[float], y: float = 300.0) -> list[Text]:
    return [Text(s, Box(x - 8, y - 5, x + 8, y + 5), 0.99, "test") for s, x in zip(strings, places, strict=True)]


def blank() -> NDArray[np.bool_]:
    return np.zeros(SIZE, np.bool_)


def test_rows_of_two_plots_in_one_line_are_two_ladders() -> None:
    texts = row_of(["0", "5", "10", "0", "5", "10"], [50, 100, 150, 200, 250, 300])
    assert [r.places for r in label_rows(texts, blank(), UNIT)] == [(50, 100, 150), (200, 250, 300)]


def test_one_label_of_each_of_three_plots_is_no_ladder() -> None:
    texts = row_of(list("02024024"), [49, 105, 258, 316, 372, 468, 524, 581])
    assert [r.places for r in label_rows(texts, blank(), UNIT)] == [(258, 316, 372), (468, 524, 581)]


def test_a_label_that_was_not_read_leaves_the_ladder_whole() -> None:
    texts = row_of(["0", "10", "15", "20"], [50, 150, 200, 250])
    (row,) = label_rows(texts, blank(), UNIT)
    assert row.places == (50, 150, 200, 250)
    assert row.step == 50


def test_points_that_only_part_thousands_make_a_ladder() -> None:
    row = row_of(["-1.000.000", "-500.000", "500.000", "1.000.000"], [60.0, 120.0, 240.0, 300.0])
    assert [ladder.places for ladder in label_rows(row, blank(), UNIT)] == [(60.0, 120.0, 240.0, 300.0)]


def test_powers_of_ten_make_a_ladder() -> None:
    texts = row_of(["0.1", "1", "10", "100"], [50, 150, 250, 350])
    (row,) = label_rows(texts, blank(), UNIT)
    assert row.places == (50, 150, 250, 350)


def test_a_ladder_goes_on_over_print_that_was_not_read() -> None:
    ink = blank()
    ink[296:305, 197:204] = True
    (row,) = label_rows(row_of(["0", "5", "10"], [50, 100, 150]), ink, UNIT)
    assert row.places == (50, 100, 150, 200)


def test_a_ladder_does_not_go_on_over_a_stroke() -> None:
    ink = blank()
    ink[250:350, 200] = True
    (row,) = label_rows(row_of(["0", "5", "10"], [50, 100, 150]), ink, UNIT)
    assert row.places == (50, 100, 150)


def test_print_that_was_not_read_may_have_its_tick_mark() -> None:
    for mark, places in ((slice(199, 202), (50, 100, 150, 200)), (slice(190, 211), (50, 100, 150))):
        ink = blank()
        ink[296:305, 197:204] = True
        ink[282:293, mark] = True
        (row,) = label_rows(row_of(["0", "5", "10"], [50, 100, 150]), ink, UNIT)
        assert row.places == places


def test_a_ladder_goes_on_over_a_number_misread() -> None:
    (row,) = label_rows(row_of(["0", "5", "10", "151"], [50, 100, 150, 200]), blank(), UNIT)
    assert row.places == (50, 100, 150, 200)


def test_words_evenly_apart_are_a_row() -> None:
    texts = row_of(["red", "green", "blue", "far"], [50, 100, 150, 290])
    assert [r.places for r in label_rows(texts, blank(), UNIT)] == [(50, 100, 150)]


def names_in_ink(gap: int) -> tuple[list[Text], NDArray[np.bool_]]:
    """Two names read as one text, ``gap`` pixels apart, and two more at even places."""
    ink = blank()
    ink[295:306, 40:61] = ink[295:306, 61 + gap : 82 + gap] = True
    texts = row_of(["blue", "far"], [50 + 2 * (21 + gap), 50 + 3 * (21 + gap)])
    return [Text("red green", Box(40, 295, 81 + gap, 305), 0.99, "test"), *texts], ink


def test_names_that_were_read_as_one_text_are_labels_each() -> None:
    (row,) = label_rows(*names_in_ink(gap=29), UNIT)
    assert row.places == (50, 100, 150, 200)


def test_the_words_of_one_name_are_one_label() -> None:
    assert label_rows(*names_in_ink(gap=5), UNIT) == []


def column_of(strings: list[str], places: list[float], rights: list[float]) -> list[Text]:
    cells = zip(strings, places, rights, strict=True)
    return [Text(s, Box(60, y - 5, right, y + 5), 0.99, "test") for s, y, right in cells]


def test_a_tick_mark_read_with_its_label_does_not_take_it_out_of_the_column() -> None:
    texts = column_of(["0.9-", "0.8", "0.7", "0.6"], [50, 100, 150, 200], [100, 100, 85, 85])
    (column,) = label_columns(texts, blank(), UNIT)
    assert column.places == (50, 100, 150, 200)


def test_numbers_of_a_table_are_no_column() -> None:
    texts = column_of(["17.3", "4.1", "88.0", "9.7"], [50, 100, 150, 200], [85, 85, 85, 85])
    assert label_columns(texts, blank(), UNIT) == []


def test_numbers_with_signs_before_their_exponents_are_numbers() -> None:
    strings = ["2e+5", "1e+5", "0e+0", "-1e+5", "-2e+5"]
    texts = [Text(s, Box(40, y - 5, 80, y + 5), 0.99, "test") for s, y in zip(strings, range(50, 300, 50), strict=True)]
    (column,) = label_columns(texts, blank(), UNIT)
    assert column.places == (50, 100, 150, 200, 250)


def test_signs_around_numbers_do_not_count_against_them() -> None:
    strings = ["40%", "20%", "0%¬", "-20%", "-40k-"]
    assert all(is_number(Text(s, Box(0, 0, 9, 9), 0.99, "test")) for s in strings)
    assert not any(is_number(Text(s, Box(0, 0, 9, 9), 0.99, "test")) for s in ("k = 5", "2 mM", "-x2", "- A1"))


def test_columns_of_values_end_where_the_values_go_on_otherwise() -> None:
    texts = column_of(["8", "6", "4", "8", "6", "4"], [50, 100, 150, 200, 250, 300], [85] * 6)
    assert [c.places for c in value_columns(texts, UNIT)] == [(50, 100, 150), (200, 250, 300)]
    assert len(label_columns(texts, blank(), UNIT)[0].places) >= 3


def test_slanted_labels_whose_tops_are_in_line_are_a_row() -> None:
    texts = [Text("50", Box(95, 303, 105, 313), 0.99, "test")]
    texts += [Text(s, Box(x - 11, 300, x + 11, 330), 0.99, "test", 60) for s, x in (("100", 200), ("150", 300))]
    (row,) = slanted_rows(texts, blank(), UNIT)
    assert row.places == (100, 200, 300)
    assert label_rows(texts, blank(), UNIT) == []
    upright = [replace(t, rotation=0) for t in texts]
    assert slanted_rows(upright, blank(), UNIT) == []


def test_turned_names_evenly_apart_are_a_row_but_the_titles_of_two_y_axes_are_none() -> None:
    months = [
        Text(s, Box(x - 5, 300, x + 5, 325), 0.99, "test", 90) for s, x in zip("abc", (100, 200, 300), strict=True)
    ]
    (row,) = turned_rows(months, blank(), UNIT)
    assert row.places == (100, 200, 300)
    assert turned_rows(months[:2], blank(), UNIT) == []
    assert turned_rows([replace(t, rotation=0, string="x") for t in months], blank(), UNIT) == []


def test_two_numbers_and_print_a_step_beyond_them_are_a_ladder() -> None:
    """Detectors miss lone digits, and print fades out a pixel beyond its box."""
    texts = column_of(["100", "50"], [50.0, 150.0], [120.0, 120.0])
    ink = blank()
    assert label_columns(texts, ink, UNIT) == []
    ink[244:257, 113:122] = True
    (column,) = label_columns(texts, ink, UNIT)
    assert column.places == (50.0, 150.0, 250.0)
