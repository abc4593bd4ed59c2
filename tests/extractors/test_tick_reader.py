"""The small reader of tick labels, and who is asked when it is not sure."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from extractors.readers import Pixels, Reading
from extractors.readers.numbers_first import numbers_first
from extractors.readers.strip_reader import ROWS, STEP, StripReading, as_strip, padded_width
from extractors.readers.tick_reader import MODEL, TICKS, TickReader, open_tick_reader

LABELS = ["0.25", "-1.5", "1990", "100", "37.5", "2048", "-40", "80%", "500k", "0.001"]


def cropped(label: str, height: float, ink: str = "black", paper: str = "white") -> Pixels:
    """A label in DejaVu Sans with a pixel of paper around it."""
    figure = Figure(figsize=(3, 1), dpi=100, facecolor=paper)
    canvas = FigureCanvasAgg(figure)
    shown = label.replace("-", "\u2212")
    figure.text(0.5, 0.5, shown, fontsize=height / 0.73 * 0.72, color=ink, ha="center", va="center")
    canvas.draw()  # type: ignore[no-untyped-call]
    rgb = np.asarray(canvas.buffer_rgba())[..., :3]  # type: ignore[no-untyped-call]
    rows, columns = np.nonzero(np.abs(rgb.astype(int) - rgb[0, 0]).max(axis=2) > 60)
    return np.ascontiguousarray(rgb[rows.min() - 1 : rows.max() + 2, columns.min() - 1 : columns.max() + 2])


@pytest.mark.parametrize(
    ("height", "ink", "paper"), [(8, "black", "white"), (14, "black", "white"), (11, "w", "#202020")]
)
def test_numbers_of_ordinary_print_are_read(height: float, ink: str, paper: str) -> None:
    readings = open_tick_reader().read([cropped(label, height, ink, paper) for label in LABELS])
    right = [reading.string == label for reading, label in zip(readings, LABELS, strict=True)]
    assert sum(right) >= len(LABELS) - 1


def test_words_are_not_taken_for_numbers() -> None:
    words = ["Accuracy", "validation loss", "Zürich", "weights"]
    crops = [cropped(word, 12) for word in words]
    asked = numbers_first(crops, [True] * 4, open_tick_reader(), lambda c: [Reading("asked", 1.0)] * len(c))
    assert [reading.string for reading in asked] == ["asked"] * 4


def test_the_network_is_small_enough_for_the_package() -> None:
    assert MODEL.stat().st_size < 800_000


def test_strips_keep_the_proportions_of_print_up_to_the_longest() -> None:
    crop = np.full((16, 40, 3), 255, np.uint8)
    crop[4:12, 5:35] = 0
    most = TICKS.most_columns
    assert as_strip(crop, most).shape == (ROWS, 80)
    long = as_strip(np.repeat(crop, 40, axis=1), most)
    assert padded_width(long.shape[1], most) == most
    assert padded_width(80, most) % STEP == 0 and padded_width(80, most) > 80


@dataclass
class Fixed(TickReader):
    """Answers what it is told."""

    answers: list[StripReading]
    asked: list[int] = field(default_factory=list)

    def read(self, crops: object) -> list[StripReading]:
        del crops
        return self.answers


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        (StripReading("12.5", 0.99, 0.99), Reading("12.5", 0.99, "tick_reader")),
        (StripReading("10^4", 0.99, 0.99), Reading("10^4", 0.99, "tick_reader")),
        (StripReading("2024-03", 0.99, 0.99), Reading("2024-03", 0.99, "tick_reader")),
        # Another reading beside the large one's: not sure, a point that may be a comma, a lone digit.
        (StripReading("12.5", 0.6, 0.9), Reading("large", 0.9, alternatives=("12.5",))),
        (StripReading("75.000", 0.99, 0.99), Reading("large", 0.9, alternatives=("75.000",))),
        (StripReading("0", 0.99, 0.99), Reading("large", 0.9, alternatives=("0",))),
        # No reading at all: turned digits and small words look like nothing or a dash.
        (StripReading("", 0.99, 0.99), Reading("large", 0.9)),
        (StripReading("-", 0.99, 0.99), Reading("large", 0.9)),
        (StripReading("12.5", 0.1, 0.9), Reading("large", 0.9)),
        (StripReading("ab\ufffdc", 0.99, 0.99), Reading("large", 0.9)),
    ],
)
def test_the_large_reader_is_asked_where_the_small_one_is_not_sure(own: StripReading, expected: Reading) -> None:
    crop = np.zeros((8, 20, 3), np.uint8)
    assert numbers_first([crop], [True], Fixed([own]), lambda crops: [Reading("large", 0.9)] * len(crops)) == [expected]


def test_turned_and_tall_crops_go_to_the_large_reader() -> None:
    wide, tall = np.zeros((8, 20, 3), np.uint8), np.zeros((20, 8, 3), np.uint8)
    found = numbers_first([wide, tall], [False, True], Fixed([]), lambda c: [Reading("large", 0.9)] * len(c))
    assert [reading.string for reading in found] == ["large", "large"]


def test_a_sign_as_high_as_a_letter_is_not_taken_from_the_small_network() -> None:
    crops = [cropped("λ=0.5", 12), cropped("-0.5", 12)]
    own = [StripReading("-0.5", 0.99, 0.99)] * 2
    found = numbers_first(crops, [True] * 2, Fixed(own), lambda c: [Reading("λ=0.5", 0.9)] * len(c))
    assert [reading.string for reading in found] == ["λ=0.5", "-0.5"]
