"""Labels of a log axis held against its minor ticks."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.calibration import calibrate
from extractors.tick_readings import TickLabel

DECADE, FIRST = 60.0, 50.0
LABELS = ("10^-1", "10^0", "10^1", "10^2")
MINOR = [FIRST + DECADE * (k + float(np.log10(j))) for k in range(-1, 4) for j in range(2, 10)]


def ends(off: float, marks: list[float]) -> list[float]:
    """The values where 0.1 and 100 stand, of labels that are seated ``off`` pixels beside their ticks."""
    labels = [TickLabel(FIRST + DECADE * k + off, text, 0.99) for k, text in enumerate(LABELS)]
    result = calibrate(labels, 4 * DECADE, marks=marks)
    return [float(v) for v in result.value(np.array([FIRST, FIRST + 3 * DECADE]))]


def test_labels_seated_on_the_minor_ticks_beside_their_decades_are_moved() -> None:
    assert ends(-2.75, MINOR[:20]) == pytest.approx([0.1, 100], rel=0.03)
    assert ends(2.0, MINOR) == pytest.approx([0.1, 100], rel=0.03)


def test_labels_that_minor_ticks_confirm_stay() -> None:
    assert ends(0.4, MINOR) == pytest.approx(10 ** (np.array([-1, 2]) - 0.4 / DECADE), rel=1e-6)


def test_marks_that_fit_no_decades_or_are_few_move_nothing() -> None:
    even = [FIRST + 7.0 * k for k in range(30)]
    wrong = pytest.approx(10 ** (np.array([-1, 2]) - 2.0 / DECADE), rel=1e-6)
    assert ends(2.0, even) == wrong
    assert ends(2.0, MINOR[8:16]) == wrong


def test_loose_labels_by_which_a_decade_is_too_short_are_stretched_to_the_minor_ticks() -> None:
    decade, first = 230.0, 192.0  # where 0.2 stands
    minor = [first + decade * (k + float(np.log10(j / 2))) for k in (-1, 0, 1) for j in range(1, 10)]
    marks = [at for at in minor if 50 < at < 660]
    texts = zip((240.0, 422.0, 462.5, 648.0), ("0.304", "2", "3", "20"), strict=True)
    labels = [TickLabel(at, text, 0.99, seated=text in "23") for at, text in texts]
    found = calibrate(labels, 620, marks=marks)
    assert found.scale == "log"
    assert found.value(np.array([first, first + 2 * decade])) == pytest.approx([0.2, 20], rel=0.01)
