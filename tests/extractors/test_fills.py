"""Thick ink that is a noisy line, and thick ink that is an area."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.fills import fills_area, is_fill
from extractors.following import Path
from tests.extractors.fitted import path_of

UNIT = 10.0
WIDE, HIGH = 400, 200


def between(top: np.ndarray, bottom: np.ndarray) -> np.ndarray:
    rows = np.arange(HIGH)[:, None]
    return ((rows >= top) & (rows <= bottom)).astype(np.float32)


def rims(seed: int) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    return 100 - random.uniform(10, 60, WIDE), 100 + random.uniform(10, 60, WIDE)


@pytest.mark.parametrize("seed", [0, 1])
def test_dense_noise_is_a_line_however_thick(seed: int) -> None:
    assert not is_fill(between(*rims(seed)), 3 * UNIT, UNIT)


@pytest.mark.parametrize("base", [np.full(WIDE, 180.0), 150 + 30 * np.sin(np.arange(WIDE) / 40)])
def test_an_area_below_noise_stands_on_a_level_or_smooth_base(base: np.ndarray) -> None:
    assert is_fill(between(rims(0)[0], base), 3 * UNIT, UNIT)


def test_thin_ink_is_never_a_fill() -> None:
    assert not is_fill(between(np.full(WIDE, 99.0), np.full(WIDE, 101.0)), 3.0, UNIT)


def rim_to_rim(top: np.ndarray, bottom: np.ndarray) -> Path:
    columns = np.repeat(np.arange(WIDE), 2)
    return path_of(columns, np.column_stack((top, bottom)).ravel())


def test_a_path_that_fills_a_smooth_area_is_no_line_and_one_through_dense_noise_is() -> None:
    middle = 100 + 40 * np.sin(np.arange(WIDE) / 60)
    assert fills_area(rim_to_rim(middle - 30, middle + 30), 2.0, UNIT)
    assert not fills_area(rim_to_rim(*rims(0)), 2.0, UNIT)
    assert not fills_area(rim_to_rim(middle - 4, middle + 4), 2.0, UNIT)  # a thick stroke
    assert not fills_area(path_of(np.arange(WIDE), middle), 2.0, UNIT)
