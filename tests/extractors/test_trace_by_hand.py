"""A line that a person points at is traced by the same stages as the others."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from extractors.errors import NothingThere
from extractors.image import Figure, load_figure
from extractors.pipeline import digitise_bytes
from extractors.trace_by_hand import trace_again, trace_at
from schemas.options import Options
from schemas.record import FigureRecord, PanelRecord, SeriesRecord

EXAMPLE = Path(__file__).resolve().parents[2] / "data" / "raw" / "math500.png"


@pytest.fixture(scope="module")
def figure() -> Figure:
    return load_figure(EXAMPLE.read_bytes(), Options())


@pytest.fixture(scope="module")
def read() -> FigureRecord:
    return digitise_bytes(EXAMPLE.read_bytes(), EXAMPLE.name, Options())


def _without(panel: PanelRecord, index: int) -> PanelRecord:
    return panel.model_copy(update={"series": [one for k, one in enumerate(panel.series) if k != index]})


def _differs(one: SeriesRecord, other: SeriesRecord) -> float:
    """The largest difference in y between two series at the places of the second."""
    x, y = (np.array([v for v in column if v is not None]) for column in (one.points.x, one.points.y))
    at, want = (np.array([v for v in column if v is not None]) for column in (other.points.x, other.points.y))
    return float(np.abs(np.interp(at, x, y) - want).max())


@pytest.mark.parametrize("index", [0, 1])
def test_a_missed_line_is_traced_where_one_points(figure: Figure, read: FigureRecord, index: int) -> None:
    panel = read.panels[0]
    missed = panel.series[index]
    middle = len(missed.points.px) // 2
    place = (missed.points.px[middle], missed.points.py[middle])
    found = trace_at(figure, read.texts, _without(panel, index), place, "left")
    span = np.ptp([v for one in panel.series for v in one.points.y if v is not None])
    assert _differs(found, missed) < 0.01 * span
    assert found.name is None
    ends = [(min(one.points.px), max(one.points.px)) for one in (found, missed)]
    assert ends[0] == pytest.approx(ends[1], abs=1.5)


def test_where_there_is_no_ink_there_is_no_line(figure: Figure, read: FigureRecord) -> None:
    box = read.panels[0].box
    series = read.panels[0].series
    rows = [py for one in series for py in one.points.py]
    empty = (box.x0 + 0.37 * (box.x1 - box.x0), (min(rows) + box.y0) / 2)
    with pytest.raises(NothingThere, match="no ink"):
        trace_at(figure, read.texts, read.panels[0], empty, "left")
    with pytest.raises(NothingThere, match="outside"):
        trace_at(figure, read.texts, read.panels[0], (-500.0, -500.0), "left")


def test_a_panel_is_traced_again_in_a_box_that_was_moved(figure: Figure, read: FigureRecord) -> None:
    panel = read.panels[0]
    half = panel.box.model_copy(update={"x1": (panel.box.x0 + panel.box.x1) / 2})
    again = trace_again(figure, read.texts, panel.model_copy(update={"box": half}))
    assert [one.name for one in again] == [one.name for one in panel.series]
    for one, whole in zip(again, panel.series, strict=True):
        assert max(one.points.px) <= half.x1 + 1
        assert max(whole.points.px) > half.x1 + 10
