from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from extractors.channels import channel_max, channel_min, channel_range, channel_sum


@pytest.mark.parametrize("kind", [np.uint8, np.int16, np.float32])
def test_reductions_are_those_of_numpy_over_the_last_axis(kind: type) -> None:
    values: NDArray[Any] = np.random.default_rng(0).integers(0, 80, (7, 5, 3)).astype(kind)
    assert np.array_equal(channel_max(values), values.max(axis=2))
    assert np.array_equal(channel_min(values), values.min(axis=2))
    assert np.array_equal(channel_range(values), np.ptp(values, axis=2))
    assert np.array_equal(channel_sum(values), values.sum(axis=2))
