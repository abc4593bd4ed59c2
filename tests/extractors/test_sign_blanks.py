"""Labels beside their ticks by the blank in place of a sign."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from extractors.calibration import calibrate
from extractors.sign_blanks import without_blanks
from extractors.tick_readings import TickLabel, linear_options

VALUES = (-300, -200, -100, 0, 100, 200, 300)
TICKS = np.array([100.0, 178.0, 257.0, 335.0, 413.0, 492.0, 570.0])


def row(aside: Sequence[float]) -> list[TickLabel]:
    places = TICKS + np.array(aside)
    return [TickLabel(float(x), str(v), 0.99, seated=False) for x, v in zip(places, VALUES, strict=True)]


BLANK_BEFORE_POSITIVE = (0, 0, 0, 4, 4, 4, 4)
SIGN_NOT_COUNTED = (-4, -4, -4, 0, 0, 0, 0)


@pytest.mark.parametrize("aside", [BLANK_BEFORE_POSITIVE, SIGN_NOT_COUNTED])
def test_labels_with_and_without_a_sign_are_put_on_one_line_where_the_frame_tells_which(aside: Sequence[float]) -> None:
    found = calibrate(row(aside), 470, marks=[100.0])
    assert found.pixel(np.array([-300.0, 300.0])) == pytest.approx([100, 570], abs=0.6)


@pytest.mark.parametrize(
    ("aside", "marks"),
    [
        (BLANK_BEFORE_POSITIVE, [90.0]),  # nothing tells which of them stand at their ticks
        ((0.5, -0.5, 0.5, -0.5, 0.5, -0.5, 0.5), [100.0]),  # all do, as far as loose labels go
        ((0, 3, -3, 0, 3, -3, 0), [100.0]),  # not by their signs
    ],
)
def test_other_labels_stay_where_they_are(aside: Sequence[float], marks: list[float]) -> None:
    labels = row(aside)
    assert without_blanks(labels, linear_options(labels), marks) == labels


def test_seated_labels_stay_on_their_marks() -> None:
    labels = [TickLabel(label.px, label.text, 0.99, seated=True) for label in row(BLANK_BEFORE_POSITIVE)]
    assert without_blanks(labels, linear_options(labels), [100.0]) == labels
