"""Pieces of text put together to words, as far as the places of the pieces tell."""

from __future__ import annotations

import pytest
from matplotlib import rc_context
from matplotlib.figure import Figure

from extractors.geometry import Box
from extractors.vector.lines import Run, words_of
from extractors.vector.pdf import load_page, open_pdf
from extractors.vector.pdf_text import with_doubles
from tests.extractors.vector.charts import saved

SIZE, WIDTH = 10.0, 5.0  # of the font, and of each of its letters


def piece(text: str, x: float, item: int, up: float = 0.0, size: float = SIZE) -> list[Run]:
    """The letters of an object that begins at ``x``."""
    step = WIDTH * size / SIZE
    places = [x + k * step for k in range(len(text))]
    return [
        Run(c, Box(at, -up - size, at + step, -up), at, at + step, up, size, 0, (0, 0, 0), item=item)
        for c, at in zip(text, places, strict=True)
    ]


def read(*pieces: list[Run]) -> list[str]:
    return [word.string for word in words_of([run for runs in pieces for run in runs])]


@pytest.mark.parametrize("start", [" 500000", "500000"])
@pytest.mark.parametrize("overlap", [1.5, -2.0])
def test_numbers_of_their_own_that_touch_are_two_labels(start: str, overlap: float) -> None:
    lead = WIDTH * (len(start) - len(start.lstrip()))
    assert read(piece("100", 0, 1), piece(start, 15 - overlap - lead, 2)) == ["100", "500000"]


@pytest.mark.parametrize(
    ("first", "second"), [("0.00", "20.00k"), ("800k", "1.0M"), ("20%", "40%"), ("5,000", "10,000")]
)
def test_numbers_with_a_unit_or_a_point_of_their_own_are_two_labels(first: str, second: str) -> None:
    assert read(piece(first, 0, 1), piece(second, WIDTH * len(first), 2)) == [first, second]


def test_the_parts_of_one_number_stay_together() -> None:
    assert read(piece("0", 0, 1), piece(".", 5, 2), piece("7", 10, 3)) == ["0.7"]
    assert read(piece("10", 0, 1), piece("6", 10, 2, up=4, size=7)) == ["10^6"]


def test_words_in_several_objects_are_one_line() -> None:
    assert read(piece("Figure", 0, 1), piece(" 3", 30, 2), piece(" shows", 40, 3)) == ["Figure 3 shows"]


def test_signs_from_another_font_keep_a_number_together() -> None:
    assert read(piece("5", 0, 1), piece(",", 5, 2), piece("000", 12, 3)) == ["5,000"]
    power = piece("−2", 24, 5, up=4, size=7)
    assert read(piece("4", 0, 1), piece("·", 7, 2), piece("10", 14, 3), power) == ["4 · 10^−2"]


def test_signs_of_the_fonts_of_tex_are_known_by_their_codes() -> None:
    figure = Figure(figsize=(4, 3))
    with rc_context({"mathtext.fontset": "cm"}):
        figure.text(0.5, 0.5, r"$-0.25 \times 10\mu$")
        pdf = saved(figure, "pdf")
    with open_pdf(pdf) as document:
        assert [word.string.replace(" ", "") for word in load_page(document[0]).words] == ["−0.25×10μ"]


@pytest.mark.parametrize("angle", [30, 45, 60])
def test_slanted_letters_that_are_wide_are_one_word(angle: int) -> None:
    figure = Figure(figsize=(4, 3))
    figure.text(0.3, 0.3, "MW100", rotation=angle, fontsize=14)
    with open_pdf(saved(figure, "pdf")) as document:
        (word,) = load_page(document[0]).words
    assert (word.string, word.rotation) == ("MW100", angle)


def test_numbers_that_begin_with_a_space_have_their_middle_with_it() -> None:
    both = [*piece(" 10", 0, 1), *(r for r in piece("20", 200, 1))]  # PDFium may leave out spaces within an object
    assert [word.anchor for word in words_of(both)] == [(7.5, 0.0), (202.5, 0.0)]
    assert words_of(piece("10", 0, 1))[0].anchor == (5.0, 0.0)


def test_labels_in_one_object_are_several_where_they_overlap_or_no_space_is_written() -> None:
    years = [*piece("2022", 0, 1), *piece("2024", 18, 1), *piece("2026", 36, 1)]
    assert [word.string for word in words_of(years)] == ["2022", "2024", "2026"]
    dates = [*piece("2022-01", 0, 1), *piece("2024-01", 37, 1)]
    assert [word.string for word in words_of(dates)] == ["2022-01", "2024-01"]
    assert read([*piece("10", 0, 1), *piece("000", 12, 1)]) == ["10 000"]  # a thin space


def test_digits_that_a_program_leaves_out_under_equal_ones_come_back() -> None:
    first, second = piece("10.000", 0, 1), piece("20.000", 20, 2)  # both have a nought at 20 and at 25
    seen = [run for run in second if run.along != 25]
    assert [word.string for word in words_of(with_doubles([*first, *seen]))] == ["10.000", "20.000"]
