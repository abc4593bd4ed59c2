"""Slanted tick labels whose upright boxes overlap."""

from __future__ import annotations

import pytest
from matplotlib.axes import Axes

from extractors.readers import open_reader
from extractors.ticks import AxisLabels, find_ticks
from tests.extractors.test_ticks import UNIT, drawn

NAMES = [f"20{year}-{month:02d}" for year in (16, 17) for month in range(1, 12, 2)]


def below(slant: int, align: str, names: list[str], size: float = 12) -> AxisLabels | None:
    """The labels below an axis with a tick at each, as found where the text stage saw none of them."""

    def crowded(axes: Axes) -> None:
        axes.set(xlim=(-0.5, len(names) - 0.5), yticks=[])
        axes.set_xticks(range(len(names)), names, fontsize=size, rotation=slant, ha=align)

    figure, panel, _ = drawn(crowded)
    return find_ticks(figure, panel, [], [], open_reader("auto"), UNIT).get("bottom")


@pytest.mark.parametrize(("slant", "align"), [(30, "right"), (30, "center"), (45, "right"), (45, "center")])
def test_dates_are_read_along_their_lines_and_seated_on_their_ticks(slant: int, align: str) -> None:
    found = below(slant, align, NAMES)
    assert found is not None
    read = {label.text: label.px for label in found.labels}
    known = [k for k, name in enumerate(NAMES) if name in read]
    assert len(known) > len(NAMES) / 2
    step = 0.6 * 503 / len(NAMES)
    assert [read[NAMES[k]] - 100 for k in known] == pytest.approx([(k + 0.5) * step for k in known], abs=2)


def test_slanted_words_that_prove_no_scale_are_left_alone() -> None:
    names = ["Random", "Ridge", "Lasso", "Forest", "Boosting", "Kernel", "Linear", "Oracle", "Greedy", "Expert"]
    found = below(30, "right", names)
    assert found is None or all(label.text not in names for label in found.labels) or len(found.labels) < len(names)
