"""Corrections by hand: new ticks move values, pixels stay, and what cannot be calibrated has no values."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.by_hand import fitted_axis, panel_axes, recalibrated
from schemas.reasons import Reason, Status
from schemas.record import AxisRecord, PanelRecord, ScaleName, TickRecord
from tests.reports.fabricate import record


def _ticks(*pairs: tuple[float, float]) -> list[TickRecord]:
    return [TickRecord(text=f"{value:g}", value=value, px=px, residual_px=0.0) for px, value in pairs]


def _axis(scale: ScaleName, *pairs: tuple[float, float]) -> AxisRecord:
    return AxisRecord(axis="left", scale=scale, ticks=_ticks(*pairs))


def _panel() -> PanelRecord:
    """A fabricated panel with a gap, fitted, so that values, ticks and pixels agree."""
    panel = record(points=30).panels[0]
    panel.series[0].points.x[7] = panel.series[0].points.y[7] = None
    return recalibrated(panel)


def _column(panel: PanelRecord, name: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.array([np.nan if v is None else v for v in getattr(panel.series[0].points, name)], np.float64)


def test_a_panel_that_nobody_changed_stays_as_it_is() -> None:
    panel = _panel()
    again = recalibrated(panel)
    for name in ("x", "y", "px", "py", "y_lower", "y_upper"):
        assert np.allclose(_column(again, name), _column(panel, name), equal_nan=True)
    assert [axis.slope for axis in again.axes] == pytest.approx([axis.slope for axis in panel.axes])
    assert np.flatnonzero(np.isnan(_column(again, "y"))).tolist() == [7]
    assert np.nanmax(_column(again, "y_upper") - _column(again, "y_lower")) > 0.5


def test_new_tick_values_move_the_values_and_their_errors() -> None:
    panel = _panel()
    left = next(axis for axis in panel.axes if axis.axis == "left")
    doubled = [tick.model_copy(update={"value": None if tick.value is None else 2 * tick.value}) for tick in left.ticks]
    axes = [axis.model_copy(update={"ticks": doubled}) if axis is left else axis for axis in panel.axes]
    moved = recalibrated(panel.model_copy(update={"axes": axes}))
    assert np.allclose(_column(moved, "y"), 2 * _column(panel, "y"), equal_nan=True)
    assert np.allclose(_column(moved, "x"), _column(panel, "x"), equal_nan=True)
    assert np.nanmin(_column(moved, "y_err") / _column(panel, "y_err")) >= 2
    assert _column(moved, "py").tolist() == _column(panel, "py").tolist()


@pytest.mark.parametrize(
    ("scale", "pairs", "step"),
    [
        ("linear", [(10.0, 0.0), (20.0, 5.0), (30.0, 10.0)], 5.0),
        ("log", [(10.0, 1.0), (20.0, 10.0), (30.0, 100.0)], 10.0),
        ("linear", [(10.0, 0.0), (20.0, 5.0), (40.0, 15.0)], None),
        ("category", [(10.0, 0.0), (20.0, 1.0), (30.0, 2.0)], 1.0),
    ],
)
def test_axes_are_fitted_in_their_scale(scale: ScaleName, pairs: list[tuple[float, float]], step: float | None) -> None:
    axis = fitted_axis(_axis(scale, *pairs))
    assert axis.status is Status.OK
    assert axis.slope is not None
    assert axis.intercept is not None
    heights = [axis.slope * px + axis.intercept for px, _ in pairs]
    assert heights == pytest.approx([np.log10(v) if scale == "log" else v for _, v in pairs], abs=1e-9)
    assert axis.tick_step == (pytest.approx(step) if step is not None else None)
    assert axis.categories == (["0", "1", "2"] if scale == "category" else None)


def test_a_tick_that_is_off_shows_in_the_residuals() -> None:
    axis = fitted_axis(_axis("linear", (10, 0.0), (20, 10.0), (30, 23.0)))
    assert axis.residual_px is not None
    assert axis.residual_px > 0.5
    assert max(abs(tick.residual_px or 0) for tick in axis.ticks) > 0.5


@pytest.mark.parametrize(
    "axis",
    [
        _axis("linear", (10, 1.0)),
        _axis("linear", (10, 1.0), (10, 2.0)),
        _axis("linear", (10, 1.0), (20, 1.0)),
        _axis("log", (10, 0.0), (20, 1.0)),
    ],
    ids=["one tick", "one place", "one value", "log of zero"],
)
def test_ticks_that_make_no_line_leave_an_axis_without_values(axis: AxisRecord) -> None:
    fitted = fitted_axis(axis)
    assert (fitted.slope, fitted.intercept, fitted.status, fitted.reason) == (
        None,
        None,
        Status.FAILED,
        Reason.TOO_FEW_TICKS,
    )


def test_ticks_that_are_left_out_count_for_nothing() -> None:
    axis = _axis("linear", (10, 0.0), (20, 10.0))
    axis.ticks.append(TickRecord(text="7", value=7.0, px=90.0))
    fitted = fitted_axis(axis)
    assert fitted.slope == pytest.approx(1.0)
    assert fitted.ticks[2].residual_px is None


def test_an_axis_that_is_mended_gives_its_series_values_and_bands() -> None:
    whole = _panel()
    broken_axes = [
        axis.model_copy(update={"ticks": axis.ticks[:1]}) if axis.axis == "left" else axis for axis in whole.axes
    ]
    points = whole.series[0].points
    edges = {"py_lower": [py + 4 for py in points.py], "py_upper": [py - 4 for py in points.py]}
    series = [whole.series[0].model_copy(update={"points": points.model_copy(update=edges)})]
    broken = recalibrated(whole.model_copy(update={"axes": broken_axes, "series": series}))
    assert np.isnan(_column(broken, "y")).all()
    assert np.isnan(_column(broken, "y_upper")).all()
    ticks = [
        fitted.model_copy(update={"ticks": axis.ticks}) for fitted, axis in zip(broken.axes, whole.axes, strict=True)
    ]
    mended = recalibrated(broken.model_copy(update={"axes": ticks}))
    known = ~np.isnan(_column(whole, "y"))
    assert np.allclose(_column(mended, "y")[known], _column(whole, "y")[known])
    left = next(axis for axis in whole.axes if axis.axis == "left")
    assert left.slope is not None
    width = _column(mended, "y_upper") - _column(mended, "y_lower")
    assert width[known] == pytest.approx(8 * abs(left.slope))


def test_axes_for_the_stages_are_in_working_pixels() -> None:
    panel = _panel()
    axes = panel_axes(panel, scale=2.0)
    left = next(axis for axis in panel.axes if axis.axis == "left")
    assert axes.left.calibration is not None
    assert left.slope is not None
    assert left.intercept is not None
    # file pixel 100 is covered by working pixels 200 and 201
    assert axes.left.calibration.value(np.array(200.5)) == pytest.approx(left.slope * 100 + left.intercept)
