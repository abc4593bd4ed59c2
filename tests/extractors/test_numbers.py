"""The number and date grammar: what is read, in how many ways, and what is refused."""

from __future__ import annotations

import math
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.dates import ParsedDate, blurred_dates, cut_dates, date_readings, supply_year, year_of
from extractors.numbers import parse_multiplier, parse_number, parse_offset, power_readings, readings


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.5", 0.5),
        (".5", 0.5),
        ("−3", -3.0),
        ("- 5", -5.0),
        ("+2", 2.0),
        ("1,000", 1000.0),
        ("1,000,000", 1e6),
        ("1 000", 1000.0),
        ("10\u2009000", 10_000.0),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("0,125", 0.125),
        ("500 k", 5e5),
        ("1.5 M", 1.5e6),
        ("2K", 2e3),
        ("3bn", 3e9),
        ("1e6", 1e6),
        ("1.5e−3", 1.5e-3),
        ("2×10^4", 2e4),
        ("2 x 10⁴", 2e4),
        ("10-¹", 0.1),
        ("10-{²", 0.01),
        (r"$\mathdefault{10^{-3}}$", 1e-3),
        ("10^{-3}", 1e-3),
        ("10⁻³", 1e-3),
        ("-10^2", -100.0),
        ("2^5", 32.0),
        ("1/90", 1 / 90),
        ("1 / 2", 0.5),
    ],
)
def test_print_reads_as_its_value(text: str, value: float) -> None:
    number = parse_number(text)
    assert number is not None
    assert number.value == pytest.approx(value, rel=1e-12)
    assert not number.repaired


def test_a_point_before_the_digits_of_a_scaled_number_is_a_minus_sign_or_a_speck() -> None:
    assert [(number.value, number.repaired) for number in readings(".2k")] == [(200.0, True), (-2000.0, True)]


@pytest.mark.parametrize(
    ("text", "value", "affix"),
    [
        ("45%", 45.0, "%"),
        ("-$5", -5.0, "$"),
        ("5 €", 5.0, "€"),
        ("$1.5k", 1500.0, "$"),
        ("30°", 30.0, "°"),
        ("20 °C", 20.0, "°C"),
        ("20 ms", 20.0, "ms"),
        ("5s", 5.0, "s"),
        ("2x", 2.0, "x"),
        ("5 km", 5.0, "km"),
    ],
)
def test_units_stay_beside_the_value(text: str, value: float, affix: str) -> None:
    number = parse_number(text)
    assert number is not None
    assert (number.value, number.affix) == (value, affix)


@pytest.mark.parametrize(
    "text", ["", "Epoch", "Phase 1", "kHz", "1e", "5,0,0", "--5", "-+5", "1/0", "10^999", "1e400", "Jan", "v1.0.2", "×"]
)
def test_what_is_no_number_is_refused(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,000", [1000.0, 1.0]),
        ("1.000", [1.0, 1000.0]),
        ("1,5", [1.5]),
        ("5s", [5.0, 55.0]),
        ("1B", [1e9, 18.0]),
        ("05", [0.5, 5.0]),
    ],
)
def test_ambiguous_print_gives_each_reading_the_likelier_first(text: str, values: list[float]) -> None:
    assert [number.value for number in readings(text)] == values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("O", 0.0),
        ("l", 1.0),
        ("S", 5.0),
        ("O.5", 0.5),
        ("1O0", 100.0),
        ("l0", 10.0),
        ("0. 5", 0.5),
        ("0..5", 0.5),
        ("20.", 20.0),
        ("20-", 20.0),
        ("50%¬", 50.0),
        ("~20", -20.0),
    ],
)
def test_confusable_letters_and_specks_are_repaired_and_marked(text: str, value: float) -> None:
    number = parse_number(text)
    assert number is not None
    assert number.value == value
    assert number.repaired


def test_words_are_not_repaired_into_numbers() -> None:
    assert not any(readings(word) for word in ("Solo", "Big", "Is", "lbs", "S1z"))


@pytest.mark.parametrize(
    ("text", "value", "repaired"),
    [
        ("10-3", 1e-3, False),
        ("10−3", 1e-3, False),
        ("103", 1e3, True),
        ("10 3", 1e3, True),
        ("1010", 1e10, True),
        ("10°", 1.0, True),
        ("26", 64.0, True),
        ("2×103", 2e3, False),
        ("-102", -100.0, True),
    ],
)
def test_flat_powers(text: str, value: float, repaired: bool) -> None:
    (number,) = power_readings(text)
    assert number.value == pytest.approx(value)
    assert number.repaired == repaired


@pytest.mark.parametrize("text", ["57", "10", "100 000", "1003", "10-03", "loss"])
def test_other_numbers_are_no_flat_powers(text: str) -> None:
    assert power_readings(text) == ()


