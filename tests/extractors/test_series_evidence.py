"""What speaks against a series: its ends, its jumps, its strokes and the size of its plot."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.curves import Curve
from extractors.series_evidence import SeriesEvidence, gather_evidence
from tests.extractors.drawn import area_of, picture
from tests.extractors.fitted import SHAPE, axes_of, calibration, curve_of, entry_of, path_of

AXES = axes_of(calibration(), calibration())
HEIGHT, WIDTH = SHAPE


def gathered(curve: Curve, *others: Curve, scale: float = 1.0) -> SeriesEvidence:
    return gather_evidence(curve, [curve, *others], area_of(picture(SHAPE)), AXES, "left", scale)


def flat(first: int, last: int, y: float = 50.0) -> Curve:
    columns = np.arange(first, last + 1)
    return curve_of(path_of(columns, np.full(len(columns), y)))


def test_a_curve_is_short_by_what_the_median_of_the_others_has_beyond_its_ends() -> None:
    whole = [flat(0, 190), flat(0, 190, 60), flat(80, 100, 70)]
    assert gathered(flat(20, 150), *whole).reach == pytest.approx((20 + 40) / WIDTH)
    assert gathered(whole[0], *whole[1:]).reach == 0
    assert gathered(flat(20, 150)).reach == 0
    assert gathered(curve_of(), *whole).reach == 0


def test_one_jump_stands_out_but_not_those_of_a_steep_curve() -> None:
    columns = np.arange(100)
    changed_over = np.where(columns < 50, 20.0, 60.0)
    assert gathered(curve_of(path_of(columns, changed_over))).jump == pytest.approx(40 / HEIGHT)
    noisy = np.where(columns % 2, 20.0, 60.0)
    assert gathered(curve_of(path_of(columns, noisy))).jump == 0
    gap = np.where((columns > 40) & (columns < 60), np.nan, changed_over)
    assert gathered(curve_of(path_of(columns, gap))).jump == 0


def test_lines_that_are_shown_broken_are_dashed() -> None:
    path = path_of(np.arange(100), np.full(100, 50.0))
    assert gathered(curve_of(path)).dashed == 0
    assert gathered(curve_of(path, dash="dotted")).dashed == 1
    assert gathered(curve_of(path, entry=entry_of("a", dash="dashed"))).dashed == 1
    assert gathered(curve_of(None, dash="dashed")).dashed == 0


def test_a_marker_on_a_swatch_hides_that_its_line_is_broken() -> None:
    path = path_of(np.arange(100), np.full(100, 50.0))
    assert gathered(curve_of(path, entry=entry_of("a", marker="circle"), dash="dashed")).dashed == 1
    assert gathered(curve_of(path, entry=entry_of("a"), dash="dashed")).dashed == 0


def test_gaps_are_told_apart_from_the_course_of_a_curve() -> None:
    columns = np.arange(101)
    y = np.where((columns > 40) & (columns < 60), np.nan, 50.0)
    assert gathered(curve_of(path_of(columns, y))).paused == pytest.approx(0.2)
    assert gathered(flat(0, 100)).paused == 0
    assert gathered(curve_of()).paused == 0


def test_a_plot_is_as_large_as_in_its_file() -> None:
    enlarged = gathered(flat(0, 190), scale=2.0)
    assert (enlarged.width, enlarged.height) == (WIDTH / 2, HEIGHT / 2)
