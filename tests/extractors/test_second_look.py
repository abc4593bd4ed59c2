"""Labels that prove no scale are read again from their crops."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extractors.geometry import Box
from extractors.image import Figure
from extractors.label_print import LabelPrint
from extractors.readers import Pixels, Reading, Text
from extractors.second_look import look_again
from extractors.tick_readings import TickLabel

FIGURE = Figure(np.full((400, 400, 3), 255, np.uint8), 1.0, 400, 400)


class Given:
    """Reads crops as it is told, in the order asked."""

    name = "given"

    def __init__(self, strings: Sequence[str]) -> None:
        self.strings = list(strings)
        self.crops: list[tuple[int, ...]] = []

    def find(self, rgb: Pixels) -> list[Text]:
        return []

    def read(self, crops: Sequence[Pixels]) -> list[Reading]:
        self.crops += [crop.shape for crop in crops]
        return [Reading(self.strings.pop(0), 0.9, self.name) for _ in crops]


def row(strings: Sequence[str]) -> tuple[list[LabelPrint], list[TickLabel]]:
    prints = [LabelPrint(Box(10, y - 5, 40, y + 5), y, True) for y in range(50, 50 + 60 * len(strings), 60)]
    return prints, [TickLabel(p.px, text, 0.8) for p, text in zip(prints, strings, strict=True)]


def again(strings: Sequence[str], crops: Sequence[str]) -> tuple[list[TickLabel], Given]:
    prints, labels = row(strings)
    reader = Given(crops)
    return look_again(FIGURE, "left", 320.0, prints, prints, labels, [], reader), reader


def test_labels_that_prove_a_scale_are_not_read_again() -> None:
    seen, reader = again(["40", "30", "20", "10"], [])
    assert [label.text for label in seen] == ["40", "30", "20", "10"]
    assert reader.crops == []


def test_the_reading_of_the_crop_leads_and_the_other_stays_an_alternative() -> None:
    seen, _ = again(["40", "3O1", "207", "1o1", "x"], ["40", "30", "20", "10", "0"])
    assert [label.text for label in seen] == ["40", "30", "20", "10", "0"]
    assert seen[2].alternatives == ("207",)


def test_a_crop_that_is_no_number_does_not_lead() -> None:
    seen, _ = again(["41", "30", "8", "15"], ["41", "a", "8", "15"])
    assert seen[1].text == "30"
    unclear, _ = again(["41", "3O0x", "8", "15"], ["41", "3Q0x", "8", "15"])
    assert unclear[1].text == "3O0x"
    assert seen[1].alternatives == ("a",)


def test_a_tick_mark_in_the_box_of_the_text_stage_is_left_out() -> None:
    cells, labels = row(["400", "3001", "2001", "99"])
    wide = [LabelPrint(Box(10, p.box.y0, 50, p.box.y1), p.px, True) for p in cells]
    reader = Given(["400", "4001", "300", "3001", "200", "2001", "100", "1001"])
    seen = look_again(FIGURE, "left", 320.0, cells, wide, labels, [], reader)
    assert [label.text for label in seen] == ["400", "300", "200", "100"]
