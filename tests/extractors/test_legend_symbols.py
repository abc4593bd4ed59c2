"""Entries as a legend lays them out: swatches in the middle of a line, names standing on it."""

from __future__ import annotations

import pytest

from extractors.geometry import Box
from extractors.legend_entry import LegendEntry
from extractors.legend_symbols import with_symbols


def entry(name: str, row: float, top: float = 5, bottom: float = 5) -> LegendEntry:
    """An entry whose name reaches ``top`` pixels above and ``bottom`` below the middle of its swatch."""
    return LegendEntry(name, Box(40, row - top, 60, row + bottom), Box(0, row - 1, 30, row + 1), (0, 0, 0))


def names(*entries: LegendEntry) -> list[str]:
    return [e.name for e in with_symbols(entries)]


def test_a_y_below_the_line_is_gamma() -> None:
    assert names(entry("Y", 20, 2, 8), entry("Model A", 40)) == ["γ", "Model A"]


def test_a_capital_y_on_the_line_stays() -> None:
    assert names(entry("Y", 20), entry("X", 40)) == ["Y", "X"]


def test_without_a_name_on_the_line_nothing_is_told() -> None:
    assert names(entry("Y", 20, 2, 8)) == ["Y"]
    assert names(entry("Y", 20, 2, 8), entry("gypsum", 40, 5, 8)) == ["Y", "gypsum"]


def test_a_y_among_greek_letters_is_gamma_and_beside_an_x_it_is_not() -> None:
    assert names(entry("y", 20, 2, 8), entry("α = 0.1", 40)) == ["γ", "α = 0.1"]
    assert names(entry("y", 20, 2, 8), entry("x", 40, 2)) == ["y", "x"]
    assert names(entry("y", 20, 2, 8), entry("x", 40, 2), entry("α", 60, 2)) == ["y", "x", "α"]


def test_a_capital_y_that_hangs_as_deep_as_greek_letters_is_gamma() -> None:
    assert names(entry("Y", 20, 3, 8), entry("β = 2", 40, 5, 8)) == ["γ", "β = 2"]
    assert names(entry("Y", 20), entry("β = 2", 40, 5, 8)) == ["Y", "β = 2"]
    assert names(entry("Y", 20, 3, 8), entry("gypsum", 40, 5, 8)) == ["Y", "gypsum"]


def test_a_y_is_gamma_beside_a_symbol_that_was_read_as_digits() -> None:
    assert names(entry("y", 20, 2, 8), entry("02=4", 40)) == ["γ", "σ²=4"]


def test_a_low_v_among_greek_letters_is_gamma() -> None:
    assert names(entry("v", 20, 2, 8), entry("α = 0.1", 40)) == ["γ", "α = 0.1"]
    assert names(entry("v", 20, 2, 5), entry("α = 0.1", 40)) == ["v", "α = 0.1"]
    assert names(entry("v", 20, 2, 8), entry("Model A", 40)) == ["v", "Model A"]


def test_in_small_print_a_letter_is_low_that_is_so_at_both_ends() -> None:
    one = entry("λ=1", 40, 3, 4)
    assert names(entry("Y", 20, 2, 5), one, entry("X1", 60, 2, 6)) == ["γ", "λ=1", "X1"]
    assert names(entry("Y", 20, 3, 5), one) == ["Y", "λ=1"]


@pytest.mark.parametrize("read", ["H", "u"])
def test_a_letter_without_a_tail_that_stands_too_low_is_mu(read: str) -> None:
    assert names(entry(read, 20, 2, 8), entry("Model A", 40)) == ["μ", "Model A"]
    assert names(entry(read, 20), entry("Model A", 40)) == [read, "Model A"]


def test_a_q_with_a_value_that_stands_on_the_line_is_alpha() -> None:
    assert names(entry("q = 0.1", 20), entry("k = 3", 40)) == ["α = 0.1", "k = 3"]
    assert names(entry("q = 0.1", 20, 5, 8), entry("k = 3", 40)) == ["q = 0.1", "k = 3"]


@pytest.mark.parametrize(
    ("read", "true"),
    [
        ("0 = 30", "θ = 30"),
        ("O=3", "θ=3"),
        ("0² = 4", "σ² = 4"),
        ("02=4", "σ²=4"),
        ("0.5 mM", "0.5 mM"),
        ("10 = x", "10 = x"),
        ("Y = 2", "Y = 2"),
    ],
)
def test_a_zero_with_a_value_is_a_symbol(read: str, true: str) -> None:
    assert names(entry(read, 20)) == [true]


def test_letters_with_values_among_greek_ones_are_greek() -> None:
    assert names(entry("y = 0.99", 20), entry("μ = 0.3", 40), entry("a=0.5", 60)) == ["γ = 0.99", "μ = 0.3", "α=0.5"]
    assert names(entry("y = 2", 20), entry("Model A", 40)) == ["y = 2", "Model A"]
    assert names(entry("y = 2", 20), entry("x = 1", 40), entry("μ = 0.3", 60)) == ["y = 2", "x = 1", "μ = 0.3"]
    assert names(entry("a = 2", 20), entry("b = 1", 40), entry("μ = 0.3", 60)) == ["a = 2", "b = 1", "μ = 0.3"]


def test_an_o_after_a_greek_letter_is_its_index() -> None:
    assert names(entry("θo", 20), entry("to", 40)) == ["θ₀", "to"]
