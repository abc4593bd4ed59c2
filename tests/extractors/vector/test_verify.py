"""What vectors say is held against the same figure, drawn and read from its pixels."""

from __future__ import annotations

from typing import Any

import pytest

from extractors import pipeline
from extractors.pipeline import digitise_document
from extractors.vector.verify import held_against, is_from_vectors
from schemas.options import Options
from schemas.reasons import Reason, Status
from schemas.record import FigureRecord
from tests.extractors.vector.charts import chart, saved


@pytest.fixture(scope="module")
def svg() -> bytes:
    return saved(chart()[0], "svg")


@pytest.fixture(scope="module")
def seen(svg: bytes) -> tuple[FigureRecord, FigureRecord]:
    """The figure as read from its vectors, and as read from its pixels."""
    drawn: list[FigureRecord] = []

    def spy(record: FigureRecord, other: FigureRecord) -> FigureRecord:
        drawn.append(other)
        return held_against(record, other)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "held_against", spy)
        (record,) = digitise_document(svg, "chart.svg", Options(verify=True))
    return record, drawn[0]


def _with_series(record: FigureRecord, **columns: Any) -> FigureRecord:
    """The record with other points in its first series."""
    panel = record.panels[0]
    first = panel.series[0]
    moved = first.model_copy(update={"points": first.points.model_copy(update=columns)})
    return record.model_copy(update={"panels": [panel.model_copy(update={"series": [moved, *panel.series[1:]]})]})


def test_readings_that_agree_change_nothing(seen: tuple[FigureRecord, FigureRecord]) -> None:
    record, drawn = seen
    assert is_from_vectors(record)
    assert not is_from_vectors(drawn)
    assert {s.name for s in drawn.series if s.status is Status.OK} == {"first", "second", "third"}
    assert (record.status, record.reason, record.message) == (Status.OK, Reason.NONE, "")


def test_a_line_that_lies_elsewhere_is_for_review(seen: tuple[FigureRecord, FigureRecord]) -> None:
    record, drawn = seen
    py = [place + 0.03 * record.panels[0].box.y1 for place in record.series[0].points.py]
    told = held_against(_with_series(record, py=py), drawn)
    assert (told.status, told.reason) == (Status.REVIEW, Reason.DRAWN_OTHERWISE)
    assert told.message == "read otherwise from pixels: panel 0 series 0"
    assert [s.reason for s in told.series] == [Reason.DRAWN_OTHERWISE, Reason.NONE, Reason.NONE]


def test_an_axis_with_other_values_is_for_review(seen: tuple[FigureRecord, FigureRecord]) -> None:
    record, drawn = seen
    panel = record.panels[0]
    left = panel.axes[1].model_copy(update={"slope": 1.05 * (panel.axes[1].slope or 0)})
    wrong = panel.model_copy(update={"axes": [panel.axes[0], left]})
    told = held_against(record.model_copy(update={"panels": [wrong]}), drawn)
    assert told.message.startswith("read otherwise from pixels: panel 0 left axis, panel 0 series 0")


def test_what_pixels_are_not_sure_of_is_no_witness(seen: tuple[FigureRecord, FigureRecord]) -> None:
    record, drawn = seen
    py = [place + 9.0 for place in record.series[0].points.py]
    panel = drawn.panels[0]
    doubtful = [series.model_copy(update={"status": Status.REVIEW}) for series in panel.series]
    unsure = drawn.model_copy(update={"panels": [panel.model_copy(update={"series": doubtful})]})
    assert held_against(_with_series(record, py=py), unsure).status is Status.OK
    assert held_against(record, drawn.model_copy(update={"panels": []})) == record
