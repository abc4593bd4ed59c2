"""Numbers of running text."""

from __future__ import annotations

import pytest

from extractors.claims.quantities import as_year, count_of, find_quantities


@pytest.mark.parametrize(
    ("text", "value", "digit"),
    [
        ("0.46", 0.46, 0.01),
        ("1,200", 1200, 1),
        ("3.5k", 3500, 100),
        ("2 million", 2e6, 1e6),
        ("10^-3", 1e-3, 1e-3),
        ("3×10⁵", 3e5, 1e5),
        ("1.5e-4", 1.5e-4, 1e-5),
        ("-5", -5, 1),
        (".25", 0.25, 0.01),
        ("$5.2B", 5.2e9, 1e8),
    ],
)
def test_value_and_printed_precision(text: str, value: float, digit: float) -> None:
    (found,) = find_quantities(text)
    assert found.quantity.value == pytest.approx(value)
    assert found.quantity.digit == pytest.approx(digit)


@pytest.mark.parametrize(
    "hedge", ["~", "approximately ", "around ", "roughly ", "about ", "just over ", "ca. ", "nearly "]
)
def test_hedges(hedge: str) -> None:
    (found,) = find_quantities(f"it is {hedge}0.5 there")
    assert found.quantity.hedged
    assert found.quantity.text == "0.5"


def test_percent_plus_minus_and_unit() -> None:
    percent, spread, unit = (found.quantity for found in find_quantities("75 percent, 48.0 ± 0.5, 25 °C"))
    assert percent.percent and percent.value == 75
    assert (spread.value, spread.plus_minus) == (48.0, 0.5)
    assert unit.unit == "°C"


@pytest.mark.parametrize(
    ("text", "values"),
    [("0.90-0.91", [0.90, 0.91]), ("14%-18%", [14, 18]), ("-5 to -3", [-5, -3]), ("0–140", [0, 140])],
)
def test_a_dash_between_numbers_is_no_minus(text: str, values: list[float]) -> None:
    assert [found.quantity.value for found in find_quantities(text)] == values


@pytest.mark.parametrize("name", ["ResNet-50", "Pass@1", "AIME24", "v2.1", "temp_1.0", "Figure 3", "length-4096"])
def test_numbers_in_names_measure_nothing(name: str) -> None:
    assert find_quantities(f"the line of {name} rises") == []


def test_dates() -> None:
    month, day = (found.quantity for found in find_quantities("from March 2020 to 2021-05-17"))
    assert month.date and day.date
    assert month.digit > day.digit == 86400
    year = as_year(find_quantities("2015")[0].quantity)
    assert year.date and year.text == "2015"


def test_counts() -> None:
    assert [count_of(word) for word in ("three", "Twelve", "4", "several")] == [3, 12, 4, None]
