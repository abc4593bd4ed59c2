"""The verdict on a series, and the ink that no series explains."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.bands import Band
from extractors.selfcheck import SeriesCheck, check_series, ink_explained, unexplained_share
from schemas.options import Options
from schemas.reasons import Reason, Status
from tests.extractors.drawn import area_of, ink_of, line, paint, picture
from tests.extractors.fitted import BLUE, SHAPE, axes_of, calibration, curve_of, entry_of, markers_at, path_of

OPTIONS = Options()
GOOD = path_of([0, 1], [0, 1])
RED = (214, 39, 40)


def verdict(curve: object, reason: Reason = Reason.NONE, residual: float = 0.1) -> SeriesCheck:
    fit = calibration(residual=residual)
    return check_series(curve, axes_of(fit, fit), "left", reason, OPTIONS)  # type: ignore[arg-type]


def test_a_good_series_is_ok() -> None:
    check = verdict(curve_of(GOOD, entry=entry_of("a")))
    assert (check.status, check.reason, check.coverage) == (Status.OK, Reason.NONE, 1)
    assert check.confidence > 0.95


def test_markers_alone_are_ok() -> None:
    assert verdict(curve_of(None, markers_at([1, 2], [1, 2]))).status == Status.OK


@pytest.mark.parametrize(("x", "y"), [(True, False), (False, True), (False, False)])
def test_no_calibration_no_confidence(x: bool, y: bool) -> None:
    axes = axes_of(calibration() if x else None, calibration() if y else None)
    check = check_series(curve_of(GOOD), axes, "left", Reason.NONE, OPTIONS)
    assert (check.confidence, check.status, check.reason) == (0, Status.REVIEW, Reason.AXIS_NOT_CALIBRATED)


def test_a_side_that_has_no_axis_is_not_calibrated() -> None:
    check = check_series(curve_of(GOOD), axes_of(calibration(), calibration()), "right", Reason.NONE, OPTIONS)
    assert check.reason == Reason.AXIS_NOT_CALIBRATED


@pytest.mark.parametrize(
    ("curve", "reason", "residual", "expected"),
    [
        (curve_of(GOOD), Reason.AXIS_UNCLEAR, 0.1, Reason.AXIS_UNCLEAR),
        (curve_of(GOOD, reason=Reason.AMBIGUOUS_LEGEND), Reason.NONE, 0.1, Reason.AMBIGUOUS_LEGEND),
        (curve_of(path_of([0, 1], [0, 1], coverage=0.5)), Reason.NONE, 0.1, Reason.LOW_COVERAGE),
        (curve_of(GOOD), Reason.NONE, 2.0, Reason.LOW_CONFIDENCE),
        (curve_of(path_of([0, 1], [0, 1], coverage=0.62), entry=entry_of("a", confidence=0.5)), Reason.NONE, 0.1,
         Reason.LOW_CONFIDENCE),
    ],
)  # fmt: skip
def test_every_doubt_ends_in_review(curve: object, reason: Reason, residual: float, expected: Reason) -> None:
    check = verdict(curve, reason, residual)
    assert (check.status, check.reason) == (Status.REVIEW, expected)
    assert check.confidence <= 0.5


def test_the_option_sets_the_threshold() -> None:
    curve, axes = curve_of(path_of([0, 1], [0, 1], coverage=0.8)), axes_of(calibration(), calibration())
    assert check_series(curve, axes, "left", Reason.NONE, Options(ok_confidence=0.7)).status == Status.OK
    assert check_series(curve, axes, "left", Reason.NONE, Options(ok_confidence=0.9)).status == Status.REVIEW


def test_ink_that_series_explain_and_ink_that_none_does() -> None:
    known, missed = ink_of(line([5, 195], [30, 30]), SHAPE), ink_of(line([5, 195], [70, 70]), SHAPE)
    rgb = picture(SHAPE)
    paint(rgb, known, BLUE)
    assert unexplained_share(area_of(rgb), [curve_of(GOOD, ink=known)]) == 0
    paint(rgb, missed, RED)
    assert unexplained_share(area_of(rgb), [curve_of(GOOD, ink=known)]) == pytest.approx(1, abs=0.05)
    assert unexplained_share(area_of(rgb), [curve_of(GOOD, ink=known), curve_of(GOOD, ink=missed)]) == 0


def test_black_print_and_what_a_legend_covers_need_no_explanation() -> None:
    rgb = picture(SHAPE)
    paint(rgb, ink_of(line([5, 195], [30, 30]), SHAPE), (0, 0, 0))
    paint(rgb, ink_of(line([5, 195], [70, 70]), SHAPE), RED)
    hidden = np.zeros(SHAPE, bool)
    hidden[60:80] = True
    assert unexplained_share(area_of(rgb, hidden=hidden), []) == 0
    assert unexplained_share(area_of(rgb, text=hidden), []) == 0
    assert unexplained_share(area_of(rgb), []) > 100  # nothing is explained at all


def test_a_band_explains_its_fill() -> None:
    rgb = picture(SHAPE)
    rgb[20:60, 10:190] = (150, 190, 230)
    band = Band(np.arange(10.0, 190), np.full(180, 59.0), np.full(180, 20.0), 1.0)
    assert unexplained_share(area_of(rgb), [curve_of(GOOD)]) > 100
    assert unexplained_share(area_of(rgb), [curve_of(GOOD, band=band)]) == 0


def test_ink_off_the_curve_is_not_explained() -> None:
    ink = np.zeros((60, 200), np.float32)
    ink[29:32, 10:110] = 1  # followed
    ink[9:12, 120:170] = 1  # not followed
    part = curve_of(path_of(np.arange(10, 110), np.full(100, 30.0)), ink=ink)
    assert ink_explained(part, [part]) == pytest.approx(2 / 3, abs=0.02)
    rest = curve_of(path_of(np.arange(120, 170), np.full(50, 10.0)), ink=ink)
    assert ink_explained(part, [part, rest]) == 1.0
