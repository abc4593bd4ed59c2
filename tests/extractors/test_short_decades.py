"""First digits that stand for their multiples of the decades beside them."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.calibration import calibrate
from extractors.short_decades import short_decades
from extractors.tick_readings import TickLabel


def test_digits_take_the_lower_of_the_decades_around_them() -> None:
    rising = short_decades(["5", "10", "2", "5", "100", "2"])
    assert rising == [[5.0, 50.0], [], [20.0], [50.0], [], [20.0, 200.0]]
    falling = short_decades(["1", "5", "2-", "0.1", "5", "2", "0.01"])
    assert falling is not None and [v[0] for v in falling if v] == pytest.approx([0.5, 0.2, 0.05, 0.02])


@pytest.mark.parametrize(
    "texts", [["1", "2", "3", "4", "5"], ["2", "5", "10", "20", "50"], ["2", "2"], ["4", "30", "4", "25", "31", "7"]]
)
def test_other_rows_are_read_as_they_stand(texts: list[str]) -> None:
    assert short_decades(texts) is None


@pytest.mark.parametrize("direction", [1, -1])
def test_a_log_axis_is_calibrated_by_them(direction: int) -> None:
    printed = {0.5: "5", 1: "1", 2: "2", 5: "5", 10: "10", 20: "2", 50: "5", 100: "100", 200: "2"}
    labels = [TickLabel(300 + direction * 100 * float(np.log10(v)), text, 1.0) for v, text in printed.items()]
    found = calibrate(labels, 300.0)
    assert found.scale == "log"
    assert found.value(np.array([300.0, 300 + 100 * direction])) == pytest.approx([1, 10], rel=0.01)
