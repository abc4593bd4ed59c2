"""How much of level and upright ways is covered."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.covered_ways import Covered

HIDDEN = np.zeros((20, 30), bool)
HIDDEN[5:10, 12:18] = True
COVERED = Covered.by(HIDDEN)


def test_covered_columns_of_level_ways() -> None:
    first, until = np.array([0, 14, 0]), np.array([30, 16, 12])
    assert COVERED.columns(np.array([7.0, 7.2, 7.0]), first, until) == pytest.approx([6, 2, 0])
    assert COVERED.columns(np.array([3.0]), first[:1], until[:1]) == pytest.approx([0])


def test_covered_rows_of_upright_ways_beside_what_covers_them() -> None:
    at = np.array([11.0, 14.0, 25.0])
    assert COVERED.rows(at, np.full(3, 2.0), np.full(3, 15.0)) == pytest.approx([5, 5, 0])
    assert COVERED.rows(at[1:2], np.array([8.0]), np.array([2.0])) == pytest.approx([3])