@pytest.mark.parametrize(
    ("text", "multiplier", "offset"),
    [
        ("1e6", 1e6, None),
        ("×10^4", 1e4, None),
        ("x10⁴", 1e4, None),
        ("×104", 1e4, None),
        ("1e−5", 1e-5, None),
        ("+1.2e3", None, 1200.0),
        ("1e-5+1.2e3", 1e-5, 1200.0),
        ("104", None, None),
        ("Loss", None, None),
    ],
)
def test_notes_at_the_axis_end(text: str, multiplier: float | None, offset: float | None) -> None:
    assert parse_multiplier(text) == (None if multiplier is None else pytest.approx(multiplier))
    assert parse_offset(text) == offset


@given(st.floats(-1e9, 1e9), st.integers(0, 6), st.sampled_from(["-", "−"]), st.booleans())
def test_every_formatted_float_reads_back(value: float, decimals: int, minus: str, grouped: bool) -> None:
    text = f"{value:,.{decimals}f}" if grouped else f"{value:.{decimals}f}"
    number = parse_number(text.replace("-", minus))
    assert number is not None
    assert number.value == float(text.replace(",", ""))
    assert number.decimals == decimals or "," in text
    assert abs(number.value - value) <= number.half_digit + 2 * math.ulp(value)  # what floats of this size resolve


@given(st.integers(-40, 40), st.integers(1, 9), st.sampled_from(["{m}e{e}", "{m}×10^{e}", "{m}x10^{{{e}}}"]))
def test_every_power_reads_back(exponent: int, mantissa: int, form: str) -> None:
    number = parse_number(form.format(m=mantissa, e=exponent))
    assert number is not None
    assert math.isclose(number.value, mantissa * 10.0**exponent, rel_tol=1e-12)


@given(st.text(alphabet="0123456789.,-−+ eE^×xkM%$/°OlSB'~", max_size=10))
def test_any_print_gives_finite_and_distinct_readings(text: str) -> None:
    values = [number.value for number in readings(text)]
    assert all(math.isfinite(value) for value in values)
    assert len(values) == len(set(values))
    assert all(math.isfinite(number.value) for number in power_readings(text))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-03", datetime(2024, 3, 1)),
        ("2024-03-05", datetime(2024, 3, 5)),
        ("2012-01-02 07:00", datetime(2012, 1, 2, 7)),
        ("Jan 2024", datetime(2024, 1, 1)),
        ("‘Jan 1998", datetime(1998, 1, 1)),
        ("07/2014", datetime(2014, 7, 1)),
        ("Jan '24", datetime(2024, 1, 1)),
        ("Sept 2012", datetime(2012, 9, 1)),
        ("Jan 02, 2012 07:00", datetime(2012, 1, 2, 7)),
        ("2 Jan 2012", datetime(2012, 1, 2)),
        ("Q3 2020", datetime(2020, 7, 1)),
        ("13/01/2013", datetime(2013, 1, 13)),
        ("01.02.2013", datetime(2013, 2, 1)),
    ],
)
def test_dates_read_as_utc_seconds(text: str, moment: datetime) -> None:
    date = date_readings(text)[0]
    assert date.seconds == moment.replace(tzinfo=UTC).timestamp()


@pytest.mark.parametrize("text", ["2024", "07:00", "2024-13", "31 Feb", "Foo 2012", "1/90", "0.5", ""])
def test_what_is_no_date_is_refused(text: str) -> None:
    assert date_readings(text) == ()


def test_day_and_month_are_read_in_both_orders() -> None:
    assert [(date.month, date.day) for date in date_readings("02/01/2013")] == [(2, 1), (1, 2)]


def test_a_missing_year_is_taken_from_the_label_beside() -> None:
    [start], [month] = date_readings("Oct 2024"), date_readings("Apr")
    assert month.seconds is None
    assert supply_year(month, start, 1).year == 2025
    assert supply_year(month, start, -1).year == 2024


def test_years_are_four_digits_of_a_plausible_century() -> None:
    assert [year_of(text) for text in ("2015", "1599", "201", "2015.", "2015.5")] == [2015, None, None, 2015, None]


def test_plotly_s_millionths() -> None:
    number = parse_number("100μ")
    assert number is not None
    assert number.value == pytest.approx(1e-4)
    micrometres = parse_number("5 μm")
    assert micrometres is not None
    assert micrometres.value == 5


@pytest.mark.parametrize(
    ("text", "years"),
    [(")16-03-01", [2016]), ("016-03-01", [2016]), ("6-03-01", [2016]), ("18-03-01", []), ("016-13-01", [])],
)
def test_a_date_without_its_first_digits_is_one_of_a_year_beside_it(text: str, years: list[int]) -> None:
    assert cut_dates(text, [2015, 2016, 2017]) == [ParsedDate(year, 3, 1) for year in years]


def test_labels_that_run_into_one_another_are_no_number() -> None:
    assert readings("20000000006000080000000000") == ()
    assert readings("1,000,000,000,000,000")[0].value == 1e15


def test_months_of_blurred_print_are_those_that_share_a_letter() -> None:
    found = blurred_dates("01 Jket 1995")
    assert ParsedDate(1995, 6, 1) in found
    assert {date.month for date in found} == {1, 2, 6, 7, 9, 10, 12}
    assert blurred_dates("31 ln 1995") == [ParsedDate(1995, month, 31) for month in (1, 7)]
    assert blurred_dates("12 1995") == []
