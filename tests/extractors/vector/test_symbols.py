"""Small shapes taken for markers, or not."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.vector.scene import Paint, Shape
from extractors.vector.symbols import symbols_of

UNIT = 12.0


@pytest.mark.parametrize(("cap", "found"), [(9.0, ["plus"]), (24.0, [])])
def test_strokes_that_cross_are_a_plus_where_they_are_as_long_as_each_other(cap: float, found: list[str]) -> None:
    paint = Paint(stroke=(200, 0, 0))
    across = Shape(np.array([[50 - cap / 2, 50.0], [50 + cap / 2, 50.0]]), False, paint, 1)
    up = Shape(np.array([[50.0, 45.5], [50.0, 54.5]]), False, paint, 2)
    assert [s.form for s in symbols_of([across, up], UNIT)] == found


def test_a_marker_may_be_three_times_as_large_as_print() -> None:
    turns = np.linspace(0, 2 * np.pi, 30)[:-1]
    ring = 18.0 * np.column_stack([np.cos(turns), np.sin(turns)])
    assert len(symbols_of([Shape(ring, True, Paint(stroke=(0, 0, 200)), 1)], UNIT)) == 1
