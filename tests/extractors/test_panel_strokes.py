"""Strokes that bound plots: which pieces are one stroke, and which are two."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.panel_strokes import joined_strokes
from extractors.strokes import Stroke

UNIT = 10.0
SPINE, PAPER, CURVE = 120, 255, 10
# A spine of two pixels of which a curve hides the upper side; what is left of it there is a step.
RIGHT = Stroke(61.5, 170, 380, 2.0, float(PAPER - SPINE), 1.0)
LEFT = Stroke(60.5, 20, 120, 0.0, 0.0, 1.0)


@pytest.mark.parametrize(("curve", "whole"), [(slice(57, 61), True), (slice(57, 63), False)])
def test_a_spine_that_shows_beside_a_curve_along_it_is_one_stroke(curve: slice, whole: bool) -> None:
    grey = np.full((120, 400), PAPER, np.uint8)
    grey[61:63, 20:381] = SPINE
    grey[curve, 120:171] = CURVE
    ends = [(s.start, s.end) for s in joined_strokes([LEFT, RIGHT], [], grey, UNIT)]
    assert ends == ([(20, 380)] if whole else [(20, 120), (170, 380)])


def test_two_spines_with_paper_between_them_are_two_strokes() -> None:
    grey = np.full((120, 400), PAPER, np.uint8)
    grey[61:63, 20:121] = grey[61:63, 170:381] = SPINE
    assert len(joined_strokes([LEFT, RIGHT], [], grey, UNIT)) == 2
