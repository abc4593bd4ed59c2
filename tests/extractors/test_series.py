"""From pixels to data: order, origin, values and their errors, gaps as nulls."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from extractors.bands import Band
from extractors.errorbars import ErrorBars
from extractors.image import Figure
from extractors.series import COLUMN_SIGMA, MARKER_SIGMA, SNAP_SIGMA, STEEP, collect_points, points_record
from schemas.record import PointsRecord
from tests.extractors.drawn import area_of, picture
from tests.extractors.fitted import SHAPE, axes_of, calibration, curve_of, markers_at, path_of

AREA = area_of(picture(SHAPE))
FIGURE = Figure(np.zeros((*SHAPE, 3), np.uint8), 1.0, SHAPE[1], SHAPE[0])
NAN = float("nan")


def record_of(curve: object, x: object = None, y: object = None, figure: Figure = FIGURE) -> PointsRecord:
    points = collect_points(curve, AREA)  # type: ignore[arg-type]
    axes = axes_of(x or calibration(0.1), y or calibration(-0.5, 50))  # type: ignore[arg-type]
    return points_record(points, axes, "left", figure)


def numbers(values: list[float | None]) -> list[float]:
    return [NAN if value is None else value for value in values]


def test_a_traced_curve_in_data_units() -> None:
    record = record_of(curve_of(path_of([10, 11, 12], [40, 40, 40])))
    assert record.x == [1.0, 1.1, 1.2]
    assert record.y == [30, 30, 30]
    assert (record.px, record.py) == ([10, 11, 12], [40, 40, 40])
    assert record.origin == ["trace"] * 3
    assert record.y_lower == [None] * 3


def test_the_place_of_the_box_counts() -> None:
    moved = replace(AREA, origin=(100, 30))
    record = points_record(
        collect_points(curve_of(path_of([10], [40])), moved), axes_of(calibration(), calibration()), "left", FIGURE
    )
    assert (record.px, record.py) == ([110], [70])
    assert (record.x, record.y) == ([11.0], [7.0])


def test_enlarged_figures_give_pixels_of_the_file() -> None:
    record = record_of(curve_of(path_of([10, 13], [40, 43])), figure=replace(FIGURE, scale=3.0))
    assert record.px == [3.0, 4.0]
    assert record.py == [13.0, 14.0]


def test_a_gap_is_null_and_keeps_its_place() -> None:
    record = record_of(curve_of(path_of([10, 30, 50], [40, NAN, 44], bridged=[False, True, False])))
    assert record.x == [1.0, None, 5.0]
    assert record.y == [30, None, 28]
    assert record.x_err[1] is None
    assert record.y_err[1] is None
    assert (record.px[1], record.py[1]) == (30, 40)
    assert record.origin == ["trace", "interpolated", "trace"]
    assert all(math.isfinite(v) for i in (0, 2) for v in (numbers(record.x_err)[i], numbers(record.y_err)[i]))


def test_axes_without_calibration_give_nulls() -> None:
    curve = curve_of(path_of([10, 11], [40, 41]))
    no_y = points_record(collect_points(curve, AREA), axes_of(calibration(), None), "left", FIGURE)
    assert no_y.y == no_y.y_err == [None, None]
    assert no_y.x == [1.0, 1.1]
    neither = points_record(collect_points(curve, AREA), axes_of(None, None), "left", FIGURE)
    assert neither.x == neither.x_err == [None, None]


def test_errors_grow_with_slope_and_fit() -> None:
    flat = record_of(curve_of(path_of(range(10, 20), [40.0] * 10)))
    assert flat.x_err == [pytest.approx(0.1 * COLUMN_SIGMA)] * 10
    assert flat.y_err == [pytest.approx(0.5 * math.hypot(0.3, SNAP_SIGMA))] * 10
    steep = record_of(curve_of(path_of(range(10, 20), np.arange(10) * 5.0)))
    assert numbers(steep.y_err)[5] == pytest.approx(0.5 * math.hypot(0.3, SNAP_SIGMA, 5 * STEEP))
    turned = record_of(curve_of(path_of(range(10, 20), [40.0] * 5 + [60.0] + [40.0] * 4)))
    assert numbers(turned.y_err)[4:7] == [pytest.approx(0.5 * math.hypot(0.3, SNAP_SIGMA, 20 * STEEP))] * 3
    unsure = record_of(curve_of(path_of(range(10, 20), [40.0] * 10)), y=calibration(-0.5, 50, sigma=2.0))
    assert numbers(unsure.y_err)[5] == pytest.approx(math.hypot(0.5 * 0.3, 0.5 * SNAP_SIGMA, 2))


def test_the_error_on_a_log_axis_is_a_share_of_the_value() -> None:
    axis = calibration(-0.02, 3, "log", sigma=0.01)
    record = record_of(curve_of(path_of([10, 11, 12, 150, 151, 152], [50.0] * 3 + [100.0] * 3)), y=axis)
    assert record.y[0] == pytest.approx(100)
    assert record.y[-1] == pytest.approx(10)
    share = math.log(10) * math.hypot(0.02 * 0.3, 0.02 * SNAP_SIGMA, 0.01)
    assert numbers(record.y_err)[0] == pytest.approx(100 * share)
    assert numbers(record.y_err)[-1] == pytest.approx(10 * share)


def test_markers_replace_the_trace_below_them() -> None:
    x = np.arange(10, 60)
    curve = curve_of(path_of(x, 40 + 0.5 * (x % 3)), markers_at([20, 40], [40, 41]))
    record = record_of(curve)
    assert [i for i, kind in enumerate(record.origin) if kind == "marker"] == [record.px.index(20), record.px.index(40)]
    assert record.px == sorted(record.px)
    for center in (20, 40):
        beside = [px for px, kind in zip(record.px, record.origin, strict=True) if kind == "trace"]
        assert min(abs(px - center) for px in beside) > 0.6 * 6
    at = record.px.index(20)
    assert (record.x[at], record.y[at]) == (2.0, 30.0)
    assert record.x_err[at] == pytest.approx(0.1 * MARKER_SIGMA)


def test_another_branch_above_a_marker_stays() -> None:
    curve = curve_of(path_of([20, 20], [40, 80]), markers_at([20], [80]))
    record = record_of(curve)
    assert sorted(zip(record.py, record.origin, strict=True)) == [(40, "trace"), (80, "marker")]


def test_markers_without_a_line() -> None:
    record = record_of(curve_of(None, markers_at([40, 20], [40, 30])))
    assert record.px == [20, 40]
    assert record.y == [35, 30]
    assert record.origin == ["marker"] * 2


def test_vertical_strokes_keep_their_drawing_order() -> None:
    record = record_of(curve_of(path_of([10, 10, 10, 11], [40, 60, 20, 40])))
    assert record.py == [40, 60, 20, 40]


def test_error_bars_belong_to_markers() -> None:
    bars = ErrorBars(np.array([50.0, NAN]), np.array([30.0, 35.0]), True, 1.0)
    curve = curve_of(path_of(range(10, 60), [40.0] * 50), markers_at([20, 40], [40, 40]), bars=bars)
    record = record_of(curve)
    first, second = record.px.index(20), record.px.index(40)
    assert (record.y_lower[first], record.y_upper[first]) == (25, 35)
    assert (record.y_lower[second], record.y_upper[second]) == (None, None)
    assert sum(value is not None for value in record.y_lower) == 1


def test_bands_give_lower_and_upper_values() -> None:
    band = Band(np.arange(12.0, 18), np.full(6, 50.0), np.full(6, 30.0), 1.0)
    record = record_of(curve_of(path_of(range(10, 20), [40.0] * 10), band=band))
    assert record.y_lower == [None, None, *[25.0] * 6, None, None]
    assert record.y_upper == [None, None, *[35.0] * 6, None, None]
    upside_down = record_of(curve_of(path_of(range(10, 20), [40.0] * 10), band=band), y=calibration(0.5))
    assert (upside_down.y_lower[5], upside_down.y_upper[5]) == (15, 25)


@pytest.mark.parametrize(
    "band",
    [
        Band(np.arange(12.0, 18), np.full(6, 90.0), np.full(6, 40.0), 1.0, is_area=True),
        Band(np.arange(12.0, 18), np.full(6, NAN), np.full(6, 30.0), 1.0),
    ],
)
def test_areas_and_half_seen_bands_are_no_intervals(band: Band) -> None:
    record = record_of(curve_of(path_of(range(10, 20), [40.0] * 10), band=band))
    assert record.y_lower == record.y_upper == [None] * 10


def test_every_column_is_of_one_length() -> None:
    record = record_of(curve_of(path_of(range(10, 30), [40.0] * 20), markers_at([15], [40])))
    lengths = {name: len(values) for name, values in record.model_dump().items()}
    assert {lengths.pop(name) for name in ("py_lower", "py_upper")} == {0}  # there is no band
    assert len(set(lengths.values())) == 1


def test_the_pixels_of_a_band_are_those_of_its_values() -> None:
    band = Band(np.arange(12.0, 18), np.full(6, 90.0), np.full(6, 40.0), 1.0)
    record = record_of(curve_of(path_of(range(10, 20), [60.0] * 10), band=band))
    assert [py is None for py in record.py_lower] == [y is None for y in record.y_lower]
    assert {py for py in record.py_lower if py is not None} == {90.0}
    assert {py for py in record.py_upper if py is not None} == {40.0}
