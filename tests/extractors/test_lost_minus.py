"""Minus signs of one side of zero that were seen on some of its labels only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from extractors.calibration import calibrate
from extractors.errors import CalibrationRejected
from extractors.lost_minus import with_lost_minus
from extractors.tick_readings import TickLabel, linear_options


def row(texts: Sequence[str]) -> list[TickLabel]:
    return [TickLabel(50.0 + 60 * i, text, 0.95) for i, text in enumerate(texts)]


def values(labels: Sequence[TickLabel]) -> list[float | None]:
    return [tick.value for tick in calibrate(labels, 60.0 * len(labels), allow_category=False).ticks]


def with_other(labels: list[TickLabel], at: int, text: str) -> list[TickLabel]:
    return [replace(label, alternatives=(text,)) if i == at else label for i, label in enumerate(labels)]


@pytest.mark.parametrize(
    "texts", ["300 200 -100 0 100 200 300", "20 -10 0 10 20 30", "2.5 -2.0 1.5 1.0 0.5 0.0 0.5 1.0"]
)
def test_signs_that_one_side_lost_come_back(texts: str) -> None:
    sizes = [abs(float(text)) for text in texts.split()]
    zero = sizes.index(0)
    signed = [-size if i < zero else size for i, size in enumerate(sizes)]
    assert values(row(texts.split())) == signed
    assert values(row(texts.split()[::-1])) == signed[::-1]


def test_a_sign_that_another_reader_saw_and_a_misread_zero_will_do() -> None:
    labels = with_other(row(["300", "200", "100", "3", "100", "200", "300"]), 1, "-200")
    labels[3] = replace(labels[3], confidence=0.3)
    assert values(labels) == [-300, -200, -100, 100, 200, 300]


def test_an_axis_without_signs_and_one_with_signs_on_both_sides_are_refused() -> None:
    labels = row(["300", "200", "100", "0", "100", "200", "300"])
    for doubtful in (labels, with_other(with_other(labels, 0, "-300"), 6, "-300")):
        with pytest.raises(CalibrationRejected):
            values(doubtful)


def test_sizes_that_do_not_rise_with_the_distance_from_zero_keep_their_readings() -> None:
    labels = row(["-300", "200", "50", "0", "100", "200", "300"])
    options = linear_options(labels)
    assert with_lost_minus(labels, options) == options
