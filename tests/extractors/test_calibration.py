"""Calibration: right or refused, never wrong; on ladders that hypothesis draws and on the traps readers set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.calibration import Calibration, calibrate
from extractors.errors import CalibrationRejected
from extractors.tick_readings import TickLabel
from schemas.reasons import Reason
from schemas.record import ScaleName

SPACING = 60.0
MARKS = ".,-^"


def row(
    texts: Sequence[str], px: Sequence[float] | None = None, *, confidence: float = 0.97, seated: bool = True
) -> list[TickLabel]:
    """Labels at even places, or at ``px``."""
    places = [50 + SPACING * i for i in range(len(texts))] if px is None else px
    return [TickLabel(x, text, confidence, seated) for x, text in zip(places, texts, strict=True)]


def calibrated(labels: Sequence[TickLabel], hint: str = "") -> Calibration:
    length = max(label.px for label in labels) - min(label.px for label in labels) + SPACING
    return calibrate(labels, length, hint=hint)


def ends(labels: Sequence[TickLabel], hint: str = "") -> tuple[ScaleName, list[float]]:
    """The scale and the values at the first and the last label."""
    result = calibrated(labels, hint)
    return result.scale, result.value(np.array([labels[0].px, labels[-1].px])).tolist()


def reason(labels: Sequence[TickLabel], hint: str = "") -> Reason:
    with pytest.raises(CalibrationRejected) as refusal:
        calibrated(labels, hint)
    return refusal.value.reason


@pytest.mark.parametrize(
    ("texts", "scale", "first", "last"),
    [
        ("0 20 40 60 80", "linear", 0, 80),
        ("12 10 0.8 0.6 0.4 0.2", "linear", 1.2, 0.2),
        ("0.25 0.50 0.75 1.00 125", "linear", 0.25, 1.25),
        ("1.5 1.0 0.5 0.0 −0.5", "linear", 1.5, -0.5),
        ("0 500k 1M 1.5M", "linear", 0, 1.5e6),
        ("0,5 1,0 1,5", "linear", 0.5, 1.5),
        ("1,000 2,000 3,000", "linear", 1000, 3000),
        ("2,000 4.000 6,000 8,000", "linear", 2000, 8000),
        ("10% 20% 30%", "linear", 10, 30),
        ("0 5s 10s 15s", "linear", 0, 15),
        ("10 20 3O 40", "linear", 10, 40),
        ("0 2O 4O 6O 8O", "linear", 0, 80),
        ("0.0 02 0.4 0.6", "linear", 0, 0.6),
        ("-6 4 -2 0 2", "linear", -6, 2),
        ("2×103 4×103 6×103", "linear", 2000, 6000),
        ("0.2 0.5 0.8 1.0 1.2 1.5", "linear", 0.25, 1.5),
        ("2005 2035 2065", "linear", 2005, 2065),
        ("10^0 10^1 10^2", "log", 1, 100),
        ("10^0 10^1", "log", 1, 10),
        ("1e-3 1e-2 1e-1", "log", 1e-3, 0.1),
        ("10-3 10-2 10-1 100", "log", 1e-3, 1),
        ("10-1 100 101 102 103", "log", 0.1, 1000),
        ("2^6 2^7 2^8", "log", 64, 256),
        ("256 512 1024", "log", 256, 1024),
        ("1 2 4 8", "log", 1, 8),
        ("Passive Rail Replay", "category", 0, 2),
        ("A B C D", "category", 0, 3),
        ("Jan Feb Mar Apr", "category", 0, 3),
        ("Q1 Q2 Q3 Q4", "category", 0, 3),
        ("v1 v2 v3 v4", "category", 0, 3),
        ("0 5.000 10.000 15.000", "linear", 0, 15000),
        ("500 1.000 1.500 2.000", "linear", 500, 2000),
        ("0 300,000 600.000 900.000", "linear", 0, 900000),
        ("1.125 1.250 1.375 1.500", "linear", 1.125, 1.5),
        ("10-7 10-° 10-º 10-4 10-ª 10-2 10-1 10°", "log", 1e-7, 1),
        ("0 0.125 0.25 0.5 1 2 4 8", "category", 0, 7),
        ("120 90 60 30 1 1/30 1/60 1/90 1/120", "category", 0, 8),
        ("7B 13B 34B 70B", "category", 0, 3),
    ],
)
def test_even_labels_find_their_scale(texts: str, scale: ScaleName, first: float, last: float) -> None:
    found, values = ends(row(texts.split()))
    assert found == scale
    assert values == pytest.approx([first, last], rel=1e-6, abs=1e-6 * abs(last - first))


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ("5", Reason.TOO_FEW_TICKS),
        ("10 100", Reason.LADDER_BROKEN),  # as likely logarithmic
        ("8 16", Reason.LADDER_BROKEN),
        ("1 20 40", Reason.LADDER_BROKEN),  # a zero misread
        ("100 101 102 103", Reason.SCALE_UNCLEAR),  # counts, or decades printed flat
        ("10° 101 102 103", Reason.SCALE_UNCLEAR),
        ("1o1 102 103 104", Reason.SCALE_UNCLEAR),
        ("-10^2 -10^1 0 10^1 10^2", Reason.SYMLOG_AXIS),
        ("0 10^0 10^1 10^2 10^3", Reason.SYMLOG_AXIS),
        ("6 4 2 0 2", Reason.LADDER_BROKEN),  # minus signs lost
        ("4 2 0 2 4", Reason.LADDER_BROKEN),
        ("1 1.5 2 2.5M", Reason.LADDER_BROKEN),  # scale letters lost
        ("10 15 20 2.5", Reason.LADDER_BROKEN),  # points lost
        ("00 02 04 06 08 10", Reason.LADDER_BROKEN),
        ("140 120 100 80 60 40 2.0 0.0", Reason.LADDER_BROKEN),
        ("7,0000 6,0000 5,0000 -4,000.0 -3,000.0 2,0000 1,0000", Reason.LADDER_BROKEN),
        ("10^-4 10^3 10^2 10^1 10^0", Reason.LADDER_BROKEN),  # minus signs of exponents lost
        ("300 0 −300 −607", Reason.LADDER_BROKEN),
        ("1 2", Reason.LADDER_BROKEN),
        ("10.000 20.000 30.000", Reason.SCALE_UNCLEAR),  # points of thousands or of decimals
        ("1.000 0 1.080 1.120", Reason.SCALE_UNCLEAR),  # only a zero that is none says thousands
        ("Jan Mar May Jul", Reason.SCALE_UNCLEAR),
        ("08:00 12:00 16:00", Reason.SCALE_UNCLEAR),
        ("0.2 0.5 0.8 1.0", Reason.LADDER_BROKEN),  # rounded; the row 0.2, 0.5, 0.8 is a false ladder
        ("3 4 5 6 8", Reason.LADDER_BROKEN),
        ("64 108 256 512 1024", Reason.LADDER_BROKEN),
        ("0.0 0.5 1.0 1.52", Reason.LADDER_BROKEN),
        ("10 10 10 10", Reason.LADDER_BROKEN),
        ("same same same", Reason.LADDER_BROKEN),
        ("— # ~", Reason.TICKS_NOT_LEGIBLE),
    ],
)
def test_doubtful_labels_are_refused(texts: str, expected: Reason) -> None:
    assert reason(row(texts.split())) == expected


def test_uneven_counts_are_categories_only_where_no_digit_is_in_doubt() -> None:
    counts = ["3", "4", "5", "6", "8"]
    assert calibrated(row(counts, confidence=1.0)).categories == tuple(counts)
    assert reason(row(counts, confidence=1.0, seated=False)) == Reason.LADDER_BROKEN


def test_two_labels_need_confidence() -> None:
    assert ends(row(["0", "10"]))[1] == pytest.approx([0, 10])
    assert reason(row(["0", "10"], confidence=0.6)) == Reason.LADDER_BROKEN


def bare_pair(texts: str) -> list[TickLabel]:
    """Two labels far apart on an axis without tick marks."""
    return row(texts.split(), [100.0, 400.0], seated=False)


@pytest.mark.parametrize("texts", ["0 45", "12 18", "$300 $600", "0.25 1.00", "2004 2008"])
def test_two_labels_without_ticks_are_a_pair_where_nothing_is_in_doubt(texts: str) -> None:
    scale, values = ends(bare_pair(texts))
    seated = ends(row(texts.split()))
    assert scale == seated[0]
    assert values == pytest.approx(seated[1])


def test_helper_lines_are_no_marks_of_two_labels() -> None:
    found = calibrate(bare_pair("0 45"), 400, marks=[80, 250])
    assert found.value(np.array([100.0, 400.0])) == pytest.approx([0, 45])


def test_minor_ticks_at_even_places_between_two_labels_seat_the_one_at_a_corner() -> None:
    corner, end = bare_pair("0 20")
    pair = [corner, replace(end, seated=True)]
    assert calibrate(pair, 300, marks=[175.5, 250, 325, 400]).value(np.array([100.0])) == pytest.approx([0], abs=0.01)
    for marks in ([190, 250, 325, 400], [250, 400]):  # of a log axis, or by chance
        with pytest.raises(CalibrationRejected):
            calibrate(pair, 300, marks=marks)


def test_two_labels_without_ticks_are_no_pair_where_anything_is_in_doubt() -> None:
    first, last = bare_pair("0 45")
    with pytest.raises(CalibrationRejected):  # close to one another
        calibrate([first, last], 900)
    with pytest.raises(CalibrationRejected):  # beside the mark of another axis
        calibrate([first, last], 400, marks=[250])
    with pytest.raises(CalibrationRejected):  # shifted against their own marks
        calibrate([first, last], 400, marks=[120, 250, 420])
    with pytest.raises(CalibrationRejected):  # slanted beside their own gridlines
        calibrate([first, last], 400, marks=[105, 262, 419])
    assert reason([replace(first, confidence=0.9), last]) == Reason.LADDER_BROKEN
    assert reason([first, replace(last, alternatives=("48",))]) == Reason.LADDER_BROKEN
    assert reason([first, replace(last, seated=True)]) == Reason.LADDER_BROKEN
    assert reason(bare_pair("10^1 10^2")) == Reason.LADDER_BROKEN
    assert reason(bare_pair("1 10")) == Reason.LADDER_BROKEN


@pytest.mark.parametrize("texts", ["1 10", "0.01 0.1", "10 0.1", "100 1k"])
def test_two_powers_of_ten_on_the_only_marks_are_decades(texts: str) -> None:
    pair = row(texts.split(), [100.0, 300.0])
    found = calibrate(pair, 400, marks=[20, 100, 300, 420])
    values = [100.0 if text == "100" else 1000.0 if text == "1k" else float(text) for text in texts.split()]
    assert found.scale == "log"
    assert found.value(np.array([100.0, 300.0])) == pytest.approx(values)
    doubtful = [pair[0], replace(pair[1], confidence=0.9)]
    for labels, marks in ((pair, [20, 100, 200, 300, 420]), (pair, [20, 420]), (doubtful, [100, 300])):
        with pytest.raises(CalibrationRejected):
            calibrate(labels, 400, marks=marks)


def test_a_zero_that_may_be_a_letter_is_still_a_zero() -> None:
    zero, last = bare_pair("0 9")
    zero = replace(zero, confidence=0.86, alternatives=("D",))
    assert ends([zero, last])[1] == pytest.approx([0, 9])
    assert reason([replace(zero, alternatives=("D", "6")), last]) == Reason.LADDER_BROKEN


def test_two_labels_a_long_number_apart_are_labels_that_run_into_one_another() -> None:
    assert reason(row(["0", "20406080100"])) == Reason.LADDER_BROKEN
    assert ends(row(["0", "0.125"]))[1] == pytest.approx([0, 0.125])
    assert ends(row(["1,000,000", "1,250,000"]))[1] == pytest.approx([1e6, 1.25e6])


def test_powers_of_zero_alone_are_misread_exponents_on_a_linear_axis() -> None:
    for texts in ("0 1×100 2×100 3×100", "0 1×10^0 2×10^0 3×10^0"):
        assert reason(row(texts.split())) == Reason.LADDER_BROKEN
    assert ends(row(["0", "5×10^-1", "1×10^0", "1.5×10^0"]))[1] == pytest.approx([0, 1.5])


def test_exponents_read_as_rings_are_those_that_the_other_labels_prove() -> None:
    assert ends(row(["0", "500000", "1×10°", "1.5×10^6", "2×10°", "2.5×10⁶"]))[1] == pytest.approx([0, 2.5e6], abs=1e-6)
    assert ends(row(["0", "5×10^-1", "1×10°", "1.5×10°"]))[1] == pytest.approx([0, 1.5], abs=1e-6)
    assert reason(row(["0", "1×10°", "2×10°", "3×10°"])) == Reason.LADDER_BROKEN


def test_of_labels_that_stand_unevenly_the_one_is_left_out_that_stands_off_its_place() -> None:
    # a curve beside one gridline drew it aside by less than a label may be off
    texts, px = ["4", "3", "2", "1", "0", "-1"], [38.5, 76.5, 113.5, 149.6, 188.4, 226.5]
    labels = [replace(label, confidence=1.0) for label in row(texts, px)]
    labels[-1] = replace(labels[-1], confidence=0.98)
    found = calibrated(labels)
    assert found.pixel(np.array([-1.0])) == pytest.approx([226.5], abs=0.3)
    assert [tick.text for tick in found.ticks] == ["4", "3", "2", "0", "-1"]


def test_two_labels_of_different_scale_letters_are_a_pair() -> None:
    scale, values = ends(row(["800k", "2.4M"]))
    assert scale == "linear"
    assert values == pytest.approx([8e5, 2.4e6])
    assert reason(row(["500k", "2M"])) == Reason.LADDER_BROKEN
    assert reason(row(["2.5", "10"])) == Reason.LADDER_BROKEN


@pytest.mark.parametrize(("first", "last"), [("0.001", "0.0015"), ("2.5", "5"), ("15,000", "20,000"), ("0.12", "0.1")])
def test_two_labels_a_step_apart_are_a_pair_though_zeros_are_left_out(first: str, last: str) -> None:
    scale, values = ends(row([first, last]))
    assert scale == "linear"
    assert values == pytest.approx([float(text.replace(",", "")) for text in (first, last)])


@pytest.mark.parametrize("texts", ["0.5 1", "0.25 0.5", "15 2.5", "12 1.5", "25 3"])
def test_two_labels_that_may_be_of_a_log_axis_or_have_lost_a_point_are_no_pair(texts: str) -> None:
    assert reason(row(texts.split())) == Reason.LADDER_BROKEN


def test_a_guess_at_broken_print_does_not_refuse_labels_that_agree() -> None:
    labels = row(["11", "200", "400", "600", "800"], confidence=1.0)
    assert reason(labels) == Reason.LADDER_BROKEN
    assert ends([replace(labels[0], confidence=0.56), *labels[1:]])[1] == pytest.approx([0, 800])


def test_log_axis_without_decades_is_told_by_its_places() -> None:
    values = np.array([20, 30, 40, 50, 60.0])
    scale, found = ends(row([f"{v:.0f}" for v in values], (400 * np.log10(values)).tolist()))
    assert scale == "log"
    assert found == pytest.approx([20, 60])


def test_note_at_the_axis_end_scales_value_step_and_sigma() -> None:
    labels = row(["0", "1", "2", "3"])
    plain, noted = calibrate(labels, 240), calibrate(labels, 240, multiplier=1e4, offset=5)
    px = np.array([50.0, 100.0])
    assert noted.value(px) == pytest.approx(plain.value(px) * 1e4 + 5)
    assert noted.sigma(px) == pytest.approx(plain.sigma(px) * 1e4)
    assert noted.step == pytest.approx(1e4)
    assert noted.ticks[3].value == 30005.0
    logs = calibrate(row(["10^0", "10^1", "10^2"]), 180, multiplier=1e-3)
    assert logs.value(np.array([170.0])) == pytest.approx([0.1])
    with pytest.raises(CalibrationRejected):
        calibrate(row(["10^0", "10^1", "10^2"]), 180, offset=1.0)


def test_numbers_in_broken_print_are_no_categories() -> None:
    broken = ["H", "1ão", "2ãa", "300"]
    assert reason(row(broken, confidence=0.7)) == Reason.TICKS_NOT_LEGIBLE
    assert calibrated(row(["none", "low", "high"], confidence=0.7)).categories == ("none", "low", "high")


def test_points_beside_commas_before_zeros_alone_are_misread_and_no_rival() -> None:
    labels = [
        replace(label, alternatives=(label.text.replace(",", "."),)) for label in row(["2,000", "6,000", "10,000"])
    ]
    assert ends(labels)[1] == pytest.approx([2000, 10_000])


def test_minus_signs_read_as_points_make_no_second_ladder() -> None:
    signs = [
        replace(label, alternatives=(label.text.replace(".", "-"),)) for label in row([".2k", ".4k", ".6k", ".8k"])
    ]
    labels = row(["4k", "2k", "0"]) + [replace(label, px=label.px + 3 * SPACING) for label in signs]
    assert ends(labels)[1] == pytest.approx([4000, -8000])


def test_a_label_that_lost_its_separator_is_one_of_thousands() -> None:
    texts = ["D", "2000", "4.000", "6.000", "8.000", "10.000", "12.000"]
    scale, values = ends(row(texts))
    assert scale == "linear"
    assert values == pytest.approx([0, 12000], abs=1e-6)


def test_words_on_a_value_axis_are_no_categories() -> None:
    with pytest.raises(CalibrationRejected) as refusal:
        calibrate(row(["low", "mid", "high"]), 180, allow_category=False)
    assert refusal.value.reason == Reason.TICKS_NOT_LEGIBLE


def test_labels_of_another_reader_help_where_the_first_misreads() -> None:
    labels = [*row(["0", "10", "30"], [50, 110, 230]), TickLabel(170, "2l7", 0.5, alternatives=("20",))]
    result = calibrate(labels, 240)
    assert [tick.value for tick in result.ticks] == [0, 10, 20, 30]


def test_rounded_numbers_at_even_places_are_even_where_some_line_rounds_to_all_of_them() -> None:
    """The line of least squares through these misses the last by more than half a digit."""
    values = [-1.75, -2.59, -3.43, -4.27, -5.11, -5.95, -6.79, -7.63, -8.48]
    scale, found = ends(row([str(v) for v in values]))
    assert scale == "linear"
    assert found == pytest.approx([-1.7452, -8.4757], abs=0.005)
    assert reason(row([*map(str, values[:-1]), "-8.52"])) is Reason.LADDER_BROKEN


def test_uneven_numbers_at_even_places_are_no_rival_of_even_ones() -> None:
    first, *others = row(["0", "20", "40"])
    for label in (replace(first, alternatives=("1",)), replace(first, text="1", alternatives=("0",))):
        assert ends([label, *others])[1] == pytest.approx([0, 40])


def decade_marks(first: float, length: float, decades: int) -> list[float]:
    """Places of the minor ticks of a log axis whose values fall along it."""
    return [first + length * (d + 1 - np.log10(k)) for d in range(decades) for k in range(2, 10)]


def test_minor_ticks_prove_decades_that_two_labels_cannot() -> None:
    labels = row(["100", "10"], [80, 200], confidence=0.7)
    found = calibrate(labels, 240, marks=decade_marks(80, 120, 1))
    assert found.scale == "log"
    assert found.value(np.array([80.0, 200.0])) == pytest.approx([100, 10])
    with pytest.raises(CalibrationRejected):
        calibrate(labels, 240, marks=[80 + 12 * k for k in range(11)])
    with pytest.raises(CalibrationRejected):  # the marks say that values fall
        calibrate(row(["10", "100"], [80, 200]), 240, marks=decade_marks(80, 120, 1))


def test_labels_on_the_last_minor_ticks_are_moved_to_their_decades() -> None:
    ends_of_decades = np.array([80.0, 200.0, 320.0, 440.0])
    marks = [mark for mark in decade_marks(80, 120, 3) if mark not in ends_of_decades]
    on_marks = (ends_of_decades + 120 * (1 - np.log10(9))).tolist()
    marks.append(on_marks[-1])
    found = calibrate(row(["10^-1", "10^-2", "10^-3", "10^-4"], on_marks), 360, marks=marks)
    assert found.value(ends_of_decades) == pytest.approx([1e-1, 1e-2, 1e-3, 1e-4], rel=1e-3)


def test_a_label_aside_of_its_tick_makes_no_second_ladder_of_seated_ones() -> None:
    """Read with a label of the other axis, its print is shifted by a sixteenth of a step."""
    seated = row(["400k", "200k", "-200k"], [132.6, 229.4, 422.6])
    (aside,) = row(["-400k"], [525.0], seated=False)
    assert ends([*seated, aside])[1] == pytest.approx([4e5, -4.12e5], rel=0.005)
    assert reason([*seated, replace(aside, seated=True)]) is Reason.LADDER_BROKEN


def test_labels_far_from_most_of_the_axis_are_refused() -> None:
    with pytest.raises(CalibrationRejected) as refusal:
        calibrate(row(["1", "2", "3"], [10, 20, 30]), 2000)
    assert refusal.value.reason == Reason.TOO_FEW_TICKS


def seconds(*when: int) -> float:
    year, month, day, hour = (*when, *(1, 1, 0)[len(when) - 1 :])
    return datetime(year, month, day, hour, tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    ("texts", "true", "hint"),
    [
        (["2005", "2006", "2007", "2008"], [(2005,), (2006,), (2007,), (2008,)], "date"),
        (["1996", "1998", "2000", "2002"], [(1996,), (1998,), (2000,), (2002,)], ""),
        (["1880", "1890", "1900"], [(1880,), (1890,), (1900,)], "year (year)"),
        (["Jan 2006", "Feb 2006", "Mar 2006", "Apr 2006"], [(2006, m) for m in (1, 2, 3, 4)], ""),
        ([f"0{d}/01/2013" for d in range(2, 9)], [(2013, 1, d) for d in range(2, 9)], ""),
        ([f"01/0{m}/2013" for m in range(1, 9)], [(2013, m) for m in range(1, 9)], ""),
        (["Jan 02, 2012 07:00", "Jan 02, 2012 09:00", "Jan 02, 2012 11:00"], [(2012, 1, 2, h) for h in (7, 9, 11)], ""),
        (["Oct", "2025", "Apr", "Jul"], [(2024, 10), (2025, 1), (2025, 4), (2025, 7)], ""),
        (["2020-01-01", "2020-01-15", "2020-02-01"], [(2020, 1, 1), (2020, 1, 15), (2020, 2, 1)], "day"),
    ],
)
def test_dates_are_utc_seconds(texts: list[str], true: list[tuple[int, ...]], hint: str) -> None:
    t = np.array([seconds(*when) for when in true])
    px = (40 + 400 * (t - t[0]) / np.ptp(t)).tolist()
    scale, found = ends(row(texts, px), hint)
    assert scale == "date"
    assert found == pytest.approx([t[0], t[-1]], abs=0.002 * np.ptp(t))


def test_dates_that_lost_their_first_digits_take_part() -> None:
    months = ["2015-09-01", ")15-11-01", "2016-01-01", "016-03-01", "2016-05-01"]
    t = [seconds(2015, 9), seconds(2015, 11), seconds(2016), seconds(2016, 3), seconds(2016, 5)]
    calibration = calibrate(row(months, [40 + (when - t[0]) / 86400 for when in t]), 244)
    assert [tick.value for tick in calibration.ticks] == t


def test_a_date_cut_by_the_edge_of_the_picture_says_nothing() -> None:
    dates = [TickLabel(100.0, "2013-06-15", 0.99), TickLabel(260.0, "2013-07-01", 0.99)]
    last = TickLabel(395.0, "2013-0", 0.99, seated=False, cut=True)
    assert [t.text for t in calibrate([*dates, last], 420.0).ticks] == ["2013-06-15", "2013-07-01"]
    for other in (replace(last, cut=False), replace(last, text="2013-01-01")):
        with pytest.raises(CalibrationRejected):
            calibrate([*dates, other], 420.0)


def test_a_number_cut_by_the_edge_of_the_picture_says_nothing() -> None:
    numbers = [TickLabel(100.0 * k, f"{5 * k},000" if k else "0", 0.99) for k in range(4)]
    last = TickLabel(394.0, "20,0", 0.99, seated=False, cut=True)
    assert [t.value for t in calibrate([*numbers, last], 400.0).ticks] == [0, 5000, 10000, 15000]
    with pytest.raises(CalibrationRejected):
        calibrate([*numbers, replace(last, cut=False)], 400.0)


def test_the_exponent_of_one_power_is_that_of_its_other_reading() -> None:
    labels = [TickLabel(100.0 * k, f"{200000 * k}", 0.99) for k in range(5)]
    last = TickLabel(500.0, "1×100", 0.89, alternatives=("1×10", "1×10^6"))
    assert [t.value for t in calibrate([*labels, last], 500.0).ticks][-1] == 1e6
    unread = [TickLabel(0.0, "0", 0.99), *(TickLabel(100.0 * k, f"{k}×100", 0.89) for k in (1, 2, 3))]
    with pytest.raises(CalibrationRejected):
        calibrate(unread, 300.0)


def test_a_date_misread_between_others_is_left_out() -> None:
    texts = ["Jan 2012", "Jan 2013", "Jan 2074", "Jan 2015", "Jan 2016"]
    scale, found = ends(row(texts))
    assert scale == "date"
    assert found == pytest.approx([seconds(2012), seconds(2016)], abs=86400)


@dataclass(frozen=True)
class TrueAxis:
    """A drawn ladder with its true transform values, and what was read of it."""

    scale: ScaleName
    px: np.ndarray
    t: np.ndarray
    labels: list[TickLabel]

    @property
    def length(self) -> float:
        return 1.15 * float(np.ptp(self.px))


STEPS = st.sampled_from([1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 7.5])
GARBAGE = st.one_of(
    st.text(alphabet="0123456789", min_size=1, max_size=4),
    st.text(alphabet="0123456789.-−,lOSBkM%^#~ ", max_size=6),
    st.sampled_from(["", "x", "—", "Epoch", "l", "O"]),
)
LINEAR_FORMS = ("{:.{d}f}", "{:,.{d}f}", "{:.{d}f}%", "{:.{d}f} ms")
LOG_FORMS = ("10^{e}", "10^{{{e}}}", "1e{e}", "{v:.{d}f}")


@st.composite
def linear_ladders(draw: st.DrawFn) -> tuple[list[float], list[str]]:
    magnitude, count = draw(st.integers(-3, 4)), draw(st.integers(3, 11))
    step = draw(STEPS) * 10.0**magnitude
    start = draw(st.integers(-12, 30))
    values = [(start + i) * step for i in range(count)]
    decimals = max(0, 1 - magnitude)
    form = draw(st.sampled_from(LINEAR_FORMS))
    return values, [form.format(value + 0.0, d=decimals) for value in values]


@st.composite
def log_ladders(draw: st.DrawFn) -> tuple[list[float], list[str]]:
    # the largest has 18 digits: labels of more are taken for some that run into one another
    first, step, count = draw(st.integers(-6, 3)), draw(st.integers(1, 2)), draw(st.integers(3, 8))
    exponents = [first + i * step for i in range(count)]
    form = draw(st.sampled_from(LOG_FORMS))
    texts = [form.format(e=e, v=10.0**e, d=max(0, -e)) for e in exponents]
    return [float(e) for e in exponents], texts


@st.composite
def damaged(draw: st.DrawFn, text: str) -> str:
    """One way a reader spoils a label: other text, a character lost, doubled, changed or added."""
    way, at = draw(st.integers(0, 4)), draw(st.integers(0, len(text) - 1))
    if way == 0:
        return draw(GARBAGE)
    if way == 1:
        return text[:at] + text[at + 1 :]
    if way == 2:
        return text[:at] + draw(st.sampled_from("0123456789.-OlSBZ")) + text[at + 1 :]
    if way == 3:
        return text[:at] + draw(st.sampled_from("0123456789.-")) + text[at:]
    return text + draw(st.sampled_from([".", "-", "0", "1", "_"]))


@st.composite
def true_axes(draw: st.DrawFn, most_damaged: float = 0.3) -> TrueAxis:
    scale: ScaleName = draw(st.sampled_from(["linear", "log"]))
    t, texts = draw(linear_ladders() if scale == "linear" else log_ladders())
    count = len(t)
    px = np.linspace(0.0, draw(st.floats(200, 900)), count) + draw(st.floats(0, 100))
    if draw(st.booleans()):
        t, texts = t[::-1], texts[::-1]
    noise = draw(st.lists(st.floats(-0.5, 0.5), min_size=count, max_size=count))
    spoilt = draw(st.sets(st.integers(0, count - 1), max_size=int(most_damaged * count)))
    read = [draw(damaged(text)) if i in spoilt else text for i, text in enumerate(texts)]
    return TrueAxis(scale, px, np.array(t), row(read, (px + noise).tolist()))


def assert_right_or_refused(axis: TrueAxis) -> None:
    try:
        found = calibrate(axis.labels, axis.length)
    except CalibrationRejected:
        return
    at_ends = found.slope * axis.px[[0, -1]] + found.intercept
    assert found.scale == axis.scale
    assert np.max(np.abs(at_ends - axis.t[[0, -1]])) <= 0.005 * np.ptp(axis.t)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(true_axes())
def test_a_ladder_with_misread_labels_is_right_or_refused(axis: TrueAxis) -> None:
    assert_right_or_refused(axis)


@st.composite
def axes_with_lost_marks(draw: st.DrawFn) -> TrueAxis:
    """Some labels lost their point, comma, minus or raise; one at least still shows it, or nobody could tell."""
    axis = draw(true_axes(most_damaged=0.0))
    mark = draw(st.sampled_from(MARKS))
    marked = [i for i, label in enumerate(axis.labels) if mark in label.text]
    losers = draw(st.sets(st.sampled_from(marked), max_size=len(marked) - 1)) if marked else set()
    spoilt = [
        replace(label, text=label.text.replace(mark, "")) if i in losers else label
        for i, label in enumerate(axis.labels)
    ]
    return replace(axis, labels=spoilt)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(axes_with_lost_marks())
def test_a_ladder_that_lost_most_of_its_marks_is_right_or_refused(axis: TrueAxis) -> None:
    assert_right_or_refused(axis)


@settings(max_examples=150, deadline=None)
@given(true_axes(most_damaged=0.0))
def test_a_ladder_read_well_is_calibrated(axis: TrueAxis) -> None:
    found = calibrate(axis.labels, axis.length)
    at_ends = found.slope * axis.px[[0, -1]] + found.intercept
    assert found.scale == axis.scale
    assert np.max(np.abs(at_ends - axis.t[[0, -1]])) <= 0.005 * np.ptp(axis.t)
    assert len(found.ticks) == len(axis.labels)
    assert found.pixel(found.value(axis.px)) == pytest.approx(axis.px, abs=1e-6)


def test_sigma_holds_what_repeated_noise_shows() -> None:
    rng = np.random.default_rng(3)
    px = np.linspace(50, 650, 7)
    ends_px = np.array([20.0, 680.0])
    misses, sigmas = [], []
    for _ in range(200):
        noisy = (px + rng.normal(0, 0.3, px.size)).tolist()
        found = calibrate(row([f"{v}" for v in range(7)], noisy), 700)
        misses.append(found.value(ends_px) - ends_px / 100 + 0.5)
        sigmas.append(found.sigma(ends_px))
    spread = np.sqrt(np.mean(np.square(misses), axis=0))
    assert spread == pytest.approx(np.mean(sigmas, axis=0), rel=0.35)


def test_a_label_shifted_off_its_tick_does_not_break_the_ladder_that_its_value_continues() -> None:
    labels = row(["0.00", "0.25", "0.50", "0.75", "1.00"], [56.0, 110.0, 170.0, 230.0, 290.0])
    result = calibrated([replace(labels[0], seated=False), *labels[1:]])
    assert len(result.ticks) == 4
    assert result.value(np.array([50.0])) == pytest.approx([0.0])


def test_the_right_value_on_a_label_beside_its_tick_shows_no_lost_mark() -> None:
    labels = row(["80%", "70%", "60%", "50%", "40%"], [50.0, 110.0, 170.0, 226.0, 290.0])
    assert calibrated(labels).value(np.array([50.0, 290.0])) == pytest.approx([80, 40], abs=0.3)


def test_the_zero_of_a_power_is_no_trailing_zero() -> None:
    texts = ["0", "5×10⁵", "1×10⁶", "1.5×10⁶", "2×10⁶"]
    assert calibrated(row(texts)).value(np.array([50.0, 290.0])) == pytest.approx([0, 2e6], abs=1)


@pytest.mark.parametrize(
    ("texts", "first", "last"),
    [("2 5 10 2 5 100 2 5 1000", 2, 1000), ("5 2 1 5 2 0.1 5- 2", 5, 0.02), ("0.1 2 5 1 2 5 10", 0.1, 10)],
)
def test_digits_between_decades_are_their_multiples(texts: str, first: float, last: float) -> None:
    places = {"1": 0.0, "2": 0.301, "5": 0.699}
    falling = texts.startswith("5 2 1")
    decade, px = 0.0, []
    for before, text in zip(("", *texts.split()), texts.split(), strict=False):
        digit = text[0] if text[0] in "25" else "1"
        decade += before != "" and digit == ("5" if falling else "1")
        px.append(100 + 150 * (decade - places[digit] if falling else decade + places[digit]))
    scale, values = ends(row(texts.split(), px))
    assert scale == "log"
    assert values == pytest.approx([first, last], rel=1e-2)


def test_all_digits_between_decades_have_no_rival_a_decade_further() -> None:
    values = [9, 10, *range(20, 100, 10), 100, *range(200, 1000, 100), 1000]
    texts = [str(v)[0] if v not in (10, 100, 1000) else str(v) for v in values]
    scale, found = ends(row(texts, [100 + 200 * np.log10(v / 9) for v in values]))
    assert scale == "log"
    assert found == pytest.approx([9, 1000], rel=1e-6)


def test_decades_off_their_ticks_tell_the_digits_their_decade() -> None:
    """Tools print the decades larger than the digits, and so with their middles above the ticks."""
    values = [1, *range(9, 1, -1)]
    texts, px = [], []
    for decade in range(3):
        texts += [str(10.0**-decade).rstrip("0").rstrip("."), *map(str, values[1:])]
        px += [100 + 300 * decade - 5, *(100 + 300 * (decade + 1 - np.log10(v)) for v in values[1:])]
    labels = [replace(label, seated=label.text in set("23456789")) for label in row(texts, px)]
    scale, found = ends(labels[:-3])
    assert scale == "log"
    assert found == pytest.approx([10 ** (5 / 300), 0.005], rel=1e-2)


def test_digits_without_decades_prove_no_log_axis() -> None:
    assert reason(row(["2", "5", "1", "2", "5", "1", "2"])) is Reason.LADDER_BROKEN


def test_a_year_that_was_read_with_a_stray_sign_is_a_year_by_its_other_reading() -> None:
    labels = row(["1998", "2000", "2002", "2004²"])
    labels[-1] = replace(labels[-1], alternatives=("2004",))
    result = calibrated(labels)
    assert result.scale == "date"
    assert result.ticks[-1].value == seconds(2004)


def test_powers_seen_raised_outweigh_their_flat_readings() -> None:
    labels = [replace(label, alternatives=(label.text.replace("^", ""),)) for label in row(["10^3", "10^2", "10^1"])]
    scale, values = ends([*labels, *row(["100"], [50 + 3 * SPACING])])
    assert scale == "log"
    assert values == pytest.approx([1000, 1])


def test_a_label_of_a_log_axis_a_little_off_its_place_is_no_doubt() -> None:
    labels = row(["10000", "1000", "100", "10", "1", "0.1", "0.01", "0.001"])
    labels[6] = replace(labels[6], px=labels[6].px + 3.5)
    scale, values = ends(labels)
    assert scale == "log"
    assert values == pytest.approx([10000, 0.001], rel=1e-3)


def test_the_last_label_of_a_log_axis_may_end_flush_with_it() -> None:
    places = [200 * np.log10(v) for v in (1, 2, 10, 20, 100, 200)]
    result = calibrated(row(["1", "2", "10", "20", "100", "200", "1000"], [*places, 575]))
    assert result.scale == "log"
    assert result.value(np.array(places)) == pytest.approx([1, 2, 10, 20, 100, 200])
    wrong = row(["1", "2", "10", "20", "100", "200", "5000"], [*places, 575])
    assert reason(wrong) is Reason.LADDER_BROKEN


def test_two_years_in_steps_of_a_decade_or_less_are_dates_and_others_numbers() -> None:
    assert calibrate(row(["2010", "2015"]), 180).scale == "date"
    assert calibrate(row(["2000", "2050"]), 180).scale == "linear"


def test_a_year_that_lost_a_digit_makes_no_numbers_of_the_others() -> None:
    found = calibrate(row(["1994", "1996", "198", "2000"]), 300)
    assert found.scale == "date"
    assert [tick.text for tick in found.ticks] == ["1994", "1996", "2000"]
    assert calibrate(row(["1994", "1996", "1998", "200", "2002"]), 300).scale == "date"
    for other in ("998.5", "168", "98"):
        assert calibrate(row(["1994", "1996", other, "2000"]), 300).scale == "linear"


def test_a_misread_year_among_others_makes_no_numbers_of_them() -> None:
    misread = ["1998", "2000", "2002", "2O04", "2006", "2008", "2010²"]
    assert calibrate(row(misread), 300).scale == "date"
    assert calibrate(row(["1980", "2000", "2020", "2O40", "2060"]), 300).scale == "linear"


def test_ticks_of_an_enlarged_figure_may_be_off_by_half_a_pixel_of_the_tool() -> None:
    texts = ["20", "10", "2", "1", "0.2", "0.1", "0.02", "0.01"]
    px = [89.5, 131.5, 230.5, 272.5, 371.5, 416.5, 512.5, 557.5]
    labels = [TickLabel(at, text, 1.0, moved=1.5) for at, text in zip(px, texts, strict=True)]
    calibration = calibrate(labels, 518)
    assert (calibration.scale, len(calibration.ticks)) == ("log", 8)
    assert len(calibrate([replace(label, moved=0.0) for label in labels], 518).ticks) < 8


def test_points_between_thousands_are_no_decimals_of_a_label_that_lost_its_sign() -> None:
    texts = ["50.000", "40.000", "30.000", "20.000", "10.000", "0", "10.000", "-20.000"]
    calibration = calibrate(row(texts), 280)
    assert [tick.value for tick in calibration.ticks] == [50e3, 40e3, 30e3, 20e3, 10e3, 0, -10e3, -20e3]


@pytest.mark.parametrize(
    "texts", ["20,000 15.000 10.000 5.00", "20,000 15,000 10,000 5,00", "20.000 15.000 10.000 5.00"]
)
def test_thousands_of_which_one_lost_a_zero_are_no_decimals(texts: str) -> None:
    with pytest.raises(CalibrationRejected):
        calibrate(row(texts.split()), 280)
    assert ends(row(["3.000", "2.500", "2.000", "1.50"]))[1] == pytest.approx([3, 1.5])


def test_decimals_that_may_be_thousands_without_their_zeros_are_refused() -> None:
    labels = row(["20.00", "15,00", "10,00", "5.00"])
    assert ends(labels)[1] == pytest.approx([20, 5])
    labels[1] = replace(labels[1], alternatives=("15,001",))
    labels[2] = replace(labels[2], alternatives=("10.000",))
    assert reason(labels) == Reason.SCALE_UNCLEAR


def test_a_fraction_that_lost_its_zero_and_point_takes_part() -> None:
    calibration = calibrate(row(["0.9", "8", "0.7"]), 80)
    assert [tick.value for tick in calibration.ticks] == [0.9, 0.8, 0.7]


def test_minor_ticks_tell_that_exponents_lost_their_signs() -> None:
    texts, px = ["10^0", "10^1", "10^2", "10^3"], [50.0, 150.0, 250.0, 350.0]
    calibration = calibrate(row(texts, px), 300, marks=[*px, *decade_marks(50, 100, 3)])
    assert [tick.value for tick in calibration.ticks] == pytest.approx([1, 0.1, 0.01, 0.001])
    with pytest.raises(CalibrationRejected):
        calibrate(row(texts[1:], px[1:]), 300, marks=[*px, *decade_marks(50, 100, 3)])


def test_a_sign_that_one_reading_of_a_power_shows_is_there() -> None:
    first, *others = row(["10-²", "10^1", "10^0"])
    calibration = calibrate([replace(first, alternatives=("10^-2", "10²")), *others], 80)
    assert [tick.value for tick in calibration.ticks] == pytest.approx([0.01, 0.1, 1])


def test_points_lost_by_some_labels_are_put_where_all_others_print_them() -> None:
    labels = row(["0.0", "25", "5.0", "75", "10.0"], [50, 110, 170, 230, 290])
    labels[2] = replace(labels[2], alternatives=("50",))
    assert ends(labels)[1] == pytest.approx([0.0, 10.0])


def test_points_lost_by_some_labels_stay_in_doubt_where_others_print_none_either() -> None:
    labels = row(["0.0", "25", "5.0", "75", "10"], [50, 110, 170, 230, 290])
    labels[2] = replace(labels[2], alternatives=("50",))
    assert reason(labels) is Reason.LADDER_BROKEN


def test_a_misread_zero_a_little_off_its_place_shows_no_lost_sign() -> None:
    labels = [TickLabel(48.4, "6", 0.6, False), *row(["200", "400", "600", "800"], [110, 170, 230, 290])]
    assert ends(labels)[1] == pytest.approx([-5.3, 800], abs=0.1)


def test_a_comma_of_a_label_that_ends_flush_puts_none_in_doubt_that_has_no_separator() -> None:
    labels = row(["0", "200", "400", "600", "800", "1,000"], [50, 110, 170, 230, 290, 331])
    assert calibrated(labels).value(np.array([50.0, 290.0])).tolist() == pytest.approx([0, 800], abs=0.1)
