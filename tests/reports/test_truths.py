"""A corrected record as a truth: measured against itself, everything is right."""

from __future__ import annotations

import pytest

from benchmarks.measures import measure_figure
from extractors.by_hand import recalibrated
from reports.truths import truth_of
from schemas.record import FigureRecord
from schemas.truth import Truth
from tests.reports.fabricate import record


def _calibrated(panels: int = 1) -> FigureRecord:
    figure = record(panels=panels, points=60)
    figure.panels[0].series[0].points.x[7] = figure.panels[0].series[0].points.y[7] = None
    return figure.model_copy(update={"panels": [recalibrated(panel) for panel in figure.panels]})


def test_a_record_is_right_by_its_own_truth() -> None:
    figure = _calibrated(panels=2)
    truth = Truth.model_validate_json(truth_of(figure, "a").model_dump_json())
    measured = measure_figure(truth, figure)
    assert [one.f for one in measured.series] == pytest.approx([1.0] * 4)
    assert all(one.name_right for one in measured.series)
    assert measured.extra == 0
    assert truth.panels[0].series[0].y[7] is None
    assert [band.name for band in truth.panels[0].bands] == ["Series 0"]


def test_limits_are_those_of_the_box_in_the_scale_of_the_axis() -> None:
    panel = truth_of(_calibrated(), "a").panels[0]
    assert panel.x_lim == pytest.approx((0.0, 10.0))
    assert panel.y_lim == pytest.approx((0.0, 10.0))
    logarithmic = _calibrated()
    left = next(axis for axis in logarithmic.panels[0].axes if axis.axis == "left")
    left.scale, left.slope, left.intercept = "log", 0.0, 2.0
    assert truth_of(logarithmic, "a").panels[0].y_lim == pytest.approx((100.0, 100.0))


def test_a_panel_without_values_has_no_truth() -> None:
    figure = _calibrated(panels=2)
    for axis in figure.panels[0].axes:
        if axis.axis == "x":
            axis.slope = axis.intercept = None
    assert len(truth_of(figure, "a").panels) == 1
