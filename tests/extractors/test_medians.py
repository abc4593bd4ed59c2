"""Medians are those of numpy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from extractors.medians import counted_median, median


@pytest.mark.parametrize("count", [1, 2, 7, 100])
def test_the_median_is_that_of_numpy(count: int) -> None:
    rng = np.random.default_rng(count)
    arrays: list[NDArray[Any]] = [rng.normal(size=count), rng.integers(-9, 9, count)]
    for values in arrays:
        assert median(values) == np.median(values)


@pytest.mark.parametrize("count", [1, 2, 7, 100])
def test_the_median_of_pixels_is_that_of_numpy(count: int) -> None:
    pixels = np.random.default_rng(count).integers(0, 256, (count, 3))
    for kind in (np.uint8, np.int32):
        assert counted_median(pixels.astype(kind)).tolist() == np.median(pixels, axis=0).tolist()
