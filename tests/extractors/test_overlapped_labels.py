"""Tick labels that run into one another."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.axes import Axes

from extractors.readers import open_reader
from extractors.text import Text
from extractors.ticks import AxisLabels, find_ticks
from tests.extractors.test_ticks import UNIT, drawn


def below(labels: list[str], size: float) -> AxisLabels | None:
    """The labels below an axis with a tick at each of them, as found without any help of the text stage."""

    def crowded(axes: Axes) -> None:
        axes.set(xlim=(-0.2, len(labels) - 0.8), yticks=[])
        axes.set_xticks(range(len(labels)), labels, fontsize=size)

    figure, panel, _ = drawn(crowded)
    joined: list[Text] = []
    return find_ticks(figure, panel, [], joined, open_reader("auto"), UNIT).get("bottom")


@pytest.mark.parametrize("size", [10.5, 11, 11.5])
def test_numbers_that_run_into_one_another_are_read_between_their_ticks(size: float) -> None:
    names = ["0", "200000", "400000", "600000", "800000", "1000000"]
    found = below(names, size)
    assert found is not None
    read = [(label.text, *label.alternatives) for label in found.labels]
    assert len(read) == len(names)
    assert sum(name in texts for name, texts in zip(names, read, strict=True)) >= 3
    assert np.diff([label.px for label in found.labels]) == pytest.approx(58, abs=3)


def test_names_that_run_into_one_another_prove_nothing() -> None:
    found = below(["Randomised", "Supervised", "Distilled", "Fine-tuned", "Pretrained"], 11)
    assert found is None or len(found.labels) < 5
