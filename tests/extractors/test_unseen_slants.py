"""Slanted labels of which the text stage saw no slant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from matplotlib.axes import Axes

from extractors.readers import Pixels, Reading
from extractors.ticks import find_ticks
from tests.extractors.test_ticks import UNIT, NoReader, drawn

NAMES = ["100", "200", "300", "400"]


class LevelReader(NoReader):
    """Reads the labels in order where their crops are far wider than high, and noise elsewhere."""

    def read(self, crops: Sequence[Pixels]) -> list[Reading]:
        level = [crop.shape[1] > 1.8 * crop.shape[0] for crop in crops]
        names = NAMES if len(crops) == len(NAMES) else [""] * len(crops)
        return [Reading(name if wide else "7", 0.99) for name, wide in zip(names, level, strict=True)]


@pytest.mark.parametrize(("slant", "align"), [(30, "right"), (45, "center"), (60, "right"), (-45, "left")])
def test_the_slant_is_told_by_the_boxes_and_proved_by_the_reading(slant: int, align: str) -> None:
    def slanted(axes: Axes) -> None:
        axes.set(xlim=(50, 450), xticks=[100, 200, 300, 400])
        for label in axes.get_xticklabels():
            label.set(rotation=slant, ha=align)

    figure, panel, texts = drawn(slanted)
    unseen = [replace(t, rotation=0, string="7") if t.rotation % 90 else t for t in texts]
    labels = find_ticks(figure, panel, [], unseen, LevelReader(), UNIT)["bottom"].labels
    assert [label.text for label in labels] == NAMES
    assert all(label.seated for label in labels)
    assert [label.px for label in labels] == pytest.approx([137.3 + 75.45 * k for k in range(4)], abs=2.5)


@pytest.mark.parametrize("slant", [45, 60])
def test_the_slant_of_short_labels_is_told_by_how_their_boxes_grow(slant: int) -> None:
    names = ["0", "5", "10", "15"]

    def slanted(axes: Axes) -> None:
        axes.set(xlim=(-2, 17), xticks=[0, 5, 10, 15])
        for label in axes.get_xticklabels():
            label.set(rotation=slant, ha="right")

    class ShortReader(NoReader):
        def read(self, crops: Sequence[Pixels]) -> list[Reading]:
            level = len(crops) == len(names) and all(crop.shape[1] > 1.2 * crop.shape[0] for crop in crops[2:])
            return [Reading(name, 0.99) for name in (names if level else "8" * len(crops))]

    figure, panel, texts = drawn(slanted)
    unseen = [replace(t, rotation=0, string="8") if t.rotation % 90 else t for t in texts]
    labels = find_ticks(figure, panel, [], unseen, ShortReader(), 1.25 * UNIT)["bottom"].labels
    assert [label.text for label in labels] == names
    assert all(label.seated for label in labels)


def test_upright_labels_that_prove_no_scale_are_not_turned() -> None:
    def upright(axes: Axes) -> None:
        axes.set(xlim=(50, 450), xticks=[100, 200, 300, 400])

    figure, panel, texts = drawn(upright)
    unread = [replace(t, string="7") if t.string in NAMES else t for t in texts]
    labels = find_ticks(figure, panel, [], unread, LevelReader(), UNIT)["bottom"]
    assert [label.text for label in labels.labels] != [] and len(labels.boxes) == 4
    assert all(box.height < 1.25 * UNIT for box in labels.boxes)
