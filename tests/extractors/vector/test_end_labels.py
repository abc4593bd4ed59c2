"""Names at the ends of lines of vector figures without a legend."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.figure import Figure

from extractors.pipeline import digitise_bytes
from schemas.options import Options
from schemas.record import FigureRecord
from tests.extractors.vector.charts import X, saved

LINES = {"first": 3 + 2 * np.sin(X), "second": 0.5 * X + 1, "third": 4 - 0.04 * X**2}


def labelled(colors: list[str | None], at: list[float]) -> FigureRecord:
    figure = Figure(figsize=(5, 3.5))
    axes = figure.subplots()
    for (name, y), color, place in zip(LINES.items(), colors, at, strict=True):
        (line,) = axes.plot(X, y)
        axes.text(10.2, place, name, color=color or line.get_color(), va="center")
    axes.set(xlabel="time (s)", ylabel="height", xlim=(0, 13))
    return digitise_bytes(saved(figure, "svg"), "a.svg", Options())


@pytest.mark.parametrize("colors", [["black"] * 3, [None] * 3])
def test_names_beside_the_ends_of_lines_are_theirs(colors: list[str | None]) -> None:
    record = labelled(colors, [float(y[-1]) for y in LINES.values()])
    assert {s.name for s in record.series} == set(LINES)
    ends = {s.name: s.points.y[-1] for s in record.series}
    assert ends == pytest.approx({name: float(y[-1]) for name, y in LINES.items()}, abs=1e-3)
    assert {s.name_source for s in record.series} == {"label"}


def test_names_that_may_be_of_two_lines_are_nobodys() -> None:
    ends = [float(y[-1]) for y in LINES.values()]
    record = labelled(["black"] * 3, [ends[0], ends[0] + 0.15, ends[2]])
    assert {s.name for s in record.series} == {None}
