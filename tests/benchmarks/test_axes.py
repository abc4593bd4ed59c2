"""Calibrations whose errors are known, judged by the true box, by the matched curves, and by the ends."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from benchmarks.alignment import AxisError, axis_errors
from benchmarks.axes import count_axes
from benchmarks.matching import Pair, match_series, pair_panels
from schemas.record import AxisRecord, BoxRecord, PanelRecord
from schemas.truth import TruePanel
from tests.benchmarks.fabricated import HEIGHT, WIDTH, found_axis, found_panel, found_series, true_series

LIMITS: dict[str, Any] = {"x_lim": (0, 10), "y_lim": (-1, 1)}
X = np.linspace(0.3, 9.6, 300)
BOX = (0.0, 0.0, WIDTH, HEIGHT)


def panel(y: np.ndarray, x: np.ndarray = X, **fields: object) -> TruePanel:
    return TruePanel.model_validate({"series": [true_series(x.tolist(), y.tolist()).model_dump()], **fields})


def found(
    x: np.ndarray, y: np.ndarray, *axes: AxisRecord, margin: float = 0.0, calibrated: str = "left"
) -> PanelRecord:
    """A found panel whose box is that many pixels too large on all sides."""
    box = BoxRecord(x0=-margin, y0=-margin, x1=WIDTH + margin, y1=HEIGHT + margin)
    series = found_series(x.tolist(), y.tolist(), axis=calibrated)
    return found_panel(series, axes=axes).model_copy(update={"box": box})


def pair_of(true: TruePanel, record: PanelRecord) -> Pair:
    (pair,), _ = pair_panels([true], [record])
    return pair


def count_right(true: TruePanel, record: PanelRecord) -> int:
    pair = pair_of(true, record)
    return count_axes(pair, match_series(pair))[1]


def errors_of(true: TruePanel, record: PanelRecord) -> dict[str, AxisError]:
    pair = pair_of(true, record)
    return axis_errors(pair, match_series(pair))


def test_values_at_the_true_box_decide_whatever_box_was_found() -> None:
    y = np.sin(X)
    true = panel(y, **LIMITS, box=BOX)
    right = (found_axis("x", 0, 10), found_axis("left", -1, 1))
    assert count_right(true, found(X, y, *right, margin=9)) == 2
    shifted, stretched = found_axis("x", 0.08, 10.08), found_axis("left", -1, 1.02)
    assert count_right(true, found(X, y, shifted, stretched)) == 0


def test_wrong_calibration_is_wrong_though_it_fits_the_found_box() -> None:
    """The found box begins 9 px early, and the axis says that its lower limit is there."""
    y = np.sin(X)
    slope = 10 / (WIDTH + 18)
    axis = AxisRecord(axis="x", scale="linear", slope=slope, intercept=9 * slope)
    assert count_right(panel(y, **LIMITS, box=BOX), found(X, y, axis, margin=9)) == 0


def test_true_box_serves_reversed_and_log_axes() -> None:
    y = np.sin(X)
    true = panel(y, x_lim=(10, 0), y_lim=(-1, 1), box=BOX)
    assert count_right(true, found(X, y, found_axis("x", 10, 0), margin=9)) == 1
    assert count_right(true, found(X, y, found_axis("x", 0, 10), margin=9)) == 0
    powers = panel(10**y, x_lim=(0, 10), y_lim=(0.1, 10), y_scale="log", box=BOX)
    assert count_right(powers, found(X, 10**y, found_axis("left", -1, 1, "log"), margin=9)) == 1
    assert count_right(powers, found(X, 10**y, found_axis("left", -1.02, 1, "log"), margin=9)) == 0


def test_curves_decide_where_the_truth_has_no_box() -> None:
    y = np.sin(X)
    true = panel(y, **LIMITS)
    axes = (found_axis("x", 0, 10), found_axis("left", -1, 1))
    assert count_right(true, found(X, y, *axes, margin=9)) == 2
    assert count_right(true, found(X + 0.08, y, *axes)) == 1  # the values of x are off, the ends of the box are not
    assert count_right(true, found(X, 1.01 * y + 0.005, *axes)) == 1


def test_curves_decide_where_there_are_no_limits() -> None:
    y = np.sin(X)
    true = panel(y)
    cut = (X > 0.38) & (X < 9.5)  # the tracing is short, the calibration right
    axes = (found_axis("x", 0, 10), found_axis("left", -1, 1))
    assert count_right(true, found(X[cut], y[cut], *axes)) == 2
    assert count_right(true, found(X[cut] + 0.07, y[cut] - 0.016, *axes)) == 0


def test_errors_are_those_made() -> None:
    true = panel(np.sin(X), **LIMITS)
    errors = errors_of(true, found(X + 0.03, 0.99 * np.sin(X)))
    assert errors["x"].known
    assert (errors["x"].low, errors["x"].high) == pytest.approx((-0.003, -0.003), abs=4e-4)
    assert errors["left"].known
    assert (errors["left"].low, errors["left"].high) == pytest.approx((-0.005, 0.005), abs=4e-4)
    assert not errors["right"].known


@pytest.mark.parametrize(
    ("shape", "told"),
    [("flat", False), ("diagonal", False), ("low", False), ("dense", False), ("wave", True)],
)
def test_what_the_curves_do_not_tell_stays_unknown(shape: str, told: bool) -> None:
    """A line over the whole width: flat, straight, in the lowest fifth, or so noisy that strokes touch."""
    x = np.linspace(0, 10, 1500)
    noise = np.random.default_rng(0).uniform(-0.9, 0.9, len(x))
    y = {"flat": 0 * x, "diagonal": 0.2 * x - 1, "low": 0.2 * np.sin(x) - 0.8, "dense": noise, "wave": np.sin(x)}[shape]
    errors = errors_of(panel(y, x, **LIMITS), found(x, y))
    assert (errors["x"].known and errors["left"].known) is told


def test_ends_decide_where_the_curves_tell_nothing() -> None:
    flat = np.zeros(300)
    x = np.linspace(0, 10, 300)
    true = panel(flat, x, **LIMITS)
    assert count_right(true, found(x, flat, found_axis("left", -1, 1))) == 1
    assert count_right(true, found(x, flat, found_axis("left", -1.05, 1.05))) == 0  # zero stays in its place
    far = found(x, flat + 0.5, found_axis("left", -0.5, 1.5), found_axis("x", 0, 10))  # matches no series
    assert count_right(true, far) == 1


def test_series_on_the_other_axis_tells_nothing_of_this_one() -> None:
    y = np.sin(X)
    true = panel(y, **LIMITS)
    errors = errors_of(true, found(X, y, calibrated="right"))
    assert not errors["left"].known
    assert not errors["right"].known
